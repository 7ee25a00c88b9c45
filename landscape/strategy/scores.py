"""Scores out of many components, in the sense of the OECD/JRC Handbook on Constructing Composite Indicators (2008).

Unknown is never zero: a score is the weighted mean of what is known, and its coverage says how much of the weight that is.
Throughout, `values` has one row per country or donor and one column per component; NaN is unknown. Scores are whole numbers,
and who has the same score has the same rank: the components do not carry more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

Normalisation = Literal["min-max", "rank"]

DRAWS = 1000
SEED = 2018  # the year of the Global Compact for Migration; any fixed one gives the same range in every session
SPREAD = 30  # of the Dirichlet: a weight of one in ten then varies by about half of itself (a standard deviation)
LOW, HIGH = 5, 95  # percentiles: where a component is cut off, and the ends of a range of ranks


def normalised(raw: pd.DataFrame, falls: Mapping[str, bool], how: Normalisation = "min-max") -> pd.DataFrame:
    """Components on a scale of 0–100 where more means a higher score; `falls` names those where more means a lower one.

    "min-max": cut off at the 5th and 95th percentile of what is known, then stretched to 0–100; a component in which all have
    the same value says nothing and is unknown. "rank": the share of the others that lie below, half of those that are equal.
    """
    numbers = raw.astype("float64")
    if how == "rank":
        known = numbers.count()
        scaled = 100 * (numbers.rank(method="average") - 1) / (known - 1).where(known > 1)
    else:
        scaled = pd.DataFrame(_stretched(numbers.to_numpy()), numbers.index, numbers.columns)
    for name, is_less in falls.items():
        if is_less:
            scaled[name] = 100 - scaled[name]
    return scaled


def _stretched(numbers: np.ndarray) -> np.ndarray:
    """Columns cut off at two percentiles and stretched between them to 0–100; NumPy alone takes a tenth of the time of pandas."""
    ends = np.full((2, numbers.shape[1]), np.nan)
    there = ~np.isnan(numbers).all(axis=0)
    if there.any():
        ends[:, there] = np.nanpercentile(numbers[:, there], [LOW, HIGH], axis=0)
    low, high = ends
    width = np.where(high > low, high - low, np.nan)
    return 100 * (np.clip(numbers, low, high) - low) / width


def scored(values: pd.DataFrame, weights: Mapping[str, float], least: float = 0) -> pd.DataFrame:
    """Per row: `score` 0–100, `coverage_pct` as a percentage of the weight that is known, and `score_rank` from 1.

    A row with a coverage below `least` (%) or without anything known has no score and no rank.
    """
    return _ranked(*_means(values, weights), least)


def rank_range(values: pd.DataFrame, weights: Mapping[str, float], least: float = 0) -> pd.DataFrame:
    """Per row that is scored: `rank_low` and `rank_high`, between which nine in ten ranks lie when the weights vary.

    Weights are drawn 1,000 times from a Dirichlet distribution around those in force (Handbook, section 7: uncertainty analysis).
    A component with the weight 0 stays out.
    """
    listed = values[scored(values, weights, least)["score"].notna()]
    ranges = pd.DataFrame(index=values.index, columns=["rank_low", "rank_high"], dtype="float64")
    if listed.empty:
        return ranges
    weight = _in_order(listed, weights)
    known, moved = listed.notna().to_numpy("float64"), weight > 0
    drawn = np.random.default_rng(SEED).dirichlet(SPREAD * weight[moved] / weight.sum(), DRAWS)
    there = known[:, moved]
    filled = np.nan_to_num(listed.to_numpy("float64")[:, moved])
    scores = np.rint(drawn @ filled.T / (drawn @ there.T)).astype(int)  # draws × rows
    at = scores + 101 * np.arange(DRAWS)[:, None]
    counts = np.bincount(at.ravel(), minlength=101 * DRAWS).reshape(DRAWS, 101)
    above = counts[:, ::-1].cumsum(axis=1)[:, ::-1] - counts  # how many rows of a draw have a higher score than this one
    ranks = 1 + np.take_along_axis(above, scores, axis=1)
    ranges.loc[listed.index] = np.rint(np.percentile(ranks, [LOW, HIGH], axis=0)).T
    return ranges


def contributions(values: pd.Series, weights: Mapping[str, float]) -> pd.DataFrame:
    """How one score comes about: per component its `value`, `weight_pct` of the known weight, and `contribution` in points.

    The contributions add up to the score before rounding. What is unknown has no weight and no contribution.
    """
    weight = pd.Series(weights, dtype="float64").reindex(values.index).fillna(0).where(values.notna())
    share = weight / weight.sum() if weight.sum() else weight * np.nan
    return pd.DataFrame({"value": values, "weight_pct": 100 * share, "contribution": share * values})


def correlations(values: pd.DataFrame) -> pd.DataFrame:
    """Spearman's correlation of every two components, over rows where both are known; unknown below ten of these."""
    return values.corr(method=_spearman, min_periods=10)


