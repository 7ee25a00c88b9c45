"""Charts of the page of funding on tables that can be read by eye."""

import pandas as pd
import pytest

from landscape.charts import funding as charts


@pytest.fixture
def years():
    return pd.DataFrame(
        {
            "year": [2018, 2018, 2019, 2021],
            "donor_type": ["DAC member", "Multilateral", "DAC member", "Private"],
            "amount_usd": [6e6, 3e6, -1e6, None],
            "record_count": [3, 2, 1, 4],
        }
    )


@pytest.fixture
def donors():
    names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Not attributed", "Silent"]
    types = ["DAC member", "Multilateral", "DAC member", "Private", "Other government", "DAC member", "Other", "Private"]
    amounts = [40e6, 20e6, 10e6, 5e6, 5e6, 10e6, 10e6, None]
    return pd.DataFrame({"donor_name": names, "donor_type": types, "amount_usd": amounts})


@pytest.fixture
def cells():
    return pd.DataFrame(
        {
            "donor_name": ["Alpha", "Alpha", "Beta"],
            "place_name": ["Africa", "Several or not specified", "Asia"],
            "amount_usd": [3e6, 1e6, -2e4],
            "record_count": [3, 1, 1],
        }
    )


@pytest.fixture
def recipients():
    return pd.DataFrame(
        {
            "recipient_name": ["Kenya", "Africa, regional", "Fiji"],
            "country_name": ["Kenya", None, "Fiji"],
            "iso3": ["KEN", None, "FJI"],
            "recipient_kind": ["Country", "Regional or not specified", "Country"],
            "amount_usd": [6e6, 3e6, 1e6],
            "donor_count": [2, 1, 1],
            "record_count": [4, 1, 1],
            "longitude": [37.9, None, 178.0],
            "latitude": [0.2, None, -17.8],
        }
    )


def test_the_years_say_the_peak_the_types_and_what_is_not_known(years):
    figure = charts.by_year(years, "statistics")
    figure.chart.to_dict()
    assert "USD 8.0 m in all, net of USD 1.0 m in repayments, most in 2018 (USD 9.0 m)" in figure.takeaway
    assert "No amount is known for 2021 (4 records)" in figure.takeaway
    assert "base year not stated" in figure.takeaway


def test_a_year_without_any_record_keeps_its_place_unless_at_an_end(years):
    gap = years.assign(year=[2008, 2010, 2012, 2021], amount_usd=[1e3, 6e6, 3e6, None])
    figure = charts.by_year(gap, "statistics")
    assert figure.chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"] == [2010, 2011, 2012]
    assert "2008 is not drawn (USD 1,000). No amount is known for 2021" in figure.takeaway


def test_no_share_is_said_where_a_type_of_donor_is_negative(years):
    said = charts.by_year(years.assign(amount_usd=[6e6, -3e6, 1e6, None]), "un").takeaway
    assert "By type of donor: DAC member USD 7.0 m, Multilateral organisation −USD 3.0 m" in said and "%" not in said


@pytest.mark.parametrize("amount", [-1e6, 0.0])
def test_amounts_that_add_up_to_nothing_are_known(amount, years, donors, recipients, cells):
    for figure in (
        charts.by_year(years.assign(amount_usd=amount), "un"),
        charts.donors(donors.assign(amount_usd=amount), "un"),
        charts.recipients(recipients.assign(amount_usd=amount), "iati"),
        charts.world(recipients.assign(amount_usd=amount), "iati"),
        charts.donor_by_place(charts.flows(cells.assign(amount_usd=amount), "iati"), "iati"),
    ):
        figure.chart.to_dict()
        assert "No amount is known" not in figure.takeaway and "%" not in figure.takeaway
        assert ("in repayments" in figure.takeaway) == (amount < 0)


def test_repayments_are_said_instead_of_shares(donors, recipients):
    said = charts.donors(donors.assign(amount_usd=[9e6, 8e6, 7e6, 6e6, 5e6, 4e6, 1e6, -2e6]), "un").takeaway
    assert "gave USD 35.0 m. All 8 donors whose amounts are known gave USD 38.0 m, net of USD 2.0 m in repayments." in said
    assert "USD 1.0 m came from other contributors" in said and "%" not in said
    said = charts.recipients(recipients.assign(amount_usd=[6e6, -3e6, 1e6]), "iati").takeaway
    assert said.startswith("All recipients together: USD 4.0 m, net of USD 3.0 m in repayments.") and "%" not in said


def test_a_small_rest_is_not_zero_per_cent(recipients):
    said = charts.recipients(recipients.assign(amount_usd=[6e9, 3e3, 1e6]), "iati").takeaway
    assert "Under 1 % went to regions" in said


