"""Charts of the donor pages on tables that can be read by eye."""

import json

import pandas as pd
import pytest

from landscape.charts import donors as charts


def donor(name, donor_type="DAC member", statistics=1e6, recent=3e5, aid=1e9, funds="unknown"):
    return {
        "donor_id": name.lower().replace(" ", "-"),
        "donor_name": name,
        "donor_type": donor_type,
        "statistics_to_regions_usd": statistics,
        "statistics_2010_2020_usd": statistics,
        "statistics_2018_2020_usd": recent,
        "oda_2024_usd": aid,
        "funds_migration_statistics": funds,
    }


@pytest.fixture
def seven():
    return pd.DataFrame(
        [
            donor("Alpha", statistics=50e6, recent=30e6, aid=1e9, funds="yes"),
            donor("EU Institutions", statistics=20e6, recent=3e6, aid=10e9),
            donor("Bank", "Multilateral", statistics=10e6, recent=None, aid=None),
            donor("Beta", statistics=10e6, recent=3e6, aid=2e9),
            donor("Gamma", statistics=5e6, recent=3e3, aid=5e9),
            donor("Delta", "Other government", statistics=5e6, recent=3e5, aid=4e8),
            donor("Silent", "Private", statistics=None, recent=None, aid=None),
        ]
    )


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


def test_the_ranking_names_the_five_largest_and_leaves_out_the_unknown(seven):
    figure = charts.donors_by_statistics(seven)
    figure.chart.to_dict()
    assert "gave 95 % of the USD 100.0 m that 6 donors disbursed" in figure.takeaway
    assert "Silent" not in str(figure.chart.to_dict())


def test_the_ranking_says_the_regions_it_is_for(seven):
    assert (
        charts.donors_by_statistics(seven, ["Africa", "Asia"]).title
        == "Who paid most for statistics in Africa and Asia, 2010–2020?"
    )


@pytest.mark.parametrize("shown", [0, 1])
def test_the_list_holds_with_one_donor_and_with_none(seven, shown):
    few = seven.head(shown)
    for figure in (charts.donors_by_statistics(few), charts.ability_and_evidence(few)):
        json.dumps(figure.chart.to_dict(), allow_nan=False)
        assert figure.takeaway
    assert len(charts.key_figures(few, 7)) == 4


def test_the_aid_of_eu_institutions_is_not_counted_twice(seven):
    figures = {label: (value, said) for label, value, said in charts.key_figures(seven, 7)}
    value, said = figures["Aid (ODA), 2024"]
    assert value == "USD 8.40 bn"
    assert said == "4 governments, without the EU"


def test_the_scatter_names_who_gives_most_and_least_for_its_size(seven):
    figure = charts.ability_and_evidence(seven)
    figure.chart.to_dict()
    assert "Alpha gave most to statistics, USD 10,000 a year for each USD 1 m of aid, and Gamma least, USD 0" in figure.takeaway
    assert "2 donors without both figures" in figure.takeaway


def test_names_in_the_scatter_stand_beside_points_and_the_two_of_the_takeaway_are_named(seven):
    named = charts._named(charts.placed(seven).sort_values("statistics_per_million", ascending=False))
    assert {"Alpha", "Gamma"} <= set(named)
    assert set(named.values()) <= {"left", "right"}


def test_with_regions_the_figures_are_those_to_the_regions(seven):
    label, value, _ = charts.key_figures(seven.assign(statistics_to_regions_usd=1e6), 7, ["Oceania"])[1]
    assert (label, value) == ("To statistics there, 2010–2020", "USD 7.0 m")


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


def test_labels_at_the_ends_of_lines_do_not_cover_each_other(years):
    both = pd.concat([years, years.assign(donor_name="Beta", disbursement_usd=[1e6, 3.01e6, None])])
    figure = charts.statistics_of_donors(both)
    figure.chart.to_dict()
    ends = charts._line_ends(
        both.dropna(subset=["disbursement_usd"]).assign(millions=lambda rows: rows["disbursement_usd"] / 1e6)
    )
    low, high = sorted(ends["label_height"])
    assert high - low > 0.15
    assert "Beta USD 4.0 m; Alpha USD 4.0 m" in figure.takeaway


def test_the_heat_map_says_where_most_went(regions):
    figure = charts.regions_of_donors(regions)
    figure.chart.to_dict()
    assert figure.takeaway == "Alpha gave most to Africa (25 %). Beta gave most to Asia (100 %)."


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
    assert charts.figures_of(facts(donor_type="Multilateral", oda_2024_usd=None))[0][1] == "not applicable"
    assert charts.figures_of(facts(oda_2024_usd=None))[0][1] == "not known"


def test_nothing_found_is_not_a_no():
    assert "That is not a no" in charts.migration_said(facts())
    said = charts.migration_said(facts(strict_count=1, migration_only_count=2, evidence_count=1))
    assert "1 record of 2010–2020 counts; by the wide rule (a migration word in the title) 3." in said
    assert "never added up" in said
