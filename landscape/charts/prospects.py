"""Charts of the prospects: the ranking with its uncertainty, the grid of two axes, and what is said of the gift table."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from landscape import words
from landscape.charts import DONOR_TYPES, GREY, Figure, picked
from landscape.charts.shapes import by_meaning, named, names_beside
from landscape.strategy import gifts, scores
from landscape.strategy.prospects import LOGARITHMIC, QUADRANTS, Assessed

SHOWN = 15  # donors drawn, and with their reasons in full
EXPLAINED = 10
SAID = 4  # donors of a quadrant that the takeaway of the grid speaks of
MOST_NAMED = 20
_SCORE = ["donor_name", "donor_type", "score", "coverage_pct", "score_rank", "rank_low", "rank_high", "reasons"]
_PEOPLE = ["relationship", "budget_stage", "decision_month", "contact_role"]
RANKED = [*_SCORE, "donor_id"]  # columns of the tables behind the charts, and of those on the page
PLACED = ["donor_name", "donor_type", "across_points", "up_points", "approach", *_SCORE[2:], "donor_id"]
LISTED = [*_SCORE, "mechanisms", *_PEOPLE, "usual_gift_usd", "large_gift_usd"]
MECHANISMS = ["donor_name", "mechanism_name", "mechanism_kind", "status", "funds_migration", "administrator"]
UNSCORED = ["donor_name", "donor_type", "coverage_pct", "reasons", "mechanisms"]
NO_SET = "How far a donor funds priority countries is not known, and counts for nobody, until a set of them is chosen."
DEFAULT_AXES = ("Ability", "Affinity")


def key_figures(of: Assessed, shown: pd.DataFrame, table: pd.DataFrame, target: int) -> list[tuple[str, str, str]]:
    """Beside the gifts: whether they find prospects, how many donors are scored, and how many stay in front."""
    sure = shown[shown["rank_high"] <= 10]
    missing = int(table["prospects_missing"].sum()) if len(table) else 0
    needed = int(table["prospects_needed"].sum()) if len(table) else 0
    return [
        (
            f"Prospects for USD {target} m",
            f"{needed - missing} of {needed}" if needed else "none",
            f"{words.count(gifts.ASKED, 'prospect')} for each of {words.count(int(table['gift_count'].sum()), 'gift')}"
            if needed
            else "no target, or no donor with a history",
        ),
        ("Donors with a score", f"{len(of.scored)} of {len(of.ranked)}", "of the others too little is known"),
        ("First ten either way", words.count(len(sure), "donor"), "in nine of ten rankings with weights around these"),
    ]


def score_said(row: pd.Series) -> str:
    """A score as it is always said: "score 87, 65 % known"."""
    return f"score {row['score']}, {row['coverage_pct']} % known"


def rank_said(row: Mapping[str, object]) -> str:
    """Where nine of ten ranks lie: "rank 2–11"."""
    low, high = row["rank_low"], row["rank_high"]
    return f"rank {low}" if low == high else f"rank {low}–{high}"


def best(shown: pd.DataFrame, scored_count: int) -> Figure:
    """The donors with the highest scores, each with its coverage and rank range. Needs at least one scored donor."""
    rows = shown.head(SHOWN).assign(said=[_label(row) for row in shown.head(SHOWN).itertuples()])
    rows = rows.astype({"score": "float64"})
    base = alt.Chart().encode(
        y=alt.Y("donor_name:N", sort=None, title=None),
        x=alt.X("score:Q", title="Score, points of 100", scale=alt.Scale(domain=[0, 190], nice=False), axis=_TO_100),
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip("said:N", title="Score"),
            alt.Tooltip("reasons:N", title="Why"),
        ],
    )
    bars = base.mark_bar().encode(color=by_meaning(rows["donor_type"], DONOR_TYPES)).add_params(picked("mark", "donor_name"))
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    drawn = rows[["donor_name", "donor_type", "score", "said", "reasons"]]
    return Figure("Who comes first?", alt.layer(bars, text, data=drawn, height=alt.Step(26)), _best_said(shown, scored_count))


def reasons_said(shown: pd.DataFrame) -> str:
    """Why the first donors come first, in full, as a table in Markdown: a column of a grid would cut the sentences."""
    lines = [
        f"| {row.score_rank} | {words.plain(row.donor_name)} | {words.plain(row.reasons)} |"
        for row in shown.head(EXPLAINED).itertuples()
    ]
    return "\n".join(["| Rank | Donor | Why |", "|---:|---|---|", *lines])


def grid(placed: pd.DataFrame, unplaced: int, across: str, up: str, is_default: bool) -> Figure:
    """The scored donors on two axes with the medians as borders; those of the takeaway are named first. Needs at least one."""
    names = dict(zip(QUADRANTS, QUADRANTS if is_default else _QUADRANTS_OF_OTHER_AXES, strict=True))
    rows = placed.astype({"across_points": "float64", "up_points": "float64"})
    rows = rows.assign(
        quadrant_name=rows["approach"].map(names),
        said=[f"{row['score']}, {row['coverage_pct']} % known, {rank_said(row)}" for _, row in placed.iterrows()],
        side=names_beside(
            rows["across_points"], rows["up_points"], rows["donor_name"], _to_name(rows), most=MOST_NAMED, reach=1.25
        ),
    )
    base = alt.Chart().encode(
        x=alt.X("across_points:Q", title=f"{across}, points of 100", scale=alt.Scale(domain=[0, 128], nice=False), axis=_TO_100),
        y=alt.Y("up_points:Q", title=f"{up}, points of 100", scale=alt.Scale(domain=[0, 108], nice=False), axis=_TO_100),
    )
    points = base.mark_point(filled=True, size=130, opacity=0.85).encode(
        color=by_meaning(rows["donor_type"], DONOR_TYPES),
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip("quadrant_name:N", title="Quadrant"),
            alt.Tooltip("across_points:Q", title=across),
            alt.Tooltip("up_points:Q", title=up),
            alt.Tooltip("said:N", title="Score"),
        ],
    )
    middle = alt.Chart().mark_rule(stroke=GREY, strokeDash=[5, 4], strokeWidth=1.5)
    corner = pd.DataFrame({"x": [127, 127, 1, 1], "y": [105, 2, 105, 2], "quadrant_name": list(names.values())})
    corners = [
        alt.Chart(corner.iloc[places])
        .mark_text(align=align, color=GREY, fontStyle="italic", fontWeight="bold")
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("quadrant_name:N"))
        for align, places in (("right", [0, 1]), ("left", [2, 3]))
    ]
    drawn = ["donor_name", "donor_type", "across_points", "up_points", "quadrant_name", "said", "side"]
    chart = alt.layer(
        points.add_params(picked("mark", "donor_name")),
        middle.encode(x=alt.X("median(across_points):Q")),
        middle.encode(y=alt.Y("median(up_points):Q")),
        *named(base, "donor_name"),
        *corners,
        data=rows[drawn],
        height=460,
    )
    asked = (
        f"Who has {words.inside(across)}, and who has {words.inside(up)}?"
        if is_default
        else f"{across} and {words.inside(up)}: who has much of both?"
    )
    return Figure(asked, chart, _grid_said(rows, unplaced, names))


def gifts_said(table: pd.DataFrame, target: int) -> str:
    """What the gift table asks for, and what its donors' own history bears."""
    if table.empty:
        return "There is no gift table: the target is zero, or none of these donors has a score and a recorded payment."
    count, missing = int(table["gift_count"].sum()), int(table["prospects_missing"].sum())
    said = (
        f"USD {target} m takes {words.count(count, 'gift')} from {words.usd(table['gift_usd'].iloc[-1])} to "
        f"{words.usd(table['gift_usd'].iloc[0])}, and {gifts.ASKED} prospects for each. "
    )
    if not missing:
        return said + "These donors have paid such amounts before, and there are enough of them."
    return said + (
        f"{words.count(missing, 'prospect')} {'is' if missing == 1 else 'are'} missing: not enough of these donors have a "
        "score and have paid such amounts before. Ask for less, win more donors, or find givers that are not in the list."
    )


