"""A person gets the own workbook back with every problem at its cell, and a report of what came in and what did not."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from landscape import dictionary, hand_back, store, template, workbook

RED, AMBER = "00FFC7CE", "00FFE699"


@dataclass(frozen=True)
class Found:
    sheet: str
    cell: str
    found: str = "abc"
    expected: str = "a year such as 2024"
    advice: str = "Correct the cell."
    is_blocking: bool = True
    rule: str = "type"


FINDINGS = [
    Found("Donors", "B3"),
    Found("Donors", "C2", "1.5 m", "an amount", "Check it.", is_blocking=False),
    Found("Donors", "B3", "", "a value", "Fill the cell.", is_blocking=False),
    Found("Donors", "", "=1+1", "a column for the name", "Add it."),
    Found("Bob's list", "A1", "=cmd|' /C calc'!A0", "a name", "Write the name."),
    Found("Not there", "A1"),
]


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def made():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Donors"
    for row in (["Name", "Year", "Amount"], ["Norway", 2024, "1.5 m"], ["Côte d'Ivoire", "abc", 12.5], ["Total", None, "=C3*2"]):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True)
    sheet["C2"].comment = Comment("As told by Oslo", "Somebody")
    sheet["A2"].value, sheet["A2"].data_type = "=Norway", "s"
    sheet.column_dimensions["A"].width = 33
    book.create_sheet("Bob's list").append(["Name"])
    book.create_sheet("Notes").append([datetime(2026, 11, 22)])
    book["Notes"].sheet_state = "hidden"
    return saved(book)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def colour(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type else None


def copied(data, name="list.xlsx", findings=FINDINGS):
    """Marked as a file is that openpyxl cannot change in place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hand_back, "_MOST_ROWS", 0)
        return opened(hand_back.marked(data, name, findings))


def in_place(data, name="list.xlsx", findings=FINDINGS):
    return opened(hand_back.marked(data, name, findings))


both = pytest.mark.parametrize("mark", [in_place, copied], ids=["in place", "as a copy"])


@both
def test_cells_are_coloured_by_the_worst_that_is_found_in_them(made, mark):
    sheet = mark(made)["Donors"]
    assert [colour(sheet[place])[-6:] for place in ("B3", "C2")] == [RED[-6:], AMBER[-6:]]
    assert colour(sheet["B2"]) is None


@both
def test_a_comment_says_what_was_found_what_was_expected_and_what_to_do(made, mark):
    said = mark(made)["Donors"]["B3"].comment
    assert said.author == "Funding landscape"
    assert said.text == (
        "Blocking. Found: abc\nExpected: a year such as 2024.\nCorrect the cell.\n\n"
        "Warning. Found: nothing\nExpected: a value.\nFill the cell."
    )


@both
def test_a_comment_does_not_call_what_is_wrong_expected(made, mark):
    fault = "The last year lies before the first."
    said = mark(made, findings=[Found("Donors", "B3", expected=fault)])["Donors"]["B3"].comment.text
    assert said == f"Blocking. Found: abc\n{fault}\nCorrect the cell."


@both
def test_the_first_sheet_lists_every_problem_and_leads_to_its_cell(made, mark):
    book = mark(made)
    sheet = book["Problems"]
    assert book.sheetnames == ["Problems", "Donors", "Bob's list", "Notes"]
    header, *lines = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert header == ["Sheet", "Cell", "Kind", "Found", "Expected, or what is wrong", "What to do"]
    assert "Red cells keep their row out; amber cells keep none out" in sheet["A1"].value
    assert lines[:2] == [
        ["Donors", "B3", "Blocking", "abc", "a year such as 2024", "Correct the cell."],
        ["Donors", "C2", "Warning", "1.5 m", "an amount", "Check it."],
    ]
    assert len(lines) == len(FINDINGS)
    links = [row[1].hyperlink and row[1].hyperlink.location for row in sheet.iter_rows(min_row=3)]
    assert links == ["'Donors'!B3", "'Donors'!C2", "'Donors'!B3", None, "'Bob''s list'!A1", None]
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Problems"]


@both
def test_values_stay_where_and_what_they_were(made, mark):
    book = mark(made)
    assert [cell.value for cell in book["Donors"][2]] == ["=Norway", 2024, "1.5 m"]
    assert [cell.value for cell in book["Donors"][3]] == ["Côte d'Ivoire", "abc", 12.5]
    assert book["Notes"]["A1"].value == datetime(2026, 11, 22)
    assert (book["Notes"].sheet_state, book["Donors"].sheet_state) == ("hidden", "visible")


@both
def test_text_that_looks_like_a_formula_stays_text(made, mark):
    book = mark(made)
    listed = [cell for row in book["Problems"].iter_rows() for cell in row]
    assert [cell.coordinate for cell in [*listed, book["Donors"]["A2"]] if cell.data_type == "f"] == []


