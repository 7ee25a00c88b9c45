"""What one publication did, in words: a small one names its records, list by list, a large one counts its rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from functools import lru_cache

from landscape import dictionary, store, words
from landscape.changes import Change, Changes, between, key_in_text

MOST = 5  # records of a list that are named
NAMED = 50  # records up to which a publication is told list by list
FIRST = "the first version"
_LONG = 80  # characters of a name
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
    found = [named for one in between(before, version).values() if (named := _of_list(one))]
    return "; ".join(found)


def _of_list(one: Changes) -> str:
    """The records of one list: "Decisions: “Ask” added"; "" where only the publication itself came in, as a source.

    Records that are called by codes, such as shares of an opportunity, say nothing by name and are counted.
    """
    kinds = [(kind, [each for each in getattr(one, kind) if not _is_itself(one.table, each)]) for kind in _KINDS]
    parts = [
        f"{f'{len(some):,}' if all(map(_is_code, some)) else _listed(map(_called, some))} {kind}" for kind, some in kinds if some
    ]
    return f"{dictionary.table(one.table).label}: {', '.join(parts)}" if parts else ""


def _is_itself(table: str, change: Change) -> bool:
    """Whether a new source is the publication that brought it."""
    return table == "source" and change.kind == "added" and str(change.key[0]).startswith("upload-")


def _is_code(change: Change) -> bool:
    return len(change.key) > 1 and change.name == key_in_text(change.key)


def _called(change: Change) -> str:
    return f"“{textwrap.shorten(change.name, _LONG, placeholder=' …')}”"


def _listed(names: Iterable[str]) -> str:
    some = list(names)
    return words.listed([*some[:MOST], *([f"{len(some) - MOST:,} more"] if len(some) > MOST else [])])
