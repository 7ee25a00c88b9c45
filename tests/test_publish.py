"""The first version: all of the tables, or one sentence that says which line is wrong and nothing at all."""

import csv
import shutil
from dataclasses import replace

import pytest

from landscape import dictionary, publish, store
from landscape.changes import Change, Changes, records
from landscape.refusals import RuleBroken
from tests.conftest import TINY

WRITTEN_WHEN_A_VERSION_IS_MADE = ("source_use", "publication", "change_log", "column_match", "opportunity_stage")
ARRIVED = {"funding": "where lens <> 'statistics'"}  # which is added up from the records when a version is made


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the tiny tables to break, and an empty folder for versions."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    return shutil.copytree(TINY, tmp_path / "data")


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def rows_of_files(table, folder):
    rows = []
    for path in publish.files_of(table, folder):
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


def counted(table):
    return f'select count(*) from "{table}" {ARRIVED.get(table, "")}'


def test_the_first_version_is_in_force(data):
    assert publish.first_version(data) == store.current() == "0001"
    assert store.versions() == ["0001"]


def test_it_says_table_by_table_how_far_it_is(data):
    said = []
    publish.first_version(data, say=said.append)
    assert [line.strip() for line in said] == [table.label for table in dictionary.tables()]


def test_every_row_of_every_tiny_file_arrives(tiny, ask):
    for table in dictionary.tables():
        if table.name not in WRITTEN_WHEN_A_VERSION_IS_MADE:
            assert ask(tiny, counted(table.name)) == [(len(rows_of_files(table.name, TINY)),)], table.name


def test_every_row_of_the_landscape_arrives(version, ask):
    for table in dictionary.tables():
        if table.name not in WRITTEN_WHEN_A_VERSION_IS_MADE:
            in_files = len(rows_of_files(table.name, publish.DATA))
            assert ask(version, counted(table.name)) == [(in_files,)], table.name


def test_every_amount_of_the_landscape_arrives_to_the_dollar(version, ask):
    in_files = sum(int(row["amount_usd"]) for row in rows_of_files("funding", publish.DATA) if row["amount_usd"])
    assert ask(version, "select sum(amount_usd::hugeint) from funding where lens <> 'statistics'") == [(in_files,)]


def test_namibia_keeps_its_code_and_names_keep_their_accents(tiny, ask):
    assert ask(tiny, "select iso2, name from country where iso3 in ('NAM', 'CIV', 'TUR') order by iso3") == [
        ("CI", "Côte d'Ivoire"),
        ("NA", "Namibia"),
        ("TR", "Türkiye"),
    ]


def test_unknown_stays_unknown_and_a_zero_stays_a_zero(tiny, ask):
    assert ask(tiny, "select distinct amount_usd from funding where recipient_iso3 = 'TUV'") == [(None,)]
    assert ask(tiny, "select value from observation where iso3 = 'TUR'") == [(0.0,)]
    assert ask(tiny, "select contributors from mechanism order by mechanism_id") == [
        (["Germany", "Example Foundation"],),
        (None,),
    ]


def test_repayments_stay_negative(tiny, ask):
    assert ask(tiny, "select amount_usd from funding where negative_count > 0 order by amount_usd") == [(-250000.0,), (-5000.0,)]


def test_the_use_of_every_source_is_counted(tiny):
    used = store.read("sources_of", tiny, used=["donor", "funding:statistics"])
    assert dict(zip(used.source_id, used.row_count, strict=True)) == {"clearinghouse": 15, "fund-page": 1}


def test_the_first_version_is_signed(tiny):
    (signed,) = store.read("version_made", tiny).to_dict("records")
    assert signed["note"] == "First build from the tables of the project"
    rows = sum(len(rows_of_files(table.name, TINY)) for table in dictionary.tables())
    assert (signed["added_count"], signed["changed_count"], signed["removed_count"]) == (rows, 0, 0)
    assert [signed[name] for name in ("made_by", "file_name", "file_sha256", "based_on")] == [None] * 4


