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
        "Kenya received most, USD 3.0 m (75 %). 1 country received an amount; 1 recipient is a region or not specified."
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
        "migration_only_count": 0,
        "evidence_count": 0,
    }
    return pd.DataFrame([known | changes])


def test_a_derived_identifier_is_not_called_published():
    assert charts.who(facts()).endswith("XM-DAC-1, derived from its DAC code, not seen as published.")
    assert charts.who(facts(note="IATI identifier as published")).endswith("XM-DAC-1, as published.")
    assert charts.who(facts(iati_org_id=None)).endswith("not known.")


def test_aid_of_an_organisation_is_not_applicable_and_of_a_government_not_known():
    assert charts.key_figures(facts(donor_type="Multilateral", oda_2024_usd=None))[0][1] == "not applicable"
    assert charts.key_figures(facts(oda_2024_usd=None))[0][1] == "not known"


def test_nothing_found_is_not_a_no():
    assert "That is not a no" in charts.migration_said(facts())
    said = charts.migration_said(facts(strict_count=1, migration_only_count=2, evidence_count=1))
    assert "1 record of 2010–2020 counts; by the wide rule (a migration word in the title) 3." in said
    assert "never added up" in said
