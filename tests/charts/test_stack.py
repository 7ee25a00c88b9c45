"""Charts of the funding stack on a programme and a pipeline that can be read by eye."""

import pandas as pd
import pytest

from landscape.charts import pipeline as pipeline_charts
from landscape.charts import stack as charts
from landscape.programme import stack
from landscape.programme.whatif import Mark
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
    figure = charts.stack(funded.by(kind), kind, Mark(100.0))
    figure.chart.to_dict()
    assert drawn(figure).sum().sum() == pytest.approx(650)
    assert picks(figure) == {"mark": ["name"]}
    assert figure.title.endswith("(illustrative)")


def test_the_largest_gap_is_named_and_what_is_funded_is_said(funded):
    figure = charts.stack(funded.by("activity_name"), "activity_name", Mark())
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
    assert set(drawn(charts.stack(funded.by("horizon"), "horizon", Mark())).index) == {"Short term", "Long term"}


def test_what_is_not_counted_is_drawn_light_with_a_broken_line(funded):
    spec = charts.stack(funded.by("horizon"), "horizon", Mark()).chart.to_dict()["layer"][0]["encoding"]
    assert spec["fillOpacity"]["value"] < 0.5
    assert spec["fillOpacity"]["condition"] == {"test": "datum.solid", "value": 1}
    assert spec["strokeDash"]["condition"]["value"] == [1, 0]


def test_years_say_where_half_is_funded_and_where_the_gap_is_largest(cost):
    of = stack.stacked(cost, pipeline({"activity_id": "B", "ask": 25e3}), shares(), RATES)
    figure = charts.years(of, Mark())
    figure.chart.to_dict()
    assert figure.takeaway == ("At least half is funded in 2033. The largest gap is that of 2027: USD 300 k of USD 300 k.")
    assert drawn(figure).sum().sum() == pytest.approx(650)


def test_key_figures_keep_what_counts_apart_from_what_does_not(funded):
    shown = {label: (value, said) for label, value, said in charts.facts(funded)}
    assert shown["Committed or paid"] == ("USD 120 k", "18 % of the cost")
    assert shown["Pledged"] == (
        "USD 100 k",
        "Not counted. In the pipeline by probability: USD 20 k (2 asks, 1 without a probability).",
    )
    assert shown["Unfunded"][0] == "USD 530 k"


def test_what_is_covered_beyond_the_cost_is_said(cost):
    of = stack.stacked(cost, pipeline({"activity_id": "B", "ask": 80e3}), shares(), RATES)
    assert charts.facts(of)[1][2] == "8 % of the cost; USD 30 k more is covered beyond the cost"


def test_what_is_pledged_and_in_the_pipeline_beyond_the_cost_is_said(cost):
    rows = pipeline(
        {"activity_id": "B", "ask": 80e3, "stage": "pledged"},
        {"activity_id": "B", "ask": 80e3, "stage": "proposal", "probability_pct": 50.0},
    )
    assert charts.facts(stack.stacked(cost, rows, shares(), RATES))[2][1:] == (
        "USD 50 k",
        "Not counted; USD 30 k more is beyond the cost. In the pipeline by probability: USD 0 (1 ask); "
        "USD 40 k more is beyond the cost.",
    )


def test_a_pipeline_without_any_probability_is_not_known_and_not_zero(cost):
    rows = pipeline({"activity_id": "B", "ask": 80e3, "stage": "proposal", "donor_id": "Japan"})
    of = stack.stacked(cost, rows, shares(), RATES)
    assert "In the pipeline by probability: not known (1 ask, 1 without a probability)" in charts.facts(of)[2][2]
    assert charts.decline_facts("Japan", of, of)[2] == ("In the pipeline", "USD 80 k", "1 ask; not known by probability")
    assert charts.decline_facts("Norway", of, of)[2] == ("In the pipeline", "USD 0", "0 asks; USD 0 by probability")
    rows = charts.by_donor(of)
    assert rows["lost_weighted_usd"].isna().tolist() == [True] and rows["lost_funded_usd"].tolist() == [0]
    figure = charts.hanging(rows)
    figure.chart.to_dict()
    assert "what is in the pipeline by its probability is not known" in figure.takeaway
    by = of.by("activity_name").set_index("activity_name")["cost_weighted_usd"]
    assert by["A"] == 0 and pd.isna(by["B"])
    charts.stack(of.by("activity_name"), "activity_name", Mark()).chart.to_dict()


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


