"""The page of programme costs: its address says everything, illustrative figures say so, and nothing tried out is published."""

import re
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from landscape import publish, store
from landscape.changes import records
from landscape.editing import Editing, prepared
from landscape.programme.edits import Edits, read
from landscape.publish import Signature
from landscape.screen import asking, costing
from landscape.screen.cost_lines import as_editing
from landscape.strategy import scenarios

PAGE = "pages/strategy/programme.py"
VIEWS = ["Total", "Drivers", "Lines", "Reference costs", "Scenarios"]
EDITS = 'household-surveys quantity=0.5; drop portal; add guides name="Guides in six languages" activity=model-sharing quantity=6'


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A version of its own, on which a test may publish."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    return publish.first_version()


def fresh():
    """Another session."""
    return AppTest.from_file(store.ROOT / "app.py", default_timeout=30)


def opened(app, **link):
    app.switch_page(PAGE)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception and not app.error
    return app


def text(app):
    kinds = (app.markdown, app.caption, app.info, app.header, app.warning, app.success)
    return "\n".join(one.value for kind in kinds for one in kind).replace("\\", "")


def figures(app):
    return {one.label: one.value for one in app.metric}


def total(app):
    return figures(app)["Total, central"]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_and_says_that_its_figures_are_illustrative(app, view):
    opened(app, view=view)
    assert "Illustrative: 100 % of the total is example figures, no estimate of the Task Force." in text(app)
    headings = [one.value for one in app.header]
    assert headings and all("illustrative" in one for one in headings), headings


@pytest.mark.parametrize("by", ["Term", "Activity", "Component", "Category", "Region", "Year"])
def test_every_division_of_the_total_is_one_of_the_same_total(app, by):
    opened(app, by=by)
    assert f"What would the programme cost by {by.lower()}? (illustrative)" in text(app)
    assert f"Illustrative: {total(app)} in all" in text(app)


def test_a_moved_assumption_moves_the_total_and_says_by_how_much(app):
    opened(app)
    before = total(app)
    app.slider(key="p_country_count").set_value(30).run()
    assert total(app) != before and figures(app)["Countries"] == "30"
    assert "number of countries 30" in text(app) and "against the programme" in text(app)
    app.button(key="as_it_stands").click().run()
    assert total(app) == before and app.slider(key="p_country_count").value == 20


def test_a_link_sets_every_assumption(app):
    link = {"p_country_count": "25", "p_escalation_pct": "4.5", "p_delay_years": "2", "c_surveys": "-20", "p_currency": "EUR"}
    opened(app, **link)
    assert [app.slider(key=key).value for key in list(link)[:4]] == [25, 4.5, 2, -20]
    assert app.selectbox(key="p_currency").value == "EUR" and total(app).startswith("EUR ")
    assert "number of countries 25, delay 2 years, price escalation 4.5 %" in text(app)
    assert "unit costs of survey fieldwork −20 %" in text(app)


def test_lines_of_a_link_are_those_counted(app):
    opened(app, view="Lines", lines=EDITS)
    assert "1 line changed, 1 dropped, 1 added" in text(app)
    assert "Left out of every total (1): Guides in six languages (quantity or unit cost not known)." in text(app)
    names = app.data_editor[0].value["name"].tolist()
    assert "Common data portal" not in names and names[-1] == "Guides in six languages"


def test_a_line_of_a_link_that_there_is_not_is_said(app):
    opened(app, lines="no-such-line cost=5; household-surveys cost=dear")
    assert "There is no cost line “no-such-line”; that change was left out." in text(app)
    assert "“dear” is no number; that change of the line “household-surveys” was left out." in text(app)


def test_an_assumption_of_a_link_that_no_slider_has_is_said(app):
    opened(app, p_country_count="900", c_staff="much")
    assert "number of countries “900”, which the landscape does not have" in text(app)
    assert "staff, % “much”, which the landscape does not have" in text(app)


