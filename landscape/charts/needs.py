"""Charts of the page Needs: who needs most, who got little of it, how a score comes about, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, GREEN, GREY, PURPLE, Figure, maps, picked
from landscape.charts.shapes import heat_map, named, names_beside
from landscape.strategy import scores
from landscape.strategy.needs import QUADRANTS, UNKNOWN, Needs, orphans
from landscape.strategy.scenarios import MOST_COUNTRIES

SHOWN = 15
MOST_NAMED = 14
COLOURS = dict(zip(QUADRANTS, (BROWN, BLUE, GREY, GREEN), strict=True))
PRIORITY = PURPLE
COLUMNS = ["country_name", "score_rank", "rank_low", "rank_high", "score", "coverage_pct", "region", "income_group"]
PLANE = ["country_name", "quadrant", "need", "support_per_head", "coverage_pct", "region", "income_group"]
PARTS = {"Capacity": BLUE, "Migration": BROWN, "Support received": GREEN, "Sharing": PURPLE}
WHY = ["component_name", "latest_said", "latest_year", "component_value", "weight", "weight_pct", "contribution", "source_id"]
_OLD = 10  # years before most of the others from which a value is said to be old
_TOGETHER = 0.8  # correlation from which two components say much the same
_LEVEL_MOVED = 5  # ranks moved on average from which the choice of a component or a method is said to matter


def unscored(rows: pd.DataFrame) -> str:
    """Which of the countries shown have no score, in a sentence; "" where all have one."""
    names = rows[rows["score"].isna()]["country_name"].tolist()
    return f"Not scored, too little known ({len(names)}): {', '.join(names)}." if names else ""


def counted(rows: pd.DataFrame) -> str:
    """How many countries are shown, and how many of them have a score."""
    return f"{words.count(len(rows), 'country', 'countries')}, {int(rows['score'].notna().sum())} scored"


def method(needs: Needs, components: pd.DataFrame, who: str) -> str:
    """How the figures are made: paragraph, formula and the weights in force. `who` is a code of `scored`."""
    names = components.set_index("component_id")["component_name"]
    given = [name for name in names.index if needs.weights.get(name)]
    total = sum(needs.weights.values())
    in_force = "; ".join(f"{names[name]} {needs.weights[name]} ({words.percent(needs.weights[name], total)})" for name in given)
    scale = {one.code: one.help for one in dictionary.codes("normalisation")}[needs.how]
    who = dictionary.label_of("scored")[who].lower()
    return (
        "A composite indicator in the sense of the OECD/JRC *Handbook on Constructing Composite Indicators* (2008). Each "
        f"component is put on a scale of 0–100 on which more is more need: {scale[:1].lower()}{scale[1:]}. The score is the "
        "weighted mean of the components that are known, in whole points; unknown is left out, never counted as zero, and "
        f"*known* says which share of the weights rests on something. Below {needs.least:.0f} % a country has no score. Scores "
        f"and ranks are those among {who}, whichever of them are shown. The rank range holds nine in ten ranks when the weights "
        "are drawn 1,000 times around those in force.\n\n"
        r"$$\text{score}_c = \sum_{k\ \text{known}} w_k\,x_{ck} \Big/ \sum_{k\ \text{known}} w_k \qquad "
        r"\text{known}_c = \sum_{k\ \text{known}} w_k \Big/ \sum_k w_k$$"
        f"\n\n**Weights in force:** {words.plain(in_force) or 'none'}.\n\n"
        + "\n".join(
            f"- **{words.plain(row.component_name)}** ({words.plain(str(row.raw_unit))}): {words.plain(row.definition)}"
            for row in components.itertuples()
        )
    )


def notes(needs: Needs, components: pd.DataFrame) -> tuple[str, ...]:
    """What a download needs to say so that a ranking can be made again: weights, scale and the least share known."""
    names = dict(zip(components["component_id"], components["component_name"], strict=True))
    weights = ", ".join(f"{names[name]} {weight}" for name, weight in needs.weights.items())
    scale = dictionary.label_of("normalisation")[needs.how].lower()
    return (f"Weights: {weights}. Scale: {scale}. At least {needs.least:.0f} % of the weights known.",)


def years(values: pd.DataFrame) -> str:
    """Which years the values are of."""
    of = values["latest_year"].sort_values()
    return (
        f"Latest values of {of.min():.0f}–{of.max():.0f}, nine in ten of {of.quantile(0.1, 'lower'):.0f} or later; "
        "the year of each stands under “Why this rank”."
    )


def key_figures(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures on the countries shown."""
    scored = rows.dropna(subset=["score"])
    lost = int((rows["quadrant"] == UNKNOWN).sum())
    return [
        ("Countries scored", str(len(scored)), f"of {len(rows)}; the others: too little known"),
        ("Orphans", str(int((rows["quadrant"] == QUADRANTS[0]).sum())), "high need, little support per head"),
        ("Support unknown", str(lost), "high need, no record with an amount; not a zero"),
        ("Share known", f"{scored['coverage_pct'].median():.0f} %", "of the weights, median of the countries scored"),
    ]


