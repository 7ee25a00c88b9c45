"""Charts of needs: each is valid, and its sentence says the right numbers."""

import numpy as np
import pandas as pd
import pytest

from landscape import store
from landscape.charts import needs as charts
from landscape.strategy import needs, scores
from tests.strategy.test_needs import COMPONENTS, EQUAL, KNOWN, made

NAN = float("nan")
PLOT, CHARACTER = 545, 6.2  # pixels: the chart beside the weights on a screen of 1280, and a letter in it


def rows(of):
    """The countries as the page shows them, with a region for the map."""
    countries = pd.DataFrame({"iso3": of.raw.index, "country_name": of.raw.index.str.title(), "region": "Africa"})
    places = {"income_group": "Low income", "longitude": 1.0, "latitude": 1.0}
    return needs.listed(countries.assign(**places), of.ranked, of.ranges, of.plane)


def many(seed=1, count=40):
    draw = np.random.default_rng(seed)
    raw = pd.DataFrame(draw.uniform(0, 10, (count, 3)), [f"C{n:02}" for n in range(count)], list(EQUAL))
    return needs.Needs(raw, {"support": True}, EQUAL)


@pytest.mark.parametrize("of", [made()[0], many(), made({"AAA": (50, 50, 1), "BBB": (1, 2, 3)})[0]])
def test_every_chart_is_valid(of):
    table = rows(of)
    figures = [charts.ranking(table, ["AAA"]), charts.plane(table, of.middle, ["AAA"]), charts.map_of(table)]
    correlated, pairs = charts.correlations(scores.correlations(of.points), COMPONENTS)
    moved = charts.labelled(scores.without_each(of.points, EQUAL), COMPONENTS)
    for figure in (*figures, correlated, charts.without_each(moved)):
        assert figure.chart.to_dict()
    assert len(pairs) == 9 and {"component", "other_component", "correlation"} == set(pairs)


def test_a_click_returns_the_country(picks):
    of = made()[0]
    for figure in (charts.ranking(rows(of), []), charts.plane(rows(of), of.middle, []), charts.map_of(rows(of))):
        assert picks(figure) == {"mark": ["country_name"]}


def test_the_ranking_says_who_leads_and_how_many_are_firm():
    said = charts.ranking(rows(made()[0]), []).takeaway
    assert said.startswith("Aaa has the highest need, 100 points. All 5 stay among the first 15 in nine of ten rankings")
    said = charts.ranking(rows(many()), ["C01", "ZZZ"]).takeaway
    assert "25 others are scored; the Table has all." in said
    assert said.endswith("of the 2 priority countries.")


def test_the_plane_names_the_orphans_and_counts_who_cannot_be_placed():
    of = made()[0]
    assert charts.plane(rows(of), of.middle, ["AAA"]).takeaway == (
        "1 orphan: high need and little support, first of all Aaa. "
        "1 country of high need cannot be placed: support is not known. Ringed: 1 of the 1 priority countries."
    )
    assert charts.orphans_said(rows(of)) == "**Orphans (1):** Aaa.\n\n**High need, support not known (1):** Ccc."


def test_more_repaid_than_paid_stands_at_the_edge_of_the_plane():
    of = made({**KNOWN, "AAA": (50, 50, -2)})[0]
    shown = next(one for one in charts.plane(rows(of), of.middle, []).chart.to_dict()["datasets"].values() if len(one) > 1)
    assert {row["country_name"]: row["drawn"] for row in shown}["Aaa"] == 2
    assert {row["country_name"]: row["said"] for row in shown}["Aaa"] == "USD −2.00"


def test_who_has_no_score_is_named():
    of, _ = made(least=90)
    assert charts.unscored(rows(of)) == "Not scored, too little known (1): Ccc."
    assert charts.unscored(rows(made()[0])) == ""
    assert charts.counted(rows(of)) == "5 countries, 4 scored"


def test_a_rank_is_explained_by_what_adds_most_and_what_is_not_known():
    of, values = made()
    parts = charts.in_words(of.why("CCC", values, COMPONENTS))
    figure = charts.why(parts, "Ccc", rows(of).set_index("iso3").loc["CCC"])
    assert figure.chart.to_dict()
    assert figure.takeaway.startswith("Ccc has 50 points and rank 2 (")
    assert figure.takeaway.endswith("with 67 % known. Most comes from gap and stock. Not known: support per head.")
    assert parts["latest_said"].tolist() == ["30.0", "30.0 %", "not known"]


def test_a_value_much_older_than_the_others_is_said_to_be_old():
    of, values = made()
    of_it = rows(of).set_index("iso3").loc["CCC"]
    values = values.assign(latest_year=[1994 if one == "stock" else 2024 for one in values["component_id"]])
    figure = charts.why(charts.in_words(of.why("CCC", values, COMPONENTS)), "Ccc", of_it)
    assert figure.takeaway.endswith("Old: stock is of 1994.")
    said = [row["said"] for table in figure.chart.to_dict()["datasets"].values() for row in table]
    assert any("30.0 % (1994) is" in one for one in said)
    recent = charts.in_words(of.why("CCC", values.assign(latest_year=2024), COMPONENTS))
    assert "Old:" not in charts.why(recent, "Ccc", of_it).takeaway


