"""The page Training on the real landscape."""

import pytest

from landscape import store
from tests.pages.reading import opened, said

PAGE = "pages/frameworks/training.py"


def test_the_inventory_opens(app):
    opened(app, PAGE)
    assert "68 of 68 programmes" in said(app)
    assert "not representative" in said(app)


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("training_topic", "Remittances", 5),
        ("covers", "Americas", 6),
        ("gsbpm_phase", "Build", None),
        ("training_level", "Advanced", 2),
        ("language", "Russian", 1),
        ("training_mode", "Online", 6),
        ("programme_status", "Running", 9),
        ("provider", "EGRISS", None),
        ("funder", "Korea", 3),
        ("search", "labour", None),
    ],
)
def test_every_filter_of_a_link_holds(app, name, value, count):
    opened(app, PAGE, **{name: value})
    grid = next(one.value for one in app.dataframe if "programme_name" in one.value.columns) if count != 1 else None
    assert grid is None or 0 < len(grid) < 68
    if count:
        assert f"{count} of 68 programme" in said(app)


def test_one_programme_shows_its_details(app):
    opened(app, PAGE, search="African School on Migration Statistics")
    assert "fourth edition, Abidjan" in app.table[0].value.to_string()


def test_supply_against_need_answers_for_a_topic_and_states_its_rule(app):
    opened(app, PAGE, view="Supply and need", training_topic="Administrative data")
    assert "Administrative data: running in Africa (2), Asia (1) and Europe (1)" in said(app).replace("**", "")
    assert "needed in Africa (40 of 54 countries)" in said(app)
    assert "no programme of the region runs" in said(app)
    assert "Data sources below 50" in said(app)
    assert "Lacking means data sources below 50 (score, 0–100). Only countries that receive aid count" in said(app)


def test_the_rule_has_a_line_for_every_topic(version):
    from landscape import dictionary

    rules = store.read("frameworks/topic_needs", version)
    assert set(rules["training_topic"]) == {one.code for one in dictionary.codes("training_topic")}


@pytest.mark.parametrize("by", ["By region", "By topic"])
def test_the_timeline(app, by):
    opened(app, PAGE, view="Timeline", more=by)
    assert "No source names a year for 15 programmes" in said(app)


def test_who_teaches_what(app):
    assert "IOM is named in most programmes" in said(opened(app, PAGE, view="Providers and topics"))


def test_a_country_sees_what_it_can_attend(app):
    opened(app, PAGE, view="For a country", country="Kenya")
    assert "Kenya can attend 10 programmes" in said(app)
    assert "Languages are known of 3 of them" in said(app)


def test_without_a_country_the_page_asks_for_one(app):
    assert "Choose a country above." in said(opened(app, PAGE, view="For a country"))


def test_a_programme_for_other_countries_is_not_offered(version):
    """A project in Armenia is in Western Asia, and not for Georgia."""
    rows = store.read("explore/country_training", version, country="GEO")
    assert "Sector review on migration statistics, Armenia" not in set(rows["programme_name"])
    assert {"names the country", "the whole world"} <= set(rows["open_because"])


def test_duplication(app, version):
    opened(app, PAGE, view="Duplication")
    assert "13 pairs of programmes share a topic, a region and a year" in said(app)
    pairs = store.read("frameworks/programme_pairs", version, training_topic=[], covers=[])
    assert not [row for row in pairs.itertuples() if set(row.providers) & set(row.other_providers)]


def test_nothing_matches(app):
    assert "No programme matches these filters." in said(opened(app, PAGE, search="no such course"))


@pytest.mark.parametrize("view", ["Timeline", "Providers and topics", "Supply and need", "Duplication"])
def test_a_narrow_choice_draws_what_there_is(app, view):
    opened(app, PAGE, view=view, search="KNOMAD")


def test_a_chosen_region_still_counts_what_is_for_the_whole_world(app):
    def world():
        (line,) = [one.value for one in app.markdown if "for the whole world; needed" in one.value.replace("\\", "")]
        return line.partition(", and ")[2].partition(" for the whole world")[0]

    opened(app, PAGE, view="Supply and need", training_topic="Administrative data")
    before = world()
    assert before[0] in "123456789"
    opened(app, PAGE, covers="Africa")
    assert world() == before
