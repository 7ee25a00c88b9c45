"""Charts of the list of countries: each is valid, and its sentence says the right numbers."""

import pandas as pd
import pytest

from landscape.charts import countries as charts

SCORE = {
    "indicator_name": "SPI overall score",
    "unit": "score, 0–100",
    "decimals": 1,
    "direction": "higher is better",
    "scale": "linear",
    "release": "current",
}

PEOPLE = {
    **SCORE,
    "indicator_name": "Refugees hosted",
    "unit": "persons",
    "decimals": 0,
    "scale": "logarithmic",
    "direction": "neither",
}

ANSWER = {**SCORE, "indicator_name": "Plan funded", "unit": "1 = yes, 0 = no", "decimals": 0}

CENSUS = {**SCORE, "indicator_name": "Last census", "unit": "year", "decimals": 0}


def countries(*values):
    names = [f"Country {n}" for n in range(len(values))]
    table = pd.DataFrame(
        {
            "country_name": names,
            "iso3": ["KEN", "GHA", "FJI", "NOR", "TUV", "PER"][: len(values)],
            "latest_value": pd.Series(values, dtype=float),
            "latest_year": pd.array([None if value is None else 2024 for value in values], dtype="Int64"),
            "region": ["Africa", "Africa", "Oceania", "Europe", "Oceania", None][: len(values)],
            "longitude": 1.0,
            "latitude": 1.0,
        }
    )
    return table.sort_values("latest_value", ascending=False, na_position="last", ignore_index=True)


@pytest.mark.parametrize("indicator", [SCORE, PEOPLE, CENSUS])
@pytest.mark.parametrize("values", [(5.0,), (0.0, 0.0), (-3.0, 8.0, None), (70.0, 2.0, 4.0, 1.0, 9.0, 33.0)])
def test_maps_and_rankings_are_valid_for_any_values(indicator, values):
    rows = countries(*values)
    for figure in (charts.map_of, charts.highest, charts.lowest, charts.by_answer):
        assert figure(rows, indicator).chart.to_dict()


def test_the_map_says_the_range_and_the_median():
    assert charts.map_of(countries(10.0, 20.0, 60.0, None), SCORE).takeaway == (
        "From 10.0 in Country 0 to 60.0 in Country 2; at least half of 3 countries are at 20.0 or above."
    )


def test_one_known_value_is_said_as_one():
    assert charts.map_of(countries(10.0, None), SCORE).takeaway == "Only Country 0 has a value: 10.0."


def test_answers_are_counted():
    assert charts.by_answer(countries(1, 0, 1, None), ANSWER).takeaway == (
        "2 of 3 countries with a value say yes (values of 2024)."
    )


def test_ties_at_the_end_of_a_ranking_are_said():
    rows = pd.concat([countries(1.0) for _ in range(20)], ignore_index=True)
    assert charts.highest(rows, SCORE).takeaway == (
        "20 countries have a value; 15 are drawn. 20 share the highest, 1.0. "
        "5 not drawn have the same value as the last one drawn."
    )


def test_a_ranking_says_its_end():
    rows = countries(10.0, 20.0, 60.0, None)
    assert charts.highest(rows, SCORE).takeaway == "3 countries have a value. The highest is 60.0 in Country 2."
    assert charts.lowest(rows, SCORE).takeaway == "3 countries have a value. The lowest is 10.0 in Country 0."


def test_a_zero_that_may_be_no_report_is_said():
    displaced = PEOPLE | {"indicator_id": "internally_displaced", "definition": "Persons.", "publisher": "UNHCR"}
    assert charts.map_of(countries(0.0, 9.0), displaced).takeaway.endswith("0 can also mean that nothing was reported.")
    assert "0 can also mean" in charts.lowest(countries(0.0, 9.0), displaced).takeaway
    assert "0 can also mean" not in charts.map_of(countries(1.0, 9.0), displaced).takeaway
    assert "0 can also mean" in charts.read_as(displaced)


