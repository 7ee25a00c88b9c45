"""What the reader chooses: the filters of a page, in its address and kept while other pages are visited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import streamlit as st

from landscape import words
from landscape.filters import Filter, Filters, at_default, described, of_lens, weight
from landscape.problems import Problem
from landscape.screen import address
from landscape.screen.asking import SPELLED, answer, look_back, options, spelled
from landscape.screen.rules import accuracy, by_code
from landscape.screen.showing import end
from landscape.store import TooOld

# Pages that open with the set of priority countries that was used last, wherever that was: what is missing is missing for it.
OF_THE_SET = "matching", "stack"


class NoScores(Problem):
    """A version from before there were scores."""


def enter(page: str) -> None:
    """Note which page opens and what its address asks for. Call it before a page runs.

    Streamlit hands bound values on to the next page where it has a filter of the same name, loses them on the way back, and adds
    old ones to a link that asks for others. Here a page without filters in its address opens as it was left, and one with filters
    opens with those alone.
    """
    state = st.session_state
    look_back()
    is_new = address.arrive(page)
    carried = state.pop("carried", {}) | (address.country_by_its_plain_name(page) if is_new else {})
    arriving = state.pop("arriving", None)
    state["asked"] = {*st.query_params, *carried} if is_new else arriving
    state["put_back"] = carried if is_new else state.pop("wanted", {})


def _planned(one: Filter, value: object) -> object:
    """The value that a filter should have when its page has just been opened; otherwise the one it has."""
    asked = st.session_state.get("asked")
    if asked is None or one.key in asked:
        return value
    page = st.session_state.get("page")
    left = st.session_state.setdefault("visits", {}).get(page, {})
    if any(key in asked for key in left):
        return one.default
    if one.key == "priority" and page in OF_THE_SET:
        return set_used(one.options)
    return left.get(one.key, one.default)


def set_used(sets: Mapping[str, str]) -> str | None:
    """The set of priority countries that was used last in this tab; None where the version shown has it not among its `sets`."""
    used = st.session_state.get("set_used")
    return used if used in sets else None


def _understood(one: Filter, value: object) -> object:
    """A value with the code in place of what was typed or linked in another spelling; what nobody knows is left out."""
    if one.name not in SPELLED:
        return value
    state, chosen = st.session_state, value if one.kind == "many" else [value]
    linked = state["link"].get(one.key, ())  # a link is taken as it stands; of typed text the beginning of a name will do
    codes = {
        text: text if text is None or text in one.options else spelled(one.name, text) or (text not in linked and one.begun(text))
        for text in chosen
    }
    unknown = [text for text, code in codes.items() if text and not code]
    if typed := [text for text in unknown if text not in linked]:
        state["not_found"] = (one.label.lower(), ", ".join(typed))
    if one.kind == "many":
        return tuple(dict.fromkeys(code for code in codes.values() if code))
    before = state.get("visits", {}).get(state["page"], {}).get(one.key, one.default)
    return before if unknown else codes[value]


def _put_back(filters: Iterable[Filter]) -> None:
    """Before widgets are drawn: give them the values that the last run found missing."""
    for one in filters:
        if one.key in st.session_state.get("put_back", {}):
            value = st.session_state["put_back"].pop(one.key)
            default = list(one.default) if one.kind == "many" else one.default  # as it is then: it may follow another filter
            st.session_state[one.key] = default if value is AT_DEFAULT else value


def _remember(filters: Filters) -> None:
    """After widgets are drawn: run again where a value is not the one planned, otherwise keep what was chosen."""
    state = st.session_state
    address.drawn(filters.filters)
    pairs = list(zip(filters.filters, filters.values, strict=True))
    plan = {one.key: _planned(one, _understood(one, value)) for one, value in pairs}
    if any(plan[one.key] != value for one, value in pairs):
        state["wanted"] = {key: list(value) if isinstance(value, tuple) else value for key, value in plan.items()}
        state["arriving"] = state["asked"]  # filters drawn after these have not been planned yet
        st.rerun()
    left = state.setdefault("visits", {}).setdefault(state.get("page"), {})
    for one, value in pairs:
        if one.key == "priority" and value != left.get(one.key):  # a page that never had a set does not take back another's
            state["set_used"] = value
    left.update({one.key: value for one, value in pairs})


def filter_bar(*names: str | Filter, drawer: Sequence[str | Filter] = ()) -> Filters:
    """The filters of a page in one row, the rest in a drawer; each is part of the address. Returns what was chosen."""
    front, rest = [_filter(name) for name in names], [_filter(name) for name in drawer]
    alone = len(front) == 1 and front[0].kind == "many"  # then there is room to see all that was chosen
    with filter_row():
        chosen = in_row(front, rest, **({"many": 900} if alone else {}))
    _say_none_yet(front)
    return chosen


def in_row(front: Sequence[Filter], drawer: Sequence[Filter] = (), **widths: int) -> Filters:
    """Filters in the row where the page is at, the rest in a drawer, and what clears them all. `widths` are those of kinds."""
    _put_back((*front, *drawer))
    values = [_widget(one, width=(_WIDTHS | widths)[one.kind]) for one in front]
    if drawer:
        with st.popover("More filters", icon=":material/tune:", key="more_filters", width=_DRAWER):
            values += [_widget(one, width="stretch") for one in drawer]
            _say_none_yet(drawer)
    chosen = Filters((*front, *drawer), tuple(values))
    _remember(chosen)
    if chosen.chosen():
        st.button("Clear all", icon=":material/close:", type="tertiary", key="clear_all", on_click=_clear, args=(chosen,))
    return chosen


def choose(*filters: Filter, width: Any = "stretch") -> Filters:
    """Filters where the page is at, one after the other; each is part of the address. Returns what was chosen."""
    _put_back(filters)
    chosen = Filters(filters, tuple(_widget(one, width=width) for one in filters))
    _remember(chosen)
    return chosen


def filter_row() -> Any:
    """The row in which filters stand, for pages that put more into it."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters")


