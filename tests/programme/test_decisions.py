"""Decisions and meetings: what is published, what is refused, and how far each is in words."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from landscape import store
from landscape.changes import records
from landscape.programme import decisions, due
from landscape.programme.decisions import NotRecorded
from landscape.publish import Signature, Unsigned
from landscape.refusals import RuleBroken

BY = Signature("Chair of the Task Force", "Second meeting")
DAY = date(2026, 11, 3)
VIEWS = ["Who pays? http://localhost/donors?region=Africa"]


def rows(table):
    return records(table, store.current())


def test_a_decision_is_an_open_row_about_its_records_with_a_source(undecided):
    about = {"donor": "germany", "country": "NAM"}
    made = decisions.record("  Ask  Germany ", DAY, BY, about, body="Task Force", owner_role=" ", due_on=date(2026, 12, 1))
    (row,) = rows("decision").values()
    assert made == store.current() == "0002"
    assert row["decision_id"] == "2026-11-03-ask-germany"
    assert (row["name"], row["decided_on"], row["due_on"]) == ("Ask Germany", DAY, date(2026, 12, 1))
    assert (row["donor_id"], row["iso3"], row["mechanism_id"]) == ("germany", "NAM", None)
    assert (row["body"], row["owner_role"], row["status"], row["note"]) == ("Task Force", None, "open", BY.note)
    assert row["source_id"] in {key for (key,) in rows("source")}


def test_the_same_may_be_decided_twice_on_a_day(undecided):
    for _ in range(2):
        decisions.record("Ask", DAY, BY, {})
    assert sorted(rows("decision")) == [("2026-11-03-ask",), ("2026-11-03-ask-2",)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"what": " "}, "Say what was decided"),
        ({"day": None}, "Say on which day"),
        ({"day": datetime.now(UTC).date() + timedelta(days=2)}, "is in the future"),
        ({"due_on": date(2026, 11, 2)}, "before it was decided"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_and_nothing_is_published(undecided, change, said):
    given = {"what": "Ask", "day": DAY, "due_on": None} | change
    with pytest.raises(NotRecorded, match=said):
        decisions.record(given["what"], given["day"], BY, {}, due_on=given["due_on"])
    assert store.current() == undecided


@pytest.mark.parametrize(
    "change",
    [{"owner_role": "ann@example.org"}, {"body": "+41 22 123 45 67 89"}, {"what": "Write to ann@example.org"}],
)
def test_an_address_or_a_number_of_a_person_is_refused(undecided, change):
    what = change.pop("what", "Ask")
    with pytest.raises(RuleBroken, match="does not belong here"):
        decisions.record(what, DAY, BY, {}, **change)
    assert store.current() == undecided


def test_a_decision_may_name_a_sum(undecided):
    decisions.record("Ask for USD 120 000 000 in all", DAY, BY, {})
    assert len(rows("decision")) == 1


def test_a_record_that_is_not_there_is_refused(undecided):
    with pytest.raises(RuleBroken, match="does not hold"):
        decisions.record("Ask", DAY, BY, {"donor": "atlantis"})
    assert store.current() == undecided


def test_a_decision_is_closed_once_with_what_came_of_it(undecided, ask):
    decisions.record("Ask", DAY, BY, {})
    made = decisions.close("2026-11-03-ask", "done", Signature("Ann", "Said yes"))
    row = rows("decision")["2026-11-03-ask",]
    assert row["status"] == "done"
    assert row["note"].startswith("Second meeting. Done on ") and row["note"].endswith(": Said yes")
    assert ask(made, "select made_by, before_value, after_value from change_log where field = 'status'") == [
        ("Ann", "open", "done")
    ]
    with pytest.raises(NotRecorded, match="closed this decision already: it is done"):
        decisions.close("2026-11-03-ask", "dropped", BY)
    with pytest.raises(NotRecorded, match="somebody removed it"):
        decisions.close("none", "done", BY)
    assert store.current() == made


def test_a_meeting_keeps_its_views_and_the_version_shown(undecided):
    decisions.hold("Second meeting", DAY, "Task Force", VIEWS, undecided, BY)
    (row,) = rows("meeting").values()
    assert (row["meeting_id"], row["held_on"], row["version"]) == ("2026-11-03-second-meeting", DAY, undecided)
    assert (row["views"], row["body"], row["note"]) == (VIEWS, "Task Force", BY.note)
    decisions.record("Ask", DAY, BY, {}, meeting_id=row["meeting_id"])
    assert [one["meeting_id"] for one in rows("decision").values()] == [row["meeting_id"]]


def test_a_meeting_takes_in_what_was_decided_before_it_was_saved_in_one_version(undecided):
    for what in ("Ask", "Wait"):
        decisions.record(what, DAY, BY, {})
    made = decisions.hold("Second", DAY, "", [], store.current(), BY, ["2026-11-03-ask"])
    assert made == store.current() == "0004"
    assert {row["name"]: row["meeting_id"] for row in rows("decision").values()} == {"Ask": "2026-11-03-second", "Wait": None}
    with pytest.raises(NotRecorded, match="“Ask” belongs to another meeting since"):
        decisions.hold("Third", DAY, "", [], made, BY, ["2026-11-03-wait", "2026-11-03-ask"])
    with pytest.raises(NotRecorded, match="somebody removed it"):
        decisions.hold("Third", DAY, "", [], made, BY, ["none"])
    assert store.current() == made


def test_a_decision_is_put_into_a_meeting_and_out_of_it_again(undecided):
    decisions.record("Ask", DAY, BY, {})
    decisions.hold("Second", DAY, "", [], store.current(), BY)
    for meeting in ("2026-11-03-second", None):
        made = decisions.put_into("2026-11-03-ask", meeting, BY)
        assert rows("decision")["2026-11-03-ask",]["meeting_id"] == meeting
        with pytest.raises(NotRecorded, match="Choose another meeting"):
            decisions.put_into("2026-11-03-ask", meeting, BY)
    with pytest.raises(NotRecorded, match="somebody removed it"):
        decisions.put_into("none", None, BY)
    assert store.current() == made


@pytest.mark.parametrize(
    ("change", "fault", "said"),
    [
        ({"name": " "}, NotRecorded, "Give the meeting a name"),
        ({"day": None}, NotRecorded, "on which day it was held"),
        ({"day": datetime.now(UTC).date() + timedelta(days=3)}, NotRecorded, "in the future"),
        ({"body": "ann@example.org"}, RuleBroken, "does not belong here"),
    ],
)
def test_a_meeting_that_cannot_be_saved_is_said(undecided, change, fault, said):
    given = {"name": "First", "day": DAY, "body": ""} | change
    with pytest.raises(fault, match=said):
        decisions.hold(given["name"], given["day"], given["body"], [], undecided, BY)
    assert store.current() == undecided


def test_a_meeting_is_saved_once_and_signed(undecided):
    decisions.hold("First", DAY, "", [], undecided, BY)
    with pytest.raises(NotRecorded, match="already"):
        decisions.hold(" First ", DAY, "", [], undecided, BY)
    with pytest.raises(Unsigned):
        decisions.hold("Second", DAY, "", [], undecided, Signature("", ""))
    assert len(rows("meeting")) == 1


def test_a_meeting_that_somebody_saves_at_the_same_time_is_not_saved_twice(undecided, monkeypatch):
    def overtaken(table, version):
        found = records(table, version)
        monkeypatch.setattr(decisions, "records", records)
        decisions.hold("First", DAY, "", [], undecided, BY)
        return found

    monkeypatch.setattr(decisions, "records", overtaken)
    with pytest.raises(store.Outdated):
        decisions.hold("First", DAY, "", [], undecided, BY)
    assert len(rows("meeting")) == 1


@pytest.mark.parametrize(
    ("status", "on", "said"),
    [
        ("open", None, "open, no date set"),
        ("open", date(2026, 11, 2), "overdue by 1 day"),
        ("open", date(2026, 10, 31), "overdue by 3 days"),
        ("open", DAY, "due today"),
        ("open", date(2026, 11, 4), "due in 1 day"),
        ("done", date(2026, 1, 1), "done"),
        ("dropped", None, "dropped"),
    ],
)
def test_how_far_a_decision_is_is_said_in_words(status, on, said):
    assert due.due_said(status, on, DAY) == said


def test_open_overdue_and_closed_are_counted():
    dates = [date(2026, 11, 2), DAY, date(2026, 12, 3), date(2026, 12, 4), None, date(2026, 1, 1)]
    found = pd.DataFrame({"decision_status": ["open"] * 5 + ["done"], "decision_due_on": pd.to_datetime(dates)})
    assert due.figures(found, DAY) == [
        ("Open", "5", "of 6 decisions"),
        ("Overdue", "1", "of 5 open decisions"),
        ("Due in 30 days", "2", "1 without a date"),
        ("Closed", "1", "1 done, 0 dropped"),
    ]
    assert [figure[1] for figure in due.figures(found.head(0), DAY)] == ["0"] * 4


def test_a_line_says_who_decided_who_acts_and_by_when():
    row = {"decided_on": pd.Timestamp(DAY), "decided_by": "Task Force", "owner_role": "Chair", "due_said": "due today"}
    assert due.in_a_line(row) == "Task Force, 3 Nov 2026. Chair: due today."
    assert due.in_a_line(row | {"decided_by": None, "owner_role": None}) == "3 Nov 2026. Due today."
