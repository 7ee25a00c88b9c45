"""Changes of lines as text: read back as written, safe against whatever an address holds, and never in the landscape."""

import numpy as np
import pandas as pd
import pytest

from landscape import dictionary
from landscape.programme import edits
from landscape.programme.costs import costed
from landscape.programme.edits import (
    FIELDS,
    LONGEST,
    MOST,
    NEW,
    Edits,
    applied,
    code_for,
    edited,
    for_publication,
    read,
    widened,
    written,
)
from tests.programme.lines import ACTIVITIES, PLAIN, RATES, line, lines

LINES = {"household-surveys", "portal", "drop", 'odd "line"'}
TABLE = pd.DataFrame(
    [(code, name, component) for code, (name, component) in ACTIVITIES.items()],
    columns=["activity_id", "activity_name", "component"],
)


def understood(text):
    found, problems = read(text, LINES, set(ACTIVITIES))
    assert problems == []
    return found


def problems(text):
    found, said = read(text, LINES, set(ACTIVITIES))
    assert len(found) == 0
    return said


def test_a_line_is_changed_dropped_and_added():
    found = understood(
        'portal quantity=0.5 cost=900000 each_year=yes high=; drop household-surveys; add guides activity=map name="A; b"'
    )
    assert found.changed == {"portal": {"quantity": 0.5, "unit_cost": 900_000.0, "is_yearly": True, "unit_cost_high": None}}
    assert found.dropped == ("household-surveys",)
    assert found.added == {"guides": {**NEW, "activity_id": "map", "name": "A; b"}}


def test_every_field_that_a_person_fills_in_has_a_name():
    kept = {one.name for one in dictionary.table("cost_line").filled_in}
    ends = {f"{end}_benchmark_{what}" for end in ("low", "high") for what in ("id", "units")}
    assert set(FIELDS.values()) == kept - {"line_id", "benchmark_units", *ends}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nowhere cost=5", "There is no cost line “nowhere”; that change was left out."),
        ("drop nowhere", "There is no cost line “nowhere”; that change was left out."),
        ("portal colour=red", "A cost line has no “colour”; that change of the line “portal” was left out."),
        ("portal cost=much", "“much” is no number; that change of the line “portal” was left out."),
        ("portal cost=nan", "“nan” is no number; that change of the line “portal” was left out."),
        ("portal cost=1e300", "“1e300” is no number; that change of the line “portal” was left out."),
        ("portal from=2027.5", "“2027.5” is no whole number; that change of the line “portal” was left out."),
        ("portal category=magic", "“magic” is no code of “Cost category”; that change of the line “portal” was left out."),
        ("portal each_year=perhaps", "“perhaps” is neither yes nor no; that change of the line “portal” was left out."),
        ("portal activity=none", "“none” is no activity that there is; that change of the line “portal” was left out."),
        ("portal category=", "“” is no value, and “Cost category” needs one; that change of the line “portal” was left out."),
        ("portal", "“portal” is no change of a line; it was left out."),
        ("cost=5", "“cost” is no change of a line; it was left out."),
        ("add portal activity=map", "There is a cost line “portal” already; it was not added again."),
        ("portal " + "x" * LONGEST, f"The changes of lines are longer than {LONGEST:,} characters; none of them was taken."),
    ],
)
def test_what_is_not_understood_is_said_and_left_out(text, said):
    assert problems(text) == [said]


def test_no_more_changes_are_taken_than_an_address_holds():
    found, said = read("portal quantity=1;" * (MOST + 5), LINES, set(ACTIVITIES))
    assert len(found) == 1 and said == [f"More than {MOST} changes of lines: only the first {MOST} were taken."]


def test_a_line_that_goes_is_not_changed_as_well():
    found = understood("portal cost=5; drop portal")
    assert found == Edits(dropped=("portal",))


def test_a_line_may_be_called_drop_and_have_quotation_marks():
    found = Edits({"drop": {"quantity": 1.0}, 'odd "line"': {"note": 'says "no"; = yes'}})
    assert understood(written(found)) == found


@pytest.mark.parametrize("seed", range(20))
def test_what_is_written_is_read_back(seed):
    draw = np.random.default_rng(seed)
    signs = list("abc é;=\"  '\\%&+#?/0.,-\n<>")

    def value(one):
        if one.type == "boolean":
            return bool(draw.random() < 0.5)
        if one.type == "integer":
            return int(draw.integers(1900, 2200))
        if one.type == "number":
            return round(float(draw.uniform(-1e6, 1e9)), int(draw.integers(0, 6)))
        if one.codes:
            return str(draw.choice(list(dictionary.label_of(one.codes))))
        return "map" if one.name == "activity_id" else "x" + "".join(draw.choice(signs, 12)) + "x"

    def record():
        fields = [dictionary.table("cost_line").field(name) for name in FIELDS.values() if draw.random() < 0.5]
        return {one.name: value(one) for one in fields}

    made = Edits(
        {"portal": {"quantity": 1.5, **record()}, "drop": {"note": "x", **record()}},
        ("household-surveys",),
        {"guides": {"name": "guides", **NEW, **record(), "activity_id": "map"}},
    )
    assert understood(written(made)) == made


