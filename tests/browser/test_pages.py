"""Every page, in both themes and at both sizes: nothing breaks, nothing sticks out, nothing leaves this machine."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PAGES, Watched, tab
from tests.conftest import slow

SIZES = [(1920, 1080), (1280, 720)]
THEMES = ("light", "dark")
CHOSEN = [
    "/donors?donor_type=Multilateral+organisation&search=bank",
    "/funding?donors=Canada&donors=Norway&years=2015&years=2020",
]
VISITS = [(path, theme) for path in [*PAGES, *CHOSEN] for theme in THEMES]
visits = pytest.mark.parametrize(("path", "theme"), VISITS)


def serious(page, theme):
    """The rules of axe that a page breaks seriously or critically, each with the places.

    The chips of a multiselect are left out in the dark theme: Streamlit writes them in white on the primary colour, and no
    colour is dark enough for that and light enough for text on a dark ground.
    """
    chips = {"exclude": [["[data-tag]"]]} if theme == "dark" and page.locator("[data-tag]").count() else None
    found = Axe().run(page, context=chips).response["violations"]
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in found if one["impact"] in ("serious", "critical")}


def sticks_out(page):
    """How many pixels a page is wider than its window."""
    return page.evaluate(
        """() => Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')]
        .map(one => one.scrollWidth - one.clientWidth))"""
    )


@pytest.fixture(scope="module")
def window(browser):
    """One window, so that the second page need not load Streamlit again."""
    with tab(browser, "light", *SIZES[0]) as watched:
        yield watched.page.context


@pytest.fixture(scope="module")
def seen(window, server):
    """What one visit to a page shows, in the light theme and then in the dark one."""
    remembered = {}

    def visit(path, theme):
        if path not in remembered:
            watched = Watched(window.new_page()).open(server.address(path))
            remembered[path] = {theme: report(watched, theme) for theme in THEMES}
            watched.page.close()
        return remembered[path][theme]

    return visit


def report(watched, theme):
    page = watched.page
    page.emulate_media(color_scheme=theme)
    watched.settle()
    return {
        "wider": {size: wider(page, size) for size in SIZES},
        "serious": serious(page, theme),
        "errors": page.locator("[data-testid=stAlertContentError], [data-testid=stException]").all_inner_texts(),
        "text_size": page.evaluate("() => getComputedStyle(document.querySelector('[data-testid=stMarkdown] p')).fontSize"),
        "unnamed": page.locator("[data-testid=stVegaLiteChart]").evaluate_all(
            "all => all.filter(one => !one.closest('[aria-label]') && !one.querySelector('[aria-label]')).length"
        ),
        "background": page.evaluate("() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"),
        "complaints": watched.own_complaints(),
        "elsewhere": watched.elsewhere(),
    }


def wider(page, size):
    window = dict(zip(("width", "height"), size, strict=True))
    if page.viewport_size != window:
        page.set_viewport_size(window)
        page.wait_for_timeout(300)
    for _ in range(10):
        if not sticks_out(page):
            break
        page.wait_for_timeout(300)  # a table follows the window a moment later; what is really wider stays so
    return sticks_out(page)


@pytest.fixture(scope="module")
def of_streamlit(browser, empty_server):
    """The rules that an empty page of Streamlit breaks."""
    broken = set()
    for theme in THEMES:
        with tab(browser, theme) as watched:
            broken |= set(serious(watched.open(empty_server.address()).page, theme))
    return broken


@visits
def test_a_page_opens_without_an_error(seen, path, theme):
    assert seen(path, theme)["errors"] == []


@pytest.mark.parametrize("path", [PAGES[0], *(pytest.param(path, marks=slow) for path in [*PAGES[1:], *CHOSEN])])
def test_a_page_opens_in_the_dark_as_it_does_in_the_light(browser, server, seen, path):
    with tab(browser, "dark") as watched:
        opened = report(watched.open(server.address(path)), "dark")
    assert (opened["errors"], opened["complaints"]) == ([], [])
    assert opened["background"] == seen(path, "dark")["background"] != seen(path, "light")["background"]


@visits
def test_a_page_leaves_the_console_quiet(seen, path, theme):
    assert seen(path, theme)["complaints"] == []


@visits
def test_a_page_asks_nothing_of_another_machine(seen, path, theme):
    assert seen(path, theme)["elsewhere"] == set()


@visits
def test_a_page_is_never_wider_than_the_window(seen, path, theme):
    assert seen(path, theme)["wider"] == dict.fromkeys(SIZES, 0)


@visits
def test_a_page_is_accessible(seen, of_streamlit, path, theme):
    broken = seen(path, theme)["serious"]
    assert {rule: places for rule, places in broken.items() if rule not in of_streamlit} == {}


@pytest.mark.parametrize("path", PAGES)
def test_text_is_large_enough_for_a_shared_screen(seen, path):
    assert float(seen(path, "light")["text_size"].removesuffix("px")) >= 18


@pytest.mark.parametrize("path", PAGES)
def test_every_chart_has_a_name_for_those_who_cannot_see_it(seen, path):
    assert seen(path, "light")["unnamed"] == 0
