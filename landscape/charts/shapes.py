"""Shapes that several pages draw, so that the same kind of answer looks the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, GREY, PURPLE, TEAL, maps, picked

COMPARED = (BLUE, BROWN, PURPLE, TEAL)  # up to four things side by side
ELSEWHERE = "Several or not specified"  # a recipient that is no single region
# The axis of names that can be long: such a name keeps its beginning and its end, as phases of one programme differ only there.
LONG_NAMES = {
    "labelLimit": 470,
    "title": None,
    "labelExpr": "length(datum.label) > 58 ? slice(datum.label, 0, 34) + ' … ' + slice(datum.label, -20) : datum.label",
}
_BELOW = ("#5c3209", "#cf8d52", "#f3f4f5")  # browns down to what is neither more nor less, beside the blues of maps
_LETTER = 0.011  # width of a letter of a name as a part of the width of a scatter


def by_meaning(
    kinds: pd.Series,
    colours: Mapping[str, str],
    labels: Mapping[str, str] | None = None,
    channel: type[alt.Color] | type[alt.Fill] | type[alt.Stroke] = alt.Color,
    is_always_explained: bool = False,
    **legend: object,
) -> alt.Color | alt.Fill | alt.Stroke:
    """The colour of each kind, in the order of `colours`, with a legend where there are several kinds.

    The legend says the labels of the dictionary unless others are given.
    """
    present = [kind for kind in colours if kind in set(kinds)]
    labels = dictionary.label_of(dictionary.column(str(kinds.name)).codes) if labels is None else labels
    if labels:
        legend["labelExpr"] = f"{dict(labels)}[datum.label] || datum.label"
    return channel(
        str(kinds.name),
        type="nominal",
        title=None,
        scale=alt.Scale(domain=present, range=[colours[kind] for kind in present]),
        legend=alt.Legend(title=None, **legend) if is_always_explained or len(present) > 1 else None,
    )


def ranking(
    rows: pd.DataFrame,
    name: str,
    amount: str,
    axis: str,
    colour: str = "",
    colours: Mapping[str, str] | None = None,
    room: float = 1.12,
) -> alt.LayerChart:
    """Horizontal bars in the order of the rows, the value at the bar's end. `amount` is in US dollars.

    `axis` says what the amounts are, "{}" is where their unit stands. `room` is how far the axis reaches beyond the longest bar,
    for its value: more where the chart has half the width.
    """
    size, unit = unit_of(rows[amount])
    rows = rows.assign(length=rows[amount] / size, said=rows[amount].map(words.usd))
    reach = room * max([1e-6, *rows["length"]])
    base = alt.Chart().encode(
        y=alt.Y(name, type="nominal", sort=None, title=None),
        x=alt.X(
            "length", type="quantitative", title=axis.format(unit), axis=alt.Axis(format=",~f"), scale=alt.Scale(domainMax=reach)
        ),
        tooltip=[alt.Tooltip(name, type="nominal", title=dictionary.column(name).label), alt.Tooltip("said:N", title="Amount")],
    )
    bars = base.mark_bar().encode(color=by_meaning(rows[colour], colours)) if colours else base.mark_bar()
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    return alt.layer(bars.add_params(picked("mark", name)), text, data=rows, height=alt.Step(26))


def stacked_years(rows: pd.DataFrame, kind: str, colours: Mapping[str, str], axis: str, height: int) -> alt.LayerChart:
    """One column per year, its parts coloured by kind, the sum above it. Other kinds than those of `colours` are not drawn.

    Needs year, the kind, amount_usd and record_count. `axis` says what the amounts are, "{}" is where their unit stands.
    """
    shown = rows[rows[kind].isin(colours)].dropna(subset=["amount_usd"])
    size, name = unit_of(shown.groupby("year")["amount_usd"].sum())
    shown = shown.assign(
        amount=shown["amount_usd"] / size,
        said=shown["amount_usd"].map(words.usd),
        kind_label=shown[kind].map(dictionary.label_of(dictionary.column(kind).codes)),
        place=shown[kind].map(list(colours).index),
    )
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    x = alt.X("year:O", title="Year", scale=alt.Scale(domain=years), axis=alt.Axis(labelAngle=0, labelOverlap=True))
    columns = (
        alt.Chart(shown, name="columns")
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("amount:Q", title=axis.format(name), axis=alt.Axis(format=",.3~f")),
            color=by_meaning(shown[kind], colours, is_always_explained=True),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("kind_label:N", title=dictionary.column(kind).label),
                alt.Tooltip("said:N", title="Amount"),
                alt.Tooltip("record_count:Q", title="Records", format=","),
            ],
        )
        .add_params(picked("mark", "year"))
    )
    totals = shown.groupby("year", as_index=False)["amount"].sum()
    tops = shown[shown["amount"] > 0].groupby("year")["amount"].sum()
    totals["top"] = totals["year"].map(tops).fillna(0)  # where the label stands, not an amount
    totals["said"] = totals["amount"].map(short)
    above = alt.Chart(totals).mark_text(dy=-10).encode(x=x, y=alt.Y("top:Q"), text=alt.Text("said:N"))
    return alt.layer(columns, above, height=height)


def heat_map(
    rows: pd.DataFrame,
    row: str,
    column: str,
    columns: Sequence[str],
    more: Sequence[alt.Tooltip],
    is_wrapped: bool = False,
    is_signed: bool = False,
) -> alt.LayerChart:
    """Cells with their values in words, darker where more; a click returns the row.

    Needs `cell`, what a cell says, and `level`, how dark it is from 0 to 1, or where it `is_signed` from −1, brown below 0. Rows
    come in the order of the table. `more` is what the tooltip says beside the names of the row and the column. Names above
    columns are `is_wrapped` where they are long.
    """
    line = {"domain": False, "ticks": False, "labelFlush": False}
    above = alt.Axis(**line, orient="top", labelAngle=0, labelLimit=190, labelOverlap=False)
    if is_wrapped:
        above.labelExpr = "split(datum.label, ' ')"
    base = alt.Chart().encode(
        x=alt.X(column, type="nominal", sort=list(columns), title=None, axis=above),
        y=alt.Y(row, type="nominal", sort=list(dict.fromkeys(rows[row])), title=None, axis=alt.Axis(**line)),
        tooltip=[*(alt.Tooltip(name, type="nominal", title=dictionary.column(name).label) for name in (row, column)), *more],
    )
    more_of = [maps.SHADES[0], maps.SHADES[2], maps.SHADES[-1]]
    shades = alt.Scale(domain=[0, 1], range=more_of, clamp=True)
    if is_signed:
        shades = alt.Scale(domain=[-1, -0.5, 0, 0.5, 1], range=[*_BELOW, *more_of[1:]], interpolate="rgb", clamp=True)
    cells = base.mark_rect(stroke=GREY, strokeWidth=0.5).encode(color=alt.Color("level:Q", legend=None, scale=shades))
    ink = alt.condition("abs(datum.level) > 0.71", alt.value("#ffffff"), alt.value("#000000"))
    text = base.mark_text().encode(text=alt.Text("cell:N"), color=ink)
    return alt.layer(cells.add_params(picked("mark", row)), text, data=rows, height=alt.Step(29))


def lines(
    rows: pd.DataFrame,
    name: str,
    axis: str,
    colours: Mapping[str, str],
    names_at: Mapping[str, str] | None = None,
    scale: alt.Scale | None = None,
    room: float = 0.28,
    height: int = 300,
) -> alt.LayerChart:
    """One line with dots per name and year, named beside itself instead of in a legend.

    Needs the name, year, value and `said`, the value in words. A name stands after the end of its line, where names keep clear
    of each other, or, as `names_at` says, above its "start" or its "end". `room` is the part of the width for names after ends.
    """
    present = [one for one in colours if one in set(rows[name])]
    colour = alt.Color(
        name, type="nominal", legend=None, scale=alt.Scale(domain=present, range=[colours[one] for one in present])
    )
    places = rows[name].map(lambda one: (names_at or {}).get(one, "after"))
    years = sorted(rows["year"].unique().tolist()) or [0]
    reach = room * (years[-1] - years[0] + 1) if "after" in set(places) else 0.5
    is_crowded = len(years) > 2 and years[-1] - years[-2] < years[1] - years[0]  # two labels would not stand side by side
    x = alt.X(
        "year:Q",
        title="Year",
        axis=alt.Axis(format="d", values=[*years[:-2], years[-1]] if is_crowded else years),
        scale=alt.Scale(domain=[years[0] - 0.5, years[-1] + reach], nice=False),
    )
    y = alt.Y("value:Q", title=axis, scale=scale or alt.Scale(zero=True), axis=alt.Axis(format=",~r"))
    base = alt.Chart().encode(x=x, y=y, color=colour)
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        tooltip=[
            alt.Tooltip(name, type="nominal", title=dictionary.column(name).label),
            alt.Tooltip("year:Q", title="Year", format="d"),
            alt.Tooltip("said:N", title="Value"),
        ]
    )
    layers = [base.mark_line(), points.add_params(picked("mark", name))]
    after = _ends(rows[places == "after"], name)
    if len(after):
        ends = alt.Chart(after).encode(x=x, y=alt.Y("label_height:Q"))
        layers += [
            ends.mark_text(align="left", dx=26).encode(text=alt.Text(name, type="nominal")),
            ends.mark_point(filled=True, shape="square", size=120, opacity=1, xOffset=16).encode(color=colour),
        ]
    by_year = rows.assign(place=places).sort_values("year").groupby(name)
    for ends, look in ((by_year.head(1), {"align": "left", "dx": -4}), (by_year.tail(1), {"align": "right"})):
        named = ends[ends["place"] == ("start" if look["align"] == "left" else "end")]
        if len(named):
            layers.append(
                alt.Chart(named).mark_text(dy=-18, **look).encode(x=x, y=alt.Y("value:Q"), text=alt.Text(name, type="nominal"))
            )
    return alt.layer(*layers, data=rows, height=height)


def _ends(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """The last point of each line, with the heights of their names pushed apart until they can be read."""
    ends = rows.sort_values("year").groupby(name, sort=False).tail(1).sort_values("value")
    step = 0.065 * max(rows["value"].max() - min(rows["value"].min(), 0), 1e-9) if len(rows) else 0
    heights: list[float] = []
    for value in ends["value"]:
        heights.append(value if not heights else max(value, heights[-1] + step))
    return ends.assign(label_height=np.array(heights, dtype=float))


def rule_at(year: int) -> alt.Chart:
    """A dotted line at a year of a time line."""
    now = alt.Chart(pd.DataFrame({"year": [year]})).mark_rule(strokeDash=[2, 3], strokeWidth=2, color=GREY)
    return now.encode(x=alt.X("year:Q"))


def names_beside(
    x: pd.Series,
    y: pd.Series,
    names: pd.Series,
    wanted: Iterable[int],
    must: Sequence[int] = (),
    most: int = 12,
    reach: float = 1,
) -> pd.Series:
    """On which side of its point each name of a scatter stands, "left" or "right"; "" for a name that is not drawn.

    `wanted` are the places of the rows to name, the most important first: a name stands where it covers no point and no other
    name, not left of the chart and not farther right than `reach` of its widths; those of `must` stand in any case. `x` and `y`
    are as drawn: for a logarithmic axis, logarithms.
    """
    sides = pd.Series("", index=names.index)
    if names.empty:
        return sides
    points = np.column_stack([x, y]).astype(float)
    points = (points - points.min(axis=0)) / np.maximum(points.max(axis=0) - points.min(axis=0), 1e-9)
    taken = [(across - 0.01, across + 0.01, up, 0.035) for across, up in points]
    for one in dict.fromkeys(wanted):
        (across, up), width = points[one], _LETTER * len(names.iloc[one])
        spaces = {
            "right": (across + _LETTER, across + _LETTER + width),
            "left": (across - _LETTER - width, across - _LETTER),
        }
        free = [
            side
            for side, (start, end) in spaces.items()
            if start >= 0
            and end <= reach
            and not any(start < right and left < end and abs(up - height) < apart for left, right, height, apart in taken)
        ]
        if free or one in must:
            sides.iloc[one] = free[0] if free else "right"
            taken.append((*spaces[sides.iloc[one]], up, 0.05))
        if (sides != "").sum() >= most:
            break
    return sides


def named(base: alt.Chart, name: str) -> list[alt.Chart]:
    """The names of a scatter beside its points, as the column `side` says: two layers."""
    text = alt.Text(name, type="nominal")
    return [
        base.transform_filter(f"datum.side === '{side}'").mark_text(align=align, dx=dx).encode(text=text)
        for side, align, dx in (("right", "left", 10), ("left", "right", -10))
    ]


def unit_of(amounts: pd.Series) -> tuple[float, str]:
    """The unit in which amounts in US dollars are short to write: its size and its name."""
    highest = amounts.abs().max() if len(amounts) else 0
    if highest >= 20e9:
        return 1e9, "USD billion"
    return (1e6, "USD million") if not highest < 1e6 else (1e3, "USD thousand")


def short(amount: float) -> str:
    """A number without its unit, as a cell or a column's end has room for it."""
    size = abs(amount)
    text = f"{amount:,.0f}" if size >= 99.5 else f"{amount:,.1f}" if size >= 0.05 else "0" if size == 0 else "under 0.1"
    return text.replace("-", "−") if amount >= 0 or size >= 0.05 else "over −0.1"


def span(first: object, last: object) -> str:
    """Years as people say them: "2010–2020", or one year."""
    return str(first) if first == last else f"{first}–{last}"
