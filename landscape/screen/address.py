"""What the address asks for when a tab opens, and what of it had to be left out.

Only an address that a reader typed, pasted or kept can ask for too much: within the app every link is made by a page, and
Streamlit hands the values of one page to the next in ways of its own. So only the address of a new tab is checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.errors import StreamlitAPIException

from landscape import words
from landscape.filters import Filter, is_name, is_of_a_lens, is_weight, label_of
from landscape.screen.asking import options, spelled

# Page -> the key of its country, and the view that shows one: pages that link to each other have keys of their own.
_OWN_COUNTRY = {
    "institutions": ("flow_country", {"view": "One country"}),
    "model": ("model_country", {"model_view": "Country against model"}),
}


def arrive(page: str) -> bool:
    """Note which page is drawn, before it is; returns whether another one, or none, was drawn before."""
    state = st.session_state
    is_new = state.get("page") != page
    if is_new:
        asked = {name: st.query_params.get_all(name) for name in st.query_params if name != "version"}
        state["link"] = {} if "page" in state else asked
        state["no_page"] = "" if "page" in state or page else _path()
        state["link_view"] = None
        state.pop("news", None)
    state["page"] = page
    state["drawn"] = {}
    state["notices"] = st.container()
    return is_new


def country_by_its_plain_name(page: str) -> dict[str, object]:
    """The filters that `?country=` in the address asks for, where the page has its country under another name: key -> value.

    A country that nobody knows stays in the address, and is said to be left out.
    """
    asked = st.query_params.get("country")
    if page not in _OWN_COUNTRY or asked is None:
        return {}
    key, views = _OWN_COUNTRY[page]
    code = {label: one for one, label in options("country").items()}.get(asked) or spelled("country", asked)
    if not code:
        return {}
    del st.query_params["country"]
    st.session_state["link"].pop("country", None)
    return {key: code} | {name: view for name, view in views.items() if name not in st.query_params}


def handed_on(*names: str) -> dict[str, list[str]]:
    """What the address says of some filters and of all weights: for a link to another page that has them too."""
    return {key: st.query_params.get_all(key) for key in st.query_params if key in names or is_weight(key)}


def carry(*names: str) -> None:
    """Have the page that is opened next take over some filters and all weights of this one.

    An address cannot ask for them: Streamlit refuses to switch to one that sets what is bound to a widget of this page.
    """
    state = st.session_state
    here = {key: state.get(key, one.default) for key, one in state["drawn"].items() if key in names or is_weight(key)}
    state["carried"] = {key: value for key, value in here.items() if value != state["drawn"][key].default}


def drawn(filters: Iterable[Filter]) -> None:
    """Note which filters the page has."""
    st.session_state["drawn"] |= {one.key: one for one in filters}


def say_what_was_left_out() -> None:
    """After a page is drawn: say on top what of its link it does not show, and why, as long as the view is that of the link."""
    state = st.session_state
    view = dict(state.get("visits", {}).get(state["page"], {}))
    if state["link_view"] not in (None, view):
        state["link"], state["no_page"] = {}, ""
    state["link_view"] = view
    if state["no_page"]:
        warn(f"There is no page “{words.plain(state['no_page'])}”. This is the Overview; the menu has all pages.")
    said = [what for key, values in state["link"].items() if (what := _left_out(key, values))]
    if said:
        rest = "Those parts of the link were" if len(said) > 1 else "That part of the link was"
        warn(f"The link asks for {'; and for '.join(said)}. {rest} left out.")
    for key in [key for key in st.query_params if key not in state["drawn"] and key != "version"]:
        with suppress(
            StreamlitAPIException
        ):  # a widget of the view before still holds it: Streamlit takes it away after this run
            del st.query_params[
                key
            ]  # of a link, or of the page before: Streamlit hands them on, and the address is that of the view
    if typed := state.pop("not_found", None):
        warn(f"Nothing in the list of {typed[0]} is called “{words.plain(typed[1])}”, or several are. Choose from the list.")


def _path() -> str:
    """What the address names below the first page; Streamlit opens the first page where it names none that exists."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return unquote(urlsplit(st.context.url or "").path).strip("/").removeprefix(base).strip("/")


def warn(text: str) -> None:
    """Say on top of the page what of its link is not shown."""
    st.session_state["notices"].warning(text, icon=":material/link_off:")


def _left_out(key: str, values: list[str]) -> str:
    """What of one part of the link the page does not show, and why; "" where it shows all of it."""
    there = st.session_state["drawn"]
    if key in there:
        wrong = _wrong(there[key], values)
        return f"{_named(key, wrong)}, which the landscape does not have" if wrong else ""
    if not is_name(key):
        return f"“{words.plain(key)}”, which is no filter of the landscape"
    if "lens" in there and is_of_a_lens(key):
        return f"{_named(key, values)}, which applies to another lens"
    return f"{_named(key, values)}, which does not apply to this view"


def _named(key: str, values: list[str]) -> str:
    there = st.session_state["drawn"]
    label = there[key].label if key in there else label_of(key)
    label = "a grouping by" if label == "By" else label
    return f"{label.lower()} “{words.plain(', '.join(values))}”"


def _wrong(one: Filter, asked: list[str]) -> list[str]:
    """The values of a link that a filter does not have."""
    if one.kind == "years":
        return _wrong_years(asked, one.least, one.most)
    if one.kind == "text":
        return []
    if one.kind == "number":
        return [value for value in asked if one.number(value) is None]
    labels = set(one.options.values())
    return [value for value in asked if value and value not in labels and not spelled(one.name, value)]


def _wrong_years(asked: list[str], first: float, last: float) -> list[str]:
    """Years of a link that are no years, lie outside the range, or stand alone where two are needed."""
    wrong = [year for year in asked if not (year.isdigit() and first <= int(year) <= last)]
    return wrong or (asked if len(asked) == 1 else [])
