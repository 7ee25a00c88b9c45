"""Charts of other global programmes say what the table says."""

import pandas as pd
import pytest

from landscape.charts import programmes as charts
from landscape.frameworks import reference

COLUMNS = ["global_programme_name", "global_programme_id", "first_year", "last_year", "budget_planned_usd", "budget_spent_usd"]
COLUMNS += ["budget_note", "governance", "funding_mechanism", "evaluation", "components", "source_id"]
BIG = (
    "Big",
    "big",
    2018,
    2030,
    5e8,
    None,
    "Ten years",
    "Steering committee; secretariat",
    "Trust fund",
    "Mid-term review",
    ["training"],
    "s",
)
OLD = ("Old", "old", 1999, None, None, 1e8, "Spent", "Ministers decide", "Budget", "None seen", None, "s")
DARK = (
    "Dark",
    "dark",
    None,
    None,
    None,
    None,
    "Not seen",
    None,
    None,
    "No independent evaluation seen; self-reported",
    None,
    "s",
)


def table(*rows):
    made = pd.DataFrame(rows, columns=COLUMNS)
    return made.astype({"first_year": "Int64", "last_year": "Int64", "budget_planned_usd": float, "budget_spent_usd": float})


def rows_of(figure, layer=0):
    spec = figure.chart.to_dict()
    data = spec["layer"][layer].get("data") or spec["data"]
    return spec["datasets"][data["name"]]


def timeline(rows):
    return charts.timeline(charts.dated(rows), rows, 2026)


def test_only_stated_totals_are_drawn_and_planned_is_not_spent():
    rows = table(BIG, OLD, DARK)
    amounts = charts.sized(rows)
    assert amounts[["global_programme_name", "budget_kind", "amount_usd"]].values.tolist() == [
        ["Big", "Planned", 5e8],
        ["Old", "Spent", 1e8],
    ]
    figure = charts.budgets(amounts, rows)
    assert figure.takeaway.startswith(
        "An amount in US dollars is stated for 2 of 3 programmes: from USD 100.0 m (Old) to USD 500.0 m (Big)."
    )
    assert figure.chart.to_dict()


BOTH = ("Both", "both", 2010, 2015, 3e8, 2e8, "Planned and spent", None, None, None, None, "s")


def test_a_programme_with_two_amounts_is_one_programme():
    rows = table(BIG, BOTH, DARK)
    figure = charts.budgets(charts.sized(rows), rows)
    assert figure.takeaway.startswith("An amount in US dollars is stated for 2 of 3 programmes")
    assert figure.chart.to_dict()["layer"][0]["encoding"]["x"]["stack"] is False, (
        "what was planned and what was spent add to nothing"
    )


def test_a_bar_says_the_amount_that_its_colour_stands_for():
    (drawn,) = rows_of(timeline(table(BOTH)))
    assert (drawn["budget_kind"], drawn["said"]) == ("Spent", "USD 200.0 m")


@pytest.mark.parametrize(
    ("amount", "note", "said"),
    [
        (5e8, "About USD 500 m per five years, half from one", "about USD 500.0 m per five years"),
        (1e8, "More than USD 100 m disbursed (lower bound)", "more than USD 100.0 m"),
        (5e7, "Allocations close to USD 50 m from 1998", "close to USD 50.0 m"),
        (9.45e8, "Estimate: USD 692 m (about USD 2.4 m per survey)", "USD 945.0 m"),
        (1e8, "More than USD 1000 m of others; USD 100 m", "USD 100.0 m"),
        (1e7, None, "USD 10.0 m"),
    ],
)
def test_an_amount_is_labelled_with_what_its_note_says_of_it(amount, note, said):
    assert charts.stated(amount, note) == said


def test_a_bar_says_that_its_amount_is_a_bound():
    rows = table((*OLD[:6], "More than USD 100 m disbursed", *OLD[7:]))
    figure = charts.budgets(charts.sized(rows), rows)
    assert "more than USD 100.0 m (Old)" in figure.takeaway
    assert rows_of(figure)[0]["said"] == "more than USD 100.0 m"
    assert {row["said"] for row in rows_of(timeline(rows))} == {"more than USD 100.0 m"}


def test_unknown_is_counted_as_unknown():
    figures = {label: value for label, value, _ in charts.key_figures(table(BIG, OLD, DARK), 53)}
    assert figures == {
        "Programmes": "3",
        "Amount in US dollars stated": "2 of 3",
        "Governance stated": "2 of 3",
        "Evaluation seen": "1 of 3",
    }


def test_governance_is_counted_by_the_words_of_the_list():
    said = charts.governed_said(table(BIG, OLD, DARK))
    assert "of 3 programmes, 1 name a board, council or steering body" in said
    assert "1 name the Statistical Commission or another intergovernmental body and 1 name a secretariat or team" in said
    assert "1 were paid through a trust fund" in said


def test_the_timeline_draws_known_starts_oldest_first_with_their_money():
    figure = timeline(table(BIG, OLD, DARK))
    drawn = rows_of(figure)
    assert [(row["global_programme_name"], row["start"], row["end"], row["said"]) for row in drawn] == [
        ("Old", 1998.5, 2026.5, "USD 100.0 m"),
        ("Big", 2017.5, 2030.5, "USD 500.0 m"),
    ]
    assert [row["years"] for row in drawn] == ["1999–not known", "2018–2030"]
    assert "Of 1 more no first year was seen." in figure.takeaway


def test_components_say_what_ours_lacks():
    parts = pd.DataFrame({"global_component": ["research"], "our_activities": [["x"]], "matched_by": [["activity"]]})
    rows = reference.components(table(BIG, OLD), parts.assign(match_reason=None))
    figure = charts.components(rows)
    assert figure.takeaway == (
        "Most programmes have training, and ours lacks it. Counted are the 1 programmes whose components are known."
    )
    assert figure.chart.to_dict()


def test_four_are_compared_in_the_order_chosen():
    rows = table(BIG, OLD, DARK)
    assert charts.chosen(rows, ["dark", "big"])["global_programme_name"].tolist() == ["Dark", "Big"]
    many = pd.concat([rows, rows.assign(global_programme_id=["4", "5", "6"])])
    assert len(charts.chosen(many, list(many["global_programme_id"]))) == 4


def test_the_check_list_counts_decisions_suggestions_and_nothing_apart():
    rows = pd.DataFrame({"coverage_said": [reference.SUGGESTED, reference.NOBODY, reference.NOBODY]})
    said = charts.elements_said(rows)
    assert "Of 3 elements, members have named an activity for none. For 1 more the computer suggests one" in said
    assert "Of 2 nothing is known." in said