def ranking(rows: pd.DataFrame, priority: list[str]) -> Figure:
    """The countries with the highest need: their rank and how far it moves with the weights. Needs at least one scored row."""
    scored = rows.dropna(subset=["score"])
    top = scored.head(SHOWN)
    shown = top.assign(
        said=[
            f"{row.score} points · rank {row.score_rank} ({_between(row.rank_low, row.rank_high)}) · {row.coverage_pct} % known"
            for row in top.itertuples()
        ],
        colour=np.where(top["iso3"].isin(priority), PRIORITY, BLUE),
    ).astype({name: float for name in ("score_rank", "rank_low", "rank_high")})
    last = float(shown["rank_high"].max())
    base = alt.Chart().encode(
        y=alt.Y("country_name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)),
        tooltip=[alt.Tooltip("country_name:N", title="Country"), alt.Tooltip("said:N", title="Score")],
    )
    room = alt.Scale(domain=[0.5, max(last * 1.9, 10)], nice=False)
    ticks = alt.Axis(values=[1, *range(5, int(last) + 1, 5 if last < 50 else 10)], format="d")
    colour = alt.Color("colour:N", scale=None)  # Altair would check a condition against the schema at every run
    ranges = base.mark_rule(strokeWidth=6, opacity=0.6).encode(
        x=alt.X("rank_low:Q", title="Rank, and the range of nine in ten ranks when weights vary", scale=room, axis=ticks),
        x2=alt.X2("rank_high:Q"),
        color=colour,
    )
    dots = base.mark_circle(size=150, opacity=1).encode(x=alt.X("score_rank:Q"), color=colour)
    text = base.mark_text(align="left", dx=12).encode(x=alt.X("rank_high:Q"), text=alt.Text("said:N"))
    chart = alt.layer(ranges, dots.add_params(picked("mark", "country_name")), text, data=shown, height=alt.Step(27))
    firm = top[top["rank_high"] <= SHOWN]["country_name"].tolist()
    leading = top[top["score_rank"] == top["score_rank"].iloc[0]]["country_name"].tolist()
    said = (
        f"{words.listed(leading[:4])} {'has' if len(leading) == 1 else 'have'} the highest need, {top['score'].iloc[0]} points. "
    )
    if len(firm) == len(top):
        said += f"All {len(top)} stay" if len(top) > 1 else "It stays"
    else:
        said += f"{len(firm) or 'None'} of these {len(top)} {'stays' if len(firm) == 1 else 'stay'}"
    said += f" among the first {SHOWN} in nine of ten rankings with other weights."
    others = len(scored) - len(top)
    said += f" {words.count(others, 'other is', 'others are')} scored; the Table has all." if others else ""
    ties = int((scored["score"] == top["score"].iloc[-1]).sum() - (top["score"] == top["score"].iloc[-1]).sum())
    said += f" {ties} of them {'has' if ties == 1 else 'have'} the score of the last one drawn." if ties else ""
    marked = int(top["iso3"].isin(priority).sum())
    said += f" Violet: {marked} of the {len(priority)} priority countries." if priority else ""
    return Figure("Which countries rank highest, and how firmly?", chart, said)


def plane(rows: pd.DataFrame, middle: tuple[float, float], priority: list[str]) -> Figure:
    """Need against support per head, four quadrants divided at the medians. Needs at least one row with both known."""
    both = rows.dropna(subset=["need", "support_per_head"]).reset_index(drop=True)
    lowest = max(float(both["support_per_head"][both["support_per_head"] > 0].min() or 0.01), 0.01)
    across = np.log10(both["support_per_head"].clip(lower=lowest).astype(float))
    order = [both.index[both["iso3"] == one][0] for one in orphans(both)]
    rest = both["need"].astype(float).rank(ascending=False).sort_values(kind="stable").index.tolist()
    labels = dictionary.label_of("need_quadrant")
    shown = both.assign(
        drawn=both["support_per_head"].clip(lower=lowest),  # a logarithm has no zero: what was repaid stands at the edge
        need=both["need"].astype(float),
        said=both["support_per_head"].map(lambda value: f"USD {value:,.2f}".replace("-", "−")),
        label=both["quadrant"].map(labels),
        ring=np.where(both["iso3"].isin(priority), PRIORITY, "transparent"),
        side=names_beside(across, both["need"].astype(float), both["country_name"], [*order, *rest], most=MOST_NAMED),
    )
    x = alt.X(
        "drawn:Q",
        title="Support to statistics per head 2010–2020, USD, logarithmic",
        scale=alt.Scale(type="log", padding=14, nice=False),
        axis=alt.Axis(values=[10.0**power for power in range(-4, 5)], format=",~g"),
    )
    y = alt.Y("need:Q", title="Need without support received, 0–100", scale=alt.Scale(zero=False, padding=26))
    base = alt.Chart().encode(x=x, y=y)
    dots = base.mark_circle(size=110, opacity=0.9, strokeWidth=3).encode(
        color=alt.Color("quadrant:N", legend=None, scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))),
        stroke=alt.Stroke("ring:N", scale=None),
        tooltip=[
            alt.Tooltip("country_name:N", title="Country"),
            alt.Tooltip("need:Q", title="Need without support"),
            alt.Tooltip("said:N", title="Support per head"),
            alt.Tooltip("label:N", title="Quadrant"),
        ],
    )
    lines = alt.Chart(pd.DataFrame({"need": [middle[0]], "drawn": [max(middle[1], lowest)]}))
    rule = {"stroke": GREY, "strokeDash": [5, 4], "strokeWidth": 1.5}
    chart = alt.layer(
        dots.add_params(picked("mark", "country_name")),
        lines.mark_rule(**rule).encode(x=alt.X("drawn:Q")),
        lines.mark_rule(**rule).encode(y=alt.Y("need:Q")),
        *named(base, "country_name"),
        *_corners(labels),
        data=shown,
        height=430,
    )
    found = orphans(rows)
    names = rows.set_index("iso3")["country_name"]
    said = f"{words.count(len(found), 'orphan')}: high need and little support"
    said += f", first of all {words.listed([names[one] for one in found[:5]])}." if found else "."
    lost = int((rows["quadrant"] == UNKNOWN).sum())
    if lost:
        said += f" {words.count(lost, 'country', 'countries')} of high need cannot be placed: support is not known."
    marked = int(both["iso3"].isin(priority).sum())
    said += f" Ringed: {marked} of the {len(priority)} priority countries." if priority else ""
    return Figure("Who needs much and gets little?", chart, said)