BROKEN = {
    "a word where a number belongs": (
        ("observation.csv", "CIV,2024,65.4", "CIV,2024,many"),
        "observation.csv, line 4: value should be a number, and is “many”.",
    ),
    "a year that is none": (
        ("observation.csv", "CIV,2024,65.4", "CIV,20x4,65.4"),
        "observation.csv, line 4: year should be a whole number, and is “20x4”.",
    ),
    "a date that is none": (
        ("source.csv", "2026-11-01", "yesterday"),
        "source.csv, line 2: retrieved_on should be a date such as 2026-11-22, and is “yesterday”.",
    ),
    "neither true nor false": (
        ("country.csv", "false", "nein"),
        "country.csv, line 2: is_ldc should be true or false, and is “nein”.",
    ),
    "an empty cell where one is required": (
        ("observation.csv", "CIV,2024,65.4", "CIV,2024,"),
        "observation.csv, line 4: value is required, and is empty.",
    ),
    "a cell too few": (
        ("observation.csv", "CIV,2024,65.4,spi", "CIV,2024,65.4"),
        "observation.csv, line 4: 5 cells expected, 4 found. Text with a comma stands in quotation marks.",
    ),
    "a quotation mark that never closes": (
        ("project.csv", "p1,Survey", 'p1,"Survey'),
        "project.csv, line 2: cannot be read as CSV. Check its commas and quotation marks.",
    ),
    "a column the dictionary does not know": (
        ("donor.csv", "acronym", "nickname"),
        "donor.csv has a column the dictionary does not know: nickname",
    ),
    "a column that is missing": (
        ("indicator.csv", "indicator_id,name", "indicator_id,indicator_id"),
        "indicator.csv lacks a column that the dictionary requires: name",
    ),
}


@pytest.mark.parametrize(("edit", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_table_is_named_with_its_line_and_nothing_is_built(data, edit, sentence):
    name, before, after = edit
    change(data / name, before, after)
    with pytest.raises(publish.TableUnreadable) as problem:
        publish.first_version(data)
    assert str(problem.value) == sentence
    assert store.versions() == []
    assert [path.name for path in store.folder().glob("*") if path.suffix != ".lock"] == []


def test_a_file_that_is_not_utf_8_is_named(data):
    path = data / "country.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace("name_fr", "namé_fr").encode("latin-1"))
    with pytest.raises(publish.TableUnreadable, match="country.csv is not UTF-8 text"):
        publish.first_version(data)


def test_a_file_of_no_table_is_not_passed_over(data):
    (data / "fundings.csv").write_text("lens\n", encoding="utf-8")
    with pytest.raises(publish.TableUnreadable, match="no table for fundings.csv"):
        publish.first_version(data)


SIGNED = publish.Signature("Ann", "A list")


def added(table, version, **fields):
    """A change that no preview made: one new record, whatever the version holds."""
    key = tuple(fields[name] for name in dictionary.table(table).keys)
    return Changes(table, version, (Change(table, "added", key, str(key[0]), {n: (None, v) for n, v in fields.items()}),))


def test_a_record_that_would_stand_twice_is_not_published(tiny):
    (there,) = store.read("sources_of", tiny, used=["country"]).head(1).to_dict("records")
    twice = added("country_alias", tiny, alias="Namibie", iso3="NAM", language="fr", source_id=there["source_id"])
    assert publish.commit([twice], SIGNED) == "0002"
    again = added("country_alias", "0002", alias="Namibie", iso3="NAM", language="fr", source_id=there["source_id"])
    with pytest.raises(RuleBroken, match="^Namibie would stand twice in “Country spellings”. Keep one .* published.$"):
        publish.commit([again], SIGNED)
    assert store.current() == "0002"


@pytest.mark.parametrize(("field", "label"), [("iso3", "Countries and areas"), ("source_id", "Sources")])
def test_a_record_that_refers_to_nothing_is_not_published(tiny, field, label):
    (there,) = store.read("sources_of", tiny, used=["country"]).head(1).to_dict("records")
    record = {"alias": "Namibie", "iso3": "NAM", "language": "fr", "source_id": there["source_id"]} | {field: "xyz"}
    with pytest.raises(RuleBroken, match=f"^Namibie: .* is “xyz”, which “{label}” does not hold. Add it there first"):
        publish.commit([added("country_alias", tiny, **record)], SIGNED)
    assert store.versions() == ["0001"]


def test_to_take_back_forgets_neither_changes_nor_remembered_columns(tiny, ask):
    ((acronym,),) = ask(tiny, "select acronym from donor where donor_id = 'germany'")
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (acronym, "GE")})
    remembered = {"headers": "abc", "header": "Kürzel", "table_name": "donor", "field": "acronym"}
    made = publish.commit([Changes("donor", tiny, changed=(one,))], SIGNED, matches=[remembered])
    back = publish.restore(tiny, SIGNED, made)
    assert ask(back, "select acronym from donor where donor_id = 'germany'") == [(acronym,)]
    said = "select field, before_value, after_value from change_log where table_name = 'donor' order by made_at"
    assert ask(back, said) == [("acronym", acronym, "GE"), ("acronym", "GE", acronym)]
    assert ask(back, "select header, field from column_match") == [("Kürzel", "acronym")]


