"""The forms with which people change the rules that tell migration statistics. Each change is signed and published."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from landscape import dictionary, publish, words
from landscape.problems import Problem
from landscape.screen.asking import newest, version
from landscape.screen.news import tell, told
from landscape.strategy import rules

_REMOVE = "Remove"
THEMES = ("migration_statistics", "migration", "not_migration", "statistics")


def change_word() -> None:
    """A form that adds a word to one of the lists, or removes it."""
    lists, languages = dictionary.label_of("term_list"), dictionary.label_of("term_language")

    def asked() -> Callable[[publish.Signature], str]:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            word = st.text_input("Word or phrase", max_chars=100, width=300, placeholder="Such as: migra*")
            which = st.selectbox("List of words", list(lists), format_func=lists.get, width=300)
            language = st.selectbox("Language", list(languages), format_func=languages.get, width=200)
            what = st.segmented_control("Change", ["Add", _REMOVE], default="Add", required=True)
        if what == _REMOVE:
            return lambda by: rules.remove_word(which, word.strip(), by)
        return lambda by: rules.add_word(which, word, language, by)

    _form("word", "Add or remove a word", "Why", asked)


def decide_by_hand() -> None:
    """A form that sets the theme of one record against the rules."""
    themes = dictionary.label_of("theme")

    def asked() -> Callable[[publish.Signature], str]:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            record = st.text_input("Record code", max_chars=50, width=300, placeholder="Such as: df_2190518")
            theme = st.selectbox("Theme that is right", THEMES, format_func=themes.get, width=400)
        return lambda by: rules.decide(record.strip(), theme, by)

    _form("decision", "Decide a record by hand", "Why the rules are wrong about it", asked)


def _form(name: str, label: str, why: str, asked: Callable[[], Callable[[publish.Signature], str]]) -> None:
    """A drawer with what is asked, a name and a reason; what it makes is a new version."""
    if made := told(f"ruled_{name}"):
        st.success(f"Published as version {made[0]}: themes, sums and rankings were made anew.", icon=":material/check_circle:")
    if version() != newest():
        return  # who looks back at an older version cannot publish on it
    with st.expander(label, icon=":material/edit:", key=f"rule_{name}"), st.form(f"rule_form_{name}"):
        publish_it = asked()
        with st.container(horizontal=True):
            made_by = st.text_input("Name", max_chars=100, width=300)
            reason = st.text_input("Reason", max_chars=500, placeholder=why)
        if not st.form_submit_button("Publish", type="primary", icon=":material/publish:"):
            return
        try:
            with st.spinner("Deciding every record anew"):
                made = publish_it(publish.Signature(made_by, reason))
        except Problem as problem:
            st.error(words.plain(str(problem)), icon=":material/error:")
            return
    tell(f"ruled_{name}", made)
    st.rerun()
