"""Meetings and their minutes on the screen: the views that were noted, a meeting that keeps them, and the two files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from landscape import exports, store, words
from landscape.programme import minutes
from landscape.programme.minutes import View
from landscape.screen.asking import answer, asking, at, link, made_on, newest, options, version
from landscape.screen.noting import forget, noted
from landscape.screen.recording import signed
from landscape.screen.showing import page_link

_DAY = "A day, without a meeting"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ICON = ":material/bookmark:"


def noted_views() -> None:
    """The views that were noted in this tab, as links; each can be taken off the list."""
    if not noted():
        st.markdown("No view is noted yet. At the foot of every page is a button that notes what it shows.")
        return
    st.markdown(
        f"**{words.count(len(noted()), 'view')} noted in this tab**, for the minutes of a day or of the next meeting saved."
    )
    for number, (address, (title, _)) in enumerate(list(noted().items())):
        with st.container(horizontal=True, vertical_alignment="center", key=f"noted_{number}"):
            _open_view(View(title, address))
            st.button(
                "Remove", key=f"forget_{number}", type="tertiary", icon=":material/close:", on_click=forget, args=(address,)
            )


def new_meeting() -> None:
    """A drawer that saves a meeting with the views that were noted, which leave the list then, and with what was decided."""

    def held_on(number: str) -> date | None:
        return st.date_input("Held on", "today", format="YYYY-MM-DD", key=f"held_on_{number}", width=170)

    def asked(number: str, day: date | None) -> Callable[[Any], str]:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(
                "Meeting", max_chars=150, key=f"meeting_name_{number}", placeholder="Such as: Second meeting of the Task Force"
            )
            body = st.text_input("Body", max_chars=100, key=f"held_by_{number}", width=300, placeholder="Such as: Task Force")
        taken_in = _to_take_in(day, number) if day else []

        def publish_it(by: Any) -> str:
            from landscape.programme import decisions

            views, shown = _noted_views()
            made = decisions.hold(name, day, body, minutes.kept(views), shown, by, taken_in)
            forget(*list(noted()))
            return made

        return publish_it

    signed("meeting", "Save a meeting", ":material/groups:", "Save it", "Saved", "What it was about", asked, held_on)


def _to_take_in(day: date, number: str) -> list[str]:
    """The decisions of that day that belong to no meeting, each with a tick; returns the codes of those ticked."""
    found = minutes.in_no_meeting(day, answer)
    if found.empty:
        return []
    st.markdown(f"Decided on {words.day(day)} and in no meeting yet. Those ticked become decisions of this meeting:")
    return [
        row.decision_id
        for row in found.itertuples()
        if st.checkbox(words.plain(f"{row.decision_name} ({row.decision_about})"), True, key=f"take_{number}_{row.decision_id}")
    ]


def _noted_views() -> tuple[list[View], str]:
    """The noted views, and the version that the first one shows; one of another version names it in its address."""
    shown = next((of for _, of in noted().values()), version())
    return [View(title, minutes.pinned(one, of) if of != shown else one) for one, (title, of) in noted().items()], shown


def minutes_offered() -> None:
    """The minutes of a meeting, or of a day, to take along as Word and Excel; their views can be opened from here too."""
    held = options("meetings")
    codes = [*held, ""]
    with st.container(horizontal=True, vertical_alignment="bottom", key="minutes_of_what"):
        code = st.selectbox(
            "Minutes of", codes, format_func=lambda one: held.get(one, _DAY), key=f"minutes_of_{len(held)}", width=520
        )
        day = None
        if not code:
            day = st.date_input("Day", "today", format="YYYY-MM-DD", key="minutes_day", width=170)
        if code or day:
            _downloads(code, day or minutes.now())
    if code:
        _meeting(code)


def _downloads(code: str, day: date) -> None:
    """Both files, made on a click from the version at hand."""
    make = _maker(code, day)
    for label, ending, mime in (("Minutes, Word", "docx", _WORD), ("Minutes, Excel", "xlsx", _EXCEL)):
        held = options("meetings").get(code)
        name = exports.About(f"Minutes: {held}" if held else f"Minutes of {words.day(day)}", "", version(), ())
        st.download_button(
            label,
            data=partial(make, ending),
            file_name=name.file_name(ending),
            mime=mime,
            icon=":material/download:",
            key=f"minutes_{ending}",
            on_click="ignore",
        )


def _maker(code: str, day: date) -> Callable[[str], bytes]:
    """What makes one of the files. It runs on another thread, which knows nothing of the tab: all is asked for here."""
    shown, address, ask = version(), link(), asking(version())
    views, of = _noted_views()

    def made(ending: str) -> bytes:
        if code:
            found = ask("strategy/meetings")
            row = found[found["meeting_id"] == code].iloc[0].to_dict()
            said = minutes.of_meeting(row, ask, store.current(), minutes.now())
        else:
            said = minutes.of_day(day, views, of, ask, store.current(), minutes.now())
        about = minutes.about(said, shown, address)
        if ending == "xlsx":
            return exports.workbook(minutes.tables(said), about)
        from landscape.programme import document  # loads python-docx, which only minutes and briefs need

        return document.document(said, about, made_on(shown))

    return lambda ending: at(shown, lambda: made(ending))


def _meeting(code: str) -> None:
    """What is known of a meeting: how much was decided, and the views that were shown."""
    found = answer("strategy/meetings")
    row = found[found["meeting_id"] == code].iloc[0]
    is_kept = not words.is_unknown(row["version_shown"])
    shown = f"Version {row['version_shown']} was shown. " if is_kept else ""
    also = len(minutes.in_no_meeting(row["held_on"], answer))
    beside = f" The minutes list {words.count(also, 'more decision')} of that day, in no meeting." if also else ""
    st.markdown(f"{shown}{words.count(int(row['decision_count']), 'decision')}, {int(row['open_count']):,} of them open.{beside}")
    for view in minutes.views_of(row["views"] if hasattr(row["views"], "__iter__") else ()):
        is_older = is_kept and row["version_shown"] != newest()
        _open_view(View(view.title, minutes.pinned(view.address, str(row["version_shown"])) if is_older else view.address))


def _open_view(view: View) -> None:
    """A link to a view: within this tab where it is a page of the dashboard, so that what was noted stays noted."""
    there, label = urlsplit(view.address), words.plain(view.title)
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    name = there.path.strip("/").removeprefix(base).strip("/")
    page = _page_of(name)
    if page and name != st.session_state["page"]:
        page_link(page, label, _ICON, **parse_qs(there.query))
    elif minutes.is_link(view.address):
        st.markdown(f"{_ICON} [{label}]({view.address.replace('(', '%28').replace(')', '%29')})")
    else:
        st.markdown(f"{_ICON} {label}")


def _page_of(name: str) -> str | None:
    """The page behind the path of an address; None where there is none."""
    if name in ("", "home"):
        return "explore/overview"
    found = [path for path in sorted((store.ROOT / "pages").glob("*/*.py")) if path.stem == name]
    return f"{found[0].parent.name}/{name}" if found else None
