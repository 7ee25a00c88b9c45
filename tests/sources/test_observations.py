"""A value is known or has no row; zero is a value."""

import pandas as pd
import pytest

from landscape.sources.observations import in_percent, observation_rows


def wide(**columns):
    return pd.DataFrame({"iso3": ["KEN", "TON"], "year": ["2020", "2020"], **columns})


def test_an_unknown_value_has_no_row_and_a_zero_has_one():
    rows = observation_rows(wide(score=["", "0"]), {"score": "some_score"}, "some-source", {"KEN", "TON"})
    assert rows.to_dict("records") == [
        {"indicator_id": "some_score", "iso3": "TON", "year": 2020, "value": 0.0, "source_id": "some-source"}
    ]


def test_an_area_outside_the_country_table_is_left_out():
    rows = observation_rows(wide(score=["1", "2"]), {"score": "some_score"}, "some-source", {"KEN"})
    assert list(rows["iso3"]) == ["KEN"]


def test_two_values_for_one_country_and_year_are_refused():
    twice = pd.concat([wide(score=["1", "2"]), wide(score=["3", "4"])])
    with pytest.raises(ValueError, match="repeated"):
        observation_rows(twice, {"score": "some_score"}, "some-source", {"KEN", "TON"})


def test_a_share_of_an_unknown_or_empty_whole_is_unknown():
    shares = in_percent(pd.Series([1.0, 1.0, 1.0]), pd.Series([4.0, 0.0, None]))
    assert shares[0] == 25
    assert shares[1:].isna().all()
