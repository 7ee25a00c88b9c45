"""Charts of the funding stack on a programme and a pipeline that can be read by eye."""

import pandas as pd
import pytest

from landscape.charts import stack as charts
from landscape.programme import stack
from tests.programme.test_stack import RATES, pipeline, programme, shares


@pytest.fixture
def cost():
    return programme(("a1", "A", 300e3, 2027, 2028), ("b1", "B", 50e3, 2033, 2033))


@pytest.fixture
def funded(cost):
    rows = pipeline(
        {"activity_id": "A", "ask": 60e3, "stage": "paid", "donor_id": "Norway"},
        {"activity_id": "A", "ask": 30e3, "currency": "EUR", "donor_id": "Japan"},
        {"activity_id": "A", "ask": 100e3, "stage": "pledged", "donor_id": "Norway"},
        {"activity_id": "B", "ask": 40e3, "stage": "proposal", "probability_pct": 50.0, "donor_id": "Japan"},
        {"activity_id": "B", "ask": 10e3, "stage": "proposal", "donor_id": "Japan"},
        {"activity_id": "B", "ask": 10e3, "stage": "declined", "donor_id": "Japan"},
    )
    return stack.stacked(cost, rows, shares(), RATES)


def drawn(figure):
    """The amounts of the bars by name and part, in the unit of the axis."""
    layer = figure.chart.layer[0].data
    return layer.pivot_table(index="name", columns="part", values="amount", aggfunc="sum")


@pytest.mark.parametrize("kind", charts.KINDS.values())
def test_the_parts_of_a_bar_add_up_to_its_cost(funded, kind, picks):
    figure = charts.stack(funded.by(kind), kind, 100.0)
    figure.chart.to_dict()
    assert drawn(figure).sum().sum() == pytest.approx(650)
    assert picks(figure) == {"mark": ["name"]}
    assert figure.title.endswith("(illustrative)")


def test_the_largest_gap_is_named_and_what_is_funded_is_said(funded):
    figure = charts.stack(funded.by("activity_name"), "activity_name", None)
    assert figure.takeaway == "USD 120 k of USD 650 k is committed or paid (18 %). The largest gap: A, USD 480 k."
    assert drawn(figure).loc["A"].to_dict() == pytest.approx(
        {
            "Paid": 60,
            "Committed": 60,
            "Pledged, not counted": 100,
            "Pipeline by probability, not counted": 0,
            "Nobody in sight": 380,
        }
    )


def test_terms_come_in_their_order_and_with_their_names(funded):
    assert funded.by("horizon")["horizon"].tolist() == ["short", "long"]
    assert set(drawn(charts.stack(funded.by("horizon"), "horizon", None)).index) == {"Short term", "Long term"}


def test_what_is_not_counted_is_drawn_light_with_a_broken_line(funded):
    spec = charts.stack(funded.by("horizon"), "horizon", None).chart.to_dict()["layer"][0]["encoding"]
    assert spec["fillOpacity"]["value"] < 0.5
    assert spec["fillOpacity"]["condition"] == {"test": "datum.solid", "value": 1}
    assert spec["strokeDash"]["condition"]["value"] == [1, 0]


def test_years_say_where_half_is_funded_and_where_the_gap_is_largest(cost):
    of = stack.stacked(cost, pipeline({"activity_id": "B", "ask": 25e3}), shares(), RATES)
    figure = charts.years(of, None)
    figure.chart.to_dict()
    assert figure.takeaway == ("At least half is funded in 2033. The largest gap is that of 2027: USD 300 k of USD 300 k.")
    assert drawn(figure).sum().sum() == pytest.approx(650)


def test_key_figures_keep_what_counts_apart_from_what_does_not(funded):
    shown = {label: (value, said) for label, value, said in charts.facts(funded)}
    assert shown["Committed or paid"] == ("USD 120 k", "18 % of the cost")
    assert shown["Pledged or in the pipeline"] == (
        "USD 120 k",
        "Not counted: USD 100 k pledged, USD 20 k by probability of 2 asks, 1 of them without a probability",
    )
    assert shown["Unfunded"][0] == "USD 530 k"


def test_what_is_covered_beyond_the_cost_is_said(cost):
    of = stack.stacked(cost, pipeline({"activity_id": "B", "ask": 80e3}), shares(), RATES)
    assert charts.facts(of)[1][2] == "8 % of the cost; USD 30 k more is covered beyond the cost"


def test_the_funded_part_is_concentrated_as_on_the_page_of_concentration(funded):
    given = funded.given()
    shown = {label: value for label, value, _ in charts.concentration_facts(given)}
    assert shown == {
        "Donors": "2",
        "Effective number of donors": "2.0",
        "Share of the largest donor": "50 %",
        "How concentrated it is": "5,000",
    }
    figure = charts.donors(given)
    figure.chart.to_dict()
    assert "gives 50 % of the USD 120 k that is committed or paid." in figure.takeaway
    assert charts.by_activity(given)["cr1_pct"].tolist() == pytest.approx([50])
    assert charts.dependence_said(charts.by_activity(given)).startswith("0 of 1 funded activity have")


def test_whose_refusal_costs_most_is_told_by_what_counts_and_what_does_not(funded):
    rows = charts.by_donor(funded)
    assert rows["donor_name"].tolist() == ["Norway", "Japan"]
    assert rows["amount_usd"].tolist() == pytest.approx([160e3, 80e3])
    figure = charts.hanging(rows)
    figure.chart.to_dict()
    assert "USD 60 k committed or paid, USD 100 k pledged and USD 0 in the pipeline" in figure.takeaway


def test_what_stays_and_what_is_lost_is_what_was_funded():
    lost = pd.DataFrame(
        {
            "activity_name": ["A", "B"],
            "cost_funded_usd": [100e3, 0.0],
            "lost_funded_usd": [60e3, 0.0],
            "loses_half": [True, None],
        }
    )
    figure = charts.falling("Norway", lost)
    figure.chart.to_dict()
    assert figure.chart.data["amount"].sum() == pytest.approx(100)
    assert figure.takeaway == "1 activity would lose more than half of what is committed or paid: A."


def test_what_is_left_out_is_counted_with_the_asks_that_are_known(cost, funded):
    assert charts.left_out_said(funded, cost.left_out).startswith("1 opportunity, asks of USD 10 k where they are known, and 0")


def test_rates_are_said_with_their_year(funded):
    assert charts.rates_said(funded) == "Converted to US dollars: EUR at the rate of 2024."
