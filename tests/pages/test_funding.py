"""The page of funding, in its three lenses and five views, and the first page."""

import pytest

from landscape import publish, store
from landscape.filters import RULE_CODES
from landscape.strategy import rules

LENSES = ["Support to statistics", "Published activities", "Contributions to the UN"]
VIEWS = ["Over time", "Donors", "Flows", "Recipients", "Records"]


def opened(app, page="funding", **parameters):
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(f"pages/explore/{page}.py").run()
    assert not app.exception
    assert not app.error
    return app


def said(app):
    return " ".join(one.value for kind in ("title", "markdown", "info", "warning", "caption") for one in getattr(app, kind))


def figures(app):
    return {one.label: one.value for one in app.metric}


def test_the_lens_of_statistics_reproduces_its_source(app):
    shown = figures(opened(app))
    assert shown["Disbursements"] == "USD 5.90 bn"
    assert shown["For migration statistics"] == "0.18–0.48 %"
    assert (shown["Donors"], shown["Records"]) == ("101", "24,142")


def test_commitments_are_another_measure(app):
    assert figures(opened(app, measure_statistics="Commitments"))["Commitments"] == "USD 7.82 bn"


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_every_lens_opens(app, lens, view):
    opened(app, lens=lens, view=view)
    assert lens in said(app)


def test_the_un_lens_says_that_it_has_no_recipients_and_no_migration_rule(app):
    opened(app, lens="Contributions to the UN", view="Recipients")
    assert "does not say which country" in said(app)
    assert "does not apply here" in said(app)
    assert "rule" not in {one.key for one in app.button_group}


def test_filters_in_the_link_are_applied(app):
    opened(app, rule="Migration statistics (strict)", region="Africa", years_statistics=["2018", "2020"])
    assert app.multiselect(key="region").value == ["Africa"]
    assert "in Africa" in said(app)
    assert "2018–2020" in said(app)


def test_what_a_lens_does_not_have_is_dropped_and_said(app):
    opened(app, lens="Published activities", measure_iati="Contributions")
    assert "The link asks for measure “Contributions”" in said(app)


@pytest.mark.parametrize(("rule", "count"), [("Migration statistics (strict)", 108), ("Migration (wide)", 162)])
def test_the_migration_projects_are_shown_one_by_one(app, rule, count):
    opened(app, rule=rule, view="Records")
    assert f"{count} project records" in said(app)


@pytest.mark.parametrize("rule", ["All records", "Migration (wide)", "Migration statistics (strict)"])
def test_how_right_the_rules_are_is_said_once_beside_their_figures(app, rule):
    opened(app, rule=rule)
    assert said(app).count("(held-out sample of 92 records with a migration word)") == 1


def test_the_rules_of_titles_are_not_those_of_published_activities(app):
    opened(app, lens="Published activities", rule="Migration (wide)")
    assert "held-out sample" not in said(app)


def test_a_long_table_says_that_the_download_has_all(app):
    opened(app, view="Records")
    assert "the download has all 10,571" in said(app)


def test_when_nothing_matches_a_sentence_says_which_filter_to_clear(app):
    opened(app, search="no such name anywhere")
    assert "No donor matches these filters. Clear the filter" in said(app)


@pytest.mark.parametrize("view", VIEWS)
def test_one_donor_in_one_year_still_makes_every_view(app, view):
    opened(app, donors="Canada", years_statistics=["2020", "2020"], view=view)
    assert "2020, Disbursements, from Canada" in said(app)


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_tiny_landscape_opens_in_every_view(app, tiny, lens, view):
    opened(app, lens=lens, view=view)


def test_rules_and_lenses_add_up(version):
    asked = OF_IATI | {"lens": "statistics"}
    total = store.read("explore/funding_totals", version, rule="all", **asked)["amount_usd"].iloc[0]
    for question in ("by_year", "donors", "recipients"):
        rows = store.read(f"explore/funding_{question}", version, rule="all", **asked)
        assert rows["amount_usd"].sum() == pytest.approx(total)
    strict = store.read("explore/funding_totals", version, rule="strict", **asked)["amount_usd"].iloc[0]
    projects = store.read("explore/funding_projects", version, rule="strict", **asked)
    assert projects["disbursement_usd"].sum() == pytest.approx(strict)


def test_the_first_page_shows_the_range_and_where_to_go(app):
    opened(app, "overview")
    shown = figures(app)
    assert shown["Of it for migration statistics"] == "0.18–0.48 %"
    assert shown["Donors to migration data"].endswith("of 108")
    assert "the strict rule is right for 98 % of the records it names and finds 92 %" in said(app)
    assert "by the strict rule, and by Republic of Korea" in said(app)
    assert "What this dashboard cannot tell" in [one.value for one in app.header]
    assert "after 2020" in said(app)


IATI, UN = {"lens": "Published activities"}, {"lens": "Contributions to the UN"}


