"""Countries side by side: the table and the chart say the right numbers, also where one is silent."""

import io

import openpyxl
import pandas as pd

from landscape import exports, store
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


def test_the_download_is_the_table_shown_with_codes_and_numbers(version):
    rows = store.read("explore/country_indicators", version, countries=["KEN", "GHA"], indicators=[])
    wide, shown = charts.to_download(rows), charts.side_by_side(rows)
    assert list(wide["indicator_name"]) == list(shown["indicator_name"])
    assert {"Kenya (KEN)", "Kenya (KEN), year", "Ghana (GHA)", "Ghana (GHA), year", "Africa, median"} <= set(wide.columns)
    book = openpyxl.load_workbook(io.BytesIO(exports.excel(wide, exports.About("x", "", "0001", ()))))
    header, *body = book["Table"].iter_rows(values_only=True)
    score = next(row for row in body if "spi_overall" in row)
    assert isinstance(score[header.index("Kenya (KEN)")], float)
    assert isinstance(score[header.index("Kenya (KEN), year")], int)
