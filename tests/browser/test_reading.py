"""What a reader does: follow a link, filter, click, go back, download, with a mouse or with the keys."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from tests.browser.conftest import tab

BANKS = "/donors?donor_type=Multilateral+organisation"


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def rows_shown(page):
    """How many rows the table says it shows: "34 of 108 donors"."""
    said = page.locator("[data-testid=stMarkdown]", has_text=re.compile(r"^\d+ of \d+ donors")).first.inner_text()
    return int(said.split()[0])


def choose(page, label, option):
    page.get_by_label(label, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")


def test_a_link_opens_its_view_on_a_server_that_nobody_has_asked_yet(browser, cold):
    with tab(browser) as watched:
        watched.open(cold.address(BANKS))
        assert watched.page.get_by_role("dialog").count() == 0, "Streamlit says “page not found”"
        assert watched.page.locator("h1").inner_text() == "Who could pay for migration statistics?"
        assert watched.page.get_by_label("Remove Multilateral organisation").count() == 1
        assert asked(watched.page) == {"donor_type": ["Multilateral organisation"]}
        assert "Multilateral organisation" in watched.page.locator("[data-testid=stMarkdown]").all_inner_texts()[1]


def test_what_a_reader_chooses_is_in_the_address_and_clears_again(reader, server):
    page = reader.open(server.address("/donors")).page
    everyone = rows_shown(page)
    choose(page, "Donor type", "Multilateral organisation")
    page.wait_for_url("**donor_type=Multilateral+organisation")
    clear = page.locator(".st-key-clear_all button")
    clear.wait_for()  # the address changes before the run begins: the page has answered when this is there
    reader.settle()
    assert 0 < rows_shown(page) < everyone
    clear.click()
    page.wait_for_url(server.address("/donors"))
    clear.wait_for(state="detached")
    reader.settle()
    assert rows_shown(page) == everyone


def test_a_value_the_landscape_does_not_have_is_said_and_left_out(reader, server):
    page = reader.open(server.address("/donors?donor_type=Martian+agency")).page
    said = page.get_by_role("alert").first.inner_text()
    assert "Martian agency" in said and "left out" in said
    assert rows_shown(page) > 0


def test_a_page_that_does_not_exist_leads_to_the_first_one(reader, server):
    page = reader.open(server.address("/weather")).page
    assert page.get_by_role("dialog").count() == 1
    page.keyboard.press("Escape")
    assert "There is no page “weather”. This is the Overview" in page.get_by_role("alert").inner_text()
    page.get_by_role("link", name="Donors").first.click()
    page.wait_for_url("**/donors")
    reader.settle()
    assert page.get_by_role("alert").count() == 0


def test_only_a_pasted_link_can_ask_for_too_much(reader, server):
    page = reader.open(server.address("/funding?lens=Published+activities&years_statistics=2015&years_statistics=2016")).page
    assert "years “2015, 2016”, which applies to another lens" in page.get_by_role("alert").inner_text()
    page.get_by_text("Contributions to the UN", exact=True).first.click()
    page.wait_for_url("**lens=Contributions*")
    for name in ("Donors", "Countries", "Funding"):
        page.get_by_role("link", name=name).first.click()
        page.wait_for_url(f"**/{name.lower()}*")
        reader.settle()
        assert page.get_by_role("alert").count() == 0
    page.go_back()
    reader.settle()
    assert page.get_by_role("alert").count() == 0


def test_a_country_is_found_by_another_name(reader, server):
    page = reader.open(server.address("/country?country=Turkey")).page
    assert page.locator("h1").inner_text().startswith("Türkiye")
    page.get_by_role("combobox").first.click()
    page.keyboard.type("Swaziland")
    page.keyboard.press("Enter")
    page.locator("h1", has_text="Eswatini").wait_for()
    assert page.get_by_role("alert").count() == 0


def test_a_click_on_a_bar_opens_the_profile_and_back_goes_back(reader, server):
    page = reader.open(server.address(BANKS)).page
    bar = page.locator(".st-key-chart_statistics .mark-rect.role-mark path").first
    name = re.search(r"(?:Donor|donor_name): ([^;]+)", bar.get_attribute("aria-label"))[1]
    bar.click()
    page.wait_for_url("**/donor?donor=*")
    reader.settle()
    assert asked(page)["donor"] == [name]
    assert name in page.locator("[data-testid=stMain]").inner_text()
    page.go_back()
    page.wait_for_url(re.compile(r"/donors\?.*donor_type=Multilateral\+organisation"))
    reader.settle()
    assert page.get_by_label("Remove Multilateral organisation").count() == 1


@pytest.mark.parametrize("ending", ["Excel", "CSV"])
def test_a_download_holds_the_rows_that_were_shown(reader, server, ending, tmp_path):
    page = reader.open(server.address(BANKS)).page
    shown = rows_shown(page)
    with page.expect_download() as started:
        page.locator(f".st-key-{'xlsx' if ending == 'Excel' else 'csv'}_donors button").click()
    assert re.fullmatch(r"donors-version-0001-\d{4}-\d\d-\d\d\.(xlsx|csv)", started.value.suggested_filename)
    data = started.value.path().read_bytes()
    if ending == "CSV":
        assert data.decode("utf-8-sig").count("\r\n") == shown + 1
        return
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Table"].max_row == shown + 1
    facts = dict(book["About this table"].iter_rows(values_only=True, max_col=2))
    assert facts["Filters"] == "Multilateral organisation"
    assert facts["Link to this view"].endswith(BANKS)
    assert facts["Rows"] == shown


def test_filter_and_download_are_reached_with_the_keys_alone(reader, server):
    page = reader.open(server.address("/donors")).page
    assert tab_to(page, "Donor type"), "the filter is not reached"
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="DAC member").wait_for()
    page.keyboard.type("Multilateral")
    page.keyboard.press("Enter")
    page.wait_for_url("**donor_type=Multilateral+organisation")
    page.keyboard.press("Escape")
    reader.settle()
    assert tab_to(page, "Excel"), "the download is not reached"
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith(".xlsx")


def tab_to(page, name, at_most=80):
    """Press Tab until what has the focus carries this name."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate(
            "name => [document.activeElement.ariaLabel, document.activeElement.innerText].some(s => s?.trim().endsWith(name))",
            name,
        ):
            return True
    return False