def lens_bar(row: Any, *more: str, only_reported: bool = False) -> Filters:
    """The filters of money figures: first the lens, then what can be chosen in it, then those of the page.

    It opens on all years, or `only_reported` ones. Priority countries stand in the drawer, and nowhere where the lens does
    not say for which country the money was.
    """
    lens = _filter("lens")
    lens = replace(lens, default=next(iter(lens.options)))
    with row:
        first = choose(lens, width="content")
        code = first["lens"]
        there = answer("explore/funding_lens", lens=code).iloc[0]
        names = ("donor_type", "donors", "region", "income_group", "country_group", "countries")
        known = {name: options(name) for name in names} | {
            "rule": {rule: label for rule, label in options("rule").items() if rule != "codes" or there["has_codes"]},
            "measure": {code: label for code, label in options("measure").items() if code in there["measures"]},
            "finance_type": {code: label for code, label in options("finance_type").items() if code in there["finance_types"]},
        }
        bounds, reported = ((int(there[f"{of}first_year"]), int(there[f"{of}last_year"])) for of in ("", "reported_"))
        front, drawer, hidden = of_lens(code, reported if only_reported else bounds, bounds, known)
        own = {name: _filter(name) for name in more}
        sets = [own.pop("priority")] if "priority" in own else []
        if any(one.name == "countries" for one in hidden):
            hidden, sets = (*hidden, *sets), []
        chosen = in_row((*front, *own.values()), (*drawer, *sets), years=240)
    return first + chosen + at_default(*hidden)


