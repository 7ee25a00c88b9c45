"""A table as an Excel workbook or a CSV file, with all that is needed to show its figures again next year."""

from __future__ import annotations

import csv
import io
import math
import re
import struct
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import partial

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from landscape import dictionary, sheets, words
from landscape.cells import field_of, item_in_words, labels_of

_LIVE = ("=", "+", "-", "@", "\t", "\n")
_WIDE = 100  # of a column with sentences, in characters
_PICTURE = 640  # of a chart, in pixels of the screen; it is drawn with more points, to be printed
_ROW = 20  # height of a row of a sheet, in the same pixels
_LONGEST_LINK = 2_000  # characters
_AT_ONCE = 5_000  # rows that are turned into cells at a time: more would only take more memory


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
    out = io.BytesIO()
    with sheets.Book(out) as book:
        put(book, book.add_worksheet("Table"), rows)
        _about_sheet(book, {"Table": rows}, about)
    return out.getvalue()


def workbook(
    tables: Mapping[str, pd.DataFrame], about: About, charts: Callable[[], Sequence[tuple[str, str, bytes]]] = tuple
) -> bytes:
    """Several small tables as one workbook: a sheet for each under its name, at most 31 characters, and one about all of them.

    `charts` is asked last for headings, sentences and PNG pictures; where there are any, they stand on a sheet of their own.
    """
    out = io.BytesIO()
    with sheets.Book(out, is_small=True) as book:
        for name, rows in tables.items():
            put(book, book.add_worksheet(name), rows)
        if drawn := charts():
            _charts_sheet(book, drawn)
        _about_sheet(book, tables, about)
    return out.getvalue()


def cited(sources: pd.DataFrame) -> tuple[str, ...]:
    """Sources as a download names them: publisher, title, vintage and address; those that read the same once."""
    named = (
        ("" if words.is_unknown(row.publisher) else f"{row.publisher}, ")
        + (row.title if words.is_unknown(row.vintage) else f"{row.title} ({row.vintage})")
        + (f". {row.url}" if row.url else "")  # a member's own list has no address
        for row in sources.itertuples()
    )
    return tuple(dict.fromkeys(named))


