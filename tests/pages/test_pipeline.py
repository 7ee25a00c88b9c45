"""The page of the pipeline: from the address to the widgets, every view, and an opportunity that is added, moved and opened."""

import pytest

from landscape import changes, publish, store
from landscape.screen.uploading import key_of
from landscape.strategy import scenarios
from tests.pages.test_funding import figures, said
from tests.uploads.making import ANN

PAGE = "pages/strategy/pipeline.py"
VIEWS = ["Table", "Board", "Deadlines", "Funnel", "Since"]


def opened(app, **chosen):
    for name, value in chosen.items():
        app.query_params[name] = value
    app.switch_page(PAGE).run()
    assert not app.exception
    assert not app.error
    return app


def texts(app):
    return " ".join(one.value for kind in (app.markdown, app.caption, app.info, app.success) for one in kind)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_the_same_figures(app, tiny, view):
    shown = figures(opened(app, view=view))
    assert shown == {
        "Opportunities": "2",
        "Asked for": "USD 4.4 m",
        "By probability": "USD 2.4 m",
        "Committed or paid": "USD 400 k",
    }
    assert "EUR at 0.5 per US dollar (2024)" in said(app)


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_pipeline_says_what_it_is_for_and_offers_the_ways_in(app, version, view):
    page = opened(app, view=view)
    assert "No opportunity has been written down yet" in texts(page)
    assert not page.metric
    assert any("Matching" in str(one.proto.label) for one in page.get("page_link"))
    if view == "Table":
        assert page.button(key="add_opportunity")


def test_asks_on_illustrative_costs_are_called_so(app, opportunities):
    assert "opportunities are for work whose cost is example figures, no estimate of the Task Force" in said(opened(app))


def test_a_new_row_of_an_empty_pipeline_waits_and_is_not_said_to_be_missing(app, version):
    page = opened(app, view="Table")
    page.button(key="add_opportunity").click().run()
    assert not page.exception
    assert "1 new opportunity of yours waits" in texts(page) and "None of them is published yet." in texts(page)
    assert "No opportunity has been written down yet" not in texts(page)


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"stage": "Proposal"}, ["Germany for surveys"]),
        ({"donors_asked": "Türkiye"}, ["Türkiye for training"]),
        ({"mechanism_of": "Data Fund"}, ["Germany for surveys"]),
        ({"activity": "Regional training"}, ["Germany for surveys", "Türkiye for training"]),
        ({"owner": "Head of the secretariat"}, ["Germany for surveys"]),
        ({"search": "training"}, ["Türkiye for training"]),
        ({"search": "Türkiye"}, ["Türkiye for training"]),
    ],
)
def test_a_link_holds_what_is_chosen(app, tiny, chosen, names):
    page = opened(app, view="Table", **chosen)
    rows = next(one.value for one in page.data_editor if "stage" in one.value)
    assert sorted(rows["name"]) == names
    assert f"{len(names)} of 2 opportunities" in said(page)


def test_where_nothing_is_chosen_the_other_views_say_so(app, tiny):
    assert "No opportunity matches these filters" in texts(opened(app, view="Board", stage="Pledged"))


def test_the_board_shows_each_opportunity_at_its_stage_and_opens_it(app, tiny):
    page = opened(app, view="Board")
    for text in (
        "**Proposal**  \n1 · USD 4.0 m",
        "**Committed**  \n1 · USD 400 k",
        "None is now in: Identified, Researched, Approached, Concept note, Negotiation, Pledged, Paid, Declined.",
        "**Germany for surveys**",
    ):
        assert text in said(page)
    page.button(key="open_germany-surveys").click().run()
    assert not page.exception
    assert (page.session_state["view"], page.text_input(key="search").value) == ("Table", "Germany for surveys")
    assert [list(one.value["name"]) for one in page.data_editor if "stage" in one.value] == [["Germany for surveys"]]


def test_deadlines_come_in_the_order_of_their_days(app, tiny):
    page = opened(app, view="Deadlines")
    (rows,) = [one.value for one in page.dataframe if "when_said" in one.value]
    assert list(rows["due_kind"]) == ["Next action", "Deadline", "Answer expected"]


def test_what_changed_is_told_since_the_version_that_is_chosen(app, tiny):
    assert "no earlier version" in texts(opened(app, view="Since"))
    row = {"opportunity_id": "germany-surveys", "stage": "negotiation"}
    publish.commit([changes.compare("opportunity", tiny, [(None, row)])], ANN)
    other = store.read("version_made", tiny)["made_at"].iloc[0]
    page = opened(app, view="Since", since_version=f"0001 of {other.day} {other:%b %Y}")
    assert "1 moved to another stage" in said(page)
    assert page.selectbox(key="since_version").value == "0001"


