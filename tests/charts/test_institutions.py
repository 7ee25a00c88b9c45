"""Charts of the pages on frameworks, on tables that can be read by eye."""

import pandas as pd
import pytest

from landscape.charts import institutions as charts
from landscape.charts import sharing_model
from landscape.frameworks import model


@pytest.fixture
def matrix():
    rows = [
        ("border records", "border", "decree", 1, "Mexico"),
        ("border records", "interior or immigration", "law", 2, "Chile; Mexico"),
        ("border records", None, "unknown", 1, "Nigeria"),
        ("census", "national statistical office", "own", 2, "Chile; Peru"),
        ("consular register", "foreign affairs", "not documented", 1, "Nigeria"),
    ]
    columns = ["data_source", "institution_kind", "sharing", "country_count", "country_names"]
    return charts.with_holding(pd.DataFrame(rows, columns=columns))


@pytest.fixture
def counts():
    rows = [("Peru", "Americas", "PER", status) for status in ["present"] * 3 + ["missing"] + ["unknown"] * 2] + [
        ("Fiji", "Oceania", "FJI", status) for status in ["present"] + ["unknown"] * 5
    ]
    return model.counts(pd.DataFrame(rows, columns=["country_name", "region", "iso3", "model_status"]))


def test_the_matrix_says_which_source_is_shared_most_and_what_is_not_documented(matrix, picks):
    figure = charts.matrix(matrix)
    assert figure.takeaway == (
        "Border records are shared on a known basis in 2 countries, more than any other source. "
        "In 1 country an institution holds a source of which no exchange is documented."
    )
    assert picks(figure) == {"mark": ["holding"]}


def test_a_cell_says_the_number_of_countries_under_how_it_is_shared(matrix):
    (rows,) = figure_rows(charts.matrix(matrix))
    cells = {(row["holding"], row["sharing"]): row["cell"] for row in rows}
    assert cells["Border records · immigration", "Law"] == "2"
    assert cells["Border records · not known", "Basis not known"] == "1"
    assert cells["Population census · statistical office", "Office’s own"] == "2"


def figure_rows(figure):
    return figure.chart.to_dict()["datasets"].values()


def test_a_click_on_a_row_is_the_code_of_its_source(matrix):
    for row in matrix.itertuples():
        assert charts.source_of(row.holding) == row.data_source
    assert charts.source_of(None) is None


def test_an_empty_matrix_is_said(matrix):
    assert charts.matrix_said(matrix.head(0)) == "No source is documented as shared here."


def test_the_ranking_says_who_is_known_best_and_what_is_missing(counts, picks):
    figure = sharing_model.ranking(counts)
    assert figure.takeaway == (
        "Most is known of Peru: 4 of 6 elements. Half of the 2 countries have 2 known or fewer. 1 element is missing."
    )
    assert picks(figure) == {"mark": ["country_name"]}
    nobody = sharing_model.said(counts[counts["country_name"] == "Fiji"])
    assert nobody.endswith(sharing_model.NO_ANSWER)


def test_parts_of_a_bar_stand_in_one_order_and_add_up_to_the_model(counts):
    (rows,) = figure_rows(sharing_model.ranking(counts))
    for country in ("Peru", "Fiji"):
        own = [row for row in rows if row["country_name"] == country]
        assert sum(row["element_count"] for row in own) == 6
        assert [row["place"] for row in own] == sorted(row["place"] for row in own)
