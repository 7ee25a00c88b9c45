"""The page of needs: every view opens, a link is applied, and what is not known is said."""

import shutil

import pytest

from landscape import publish, store
from landscape.publish import Signature
from landscape.strategy import scenarios
from tests.conftest import TINY

PAGE = "pages/strategy/needs.py"


def opened(app, **link):
    app.run()
    app.switch_page(PAGE)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def text(app):
    return "\n".join(one.value for kind in (app.markdown, app.caption, app.info, app.header) for one in kind)


@pytest.mark.parametrize("view", ["Ranking", "Plane", "Map", "Table", "Why this rank", "Priority set", "Checks"])
def test_every_view_opens(app, view):
    opened(app, view=view)
    assert not app.exception and not app.error


def test_who_is_shown_changes_no_score_and_no_rank(app):
    opened(app, view="Table")
    everyone = app.dataframe[0].value.set_index("country_name")["score_rank"]
    app.multiselect(key="region").set_value(["Africa"]).run()
    some = app.dataframe[0].value.set_index("country_name")["score_rank"]
    assert "in Africa" in text(app) and 40 < len(some) < len(everyone)
    assert some.dropna().equals(everyone[some.index].dropna())


def test_who_is_not_scored_is_listed_apart(app):
    opened(app)
    assert "Not scored, too little known (" in text(app) and "Tokelau" in text(app)
    app.slider(key="least_known").set_value(90).run()
    assert "at least 90 % known" in text(app)


def test_weights_of_a_link_are_those_of_the_ranking(app):
    link = {f"w_{one}": "0" for one in ("spi", "spi_sources", "spi_infrastructure", "odin_population", "plan", "immigrants")}
    link |= {f"w_{one}": "0" for one in ("emigrants", "displaced", "remittances", "support")}
    opened(app, view="Table", **link)
    assert app.slider(key="w_spi").value == 0 and app.slider(key="w_census_age").value == 5
    table = app.dataframe[0].value
    assert table["score"].iloc[0] == 100 and set(table["coverage_pct"].dropna()) == {0, 100}  # the census alone
    assert "Years since the last census 5 (100 %)" in text(app).replace("\\", "")


def test_without_any_weight_nobody_is_scored(app):
    opened(app)
    for slider in app.slider:
        if slider.key.startswith("w_"):
            slider.set_value(0)
    app.run()
    assert not app.exception and "None of these countries has a score" in text(app)


def test_a_link_opens_the_reasons_of_one_country(app):
    opened(app, view="Why this rank", country="Haiti")
    assert "Why this rank for Haiti?" in text(app) and "years since the last census" in text(app)
    app.selectbox(key="country").set_value("DEU").run()
    assert not app.exception and "Choose one of the countries ranked" in text(app)
    app.button_group(key="scored").set_value("all").run()
    assert "Why this rank for Germany?" in text(app)


def test_a_set_by_hand_has_the_countries_named(app):
    opened(app, view="Priority set", set_rule="By hand", countries="Mali")
    assert "1 country in this set." in text(app)
    assert app.dataframe[0].value["country_name"].tolist() == ["Mali"]


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A version of a few countries with the components and presets of the landscape."""
    folder = shutil.copytree(TINY, tmp_path / "tables")
    for one in (store.ROOT / "data" / "landscape").glob("component*.csv"):
        shutil.copy(one, folder)
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    return publish.first_version(folder)


def test_a_kept_set_marks_its_countries_in_the_ranking(app, small):
    scenarios.keep("priority_countries", "Two", Signature("A. Person", "test"), "view=Priority+set", ["NAM", "TUV"], "by hand")
    opened(app, view="Table", priority="Two", least_known="0")
    marked = app.dataframe[0].value.set_index("country_name")["is_priority"]
    assert marked.to_dict() == {"Namibia": "Yes", "Tuvalu": "Yes", "Fiji": "No", "Türkiye": "No", "Côte d'Ivoire": "No"}


def test_a_set_that_was_just_kept_can_be_costed(app, small):
    opened(app, view="Priority set", least_known="0")
    for label, value in (("What to call it", " Two  of them"), ("Name", "Ann"), ("Note", "For the meeting")):
        next(one for one in app.text_input if one.label == label).set_value(value)
    next(one for one in app.button if one.label == "Keep it").click()
    app.run()
    assert not app.exception
    assert app.button(key="cost_of_set").label == "What would the programme cost in “Two of them”?"


def test_a_kept_view_says_all_its_weights(app, small, ask):
    opened(app, least_known="0", w_support="7")
    for label, value in (("What to call it", "Support counts"), ("Name", "Ann"), ("Note", "For the meeting")):
        next(one for one in app.text_input if one.label == label).set_value(value)
    next(one for one in app.button if one.label == "Keep it").click()
    app.run()
    ((rule, made_by, note),) = ask(store.current(), "select rule, made_by, note from scenario where kind = 'need'")
    assert (made_by, note) == ("Ann", "For the meeting")
    assert "Support to statistics per head 7" in rule and "Statistical capacity 5" in rule and "At least 0 %" in rule


def test_a_kept_view_opens_with_its_weights_and_without_other_choices(app, small):
    scenarios.keep("need", "Census", Signature("A. Person", "test"), "view=Table&w_census_age=10&least_known=0&region=Africa")
    opened(app, region="Oceania", w_support="0", normalisation="By rank")
    app.button(key="open_census").click().run()
    assert not app.exception
    assert (app.slider(key="w_census_age").value, app.slider(key="w_support").value) == (10, 5)
    assert app.multiselect(key="region").value == ["Africa"]
    assert app.button_group(key="normalisation").value == "min-max"
    assert app.dataframe[0].value["country_name"].tolist() == ["Namibia", "Côte d'Ivoire"]
