"""Rank correlation and differences of ranks, worked out by hand."""

import pandas as pd
import pytest

from landscape.frameworks import agreement


def rows(**values):
    made = [(iso3, f"Land {iso3}", "Africa", code, value, "s") for code, of in values.items() for iso3, value in of.items()]
    return pd.DataFrame(made, columns=["iso3", "country_name", "region", "indicator_id", "latest_value", "source_id"])


TEN = {f"A{n:02}": float(n) for n in range(10)}


def test_spearman_is_that_of_the_textbook():
    """Ten pairs with one exchange of neighbours: 1 − 6 · 2 / (10 · 99)."""
    one = pd.Series(TEN)
    other = one.replace({3.0: 4.0, 4.0: 3.0})
    rank, count = agreement.spearman(one, other)
    assert (round(rank, 6), count) == (round(1 - 12 / 990, 6), 10)


def test_equal_values_share_the_mean_of_their_ranks():
    one, other = pd.Series(TEN), pd.Series({name: float(value > 4) for name, value in TEN.items()})
    assert agreement.spearman(one, other)[0] == pytest.approx(0.870388, abs=1e-6)


@pytest.mark.parametrize(
    "other", [pd.Series({**TEN, "A09": float("nan")}), pd.Series(dict.fromkeys(TEN, 1.0))], ids=["nine pairs", "all the same"]
)
def test_too_little_says_nothing(other):
    rank, count = agreement.spearman(pd.Series(TEN), other)
    assert pd.isna(rank) and count == other.count()


def test_every_pair_of_different_assessments_has_a_row():
    table = agreement.wide(rows(spi_overall=TEN, odin_overall=TEN))
    pairs = agreement.correlations(table)
    size = len(agreement.ASSESSED)
    assert len(pairs) == size * (size - 1)
    one = pairs[(pairs["indicator_id"] == "spi_overall") & (pairs["other_id"] == "odin_overall")].iloc[0]
    assert (round(one["spearman"], 12), one["pair_count"]) == (1, 10)
    none = pairs[(pairs["indicator_id"] == "spi_overall") & (pairs["other_id"] == "sdg_17_18_2")].iloc[0]
    assert pd.isna(none["spearman"]) and none["pair_count"] == 0


def test_the_largest_difference_of_ranks_comes_first():
    found = agreement.differences(
        rows(spi_overall={"AAA": 90.0, "BBB": 80.0, "CCC": 70.0, "DDD": 5.0}, odin_overall={"AAA": 1.0, "BBB": 9.0, "CCC": 8.0}),
        "spi_overall",
        "odin_overall",
    )
    assert found[["iso3", "first_rank", "second_rank", "rank_gap"]].values.tolist() == [
        ["AAA", 1, 3, 2],
        ["BBB", 2, 1, -1],
        ["CCC", 3, 2, -1],
    ]


def test_an_assessment_against_itself_differs_nowhere():
    found = agreement.differences(rows(spi_overall={"AAA": 90.0, "BBB": 80.0}), "spi_overall", "spi_overall")
    assert found["rank_gap"].tolist() == [0, 0]
