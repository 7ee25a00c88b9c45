"""Minutes, opened again: what was shown, decided and published, in Word and in Excel alike."""

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from docx import Document

from landscape import exports, publish, store
from landscape.changes import Change, Changes, records
from landscape.programme import decisions, document, minutes, publications
from landscape.programme.minutes import View
from landscape.publish import Signature

BY = Signature("Chair of the Task Force", "Second meeting")
TODAY = minutes.now()
SHOWN = "http://localhost:8501/prospects?w_aid=8"
LINK = "http://localhost:8501/decisions"


def asking():
    version = store.current()
    return lambda question, **parameters: store.read(question, version, **parameters)


@pytest.fixture
def met(undecided):
    """A meeting with two views, an open decision that is overdue and one that was dropped; and a decision elsewhere."""
    views = minutes.kept([View("Who comes first; and why?", SHOWN), View("Germany", "/donor?donor=Germany&version=0001")])
    decisions.hold("Second meeting", TODAY, "Task Force", views, undecided, BY)
    (code,) = store.read("strategy/meetings", store.current())["meeting_id"]
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=9)
    about = {"donor": "germany", "country": "NAM"}
    decisions.record("Ask =Germany", before, BY, about, owner_role="Chair", body="Task Force", due_on=yesterday, meeting_id=code)
    decisions.record("Wait", TODAY, BY, {}, meeting_id=code)
    decisions.close(f"{TODAY}-wait", "dropped", Signature("Ann", "No reason to wait"))
    decisions.record("Of another day", TODAY - timedelta(days=40), BY, {"mechanism": "data-fund"})
    return code


def of_meeting():
    row = store.read("strategy/meetings", store.current()).iloc[0].to_dict()
    return minutes.of_meeting(row, asking(), store.current(), TODAY)


def files(said):
    """The Word document and the workbook, opened again."""
    about = minutes.about(said, store.current(), LINK)
    word = document.document(said, about, store.made_on(store.current()))
    return Document(io.BytesIO(word)), openpyxl.load_workbook(io.BytesIO(exports.workbook(minutes.tables(said), about)))


def cells(document, number):
    return [[cell.text for cell in row.cells] for row in document.tables[number].rows]


def links(document):
    return {one.target_ref for one in document.part.rels.values() if one.is_external}


def test_the_word_document_holds_the_meeting(met):
    found, _ = files(of_meeting())
    lines = [line.text for line in found.paragraphs]
    assert lines[0] == "Minutes: Second meeting"
    assert f"Date: {TODAY.day} {TODAY:%b %Y}" in lines and "Body: Task Force" in lines
    made = store.made_on("0001")
    assert f"Version of the landscape shown: 0001, made on {made.day} {made:%b %Y}" in lines
    head, ask, wait = cells(found, 0)
    assert head == ["Decision", "About", "Decided by", "Owner", "Due", "Status"]
    assert ask[:4] == ["Ask =Germany. Second meeting", "Germany; Namibia", "Task Force", "Chair"]
    assert ask[5] == "Open: overdue by 1 day"
    assert wait[0].startswith("Wait. Second meeting. Dropped on ") and wait[0].endswith(": No reason to wait")
    assert wait[1:] == ["The programme as a whole", "not known", "not known", "no date set", "Dropped"]
    assert not any("Of another day" in cell for row in cells(found, 0) for cell in row)
    assert f"version {store.current()} of " in found.sections[0].footer.paragraphs[0].text


def test_views_are_links_to_the_version_that_was_shown(met):
    found, book = files(of_meeting())
    pinned = {f"{SHOWN}&version=0001", "/donor?donor=Germany&version=0001"}
    assert pinned <= links(found)
    body = "".join(node.text or "" for node in found.element.body.iter("{*}t"))
    assert "1. Who comes first, and why?" in body
    sheet = book["Views shown"]
    assert sheet["A2"].value == "Who comes first, and why?"
    assert (sheet["B2"].value, sheet["B2"].hyperlink.target) == (f"{SHOWN}&version=0001",) * 2
    assert (sheet["B3"].value, sheet["B3"].hyperlink) == ("/donor?donor=Germany&version=0001", None)


