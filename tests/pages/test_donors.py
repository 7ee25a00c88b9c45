"""The list of donors, the profile of one, and a few side by side."""

import pytest
from streamlit.testing.v1 import AppTest

from landscape import store, words


def opened(app, page, **parameters):
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(f"pages/explore/{page}.py").run()
    assert not app.exception
    assert not app.error
    return app


def said(app):
    return " ".join(one.value for kind in ("title", "markdown", "info", "warning", "caption") for one in getattr(app, kind))


def test_all_donors_are_shown_without_a_filter(app):
    assert "108 of 108 donors" in said(opened(app, "donors"))


def test_a_filter_in_the_link_is_applied(app):
    opened(app, "donors", donor_type="Private foundation")
    assert app.multiselect(key="donor_type").value == ["Private"]
    assert "25 of 108 donors" in said(app)


def test_donors_can_be_asked_for_by_the_region_they_paid_for(app):
    opened(app, "donors", funded_region="Oceania")
    assert "who funded statistics in Oceania" in said(app).lower().replace("oceania", "Oceania")
    assert "Who paid most for statistics in Oceania, 2010–2020?" in [one.value for one in app.header]


def test_when_no_donor_matches_a_sentence_says_which_filter_to_clear(app):
    opened(app, "donors", search="canada", donor_type="Private foundation")
    assert "No donor matches these filters. Clear the filter" in said(app)


def test_a_profile_without_a_donor_asks_for_one(app):
    assert "Choose a donor above" in said(opened(app, "donor"))


def test_a_profile_reads_like_a_brief(app):
    opened(app, "donor", donor="Canada")
    assert app.selectbox(key="donor").value == "canada"
    assert [one.value for one in app.title] == ["Canada: what has it paid for?"]
    assert {"Through what does it pay?", "Has it paid for migration data?", "What we do not know"} <= {
        one.value for one in app.header
    }
    assert "never added up" in said(app)


@pytest.mark.parametrize("donor", ["ESCAP", "Kuwait", "World Bank", "EU Institutions", "Mexico"])
def test_a_profile_of_a_donor_of_which_little_is_known_opens(app, donor):
    assert "not known" in said(opened(app, "donor", donor=donor)).lower()


def test_comparing_needs_two_donors(app):
    assert "Choose two to four donors" in said(opened(app, "compare_donors"))


def test_one_donor_is_asked_for_company(app):
    assert "Canada is chosen. Add one to three donors" in said(opened(app, "compare_donors", donors="Canada"))


def test_of_five_donors_four_are_compared_and_the_reader_is_told(app):
    opened(app, "compare_donors", donors=["Canada", "Japan", "ILO", "Norway", "Sweden"])
    assert "5 donors are chosen; four fit side by side" in said(app)
    assert list(app.table[0].value.columns) == ["Canada", "Japan", "ILO", "Norway"]


def test_what_a_donor_cannot_have_is_not_applicable(app):
    opened(app, "compare_donors", donors=["Canada", "ILO"])
    assert list(app.table[0].value.loc["ODA 2024"]) == ["USD 7.42 bn", "not applicable"]


def test_donors_without_any_amount_can_be_compared(app):
    assert "found for 2010–2020, without an amount" in said(opened(app, "compare_donors", donors=["ESCAP", "Mexico"]))


def test_donors_known_by_weak_evidence_only_are_told_apart(app):
    assert "4 of them on weak evidence only; not known for the other 85" in said(opened(app, "donors"))
    strength = app.dataframe(key="grid_donors").value.set_index("donor_name")["evidence_strength"]
    assert set(strength[strength == "Weak only"].index) == {"France", "Mexico", "Portugal", "Türkiye"}
    assert "This is weak evidence only" in said(opened(app, "donor", donor="France"))


def test_donors_with_a_known_amount_are_as_many_as_on_the_other_pages(app):
    opened(app, "donors")
    assert "of 108; 95 with a known amount" in said(app)
    assert "that 95 donors with a known amount disbursed" in said(app)


def test_recorded_amounts_of_zero_are_not_called_missing(app):
    assert "disbursed that are recorded for BADEA add up to zero" in said(opened(app, "donor", donor="BADEA"))


