"""The page of decisions, and what profiles say of them: filters of a link, records, meetings, and views that were noted."""

import shutil
from datetime import timedelta

import pytest

from landscape import store
from landscape.changes import records
from landscape.programme import decisions, minutes
from landscape.publish import Signature

PAGE = "pages/strategy/decisions.py"
PROFILES = {"donor": "Canada", "country": "Kenya", "mechanism": "IOM Development Fund"}
BY = Signature("Chair", "Second meeting")
TODAY = minutes.now()
YESTERDAY = TODAY - timedelta(days=1)


def opened(app, page=PAGE, **link):
    app.switch_page(page)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception and not app.error
    return app


def said(app):
    return " ".join(one.value for one in [*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.success])


def rows(table):
    return list(records(table, store.current()).values())


def listed(app):
    return list(app.dataframe[0].value["decision_name"])


def drawer(app, key):
    """Open a drawer, as a click does."""
    app.session_state[key] = True
    return app.run()


def fill(app, **values):
    """Fill in fields by the beginnings of their keys."""
    widgets = [*app.text_input, *app.date_input, *app.selectbox]
    for name, value in values.items():
        next(one for one in widgets if one.key and one.key.startswith(f"{name}_")).set_value(value)
    return app


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def four(undecided):
    """A meeting and four decisions: one overdue, one due, one without a date, one done."""
    decisions.hold("Second meeting", TODAY, "Task Force", ["Germany /donor?donor=Germany"], undecided, BY)
    (code,) = (row["meeting_id"] for row in rows("meeting"))
    old, new = TODAY - timedelta(days=9), TODAY + timedelta(days=9)
    decisions.record("Due", old, BY, {"country": "NAM"}, due_on=new)
    decisions.record(
        "Overdue", old, BY, {"donor": "germany"}, due_on=TODAY - timedelta(days=2), meeting_id=code, owner_role="Chair"
    )
    decisions.record("Whenever", old, BY, {"mechanism": "data-fund"})
    decisions.record("Finished", old, BY, {})
    decisions.close(f"{old}-finished", "done", BY)
    return store.current()


def test_nothing_decided_is_said(app, undecided):
    assert "No decision is recorded yet." in said(opened(app))
    assert not app.dataframe


def test_open_ones_come_first_the_overdue_on_top_in_words(app, four):
    opened(app)
    shown = app.dataframe[0].value
    assert list(shown["decision_name"]) == ["Overdue", "Due", "Whenever", "Finished"]
    assert list(shown["due_said"]) == ["overdue by 2 days", "due in 9 days", "open, no date set", "done"]
    assert {one.label: one.value for one in app.metric} == {"Open": "3", "Overdue": "1", "Due in 30 days": "1", "Closed": "1"}
    assert "4 of 4 decisions" in said(app)


@pytest.mark.parametrize(
    ("link", "found", "words"),
    [
        ({"decision_status": "Done"}, ["Finished"], "Done"),
        ({"donors": "Germany"}, ["Overdue"], "About Germany"),
        ({"countries": "Namibia"}, ["Due"], "About Namibia"),
        ({"mechanisms": "Data Fund"}, ["Whenever"], "About Data Fund"),
        ({"meetings": f"Second meeting, {TODAY.day} {TODAY:%b %Y}"}, ["Overdue"], "Of Second meeting"),
        ({"search": "CHAIR"}, ["Overdue"], "Containing “CHAIR”"),
    ],
)
def test_a_link_is_applied_and_said(app, four, link, found, words):
    opened(app, **link)
    assert listed(app) == found
    assert f"**{words}" in said(app) and "1 of 4 decisions" in said(app)


def test_no_match_is_said(app, four):
    assert "No decision matches these filters." in said(opened(app, search="no such thing"))


