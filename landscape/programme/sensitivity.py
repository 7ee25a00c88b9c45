"""What the total would be with one assumption lower or higher, and the published costs beside each line."""

from __future__ import annotations

import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.programme.costs import Costed, costed
from landscape.programme.whatif import Base, WhatIf, assumed, lines_of

UNIT_COSTS = 20  # per cent by which unit costs are moved
COUNTRIES = 25  # per cent by which the number of countries is
POINTS = {"escalation_pct": 2.0, "contingency_pct": 5.0, "overhead_pct": 3.0}  # by which shares are; not below zero
DELAY = 2  # years


def sensitivity(base: Base, what_if: WhatIf, costs: Costed) -> pd.DataFrame:
    """The total at a low and a high setting of each assumption, all others as they are; what moves it most comes first.

    Columns: assumption, low_setting and high_setting in words, low_cost_usd, high_cost_usd and swing_usd. `costs` are those of
    the scenario. Unit costs move the total in proportion, so that it needs no second count.
    """
    now, total = assumed(base, what_if), costs.total_usd
    lines, where = lines_of(base, what_if), base.regions(what_if.priority)
    names = {one.name: one.label.split(",")[0] for one in base.sliders(what_if.priority)}
    fewer, more = (max(1, round(now.country_count * (1 + way * COUNTRIES / 100))) for way in (-1, 1))
    moves = [("country_count", fewer, more, "{:g}")]
    for name, points in POINTS.items():
        moves.append((name, max(0.0, getattr(now, name) - points), getattr(now, name) + points, "{:g} %"))
    moves.append(("delay_years", max(0, now.delay_years - DELAY), now.delay_years + DELAY, "{:g} years"))
    rows = []
    for name, low, high, said in moves:
        ends = [costed(lines, now.with_values({name: value}), base.rates, where).total_usd for value in (low, high)]
        rows.append((names[name], said.format(low), said.format(high), *ends))
    labels, parts = dictionary.label_of("cost_category"), [("All unit costs", total)]
    for row in costs.by("cost_category").itertuples():
        parts.append((f"Unit costs: {words.inside(labels[row.cost_category])}", row.cost_usd))
    for name, cost in parts:
        by_how_much = cost * UNIT_COSTS / 100
        rows.append((name, f"−{UNIT_COSTS} %", f"+{UNIT_COSTS} %", total - by_how_much, total + by_how_much))
    columns = ["assumption", "low_setting", "high_setting", "low_cost_usd", "high_cost_usd"]
    table = pd.DataFrame(rows, columns=columns)
    table["swing_usd"] = (table["high_cost_usd"] - table["low_cost_usd"]).abs()
    return table.sort_values("swing_usd", ascending=False, kind="stable").reset_index(drop=True)


def beside(costs: Costed, references: pd.DataFrame) -> pd.DataFrame:
    """The published costs beside each line that counts: `strategy/reference_costs` with how many times a line is one of them.

    `ratio` is the unit cost of the line as the scenario has it ÷ the published cost of a unit. The costliest lines come first.
    """
    columns = ["line_id", "line_name", "unit_usd", "low_usd", "high_usd", "cost_usd", "is_illustrative"]
    rows = costs.lines[columns].merge(references, on="line_id")
    reference = rows["reference_per_unit"].astype(float)
    rows["ratio"] = np.where(reference > 0, rows["unit_usd"] / reference.where(reference > 0), np.nan)
    rows["cost_per_unit"] = rows["unit_usd"]
    return rows.sort_values(["cost_usd", "line_name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def nearest(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per line of `beside`: the published cost it is taken from, and the median of others of the same kind and unit."""
    similar = rows[rows["reference_kind"] == "similar"].groupby("line_id")["reference_per_unit"].agg(["count", "median"])
    first = rows.drop_duplicates("line_id").copy()
    is_own = first["reference_kind"] == "named"
    for name in ("benchmark_what", "last_year", "reference_per_unit", "ratio", "source_id"):
        first[name] = first[name].where(is_own)
    first["similar_count"] = first["line_id"].map(similar["count"]).fillna(0).astype(int)
    first["similar_per_unit"] = first["line_id"].map(similar["median"]).astype(float)
    first["similar_ratio"] = first["unit_usd"] / first["similar_per_unit"]
    return first.reset_index(drop=True)


def without_basis(costs: Costed) -> pd.DataFrame:
    """Lines that count although nothing published, quoted or judged stands behind them: without a basis, or a placeholder."""
    lines = costs.lines
    has_none = lines["cost_basis"].isna() | (lines["cost_basis"] == "placeholder") | lines["source_id"].isna()
    return lines[has_none].reset_index(drop=True)
