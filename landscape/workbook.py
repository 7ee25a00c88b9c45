"""Bytes of an uploaded file -> sheets of plain values with the row numbers that a spreadsheet program shows.

Reads .xlsx, .xlsm, .xls and .csv. What the file is decides, not what its name says. Limits are checked before anything is parsed.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from landscape import delimited, legacy, parts
from landscape.limits import Damaged, Encrypted, Limits, NotAWorkbook, TooLarge, TooWide

__all__ = [
    "Damaged",
    "Encrypted",
    "ErrorCell",
    "Limits",
    "NoValue",
    "NotAWorkbook",
    "Sheet",
    "TooLarge",
    "TooWide",
    "Workbook",
    "column_letters",
    "read",
]

Value = str | int | float | bool | date | datetime | None

_LOCKED = (
    "{} is locked with a password. Open it in Excel, remove the password (File, Info, Protect Workbook), save it, and upload it."
)
_DAMAGED = "{} is damaged and cannot be read. Open it in Excel, save it under another name as .xlsx, and upload that."
_READ_ME = "Read me"  # where a template says of which version it is
_OF_VERSION, _DIGEST = "Version of the landscape", "Digest of that version"
_WHOLE = 2.0**53  # above it a float no longer tells whole numbers apart
_NAMED = 3  # how many cells or columns a note names


class ErrorCell(str):
    """What Excel shows where a formula fails: `#REF!`, `#N/A` ..."""

    __slots__ = ()


class NoValue(str):
    """The text of a formula whose result was never stored."""

    __slots__ = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[i][j]` is the cell in spreadsheet row i + 1 and column j (A is 0); None is an empty cell."""

    name: str
    rows: list[list[Value]]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()  # top row from 1, left column from 0, bottom row, right column
    # what was seen of it before, by `plans`: it takes a tenth of a preview, and is the same for every table
    seen: dict[tuple, tuple] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True)
class Workbook:
    """An uploaded file as it was read."""

    file_name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    based_on: str | None = None  # the version of the landscape that its template was made from
    digest: str = ""  # of that version, as `store.digest` gives it: another landscape has the same numbers


def read(data: bytes, file_name: str, limits: Limits | None = None) -> Workbook:
    """The sheets of an uploaded file. Raises a `Problem` that says what to do where it cannot be read."""
    limits = limits or Limits.from_environment()
    name = PurePath(file_name.replace("\\", "/")).name or "The file"
    limits.check_file(name, len(data))
    if not data.strip():
        raise NotAWorkbook(f"{name} is empty. Save the list again in Excel, and upload that.")
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        package = parts.look(data, name, limits)
        sheets = _sheets(data, name, package.sheets, package.too_wide, is_measured=True)
        notes = [*_package_notes(package), *(f"Not read: {why}" for why in package.too_wide.values())]
        told = package.properties
    elif data.startswith(legacy.MAGIC):
        seen, has_macros = legacy.look(data, name, limits)
        sheets = _sheets(data, name, seen, {})
        notes, told = ([_MACROS] if has_macros else []), {}
    else:
        sheets, notes, told = [_delimited(data, name, limits)], [], {}
    notes += _sheet_notes(sheets)
    if not any(sheet.rows for sheet in sheets):
        raise NotAWorkbook(f"{name} holds no values: all its sheets are empty. Check that it is the right file.")
    version = told.get("landscape_version") or _said(sheets, _OF_VERSION).zfill(4)
    if not (version.isascii() and version.isdigit() and len(version) <= 9 and int(version)):
        return Workbook(name, sha256, tuple(sheets), tuple(notes))
    digest = told.get("landscape_digest") or _said(sheets, _DIGEST)
    return Workbook(name, sha256, tuple(sheets), tuple(notes), version, digest)


def _said(sheets: Iterable[Sheet], what: str) -> str:
    """What the read-me sheet of a template says of this; a template saved as .xls or online has lost its properties."""
    rows = (row for sheet in sheets if sheet.name == _READ_ME for row in sheet.rows)
    return next((str(row[1]) for row in rows if row[0] == what and len(row) > 1), "")