def orphans_said(rows: pd.DataFrame) -> str:
    """The orphans by name, and the countries of high need whose support is not known, apart."""
    names = rows.set_index("iso3")["country_name"]
    found = [names[one] for one in orphans(rows)]
    lost = rows[rows["quadrant"] == UNKNOWN]["country_name"].tolist()
    return (f"**Orphans ({len(found)}):** {words.plain(', '.join(found)) or 'none'}.") + (
        f"\n\n**High need, support not known ({len(lost)}):** {words.plain(', '.join(lost))}." if lost else ""
    )


def map_of(rows: pd.DataFrame) -> Figure:
    """Where the need is high. Needs at least one scored row."""
    known = rows.dropna(subset=["score"])
    shown = rows.assign(score=rows["score"].astype(float), score_rank=rows["score_rank"].astype(float))
    chart = maps.world(shown, "score", "Score of need, 0–100", words.number, "linear", {"score_rank": "Rank"})
    regions = known.groupby("region")["score"].median().sort_values(ascending=False, kind="stable")
    said = (
        f"Median score {regions.iloc[0]:.0f} in {regions.index[0]}, the highest of {len(regions)} regions" if len(regions) else ""
    )
    low = f", and {regions.iloc[-1]:.0f} in {regions.index[-1]}, the lowest" if len(regions) > 1 else ""
    return Figure("Where is the need high?", chart, f"{said}{low}. {counted(rows)}.")


