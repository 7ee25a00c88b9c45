import io
import re
import tomllib
import tracemalloc
from datetime import date, datetime

import pytest

from landscape import layout, store
from landscape.problems import Problem
from landscape.workbook import (
    Damaged,
    Encrypted,
    ErrorCell,
    Limits,
    NotAWorkbook,
    NoValue,
    TooLarge,
    TooWide,
    Workbook,
    column_letters,
    read,
)
from tests.conftest import slow
from tests.uploads import cases
from tests.uploads.cases import CASES, HEADER, ROWS

REFUSED = {
    "no bytes": (NotAWorkbook, "is empty. Save the list again"),
    "only blanks": (NotAWorkbook, "is empty"),
    "text renamed": (NotAWorkbook, "is a text file and no Excel workbook"),
    "CSV renamed to xlsx": (NotAWorkbook, "give it a name that ends in .csv"),
    "zip renamed": (NotAWorkbook, "is a zip file and no Excel workbook. Unpack it"),
    "empty zip": (NotAWorkbook, "is a zip file"),
    "Word document": (NotAWorkbook, "is a Word document"),
    "binary workbook": (NotAWorkbook, r"binary workbook \(.xlsb\)\. Open it in Excel .* save it as \.xlsx"),
    "OpenDocument": (NotAWorkbook, "OpenDocument"),
    "legacy Word document": (NotAWorkbook, "is no Excel workbook, though it is an Office file"),
    "PDF": (NotAWorkbook, "is a PDF. Upload the workbook"),
    "picture": (NotAWorkbook, "no Excel workbook and no CSV file"),
    "web page called xls": (NotAWorkbook, "is a web page"),
    "random bytes": (NotAWorkbook, "no Excel workbook and no CSV file"),
    "random bytes after a zip's mark": (Damaged, "cut short or damaged"),
    "random bytes after an xls's mark": (Damaged, "cut short or damaged"),
    "cut in the middle": (Damaged, "Copy or download it again"),
    "last bytes missing": (Damaged, "cut short or damaged"),
    "bytes changed in a part": (Damaged, "a part of it cannot be unpacked"),
    "legacy cut short": (Damaged, "cut short or damaged"),
    "XML cut short": (Damaged, "Open it in Excel, save it under another name"),
    "no list of sheets": (Damaged, "Open it in Excel|open it in Excel"),
    "a text that is not there": (Damaged, "Open it in Excel"),
    "two parts of one name": (Damaged, "two parts of the same name"),
    "password": (Encrypted, "Open it, remove the password"),
    "legacy password": (Encrypted, "remove the password"),
    "zip password": (Encrypted, "Remove the password"),
    "zip bomb": (TooLarge, "packed tighter than a real workbook"),
    "zip bomb of many parts": (TooLarge, "unpacks to more than 400 MB"),
    "zip bomb with a lying directory": (TooLarge, "packed tighter"),
    "entities that multiply": (Damaged, "instructions that no spreadsheet program writes"),
    "entity that reads a file": (Damaged, "instructions that no spreadsheet program writes"),
    "entities in the texts": (Damaged, "instructions that no spreadsheet program writes"),
    "XML in another coding": (Damaged, "another coding"),
    "text shared by too many cells": (TooLarge, "more than 400 MB long when each cell is written out"),
    "two cells at the far corners": (TooLarge, "goes down to row 1,048,576; at most 200,000 rows are read. Delete the rows"),
    "far corners without addresses": (TooLarge, "1,048,576"),
    "far corner behind blanks": (TooLarge, "goes down to row 1,048,576"),
    "416 columns behind blanks": (TooWide, "416 columns; at most 300"),
    "far corner in a part called strings": (TooLarge, "goes down to row 1,048,576"),
    "far corner before the first cell of its row": (TooLarge, "goes down to row 1,048,576"),
    "far corner in small letters": (TooLarge, "goes down to row 1,048,576"),
    "far corner with a prefix": (TooLarge, "goes down to row 1,048,576"),
    "a list of sheets in UTF-16 with entities": (Damaged, "another coding"),
    "entities behind blanks": (Damaged, "instructions that no spreadsheet program writes"),
    "a sheet in UTF-16": (Damaged, "another coding"),
    "properties in UTF-16 with entities": (Damaged, "another coding"),
    "legacy with a ring of sectors": (Damaged, "cut short or damaged"),
    "legacy far corners": (TooLarge, "65,536 rows of 256 columns"),
    "301 columns": (TooWide, "301 columns; at most 300 are read"),
    "200,200 rows": (TooLarge, "200,201; at most 200,000 rows"),
    "all empty": (NotAWorkbook, "all its sheets are empty"),
    "CSV with an open quotation mark": (TooLarge, "from line 2 on. Shorten it, or look for a quotation mark"),
    "CSV with a quotation mark that stays open": (Damaged, "from line 3 on: a quotation mark"),
    "CSV with an endless cell": (TooLarge, "a cell of more than 131,072 characters from line 2 on. Shorten it"),
    "CSV with too many rows": (TooLarge, "at most 200,000 rows"),
    "CSV with too many columns": (TooWide, "400 columns"),
    "CSV of separators only": (NotAWorkbook, "all its sheets are empty"),
    "21 MB": (TooLarge, "has 21 MB; at most 20 MB are read"),
}

