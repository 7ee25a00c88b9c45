"""Charts of the page Programme costs: the total and how sure it is, what drives it, and scenarios side by side.

As long as a line that counts is illustrative, every sentence begins by saying so.
"""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, GREEN, GREY, TEAL, Figure
from landscape.programme.costs import EVERYWHERE, HORIZONS, NOT_CHOSEN, PARTS, Costed
from landscape.programme.money import Money, between
from landscape.programme.spread import spread
from landscape.programme.whatif import Mark

MOST = 15  # bars of a chart
BY = {  # how the total is divided -> the column that says it
    "Term": "horizon",
    "Activity": "activity_name",
    "Component": "component",
    "Category": "cost_category",
    "Region": "cost_region",
    "Year": "year",
}
_LISTS = {"horizon": "horizon", "component": "programme_component", "cost_category": "cost_category"}
RANGE = ["p10_usd", "p50_usd", "p90_usd"]
TOTALS = ["cost_part", "cost_usd", "illustrative_pct", *RANGE, "share_pct", *PARTS]
MADE_OF = {
    "base_usd": "Quantity × unit cost",
    "escalation_usd": "Rise of prices",
    "contingency_usd": "Contingency",
    "overhead_usd": "Programme support costs",
}
DRIVERS = [
    "line_name",
    "is_illustrative",
    "activity_name",
    "cost_usd",
    "low_cost_usd",
    "high_cost_usd",
    "swing_usd",
    "variance_share_pct",
]
SENSITIVITY = ["assumption", "low_setting", "high_setting", "low_cost_usd", "high_cost_usd", "swing_usd", "illustrative_pct"]
COMPARED = [
    "scenario_name",
    "cost_usd",
    "illustrative_pct",
    *RANGE,
    "short_usd",
    "medium_usd",
    "long_usd",
    "countries_assumed",
    "line_count",
    "left_out_count",
]
LINES = ["line_name", "cost_usd", "is_illustrative", "activity_name", "cost_category", "cost_basis", "benchmark_what"]
REFERENCES = [
    "line_name",
    "is_illustrative",
    "cost_per_unit",
    "reference_kind",
    "benchmark_what",
    "place",
    "reference_per_unit",
    "ratio",
    "first_year",
    "last_year",
    "caveat",
    "confidence",
    "source_id",
]
BESIDE = [
    "line_name",
    "is_illustrative",
    "cost_per_unit",
    "benchmark_what",
    "last_year",
    "reference_per_unit",
    "ratio",
    "similar_count",
    "similar_per_unit",
    "similar_ratio",
    "source_id",
]
STEPS = ["change", "difference_usd", "cost_usd", "illustrative_pct"]


def figure(title: str, chart: alt.Chart | alt.LayerChart, said: str, mark: Mark) -> Figure:
    """A chart that says first that its figures are illustrative, as long as they are."""
    return Figure(marked(title, mark), chart, f"Illustrative: {said}" if mark else said)


def marked(title: str, mark: Mark) -> str:
    """A title that says so, as long as anything is illustrative."""
    return f"{title} (illustrative)" if mark else title


def totals(costs: Costed, by: str, correlation_pct: float) -> pd.DataFrame:
    """The total by one of the names of `BY`: cost_part in words, cost and its range, share, parts, what is illustrative."""
    kind = BY[by]
    table = costs.by(kind)
    if table.empty:
        return pd.DataFrame(columns=TOTALS)
    table = table.merge(spread(costs, correlation_pct, kind), on=kind)
    labels = dictionary.label_of(_LISTS[kind]) if kind in _LISTS else {}
    table["cost_part"] = table[kind].map(lambda one: labels.get(one, str(one)))
    table["share_pct"] = 100 * table["cost_usd"] / costs.total_usd
    table["illustrative_pct"] = 100 * table["illustrative_usd"] / table["cost_usd"].where(table["cost_usd"] > 0)
    if kind == "horizon":
        table = table.sort_values(kind, key=lambda some: some.map(HORIZONS.index))
    elif kind != "year":
        table = table.sort_values("cost_usd", ascending=False, kind="stable")
    return table[TOTALS].reset_index(drop=True)


