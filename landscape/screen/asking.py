"""Asking the landscape on behalf of a page, and saying where the answer comes from."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from urllib.parse import urlencode, urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from landscape import dictionary, exports, store, template, words
from landscape.filters import Filter, Filters, code_list_of

_asked_at: ContextVar[str | None] = ContextVar("version that a download was drawn from", default=None)

SPELLED = {
    "country": "options/country_spelled",
    "countries": "options/country_spelled",
    "donor": "options/donor_spelled",
    "donors": "options/donor_spelled",
    "leaving": "options/donor_spelled",
}


def answer(question: str, **parameters: object) -> pd.DataFrame:
    """The answer to one file of `queries/` from the version in force; parameters it does not name are ignored."""
    return asking(version())(question, **parameters)


def asking(version: str) -> Callable[..., pd.DataFrame]:
    """`answer`, bound to one version: what is asked on the way stays of one state of the landscape."""

    def ask(question: str, **parameters: object) -> pd.DataFrame:
        return _answer(question, version, {name: parameters[name] for name in sorted(store.parameters_of(question))})

    return ask


@st.cache_data(max_entries=200, show_spinner=False)
def _answer(question: str, version: str, parameters: dict[str, object]) -> pd.DataFrame:
    return store.read(question, version, **parameters)


def version() -> str:
    """The version of the landscape that this screen shows: the one in force, unless the reader looks back at another."""
    return _asked_at.get() or st.session_state.get("as_of") or store.current()


def newest() -> str:
    """The version in force, whichever the reader looks at."""
    return store.current()


def at(version: str, make: Callable[[], bytes]) -> bytes:
    """What `make` makes from one version, whatever was published since the screen was drawn."""
    token = _asked_at.set(version)
    try:
        return make()
    finally:
        _asked_at.reset(token)


def look_back() -> None:
    """Show the landscape as of the version that the address names ("?version=0003"), on this and the following pages."""
    state, asked = st.session_state, st.query_params.get("version")
    if asked is None and "as_of" in state:
        st.query_params["version"] = asked = state["as_of"]
    if asked is not None and asked in store.versions():
        state["as_of"] = asked
    elif asked is not None:
        st.warning(
            f"There is no version “{words.plain(asked)}”: it was removed, or the link is wrong. This is {store.current()}.",
            icon=":material/history:",
        )
        state.pop("as_of", None)
    if state.get("as_of") in (None, store.current()):
        if state.pop("as_of", None):
            st.query_params.pop("version", None)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="looking_back"):
        made = words.day(made_on(state["as_of"]))
        st.warning(
            f"You are looking back at version {state['as_of']} of {made}. Version {store.current()} is in force.",
            icon=":material/history:",
        )
        st.button("Back to the version in force", on_click=_look_forward, type="tertiary", icon=":material/update:")


def _look_forward() -> None:
    st.session_state.pop("as_of", None)
    st.query_params.pop("version", None)


@st.cache_data(max_entries=20, show_spinner=False)
def made_on(version: str) -> datetime:
    """When a version was made, in UTC."""
    return store.made_on(version)


def options(name: str) -> dict[str, str]:
    """Code -> label of everything a filter can be set to: from the dictionary, or from `queries/options/`."""
    if name in ("table", "code_list"):
        return dictionary.table_labels() if name == "table" else dictionary.code_list_labels()
    if name in ("list_to_edit", "lists"):
        return {one: dictionary.table(one).label for one in template.KEPT}
    if name == "since_version":
        earlier = [one for one in store.versions() if int(one) < int(version())]
        return {one: f"{one} of {words.day(made_on(one))}" for one in reversed(earlier)}
    listed = code_list_of(name)
    if listed:
        return dictionary.label_of(listed)
    try:
        rows = answer(f"options/{_ALSO.get(name, name)}")
    except store.TooOld:  # a version from before there was what the filter asks for
        return {}
    return dict(zip(rows["code"], rows["label"], strict=True))


_ALSO = {"scenario": "compared"}  # one of what another filter has several of


def spelled(name: str, text: str) -> str | None:
    """The code of the country or donor that a reader wrote in another way than the list does; None where nobody knows it."""
    question = SPELLED.get(name)
    found = answer(question, spelling=text)["code"] if question else []
    return found[0] if len(found) else None


def sources_of(*used: str) -> pd.DataFrame:
    """The sources behind tables ("donor") or parts of them ("funding:iati", "observation:spi_overall"), largest first."""
    return answer("sources_of", used=list(used))


def sources_behind(*rows: pd.DataFrame) -> pd.DataFrame:
    """The sources that these rows name, and no others."""
    return answer("sources_named", sources=sorted({one for some in rows for one in some["source_id"].dropna()}))


def about(title: str, filters: Filters | str, sources: pd.DataFrame, *notes: str) -> exports.About:
    """What a download says of itself: title, filters in words, version, sources with their vintage, link and notes."""
    chosen = filters if isinstance(filters, str) else filters.in_words()
    return exports.About(title, chosen, version(), exports.cited(sources), link(), notes)


def link(is_drawn: bool = False) -> str:
    """The address that opens this view. Streamlit's own is wrong where the name of a page ends with that of another one.

    What the page before left in the address is no part of it: a choice that a filter of this page does not have, and, once the
    page `is_drawn`, whatever it has no filter for.
    """
    there, page = urlsplit(st.context.url or ""), st.session_state.get("page", "")
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    path = "/".join(part for part in (base, page) if part)
    filters = st.session_state.get("drawn", {})
    chosen = [
        (name, value)
        for name in st.query_params
        for value in st.query_params.get_all(name)
        if (name in filters or name == "version" or not is_drawn) and _can_be(filters.get(name), value)
    ]
    return urlunsplit((there.scheme, there.netloc, f"/{path}", urlencode(chosen), ""))


def _can_be(one: Filter | None, value: str) -> bool:
    """Whether a filter has a value that an address asks for; one that takes any text has, as has one that is not drawn yet."""
    return one is None or one.kind not in ("one", "many") or value in one.options.values() or bool(spelled(one.name, value))
