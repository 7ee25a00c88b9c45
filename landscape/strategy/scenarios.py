"""Views that people name and keep: a row of the table `scenario`, published with its author and note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

from landscape import publish, store
from landscape.changes import Change, Changes, records
from landscape.problems import Problem

MOST_COUNTRIES = 60


class NotKept(Problem):
    """A scenario that cannot be kept as it is."""


def keep(kind: str, name: str, signature: publish.Signature, view: str, countries: Sequence[str] = (), rule: str = "") -> str:
    """Publish a scenario on the version in force, whatever was published since the view was drawn; returns the new version.

    `view` is the query of the page's address, `countries` are ISO3 codes, `rule` says in words how they were chosen,
    or what the ranking is made with: the address alone leaves out what is at its default. Raises
    `NotKept` where it has no name, a name that is taken, or more than 60 countries; and what `publish.commit` raises.
    """
    name = " ".join(name.split())
    if not name:
        raise NotKept("Give it a name that says what it is, then keep it again.")
    if len(countries) > MOST_COUNTRIES:
        raise NotKept(f"A set holds at most {MOST_COUNTRIES} countries, and this one has {len(countries)}. Choose fewer.")
    version = store.current()
    code = _code(name)
    if (code,) in records("scenario", version):
        raise NotKept(f"There is a scenario called “{name}” already. Give this one another name.")
    said = {
        "scenario_id": code,
        "kind": kind,
        "name": name,
        "view": view,
        "countries": sorted(countries) or None,
        "rule": rule or None,
        "made_by": signature.made_by.strip(),
        "made_on": datetime.now(UTC).date(),
        "note": signature.note.strip(),
    }
    new = Change("scenario", "added", (code,), name, {field: (None, value) for field, value in said.items()})
    return publish.commit([Changes("scenario", version, (new,))], signature)


def _code(name: str) -> str:
    """A short stable code out of a name: "Sahel, 2026" -> "sahel-2026"."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or "scenario"
