"""Charts of the list of countries: one indicator on a map, as a ranking, and against another one."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from landscape import words
from landscape.charts import GREY, REGIONS, Figure, maps, picked
from landscape.charts.indicators import CAUTION, YES_ONLY, Row, may_be_missing, with_unit, writer
from landscape.charts.shapes import by_meaning, named, names_beside, span

SHOWN = 15
NAMED = 8  # outliers of a scatter
TYPED = {"USD": "value_usd", "%": "value_pct", "year": "value_year", "persons": "value_count"}


def typed(rows: pd.DataFrame, indicator: Row) -> pd.DataFrame:
    """The rows with the value under the name that says its unit, so that tables and downloads write it properly."""
    unit = str(indicator["unit"])
    if unit.startswith("1 = yes"):
        answers = rows["latest_value"].map({1: "yes", 0: "no"})
        return rows.assign(latest_value=answers).rename(columns={"latest_value": "value_yes_no"})
    return rows.rename(columns={"latest_value": TYPED.get(unit, "value_score")})


def columns_of(indicator: Row) -> list[str]:
    """The columns that a table of countries shows."""
    unit = str(indicator["unit"])
    value = "value_yes_no" if unit.startswith("1 = yes") else TYPED.get(unit, "value_score")
    return ["country_name", "place", value, "latest_year", "region", "subregion", "income_group"]


def key_figures(countries: pd.DataFrame, indicator: Row) -> list[tuple[str, str, str]]:
    """At most four figures on one indicator: median, how many are known, the lowest and the highest region."""
    said = writer(indicator)
    known, total = countries.dropna(subset=["latest_value"]), len(countries)
    found = (
        "Countries with a value",
        f"{len(known)} of {total}",
        "the others are not known" if len(known) < total else "all are known",
    )
    if known.empty:
        return [found]
    years = _years(known["latest_year"].min(), known["latest_year"].max())
    figures = [("Median country", said(known["latest_value"].median()), f"{_unit(indicator)}{years}"), found]
    regions = known.groupby("region")["latest_value"].median().sort_values(ascending=False, kind="stable")
    if len(regions) > 1 and not str(indicator["unit"]).startswith("1 = yes"):
        figures += [
            ("Lowest region", str(regions.index[-1]), f"median {said(regions.iloc[-1])}"),
            ("Highest region", str(regions.index[0]), f"median {said(regions.iloc[0])}"),
        ]
    return figures


def map_of(countries: pd.DataFrame, indicator: Row) -> Figure:
    """Where an indicator is high or low. Needs at least one known value."""
    chart = maps.world(
        countries,
        "latest_value",
        with_unit(indicator),
        writer(indicator),
        str(indicator["scale"]),
        {} if indicator["unit"] == "year" else {"latest_year": "Year"},
        ("before {}", "{} or later") if indicator["unit"] == "year" else maps.ENDS,
    )
    return Figure(f"{indicator['indicator_name']}: how do countries differ?", chart, _spread(countries, indicator))


def highest(countries: pd.DataFrame, indicator: Row) -> Figure:
    """The countries with the highest values. Needs at least one known value."""
    known = countries.dropna(subset=["latest_value"])
    return _ranked(known.head(SHOWN), "Which countries have the highest values?", "highest", known, indicator)


def lowest(countries: pd.DataFrame, indicator: Row) -> Figure:
    """The countries with the lowest values, the lowest first. Needs at least one known value."""
    known = countries.dropna(subset=["latest_value"]).iloc[::-1]
    return _ranked(known.head(SHOWN), "Which countries have the lowest values?", "lowest", known, indicator)


def is_short(countries: pd.DataFrame) -> bool:
    """Whether one ranking shows every known value."""
    return countries["latest_value"].count() <= SHOWN


def by_answer(countries: pd.DataFrame, indicator: Row) -> Figure:
    """How many countries have each of a few values, by region. Needs at least one known value."""
    said = writer(indicator)
    known = countries.dropna(subset=["latest_value", "region"])
    counts = known.groupby(["latest_value", "region"], as_index=False).size()
    counts = counts.assign(answer=counts["latest_value"].map(said))
    order = list(dict.fromkeys(counts.sort_values("latest_value", ascending=False)["answer"]))
    chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            y=alt.Y("answer:N", sort=order, title=str(indicator["unit"]).split(" =")[0] if len(order) > 2 else None),
            x=alt.X("sum(size):Q", title="Countries", axis=alt.Axis(format=",.0f", tickMinStep=1)),
            color=_by_region(counts["region"]),
            order=alt.Order("region:N"),
            tooltip=[
                alt.Tooltip("answer:N", title="Value"),
                alt.Tooltip("region:N", title="Region"),
                alt.Tooltip("size:Q", title="Countries"),
            ],
        )
        .add_params(picked("mark", "region"))
        .properties(height=alt.Step(46))
    )
    return Figure(f"{indicator['indicator_name']}: how many countries?", chart, _spread(countries, indicator))


def read_as(indicator: Row) -> str:
    """What an indicator measures, by whom, and how its values are to be read."""
    caution = f" {CAUTION}" if may_be_missing(indicator) else ""
    return f"{indicator['definition']} {indicator['publisher']}. A country’s latest value is shown with its year.{caution}"


def few_values(countries: pd.DataFrame) -> bool:
    """Whether an indicator has so few different values that countries are counted, not ranked."""
    return countries["latest_value"].nunique() <= 5 < countries["latest_value"].count()


def two_indicators(rows: pd.DataFrame, one: Row, two: Row) -> Figure:
    """Two indicators of the same countries, one dot each, the unusual ones named. Needs at least one row."""
    shown = rows[_drawable(rows["first_value"], one) & _drawable(rows["second_value"], two)]
    across, up = _scaled(shown["second_value"], two), _scaled(shown["first_value"], one)
    shown = shown.assign(
        first_said=shown["first_value"].map(writer(one)),
        second_said=shown["second_value"].map(writer(two)),
        side=names_beside(across, up, shown["country_name"], _unusual(across, up), most=NAMED),
        region=shown["region"].fillna("Other"),
    )
    base = alt.Chart().encode(
        x=alt.X("second_value:Q", title=with_unit(two), scale=_scale(two), axis=_axis(two, shown["second_value"])),
        y=alt.Y("first_value:Q", title=with_unit(one), scale=_scale(one), axis=_axis(one, shown["first_value"])),
    )
    dots = base.mark_circle(size=95, opacity=0.85).encode(
        color=_by_region(shown["region"]),
        tooltip=[
            alt.Tooltip("country_name:N", title="Country"),
            alt.Tooltip("first_said:N", title=str(one["indicator_name"])),
            alt.Tooltip("first_value_year:Q", title="Year"),
            alt.Tooltip("second_said:N", title=str(two["indicator_name"])),
            alt.Tooltip("second_value_year:Q", title="Year"),
        ],
    )
    middle = alt.Chart().mark_rule(stroke=GREY, strokeDash=[5, 4], strokeWidth=1.5)
    chart = alt.layer(
        dots.add_params(picked("mark", "country_name")),
        middle.encode(x=alt.X("median(second_value):Q")),
        middle.encode(y=alt.Y("median(first_value):Q")),
        *named(base, "country_name"),
        data=shown,
        height=420,
    )
    question = f"{one['indicator_name']} and {words.inside(two['indicator_name'])}: do they go together?"
    return Figure(question, chart, _together(rows, shown, one, two))


def _ranked(top: pd.DataFrame, title: str, end: str, known: pd.DataFrame, indicator: Row) -> Figure:
    said = writer(indicator)
    rows = top.assign(said=top["latest_value"].map(said), region=top["region"].fillna("Other"))
    is_year = indicator["unit"] == "year"
    room = 1 + 0.035 * max(rows["said"].map(len))
    low, high = min(rows["latest_value"].min(), 0), max(rows["latest_value"].max(), 0)
    scale = alt.Scale(zero=False, nice=True) if is_year else alt.Scale(domain=[low * room, high * room or 1], nice=False)
    base = alt.Chart().encode(
        y=alt.Y("country_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=210)),
        x=alt.X("latest_value:Q", title=with_unit(indicator), scale=scale, axis=_axis(indicator)),
        tooltip=[
            alt.Tooltip("country_name:N", title="Country"),
            alt.Tooltip("said:N", title="Value"),
            alt.Tooltip("latest_year:Q", title="Year"),
        ],
    )
    marks = (base.mark_circle(size=130, opacity=1) if is_year else base.mark_bar()).encode(
        color=_by_region(rows["region"], columns=3)
    )
    text = base.mark_text(align="left", dx=8 if is_year else 5).encode(text=alt.Text("said:N"))
    chart = alt.layer(marks.add_params(picked("mark", "country_name")), text, data=rows, height=alt.Step(25))
    return Figure(title, chart, _ranked_said(top, end, known, indicator))


def _ranked_said(top: pd.DataFrame, end: str, known: pd.DataFrame, indicator: Row) -> str:
    said = writer(indicator)
    first, last = top.iloc[0], top.iloc[-1]
    counted = words.count(len(known), "country has", "countries have") + " a value"
    sentence = f"{counted}; {len(top)} are drawn." if len(known) > len(top) else f"{counted}."
    sharing = int((known["latest_value"] == first["latest_value"]).sum())
    if sharing == 1:
        sentence += f" The {end} is {said(first['latest_value'])} in {first['country_name']}."
    else:
        sentence += f" {sharing} share the {end}, {said(first['latest_value'])}."
    ties = int((known["latest_value"] == last["latest_value"]).sum() - (top["latest_value"] == last["latest_value"]).sum())
    if ties:
        sentence += f" {ties} not drawn {'has' if ties == 1 else 'have'} the same value as the last one drawn."
    return sentence + _caution(known, indicator)


def _caution(known: pd.DataFrame, indicator: Row) -> str:
    """That a 0 may be no value, where there is one."""
    return f" {CAUTION}" if may_be_missing(indicator) and (known["latest_value"] == 0).any() else ""


def _spread(countries: pd.DataFrame, indicator: Row) -> str:
    """How the values spread, in one sentence."""
    said = writer(indicator)
    known = countries.dropna(subset=["latest_value"])
    if known.empty:
        return "No value is known."
    if str(indicator["unit"]).startswith("1 = yes"):
        yes = int((known["latest_value"] == 1).sum())
        years = f"(values of {span(known['latest_year'].min(), known['latest_year'].max())})"
        if indicator.get("indicator_id") in YES_ONLY:
            count = words.count(yes, "country says", "countries say")
            return f"{count} yes {years}. Only a yes is published: for all others the answer is not known."
        return f"{yes} of {words.count(len(known), 'country', 'countries')} with a value say yes {years}."
    top, bottom = known.iloc[0], known.iloc[-1]
    later = "later" if indicator["unit"] == "year" else "above"
    if len(known) == 1:
        return f"Only {top['country_name']} has a value: {said(top['latest_value'])}."
    return (
        f"From {said(bottom['latest_value'])} in {_holders(known, bottom)} "
        f"to {said(top['latest_value'])} in {_holders(known, top)}; "
        f"at least half of {words.count(len(known), 'country', 'countries')} are at "
        f"{said(known['latest_value'].median())} or {later}."
        f"{_caution(known, indicator)}"
    )


def _holders(known: pd.DataFrame, row: pd.Series) -> str:
    same = int((known["latest_value"] == row["latest_value"]).sum())
    return str(row["country_name"]) if same == 1 else f"{same} countries"


def _together(rows: pd.DataFrame, shown: pd.DataFrame, one: Row, two: Row) -> str:
    """How far two indicators rise together, by the correlation of ranks."""
    left_out = len(rows) - len(shown)
    extra = (
        f" {words.count(left_out, 'country with zero or less is', 'countries with zero or less are')} not drawn."
        if left_out
        else ""
    )
    if {one["release"], two["release"]} == {"current", "earlier"}:
        extra += " The two releases follow different rules: a difference is not a change over time."
    count = words.count(len(rows), "country has", "countries have")
    both = rows["first_value"].nunique() > 1 and rows["second_value"].nunique() > 1
    if len(rows) < 8 or not both:
        return f"{count} both values, too few or too alike to say whether they go together.{extra}"
    rank = rows["first_value"].rank().corr(rows["second_value"].rank())
    strength = "hardly" if abs(rank) < 0.2 else "weakly" if abs(rank) < 0.4 else "clearly" if abs(rank) < 0.7 else "strongly"
    way = "go together" if rank >= 0 else "go in opposite directions"
    figure = words.number(rank, 2)
    said = f"{count} both values. They {strength} {way} (correlation of ranks {figure}); that says nothing about causes."
    return f"{said} {_corner(shown, one, two)}{extra}"


def _corner(shown: pd.DataFrame, one: Row, two: Row) -> str:
    """Who lies on the worse side of both medians; of an indicator that is neither good nor bad, on the higher side."""
    sides, far = [], 0
    for column, indicator in (("first_value", one), ("second_value", two)):
        middle, is_low = shown[column].median(), indicator["direction"] == "higher is better"
        sides.append((shown[column] < middle) if is_low else (shown[column] > middle))
        far = far + shown[column].rank(ascending=not is_low)
    inside = shown.assign(far=far)[sides[0] & sides[1]].sort_values("far", ascending=False, kind="stable")
    low = ["below" if one_of["direction"] == "higher is better" else "above" for one_of in (one, two)]
    across, up = (words.inside(each["indicator_name"]) for each in (one, two))
    where = f"{low[0]} the median of {across} and {low[1]} that of {up}"
    names = inside["country_name"].head(5).tolist()
    more = [f"{len(inside) - 5} more"] if len(inside) > 5 else []
    who = f": {words.listed([*names, *more])}" if names else ""
    return f"{words.count(len(inside), 'country is', 'countries are')} {where}{who}. The dashed lines are the medians."


def _unusual(x: pd.Series, y: pd.Series) -> list[int]:
    """The places of the countries in a scatter, the most unusual first: far from the line through all, or from the middle."""
    across, up = (x - x.min()) / ((x.max() - x.min()) or 1), (y - y.min()) / ((y.max() - y.min()) or 1)
    unusual = (across - across.mean()).abs() + (up - up.mean()).abs() / 4
    if x.nunique() > 1 and y.nunique() > 1:
        slope, start = np.polyfit(across, up, 1)
        unusual += (up - slope * across - start).abs() * 2
    return np.argsort(-unusual.to_numpy(), kind="stable").tolist()


def _is_logarithmic(indicator: Row) -> bool:
    return indicator["scale"] == "logarithmic"


def _drawable(values: pd.Series, indicator: Row) -> pd.Series:
    return values > 0 if _is_logarithmic(indicator) else values.notna()


def _scaled(values: pd.Series, indicator: Row) -> pd.Series:
    return np.log10(values.astype(float)) if _is_logarithmic(indicator) else values.astype(float)


def _scale(indicator: Row) -> alt.Scale:
    return alt.Scale(type="log", nice=False, padding=12) if _is_logarithmic(indicator) else alt.Scale(zero=False, padding=12)


def _axis(indicator: Row, shown: pd.Series | None = None) -> alt.Axis:
    if indicator["unit"] == "year":
        return alt.Axis(format=".0f", tickMinStep=1)
    if str(indicator["unit"]).startswith("1 = yes"):
        return alt.Axis(values=[0, 1], labelExpr="datum.value == 1 ? 'yes' : 'no'")
    if shown is not None and _is_logarithmic(indicator) and len(shown):
        powers = range(int(np.floor(np.log10(shown.min()))), int(np.ceil(np.log10(shown.max()))) + 1)
        steps = (1,) if len(powers) > 3 else (1, 2, 5)
        return alt.Axis(labelExpr=_SHORT, values=[step * 10.0**power for power in powers for step in steps])
    return alt.Axis(labelExpr=_SHORT)


# 1500000 is "1.5 m": the letters that the rest of the screen uses.
_SHORT = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~r') + ' bn' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~r') + ' m' : format(datum.value, ',~r')"
)


def _by_region(regions: pd.Series, columns: int = 6) -> alt.Color:
    return by_meaning(regions, {**REGIONS, "Other": GREY}, columns=columns)


def _unit(indicator: Row) -> str:
    unit = str(indicator["unit"])
    return "" if unit in ("year", "%", "USD", "1 = yes, 0 = no") else f"{unit} · "


def _years(first: object, last: object) -> str:
    return f"{first:.0f}" if first == last else f"latest years, {first:.0f}–{last:.0f}"
