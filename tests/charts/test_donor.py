"""Charts of the profile of a donor on tables that can be read by eye."""

import pandas as pd
import pytest

from landscape.charts import donor as charts


@pytest.fixture
def entities():
    return pd.DataFrame(
        {
            "channel": ["WFP", "WFP", "IOM"],
            "finance_type": ["core", "earmarked", "earmarked"],
            "amount_usd": [1e6, 5e6, 2e6],
            "entity_total_usd": [6e6, 6e6, 2e6],
            "first_year": [2022] * 3,
            "last_year": [2024] * 3,
        }
    )


def test_disbursed_and_committed_stay_apart_and_repayments_are_said(years):
    figure = charts.statistics_by_year(years)
    figure.chart.to_dict()
    assert "Alpha disbursed USD 4.0 m in 2018–2019, most in 2019 (USD 3.0 m)." in figure.takeaway
    assert "It committed USD 6.0 m" in figure.takeaway
    assert "1 record is a repayment or correction" in figure.takeaway


def test_years_without_an_amount_are_said_and_not_shown_as_zero(years):
    figure = charts.statistics_by_year(years.assign(disbursement_usd=None, commitment_usd=None).tail(1))
    figure.chart.to_dict()
    assert "carry no amount" in figure.takeaway


def test_the_first_region_is_a_region_and_not_the_rest(regions):
    figure = charts.regions(regions.head(2))
    figure.chart.to_dict()
    assert figure.takeaway == "Africa received 25 % of it (USD 1.0 m)."


def test_regional_recipients_are_no_countries():
    rows = pd.DataFrame(
        {
            "recipient_name": ["Kenya", "Africa, regional"],
            "recipient_iso3": ["KEN", None],
            "amount_usd": [3e6, 1e6],
            "share_pct": [75.0, 25.0],
        }
    )
    figure = charts.recipients(rows)
    figure.chart.to_dict()
    assert figure.takeaway == (
        "Kenya is the one country that received an amount: USD 3.0 m (75 %). "
        "USD 1.0 m (25 %) names no country: a region, several or none."
    )


def test_the_un_chart_says_how_free_the_money_is(entities):
    figure = charts.un_entities(entities)
    figure.chart.to_dict()
    assert "In 2022–2024 it gave USD 8.0 m to 2 UN entities, 88 % of it earmarked" in figure.takeaway
    assert "(IOM) received USD 2.0 m, 100 % of it earmarked" in figure.takeaway


def facts(**changes):
    known = {
        "donor_name": "Alpha",
        "full_name": None,
        "donor_type": "DAC member",
        "dac_donor_code": "1",
        "iati_org_id": "XM-DAC-1",
        "note": "IATI identifier derived from the DAC code",
        "oda_2024_usd": 1e9,
        "oda_gni_pct_2024": 0.5,
        "refugee_cost_2024_usd": 1e8,
        "statistics_2010_2020_usd": 1e6,
        "statistics_rank": 3,
        "ranked_donors": 92,
        "funds_migration_statistics": "unknown",
        "strict_count": 0,
        "strict_title_count": changes.get("strict_count", 0),
        "migration_only_count": 0,
        "evidence_count": 0,
        "evidence_strength": "none",
        "not_applicable": [],
    }
    return pd.DataFrame([known | changes])


def test_a_derived_identifier_is_not_called_published():
    assert charts.who(facts()).endswith("XM-DAC-1, derived from its DAC code, not seen as published.")
    assert charts.who(facts(note="IATI identifier as published")).endswith("XM-DAC-1, as published.")
    assert charts.who(facts(note="IATI identifier as published\nBudget derived from a call")).endswith("XM-DAC-1, as published.")
    assert charts.who(facts(iati_org_id=None)).endswith("not known.")


def test_aid_of_an_organisation_is_not_applicable_and_of_a_government_not_known():
    assert charts.key_figures(facts(donor_type="Multilateral", oda_2024_usd=None))[0][1] == "not applicable"
    assert charts.key_figures(facts(oda_2024_usd=None))[0][1] == "not known"


