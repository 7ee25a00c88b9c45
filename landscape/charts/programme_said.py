"""What the page Programme costs says in words: key figures, what is left out, how figures are made."""

from __future__ import annotations

import pandas as pd

from landscape import words
from landscape.programme.costs import Assumptions, Costed
from landscape.programme.money import Money, between
from landscape.programme.spread import DRAWS
from landscape.programme.whatif import Mark


def key_figures(
    costs: Costed, now: Assumptions, range_of: pd.DataFrame, base_usd: float | None, money: Money, mark: Mark
) -> list[tuple[str, str, str]]:
    """Three figures: total, middle and range of its draws (`spread`), countries and years.

    `base_usd` is the programme as it stands, where a scenario is shown.
    """
    ends = [range_of[f"p{share}_usd"].iloc[0] if len(range_of) else None for share in (10, 90)]
    middle = money.said(range_of["p50_usd"].iloc[0]) if len(range_of) else words.NOT_KNOWN
    years = costs.rows["year"]
    said = "illustrative; " if mark else ""
    against = "unit costs at their central value"
    if base_usd is not None:
        by = costs.total_usd - base_usd
        against = f"{'+' if by > 0 else ''}{money.said(by)} against the programme" if round(by) else "as the programme stands"
    when = f"{years.min()}–{years.max()}, terms from {_terms(now)}" if len(years) else "no year counts"
    return [
        ("Total, central", money.said(costs.total_usd), f"{said}{against}"),
        ("Middle of draws, P50", middle, f"{said}eight in ten draws, P10 to P90: {between(*ends, money)}"),
        ("Countries", f"{now.country_count}", when),
    ]


def left_out_said(costs: Costed) -> str:
    """How many lines are not in the total, and why each."""
    rows = costs.left_out
    if rows.empty:
        return "Every line counts in the total."
    named = [f"{row.line_name} ({row.why_left_out})" for row in rows.head(10).itertuples()]
    more = [f"{len(rows) - 10} more"] if len(rows) > 10 else []
    return f"Left out of every total ({len(rows)}): {words.listed([*named, *more])}."


def without_basis_said(weak: pd.DataFrame, costs: Costed) -> str:
    """Which lines count although nothing stands behind them."""
    if weak.empty:
        return "Every line that counts names a basis and a source."
    share = words.percent(weak["cost_usd"].sum(), costs.total_usd)
    names = words.listed([*weak["line_name"].head(10), *([f"{len(weak) - 10} more"] if len(weak) > 10 else [])])
    return f"Without a basis or a source ({len(weak)}, {share} of the total): {names}."


def compared_said(rows: pd.DataFrame, money: Money, mark: Mark) -> str:
    """The cheapest and the dearest of the scenarios compared, in a sentence."""
    if len(rows) < 2:
        said = f"{rows['scenario_name'].iloc[0]} costs {money.said(rows['cost_usd'].iloc[0])}. Nothing is compared with it yet."
    else:
        low, high = rows.loc[rows["cost_usd"].idxmin()], rows.loc[rows["cost_usd"].idxmax()]
        ends = [f"{money.said(one['cost_usd'])} ({one['scenario_name']})" for one in (low, high)]
        said = f"From {ends[0]} to {ends[1]}."
    return f"Illustrative: {said}" if mark else said


def countries_said(assumed_count: int, set_count: int, set_name: str | None) -> str:
    """How the number of countries comes about, where a set is chosen."""
    if not set_name:
        return "No set of priority countries is chosen: the number of countries is the one assumed, and regions are not known."
    if assumed_count == set_count:
        return f"The {set_count} countries of the set “{set_name}”; costs for each country lie in their regions."
    return (
        f"The slider says {assumed_count} countries, which overrides the {set_count} of the set “{set_name}”; costs for each "
        "country are divided over the regions of the set."
    )


def central_said(costs: Costed, found: pd.DataFrame, money: Money) -> str:
    """Where the central total lies among the draws (`spread`), and why."""
    if found.empty:
        return ""
    middle, lines = found["p50_usd"].iloc[0], costs.lines
    reach = (lines["high_usd"] - lines["unit_usd"]) - (lines["unit_usd"] - lines["low_usd"])
    is_below = costs.total_usd < middle
    count, many = int((reach > 0).sum() if is_below else (reach < 0).sum()), int((lines["high_usd"] > lines["low_usd"]).sum())
    if not count or round(costs.total_usd) == round(middle):
        return ""
    more, less, side = ("rise", "fall", "above") if is_below else ("fall", "rise", "below")
    return (
        f"{count} of {words.count(many, 'unit cost')} with a range can {more} further than {less}: half of the "
        f"draws are {side} {money.said(middle)}, while the central total is {money.said(costs.total_usd)}."
    )


def method(in_force: tuple[str, ...], money: Money, mark: Mark) -> str:
    """How the figures are made: formula, parameters in force, sources of the method."""
    said = "\n".join(f"- {words.plain(one)}" for one in (*in_force, money.note, mark.note) if one)
    return (
        "A cost line costs, in a year, its quantity of that year times its unit cost in US dollars, times the rise of prices "
        "since the year of the unit cost, plus contingency, plus programme support costs on both. A quantity for each country is "
        "multiplied by the number of countries; one that is not for each year is spread evenly over its years. A delay moves the "
        "years of all lines and the terms with them. A unit cost in another currency is converted with the exchange rate of the "
        "year of its prices, where the landscape has none with the latest. Every sum on this page is a sum of the same rows.\n\n"
        "Low and high unit costs are taken in prices of the same year as the central one, also where the published costs behind "
        "them are of other years; an older cost would lie higher if it were brought to that year.\n\n"
        r"$$\text{cost}_{l,y} = q_{l,y}\; u_l\; (1+e)^{y-p_l}\; (1+c)\,(1+o)$$"
        f"\n\n**How sure it is:** each unit cost is drawn {DRAWS:,} times from its low, central and high value, as a PERT "
        "distribution (Malcolm and others, 1959) with the mean (low + 4 × central + high) / 6, by Latin hypercube sampling "
        "(McKay and others, 1979) with a fixed seed: the same programme always has the same range. With a correlation, the ranks "
        "of lines follow normal variables with that correlation (a Gaussian copula). Quantities, years and parameters are taken "
        "as certain; what others would do stands under Drivers.\n\n**In force**\n\n" + said
    )


def _terms(now: Assumptions) -> str:
    first = now.short_first_year + now.delay_years
    return words.listed([str(one) for one in (first, *now.first_years[1:])])
