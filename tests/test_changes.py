"""What an upload would change: field by field, never more than it says, and nothing is lost without a word."""

from datetime import date, datetime

import pytest

from landscape import changes, publish, store
from landscape.changes import compare

NEW = {"donor_id": "new", "name": "New", "donor_type": "Private"}
GERMANY = {"donor_id": "germany", "oda_2024_usd": 33e9}


def of(made):
    """What would happen to which record."""
    return {one.key[0]: one.kind for one in (*made.added, *made.changed, *made.removed)}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("both", {"new": "added", "germany": "changed"}),
        ("add", {"new": "added"}),
        ("update", {"germany": "changed"}),
        (
            "replace",
            {"new": "added", "germany": "changed"} | dict.fromkeys(("example-foundation", "turkiye", "unfpa"), "removed"),
        ),
    ],
)
def test_each_mode_does_what_it_says(tiny, mode, expected):
    made = compare("donor", tiny, [(2, NEW), (3, GERMANY)], mode)
    assert of(made) == expected
    assert made.missing == (("example-foundation",), ("turkiye",), ("unfpa",))


def test_every_mode_is_said_in_words():
    assert set(changes.MODES) == {"both", "add", "update", "replace"}


def test_a_change_says_before_and_after_and_its_row(tiny):
    (change,) = compare("donor", tiny, [(7, GERMANY)]).changed
    assert (change.name, change.row, change.fields) == ("Germany", 7, {"oda_2024_usd": (32e9, 33e9)})


def test_a_field_that_the_file_lacks_stays_and_one_that_is_blank_is_erased(tiny):
    (change,) = compare("donor", tiny, [(2, {"donor_id": "germany", "full_name": None, "acronym": None})]).changed
    assert change.erased == ["full_name"]
    assert change.fields == {"full_name": ("Federal Republic of Germany", None)}


def test_what_is_the_same_is_no_change(tiny):
    same = [(n, record) for n, record in enumerate(changes.records("donor", tiny).values())]
    made = compare("donor", tiny, same, "replace")
    assert (made.is_empty, made.unchanged, made.missing, made.in_words()) == (True, 4, (), "no changes")


def test_records_are_plain_values(tiny):
    source = changes.records("source", tiny)[("m49",)]
    assert source["retrieved_on"] == date(2026, 11, 1)
    assert source["row_count"] == 6 and type(source["row_count"]) is int
    assert source["licence"] is None
    fund = changes.records("mechanism", tiny)[("data-fund",)]
    assert fund["regions"] == ["Africa", "Oceania"]
    assert fund["award_min_usd"] is None
    assert changes.records("country", tiny)[("TUV",)]["is_ldc"] is True
    assert type(next(iter(changes.records("publication", tiny).values()))["made_at"]) is datetime


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (0.1 + 0.2, 0.3, True),
        (5, 5.0, True),
        ("Fund ", "Fund", True),
        ("Fund", "fund", False),
        (None, 0, False),
        (None, "", False),
        (None, None, True),
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["b", "a"], False),
        (1e9, 1e9 + 1, False),
        (float("inf"), 1e308, False),
    ],
)
def test_values_are_the_same_when_they_say_the_same(one, other, is_same):
    assert changes.same(one, other) is is_same
    assert changes.same(other, one) is is_same


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), (True, "Yes"), (3.0, "3"), (0.5, "0.5"), (["a", "b"], "a; b"), (date(2026, 1, 2), "2026-01-02"), ("NA", "NA")],
)
def test_values_are_kept_as_text_in_the_log(value, text):
    assert changes.in_text(value) == text


def test_the_effect_on_money_counts_what_comes_changes_and_goes(tiny):
    rows = [(2, {**NEW, "oda_2024_usd": 5e8}), (3, GERMANY)]
    assert compare("donor", tiny, rows).money() == {"ODA 2024": 1.5e9}
    gone = compare("donor", tiny, rows, "replace").money()
    assert gone["ODA 2024"] == 1.5e9 - 7e9
    assert gone["To statistics, 2010–2020"] == -1.3e6


def test_all_is_said_in_one_line(tiny):
    made = compare("donor", tiny, [(2, {**NEW, "oda_2024_usd": 5e8}), (3, GERMANY)])
    assert made.in_words() == "1 added, 1 changed, ODA 2024 +USD 1.50 bn"


def test_records_and_fields_can_be_left_out(tiny):
    made = compare("donor", tiny, [(2, NEW), (3, {**GERMANY, "acronym": "DE"})], "replace")
    assert of(made.without({("added", ("new",)), ("removed", ("unfpa",))}, ())) == {
        "germany": "changed",
        "example-foundation": "removed",
        "turkiye": "removed",
    }
    (change,) = made.without((), {(("germany",), "acronym")}).changed
    assert list(change.fields) == ["oda_2024_usd"]
    assert made.without((), {(("germany",), "acronym"), (("germany",), "oda_2024_usd")}).changed == ()
    assert of(made.without_rows({2})) == {name: kind for name, kind in of(made).items() if name != "new"}


def test_records_with_several_keys_are_told_apart(tiny):
    rows = [(2, {"currency": "EUR", "year": 2024, "units_per_dollar": 0.6}), (3, {"currency": "EUR", "year": 2025})]
    made = compare("exchange_rate", tiny, rows)
    assert [one.key for one in made.changed] == [("EUR", 2024)]
    assert [one.key for one in made.added] == [("EUR", 2025)]


def test_what_changed_between_two_versions_is_found_both_ways(tiny):
    made = compare("donor", tiny, [(2, {**NEW, "funds_statistics": "no", "funds_migration_statistics": "no"}), (3, GERMANY)])
    second = publish.commit([made], publish.Signature("Ann", "A meeting"))
    there, back = changes.between(tiny, second), changes.between(second, tiny)
    assert set(there) == set(back) == {"donor", "source"}
    assert of(there["donor"]) == {"new": "added", "germany": "changed"}
    assert of(back["donor"]) == {"new": "removed", "germany": "changed"}
    (change,) = back["donor"].changed
    assert change.fields == {"oda_2024_usd": (33e9, 32e9)}
    assert changes.between(second, second) == {}


def test_a_version_without_a_table_is_compared_all_the_same(tiny):
    def fill(connection):
        connection.execute("drop table programme")

    second = store.next_version(fill, tiny)
    assert of(changes.between(tiny, second)["programme"]) == {"course": "removed"}