def test_a_decision_is_recorded_and_published(app, undecided):
    drawer(opened(app), "record_drawer")
    fill(app, decided_record="Ask Germany", body="Task Force", owner="Chair", about_donor="germany", about_country="NAM")
    fill(app, by_record="Ann", note_record="Call of today", due=TODAY + timedelta(days=5))
    press(app, "Record it")
    assert "Recorded, in version 0002 of the landscape." in said(app)
    (row,) = rows("decision")
    assert (row["name"], row["donor_id"], row["iso3"], row["owner_role"]) == ("Ask Germany", "germany", "NAM", "Chair")
    assert (row["decided_on"], row["due_on"]) == (TODAY, TODAY + timedelta(days=5))
    assert store.read("version_made", "0002")[["made_by", "note"]].iloc[0].tolist() == ["Ann", "Call of today"]
    assert listed(app) == ["Ask Germany"]
    assert next(one for one in app.text_input if one.label == "What was decided").value == ""


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"by_record": "Ann", "note_record": "Now"}, "Say what was decided"),
        ({"decided_record": "Ask"}, "Say who publishes this and why"),
        ({"decided_record": "Ask", "owner": "ann@example.org", "by_record": "Ann", "note_record": "Now"}, "does not belong here"),
        (
            {"decided_record": "Ask", "by_record": "Ann", "note_record": "n", "due": TODAY - timedelta(days=1)},
            "before it was decided",
        ),
    ],
)
def test_a_refused_decision_publishes_nothing_and_keeps_what_was_typed(app, undecided, values, fault):
    drawer(opened(app), "record_drawer")
    fill(app, **values)
    press(app, "Record it")
    assert fault in app.error[0].value
    assert store.current() == undecided
    assert next(one for one in app.text_input if one.label == "What was decided").value == values.get("decided_record", "")


def test_a_decision_is_closed_in_place(app, four):
    opened(app)
    app.selectbox(key="decision_at_hand_None").set_value(f"{TODAY - timedelta(days=9)}-overdue").run()
    assert "**Overdue**" in said(app) and "Chair\\: overdue by 2 days" in said(app)
    fill(app, by_close="Ann", note_close="Said yes")
    press(app, "Close it")
    assert f"Closed, in version {store.current()} of the landscape." in said(app)
    row = next(row for row in rows("decision") if row["name"] == "Overdue")
    assert row["status"] == "done" and row["note"].endswith("Said yes")


def test_a_decision_that_is_closed_offers_no_form(app, four):
    opened(app)
    app.selectbox(key="decision_at_hand_None").set_value(f"{TODAY - timedelta(days=9)}-finished").run()
    assert "**Finished**" in said(app)
    assert not [one for one in app.button if one.label == "Close it"]


