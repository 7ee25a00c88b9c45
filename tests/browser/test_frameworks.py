"""Frameworks in the browser: the way of a reader from the menu to the answer, drawn by Graphviz, and its files."""

import re

import pytest

from tests.browser.conftest import tab

DIAGRAM = "[data-testid=stGraphVizChart] svg"


def drawn(page):
    """Every text of the diagram, once it is there."""
    page.locator(DIAGRAM).first.wait_for(timeout=30_000)
    return page.locator(f"{DIAGRAM} text").all_text_contents()


def test_how_the_philippines_share_data_and_what_the_model_asks_beyond_in_four_clicks(reader, server):
    page = reader.open(server.address("/")).page
    page.get_by_test_id("stTopNavSection").filter(has_text="Frameworks").click()  # 1
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Institutions and data sharing").click()  # 2
    page.wait_for_url("**/institutions*")
    reader.settle()
    page.get_by_role("combobox", name="Country").click()  # 3
    page.keyboard.type("Philippines")
    page.keyboard.press("Enter")
    page.wait_for_url("**flow_country=Philippines*")
    reader.settle()
    found = drawn(page)
    assert "Department of Migrant" in found and "Coordination body" in found
    assert "2 by decree; 1 more only planned" in page.locator(".st-key-diagram_flow").inner_text()
    page.get_by_role("link", name="What the model asks beyond that").click()  # 4
    page.wait_for_url("**/model?*")
    reader.settle()
    assert "? Data-protection act" in drawn(page)
    assert "8 are known for the Philippines" in page.locator(".st-key-diagram_against").inner_text()
    assert page.get_by_role("heading", name="What does the model ask beyond that?").is_visible()
    sources = page.locator(".st-key-table_known").inner_text()
    assert "Source: " in sources
    assert reader.own_complaints() == [] and reader.elsewhere() == set()


def test_the_diagram_is_read_on_a_small_screen_has_a_name_and_comes_as_files(reader, server, tmp_path):
    page = reader.open(server.address("/institutions?flow_country=Nigeria")).page
    drawn(page)
    chart = page.get_by_role("figure", name=re.compile("How does Nigeria share migration data"))
    size = chart.evaluate(
        """one => {const text = one.querySelector('svg text'), box = one.querySelector('svg');
        return [parseFloat(getComputedStyle(text).fontSize) * box.getBoundingClientRect().width / box.viewBox.baseVal.width,
                box.getBoundingClientRect().right]}"""
    )
    assert size[0] >= 11, "text of fewer than 11 pixels"
    assert size[1] <= 1280
    for label, start in (("SVG", b"<?xml"), ("PNG", b"\x89PNG")):
        with page.expect_download() as waiting:
            page.locator(f".st-key-{label.lower()}_flow").get_by_role("button").click()
        path = tmp_path / label
        waiting.value.save_as(path)
        assert path.read_bytes().startswith(start)
        assert waiting.value.suggested_filename.endswith(f".{label.lower()}")
    assert b"Sources: " in (tmp_path / "SVG").read_bytes()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ink_of_a_diagram_follows_the_theme(browser, server, theme):
    with tab(browser, theme=theme) as reader:
        page = reader.open(server.address("/model")).page
        drawn(page)
        ink = page.locator(f"{DIAGRAM} text").first.get_attribute("fill")
        assert ink == {"light": "#2b3641", "dark": "#d5dce3"}[theme]


def test_a_click_on_a_source_of_the_matrix_lists_who_holds_it(reader, server):
    page = reader.open(server.address("/institutions?view=Across+countries")).page
    page.locator(".st-key-chart_matrix .mark-rect.role-mark path").first.click(position={"x": 6, "y": 6})
    page.wait_for_url("**view=List*")
    reader.settle()
    assert "data_source=" in page.url


def test_the_country_sheet_is_made_on_a_click(reader, server):
    page = reader.open(server.address("/institutions?flow_country=Philippines")).page
    page.get_by_role("button", name="Country sheet").click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Word").click(timeout=60_000)
    assert waiting.value.suggested_filename.endswith(".docx")