def why(rows: pd.DataFrame, name: str, of: Mapping[str, object]) -> Figure:
    """How the score of one country comes about: the points that each known component adds. Needs at least one known one."""
    shown = rows.assign(
        points=rows["contribution"],
        said=[
            words.NOT_KNOWN
            if words.is_unknown(row.component_value)
            else "weight 0"
            if not row.weight
            else f"{row.contribution:.1f}: {row.latest_said}{_of(row.latest_year)} is {row.component_value:.0f} of 100"
            for row in rows.itertuples()
        ],
    )
    present = [part for part in PARTS if part in set(rows["part"][rows["contribution"] > 0])] or list(PARTS)
    weight = alt.Tooltip("weight_pct:Q", title="Weight, %", format=".0f")
    base = alt.Chart().encode(
        y=alt.Y("component_name:N", sort=list(rows["component_name"]), title=None, axis=alt.Axis(labelLimit=300)),
        x=alt.X("points:Q", title="Points of the score", scale=alt.Scale(domainMin=0, domainMax=_reach(rows["contribution"]))),
        tooltip=[alt.Tooltip("component_name:N", title="Component"), alt.Tooltip("said:N", title="Points"), weight],
    )
    bars = base.mark_bar().encode(
        color=alt.Color(
            "part:N", legend=alt.Legend(title=None), scale=alt.Scale(domain=present, range=[PARTS[one] for one in present])
        )
    )
    text = base.transform_calculate(points="datum.points || 0").mark_text(align="left", dx=6).encode(text=alt.Text("said:N"))
    chart = alt.layer(bars, text, data=shown, height=alt.Step(30))
    known = rows.dropna(subset=["contribution"]).sort_values("contribution", ascending=False, kind="stable")
    most = [words.inside(one) for one in known.head(3)["component_name"]]
    missing = [words.inside(one) for one in rows[rows["component_value"].isna() & (rows["weight"] > 0)]["component_name"]]
    if words.is_unknown(of["score"]):
        said = f"{name} is not scored: too little is known, {of['coverage_pct']} % of the weights."
    else:
        between = _between(of["rank_low"], of["rank_high"])
        said = (
            f"{name} has {of['score']} points and rank {of['score_rank']} ({between} in nine of ten rankings by other weights), "
            f"with {of['coverage_pct']} % known. Most comes from {words.listed(most)}."
        )
    said += f" Not known: {words.listed(missing)}." if missing else ""
    said += _oldest_said(known)
    return Figure(f"Why this rank for {name}?", chart, said)


def _of(year: object) -> str:
    return "" if words.is_unknown(year) else f" ({year:.0f})"


