"""What the programme costs, as a reader assumes it: parameters beside the page, lines in a table, all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from landscape import exports, words
from landscape.charts.programme import marked
from landscape.filters import Filters, described
from landscape.programme import whatif
from landscape.programme.costs import Assumptions, Costed, rates_said
from landscape.programme.money import Money
from landscape.programme.spread import spread
from landscape.programme.whatif import Base, Mark, WhatIf
from landscape.screen.address import warn
from landscape.screen.asking import about, answer, options, sources_behind, version
from landscape.screen.choosing import choose
from landscape.screen.showing import page_link


@dataclass(frozen=True)
class Assumed:
    """What a reader assumes, what it costs so, and the currency in which that is shown."""

    base: Base
    what_if: WhatIf
    costs: Costed
    money: Money
    choice: str  # in words

    @cached_property
    def in_force(self) -> tuple[str, ...]:
        """The parameters, all that is changed and the rates of lines, as downloads and the method say them."""
        return self._in_force(self.costs.lines)

    def _in_force(self, lines: pd.DataFrame) -> tuple[str, ...]:
        said = whatif.in_force(self.base, self.what_if, lines)
        if not rates_said(lines):
            return said
        return (*said[:-1], f"{said[-1]} Source: {words.listed(exports.cited(sources_behind(_of_rates(lines))))}.")

    @cached_property
    def mark(self) -> Mark:
        """What of it is illustrative."""
        return whatif.mark(self.base, self.what_if, self.costs)

    @cached_property
    def range_of(self) -> pd.DataFrame:
        """How sure the total is, as `spread.spread` says."""
        return spread(self.costs, self.now.correlation_pct)

    @cached_property
    def now(self) -> Assumptions:
        """The parameters in force."""
        return whatif.assumed(self.base, self.what_if)

    @property
    def stands_usd(self) -> float | None:
        """The total of the programme as it stands; None where nothing is changed."""
        return None if self.what_if.is_base else _stands_usd(version())

    def about(
        self,
        title: str,
        *notes: str,
        of: pd.DataFrame | None = None,
        mark: Mark | None = None,
        costed: pd.DataFrame | None = None,
    ) -> exports.About:
        """What a download says of itself: that it is illustrative in its title and notes, as long as anything of it is.

        `of` are the rows whose sources it names; `mark` and `costed`, the lines whose rates it names, are those of what it shows
        where that is more than this scenario.
        """
        mark = self.mark if mark is None else mark
        rows = self.costs.lines if of is None else of
        lines = self.costs.lines if costed is None else costed
        behind = sources_behind(rows, _of_rates(lines))
        said = (mark.note, *self._in_force(lines), self.money.note, *notes)
        return about(marked(title, mark), self.choice, behind, *(one for one in said if one))


def _of_rates(lines: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"source_id": lines["rate_source_id"]})


def programme() -> Base:
    """The programme of the version that is shown. Raises `store.TooOld` for one from before there was any."""
    lines, activities, parameters = (answer(f"strategy/{one}") for one in ("cost_lines", "activities", "parameters"))
    return Base(lines, activities, parameters, answer("strategy/rates"), answer("strategy/priority_regions"))


@st.cache_data(max_entries=20, show_spinner=False)
def _stands_usd(version: str) -> float:
    """The total of the programme as it stands in a version, which is the one shown."""
    return whatif.costed_as(programme()).total_usd


def assume() -> Assumed:
    """The assumptions beside the page, each part of its address, and what the programme costs by them.

    What a link asks for and nobody understands is said on top of the page.
    """
    base = programme()
    with st.sidebar.container(key="assumptions"):
        st.subheader("Assumptions", anchor=False)
        sets = _set_of_countries()
        code = sets.values[0]
        sliders, front = base.sliders(code), len(whatif.FRONT)
        _follow(code, base.country_count(code))
        first = choose(*sliders[:front])
        with st.expander("Terms, prices and currency", icon=":material/date_range:", key="more_assumptions"):
            currency = replace(described("currency", options("currency")), default=base.assumptions.currency)
            more = choose(*sliders[front:], currency)
        with st.expander("Unit costs by category", icon=":material/percent:", key="unit_costs"):
            dearer = choose(*base.categories())
        with st.expander("Changes of lines, in words", icon=":material/edit_note:", key="lines_in_words"):
            text = choose(whatif.LINES)
    spoken = sets + first + more + dearer
    by_key = {one.key: value for one, value in zip(spoken.filters, spoken.values, strict=True)}
    what_if, problems = whatif.chosen(base, by_key, text["lines"], code)
    for problem in problems:
        warn(words.plain(problem))
    said = [one for one in (spoken.in_words(), whatif.edits_in_words(what_if.edits)) if one and one != "everything"]
    choice = ", ".join(said) or "the programme as it stands"
    if not what_if.is_base or more["currency"] != currency.default:
        st.sidebar.button("Back to the programme as it stands", key="as_it_stands", icon=":material/undo:", on_click=_forget)
    return Assumed(base, what_if, whatif.costed_as(base, what_if), Money.of(more["currency"], base.rates), choice)


def _set_of_countries() -> Filters:
    """The set of priority countries; without any kept, where to keep one."""
    chosen = choose(described("priority", options("priority")))
    if not chosen.filters[0].options:
        page_link("strategy/needs", "Keep a set of countries", ":material/flag:", view="Priority set")
    return chosen


def _follow(code: str | None, count: int) -> None:
    """Have the number of countries follow the set when another one is chosen."""
    state = st.session_state
    if state.get("set_assumed", code) != code and "p_country_count" in state:
        state["p_country_count"] = count
    state["set_assumed"] = code


def _forget() -> None:
    """Put every assumption back."""
    for key, one in st.session_state["drawn"].items():
        if key.startswith(("p_", "c_")) or key in ("lines", "priority"):
            st.session_state[key] = one.default  # the number of countries then follows from no set
