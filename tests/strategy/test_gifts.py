"""The gift table, worked out by hand."""

import pandas as pd
import pytest

from landscape.strategy.gifts import gift_table


def able(*amounts):
    """Prospects, the most promising first, each with the most that can be asked of it."""
    return pd.DataFrame({"donor_name": [f"D{n}" for n in range(1, len(amounts) + 1)], "large_gift_usd": amounts})


def test_four_levels_bring_a_quarter_of_the_target_each():
    made = gift_table(8e6, able(*[9e6] * 50))
    assert made["gift_usd"].tolist() == [2e6, 1e6, 0.5e6, 0.25e6]
    assert made["gift_count"].tolist() == [1, 2, 4, 8]
    assert made["level_usd"].tolist() == [2e6] * 4
    assert made["raised_usd"].tolist() == [2e6, 4e6, 6e6, 8e6]
    assert made["prospects_needed"].tolist() == [3, 6, 12, 24]
    assert made["prospects_missing"].tolist() == [0, 0, 0, 0]


def test_no_gift_is_larger_than_three_prospects_gave():
    made = gift_table(8e6, able(5e6, 3e6, 1e6, 1e5))
    assert made["gift_usd"].iloc[0] == 1e6  # the third largest; a quarter of the target would be 2 m
    assert made["gift_count"].tolist() == [2, 4, 8, 16]  # 2 m in gifts of 1 m, 0.5 m, 0.25 m, 0.125 m


def test_gifts_are_counted_up_so_that_the_target_is_reached():
    made = gift_table(10e6, able(0.9e6, 0.9e6, 0.9e6))
    assert made["gift_count"].tolist() == [3, 6, 12, 23]  # 2.5 m / 0.9 m = 2.8; / 0.1125 m = 22.2
    assert made["raised_usd"].iloc[-1] == pytest.approx(0.9e6 * (3 + 3 + 3 + 23 / 8))
    assert made["raised_usd"].iloc[-1] >= 10e6


def test_each_prospect_is_asked_once_for_the_largest_gift_that_needs_one():
    made = gift_table(4e6, able(1e6, 0.2e6, 5e6, 5e6, 5e6, 0.1e6))
    assert made["gift_usd"].tolist() == [1e6, 0.5e6, 0.25e6, 0.125e6]
    assert made["prospect_names"].tolist() == [["D1", "D3", "D4"], ["D5"], [], ["D2"]]  # of D6 nothing so large was ever seen
    assert made["prospects_missing"].tolist() == [0, 5, 12, 23]


def test_who_never_paid_is_asked_for_nothing():
    made = gift_table(4e6, able(float("nan"), 0, 2e6))
    assert made["prospect_names"].tolist()[0] == ["D3"]


@pytest.mark.parametrize("target", [0, 4e6])
def test_without_a_target_or_without_donors_there_is_no_table(target):
    assert gift_table(target, able(*([2e6] if not target else [float("nan")]))).empty
