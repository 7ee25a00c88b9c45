"""A meeting as it goes: a view is noted, a decision recorded on a donor, the meeting saved, its minutes taken along."""

import io

import openpyxl
import pytest
from docx import Document

from landscape import publish, store
from tests.browser.conftest import running, tab
from tests.browser.test_pages import THEMES, serious


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A server with versions of its own, of which the first is tiny: what is published here disturbs no other test."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version(store.ROOT / "tests" / "data" / "tiny")
    with running(["landscape", "run", "--port"], tmp_path / "log.txt") as server:
        yield server


def sign(place, note):
    place.get_by_label("Name").fill("Ana")
    place.get_by_label("Note").fill(note)


def drawer(reader, key):
    """Open a drawer; what it asks."""
    place = reader.page.locator(f".st-key-{key}")
    place.locator("summary").click()
    place.get_by_label("Note").wait_for()
    return place


def taken(page, ending):
    with page.expect_download() as download:
        page.locator(f".st-key-minutes_{ending} button").click()
    return download.value.suggested_filename, io.BytesIO(download.value.path().read_bytes())


def to_decisions(reader):
    """By the menu, so that the tab stays the same."""
    reader.page.get_by_test_id("stTopNavSection").filter(has_text="Programme").click()
    reader.page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Decisions").click()
    reader.page.wait_for_url("**/decisions**")
    reader.settle()


def test_from_a_view_and_a_decision_to_the_minutes(own, reader):
    page = reader.open(own.address("/donors?donor_type=DAC+member")).page
    page.get_by_role("button", name="Note this view for the minutes").click()
    page.get_by_role("button", name="Noted for the minutes").wait_for()
    address = page.url

    to_decisions(reader)
    place = drawer(reader, "meeting_drawer")
    place.get_by_label("Meeting", exact=True).fill("Second meeting")
    place.get_by_label("Body").fill("Task Force")
    sign(place, "Round table")
    place.get_by_role("button", name="Save it").click()
    page.get_by_text("Saved, in version 0002 of the landscape.").wait_for()
    reader.settle()
    assert page.get_by_text("No view is noted yet.").count() == 1

    reader.open(own.address("/donor?donor=Germany"))
    place = drawer(reader, "record_germany_drawer")
    place.get_by_label("What was decided").fill("Ask Germany for the census module")
    place.get_by_label("Owner").fill("Chair")
    place.get_by_label("Meeting").click()
    page.get_by_role("option", name="Second meeting").click()
    sign(place, "Agreed by all")
    place.get_by_role("button", name="Record it").click()
    page.get_by_text("Recorded, in version 0003 of the landscape.").wait_for()
    page.get_by_role("link", name="Open on the page Decisions").click()
    page.wait_for_url("**/decisions?donors=Germany")
    reader.settle()

    name, word = taken(page, "docx")
    assert name.startswith("minutes-second-meeting-") and "-version-0003-" in name
    document = Document(word)
    assert document.paragraphs[0].text == "Minutes: Second meeting"
    views = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert views == {f"{address}&version=0001"}
    decided = [cell.text for cell in document.tables[0].rows[1].cells]
    assert decided[:2] == ["Ask Germany for the census module. Agreed by all", "Germany"] and decided[3] == "Chair"
    assert [row.cells[0].text for row in document.tables[1].rows[1:]] == ["0001", "0002", "0003"]

    name, excel = taken(page, "xlsx")
    book = openpyxl.load_workbook(excel)
    assert name.endswith(".xlsx")
    assert [row[0] for row in book["Decisions"].iter_rows(min_row=2, values_only=True)] == ["Ask Germany for the census module"]
    assert book["Views shown"]["B2"].hyperlink.target == f"{address}&version=0001"
    with tab(page.context.browser) as other:
        other.open(book["Views shown"]["B2"].value)
        assert other.page.get_by_text("You are looking back at version 0001").count() == 1
        assert other.page.get_by_text("DAC member").count() > 0
    assert (reader.own_complaints(), reader.elsewhere()) == ([], set())


@pytest.mark.parametrize("theme", THEMES)
def test_decisions_can_be_read_by_everybody(own, browser, theme):
    with tab(browser, theme) as reader:
        reader.open(own.address("/decisions"))
        drawer(reader, "record_drawer")
        drawer(reader, "meeting_drawer")
        assert serious(reader.page, theme) == {}
