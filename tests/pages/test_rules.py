"""The page of the rules: how right they are, what they name, and how people change them."""

import pytest

from landscape import store

PAGE = "pages/data/rules.py"
VIEWS = ["How well they work", "Purpose codes", "Records", "Words", "Decided by hand"]


def said(app):
    return " ".join(element.value for element in [*app.title, *app.header, *app.markdown, *app.caption, *app.info, *app.success])


def opened(app, **link):
    app.switch_page(PAGE)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception and not app.error
    return app


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_says_how_right_the_rules_are(app, view):
    opened(app, view=view)
    assert {one.label: one.value for one in app.metric} == {
        "For migration statistics": "0.18–0.48 %",
        "Right, strict rule": "98 %",
        "Found, strict rule": "92 %",
    }
    assert "(held-out sample of 92 records with a migration word)" in said(app)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_tiny_landscape_opens(app, tiny, view):
    opened(app, view=view)


def test_both_rankings_stand_side_by_side(app):
    opened(app)
    assert "Who pays most by the strict rule? Who pays most by the wide rule?" in said(app)


def test_a_word_is_found_without_its_accents(app):
    opened(app, view="Words", search="REFUGIE")
    assert "2 words" in said(app)  # it is a word of migration and of operations


def test_nothing_found_is_said(app):
    opened(app, view="Records", search="no such title")
    assert "No record matches “no such title”." in said(app)


def test_a_record_is_decided_by_hand(app, tiny, ask):
    opened(app, view="Decided by hand")
    assert "Nobody has decided a record by hand yet." in said(app)
    record, name, reason = (next(one for one in app.text_input if one.label == label) for label in RECORD)
    record.set_value("p8"), name.set_value("Ann"), reason.set_value("Travellers")
    next(one for one in app.button if one.label == "Publish").click()
    app.run()
    assert "Published as version 0002" in said(app)
    assert ask(store.current(), "select theme_reason from project where project_id = 'p8'") == [("Travellers (Ann)",)]


RECORD = ("Record code", "Name", "Reason")


def test_who_does_not_sign_publishes_nothing(app, tiny):
    opened(app, view="Words")
    next(one for one in app.text_input if one.label == "Word or phrase").set_value("tourism")
    next(one for one in app.button if one.label == "Publish").click()
    app.run()
    assert "Say who publishes this and why" in app.error[0].value
    assert store.current() == tiny


def test_the_rule_by_purpose_code_and_the_figures_of_the_oecd_stand_apart(app):
    text = said(opened(app, view="Purpose codes"))
    assert "By purpose code USD 850.6 m of disbursements were for migration" in text
    assert "USD 893.4 m were for statistical capacity building (16062) in 2013–2017" in text
    assert "never added to them" in text


def test_a_version_from_before_there_were_purpose_codes_says_so(app, tiny):
    def before(draft):
        draft.execute("drop table purpose_aid")
        draft.execute("alter table funding drop column purpose_code")

    old = store.next_version(before, tiny)
    text = said(opened(app, view="Purpose codes", version=old))
    assert "This version has no figures of the OECD by purpose code." in text
    assert "No record of published activities has a purpose code in this version" in text


def test_where_the_rule_and_the_list_of_donors_disagree_the_page_says_so(app):
    assert "disagree about Wellcome Trust" in said(opened(app))