def mechanisms_said(mechanisms: pd.DataFrame, donor_count: int) -> str:
    """How many of the donors shown a source names as contributors, and which mechanisms have most of them."""
    if mechanisms.empty:
        return "No source names any of these donors as a contributor to a mechanism. That does not mean there is none."
    donors, most = mechanisms["donor_name"].nunique(), mechanisms["mechanism_name"].value_counts().head(3)
    named_most = words.listed([f"{name} ({count})" for name, count in most.items()])
    return (
        f"{donors} of {words.count(donor_count, 'donor')} are named as contributors to "
        f"{words.count(mechanisms['mechanism_name'].nunique(), 'mechanism')}; most of them to {named_most}. For the others it is "
        "not known."
    )


def axis_names(components: pd.DataFrame) -> dict[str, str]:
    """What each axis is called: a part of the score by its name, a component by its own."""
    return dict(zip(components["component_id"], components["component_name"], strict=True)) | {
        part: part for part in components["part"]
    }


def of_types(rows: pd.DataFrame, types: tuple[str, ...]) -> pd.DataFrame:
    """The rows of the donor types chosen; without any, all of them."""
    return rows[rows["donor_type"].isin(types)] if types else rows


def unscored(of: Assessed) -> pd.DataFrame:
    """The donors without a score, those of which most is known first."""
    return of.not_scored.sort_values(["coverage_pct", "donor_name"], ascending=[False, True])


