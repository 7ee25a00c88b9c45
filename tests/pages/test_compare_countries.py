"""Countries side by side: two to four of them."""

import pytest

PAGE = "pages/explore/compare_countries.py"


def opened(app, *countries):
    app.run()
    app.switch_page(PAGE)
    app.query_params["countries"] = list(countries)
    return app.run()


def text(app):
    return "\n".join(one.value for kind in (app.markdown, app.caption, app.info, app.header) for one in kind)


@pytest.mark.parametrize("countries", [(), ("Kenya",)])
def test_fewer_than_two_countries_are_asked_for_more(app, countries):
    opened(app, *countries)
    assert not app.exception and not app.error
    assert "Choose two to four countries" in text(app)


def test_two_countries_stand_side_by_side(app):
    opened(app, "Kenya", "Ghana")
    assert not app.exception and not app.error
    assert "How strong are their statistics?" in text(app)


def test_a_fifth_country_is_left_out_and_said(app):
    opened(app, "Kenya", "Ghana", "Fiji", "Norway", "Peru")
    assert "The first 4 countries are shown" in text(app)


def test_countries_without_scores_are_said(app):
    opened(app, "Tokelau", "Pitcairn")
    assert not app.exception and not app.error
    assert "No score of statistical capacity is published" in text(app)


def test_countries_of_a_link_may_be_spelled_in_other_ways(app):
    app.query_params["countries"] = ["Turkey", "Kenya", "Atlantis", "TR"]
    app.switch_page(PAGE).run()
    assert app.multiselect(key="countries").value == ["TUR", "KEN"]
    assert [one.value for one in app.warning] == [
        "The link asks for countries “Atlantis”, which the landscape does not have. That part of the link was left out."
    ]
