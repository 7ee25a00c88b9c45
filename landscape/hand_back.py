"""What a person gets back after an upload: the workbook with its problems marked, and a report to keep."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Protocol

import openpyxl
import pandas as pd
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet as NewWorksheet

from landscape import exports, sheets, words, workbook

PROBLEMS = "Problems"

_MOST_ROWS, _MOST_CELLS = 20_000, 200_000  # of a workbook that is marked in place; openpyxl takes its time for each
_MOST_BYTES = 100_000_000  # unpacked, of all its XML: texts that few cells share are parsed too
_MOST_LISTED, _MOST_COMMENTS = 50_000, 2_000
_RED, _AMBER = "FFC7CE", "FFE699"
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_TO_ANOTHER_FILE = re.compile(r"\[\d+\]")
_HEADERS = {"Sheet": 22, "Cell": 8, "Kind": 10, "Found": 34, "Expected, or what is wrong": 44, "What to do": 60}
_INTRODUCTION = (
    "Problems found. Red cells keep their row out; amber cells keep none out, and should be looked at. Correct them here or in "
    "your own file, and upload it again. This is a copy: macros and links to other files are left out, and pictures can be."
)


class Finding(Protocol):
    """Something in an upload that a person should look at, with the cell it stands in such as "B7"."""

    sheet: str
    cell: str
    found: str
    expected: str
    advice: str
    is_blocking: bool


# --- the workbook with its problems marked ----------------------------------------------------------------------------


def marked(data: bytes, file_name: str, findings: Sequence[Finding]) -> bytes:
    """The uploaded workbook with coloured and commented cells, behind a sheet that lists all problems and leads to them.

    A file that cannot be changed in place (.xls, .csv, a large one) comes back as a copy of its values with the same marks.
    """
    return _in_place(data, findings) or _copy(data, file_name, findings)


def marked_name(file_name: str) -> str:
    """What the marked workbook is called: "donors.xls" comes back as "donors, problems marked.xlsx"."""
    return f"{PurePath(file_name).stem}, problems marked.xlsx"


def _kind(finding: Finding) -> str:
    return "Blocking" if finding.is_blocking else "Warning"


def _line(finding: Finding) -> tuple[str, ...]:
    found = [finding.sheet, finding.cell, _kind(finding), finding.found, finding.expected, finding.advice]
    return tuple(sheets.text(str(one)) for one in found)


def _height(finding: Finding) -> float:
    return sheets.height(*zip(_line(finding), _HEADERS.values(), strict=True))


def _by_cell(findings: Sequence[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Sheet and cell -> what is wrong with it, first what blocks."""
    cells: dict[tuple[str, str], list[Finding]] = {}
    for one in sorted(findings, key=lambda one: not one.is_blocking):
        if _CELL.fullmatch(one.cell):
            cells.setdefault((one.sheet, one.cell), []).append(one)
    return cells


def _said(findings: Sequence[Finding]) -> str:
    """The comment on a cell."""
    parts = [f"{_kind(one)}. Found: {one.found or 'nothing'}\n{words.expected(one.expected)}\n{one.advice}" for one in findings]
    return sheets.text("\n\n".join(parts))[:2_000]


