"""Shapes that several pages draw: names keep clear of each other, colours follow meaning, cells are readable."""

import altair as alt
import pandas as pd
import pytest

from landscape.charts import BLUE, DONOR_TYPES, shapes


def test_a_colour_goes_with_its_meaning_and_one_kind_needs_no_legend():
    two = shapes.by_meaning(pd.Series(["Private", "DAC member"], name="donor_type"), DONOR_TYPES).to_dict()
    assert two["scale"] == {"domain": ["DAC member", "Private"], "range": [DONOR_TYPES["DAC member"], DONOR_TYPES["Private"]]}
    assert two["legend"]
    one = pd.Series(["Private"], name="donor_type")
    assert shapes.by_meaning(one, DONOR_TYPES).to_dict()["legend"] is None
    assert shapes.by_meaning(one, DONOR_TYPES, is_always_explained=True).to_dict()["legend"]


@pytest.mark.parametrize("colour", [alt.Fill, alt.Stroke])
def test_a_meaning_can_colour_a_fill_or_an_edge(colour):
    assert isinstance(shapes.by_meaning(pd.Series(["open"], name="status"), {"open": BLUE}, channel=colour), colour)


def test_a_legend_with_labels_of_its_own_says_them():
    kinds = pd.Series(["core", "earmarked"], name="finance_type")
    said = shapes.by_meaning(kinds, {"core": BLUE, "earmarked": BLUE}, {"core": "Free"}).to_dict()["legend"]["labelExpr"]
    assert "'core': 'Free'" in said


def test_stacked_years_keep_a_year_without_records_and_leave_out_other_kinds():
    rows = pd.DataFrame(
        {
            "year": [2010, 2010, 2012],
            "donor_type": ["Private", "Other", "Private"],
            "amount_usd": [3e6, 9e9, -1e6],
            "record_count": 1,
        }
    )
    spec = shapes.stacked_years(rows, "donor_type", {"Private": BLUE}, "{} a year", 300).to_dict()
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [2010, 2011, 2012]
    assert spec["layer"][0]["encoding"]["y"]["title"] == "USD million a year"
    above = next(rows for rows in spec["datasets"].values() if "top" in rows[0])
    assert [(row["said"], row["top"]) for row in above] == [("3.0", 3.0), ("−1.0", 0)]


def test_a_heat_map_keeps_the_order_of_rows_and_columns():
    rows = pd.DataFrame({"donor_name": ["B", "A"], "region_name": ["Asia", "Africa"], "cell": ["1", "2"], "level": [0.1, 0.9]})
    encoding = shapes.heat_map(rows, "donor_name", "region_name", ["Africa", "Asia"], []).to_dict()["layer"][0]["encoding"]
    assert (encoding["x"]["sort"], encoding["y"]["sort"]) == (["Africa", "Asia"], ["B", "A"])


def test_names_at_the_ends_of_lines_do_not_cover_each_other():
    rows = pd.DataFrame(
        {"donor_name": ["Alpha", "Alpha", "Beta", "Beta"], "year": [2018, 2019] * 2, "value": [1.0, 3.0, 1.0, 3.01], "said": ""}
    )
    assert shapes.lines(rows, "donor_name", "USD million", {"Alpha": BLUE, "Beta": BLUE}).to_dict()
    low, high = sorted(shapes._ends(rows, "donor_name")["label_height"])
    assert high - low > 0.15


def test_two_years_close_to_each_other_at_the_end_have_one_label():
    rows = pd.DataFrame({"donor_name": "Alpha", "year": [2010, 2015, 2020, 2024], "value": 1.0, "said": ""})
    axis = shapes.lines(rows, "donor_name", "Persons", {"Alpha": BLUE}).to_dict()["layer"][0]["encoding"]["x"]["axis"]
    assert axis["values"] == [2010, 2015, 2024]


@pytest.mark.parametrize("count", [0, 1])
def test_lines_hold_with_one_point_and_with_none(count):
    rows = pd.DataFrame({"donor_name": ["Alpha"], "year": [2010], "value": [1.0], "said": ["1"]}).head(count)
    assert shapes.lines(rows, "donor_name", "Persons", {"Alpha": BLUE}).to_dict()


def test_names_of_a_scatter_stand_beside_points_and_keep_clear():
    x, y = pd.Series([0.0, 0.5, 0.52, 1.0]), pd.Series([0.0, 0.5, 0.5, 1.0])
    names = pd.Series(["Low", "Covered left", "Free right", "At the edge"])
    assert shapes.names_beside(x, y, names, range(4)).tolist() == ["right", "left", "right", "left"]
    assert shapes.names_beside(x, y, names, range(4), most=1).tolist() == ["right", "", "", ""]


def test_a_name_without_room_is_left_out_unless_it_must_stand():
    x, y = pd.Series([0.0, 0.02, 1.0]), pd.Series([0.5, 0.5, 0.0])
    names = pd.Series(["Crowded", "Near", "Far"])
    assert shapes.names_beside(x, y, names, [0])[0] == ""
    assert shapes.names_beside(x, y, names, [0], must=[0])[0] == "right"
    assert shapes.names_beside(x[:0], y[:0], names[:0], []).empty


def test_a_negative_cell_is_not_called_zero():
    assert shapes.short(-0.02) == "over −0.1"
    assert shapes.short(0.02) == "under 0.1"
    assert shapes.short(0) == "0"


def test_amounts_are_written_in_the_unit_that_is_short():
    said = [shapes.unit_of(pd.Series(amounts, dtype=float))[1] for amounts in ([3e10], [-3e6], [2e3], [])]
    assert said == ["USD billion", "USD million", "USD thousand", "USD thousand"]


def test_one_year_is_no_range():
    assert [shapes.span(2010, 2010), shapes.span(2010, 2020)] == ["2010", "2010–2020"]
