"""Charts of programme costs: each is valid, says the right numbers, and that figures are illustrative as long as they are."""

import pandas as pd
import pytest

from landscape.charts import programme as charts
from landscape.charts import programme_said as said
from landscape.programme import sensitivity, spread, whatif
from landscape.programme.costs import costed
from landscape.programme.edits import Edits
from landscape.programme.money import Money
from landscape.programme.whatif import Mark, WhatIf, costed_as
from tests.programme.lines import PLAIN, RATES, line, lines, random_programme
from tests.programme.test_whatif import programme

SOME = [
    line("a", is_per_country=True, unit_cost=1e5, unit_cost_low=5e4, unit_cost_high=3e5),
    line("b", cost_category="surveys", unit_cost=2e5, unit_cost_high=4e5, first_year=2029, last_year=2033),
    line("c", activity_id="train", quantity=None),
]
BASE = programme(lines(*SOME))
DOLLARS, EUROS = Money(), Money.of("EUR", RATES)
REFERENCES = pd.DataFrame(
    {
        "line_id": ["a", "a", "a", "b"],
        "reference_kind": ["named", "similar", "similar", "named"],
        "benchmark_what": ["Own", "One", "Two", "Unknown amount"],
        "reference_per_unit": [5e4, 1e6, 4e6, None],
        "last_year": [2020] * 4,
        "source_id": ["s"] * 4,
    }
)


def figures(base, what_if, money, mark):
    """Every figure of the page."""
    costs = costed_as(base, what_if)
    for by in charts.BY:
        yield charts.total(charts.totals(costs, by, 20), by, money, mark)
    yield charts.parts(charts.made_of(costs), money, mark)
    yield charts.tornado(spread.drivers(costs), costs.total_usd, money, mark)
    yield charts.sensitive(sensitivity.sensitivity(base, what_if, costs), costs.total_usd, money, mark)
    yield charts.waterfall(whatif.steps(base, what_if)[0], "A scenario", money, mark)
    yield charts.references(sensitivity.beside(costs, REFERENCES), money, mark)


@pytest.mark.parametrize("money", [DOLLARS, EUROS], ids=["USD", "EUR"])
@pytest.mark.parametrize("what_if", [WhatIf(), WhatIf({"country_count": 20}, {"surveys": -50.0}, Edits(dropped=("b",)))])
@pytest.mark.parametrize("mark", [Mark(40.0), Mark(0.0, ("delay",))], ids=["lines", "parameters"])
def test_every_chart_is_valid_and_says_that_it_is_illustrative(what_if, money, mark):
    for figure in figures(BASE, what_if, money, mark):
        assert figure.chart.to_dict()
        assert figure.title.endswith("(illustrative)") and figure.takeaway.startswith("Illustrative: ")
        assert {"USD": "EUR", "EUR": "USD"}[money.currency] not in figure.takeaway


def test_sourced_figures_are_not_called_illustrative():
    for figure in figures(BASE, WhatIf(), DOLLARS, Mark(0.0)):
        assert "llustrative" not in figure.title + figure.takeaway


@pytest.mark.parametrize("seed", range(3))
def test_a_large_programme_is_drawn_to_its_first_lines_and_says_how_many_others_there_are(seed):
    rows, assumed, where = random_programme(seed)
    costs = costed(rows.assign(activity_name=rows["line_name"]), assumed, RATES, where)
    figure = charts.total(charts.totals(costs, "Activity", 0), "Activity", DOLLARS, Mark(100.0))
    assert figure.chart.to_dict() and "25 others in the table." in figure.takeaway