@pytest.mark.parametrize(
    ("page", "link", "what"),
    [
        ("funding", {**IATI, "years_statistics": ["2015", "2016"]}, "years “2015, 2016”, which applies to another lens"),
        ("funding", {"measure_iati": "Commitments"}, "measure “Commitments”, which applies to another lens"),
        ("funding", {**UN, "region": "Africa"}, "region “Africa”, which applies to another lens"),
        ("donors", {"indicator": "Population"}, "indicator “Population”, which does not apply to this view"),
        ("donors", {"view": "Map"}, "view “Map”, which does not apply to this view"),
        ("donors", {"weather": "fine"}, "“weather”, which is no filter of the landscape"),
    ],
)
def test_what_does_not_apply_is_said(app, page, link, what):
    opened(app, page, **link)
    assert [one.value for one in app.warning] == [f"The link asks for {what}. That part of the link was left out."]
    assert not set(app.query_params) & (set(link) - {"lens"}), "the address is that of the view"


def test_all_that_was_left_out_of_a_link_is_said_in_one_sentence(app):
    opened(app, **UN, region="Africa", years_un=["1990", "2024"], weather="fine")
    (warning,) = [one.value for one in app.warning]
    assert warning.startswith("The link asks for ") and warning.count("; and for ") == 2
    assert warning.endswith("Those parts of the link were left out.")


def test_what_was_left_out_is_said_until_something_else_is_chosen(app):
    opened(app, weather="fine")
    assert app.run().warning
    app.multiselect(key="region").select("Africa").run()
    assert not app.warning


def test_nothing_is_left_out_when_pages_and_lenses_are_switched(app):
    opened(app, region="Africa", years_statistics=["2015", "2016"])
    for lens in ("un", "iati", "statistics"):
        app.button_group(key="lens").set_value(lens).run()
        assert not app.exception and not app.warning
    for page in ("donors", "countries", "funding", "mechanisms", "overview", "funding"):
        assert not opened(app, page).warning


def test_what_a_click_narrows_leaves_the_other_filters_as_they_were(app):
    opened(app, region="Africa", rule="Migration (wide)")
    app.session_state["wanted"] = {"years_statistics": [2013, 2013], "view": "Records"}
    app.run()
    assert "Migration (wide), 2013, Disbursements, in Africa" in said(app)
    assert said(app).count("tick a row to open the donor") == 2


OF_IATI = {
    **{
        "lens": "iati",
        "measure": "disbursement",
        "first_year": 2000,
        "last_year": 2030,
        "search": "",
        "rule_codes": list(RULE_CODES),
    },
    **{name: [] for name in ("donor_type", "donors", "finance_type", "countries", "region", "income_group", "country_group")},
}


def test_the_rule_by_purpose_code_says_the_same_in_every_question(version):
    totals, share = (
        store.read(f"explore/funding_{one}", version, rule="codes", **OF_IATI).iloc[0] for one in ("totals", "migration_share")
    )
    assert 0 < totals["amount_usd"] == share["codes_usd"] < share["wide_usd"]
    records = store.read("explore/funding_records", version, rule="codes", row_limit=10_000, **OF_IATI)
    assert set(records["purpose_code"]) == set(RULE_CODES)
    assert records["amount_usd"].sum() == totals["amount_usd"]
    years = store.read("strategy/concentration_years", version, rule="codes", priority=None, **OF_IATI)
    assert years["amount_usd"].sum() == totals["amount_usd"]


def test_a_version_from_before_purpose_codes_shows_its_money(tiny):
    old = store.next_version(
        lambda draft: [draft.execute(one) for one in ("alter table funding drop column purpose_code", "drop table purpose_aid")],
        tiny,
    )
    asked = OF_IATI | {"lens": "statistics"}
    before, now = (store.read("explore/funding_totals", one, rule="all", **asked).iloc[0] for one in (old, tiny))
    assert 0 < before["amount_usd"] == now["amount_usd"]
    assert store.read("explore/funding_records", old, rule="all", row_limit=9, **asked)["purpose_code"].isna().all()
    assert store.read("explore/funding_totals", old, rule="codes", **asked)["row_count"].item() == 0


def test_a_version_completed_from_one_without_codes_says_that_they_are_not_known(app, tiny):
    without = ("alter table funding drop column purpose_code", "drop table purpose_aid")
    store.next_version(lambda draft: [draft.execute(one) for one in without], tiny)
    rules.add_word("migration", "wayfarer*", "en", publish.Signature("Ann", "A word more"))
    opened(app, lens="Published activities")
    assert figures(app)["Migration, by purpose code"] == "not known"
    assert "codes" not in app.session_state["drawn"]["rule"].options
    assert any("is not known here, which is not zero" in one.value for one in app.caption)
    app.switch_page("pages/data/rules.py").run()
    app.button_group(key="view").set_value("Purpose codes").run()
    assert "is not known here, which is not zero" in said(app)
    assert "no figures of the OECD by purpose code" in said(app)


def test_the_rule_by_purpose_code_is_offered_where_a_source_gives_codes(app):
    opened(app, lens="Published activities", rule="Migration (purpose codes)")
    assert "Migration, by purpose code" in figures(app)
    assert any(one.value.startswith("The rule by purpose code counts") for one in app.caption)


def test_where_a_source_gives_no_codes_the_page_says_so(app):
    opened(app)
    assert "codes" not in app.session_state["drawn"]["rule"].options
    assert any("Support to statistics has no purpose codes" in one.value for one in app.caption)