@both
def test_what_is_handed_back_can_be_uploaded_again(made, mark):
    again = workbook.read(saved(mark(made)), "again.xlsx")
    (donors,) = [sheet for sheet in again.sheets if sheet.name == "Donors"]
    assert donors.rows[2] == ["Côte d'Ivoire", "abc", 12.5]


def test_looks_formulas_and_comments_of_the_file_are_kept(made):
    sheet = in_place(made)["Donors"]
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 33
    assert sheet["C4"].value == "=C3*2"
    assert sheet["C2"].comment.text.startswith("As told by Oslo\n\nWarning. Found: 1.5 m")


@both
def test_a_problem_in_merged_cells_is_marked_where_their_value_is(mark):
    book = openpyxl.Workbook()
    book.active.append(["Donor", "Year"])
    book.active.append(["Norway", 2024])
    book.active.append([None, 2025])
    book.active.merge_cells("A2:A3")
    sheet = mark(saved(book), findings=[Found("Sheet", "A3")])["Sheet"]
    assert colour(sheet["A2" if mark is in_place else "A3"])[-6:] == RED[-6:]


@pytest.mark.parametrize("mark", [in_place, copied])
def test_long_advice_can_be_read_in_programs_that_do_not_fit_rows_to_their_text(made, mark):
    sheet = mark(made, findings=[Found("Donors", "B3"), Found("Donors", "B2", advice="Correct this cell. " * 10)])["Problems"]
    height = {row[1].value: sheet.row_dimensions[row[0].row].height or 15 for row in sheet.iter_rows()}
    assert (height["B3"], height["B2"]) == (15, 45)


@both
def test_a_sheet_of_their_own_called_problems_is_left_alone(mark):
    book = openpyxl.Workbook()
    book.active.title = "problems"
    book.active["A1"] = "Ours"
    marked = mark(saved(book), findings=[Found("problems", "A1")])
    assert marked.sheetnames == ["Problems 2", "problems"]
    assert marked["problems"]["A1"].value == "Ours"


@both
def test_a_cell_beyond_the_values_is_marked_too(made, mark):
    assert mark(made, findings=[Found("Donors", "H9")])["Donors"]["H9"].comment.text.startswith("Blocking.")


def test_a_template_keeps_its_version_and_its_drop_downs(version):
    made = template.workbook_of(["donor"], version)
    book = in_place(made, findings=[Found("Donors", "B2")])
    assert {one.name: one.value for one in book.custom_doc_props.props}[template.VERSION] == version
    assert len(book["Donors"].data_validations.dataValidation) == len(opened(made)["Donors"].data_validations.dataValidation)
    assert book.sheetnames == ["Problems", template.READ_ME, "Donors", template.LISTS]


def test_macros_are_not_handed_back(made):
    out = io.BytesIO(made)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    with zipfile.ZipFile(io.BytesIO(hand_back.marked(out.getvalue(), "list.xlsm", FINDINGS))) as archive:
        assert [name for name in archive.namelist() if "vba" in name] == []


def test_a_formula_that_leads_to_another_file_becomes_its_stored_value(made):
    formula = b"<f>[1]Sheet1!A1</f><v>7</v>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(b"<f>C3*2</f><v></v>", formula).replace(b"<f>C3*2</f><v />", formula))
        after.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    data = out.getvalue()
    assert opened(data)["Donors"]["C4"].value == "=[1]Sheet1!A1"
    assert in_place(data)["Donors"]["C4"].value == 7


@pytest.mark.parametrize(
    "text", ["Name;Year\r\nNorway;abc\r\n", "Name,Year\nCôte d'Ivoire,abc\n", "Name\tYear\n=1+1\tabc\n"], ids=repr
)
def test_a_csv_comes_back_as_a_workbook(text):
    name = workbook.read(text.encode(), "donors 2024.csv").sheets[0].name
    book = in_place(text.encode(), "donors 2024.csv", [Found(name, "B2")])
    assert book.sheetnames[0] == "Problems"
    cells = book.worksheets[1]
    assert cells["B2"].value == "abc" and colour(cells["B2"])[-6:] == RED[-6:]
    assert cells["A2"].data_type == "s"
    assert book["Problems"]["B3"].hyperlink.location == f"'{cells.title}'!B2"


def test_a_sheet_name_that_excel_would_not_take_is_mended():
    assert hand_back._title("a/b:c*[d]?\\e", []) == "a b c  d   e"
    assert hand_back._title("x" * 40, []) == "x" * 31
    assert hand_back._title("x" * 40, ["x" * 31]) == "x" * 27 + " 2"
    assert hand_back._title("''", []) == "Sheet"


