"""Donors side by side on tables that can be read by eye."""

import pandas as pd

from landscape.charts import compare_donors as charts


def test_the_totals_of_the_years_are_said(years):
    both = pd.concat([years, years.assign(donor_name="Beta", disbursement_usd=[1e6, 3.01e6, None])])
    figure = charts.statistics_of_donors(both)
    assert figure.chart.to_dict()
    assert "Beta USD 4.0 m; Alpha USD 4.0 m" in figure.takeaway


def test_the_heat_map_says_where_most_went(regions):
    figure = charts.regions_of_donors(regions)
    figure.chart.to_dict()
    assert figure.takeaway == (
        "Alpha gave most to Africa (25 %, but 75 % names no single region). Beta gave most to Asia (100 %)."
    )
