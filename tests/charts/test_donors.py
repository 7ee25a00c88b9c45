"""Charts of the list of donors on tables that can be read by eye."""

import json

import pandas as pd
import pytest

from landscape.charts import donors as charts


def donor(name, donor_type="DAC member", statistics=1e6, recent=3e5, aid=1e9, funds="unknown", strength="none"):
    return {
        "donor_id": name.lower().replace(" ", "-"),
        "donor_name": name,
        "donor_type": donor_type,
        "statistics_to_regions_usd": statistics,
        "statistics_2010_2020_usd": statistics,
        "statistics_2018_2020_usd": recent,
        "oda_2024_usd": aid,
        "funds_migration_statistics": funds,
        "evidence_strength": strength,
    }


@pytest.fixture
def seven():
    return pd.DataFrame(
        [
            donor("Alpha", statistics=50e6, recent=30e6, aid=1e9, funds="yes", strength="strong"),
            donor("EU Institutions", statistics=20e6, recent=3e6, aid=10e9),
            donor("Bank", "Multilateral", statistics=10e6, recent=None, aid=None),
            donor("Beta", statistics=10e6, recent=3e6, aid=2e9, funds="yes", strength="weak"),
            donor("Gamma", statistics=5e6, recent=3e3, aid=5e9),
            donor("Delta", "Other government", statistics=5e6, recent=3e5, aid=4e8),
            donor("Silent", "Private", statistics=None, recent=None, aid=None),
        ]
    )


def test_the_ranking_names_the_five_largest_and_leaves_out_the_unknown(seven):
    figure = charts.donors_by_statistics(seven)
    figure.chart.to_dict()
    assert "gave 95 % of the USD 100.0 m that 6 donors with a known amount disbursed" in figure.takeaway
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


def test_the_scatter_names_who_gives_most_and_says_that_the_years_and_prices_differ(seven):
    figure = charts.ability_and_evidence(seven)
    figure.chart.to_dict()
    assert "Alpha gave most to statistics in 2018–2020: about USD 10,000 a year for each USD 1 m of aid." in figure.takeaway
    assert "different years and prices" in figure.takeaway
    assert "least" not in figure.takeaway
    assert "2 donors without both figures" in figure.takeaway


def test_the_donor_of_the_takeaway_is_named_in_the_scatter(seven):
    rows = charts.placed(seven).sort_values("statistics_per_million", ascending=False)
    sides = dict(zip(rows["donor_name"], charts._sides(rows), strict=True))
    assert sides["Alpha"] in ("left", "right")


def test_with_regions_the_figures_are_those_to_the_regions(seven):
    label, value, _ = charts.key_figures(seven.assign(statistics_to_regions_usd=1e6), 7, ["Oceania"])[1]
    assert (label, value) == ("To statistics there, 2010–2020", "USD 7.0 m")


def test_weak_evidence_is_told_apart(seven):
    assert charts.key_figures(seven, 7)[2][1:] == ("2", "1 of them on weak evidence only; not known for the other 5")


def test_an_amount_of_zero_is_a_known_amount(seven):
    zero = seven.assign(statistics_to_regions_usd=seven["statistics_to_regions_usd"].replace(5e6, 0.0))
    assert charts.key_figures(zero, 7)[0][2] == "of 7; 6 with a known amount"
    assert "that 6 donors with a known amount disbursed" in charts.donors_by_statistics(zero).takeaway
