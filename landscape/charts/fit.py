"""How one donor fits as a prospect, for its profile: its score in words, what it is made of, and who is similar."""

from __future__ import annotations

import pandas as pd

from landscape import dictionary, words
from landscape.charts.prospects import rank_said, score_said
from landscape.strategy import scores, similar
from landscape.strategy.prospects import Assessed

COLUMNS = [
    "component",
    "part",
    "latest_said",
    "first_year",
    "last_year",
    "points",
    "weight",
    "weight_pct",
    "contribution",
    "publisher",
]


def said(of: Assessed, donor: str) -> str:
    """The score of a donor with its coverage and range of ranks; that it has none, where too little is known."""
    row = of.facts[donor]
    if words.is_unknown(row["score"]):
        return f"Not scored: too little known ({row['coverage_pct']} % of what the weights ask for). That is not a low score."
    ranks = of.ranked["score_rank"]
    sharing, ranked = int((ranks == row["score_rank"]).sum()), int(ranks.notna().sum())
    tie = f", shared with {words.count(sharing - 1, 'other')}" if sharing > 1 else ""
    return (
        f"Rank {row['score_rank']} of {words.count(ranked, 'donor')} with a score{tie}: {score_said(row)}. With weights "
        f"around those in force it is {rank_said(row)} in nine of ten rankings."
    )


def people_said(of: Assessed, donor: str) -> str:
    """What people filled in about a donor, in one sentence; that nobody did, where it is so."""
    row, found = of.facts[donor], []
    for name in ("relationship", "budget_stage", "decision_month", "contact_role"):
        if not words.is_unknown(row[name]):
            field = dictionary.table("donor").field(name)
            found.append(f"{field.label.lower()}: {dictionary.label_of(field.codes).get(row[name], row[name])}")
    return (
        f"Filled in by members: {'; '.join(found)}." if found else "Relationship, budget and contact: nobody has filled them in."
    )


def components(of: Assessed, donor: str, values: pd.DataFrame, listed: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """What a donor's score is made of, one row per component: raw value in words, years, points, weight, contribution, source."""
    own = listed.merge(values[values["donor_id"] == donor], on="component_id")
    added = scores.contributions(of.points.loc[donor], of.weights).reindex(own["component_id"])
    rows = own.assign(
        component=own["component_name"],
        latest_said=[_value_said(row) for row in own.itertuples()],
        points=added["value"].to_numpy(),
        weight=[of.weights.get(one, 0) for one in own["component_id"]],
        weight_pct=added["weight_pct"].to_numpy(),
        contribution=added["contribution"].to_numpy(),
        publisher=own["source_id"].map(dict(zip(sources["source_id"], sources["publisher"], strict=True))),
    )
    return rows[[*COLUMNS, "definition", "component_id", "source_id"]].reset_index(drop=True)


def alike(of: Assessed, donor: str) -> list[tuple[str, str]]:
    """The donors most like one: code, and name with how near it is in words."""
    near = similar.similar(of.points, donor)
    return [
        (
            row.donor_id,
            f"{of.facts[row.donor_id]['donor_name']}: distance {row.distance:.0f} of 100, {row.shared_count} components compared",
        )
        for row in near.itertuples()
    ]


def _value_said(row: object) -> str:
    if not row.is_applicable:
        return "not applicable"
    if words.is_unknown(row.value):
        return words.NOT_KNOWN
    unit = str(row.raw_unit)
    if unit.startswith("USD") and " per " not in unit:
        return words.usd(row.value) + unit.removeprefix("USD")
    decimals = 2 if unit.startswith("USD") or (unit == "%") else 0
    return f"{words.number(row.value, decimals)} {unit}"