def test_the_rate_of_a_line_in_another_currency_is_named_with_its_year_and_source(app):
    app.session_state["method"] = True
    opened(app, lines="portal currency=EUR prices_of=2015")
    said = re.search(
        r"Unit costs in other currencies, for one US dollar: EUR 0\.\d+ \(average of 2015\)\. Source: .{10,}", text(app)
    )
    assert said, text(app)


def test_a_new_row_says_what_it_needs_and_counts_as_soon_as_it_has_it(app):
    opened(app, view="Lines")
    before = total(app)
    said = 'add study-tour name="Study tour" quantity=2 cost=10000000 from=2027 to=2028'
    app = opened(fresh(), view="Lines", lines=said)
    assert "Study tour is not counted yet: it needs an activity." in text(app)
    assert "Study tour (no activity)" in text(app) and total(app) == before
    app = opened(fresh(), view="Lines", lines=f"{said} activity=model-sharing")
    assert "Every line counts in the total." in text(app) and total(app) != before


def test_changed_figures_that_were_published_as_sourced_are_so_no_more_when_tried_out(app, own):
    lines = [one for (one,) in own_lines(own)]
    changes = "; ".join(f"{one} illustrative=no basis=expert source=this-publication" for one in lines)
    publish_changes(changes, own)
    opened(app)
    assert "example figures" not in text(
        app
    ) and "Illustrative: 10 parameters are example values: number of countries, delay and others." in text(app)
    done = prepared([own_figures("parameter", store.current())], store.current())
    publish.commit([one.changes for one in done.uploads], Signature("A. Person", "Decided"))
    app = opened(fresh())
    assert "llustrative" not in text(app) and not app.warning
    app = opened(fresh(), c_surveys="100")
    assert re.search(r"Illustrative: \d+ % of the total is example figures", text(app))
    scenarios.keep("programme", "Dearer", Signature("A. Person", "test"), "c_surveys=100")
    app = opened(fresh(), view="Scenarios", compared="Dearer", leading_to="Dearer")
    headings = [one.value for one in app.header]
    assert "What do the scenarios cost? (illustrative)" in headings, headings
    assert "What makes “Dearer” differ from the programme? (illustrative)" in headings, headings


def own_figures(table, version):
    """Every record of a table as a figure of who publishes it."""
    said = {"is_illustrative": False, "source_id": "this-publication"}
    return Editing(table, version, {(key, name): value for key in records(table, version) for name, value in said.items()})


def test_a_member_makes_a_figure_of_the_example_its_own_on_the_page(app, own, ask):
    opened(app, view="Lines", lines="portal cost=120000 illustrative=no basis=expert source=this-publication")
    app.session_state["publish_lines"] = True
    app.run()
    assert "This publication: a figure of my own" in text(app)
    app.text_input(key="by_cost_lines").set_value("A. Person")
    app.text_input(key="note_cost_lines").set_value("As our office pays")
    next(one for one in app.button if one.label == "Publish").click().run()
    assert not app.exception and store.current() == "0002"
    line = "select unit_cost, basis, is_illustrative, publisher, known_flaws from cost_line join source using (source_id)"
    ((cost, basis, is_illustrative, who, why),) = ask("0002", f"{line} where line_id = 'portal'")
    assert (cost, basis, is_illustrative, who) == (120_000, "expert", False, "A. Person") and "As our office pays" in why
    assert "Illustrative: " in text(app) and "Illustrative: 100 %" not in text(app)


def test_a_sourced_line_whose_figure_is_published_anew_without_a_source_is_illustrative_again_and_says_so(app, own, ask):
    publish_changes("portal illustrative=no basis=expert source=this-publication", own)
    opened(app, view="Lines", lines="portal cost=9000000")
    assert "The low or the high unit cost was moved to the new unit cost, which lies beyond it: Common data portal." in text(app)
    assert "Every line counts in the total." in text(app)
    app.session_state["publish_lines"] = True
    app.run()
    assert "Illustrative again, as figures change and no new source with a basis is chosen: Common data portal." in text(app)
    made = publish_changes("portal cost=9000000", store.current())
    line = "select unit_cost, unit_cost_high, is_illustrative from cost_line where line_id = 'portal'"
    assert ask(made, line) == [(9e6, 9e6, True)]