def without_each(values: pd.DataFrame, weights: Mapping[str, float], least: float = 0) -> pd.DataFrame:
    """What leaving out one component does to the ranking: `component`, `same_order` (−1 to 1), `mean_shift`, `largest_shift`.

    Shifts are in ranks, over the rows that both rankings have.
    """
    base = scored(values, weights, least)["score_rank"]
    rows = []
    for name in values.columns:
        if weights.get(name, 0):
            other = scored(values, {**weights, name: 0}, least)["score_rank"]
            rows.append({"component": name, **_compared(base, other)})
    return pd.DataFrame(rows, columns=["component", "same_order", "mean_shift", "largest_shift"])


def compared_methods(
    raw: pd.DataFrame, falls: Mapping[str, bool], weights: Mapping[str, float], least: float = 0, how: Normalisation = "min-max"
) -> pd.DataFrame:
    """The ranking in force against those of other methods: `normalisation`, `aggregation`, and as in `without_each`.

    The geometric mean is the Handbook's alternative in which a low component is not made good by a high one; zeros count as 1.
    """
    base = scored(normalised(raw, falls, how), weights, least)["score_rank"]
    rows = []
    for normalisation in ("min-max", "rank"):
        values = normalised(raw, falls, normalisation)
        logs, covered = _means(np.log(values.clip(lower=1)), weights)
        others = {"arithmetic": scored(values, weights, least), "geometric": _ranked(np.exp(logs), covered, least)}
        for aggregation, other in others.items():
            if (normalisation, aggregation) != (how, "arithmetic"):
                compared = _compared(base, other["score_rank"])
                rows.append({"normalisation": normalisation, "aggregation": aggregation, **compared})
    return pd.DataFrame(rows)


def _in_order(values: pd.DataFrame, weights: Mapping[str, float]) -> np.ndarray:
    """The weights in the order of the columns; a component without one has 0."""
    return np.array([weights.get(name, 0) for name in values.columns], dtype="float64")


def _means(values: pd.DataFrame, weights: Mapping[str, float]) -> tuple[pd.Series, pd.Series]:
    """Per row the weighted mean of what is known, NaN where nothing is, and the share of the weight that is known."""
    weight = _in_order(values, weights)
    known = pd.Series(values.notna().to_numpy("float64") @ weight, values.index)
    total = pd.Series(values.fillna(0).to_numpy("float64") @ weight, values.index)
    return total / known.where(known > 0), known / (weight.sum() or 1)


def _ranked(mean: pd.Series, covered: pd.Series, least: float) -> pd.DataFrame:
    score = mean.where(100 * covered >= least - 1e-9).round()
    return pd.DataFrame(
        {"score": score, "coverage_pct": (100 * covered).round(), "score_rank": score.rank(method="min", ascending=False)}
    )


def _compared(base: pd.Series, other: pd.Series) -> dict[str, float]:
    """How far two rankings agree, over the rows that both have."""
    both = pd.DataFrame({"base": base, "other": other}).dropna()
    shift = (both["base"] - both["other"]).abs()
    order = _spearman(both["base"].to_numpy(), both["other"].to_numpy()) if len(both) > 1 else np.nan
    return {"same_order": order, "mean_shift": shift.mean(), "largest_shift": shift.max()}


def _spearman(one: np.ndarray, other: np.ndarray) -> float:
    """Pearson's correlation of ranks; unknown where all values of one are equal."""
    ranks = [pd.Series(values).rank() for values in (one, other)]
    return ranks[0].corr(ranks[1]) if min(rank.nunique() for rank in ranks) > 1 else np.nan