def test_an_old_version_is_shown_and_not_edited(app, tiny):
    row = {"opportunity_id": "germany-surveys", "stage": "negotiation"}
    publish.commit([changes.compare("opportunity", tiny, [(None, row)])], ANN)
    page = opened(app, view="Table", version=tiny)
    assert not page.data_editor and not [one for one in page.button if one.key == "add_opportunity"]
    (rows,) = [one.value for one in page.dataframe if "ask_usd" in one.value]
    assert list(rows["stage"]) == ["Proposal", "Committed"]


def test_the_set_that_asks_are_measured_against_is_said_and_let_go_in_a_version_without_it(app, tmp_path, monkeypatch):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    first = publish.first_version()
    asks = [{"opportunity_id": one, "name": one, "activity_id": "coordination", "ask": 9e9} for one in ("one", "two")]
    rows = [(None, one | {"stage": "proposal", "currency": "USD", "is_in_kind": False, "donor_id": "canada"}) for one in asks]
    asked = publish.commit([changes.compare("opportunity", first, rows)], ANN)
    assert "none chosen by name; no scenario." in said(opened(app))
    scenarios.keep("priority_countries", "Two", ANN, "", ["NAM", "TUV"], "by hand")
    app.session_state["set_used"] = "two"
    assert "of “Two”; no scenario. It is the set chosen last, on another page." in said(opened(app))
    shown = said(opened(app, version=asked))
    assert "More is asked for" in shown and "none chosen by name; no scenario." in shown and "chosen last" not in shown


def publish_it(page, table="opportunity"):
    page.text_input(key=f"by_edit_{table}").set_value("Ana")
    page.text_input(key=f"note_edit_{table}").set_value("Call of today")
    next(one for one in page.button if one.label == "Publish").click()
    page.run()
    assert not page.exception


def move(page, key, stage):
    rows = next(one.value for one in page.data_editor if "stage" in one.value and "opportunity_id" in one.value)
    keys = [(one,) for one in rows["opportunity_id"]]
    state = key_of(f"edit_opportunity_{page.session_state['editing']['opportunity'].number}", keys)
    page.session_state[state] = {"edited_rows": {keys.index((key,)): {"stage": stage}}, "added_rows": [], "deleted_rows": []}
    page.run()
    assert not page.exception


def test_a_stage_is_moved_in_the_table_and_seen_on_the_board(app, tiny):
    page = opened(app, view="Table")
    move(page, "germany-surveys", "Committed")
    publish_it(page)
    assert "Version 0002" in texts(page)
    assert "What is funded now: the funding stack" in [one.proto.label for one in page.get("page_link")]
    assert figures(page)["Committed or paid"] == "USD 4.4 m"
    page.session_state["view"] = "Board"
    page.run()
    assert "**Committed**  \n2 · USD 4.4 m" in said(page)


def test_a_move_that_is_not_allowed_is_said_and_not_offered(app, tiny):
    page = opened(app, view="Table")
    move(page, "germany-surveys", "Paid")
    (found,) = [one.value for one in page.dataframe if "what_to_do" in one.value]
    assert list(found["edited_row"]) == ["Germany for surveys"]
    assert "Choose a stage that may follow" in found["what_to_do"].iloc[0]
    assert list(found.columns)[:3] == ["edited_row", "what_to_do", "expected"]
    said_first, nothing = [one.value for one in page.error]
    assert "Germany for surveys" in said_first and "Choose a stage that may follow" in said_first
    assert nothing == "Nothing would change. 1 row cannot come in: see what is wrong above."
    assert not [one for one in page.button if one.label == "Publish"]


def test_edits_wait_while_another_view_is_looked_at(app, tiny):
    page = opened(app, view="Table")
    move(page, "germany-surveys", "Negotiation")
    page.session_state["view"] = "Board"
    page.run()
    assert "Edits of yours wait in the view Table" in texts(page)
    assert "**Proposal**  \n1" in said(page), "the board shows what is published"


def test_rows_that_another_page_hands_over_wait_here_and_are_published_with_their_shares(app, tiny, ask):
    from landscape.editing import Editing

    page = opened(app, view="Table")
    name = "UNFPA for field work"
    handed = {one: Editing(one, tiny) for one in ("opportunity", "opportunity_line")}
    handed["opportunity"].add([{"name": name, "donor_id": "unfpa", "activity_id": "surveys", "ask": 10.0, "stage": "identified"}])
    handed["opportunity_line"].add([{"opportunity_id": name, "line_id": "field-work", "share_pct": 100.0}])
    page.session_state["editing"] = handed
    page.run()
    assert [
        one.value["name"].tolist() for one in page.data_editor if "name" in one.value and "opportunity_id" not in one.value
    ] == [[name]]
    previewed = [record for one in page.data_editor if "Record" in one.value for record in one.value["Record"]]
    (joined,) = [record for record in previewed if record.startswith(f"{name} · ")]
    assert "field-work" not in joined, "a record without a name of its own goes by the names of those that it joins"
    publish_it(page)
    said_of = "select opportunity_id, line_id from opportunity_line where opportunity_id like 'unfpa%'"
    assert ask("0002", said_of) == [("unfpa-for-field-work", "field-work")]