def total(table: pd.DataFrame, by: str, money: Money, mark: Mark) -> Figure:
    """The parts of the total, each with its range. Needs at least one row."""
    shown = table.head(MOST if by != "Year" else len(table))
    size, unit = money.unit_of(shown["p90_usd"])
    shown = shown.assign(
        length=shown["cost_usd"] / size,
        low=shown["p10_usd"] / size,
        high=shown["p90_usd"] / size,
        end=shown[["cost_usd", "p90_usd"]].max(axis=1) / size,
        said=[
            f"{money.said(row.cost_usd)} ({words.percent(row.share_pct, 100)}), {between(row.p10_usd, row.p90_usd, money)}"
            for row in shown.itertuples()
        ],
    )
    base = alt.Chart().encode(
        y=alt.Y("cost_part:N", sort=None, title=None, axis=alt.Axis(labelLimit=330)),
        tooltip=[alt.Tooltip("cost_part:N", title=by), alt.Tooltip("said:N", title="Cost, P10 to P90")],
    )
    room = alt.Scale(domainMin=0, domainMax=1.95 * max([1e-9, *shown["end"]]), nice=False)
    bars = base.mark_bar().encode(x=alt.X("length:Q", title=f"Central cost in {unit}, and P10 to P90", scale=room, axis=_AXIS))
    ranges = base.mark_rule(strokeWidth=4, color=BROWN).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"))
    text = base.mark_text(align="left", dx=8).encode(x=alt.X("end:Q"), text="said:N")
    chart = alt.layer(bars, ranges, text, data=shown, height=alt.Step(28))
    first = table.loc[table["cost_usd"].idxmax()]
    whole = money.said(table["cost_usd"].sum())
    said = f"{whole} in all; the largest part is {_part(first['cost_part'], by)}, {money.said(first['cost_usd'])} "
    said += f"({words.percent(first['share_pct'], 100)})."
    said += f" {words.count(len(table) - len(shown), 'other')} in the table." if len(table) > len(shown) else ""
    by_usd = np.maximum(table["p10_usd"] - table["cost_usd"], table["cost_usd"] - table["p90_usd"])
    outside = table[by_usd > 1]  # below a dollar is rounding
    if len(outside):
        middles = [f"{_part(row.cost_part, by)} {money.said(row.p50_usd)}" for row in outside.head(3).itertuples()]
        middles += [words.count(len(outside) - 3, "other")] if len(outside) > 3 else []
        said += f" Where the central cost lies outside P10 to P90, quote P50, the middle of the draws: {'; '.join(middles)}."
    return figure(f"What would the programme cost by {by.lower()}?", chart, said, mark)


def made_of(costs: Costed) -> pd.DataFrame:
    """What the total is made up of: cost_part, cost_usd, share_pct, illustrative_pct."""
    sums = costs.rows[list(PARTS)].sum()
    total, rows = costs.total_usd, costs.rows[costs.rows["is_illustrative"]]
    return pd.DataFrame(
        {
            "cost_part": list(MADE_OF.values()),
            "cost_usd": sums[list(MADE_OF)].to_numpy(),
            "share_pct": 100 * sums[list(MADE_OF)].to_numpy() / total,
            "illustrative_pct": [100 * rows[one].sum() / sums[one] if sums[one] else None for one in MADE_OF],
        }
    )


def parts(table: pd.DataFrame, money: Money, mark: Mark) -> Figure:
    """What the total is made up of, one bar from each sum to the next. Needs `made_of`."""
    size, unit = money.unit_of(table["cost_usd"])
    ends = table["cost_usd"].cumsum() / size
    shown = table.assign(
        start=ends - table["cost_usd"] / size,
        end=ends,
        place=[max(pair) for pair in zip(ends, ends - table["cost_usd"] / size, strict=True)],
        said=[f"{money.said(row.cost_usd)} ({words.percent(row.share_pct, 100)})" for row in table.itertuples()],
    )
    base = alt.Chart().encode(
        y=alt.Y("cost_part:N", sort=None, title=None),
        tooltip=[alt.Tooltip("cost_part:N", title="Part"), alt.Tooltip("said:N", title="Cost")],
    )
    room = alt.Scale(domainMin=0, domainMax=1.5 * max([1e-9, *shown["place"]]), nice=False)
    bars = base.mark_bar().encode(x=alt.X("start:Q", title=f"{unit}, added up", scale=room, axis=_AXIS), x2=alt.X2("end:Q"))
    text = base.mark_text(align="left", dx=6).encode(x=alt.X("place:Q"), text="said:N")
    chart = alt.layer(bars, text, data=shown, height=alt.Step(28))
    first, added = table["cost_usd"].iloc[0], table["cost_usd"].iloc[1:].sum()
    said = f"{money.said(first)} is quantities at the prices of their sources; rise of prices, contingency and support costs "
    said += f"add {money.said(added)} ({words.percent(added, first)})."
    return figure("What is the total made up of?", chart, said, mark)