def test_countries_reached_are_those_of_the_profile(version):
    for donor in ("canada", "world-bank", "eu-institutions", "badea"):
        rows = store.read("explore/donor_recipients", version, donor=donor).dropna(subset=["recipient_iso3", "amount_usd"])
        facts = store.read("explore/donor_facts", version, donors=[donor])
        assert facts["statistics_recipients"].item() == (rows["amount_usd"] != 0).sum()


def test_a_title_that_counts_by_the_strict_rule_is_not_denied_where_nothing_else_speaks_for_it(version):
    for donor, begins in (("wellcome-trust", "A title counts by the strict rule"), ("escap", "No record by the strict rule")):
        rows = store.read("explore/donor_unknown", version, donor=donor).set_index("thing")
        assert rows["reason"]["Whether it pays for migration data"].startswith(begins)


def test_a_share_of_national_income_is_no_gap_of_the_eu(version):
    assert "Aid as a share of national income" not in set(
        store.read("explore/donor_unknown", version, donor="eu-institutions")["thing"]
    )


@pytest.mark.parametrize("chosen", [{}, {"funded_region": "Oceania"}])
def test_amounts_to_regions_are_a_column_only_where_regions_are_chosen(app, chosen):
    opened(app, "donors", **chosen)
    assert ("statistics_to_regions_usd" in app.dataframe(key="grid_donors").value.columns) == bool(chosen)


@pytest.mark.parametrize(("spelling", "donor"), [("UK", "united-kingdom"), ("Turkey", "turkiye"), ("nobody", None)])
def test_a_donor_of_a_link_may_be_spelled_in_another_way(app, version, spelling, donor):
    found = store.read("options/donor_spelled", version, spelling=spelling)["code"]
    assert list(found) == ([donor] if donor else [])
    if donor:
        opened(app, "donor", donor=spelling)
        assert app.selectbox(key="donor").value == donor
        assert not app.warning


MARKS = "*Star* [A](b) $x$ :red[c]"


def test_names_bring_no_markdown_to_their_profiles(tiny):
    def fill(connection):
        connection.execute("update donor set name = $name, full_name = $name where donor_id = 'germany'", {"name": MARKS})
        connection.execute("update country set name = $name where iso3 = 'NAM'", {"name": MARKS})

    store.next_version(fill, tiny)
    for page, filters in (("donor", {"donor": MARKS}), ("country", {"country": MARKS})):
        app = AppTest.from_file(store.ROOT / "app.py", default_timeout=30)
        app.query_params[page] = filters[page]
        app.switch_page(f"pages/explore/{page}.py").run()
        assert not app.exception
        assert words.plain(MARKS) in app.title[0].value
        texts = [one.value for kind in (app.title, app.header, app.markdown, app.info, app.caption) for one in kind]
        assert not [text for text in texts if "*Star* [A](b)" in text]


def test_what_members_noted_stands_on_the_profiles_and_in_the_downloads(app, tiny):
    def fill(draft):
        draft.execute("update donor set note = 'IATI identifier as published\nDesk: Bonn' where donor_id = 'germany'")
        draft.execute("update donor_evidence set note = 'Noted of donor_evidence'")
        draft.execute("update mechanism_contributor set note = 'Noted of mechanism_contributor'")
        draft.execute("update mechanism set note = 'Noted of mechanism'")

    store.next_version(fill, tiny)
    opened(app, "donor", donor="Germany")
    assert "- Desk\\: Bonn" in said(app)
    assert "- IATI identifier" not in said(app)
    tables = [one.value for one in app.dataframe]
    for table in ("donor_evidence", "mechanism_contributor"):
        assert any(f"Noted of {table}" in rows.get("note", []).tolist() for rows in tables if "note" in rows)
    opened(app, "mechanism", mechanism="Data Fund")
    assert "Noted of mechanism" in said(app)
    assert any("Noted of mechanism_contributor" in one.value["note"].tolist() for one in app.dataframe if "note" in one.value)
    every = {"search": "", "donor_type": [], "funds_migration_statistics": [], "oda_size": [], "funded_region": []}
    assert "Desk: Bonn" in store.read("explore/donors", store.current(), **every).set_index("donor_id")["note"]["germany"]


def test_a_profile_without_notes_has_no_column_for_them(app):
    opened(app, "donor", donor="Canada")
    assert "Notes" not in [one.value for one in app.header]
    assert all("note" not in one.value for one in app.dataframe)
