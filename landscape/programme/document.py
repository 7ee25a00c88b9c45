"""Minutes as a Word document: what was shown, decided and published, made to be corrected and sent round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from docx.document import Document as Doc
from docx.shared import Cm

from landscape import dictionary, paper, sheets, words
from landscape.exports import About
from landscape.programme.minutes import (
    NOTHING_DECIDED,
    NOTHING_PUBLISHED,
    NOTHING_SHOWN,
    Minutes,
    View,
    is_link,
)

SIZE, SMALL = 10, 8.5
_DECISIONS = ("Decision", "About", "Decided by", "Owner", "Due", "Status")
_PUBLISHED = ("Version", "At (UTC)", "By", "Note", "Changes")


def document(minutes: Minutes, about: About, made_on: datetime) -> bytes:
    """The minutes as the bytes of a .docx file; the version that they were made from was made on `made_on`."""
    doc = paper.new(about, made_on, SIZE)
    doc.add_heading(sheets.text(minutes.title), 1)
    for name, text in minutes.facts:
        line = doc.add_paragraph()
        paper.put(line, f"{name}: ", color=paper.GREY)
        paper.put(line, text)
    doc.add_heading("Views shown", 2)
    _views(doc, minutes.views)
    doc.add_heading("Decisions", 2)
    _table(doc, _DECISIONS, [_decision(row) for row in minutes.decisions.to_dict("records")], NOTHING_DECIDED)
    if len(minutes.also):
        doc.add_heading("Also decided that day, outside any meeting", 2)
        _table(doc, _DECISIONS, [_decision(row) for row in minutes.also.to_dict("records")], "")
    doc.add_heading(f"What was published on {words.day(minutes.held_on)}", 2)
    _table(doc, _PUBLISHED, [_publication(row) for row in minutes.published.to_dict("records")], NOTHING_PUBLISHED)
    doc.add_heading("Sources and notes", 2)
    for source in minutes.sources:
        paper.put(doc.add_paragraph(), source, SMALL, paper.GREY)
    for note in minutes.notes:
        paper.put(doc.add_paragraph(), note, SMALL, paper.GREY)
    return paper.saved(doc)


def _views(doc: Doc, views: Sequence[View]) -> None:
    if not views:
        paper.put(doc.add_paragraph(), NOTHING_SHOWN)
    for number, view in enumerate(views, 1):
        line = doc.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.6), Cm(-0.6)
        paper.put(line, f"{number}. ")
        if is_link(view.address):
            paper.link(line, view.address, view.title, SIZE)
        else:
            paper.put(line, view.title if view.title == view.address else f"{view.title} {view.address}")


def _table(doc: Doc, heads: Sequence[str], lines: Sequence[Sequence[str]], nothing: str) -> None:
    if lines:
        paper.rows(doc, heads, lines, paper.WIDTH, SMALL)
    else:
        paper.put(doc.add_paragraph(), nothing)


def _decision(row: dict[str, object]) -> tuple[str, ...]:
    known = {name: "" if words.is_unknown(value) else value for name, value in row.items()}
    label = dictionary.label_of("decision_status").get(str(row["decision_status"]), str(row["decision_status"]))
    due = "no date set" if words.is_unknown(row["decision_due_on"]) else words.day(pd.Timestamp(row["decision_due_on"]))
    status = f"{label}: {row['due_said']}" if str(row["due_said"]).startswith(("overdue", "due")) else label
    what = ". ".join(str(known[name]).rstrip(".") for name in ("decision_name", "decision_note") if known[name])
    by, owner = (str(known[name] or words.NOT_KNOWN) for name in ("decided_by", "owner_role"))
    return what, str(known["decision_about"]), by, owner, due, status


def _publication(row: dict[str, object]) -> tuple[str, ...]:
    return (
        str(row["version_name"]),
        f"{row['made_at']:%H:%M}",
        str(row["made_by"]),
        str(row["note"]),
        str(row["published_said"]),
    )
