"""What was edited on screen as uploads: new rows that name each other, rows that go with their parts, problems at their row."""

import pytest

from landscape import publish, store
from landscape.changes import records
from landscape.editing import Editing, new_names, prepared, renamed
from tests.uploads.making import ANN

NEW = {"name": "UNFPA for surveys", "donor_id": "unfpa", "activity_id": "surveys", "ask": 500_000, "stage": "researched"}


@pytest.fixture
def editings(tiny):
    """Nothing edited yet, of the opportunities and their shares."""
    return {name: Editing(name, tiny) for name in ("opportunity", "opportunity_line")}


def made(editings, version):
    return prepared([one for one in editings.values() if not one.is_empty], version)


def published(done):
    return publish.commit([one.changes for one in done.uploads], ANN)


def rules(done):
    return [(row, one.rule) for row, one in done.findings if one.is_blocking]


def test_rows_that_are_handed_over_show_names_and_come_in_with_codes(editings, tiny):
    editings["opportunity"].add([NEW])
    (shown,) = editings["opportunity"].added.values()
    assert (shown["donor_id"], shown["activity_id"], shown["stage"]) == ("UNFPA", "Household surveys", "Researched")
    done = made(editings, tiny)
    assert rules(done) == []
    record = records("opportunity", published(done))["unfpa-for-surveys",]
    assert (record["donor_id"], record["stage"], record["ask"]) == ("unfpa", "researched", 500_000.0)


def test_shares_of_a_new_opportunity_are_published_with_it(editings, tiny):
    editings["opportunity"].add([NEW])
    shares = {"field-work": 60.0, "workshops": 40.0}
    rows = [{"opportunity_id": NEW["name"], "line_id": line, "share_pct": share} for line, share in shares.items()]
    editings["opportunity_line"].add(rows)
    done = made(editings, tiny)
    assert rules(done) == [] and [one.plan.table for one in done.uploads] == ["opportunity", "opportunity_line"]
    after = published(done)
    assert store.versions() == [tiny, after], "both lists in one version"
    lines = {key[1]: one["share_pct"] for key, one in records("opportunity_line", after).items() if key[0] == "unfpa-for-surveys"}
    assert lines == shares


def test_shares_that_are_not_whole_keep_their_rows_out_and_say_so(editings, tiny):
    editings["opportunity"].add([NEW])
    editings["opportunity_line"].add([{"opportunity_id": NEW["name"], "line_id": "workshops", "share_pct": 40.0}])
    done = made(editings, tiny)
    assert [rule for _, rule in rules(done)] == ["opportunity_line_shares_not_whole"]
    assert done.uploads[1].changes.is_empty and not done.uploads[0].changes.is_empty


def test_a_share_follows_its_opportunity_to_another_name(editings, tiny):
    editings["opportunity"].add([NEW])
    editings["opportunity_line"].add([{"opportunity_id": NEW["name"], "line_id": "workshops", "share_pct": 100.0}])
    editings["opportunity"].added[1]["name"] = "UNFPA for more"
    renamed(editings, "opportunity", NEW["name"], "UNFPA for more")
    assert new_names("opportunity", editings) == ["UNFPA for more"]
    done = made(editings, tiny)
    assert rules(done) == []
    assert ("unfpa-for-more", "workshops") in records("opportunity_line", published(done))


def test_a_name_that_resembles_a_known_one_is_new_all_the_same(editings, tiny):
    editings["opportunity"].add([NEW | {"name": "Germany for survey"}])
    done = made(editings, tiny)
    assert rules(done) == [] and [one.key for one in done.uploads[0].changes.added] == [("germany-for-survey",)]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({}, ("New row", "required")),
        ({"ask": 5.0}, ("New row", "required")),
        ({"name": "GERMANY for surveys"}, ("GERMANY for surveys", "unique")),
        ({"name": "UNFPA", "donor_id": "nobody"}, ("UNFPA", "unknown name")),
        ({"name": "UNFPA", "ask": -5.0}, ("UNFPA", "opportunity_ask_negative")),
        ({"name": "UNFPA", "stage": "paid", "probability_pct": 120.0}, ("UNFPA", "opportunity_probability_out_of_range")),
    ],
)
def test_what_is_wrong_with_a_new_row_is_said_at_the_row_and_keeps_it_out(editings, tiny, row, rule):
    editings["opportunity"].add([row])
    done = made(editings, tiny)
    assert rules(done) == [rule] and done.uploads[0].changes.is_empty and done.uploads[0].blocked_rows


def test_two_new_rows_of_one_name_come_in_once(editings, tiny):
    editings["opportunity"].add([NEW, NEW])
    done = made(editings, tiny)
    assert rules(done) == [(NEW["name"], "unique")] and len(done.uploads[0].changes.added) == 1


def test_an_opportunity_that_goes_takes_its_shares_along(editings, tiny):
    editings["opportunity"].gone.add(("germany-surveys",))
    done = prepared([editings["opportunity"]], tiny)
    gone = [(one.plan.table, len(one.changes.removed)) for one in done.uploads]
    assert gone == [("opportunity", 1), ("opportunity_line", 2)]
    after = published(done)
    assert list(records("opportunity", after)) == [("turkiye-training",)]


def test_an_activity_that_cost_lines_name_stays(tiny):
    editing = Editing("activity", tiny, gone={("surveys",)})
    done = prepared([editing], tiny)
    assert done.uploads[0].changes.is_empty
    assert {one.rule for _, one in done.findings} == {"still named"}
    assert not any("this file" in one.advice for _, one in done.findings), "nobody uploaded one"


def test_a_record_that_others_removed_meanwhile_is_passed_over(editings, tiny):
    editings["opportunity"].gone.add(("nobody",))
    editings["opportunity"].values[("nobody",), "ask"] = 5.0
    done = made(editings, tiny)
    assert all(one.changes.is_empty for one in done.uploads) and done.findings == ()
