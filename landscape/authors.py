"""Who made the changes between two versions, and from what file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from landscape import store, words
from landscape.changes import Changes, key_in_text, records

Author = tuple[str | None, str | None]  # name and file; None where not known, or where there was no file
Authors = Mapping[tuple[str, str, str], Author]  # by table, key and field; the field is "" for a record that came in


def between(old: str, new: str, found: Mapping[str, Changes]) -> Authors:
    """Who made the changes `found` from one version to a later one.

    Fields that changed or went are in the log; a record came in with the publication before which it was not there. Nobody is
    named where a version in between was removed, or where `new` does not go back to `old`.
    """
    steps = list(_steps(old, new))
    if not steps or steps[-1][1] != old:
        return {}
    since = store.made_on(old).replace(tzinfo=None)
    logged = store.read("changed_since", new, since=since).itertuples(index=False)
    authors = {(table, record, field): _author(by, file) for table, record, field, by, file in logged}
    for table, changes in found.items():
        new_ones = {change.key for change in changes.added}
        for version, before in steps if new_ones else ():
            made = store.read("version_made", version).iloc[0]
            author = _author(made["made_by"], made["file_name"])
            there = records(table, before).keys()
            for key in new_ones - there:
                authors[table, key_in_text(key), ""] = author
            new_ones &= there
    return authors


def of(authors: Authors, table: str, key: tuple, field: str) -> Author:
    """Who made one change."""
    record = key_in_text(key)
    return authors.get((table, record, field)) or authors.get((table, record, "")) or (None, None)


def _author(made_by: object, file_name: object) -> Author:
    by, file = (None if words.is_unknown(one) else str(one) for one in (made_by, file_name))
    return by, file or ("no file" if by else None)


def _steps(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Each publication from a version back to an earlier one: its version, and the one that it was based on."""
    version = new
    while version != old:
        try:
            before = store.read("version_made", version).iloc[0]["based_on"]
        except (store.NoVersion, store.TooOld):  # removed, or from before versions were signed
            return
        if words.is_unknown(before) or int(before) < int(old):
            return
        yield version, str(before)
        version = str(before)
