"""What an upload would change: records added, changed field by field, the same, and those that the file does not have.

A record is a dictionary of field -> value as the dictionary types it, None where nothing is known. Nothing here writes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from landscape import dictionary, store, words

Record = dict[str, object]
Key = tuple[object, ...]
WRITTEN = (
    "source_use",
    "publication",
    "change_log",
    "column_match",
    "opportunity_stage",
)  # by the publication itself, never by an upload
NAMING = ("name", "title", "what", "evidence", "alias")  # the fields that people call a record by, the best first
Mode = Literal["both", "add", "update", "replace"]
MODES = {
    "both": "Add new records and update known ones",
    "add": "Only add new records",
    "update": "Only update known records",
    "replace": "This file is the whole list: what is not in it is removed",
}


THIS_PUBLICATION = "this-publication"  # as the source of a record: whoever publishes it, by name and note, or the file


@dataclass(frozen=True)
class Change:
    """One record that would come in, change or go. `fields` holds (before, after) of each field that differs.

    Where a row was found by its name, `found` is that name as it stands in the file, and `reason` why it means the record.
    """

    table: str
    kind: Literal["added", "changed", "removed"]
    key: Key
    name: str
    fields: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    row: int | None = None
    found: str = ""
    reason: str = ""

    @property
    def erased(self) -> list[str]:
        """The fields whose value would become unknown."""
        return [name for name, (before, after) in self.fields.items() if after is None and before is not None]

    @property
    def is_own(self) -> bool:
        """Whether the record names its own publication as its source."""
        named = self.fields.get("source_id")
        return named is not None and named[1] == THIS_PUBLICATION

    def with_source(self, source: str) -> Change:
        """The same with another source."""
        return replace(self, fields={**self.fields, "source_id": (self.fields["source_id"][0], source)})


@dataclass(frozen=True)
class Changes:
    """All that one upload would change in one table of one version."""

    table: str
    version: str
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    missing: tuple[Key, ...] = ()
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.removed)

    def money(self) -> dict[str, float]:
        """Label of each field in US dollars -> by how much its sum would change, where it would."""
        effect: dict[str, float] = {}
        for one in dictionary.table(self.table).fields:
            if one.unit != "USD":
                continue
            pairs = [change.fields[one.name] for change in (*self.added, *self.changed) if one.name in change.fields]
            pairs += [change.fields[one.name] for change in self.removed if one.name in change.fields]
            difference = sum(float(after or 0) - float(before or 0) for before, after in pairs)
            if difference:
                effect[one.label] = difference
        return effect

    def in_words(self) -> str:
        """One line: "4 added, 7 changed, 1 removed, Size +USD 3.1 m"."""
        counts = [(len(self.added), "added"), (len(self.changed), "changed"), (len(self.removed), "removed")]
        said = [f"{count:,} {what}" for count, what in counts if count] or ["no changes"]
        effects = [f"{label} {'+' if by > 0 else ''}{words.usd(by)}" for label, by in self.money().items()]
        return ", ".join(said + effects[:3] + ([f"and {len(effects) - 3} more sums"] if len(effects) > 3 else []))

    def with_own_source(self, source: str) -> Changes:
        """The same with this source where records name their own publication."""
        if not any(one.is_own for one in (*self.added, *self.changed)):
            return self
        added, changed = (
            tuple(one.with_source(source) if one.is_own else one for one in some) for some in (self.added, self.changed)
        )
        return replace(self, added=added, changed=changed)

    def with_reasons(self, reasons: Mapping[int, tuple[str, str]]) -> Changes:
        """The same with what rows say and why they mean their record: row -> (name in the file, reason)."""
        if not reasons:
            return self
        said = [(one, *reasons.get(one.row, ("", ""))) for one in self.changed]
        return replace(self, changed=tuple(replace(one, found=found, reason=reason) for one, found, reason in said))

    def since(self, base: Mapping[Key, Record]) -> Changes:
        """The same without what the file only has from the records `base` that it was made from: nobody touched that.

        A record that is not in `base` is new since; that the file lacks it says nothing.
        """

        def is_own(key: Key, name: str, value: object) -> bool:
            return key not in base or not same(base[key].get(name), value)

        own = [
            replace(one, fields={name: pair for name, pair in one.fields.items() if is_own(one.key, name, pair[1])})
            for one in self.changed
        ]
        return replace(
            self,
            added=tuple(one for one in self.added if any(is_own(one.key, name, to) for name, (_, to) in one.fields.items())),
            changed=tuple(one for one in own if one.fields),
            removed=tuple(one for one in self.removed if one.key in base),
            missing=tuple(key for key in self.missing if key in base),
            unchanged=self.unchanged + sum(not one.fields for one in own),
        )

    def without_rows(self, rows: Collection[int | None]) -> Changes:
        """The same without what came from some rows of the file."""
        if not rows:
            return self
        added, changed = (tuple(one for one in some if one.row not in rows) for some in (self.added, self.changed))
        return replace(self, added=added, changed=changed)

    def without(self, records: Collection[tuple[str, Key]], fields: Collection[tuple[Key, str]]) -> Changes:
        """The same without some changes: (kind, key) of whole records, (key, field) of single fields."""
        kept = {
            kind: tuple(one for one in changes if (one.kind, one.key) not in records)
            for kind, changes in (("added", self.added), ("changed", self.changed), ("removed", self.removed))
        }
        changed = (
            replace(one, fields={name: pair for name, pair in one.fields.items() if (one.key, name) not in fields})
            for one in kept["changed"]
        )
        return replace(self, **{**kept, "changed": tuple(one for one in changed if one.fields)})


def records(table: str, version: str) -> dict[Key, Record]:
    """Every record of a table of one version by its key."""
    one = dictionary.table(table)
    return dict(_keyed(one, plain(rows(one, version), one)))


def rows(table: dictionary.Table, version: str) -> pd.DataFrame:
    """Every row of a table of one version; none where the version is from before there was such a table."""
    try:
        return store.frame(table.select, version)
    except store.TooOld:
        return pd.DataFrame(columns=list(table.field_names))


def key_in_text(key: Key) -> str:
    """The key of a record as the log keeps it."""
    return " · ".join(map(str, key))


def plain(rows: pd.DataFrame, table: dictionary.Table) -> list[Record]:
    """The rows of a table as records: plain Python values, None for unknown."""
    columns = {}
    for one in table.fields:
        if one.name not in rows:
            continue
        values = rows[one.name].astype(object)
        known = values.notna()
        if one.type == "integer":
            columns[one.name] = [int(value) if is_there else None for value, is_there in zip(values, known, strict=True)]
        elif one.type == "list":
            columns[one.name] = [list(value) if hasattr(value, "__len__") else None for value in values]
        elif one.type in ("date", "time"):
            times = [pd.Timestamp(v).to_pydatetime() if k else None for v, k in zip(values, known, strict=True)]
            columns[one.name] = [v.date() if v else None for v in times] if one.type == "date" else times
        else:
            columns[one.name] = values.where(known, None).tolist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def in_text(value: object) -> str | None:
    """A value as the log keeps it and a preview shows it; None for unknown."""
    if value is None:
        return None
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def name_of(table: dictionary.Table, record: Mapping[str, object]) -> str:
    """What people call a record: its name, or what stands in its first fields of text."""
    for name in NAMING:
        if record.get(name):
            return str(record[name])
    return " · ".join(str(record.get(name)) for name in table.keys)


def compare(
    table: str, version: str, incoming: Sequence[tuple[int | None, Record]], mode: Mode = "both", now: Mapping | None = None
) -> Changes:
    """What the incoming records, each with its row in the file, would change in one table of a version.

    A field that an incoming record does not have stays as it is, and so does one that is computed. A record that the file lacks
    is `missing`; only the mode "replace" makes it one that is removed. `now` holds the records of the version where they are at
    hand.
    """
    one = dictionary.table(table)
    now = records(table, version) if now is None else now
    filled_in = {field.name for field in one.filled_in}
    added, changed, unchanged, seen = [], [], 0, set()
    for row, record in incoming:
        key = tuple(record.get(name) for name in one.keys)
        seen.add(key)
        before = now.get(key)
        if before is None:
            fields = {name: (None, value) for name, value in record.items() if value is not None and name in filled_in}
            added.append(Change(table, "added", key, name_of(one, record), fields, row))
            continue
        pairs = ((name, before[name], value) for name, value in record.items() if name in filled_in)
        fields = {name: (was, value) for name, was, value in pairs if not same(was, value)}
        if fields:
            changed.append(Change(table, "changed", key, name_of(one, before), fields, row))
        else:
            unchanged += 1
    missing = tuple(key for key in now if key not in seen)
    return Changes(
        table,
        version,
        tuple(added) if mode != "update" else (),
        tuple(changed) if mode != "add" else (),
        tuple(_removed(one, key, now[key]) for key in missing) if mode == "replace" else (),
        missing,
        unchanged,
    )


def _removed(table: dictionary.Table, key: Key, record: Record) -> Change:
    fields = {one.name: (record[one.name], None) for one in table.filled_in if record.get(one.name) is not None}
    return Change(table.name, "removed", key, name_of(table, record), fields)


def same(one: object, other: object) -> bool:
    """Whether two values say the same: numbers as Excel keeps them, to fifteen digits; text without outer blanks."""
    if one is None or other is None:
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return one == other


def between(old: str, new: str) -> dict[str, Changes]:
    """What changed from one version to another, table by table; tables without a difference are left out."""
    found = {}
    for table in dictionary.tables():
        if table.name in WRITTEN:
            continue
        if _is_equal(table, old, new):
            continue
        after = [(None, record) for record in plain(rows(table, new), table)]
        made = compare(table.name, new, after, "replace", records(table.name, old))
        if not made.is_empty:
            found[table.name] = made
    return found


def _is_equal(table: dictionary.Table, old: str, new: str) -> bool:
    try:
        digests = [store.frame(table.digest, version).iloc[0].tolist() for version in (old, new)]
    except store.TooOld:  # a version from before the table had all its fields
        return False
    return digests[0] == digests[1]


def _keyed(table: dictionary.Table, rows: Iterable[Record]) -> Iterable[tuple[Key, Record]]:
    return ((tuple(row[name] for name in table.keys), row) for row in rows)