def test_the_words_beside_a_bar_have_room_on_the_smallest_screen(version):
    listed = store.read("strategy/components", version, score="need")
    values = store.read("strategy/need_values", version, scored="all")
    of = needs.needs(values, listed, dict.fromkeys(listed["component_id"], 5))
    place = {"score": 1, "score_rank": 1, "rank_low": 1, "rank_high": 1, "coverage_pct": 1}
    for code in ("SSD", "SYR", "PHL", "LBN", "TON", "NRU"):
        parts = charts.in_words(of.why(code, values, listed))
        chart = charts.why(parts, code, place).chart
        reach = chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domainMax"]
        ends = chart.data["points"].fillna(0) / reach * PLOT + 6 + chart.data["said"].str.len() * CHARACTER
        assert ends.max() <= PLOT, chart.data["said"][ends.idxmax()]


def test_every_part_of_the_score_has_a_colour(version):
    assert set(charts.PARTS) == set(store.read("strategy/components", version, score="need")["part"])


def test_a_country_without_a_score_says_so():
    of, values = made(least=90)
    parts = charts.in_words(of.why("CCC", values, COMPONENTS))
    said = charts.why(parts, "Ccc", rows(of).set_index("iso3").loc["CCC"]).takeaway
    assert said == "Ccc is not scored: too little is known, 67 % of the weights. Not known: support per head."


def test_values_are_said_with_their_unit():
    units = {"score, 0–100": "65.4", "% of GDP": "65.4 % of GDP", "USD per person": "USD 65.40 per person", "years": "65 years"}
    assert {unit: charts._value(65.4, unit) for unit in units} == units
    assert charts._value(1.0, "points, 1–3") == "1 point" and charts._value(13.0, "programmes") == "13 programmes"


def test_components_that_go_together_are_named():
    table = pd.DataFrame([[1, 0.8, 0], [0.8, 1, -0.4], [0, -0.4, 1]], list(EQUAL), list(EQUAL))
    said = charts.correlations(table, COMPONENTS)[0].takeaway
    assert said.startswith("1 of 3 pairs go together strongly (0.7 or more): gap and stock (0.80). What they share counts")
    assert said.endswith("so they cancel out in part: stock and support per head (−0.40).")
    calm = charts.correlations(table.where(table == 1, NAN), COMPONENTS)[0].takeaway
    assert calm == "0 of 0 pairs go together strongly (0.7 or more): no component says the same as another."


def test_opposite_correlations_do_not_look_alike():
    table = pd.DataFrame([[1, 0.4, 0], [0.4, 1, -0.4], [0, -0.4, 1]], list(EQUAL), list(EQUAL))
    spec = charts.correlations(table, COMPONENTS)[0].chart.to_dict()
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    assert scale["domain"] == [-1, -0.5, 0, 0.5, 1] and len(set(scale["range"])) == 5
    (rows,) = spec["datasets"].values()
    assert {row["cell"]: row["level"] for row in rows} == {"": 0, "0.40": 0.4, "0.00": 0, "−0.40": -0.4}


def test_the_component_that_moves_most_is_named():
    moved = pd.DataFrame(
        {"component": ["Gap", "Stock"], "same_order": [0.9, 0.99], "mean_shift": [2.5, 0.5], "largest_shift": [9.0, 2.0]}
    )
    assert charts.without_each(moved).takeaway == (
        "Without gap a country moves 2.5 ranks on average and 9 at most, more than without any other; the least is 0.5. "
        "No component alone decides the ranking."
    )


def test_how_far_the_order_rests_on_the_method_is_said():
    of = many()
    said = charts.methods_said(scores.compared_methods(of.raw, of.falls, EQUAL))
    assert said.startswith("The order rests ") and "ranks on average" in said
    assert (
        charts.methods_said(scores.compared_methods(of.raw, of.falls, {})) == "Too few countries are scored to compare methods."
    )


def test_the_method_has_formula_weights_and_every_definition():
    of, _ = made(weights={"gap": 6, "stock": 3, "support": 0}, least=40)
    components = COMPONENTS.assign(definition=["One.", "Two.", "Three."])
    said = charts.method(of, components, "aid_recipients")
    for part in ("OECD/JRC", "sum_", "**Weights in force:** Gap 6 (67 %); Stock 3 (33 %)", "among aid recipients", "Below 40 %"):
        assert part in said, part
    assert all(text in said for text in components["definition"])
    assert charts.notes(of, components) == (
        "Weights: Gap 6, Stock 3, Support per head 0. Scale: by rank. At least 40 % of the weights known.",
    )


def test_a_set_says_why_it_has_more_or_fewer_countries_than_asked_for():
    table = rows(made()[0])
    assert charts.set_said(table, ["AAA", "BBB", "CCC"], 2) == (
        "3 countries in this set: 1 more than 2, because they share the last rank."
    )
    assert charts.set_said(table, ["AAA", "ZZZ"], None) == "2 countries in this set; 1 is not among those shown."
    assert "holds at most 60" in charts.set_said(table, [f"A{n}" for n in range(61)], None)


def test_equal_weights_say_what_counts_more_than_once():
    one = pd.Series(np.arange(12.0))
    raw = pd.DataFrame(dict(zip(EQUAL, (one, 2 * one + 1, one[::-1].to_numpy() % 5), strict=True)))
    of = needs.Needs(raw, {}, EQUAL)
    names = COMPONENTS.set_index("component_id")["component_name"]
    first, second = (names[name][:1].lower() + names[name][1:] for name in list(EQUAL)[:2])
    assert f"{first} with {second} (1.00)" in charts.equal_said(of, COMPONENTS)
    uneven = needs.Needs(raw, {}, {**EQUAL, next(iter(EQUAL)): 9})
    assert charts.equal_said(uneven, COMPONENTS) == ""
    assert charts.equal_said(many(), COMPONENTS) == ""
