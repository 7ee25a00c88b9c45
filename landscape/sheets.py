"""What all workbooks that we write have in common: text stays text, numbers stay exact, and one look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from landscape import dictionary
from landscape.words import is_unknown

LONGEST = 32_767  # characters of an Excel cell
WIDEST = 59
HIGHEST = 409  # points of an Excel row
AUTHOR = "Funding landscape"

_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # characters that XML cannot hold
_OPTIONS = {
    **{"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    **{"nan_inf_to_errors": True, "remove_timezone": True, "default_date_format": "d mmm yyyy"},
}
_HEADING = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#005C97", "text_wrap": True, "valign": "top"}


class Exact(float):
    """A number of which a workbook keeps every digit; XlsxWriter writes 16, and some numbers need 17."""

    def __format__(self, spec: str) -> str:
        """All digits that tell this number from its neighbours, whatever is asked for."""
        return float.__repr__(self)


class Book(xlsxwriter.Workbook):
    """A workbook written row by row: rows that are written take no memory, and cannot be changed any more."""

    def __init__(self, out: BinaryIO, is_small: bool = False) -> None:
        """Start writing; `with Book(out) as book:` closes it. A small one is kept in memory and needs no files meanwhile."""
        super().__init__(out, _OPTIONS | ({"constant_memory": False, "in_memory": True} if is_small else {}))
        self._looks: dict[tuple[tuple[str, object], ...], Format] = {}

    def look(self, **properties: object) -> Format:
        """A cell format; the same one where the same is asked for again."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.add_format(dict(key))
        return self._looks[key]

    def heading(self, **properties: object) -> Format:
        """How the cells above a table look."""
        return self.look(**{**_HEADING, **properties})

    def wrapped(self) -> Format:
        """How cells with sentences look."""
        return self.look(text_wrap=True, valign="top")


def text(value: str) -> str:
    """Text as a cell can hold it: no characters that a workbook cannot hold, one kind of line break, cut where it is too long."""
    if not value.isprintable():
        value = _NOT_ALLOWED.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    if len(value) > LONGEST:
        value = value[: LONGEST - 1] + "…"
    if value.startswith("<r>") and value.endswith("</r>"):
        value += " "  # XlsxWriter would take it for markup of its own and write it as it is
    return value


def write(sheet: Worksheet, row: int, column: int, value: object, look: Format | None = None) -> None:
    """Write one cell by the type of its value; unknown is an empty cell."""
    if is_unknown(value):
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "Yes" if value else "No", look)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, Exact(value), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_string(row, column, text(str(value)), look)


def header_of(field: dictionary.Field) -> str:
    """What stands above a field's column: its label, and the unit where figures need one to be read."""
    return f"{field.label} ({field.unit})" if field.unit in ("USD", "%") else field.label


def number_format(field: dictionary.Field) -> str | None:
    """The number format of a field's cells; None for text and years."""
    if field.type in ("date", "time"):
        return "d mmm yyyy" if field.type == "date" else "d mmm yyyy hh:mm"
    if field.unit == "year" or field.type == "text":
        return None
    if field.unit == "%":
        return "0.00"
    return "#,##0" if field.type == "integer" or field.unit == "USD" else None


def height(*cells: tuple[object, float]) -> float:
    """How high a row is, in points, so that its wrapped texts can be read; each with the width of its column.

    Excel works this out when it opens a file, LibreOffice does not for files that look like those of Excel.
    """
    texts = ((str(value).splitlines(), 1.1 * size) for value, size in cells if value is not None)
    lines = max((sum(1 + int(len(line) / size) for line in some) for some, size in texts), default=1)
    return min(15 * max(lines, 1), HIGHEST)


def width(header: str, values: Sequence[object], widest: int = WIDEST) -> int:
    """How wide a column is so that its first 500 values can be read."""
    return min(max([len(header), *(len(str(value)) for value in values[:500] if value is not None)]) + 2, widest)
