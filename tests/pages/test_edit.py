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
    "date": "2024-01-02",
    "list": "Something; else",
    "text": "Something else",
}


NOBODY_YET = {
    "opportunity",
    "opportunity_line",
    "meeting",
    "decision",
    "model_answer",
}  # lists of which only the tiny version has rows


EMPTY = {"classifier_override", "element_activity", "assessment_survey", "assessment_question", "assessment_answer"}


@pytest.mark.parametrize("name", [one for one in template.KEPT if one not in EMPTY])  # which nobody has filled yet
def test_every_list_opens_and_takes_an_edit_of_every_kind(app, request, name):
    version = request.getfixturevalue("tiny" if name in NOBODY_YET else "version")
    app.query_params["list_to_edit"] = dictionary.table(name).label
    app.switch_page(PAGE).run()
    assert not app.exception and not app.error
    one = dictionary.table(name)
    fields = sorted((each for each in one.filled_in if not each.is_key), key=lambda each: not each.references and not each.codes)
    last = {each.type: each.name for each in fields}
    rows = store.frame(one.select, version)
    keys = list(rows[list(one.keys)].itertuples(index=False, name=None))
    edits = {field: TYPED[kind] if kind != "boolean" else not rows[field].fillna(False).iloc[0] for kind, field in last.items()}
    app.session_state[key_of(f"edit_{name}_0", keys)] = {"edited_rows": {0: edits}, "added_rows": [], "deleted_rows": []}
    app.run().run()
    assert not app.exception and all("cannot come in" in one.value for one in app.error), "an error is what the checks found"
    editing = app.session_state["editing"][name]
    assert {field for _, field in editing.values} == set(edits) and len({key for key, _ in editing.values}) == 1
    assert app.button(key="discard") and (len(app.data_editor) > 1 or "What is wrong" in str([one.value for one in app.header]))


def test_half_a_year_is_a_problem_that_can_be_discarded(page):
    edit(page, "germany", "statistics_first_year", 2011.5)
    assert "What is wrong, or worth a look?" in [one.value for one in page.header]
    page.run()
    assert all("cannot come in" in one.value for one in page.error) and "2011.5" in page.error[0].value
    page.button(key="discard").click().run()
    assert len(page.data_editor) == 1 and not page.error


# --- rows that come and go --------------------------------------------------------------------------------------------


def opened(app, label):
    app.query_params["list_to_edit"] = label
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def fill_in(page, table, *rows):
    """Type into the new rows of a list: a dictionary of field and text for each."""
    editing = page.session_state["editing"][table]
    key = key_of(f"new_{table}_{editing.number}", list(editing.added))
    page.session_state[key] = {"edited_rows": dict(enumerate(rows)), "added_rows": [], "deleted_rows": []}
    page.run()
    assert not page.exception


def tick(page, table, key, column="Remove"):
    """Tick one row that is there."""
    names = list(dictionary.table(table).keys)
    rows = next(one.value for one in page.data_editor if set(names) <= set(one.value))
    keys = list(rows[names].itertuples(index=False, name=None))
    state = key_of(f"edit_{table}_{page.session_state['editing'][table].number}", keys)
    page.session_state[state] = {"edited_rows": {keys.index(key): {column: True}}, "added_rows": [], "deleted_rows": []}
    page.run()
    assert not page.exception


def names_added(page):
    return [one.get("name") for one in page.session_state["editing"]["opportunity"].added.values()]


def problems_of(page):
    """Row, column and kind of each problem that the page shows."""
    found = [one.value for one in page.dataframe if "what_to_do" in one.value]
    return [
        tuple(row) for one in found for row in one[["edited_row", "column_header", "kind_of_problem"]].itertuples(index=False)
    ]


def test_a_row_that_is_added_gets_its_code_from_its_name(app, tiny, ask):
    page = opened(app, "Opportunities")
    page.button(key="add_opportunity").click().run()
    fill_in(page, "opportunity", {"name": "UNFPA for training", "donor_id": "UNFPA", "ask": 1000, "due_on": "2027-01-31"})
    page.text_input(key="by_edit_opportunity").set_value("Ana")
    page.text_input(key="note_edit_opportunity").set_value("Call of today")
    next(one for one in page.button if one.label == "Publish").click()
    page.run()
    assert not page.exception and "0002" in page.success[0].value
    said = "select opportunity_id, donor_id, stage, ask, due_on::varchar from opportunity where opportunity_id like 'unfpa%'"
    assert ask("0002", said) == [("unfpa-for-training", "unfpa", "identified", 1000.0, "2027-01-31")]
    assert not page.session_state["editing"]["opportunity"].added


