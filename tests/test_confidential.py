"""Answers of single countries to a confidential survey are handed out by no template, list, comparison or file of a version."""

import io
from dataclasses import replace

import openpyxl
import pytest

from landscape import (
    changes,
    checks,
    confidential,
    dictionary,
    editing,
    plans,
    publish,
    refusals,
    reports,
    store,
    template,
    upload,
    workbook,
)
from landscape.matching import records
from tests.frameworks import capacity_questionnaire as made_up
from tests.test_questionnaire import ABOUT, published, turned

ANSWERS = dictionary.table(confidential.TABLE)


def with_survey(tmp_path, monkeypatch, about):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    first = publish.first_version()
    return first, published(turned(made_up.wide(), first, about), first)


@pytest.fixture
def closed(tmp_path, monkeypatch):
    return with_survey(tmp_path, monkeypatch, ABOUT)


@pytest.fixture
def open_survey(tmp_path, monkeypatch):
    return with_survey(tmp_path, monkeypatch, replace(ABOUT, is_confidential=False))


def uploaded(version, mode):
    """The template of the answers as it comes back unchanged."""
    book = workbook.read(template.workbook_of([confidential.TABLE], version), "lists.xlsx")
    names = records.names(version)
    found, _ = plans.proposed(book, names, version)
    return upload.all_prepared(book, [replace(one, mode=mode) for one in found], names, version)


def sheets_of(data):
    return {one.title: list(one.values) for one in openpyxl.load_workbook(io.BytesIO(data))}


def test_a_template_leaves_them_out_and_says_so(closed):
    sheets = sheets_of(template.workbook_of([confidential.TABLE], closed[1]))
    assert len(sheets["Answers to surveys"]) == 1, "the header alone"
    assert any("98 answers to confidential surveys" in str(cell) for row in sheets["Read me"] for cell in row)


def test_a_template_has_the_answers_to_an_open_survey(open_survey):
    sheets = sheets_of(template.workbook_of([confidential.TABLE], open_survey[1]))
    assert len(sheets["Answers to surveys"]) == 99
    assert not any("Left out" in row for row in sheets["Read me"])
    (made,) = uploaded(open_survey[1], "replace")
    assert made.changes.is_empty and made.changes.unchanged == 98, "it reads back as it was made"


def test_a_template_that_is_the_whole_list_does_not_remove_them(closed):
    (made,) = uploaded(closed[1], "replace")
    assert (len(made.changes.removed), len(made.changes.missing)) == (0, 0)


def test_a_comparison_of_versions_says_that_they_came_and_not_what_they_say(closed, open_survey):
    del open_survey
    first, second = closed
    for old, new in ((first, second), (second, first)):
        (made,) = [one for one in changes.between(old, new).values() if one.table == confidential.TABLE]
        shown, count = reports.shown_rows([made], {}, 1000)
        said = {str(cell) for cell in shown[["before_value", "after_value"]].to_numpy().ravel()}
        assert count == 98 and said <= {confidential.HIDDEN, "None", "nan"}
        rows = reports.change_rows([made], "added" if old == first else "removed")
        answers = rows[rows["field_label"] == ANSWERS.field("answer").label]
        assert set(answers.iloc[:, -2 if "found_by" in rows else -1]) == {confidential.HIDDEN}


def test_a_changed_answer_shows_neither_what_it_was_nor_what_it_is(closed):
    own = dict(next(row for row in changes.records(confidential.TABLE, closed[1]).values()), answer=["Something else"])
    made = changes.compare(confidential.TABLE, closed[1], [(2, own)])
    shown, _ = reports.shown_rows([made], {}, 10)
    assert shown[["before_value", "after_value"]].to_numpy().tolist() == [[confidential.HIDDEN] * 2]


def test_small_edits_show_who_answered_and_not_what(closed):
    shown, keys = editing.as_shown(ANSWERS, closed[1], editing.said_of(confidential.TABLE, closed[1]))
    assert len(keys) == 98 and shown["answer"].isna().all()


def test_the_file_of_a_version_is_offered_only_without_them(closed):
    assert [confidential.is_held(one) for one in closed] == [False, True]


def test_what_was_open_once_is_hidden_as_soon_as_the_survey_is_confidential(open_survey):
    _, second = open_survey
    survey = dict(next(iter(changes.records("assessment_survey", second).values())), is_confidential=True)
    made = changes.compare("assessment_survey", second, [(2, survey)])
    third = publish.commit([made], publish.Signature("Ann", "Close it"))
    assert [confidential.is_held(one) for one in (second, third)] == [True, True]
    assert not confidential.open_questions(second)


def test_all_is_there_of_an_open_survey(open_survey):
    first, second = open_survey
    (made,) = [one for one in changes.between(first, second).values() if one.table == confidential.TABLE]
    shown, _ = reports.shown_rows([made], {}, 1000)
    assert shown["after_value"].str.startswith("Answer: ").all()
    assert not confidential.is_held(second)
    assert len(confidential.open_questions(second)) == 5


ANN = publish.Signature("Ann", "A change")
IN_LOG = "select distinct before_value, after_value from change_log where field = 'answer'"