def test_the_table_of_parts_sums_to_the_total_and_terms_come_in_their_order():
    costs = costed_as(BASE)
    for by in charts.BY:
        table = charts.totals(costs, by, 0)
        assert list(table) == charts.TOTALS
        assert table["cost_usd"].sum() == pytest.approx(costs.total_usd) and table["share_pct"].sum() == pytest.approx(100)
    assert charts.totals(costs, "Term", 0)["cost_part"].tolist() == ["Short term", "Medium term", "Long term"]
    assert charts.totals(costs, "Year", 0)["cost_part"].tolist() == ["2027", "2029", "2030", "2031", "2032", "2033"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("Term", "medium term USD 1.4 m; long term USD 904 k."),
        ("Year", "2029 USD 452 k; 2030 USD 452 k; 2031 USD 452 k; 2 others."),
        ("Region", "for no region in particular USD 2.3 m."),
        ("Activity", None),
    ],
)
def test_a_central_cost_outside_its_own_range_is_said_with_the_figure_to_quote(by, said):
    takeaway = charts.total(charts.totals(costed_as(BASE), by, 0), by, DOLLARS, Mark()).takeaway
    start = " Where the central cost lies outside P10 to P90, quote P50, the middle of the draws: "
    assert takeaway.partition(start)[2] == (said or "")


def test_a_part_without_a_range_has_no_figure_to_quote_instead():
    costs = costed_as(
        programme(lines(line("a", unit_cost=1e5 / 3, is_per_country=True), line("b", first_year=2029, last_year=2033)))
    )
    for by in charts.BY:
        assert "P50" not in charts.total(charts.totals(costs, by, 0), by, DOLLARS, Mark()).takeaway


def test_what_the_total_is_made_up_of():
    costs = costed_as(BASE, WhatIf({"contingency_pct": 10.0}))
    table = charts.made_of(costs)
    assert table["cost_usd"].tolist() == pytest.approx([12e6, 0, 1.2e6, 0])
    assert charts.parts(table, DOLLARS, Mark()).takeaway == (
        "USD 12.0 m is quantities at the prices of their sources; rise of prices, contingency and support costs add "
        "USD 1.2 m (10 %)."
    )


def test_the_widest_line_and_the_strongest_assumption_are_named():
    costs = costed_as(BASE)
    assert charts.tornado(spread.drivers(costs), 12e6, DOLLARS, Mark()).takeaway.startswith(
        "A makes most of the spread: alone it moves"
    )
    table = sensitivity.sensitivity(BASE, WhatIf(), costs)
    assert charts.sensitive(table, costs.total_usd, DOLLARS, Mark()).takeaway == (
        "The total moves most with all unit costs: USD 9.6 m at −20 %, USD 14.4 m at +20 %."
    )


def test_the_steps_end_at_the_scenario():
    what_if = WhatIf({"country_count": 20}, {}, Edits(dropped=("b",)))
    figure = charts.waterfall(whatif.steps(BASE, what_if)[0], "Larger", DOLLARS, Mark())
    rows = figure.chart.to_dict()["datasets"]
    (bars,) = rows.values()
    assert [(row["change"], row["said"]) for row in bars] == [
        ("The programme as it stands", "USD 12.0 m"),
        ("1. country count: 10 → 20", "+USD 10.0 m"),
        ("2. Dropped: B", "−USD 2.0 m"),
        ("Larger", "USD 20.0 m"),
    ]
    assert figure.takeaway.startswith("“Larger” costs USD 20.0 m, USD 8.0 m more than the programme as it stands.")


def test_a_part_that_is_no_region_is_said_in_words():
    table = charts.totals(costed_as(BASE), "Region", 0)
    assert charts.total(table, "Region", DOLLARS, Mark()).takeaway.startswith(
        "USD 12.0 m in all; the largest part is in countries not"
    )


@pytest.mark.parametrize(("by", "said"), [("Region", "Africa"), ("Activity", "mapping"), ("Term", "short term")])
def test_a_region_keeps_its_name_within_a_sentence(by, said):
    costs = costed_as(programme(lines(line("a", region="Africa"))))
    assert f"the largest part is {said}, " in charts.total(charts.totals(costs, by, 0), by, DOLLARS, Mark()).takeaway


