"""The dictionary is complete: it makes every table, and explains whatever a reader can see."""

import csv
from collections import Counter

import duckdb
import pytest

from landscape import dictionary, store
from tests.questions import QUESTIONS, parameters

TABLES = dictionary.tables()
ASKED = [question for question in QUESTIONS if not question.startswith("options/")]
TYPES = {"text", "integer", "number", "boolean", "date", "time", "list"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_statement_that_makes_a_table_runs_and_holds_its_fields(table):
    with duckdb.connect() as connection:
        connection.execute(table.ddl)
        described = connection.execute(f'describe "{table.name}"').fetchall()
    assert [row[0] for row in described] == list(table.field_names)
    assert [row[2] == "NO" for row in described] == [field.is_required for field in table.fields]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_a_key_and_says_what_one_row_is(table):
    assert [field.name for field in table.fields if field.is_key]
    assert table.grain.startswith("one row per ")
    assert table.label and table.help.endswith(".")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_labels_are_unique_within_a_table(table):
    assert [label for label, count in Counter(field.label for field in table.fields).items() if count > 1] == []
    assert len(set(table.field_names)) == len(table.fields)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_field_has_a_known_type_unit_code_list_and_reference(table):
    for field in table.fields:
        assert_well_described(field)
        assert not field.references or dictionary.table(field.references)


def test_a_column_of_an_answer_is_described_once_and_well():
    with (dictionary.FOLDER / "columns.csv").open(encoding="utf-8", newline="") as file:
        names = [row["column"] for row in csv.DictReader(file)]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    for name in names:
        assert_well_described(dictionary.column(name))


def test_a_table_comes_after_those_it_refers_to():
    names = [table.name for table in TABLES]
    for table in TABLES:
        for field in table.fields:
            assert not field.references or names.index(field.references) <= names.index(table.name), f"{table.name}.{field.name}"


def test_codes_and_their_labels_are_unique_within_a_list():
    codes = Counter((code.list, code.code) for code in dictionary.all_codes())
    assert [code for code, count in codes.items() if count > 1] == []
    choices = {field.codes for table in TABLES for field in table.fields if field.codes}
    labels = Counter((code.list, code.label) for code in dictionary.all_codes() if code.list in choices)
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_code_has_a_label_and_a_source():
    assert [code for code in dictionary.all_codes() if not (code.list and code.code and code.label and code.source)] == []


@pytest.mark.parametrize("question", ASKED)
def test_every_column_of_an_answer_has_a_meaning(question, version):
    answer = store.read(question, version, **parameters(question))
    assert [name for name in answer.columns if not known(name)] == []


def test_every_version_has_the_tables_of_the_dictionary(version, ask):
    assert {name for (name,) in ask(version, "select table_name from duckdb_tables()")} == {table.name for table in TABLES}


def test_what_the_dictionary_does_not_know_is_said():
    for ask_for in (dictionary.table, dictionary.column, TABLES[0].field):
        with pytest.raises(KeyError, match="weather"):
            ask_for("weather")
    assert dictionary.codes("weather") == ()


def assert_well_described(field):
    """Dollars, per cent and years say so in the name of the column."""
    assert field.label, field.name
    assert field.type in TYPES, field.name
    assert (field.unit == "USD") == ("_usd" in field.name), field.name
    assert field.unit != "%" or "_pct" in field.name, field.name
    assert field.unit != "year" or "year" in field.name, field.name
    assert not field.codes or dictionary.codes(field.codes), f"there is no code list {field.codes}"


def known(name):
    try:
        return dictionary.column(name)
    except KeyError:
        return None
