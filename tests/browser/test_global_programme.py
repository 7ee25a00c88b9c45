"""The Global Programme from an empty pipeline to the minutes: countries, cost, scenario, match, money, decision."""

import io

import openpyxl
import pytest
from docx import Document

from landscape import publish, store
from landscape.changes import records
from tests.browser.conftest import running
from tests.browser.test_matching import choose
from tests.browser.test_pipeline import type_in

LONG = 60_000  # milliseconds: a preview on a busy machine


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A server with the whole landscape and versions of its own: what is published here disturbs no other test."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version()
    with running(["landscape", "run", "--port"], tmp_path / "log.txt") as server:
        yield server


def go(reader, section, page, address):
    """By the menu, as a person does, so that the tab keeps what it holds."""
    reader.page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    reader.page.get_by_test_id("stTopNavDropdownLink").filter(has_text=page).click()
    reader.page.wait_for_url(f"**/{address}**")
    reader.settle()


def sign(place, note):
    place.get_by_label("Name", exact=True).fill("Ana")
    place.get_by_label("Note", exact=True).first.fill(note)


def in_force(reader, version):
    reader.page.get_by_text(f"Version {version} of the landscape is in force.").first.wait_for(timeout=LONG)
    reader.settle()


def kept(reader, label, name):
    """Keep what the page shows under a name."""
    page = reader.page
    page.get_by_text(label).click()
    page.get_by_label("What to call it").fill(name)
    sign(page, "For the meeting")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text(f"Kept as “{name}”").wait_for(timeout=LONG)
    reader.settle()


def figure(reader, label):
    return reader.page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue").inner_text()


def unfunded(reader):
    """The unfunded amount of each term, as the table of the stack has it."""
    page = reader.page
    page.get_by_text("Table and download").first.click()
    reader.settle()  # the drawer opens with a run: a click in the middle of it can be lost
    with page.expect_download() as download:
        page.locator(".st-key-panel_stack").get_by_role("button", name="Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    column = next(number for number, name in enumerate(head) if str(name).startswith("Unfunded"))
    return sum(row[column] for row in rows)


def move(slider, times):
    slider.focus()
    for _ in range(times):
        slider.press("ArrowRight")


def at(page, grid, column):
    """Stand in the first row and in a column, one further than before; what comes above a table can still move it away."""
    chosen = grid.locator(f"td[aria-selected=true][aria-colindex='{column}']")
    if column > 1:
        page.keyboard.press("ArrowRight")
        chosen.wait_for(state="attached")
        return
    for _ in range(10):
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        page.mouse.click(box["x"] + 60, box["y"] + 39 + 19)
        page.wait_for_timeout(500)
        if chosen.count():
            return
    raise AssertionError("no click chose a cell of the first row")


def test_from_priority_countries_to_the_minutes(own, reader):
    page = reader.open(own.address("/needs?view=Priority+set")).page
    kept(reader, "Keep these countries as a set", "Task Force countries")

    page.get_by_role("button", name="What would the programme cost in “Task Force countries”?").click()
    page.wait_for_url("**/programme?priority=Task+Force+countries*")
    reader.settle()
    assert "Illustrative: 100 % of the total" in page.get_by_test_id("stAlert").first.inner_text()
    assumed = page.get_by_test_id("stSidebar")
    assert page.get_by_text("Task Force countries").count() > 0
    stands = figure(reader, "Total, central")
    move(assumed.get_by_role("slider", name="Contingency"), 5)
    page.wait_for_url("**p_contingency_pct=*")
    move(assumed.get_by_role("slider", name="Delay, years"), 2)
    page.wait_for_url("**p_delay_years=2*")
    reader.settle()
    assert figure(reader, "Total, central") != stands
    page.get_by_role("radio", name="Scenarios").or_(page.get_by_role("button", name="Scenarios", exact=True)).first.click()
    reader.settle()
    kept(reader, "Keep these assumptions as a scenario", "Later and safer")

    go(reader, "Programme", "Funding stack", "stack")
    before = unfunded(reader)

    go(reader, "Programme", "Matching", "matching")
    need = page.get_by_role("combobox", name="What is to be paid")
    need.click()
    need.fill("Regional training programmes")
    page.get_by_role("option", name="Regional training programmes").first.click()
    page.wait_for_url("**need=Regional+training+programmes*")
    page.get_by_role("radio", name="Donors").or_(page.get_by_role("button", name="Donors", exact=True)).first.click()
    page.wait_for_url("**view=Donors*")
    reader.settle()
    choose(reader, [0, 1, 2])
    page.get_by_role("button", name="Make 3 opportunities of these").click()
    page.wait_for_url("**/pipeline**")
    reader.settle()
    sign(page, "From matching")
    page.get_by_role("button", name="Publish").click()
    in_force(reader, "0004")

    codes = sorted(key for (key,) in records("opportunity", store.current()))
    assert len(codes) == 3
    grid = page.get_by_test_id("stDataFrame").first
    for column in (1, 2, 3):  # the stage stands after name and “Remove”
        at(page, grid, column)
    type_in(page, "Committed")
    page.get_by_text("1 changed record").wait_for(timeout=LONG)
    reader.settle()
    sign(page, "Letter received")
    page.get_by_role("button", name="Publish").click()
    in_force(reader, "0005")

    (committed,) = (row for row in records("opportunity", store.current()).values() if row["stage"] == "committed")
    page.get_by_role("link", name="What is funded now: the funding stack").click()
    page.wait_for_url("**/stack**")
    reader.settle()
    assert before - unfunded(reader) == pytest.approx(committed["ask"], abs=0.01)
    assert figure(reader, "Committed or paid") != "USD 0"

    go(reader, "Programme", "Decisions", "decisions")
    place = page.locator(".st-key-record_drawer")
    place.locator("summary").click()
    place.get_by_label("What was decided").fill("Thank the donor and ask two more")
    sign(place, "Agreed by all")
    place.get_by_role("button", name="Record it").click()
    page.get_by_text("Recorded, in version 0006 of the landscape.").wait_for(timeout=LONG)
    reader.settle()
    with page.expect_download() as download:
        page.locator(".st-key-minutes_docx button").click()
    document = Document(io.BytesIO(download.value.path().read_bytes()))
    said = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Thank the donor and ask two more" in said and "Letter received" in said
    assert any("illustrative" in one.text.casefold() for one in document.paragraphs)
    assert reader.own_complaints() == []