def test_one_year_is_not_called_the_highest(years):
    assert "most in" not in charts.by_year(years.head(1), "un").takeaway


def test_years_without_any_amount_are_said_and_drawn_empty(years):
    figure = charts.by_year(years.tail(1), "iati")
    figure.chart.to_dict()
    assert figure.takeaway == "No amount is known for these records."


def test_what_is_not_attributed_is_no_donor_among_the_largest(donors):
    figure = charts.donors(donors, "un")
    figure.chart.to_dict()
    assert "Alpha, Beta, Gamma, Delta and Epsilon gave 80 % of the USD 100.0 m" in figure.takeaway
    assert "10 % came from other contributors" in figure.takeaway


def test_one_donor_is_said_in_the_singular(donors):
    assert charts.donors(donors.head(1), "un").takeaway.startswith("1 donor gave USD 40.0 m.")


def test_the_heat_map_puts_what_is_not_a_region_last(cells):
    figure = charts.donor_by_place(charts.flows(cells, "statistics"), "statistics")
    spec = figure.chart.to_dict()
    assert spec["layer"][0]["encoding"]["x"]["sort"] == ["Africa", "Asia", "Several or not specified"]
    assert "The largest cell is Alpha to Africa: USD 3.0 m" in figure.takeaway


@pytest.mark.parametrize("shape", [charts.donors, charts.recipients])
def test_a_chart_of_donors_or_recipients_without_amounts_still_opens(shape, donors, recipients):
    rows = (donors if shape is charts.donors else recipients).head(1).assign(amount_usd=float("nan"))
    shape(rows, "statistics").chart.to_dict()


def test_recipients_that_are_no_country_are_said_apart(recipients):
    figure = charts.recipients(recipients, "statistics")
    figure.chart.to_dict()
    assert "received most is Kenya (USD 6.0 m)" in figure.takeaway
    assert "30 % went to regions" in figure.takeaway


def test_the_map_says_what_it_cannot_show(recipients):
    figure = charts.world(recipients, "statistics")
    figure.chart.to_dict()
    assert "2 countries received USD 7.0 m. Not on the map: USD 3.0 m (30 %)" in figure.takeaway


TOTALS = {
    "amount_usd": 5.9e9,
    "donor_count": 101,
    "listed_donor_count": 90,
    "known_donor_count": 95,
    "recipient_count": 183,
    "entity_count": 0,
    "record_count": 24142,
    "negative_count": 1,
    "unknown_count": 0,
}
SHARE = {"strict_usd": 12.3e6, "wide_usd": 27.9e6, "strict_pct": 0.2091, "wide_pct": 0.4735, "strict_count": 110}


def test_the_share_for_migration_statistics_is_a_range_from_the_strict_to_the_wide_rule():
    assert "USD 27.9 m with any migration title" in charts.facts("statistics", "disbursement", TOTALS, SHARE)[1][2]
    assert [value for _, value, _ in charts.facts("statistics", "disbursement", TOTALS, SHARE)] == [
        "USD 5.90 bn",
        "0.21–0.47 %",
        "101",
        "24,142",
    ]


def test_no_strict_record_is_a_share_of_zero_but_an_unknown_amount_is_not():
    nothing = SHARE | {"strict_usd": None, "strict_pct": None}
    assert charts.facts("statistics", "disbursement", TOTALS, nothing | {"strict_count": 0})[1][1] == "0.00–0.47 %"
    assert charts.facts("statistics", "disbursement", TOTALS, nothing | {"strict_count": 2})[1][1] == "not known to 0.47 %"


def test_the_contributions_to_the_un_have_entities_and_no_migration_share():
    labels = [label for label, _, _ in charts.facts("un", "contribution", TOTALS | {"entity_count": 48})]
    assert labels == ["Contributions", "Donors", "UN entities", "Records"]
    assert "pooled funds counts twice" in charts.facts("un", "contribution", TOTALS)[0][2]


def test_donors_with_a_record_and_those_with_a_known_amount_are_told_apart():
    figures = {label: (value, said) for label, value, said in charts.facts("statistics", "disbursement", TOTALS)}
    assert figures["Donors"] == ("101", "95 with a known amount; 90 have a profile here")


def test_a_click_returns_the_year_the_donor_or_the_recipient(years, donors, recipients, cells, picks):
    assert picks(charts.by_year(years, "statistics")) == {"mark": ["year"]}
    assert (
        picks(charts.donors(donors, "statistics"))
        == picks(charts.donor_by_place(charts.flows(cells, "statistics"), "statistics"))
        == {"mark": ["donor_name"]}
    )
    assert picks(charts.recipients(recipients, "statistics")) == {"mark": ["recipient_name"]}