def tornado(table: pd.DataFrame, total_usd: float, money: Money, mark: Mark) -> Figure:
    """What makes the total uncertain: where each line alone would take it. Needs at least one row of `spread.drivers`."""
    shown = table.head(MOST).rename(columns={"line_name": "driver"})
    said = [between(row.low_cost_usd, row.high_cost_usd, money) for row in shown.itertuples()]
    chart = _swings(shown.assign(said=said), total_usd, money, "Total where this line alone is at its P10 or P90")
    first = table.iloc[0]
    text = f"{first['line_name']} makes most of the spread: alone it moves the total by {money.said(first['swing_usd'])} "
    text += f"({words.percent(first['variance_share_pct'], 100)} of all uncertainty, if no line moves with another)."
    return figure("Which lines make the total uncertain?", chart, text, mark)


def sensitive(table: pd.DataFrame, total_usd: float, money: Money, mark: Mark) -> Figure:
    """What one assumption less or more would do. Needs at least one row of `sensitivity.sensitivity`."""
    shown = table.head(MOST).assign(
        driver=[f"{row.assumption}: {row.low_setting} to {row.high_setting}" for row in table.head(MOST).itertuples()],
        said=[between(row.low_cost_usd, row.high_cost_usd, money) for row in table.head(MOST).itertuples()],
    )
    chart = _swings(shown, total_usd, money, "Total at the low and at the high setting")
    first = table.iloc[0]
    text = f"The total moves most with {words.inside(first['assumption'])}: {money.said(first['low_cost_usd'])} at "
    text += f"{first['low_setting']}, {money.said(first['high_cost_usd'])} at {first['high_setting']}."
    return figure("What would other assumptions do?", chart, text, mark)


def waterfall(table: pd.DataFrame, name: str, money: Money, mark: Mark) -> Figure:
    """From the programme as it stands to a scenario, one change after the other. Needs `whatif.steps`."""
    size, unit = money.unit_of(table["cost_usd"])
    first, last = table["cost_usd"].iloc[0], table["cost_usd"].iloc[-1]
    drawn = [
        (row.change, row.cost_usd - row.difference_usd, row.cost_usd, row.difference_usd) for row in table.iloc[1:].itertuples()
    ]
    bars = [("The programme as it stands", 0.0, first, first), *drawn, (name, 0.0, last, last)]
    rows = pd.DataFrame(bars, columns=["change", "start", "end", "by"])
    rows["kind"] = ["whole", *("more" if one >= 0 else "less" for one in rows["by"].iloc[1:-1]), "whole"]
    rows["change"] = [f"{place}. {one}" if 0 < place < len(rows) - 1 else one for place, one in enumerate(rows["change"])]
    rows["said"] = [
        money.said(row.by) if row.kind == "whole" else f"{'+' if row.by > 0 else ''}{money.said(row.by)}"
        for row in rows.itertuples()
    ]
    rows["place"] = rows[["start", "end"]].max(axis=1) / size
    rows[["start", "end"]] /= size
    base = alt.Chart().encode(
        y=alt.Y("change:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
        tooltip=[alt.Tooltip("change:N", title="Change"), alt.Tooltip("said:N", title="Moves the total by")],
    )
    colour = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=["whole", "more", "less"], range=[BLUE, BROWN, GREEN]))
    room = alt.Scale(domainMin=0, domainMax=1.5 * max([1e-9, *rows["place"]]), nice=False)
    marks = base.mark_bar().encode(
        x=alt.X("start:Q", title=f"Total in {unit}", scale=room, axis=_AXIS), x2=alt.X2("end:Q"), color=colour
    )
    text = base.mark_text(align="left", dx=6).encode(x=alt.X("place:Q"), text="said:N")
    chart = alt.layer(marks, text, data=rows, height=alt.Step(28))
    by = last - first
    said = f"“{name}” costs {money.said(last)}, {money.said(abs(by))} {'more' if by >= 0 else 'less'} than the programme as it "
    said += (
        "stands. Changes are made one after the other: parameters, then categories, then lines. The steps sum to the difference."
    )
    return figure(f"What makes “{name}” differ from the programme?", chart, said, mark)


