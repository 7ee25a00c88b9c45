"""Scores, worked out by hand, and what must hold whatever the values are."""

import numpy as np
import pandas as pd
import pytest

from landscape.strategy import scores

NAN = float("nan")
VALUES = pd.DataFrame({"gap": [80.0, 20, NAN, NAN], "stock": [40.0, 60, 70, NAN]}, index=["KEN", "FRA", "TUV", "XKX"])


def test_a_score_is_the_weighted_mean_of_what_is_known():
    made = scores.scored(VALUES, {"gap": 3, "stock": 1})
    assert made["score"].tolist()[:3] == [70, 30, 70]  # (3·80 + 40) / 4; (3·20 + 60) / 4; 70 alone
    assert made["coverage_pct"].tolist() == [100, 100, 25, 0]
    assert made["score_rank"].tolist()[:3] == [1, 3, 1]  # who has the same score has the same rank
    assert made.loc["XKX", ["score", "score_rank"]].isna().all()


def test_who_is_known_too_little_has_no_score_and_no_rank():
    made = scores.scored(VALUES, {"gap": 3, "stock": 1}, least=50)
    assert made["score"].isna().tolist() == [False, False, True, True]
    assert made["coverage_pct"]["TUV"] == 25
    assert scores.scored(VALUES, {"gap": 1, "stock": 1}, least=50)["score"]["TUV"] == 70  # exactly half is enough


def test_without_any_weight_nobody_is_scored():
    assert scores.scored(VALUES, {"gap": 0})["score"].isna().all()
    assert scores.rank_range(VALUES, {"gap": 0}).isna().all(axis=None)


def test_min_max_is_cut_off_at_the_5th_and_95th_percentile():
    raw = pd.DataFrame({"more": np.arange(101.0), "less": np.arange(101.0)})
    made = scores.normalised(raw, {"less": True})
    assert made["more"].iloc[[0, 5, 50, 95, 100]].tolist() == [0, 0, 50, 100, 100]
    assert made["less"].iloc[[0, 5, 50, 95, 100]].tolist() == [100, 100, 50, 0, 0]


def test_ranks_say_how_many_of_the_others_lie_below():
    raw = pd.DataFrame({"one": [5.0, 1, 1, NAN, 900]})
    assert scores.normalised(raw, {}, "rank")["one"].tolist()[:3] == pytest.approx([200 / 3, 50 / 3, 50 / 3])
    assert scores.normalised(raw, {}, "rank")["one"].isna().tolist() == [False, False, False, True, False]


def test_a_component_that_is_the_same_everywhere_says_nothing():
    raw = pd.DataFrame({"same": [3.0, 3, NAN]})
    assert scores.normalised(raw, {})["same"].isna().all()


def test_contributions_add_up_to_the_score():
    made = scores.contributions(VALUES.loc["KEN"], {"gap": 3, "stock": 1})
    assert made["contribution"].tolist() == [60, 10]
    assert made["weight_pct"].tolist() == [75, 25]
    alone = scores.contributions(VALUES.loc["TUV"], {"gap": 3, "stock": 1})
    assert alone["contribution"].isna().tolist() == [True, False]
    assert alone["contribution"].sum() == 70


def random_values(seed: int, rows: int = 40, columns: int = 6) -> tuple[pd.DataFrame, dict[str, float]]:
    draw = np.random.default_rng(seed)
    values = pd.DataFrame(draw.uniform(0, 100, (rows, columns)), columns=list("abcdefgh"[:columns]))
    return values.mask(draw.random(values.shape) < 0.3), dict(zip(values, draw.integers(0, 11, columns), strict=True))


@pytest.mark.parametrize("seed", range(25))
def test_to_lose_a_value_changes_coverage_and_never_counts_as_a_zero(seed):
    values, weights = random_values(seed)
    weights["a"] = max(weights["a"], 1)
    before, covered = scores._means(values, weights)
    after, left = scores._means(values.assign(a=NAN), weights)
    had = values["a"].notna() & after.notna()
    assert (left[had] < covered[had]).all()
    assert ((after - before)[had] * (before - values["a"])[had] >= -1e-9).all()  # the score moves away from what was lost
    others = values.drop(columns="a")[[name for name in values.columns[1:] if weights[name]]]
    assert ((after[had] >= others[had].min(axis=1) - 1e-9) & (after[had] <= others[had].max(axis=1) + 1e-9)).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_range_of_ranks_holds_the_ranks_of_plain_loops(seed):
    values, weights = random_values(seed, rows=12)
    weights["a"] = 5
    made = scores.rank_range(values, weights)
    listed = values[scores.scored(values, weights)["score"].notna()]
    weight = np.array([weights[name] for name in values], dtype=float)
    drawn = np.zeros((scores.DRAWS, len(weight)))
    drawn[:, weight > 0] = np.random.default_rng(scores.SEED).dirichlet(
        scores.SPREAD * weight[weight > 0] / weight.sum(), scores.DRAWS
    )
    ranks = pd.DataFrame(
        [scores.scored(listed, dict(zip(values, draw, strict=True)))["score_rank"] for draw in drawn[:200]], columns=listed.index
    )
    whole = made.loc[listed.index]
    inside = ((ranks >= whole["rank_low"]) & (ranks <= whole["rank_high"])).mean()
    assert (inside > 0.8).all()
    assert (whole["rank_low"] <= whole["rank_high"]).all()


def test_a_range_is_the_same_in_every_session_and_a_clear_first_stays_first():
    values = pd.DataFrame({"a": [90.0, 50, 10], "b": [90.0, 40, 20]})
    made = scores.rank_range(values, {"a": 5, "b": 5})
    assert made.equals(scores.rank_range(values, {"a": 5, "b": 5}))
    assert made.to_numpy().tolist() == [[1, 1], [2, 2], [3, 3]]


def test_leaving_out_a_component_that_decides_shifts_ranks():
    values = pd.DataFrame({"a": [90.0, 50, 10], "b": [10.0, 50, 90], "c": [80.0, 50, 10]})
    made = scores.without_each(values, {"a": 4, "b": 1, "c": 0}).set_index("component")
    assert list(made.index) == ["a", "b"]
    assert made.loc["a", ["same_order", "mean_shift", "largest_shift"]].tolist() == [-1, pytest.approx(4 / 3), 2]
    assert made.loc["b", "mean_shift"] == 0


def test_other_methods_are_compared_with_the_one_in_force():
    raw, weights = random_values(3)
    made = scores.compared_methods(raw, {"b": True}, weights)
    assert made[["normalisation", "aggregation"]].values.tolist() == [
        ["min-max", "geometric"],
        ["rank", "arithmetic"],
        ["rank", "geometric"],
    ]
    assert made["same_order"].between(-1, 1).all()
    assert (scores.compared_methods(raw, {}, weights, how="rank")["normalisation"] == "min-max").sum() == 2


def test_correlations_need_ten_rows():
    values, _ = random_values(1, rows=60)
    assert scores.correlations(values).loc["a", "a"] == 1
    assert np.isnan(scores.correlations(values.head(8)).loc["a", "b"])
