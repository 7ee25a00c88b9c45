"""Two questions of a newcomer, each answered from the menu in at most four clicks, with a figure that leads to its source."""

from tests.browser.conftest import tab


class Clicks:
    """Clicks on a page, counted."""

    def __init__(self, reader):
        self.reader, self.count = reader, 0

    def __call__(self, locator):
        locator.click()
        self.count += 1
        self.reader.settle()


def test_which_regions_have_running_training_in_administrative_data_and_which_need_it(reader, server):
    page, click = reader.open(server.address("/")).page, Clicks(reader)
    click(page.get_by_test_id("stTopNavSection").filter(has_text="Frameworks"))
    click(page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Training"))
    page.locator("h1", has_text="Who teaches migration statistics").wait_for()
    page.locator(".st-key-grid_programmes").wait_for()
    reader.settle()
    click(page.locator(".st-key-view").get_by_text("Supply and need", exact=True))
    chart = page.locator(".st-key-panel_supply")
    chart.wait_for()
    assert click.count <= 4
    said = [one.get_attribute("aria-label") for one in chart.locator(".mark-rect.role-mark path").all()]
    own = [one for one in said if "Administrative data" in one]
    assert len(own) == 5
    africa = next(one for one in own if "Africa" in one)
    assert "Running in the region: 2" in africa and "Countries that lack: 40" in africa
    assert "Source: " in page.locator(".st-key-panel_supply").inner_text()
    assert page.locator(".st-key-method").count() == 1
    assert reader.own_complaints() == []


def test_what_other_global_programmes_cost_and_how_they_were_governed(reader, browser, server):
    page, click = reader.open(server.address("/")).page, Clicks(reader)
    click(page.get_by_test_id("stTopNavSection").filter(has_text="Frameworks"))
    click(page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Other global programmes"))
    page.locator("h1", has_text="What can other global programmes teach us?").wait_for()
    chart = page.locator(".st-key-chart_budgets")
    chart.wait_for()
    click(chart.locator(".mark-rect.role-mark path").first)
    page.wait_for_url("**view=Compare*")
    reader.settle()
    assert click.count <= 4
    shown = page.locator(".st-key-table_compare").inner_text()
    assert "USD 945.0 m" in shown and "Governance" in shown and "Source: " in shown and "http" in shown
    assert reader.own_complaints() == []
    with tab(browser) as other:
        other.open(page.url)
        assert other.page.locator(".st-key-table_compare").inner_text() == shown


def test_a_click_on_a_programme_shows_it_and_not_another(reader, server):
    page = reader.open(server.address("/training?view=Timeline")).page
    mark = page.locator(".st-key-chart_timeline .mark-rect.role-mark path").first
    name = mark.get_attribute("aria-label").split("Programme: ")[1].split(";")[0]
    mark.click()
    page.wait_for_url("**search=*")
    reader.settle()
    assert name in page.locator(".st-key-table_details").inner_text()
    assert "1 of 68 programmes" in page.locator("[data-testid=stMain]").inner_text()