def unscored_said(rows: pd.DataFrame, least: int) -> str:
    """How many donors have no score and why; "" where all have one. `least` is the share known in % that a score needs."""
    if rows.empty:
        return ""
    are = "donor is" if len(rows) == 1 else "donors are"
    others = int(rows["donor_type"].isin(("Multilateral", "Private")).sum())
    who = f", {others} of them organisations or foundations, of which less is published" if others else ""
    return (
        f"{len(rows)} more {are} not scored: less than {least} % is known{who}. That is not a low score: the Table lists them, "
        "and a lower “Least known” scores them too."
    )


def method(of: Assessed, components: pd.DataFrame, values: pd.DataFrame, least: int, how: str) -> str:
    """How the score is made: formula, weights in force with years and counts, and what each component does to the ranking."""
    same = of.points.loc[of.scored.index].dropna(axis=1, how="all")  # those scored stay those ranked, whatever is left out
    effect = scores.without_each(same, of.weights).set_index("component")
    years = values.dropna(subset=["value", "last_year"]).groupby("component_id")
    first, last = years["first_year"].min(), years["last_year"].max()
    lines = []
    for row in components.itertuples():
        one = row.component_id
        when = "–".join(dict.fromkeys((str(first[one]), str(last[one])))) if one in last.index else "undated"
        moved = f"{effect['mean_shift'][one]:.1f} (at most {effect['largest_shift'][one]:.0f})" if one in effect.index else "–"
        cells = (row.component_name, row.part, of.weights.get(one, 0), when, of.raw[one].count(), moved, row.definition)
        lines.append("| " + " | ".join(words.plain(str(cell)) for cell in cells) + " |")
    scale = (
        "cut off at the 5th and 95th percentile of the donors for which it is known, then stretched to 0–100"
        if how == "min-max"
        else "the share of the other donors that lie below, 0–100"
    )
    stretched = words.listed([axis_names(components)[name].lower() for name in LOGARITHMIC])
    return (
        f"{_SCORED.format(scale=scale, stretched=stretched, least=least)}{_LEFT_OUT}{_GIFTS}"
        "Approach: OECD and JRC, Handbook on Constructing Composite Indicators (2008). “Ranks moved” says by how many ranks "
        "donors move on average when the component is left out.\n\n"
        "| Component | Part | Weight | Years | Donors known | Ranks moved | What it is |\n|---|---|---:|---|---:|---:|---|\n"
        + "\n".join(lines)
    )


def notes(of: Assessed, presets: pd.DataFrame, least: int, how: str, priority: str) -> tuple[str, ...]:
    """What a download says beside its figures: what its ranking can be made again with, and what the amounts are."""
    prices = "Support to statistics: constant prices, base year not stated by the source; the source ends in 2020."
    return (*weighed(of, presets, least, how, priority), prices)


def weighed(of: Assessed, presets: pd.DataFrame, least: int, how: str, priority: str) -> tuple[str, str]:
    """What a ranking can be made again with: weights, preset, scale, least known, priority countries."""
    weights = ", ".join(f"{of.names[name]} {weight}" for name, weight in of.weights.items())
    given = {name: dict(zip(rows["component_id"], rows["weight"], strict=True)) for name, rows in presets.groupby("preset")}
    preset = next((name for name, one in given.items() if one == of.weights), "none, weights of one’s own")
    return (
        f"Weights (preset: {preset}): {weights}.",
        f"Scale: {how}. Least known: {least} %. Priority countries: {priority}.",
    )


