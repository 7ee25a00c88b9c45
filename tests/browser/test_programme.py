"""Programme costs in the browser: an assumption moved, a line edited, kept as a scenario, the same to whoever opens its link."""

import io
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from landscape import publish
from tests.browser.conftest import running, tab
from tests.browser.test_pages import THEMES, serious


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A server with versions of its own: what is kept here disturbs no other test."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version()
    with running(["landscape", "run", "--port"], tmp_path / "log.txt") as server:
        yield server


def figures(page):
    return page.locator("[data-testid=stMetricValue]").all_inner_texts()


def asked(page):
    return {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items()}


def type_into_the_table(page, rights, text):
    """Type into a cell of the first row of the lines, so many columns right of the name."""
    page.locator("[data-testid=stDataFrame] .dvn-scroller").first.click(position={"x": 150, "y": 55})
    for _ in range(rights):
        page.keyboard.press("ArrowRight", delay=100)
    page.keyboard.press("Enter", delay=100)
    page.locator("#portal input").fill(text)
    page.keyboard.press("Enter")


def test_a_scenario_of_a_moved_assumption_and_an_edited_line_is_the_same_from_its_link(own, reader, browser):
    page = reader.open(own.address("/programme?view=Lines")).page
    stands = figures(page)
    assert "Illustrative: 100 % of the total is example figures" in page.locator("[data-testid=stAlert]").first.inner_text()
    slider = page.get_by_role("slider", name="Number of countries")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowRight")
    page.wait_for_url("**p_country_count=23*")
    reader.settle()
    moved = figures(page)
    type_into_the_table(page, 2, "3")
    page.wait_for_url("**lines=framework-studies+quantity*")
    reader.settle()
    edited = figures(page)
    assert len({stands[0], moved[0], edited[0]}) == 3
    assert asked(page) == {"view": "Lines", "p_country_count": "23", "lines": "framework-studies quantity=3"}
    type_into_the_table(page, 6, "200000")  # the table keeps its place, and the first edit
    page.wait_for_url("**cost%3D200000*")
    reader.settle()
    edited = figures(page)

    page.get_by_text("Scenarios", exact=True).click()
    page.get_by_text("Keep these assumptions as a scenario").click()
    page.get_by_label("What to call it").fill("Larger")
    page.get_by_label("Name", exact=True).fill("A. Person")
    page.get_by_label("Note").fill("For the meeting")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Kept as “Larger”").wait_for()
    reader.settle()
    assert figures(page) == edited
    with tab(browser) as other:
        other.open(page.url)
        assert figures(other.page) == edited
        other.open(own.address("/programme"))
        assert figures(other.page) == stands
        other.open(own.address("/programme?view=Scenarios"))
        other.page.get_by_text("Kept before (1)").click()
        other.page.get_by_role("button", name="Larger", exact=True).click()
        other.page.wait_for_url("**lines=framework-studies*")
        other.settle()
        assert figures(other.page) == edited
        assert other.own_complaints() == []
    assert reader.own_complaints() == []


def test_a_download_says_in_name_and_notes_that_it_is_illustrative(server, reader):
    page = reader.open(server.address("/programme?p_country_count=25")).page
    page.get_by_text("Table and download").first.click()
    reader.settle()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Excel").first.click()
    assert "illustrative" in kept.value.suggested_filename
    book = openpyxl.load_workbook(io.BytesIO(kept.value.path().read_bytes()))
    said = [str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row if cell]
    assert any(one.startswith("Illustrative: 100 % of the total") for one in said)
    assert any("Number of countries: 20 → 25" in one for one in said)


def test_a_row_is_dropped_in_the_table_and_the_total_falls(own, reader):
    page = reader.open(own.address("/programme?view=Lines")).page
    before = figures(page)
    table = page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    table.click(position={"x": 15, "y": 55})
    page.keyboard.press("Delete", delay=100)
    page.wait_for_url("**lines=drop+framework-studies*")
    reader.settle()
    assert figures(page) != before and "1 line dropped" in page.locator("[data-testid=stMain]").inner_text()
    page.get_by_role("button", name="Back to the programme as it stands").click()
    page.wait_for_function("() => !location.search.includes('lines=')")
    reader.settle()
    assert figures(page) == before


@pytest.mark.parametrize("theme", THEMES)
def test_every_view_can_be_read_by_everybody(browser, server, theme):
    with tab(browser, theme) as watched:
        for view in ("Drivers", "Lines", "Reference+costs", "Scenarios"):  # the first is visited with all pages
            page = watched.open(server.address(f"/programme?view={view}&p_country_count=25")).page
            assert serious(page, theme) == {}, view
        assert watched.own_complaints() == []
