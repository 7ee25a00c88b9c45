"""The committed landscape holds what the dictionary promises."""

import csv
import re
from datetime import date
from functools import cache
from itertools import chain
from math import isfinite
from pathlib import Path

import pytest

from landscape import contacts, dictionary

LANDSCAPE = Path(__file__).parent.parent / "data" / "landscape"
WRITTEN_WHEN_A_VERSION_IS_MADE = {"source_use", "publication", "change_log", "column_match", "opportunity_stage"}
MADE_BY_READERS = {"scenario", "classifier_override", "opportunity", "opportunity_line", "meeting", "decision"}
MADE_BY_READERS |= {"element_activity", "model_answer", "assessment_survey", "assessment_question", "assessment_answer"}
TABLES = [one.name for one in dictionary.tables() if one.name not in {*WRITTEN_WHEN_A_VERSION_IS_MADE, *MADE_BY_READERS}]
FILES = sorted(LANDSCAPE.glob("*.csv"))

AT_LEAST = {
    "country": 249,
    "country_alias": 2000,
    "donor": 108,
    "donor_alias": 750,
    "mechanism": 60,
    "programme": 60,
    "cost_benchmark": 100,
    "institution": 80,
    "data_exchange": 36,
}

# Named by the sources as contributors, and absent from the donor list of the Clearinghouse.
OUTSIDE_THE_DONOR_LIST = {"Cyprus", "ECOWAS Commission", "Morocco", "Skoll Foundation", "Thailand"}


def files_of(table):
    return [path for path in FILES if path.name.split(".")[0] == table]


@cache
def rows_of_file(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(table):
    return list(chain.from_iterable(rows_of_file(path) for path in files_of(table)))


def fields_in(table):
    """The fields of the dictionary that the files of this table have."""
    present = set(chain.from_iterable(header(path) for path in files_of(table)))
    return [field for field in dictionary.table(table).fields if field.name in present]


def header(path):
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def values(table, field):
    """The distinct values of one field that are known, a list taken apart."""
    cells = {row.get(field.name) or "" for row in rows(table)}
    if field.type == "list":
        cells = {part for cell in cells for part in cell.split("; ")}
    return cells - {""}


@cache
def keys_of(table):
    (key,) = (field for field in dictionary.table(table).fields if field.is_key)
    return frozenset(row[key.name] for row in rows(table))


def parses(text, kind):
    try:
        match kind:
            case "integer":
                return re.fullmatch(r"-?\d+", text) is not None
            case "number":
                return isfinite(float(text)) and re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
            case "boolean":
                return text in ("true", "false")
            case "date":
                return date.fromisoformat(text).isoformat() == text
            case _:
                return text == text.strip() != ""
    except ValueError:
        return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_belongs_to_a_table_and_has_its_columns_in_order(path):
    table = dictionary.table(path.name.split(".")[0])
    assert header(path) == [name for name in table.field_names if name in header(path)]
    assert [field.name for field in table.fields if field.is_required and field.name not in header(path)] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_rows(table):
    assert len(rows(table)) >= AT_LEAST.get(table, 1)


@pytest.mark.parametrize("table", TABLES)
def test_what_is_required_is_never_blank(table):
    required = [field.name for field in dictionary.table(table).fields if field.is_required]
    assert [(name, row) for row in rows(table) for name in required if not row[name].strip()][:5] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_value_is_of_its_type(table):
    wrong = [(field.name, text) for field in fields_in(table) for text in values(table, field) if not parses(text, field.type)]
    assert wrong[:5] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_code_is_in_its_list(table):
    for field in fields_in(table):
        if field.codes:
            known = {code.code for code in dictionary.codes(field.codes)}
            assert sorted(values(table, field) - known)[:5] == [], f"{field.name} is not in {field.codes}"


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_exists(table):
    for field in fields_in(table):
        if field.references:
            assert sorted(values(table, field) - keys_of(field.references))[:5] == [], (
                f"{field.name} is not in {field.references}"
            )


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_unique(table):
    keys = [field.name for field in dictionary.table(table).fields if field.is_key]
    seen = set()
    twice = []
    for row in rows(table):
        key = tuple(row.get(name) or "" for name in keys)
        if key in seen:
            twice.append(key)
        seen.add(key)
    assert twice[:5] == []


def test_the_further_sources_of_a_programme_exist():
    further = dictionary.table("global_programme").field("more_source_ids")
    assert values("global_programme", further) - keys_of("source") == set()


@pytest.mark.parametrize("table", ["programme", "project"])
def test_the_countries_in_a_list_exist(table):
    assert values(table, dictionary.table(table).field("countries")) - keys_of("country") == set()


def test_only_the_contributors_outside_the_donor_list_have_no_code():
    assert {row["contributor"] for row in rows("mechanism_contributor") if not row["donor_id"]} == OUTSIDE_THE_DONOR_LIST


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_holds_personal_data(path):
    with path.open(encoding="utf-8", newline="") as file:
        texts = {cell for row in csv.reader(file) for cell in row}
    assert [found for text in texts if (found := contacts.found_in(text))] == []


def test_what_is_said_of_an_exchange_or_an_institution_is_said_of_one_that_there_is():
    from landscape.sources import reference

    def codes(name):
        with (LANDSCAPE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return {row[0] for row in list(csv.reader(file))[1:]}

    assert set(reference._SHARED) | set(reference._PLANNED) <= codes("data_exchange")
    assert set(reference._ALSO_CALLED) <= codes("institution")