def test_the_menu_leads_to_every_page_and_the_choice_survives(reader, server):
    page = reader.open(server.address(BANKS)).page
    page.get_by_role("link", name="Mechanisms").first.click()
    page.wait_for_url("**/mechanisms*")
    reader.settle()
    page.get_by_role("link", name="Donors").first.click()
    page.wait_for_url("**/donors*")
    reader.settle()
    assert page.get_by_label("Remove Multilateral organisation").count() == 1


def test_a_click_on_a_year_shows_its_records_and_back_shows_all_years_again(reader, server):
    page = reader.open(server.address("/funding?region=Africa")).page
    columns = page.locator(".st-key-chart_years .mark-rect.role-mark path")
    for place in (2, 4):
        year = re.search(r"Year: (\d{4})", columns.nth(place).get_attribute("aria-label"))[1]
        columns.nth(place).click()
        page.wait_for_url("**view=Records*")
        reader.settle()
        assert asked(page) == {"region": ["Africa"], "years_statistics": [year, year], "view": ["Records"]}
        assert "tick a row to open the donor" in page.locator("[data-testid=stMain]").inner_text()
        page.go_back()  # the years of the view before ...
        page.go_back()  # ... and then the view: each filter that a click sets is a step of its own
        page.wait_for_url(server.address("/funding?region=Africa"))
        reader.settle()
        columns.nth(place).wait_for()


def test_a_click_on_a_kind_keeps_that_kind_and_back_shows_all_again(reader, server):
    page = reader.open(server.address("/mechanisms?status=Open")).page
    bars = page.locator(".st-key-chart_kinds .mark-rect.role-mark path")
    for place in (0, 1):
        kind = re.search(r"Kind: ([^;]+)", bars.nth(place).get_attribute("aria-label"))[1]
        bars.nth(place).click()
        page.wait_for_url("**kind=*")
        reader.settle()
        assert asked(page) == {"status": ["Open"], "kind": [kind]}
        page.go_back()
        page.wait_for_url(server.address("/mechanisms?status=Open"))
        reader.settle()
        bars.nth(place).wait_for()
