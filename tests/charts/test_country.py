"""Charts of the profile of a country: each is valid, and its sentence says the right numbers."""

import pandas as pd

from landscape.charts import country as charts
from landscape.charts import indicators


def test_capacity_is_compared_with_the_median_of_the_region(profile):
    figure = charts.capacity(profile(spi_overall=60.0, spi_pillar_1=20.0, spi_pillar_2=None), "Kenya")
    assert figure.chart.to_dict()
    assert figure.takeaway == (
        "Kenya is below its region’s median in 1 of 2 scores. The widest gap: Thing 1. 1 score is not known."
    )


def test_two_releases_are_two_lines_and_the_sentence_keeps_them_apart():
    series = pd.DataFrame(
        {
            "indicator_id": ["spi_overall", "spi_overall_earlier", "spi_overall_earlier"],
            "release": ["current", "earlier", "earlier"],
            "year": [2024, 2016, 2022],
            "value": [73.4, 55.9, 66.3],
        }
    )
    figure = charts.scores_over_time(series, "Kenya")
    line = figure.chart.to_dict()["layer"][0]
    assert line["encoding"]["color"]["field"] == "release"
    assert "Current release: 73.4 in 2024. Earlier release: 55.9 in 2016, 66.3 in 2022." in figure.takeaway


def test_migrants_are_said_for_the_last_year():
    series = pd.DataFrame(
        {"indicator_id": ["migrant_stock_in", "migrant_stock_out"], "year": [2024, 2024], "value": [992536.0, 5.0]}
    )
    figure = charts.movements(series, "Kenya")
    assert figure.chart.to_dict()
    assert figure.takeaway.startswith("In 2024: 992,536 immigrants and 5 emigrants.")


def test_support_without_an_amount_is_not_zero():
    years = pd.DataFrame({"year": [2012], "amount_usd": [None], "record_count": [3], "donor_count": [1]}).astype(
        {"amount_usd": float}
    )
    figure = charts.support_by_year(years, "Kenya")
    assert figure.chart.to_dict()
    assert figure.takeaway == "3 records name Kenya, none with an amount."


def test_a_single_donor_paid_all_of_it():
    donors = pd.DataFrame({"donor_name": ["Canada"], "amount_usd": [5e6]})
    figure = charts.donors_of(donors, "Kenya")
    assert figure.chart.to_dict()
    assert figure.takeaway == "Canada paid all of it."


def test_what_is_not_known_is_said(profile):
    said = charts.unknowns(
        "Kenya",
        profile(spi_overall=None),
        {"funding_count": 0, "institution_count": 0, "exchange_count": 1} | {"documented_country_count": 27},
    )
    assert said[0] == "No value is published for: SPI pillar 0: thing 0."
    assert any("27 countries" in one for one in said)


def test_repayments_are_said_instead_of_a_share():
    donors = pd.DataFrame({"donor_name": ["Canada", "Japan"], "amount_usd": [5e6, -1e6]})
    assert charts.donors_of(donors, "Kenya").takeaway == "2 donors disbursed USD 4.0 m, net of USD 1.0 m in repayments."


def test_gaps_are_counted_and_what_is_not_known_is_no_gap(profile):
    latest = profile(last_census_year=2009.0, spi_overall=40.0, sdg_17_18_3_funded=0.0, sdg_17_18_2=1.0, sdg_17_19_2_births=None)
    latest.loc[0, "unit"] = "year"
    assert charts.gaps(latest) == (
        "Gaps by these figures: last census in 2009, over 10 years ago; statistical performance below the median of Africa "
        "(2024); no fully funded statistical plan (2024) (3 of 8 signs of a gap looked at). "
        "4 could not be seen because no value is published. The age of the census is that in 2024."
    )
    none = charts.gaps(profile(spi_overall=60.0))
    assert none.startswith("None of the 8 signs of a gap looked at is found. 7 could not")
    assert "census" not in none


def test_a_census_is_said_to_be_seen_from_the_year_of_the_figures(profile):
    latest = profile(last_census_year=2015.0, spi_overall=60.0, odin_population_coverage=60.0).assign(region_median=None)
    latest.loc[0, "unit"] = "year"
    assert charts.gaps(latest).endswith("The age of the census is that in 2024.")
    years = pd.DataFrame({"year": [], "amount_usd": []})
    assert ("Last population census", "2015", "seen from 2024") in charts.key_figures(latest, years)
    assert ("Last population census", "2015", "seen from 2024 · Africa: median 2016") in charts.key_figures(
        latest.assign(region_median=2016.0), years
    )


def test_a_zero_that_may_be_no_report_is_said(profile):
    latest = profile(internally_displaced=0.0, refugees_hosted=0.0).assign(unit="persons", decimals=0)
    assert [said for _, said in charts.facts(latest)] == ["0 as reported; may mean not reported (2024)", "0 (2024)"]


def test_a_download_has_the_medians_once(profile):
    rows = indicators.in_words(profile(spi_overall=60.0))
    assert rows["region_median_said"].tolist() == ["50.0"]
    assert not {"region_median_said", "income_median_said"} & set(indicators.in_numbers(rows))
    assert "region_median" in indicators.in_numbers(rows)


def test_a_click_returns_the_year_or_the_indicator(profile, picks):
    years = pd.DataFrame({"year": [2015], "amount_usd": [1e6], "record_count": [1], "donor_count": [1]})
    series = pd.DataFrame(
        {
            "indicator_id": ["spi_overall", "migrant_stock_in"],
            "indicator_name": ["SPI overall score", "Immigrants living in the country"],
            "release": ["current", "current"],
            "year": [2024, 2024],
            "value": [73.4, 992536.0],
        }
    )
    assert picks(charts.support_by_year(years, "Kenya")) == {"mark": ["year"]}
    assert picks(charts.capacity(profile(spi_overall=60.0), "Kenya")) == {"mark": ["indicator_name"]}
    assert picks(charts.scores_over_time(series, "Kenya")) == {"mark": ["release"]}
    assert picks(charts.movements(series, "Kenya")) == {"mark": ["indicator_name"]}
    marks = ["Current release", "Immigrants", "Emigrants", "ODIN overall score"]
    assert [charts.indicator_of(mark, series) for mark in marks] == [*series["indicator_name"], *marks[2:]]


def test_the_link_to_the_reasons_of_a_rank_scores_all_where_the_country_is_no_aid_recipient():
    kenya = {"country_name": "Kenya", "is_oda_eligible": True}
    assert charts.reasons_of(kenya) == {"country": "Kenya", "view": "Why this rank"}
    assert charts.reasons_of({**kenya, "is_oda_eligible": False})["scored"] == "All countries and areas"