def _size(comment: str) -> dict[str, int]:
    lines = sum(1 + len(line) // 42 for line in comment.splitlines())
    return {"width": 280, "height": min(20 + 16 * lines, 400)}


def _free_name(taken: Sequence[str]) -> str:
    used, name, number = {one.casefold() for one in taken}, PROBLEMS, 2
    while name.casefold() in used:
        name, number = f"{PROBLEMS} {number}", number + 1
    return name


def _place(sheet: str, cell: str) -> str:
    """A cell as a link names it; an apostrophe in the name of the sheet is doubled."""
    return f"'{sheet.replace(chr(39), 2 * chr(39))}'!{cell}"


def _in_place(data: bytes, findings: Sequence[Finding]) -> bytes | None:
    """The same workbook with its marks; None where it is too large for that, or openpyxl does not understand it."""
    if not _is_moderate(data):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl leaves out
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
            _cut_links(book, data)
            _mark(book, findings)
            _list(book, findings)
            book.template = False
            out = io.BytesIO()
            book.save(out)
        except Exception:  # files that Excel opens and openpyxl does not are many, and so are its errors
            return None
    return out.getvalue()


def _is_moderate(data: bytes) -> bool:
    """Whether this is an .xlsx whose sheets, formatted blanks included, can be changed in place within seconds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            cells = size = 0
            for name in archive.namelist():
                size += archive.getinfo(name).file_size if name.lower().endswith((".xml", ".rels")) else 0
                if size > _MOST_BYTES:
                    return False
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    rows = 0
                    with archive.open(name) as part:
                        while block := part.read(2**20):
                            rows += block.count(b"<row ")
                            cells += block.count(b"<c ")
                            if rows > _MOST_ROWS or cells > _MOST_CELLS:
                                return False
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return False
    return cells > 0


def _cut_links(book: openpyxl.Workbook, data: bytes) -> None:
    """Put the stored value in place of each formula that leads to another file: its link is not kept."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not any(name.startswith("xl/externalLinks/") for name in archive.namelist()):
            return
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [name for name, defined in names.items() if _TO_ANOTHER_FILE.search(defined.attr_text or "")]:
            del names[name]
    stored = openpyxl.load_workbook(io.BytesIO(data), keep_links=False, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and _TO_ANOTHER_FILE.search(str(getattr(cell.value, "text", cell.value))):
                    cell.value = stored[sheet.title][cell.coordinate].value


def _mark(book: openpyxl.Workbook, findings: Sequence[Finding]) -> None:
    there = {sheet.title: sheet for sheet in book.worksheets}
    comments = 0
    for (name, place), here in _by_cell(findings).items():
        if name not in there:
            continue
        cell = _first_of_merged(there[name], place)
        cell.fill = PatternFill("solid", fgColor=_RED if here[0].is_blocking else _AMBER)
        comments += 1
        if comments <= _MOST_COMMENTS:
            before = f"{cell.comment.text}\n\n" if cell.comment else ""
            said = before + _said(here)
            cell.comment = Comment(said, sheets.AUTHOR, **_size(said))


def _first_of_merged(sheet: Worksheet, place: str) -> Cell:
    """The cell at a place; of merged cells the one that holds their value."""
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[place]


def _list(book: openpyxl.Workbook, findings: Sequence[Finding]) -> None:
    there = {sheet.title for sheet in book.worksheets}
    sheet = book.create_sheet(_free_name(book.sheetnames), 0)
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    top = Alignment(vertical="top", wrap_text=True)
    sheet["A1"] = _INTRODUCTION
    sheet["A1"].alignment = top
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_HEADERS))
    sheet.row_dimensions[1].height = 32
    for column, (header, width) in enumerate(_HEADERS.items(), start=1):
        cell = sheet.cell(2, column, header)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="005C97")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A3"
    for number, finding in enumerate(findings[:_MOST_LISTED], start=3):
        sheet.row_dimensions[number].height = _height(finding)
        for column, value in enumerate(_line(finding), start=1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type, cell.alignment = value, "s", top  # openpyxl would store "=1+1" as a live formula
        sheet.cell(number, 3).fill = PatternFill("solid", fgColor=_RED if finding.is_blocking else _AMBER)
        if finding.sheet in there and _CELL.fullmatch(finding.cell):
            link = sheet.cell(number, 2)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=_place(finding.sheet, finding.cell))
            link.font = Font(color="005C97", underline="single")
    sheet.auto_filter.ref = f"A2:F{min(len(findings), _MOST_LISTED) + 2}"


def _copy(data: bytes, file_name: str, findings: Sequence[Finding]) -> bytes:
    """The values of the file in a new workbook with the same marks. Raises what `workbook.read` raises."""
    read = workbook.read(data, file_name).sheets
    cells = _by_cell(findings)
    commented = set(list(cells)[:_MOST_COMMENTS])
    out = io.BytesIO()
    with sheets.Book(out) as book:
        titles: dict[str, str] = {}
        for one in read:
            titles[one.name] = _title(one.name, list(titles.values()))
        _copied_list(book, _free_name(list(titles.values())), findings, titles)
        for one in read:
            marks: dict[int, dict[int, list[Finding]]] = {}
            silent: set[tuple[int, int]] = set()
            for (name, place), found in cells.items():
                if name == one.name:
                    row, column = xl_cell_to_rowcol(place)
                    marks.setdefault(row, {})[column] = found
                    if (name, place) not in commented:
                        silent.add((row, column))
            _copied_sheet(book, titles[one.name], one, marks, silent)
    return out.getvalue()


