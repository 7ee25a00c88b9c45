"""The pages Assessments and Your own survey; the survey is made-up test material."""

import shutil

import pytest

from landscape import changes, plans, publish, questionnaire, store, upload, workbook
from landscape.matching import records as naming
from tests.frameworks import capacity_questionnaire as made_up
from tests.pages.reading import opened, said

PAGE, SURVEY, UPDATE = "pages/frameworks/assessments.py", "pages/frameworks/survey.py", "pages/data/update.py"


def test_assessments_stand_side_by_side(app):
    opened(app, PAGE)
    assert "238 countries and areas with at least one value" in said(app)
    grid = app.dataframe(key="grid_side_by_side").value
    assert grid.set_index("country_name").loc["Kenya", "spi_overall_said"] == "73.4 (2024)"
    assert "What does each measure?" in said(app)


@pytest.mark.parametrize(
    ("name", "value", "less"),
    [("region", "Africa", 60), ("income_group", "Low income", 30), ("country_group", "Small island developing States", 60)],
)
def test_every_filter_of_a_link_holds(app, name, value, less):
    opened(app, PAGE, **{name: value})
    assert 0 < len(app.dataframe(key="grid_side_by_side").value) <= less


def test_agreement_states_pairs(app):
    opened(app, PAGE, view="Agreement")
    assert "SPI overall and ODIN overall agree most (0.81, 182 countries)" in said(app)


def test_two_are_compared_with_the_largest_differences_named(app):
    opened(app, PAGE, view="Two compared", assessment="SPI overall", assessed="17.18.3 plan")
    assert "SPI overall against 17.18.3 plan" in said(app)
    assert len(app.dataframe(key="grid_differences").value) == 162


def test_without_a_survey_the_page_says_how_to_bring_one_in(app):
    assert "No survey is in the landscape yet." in said(opened(app, SURVEY))


@pytest.fixture
def with_survey(version, tmp_path, monkeypatch):
    """Publishes the made-up questionnaire into a copy of the landscape; confidential or not."""

    def bring_in(is_confidential=True):
        monkeypatch.setenv("LANDSCAPE_VERSIONS", str(shutil.copytree(store.folder(), tmp_path / "versions")))
        names = naming.names(version)
        book = workbook.read(made_up.wide(), "answers.xlsx")
        shape = questionnaire.shape_of(book.sheets[0], names)
        about = questionnaire.About("Made-up survey", 2018, is_confidential, 5)
        entries = questionnaire.code_book(book, 0, shape)
        made = workbook.read(questionnaire.workbook_of(book.sheets[0], shape, about, "; ", entries), "survey.xlsx")
        found, _ = plans.proposed(made, names, version)
        uploads = upload.all_prepared(made, found, names, version)
        return publish.commit([one.changes for one in uploads], publish.Signature("Ann", "Test material"))

    return bring_in


QUESTIONS = [f"{place}. {text}" for place, (_, text, *_) in enumerate(made_up.CODE_BOOK, start=1)]


@pytest.mark.parametrize("view", ["One question", "By region", "By income group"])
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("is_confidential", [True, False])
def test_every_question_has_every_view(app, with_survey, view, question, is_confidential):
    with_survey(is_confidential)
    opened(app, SURVEY, view=view, survey_question=question)
    assert question.split(". ", 1)[1] in said(app)
    assert ("This survey is confidential." in said(app)) == is_confidential


def test_a_confidential_survey_has_no_filters_and_hides_small_counts(app, with_survey):
    with_survey()
    opened(app, SURVEY, view="One question", region="Asia")
    assert not [one for one in app.multiselect if one.key == "region"]
    assert "“hidden” is a count of fewer than 5 countries" in said(app)
    assert "Most often" in said(app)


def test_a_table_of_which_every_answer_is_hidden_is_not_shown(app, with_survey):
    with_survey()
    opened(app, SURVEY, view="By region", survey_question=QUESTIONS[0])
    assert "This table is not shown" in said(app) and not app.dataframe


def test_an_open_survey_can_be_filtered(app, with_survey):
    with_survey(False)
    opened(app, SURVEY, view="One question", region="Asia")
    assert "Answered by 7 countries. Most often: No" in said(app)


def test_who_answered(app, with_survey):
    with_survey(False)
    opened(app, SURVEY)
    assert "Oceania" in said(app) or "Africa" in said(app)
    assert "Who was asked is not known" in said(app)


def test_the_code_book(app, with_survey):
    with_survey()
    opened(app, SURVEY, view="Code book")
    (grid,) = (one.value for one in app.dataframe)
    assert list(grid["question"]) == [text for _, text, *_ in made_up.CODE_BOOK]


def test_open_answers_of_a_confidential_survey_name_no_country(app, with_survey):
    with_survey()
    opened(app, SURVEY, view="One question", survey_question=QUESTIONS[3])
    (grid,) = (one.value for one in app.dataframe)
    assert list(grid.columns) == ["answer_text"] and len(grid) == 11


@pytest.mark.parametrize("data", [made_up.wide(), made_up.long()], ids=["wide", "long"])
def test_the_wizard_turns_a_questionnaire_into_a_survey(app, version, data, tmp_path, monkeypatch):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(shutil.copytree(store.folder(), tmp_path / "versions")))
    app.switch_page(UPDATE).run()
    app.file_uploader[0].upload("answers.xlsx", data)
    app.run()
    assert not app.exception
    assert "Countries stand in the column “Country”" in said(app)
    app.button(key="survey_read").click().run()
    assert [one.value for one in app.error] == ["Give the survey a name first, then read it."]
    app.text_input(key="survey_name").set_value("Made-up survey").run()
    app.button(key="survey_read").click().run()
    assert not app.exception and not app.error
    assert "Surveys of capacity, Questions of surveys and Answers to surveys" in said(app)
    assert "unknown version" not in said(app)


def test_a_questionnaire_is_looked_for_once_while_its_form_is_filled_in(app, monkeypatch):
    looked, shape_of = [], questionnaire.shape_of
    monkeypatch.setattr(questionnaire, "shape_of", lambda *args: looked.append(args) or shape_of(*args))
    app.switch_page(UPDATE).run()
    app.file_uploader[0].upload("answers.xlsx", made_up.wide())
    app.run()
    app.text_input(key="survey_name").set_value("Made-up survey").run()
    assert "Countries stand in the column “Country”" in said(app) and len(looked) == 1


def test_a_confidential_survey_is_shown_as_it_is_now_and_not_as_it_was(app, with_survey):
    """What differs between two versions would tell what a country answered that came in between."""
    second = with_survey()
    source = next(key for (key,) in changes.records("source", second))
    made = changes.compare("source", second, [(2, {"source_id": source, "title": "Another title"})])
    publish.commit([made], publish.Signature("Ann", "Test material"))
    opened(app, SURVEY, version=second)
    assert "shown only as it is in the version in force" in said(app) and "Who answered?" not in said(app)


def test_an_open_survey_can_be_looked_back_at(app, with_survey):
    second = with_survey(False)
    source = next(key for (key,) in changes.records("source", second))
    made = changes.compare("source", second, [(2, {"source_id": source, "title": "Another title"})])
    publish.commit([made], publish.Signature("Ann", "Test material"))
    assert "Who answered?" in said(opened(app, SURVEY, version=second))