def test_a_workbook_of_few_cells_and_much_text_is_copied_not_changed_in_place(monkeypatch):
    book = openpyxl.Workbook()
    book.active.append(["Donor"])
    for number in range(20):
        book.active.append([f"{number} " + "x" * 30_000])
    file = io.BytesIO()
    book.save(file)
    assert hand_back._is_moderate(file.getvalue())
    monkeypatch.setattr(hand_back, "_MOST_BYTES", 500_000)
    assert not hand_back._is_moderate(file.getvalue())


def test_a_workbook_of_many_rows_is_copied_not_changed_in_place(monkeypatch):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Donors")
    for number in range(hand_back._MOST_ROWS + 10):
        sheet.append([f"Donor {number}", number])
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    data = hand_back.marked(saved(book), "large.xlsx", [Found("Donors", "B20005")])
    monkeypatch.undo()
    assert opened(data)["Donors"]["B20005"].comment.text.startswith("Blocking.")


def test_a_workbook_that_openpyxl_does_not_understand_is_copied(made, monkeypatch):
    def fails(*args, **kwargs):
        raise ValueError("Value must be one of")

    monkeypatch.setattr(hand_back.openpyxl, "load_workbook", fails)
    data = hand_back.marked(made, "list.xlsx", FINDINGS)
    monkeypatch.undo()
    assert colour(opened(data)["Donors"]["B3"])[-6:] == RED[-6:]


@both
def test_more_problems_than_comments_are_coloured_all_the_same(made, mark, monkeypatch):
    monkeypatch.setattr(hand_back, "_MOST_COMMENTS", 1)
    sheet = mark(made)["Donors"]
    assert (sheet["B3"].comment is not None, sheet["C2"].comment and "Warning" in sheet["C2"].comment.text) in (
        (True, None),
        (True, False),
    )
    assert colour(sheet["C2"])[-6:] == AMBER[-6:]


@both
def test_characters_that_a_workbook_cannot_hold_do_not_spoil_it(made, mark):
    book = mark(made, findings=[Found("Donors", "B3", "null\x00", "<r>x</r>", "bell\x07" * 10_000)])
    assert book["Problems"]["D3"].value == "null"


def test_the_name_says_what_it_is():
    assert hand_back.marked_name("Donors 2024.final.xls") == "Donors 2024.final, problems marked.xlsx"


# --- the report -------------------------------------------------------------------------------------------------------

SUMMARY = {
    "File": "donors.xlsx",
    "SHA-256": "ab" * 32,
    "Published by": "=Ana",
    "When": datetime(2026, 11, 22, 10, 30),
    "Version before": "0001",
    "Rows added": 4,
    "Money": "Size +USD 3.1 m",
    "Note": None,
}


def test_the_report_begins_with_who_what_and_when():
    sheet = opened(hand_back.report(SUMMARY))["Summary"]
    said = {name.value: value for name, value in sheet.iter_rows(min_row=3)}
    assert {name: cell.value for name, cell in said.items()} == SUMMARY
    assert said["Published by"].data_type == "s"
    assert said["When"].number_format == "d mmm yyyy hh:mm"


def test_the_report_says_what_came_in_what_did_not_and_why():
    added = pd.DataFrame({"donor_id": ["x"], "name": ["Fund X"], "donor_type": ["Multilateral"], "oda_2024_usd": [1e6]})
    changed = pd.DataFrame(
        {"record": ["Norway", "Norway"], "field": ["Note", "ODA 2024"], "before": [None, 1], "after": ["a", 2]}
    )
    left_out = pd.DataFrame({"row": [9], "why": ["total"]})
    conversions = pd.DataFrame({"row": [3], "found": ["EUR 2 m"], "amount_usd": [2.2e6], "day": [date(2026, 1, 2)]})
    book = opened(
        hand_back.report(SUMMARY, "donor", FINDINGS, added=added, changed=changed, left_out=left_out, conversions=conversions)
    )
    assert book.sheetnames == ["Summary", "Added", "Changed", "Removed", "Left out", "Currencies", "Problems"]
    header, row = book["Added"].iter_rows(values_only=True)
    assert header == ("Donor code", "Donor", "Donor type", "Donor type, code", "ODA 2024 (USD)")
    assert row == ("x", "Fund X", "Multilateral organisation", "Multilateral", 1e6)
    assert list(book["Changed"].iter_rows(min_row=2, values_only=True)) == [
        ("Norway", "Note", None, "a"),
        ("Norway", "ODA 2024", 1, 2),
    ]
    assert book["Removed"]["A1"].value == "None."
    assert list(book["Left out"].iter_rows(min_row=2, values_only=True)) == [(9, "total")]
    assert book["Currencies"]["D2"].value == datetime(2026, 1, 2)
    assert [cell.value for cell in book["Problems"]["B"]][:3] == ["Cell", "B3", "C2"]


def test_a_whole_table_can_be_reported(version):
    rows = store.frame(dictionary.table("mechanism").select, version)
    sheet = opened(hand_back.report(SUMMARY, "mechanism", added=rows))["Added"]
    assert sheet.max_row == len(rows) + 1