def test_whose_refusal_costs_most_is_told_by_what_counts_and_what_does_not(funded, picks):
    rows = charts.by_donor(funded)
    columns = ["donor_name", "lost_funded_usd", "lost_pledged_usd", "lost_weighted_usd", "unweighted_count"]
    assert rows[columns].to_numpy().tolist() == [["Norway", 60e3, 100e3, 0, 0], ["Japan", 60e3, 0, 20e3, 1]]
    figure = charts.hanging(rows)
    figure.chart.to_dict()
    assert picks(figure) == {"mark": ["donor_name"]}
    assert figure.chart.data.groupby("part")["length"].sum().to_dict() == pytest.approx(
        {"Committed or paid": 120, "Pledged": 100, "Pipeline by probability": 20}
    )
    assert "USD 60 k committed or paid would fall away, and apart from it USD 100 k pledged; USD 0 in the pip" in figure.takeaway


def test_who_funds_comes_before_who_only_asks_for_more(cost):
    rows = pipeline(
        {"activity_id": "A", "ask": 1e3, "donor_id": "Norway"},
        {"activity_id": "A", "ask": 90e3, "stage": "pledged", "donor_id": "Japan"},
        {"activity_id": "A", "ask": 500e3, "stage": "proposal", "probability_pct": 90.0, "donor_id": "Fiji"},
    )
    assert charts.by_donor(stack.stacked(cost, rows, shares(), RATES))["donor_name"].tolist() == ["Norway", "Japan", "Fiji"]


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


def test_both_pages_say_that_they_do_not_count_the_same():
    """An opportunity that is tied to nothing is in the totals of the pipeline and not in the stack."""
    of = stack.stacked(programme(("a", "A", 1.0, 2027, 2027)), pipeline({}), shares(), RATES)
    assert of.left_out["why_left_out"].tolist() == ["it names no activity and no cost line"]
    assert "The Pipeline counts all money that is asked for" in charts.left_out_said(of, of.cells.head(0))
    assert stack.UNTIED in pipeline_charts.method()


@pytest.mark.parametrize(("stage", "reason"), [("proposal", "in kind"), ("declined", "in kind")])
def test_the_first_reason_is_that_of_the_pipeline(cost, stage, reason):
    rows = pipeline({"activity_id": "A", "stage": stage, "is_in_kind": True, "donor_id": None, "mechanism_status": "closed"})
    assert stack.stacked(cost, rows, shares(), RATES).left_out["why_left_out"].iloc[0].startswith(reason)


def test_rates_are_said_with_their_year(funded):
    assert charts.rates_said(funded) == "Converted to US dollars: EUR at the rate of 2024."


def test_what_is_asked_for_beyond_the_cost_is_named_by_line_or_else_by_activity(cost):
    rows = pipeline(
        {"activity_id": "A", "ask": 400e3, "stage": "identified"},
        {"activity_id": "A", "ask": 300e3, "stage": "proposal", "probability_pct": 50.0},
        {"activity_id": "B", "ask": 40e3, "stage": "identified"},
        {"activity_id": "B", "ask": 30e3, "stage": "committed"},
        {"activity_id": "B", "ask": 9e9, "stage": "declined"},
    )
    parts = shares(("o2", "b1", 100.0), ("o3", "b1", 100.0))
    found = stack.more_asked(stack.stacked(cost, rows, parts, RATES), parts)
    assert found["part_name"].tolist() == ["A", "b1"]
    assert found[["ask_count", "asked_usd", "cost_usd"]].to_numpy().tolist() == [
        [2, pytest.approx(700e3), 600e3],
        [2, pytest.approx(70e3), 50e3],
    ]
    assert charts.more_asked_said(found) == (
        "More is asked for than it costs: A, 2 asks of USD 700 k together at a cost of USD 600 k; b1, 2 asks of USD 70 k "
        "together at a cost of USD 50 k. Lower the asks, or see them as alternatives."
    )
    fits = stack.stacked(cost, rows.head(1), shares(), RATES)
    assert charts.more_asked_said(stack.more_asked(fits, shares())) == ""
    one = stack.stacked(cost, pipeline({"activity_id": "B", "ask": 9e9}), shares(), RATES)
    assert stack.more_asked(one, shares()).empty, "one ask beyond the cost is said as such"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((20, None), "the programme as it stands, for 20 countries, none chosen by name; no scenario."),
        ((21, ("X", 21)), "the programme as it stands, for the 21 countries of “X”; no scenario."),
        ((25, ("X", 21), "Later"), "the scenario “Later”, for 25 countries in the regions of “X”."),
        (
            (21, ("X", 21), "Later", "Y"),
            "the scenario “Later”, for the 21 countries of “X”. The scenario has this set of its own, so “Y” is not used.",
        ),
    ],
)
def test_it_is_said_on_which_cost_a_page_rests(asked, said):
    assert charts.base(*asked) == f"Costs are those of {said}"
