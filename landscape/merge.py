"""Changes put into a draft, or into a scratch that is thrown away: the rows that go, then the rows that come."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from landscape import dictionary, store
from landscape.changes import Changes, Key, Record, records

_ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "time": pa.timestamp("us"),
    "list": pa.list_(pa.string()),
}


def apply(connection: store.Connection, changes: Changes, source: str | None = None) -> None:
    """Put the changes of one table into the version that the connection is open on; new records that name none have `source`.

    Column by column: a dictionary for each of many thousand records takes longer than to merge them.
    """
    table = dictionary.table(changes.table)
    before = records(changes.table, changes.version) if changes.changed else {}
    going = [one.key for one in (*changes.changed, *changes.removed)]
    if going:
        store.load(connection, "going", _keys(table, going))
        connection.execute(table.take_away)
    if changes.added or changes.changed:
        columns, named = {}, set().union(*(one.fields for one in changes.added))
        for field in table.fields:
            name, other = field.name, (None, source if field.name == "source_id" else None)
            is_named = name in named
            values = [one.fields.get(name, other)[1] for one in changes.added] if is_named else [other[1]] * len(changes.added)
            values += [one.fields[name][1] if name in one.fields else before[one.key][name] for one in changes.changed]
            columns[name] = pa.array(values, _ARROW[field.type])
        store.load(connection, "incoming", pa.table(columns))
        connection.execute(table.put)


def add(connection: store.Connection, name: str, rows: Sequence[Record]) -> None:
    """Add rows to a table; a row whose key is there already takes its place."""
    if rows:
        table = dictionary.table(name)
        store.load(connection, "going", _keys(table, list({tuple(row[key] for key in table.keys): 0 for row in rows})))
        connection.execute(table.take_away)
        store.load(connection, "incoming", typed(table, rows))
        connection.execute(table.put)


def typed(table: dictionary.Table, rows: Sequence[Record]) -> pa.Table:
    """Records as a table with every field of the dictionary in its type; what a record does not have is unknown."""
    columns = {one.name: pa.array([row.get(one.name) for row in rows], _ARROW[one.type]) for one in table.fields}
    return pa.table(columns)


def _keys(table: dictionary.Table, keys: Sequence[Key]) -> pa.Table:
    columns = zip(*keys, strict=True)
    return pa.table(
        {name: pa.array(column, _ARROW[table.field(name).type]) for name, column in zip(table.keys, columns, strict=True)}
    )
