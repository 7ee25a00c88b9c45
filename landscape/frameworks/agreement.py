"""Assessments of statistical systems beside each other: where they agree, by rank correlation, and where they do not."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from landscape import dictionary
from landscape.filters import Filter, at_default

ASSESSED = [one.code for one in dictionary.codes("assessment")]
ALL = at_default(Filter("assessments", "Assessments", "many", default=tuple(ASSESSED)))  # no reader chooses among them
LEAST_PAIRS = 10  # countries of which both are known; of fewer no correlation is said


def wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Countries (ISO3) by assessment, the latest values; NaN where nothing is known. `rows` as `assessments` answers them."""
    table = rows.pivot(index="iso3", columns="indicator_id", values="latest_value")
    return table.reindex(columns=ASSESSED).astype("float64")


def spearman(one: pd.Series, other: pd.Series) -> tuple[float, int]:
    """Spearman's rank correlation (1904) and the number of pairs: Pearson's over mean ranks, over rows where both are known.

    Both have the same rows in the same order. NaN below `LEAST_PAIRS`, and where all values of one are the same.
    """
    one, other = one.to_numpy("float64"), other.to_numpy("float64")
    both = ~np.isnan(one) & ~np.isnan(other)
    one, other, count = one[both], other[both], int(both.sum())
    if count < LEAST_PAIRS or one.min() == one.max() or other.min() == other.max():
        return float("nan"), count
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1]), count


def _ranks(values: np.ndarray) -> np.ndarray:
    """The rank of each value from 1; equal values share the mean of theirs."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = counts.cumsum()
    return ((last - counts + 1 + last) / 2)[which]


def correlations(table: pd.DataFrame) -> pd.DataFrame:
    """One row per ordered pair of different assessments: indicator_id, other_id, spearman, pair_count."""
    known = {pair: spearman(table[pair[0]], table[pair[1]]) for pair in combinations(ASSESSED, 2)}
    made = [
        (one, other, *(known.get((one, other)) or known[other, one])) for one in ASSESSED for other in ASSESSED if one != other
    ]
    return pd.DataFrame(made, columns=["indicator_id", "other_id", "spearman", "pair_count"])


def differences(rows: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Countries of which both are known, the largest difference of ranks first.

    Columns: iso3, country_name, region, first_value, second_value, first_rank, second_rank, rank_gap. Rank 1 is the
    highest value; equal values share the mean of their ranks. A positive gap means a better place by the first.
    """
    values = wide(rows)[[first, second]].dropna() if first != second else wide(rows)[[first]].dropna()
    values = values.set_axis(["first_value", "second_value"][: values.shape[1]], axis=1)
    if first == second:
        values["second_value"] = values["first_value"]
    names = rows.drop_duplicates("iso3").set_index("iso3")[["country_name", "region"]]
    found = values.join(names)
    found["first_rank"] = found["first_value"].rank(ascending=False)
    found["second_rank"] = found["second_value"].rank(ascending=False)
    found["rank_gap"] = found["second_rank"] - found["first_rank"]
    order = (-found["rank_gap"].abs()).rename("order")
    found = found.assign(order=order).sort_values(["order", "country_name"], kind="stable").drop(columns="order")
    return found.reset_index()