def test_nothing_found_is_not_a_no():
    assert "That is not a no" in charts.migration_said(facts(), "")
    said = charts.migration_said(facts(strict_count=1, migration_only_count=2, evidence_count=1), "Right for 98 %.")
    assert "Right for 98 %." in said
    assert "1 record of 2010–2020 counts; by the wide rule (a migration word in the title) 3." in said
    assert "never added up" in said


def test_a_project_in_many_records_is_said_to_be_one():
    said = charts.migration_said(facts(strict_count=49, strict_title_count=3), "")
    assert "49 records of 2010–2020 (3 projects, split into records by region or year) count;" in said
    assert "split" not in charts.migration_said(facts(strict_count=2, strict_title_count=2), "")


def test_the_top_country_is_a_country():
    rows = pd.DataFrame(
        {
            "recipient_name": ["Not specified, bilateral", "Kenya", "Fiji"],
            "recipient_iso3": [None, "KEN", "FJI"],
            "amount_usd": [6e6, 3e6, 1e6],
            "share_pct": [60.0, 30.0, 10.0],
        }
    )
    said = charts.recipients(rows).takeaway
    assert said.startswith("2 countries received an amount, Kenya most: USD 3.0 m (30 %). USD 6.0 m (60 %) names no country")
    assert charts.recipients(rows.head(1)).takeaway.startswith("No amount is recorded for a single country.")


def test_bars_below_zero_are_explained(entities):
    back = entities.assign(amount_usd=[1e6, 5e6, -2e6])
    assert "Bars below zero are repayments or corrections (−USD 2.0 m)." in charts.un_entities(back).takeaway
    assert "below zero" not in charts.un_entities(entities).takeaway


def test_recorded_amounts_of_zero_are_not_called_missing(years):
    zero = years.assign(disbursement_usd=[0.0, None, None], commitment_usd=None)
    assert charts.no_amount(zero) == (
        "6 records of support to statistics were found for 2010–2020; the recorded amounts add up to zero."
    )
    assert charts.no_amount(zero.assign(disbursement_usd=None)).endswith("without an amount.")
    said = charts.key_figures(facts(statistics_2010_2020_usd=0.0, statistics_rank=None))[2]
    assert said[1:] == ("USD 0", "Recorded amounts add up to zero")


def test_a_share_of_national_income_does_not_apply_to_the_eu():
    said = charts.key_figures(facts(oda_gni_pct_2024=None, not_applicable=["oda_gni_pct_2024"]))[0][2]
    assert said == "A share of national income does not apply"


def test_weak_evidence_is_said():
    weak = facts(funds_migration_statistics="yes", evidence_count=1, evidence_strength="weak")
    assert charts.key_figures(weak)[3][2] == "On weak evidence only: 0 records, 1 finding"
    assert "weak evidence only" in charts.migration_said(weak, "")


def test_a_click_returns_the_year_the_region_the_entity_or_the_recipient(years, regions, entities, picks):
    assert picks(charts.statistics_by_year(years)) == {"mark": ["year"], "mark_promised": ["year"]}
    assert picks(charts.regions(regions)) == {"mark": ["region_name"]}
    assert picks(charts.un_entities(entities)) == {"mark": ["channel"]}


def test_a_click_asks_for_the_money_behind_the_mark(entities):
    def asked(year=None, region=None, entity=None):
        return charts.of_funding("Alpha", entities, year, region, entity)

    assert asked(year=2015) == {"donors": "Alpha", "years_statistics": [2015, 2015], "view": "Records"}
    assert asked(region="Africa")["region"] == "Africa"
    assert asked(entity="IOM").items() >= {"lens": "Contributions to the UN", "search": "IOM", "view": "Records"}.items()
    assert asked() == asked(region="Several or not specified") == {}


def test_a_record_that_nobody_has_confirmed_is_said_beside_the_entry():
    assert "nobody has confirmed this record yet" in charts.migration_said(facts(strict_count=1), "")
    assert "confirmed" not in charts.migration_said(facts(strict_count=1, funds_migration_statistics="yes"), "")
    assert "confirmed" not in charts.migration_said(facts(migration_only_count=1), "")
