"""Cost lines in a table to edit: what is changed lives in the address, moves the totals at once, and can be published."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from landscape import dictionary, store, words
from landscape.changes import THIS_PUBLICATION
from landscape.editing import Editing, as_cell, prepared, said_of
from landscape.matching.records import OWN_SOURCE
from landscape.programme import edits as line_edits
from landscape.programme import whatif
from landscape.programme.edits import COLUMNS, Edits
from landscape.screen.asking import answer, newest, version
from landscape.screen.costing import Assumed
from landscape.screen.news import tell, told
from landscape.screen.publishing import Choices, faster, publish_edits

SHOWN = (
    *("name", "activity_id", "quantity", "unit", "is_per_country", "is_yearly", "unit_cost", "unit_cost_low", "unit_cost_high"),
    *("first_year", "last_year", "is_illustrative", "basis", "source_id", "currency", "category", "region", "price_year"),
    *("benchmark_id", "note"),
)
SHORT = {  # headers, where the label of the field is too long beside the others
    "quantity": "Quantity",
    "unit": "Unit",
    "is_per_country": "Each country",
    "is_yearly": "Each year",
    "unit_cost_low": "Low",
    "unit_cost_high": "High",
    "currency": "Currency",
}
WIDTHS = {"name": 180, "activity_id": 105, "quantity": 110, "unit": 85, "is_per_country": 130, "is_yearly": 105} | {
    "unit_cost": 115,
    "unit_cost_low": 90,
    "unit_cost_high": 90,
    "first_year": 85,
    "last_year": 70,
}
DROPPED = (  # why lines go, the question back, and what to do instead
    "as you dropped them",
    "dropped above",
    "Tick the box to confirm the removal, or leave the lines where they are.",
)


@dataclass
class Drawn:
    """The table on the screen: the changes that it was drawn with, those that it made since, and its number."""

    start: str
    made: str
    number: int = 0


def edit_lines(assumed: Assumed) -> None:
    """The lines of the scenario in a table: change a cell, add a row below, or tick rows and remove them.

    What a new row still lacks is said above the table. What a reader does is written into the address. The table is drawn anew
    only where the address changed in another way, so that it does not jump.
    """
    state = st.session_state
    now = line_edits.written(assumed.what_if.edits)
    drawn: Drawn | None = state.get("lines_drawn")
    if drawn is None or drawn.made != now:
        drawn = state["lines_drawn"] = Drawn(now, now, drawn.number + 1 if drawn else 0)
    base = assumed.base
    start, _ = line_edits.read(drawn.start, set(base.lines["line_id"]), set(base.activities["activity_id"]))
    rows = line_edits.applied(base.lines, base.activities, start)
    shown = pd.DataFrame({name: rows[COLUMNS.get(name, name)].astype(object) for name in SHOWN})
    shown = shown.where(shown.notna(), None)
    key = f"lines_{drawn.number}"
    if waiting := line_edits.waiting_said(assumed.what_if.edits):
        st.warning(words.plain(waiting), icon=":material/pending:")
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        num_rows="dynamic",
        column_config={name: _column(name, assumed) for name in SHOWN},
        on_change=_written,
        args=(key, assumed, start, rows["line_id"].tolist()),
        placeholder=words.NOT_KNOWN,
        alt="Cost lines, to edit; figures are illustrative where the column says so",
    )
    if moved := whatif.widened_said(base, assumed.what_if.edits):
        st.caption(words.plain(moved))


def _written(key: str, assumed: Assumed, start: Edits, codes: list[str]) -> None:
    """Write what was done in the table into the address."""
    did = st.session_state[key]
    cells = {codes[int(row)]: values for row, values in did["edited_rows"].items() if int(row) < len(codes)}
    gone = [codes[row] for row in did["deleted_rows"] if row < len(codes)]
    text = line_edits.written(line_edits.edited(start, assumed.base.lines, cells, gone, did["added_rows"]))
    st.session_state["lines_too_long"] = len(text) > line_edits.LONGEST
    if not st.session_state["lines_too_long"]:
        st.session_state["lines"] = text
        st.session_state["lines_drawn"].made = text


def _column(name: str, assumed: Assumed) -> object:
    one = dictionary.table("cost_line").field(name)
    label = SHORT.get(name, one.label) + (" *" if name in line_edits.NEEDED else "")
    said = {"help": one.help or None, "width": WIDTHS.get(name), "default": _usual(name, assumed)}
    if one.type == "boolean":
        return st.column_config.CheckboxColumn(label, **said)
    labels = dictionary.label_of(one.codes) if one.codes else _named(name, assumed)
    if labels:
        return st.column_config.SelectboxColumn(label, **said, options=list(labels), format_func=lambda one: labels.get(one, one))
    if one.type in ("integer", "number"):
        form = "%d" if one.type == "integer" else "%,.2f" if name == "quantity" else "%,.0f"
        return st.column_config.NumberColumn(label, **said, step=1 if one.type == "integer" else None, format=form)
    return st.column_config.TextColumn(label, **said, max_chars=500, pinned=name == "name")


def _usual(name: str, assumed: Assumed) -> object:
    """What a new row has before anybody says it: the years of the short term, and an activity where there is only one."""
    ids = assumed.base.activities["activity_id"].tolist()
    years = {"first_year": assumed.now.short_first_year, "last_year": assumed.now.medium_first_year - 1}
    return (line_edits.NEW | years | ({"activity_id": ids[0]} if len(ids) == 1 else {})).get(name)


def _named(name: str, assumed: Assumed) -> dict[str, str]:
    """Code -> name of the records that a field refers to."""
    if name == "activity_id":
        return dict(zip(assumed.base.activities["activity_id"], assumed.base.activities["activity_name"], strict=True))
    question = {"benchmark_id": "strategy/benchmark_names", "source_id": "strategy/source_names"}.get(name)
    if not question:
        return {}
    rows = answer(question)
    own = {THIS_PUBLICATION: OWN_SOURCE} if name == "source_id" else {}
    return own | dict(zip(rows["code"], rows["label"], strict=True))


@dataclass
class Publishing:
    """What one reader is about to publish: the version it was previewed on, and what of it is taken."""

    version: str
    choices: Choices = field(default_factory=dict)
    notice: str = ""


def publish_lines(assumed: Assumed) -> None:
    """Put the changed lines into the programme: checks, preview, name and note. Parameters and percentages are not meant."""
    state, made = st.session_state, assumed.what_if.edits
    if done := told("lines_published"):
        st.success(f"Version {done[0]} of the landscape is in force, with your lines.", icon=":material/check_circle:")
    if state.pop("lines_too_long", False):
        most = line_edits.LONGEST
        st.error(f"The last change was not taken: an address holds at most {most:,} characters. Publish, or upload a workbook.")
    if not len(made) or version() != newest():
        return
    box = st.expander("Publish these lines into the programme", icon=":material/publish:", key="publish_lines", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(
            "The lines that you changed, dropped or added become part of the programme for everyone. A figure that is no longer "
            "illustrative needs a basis and a source of its own: untick “Illustrative” and choose both in the table. As source "
            f"choose “{OWN_SOURCE}” where it is yours: your name and note below are then what it rests on. The source of the "
            "reference cost alone is not enough, as it knows neither quantity nor years."
        )
        now = state.setdefault("publishing_lines", Publishing(store.current()))
        if not now.choices:
            now.version = store.current()
        if now.notice:
            st.warning(now.notice, icon=":material/update:")
        editing, again = as_editing(made, now.version)
        if again:
            named = words.plain(words.listed(again))
            st.warning(
                f"Illustrative again, as figures change and no new source with a basis is chosen: {named}. "
                "Choose both in the table, or leave that change out below where the old source says the new figure as well.",
                icon=":material/draft:",
            )
        try:
            done = publish_edits(prepared([editing], now.version), now.version, now.choices, "cost_lines", DROPPED)
        except store.Outdated:
            state["publishing_lines"] = Publishing(store.current(), now.choices, faster(store.current()))
            st.rerun()
        if done:
            tell("lines_published", done)
            state.pop("publishing_lines")
            state["wanted"] = {"lines": ""}
            st.rerun()


def as_editing(made: Edits, on: str) -> tuple[Editing, list[str]]:
    """Changed, new and dropped lines as edits on screen of the list of a version, which go the way of a file from there.

    With the names of the sourced lines that this makes illustrative again, as their new figures have no source.
    """
    said, lines = said_of("cost_line", on), store.read("strategy/cost_lines", on)
    made, again = line_edits.for_publication(lines, made)
    editing = Editing("cost_line", on, gone={(code,) for code in made.dropped})
    for code, values in made.changed.items():
        editing.values |= {((code,), name): as_cell(value, said[name]) for name, value in values.items()}
    editing.add(made.added.values())
    return editing, lines.loc[lines["line_id"].isin(again), "line_name"].tolist()
