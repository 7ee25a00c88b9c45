"""Yes or no, lists and text."""

import pytest

from landscape import values


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Yes ", "yes"),
        ("Oui", "yes"),
        ("sí", "yes"),
        ("Sim", "yes"),
        ("x", "yes"),
        (True, "yes"),
        (1, "yes"),
        ("non", "no"),
        ("Não", "no"),
        (0.0, "no"),
        ("unknown", "unknown"),
        ("n/a", "unknown"),
        ("inconnu", "unknown"),
        ("?", "unknown"),
        (None, None),
        (" ", None),
    ],
)
def test_yes_no_and_unknown_in_four_languages(cell, said):
    read = values.yes_no(cell)
    assert (read.value, read.problem) == (said, "")


@pytest.mark.parametrize("cell", ["partly", 2, "#REF!", float("nan")])
def test_what_is_neither_is_a_problem(cell):
    assert values.yes_no(cell).problem
    assert values.flag(cell).problem


def test_a_flag_that_nobody_knows_is_blank():
    assert [values.flag(cell).value for cell in ("yes", "no", "unknown")] == [True, False, None]


def test_a_list_is_split_at_semicolons_and_lines():
    assert values.items("a; b;\n a").value == ["a", "b"]
    assert values.items("• one\n• two").value == ["one", "two"]
    assert values.items("..").value is None
    assert "semicolons" in values.items("a, b, c").note


def test_text_is_kept_but_for_what_cannot_be_printed():
    assert values.text(" x\x00y ").value == "x y"
    assert values.text("NA").value == "NA"
    assert values.text("=1+1").value == "=1+1"
    assert values.text("..").value is None
    assert values.text(12.0).value == "12"
    assert values.text("مرحبا 😀").value == "مرحبا 😀"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("Don't know", ["Don't know"]), ("Not applicable", ["Not applicable"]), ("Yes; unknown", ["Yes", "unknown"]), ("..", None)],
)
def test_an_answer_of_not_knowing_is_an_answer(cell, value):
    assert values.answers(cell).value == value
    assert values.items("Don't know").value is None