def own_lines(version):
    with store._open(version).cursor() as cursor:
        return cursor.execute("select line_id from cost_line order by line_id").fetchall()


def publish_changes(said, version):
    made, problems = read(said, {one for (one,) in own_lines(version)}, {"model-sharing"})
    assert problems == []
    done = prepared([as_editing(made, version)[0]], version)
    assert [one for _, one in done.findings if one.is_blocking] == []
    return publish.commit([one.changes for one in done.uploads], Signature("A. Person", "Sourced"))


def test_a_figure_without_a_basis_cannot_be_published_as_sourced(own):
    done = prepared([as_editing(Edits({"portal": {"is_illustrative": False, "basis": "placeholder"}}), own)[0]], own)
    ((row, one),) = done.findings
    assert (row, one.rule, one.is_blocking) == ("Common data portal", "cost_line_figure_without_source", True)
    assert all(each.changes.is_empty for each in done.uploads)


def test_lines_are_published_by_name_and_note_and_are_then_the_programme(app, own, ask):
    opened(app, view="Lines", lines=EDITS + " cost=1000 from=2028 to=2029")
    before = total(app)
    app.session_state["publish_lines"] = True
    app.run()
    app.text_input(key="by_cost_lines").set_value("A. Person")
    app.text_input(key="note_cost_lines").set_value("Three lines")
    next(one for one in app.checkbox if one.label == "Yes, remove 1 record dropped above.").check()
    next(one for one in app.button if one.label == "Publish").click().run()
    assert not app.exception and store.current() == "0002"
    assert "Version 0002 of the landscape is in force, with your lines." in text(app)
    assert total(app) == before and app.text_input(key="lines").value == ""
    assert ask("0002", "select count(*) from cost_line where line_id = 'portal'") == [(0,)]
    assert ask(
        "0002", "select quantity, unit_cost, is_illustrative from cost_line where line_id = 'guides-in-six-languages'"
    ) == [(6, 1000, True)]
    assert ask("0002", "select quantity from cost_line where line_id = 'household-surveys'") == [(0.5,)]


def test_a_kept_scenario_has_the_same_total_in_a_new_session(app, own):
    view = "p_country_count=25&c_surveys=20&lines=household-surveys+quantity%3D0.5"
    scenarios.keep("programme", "Larger", Signature("A. Person", "test"), view)
    opened(app, view="Scenarios", compared="Larger", leading_to="Larger")
    shown = app.dataframe[0].value.set_index("scenario_name")
    app = opened(fresh(), **{name: value[0] for name, value in parse_qs(view).items()})
    assert total(app) == f"USD {shown.loc['Larger', 'cost_usd']:.1f} m"
    assert "Larger" in shown.index and shown.loc["Larger", "countries_assumed"] == 25


def test_all_kept_scenarios_are_compared_and_the_one_on_the_screen_has_its_name(app, own):
    by = Signature("A. Person", "test")
    scenarios.keep("programme", "Larger", by, "p_country_count=25")
    opened(app, view="Scenarios")
    assert app.dataframe[0].value["scenario_name"].tolist() == ["The programme as it stands", "Larger"]
    app = opened(fresh(), view="Scenarios", p_country_count="25")
    assert app.dataframe[0].value["scenario_name"].tolist() == ["The programme as it stands", "Larger"]
    assert "What makes “Larger” differ from the programme? (illustrative)" in text(app)
    app = opened(fresh(), view="Scenarios", p_country_count="30", leading_to="As assumed now")
    assert app.dataframe[0].value["scenario_name"].tolist() == ["The programme as it stands", "As assumed now", "Larger"]
    for number in range(5):
        scenarios.keep("programme", f"Of {number}", by, f"p_country_count={number + 30}")
    app = opened(fresh(), view="Scenarios", p_country_count="25")
    names = app.dataframe[0].value["scenario_name"].tolist()
    assert len(names) == 5 and names[1] == "Larger" and "Only 4 of 6 scenarios are compared." in text(app)


