"""The next version of the landscape: for now the first one, built from the tables that the project carries."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from landscape import dictionary, store
from landscape.problems import Problem

DATA = store.ROOT / "data" / "landscape"


class TableUnreadable(Problem):
    """A file of `data/landscape` cannot be loaded."""


def first_version(data: Path = DATA, say: Callable[[str], None] = lambda line: None) -> str:
    """Build a version from the CSV files of a folder and put it in force; returns its name.

    A table is read from `<table>.csv`, or from parts named `<table>.<part>.csv`. Raises `TableUnreadable`, and
    `store.FolderNotWritable`; nothing changes then.
    """

    def fill(connection: store.Connection) -> None:
        for table in dictionary.tables():
            connection.execute(table.ddl)
            for path in files_of(table.name, data):
                try:
                    connection.execute(load_statement(table, path), {"path": str(path)})
                except store.DatabaseError as error:
                    raise TableUnreadable(f"{path.name} cannot be loaded: {str(error).splitlines()[0]}") from error
            say(f"  {table.label}")
        connection.execute((store.QUERIES / "publish" / "source_use.sql").read_text(encoding="utf-8"))

    return store.next_version(fill)


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
    fields = [table.field(name) for name in header]
    columns = ", ".join(f'"{f.name}"' for f in fields)
    values = ", ".join(f"""string_split("{f.name}", '; ')""" if f.type == "list" else f'"{f.name}"' for f in fields)
    types = ", ".join(f"'{f.name}': '{'varchar' if f.type == 'list' else f.sql_type}'" for f in fields)
    return (  # the names are those of the dictionary, checked above
        f'insert into "{table.name}" ({columns}) select {values} '  # noqa: S608
        f"from read_csv($path, header = true, columns = {{{types}}}, nullstr = '', quote = '\"', escape = '\"')"
    )
