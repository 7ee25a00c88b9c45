"""Small tables that the charts of several pages are drawn from."""

import altair as alt
import pandas as pd
import pytest


@pytest.fixture
def years():
    return pd.DataFrame(
        {
            "donor_name": ["Alpha"] * 3,
            "donor_id": ["alpha"] * 3,
            "donor_type": ["DAC member"] * 3,
            "year": pd.array([2018, 2019, 2020], dtype="Int64"),
            "disbursement_usd": [1e6, 3e6, None],
            "commitment_usd": [5e6, None, 1e6],
            "record_count": pd.array([1, 2, 3], dtype="Int64"),
            "negative_count": pd.array([0, 1, 0], dtype="Int64"),
        }
    )


@pytest.fixture
def regions():
    return pd.DataFrame(
        {
            "donor_name": ["Alpha", "Alpha", "Beta"],
            "region_name": ["Several or not specified", "Africa", "Asia"],
            "amount_usd": [3e6, 1e6, 2e6],
            "share_pct": [75.0, 25.0, 100.0],
        }
    )


@pytest.fixture
def profile():
    """Makes the latest indicators of Kenya, by code."""
    return _profile


def _profile(**values):
    return pd.DataFrame(
        [
            {
                "indicator_id": code,
                "indicator_name": f"SPI pillar {n}: thing {n}",
                "country_name": "Kenya",
                "region": "Africa",
                "income_group": "Low income",
                "latest_value": value,
                "latest_year": 2024 if value is not None else None,
                "region_median": 50.0,
                "income_median": 45.0,
                "unit": "score, 0–100",
                "decimals": 1,
            }
            for n, (code, value) in enumerate(values.items())
        ]
    )


@pytest.fixture
def picks():
    """The named clicks of a figure, each with the field that is read back."""
    return lambda figure: {one["name"]: one["select"]["fields"] for one in figure.chart.to_dict()["params"] if "select" in one}


@pytest.fixture(autouse=True)
def rows_written_out():
    """Specifications hold their rows, so that a test can look at them."""
    with alt.data_transformers.enable("default"):
        yield