def test_downloads_of_scenarios_side_by_side_name_the_rates_of_each_and_their_source(app, own, monkeypatch):
    scenarios.keep("programme", "Euro", Signature("A. Person", "test"), "lines=portal+currency%3DEUR+prices_of%3D2015")
    made = []
    monkeypatch.setattr(costing, "about", lambda *given: made.append(asking.about(*given)) or made[-1])
    opened(app, view="Scenarios")
    scenarios_and_steps = [one for one in made if "cenario" in one.title or one.title.startswith("Steps")]
    assert len(scenarios_and_steps) == 2
    for one in scenarios_and_steps:
        assert any("EUR 0." in note and "(average of 2015)" in note for note in one.notes)
        assert any("exchange rates" in source for source in one.sources)


def test_a_kept_scenario_opens_with_its_assumptions_and_without_others(app, own):
    scenarios.keep("programme", "Later", Signature("A. Person", "test"), "p_delay_years=2&view=Scenarios&lines=drop+portal")
    opened(app, view="Scenarios", p_country_count="40", c_surveys="50")
    app.button(key="open_later").click().run()
    assert not app.exception
    values = [app.slider(key=key).value for key in ("p_delay_years", "p_country_count", "c_surveys")]
    assert values == [2, 20, 0] and app.text_input(key="lines").value == "drop portal"


def test_a_set_of_countries_says_how_many_and_where_until_the_slider_is_moved(app, own):
    scenarios.keep("priority_countries", "Two", Signature("A. Person", "test"), "", ["NAM", "TUV"], "by hand")
    opened(app, by="Region", priority="Two")
    assert figures(app)["Countries"] == "2" and app.slider(key="p_country_count").value == 2
    assert "The 2 countries of the set “Two”" in text(app)
    app.slider(key="p_country_count").set_value(5).run()
    assert figures(app)["Countries"] == "5"
    assert "The slider says 5 countries, which overrides the 2 of the set “Two”" in text(app)
    app.selectbox(key="priority").set_value(None).run()
    assert figures(app)["Countries"] == "20"


def test_the_number_of_countries_follows_the_set_however_it_is_chosen(app, own):
    by = Signature("A. Person", "test")
    scenarios.keep("priority_countries", "Two", by, "", ["NAM", "TUV"], "by hand")
    scenarios.keep("programme", "With the two", by, "view=Scenarios&priority=Two")
    scenarios.keep("programme", "With the two, for twenty", by, "view=Scenarios&priority=Two&p_country_count=20")
    opened(app, view="Scenarios")

    def count():
        assert not app.exception
        assert figures(app)["Countries"] == str(app.slider(key="p_country_count").value)
        return app.slider(key="p_country_count").value

    app.selectbox(key="priority").set_value("two").run()
    assert count() == 2
    app.button(key="as_it_stands").click().run()
    assert count() == 20 and app.selectbox(key="priority").value is None
    app.button(key="open_with-the-two").click().run()
    assert count() == 2 and app.selectbox(key="priority").value == "two"
    app.button(key="open_with-the-two-for-twenty").click().run()
    assert count() == 20 and app.selectbox(key="priority").value == "two"
    app.switch_page("pages/explore/donors.py").run()
    app.switch_page(PAGE).run()
    assert count() == 20 and app.selectbox(key="priority").value == "two"


def test_a_view_without_the_cut_of_the_view_before_opens_all_the_same(app):
    opened(app, by="Year")
    app.button_group(key="view").set_value("Drivers").run()
    assert not app.exception and not app.error
    assert any(one.value.startswith("What") for one in app.header) and not any("went wrong" in one.value for one in app.error)