AMOUNTS = {
    "formula without a value": [1, NoValue("=SUM(B2:B2)")],
    "error cells": [1, ErrorCell("#REF!"), ErrorCell("#N/A")],
    "numbers as text": ["1,500.00", "1 500", "(12)", "3 %"],
    "dates as text": ["2022-04-04", "4/4/2022", "until April 2022"],
    "dates": [date(2022, 4, 4), datetime(2022, 4, 4, 10, 30), "09:05", "1 day, 6:00:00"],
    "years 0 and 9999": [0, 9999, date(9999, 12, 31), "0000-01-01"],
    "yes and no and numbers": [True, 1, False, 0, 1],
    "emoji": ["🌍🇰🇪", "👩🏽‍💻"],
    "right-to-left text": ["المملكة العربية السعودية", "עברית", "\u202e123"],
    "cells of 32,767 characters": ["x" * 32_767, "é" * 32_767],
    "text that begins with =": ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)"],
    "blanks only": [None, None, None],
    "blanks around": ["Germany ", " France"],
    "Namibia's code": ["NA", "N/A", "null", "None"],
}

NOTED = {
    "macros": "macros. They were not run",
    "external links": "links to other files. They were not followed",
    "data connections": "data connections. They were not refreshed",
    "hidden sheet": 'hidden sheet is read like the others: "Old"',
    "hidden rows and columns": "1 hidden row is read like the others",
    "merged cells": "Merged cells were filled down: A2:A3",
    "formula without a value": "Formulas without a stored value: B3. Open the file in Excel, save it, and upload it again",
    "legacy": "1 hidden row is read",
    "CSV in Windows coding": "Check names with accents",
    "CSV with null bytes": "null bytes; they were left out",
    "CSV with semicolons": "separated by semicolons",
    "CSV with tabs": "separated by tabs",
    "CSV that says its separator": "separated by bars",
}

LISTED = {
    "macros", "external links", "data connections", "hidden sheet", "hidden rows and columns", "comments and formats",
    "made from the template", "xlsx called csv", "xlsx without a name", "path out of the folder",
}  # fmt: skip

CELLS = {
    "formula with an empty text": [HEADER, [None, 3, None, None, None]],
    "infinities": [HEADER, [ErrorCell("#NUM!"), ErrorCell("#NUM!"), None, None, None]],
    "no number": [HEADER, [ErrorCell("#NUM!"), "abc", None, None, None]],
    "null bytes": [HEADER, ["Nor\x00way", None, None, None, None]],
    "merged to the far corner": [HEADER],
    "header only": [HEADER],
    "no header": ROWS,
    "duplicate headers": [["Donor", "Amount", "Amount"], ["Norway", 1, 2]],
    "cells without addresses": [[1, 2], [3, None]],
    "XML with a prefix": [["Donor", None], [7, ErrorCell("#REF!")]],
    "legacy": [HEADER, ROWS[0], ROWS[1], [ErrorCell("#REF!"), None, None, None, None]],
    "merged cells": [HEADER, ROWS[0], ["Norway", *ROWS[1][1:]], *ROWS[2:]],
    "CSV": [["Donor", "Country", "Amount"], ["Norway", "Kenya", "1,000"], ["Agence française", "Côte d'Ivoire", "12"]],
    "CSV with semicolons": [["Donor", "Amount"], ["Norway", "1,5"], ["Sweden", "2,5"]],
    "CSV with tabs": [["Donor", "Amount"], ["Norway, Oslo", "1"]],
    "CSV that says its separator": [["Donor", "Amount"], ["Norway", "1"]],
    "CSV with lines in cells": [["Donor", "Note"], ["Norway", "one\ntwo"]],
    "CSV with old line ends": [["Donor", "Amount"], ["Norway", "1"]],
    "CSV with null bytes": [["Donor", "Amount"], ["Norway", "1"]],
    "CSV with rows of other lengths": [["Donor", "Amount", None], ["Norway", None, None], ["Sweden", "1", "2"]],
    "CSV with quotation marks inside": [["Donor", "Amount"], ['The Big" Fund"', "1"], ['Norway "N"', "2"]],
    "CSV of one column": [["Donor"], ["Norway"], ["Sweden"]],
    "CSV with formulas": [["Donor", "Amount"], ["=1+1", "@x"]],
}


def of(case: str) -> Workbook:
    return read(*CASES[case]())


def notes(book: Workbook) -> str:
    return " ".join([*book.notes, *(note for sheet in book.sheets for note in sheet.notes)])


