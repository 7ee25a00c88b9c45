"""What the programme costs and what of it is funded, asked once for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from landscape import words
from landscape.filters import Filter, described
from landscape.programme import matching, stack
from landscape.programme.costs import Assumptions, Costed, costed
from landscape.screen.asking import answer


@dataclass(frozen=True)
class Funded:
    """The base of the programme for a set of countries: its assumptions, its cost, and what of that is funded."""

    assumptions: Assumptions
    costed: Costed
    stack: stack.Stack
    opportunities: pd.DataFrame
    shares: pd.DataFrame
    rates: pd.DataFrame

    def falling_away(self, donor: str) -> pd.DataFrame:
        """By activity, what is gone if one donor (its id) declines."""
        return stack.falling_away(self.stack, self.without(donor))

    def without(self, donor: str) -> stack.Stack:
        """What is funded if one donor (its id) declines."""
        return stack.stacked(self.costed, stack.without(self.opportunities, donor), self.shares, self.rates)


def funded(priority: str | None) -> Funded:
    """What is funded of the programme, for a set of priority countries or for as many countries as the parameters say."""
    assumptions = Assumptions.of(answer("strategy/parameters"))
    regions = answer("strategy/priority_regions", priority=priority)
    rates = answer("strategy/rates")
    countries = dict(zip(regions["region"], regions["country_count"].astype(int), strict=True))
    if countries:
        assumptions = assumptions.with_values({"country_count": sum(countries.values())})
    cost = costed(answer("strategy/cost_lines"), assumptions, rates, countries)
    opportunities, shares = answer("strategy/stack_opportunities"), answer("strategy/stack_shares")
    return Funded(assumptions, cost, stack.stacked(cost, opportunities, shares, rates), opportunities, shares, rates)


def say_base(note: str, base: str) -> None:
    """On which cost a page rests; as a warning as long as `note` says that costs are illustrative."""
    if note:
        st.warning(words.plain(f"{note} {base}"), icon=":material/draft:")
    else:
        st.caption(words.plain(base))


def need_filter() -> Filter | None:
    """The choice of what is to be paid: activities and cost lines, the largest unfunded first; None where no line counts."""
    of = funded(None)
    labels = matching.named(matching.needs(of.costed, of.stack))
    return described("need", labels, default=next(iter(labels))) if labels else None
