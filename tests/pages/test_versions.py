"""The page of versions: who made which, looking back, and the way back."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from landscape import changes, publish, store
from landscape.changes import Change, Changes
from landscape.screen import versions

PAGE = "pages/data/versions.py"


@pytest.fixture
def two(app, tiny):
    """The page where a second version was made."""
    publish.restore(tiny, publish.Signature("Ana", "Again"), tiny)
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def test_versions_are_listed_with_who_and_why(two):
    found = two.dataframe[0].value
    assert list(found["version_name"]) == ["0002", "0001"]
    assert list(found["version_state"]) == ["in force", "earlier"]
    assert list(found["made_by"]) == ["Ana", "the project"]
    assert found["note"].iloc[0] == "Again"


def test_equal_versions_are_said_to_be_equal(two):
    assert any("hold the same rows" in one.value for one in two.info)


def test_an_old_version_is_put_in_force_again_as_a_new_one(two):
    two.text_input(key="restore_by").set_value("Ben")
    two.text_input(key="restore_note").set_value("It was right")
    next(one for one in two.button if "in force again" in one.label).click()
    two.run()
    assert not two.exception
    assert store.current() == "0003"
    assert "Version 0003 is in force" in two.success[0].value
    assert len(two.dataframe[0].value) == 3


def test_nobody_takes_back_without_a_name(two):
    next(one for one in two.button if "in force again" in one.label).click()
    two.run()
    assert "Name" in two.error[0].value
    assert store.current() == "0002"


def test_a_link_shows_the_landscape_as_of_a_version(app, two, tiny):
    app.query_params["version"] = tiny
    app.switch_page("pages/data/sources.py").run()
    assert "looking back at version 0001" in app.warning[0].value
    app.switch_page(PAGE).run()
    assert "looking back at version 0001" in app.warning[0].value


def test_a_link_to_a_version_that_is_gone_says_so(app, two):
    app.query_params["version"] = "0099"
    app.switch_page(PAGE).run()
    assert "There is no version “0099”" in app.warning[0].value


def test_who_looks_back_at_a_version_that_is_removed_meanwhile_is_told(app, two, tiny):
    app.query_params["version"] = tiny
    app.switch_page("pages/data/sources.py").run()
    store.remove([tiny])
    app.query_params.clear()
    app.switch_page(PAGE).run()
    assert [one.value for one in app.error] == []
    assert "There is no version “0001”" in app.warning[0].value


def take_back(page):
    page.text_input(key="restore_by").set_value("Ben")
    page.text_input(key="restore_note").set_value("It was right")
    next(one for one in page.button if "in force again" in one.label).click()
    page.run()
    assert not page.exception


def test_who_takes_back_second_looks_again(two, tiny):
    publish.restore(tiny, publish.Signature("Cy", "Faster"), "0002")
    take_back(two)
    assert store.current() == "0003"
    assert "version 0003 is in force now, and nothing was taken back" in two.warning[0].value
    take_back(two)
    assert store.current() == "0004"


def test_only_the_versions_that_were_confirmed_are_removed(two, tiny, monkeypatch):
    monkeypatch.setattr(publish, "prunable", lambda kept: [tiny])
    two.run()
    next(one for one in two.checkbox if tiny in one.label).check().run()
    monkeypatch.setattr(publish, "prunable", lambda kept: [tiny, "0002"])
    next(one for one in two.button if one.label == "Remove them").click()
    two.run()
    assert store.versions() == [tiny, "0002"]


def test_a_version_that_was_never_in_force_is_not_called_earlier_nor_compared_first(two, tiny):
    publish.restore(tiny, publish.Signature("Di", "Killed before the last step"), "0002")
    (store.folder() / "current").write_text("0002")
    two.run()
    assert list(two.dataframe[0].value["version_state"]) == ["never in force", "in force", "earlier"]
    publish.restore(tiny, publish.Signature("Cy", "Next"), "0002")
    st.cache_data.clear()
    fresh = AppTest.from_file(store.ROOT / "app.py", default_timeout=30).switch_page(PAGE).run()
    assert list(fresh.dataframe[0].value["version_state"]) == ["in force", "never in force", "earlier", "earlier"]
    assert (fresh.selectbox(key="from_version").value, fresh.selectbox(key="to_version").value) == ("0002", "0004")


def test_what_changed_says_by_whom_and_from_what_file(app, tiny):
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    publish.commit([Changes("donor", tiny, changed=(one,))], publish.Signature("Ana", "New", ("list.xlsx", "ab12")))
    app.switch_page(PAGE).run()
    assert not app.exception
    shown = app.dataframe[1].value
    assert shown[["made_by", "file_name"]].values.tolist() == [["Ana", "list.xlsx"]]


def test_what_changed_is_said_in_labels_and_a_record_that_went_is_one_row(app, tiny):
    fund = changes.records("mechanism", tiny)["old-fund",]
    gone = Change("mechanism", "removed", ("old-fund",), "Old Fund", {name: (one, None) for name, one in fund.items() if one})
    fields = {"status": ("open", "closed"), "total_usd": (12_300_000.0, 12_345_678.0)}
    change = Change("mechanism", "changed", ("data-fund",), "Data Fund", fields)
    publish.commit([Changes("mechanism", tiny, changed=(change,), removed=(gone,))], publish.Signature("Ana", "New"))
    app.switch_page(PAGE).run()
    assert not app.exception
    shown = app.dataframe[1].value
    assert shown[["change_kind", "record", "before_value", "after_value"]].fillna("").values.tolist() == [
        ["Changed", "Data Fund", "Open", "Closed"],
        ["Changed", "Data Fund", "USD 12,300,000", "USD 12,345,678"],
        ["Removed", "Old Fund", "", ""],
    ]
    assert list(shown["made_by"]) == ["Ana"] * 3


def test_two_versions_that_differ_much_are_compared_when_asked(app, tiny, monkeypatch):
    monkeypatch.setattr(versions, "UNASKED", 0)
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    publish.commit([Changes("donor", tiny, changed=(one,))], publish.Signature("Ana", "New"))
    app.switch_page(PAGE).run()
    assert len(app.dataframe) == 1
    next(one for one in app.button if one.label == "Compare them").click()
    app.run()
    assert len(app.dataframe) == 2 and not app.exception
