"""The page of countries: it opens, a link is applied, and an empty result says a sentence."""

import pytest

PAGE = "pages/explore/countries.py"


def opened(app, **link):
    app.run()
    app.switch_page(PAGE)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def text(app):
    return "\n".join(one.value for kind in (app.markdown, app.caption, app.info, app.header) for one in kind)


@pytest.mark.parametrize("view", ["Map", "Ranking", "Two indicators", "Table"])
def test_every_view_opens(app, view):
    opened(app, view=view)
    assert not app.exception and not app.error


def test_the_standing_note_is_under_the_map(app):
    opened(app)
    assert "do not imply official endorsement or acceptance by the United Nations" in text(app)


def test_a_link_opens_on_the_same_indicator_and_region(app):
    opened(app, indicator="Refugees hosted", region="Africa")
    assert app.selectbox(key="indicator").value == "refugees_hosted"
    assert "Refugees hosted, in Africa" in text(app)
    assert "60 countries and areas" in text(app)


def test_a_country_is_found_by_another_spelling(app):
    opened(app, search="turquie", view="Table")
    assert "1 country or area, 1 with a value" in text(app)


def test_a_short_text_is_a_whole_spelling(app):
    opened(app, search="UK", view="Table")
    assert "1 country or area, 1 with a value" in text(app)


def test_answers_are_counted_instead_of_ranked(app):
    opened(app, indicator="National statistical plan fully funded", view="Ranking")
    assert "with a value say yes" in text(app)


def test_nothing_that_matches_is_said_with_the_filter_to_clear(app):
    opened(app, search="no such country")
    assert "No country matches these filters" in text(app)


def test_countries_without_a_value_are_said(app):
    opened(app, search="Tokelau")
    assert "None of these countries has a value" in text(app)
