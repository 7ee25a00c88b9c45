"""Changes of the rules that tell migration statistics: a word more or less, or a record decided by hand. Each is published."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from landscape import publish, store
from landscape.changes import Change, Changes, Key, records
from landscape.problems import Problem


class NotARule(Problem):
    """A word or a decision that cannot be taken as it is."""


def add_word(term_list: str, word: str, language: str, signature: publish.Signature) -> str:
    """Publish a word more on the version in force; returns the new version, with all themes and sums made anew.

    Raises `NotARule` for a word without a letter, or that is there already, and what `publish.commit` raises.
    """
    word = " ".join(word.split())
    if not re.search(r"[^\W_]", word):
        raise NotARule("Write a word or a phrase of letters; * stands for the rest of a word.")
    version, key = store.current(), (term_list, word)
    if key in records("classifier_term", version):
        raise NotARule(f"“{word}” is in this list already.")
    said = {"term_list": term_list, "term": word, "language": language, "note": signature.note.strip()}
    return _published("classifier_term", version, key, word, said, signature)


def remove_word(term_list: str, word: str, signature: publish.Signature) -> str:
    """Publish a word less on the version in force; returns the new version. Raises `NotARule` where the word is not there."""
    version, key = store.current(), (term_list, word)
    before = records("classifier_term", version).get(key)
    if before is None:
        raise NotARule(f"“{word}” is not in this list: somebody removed it meanwhile.")
    gone = Change("classifier_term", "removed", key, word, {field: (value, None) for field, value in before.items()})
    return publish.commit([Changes("classifier_term", version, removed=(gone,))], signature)


def decide(record: str, theme: str, signature: publish.Signature) -> str:
    """Publish the theme of one record against the rules, with the reason (the note) and the name; returns the new version.

    A record that was decided before is decided anew. Raises `NotARule` where there is no such record.
    """
    version = store.current()
    title = records("project", version).get((record,), {}).get("title")
    if title is None:
        raise NotARule(f"There is no record “{record}”. Copy its code from the view Records.")
    said = {
        "project_id": record,
        "theme": theme,
        "override_reason": signature.note.strip(),
        "made_by": signature.made_by.strip(),
        "made_on": datetime.now(UTC).date(),
    }
    return _published("classifier_override", version, (record,), title, said, signature)


def _published(table: str, version: str, key: Key, name: str, said: dict[str, object], signature: publish.Signature) -> str:
    """Publish one record of a table, new or as it is said now."""
    before = records(table, version).get(key)
    if before is None:
        new = Change(table, "added", key, name, {field: (None, value) for field, value in said.items()})
        return publish.commit([Changes(table, version, added=(new,))], signature)
    fields = {field: (before[field], value) for field, value in said.items() if before[field] != value}
    return publish.commit([Changes(table, version, changed=(Change(table, "changed", key, name, fields),))], signature)
