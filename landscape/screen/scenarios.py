"""Views that people name and keep: weights and choices of a page, and sets of priority countries."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from landscape import publish, words
from landscape.problems import Problem
from landscape.screen.asking import answer, link, newest, options, version
from landscape.screen.choosing import AT_DEFAULT, revisit
from landscape.screen.news import tell, told
from landscape.screen.showing import open_page, page_link
from landscape.strategy import scenarios


def keep_scenario(kind: str, label: str, countries: Sequence[str] = (), rule: str = "") -> None:
    """A drawer in which the view at hand gets a name and is published, with the set of countries where it is one."""
    if kept := told(f"kept_{kind}"):
        st.success(f"Kept as “{words.plain(kept[1])}”, in version {kept[0]} of the landscape.", icon=":material/bookmark_added:")
    if kind == "priority_countries":
        _to_its_cost()
    if version() != newest():
        return  # who looks back at an older version cannot publish on it
    with st.expander(label, icon=":material/bookmark_add:", key=f"keep_{kind}"), st.form(f"keep_form_{kind}"):
        name = st.text_input("What to call it", max_chars=100, placeholder="Such as: Priority countries, November 2026")
        with st.container(horizontal=True):
            made_by = st.text_input("Name", max_chars=100, width=300, placeholder="Who keeps it")
            note = st.text_input("Note", max_chars=500, placeholder="Why, or for what meeting")
        if not st.form_submit_button("Keep it", type="primary", icon=":material/bookmark_add:"):
            return
        try:
            made = scenarios.keep(kind, name, publish.Signature(made_by, note), urlsplit(link()).query, countries, rule)
        except Problem as problem:
            st.error(words.plain(str(problem)), icon=":material/error:")
            return
    if kind == "priority_countries":
        st.session_state["set_to_cost"] = " ".join(name.split())
    tell(f"kept_{kind}", made, name)
    st.rerun()


def _to_its_cost() -> None:
    """A way from the set that was kept last in this tab to what the programme would cost in it.

    It is no link: Streamlit leaves out of an address what this page has a filter for too, and it has one for the set. Its view it
    would hand on, and that page has other views.
    """
    name = st.session_state.get("set_to_cost")
    code = next((code for code, label in options("priority").items() if label == name), None)
    label = f"What would the programme cost in “{words.plain(name or '')}”?"
    if code and st.button(label, icon=":material/calculate:", key="cost_of_set"):
        st.session_state["carried"] = {"priority": code, "view": AT_DEFAULT}
        open_page("strategy/programme")


def kept_scenarios(kind: str, page: str) -> None:
    """The views of a page that were kept, each with who kept it, when and why; a click opens one."""
    kept = answer("strategy/scenarios", scenario_kinds=[kind])
    if kept.empty:
        return
    with st.expander(f"Kept before ({len(kept)})", icon=":material/bookmarks:", key=f"kept_before_{kind}"):
        for row in kept.itertuples():
            label = words.plain(row.scenario_name)
            if st.session_state["page"] != page.split("/")[-1]:
                page_link(page, label, ":material/bookmark:", **parse_qs(row.scenario_view))
            elif st.button(label, key=f"open_{row.scenario_id}", icon=":material/bookmark:", type="tertiary"):
                revisit(row.scenario_view)
            st.caption(words.plain(f"{row.made_by}, {words.day(row.made_on)}. {row.note}"))
