"""The page for small edits: a table to edit, then checks, preview and publication."""

import pytest

from landscape import dictionary, publish, store, template
from landscape.screen.uploading import key_of

PAGE = "pages/data/edit.py"


@pytest.fixture
def page(app, tiny):
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def rows_of(page):
    return page.data_editor[0].value


def edit(page, donor, field, value):
    """Edit one cell of the first table on the page, as a reader does; `number` counts the tables that were drawn anew."""
    rows = rows_of(page)
    keys = list(rows[["donor_id"]].itertuples(index=False, name=None))
    key = key_of(f"edit_donor_{page.session_state['editing']['donor'].number}", keys)
    row = list(rows["donor_id"]).index(donor)
    page.session_state[key] = {"edited_rows": {row: {field: value}}, "added_rows": [], "deleted_rows": []}
    page.run()
    assert not page.exception


def publish_it(page):
    page.text_input(key="by_edit_donor").set_value("Ana")
    page.text_input(key="note_edit_donor").set_value("Call of today")
    next(one for one in page.button if one.label == "Publish").click()
    page.run()
    assert not page.exception


def test_nothing_is_asked_as_long_as_nothing_was_edited(page):
    assert not [one for one in page.button if one.label == "Publish"]


def test_an_edit_is_previewed_and_published(page):
    edit(page, "germany", "acronym", "DE")
    assert [list(one.value["After"]) for one in page.data_editor[1:]] == [["DE"]]
    publish_it(page)
    assert store.current() == "0002"
    assert list(rows_of(page).set_index("donor_id").loc[["germany"], "acronym"]) == ["DE"]
    assert len(page.data_editor) == 1


@pytest.mark.parametrize(
    ("field", "shown", "kept"),
    [
        ("relationship", "In dialogue", "dialogue"),
        ("decision_month", "March", "03"),
        ("contact_role", "Head of data", "Head of data"),
    ],
)
def test_what_people_know_of_a_donor_is_filled_in_here(page, ask, field, shown, kept):
    edit(page, "germany", field, shown)
    publish_it(page)
    assert ask("0002", f"select {field} from donor where donor_id = 'germany'") == [(kept,)]


def test_an_edit_stays_while_the_search_shows_other_rows(page):
    edit(page, "germany", "acronym", "DE")
    page.text_input(key="search").set_value("Example").run()
    assert not page.exception
    assert [list(one.value["After"]) for one in page.data_editor[1:]] == [["DE"]]


def test_who_comes_second_previews_anew_with_the_edit_kept(page, tiny):
    edit(page, "germany", "acronym", "DE")
    publish.restore(tiny, publish.Signature("Ben", "Faster"), tiny)
    publish_it(page)
    assert store.current() == "0002"
    assert "has changed since you previewed" in page.warning[0].value
    assert list(page.data_editor[1].value["After"]) == ["DE"]


def test_edits_can_be_discarded(page):
    edit(page, "germany", "acronym", "DE")
    page.button(key="discard").click().run()
    assert len(page.data_editor) == 1
    assert list(rows_of(page).set_index("donor_id").loc[["germany"], "acronym"]) != ["DE"]


TYPED = {
    "integer": 2.5,
    "number": 2.5,
    "boolean": True,
    "date": "2024-01-02",
    "list": "Something; else",
    "text": "Something else",
}


@pytest.mark.parametrize("name", [one for one in template.KEPT if one not in ("classifier_override", "model_answer")])
def test_every_list_opens_and_takes_an_edit_of_every_kind(app, version, name):
    app.query_params["list_to_edit"] = dictionary.table(name).label
    app.switch_page(PAGE).run()
    assert not app.exception and not app.error
    one = dictionary.table(name)
    fields = sorted((each for each in one.filled_in if not each.is_key), key=lambda each: not each.references and not each.codes)
    last = {each.type: each.name for each in fields}
    rows = store.frame(one.select, version)
    keys = list(rows[list(one.keys)].itertuples(index=False, name=None))
    edits = {field: TYPED[kind] for kind, field in last.items()}
    app.session_state[key_of(f"edit_{name}_0", keys)] = {"edited_rows": {0: edits}, "added_rows": [], "deleted_rows": []}
    app.run().run()
    assert not app.exception and [one.value for one in app.error] == []
    editing = app.session_state["editing"][name]
    assert {field for _, field in editing.values} == set(edits) and len({key for key, _ in editing.values}) == 1
    assert app.button(key="discard") and (len(app.data_editor) > 1 or "What is wrong" in str([one.value for one in app.header]))


def test_half_a_year_is_a_problem_that_can_be_discarded(page):
    edit(page, "germany", "statistics_first_year", 2011.5)
    assert "What is wrong, or worth a look?" in [one.value for one in page.header]
    page.run()
    assert not page.error
    page.button(key="discard").click().run()
    assert len(page.data_editor) == 1 and not page.error