def test_what_was_decided_that_day_in_no_meeting_stands_under_a_heading_of_its_own(met):
    heading = "Also decided that day, outside any meeting"
    found, book = files(of_meeting())
    assert heading not in [line.text for line in found.paragraphs] and "Also decided that day" not in book.sheetnames
    decisions.record("Before it was saved", TODAY, BY, {"donor": "germany"})
    found, book = files(of_meeting())
    assert heading in [line.text for line in found.paragraphs]
    assert [row[1] for row in cells(found, 1)] == ["About", "Germany"]
    assert [row[0] for row in book["Also decided that day"].iter_rows(min_row=2, values_only=True)] == ["Before it was saved"]
    assert [row[0].split(".")[0] for row in cells(found, 0)[1:]] == ["Ask =Germany", "Wait"]


def test_the_workbook_holds_the_same(met):
    said = of_meeting()
    found, book = files(said)
    assert book.sheetnames == ["Minutes", "Decisions", "Views shown", "Published that day", "About this table"]
    assert {row[0]: row[1] for row in book["Minutes"].iter_rows(min_row=2, values_only=True)} == {
        "Minutes": said.title,
        **dict(said.facts),
    }
    decided = list(book["Decisions"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in decided] == ["Ask =Germany", "Wait"] == [row[0].split(".")[0] for row in cells(found, 0)[1:]]
    assert book["Decisions"]["A2"].data_type == "s"
    published = list(book["Published that day"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in published] == [row[0] for row in cells(found, 1)[1:]]
    about = {str(value) for row in book["About this table"].iter_rows(values_only=True) for value in row}
    assert {*said.sources, *said.notes, LINK} <= about


def test_publications_of_the_day_are_listed_with_who_and_how_much(met):
    found, _ = files(of_meeting())
    rows = cells(found, 1)[1:]
    assert [row[0] for row in rows] == ["0001", "0002", "0003", "0004", "0005", "0006"]
    assert (rows[0][2], rows[0][4]) == ("the project", "the first version")
    assert [row[4] for row in rows[1:4]] == [
        "Meetings: “Second meeting” added",
        "Decisions: “Ask =Germany” added",
        "Decisions: “Wait” added",
    ]
    assert rows[4][2:] == [
        "Ann",
        "No reason to wait",
        "Decisions: “Wait” (Status of the decision: Open → Dropped; and 1 more) changed",
    ]


def test_a_meeting_that_takes_decisions_in_names_them(undecided):
    decisions.record("Ask " + 30 * "again and ", TODAY, BY, {})
    (code,) = (row["decision_id"] for row in records("decision", store.current()).values())
    decisions.hold("Second meeting", TODAY, "", [], store.current(), BY, [code])
    (*_, said) = minutes.published_on(TODAY, store.current())["published_said"]
    assert said.startswith("Meetings: “Second meeting” added; Decisions: “Ask again and ") and said.endswith(" …” changed")
    assert len(said) < 150


def test_another_day_has_neither_publications_nor_decisions(met):
    day = TODAY - timedelta(days=200)
    found, book = files(minutes.of_day(day, (), store.current(), asking(), store.current(), TODAY))
    lines = [line.text for line in found.paragraphs]
    for said in (minutes.NOTHING_DECIDED, minutes.NOTHING_SHOWN, minutes.NOTHING_PUBLISHED):
        assert said in lines
    assert book["Decisions"].max_row == 1


def test_a_day_has_what_was_decided_on_it_and_the_views_at_hand(met):
    said = minutes.of_day(TODAY, [View("Who?", SHOWN)], store.current(), asking(), store.current(), TODAY)
    assert said.title == f"Minutes of {TODAY.day} {TODAY:%b %Y}"
    assert list(said.decisions["decision_name"]) == ["Wait"]
    assert [one.address for one in said.views] == [f"{SHOWN}&version={store.current()}"]


def test_sources_of_decisions_and_of_what_they_are_about_are_cited(met):
    said = of_meeting()
    assert any(one.startswith("Chair of the Task Force, Edited on screen") for one in said.sources)
    titles = dict(zip(*(store.read("data/sources", store.current(), **SOURCES)[one] for one in ("title", "url")), strict=True))
    assert any(title in one and url in one for title, url in titles.items() if url for one in said.sources)


SOURCES = {"search": "", "publisher": [], "source_kind": []}


def test_illustrative_figures_are_said_to_be_illustrative_as_long_as_there_are_any(met):
    found, _ = files(of_meeting())
    assert {minutes.ILLUSTRATIVE, minutes.PARAMETERS} <= {line.text for line in found.paragraphs}
    sourced("cost_line", {"basis": "quote"})
    assert minutes.ILLUSTRATIVE not in of_meeting().notes and minutes.PARAMETERS in of_meeting().notes
    sourced("parameter", {})
    assert not {minutes.ILLUSTRATIVE, minutes.PARAMETERS} & set(of_meeting().notes)


def sourced(table, more):
    """Publish every record of a table as sourced."""
    said = {"is_illustrative": False, "source_id": "this-publication", **more}
    made = [
        Change(table, "changed", key, row["name"], {name: (row[name], value) for name, value in said.items()})
        for key, row in records(table, store.current()).items()
    ]
    publish.commit([Changes(table, store.current(), (), tuple(made))], BY)


def test_a_decision_names_the_opportunity_that_it_is_about(met):
    row = {"opportunity_id": "o", "name": "Germany for surveys", "donor_id": "germany", "stage": "identified", "source_id": "m49"}
    new = Change("opportunity", "added", ("o",), "o", {name: (None, value) for name, value in row.items()})
    publish.commit([Changes("opportunity", store.current(), (new,))], BY)
    decisions.record("Go on", TODAY, BY, {"opportunity": "o"})
    said = minutes.of_day(TODAY, [], store.current(), asking(), store.current(), TODAY)
    assert "Germany for surveys" in list(said.decisions["decision_about"])


def test_a_version_that_was_removed_is_said_to_be_gone(met, monkeypatch):
    store.remove(["0001"])
    assert dict(of_meeting().facts)["Version of the landscape shown"] == "0001, which was removed since"
    published = of_meeting().published
    assert list(published["version_name"]) == ["0002", "0003", "0004", "0005", "0006"]
    assert list(published["published_said"])[:2] == ["1 row added", "Decisions: “Ask =Germany” added"]


def test_a_version_that_was_never_in_force_is_no_publication(met):
    (store.folder() / "current").write_text("0005\n", encoding="utf-8")
    decisions.record("After the publisher was killed", TODAY, BY, {})
    assert list(minutes.published_on(TODAY, store.current())["version_name"]) == ["0001", "0002", "0003", "0004", "0005", "0007"]


@pytest.mark.parametrize(
    ("kept", "title", "address"),
    [
        ("http://h/donors", "http://h/donors", "http://h/donors"),
        (" Who pays? /donors?a=b ", "Who pays?", "/donors?a=b"),
        ("javascript:alert(1)", "javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_a_view_is_read_as_it_was_kept(kept, title, address):
    assert minutes.views_of([kept, " "]) == (View(title, address),)


def test_only_what_opens_a_page_is_a_link():
    good = ["http://h/x", "https://h", "/donor?donor=Canada"]
    bad = ["javascript:alert(1)", "//elsewhere/x", "/\\elsewhere", "donor", ""]
    assert [minutes.is_link(one) for one in good + bad] == [True] * 3 + [False] * 5


def test_a_view_that_nothing_opens_is_text_in_the_minutes(undecided):
    view = View("javascript:alert(1)", "javascript:alert(1)")
    said = minutes.of_day(TODAY, [view], undecided, asking(), undecided, TODAY)
    found, book = files(said)
    assert links(found) == set()
    assert "1. javascript:alert(1)" in [line.text for line in found.paragraphs]
    assert book["Views shown"]["B2"].hyperlink is None


def test_an_address_that_names_a_version_keeps_it():
    assert minutes.pinned("/donors?version=0002&a=b", "0009") == "/donors?version=0002&a=b"
    assert minutes.pinned("/donors?country_group=LDC&country_group=SIDS", "0009").endswith("=LDC&country_group=SIDS&version=0009")


@pytest.mark.parametrize(
    ("count", "told"),
    [(7, "Decisions: “No 0”, “No 1”, “No 2”, “No 3”, “No 4” and 2 more added"), (51, "51 rows added")],
)
def test_a_publication_of_a_few_dozen_rows_names_the_first_of_each_list_and_a_large_one_counts(undecided, count, told):
    needed = {"decided_on": (None, TODAY), "status": (None, "open")}
    new = [
        Change("decision", "added", (f"d{n}",), f"No {n}", {"decision_id": (None, f"d{n}"), "name": (None, f"No {n}")} | needed)
        for n in range(count)
    ]
    publish.commit([Changes("decision", undecided, tuple(new))], BY)
    assert list(minutes.published_on(TODAY, store.current())["published_said"])[-1] == told


def test_records_that_have_only_codes_are_counted(undecided):
    opportunity = {"opportunity_id": (None, "o"), "name": (None, "Canada for surveys"), "stage": (None, "identified")}
    share = {"opportunity_id": (None, "o"), "line_id": (None, "workshops"), "share_pct": (None, 100.0)}
    publish.commit(
        [
            Changes("opportunity", undecided, (Change("opportunity", "added", ("o",), "Canada for surveys", opportunity),)),
            Changes(
                "opportunity_line", undecided, (Change("opportunity_line", "added", ("o", "workshops"), "o · workshops", share),)
            ),
        ],
        BY,
    )
    told = list(minutes.published_on(TODAY, store.current())["published_said"])[-1]
    assert told == "Opportunities: “Canada for surveys” (Stage: Identified) added; Shares of opportunities: 1 added"


def published(kind, version, **fields):
    """Publish the opportunity o with (before, after) of fields; what the minutes say of it, in Word and in Excel alike."""
    change = Change("opportunity", kind, ("o",), "Canada for surveys", fields)
    publish.commit([Changes("opportunity", version, **{kind: (change,)})], BY)
    found, book = files(minutes.of_day(TODAY, (), store.current(), asking(), store.current(), TODAY))
    (*_, row) = book["Published that day"].iter_rows(values_only=True)
    (*_, said) = cells(found, -1)[-1]
    assert said in row
    return said


def test_what_moved_of_an_opportunity_is_said_before_and_after(undecided):
    new = {"opportunity_id": "o", "name": "Canada for surveys", "donor_id": "germany", "stage": "proposal", "ask": 1_010_000.0}
    said = published("added", undecided, **{name: (None, value) for name, value in new.items()})
    assert said == "Opportunities: “Canada for surveys” (Stage: Proposal; Ask: USD 1,010,000) added"
    moved = {"note": (None, "Met"), "ask": (1_010_000.0, 2e6), "currency": (None, "EUR"), "stage": ("proposal", "committed")}
    assert published("changed", store.current(), **moved) == (
        "Opportunities: “Canada for surveys” (Stage: Proposal → Committed; Ask: USD 1,010,000 → EUR 2,000,000; "
        "Currency of the ask: not known → EUR; and 1 more) changed"
    )
    assert published("changed", store.current(), next_action=(None, "Write to them " * 9)).endswith(
        "“Canada for surveys” changed"
    )


def test_changes_of_a_publication_are_counted_in_words():
    def said(added, changed, removed):
        return publications.counted({"added_count": added, "changed_count": changed, "removed_count": removed})

    assert (said(1, 0, 0), said(2, 1, 0), said(0, 0, 1234)) == ("1 row added", "2 rows added, 1 changed", "1,234 rows removed")
    assert said(0, 0, 0) == "no rows"


def test_a_day_is_that_of_utc(undecided):
    made = store.made_on(undecided)
    assert len(minutes.published_on(made.date(), undecided)) == 1
    assert minutes.published_on(made.date() - timedelta(days=1), undecided).empty
    assert isinstance(minutes.now(), date) and not isinstance(minutes.now(), datetime)
