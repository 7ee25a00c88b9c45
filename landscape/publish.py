"""The next version of the landscape: for now the first one, built from the tables that the project carries."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from landscape import dictionary, store
from landscape.problems import Problem

DATA = store.ROOT / "data" / "landscape"


class TableUnreadable(Problem):
    """A file of `data/landscape` cannot be loaded."""


def first_version(data: Path = DATA, say: Callable[[str], None] = lambda line: None) -> str:
    """Build a version from the CSV files of a folder and put it in force; returns its name.

    Raises `TableUnreadable` and `store.FolderNotWritable`; nothing changes then.
    """
    return store.next_version(lambda connection: fill(connection, data, say))


def fill(connection: store.Connection, data: Path = DATA, say: Callable[[str], None] = lambda line: None) -> None:
    """Make every table of the dictionary and load its files: `<table>.csv`, or parts named `<table>.<part>.csv`.

    Raises `TableUnreadable` with the file, the line and what was expected.
    """
    stray = {path.name for path in data.glob("*.csv")} - {
        path.name for t in dictionary.tables() for path in files_of(t.name, data)
    }
    if stray:
        raise TableUnreadable(f"The dictionary has no table for {', '.join(sorted(stray))}")

    added = 0
    for table in dictionary.tables():
        connection.execute(table.ddl)
        for path in files_of(table.name, data):
            try:
                ((loaded,),) = connection.execute(load_statement(table, path), {"path": str(path)}).fetchall()
            except UnicodeDecodeError as error:
                raise TableUnreadable(f"{path.name} is not UTF-8 text. Save it as CSV UTF-8.") from error
            except store.DatabaseError as error:
                raise TableUnreadable(_what_is_wrong(table, path, str(error))) from error
            added += loaded
        say(f"  {table.label}")
    connection.execute((store.QUERIES / "publish" / "source_use.sql").read_text(encoding="utf-8"))
    sign(connection, "First build from the tables of the project", added=added)


def sign(
    connection: store.Connection,
    note: str,
    made_by: str | None = None,
    file: tuple[str, str] | None = None,
    based_on: str | None = None,
    added: int = 0,
    changed: int = 0,
    removed: int = 0,
) -> None:
    """Write into a draft when, by whom and why it is made, from what file (name and SHA-256), and how many rows it changed.

    The number of a version is the name of its file: it is given last, when the draft is closed, and so stands nowhere within.
    """
    file_name, file_sha256 = file or (None, None)
    values = {
        "made_at": datetime.now(UTC).replace(tzinfo=None),
        "made_by": made_by,
        "note": note,
        "file_name": file_name,
        "file_sha256": file_sha256,
        "based_on": based_on,
        "added_count": added,
        "changed_count": changed,
        "removed_count": removed,
    }
    connection.execute((store.QUERIES / "publish" / "publication.sql").read_text(encoding="utf-8"), values)


def files_of(table: str, data: Path = DATA) -> list[Path]:
    """The files that hold a table: itself, or its parts."""
    return sorted([*data.glob(f"{table}.csv"), *data.glob(f"{table}.*.csv")])


def load_statement(table: dictionary.Table, path: Path) -> str:
    """The statement that loads one CSV file into its table; names come from the dictionary, never from the file."""
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file), [])
    unknown = set(header) - set(table.field_names)
    if unknown:
        raise TableUnreadable(f"{path.name} has a column the dictionary does not know: {', '.join(sorted(unknown))}")
    missing = [field.name for field in table.fields if field.is_required and field.name not in header]
    if missing:
        raise TableUnreadable(f"{path.name} lacks a column that the dictionary requires: {', '.join(missing)}")
    fields = [table.field(name) for name in header]
    columns = ", ".join(f'"{f.name}"' for f in fields)
    values = ", ".join(f"""string_split("{f.name}", '; ')""" if f.type == "list" else f'"{f.name}"' for f in fields)
    types = ", ".join(f"'{f.name}': '{'varchar' if f.type == 'list' else f.sql_type}'" for f in fields)
    return (  # the names are those of the dictionary, checked above
        f'insert into "{table.name}" ({columns}) select {values} '  # noqa: S608
        f"from read_csv($path, header = true, columns = {{{types}}}, "
        "auto_detect = false, delim = ',', nullstr = '', quote = '\"', escape = '\"')"
    )


_SHOULD_BE = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "date": "a date such as 2026-11-22"}


def _what_is_wrong(table: dictionary.Table, path: Path, message: str) -> str:
    """DuckDB's message as one sentence that names file, line, column and what was expected."""
    line = re.search(r"Line: (\d+)", message)
    cell = re.search(r'column "(.+?)"\. Could not convert string "(.*?)" to', message)
    blank = re.search(r"NOT NULL constraint failed: \w+\.(\w+)", message)
    cells = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", message)
    where = f"{path.name}, line {line[1]}" if line else path.name
    if cell:
        return f"{where}: {cell[1]} should be {_SHOULD_BE[table.field(cell[1]).type]}, and is “{cell[2]}”."
    if blank:
        return f"{path.name}, line {_line_without(blank[1], path)}: {blank[1]} is required, and is empty."
    if cells:
        return f"{where}: {cells[1]} cells expected, {cells[2]} found. Text with a comma stands in quotation marks."
    if line:
        return f"{where}: cannot be read as CSV. Check its commas and quotation marks."
    return f"{path.name} cannot be loaded: {message.splitlines()[0]}"


def _line_without(name: str, path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return next((rows.line_num for row in rows if not row[name]), 1)
