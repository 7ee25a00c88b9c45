"""Weights that a reader moves: the ranking follows, and a link shows the same one to somebody else."""

import re
from urllib.parse import parse_qs, urlsplit

from tests.browser.conftest import tab


def ranking(page):
    """What the page says of the ranking, in the sentence with the chart."""
    said = page.locator(".st-key-panel_best [data-testid=stMarkdown]").all_inner_texts()
    assert any("comes first of these" in one for one in said)
    return said


def test_weights_change_the_ranking_and_a_link_shows_the_same_in_a_new_session(reader, server, browser):
    page = reader.open(server.address("/prospects")).page
    equal = ranking(page)
    page.get_by_role("button", name="Ability first").click()
    page.wait_for_url("**w_aid=8**")
    reader.settle()
    slider = page.get_by_role("slider", name="Size of its aid")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**w_aid=9**")
    reader.settle()
    moved = ranking(page)
    assert moved != equal
    with tab(browser) as other:
        again = other.open(page.url).page
        assert ranking(again) == moved
        assert parse_qs(urlsplit(again.url).query) == parse_qs(urlsplit(page.url).query)
        assert "your own" in again.locator(".st-key-weights").inner_text()
        assert other.own_complaints() == []


def test_a_bar_opens_the_profile_with_the_same_weights_and_a_similar_donor_keeps_them(reader, server):
    page = reader.open(server.address("/prospects?w_aid=2")).page
    page.locator(".st-key-chart_best .mark-rect.role-mark path").nth(2).click()
    page.wait_for_url(re.compile(r"/donor\?.*donor="))
    reader.settle()
    assert parse_qs(urlsplit(page.url).query) == {"donor": [page.locator("h1").inner_text().split(":")[0]], "w_aid": ["2"]}
    who = page.locator("h1").inner_text()
    page.locator(".st-key-similar button").first.click()
    page.wait_for_function("who => document.querySelector('h1')?.innerText !== who", arg=who)
    reader.settle()
    assert parse_qs(urlsplit(page.url).query) == {"donor": [page.locator("h1").inner_text().split(":")[0]], "w_aid": ["2"]}


def test_what_needs_ask_to_be_known_is_not_asked_of_donors(reader, server):
    page = reader.open(server.address("/needs?view=Plane")).page
    page.locator(".st-key-chart_plane .mark-symbol.role-mark path").first.click(force=True)
    page.wait_for_url("**country=**")
    reader.settle()
    page.get_by_test_id("stTopNavSection").filter(has_text="Strategy").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Prospects").click()
    page.wait_for_url("**/prospects**")
    reader.settle()
    assert "least_known" not in page.url
    assert "known" not in page.locator("[data-testid=stMarkdown]").filter(has_text="donors with a score").first.inner_text()