def switch(label: str, views: Sequence[str], key: str) -> str:
    """One of a few views of the same rows, the first unless another was chosen; part of the address. Draw only that one."""
    one = Filter(key, label, "one", {view: view for view in views}, default=views[0])
    _put_back([one])
    if st.session_state.get(key, views[0]) not in views:  # left by another page, and Streamlit would write it into the address
        st.session_state[key] = views[0]
    chosen = st.segmented_control(
        label, views, default=views[0], required=True, key=key, bind="query-params", label_visibility="collapsed"
    )
    _remember(Filters((one,), (chosen or views[0],)))
    return chosen or views[0]


def weights(score: str, beside: bool = False) -> tuple[Filters, dict[str, int]]:
    """The weights of the components of a score, each 0–10 and part of the address, with presets to start from.

    They stand `beside` the page, so that one sees what a move does, or in a drawer. Returns them as filters, which say in words
    what differs from the first preset, and as component -> weight. Raises `NoScores`.
    """
    try:
        components, presets = answer("strategy/components", score=score), answer("strategy/component_weights", score=score)
    except TooOld:  # a version from before there were scores
        presets = pd.DataFrame()
    if presets.empty:
        raise NoScores("This version is older than the scores of the landscape. Choose a newer one on the page Versions.")
    in_force = {
        name: {component: int(given) for component, given in zip(rows["component_id"], rows["weight"], strict=True)}
        for name, rows in presets.groupby("preset", sort=False)
    }
    first = next(iter(in_force.values()))
    sliders = tuple(
        weight(row.component_id, row.component_name, first.get(row.component_id, 0), row.definition)
        for row in components.itertuples()
    )
    _put_back(sliders)
    now = {one.name: st.session_state.get(one.key, _linked(one)) for one in sliders}
    named = next((name for name, given in in_force.items() if {one.name: given.get(one.name, 0) for one in sliders} == now), None)
    values = {}
    title = f"Weights: {(named or 'your own').lower()}"
    drawer = partial(st.popover, title, icon=":material/balance:", width="content")
    with (st.sidebar.container if beside else drawer)(key="weights"):
        if beside:
            st.subheader(title, anchor=False)
        with st.container(horizontal=True, key="presets"):
            for name, given in in_force.items():
                icon = ":material/check:" if name == named else None
                st.button(name, key=f"preset_{name}", icon=icon, on_click=_weigh, args=(sliders, given))
        for part, rows in components.groupby("part", sort=False):
            st.markdown(f"**{words.plain(part)}**")
            columns = st.columns(1 if beside else 2)
            for number, one in enumerate(one for one in sliders if one.name in set(rows["component_id"])):
                with columns[number % len(columns)]:
                    values[one.name] = _widget(one, width="stretch")
    chosen = Filters(sliders, tuple(values[one.name] for one in sliders))
    _remember(chosen)
    return chosen, values


def _linked(one: Filter) -> object:
    """The weight that a link asks for, of which the state knows nothing before its slider is drawn."""
    asked = st.query_params.get(one.key, "")
    return int(asked) if asked.isdigit() else one.default


def _weigh(sliders: Sequence[Filter], given: Mapping[str, int]) -> None:
    for one in sliders:
        st.session_state[one.key] = given.get(one.name, 0)


def narrow(**values: object) -> None:
    """Set filters of this page by what was clicked, by their keys and with codes, and run again; the other filters stay.

    A filter that this view does not have gets its value as an address says it: a label. A page cannot be switched to itself
    while its filters are bound to the address. Draw what was clicked no more, or without a click, once the filter holds: a mark
    that stays clicked would set the filter again and again.
    """
    there = st.session_state["drawn"]
    st.session_state["wanted"] = {key: value for key, value in values.items() if key in there}
    for key in set(values) - set(there):
        st.query_params[key] = values[key]
    st.rerun()


def revisit(query: str) -> None:
    """Show this page as the query of an address has it; what that does not name returns to its default."""
    asked = parse_qs(query)
    there = st.session_state["drawn"].values()
    narrow(**asked | {one.key: one.asked_for(asked[one.key]) if one.key in asked else AT_DEFAULT for one in there})


