"""The page of concentration: over time, who depends on one donor, and what goes with one that leaves."""

import json
import shutil

import pytest

from landscape import publish, store
from tests.conftest import TINY
from tests.pages.test_charts import names_of_data
from tests.pages.test_funding import figures, said
from tests.questions import parameters

LENSES = ["Support to statistics", "Published activities", "Contributions to the UN"]
VIEWS = ["Over time", "Who depends", "If a donor leaves"]


def opened(app, **chosen):
    for name, value in chosen.items():
        app.query_params[name] = value
    app.switch_page("pages/strategy/concentration.py").run()
    assert not app.exception
    assert not app.error
    return app


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_every_lens_opens(app, lens, view):
    assert len(figures(opened(app, lens=lens, view=view))) == (4 if view == VIEWS[0] else 0)  # elsewhere the chart comes first
    assert app.get("vega_lite_chart")
    assert len(app.get("vega_lite_chart")) == (2 if view == VIEWS[0] else 1)


def test_the_last_period_stands_beside_the_first(app):
    shown = figures(opened(app))
    assert list(shown) == [
        *("Effective number of donors", "Share of the largest donor", "Share of the five largest", "Herfindahl–Hirschman index")
    ]
    assert shown["Effective number of donors"] == "12.0"
    assert "2018–2020, of 82 donors. In 2010–2012: 9.4" in said(app).replace("\\", "")


def test_it_opens_on_the_years_that_the_other_pages_show(app):
    opened(app, view=VIEWS[2], leaving="UNFPA")
    assert app.slider(key="years_statistics").value == (2010, 2020)
    assert (app.slider(key="years_statistics").min, app.slider(key="years_statistics").max) == (2008, 2021)
    assert figures(app)["Would be lost"] == "USD 200.9 m"
    app.slider(key="years_statistics").set_value((2008, 2021))
    assert figures(app.run())["Would be lost"] == "USD 201.8 m"


def test_a_link_with_years_opens_on_them(app):
    opened(app, view=VIEWS[2], leaving="UNFPA", years_statistics=["2008", "2021"])
    assert figures(app)["Would be lost"] == "USD 201.8 m"
    assert "outside" not in said(app) and "2008–2021" in said(app)


def test_a_donor_that_leaves_is_in_the_address(app):
    shown = figures(opened(app, view=VIEWS[2], leaving="World Bank"))
    assert shown["Would be lost"] == "USD 1.02 bn"
    assert shown["Share of all"] == "17 %"
    assert shown["Mechanisms losing over half"] == "not known"
    assert "It can be filled in" in said(app)
    assert "if World Bank leaves" in said(app)


def test_a_donor_that_gave_nothing_here_has_no_share(app):
    shown = figures(opened(app, view=VIEWS[2], leaving="World Bank", rule="Migration statistics (strict)"))
    assert (shown["Would be lost"], shown["Share of all"]) == ("not known", "not known")


def test_figures_of_the_un_are_told_by_entity_without_money_of_many(app):
    opened(app, lens=LENSES[2], view=VIEWS[1])
    assert any("UN entities depend" in one.value for one in app.header)
    assert "In no share: USD" in said(app) and "own revenue" in said(app)


def test_one_year_is_not_compared_with_another(app):
    opened(app, years_statistics=["2015", "2015"])
    assert "2015, of 43 donors" in said(app) and "In 2010" not in said(app)


def test_donors_without_an_amount_have_no_share_to_tell(app):
    opened(app, years_statistics=["2021", "2021"])
    assert "no share to tell" in said(app)
    assert not app.metric


def test_the_profile_of_a_donor_links_to_what_goes_with_it(app):
    app.query_params["donor"] = "Canada"
    app.switch_page("pages/explore/donor.py").run()
    assert "If it left" in [one.proto.label for one in app.get("page_link")]


def test_the_share_of_a_mechanism_is_known_where_all_that_contributors_paid_is(tmp_path, monkeypatch):
    data = shutil.copytree(TINY, tmp_path / "data")
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    table = data / "mechanism_contributor.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    for paid, share in ((("30", "10"), [25.0]), (("30", ""), [None])):
        written = [f"{header},paid_usd", *(f"{row},{amount}" for row, amount in zip(rows, paid, strict=True))]
        table.write_text("\n".join(written) + "\n", encoding="utf-8")
        made = store.read("strategy/what_if_mechanisms", publish.first_version(data), donor="germany")
        assert made["share_pct"].astype(object).where(made["share_pct"].notna(), None).tolist() == share
        assert made["other_contributor_count"].tolist() == [1]


def test_only_figures_of_the_un_hold_money_of_many(version):
    shown = {
        lens: store.read(
            "strategy/concentration_years", version, **parameters("strategy/concentration_years", lens=lens, measure=money)
        )
        for lens, money in (("statistics", "disbursement"), ("iati", "disbursement"), ("un", "contribution"))
    }
    many = {lens: set(rows.loc[~rows["is_one_donor"], "donor_name"]) for lens, rows in shown.items()}
    assert many["statistics"] == many["iati"] == set()
    assert {"Not attributed to a contributor", "Private sector, not named", "Multi Donor Trust Funds"} <= many["un"]


def test_years_and_places_add_up_to_the_same_money(version):
    asked = {"lens": "un", "measure": "contribution", "first_year": 2013, "last_year": 2024}
    years, places = (
        store.read(question, version, **parameters(question, **asked))
        for question in ("strategy/concentration_years", "strategy/concentration_places")
    )
    assert years["amount_usd"].sum() == pytest.approx(places["amount_usd"].sum())


@pytest.mark.parametrize("view", VIEWS)
def test_every_chart_finds_its_rows(app, view):
    for chart in (one.proto for one in opened(app, view=view, leaving="World Bank").get("vega_lite_chart")):
        there = {dataset.name for dataset in chart.datasets}
        assert there and set(names_of_data(json.loads(chart.spec))) <= there
