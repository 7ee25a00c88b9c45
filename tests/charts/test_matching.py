"""The grid and the sentences of matching."""

import pandas as pd
import pytest

from landscape.charts import matching as charts
from landscape.programme.matching import RULES, Need
from landscape.programme.whatif import Mark

NEED = Need("line:s", "Surveys", "a", "s", 2e6, 1e6, 2029, 2032, None, True, ("surveys",))


def match(name, **verdicts):
    rules = dict.fromkeys(RULES, "fits") | verdicts
    refused, unknown = (sum(one == verdict for one in rules.values()) for verdict in ("refused", "unknown"))
    fit = "refused" if refused else "unknown" if unknown else "fits"
    return {"donor_name": name, "match_fit": fit, "refused_count": refused, "not_known_count": unknown, **rules}


@pytest.fixture
def rows():
    return pd.DataFrame([match("Norway"), match("Japan", size_fit="unknown"), match("Fiji", size_fit="refused")])


def test_the_grid_has_a_cell_for_each_rule_and_says_how_many_could_pay(rows, picks):
    figure = charts.grid(rows, "donor", "Surveys", Mark(100.0))
    figure.chart.to_dict()
    assert len(figure.chart.data) == 3 * 6
    assert figure.chart.data["said"].value_counts().to_dict() == {"fits": 16, "not known": 1, "does not fit": 1}
    assert figure.title == "Which donors could pay for Surveys? (illustrative)"
    assert figure.takeaway == (
        "No rule speaks against 2 of 3 donors; 1 of them fits all six rules. First Norway and Japan. "
        "1 does not fit; the most frequent reason is size (1 of 1)."
    )
    assert picks(figure) == {"mark": ["donor_name"]}


def test_where_nobody_fits_the_grid_says_so(rows):
    assert charts.grid(rows.tail(1), "donor", "Surveys", Mark()).takeaway == (
        "None of 1 donor fits. 1 does not fit; the most frequent reason is size (1 of 1)."
    )


def test_a_match_is_explained_under_three_headings():
    sentences = {rule: f"Said of {rule}." for rule in RULES}
    row = match("Japan", size_fit="unknown", time_fit="refused") | {"sentences": sentences, "aside": "No contact."}
    told = charts.explained(row).replace("\\", "")
    assert told.index("**Fits**") < told.index("**Does not fit**") < told.index("**Not known**") < told.index("No contact.")
    assert "**Does not fit**\n\n- Said of time_fit." in told
    assert "**Not known**\n\n- Said of size_fit." in told


def test_what_is_needed_is_said_with_its_years_and_places():
    shown = {label: (value, said) for label, value, said in charts.facts(NEED, 12)}
    assert shown["Unfunded"] == ("USD 1.0 m", "of a cost of USD 2.0 m")
    assert shown["Years"] == ("2029–2032", "in which money is missing")
    assert shown["Where"] == ("Each country", "12 priority countries")
    assert charts.facts(NEED, 0)[3][2] == "No priority countries chosen"


def test_asks_for_one_need_that_come_to_more_than_it_needs_are_said():
    one = {"need_id": NEED.need_id}
    assert charts.beyond_said({NEED.need_id: NEED}, [one, one], [{"ask": 4e5}, {"ask": 6e5}]) == ""
    assert charts.beyond_said({NEED.need_id: NEED}, [one], [{"ask": 2e6}]) == "", "one ask alone is capped by what is needed"
    said = charts.beyond_said({NEED.need_id: NEED}, [one, one], [{"ask": 1e6}, {"ask": 1e6}])
    assert "2 asks of USD 2.0 m together for Surveys, of which USD 1.0 m is needed" in said


def test_an_opportunity_without_a_donor_is_said_to_wait_for_one():
    said = charts.asks_said(
        [{"name": "Fund for S", "ask": 5e5, "donor_id": None}, {"name": "Fiji for S", "ask": 1e5, "donor_id": "f"}]
    )
    assert (
        said == "Fund for S: USD 500 k; Fiji for S: USD 100 k. 1 opportunity without a donor will count as soon as one is named."
    )


def test_a_rest_below_one_dollar_is_shown_as_funded():
    rest = Need("line:s", "Surveys", "a", "s", 2e6, 0.6, 2029, 2032, None, True, ("surveys",))
    unfunded, years, *_ = charts.facts(rest, 0)
    assert unfunded == ("Unfunded", "USD 0", "of a cost of USD 2.0 m")
    assert years == ("Years", "2029–2032", "all of it is funded")
