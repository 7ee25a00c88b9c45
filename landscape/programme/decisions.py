"""What a body decided, and who does what by when: rows of the tables `decision` and `meeting`, each signed and published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from landscape import dictionary, publish, store, words
from landscape.changes import Change, Changes, Record, records
from landscape.problems import Problem

ABOUT = {"donor": "donor_id", "mechanism": "mechanism_id", "country": "iso3", "opportunity": "opportunity_id"}


class NotRecorded(Problem):
    """A decision or a meeting that cannot be recorded as it is."""


def record(what: str, decided_on: date | None, by: publish.Signature, about: Mapping[str, str | None], **said: object) -> str:
    """Publish a decision, open, on the version in force; returns the new version.

    `about` holds the code of a "donor", "mechanism", "country" or "opportunity", of several or of none; `said` what is known of
    `body`, `owner_role`, `due_on` and `meeting_id`. The note of the signature is the note of the decision. Raises `NotRecorded`,
    and what `publish.commit` raises.
    """
    what = " ".join(what.split())
    if not what:
        raise NotRecorded("Say what was decided, in a sentence, then record it again.")
    day = _held(decided_on, "decided")
    due = said.get("due_on")
    if isinstance(due, date) and due < day:
        raise NotRecorded(
            f"It is due on {words.day(due)}, before it was decided on {words.day(day)}. Correct one of the two dates."
        )
    row = {"name": what, "decided_on": day, **said, **{ABOUT[kind]: code for kind, code in about.items()}}
    row |= {"status": "open", "note": by.note.strip()}
    return _added("decision", row, f"{day:%Y-%m-%d}-{what}", by, store.current())


def close(decision_id: str, status: str, by: publish.Signature) -> str:
    """Publish that an open decision is "done" or "dropped"; the note of the signature joins its own. Raises `NotRecorded`."""
    version = store.current()
    before = _known(decision_id, version)
    labels = dictionary.label_of("decision_status")
    if before["status"] != "open":
        said = labels.get(str(before["status"]), str(before["status"])).lower()
        raise NotRecorded(f"Somebody closed this decision already: it is {said}. Look at the list again.")
    closing = f"{labels[status]} on {words.day(datetime.now(UTC))}: {by.note.strip()}"
    note = " ".join(part for part in (_ended(before["note"]), closing) if part)
    fields = {"status": ("open", status), "note": (before["note"], note)}
    change = Change("decision", "changed", (decision_id,), str(before["name"]), fields)
    return publish.commit([Changes("decision", version, changed=(change,))], by)


def put_into(decision_id: str, meeting_id: str | None, by: publish.Signature) -> str:
    """Publish which meeting a decision was taken in, or that it was in none; returns the new version. Raises `NotRecorded`."""
    version = store.current()
    before = _known(decision_id, version)
    if before["meeting_id"] == meeting_id:
        where = "in none, as it stands" if meeting_id is None else "in this meeting already"
        raise NotRecorded(f"This decision is {where}. Choose another meeting, or leave it as it is.")
    return publish.commit([Changes("decision", version, changed=(_into(before, meeting_id),))], by)


def _known(decision_id: str, version: str) -> Record:
    """A decision as it stands in a version."""
    found = records("decision", version).get((decision_id,))
    if found is None:
        raise NotRecorded("This decision is not in the version in force: somebody removed it. Look at the list again.")
    return found


def _into(before: Record, meeting_id: str | None) -> Change:
    """What changes where a decision belongs to another meeting."""
    fields = {"meeting_id": (before["meeting_id"], meeting_id)}
    return Change("decision", "changed", (before["decision_id"],), str(before["name"]), fields)


def hold(
    name: str,
    held_on: date | None,
    body: str,
    views: Sequence[str],
    shown: str,
    by: publish.Signature,
    taken_in: Collection[str] = (),
) -> str:
    """Publish a meeting with the views of the version `shown`, as addresses with their titles; returns the new version.

    `taken_in` are decisions, by code, that were recorded before the meeting was saved: in the same version they become its own.
    Raises `NotRecorded`, and what `publish.commit` raises.
    """
    name = " ".join(name.split())
    if not name:
        raise NotRecorded("Give the meeting a name, such as “Second meeting of the Task Force”, then save it again.")
    day = _held(held_on, "held")
    version = store.current()
    if any(row["name"] == name and row["held_on"] == day for row in records("meeting", version).values()):
        raise NotRecorded(f"There is a meeting called “{name}” on {words.day(day)} already. Give this one another name.")
    row = {"name": name, "held_on": day, "body": body, "version": shown, "views": list(views) or None, "note": by.note.strip()}
    decided = [_known(one, version) for one in taken_in]
    if other := next((one["name"] for one in decided if one["meeting_id"] is not None), None):
        raise NotRecorded(f"“{other}” belongs to another meeting since. Take its tick away, then save the meeting again.")
    return _added("meeting", row, f"{day:%Y-%m-%d}-{name}", by, version, decided)


def _held(day: date | None, what: str) -> date:
    """The day on which something was; the day after today passes, as it is today somewhere already."""
    if day is None:
        raise NotRecorded(f"Say on which day it was {what}.")
    if day > datetime.now(UTC).date() + timedelta(days=1):
        raise NotRecorded(f"{words.day(day)} is in the future. Say on which day it was {what}.")
    return day


def _ended(text: object) -> str:
    """A text that another sentence can follow."""
    said = "" if words.is_unknown(text) else str(text).strip()
    return said if not said or said[-1] in ".!?" else f"{said}."


def _added(
    table: str, row: Mapping[str, object], called: str, by: publish.Signature, version: str, decided: Sequence[Record] = ()
) -> str:
    """Publish one new record on a version under a code out of what it is called, a meeting with what was `decided`.

    Blank text is unknown.
    """
    code = _code(called, {str(key[0]) for key in records(table, version)})
    clean = {name: (value.strip() or None) if isinstance(value, str) else value for name, value in row.items()}
    fields = {name: (None, value) for name, value in clean.items() if value is not None}
    key = dictionary.table(table).keys[0]
    new = Change(table, "added", (code,), str(row["name"]), {key: (None, code), **fields})
    own = Changes("decision", version, changed=tuple(_into(one, code) for one in decided))
    return publish.commit([Changes(table, version, (new,)), *([own] if decided else [])], by)


def _code(text: str, taken: Collection[str]) -> str:
    """A short stable code out of a text that none of the others has: "2026-11-29-approach-norway"."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    code = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-")
    number, given = 1, code
    while given in taken:
        number += 1
        given = f"{code}-{number}"
    return given
