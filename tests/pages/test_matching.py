"""The page of matching: who could pay, why, and the opportunities that are made of a choice."""

import pytest

from tests.pages.test_funding import figures, said

VIEWS = ["Mechanisms", "Donors", "Lines of a mechanism"]
SURVEYS = "Household surveys of international migration"


def opened(app, chosen_rows=(), **chosen):
    for name, value in chosen.items():
        app.query_params[name] = value
    if chosen_rows:
        app.session_state["grid_matches"] = {"selection": {"rows": list(chosen_rows), "columns": [], "cells": []}}
    app.switch_page("pages/strategy/matching.py").run()
    assert not app.exception
    assert not app.error
    return app


def test_the_largest_gap_is_matched_first(app):
    opened(app)
    assert app.selectbox(key="need").value == "activity:regional-training"
    assert figures(app)["Unfunded"] == "USD 20.5 m"
    assert "66 mechanisms" in said(app)
    assert "100 % of the total is example figures" in app.warning[0].value


@pytest.mark.parametrize("view", VIEWS[:2])
def test_matches_are_listed_with_refusals_last_and_their_reasons(app, view):
    rows = opened(app, view=view, need=SURVEYS).dataframe[0].value
    refused = rows["match_said"].str.startswith("Does not fit")
    assert refused.any()
    assert refused.is_monotonic_increasing
    assert (rows["speaks_against"].str.len() > 0).equals(refused)
    assert not (rows["not_known_said"] == "not known").any()


def test_a_mechanism_names_the_lines_it_could_pay_for(app):
    opened(app, view=VIEWS[2], mechanism="IOM Development Fund")
    rows = app.dataframe[0].value
    assert len(rows) == 16
    assert rows["match_said"].str.startswith("Does not fit").is_monotonic_increasing


def test_lines_of_a_mechanism_become_opportunities_of_it(app):
    opened(app, chosen_rows=[0, 1], view=VIEWS[2], mechanism="IOM Development Fund")
    assert len(app.subheader) == 2
    app.button(key="offer").click().run()
    rows = list(app.session_state["editing"]["opportunity"].added.values())
    assert {row["mechanism_id"] for row in rows} == {"IOM Development Fund"}
    assert max(row["ask"] for row in rows) <= 300_000


def test_without_a_mechanism_the_page_asks_for_one(app):
    assert any("Choose a mechanism" in one.value for one in opened(app, view=VIEWS[2]).info)


def test_a_choice_is_explained_and_becomes_opportunities(app):
    opened(app, chosen_rows=[0, 3, 5], view=VIEWS[1], need=SURVEYS)
    assert len(app.subheader) == 3
    names = app.dataframe[0].value["donor_name"].iloc[[0, 3, 5]].tolist()
    assert "World Bank: 5 of 6 rules fit, 1 is not known" in app.subheader[0].value.replace("\\", "")
    app.button(key="offer").click().run()
    assert not app.exception
    assert app.title[0].value == "How far are we with whom?"
    editing = app.session_state["editing"]
    handed, parts = ([*editing[table].added.values()] for table in ("opportunity", "opportunity_line"))
    assert [row["donor_id"] for row in handed] == names
    assert {row["stage"] for row in handed} == {"Identified"}
    assert handed[0]["name"] == f"World Bank for {SURVEYS}"
    assert {row["line_id"] for row in parts} == {SURVEYS}
    assert [row["opportunity_id"] for row in parts] == [row["name"] for row in handed]


def test_what_is_there_already_is_said(app, opportunities):
    rows = opened(app, view=VIEWS[1], need=SURVEYS).dataframe[0].value
    norway = rows["donor_name"].tolist().index("Norway")
    opened(app, chosen_rows=[norway], view=VIEWS[1], need=SURVEYS)
    assert "In the pipeline already for this activity\\: Norway for household surveys (committed)" in said(app)


def test_what_is_funded_lowers_what_is_needed(app, opportunities):
    assert figures(opened(app, need="All of: Household surveys of migration"))["Unfunded"] == "USD 11.8 m"


def test_the_profile_of_a_mechanism_leads_to_its_lines(app):
    app.query_params["mechanism"] = "IOM Development Fund"
    app.switch_page("pages/explore/mechanism.py").run()
    assert any("Cost lines it could pay for" in str(one.proto.label) for one in app.get("page_link"))
