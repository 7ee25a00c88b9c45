"""The workbook in which members keep their lists: one sheet per table, derived from the dictionary.

Downloaded and uploaded unchanged it is "no changes": every cell reads back as the value it was made from.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from landscape import changes, confidential, dictionary, store, words
from landscape.sheets import AUTHOR, Book, Exact, header_of, height, number_format, text, width, write
from landscape.words import is_unknown

__all__ = ["KEPT", "LISTS", "READ_ME", "header_of", "sheet_name", "table_of", "words_of", "workbook_of"]

# The tables that people keep, in the order of the sheets. Values of indicators and flows of money come from publishers.
KEPT = (
    *("donor", "donor_evidence", "mechanism", "mechanism_contributor", "programme", "institution", "data_exchange"),
    *("cost_benchmark", "global_programme", "programme_element", "source", "donor_alias", "country"),
    *("country_alias", "exchange_rate", "classifier_term", "classifier_override"),
    *(PROGRAMME := ("parameter", "activity", "cost_line", "opportunity", "opportunity_line", "meeting", "decision")),
    *(TRAINING := ("topic_need", "programme_match", "element_activity")),
    *(MODEL := ("model_element", "model_answer")),
    *(SURVEYS := ("assessment_survey", "assessment_question", "assessment_answer")),
)
GUESSED = tuple(name for name in KEPT if name not in (*PROGRAMME, *TRAINING, *MODEL, *SURVEYS))  # what other lists may be
READ_ME, LISTS = "Read me", "Lists"
VERSION, DIGEST = "landscape_version", "landscape_digest"  # custom properties of the document

_LEFT_OUT = "{} to confidential surveys. They stay as they are, also where this file is uploaded as the whole list."
_LAST_ROW = 1_048_575
_REQUIRED, _OPTIONAL, _KEY, _DARK = "#005C97", "#DCE9F5", "#F0F0F0", "#1A1A1A"
_ASTERISK = '@" *"'  # shown behind the text of a cell, and not part of it
_INLINE = 255  # characters that Excel allows in a drop-down that names its values itself


def workbook_of(tables: Sequence[str], version: str, is_filled: bool = True) -> bytes:
    """The template with these tables as an Excel workbook: filled with the rows of a version, or empty."""
    chosen = [dictionary.table(name) for name in tables]
    rows = {one.name: changes.rows(one, version) for one in chosen} if is_filled else {}
    left_out = 0
    if confidential.TABLE in rows:
        is_open = rows[confidential.TABLE]["question_id"].isin(confidential.open_questions(version))
        rows[confidential.TABLE], left_out = rows[confidential.TABLE][is_open], int((~is_open).sum())
    out = io.BytesIO()
    with Book(out) as book:
        book.set_properties({"title": "Lists of the funding landscape", "author": AUTHOR, "created": store.made_on(version)})
        mark(book, version)
        _read_me(book, chosen, rows, version, left_out)
        drop_downs: dict[str, list[str]] = {}
        for one in chosen:
            empty = pd.DataFrame(columns=list(one.field_names), dtype=object)
            _sheet(book, one, rows.get(one.name, empty), version, drop_downs)
        if drop_downs:
            _lists(book, drop_downs)
    return out.getvalue()


def mark(book: Book, version: str) -> None:
    """Note in a workbook of which version of the landscape it is."""
    book.set_custom_property(VERSION, version, "text")
    book.set_custom_property(DIGEST, store.digest(version), "text")


def sheet_name(table: dictionary.Table) -> str:
    """The name of a table's sheet: its label, as far as the 31 characters that Excel allows hold whole words of it."""
    name = table.label
    while len(name) > 31:
        name = name.rpartition(" ")[0]
    return name


def table_of(name: str) -> str | None:
    """The table that a sheet of a template holds, by the name of the sheet; None where it is not one of a template."""
    return next((one.name for one in dictionary.tables() if sheet_name(one).casefold() == name.strip().casefold()), None)


def words_of(field: dictionary.Field, version: str) -> dict[str, str]:
    """Stored value -> what its cell says, where the two differ: labels of codes, names of the records referred to.

    A column that is called a code holds the codes; so does one that refers to records whose names are not all different.
    """
    if field.codes:
        return _unambiguous(dictionary.label_of(field.codes))
    if field.references and not field.label.endswith("code"):
        records = dictionary.table(field.references)
        if "name" in records.field_names:
            rows = changes.rows(records, version)
            return _unambiguous(dict(zip(rows[_key(records)], rows["name"], strict=True)))
    return {}


def _unambiguous(said: dict[str, str]) -> dict[str, str]:
    used = Counter(one.casefold() for one in said.values())
    return {value: one if used[one.casefold()] == 1 else value for value, one in said.items()}


def _key(table: dictionary.Table) -> str:
    return next(field.name for field in table.fields if field.is_key)


# --- a sheet per table ------------------------------------------------------------------------------------------------