def test_changed_and_new_figures_are_illustrative_until_somebody_publishes_them():
    base = lines(line("a", is_illustrative=False), line("b", is_illustrative=False), line("c", is_illustrative=False))
    made = Edits(
        {"a": {"unit_cost": 5.0, "is_illustrative": False}, "b": {"note": "x"}}, ("c",), {"n": {**NEW, "activity_id": "map"}}
    )
    rows = applied(base, TABLE, made).set_index("line_id")
    assert rows["is_illustrative"].to_dict() == {"a": True, "b": False, "n": True}
    assert rows.loc["a", "unit_cost"] == 5 and rows.loc["n", "activity_name"] == "Mapping"
    assert base["unit_cost"].tolist() == [100, 100, 100] and len(base) == 3


def test_a_new_unit_cost_beyond_low_or_high_moves_that_end_unless_it_was_typed():
    base = lines(line("a", unit_cost_low=50.0, unit_cost_high=200.0), line("b"))
    for cost, low, high in ((300.0, 50, 300), (20.0, 20, 200), (150.0, 50, 200)):
        rows = applied(base, TABLE, Edits({"a": {"unit_cost": cost}})).set_index("line_id")
        assert rows.loc["a", ["unit_cost_low", "unit_cost_high"]].tolist() == [low, high]
        assert costed(rows.reset_index(), PLAIN, RATES).left_out.empty
    assert widened(base, Edits({"a": {"unit_cost": 300.0}, "b": {"unit_cost": 300.0}}))[1] == ("a",)
    typed = Edits({"a": {"unit_cost": 300.0, "unit_cost_high": 250.0}})
    assert widened(base, typed) == (typed, ())


def test_a_sourced_line_whose_figures_change_is_published_as_illustrative_unless_it_names_a_new_source():
    base = lines(
        line("a", is_illustrative=False, cost_basis="quote"), line("b", is_illustrative=False, cost_basis=None), line("c")
    )

    def again(code, **values):
        made, codes = for_publication(base, Edits({code: values}))
        assert (made.changed[code].get("is_illustrative") is True) == bool(codes)
        return codes

    assert again("a", quantity=3.0) == ("a",)
    assert again("a", quantity=3.0, is_illustrative=False) == ("a",)
    assert again("a", quantity=3.0, basis="expert") == ("a",)
    assert again("a", quantity=3.0, source_id="m49") == ()
    assert again("b", quantity=3.0, source_id="m49") == ("b",)
    assert again("b", quantity=3.0, source_id="m49", basis="placeholder") == ("b",)
    assert again("b", quantity=3.0, source_id="m49", basis="quote") == ()
    assert again("a", note="x") == () and again("c", quantity=3.0) == ()


def test_a_line_in_another_activity_is_of_its_component():
    rows = applied(lines(line("a")), TABLE, Edits({"a": {"activity_id": "train"}}))
    assert rows[["activity_name", "component"]].values.tolist() == [["Training", "capacity_development"]]


def test_a_cell_put_back_is_no_change():
    base = lines(line("a", unit_cost_low=None))
    once = edited(Edits(), base, {"a": {"quantity": 5, "unit_cost_low": 50, "currency": None}})
    assert once.changed == {"a": {"quantity": 5.0, "unit_cost_low": 50.0}}
    assert edited(once, base, {"a": {"quantity": 10, "unit_cost_low": None}}).changed == {}


def test_rows_come_and_go():
    base = lines(line("a"), line("b"))
    new = [{"name": "Guides, 2027", "activity_id": "map", "unit_cost": 5, "first_year": 2027}, {"name": "Not ready"}]
    made = edited(Edits(), base, {}, ["b"], new)
    assert made.dropped == ("b",) and list(made.added) == ["guides-2027", "not-ready"]
    assert made.added["guides-2027"]["first_year"] == 2027 and made.added["guides-2027"]["category"] == NEW["category"]
    again = edited(made, base, {"guides-2027": {"quantity": 2}}, [], [{"name": "Guides 2027", "activity_id": "map"}])
    assert list(again.added) == ["guides-2027", "not-ready", "guides-2027-2"] and again.added["guides-2027"]["quantity"] == 2
    assert edited(again, base, {}, ["guides-2027"]).added.keys() == {"not-ready", "guides-2027-2"}


def test_a_new_line_is_kept_from_its_first_cell_and_counts_once_it_has_what_it_needs():
    base = lines(line("a"))
    made = understood(written(edited(Edits(), base, {}, [], [{"name": "Study tour", "quantity": 2}])))
    assert made.added["study-tour"]["quantity"] == 2
    assert (
        edits.waiting_said(made)
        == "Study tour is not counted yet: it needs an activity, a unit cost, a first year and a last year."
    )
    left_out = costed(applied(base, TABLE, made), PLAIN, RATES).left_out
    assert left_out[["line_name", "why_left_out"]].to_numpy().tolist() == [["Study tour", "no activity"]]
    has_all = {"activity_id": "map", "unit_cost": 5.0, "first_year": 2027, "last_year": 2028}
    made = edited(made, base, {"study-tour": has_all})
    assert edits.waiting_said(made) == "" and costed(applied(base, TABLE, made), PLAIN, RATES).total_usd == 1_000 + 10


def test_a_code_is_made_of_the_name():
    assert code_for("Enquêtes: ménages", ()) == "enquetes-menages"
    assert code_for("!", {"record"}) == "record-2"


def test_nothing_changed_is_no_text():
    assert written(Edits()) == "" and understood("") == Edits() and understood(" ; ;") == Edits()
    assert edits.applied(lines(line("a")), TABLE, Edits()).equals(lines(line("a")))
