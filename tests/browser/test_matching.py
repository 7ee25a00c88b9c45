"""From an empty pipeline to three opportunities: match the largest cost line, choose three donors, publish, and see the stack."""

import pytest

from landscape import publish, store
from tests.browser.conftest import running

SURVEYS = "Household surveys of international migration"
EDGE, HEADER, ROW = 15, 35, 35  # of a grid, in pixels: its column of ticks, its header, and a row


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A server on versions of its own, which this file may add to."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    monkeypatch.chdir(store.ROOT)
    publish.first_version()
    with running(["landscape", "run", "--port"], tmp_path / "log.txt") as server:
        yield server


def choose(reader, rows):
    """Tick rows of the grid of matches, which is drawn on a canvas."""
    page, grid = reader.page, reader.page.locator(".st-key-grid_matches canvas").first
    grid.evaluate("one => one.scrollIntoView({block: 'center'})")
    for number, row in enumerate(rows, start=1):
        box = grid.bounding_box()
        page.mouse.click(box["x"] + EDGE, box["y"] + HEADER + ROW * row + ROW // 2)
        many = "opportunity" if number == 1 else "opportunities"
        page.get_by_role("button", name=f"Make {number} {many} of these").wait_for()
        reader.settle()


def test_three_donors_of_a_cost_line_become_opportunities(reader, own):
    page = reader.open(own.address("/stack")).page
    assert "The pipeline is empty" in page.locator("[data-testid=stAlert]").nth(1).inner_text()
    page.get_by_role("link", name="Matching: find who could pay").click()
    page.wait_for_url("**/matching**")
    reader.settle()
    reader.open(own.address(f"/matching?view=Donors&need={SURVEYS}"))
    choose(reader, [0, 1, 2])
    assert "World Bank: 5 of 6 rules fit" in page.locator("h3").first.inner_text()
    page.get_by_role("button", name="Make 3 opportunities of these").click()
    page.wait_for_url("**/pipeline**")
    reader.settle()
    assert page.locator("[data-testid=stMarkdown]").filter(has_text="3 new rows").count() == 2  # opportunities and their shares
    page.get_by_label("Name", exact=True).fill("Ana")
    page.get_by_label("Note").first.fill("From matching")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Version 0002 of the landscape is in force.").first.wait_for(timeout=60_000)
    reader.settle()
    reader.open(own.address("/stack"))
    assert (
        "3 opportunities, 0 of them left out" in page.locator("[data-testid=stMarkdown]").filter(has_text="left out").inner_text()
    )
    assert reader.own_complaints() == []
