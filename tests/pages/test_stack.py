"""The page of the funding stack: with an empty pipeline, and with one of thirteen opportunities."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from landscape import publish, screen, store
from landscape.publish import Signature
from landscape.screen import asking
from landscape.strategy import scenarios
from tests.pages.test_funding import figures, said

VIEWS = ["Stack", "Over the years", "Concentration", "If a donor declines", "Left out"]
CHARTS = {"Stack": 1, "Over the years": 1, "Concentration": 1, "If a donor declines": 1, "Left out": 0}


def opened(app, **chosen):
    for name, value in chosen.items():
        app.query_params[name] = value
    app.switch_page("pages/strategy/stack.py").run()
    assert not app.exception
    assert not app.error
    return app


def to_matching(app):
    return [one.proto.label for one in app.get("page_link") if one.proto.page.endswith("matching")]


@pytest.mark.parametrize("view", VIEWS)
def test_with_an_empty_pipeline_every_view_says_how_to_begin(app, view):
    opened(app, view=view)
    assert "The pipeline is empty" in said(app) + " ".join(one.value for one in app.info)
    assert to_matching(app) == ["Matching: find who could pay"]
    assert "100 % of the total is example figures" in app.warning[0].value
    assert "10 parameters are example values" in app.warning[0].value


def test_with_an_empty_pipeline_all_is_unfunded(app):
    shown = figures(opened(app))
    assert shown["Unfunded"] == shown["Cost"]
    assert shown["Committed or paid"] == "USD 0"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_a_pipeline(app, opportunities, view):
    opened(app, view=view)
    assert len(app.get("vega_lite_chart")) == CHARTS[view]
    assert "13 opportunities, 5 of them left out" in said(app)
    assert to_matching(app) == ["Matching: who could pay for what is unfunded"]


@pytest.mark.parametrize("by", ["By term", "By activity", "By part of the programme"])
def test_the_stack_is_cut_in_three_ways_with_the_same_figures(app, opportunities, by):
    shown = figures(opened(app, by=by))
    assert shown == {
        "Cost": "USD 67.8 m",
        "Committed or paid": "USD 9.3 m",
        "Pledged": "USD 3.0 m",
        "Unfunded": "USD 58.6 m",
    }


def test_what_exceeds_the_cost_is_said_and_rates_are_dated(app, opportunities):
    assert "more is covered beyond the cost" in said(opened(app))


@pytest.mark.parametrize("link", [{"scenario": "Euro"}, {}])
def test_downloads_name_the_rate_of_a_cost_line_and_its_source(app, tmp_path, monkeypatch, link):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version()
    scenarios.keep("programme", "Euro", Signature("A. Person", "test"), "lines=portal+currency%3DEUR+prices_of%3D2015")
    made = []
    monkeypatch.setattr(screen, "about", lambda *given: made.append(asking.about(*given)) or made[-1])
    opened(app, **link)
    rate = r"Unit costs in other currencies.*EUR 0\.\d+ \(average of 2015\)"
    assert any(re.match(rate, one) for one in made[0].notes) == bool(link)
    assert any("exchange rates" in one for one in made[0].sources) == bool(link)


def test_a_donor_that_declines_is_in_the_address(app, opportunities):
    shown = figures(opened(app, view=VIEWS[3], declining="Norway"))
    assert shown["Committed or paid"] == "USD 3.0 m"
    assert shown["Unfunded then"] == "USD 61.6 m"
    assert "if Norway declines" in said(app).replace("If Norway", "if Norway")
    assert "would lose more than half of what is committed or paid\\: Household surveys of migration" in said(app)


def test_what_is_left_out_is_named_with_its_reason(app, opportunities):
    opened(app, view=VIEWS[4])
    (table, _) = app.dataframe
    why = dict(zip(table.value["opportunity_name"], table.value["why_left_out"], strict=True))
    assert why["Italy for surveys"] == "declined"
    assert why["Republic of Korea: experts"].startswith("in kind")
    assert why["Migration fund for the model"] == "no donor is named"
    assert why["France"] == "it names no activity and no cost line"
    assert why["Phase 1 of the African Union programme"] == "its mechanism is closed"


def test_a_donor_that_only_pledged_takes_nothing_funded_along(app, opportunities):
    shown = figures(opened(app, view=VIEWS[3], declining="Germany"))
    assert (shown["Committed or paid"], shown["Pledged"]) == ("USD 0", "USD 3.0 m")
    assert app.info[0].value.startswith("Germany has committed or paid nothing that counts")
    assert app.dataframe[0].value["activity_name"].tolist() == ["National capacity in migration statistics"]


def test_the_set_of_countries_that_was_used_last_is_kept(app, tmp_path, monkeypatch):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version()
    scenarios.keep("priority_countries", "Two", Signature("A. Person", "test"), "", ["NAM", "TUV"], "by hand")
    opened(app)
    assert app.selectbox(key="priority").value is None

    def choose(page, value):
        app.switch_page(f"pages/strategy/{page}.py").run()
        app.selectbox(key="priority").set_value(value).run()
        assert not app.exception

    def on(page):
        app.switch_page(f"pages/strategy/{page}.py").run()
        assert not app.exception
        return app.selectbox(key="priority").value

    choose("programme", "two")
    assert (on("stack"), on("matching")) == ("two", "two")
    assert on("prospects") is None, "other pages open as they were left"
    assert on("stack") == "two", "a page that never had a set takes none away"
    choose("matching", None)
    assert on("stack") is None


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A landscape with two sets of countries, and scenarios with and without a set of their own."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version()
    by = Signature("A. Person", "test")
    scenarios.keep("priority_countries", "Two", by, "", ["NAM", "TUV"], "by hand")
    scenarios.keep("priority_countries", "Three", by, "", ["NAM", "TUV", "KEN"], "by hand")
    scenarios.keep("programme", "Later", by, "p_delay_years=2&p_contingency_pct=10")
    scenarios.keep("programme", "Later, two", by, "p_delay_years=2&priority=Two&lines=drop+no-such-line")


@pytest.mark.parametrize(
    ("link", "programme", "base"),
    [
        ({}, {}, "the programme as it stands, for 20 countries, none chosen by name; no scenario."),
        ({"scenario": "Later"}, {"p_delay_years": "2", "p_contingency_pct": "10"}, "the scenario “Later”, for 20 countries"),
        (
            {"scenario": "Later", "priority": "Three"},
            {"p_delay_years": "2", "p_contingency_pct": "10", "priority": "Three"},
            "the scenario “Later”, for the 3 countries of “Three”.",
        ),
        (
            {"scenario": "Later, two", "priority": "Three"},
            {"p_delay_years": "2", "priority": "Two"},
            "the 2 countries of “Two”. The scenario has this set of its own, so “Three” is not used.",
        ),
    ],
)
def test_a_scenario_of_a_link_costs_what_it_costs_on_its_own_page(app, kept, link, programme, base):
    shown = figures(opened(app, **link))
    warned = [one.value.replace("\\", "") for one in app.warning]
    assert any(base in one for one in warned), warned
    assert ("Later, two: There is no cost line “no-such-line”; that change was left out." in warned) == ("two" in str(link))
    page = AppTest.from_file(store.ROOT / "app.py", default_timeout=30)
    for name, value in programme.items():
        page.query_params[name] = value
    page.switch_page("pages/strategy/programme.py").run()
    assert figures(page)["Total, central"] == shown["Cost"]
