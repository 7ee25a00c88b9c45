"""The pages of mechanisms on the real landscape."""

import pytest

from landscape import store
from tests.pages.reading import opened, said
from tests.questions import parameters

LIST, PROFILE = "pages/explore/mechanisms.py", "pages/explore/mechanism.py"


def test_the_list_opens(app):
    opened(app, LIST)
    assert "66 of 66 mechanisms" in said(app)
    assert "When does the money flow" in said(app)


def test_filters_of_a_link_hold(app):
    opened(app, LIST, status="Open", funds_migration="Yes")
    assert app.multiselect(key="status").value == ["open"]
    assert "Status Open, for migration data: Yes" in said(app)


def test_a_region_finds_its_parts(app):
    """Sub-Saharan Africa, Eastern Africa and Africa as a whole are all in Africa; Global is a choice of its own."""
    opened(app, LIST, covers="Africa")
    africa = app.dataframe(key="grid_mechanisms").value
    assert {"Africa", "Eastern Africa", "Sub-Saharan Africa"} <= set(", ".join(africa["regions"]).split(", "))
    assert "Global" not in set(africa["regions"])


@pytest.mark.parametrize(
    ("band", "is_in"),
    [
        ("USD 100 m and more", lambda usd: usd >= 100e6),
        ("USD 10–100 m", lambda usd: (usd >= 10e6) & (usd < 100e6)),
        ("Less than USD 10 m", lambda usd: usd < 10e6),
        ("Not known", lambda usd: usd.isna()),
    ],
)
def test_mechanisms_can_be_asked_for_by_size(app, version, band, is_in):
    opened(app, LIST, mechanism_size=band)
    everything = store.read("explore/mechanisms", version, **parameters("explore/mechanisms"))
    shown = app.dataframe(key="grid_mechanisms").value["mechanism_name"]
    assert list(shown) == list(everything[is_in(everything["total_usd"])]["mechanism_name"])
    assert f"{len(shown)} of 66 mechanisms" in said(app)
    assert f"Size: {band}" in said(app)


def test_size_combines_with_other_filters(app):
    opened(app, LIST, mechanism_size=["Not known", "USD 10–100 m"], status="Open")
    grid = app.dataframe(key="grid_mechanisms").value
    assert len(grid) and set(grid["status"]) == {"Open"}
    assert "Status Open, size: Not known and USD 10–100 m" in said(app)


def test_nothing_matches(app):
    opened(app, LIST, search="no such fund anywhere")
    assert "No mechanism matches these filters." in app.info[0].value


def test_without_a_known_year_there_is_a_sentence_instead_of_a_timeline(app):
    opened(app, LIST, kind="Global fund")
    assert "No year of opening is known" in said(app)


def test_the_profile_of_a_link(app):
    opened(app, PROFILE, mechanism="IDB Grant Facility for migration")
    assert "IDB Grant Facility for migration" in app.title[0].value
    assert "Whether and when it closes." in said(app)
    assert set(app.dataframe(key="grid_contributors").value["contributor"]) >= {"Canada", "Spain", "United States"}


def test_an_unknown_status_asks_for_a_check(app):
    opened(app, PROFILE, mechanism="Better Migration Management programme")
    assert "check before an approach" in said(app)


def test_related_costs_name_the_mechanism(app):
    opened(app, PROFILE, mechanism="IOM Development Fund")
    related = next(one.value for one in app.dataframe if "related_name" in one.value.columns)
    assert all("IOM Development Fund" in name for name in related.query("related_kind == 'Published cost'")["related_name"])


def test_a_profile_without_a_choice_says_what_to_do(app):
    opened(app, PROFILE)
    assert "Choose a mechanism" in said(app)


@pytest.mark.parametrize("place", range(0, 66, 8))
def test_every_mechanism_has_a_profile(app, place, version):
    name = store.read("options/mechanism", version)["label"].iloc[place]
    opened(app, PROFILE, mechanism=name)
    assert name in app.title[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("name", "stated"), [("Global Data Facility", "source of 2022"), ("IOM Development Fund", "source undated")]
)
def test_an_open_mechanism_says_of_when_its_source_is(app, name, stated):
    assert f"stated as open, {stated}" in said(opened(app, PROFILE, mechanism=name))


def test_sources_are_those_of_the_mechanisms_shown(app):
    opened(app, LIST, search="IOM Development Fund", status="Open")
    lines = {one.value for one in app.caption if one.value.startswith("Source: ")}
    assert lines
    assert not [line for line in lines if "more, listed on" in line]
