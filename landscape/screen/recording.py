"""Decisions on the screen: those about a record on its profile, all of them on their page, and the forms that publish them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from landscape import dictionary, words
from landscape.filters import Filters, described
from landscape.problems import Problem
from landscape.programme import due
from landscape.programme.minutes import ALL, now
from landscape.screen.asking import answer, newest, options, version
from landscape.screen.choosing import filter_bar
from landscape.screen.news import tell, told
from landscape.screen.showing import page_link, table
from landscape.store import TooOld

MOST = 5  # decisions on a profile; the page Decisions has all
LISTED = (
    *("decision_name", "decision_about", "due_said", "owner_role", "decided_by", "decision_status", "decision_due_on"),
    *("decided_on", "meeting_name", "decision_note"),
)
_LISTS = {"donor": "donors", "mechanism": "mechanisms", "country": "countries", "opportunity": "opportunities"}  # also filters


def decision_filters() -> Filters:
    """The filters of decisions; of meetings and opportunities only where there are any."""
    about = [described(name, words="about {}") for name in _LISTS.values() if options(name)]
    return filter_bar("decision_status", *(("meetings",) if options("meetings") else ()), "search", drawer=about)


def decided(filters: Filters | None = None) -> pd.DataFrame:
    """The decisions that match, open ones first, each with how far it is today."""
    chosen = filters.parameters() if filters else {}
    return due.with_due_said(answer("strategy/decisions", **ALL | chosen), now())


def decision_figures(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """How many decisions are open, overdue, due soon and closed."""
    return due.figures(rows, now())


def decisions_about(kind: str, code: str) -> None:
    """What was decided about a "donor", "mechanism" or "country", the open ones first, and a drawer to record more."""
    try:
        rows = answer("strategy/decisions", **ALL | {_LISTS[kind]: [code]})
    except TooOld:  # a version from before there were decisions
        return
    if len(rows):
        st.header("What was decided about it?", anchor=False)
        rows = due.with_due_said(rows, now())
        lines = [
            f"- **{words.plain(str(row['decision_name']))}** {words.plain(due.in_a_line(row))}"
            for row in rows.head(MOST).to_dict("records")
        ]
        st.markdown("\n".join(lines))
        more = f"All {len(rows)} decisions about it" if len(rows) > MOST else "Open on the page Decisions"
        page_link("strategy/decisions", more, ":material/gavel:", **{_LISTS[kind]: rows[f"{kind}_name"].iloc[0]})
    record_decision({kind: code})


def record_decision(about: Mapping[str, str] | None = None) -> None:
    """A drawer that records a decision: about the record given, or about what is chosen in it."""
    label = "Record a decision about it" if about else "Record a decision"
    name = "_".join(("record", *(about or {}).values()))  # what is typed about one record is not about another

    def asked(number: str) -> Callable[[Any], str]:
        what = st.text_input("What was decided", max_chars=300, key=f"decided_{number}", placeholder="In a sentence")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.date_input("Decided on", "today", format="YYYY-MM-DD", key=f"decided_on_{number}", width=170)
            body = st.text_input("Decided by", max_chars=100, key=f"body_{number}", width=260, placeholder="Such as: Task Force")
            role = st.text_input("Owner", max_chars=100, key=f"owner_{number}", width=300, placeholder="Role or unit, no name")
            until = st.date_input("Due on", None, format="YYYY-MM-DD", key=f"due_{number}", width=170)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = about or _about(number)
            meeting = _choice("Meeting", "meetings", f"meeting_{number}")

        def publish_it(by: Any) -> str:
            from landscape.programme import decisions

            return decisions.record(what, day, by, chosen, body=body, owner_role=role, due_on=until, meeting_id=meeting)

        return publish_it

    signed(name, label, ":material/gavel:", "Record it", "Recorded", "Why, or on what it rests", asked)


def _about(number: str) -> dict[str, str | None]:
    """What a decision is about, by code; nothing where it is about the programme as a whole."""
    labels = {kind: f"About {'an' if kind == 'opportunity' else 'a'} {kind}" for kind in _LISTS}
    return {kind: _choice(labels[kind], name, f"about_{kind}_{number}") for kind, name in _LISTS.items()}


def _choice(label: str, name: str, key: str, now: str | None = None) -> str | None:
    """One of a list of records, at first the one that it is `now`, or none; nothing is asked where the list is empty."""
    there = options(name)
    if not there:
        return None
    place = list(there).index(now) if now in there else None
    return st.selectbox(label, list(there), place, format_func=there.get, key=key, placeholder="None")


def signed(
    name: str,
    label: str,
    icon: str,
    button: str,
    done: str,
    why: str,
    asked: Callable[..., Callable[[Any], str]],
    first: Callable[[str], object] | None = None,
) -> None:
    """A drawer with what `asked` asks, a name and a note; what it makes is a new version. After that it is empty again.

    What `first` asks stands above the rest, which follows from it at once: `asked` is given its answer too.
    """
    state = st.session_state
    number = state.get(f"{name}_number", 0)
    if made := told(f"{name}_made"):
        st.success(f"{done}, in version {made[0]} of the landscape.", icon=":material/check_circle:")
    if version() != newest():
        return  # who looks back at an older version cannot publish on it
    drawer = st.expander(label, icon=icon, key=f"{name}_drawer", on_change="rerun")
    if not drawer.open:
        return
    key = f"{name}_{number}"
    with drawer:
        answers = [first(key)] if first else []
    with drawer, st.form(f"{name}_form_{number}", border=False):
        publish_it = asked(key, *answers)
        if made := _sign(publish_it, button, why, key):
            state[f"{name}_number"] = number + 1
            tell(f"{name}_made", made)
            st.rerun()


def _sign(publish_it: Callable[[Any], str], button: str, why: str, key: str) -> str | None:
    """A name, a note and a button within a form; the version that was made, or None."""
    with st.container(horizontal=True):
        made_by = st.text_input("Name", max_chars=100, width=300, key=f"by_{key}", placeholder="Who publishes it")
        note = st.text_input("Note", max_chars=500, key=f"note_{key}", placeholder=why)
    if not st.form_submit_button(button, icon=":material/publish:", key=f"publish_{key}"):
        return None
    from landscape.publish import Signature

    try:
        with st.spinner("Publishing"):
            return publish_it(Signature(made_by, note))
    except Problem as problem:
        st.error(words.plain(str(problem)), icon=":material/error:")
    return None


def decision_table(rows: pd.DataFrame, about: Any, total: int) -> None:
    """All decisions that match; the one that is clicked or chosen can be closed, and what it is about opened."""
    shown = rows[[*LISTED, "decision_id"]]
    picked = table(shown, "decisions", about, total, "decision", LISTED, pick="decision_id")
    names = {row.decision_id: f"{row.decision_name} ({row.due_said})" for row in rows.itertuples()}
    place = list(names).index(picked) if picked in names else None
    if made := told("close_made"):
        st.success(f"Closed, in version {made[0]} of the landscape.", icon=":material/check_circle:")
    chosen = st.selectbox(
        "Decision to close, or to see in full",
        list(names),
        place,
        format_func=names.get,
        key=f"decision_at_hand_{picked}",
        placeholder="Choose one, or tick a row above",
    )
    if chosen:
        _one_decision(rows[rows["decision_id"] == chosen].iloc[0].to_dict())


def _one_decision(row: Mapping[str, Any]) -> None:
    with st.container(border=True, key="one_decision"):
        st.markdown(f"**{words.plain(row['decision_name'])}** {words.plain(due.in_a_line(row))}")
        if not words.is_unknown(row["decision_note"]):
            st.markdown(words.plain(f"Note: {row['decision_note']}"))
        with st.container(horizontal=True):
            for kind in ("donor", "mechanism", "country"):
                if not words.is_unknown(name := row[f"{kind}_name"]):
                    page_link(f"explore/{kind}", words.plain(name), ":material/badge:", **{kind: name})
        if row["decision_status"] == "open" and version() == newest():
            _close(row["decision_id"])
        if options("meetings"):  # a closed one too: it may have been done before somebody saved the meeting
            _put_into(row)


def _put_into(row: Mapping[str, Any]) -> None:
    """A drawer that says in which meeting a decision was taken: it may have been recorded before the meeting was saved."""
    code = row["decision_id"]
    now = None if words.is_unknown(row["meeting_id"]) else row["meeting_id"]

    def asked(number: str) -> Callable[[Any], str]:
        meeting = _choice("Taken in the meeting", "meetings", f"taken_in_{number}", now)

        def publish_it(by: Any) -> str:
            from landscape.programme import decisions

            return decisions.put_into(code, meeting, by)

        return publish_it

    label = "Put it into another meeting" if now else "Put it into a meeting"
    signed(f"put_{code}", label, ":material/groups:", "Put it there", "Done", "Why, or who asked for it", asked)


def _close(code: str) -> None:
    labels = {name: label for name, label in dictionary.label_of("decision_status").items() if name != "open"}

    def publish_it(by: Any) -> str:
        from landscape.programme import decisions

        return decisions.close(code, status, by)

    with st.form(f"close_form_{code}", border=False):
        status = st.segmented_control(
            "Close it as", list(labels), default="done", format_func=labels.get, required=True, key=f"close_as_{code}"
        )
        if made := _sign(publish_it, "Close it", "What came of it", f"close_{code}"):
            tell("close_made", made)
            st.rerun()
