"""Needs in the browser: sliders move the ranking, and its link shows the same ranking to somebody else."""

import re
from urllib.parse import parse_qs, urlsplit

from tests.browser.conftest import tab


def ranked(page):
    """What stands beside each country of the ranking: name, points, rank, range and share known."""
    marks = page.locator(".st-key-chart_ranking .mark-symbol.role-mark path")
    return [re.sub(r"^score_rank: [^;]+; ", "", marks.nth(n).get_attribute("aria-label")) for n in range(marks.count())]


def test_a_ranking_by_moved_weights_is_the_same_in_another_session(reader, browser, server):
    page = reader.open(server.address("/needs?region=Africa")).page
    before = ranked(page)
    slider = page.get_by_role("slider", name="Refugees and displaced people")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    page.wait_for_url("**w_displaced=10*")
    reader.settle()
    moved = ranked(page)
    assert moved != before and len(moved) == 15
    assert parse_qs(urlsplit(page.url).query) == {"region": ["Africa"], "w_displaced": ["10"]}
    with tab(browser) as other:
        other.open(page.url)
        assert ranked(other.page) == moved
        assert "Weights: your own" in other.page.locator(".st-key-weights").inner_text()


def test_a_click_on_a_country_opens_its_reasons_under_a_link_of_their_own(reader, browser, server):
    page = reader.open(server.address("/needs")).page
    mark = page.locator(".st-key-chart_ranking .mark-symbol.role-mark path").first
    name = re.search(r"Country: ([^;]+)", mark.get_attribute("aria-label"))[1]
    mark.click()
    page.wait_for_url("**view=Why+this+rank*")
    reader.settle()
    assert parse_qs(urlsplit(page.url).query) == {"country": [name], "view": ["Why this rank"]}
    with tab(browser) as other:
        other.open(page.url)
        assert other.page.locator("h2").first.inner_text() == f"Why this rank for {name}?"


def test_beside_the_sidebar_of_a_small_screen_the_menu_shows_all_its_sections(reader, server):
    page = reader.open(server.address("/needs")).page
    sections = page.get_by_test_id("stTopNavSection").all_inner_texts()
    assert [one.split("\n")[0] for one in sections] == ["Strategy", "Programme", "Frameworks", "Data"]