def an_answer(version):
    return next(row for row in changes.records(confidential.TABLE, version).values() if row["answer"] == ["Yes"])


def answered(version, what):
    """A change of one answer, as an upload makes it."""
    return changes.compare(confidential.TABLE, version, [(2, an_answer(version) | {"answer": [what]})])


def without_answers(version):
    rows = changes.records(confidential.TABLE, version).values()
    return changes.compare(confidential.TABLE, version, [(2, row) for row in rows if row["answer"] != ["Yes"]], "replace")


def test_the_log_does_not_say_what_was_removed_or_changed(closed, ask):
    changed = publish.commit([answered(closed[1], "No")], ANN)
    assert ask(changed, IN_LOG) == [(confidential.HIDDEN, confidential.HIDDEN)]
    removed = publish.commit([without_answers(changed)], ANN)
    said = "select distinct before_value, after_value from change_log where kind = 'removed' and field = 'answer'"
    assert ask(removed, said) == [(confidential.HIDDEN, None)]


def test_a_version_that_took_the_survey_back_does_not_say_what_was_answered(closed, ask):
    first, second = closed
    back = publish.restore(first, ANN, second)
    assert not confidential.is_held(back), "its file is offered"
    assert ask(back, IN_LOG) == [(confidential.HIDDEN, None)]


def test_the_log_says_what_was_answered_to_an_open_survey(open_survey, ask):
    changed = publish.commit([answered(open_survey[1], "No")], ANN)
    assert ask(changed, IN_LOG) == [("Yes", "No")]
    publish.restore(open_survey[0], ANN, changed)
    assert (confidential.HIDDEN,) not in ask(store.current(), "select before_value from change_log")


def test_the_log_does_not_say_what_was_answered_once_the_survey_is_made_confidential(open_survey, ask):
    _, second = open_survey
    survey = dict(next(iter(changes.records("assessment_survey", second).values())), is_confidential=True)
    closing = changes.compare("assessment_survey", second, [(2, survey)])
    third = publish.commit([closing, answered(second, "No")], ANN)
    assert ask(third, IN_LOG) == [(confidential.HIDDEN, confidential.HIDDEN)]


@pytest.mark.parametrize(("survey", "shown"), [("closed", False), ("open_survey", True)])
def test_what_somebody_else_answered_since_the_template_was_made_is_not_quoted(request, survey, shown):
    _, second = request.getfixturevalue(survey)
    book = openpyxl.load_workbook(io.BytesIO(template.workbook_of([confidential.TABLE], second)))
    own = an_answer(second)
    row = {"question_id": own["question_id"], "iso3": own["iso3"], "answer": "In preparation", "source_id": own["source_id"]}
    for sheet in book:
        if sheet.title == ANSWERS.label:
            heads = [str(cell.value).strip(" *") for cell in sheet[1]]
            sheet.delete_rows(2, sheet.max_row)
            sheet.append([row.get(next((one.name for one in ANSWERS.fields if one.label == head), "")) for head in heads])
    out = io.BytesIO()
    book.save(out)
    now = publish.commit([answered(second, "No")], ANN)
    read = workbook.read(out.getvalue(), "lists.xlsx")
    names = records.names(now)
    found, _ = plans.proposed(read, names, now)
    (made,) = upload.all_prepared(read, found, names, now)
    (finding,) = [one for one in made.findings if one.rule == "changed since"]
    assert ("“Yes”" in finding.expected, "“No”" in finding.expected) == (shown, shown)
    assert (confidential.HIDDEN in finding.expected) != shown


def changed(table, version, **fields):
    """A change of the first record of a list, as an upload makes it, with its preview."""
    own = dict(next(iter(changes.records(table, version).values())), **fields)
    made = changes.compare(table, version, [(2, own)])
    found = checks.broken_rules([made], lambda change: lambda names: (2, table, "A2", names[0], ""))
    return made, [one.rule for one in found if one.is_blocking]


OTHER = {"survey_id": "other", "name": "Other", "is_confidential": False, "source_id": changes.THIS_PUBLICATION}


def test_a_question_moves_into_no_other_survey(closed):
    other = publish.commit([changes.compare("assessment_survey", closed[1], [(2, OTHER)])], ANN)
    moved, rules = changed("assessment_question", other, survey_id="other")
    assert rules == ["survey"]
    with pytest.raises(refusals.RuleBroken, match="A question stays in its survey"):
        publish.commit([moved], ANN)
    assert store.current() == other and not confidential.open_questions(other)


def test_another_survey_does_not_open_a_confidential_one_whose_code_it_has(closed):
    opened, rules = changed("assessment_survey", closed[1], name="Made-up survey, again", is_confidential=False)
    assert rules == ["survey"]
    with pytest.raises(refusals.RuleBroken, match="“Made-up survey” is confidential"):
        publish.commit([opened], ANN)
    assert not confidential.open_questions(store.current())


def test_whoever_publishes_can_open_a_survey_by_its_own_field(closed):
    opened, rules = changed("assessment_survey", closed[1], is_confidential=False)
    assert rules == []
    assert len(confidential.open_questions(publish.commit([opened], ANN))) == 5
