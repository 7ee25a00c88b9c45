"""Donors as prospects: the score of each with its reasons in words, and where it stands between ability and affinity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.strategy import scores

# Amounts and numbers of people differ by thousands of times: what counts is how many times as much.
LOGARITHMIC = ("migrants", "iom", "unhcr", "aid", "statistics_a_year")
LEAST_AMOUNT = 1e4  # what is less counts as that
FIXED = {"relationship": 3, "timing": 3}  # what people fill in has a scale of its own: the highest value
LEAST_RATIO = 0.1  # of the trend: a fall to a tenth or less counts as that

QUADRANTS = ("Approach first", "Make the case", "Keep close", "Later")


@dataclass(frozen=True)
class Assessed:
    """Every donor with its score. All tables have the donor's code as index."""

    ranked: pd.DataFrame  # facts of each donor; score, coverage_pct, score_rank, rank_low, rank_high; the best rank first
    raw: pd.DataFrame  # components as measured
    points: pd.DataFrame  # components on a scale of 0–100
    weights: Mapping[str, float]
    parts: Mapping[str, str]  # component -> the part of the score that it belongs to
    names: Mapping[str, str]  # component -> what it is called

    def with_reasons(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of the ranking with the reasons of each donor in words, `reasons`: asked for where they are shown only."""
        return rows.assign(reasons=[in_a_sentence(reasons(self, donor, 3)) for donor in rows.index])

    # Looking up one donor in a table takes a hundred times as long as in these.
    @cached_property
    def facts(self) -> dict[str, dict[str, object]]:
        """Donor -> its row of the ranking."""
        return self.ranked.to_dict("index")

    @cached_property
    def measured(self) -> dict[str, dict[str, float]]:
        """Donor -> its components as measured."""
        return self.raw.to_dict("index")

    @cached_property
    def tilt(self) -> dict[str, dict[str, float]]:
        """Donor -> points of each component above the middle donor, times the weight; NaN where unknown."""
        weight = np.array([self.weights.get(name, 0) for name in self.points.columns], dtype="float64")
        points = self.points.to_numpy("float64")
        middle = self.points.median().to_numpy("float64")
        rows = ((points - middle) * weight).tolist()
        return {
            donor: dict(zip(self.points.columns, row, strict=True)) for donor, row in zip(self.points.index, rows, strict=True)
        }

    @cached_property
    def amounts(self) -> dict[str, list[float]]:
        """Component that is said by its place -> what is known of it, the largest first."""
        return {name: sorted(self.raw[name].dropna(), reverse=True) for name in _RANKED if name in self.raw}

    @cached_property
    def scored(self) -> pd.DataFrame:
        """The donors with a score, with their reasons, the best rank first."""
        return self.with_reasons(self.ranked[self.ranked["score"].notna()])

    @property
    def not_scored(self) -> pd.DataFrame:
        """The donors of which too little is known, in alphabetical order."""
        return self.ranked[self.ranked["score"].isna()]


def assessed(
    values: pd.DataFrame,
    facts: pd.DataFrame,
    components: pd.DataFrame,
    weights: Mapping[str, float],
    least: float = 0,
    how: scores.Normalisation = "min-max",
) -> Assessed:
    """Every donor scored, out of the answers of `prospect_values`, `prospects` and `components`."""
    raw = values.pivot(index="donor_id", columns="component_id", values="value").reindex(columns=components["component_id"])
    raw = raw.astype("float64")
    points = scores.normalised(stretched(raw), {}, how)
    points = points.assign(**{name: 100 * raw[name] / highest for name, highest in FIXED.items() if name in raw})
    ranks = scores.scored(points, weights, least).join(scores.rank_range(points, weights, least))
    table = facts.set_index("donor_id", drop=False).join(ranks)
    whole = ["score", "coverage_pct", "score_rank", "rank_low", "rank_high"]
    table[whole] = table[whole].astype("Int64")
    table = table.rename_axis(None).sort_values("score_rank", na_position="last", kind="stable")
    parts = dict(zip(components["component_id"], components["part"], strict=True))
    names = dict(zip(components["component_id"], components["component_name"], strict=True))
    return Assessed(table, raw, points, weights, parts, names)


def stretched(raw: pd.DataFrame) -> pd.DataFrame:
    """Components as they are normalised: amounts, numbers of people and the trend on a logarithmic scale."""
    logs = {name: np.log10(np.maximum(raw[name].to_numpy(), LEAST_AMOUNT)) for name in LOGARITHMIC if name in raw}
    if "statistics_trend" in raw:
        logs["statistics_trend"] = np.log10(np.maximum(1 + raw["statistics_trend"].to_numpy() / 100, LEAST_RATIO))
    return raw.assign(**logs)


def reasons(of: Assessed, donor: str, most: int = 4) -> list[str]:
    """What speaks for a donor, in words: where it lies above the middle donor, what adds most to the score first."""
    return [said(of, donor, name) for name in _unlike(of, donor, 1)[:most]]


def cautions(of: Assessed, donor: str, most: int = 3) -> list[str]:
    """What is low, in words: where a donor lies below the middle donor, what takes most from the score first."""
    return [said(of, donor, name) for name in _unlike(of, donor, -1)[:most]]


def _unlike(of: Assessed, donor: str, side: int) -> list[str]:
    """The components with a weight in which a donor lies above (1) or below (−1) the median donor, the most telling first."""
    telling = {name: side * points for name, points in of.tilt[donor].items() if side * points > 0}
    return sorted(telling, key=telling.get, reverse=True)


def said(of: Assessed, donor: str, component: str) -> str:
    """One component of a donor in words: "gave to statistics in 9 of the 11 years 2010–2020". It has to be known."""
    value, facts = of.measured[donor][component], of.facts[donor]
    if component in _RANKED:
        return f"{_place(of.amounts[component], value, *_RANKED[component][:2])}: {words.usd(value)} {_RANKED[component][2]}"
    if component == "evidence":
        return (
            f"paid for migration data: {words.count(int(facts['evidence_count']), 'piece')} of evidence, "
            f"{int(facts['high_count']) or 'none'} of high confidence"
        )
    if component == "statistics_trend":
        much = f"{1 + value / 100:.0f} times as much" if value >= 200 else _change(value)
        return f"gave {much} to statistics in 2018–2020 {'as' if value >= 200 else 'than'} in 2015–2017"
    if component == "overlap":
        return f"funded statistics in {facts['priority_count']} of the {facts['priority_set_count']} priority countries"
    if component == "relationship":
        return f"relationship: {dictionary.label_of('donor_relationship')[facts['relationship']].lower()}"
    if component == "timing":
        month = dictionary.label_of("month").get(facts["decision_month"], "")
        stage = dictionary.label_of("budget_stage")[facts["budget_stage"]].lower()
        return f"budget: {stage}" + (f"; it decides in {month}" if month else "")
    return _SAID[component].format(
        number=f"{value / 1e6:,.1f} million" if value >= 1e6 else words.number(value),
        decimal=words.number(value, 2),
        usd=words.usd(value),
        projects=words.count(int(value), "project"),
        funds=words.count(int(value), "pooled fund"),
    )


def placed(of: Assessed, across: str, up: str) -> pd.DataFrame:
    """The scored donors on two axes, each a part of the score or one component: `across_points`, `up_points`, `approach`.

    A part is the weighted mean of its known components. The borders are the medians of those placed, who lies on one counts
    as above.
    """
    axes = {"across_points": axis(of, across), "up_points": axis(of, up)}
    rows = of.scored.assign(**axes).dropna(subset=list(axes))
    is_right, is_high = (rows[name] >= rows[name].median() for name in axes)
    names = np.select([is_right & is_high, is_right, is_high], QUADRANTS[:3], QUADRANTS[3])
    return rows.assign(approach=names)


def axis(of: Assessed, name: str) -> pd.Series:
    """The points of each donor, 0–100, in one component or, by the weights in force, in a part of the score."""
    if name in of.points:
        return of.points[name].round()
    members = [component for component, part in of.parts.items() if part == name]
    return scores.scored(of.points[members], of.weights)["score"]


_SAID = {
    "years_giving": "gave to statistics in {number} of the 11 years 2010–2020",
    "statistics_share": "gave USD {decimal} to statistics (a year, 2018–2020) for every USD 1,000 of aid (2024)",
    "migration_records": "{projects} on migration statistics in 2010–2020",
    "migrants": "{number} migrants live there",
    "aid_income_share": "gives {decimal} % of its national income as aid (2024)",
    "room": "{number} % of its aid is left after refugee costs at home (2024)",
    "statistics_a_year": "paid {usd} a year to statistics in 2018–2020",
    "grants": "{number} % of its money to statistics is grants",
    "pooled": "has paid into {funds}",
}
_RANKED = {  # one, many, and when
    "iom": ("voluntary contributor to IOM", "voluntary contributors to IOM", "a year in 2022–2024"),
    "unhcr": ("voluntary contributor to UNHCR", "voluntary contributors to UNHCR", "a year in 2022–2024"),
    "aid": ("giver of aid", "givers of aid", "in 2024"),
}
_PLACES = ("largest", "second largest", "third largest", "fourth largest", "fifth largest")


def in_a_sentence(parts: list[str]) -> str:
    """Reasons as one sentence without its full stop."""
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}" if text else "In nothing that is known above the middle donor"


def _place(known: Sequence[float], value: float, one: str, many: str) -> str:
    place = known.index(value)
    return f"{_PLACES[place]} {one}" if place < len(_PLACES) else f"no. {place + 1} of {len(known)} {many}"


def _change(value: float) -> str:
    return f"{words.number(abs(value))} % {'more' if value > 0 else 'less'}"