def comma_separated(rows: pd.DataFrame, about: About) -> bytes:
    """The rows as UTF-8 CSV that Excel opens as it is; text that Excel would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_harmless(sheets.header_of(field)) for field in columns(rows)])
    for cells in _in_parts(rows):
        for row in zip(*cells, strict=True):
            writer.writerow([_harmless(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def put(book: sheets.Book, sheet: Worksheet, rows: pd.DataFrame, table: str = "") -> None:
    """Write rows on a sheet of their own, under a frozen header that can be filtered; of a table, where one is named."""
    fields = columns(rows, table)
    headers = [sheets.header_of(field) for field in fields]
    looks = [book.look(num_format=shape) if (shape := sheets.number_format(field)) else None for field in fields]
    parts = _in_parts(rows, table)
    first = next(parts, [[] for _ in fields])
    sizes = [sheets.width(header, cells) for header, cells in zip(headers, first, strict=True)]
    sheet.set_row(0, sheets.height(*zip(headers, sizes, strict=True)))
    for index, (header, size) in enumerate(zip(headers, sizes, strict=True)):
        sheet.set_column(index, index, size)
        sheet.write_string(0, index, sheets.text(header), book.heading())
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), max(len(fields) - 1, 0))
    number = 0
    for cells in (first, *parts):
        writers = [_writer(sheet, column, field.name) for column, field in zip(cells, fields, strict=True)]
        for row in zip(*cells, strict=True):
            number += 1
            for index, value in enumerate(row):
                if value is not None:
                    writers[index](number, index, value, looks[index])


def _writer(sheet: Worksheet, cells: list[object], name: str) -> Callable[..., object]:
    """What writes the cells of a column: chosen once, by the types that are in it."""
    if name == "view_address":
        return partial(_write_link, sheet)
    types = set(map(type, cells)) - {type(None)}
    if types == {str}:
        return sheet.write_string
    if types <= {int, float}:
        return sheet.write_number
    return partial(sheets.write, sheet)


def _write_link(sheet: Worksheet, row: int, column: int, address: str, look: object) -> None:
    """An address that opens on a click; one that is no address on the web, or longer than Excel takes, is text."""
    if address.startswith(("http://", "https://")) and len(address) <= _LONGEST_LINK:
        sheet.write_url(row, column, address, string=address)
    else:
        sheet.write_string(row, column, address, look)


def columns(rows: pd.DataFrame, table: str = "") -> list[dictionary.Field]:
    """What each column is; a code whose label says something else gets a column of its own after it."""
    return [field for name in rows.columns for field in _fields(name, table)]


def _fields(name: str, table: str) -> list[dictionary.Field]:
    is_of_table = table and name in dictionary.table(table).field_names
    field = dictionary.table(table).field(name) if is_of_table else field_of(name)
    labels = labels_of(field) if field.type in ("text", "list") else {}
    if not any(label.casefold() != code.casefold() for code, label in labels.items()):
        return [field]
    meaning = f"Code of: {field.label}"
    return [field, replace(field, name=f"{name}_code", label=f"{field.label}, code", codes="", help=meaning)]


def _in_parts(rows: pd.DataFrame, table: str = "") -> Iterator[list[list[object]]]:
    """The cells of each column, some thousand rows at a time."""
    for start in range(0, len(rows), _AT_ONCE):
        part = rows.iloc[start : start + _AT_ONCE]
        yield [_cells(part[name], field) for name in rows.columns for field in _fields(name, table)]


def _cells(values: pd.Series, field: dictionary.Field) -> list[object]:
    """A column as Excel should hold it: codes of a list as their label, lists as text, unknown as nothing."""
    known = values.astype(object).where(values.notna(), None).tolist()
    if isinstance(values.dtype, pd.StringDtype):  # text is looked at once for each different value
        typed = {value: _typed(value, field) for value in set(known)}
        return [typed[value] for value in known]
    return [_typed(value, field) for value in known]


def _typed(value: object, field: dictionary.Field) -> object:
    if value is None:
        return None
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return sheets.text("; ".join(item_in_words(str(item), field) for item in value)) or None
    if field.codes:
        return sheets.text(dictionary.label_of(field.codes).get(str(value), str(value)))
    if field.type == "boolean":
        return "Yes" if value else "No"
    if field.type == "integer":
        return int(value)
    if field.type == "number":
        return float(value)
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, str):
        return sheets.text(value)
    return value.item() if hasattr(value, "item") else value


def _harmless(value: object) -> object:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return f"'{value}" if isinstance(value, str) and value.startswith(_LIVE) else value


def _charts_sheet(book: sheets.Book, drawn: Sequence[tuple[str, str, bytes]]) -> None:
    """Pictures below each other, each under its heading and with the sentence that it shows, also for those who cannot see it."""
    sheet, line = book.add_worksheet("Charts"), 0
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _WIDE)
    for heading, said, picture in drawn:
        sheets.write(sheet, line, 0, heading, book.look(bold=True))
        sheet.set_row(line + 1, sheets.height((said, _WIDE)))
        sheets.write(sheet, line + 1, 0, said, book.wrapped())
        width, high = _size(picture)
        scale = min(1.0, _PICTURE / width)
        options = {"x_scale": scale, "y_scale": scale, "description": sheets.text(f"{heading} {said}")}
        sheet.insert_image(line + 2, 0, "chart.png", {"image_data": io.BytesIO(picture), **options})
        line += 4 + math.ceil(high * scale / _ROW)


def _size(picture: bytes) -> tuple[float, float]:
    """Width and height of a PNG in pixels of the screen, 96 to the inch, by what it says of its own resolution."""
    width, high = struct.unpack(">II", picture[16:24])
    place = picture.find(b"pHYs")
    per_inch = struct.unpack(">I", picture[place + 4 : place + 8])[0] * 0.0254 if place > 0 else 96
    return width * 96 / per_inch, high * 96 / per_inch


def _about_sheet(book: sheets.Book, tables: Mapping[str, pd.DataFrame], about: About) -> None:
    sheet, heading, wrapped = book.add_worksheet("About this table"), book.heading(), book.wrapped()
    fields = list({field.name: field for rows in tables.values() for field in columns(rows)}.values())
    sheet.set_column(0, 0, sheets.width("Version of the landscape", [field.label for field in fields]))
    sheet.set_column(1, 1, 100)
    facts = [
        ("Title", about.title),
        ("Filters", about.filters),
        ("Rows", sum(map(len, tables.values()))),
        ("Version of the landscape", about.version),
        ("Downloaded on", f"{datetime.now(UTC):%d %b %Y %H:%M} UTC"),
        *([("Link to this view", about.link)] if about.link else []),
        *(("Note", note) for note in about.notes),
        *(("Source", source) for source in about.sources),
        ("Empty cell", "Not known. A zero is a zero."),
    ]
    for line, (name, value) in enumerate(facts):
        sheet.set_row(line, sheets.height((value, 100)))
        sheets.write(sheet, line, 0, name, heading)
        sheets.write(sheet, line, 1, value, wrapped)
    for index, title in enumerate(("Column", "Meaning")):
        sheets.write(sheet, len(facts) + 1, index, title, heading)
    for line, field in enumerate(fields, start=len(facts) + 2):
        unit = f" ({field.unit})" if field.unit else ""
        sheet.set_row(line, sheets.height((f"{field.help or field.label}{unit}", 100)))
        sheets.write(sheet, line, 0, field.label, wrapped)
        sheets.write(sheet, line, 1, f"{field.help or field.label}{unit}", wrapped)
