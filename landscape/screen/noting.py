"""Views that a reader notes for the minutes: each with its address, its title and its version, as long as the tab is open."""

from __future__ import annotations

import streamlit as st

from landscape.screen.asking import link, version

Noted = dict[str, tuple[str, str]]  # address -> title and version


def note_view() -> None:
    """A quiet button that notes the view at hand."""
    address = link(is_drawn=True)
    is_noted = address in noted()
    st.button(
        "Noted for the minutes" if is_noted else "Note this view for the minutes",
        key="note_view",
        type="tertiary",
        icon=":material/bookmark_added:" if is_noted else ":material/bookmark_add:",
        help="The page Decisions lists the views that were noted, and puts them into the minutes",
        disabled=is_noted,
        on_click=_note,
        args=(address, _title(), version()),
    )


def noted() -> Noted:
    """The views that were noted in this tab, in the order in which they were."""
    return st.session_state.setdefault("noted", {})


def forget(*addresses: str) -> None:
    """Take views off the list."""
    for address in addresses:
        noted().pop(address, None)


def _note(address: str, title: str, shown: str) -> None:
    noted()[address] = (title, shown)
    st.toast("Noted. The page Decisions lists it.", icon=":material/bookmark_added:")


def _title() -> str:
    """The question of the page, and what of its filters the question does not say."""
    state = st.session_state
    question = state.get("question", state.get("page", ""))
    left = state.get("visits", {}).get(state.get("page"), {})
    said = [one.in_words(left[key]) for key, one in state.get("drawn", {}).items() if key in left]
    chosen = ", ".join(text for text in said if text and text not in question)
    return f"{question} {chosen[:1].upper()}{chosen[1:]}" if chosen else question
