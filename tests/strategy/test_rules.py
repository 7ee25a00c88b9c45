"""Changes of the rules by people: signed, published, and in force in all themes at once."""

import pytest

from landscape import store
from landscape.changes import records
from landscape.publish import NothingToPublish, Signature, Unsigned
from landscape.strategy import rules

BY = Signature("Ann", "It is about travellers")


def themes(version):
    return {key[0]: row["theme"] for key, row in records("project", version).items() if row["theme"] != "statistics"}


def test_a_word_is_added_and_taken_away_again(tiny):
    before = themes(tiny)
    assert themes(rules.add_word("migration", " tourism ", "en", BY)) == before | {"p8": "migration_statistics"}
    assert themes(rules.remove_word("migration", "tourism", BY)) == before


def test_a_word_needs_letters_and_is_there_once(tiny):
    for word, said in (("*", "Latin letters"), ("миграция", "Latin letters"), ("migra*", "already"), ("Migrá*", "“migra.” is")):
        with pytest.raises(rules.NotARule, match=said):
            rules.add_word("migration", word, "en", BY)
    with pytest.raises(rules.NotARule, match="not in this list"):
        rules.remove_word("migration", "tourism", BY)
    assert store.current() == tiny


def test_a_record_is_decided_with_reason_and_name_and_can_be_decided_anew(tiny):
    assert themes(rules.decide("p8", "migration", BY))["p8"] == "migration"
    version = rules.decide("p8", "not_migration", Signature("Bob", "No"))
    assert themes(version)["p8"] == "not_migration"
    assert records("project", version)["p8",]["theme_reason"] == "No (Bob)"
    assert len(records("classifier_override", version)) == 1
    with pytest.raises(NothingToPublish):
        rules.decide("p8", "not_migration", Signature("Bob", "No"))


def test_nobody_decides_without_a_name_or_a_record_that_is_not_there(tiny):
    with pytest.raises(Unsigned):
        rules.decide("p8", "migration", Signature("", "why"))
    with pytest.raises(rules.NotARule, match="no record “p99”"):
        rules.decide("p99", "migration", BY)
