"""Names that a person decides in a small workbook, for the command line."""

import io

import openpyxl
import pytest

from landscape import __main__ as commands
from landscape import changes, deciding, store
from landscape.matching import records as naming
from landscape.plans import LEAVE_OUT, NEW

LIST = "Donor,Type of donor\nGermanny,DAC member\nUnfpaa,Other government\nTestland,Other government\n"


@pytest.fixture
def run(tiny, tmp_path, capsys):
    """The command with a list of donors and a workbook of decisions, as a function to what it says."""
    given, names = tmp_path / "donors.csv", tmp_path / "names.xlsx"
    given.write_text(LIST, encoding="utf-8")

    def said(*more, code=0):
        assert commands.main(["upload", str(given), "--table", "donor", "--decisions", str(names), *more]) == code
        out = capsys.readouterr()
        return out.out + out.err

    said.path = names
    return said


def rows_of(path):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]


def decide(path, **answers):
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=2):
        row[4].value = answers.get(row[2].value, row[4].value)
    book.save(path)


def test_open_names_are_written_with_what_they_may_stand_for(run):
    said = run()
    assert "Wrote" in said and "fill in “Stands for”, and run the same command again" in said
    first = rows_of(run.path)[0]
    assert first[:3] == ["Donors", "Donor", "Germanny"] and first[3].startswith("Germany (") and first[4] is None
    rule = openpyxl.load_workbook(run.path).active.data_validations.dataValidation[0]
    assert "Germany" in rule.formula1 and deciding.IS_NEW in rule.formula1 and deciding.LEFT in rule.formula1


def test_what_was_decided_comes_in_and_the_file_is_left_alone(run):
    run()
    decide(run.path, Germanny="Germany", Unfpaa="A new record")
    before = run.path.read_bytes()
    said = run("--publish", "--name", "Ann", "--note", "Members' list")
    assert "waiting for a decision" not in said and "Wrote" not in said and "Version 0002 is in force" in said
    assert run.path.read_bytes() == before
    assert any(one["name"] == "Unfpaa" for one in changes.records("donor", "0002").values())
    assert not any(one["name"] == "Germanny" for one in changes.records("donor", "0002").values())


def test_a_name_that_is_left_open_waits_on_and_a_new_one_joins_it(run, tmp_path):
    run()
    decide(run.path, Germanny=deciding.LEFT)
    assert "1 name waiting for a decision" in run()
    given = tmp_path / "donors.csv"
    given.write_text(LIST + "Turkiyye,Other government\n", encoding="utf-8")
    assert "Wrote" in run()
    assert {row[2]: row[4] for row in rows_of(run.path)} == {"Germanny": deciding.LEFT, "Unfpaa": None, "Turkiyye": None}


@pytest.mark.parametrize(("answer", "sentence"), [("Atlantis", "row 2: “Atlantis” is not known as a donor")])
def test_a_decision_that_means_nothing_is_one_sentence(run, answer, sentence):
    run()
    decide(run.path, Germanny=answer)
    assert sentence in run(code=1)
    assert store.versions() == ["0001"]


def test_a_workbook_of_something_else_is_one_sentence(tiny):
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Donor", "Norway"])
    book.save(file)
    with pytest.raises(deciding.NotDecided, match="is no workbook of decisions"):
        deciding.read(file.getvalue(), "names.xlsx", naming.names(tiny))


def test_many_names_are_decided_at_once():
    def found(*candidates):
        return naming.Found(None, "similar", 0, candidates)

    waiting = {
        ("name", "Sure"): found(("a", "A", 95.0), ("b", "B", 80.0)),
        ("name", "Two"): found(("a", "A", 100.0), ("b", "B", 100.0)),
        ("name", "Far"): found(("a", "A", 76.0)),
        ("kind", "Nothing"): found(),
    }
    assert deciding.at_once(waiting, 90) == {("name", "Sure"): "a"}
    assert deciding.at_once(waiting, 75) == {("name", "Sure"): "a", ("name", "Far"): "a"}
    assert deciding.at_once(waiting, 90, NEW) == {("name", "Sure"): "a", ("name", "Two"): NEW, ("name", "Far"): NEW}
    assert set(deciding.at_once(waiting, None, LEAVE_OUT).values()) == {LEAVE_OUT}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("agency of the donor (IATI)", "an agency of Germany"),
        ("known for several: choose one", "Germany or Ireland"),
        ("similar to Germany (100 %): decide", "Germany (100 %) · Ireland (80 %)"),
    ],
)
def test_what_a_name_could_stand_for_is_said_with_its_reason(reason, said):
    both = (("de", "Germany", 100.0), ("ie", "Ireland", 80.0))
    assert naming.Found(None, reason, 0, both[:1] if "agency" in reason else both).near == said
