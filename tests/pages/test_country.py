"""The profile of a country: it asks for one, shows one, and says what is not known."""

import pytest

from landscape import store
from landscape.charts import country as charts

PAGE = "pages/explore/country.py"


def opened(app, **link):
    app.run()
    app.switch_page(PAGE)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def text(app):
    return "\n".join(one.value for kind in (app.title, app.markdown, app.caption, app.info, app.header) for one in kind)


def test_without_a_country_it_asks_for_one(app):
    opened(app)
    assert not app.exception and not app.error
    assert "Choose a country above" in text(app)


@pytest.mark.parametrize("name", ["Kenya", "Namibia", "Côte d'Ivoire", "Türkiye", "Tuvalu", "Tokelau", "Antarctica", "Norway"])
def test_a_profile_opens_whatever_is_known(app, name):
    opened(app, country=name)
    assert not app.exception and not app.error
    assert name in text(app)
    assert "What we do not know" in text(app)


@pytest.mark.parametrize("more", list(charts.TABLES))
@pytest.mark.parametrize("name", ["Kenya", "Tokelau"])
def test_every_table_of_a_profile_opens_or_says_why_not(app, name, more):
    opened(app, country=name, more=more)
    assert not app.exception and not app.error


@pytest.mark.parametrize("more", list(charts.OPENS))
def test_rows_that_lead_somewhere_say_so(app, more):
    opened(app, country="Kenya", more=more)
    assert f"tick a row to open the {more.removeprefix('All ').removesuffix('s').lower().replace('project', 'donor')}" in text(
        app
    )


def test_a_country_without_records_of_support_is_not_a_zero(app):
    opened(app, country="Norway")
    assert "No record of support to the statistics of Norway" in text(app)


def test_gaps_and_the_age_of_the_figures_are_said(app):
    opened(app, country="Kenya")
    assert "signs of a gap looked at" in text(app)
    assert "a release of 2019" in text(app)
    assert "0 as reported; may mean not reported" in text(app)


@pytest.mark.parametrize("question", ["country_donors", "country_funding_years", "country_counts"])
def test_money_of_other_years_than_2010_to_2020_is_left_out(question):
    bound = "year between 2010 and 2020"
    assert bound in (store.QUERIES / "explore" / f"{question}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("spelling", "code"), [("Turkey", "TUR"), ("UK", "GBR"), ("ivory coast", "CIV"), ("USA", "USA"), ("Swaziland", "SWZ")]
)
def test_a_country_may_be_spelled_in_another_way(app, spelling, code):
    app.query_params["country"] = spelling
    app.switch_page(PAGE).run()
    assert app.selectbox(key="country").value == code
    assert not app.exception and not app.warning


@pytest.mark.parametrize(("typed", "code"), [("Keny", "KEN"), ("Swaziland", "SWZ"), ("Atlantis", "GHA"), ("United", "GHA")])
def test_a_typed_name_is_understood_or_said_and_what_was_chosen_stays(app, typed, code):
    app.query_params["country"] = "Ghana"
    app.switch_page(PAGE).run()
    box = app.selectbox(key="country")
    box.options.append(typed)  # AppTest sends nothing else
    box.set_value(typed).run()
    assert app.selectbox(key="country").value == code
    assert [f"called “{typed}”" in one.value for one in app.warning] == ([True] if code == "GHA" else [])
    assert not app.run().warning
