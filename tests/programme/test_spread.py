"""How sure the cost is: the draws against closed forms, and the same for everybody."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from landscape import store
from landscape.programme.costs import KINDS, costed
from landscape.programme.spread import DRAWS, SHARES, drivers, mean_usd, quantiles, shape, spread
from tests.programme.lines import PLAIN, RATES, line, lines, random_programme

RANGED = {"unit_cost_low": 50.0, "unit_cost_high": 300.0}


def made(*some, assumed=PLAIN):
    return costed(lines(*some), assumed, RATES)


def variance(low, central, high):
    """Of a PERT distribution, after Malcolm and others in the exact form of the beta distribution."""
    mean = (low + 4 * central + high) / 6
    return (mean - low) * (high - mean) / 7


def exact(low, central, high, share):
    """A quantile by adding up the density of the beta distribution in a million steps."""
    alpha = 1 + 4 * (central - low) / (high - low)
    middle = (np.arange(1_000_000) + 0.5) / 1_000_000
    below = np.cumsum(middle ** (alpha - 1) * (1 - middle) ** (5 - alpha))
    return low + (high - low) * middle[np.searchsorted(below / below[-1], share)]


def test_without_a_range_the_cost_is_certain():
    found = spread(made(line("a"), line("b", quantity=3.0)))
    assert found.values.tolist() == [[1_300.0] * 4]


@pytest.mark.parametrize("low, central, high", [(50, 100, 300), (0, 100, 100), (100, 100, 900), (99, 100, 101)])
def test_a_single_line_has_the_quantiles_and_the_mean_of_its_distribution(low, central, high):
    one = made(line("a", unit_cost=float(central), unit_cost_low=float(low), unit_cost_high=float(high)))
    found = spread(one).iloc[0]
    expected = [10 * exact(low, central, high, share / 100) for share in SHARES]
    assert found[[f"p{share}_usd" for share in SHARES]].tolist() == pytest.approx(expected, rel=2e-3)
    assert found["mean_usd"] == pytest.approx(mean_usd(one), rel=1e-4)
    assert mean_usd(one) == pytest.approx(10 * (low + 4 * central + high) / 6)


def test_the_mean_of_many_lines_is_that_of_the_closed_form_with_any_correlation():
    rows, assumed, where = random_programme(3)
    many = costed(rows, assumed, RATES, where)
    for correlation in (0, 30, 100):
        assert spread(many, correlation)["mean_usd"].iloc[0] == pytest.approx(mean_usd(many), rel=1e-4)


def test_the_variance_of_independent_lines_is_the_sum_of_theirs():
    some = [line(f"l{n}", unit_cost=100.0 + n, unit_cost_low=40.0, unit_cost_high=300.0 + 5 * n) for n in range(200)]
    found = spread(made(*some)).iloc[0]
    deviation = np.sqrt(sum(100 * variance(40, 100 + n, 300 + 5 * n) for n in range(200)))
    # a sum of 200 is nearly normal: its 10th and 90th percentile lie 2.563 standard deviations apart
    assert (found["p90_usd"] - found["p10_usd"]) / 2.563 == pytest.approx(deviation, rel=0.03)
    assert drivers(made(*some))["variance_share_pct"].sum() == pytest.approx(100)


def test_lines_that_are_dear_together_have_the_sum_of_their_quantiles():
    some = [line("a", **RANGED), line("b", quantity=4.0, unit_cost_low=10.0, unit_cost_high=120.0), line("c")]
    together = spread(made(*some), 100).iloc[0]
    alone = sum(spread(made(one), 100).iloc[0] for one in some)
    assert together.tolist() == pytest.approx(alone.tolist(), rel=1e-5)
    apart = spread(made(*some), 0).iloc[0]
    assert apart["p90_usd"] - apart["p10_usd"] < together["p90_usd"] - together["p10_usd"]


def test_the_wider_the_correlation_the_wider_the_spread():
    rows, assumed, where = random_programme(4)
    many = costed(rows, assumed, RATES, where)
    widths = [(one["p90_usd"] - one["p10_usd"]).iloc[0] for one in (spread(many, share) for share in (0, 25, 50, 75, 100))]
    assert widths == sorted(widths)


def test_the_same_programme_has_the_same_spread_also_in_another_process():
    rows, assumed, where = random_programme(5)
    first, second = (spread(costed(rows, assumed, RATES, where), 40, "year") for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    code = (
        "from tests.programme.lines import RATES, random_programme\n"
        "from landscape.programme.costs import costed\nfrom landscape.programme.spread import spread\n"
        "rows, assumed, where = random_programme(5)\n"
        "print(spread(costed(rows, assumed, RATES, where), 40, 'year').round(2).to_csv(index=False))"
    )
    other = subprocess.run([sys.executable, "-c", code], cwd=store.ROOT, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == first.round(2).to_csv(index=False).strip()


def test_a_line_that_comes_in_moves_no_draw_of_another():
    one, other = line("a", **RANGED), line("b", activity_id="train", **RANGED)
    for correlation in (0, 50):
        alone = spread(made(one), correlation, "activity_name")
        both = spread(made(other, one), correlation, "activity_name")
        pd.testing.assert_frame_equal(both[both["activity_name"] == "Mapping"].reset_index(drop=True), alone)


@pytest.mark.parametrize("kind", KINDS)
def test_the_means_of_the_parts_add_up_and_their_names_are_those_of_the_sums(kind):
    rows, assumed, where = random_programme(6)
    many = costed(rows, assumed, RATES, where)
    found = spread(many, 20, kind)
    assert found["mean_usd"].sum() == pytest.approx(spread(many, 20)["mean_usd"].iloc[0], rel=1e-5)
    assert set(found[kind]) == set(many.by(kind)[kind])
    assert ((found["p10_usd"] <= found["p50_usd"]) & (found["p50_usd"] <= found["p90_usd"])).all()


def test_the_widest_line_comes_first_and_a_line_without_a_range_not_at_all():
    table = drivers(made(line("a", unit_cost_high=110.0), line("b", **RANGED), line("c")))
    assert table["line_id"].tolist() == ["b", "a"]
    first = table.iloc[0]
    assert first["low_cost_usd"] == pytest.approx(3_000 + 10 * (exact(50, 100, 300, 0.1) - 100), rel=1e-3)
    assert first["swing_usd"] == pytest.approx(first["high_cost_usd"] - first["low_cost_usd"])
    assert first["variance_share_pct"] == pytest.approx(
        100 * variance(50, 100, 300) / (variance(50, 100, 300) + variance(100, 100, 110)), rel=1e-6
    )


def test_nothing_that_counts_has_no_spread():
    assert spread(made(line("a", quantity=None))).empty
    assert drivers(made(line("a", quantity=None))).empty


def test_quantiles_are_those_of_the_beta_distribution():
    alpha = shape(np.array([0.0]), np.array([0.5]), np.array([1.0]))
    assert alpha.tolist() == [3.0]
    assert quantiles(alpha, np.array([0.5]))[0, 0] == pytest.approx(0.5, abs=1e-6)
    assert len(quantiles(alpha, (np.arange(DRAWS) + 0.5) / DRAWS)[0]) == DRAWS
