"""What the programme costs and what of it is funded, asked once for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from landscape import words
from landscape.charts import stack as charts
from landscape.filters import Filter, described
from landscape.problems import Problem
from landscape.programme import matching, stack, whatif
from landscape.programme.costs import Costed
from landscape.programme.whatif import Mark, WhatIf
from landscape.screen.address import warn
from landscape.screen.asking import answer, options, version
from landscape.screen.choosing import set_used
from landscape.screen.costing import programme


@dataclass(frozen=True)
class Funded:
    """The programme, as it stands or as a scenario has it, for a set of countries: its cost, and what of that is funded.

    `base` says which cost that is, `mark` what of it is illustrative, `in_force` its parameters, what a scenario changes and
    the rates of its lines, `problems` what of the scenario cannot be understood any more.
    """

    costed: Costed
    stack: stack.Stack
    opportunities: pd.DataFrame
    shares: pd.DataFrame
    rates: pd.DataFrame
    needs: list[matching.Need]
    mark: Mark
    base: str
    in_force: tuple[str, ...]
    problems: tuple[str, ...] = ()

    def notes(self, *more: str) -> tuple[str, ...]:
        """What a download says of it: that it is illustrative as long as anything is, its base, and more of the page."""
        return tuple(one for one in (self.mark.note, self.base, *self.in_force, *more) if one)

    @property
    def more_asked(self) -> str:
        """For what several opportunities together ask for more than it costs; "" for nothing."""
        return charts.more_asked_said(stack.more_asked(self.stack, self.shares))

    def falling_away(self, donor: str) -> pd.DataFrame:
        """By activity, what is gone if one donor (its id) declines."""
        return stack.falling_away(self.stack, self.without(donor))

    def without(self, donor: str) -> stack.Stack:
        """What is funded if one donor (its id) declines."""
        return stack.stacked(self.costed, stack.without(self.opportunities, donor), self.shares, self.rates)


def funded(priority: str | None, scenario: str | None = None) -> Funded:
    """What is funded of the programme as it stands, or as a kept scenario has it, for a set of priority countries.

    Without a set it is for as many countries as the parameters say; a scenario with a set of its own is for that one. What of the
    scenario is not understood any more is said on top of the page.
    """
    found = _funded(version(), priority, scenario)
    for problem in found.problems:
        warn(words.plain(problem))
    return found


@st.cache_data(max_entries=20, show_spinner=False)
def _funded(version: str, priority: str | None, scenario: str | None) -> Funded:
    """The same, kept for a version, which is the one shown."""
    base, sets = programme(), options("priority")
    what_if, problems, name = WhatIf(priority=priority), [], ""
    if scenario:
        kept = answer("strategy/scenarios", scenario_kinds=["programme"]).set_index("scenario_id").loc[scenario]
        what_if, problems = whatif.kept(base, kept["scenario_view"], sets)
        name = str(kept["scenario_name"])
    unused = sets.get(priority or "") if what_if.priority not in (None, priority) else None
    what_if = replace(what_if, priority=what_if.priority or priority)
    cost = whatif.costed_as(base, what_if)
    opportunities, shares = answer("strategy/stack_opportunities"), answer("strategy/stack_shares")
    placed = stack.stacked(cost, opportunities, shares, base.rates)
    count, code = whatif.assumed(base, what_if).country_count, what_if.priority
    of_set = (sets[code], base.country_count(code)) if code else None
    return Funded(
        cost,
        placed,
        opportunities,
        shares,
        base.rates,
        matching.needs(cost, placed),
        whatif.mark(base, what_if, cost),
        charts.base(count, of_set, name, unused),
        whatif.in_force(base, what_if, cost.lines),
        tuple(f"{name}: {one}" for one in problems),
    )


def say_base(of: Funded, *more: str) -> None:
    """On which cost a page rests; as a warning as long as anything of that is illustrative."""
    said = words.plain(" ".join((of.base, *more)))
    if of.mark:
        st.warning(f"**{words.plain(of.mark.banner)}** {said}", icon=":material/draft:")
    else:
        st.caption(said)


def say_more_asked() -> None:
    """For what of the programme more is asked than it costs, for the set of countries that was used last; if for anything."""
    used = set_used(options("priority"))
    try:
        of = funded(used)
    except Problem:  # the cost cannot be counted: its own pages say why
        return
    if of.more_asked:
        which = "It is the set chosen last, on another page." if used else ""
        st.caption(f":material/stacks: {words.plain(f'{of.more_asked} {of.base} {which}'.strip())}")


def need_filter() -> Filter | None:
    """The choice of what is to be paid: activities and cost lines, the largest unfunded first; None where no line counts."""
    labels = matching.named(funded(None).needs)
    return described("need", labels, default=next(iter(labels))) if labels else None
