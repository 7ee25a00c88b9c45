"""Changes put into a draft: what goes, what comes, in the types of the dictionary, and all else as it was."""

from datetime import date

from landscape import changes, dictionary, merge, store
from landscape.changes import Change, Changes, compare


def merged(*some):
    """The next version, made of these changes alone."""

    def fill(connection):
        for one in some:
            merge.apply(connection, one)

    return store.next_version(fill, some[0].version)


def test_records_come_change_and_go_and_the_others_stay(tiny):
    rows = [(2, {"donor_id": "new", "name": "New", "donor_type": "Private", "source_id": "m49"}), (3, {"donor_id": "germany"})]
    rows[0][1].update(funds_statistics="no", funds_migration_statistics="no")
    rows[1][1]["note"] = "Met"
    before = changes.records("donor", tiny)
    after = changes.records("donor", merged(compare("donor", tiny, rows, "replace")))
    assert set(after) == {("new",), ("germany",)}
    assert after[("germany",)] == before[("germany",)] | {"note": "Met"}
    assert after[("new",)]["oda_2024_usd"] is None


def test_every_table_can_be_taken_away_and_put_back_as_it_was(tiny):
    before = {table.name: changes.records(table.name, tiny) for table in dictionary.tables()}
    without = merged(
        *(Changes(name, tiny, removed=tuple(Change(name, "removed", key, "") for key in rows)) for name, rows in before.items())
    )
    assert [name for name in before if changes.records(name, without)] == []

    def back(name):
        rows = before[name].items()
        return tuple(Change(name, "added", key, "", {field: (None, value) for field, value in row.items()}) for key, row in rows)

    again = merged(*(Changes(name, without, added=back(name)) for name in before))
    for name, rows in before.items():
        assert changes.records(name, again) == rows, name


def test_a_record_whose_key_is_partly_unknown_is_changed_and_not_doubled(tiny):
    found = changes.records("funding", tiny).items()
    (key,) = [key for key, one in found if one["donor_id"] == "unfpa" and one["amount_usd"] == 9e5]
    assert None in key
    change = Change("funding", "changed", key, "", {"amount_usd": (9e5, 8e5)})
    after = changes.records("funding", merged(Changes("funding", tiny, changed=(change,))))
    assert after[key]["amount_usd"] == 8e5
    assert len(after) == len(changes.records("funding", tiny))


def test_a_row_that_is_added_takes_the_place_of_one_with_its_key(tiny):
    def fill(connection):
        merge.add(connection, "exchange_rate", [{"currency": "EUR", "year": 2024, "units_per_dollar": 0.7, "source_id": "m49"}])
        merge.add(connection, "exchange_rate", [])

    rates = changes.records("exchange_rate", store.next_version(fill, tiny))
    assert (len(rates), rates["EUR", 2024]["units_per_dollar"]) == (3, 0.7)


def test_values_get_the_type_of_their_field():
    table = dictionary.table("source")
    row = {"source_id": "=1+1", "retrieved_on": date(2026, 1, 2), "row_count": 3}
    made = merge.typed(table, [row])
    assert made.column_names == list(table.field_names)
    assert {name: value for name, (value,) in made.to_pydict().items() if value is not None} == row