def _oldest_said(rows: pd.DataFrame) -> str:
    """Which value counts although it is much older than the others; "" where none is."""
    dated = rows.dropna(subset=["latest_year"]).sort_values("latest_year", kind="stable")
    if dated.empty or dated["latest_year"].iloc[0] > dated["latest_year"].median() - _OLD:
        return ""
    return f" Old: {words.inside(dated['component_name'].iloc[0])} is of {dated['latest_year'].iloc[0]:.0f}."


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The components of one country with their values in words, each in its own unit."""
    said = [_value(row.latest_value, str(row.raw_unit)) for row in rows.itertuples()]
    return rows.assign(latest_said=said)


def chosen_set(rows: pd.DataFrame, iso3: list[str]) -> pd.DataFrame:
    """The rows of a set of countries, the highest need first."""
    return rows[rows["iso3"].isin(iso3)].reset_index(drop=True)


def rule_said(rule: str, filters: str, notes: tuple[str, ...]) -> str:
    """How a set was chosen, in words: what is kept with it. `filters` are those in force, in words."""
    return f"{rule}. {filters}. {' '.join(notes)}"


def set_said(rows: pd.DataFrame, members: list[str], asked: int | None) -> str:
    """How many countries a set has, and why not as many as were asked for or may be kept."""
    said = words.count(len(members), "country", "countries") + " in this set"
    if asked and len(members) > asked:
        said += f": {len(members) - asked} more than {asked}, because they share the last rank"
    if outside := len(set(members) - set(rows["iso3"])):
        said += f"; {words.count(outside, 'is', 'are')} not among those shown"
    most = f". A set that is kept holds at most {MOST_COUNTRIES}" if len(members) > MOST_COUNTRIES else ""
    return f"{said}{most}."


def labelled(rows: pd.DataFrame, components: pd.DataFrame) -> pd.DataFrame:
    """The rows with the names of components in place of their codes."""
    names = dict(zip(components["component_id"], components["component_name"], strict=True))
    return rows.assign(component=rows["component"].map(names))


def correlations(table: pd.DataFrame, components: pd.DataFrame) -> tuple[Figure, pd.DataFrame]:
    """How far the components go together, with the rows behind."""
    names = dict(zip(components["component_id"], components["component_name"], strict=True))
    number = {one: str(place) for place, one in enumerate(names, 1)}
    rows = pd.DataFrame(
        {
            "component": names[one],
            "other_component": names[other],
            "correlation": table.at[one, other],
            "one": one,
            "other": other,
        }
        for one in names
        for other in names
    )
    drawn = rows.assign(
        component=[f"{number[one]}  {names[one]}" for one in rows["one"]],
        other_component=rows["other"].map(number),
        cell=[
            "" if one == other else "–" if words.is_unknown(value) else f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")
            for one, other, value in zip(rows["one"], rows["other"], rows["correlation"], strict=True)
        ],
        level=rows["correlation"].where(rows["one"] != rows["other"]).fillna(0),
    )
    more = [alt.Tooltip("cell:N", title="Correlation")]
    chart = heat_map(drawn, "component", "other_component", list(number.values()), more, is_signed=True)
    pairs = rows[rows["one"].map(list(names).index) < rows["other"].map(list(names).index)].dropna(subset=["correlation"])
    high = pairs[pairs["correlation"] >= 0.7].sort_values("correlation", ascending=False, kind="stable")
    against = pairs[pairs["correlation"] <= -0.3].sort_values("correlation", kind="stable")
    said = f"{len(high)} of {words.count(len(pairs), 'pair')} go together strongly (0.7 or more)"
    said += (
        f": {_pairs(high)}. What they share counts more than once: give such components less weight each."
        if len(high)
        else ": no component says the same as another."
    )
    said += f" Opposite directions (−0.3 or less), so they cancel out in part: {_pairs(against)}." if len(against) else ""
    rows = rows.drop(columns=["one", "other"])
    return Figure("Do the components say the same thing?", chart, said), rows


def equal_said(needs: Needs, components: pd.DataFrame) -> str:
    """What equal weights do where components go together, from the same figures as the checks; "" where weights differ."""
    if len(set(needs.weights.values())) != 1:
        return ""
    names = dict(zip(components["component_id"], components["component_name"], strict=True))
    table, ids = scores.correlations(needs.points), list(names)
    pairs = [(one, other) for place, one in enumerate(ids) for other in ids[place + 1 :] if table.at[one, other] >= _TOGETHER]
    if not pairs:
        return ""
    said = words.listed(
        [f"{words.inside(names[one])} with {words.inside(names[two])} ({table.at[one, two]:.2f})" for one, two in pairs]
    )
    return (
        f"Equal weights count what components share more than once: {said} go together closely (correlation), so they weigh more "
        "than they seem to. The view Checks shows what leaving one out does."
    )


def without_each(rows: pd.DataFrame) -> Figure:
    """How far ranks move when one component is left out. Needs at least one row."""
    shown = rows.sort_values("mean_shift", ascending=False, kind="stable")
    text = [f"{row.mean_shift:.1f} ranks, at most {row.largest_shift:.0f}" for row in shown.itertuples()]
    base = alt.Chart().encode(
        y=alt.Y("component:N", sort=None, title=None, axis=alt.Axis(labelLimit=300)),
        x=alt.X(
            "mean_shift:Q", title="Ranks moved on average", scale=alt.Scale(domainMin=0, domainMax=_reach(shown["mean_shift"]))
        ),
        tooltip=[alt.Tooltip("component:N", title="Without"), alt.Tooltip("said:N", title="Moves")],
    )
    chart = alt.layer(
        base.mark_bar(),
        base.mark_text(align="left", dx=6).encode(text="said:N"),
        data=shown.assign(said=text),
        height=alt.Step(28),
    )
    first = shown.iloc[0]
    said = (
        f"Without {words.inside(first['component'])} a country moves {first['mean_shift']:.1f} ranks on average and "
        f"{first['largest_shift']:.0f} at most, more than without any other; the least is {shown['mean_shift'].iloc[-1]:.1f}. "
    )
    said += "Quote a rank with its range." if first["mean_shift"] >= _LEVEL_MOVED else "No component alone decides the ranking."
    return Figure("What if one component is left out?", chart, said)


def methods_said(rows: pd.DataFrame) -> str:
    """How far the ranking rests on normalisation and aggregation, in a sentence."""
    far = rows.loc[rows["mean_shift"].idxmax()] if rows["mean_shift"].notna().any() else None
    if far is None:
        return "Too few countries are scored to compare methods."
    scale = dictionary.label_of("normalisation")[far["normalisation"]].lower()
    mean = dictionary.label_of("aggregation")[far["aggregation"]].lower()
    verdict = "hardly" if far["same_order"] > 0.95 else "somewhat" if far["same_order"] > 0.85 else "clearly"
    return (
        f"The order rests {verdict} on the method: the ranking farthest from this one (scale {scale}, {mean}) moves a country "
        f"{far['mean_shift']:.1f} ranks on average, {far['largest_shift']:.0f} at most (correlation {far['same_order']:.2f})."
    )


def _corners(labels: Mapping[str, str]) -> list[alt.LayerChart]:
    """The names of the four quadrants in their corners."""
    return [
        alt.Chart(pd.DataFrame({"text": [labels[code].replace("Orphan:", "Orphans:")]}))
        .mark_text(align=align, baseline=baseline, fontWeight="bold", color=COLOURS[code])
        .encode(x=alt.value(0 if align == "left" else "width"), y=alt.value(2 if baseline == "top" else "height"), text="text:N")
        for code, align, baseline in (
            ("orphan", "left", "top"),
            ("reached", "right", "top"),
            ("unnoticed", "left", "bottom"),
            ("provided", "right", "bottom"),
        )
    ]


def _between(low: object, high: object) -> str:
    return f"{low}" if low == high else f"{low}–{high}"


def _pairs(rows: pd.DataFrame) -> str:
    said = [
        f"{words.inside(row.component)} and {words.inside(row.other_component)} ({row.correlation:.2f})"
        for row in rows.head(3).itertuples()
    ]
    more = [f"{len(rows) - 3} more"] if len(rows) > 3 else []
    return words.listed([*said, *more]).replace("-", "−")


def _reach(lengths: pd.Series) -> float:
    """How far an axis reaches for the longest bar and the words at its end."""
    return 2.4 * max([1e-6, *lengths.dropna()])


def _value(value: object, unit: str) -> str:
    """A raw value with its unit: "65.4", "12.3 % of GDP", "USD 0.45 per person"."""
    if words.is_unknown(value):
        return words.NOT_KNOWN
    if unit.startswith("USD"):
        return f"USD {value:,.2f} {unit.removeprefix('USD ')}".replace("-", "−")
    noun = unit.split(", ")[0]
    if noun in ("years", "points", "programmes"):
        return words.count(round(value), noun[:-1])
    return f"{words.number(value, 1)} {noun}".replace(" score", "")
