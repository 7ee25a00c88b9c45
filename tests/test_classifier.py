"""Which records are about migration statistics: words that people can edit decide, and are measured on a labelled sample."""

from datetime import date

import pytest

from landscape import publish, store
from landscape.changes import Change, Changes
from landscape.refusals import RuleBroken

SIGNED = publish.Signature("Ann", "Words")
THEMES = "select project_id, theme from project where theme <> 'statistics' order by project_id"


def added(table, version, key, **record):
    fields = {name: (None, value) for name, value in record.items()}
    return Changes(table, version, added=(Change(table, "added", key, key[-1], fields),))


def term(version, term_list, word):
    return added("classifier_term", version, (term_list, word), term_list=term_list, term=word, language="en")


def by_hand(version, record, theme):
    said = {"override_reason": "It says so", "made_by": "Ann", "made_on": date(2026, 11, 22)}
    return added("classifier_override", version, (record,), project_id=record, theme=theme, **said)


@pytest.fixture
def theme_of(tiny, ask):
    """The theme that some words give to a title."""

    def of(title, **words):
        def fill(connection):
            connection.execute("delete from classifier_term")
            for term_list, some in words.items():
                for word in some:
                    connection.execute("insert into classifier_term values (?, ?, 'en', null)", [term_list, word])
            connection.execute("update project set title = ? where project_id = 'p1'", [title])
            publish.classify(connection)

        return ask(store.next_version(fill, store.current()), "select theme from project where project_id = 'p1'")[0][0]

    return of


WORDS = {
    "migration": ["migra*"],
    "not_migration": ["data migration"],
    "statistics": ["estadístic*"],
    "data": ["data", "d’enquête"],
}


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Support to MIGRANTS", "migration"),
        ("Immigrants", "statistics"),  # a word begins where the term begins
        ("Migración: estadisticas", "migration_statistics"),
        ("Données d'enquete sur la migration", "migration_statistics"),
        ("Data, migration", "not_migration"),  # marks between words do not matter
        ("Big-data migration of a register", "not_migration"),
        ("Metadata on migration", "migration"),
        ("Refugee data in camps for migrants", "migration"),
        ("Statistics of refugees", "statistics"),
        (None, "statistics"),
    ],
)
def test_words_decide_whatever_the_accents_and_capitals(theme_of, title, theme):
    assert theme_of(title, **WORDS, operations=["camps"]) == theme


def test_an_operation_counts_as_data_but_not_against_statistics(theme_of):
    words = {"migration": ["refugee*"], "data": ["data"], "statistics": ["statistic*"], "operations": ["camps"]}
    assert theme_of("Data from refugee camps", **words) == "migration"
    assert theme_of("Statistics from refugee camps", **words) == "migration_statistics"


def test_a_star_stays_in_its_word(theme_of):
    assert theme_of("Systems for labour migration", migration=["migration"], not_migration=["system* migration"]) == "migration"
    assert theme_of("Survey 100% _ migration", migration=["%", "_", "*"]) == "statistics"


def test_without_words_no_record_is_about_migration(theme_of):
    assert theme_of("Survey of migrants") == "statistics"


def test_the_first_version_says_why(tiny, ask):
    assert ask(tiny, THEMES) == [("p1", "migration_statistics"), ("p2", "migration"), ("p6", "migration_statistics")]
    reasons = ask(tiny, "select theme_reason from project where project_id in ('p1', 'p2', 'p3') order by project_id")
    assert reasons == [("“migra*” and “survey*”",), ("“reintegration”, but “data” beside “return*” is an operation",), (None,)]


def test_a_new_word_changes_themes_and_sums_of_the_version_that_is_made(tiny, ask):
    new = publish.commit([term(tiny, "migration", "tourism")], SIGNED)
    assert ("p8", "migration_statistics") in ask(new, THEMES)
    total = "select theme, sum(amount_usd) from funding where recipient_iso3 = 'FJI' and measure = 'disbursement' group by all"
    assert ask(new, total) == [("migration_statistics", 400000)]
    assert ask(tiny, total) == [("statistics", 400000)]


def test_a_record_is_decided_by_hand_and_the_rules_are_not_measured_on_it(tiny, ask):
    new = publish.commit([by_hand(tiny, "p2", "migration_statistics")], SIGNED)
    decided = ask(new, "select theme, theme_reason from project where project_id = 'p2'")
    assert decided == [("migration_statistics", "It says so (Ann)")]
    assert set(store.read("classifier_accuracy", tiny)["sample_half"]) == {"held_out", "written_on"}
    assert set(store.read("classifier_accuracy", new)["sample_half"]) == {"written_on"}


def test_a_record_that_is_not_there_cannot_be_decided(tiny):
    with pytest.raises(RuleBroken, match="A record that is decided by hand is in the landscape"):
        publish.commit([by_hand(tiny, "p99", "migration")], SIGNED)


def test_every_record_is_in_the_sums_once_for_each_measure(version, ask):
    sums = ask(
        version,
        """
        select measure, theme, sum(record_count), sum(negative_count)
        from funding where lens = 'statistics' group by all order by all
        """,
    )
    for measure, column in (("commitment", "commitment_usd"), ("disbursement", "disbursement_usd")):
        records = f"select theme, count(*), count(*) filter ({column} < 0) from project group by all order by all"
        assert [row[1:] for row in sums if row[0] == measure] == ask(version, records)


def test_the_rules_are_right_and_find_most_on_the_half_they_were_not_written_on(version):
    measured = store.read("classifier_accuracy", version).set_index(["sample_half", "classifier_rule"])
    held_out = measured.loc[("held_out", "strict")]
    assert held_out["precision_pct"] >= 95
    assert held_out["recall_pct"] >= 90
    assert held_out["sample_count"] == 92
    assert held_out["title_count"] == 50, "some titles stand in many records"
    assert [round(held_out[f"title_{one}_pct"]) for one in ("precision", "recall")] == [95, 87]
    assert measured.loc[("held_out", "wide"), ["precision_pct", "recall_pct"]].min() >= 95
    assert measured.loc[("written_on", "strict"), "sample_count"] == 94


def test_no_title_is_in_both_halves(version, ask):
    plain = "regexp_replace(lower(strip_accents(title)), '[^a-z0-9]+', '', 'g')"
    twice = f"select {plain} from classifier_sample group by 1 having count(distinct sample_half) > 1"
    assert ask(version, twice) == []


def test_words_are_in_three_languages(version, ask):
    of_lists = "select term_list, count(distinct language) filter (language <> 'any') from classifier_term group by 1"
    assert set(dict(ask(version, of_lists)).values()) == {3}
