"""What one publication did, in words: a small one names its records and what moved, list by list, a large one counts its rows."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from functools import lru_cache

from landscape import confidential, dictionary, reports, store, words
from landscape.changes import Change, Changes, Key, Record, between, key_in_text, records

MOST = 5  # records of a list that are named
NAMED = 50  # records up to which a publication is told list by list
FIRST = "the first version"
FEW = 3  # fields of a record that are said
_LONG, _SHORT = 80, 40  # characters of a name, and of a value that is said
_OF_NEW = {"opportunity": ("stage", "ask")}  # what is said of a new record
_UNSAID = ("source", "meeting")  # references to what the minutes say in another place
_MONEY = ("ask", "unit_cost", "unit_cost_low", "unit_cost_high")  # in the currency of the record, blank for US dollars
_KINDS = ("added", "changed", "removed")


def said(version: str, row: Mapping[str, object]) -> str:
    """What a publication did: "Cost lines: “Mapping studies” changed", or "2,000 rows added"; `row` is of `version_made`.

    Records are named where there are few, and where the version before is still kept. The first build names nothing.
    """
    before = row["based_on"]
    if words.is_unknown(before):
        return FIRST
    count = sum(int(row[f"{kind}_count"]) for kind in _KINDS)
    if not 0 < count <= NAMED:
        return counted(row)
    try:
        return _named(str(before), version, str(store.folder())) or counted(row)
    except store.NoVersion:  # the one before was removed since
        return counted(row)


def counted(row: Mapping[str, object]) -> str:
    """What a publication did: "2 rows added, 1 changed"."""
    counts = [(int(row[f"{kind}_count"]), kind) for kind in _KINDS]
    some = [(n, kind) for n, kind in counts if n]
    return ", ".join(f"{words.count(n, 'row') if i == 0 else f'{n:,}'} {kind}" for i, (n, kind) in enumerate(some)) or "no rows"


@lru_cache(maxsize=500)
def _named(before: str, version: str, folder: str) -> str:
    """The records that differ between two versions, list by list; a version never changes, so neither does the answer."""
    del folder
    found = [named for one in between(before, version).values() if (named := _of_list(one, before))]
    return "; ".join(found)


def _of_list(one: Changes, before: str) -> str:
    """The records of one list: "Decisions: “Ask” added"; "" where only the publication itself came in, as a source.

    Records that are called by codes, such as shares of an opportunity, say nothing by name and are counted.
    """
    kinds = [(kind, [each for each in getattr(one, kind) if not _is_itself(one.table, each)]) for kind in _KINDS]
    parts = [
        f"{f'{len(some):,}' if all(map(_is_code, some)) else _listed(some, before, one.version)} {kind}"
        for kind, some in kinds
        if some
    ]
    return f"{dictionary.table(one.table).label}: {', '.join(parts)}" if parts else ""


def _is_itself(table: str, change: Change) -> bool:
    """Whether a new source is the publication that brought it."""
    return table == "source" and change.kind == "added" and str(change.key[0]).startswith("upload-")


def _is_code(change: Change) -> bool:
    return len(change.key) > 1 and change.name == key_in_text(change.key)


def _listed(some: Sequence[Change], *versions: str) -> str:
    has_money = "currency" in dictionary.table(some[0].table).field_names
    there = [records(some[0].table, one) if has_money else {} for one in versions]
    names = [f"“{textwrap.shorten(one.name, _LONG, placeholder=' …')}”{_moved(one, versions, there)}" for one in some[:MOST]]
    return words.listed([*names, *([f"{len(some) - MOST:,} more"] if len(some) > MOST else [])])


def _moved(change: Change, versions: Sequence[str], there: Sequence[Mapping[Key, Record]]) -> str:
    """What changed of a record: " (Stage: Identified → Committed)", codes and numbers first; of a new one what `_OF_NEW` names.

    Answers to surveys are never said: a survey can become confidential later.
    """
    if change.kind == "removed" or change.table == confidential.TABLE:
        return ""
    table = dictionary.table(change.table)
    wanted = _OF_NEW.get(change.table, ()) if change.kind == "added" else change.fields
    fields = [table.field(name) for name in wanted if name in change.fields]
    fields = [one for one in fields if one.references not in _UNSAID]
    said = []
    for one in sorted(fields, key=lambda one: (not one.codes, one.type not in ("number", "integer"))):
        texts = [
            f"{rows[change.key]['currency'] or 'USD'} {text}" if one.name in _MONEY and value is not None else text
            for value, version, rows in zip(change.fields[one.name], versions, there, strict=True)
            for text in [reports.in_full(one, value, version) or words.NOT_KNOWN]
        ]
        if max(map(len, texts)) <= _SHORT:
            said.append(f"{one.label}: {' → '.join(texts[change.kind == 'added' :])}")
    more = len(fields) - len(said[:FEW])
    return f" ({'; '.join([*said[:FEW], *([f'and {more} more'] if more else [])])})" if said else ""
