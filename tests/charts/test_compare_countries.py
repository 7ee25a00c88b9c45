"""Countries side by side: the table and the chart say the right numbers, also where one is silent."""

import pandas as pd

from landscape.charts import compare_countries as charts


def test_countries_stand_side_by_side_with_their_regions(profile):
    wide = charts.side_by_side(pd.concat([profile(spi_overall=60.0), profile(spi_overall=None).assign(country_name="Ghana")]))
    assert wide.to_dict("records") == [
        {"indicator_name": "SPI pillar 0: thing 0", "Kenya": "60.0 (2024)", "Ghana": "not known", "Africa, median": "50.0"}
    ]


def test_scores_of_a_few_countries_are_valid_where_one_is_silent(profile):
    rows = pd.concat([profile(spi_overall=60.0), profile(spi_overall=None).assign(country_name="Ghana")])
    figure = charts.pillars(rows)
    assert figure.chart.to_dict()
    assert figure.takeaway.startswith("Overall score: Kenya 60.0. Not known: Ghana.")