def _sheet(book: Book, table: dictionary.Table, rows: pd.DataFrame, version: str, drop_downs: dict[str, list[str]]) -> None:
    sheet, fields = book.add_worksheet(sheet_name(table)), table.filled_in
    said = [words_of(field, version) for field in fields]
    columns = [_cells(rows[field.name], field, its) for field, its in zip(fields, said, strict=True)]
    looks = [_look(book, field, column) for field, column in zip(fields, columns, strict=True)]
    sizes = [width(f"{header_of(field)} *", column, 50) for field, column in zip(fields, columns, strict=True)]
    for index, (size, look) in enumerate(zip(sizes, looks, strict=True)):
        sheet.set_column(index, index, size, look)
    sheet.set_row(0, height(*((f"{header_of(field)} *", size) for field, size in zip(fields, sizes, strict=True))))
    for index, field in enumerate(fields):
        sheet.write_string(0, index, header_of(field), _heading(book, field))
        help_text = _explained(field)
        lines = sum(1 + len(line) // 42 for line in help_text.splitlines())
        sheet.write_comment(0, index, help_text, {"author": AUTHOR, "width": 280, "height": 20 + 16 * lines})
    for number, row in enumerate(zip(*columns, strict=True), start=1):
        for index, value in enumerate(row):
            if value is not None:
                write(sheet, number, index, value, looks[index])
    for index, (field, its) in enumerate(zip(fields, said, strict=True)):
        rule = _drop_down(field, its, version, drop_downs) or _expected(field)
        if rule:
            sheet.data_validation(1, index, _LAST_ROW, index, rule)
    is_named = len(fields) > 1 and fields[1].name == "name"
    sheet.freeze_panes(1, 2 if is_named else 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(fields) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_LAST_ROW + 1}"})  # codes such as 004 are text


def _cells(values: pd.Series, field: dictionary.Field, said: dict[str, str]) -> list[object]:
    """A column as its cells hold it; None for what is not known."""

    def cell(value: object) -> object:
        if field.type == "list":
            return None if value is None or is_unknown(value) else "; ".join(said.get(one, one) for one in value) or None
        if is_unknown(value):
            return None
        if field.type == "boolean":
            return "Yes" if value else "No"
        if field.type == "integer":
            return int(value)
        if field.type == "number":
            return Exact(value)
        if field.type == "text":
            return said.get(value, value) or None
        return value.to_pydatetime()

    return [cell(value) for value in values]


def _look(book: Book, field: dictionary.Field, cells: list[object]) -> Format | None:
    """How a column looks, also where it is still empty: what is typed into a column of text stays as it is typed."""
    look: dict[str, object] = {"bg_color": _KEY} if field.is_key else {}
    if field.type in ("text", "list", "boolean"):
        if all(len(cell) <= 255 for cell in cells if cell):  # some programs show longer cells of this format as ####
            look["num_format"] = "@"
    elif number_format(field):
        look["num_format"] = number_format(field)
    return book.look(**look) if look else None


def _heading(book: Book, field: dictionary.Field) -> Format:
    """White on blue with an asterisk where a value is required; dark on light otherwise."""
    if field.is_required:
        return book.heading(bg_color=_REQUIRED, num_format=_ASTERISK)
    return book.heading(bg_color=_OPTIONAL, font_color=_DARK)


_KINDS = {
    "integer": "A whole number.",
    "number": "A number.",
    "boolean": "Yes or No.",
    "date": "A date.",
    "list": "Several values are separated by a semicolon: a; b",
}


def _explained(field: dictionary.Field) -> str:
    """The help of a column: what it means, what is expected, and whether it may be empty."""
    labels = list(dictionary.label_of(field.codes).values()) if field.codes else []
    lines = [
        f"{field.help}." if field.help and not field.help.endswith(".") else field.help,
        f"Unit: {field.unit}." if field.unit not in ("", "year") else "",
        "A year such as 2024." if field.unit == "year" else _KINDS.get(field.type, ""),
        f"One of: {'; '.join(labels)}." if 0 < len(labels) <= 15 else "Choose from the list." if labels else "",
        f"Refers to the list “{dictionary.table(field.references).label}”." if field.references else "",
        "Says which row this is: do not change it in rows that exist." if field.is_key else "",
        "Required." if field.is_required else "Empty means not known.",
    ]
    return "\n".join(line for line in lines if line)


def _drop_down(
    field: dictionary.Field, said: dict[str, str], version: str, drop_downs: dict[str, list[str]]
) -> dict[str, object] | None:
    """A list to choose from: named in the rule where it is short, otherwise on the hidden sheet of lists."""
    if field.type == "list":
        return None
    if field.type == "boolean":
        values, name = ["Yes", "No"], ""
    elif field.codes:
        values, name = list(said.values()), f"list_{field.codes}"
    elif field.references:
        records = dictionary.table(field.references)
        values = list(said.values()) or changes.rows(records, version)[_key(records)].tolist()
        values += [changes.THIS_PUBLICATION] if field.references == "source" else []
        values, name = sorted(values, key=str.casefold), f"list_{field.references}{'' if said else '_code'}"
    else:
        return None
    rule = {
        "validate": "list",
        "source": values,
        "error_type": "warning" if field.references else "stop",  # a record that is referred to may be new in this file
        "error_title": "Not in the list",
        "error_message": "Choose a value from the list, or leave the cell empty where it is not known.",
    }
    if any("," in value for value in values) or len(",".join(values)) > _INLINE:
        drop_downs[name] = values
        rule["source"] = f"={name}"
    return rule if values else None


def _expected(field: dictionary.Field) -> dict[str, object] | None:
    """A question back where what is typed is not a number or a year; it can be kept, and the upload says how it reads."""
    asked = {"error_type": "warning", "error_title": "Is this right?", "criteria": "between"}
    if field.unit == "year":
        return asked | {"validate": "integer", "minimum": 1900, "maximum": 2100, "error_message": "A year such as 2024."}
    if field.type in ("integer", "number"):
        kind = "integer" if field.type == "integer" else "decimal"
        return asked | {"validate": kind, "minimum": -1e15, "maximum": 1e15, "error_message": _KINDS[field.type]}
    return None


# --- what is not a table ----------------------------------------------------------------------------------------------


def _lists(book: Book, drop_downs: dict[str, list[str]]) -> None:
    sheet = book.add_worksheet(LISTS)
    for index, (name, values) in enumerate(drop_downs.items()):
        letter = xl_col_to_name(index)
        book.define_name(name, f"={LISTS}!${letter}$2:${letter}${len(values) + 1}")
        sheet.write_string(0, index, name)
    for number, row in enumerate(zip_longest(*drop_downs.values()), start=1):
        for index, value in enumerate(row):
            if value is not None:
                sheet.write_string(number, index, text(value))
    sheet.hide()


_HOW_TO = (
    "Change, complete or add rows in the sheets of this workbook; every sheet is one list.",
    "Point at the heading of a column to read what it means, and choose from the list where a cell has one.",
    "Leave the shaded code of rows that exist as it is: it says which row is which.",
    "An empty cell means not known, a zero is a zero, and several values in one cell are separated by a semicolon.",
    "Save it and upload it on the page “Update from Excel”: nothing changes before you have seen and signed it.",
)


def _read_me(book: Book, tables: list[dictionary.Table], rows: dict[str, pd.DataFrame], version: str, left_out: int) -> None:
    sheet = book.add_worksheet(READ_ME)
    plain, heading, optional = book.wrapped(), book.heading(), book.heading(bg_color=_OPTIONAL, font_color=_DARK)
    link, count = book.look(font_color=_REQUIRED, underline=1, valign="top"), book.look(num_format="#,##0", valign="top")
    sizes = (36, 60, 70, 10)
    for index, size in enumerate(sizes):
        sheet.set_column(index, index, size, plain)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, "Lists of the funding landscape for migration statistics", book.look(bold=True, font_size=16))
    facts: list[tuple[object, str, Format]] = [
        ("How to use it", "", heading),
        *((number, step, plain) for number, step in enumerate(_HOW_TO, start=1)),
        ("About this copy", "", heading),
        ("Version of the landscape", version, plain),
        ("Digest of that version", store.digest(version), plain),
        ("Made on", words.day(store.made_on(version)), plain),
        ("Rows", "All rows of this version" if rows else "None: an empty template", plain),
        *([("Left out", _LEFT_OUT.format(words.count(left_out, "answer")), plain)] if left_out else []),
        ("What the colours mean", "", heading),
        ("Heading", "A value is required in every row", book.heading(num_format=_ASTERISK)),
        ("Heading", "May be empty, which means not known", optional),
        ("Code", "Says which row this is", book.look(bg_color=_KEY, valign="top")),
        ("The sheets", "One row per", heading),
    ]
    for line, (name, meaning, look) in enumerate(facts, start=2):
        sheet.set_row(line, height((meaning, sizes[1])))
        write(sheet, line, 0, name, look)
        write(sheet, line, 1, meaning, look if look is heading else plain)
    last = 1 + len(facts)
    sheet.write_string(last, 2, "What it holds", heading)
    sheet.write_string(last, 3, "Rows", heading)
    for line, one in enumerate(tables, start=last + 1):
        grain = one.grain.removeprefix("one row per ")
        sheet.set_row(line, height((grain, sizes[1]), (one.help, sizes[2])))
        sheet.write_url(line, 0, f"internal:'{sheet_name(one)}'!A1", link, sheet_name(one))
        write(sheet, line, 1, grain, plain)
        write(sheet, line, 2, one.help, plain)
        if one.name in rows:
            write(sheet, line, 3, len(rows[one.name]), count)
