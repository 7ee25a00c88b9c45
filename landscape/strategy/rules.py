"""Changes of the rules that tell migration statistics: a word more or less, or a record decided by hand. Each is published."""

from __future__ import annotations

import re
import unicodedata
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
    if not re.search(r"[a-z0-9]", _plain(word)):
        raise NotARule("Write a word or a phrase in Latin letters; * stands for the rest of a word.")
    version, key = store.current(), (term_list, word)
    there = records("classifier_term", version)
    if same := next((one for which, one in there if which == term_list and _plain(one) == _plain(word)), None):
        raise NotARule(f"“{same}” is in this list already.")
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
    there = records("project", version).get((record,))
    if there is None:
        raise NotARule(f"There is no record “{record}”. Copy its code from the view Records.")
    said = {
        "project_id": record,
        "theme": theme,
        "override_reason": signature.note.strip(),
        "made_by": signature.made_by.strip(),
        "made_on": datetime.now(UTC).date(),
    }
    return _published("classifier_override", version, (record,), str(there["title"] or record), said, signature)


def _plain(word: str) -> str:
    """A word as titles are compared: lower-case letters without accents, with one blank for all other signs but *."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9*]+", " ", letters).strip()


def _published(table: str, version: str, key: Key, name: str, said: dict[str, object], signature: publish.Signature) -> str:
    """Publish one record of a table, new or as it is said now. Raises `publish.NothingToPublish` where it is said already."""
    before = records(table, version).get(key)
    if before is None:
        new = Change(table, "added", key, name, {field: (None, value) for field, value in said.items()})
        return publish.commit([Changes(table, version, added=(new,))], signature)
    fields = {field: (before[field], value) for field, value in said.items() if before[field] != value}
    changed = (Change(table, "changed", key, name, fields),) if fields else ()
    return publish.commit([Changes(table, version, changed=changed)], signature)