def _title(name: str, taken: Sequence[str]) -> str:
    """A name that Excel allows for a sheet, and that is not taken."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", sheets.text(name)).strip(" '")[:31] or "Sheet"
    title, number = plain, 2
    while title.casefold() in {one.casefold() for one in taken}:
        title, number = f"{plain[:27]} {number}", number + 1
    return title


def _copied_sheet(
    book: sheets.Book,
    title: str,
    read: workbook.Sheet,
    marks: dict[int, dict[int, list[Finding]]],
    silent: set[tuple[int, int]],
) -> None:
    sheet = book.add_worksheet(title)
    if read.is_hidden:
        sheet.hide()
    sheet.set_column(0, max([len(row) for row in read.rows[:500]], default=1), 18)
    for number in range(max(len(read.rows), max(marks, default=-1) + 1)):
        row, here = read.rows[number] if number < len(read.rows) else [], marks.get(number, {})
        for index in range(max(len(row), max(here, default=-1) + 1)):
            value = row[index] if index < len(row) else None
            if index not in here:
                if value is not None:
                    sheets.write(sheet, number, index, value)
                continue
            date_too = {"num_format": "d mmm yyyy"} if isinstance(value, date) else {}
            sheets.write(sheet, number, index, value, book.look(bg_color=_colour(here[index]), **date_too))
            if (number, index) not in silent:
                said = _said(here[index])
                sheet.write_comment(number, index, said, {"author": sheets.AUTHOR, **_size(said)})


def _colour(findings: Sequence[Finding]) -> str:
    return f"#{_RED if findings[0].is_blocking else _AMBER}"


def _copied_list(book: sheets.Book, name: str, findings: Sequence[Finding], titles: Mapping[str, str]) -> None:
    sheet, top = book.add_worksheet(name), book.wrapped()
    for index, width in enumerate(_HEADERS.values()):
        sheet.set_column(index, index, width)
    sheet.set_row(0, 32)
    sheet.merge_range(0, 0, 0, len(_HEADERS) - 1, _INTRODUCTION, top)
    _listed(book, sheet, findings, 1, titles)


def _listed(book: sheets.Book, sheet: NewWorksheet, findings: Sequence[Finding], first: int, titles: Mapping[str, str]) -> None:
    """Write the table of problems from row `first`, with links to the cells of the sheets in `titles`."""
    top, link = book.wrapped(), book.look(font_color="#005C97", underline=1, valign="top")
    for index, header in enumerate(_HEADERS):
        sheet.write_string(first, index, header, book.heading())
    for number, finding in enumerate(findings[:_MOST_LISTED], start=first + 1):
        line = _line(finding)
        sheet.set_row(number, _height(finding))
        for index, value in enumerate(line):
            sheet.write_string(number, index, value, top)
        sheet.write_string(number, 2, line[2], book.look(bg_color=_colour([finding]), valign="top"))
        if finding.sheet in titles and _CELL.fullmatch(finding.cell):
            sheet.write_url(number, 1, f"internal:{_place(titles[finding.sheet], finding.cell)}", link, finding.cell)
    sheet.freeze_panes(first + 1, 0)
    sheet.autofilter(first, 0, first + min(len(findings), _MOST_LISTED), len(_HEADERS) - 1)


# --- the report of an upload ------------------------------------------------------------------------------------------


def report(
    summary: Mapping[str, object],
    table: str = "",
    findings: Sequence[Finding] = (),
    added: pd.DataFrame | None = None,
    changed: pd.DataFrame | None = None,
    removed: pd.DataFrame | None = None,
    left_out: pd.DataFrame | None = None,
    conversions: pd.DataFrame | None = None,
) -> bytes:
    """What an upload did, to keep: a summary in the order given, and a sheet each for what came in, what did not, and why.

    Columns that are fields of the table have the label, unit and words of the dictionary; others their own name.
    """
    parts = {"Added": added, "Changed": changed, "Removed": removed, "Left out": left_out, "Currencies": conversions}
    out = io.BytesIO()
    with sheets.Book(out) as book:
        sheet = book.add_worksheet("Summary")
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 100)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, "Report of an upload", book.look(bold=True, font_size=16))
        for number, (name, value) in enumerate(summary.items(), start=2):
            sheet.set_row(number, sheets.height((value, 100)))
            sheets.write(sheet, number, 0, name, book.heading())
            sheets.write(sheet, number, 1, value, _shape(book, value))
        for name, rows in parts.items():
            sheet = book.add_worksheet(name)
            if rows is None or rows.empty:
                sheet.write_string(0, 0, "None.")
            else:
                exports.put(book, sheet, rows, table)
        sheet = book.add_worksheet(PROBLEMS)
        for index, width in enumerate(_HEADERS.values()):
            sheet.set_column(index, index, width)
        if findings:
            _listed(book, sheet, findings, 0, {})
        else:
            sheet.write_string(0, 0, "None.")
    return out.getvalue()


def _shape(book: sheets.Book, value: object) -> Format:
    """How a value of the summary looks, by its type; figures stand at the left as words do."""
    shape = {"text_wrap": True, "valign": "top", "align": "left"}
    if isinstance(value, datetime):
        shape["num_format"] = "d mmm yyyy hh:mm"
    elif isinstance(value, date):
        shape["num_format"] = "d mmm yyyy"
    elif isinstance(value, (int, float)):
        shape["num_format"] = "#,##0"
    return book.look(**shape)