def choice_line(filters: Filters, counted: str) -> None:
    """What was chosen, as a sentence under the filters: "DAC member, in Africa · 34 of 108 donors".

    Where only records on migration are chosen, it is said how often the rules that name them are right.
    """
    st.markdown(f":material/filter_alt: **{words.plain(filters.in_words()[:1].upper() + filters.in_words()[1:])}** · {counted}")
    chosen = filters.parameters()
    if chosen.get("lens") == "statistics" and chosen.get("rule") in ("strict", "wide"):
        st.caption(accuracy())
    elif chosen.get("lens") == "iati" and chosen.get("rule") != "all":
        st.caption(by_code())


def nothing_matches(filters: Filters, question: str, noun: str) -> None:
    """Say that nothing matches and which filter to clear, then stop the page."""
    removed = {one.label: len(answer(question, **filters.without(one.name).parameters())) for one in filters.chosen()}
    label, found = max(removed.items(), key=lambda item: item[1], default=("", 0))
    advice = f"Clear the filter “{label}”: {words.count(found, noun)} would remain." if found else "Clear all filters."
    st.info(f"No {noun} matches these filters. {advice}", icon=":material/search_off:")
    end()


AT_DEFAULT = object()  # a filter that returns to its default, whatever that is when it is drawn
_WIDTHS = {"many": 230, "text": 230, "years": 290, "one": "content", "number": 290}
_DRAWER = 170  # with two filters it stands in one row beside a column of weights, at 1280 pixels


def _filter(name: str | Filter) -> Filter:
    one = described(name) if isinstance(name, str) else name
    return replace(one, options=options(one.name)) if one.kind in ("many", "one") and not one.options else one


def _widget(one: Filter, width: Any) -> object:
    common = {"key": one.key, "help": one.help, "bind": "query-params"}
    choice = {"format_func": lambda code: one.options.get(code, code), "accept_new_options": one.name in SPELLED}
    if one.kind == "many":
        choice |= {"filter_mode": "contains", "select_all": False}  # Enter after "UK" must not choose all that has a u and a k
        first = {"default": list(one.default), "placeholder": "Choose"} if one.default else {"placeholder": "All"}
        return tuple(st.multiselect(one.label, list(one.options), width=width, **first, **choice, **common))
    if one.kind == "years":
        return tuple(sorted(st.slider(one.label, one.least, one.most, one.default, width=width, **common)))
    if one.kind == "number":
        kind = float if one.step % 1 else int  # Streamlit takes no mixture
        least, most, default, step = map(kind, (one.least, one.most, one.default, one.step))
        return st.slider(one.label, least, most, default, step, format="%.1f" if kind is float else "%d", width=width, **common)
    if one.kind == "text":
        return st.text_input(one.label, width=width, placeholder="Name or text" if one.words == "{}" else "none", **common)
    if not one.options:
        return one.default  # such as sets that nobody has kept yet: a widget that cannot be used would be too pale to read
    if len(one.options) <= 4 and one.default is not None:
        chosen = st.segmented_control(
            one.label, list(one.options), default=one.default, format_func=one.options.get, required=True, **common
        )
        return one.default if chosen is None else chosen
    codes = list(one.options)
    index = codes.index(one.default) if one.default in codes else None
    hint = "Choose, or type a name" if one.name in SPELLED else "Choose"  # Streamlit's own speaks of adding an option
    wide = 300 if one.name == "priority" else 430  # so that it stands in one row with two more, beside a column of weights
    return st.selectbox(one.label, codes, index=index, width=wide, placeholder=hint, **choice, **common)


def _say_none_yet(filters: Iterable[Filter]) -> None:
    """Of filters that have nothing to choose from yet: where that is made."""
    for one in filters:
        if one.none_yet and not one.options:
            st.caption(one.none_yet)


def _clear(filters: Filters) -> None:
    for one in filters.filters:
        st.session_state[one.key] = list(one.default) if one.kind == "many" else "" if one.kind == "text" else one.default