def test_the_line_farthest_from_others_of_its_kind_is_named():
    rows = sensitivity.beside(costed_as(BASE), REFERENCES)
    assert charts.references(rows, DOLLARS, Mark()).takeaway.endswith(
        "“A” lies farthest from published costs of its kind: it costs 4 % of the middle one of these."
    )


def test_key_figures_say_what_they_are():
    costs, now = costed_as(BASE), BASE.assumptions
    range_of = spread.spread(costs)
    (total, middle, countries) = said.key_figures(costs, now, range_of, None, DOLLARS, Mark(100.0))
    assert total == ("Total, central", "USD 12.0 m", "illustrative; unit costs at their central value")
    assert middle[:2] == ("Middle of draws, P50", DOLLARS.said(range_of["p50_usd"].iloc[0]))
    assert middle[2].startswith("illustrative; eight in ten draws, P10 to P90: USD ") and middle[2].endswith(" m")
    assert countries == ("Countries", "10", "2027–2033, terms from 2027, 2029 and 2032")
    assert said.key_figures(costs, now, range_of, 10e6, EUROS, Mark(100.0))[0][1:] == (
        "EUR 9.6 m",
        "illustrative; +EUR 1.6 m against the programme",
    )


def test_where_the_central_total_lies_is_explained_by_the_ranges_of_its_lines():
    costs = costed_as(BASE)
    middle = DOLLARS.said(spread.spread(costs)["p50_usd"].iloc[0])
    text = said.central_said(costs, spread.spread(costs), DOLLARS)
    assert text.startswith("2 of 2 unit costs with a range can rise further than fall")
    assert f"above {middle}, while the central total is USD 12.0 m" in text
    cheaper = costed_as(programme(lines(line("a", unit_cost=2e5, unit_cost_low=5e4, unit_cost_high=2e5))))
    text = said.central_said(cheaper, spread.spread(cheaper), DOLLARS)
    assert "can fall further than rise" in text and "below" in text
    certain = costed_as(programme(lines(line("a", unit_cost_low=None, unit_cost_high=None))))
    assert said.central_said(certain, spread.spread(certain), DOLLARS) == ""


def test_a_programme_of_which_nothing_counts_has_words_for_it():
    costs = costed_as(programme(lines(SOME[2])))
    (total, middle, countries) = said.key_figures(costs, PLAIN, spread.spread(costs), None, DOLLARS, Mark())
    assert (total[1], middle[1], countries[2]) == ("USD 0", "not known", "no year counts")
    assert charts.totals(costs, "Term", 0).empty and said.central_said(costs, spread.spread(costs), DOLLARS) == ""


def test_what_is_left_out_and_what_rests_on_nothing_is_named():
    costs = costed_as(BASE)
    assert said.left_out_said(costs) == "Left out of every total (1): C (quantity or unit cost not known)."
    assert (
        said.without_basis_said(sensitivity.without_basis(costs), costs) == "Every line that counts names a basis and a source."
    )
    weak = costed_as(programme(lines(line("a"), line("b", cost_basis=None))))
    assert (
        said.without_basis_said(sensitivity.without_basis(weak), weak) == "Without a basis or a source (1, 50 % of the total): B."
    )


def test_the_number_of_countries_is_explained():
    assert said.countries_said(20, 0, None).startswith("No set of priority countries is chosen")
    assert (
        said.countries_said(8, 8, "The Sahel")
        == "The 8 countries of the set “The Sahel”; costs for each country lie in their regions."
    )
    assert "overrides the 8 of the set" in said.countries_said(20, 8, "The Sahel")


def test_the_method_has_formula_parameters_and_sources():
    larger = WhatIf({"country_count": 20})
    text = said.method(whatif.in_force(BASE, larger, costed_as(BASE, larger).lines), EUROS, Mark(100.0, ("delay",)))
    for part in ("Malcolm", "McKay", "country count 20", "10 → 20", "0.8 for one US dollar", "Illustrative"):
        assert part in text, part