def test_the_log_says_who_changed_what_from_what_file(tiny, ask):
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    publish.commit([Changes("donor", tiny, changed=(one,))], publish.Signature(" Ann ", "New", ("list.xlsx", "ab12")))
    changed = store.read("explore/changed", store.current(), list_of="donor", record="germany").iloc[0]
    assert (changed["field"], changed["made_by"], changed["file_name"]) == ("acronym", "Ann", "list.xlsx")


def test_a_version_from_before_the_log_named_people_is_read_and_completed(tiny, ask):
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    publish.commit([Changes("donor", tiny, changed=(one,))], SIGNED)

    def older(connection):
        connection.execute("alter table change_log drop column made_by")
        connection.execute("alter table change_log drop column file_name")
        connection.execute("drop table column_match")

    old = store.next_version(older, store.current())
    assert store.read("explore/changed", old, list_of="donor", record="germany")["made_by"].isna().all()
    two = Change("donor", "changed", ("germany",), "Germany", {"acronym": ("GE", "DE")})
    new = publish.commit([Changes("donor", old, changed=(two,))], SIGNED)
    said = "select made_by from change_log where field = 'acronym' order by made_at"
    assert ask(new, said) == [(None,), (SIGNED.made_by,)]
    assert publish.restore(old, SIGNED, new) == store.current()
    assert ask(store.current(), said)[0] == (None,)
    assert ask(store.current(), "select count(*) from column_match") == [(0,)]


def test_words_are_refused_where_sums_would_be_lost_without_titles(tiny, ask):
    old = store.next_version(lambda connection: connection.execute("delete from project where year > 0"), tiny)
    before = ask(old, "select lens, sum(amount_usd) from funding group by all order by all")
    word = {"term_list": "migration", "term": "diaspora", "language": "en"}
    new = Change("classifier_term", "added", tuple(word[key] for key in dictionary.table("classifier_term").keys), "diaspora")
    new = replace(new, fields={name: (None, value) for name, value in word.items()})
    with pytest.raises(RuleBroken, match="before the titles"):
        publish.commit([Changes("classifier_term", old, (new,))], publish.Signature("Ana", "A word"))
    assert store.current() == old
    assert ask(old, "select lens, sum(amount_usd) from funding group by all order by all") == before


def test_a_record_that_goes_is_in_no_sum_and_no_reason_to_refuse(tiny, ask):
    gone = records("project", tiny)["p8",]
    one = Change("project", "removed", ("p8",), "p8", {name: (value, None) for name, value in gone.items()})
    made = publish.commit([Changes("project", tiny, removed=(one,))], SIGNED)
    counted = "select sum(record_count) from funding where lens = 'statistics' and measure = 'disbursement'"
    assert ask(made, counted) == ask(made, "select count(*) from project")


def test_what_comes_anew_with_an_old_version_was_not_removed(tiny, ask):
    def older(connection):
        for name in ("component", "component_weight", "scenario"):
            connection.execute(f"drop table {name}")

    old = store.next_version(older, tiny)
    assert records("scenario", old) == {}
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    back = publish.restore(old, SIGNED, publish.commit([Changes("donor", old, changed=(one,))], SIGNED))
    assert ask(back, "select added_count, changed_count, removed_count from publication") == [(0, 1, 0)]
    assert ask(back, "select count(*) > 0 from component") == [(True,)]
    assert ask(back, "select count(*) from change_log where kind = 'removed'") == [(0,)]
