"""Charts of the country pages: each is valid, and its sentence says the right numbers."""

import pandas as pd
import pytest

from landscape.charts import countries as charts

SCORE = {
    "indicator_name": "SPI overall score",
    "unit": "score, 0–100",
    "decimals": 1,
    "scale": "linear",
    "release": "current",
}
PEOPLE = {**SCORE, "indicator_name": "Refugees hosted", "unit": "persons", "decimals": 0, "scale": "logarithmic"}
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


def profile(**values):
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


@pytest.mark.parametrize("indicator", [SCORE, PEOPLE, CENSUS])
@pytest.mark.parametrize("values", [(5.0,), (0.0, 0.0), (-3.0, 8.0, None), (70.0, 2.0, 4.0, 1.0, 9.0, 33.0)])
def test_maps_and_rankings_are_valid_for_any_values(indicator, values):
    rows = countries(*values)
    for figure in (charts.map_of, charts.highest, charts.lowest, charts.by_answer):
        assert figure(rows, indicator).chart.to_dict()


def test_the_map_says_the_range_and_the_median():
    assert charts.map_of(countries(10.0, 20.0, 60.0, None), SCORE).takeaway == (
        "From 10.0 in Country 0 to 60.0 in Country 2; half of 3 countries are at 20.0 or above."
    )


def test_one_known_value_is_said_as_one():
    assert charts.map_of(countries(10.0, None), SCORE).takeaway == "Only Country 0 has a value: 10.0."


def test_answers_are_counted():
    assert charts.by_answer(countries(1, 0, 1, None), ANSWER).takeaway == "2 of 3 countries with a value say yes."


def test_ties_at_the_end_of_a_ranking_are_said():
    rows = pd.concat([countries(1.0) for _ in range(20)], ignore_index=True)
    assert "5 of them the same as the last one shown" in charts.highest(rows, SCORE).takeaway


def test_values_are_written_in_their_unit():
    assert [charts.writer(one)(1) for one in (SCORE, PEOPLE, ANSWER, CENSUS)] == ["1.0", "1", "yes", "1"]
    assert charts.writer(ANSWER)(None) == "not known"


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
    assert 1 <= sum(row["label"] != "" for row in next(iter(spec["datasets"].values()))) <= charts.NAMED
    assert "strongly go together (correlation of ranks 1.00)" in figure.takeaway
    assert "1 country with zero or less is not drawn" in figure.takeaway


def test_few_countries_are_too_few_to_say():
    rows = pd.DataFrame(
        {"country_name": ["A"], "region": [None], "first_value": [1.0], "first_value_year": [2024]}
        | {"second_value": [2.0], "second_value_year": [2024]}
    )
    figure = charts.two_indicators(rows, SCORE, {**SCORE, "release": "earlier"})
    assert figure.chart.to_dict()
    assert "1 country has both values, too few" in figure.takeaway
    assert "not a change over time" in figure.takeaway


def test_capacity_is_compared_with_the_median_of_the_region():
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
    assert line["encoding"]["color"]["field"] == "series"
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


def test_what_is_not_known_is_said():
    said = charts.unknowns("Kenya", profile(spi_overall=None), {"funding_count": 0, "institution_count": 0, "exchange_count": 1})
    assert said[0] == "No value is published for: SPI pillar 0: thing 0."
    assert any("27 countries" in one for one in said)


def test_countries_stand_side_by_side_with_their_regions():
    wide = charts.side_by_side(pd.concat([profile(spi_overall=60.0), profile(spi_overall=None).assign(country_name="Ghana")]))
    assert wide.to_dict("records") == [
        {"indicator_name": "SPI pillar 0: thing 0", "Kenya": "60.0 (2024)", "Ghana": "not known", "Africa, median": "50.0"}
    ]


def test_scores_of_a_few_countries_are_valid_where_one_is_silent():
    rows = pd.concat([profile(spi_overall=60.0), profile(spi_overall=None).assign(country_name="Ghana")])
    figure = charts.pillars(rows)
    assert figure.chart.to_dict()
    assert figure.takeaway.startswith("Overall score: Kenya 60.0. Not known: Ghana.")
