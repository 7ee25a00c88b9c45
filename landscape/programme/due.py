"""How far decisions are, in words: what is open, what is overdue, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from landscape import dictionary, words

SOON = 30  # days


def due_said(status: str, due_on: object, today: date) -> str:
    """How far a decision is, in words: "overdue by 3 days", "due in 5 days", "done"."""
    if status != "open":
        return dictionary.label_of("decision_status").get(status, status).lower()
    if words.is_unknown(due_on):
        return "open, no date set"
    left = (pd.Timestamp(due_on).date() - today).days
    if left < 0:
        return f"overdue by {words.count(-left, 'day')}"
    return "due today" if left == 0 else f"due in {words.count(left, 'day')}"


def with_due_said(rows: pd.DataFrame, today: date) -> pd.DataFrame:
    """Decisions with the column `due_said`, which says in words how far each is on a day."""
    pairs = zip(rows["decision_status"], rows["decision_due_on"], strict=True)
    return rows.assign(due_said=pd.Series([due_said(status, due, today) for status, due in pairs], rows.index, "str"))


def figures(rows: pd.DataFrame, today: date) -> list[tuple[str, str, str]]:
    """How many decisions are open, overdue, due soon and closed: label, number, what it is counted of."""
    is_open = rows["decision_status"] == "open"
    left = (pd.to_datetime(rows["decision_due_on"]) - pd.Timestamp(today)).dt.days
    late, soon, none = is_open & (left < 0), is_open & left.between(0, SOON), is_open & left.isna()
    closed = rows.loc[~is_open, "decision_status"].value_counts()
    split = ", ".join(f"{closed.get(one, 0)} {one}" for one in ("done", "dropped"))
    return [
        ("Open", f"{is_open.sum():,}", f"of {words.count(len(rows), 'decision')}"),
        ("Overdue", f"{late.sum():,}", f"of {words.count(int(is_open.sum()), 'open decision')}"),
        (f"Due in {SOON} days", f"{soon.sum():,}", f"{none.sum():,} without a date"),
        ("Closed", f"{(~is_open).sum():,}", split),
    ]


def in_a_line(row: Mapping[str, object]) -> str:
    """One decision as a line of a profile, after what was decided: "Task Force, 3 Nov 2026. Chair: overdue by 2 days."."""
    said = words.day(pd.Timestamp(row["decided_on"]))
    said = said if words.is_unknown(row["decided_by"]) else f"{row['decided_by']}, {said}"
    owner = "" if words.is_unknown(row["owner_role"]) else f"{row['owner_role']}: "
    due = str(row["due_said"]) if owner else str(row["due_said"])[:1].upper() + str(row["due_said"])[1:]
    return f"{said}. {owner}{due}."