def test_an_indicator_of_which_only_yes_is_published_says_so():
    only_yes = ANSWER | {"indicator_id": "sdg_17_19_2_census"}
    said = charts.by_answer(countries(1, 1, None), only_yes).takeaway
    assert said == "2 countries say yes (values of 2024). Only a yes is published: for all others the answer is not known."


def test_answers_say_of_which_years_they_are():
    rows = countries(1, 1, 0, None).assign(latest_year=pd.array([2008, 2017, 2012, None], dtype="Int64"))
    assert "2 of 3 countries with a value say yes (values of 2008–2017)." in charts.by_answer(rows, ANSWER).takeaway
    only_yes = ANSWER | {"indicator_id": "sdg_17_19_2_census"}
    assert "2 countries say yes (values of 2008–2017)." in charts.map_of(rows[rows["latest_value"] != 0], only_yes).takeaway


def test_a_table_names_the_value_by_its_unit():
    assert "value_count" in charts.typed(countries(1.0), PEOPLE)
    assert charts.typed(countries(1, 0, None), ANSWER)["value_yes_no"].fillna("").tolist() == ["yes", "no", ""]


def test_two_indicators_name_the_unusual_and_say_how_they_go_together():
    rows = pd.DataFrame(
        {
            "country_name": [f"Country {n}" for n in range(30)],
            "region": "Africa",
            "first_value": [float(n) for n in range(30)],
            "first_value_year": 2024,
            "second_value": [10.0**n if n else 0.0 for n in range(30)],
            "second_value_year": 2023,
        }
    )
    figure = charts.two_indicators(rows, SCORE, PEOPLE)
    spec = figure.chart.to_dict()
    assert 1 <= sum(row["side"] != "" for row in next(iter(spec["datasets"].values()))) <= charts.NAMED
    assert "strongly go together (correlation of ranks 1.00)" in figure.takeaway
    assert "1 country with zero or less is not drawn" in figure.takeaway
    assert "0 countries are below the median of SPI overall score and above that of refugees hosted." in figure.takeaway


def test_the_corner_of_two_indicators_is_counted_and_named():
    rows = pd.DataFrame(
        {
            "country_name": [f"Country {n}" for n in range(16)],
            "region": "Africa",
            "first_value": [float(n) for n in range(16)],
            "first_value_year": 2024,
            "second_value": [float(100 - n) for n in range(16)],
            "second_value_year": 2023,
        }
    )
    said = charts.two_indicators(rows, SCORE, PEOPLE).takeaway
    assert "8 countries are below the median of SPI overall score and above that of refugees hosted: Country 0, Country 1" in said
    assert "Country 4 and 3 more. The dashed lines are the medians." in said


def test_few_countries_are_too_few_to_say():
    rows = pd.DataFrame(
        {"country_name": ["A"], "region": [None], "first_value": [1.0], "first_value_year": [2024]}
        | {"second_value": [2.0], "second_value_year": [2024]}
    )
    figure = charts.two_indicators(rows, SCORE, {**SCORE, "release": "earlier"})
    assert figure.chart.to_dict()
    assert "1 country has both values, too few" in figure.takeaway
    assert "not a change over time" in figure.takeaway


def test_key_figures_compare_the_regions():
    rows = countries(10.0, 30.0, 50.0, 40.0, None, 90.0)
    figures = {label: (value, note) for label, value, note in charts.key_figures(rows, SCORE)}
    assert figures == {
        "Median country": ("40.0", "score, 0–100 · 2024"),
        "Countries with a value": ("5 of 6", "the others are not known"),
        "Lowest region": ("Africa", "median 20.0"),
        "Highest region": ("Oceania", "median 50.0"),
    }


def test_without_a_value_the_only_key_figure_is_that_none_is_known():
    assert charts.key_figures(countries(None), SCORE) == [("Countries with a value", "0 of 1", "the others are not known")]


def test_a_click_returns_the_country_or_the_region(picks):
    assert picks(charts.highest(countries(1, 2), SCORE)) == picks(charts.lowest(countries(1, 2), SCORE))
    assert picks(charts.highest(countries(1, 2), SCORE)) == {"mark": ["country_name"]}
    assert picks(charts.by_answer(countries(1, 0, 1), ANSWER)) == {"mark": ["region"]}