def test_new_rows_stay_through_a_search_another_row_and_another_page(app, tiny):
    page = opened(app, "Opportunities")
    page.button(key="add_opportunity").click().run()
    fill_in(page, "opportunity", {"name": "UNFPA for training"})
    page.button(key="add_opportunity").click().run()
    page.text_input(key="search").set_value("nothing has this").run()
    page.switch_page("pages/explore/donors.py").run()
    page.switch_page(PAGE).run()
    assert names_added(page) == [
        "UNFPA for training",
        None,
    ]
    fill_in(page, "opportunity", {}, {"Remove": True})
    assert names_added(page) == ["UNFPA for training"]


def test_what_a_new_row_lacks_is_said_at_the_row_and_the_others_come_in(app, tiny):
    page = opened(app, "Activities of the programme")
    for _ in range(3):
        page.button(key="add_activity").click().run()
    whole = {"name": "Mapping", "component": "Coordination", "is_illustrative": False}
    fill_in(page, "activity", whole, {"name": "Meetings", "is_illustrative": False}, {"component": "Coordination"})
    assert {(row, column) for row, column, _ in problems_of(page)} == {("Meetings", "Component"), ("New row", "Activity")}
    assert list(page.data_editor[-1].value["Record"]) == ["Mapping"]
    assert len(page.session_state["editing"]["activity"].added) == 3


def test_a_new_row_with_the_name_of_another_is_a_problem(app, tiny):
    page = opened(app, "Opportunities")
    page.button(key="add_opportunity").click().run()
    fill_in(page, "opportunity", {"name": "germany for surveys"})
    assert problems_of(page) == [("germany for surveys", "Opportunity", "Keeps the row out")]
    assert not [one for one in page.button if one.label == "Publish"]


def test_a_row_is_removed_only_after_the_question_back_and_takes_its_parts_along(app, tiny, ask):
    page = opened(app, "Opportunities")
    tick(page, "opportunity", ("germany-surveys",))
    page.text_input(key="by_edit_opportunity").set_value("Ana")
    page.text_input(key="note_edit_opportunity").set_value("Given up")
    next(one for one in page.button if one.label == "Publish").click()
    page.run()
    assert any("Tick the box to confirm the removal" in one.value for one in page.error)
    (sure,) = [one for one in page.checkbox if one.label.startswith("Yes, remove 3 records")]
    sure.check()
    next(one for one in page.button if one.label == "Publish").click()
    page.run()
    assert not page.exception
    assert ask("0002", "select opportunity_id from opportunity") == [("turkiye-training",)]
    assert ask("0002", "select count(*) from opportunity_line") == [(0,)]


def test_a_record_that_other_lists_name_stays_and_says_who_names_it(app, tiny):
    page = opened(app, "Donors")
    tick(page, "donor", ("germany",))
    assert not [one for one in page.button if one.label == "Publish"]
    assert {row for row, *_ in problems_of(page)} == {"Germany"}
    assert any("Evidence on donors" in one.value["what_to_do"].str.cat() for one in page.dataframe if "what_to_do" in one.value)


def test_rows_and_removals_stay_when_somebody_else_publishes_and_go_when_discarded(app, tiny):
    page = opened(app, "Opportunities")
    page.button(key="add_opportunity").click().run()
    fill_in(page, "opportunity", {"name": "UNFPA for training"})
    tick(page, "opportunity", ("turkiye-training",))
    publish.restore(tiny, publish.Signature("Ben", "Faster"), tiny)
    page.text_input(key="by_edit_opportunity").set_value("Ana")
    page.text_input(key="note_edit_opportunity").set_value("Mine")
    (sure,) = [one for one in page.checkbox if one.label.startswith("Yes, remove 1 record")]
    sure.check()
    next(one for one in page.button if one.label == "Publish").click()
    page.run()
    assert store.current() == "0002" and "has changed since you previewed" in page.warning[0].value
    editing = page.session_state["editing"]["opportunity"]
    assert (len(editing.added), editing.gone, editing.version) == (1, {("turkiye-training",)}, "0002")
    page.button(key="discard").click().run()
    assert page.session_state["editing"]["opportunity"].is_empty


def test_a_table_does_not_get_its_own_edits_back_as_its_rows(page):
    """It would forget them and run the page once more, in the middle of the click on Publish."""
    edit(page, "germany", "acronym", "DE")
    sent = page.data_editor[0].proto.arrow_data.SerializeToString()
    page.run()
    assert page.data_editor[0].proto.arrow_data.SerializeToString() == sent
    page.text_input(key="search").set_value("Germany").run()
    assert list(rows_of(page)["acronym"]) == ["DE"]