@pytest.fixture
def own(version, tmp_path, monkeypatch):
    """The whole landscape in a folder of this test's own."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(shutil.copytree(store.folder(), tmp_path / "versions")))


@pytest.mark.parametrize("kind", list(PROFILES))
def test_a_profile_says_what_was_decided_and_records_more(app, own, kind):
    opened(app, f"pages/explore/{kind}.py", **{kind: PROFILES[kind]})
    assert "What was decided about it?" not in said(app)
    (code,) = (row[ID[kind]] for row in rows(kind) if row["name"] == PROFILES[kind])
    drawer(app, f"record_{code}_drawer")
    fill(app, decided_record="Look closer", by_record="Ann", note_record="Call")
    press(app, "Record it")
    (row,) = rows("decision")
    assert row[ID[kind]] == code
    assert "What was decided about it?" in said(app) and "- **Look closer**" in said(app)


ID = decisions.ABOUT


def test_of_another_record_nothing_is_said(app, four):
    opened(app, "pages/explore/donor.py", donor="Türkiye")
    assert "Overdue" not in said(app)
    opened(app)
    opened(app, "pages/explore/donor.py", donor="Germany")
    assert "- **Overdue**" in said(app)


def test_who_looks_back_reads_and_cannot_record(app, four):
    decisions.record("Newer", TODAY, BY, {})
    opened(app, version=four)
    assert listed(app) == ["Overdue", "Due", "Whenever", "Finished"]
    assert "Record a decision" not in [one.label for one in app.expander]


def test_views_are_noted_listed_and_removed(app, undecided):
    opened(app, "pages/explore/donors.py", donor_type="DAC member")
    app.button(key="note_view").click().run()
    assert app.button(key="note_view").disabled
    opened(app, "pages/explore/donor.py", donor="Germany")
    app.button(key="note_view").click().run()
    titles = [title for title, _ in app.session_state["noted"].values()]
    assert "DAC member" in titles[0] and titles[1].startswith("Germany: what has it paid for?")
    opened(app)
    assert "2 views noted in this tab" in said(app)
    app.button(key="forget_0").click().run()
    assert "1 view noted in this tab" in said(app)
    assert [title for title, _ in app.session_state["noted"].values()] == titles[1:]


def test_a_meeting_is_saved_with_the_noted_views(app, undecided):
    opened(app, "pages/explore/donor.py", donor="Germany")
    app.button(key="note_view").click().run()
    drawer(opened(app), "meeting_drawer")
    fill(app, meeting_name="Second meeting", held_by="Task Force", by_meeting="Ann", note_meeting="Round table")
    press(app, "Save it")
    (row,) = rows("meeting")
    assert (row["name"], row["held_on"], row["body"], row["version"]) == ("Second meeting", TODAY, "Task Force", undecided)
    (view,) = minutes.views_of(row["views"])
    assert view.title.startswith("Germany: what has it paid for?") and "/donor" in view.address
    assert "No view is noted yet." in said(app) and "Version 0001 was shown. 0 decisions" in said(app)


def test_a_meeting_takes_in_what_was_decided_that_day_unless_its_tick_is_taken_away(app, undecided):
    for what, day in (("Ask", TODAY), ("Wait", TODAY), ("Of yesterday", YESTERDAY)):
        decisions.record(what, day, BY, {})
    drawer(opened(app), "meeting_drawer")
    ticks = {one.label.split(" (")[0]: one for one in app.checkbox}
    assert {name: one.value for name, one in ticks.items()} == {"Ask": True, "Wait": True}
    ticks["Wait"].uncheck()
    fill(app, meeting_name="Second meeting", by_meeting="Ann", note_meeting="Round table")
    press(app, "Save it")
    (meeting,) = rows("meeting")
    assert {row["name"] for row in rows("decision") if row["meeting_id"] == meeting["meeting_id"]} == {"Ask"}
    assert "1 decision, 1 of them open. The minutes list 1 more decision of that day, in no meeting." in said(app)


def test_another_day_offers_what_was_decided_on_it(app, undecided):
    decisions.record("Of yesterday", YESTERDAY, BY, {})
    drawer(opened(app), "meeting_drawer")
    assert not app.checkbox
    fill(app, held_on_meeting=YESTERDAY).run()
    assert [one.label for one in app.checkbox] == ["Of yesterday (The programme as a whole)"]


@pytest.mark.parametrize("name", ["Due", "Finished"])
def test_a_decision_is_put_into_a_meeting_also_one_that_is_closed(app, four, name):
    code = f"{TODAY - timedelta(days=9)}-{name.lower()}"
    opened(app)
    app.selectbox(key="decision_at_hand_None").set_value(code).run()
    drawer(app, f"put_{code}_drawer")
    fill(app, taken_in=rows("meeting")[0]["meeting_id"])
    fill(app, by_put="Ann", note_put="Asked for by the chair")
    press(app, "Put it there")
    row = next(row for row in rows("decision") if row["name"] == name)
    assert row["meeting_id"] == rows("meeting")[0]["meeting_id"]
    assert f"Done, in version {store.current()} of the landscape." in said(app)


def test_a_meeting_without_a_name_is_refused_and_the_views_stay(app, undecided):
    opened(app, "pages/explore/donor.py", donor="Germany")
    app.button(key="note_view").click().run()
    drawer(opened(app), "meeting_drawer")
    press(fill(app, by_meeting="Ann", note_meeting="Round table"), "Save it")
    assert "Give the meeting a name" in app.error[0].value
    assert store.current() == undecided and len(app.session_state["noted"]) == 1


def test_minutes_are_offered_of_every_meeting_and_of_a_day(app, four):
    opened(app)
    names = {one.proto.label for one in app.get("download_button")}
    assert {"Minutes, Word", "Minutes, Excel"} <= names
    chosen = next(one for one in app.selectbox if one.label == "Minutes of")
    assert chosen.options == [f"Second meeting, {TODAY.day} {TODAY:%b %Y}", "A day, without a meeting"]
    chosen.set_value("").run()
    assert not app.exception
    assert app.date_input(key="minutes_day").value == TODAY