_SCORED = (
    "**Score** = sum of weight × points over the components that are known, divided by the sum of their weights. Points: "
    "{scale}. On a logarithmic scale first: {stretched}, and the trend. Relationship and timing: 0–3 points become 0–100. "
    "Scores are whole numbers; who has the same score has the same rank.\n\n"
    "**Known** is the share of the weights for which something is known. What is not known, or does not apply (the aid of an "
    "organisation), has no weight and is never zero. A low value that is known can put a donor behind one of which less is "
    "known: read a score with its share known. Below {least} % there is none. **Rank range**: the weights are drawn 1,000 times "
    "around those in force (Dirichlet); nine of ten ranks lie in it. A **reason** is a component in which the donor lies above "
    "the middle donor, what adds most first.\n\n"
)
_LEFT_OUT = (
    "**Left out, because the data at hand do not have it:** the three-year trend of aid (only 2024 is there), from which "
    "countries migrants come, and money to statistics after 2020. Amounts to statistics are in constant prices whose base year "
    "the source does not state; aid is in current prices of 2024.\n\n"
)
_GIFTS = (
    "**Gift table**: four levels that bring a quarter of the target each, every gift half as large as those of the level above, "
    f"{gifts.ASKED} prospects for each gift. The largest gift is a quarter of the target, but not more than {gifts.ASKED} of the "
    "donors shown can give. The most that is asked of a donor is the amount below which nine in ten of its payments to one "
    "recipient in one year stayed (for statistics, 2010–2020, constant prices, without loans). Each donor is asked once, by "
    "rank. It assumes that what was paid then can be paid now and that two of three say no: a plan for conversations, not a "
    "forecast.\n\n"
)
_TO_100 = alt.Axis(values=[0, 20, 40, 60, 80, 100])
_QUADRANTS_OF_OTHER_AXES = ("Much of both", "More across", "More up", "Little of both")


def _best_said(shown: pd.DataFrame, scored_count: int) -> str:
    leader, drawn = shown.iloc[0], shown.head(SHOWN)
    said = f"{leader['donor_name']} comes first of these ({score_said(leader)}, {rank_said(leader)} of {scored_count}): "
    said += f"{leader['reasons'][:1].lower()}{leader['reasons'][1:]}."
    sure = int((drawn["rank_high"] <= len(drawn)).sum())
    said += (
        f" {sure or 'None'} of {words.count(len(drawn), 'donor')} drawn {'stays' if sure == 1 else 'stay'} among the first "
        f"{len(drawn)} in nine of ten rankings with other weights."
    )
    if ties := drawn["score"].duplicated(keep=False).sum():
        said += f" {ties} of those drawn share their score with another one: ties are ties."
    return said


def _label(row: object) -> str:
    low, high = row.rank_low, row.rank_high
    between = f"{low}" if low == high else f"{low}–{high}"
    return f"{row.score} points · {row.coverage_pct} % known · rank {row.score_rank} ({between})"


def _grid_said(rows: pd.DataFrame, unplaced: int, names: Mapping[str, str]) -> str:
    said = []
    for code in QUADRANTS[:3]:
        inside = rows[rows["approach"] == code]["donor_name"].tolist()
        if inside:
            more = [f"{len(inside) - SAID} more"] if len(inside) > SAID else []
            said.append(f"{names[code]}: {words.listed([*inside[:SAID], *more])}.")
    said.append("The dashed lines are the medians.")
    if unplaced:
        said.append(f"{words.count(unplaced, 'donor')} with a score cannot be placed: one of the two is not known.")
    return " ".join(said)


def _to_name(rows: pd.DataFrame) -> list[int]:
    """The places of the donors to name: those that the takeaway speaks of first, then those far from the middle."""
    said = rows.groupby("approach", sort=False)["donor_name"].cumcount() < SAID
    spoken_of = np.flatnonzero(said & rows["approach"].isin(QUADRANTS[:3])).tolist()
    across, up = rows["across_points"].to_numpy(), rows["up_points"].to_numpy()
    far = np.abs(across - np.median(across)) + np.abs(up - np.median(up)) + (across + up) / 4
    return [*spoken_of, *np.argsort(-far, kind="stable").tolist()]