def references(rows: pd.DataFrame, money: Money, mark: Mark) -> Figure:
    """Each line’s unit cost with its range, and the published costs beside it, on a logarithmic axis. Needs at least one row."""
    top = list(dict.fromkeys(rows["line_name"]))[:MOST]
    known = rows[rows["line_name"].isin(top) & (rows["reference_per_unit"] > 0)]
    size, unit = money.unit_of(rows["unit_usd"].clip(lower=1e6))
    own = rows[rows["line_name"].isin(top)].drop_duplicates("line_name")
    own = own[own["unit_usd"] > 0].assign(
        at=lambda some: some["unit_usd"] / size,
        low=lambda some: some["low_usd"].clip(lower=1) / size,
        high=lambda some: some["high_usd"] / size,
        said=lambda some: some["unit_usd"].map(money.said),
    )
    beside = known.assign(
        at=known["reference_per_unit"] / size,
        said=[
            f"{row.benchmark_what}: {money.said(row.reference_per_unit)}, the line is {row.ratio:.2f} times"
            for row in known.itertuples()
        ],
        kind=known["reference_kind"].map({"similar": "Of the same kind and unit"}).fillna("Named by the line"),
    )
    y = alt.Y("line_name:N", sort=top, title=None, axis=alt.Axis(labelLimit=330))
    axis = alt.Axis(format=",~f", values=[10.0**power for power in range(-6, 7)])
    x = alt.X("at:Q", title=f"Cost of one unit in {unit}, logarithmic", scale=alt.Scale(type="log"), axis=axis)
    tips = [alt.Tooltip("line_name:N", title="Cost line"), alt.Tooltip("said:N", title="Cost of one unit")]
    colours = alt.Scale(domain=["Named by the line", "Of the same kind and unit"], range=[BROWN, GREY])
    published = (
        alt.Chart(beside)
        .mark_circle(size=110, opacity=0.85)
        .encode(x=x, y=y, tooltip=tips, color=alt.Color("kind:N", title=None, scale=colours))
    )
    ranges = alt.Chart(own).mark_rule(strokeWidth=4, color=BLUE, opacity=0.6).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y)
    central = alt.Chart(own).mark_tick(thickness=5, size=24, color=BLUE).encode(x=x, y=y, tooltip=tips)
    chart = alt.layer(ranges, published, central, height=alt.Step(30))
    similar = known[known["reference_kind"] == "similar"].groupby("line_name")["reference_per_unit"].median()
    costs = own.set_index("line_name")["unit_usd"]
    ratio = (costs.reindex(similar.index) / similar).sort_values()
    said = "Blue: the line with its low, central and high unit cost; dots: published costs."
    if len(ratio):
        far = max(ratio.index, key=lambda one: max(ratio[one], 1 / ratio[one]))
        said += f" “{far}” lies farthest from published costs of its kind: it costs {_times(ratio[far])} the middle one of these."
    return figure("How far do unit costs lie from published ones?", chart, said, mark)


_AXIS = alt.Axis(format=",~f")


def _swings(shown: pd.DataFrame, total_usd: float, money: Money, title: str) -> alt.LayerChart:
    """Bars from the low to the high total of each driver, around the total as it is."""
    size, unit = money.unit_of(shown["high_cost_usd"])
    shown = shown.assign(low=shown["low_cost_usd"] / size, high=shown["high_cost_usd"] / size, middle=total_usd / size)
    shown["place"] = shown[["low", "high"]].max(axis=1)
    width = max(1e-9, shown["place"].max() - shown[["low", "high"]].min().min())
    start = shown[["low", "high"]].min().min() - 0.04 * width
    room = alt.Scale(domain=[max(0.0, start), shown["place"].max() + 0.55 * width], nice=False, zero=False)
    base = alt.Chart().encode(
        y=alt.Y("driver:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
        tooltip=[alt.Tooltip("driver:N", title="What"), alt.Tooltip("said:N", title="Total")],
    )
    x = alt.X("low:Q", title=f"{title}, {unit}", scale=room, axis=_AXIS)
    below = base.mark_bar(color=TEAL).encode(x=x, x2=alt.X2("middle:Q"))
    above = base.mark_bar(color=BROWN).encode(x=alt.X("middle:Q"), x2=alt.X2("high:Q"))
    rule = base.mark_tick(thickness=2, size=26, color=GREY).encode(x=alt.X("middle:Q"))
    text = base.mark_text(align="left", dx=8).encode(x=alt.X("place:Q"), text="said:N")
    return alt.layer(below, above, rule, text, data=shown, height=alt.Step(28))


def _part(name: str, by: str) -> str:
    """A part of the total by one of the names of `BY`, within a sentence."""
    if by == "Region":
        return {EVERYWHERE: "for no region in particular", NOT_CHOSEN: "in countries not chosen yet"}.get(name, name)
    return words.inside(name)


def _times(ratio: float) -> str:
    """How a cost compares with another: "12 times" or "4 % of"."""
    return f"{ratio:.2g} times" if ratio >= 1 else f"{words.percent(ratio, 1)} of"
