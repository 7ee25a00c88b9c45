"""The brief on a profile: made on a click, kept while the view stays, made anew for another subject."""

import io
import subprocess
import sys

import openpyxl
import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from landscape import store
from tests.conftest import slow

CHOICES = {
    "donor": ("Canada", "Norway"),
    "country": ("Kenya", "Namibia"),
    "mechanism": ("IOM Development Fund", "Global Data Facility"),
}


def opened(app, kind, name):
    app.switch_page(f"pages/explore/{kind}.py")
    app.query_params[kind] = name
    return app.run()


def made(app, kind):
    """The document that was made; None before anybody asked for it."""
    assert not app.exception and not app.error
    offered = [one for one in app.button if one.key == f"make_brief_{kind}_one"]
    return None if offered else Document(io.BytesIO(app.session_state["brief"][1]))


@pytest.mark.parametrize("kind", list(CHOICES))
def test_a_brief_is_made_on_a_click_and_anew_for_another_subject(app, kind):
    first, second = CHOICES[kind]
    opened(app.run(), kind, first)
    assert made(app, kind) is None
    app.button(key=f"make_brief_{kind}_one").click().run()
    assert first in made(app, kind).paragraphs[0].text
    assert first in made(app.run(), kind).paragraphs[0].text
    opened(app, kind, second)
    assert made(app, kind) is None


OPEN_PAGES = """
import sys
from streamlit.testing.v1 import AppTest

app = AppTest.from_file("app.py", default_timeout=60).run()
for page, chosen in {pages}:
    app.switch_page(page)
    for name, value in chosen.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, page
print({{"docx", "vl_convert"}} & set(sys.modules))
"""
PROFILES = [(f"pages/explore/{kind}.py", {kind: first}) for kind, (first, _) in CHOICES.items()]
ALL_PAGES = [(path.relative_to(store.ROOT).as_posix(), {}) for path in sorted((store.ROOT / "pages").glob("*/*.py"))]


@pytest.mark.parametrize("pages", [PROFILES, pytest.param([*ALL_PAGES, *PROFILES], marks=slow)])
def test_the_libraries_of_a_brief_load_only_when_one_is_asked_for(pages):
    look = [sys.executable, "-c", OPEN_PAGES.format(pages=pages)]
    said = subprocess.run(look, capture_output=True, text=True, check=True, cwd=store.ROOT)
    assert said.stdout.strip() == "set()"


def test_the_brief_of_a_donor_has_the_weights_of_its_page(app):
    app.run()
    app.switch_page("pages/explore/donor.py")
    for name, value in {"donor": "Canada", "w_years_giving": "10", "least_known": "60"}.items():
        app.query_params[name] = value
    app.run()
    app.button(key="make_brief_donor_one").click().run()
    said = [line.text for line in made(app, "donor").paragraphs]
    fit = next(line.value for line in app.markdown if line.value.startswith("**Rank "))
    assert any(line.startswith("Rank ") and line.split(":")[0] in fit for line in said)
    assert "Weights in force: the reader’s own, 10 for Years of giving to statistics; 5 for each of the other 16." in said
    book = openpyxl.load_workbook(io.BytesIO(app.session_state["brief"][2]))
    notes = [str(row[1]) for row in book["About this table"].iter_rows(values_only=True)]
    assert any("Least known: 60 %" in note for note in notes)


def test_a_set_of_countries_is_one_document(version):
    def page():
        from landscape import screen

        screen.briefs_of_countries(["KEN", "CIV"], "Two countries")

    app = AppTest.from_function(page, default_timeout=60).run()
    (button,) = app.button
    assert button.label == "Brief of 2 countries, a page each"
    button.click().run()
    assert not app.exception and not app.error
    document = Document(io.BytesIO(app.session_state["brief"][1]))
    assert [line.text for line in document.paragraphs if line.style.name == "Heading 1"] == ["Kenya", "Côte d'Ivoire"]
    assert document.core_properties.title == "Brief of Two countries"


def test_a_set_of_priority_countries_offers_its_briefs(app):
    app.run()
    app.switch_page("pages/strategy/needs.py")
    for name, value in {"view": "Priority set", "set_rule": "By hand", "countries": ["Mali", "Kenya"]}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception and not app.error
    assert app.button(key="make_brief_country_set").label == "Brief of 2 countries, a page each"


def test_more_than_sixty_countries_are_not_one_document():
    def page():
        from landscape import screen

        screen.briefs_of_countries([f"{number:03}" for number in range(61)], "Many")

    app = AppTest.from_function(page).run()
    assert not app.button and "at most 60 countries, and these are 61" in app.caption[0].value
