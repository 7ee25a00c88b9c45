"""A table as an Excel workbook or a CSV file, with all that is needed to show its figures again next year."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from landscape import dictionary
from landscape.cells import field_of, item_in_words, labels_of
from landscape.words import is_unknown

_LIVE = ("=", "+", "-", "@", "\t", "\r")
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # characters that XML cannot hold
_LONGEST = 32_767  # characters of an Excel cell
_WIDEST = 60


@dataclass(frozen=True)
class About:
    """What a downloaded table says of itself."""

    title: str
    filters: str
    version: str
    sources: tuple[str, ...]
    link: str = ""
    notes: tuple[str, ...] = ()

    def file_name(self, ending: str) -> str:
        """A file name that says what it is: "donors-version-0001-2026-11-22.xlsx"."""
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", self.title) if not unicodedata.combining(sign))
        slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
        return f"{slug or 'table'}-version-{self.version}-{datetime.now(UTC):%Y-%m-%d}.{ending}"


def excel(rows: pd.DataFrame, about: About) -> bytes:
    """The rows as a workbook: typed cells, frozen header, column widths, and a second sheet about the table.

    Text stays text, also where it begins with = + - or @. Unknown is an empty cell.
    """
    book = Workbook(write_only=True)
    fields, cells = _columns(rows)
    headers = [_header(field) for field in fields]
    sheet = book.create_sheet("Table")
    sheet.freeze_panes = "A2"
    for index, (header, column) in enumerate(zip(headers, cells, strict=True), start=1):
        longest = max([len(header), *(len(str(value)) for value in column[:500] if value is not None)])
        sheet.column_dimensions[get_column_letter(index)].width = min(longest + 2, _WIDEST)
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headers), 1))}{len(rows) + 1}"
    sheet.append([_heading(sheet, header) for header in headers])
    formats = [_format(field) for field in fields]
    for row in zip(*cells, strict=True):
        sheet.append([_cell(sheet, value, number_format) for value, number_format in zip(row, formats, strict=True)])
    _about_sheet(book, rows, fields, about)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def comma_separated(rows: pd.DataFrame, about: About) -> bytes:
    """The rows as UTF-8 CSV that Excel opens as it is; text that Excel would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    fields, columns = _columns(rows)
    writer.writerow([_harmless(_header(field)) for field in fields])
    for row in zip(*columns, strict=True):
        writer.writerow([_harmless(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _columns(rows: pd.DataFrame) -> tuple[list[dictionary.Field], list[list[object]]]:
    """What each column is and its typed values; a code whose label says something else gets a column of its own after it."""
    fields, cells = [], []
    for name in rows.columns:
        field = field_of(name)
        fields.append(field)
        cells.append([_typed(value, field) for value in rows[name]])
        labels = labels_of(field) if field.type in ("text", "list") else {}
        if any(label.casefold() != code.casefold() for code, label in labels.items()):
            meaning = f"Code of: {field.label}"
            fields.append(replace(field, name=f"{name}_code", label=f"{field.label}, code", codes="", help=meaning))
            cells.append([_typed(value, fields[-1]) for value in rows[name]])
    return fields, cells


def _harmless(value: object) -> object:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return f"'{value}" if isinstance(value, str) and value.startswith(_LIVE) else value


def _about_sheet(book: Workbook, rows: pd.DataFrame, fields: list[dictionary.Field], about: About) -> None:
    sheet = book.create_sheet("About this table")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 100
    facts = [
        ("Title", about.title),
        ("Filters", about.filters),
        ("Rows", len(rows)),
        ("Version of the landscape", about.version),
        ("Downloaded on", f"{datetime.now(UTC):%d %b %Y %H:%M} UTC"),
        *([("Link to this view", about.link)] if about.link else []),
        *(("Note", note) for note in about.notes),
        *(("Source", source) for source in about.sources),
        ("Empty cell", "Not known. A zero is a zero."),
    ]
    for name, value in facts:
        sheet.append([_heading(sheet, name), _cell(sheet, value, None, wrap=True)])
    sheet.append([])
    sheet.append([_heading(sheet, "Column"), _heading(sheet, "Meaning")])
    for field in fields:
        unit = f" ({field.unit})" if field.unit else ""
        sheet.append([_cell(sheet, field.label, None), _cell(sheet, f"{field.help or field.label}{unit}", None, wrap=True)])


def _header(field: dictionary.Field) -> str:
    return f"{field.label} ({field.unit})" if field.unit in ("USD", "%") else field.label


def _typed(value: object, field: dictionary.Field) -> object:
    """A value as Excel should hold it: codes of a list as their label, lists as text, unknown as nothing."""
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return _allowed("; ".join(item_in_words(str(item), field) for item in value)) or None
    if is_unknown(value):
        return None
    if field.codes:
        return dictionary.label_of(field.codes).get(str(value), str(value))
    if field.type == "boolean":
        return "Yes" if value else "No"
    if field.type == "integer":
        return int(value)
    if field.type == "number":
        return float(value)
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, str):
        return _allowed(value)
    return value.item() if hasattr(value, "item") else value


def _allowed(text: str) -> str:
    return _NOT_ALLOWED.sub("", text)


def _format(field: dictionary.Field) -> str | None:
    if field.type == "date":
        return "d mmm yyyy"
    if field.unit == "year" or field.type == "text":
        return None
    if field.unit == "%":
        return "0.00"
    return "#,##0" if field.type == "integer" or field.unit == "USD" else None


def _cell(sheet: object, value: object, number_format: str | None, wrap: bool = False) -> WriteOnlyCell:
    if isinstance(value, str):
        value = _allowed(value)
        cell = WriteOnlyCell(sheet, value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
        cell.data_type = "s"  # openpyxl would store "=1+1" as a live formula
    else:
        cell = WriteOnlyCell(sheet, value)
        if number_format:
            cell.number_format = number_format
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _heading(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="005C97")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
