"""Charts of assessments say what the table says."""

import pandas as pd

from landscape.charts import assessments as charts
from landscape.frameworks import agreement

COLUMNS = ["iso3", "country_name", "region", "income_group", "indicator_id", "indicator_name", "latest_value", "latest_year"]
COLUMNS += ["unit", "decimals", "definition", "publisher", "source_id"]


def known(code, values, unit="score, 0–100", year=2024):
    return [
        (iso3, f"Land {iso3}", "Africa", "Low income", code, code, value, year, unit, 1, "What it is", "Publisher", "s")
        for iso3, value in values.items()
    ]


TEN = {f"A{n:02}": float(10 * n + 5) for n in range(10)}
YES = {name: float(n % 2) for n, name in enumerate(TEN)}
ROWS = pd.DataFrame(
    known("spi_overall", TEN)
    + known("odin_overall", {**TEN, "A00": 99.0}, year=2020)
    + known("sdg_17_18_2", YES, "1 = yes, 0 = no", 2018)
    + known("sdg_17_19_1", {"A00": 0.0, "A01": 2e6}, "USD", 2016),
    columns=COLUMNS,
)


def rows_of(figure, layer=0):
    spec = figure.chart.to_dict()
    data = spec["layer"][layer].get("data") or spec["data"]
    return spec["datasets"][data["name"]]


def test_a_country_has_a_value_with_its_year_for_each_assessment_or_nothing():
    table = charts.side_by_side(ROWS).set_index("iso3")
    assert table.loc["A01", ["spi_overall_said", "sdg_17_18_2_said", "sdg_17_19_1_said"]].tolist() == [
        "15.0 (2024)",
        "yes (2018)",
        "USD 2.0 m (2016)",
    ]
    assert pd.isna(table.loc["A05", "sdg_17_19_1_said"]) and pd.isna(table.loc["A05", "sdg_17_19_2_census_said"])


def test_what_is_measured_says_how_many_countries_and_which_years():
    rows = charts.measures(ROWS).set_index("assessment_label")
    assert rows.loc["SPI overall", ["countries_known", "years_known"]].tolist() == [10, "2024"]
    assert rows.loc["17.19.1 support", "countries_known"] == 2
    assert "17.19.2 births" not in rows.index


def test_key_figures_count_countries_of_each_family():
    figures = {label: value for label, value, _ in charts.key_figures(ROWS)}
    assert figures == {"SPI": "10", "ODIN": "10", "SDG 17.18 or 17.19": "10", "All of them": "2"}


def test_a_cell_holds_the_correlation_and_the_pairs():
    figure, rows = charts.correlations(agreement.correlations(agreement.wide(ROWS)))
    cells = {(row["assessment_label"], row["other_assessment"]): row["cell"] for row in rows_of(figure)}
    assert cells["SPI overall", "17.19.1 support"] == "– (2)"
    assert cells["SPI overall", "ODIN overall"] == cells["ODIN overall", "SPI overall"] == "0.45 (10)"
    assert figure.takeaway.startswith("Of different sources, SPI overall and ODIN overall agree most (0.45, 10 countries)")
    assert list(rows.columns) == charts.PAIRS


def test_who_is_placed_differently_is_named():
    found = agreement.differences(ROWS, "spi_overall", "odin_overall")
    figure = charts.two(found, ROWS, "spi_overall", "odin_overall")
    assert (
        "10 countries have both: SPI overall of 2024 and ODIN overall of 2020. Rank correlation 0.45. SPI takes data of ODIN as "
        "an input, so that part of their agreement is built in. Furthest apart by rank: Land A00 (10 and 1)"
    ) in figure.takeaway
    assert len(rows_of(figure)) == 10


def test_values_compared_stand_under_the_name_of_their_assessment_with_year_and_rank():
    found = agreement.differences(ROWS, "spi_overall", "odin_overall")
    table = charts.compared(found, ROWS, "spi_overall", "odin_overall").set_index("country_name")
    assert table.loc["Land A00"].tolist() == ["5.0 (2024)", 10, "99.0 (2020)", 1, -9, "Africa"]
    behind = charts.behind(found, "spi_overall", "odin_overall").iloc[0]
    assert behind[["assessment_label", "first_value", "other_assessment"]].tolist() == ["SPI overall", 5.0, "ODIN overall"]
    same = charts.compared(agreement.differences(ROWS, "spi_overall", "spi_overall"), ROWS, "spi_overall", "spi_overall")
    assert list(same.columns).count("spi_overall_said") == 1


def test_money_is_drawn_on_a_logarithmic_axis_without_its_zeros():
    figure = charts.two(agreement.differences(ROWS, "spi_overall", "sdg_17_19_1"), ROWS, "spi_overall", "sdg_17_19_1")
    assert [row["country_name"] for row in rows_of(figure)] == ["Land A01"]
    assert figure.chart.to_dict()["layer"][0]["encoding"]["y"]["scale"]["type"] == "log"
    assert "no rank correlation" in figure.takeaway


def test_names_beside_money_stand_by_the_axis_as_it_is_drawn():
    money = {name: 10.0 ** (n + 3) for n, name in enumerate(list(TEN)[:6])}
    rows = pd.DataFrame(known("spi_overall", dict.fromkeys(money, 50.0)) + known("sdg_17_19_1", money, "USD"), columns=COLUMNS)
    figure = charts.two(agreement.differences(rows, "spi_overall", "sdg_17_19_1"), rows, "spi_overall", "sdg_17_19_1")
    assert {row["side"] for row in rows_of(figure)} == {"right"}, "evenly apart, each has room"
