"""Charts of the first page on tables that can be read by eye."""

import pandas as pd
import pytest

from landscape.charts import overview as charts

FIGURES = {
    "first_year": 2010,
    "last_year": 2020,
    "support_usd": 1e9,
    "strict_usd": 2e6,
    "wide_usd": 5e6,
    "strict_pct": 0.2,
    "wide_pct": 0.5,
    "largest_wide_usd": 2e6,
    "largest_wide_year": 2016,
    "largest_wide_title": "Border system",
    "largest_wide_donor": "Alpha",
    "early_strict_pct": 0.07,
    "late_strict_pct": 0.43,
    "migration_donor_count": 2,
    "weak_migration_donor_count": 1,
    "donor_count": 4,
    "old_census_count": 1,
    "census_country_count": 3,
    "census_as_of_year": 2024,
}


@pytest.fixture
def years():
    return pd.DataFrame(
        {
            "year": [2016, 2016, 2017],
            "theme": ["migration", "migration_statistics", None],
            "amount_usd": [3e6, 2e6, None],
            "record_count": [2, 1, 0],
        }
    )


def test_a_year_without_migration_statistics_keeps_its_place(years):
    figure = charts.migration_by_year(years, FIGURES)
    assert figure.chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"] == [2016, 2017]
    assert "USD 2.0 m of USD 1.00 bn by the strict rule (0.20 %), USD 5.0 m with any migration title" in figure.takeaway
    largest = "The largest single record, “Border system” (Alpha, 2016, USD 2.0 m), alone makes 40 % of the wide figure."
    assert largest in figure.takeaway
    assert "The strict share rose from 0.07 % in 2010–2014 to 0.43 % in 2018–2020." in figure.takeaway


def test_a_share_that_did_not_change_or_is_not_known_is_said_so(years):
    assert "strict share fell" in charts.migration_by_year(years, FIGURES | {"late_strict_pct": 0.01}).takeaway
    assert "0.07 % in 2010–2014 and again" in charts.migration_by_year(years, FIGURES | {"late_strict_pct": 0.07}).takeaway
    assert "strict share" not in charts.migration_by_year(years, FIGURES | {"late_strict_pct": None}).takeaway


def test_a_small_largest_payment_is_not_mentioned(years):
    assert "largest single record" not in charts.migration_by_year(years, FIGURES | {"largest_wide_usd": 1e5}).takeaway


def test_five_donors_are_set_against_all_with_a_known_amount():
    rows = pd.DataFrame(
        {
            "donor_name": list("ABCDEFG"),
            "donor_type": ["DAC member"] * 7,
            "amount_usd": [50e6, 20e6, 10e6, 5e6, 5e6, 10e6, None],
        }
    )
    figure = charts.largest_donors(rows)
    figure.chart.to_dict()
    assert "Five of 6 donors with a known amount gave 90 %" in figure.takeaway
    assert charts.largest_donors(rows.head(1)).takeaway == "1 donor gave USD 50.0 m."


def test_the_region_with_the_lowest_median_comes_first():
    rows = pd.DataFrame(
        {
            "country_name": ["K", "L", "M"],
            "region": ["Europe", "Africa", "Africa"],
            "year": [2024] * 3,
            "spi_score": [90.0, 40.0, 60.0],
        }
    )
    figure = charts.capacity(rows)
    assert figure.chart.to_dict()["layer"][0]["encoding"]["y"]["sort"] == ["Africa", "Europe"]
    assert "1 of 3 countries scored less than 50; the median is lowest in Africa (50)" in figure.takeaway


def test_the_key_figures_are_four_and_keep_the_two_rules_apart():
    figures = charts.facts(FIGURES)
    assert len(figures) == 4
    assert figures[1][1:] == ("0.20–0.50 %", "Strict: about migration data. Wide: any migration title, border control included")


def test_donors_known_by_weak_evidence_are_told_apart():
    assert "1 of them on weak evidence only" in charts.facts(FIGURES)[2][2]
