"""The page Other global programmes on the real landscape."""

import shutil

import pytest

from landscape import store
from landscape.changes import compare
from landscape.publish import Signature, commit
from tests.pages.reading import opened, said

PAGE = "pages/frameworks/programmes.py"
BOTH = ["Data for Health initiative", "50x2030 Initiative to Close the Agricultural Data Gap"]


def test_cost_and_governance_are_on_the_first_screen(app):
    opened(app, PAGE)
    assert "53 of 53 programmes" in said(app)
    assert "An amount in US dollars is stated for 9 of 53 programmes" in said(app)
    assert "name a board, council or steering body" in said(app)
    grid = app.dataframe(key="grid_programmes").value
    assert {"budget_planned_usd", "budget_note", "governance", "url"} <= set(grid.columns)


@pytest.mark.parametrize(
    ("name", "value"), [("search", "Paris"), ("subject", "International migration"), ("global_component", "Country grants")]
)
def test_every_filter_of_a_link_holds(app, name, value):
    opened(app, PAGE, **{name: value})
    assert 0 < len(app.dataframe(key="grid_programmes").value) < 53


def test_programmes_side_by_side(app):
    opened(app, PAGE, view="Compare", global_programmes=BOTH)
    shown = app.table[0].value
    assert list(shown.columns) == BOTH
    assert "USD 500.0 m" in shown.to_string() and "Partnership council" in shown.to_string()


def test_without_a_choice_the_comparison_asks_for_one(app):
    assert "Choose two to four programmes above." in said(opened(app, PAGE, view="Compare"))


def test_the_timeline(app):
    assert "Of 8 more no first year was seen." in said(opened(app, PAGE, view="Timeline"))


def test_components_say_that_ours_is_an_example(app):
    opened(app, PAGE, view="Components")
    assert "ours lacks advocacy (18) and research (17)" in said(app)
    assert "illustrative example until members replace it" in said(app)


def test_the_check_list_knows_nothing_that_nobody_said(app):
    opened(app, PAGE, view="Check list")
    assert "members have named an activity for none" in said(app)
    assert "nobody has decided that" in said(app)


def test_the_check_list_shows_what_members_named(app, version, tmp_path, monkeypatch):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(shutil.copytree(store.folder(), tmp_path / "versions")))
    elements = store.read("frameworks/elements", version, framework=[])
    row = {"element_id": elements["element_id"].iloc[0], "activity_id": "regional-training"}
    commit([compare("element_activity", version, [(2, row)])], Signature("Ann", "Decided"))
    opened(app, PAGE, view="Check list")
    assert "members have named an activity for 1." in said(app)
    (grid,) = (one.value for one in app.dataframe)
    assert "Regional training" in set(grid["covered_by"].dropna())


def test_a_framework_can_be_chosen(app):
    opened(app, PAGE, view="Check list", framework="Marrakech Action Plan for Statistics (2004)")
    (grid,) = (one.value for one in app.dataframe)
    assert len(grid) == 6


def test_nothing_matches(app):
    assert "No programme matches these filters." in said(opened(app, PAGE, search="no such thing"))