@pytest.mark.parametrize("case", [pytest.param(case, marks=slow) if case == "200,000 rows" else case for case in CASES])
def test_every_file_is_read_or_refused_in_words_and_never_breaks(case):
    try:
        book = of(case)
    except Problem as problem:
        kind, words = REFUSED[case]
        assert isinstance(problem, kind) and re.search(words, str(problem)), "refused for what it is"
        assert str(problem).endswith(".")
        assert any(word in str(problem) for word in ("pload", "ave", "plit", "Check")), "says what to do"
    else:
        assert case not in REFUSED
        index, reason = layout.likeliest_sheet(book)
        assert reason
        assert len(layout.find(book.sheets[index]).headers) == len(book.sheets[index].rows[0])


def test_every_refusal_has_a_file():
    assert set(REFUSED) <= set(CASES)


@pytest.mark.parametrize("case", AMOUNTS)
def test_a_cell_comes_as_it_is_meant(case):
    found = [row[1] for row in of(case).sheets[0].rows[1:]]
    assert found == AMOUNTS[case]
    assert [type(value) for value in found] == [type(value) for value in AMOUNTS[case]]


@pytest.mark.parametrize("case", CELLS)
def test_the_cells_stand_in_their_rows_and_columns(case):
    assert of(case).sheets[0].rows == CELLS[case]


@pytest.mark.parametrize("case", NOTED)
def test_what_was_done_with_a_file_is_said(case):
    assert NOTED[case] in notes(of(case))


@pytest.mark.parametrize("case", sorted(LISTED))
def test_what_a_workbook_holds_besides_does_not_change_its_values(case):
    rows = next(sheet for sheet in of(case).sheets if sheet.name != "Old").rows
    assert rows == [HEADER, *ROWS][: len(rows)]


@pytest.mark.parametrize(
    "case", ["CSV", "CSV with a mark", "CSV in Windows coding", "CSV in UTF-16", "CSV in UTF-16 without a mark"]
)
def test_accents_of_a_csv_survive_every_coding(case):
    assert of(case).sheets[0].rows[2] == ["Agence française", "Côte d'Ivoire", "12"]


def test_there_are_at_least_sixty_cases():
    assert len(CASES) >= 60


def test_a_template_says_its_version():
    assert of("made from the template").based_on == "0007"
    assert of("hidden sheet").based_on is None


@pytest.mark.parametrize("said", ["", "../0001", "0001; drop", "one", "²"])
def test_a_version_that_is_no_number_makes_no_template(said):
    assert read(cases.custom("landscape_version", said), "list.xlsx").based_on is None


def test_a_file_is_known_by_its_last_name_and_its_sum():
    book = of("path out of the folder")
    assert book.file_name == "list.xlsx"
    assert len(book.sha256) == 64


def test_a_hidden_sheet_and_hidden_rows_are_told_apart():
    book = of("hidden sheet")
    assert [sheet.is_hidden for sheet in book.sheets] == [False, True]
    assert of("hidden rows and columns").sheets[0].hidden_rows == {3}


def test_a_million_blank_rows_cost_little_memory():
    data, name = CASES["1,048,576 blank rows"]()
    tracemalloc.start()
    book = read(data, name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(book.sheets[0].rows) == 5
    assert peak < 4 * len(cases.zipfile.ZipFile(io.BytesIO(data)).read(cases.SHEET))


def test_a_sheet_that_is_too_wide_does_not_lose_the_others():
    def widen(book):
        book.create_sheet("Matrix").append(list(range(400)))

    book = read(cases.plain(widen), "list.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["Sheet"]
    assert 'Not read: Sheet "Matrix" has 400 columns' in notes(book)


def test_limits_are_settings(monkeypatch):
    monkeypatch.setenv("LANDSCAPE_UPLOAD_ROWS", "50")
    monkeypatch.setenv("LANDSCAPE_UPLOAD_COLUMNS", "4")
    assert Limits.from_environment() == Limits(max_rows=50, max_columns=4)
    assert Limits.from_environment().in_words() == "At most 20 MB, 50 rows and 4 columns per sheet"
    with pytest.raises(TooLarge, match="5 columns; at most 4"):
        read(cases.plain(), "list.xlsx")


def test_the_server_takes_as_much_as_is_read():
    config = tomllib.loads((store.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == Limits().max_mb


def test_a_setting_that_is_no_number_is_said(monkeypatch):
    monkeypatch.setenv("LANDSCAPE_UPLOAD_MB", "plenty")
    with pytest.raises(Problem, match='LANDSCAPE_UPLOAD_MB is "plenty"'):
        Limits.from_environment()


def test_a_legacy_workbook_is_read_with_its_dates_and_whole_numbers():
    assert of("legacy").sheets[0].rows[1] == ROWS[0]
    assert type(of("legacy").sheets[0].rows[1][2]) is int


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
def test_columns_are_named_as_in_excel(number, letters):
    assert column_letters(number) == letters
