"""The page of prospects, and the fit of a donor on its profile."""

import pytest
from streamlit.testing.v1 import AppTest

from landscape import publish, store
from landscape.changes import compare
from landscape.strategy import scenarios

SIGNED = publish.Signature("Ana", "For the test")


def opened(app, page="strategy/prospects", **parameters):
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert not app.error
    return app


def said(app):
    kinds = ("title", "header", "markdown", "info", "caption")
    return " ".join(one.value for kind in kinds for one in getattr(app, kind)).replace("\\", "")


def table(app, column):
    """The first table on the page that has a column."""
    return next(one.value for one in app.dataframe if column in one.value)


def ranking(app):
    rows = app.dataframe(key="grid_prospects").value
    return list(zip(rows["donor_name"], rows["score"], strict=True))


@pytest.fixture
def other():
    """A second reader's dashboard."""
    return AppTest.from_file(store.ROOT / "app.py", default_timeout=30)


@pytest.fixture
def own_versions(version, tmp_path, monkeypatch):
    """A folder of versions of one's own, with a copy of the committed one."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path))
    return publish.first_version()


def test_donors_come_with_score_coverage_range_of_ranks_and_reasons(app):
    opened(app, view="Table")
    rows = app.dataframe(key="grid_prospects").value
    assert {"score", "coverage_pct", "score_rank", "rank_low", "rank_high", "reasons"} <= set(rows.columns)
    assert rows["score"].is_monotonic_decreasing
    assert rows["reasons"].str.len().min() > 10
    assert (rows["score"] % 1 == 0).all()


def test_of_whom_too_little_is_known_is_listed_apart(app, other):
    scored = opened(app, view="Table").dataframe(key="grid_prospects").value
    apart = opened(other, view="Table", listed="Not scored: too little known").dataframe(key="grid_unscored").value
    assert len(scored) + len(apart) == 108
    assert f"{len(apart)} more donors are not scored: less than 50 % is known" in said(app)
    assert not set(scored["donor_name"]) & set(apart["donor_name"])


def test_weights_of_a_link_are_in_force_and_said(app, other):
    equal = ranking(opened(other, view="Table"))
    assert ranking(opened(app, view="Table", w_evidence="10", w_aid="0")) != equal
    assert app.slider(key="w_evidence").value == 10
    assert "weight 10" in said(app)


def test_a_link_from_before_there_were_views_opens_the_ranking_with_all_it_asks_for(app):
    opened(app, w_evidence="10", target="4", across="Migrants it hosts", donor_type="DAC member")
    text = said(app)
    assert "Who comes first?" in text
    assert all(one in text for one in ("DAC member", "target of USD 4 m", "across: Migrants it hosts", "weight 10"))


def test_the_first_ten_come_with_their_reasons_in_full(app, other):
    rows = opened(other, view="Table").dataframe(key="grid_prospects").value.head(10)
    text = said(opened(app, view="Why"))
    assert all(f"| {row.donor_name} | {row.reasons} |" in text for row in rows.itertuples())


def test_every_view_says_how_often_the_strict_rule_is_right(app):
    assert "the strict rule is right for" in said(opened(app))
    assert "the strict rule is right for" in said(opened(app, view="Gifts"))


def test_a_preset_moves_all_weights(app):
    opened(app)
    app.button(key="preset_Ability first").click().run()
    assert not app.exception
    assert (app.slider(key="w_aid").value, app.slider(key="w_evidence").value) == (8, 3)


def test_a_donor_type_narrows_the_list_and_no_score(app, other):
    everybody = dict(ranking(opened(other, view="Table", least_known="20")))
    private = dict(ranking(opened(app, view="Table", least_known="20", donor_type="Private foundation")))
    assert private and private.items() <= everybody.items()


def test_a_target_makes_a_gift_table(app):
    opened(app, view="Gifts", target="4")
    assert table(app, "gift_count")["gift_count"].tolist() == [1, 2, 4, 8]
    assert "USD 4 m takes 15 gifts" in said(app)


def test_without_a_target_the_page_says_why_there_is_no_table(app):
    assert "There is no gift table" in said(opened(app, view="Gifts", target="0"))


def test_without_any_weight_the_page_says_what_to_do(app, version):
    names = store.read("strategy/components", version, score="prospect")["component_id"]
    assert "give a component a weight" in said(opened(app, **{f"w_{name}": "0" for name in names}))


def test_the_axes_of_the_grid_can_be_chosen(app):
    opened(app, view="Grid", across="Migrants it hosts", up="Voluntary money to IOM")
    assert "Migrants it hosts and voluntary money to IOM: who has much of both?" in said(app)


def test_a_set_of_priority_countries_makes_the_overlap_known(app, own_versions):
    scenarios.keep("priority_countries", "Four", SIGNED, "", ["FJI", "KEN", "NAM", "NPL"], "by hand")
    opened(app, view="Table", priority="Four")
    assert "of the 4 priority countries" in " ".join(app.dataframe(key="grid_prospects").value["reasons"])


def test_a_kept_ranking_says_all_its_weights(app, own_versions, ask):
    opened(app, w_aid="9")
    for label, value in (("What to call it", "Aid counts"), ("Name", "Ann"), ("Note", "For the meeting")):
        next(one for one in app.text_input if one.label == label).set_value(value)
    next(one for one in app.button if one.label == "Keep it").click()
    app.run()
    ((rule, view),) = ask(store.current(), "select rule, view from scenario where kind = 'prospect'")
    assert "Size of its aid 9" in rule and "Voluntary money to IOM 5" in rule and "Priority countries: none chosen" in rule
    assert view == "w_aid=9"


def test_what_people_know_counts_once_it_is_filled_in(app, own_versions):
    known = {"relationship": "partner", "budget_stage": "preparing", "decision_month": "03", "contact_role": "Head of data"}
    made = compare("donor", own_versions, [(1, {"donor_id": "canada"} | known)])
    publish.commit([made], SIGNED)
    opened(app, "explore/donor", donor="Canada")
    text = said(app)
    assert "relationship: Partner; stage of its budget: Preparing its next budget; month of decision: March" in text
    assert "role of the contact: Head of data" in text
    assert "Nobody has filled it in" not in text


def test_the_profile_says_the_same_score_as_the_page(app, other):
    score = dict(ranking(opened(other, view="Table", w_evidence="10")))["Canada"]
    assert f"score {score}, " in said(opened(app, "explore/donor", donor="Canada", w_evidence="10"))


def test_the_profile_of_a_donor_of_which_little_is_known_says_so(app):
    assert "Not scored: too little known" in said(opened(app, "explore/donor", donor="ESCAP"))


def test_nobody_filled_in_is_said_on_the_profile(app):
    assert "nobody has filled them in" in said(opened(app, "explore/donor", donor="Canada"))


@pytest.fixture
def before_scores(own_versions):
    """A version from before there were scores, and facts that people know."""

    def older(draft):
        for name in ("component", "component_weight", "scenario"):
            draft.execute(f"drop table {name}")
        for name in ("relationship", "budget_stage", "decision_month", "contact_role"):
            draft.execute(f"alter table donor drop column {name}")

    return store.next_version(older, copy_of=own_versions)


def test_a_version_from_before_the_scores_still_opens(app, before_scores):
    opened(app, "explore/donor", donor="Canada")
    assert "older than the scores" in said(app)
    app.switch_page("pages/strategy/prospects.py").run()
    assert not app.exception
    assert "older than the scores" in app.error[0].value


def test_what_is_published_on_a_version_from_before_the_scores_has_them(app, before_scores):
    publish.commit([compare("donor", before_scores, [(1, {"donor_id": "canada", "relationship": "contact"})])], SIGNED)
    assert "Canada" in dict(ranking(opened(app, view="Table")))


def test_the_page_says_that_no_set_of_priority_countries_has_been_kept_and_what_follows(app):
    text = said(opened(app))
    assert "No set of priority countries has been kept yet" in text
    assert "counts for nobody, until a set of them is chosen" in text


@pytest.mark.parametrize(
    "page",
    ["strategy/needs", "strategy/concentration", "strategy/matching", "strategy/stack", "explore/donor"],
)
def test_every_page_with_the_filter_says_where_a_set_is_kept(app, page):
    app.query_params["donor"] = "Canada"
    app.switch_page(f"pages/{page}.py").run()
    assert any("No set of priority countries has been kept yet" in one.value for one in app.caption)