@cache
def column_letters(number: int) -> str:
    """The letters over a column, from its number: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_MACROS = "The workbook holds macros. They were not run; only the values were read."


def _package_notes(package: parts.Package) -> list[str]:
    notes = [_MACROS] if package.has_macros else []
    if package.has_external_links:
        notes.append("The workbook has links to other files. They were not followed; the values stored in it were read.")
    if package.has_connections:
        notes.append("The workbook has data connections. They were not refreshed; the values stored in it were read.")
    return notes


def _sheet_notes(sheets: list[Sheet]) -> list[str]:
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and sheet.rows]
    if not hidden:
        return []
    names = _some([f'"{one}"' for one in hidden])
    return [f"{'Hidden sheets are' if len(hidden) > 1 else 'A hidden sheet is'} read like the others: {names}."]


def _sheets(
    data: bytes, name: str, seen: dict[str, parts.Seen], too_wide: dict[str, str], is_measured: bool = False
) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            found = []
            for index, one in enumerate(book.sheets_metadata):
                if one.typ == SheetTypeEnum.WorkSheet and one.name not in too_wide:
                    if is_measured and one.name not in seen:  # it may be of any size
                        raise Damaged(_DAMAGED.format(name))
                    sheet = book.get_sheet_by_index(index)
                    is_hidden = one.visible != SheetVisibleEnum.Visible
                    rows = sheet.to_python(skip_empty_area=False)
                    found.append(_sheet(one.name, rows, is_hidden, seen.get(one.name) or parts.Seen()))
            return found
    except PasswordError as fault:
        raise Encrypted(_LOCKED.format(name)) from fault
    except CalamineError as fault:
        raise Damaged(_DAMAGED.format(name)) from fault
    except BaseException as fault:
        # The reader is written in Rust: where it gives up, Python sees an exception that is no `Exception`.
        if type(fault).__name__ != "PanicException":
            raise
        raise Damaged(_DAMAGED.format(name)) from fault


def _sheet(name: str, rows: list[list[object]], is_hidden: bool, seen: parts.Seen) -> Sheet:
    columns = [_plain(column) for column in zip(*rows, strict=True)]
    notes = []
    for cells, kind in ((seen.errors, ErrorCell), (seen.without_value, NoValue)):
        for (row, column), text in cells.items():
            if row <= seen.last_row and column <= seen.last_column:
                _reach(columns, row, column)
                columns[column][row - 1] = kind(text if kind is ErrorCell else f"={text}")
    if seen.without_value:
        cells = _some([f"{column_letters(column)}{row}" for row, column in sorted(seen.without_value)])
        notes.append(f"Formulas without a stored value: {cells}. Open the file in Excel, save it, and upload it again.")
    merged = _fill_down(columns, seen.merges)
    if merged:
        notes.append(f"Merged cells were filled down: {_some(merged)}.")
    if seen.hidden_rows:
        count = len(seen.hidden_rows)
        notes.append(f"{count:,} hidden rows are read like the others." if count > 1 else "1 hidden row is read like the others.")
    if seen.has_hidden_columns:
        notes.append("Hidden columns are read like the others.")
    plain = [list(row) for row in zip(*columns, strict=True)]
    while plain and all(value is None for value in plain[-1]):
        plain.pop()
    return Sheet(name, plain, is_hidden, frozenset(seen.hidden_rows), tuple(notes), tuple(seen.merges))


def _plain(column: Iterable[object]) -> list[Value]:
    """One column with its empty texts as None and its whole numbers as such.

    Works on the distinct values; equal values become one object, which later saves memory and comparisons.
    """
    column = list(column)
    kinds = set(map(type, column))
    if bool in kinds and kinds & {int, float}:  # True equals 1: they must not stand for one another
        return [_one(value) for value in column]
    pool = {value: _one(value) for value in set(column)}
    return list(map(pool.get, column))


def _one(value: object) -> Value:
    if isinstance(value, str):
        return value if value.strip("\x00 \t\r\n\xa0") else None
    if isinstance(value, float):
        if not math.isfinite(value):
            return ErrorCell("#NUM!")  # what Excel itself shows for a number that is none
        return int(value) if value.is_integer() and abs(value) < _WHOLE else value
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    return value  # type: ignore[return-value]


def _reach(columns: list[list[Value]], row: int, column: int) -> None:
    """Make room for a cell that the reader of values left out because it holds none."""
    height = max(row, len(columns[0]) if columns else 0)
    while len(columns) <= column:
        columns.append([])
    for one in columns:
        one += [None] * (height - len(one))


def _fill_down(columns: list[list[Value]], merges: list[tuple[int, int, int, int]]) -> list[str]:
    """Give every row of a merged block the value of its first row, and name the blocks."""
    filled = []
    height = len(columns[0]) if columns else 0
    for top, left, below, right in merges:
        bottom = min(below, height)
        if bottom > top and left < len(columns) and columns[left][top - 1] is not None:
            columns[left][top - 1 : bottom] = [columns[left][top - 1]] * (bottom - top + 1)
            filled.append(f"{column_letters(left)}{top}:{column_letters(right)}{below}")
    return filled


def _delimited(data: bytes, name: str, limits: Limits) -> Sheet:
    ending = PurePath(name).suffix.lower()
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise NotAWorkbook(
            f"{name} is a web page or an XML file, though its name may say otherwise. Open it in Excel, save it as .xlsx, "
            "and upload that."
        )
    if head.startswith(b"%pdf"):
        raise NotAWorkbook(f"{name} is a PDF. Upload the workbook that it was made from.")
    if not delimited.is_text(data):
        raise NotAWorkbook(f"{name} is no Excel workbook and no CSV file. Open it in Excel, save it as .xlsx, and upload that.")
    if ending not in (".csv", ".tsv", ".txt"):
        raise NotAWorkbook(
            f"{name} is a text file and no Excel workbook. If it is a CSV file, give it a name that ends in .csv; "
            "otherwise open it in Excel, save it as .xlsx, and upload that."
        )
    rows, notes = delimited.rows(data, name, limits)
    sheet = _sheet(PurePath(name).stem, rows, False, parts.Seen())
    return Sheet(sheet.name, sheet.rows, notes=notes)


def _some(names: list[str]) -> str:
    """The first few, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
