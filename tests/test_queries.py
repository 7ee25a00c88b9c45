"""Every file of `queries/` is one documented question, and the real version and the tiny one answer it."""

import re

import duckdb
import pytest

from landscape import store
from tests.questions import ONE, QUESTIONS, header, lists_of, parameters, some_of, text

LENSES = [
    ("statistics", "disbursement"),
    ("statistics", "commitment"),
    ("iati", "disbursement"),
    ("iati", "budget"),
    ("un", "contribution"),
]
BY_LENS = [question for question in QUESTIONS if "lens" in store.parameters_of(question)]
SEARCHED = [question for question in QUESTIONS if "search" in store.parameters_of(question)]
FILTERED = [(question, name) for question in QUESTIONS for name in lists_of(question)]
KEPT = {  # nobody has yet
    *("strategy/scenarios", "strategy/priority_countries", "strategy/priority_regions", "options/priority", "options/compared"),
    *("data/classifier_overrides", "strategy/decisions", "strategy/decision_sources", "strategy/meetings"),
    *("options/meetings", "options/opportunities"),
}
KEPT |= {"options/survey", "frameworks/surveys", "frameworks/survey_questions", "frameworks/survey_answers"}
KEPT |= {"frameworks/secrecy"}
PIPELINE = {  # of which members alone know anything
    *("strategy/pipeline", "strategy/pipeline_stages", "options/donors_asked", "options/mechanism_of", "options/owner"),
    *("options/declining", "strategy/stack_opportunities", "strategy/stack_shares"),
}
EMPTY = {"upload/remembered_columns", "explore/changed", "changed_since", *KEPT, *PIPELINE} | {
    one for one in QUESTIONS if one.startswith("checks/")
}  # what no upload left, or broke
NOT_KNOWN = "no such thing"


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_one_select(question):
    (statement,) = duckdb.extract_statements(text(question))
    assert statement.type == duckdb.StatementType.SELECT


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_says_what_it_asks_and_what_one_row_is(question):
    first, *rest = header(question)
    assert first.endswith((".", ":", ";", ",")) and first[0].isupper(), first
    assert any(line.startswith("One row") for line in rest), "no line “One row per …”"


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_parameter_is_explained(question):
    explained = "\n".join(header(question))
    assert [name for name in sorted(store.parameters_of(question)) if f"${name}" not in explained] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_more_than_one_row_comes_in_a_stated_order(question, version):
    assert re.search("^order by", text(question), re.MULTILINE) or len(store.read(question, version, **parameters(question))) == 1


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one not in EMPTY])
def test_the_landscape_answers_when_nothing_is_restricted(question, version):
    lenses = LENSES if question in BY_LENS else [("", "")]
    asked = [parameters(question, lens=lens, measure=money, country="KEN") for lens, money in lenses]
    assert any(len(store.read(question, version, **one)) for one in asked)


@pytest.mark.parametrize("question", sorted(PIPELINE))
def test_what_members_wrote_down_is_answered(question, tiny):
    assert len(store.read(question, tiny, **parameters(question)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_columns_are_named_once_and_in_lower_case(question, version):
    columns = list(store.read(question, version, **parameters(question)).columns)
    assert columns == list(dict.fromkeys(columns))
    assert columns == [name.lower() for name in columns]


@pytest.mark.parametrize(("question", "name"), FILTERED, ids=lambda value: value)
def test_every_filter_can_be_combined_with_nothing_else(question, name, version):
    whole = store.read(question, version, **parameters(question))
    part = store.read(question, version, **parameters(question, **{name: some_of(name)}))
    assert list(part.columns) == list(whole.columns)


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_filters_can_be_combined(question, version):
    store.read(question, version, **parameters(question, **{name: some_of(name) for name in lists_of(question)}))


@pytest.mark.parametrize(("question", "name"), FILTERED, ids=lambda value: value)
def test_a_value_that_nothing_has_finds_no_row_that_everything_lacks(question, name, version):
    whole = store.read(question, version, **parameters(question))
    assert len(store.read(question, version, **parameters(question, **{name: [NOT_KNOWN]}))) <= len(whole)


@pytest.mark.parametrize("question", SEARCHED)
def test_search_takes_quotes_and_wildcards_as_they_are(question, version):
    for words in ("'; drop table donor; --", "%", "_", '"', "\\"):
        found = store.read(question, version, **parameters(question, search=words))
        assert len(found) <= len(store.read(question, version, **parameters(question)))


@pytest.mark.parametrize("question", SEARCHED)
def test_search_knows_neither_case_nor_accents(question, version):
    plain, accented = (store.read(question, version, **parameters(question, search=words)) for words in ("cote d", "CÔTE D"))
    assert plain.equals(accented)


@pytest.mark.parametrize("question", BY_LENS)
def test_every_lens_and_measure_is_answered(question, version):
    for lens, measure in LENSES:
        store.read(question, version, **parameters(question, lens=lens, measure=measure))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_tiny_version_answers_too(question, tiny):
    store.read(question, tiny, **parameters(question, mechanism="data-fund"))


@pytest.mark.parametrize("name", ["indicator", "against"])
def test_what_is_asked_for_here_exists_in_the_landscape(name, version):
    assert ONE[name] in set(store.read(f"options/{name}", version).code)
