"""What the programme costs and what of it is funded, asked once for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from landscape import words
from landscape.filters import Filter, described
from landscape.programme import matching, stack, whatif
from landscape.programme.costs import Costed
from landscape.screen.asking import answer, version
from landscape.screen.costing import programme


@dataclass(frozen=True)
class Funded:
    """The programme as it stands for a set of countries: how many they are, its cost, and what of that is funded."""

    country_count: int
    costed: Costed
    stack: stack.Stack
    opportunities: pd.DataFrame
    shares: pd.DataFrame
    rates: pd.DataFrame
    needs: list[matching.Need]

    @property
    def illustrative_pct(self) -> float | None:
        """The share of the cost from lines that are illustrative."""
        return whatif.illustrative_pct(self.costed)

    @property
    def note(self) -> str:
        """That the cost is illustrative, as long as a part of it is; "" otherwise."""
        return whatif.marked_note(self.illustrative_pct)

    def falling_away(self, donor: str) -> pd.DataFrame:
        """By activity, what is gone if one donor (its id) declines."""
        return stack.falling_away(self.stack, self.without(donor))

    def without(self, donor: str) -> stack.Stack:
        """What is funded if one donor (its id) declines."""
        return stack.stacked(self.costed, stack.without(self.opportunities, donor), self.shares, self.rates)


def funded(priority: str | None) -> Funded:
    """What is funded of the programme as it stands, for a set of priority countries or for as many as the parameters say."""
    return _funded(version(), priority)


@st.cache_data(max_entries=20, show_spinner=False)
def _funded(version: str, priority: str | None) -> Funded:
    """The same, kept for a version, which is the one shown."""
    base = programme()
    cost = whatif.costed_as(base, whatif.WhatIf(priority=priority))
    opportunities, shares = answer("strategy/stack_opportunities"), answer("strategy/stack_shares")
    placed = stack.stacked(cost, opportunities, shares, base.rates)
    needs = matching.needs(cost, placed)
    return Funded(base.country_count(priority), cost, placed, opportunities, shares, base.rates, needs)


def say_base(of: Funded, base: str) -> None:
    """On which cost a page rests; as a warning as long as that is illustrative."""
    if of.illustrative_pct:
        st.warning(f"**{words.plain(whatif.banner(of.illustrative_pct))}** {words.plain(base)}", icon=":material/draft:")
    else:
        st.caption(words.plain(base))


def need_filter() -> Filter | None:
    """The choice of what is to be paid: activities and cost lines, the largest unfunded first; None where no line counts."""
    labels = matching.named(funded(None).needs)
    return described("need", labels, default=next(iter(labels))) if labels else None
