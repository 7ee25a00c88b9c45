"""Workbooks that a member might upload, made in memory, and what comes of them."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from landscape import dictionary, plans, publish, store, template, upload, workbook
from landscape.matching import records as naming

ANN = publish.Signature("Ann", "After the meeting")


def list_of(*rows):
    """A workbook of one sheet called List."""
    book = openpyxl.Workbook()
    book.active.title = "List"
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def edited(table, *edits, version=None):
    """The template of one table after some edits: (row in the sheet, header, value); row 0 is a new one at the end."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of([table], version or store.current())))
    sheet = book[template.sheet_name(dictionary.table(table))]
    columns = {cell.value: cell.column for cell in sheet[1]}
    new = sheet.max_row + 1
    for row, header, value in edits:
        sheet.cell(row or new, columns[header]).value = value
    return saved(book)


def changed_template(table, change):
    """The template of one table after a person changed its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of([table], store.current())))
    change(book[template.sheet_name(dictionary.table(table))])
    return saved(book)


def row_of(table, key, version=None):
    """The row in which a record stands in the template."""
    rows = store.frame(dictionary.table(table).select, version or store.current())
    return rows.index[rows[dictionary.table(table).keys[0]] == key][0] + 2


def shorter(table, *rows):
    """The template of one table without some rows."""
    return changed_template(table, lambda sheet: [sheet.delete_rows(row) for row in sorted(rows, reverse=True)])


def read(data, name="list.xlsx", **corrections):
    """What would come of a file: its uploads, one per sheet that is read, with some parts of the plans corrected."""
    version = store.current()
    names = naming.names(version)
    book = workbook.read(data, name)
    found, _ = plans.proposed(book, names, version)
    return upload.all_prepared(book, [replace(one, **corrections) for one in found], names, version)


def published(uploads, signature=ANN):
    return publish.commit(
        [one.changes for one in uploads],
        signature,
        [each for one in uploads for each in one.conversions],
        [row for one in uploads for row in plans.matches(one.plan)],
    )


def said(uploads):
    """Cell and rule of every finding."""
    return [(one.cell, one.rule) for each in uploads for one in each.findings]


def only(uploads):
    """The upload of a file that has one list."""
    (one,) = uploads
    return one


def kinds(one):
    """What would happen to which record."""
    made = one.changes
    return {each.key[0]: each.kind for each in (*made.added, *made.changed, *made.removed)}
