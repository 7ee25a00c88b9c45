"""The list of donors, the profile of one, and a few side by side."""

import pytest


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
    assert "Who paid most for statistics in Oceania, 2010–2020?" in [one.value for one in app.subheader]


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
        one.value for one in app.subheader
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
