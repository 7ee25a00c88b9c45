"""What a publication does for the Global Programme: stages are dated, moves are checked, old versions get the example."""

import csv
from datetime import date

import pytest

from landscape import publish, store
from landscape.changes import Change, Changes, compare, records
from landscape.matching import records as naming
from landscape.refusals import RuleBroken
from landscape.sources import example_programme
from tests.uploads.making import ANN, edited, only, read, row_of

NEW = {"opportunity_id": "unfpa-training", "name": "UNFPA for training", "donor_id": "unfpa", "activity_id": "training"}
NEW |= {"stage": "identified", "source_id": "fund-page"}
WHOLE = {"opportunity_id": "germany-surveys", "line_id": "field-work", "share_pct": 100.0}
STAGES = "select opportunity_id, stage, made_by from opportunity_stage order by entered_at, opportunity_id"


def change(version, **fields):
    """Publish some fields of the opportunity on surveys, or another record of that table."""
    return publish.commit([compare("opportunity", version, [(None, {"opportunity_id": "germany-surveys"} | fields)])], ANN)


def gone(table, version, *key):
    record = records(table, version)[key]
    return Change(
        table, "removed", key, str(key[0]), {name: (value, None) for name, value in record.items() if value is not None}
    )


def rows_of(table):
    with (publish.DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the example ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", example_programme._LINES, ids=lambda line: line.code)
def test_each_unit_cost_of_the_example_is_a_published_cost_divided_by_what_it_paid_for(line):
    published = {row["benchmark_id"]: row for row in rows_of("cost_benchmark")}
    (row,) = [row for row in rows_of("cost_line") if row["line_id"] == line.code]
    assert (row["benchmark_id"], float(row["benchmark_units"])) == line.central
    assert (row["low_benchmark_id"], row["high_benchmark_id"]) == (line.low[0], line.high[0])
    assert (float(row["low_benchmark_units"]), float(row["high_benchmark_units"])) == (line.low[1], line.high[1])
    for name, (code, units) in (("unit_cost", line.central), ("unit_cost_low", line.low), ("unit_cost_high", line.high)):
        assert float(row[name]) == pytest.approx(float(published[code]["amount_usd"]) / units, abs=0.005)
    assert float(row["unit_cost_low"]) <= float(row["unit_cost"]) <= float(row["unit_cost_high"])
    assert row["source_id"] == published[line.central[0]]["source_id"]
    assert row["is_illustrative"] == "true"


def test_each_reference_of_the_example_is_divided_by_the_units_that_it_paid_for(version):
    lines = {row["line_id"]: row for row in rows_of("cost_line")}
    found = store.read("strategy/reference_costs", version)
    ends = {"named": "unit_cost", "low": "unit_cost_low", "high": "unit_cost_high"}
    assert set(ends) < set(found["reference_kind"])
    for row in found.itertuples():
        if row.reference_kind in ends:
            assert row.reference_per_unit == pytest.approx(float(lines[row.line_id][ends[row.reference_kind]]), abs=0.005)
        else:  # how many units of the line others paid for, nobody says
            assert float(lines[row.line_id]["benchmark_units"]) == 1


def test_every_row_of_the_example_is_illustrative():
    for table in publish.EXAMPLE:
        assert {row["is_illustrative"] for row in rows_of(table)} == {"true"}, table


def uses_counted(table):
    return f"select source_id, row_count from source_use where table_name = '{table}' order by all"


def uses_there(table):
    return f"select source_id, count(*) from {table} where source_id is not null group by all order by all"


def test_a_version_from_before_the_programme_gets_the_example_its_moves_and_its_sources(tiny, ask):
    programme = ("decision", "meeting", "opportunity_line", "opportunity_stage", "opportunity", "cost_line", "activity")

    def older(connection):
        for name in (*programme, "parameter", "stage_transition"):
            connection.execute(f"drop table {name}")
            connection.execute(f"delete from source_use where table_name = '{name}'")

    old = store.next_version(older, tiny)
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    made = publish.commit([Changes("donor", old, changed=(one,))], ANN)
    for table in (*sorted(publish.EXAMPLE), "stage_transition"):
        assert ask(made, f"select count(*) from {table}") == [(len(rows_of(table)),)], table
    for table in sorted(publish.EXAMPLE):
        assert ask(made, f"select source_id from {table} where source_id not in (select source_id from source)") == []
    assert ask(made, "select count(*) from opportunity") == [(0,)]
    assert ask(made, "select title from source where source_id = 'fund-page'") == [("What the fund pays for",)]
    for table in sorted(publish.EXAMPLE):
        assert ask(made, uses_counted(table)) == ask(made, uses_there(table)) != [], table


def test_taking_back_a_version_from_before_the_programme_leaves_the_programme_as_it_is(tiny, ask):
    def older(connection):
        for name in ("opportunity_line", "opportunity_stage", "opportunity", "cost_line", "activity", "parameter"):
            connection.execute(f"drop table {name}")
            connection.execute(f"delete from source_use where table_name = '{name}'")

    old = store.next_version(older, tiny)
    one = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    made = publish.commit([Changes("donor", old, changed=(one,))], ANN)  # with the example
    now = publish.commit([compare("activity", made, [(None, {"activity_id": "regional-training", "lead": "UNSD"})])], ANN)
    back = publish.restore(old, ANN, now)
    for table in ("parameter", "activity", "cost_line", "opportunity", "opportunity_line"):
        assert records(table, back) == records(table, now), table
    assert ask(back, "select count(*) from change_log where table_name = 'cost_line'") == [(0,)]
    assert ask(back, "select source_id from cost_line where source_id not in (select source_id from source)") == []
    for table in ("parameter", "activity", "cost_line"):
        assert ask(back, uses_counted(table)) == ask(back, uses_there(table)) != [], table


def test_taking_back_is_refused_where_a_list_that_stays_names_what_is_no_longer_there(tiny):
    def older(connection):
        for name in ("opportunity_line", "opportunity_stage", "opportunity"):
            connection.execute(f"drop table {name}")

    old = store.next_version(older, tiny)
    donor = records("donor", old)["example-foundation",] | {"donor_id": "ruritania", "name": "Ruritania"}
    made = publish.commit([compare("donor", old, [(None, donor)])], ANN)
    now = publish.commit(
        [compare("opportunity", made, [(None, NEW | {"name": "Ask of Ruritania", "donor_id": "ruritania"})])], ANN
    )
    said = f"^Ask of Ruritania: Donor is “ruritania”, which “Donors” of version {old} does not hold. .*Nothing was published.$"
    with pytest.raises(RuleBroken, match=said):
        publish.restore(old, ANN, now)
    assert store.current() == now
    assert publish.restore(made, ANN, now) == store.current(), "that version has the donor"


# --- stages -----------------------------------------------------------------------------------------------------------

FIRST = [("germany-surveys", "proposal", None), ("turkiye-training", "committed", None)]


def test_the_first_version_dates_the_stages_that_it_begins_with(tiny, ask):
    assert ask(tiny, STAGES) == FIRST
    assert ask(tiny, "select max(entered_at) <= (select made_at from publication) from opportunity_stage") == [(True,)]


def test_a_new_opportunity_and_a_move_are_dated(tiny, ask):
    new = compare("opportunity", tiny, [(None, NEW)])
    moved = change(publish.commit([new], ANN), stage="negotiation")
    assert ask(moved, STAGES) == [*FIRST, ("unfpa-training", "identified", "Ann"), ("germany-surveys", "negotiation", "Ann")]
    ((days,),) = ask(moved, "select max(entered_at) - min(entered_at) from opportunity_stage where stage <> 'committed'")
    assert days.total_seconds() >= 0


def test_an_opportunity_that_goes_takes_its_stages_along(tiny, ask):
    made = publish.commit([Changes("opportunity", tiny, removed=(gone("opportunity", tiny, "turkiye-training"),))], ANN)
    assert ask(made, STAGES) == FIRST[:1]


def test_what_moves_no_opportunity_dates_nothing(tiny, ask):
    same_stage = change(tiny, ask=2_500_000.0)
    donor = Change("donor", "changed", ("germany",), "Germany", {"acronym": (None, "GE")})
    other = publish.commit([Changes("donor", same_stage, changed=(donor,))], ANN)
    assert ask(same_stage, STAGES) == ask(other, STAGES) == FIRST


def test_to_take_back_a_move_is_one_more_move(tiny, ask):
    moved = change(tiny, stage="negotiation")
    back = publish.restore(tiny, ANN, moved)
    stages = [("germany-surveys", "negotiation", "Ann"), ("germany-surveys", "proposal", "Ann")]
    assert ask(back, STAGES) == [*FIRST, *stages]


def test_a_move_that_is_not_allowed_is_refused_in_the_preview_and_at_publication(tiny):
    one = only(read(edited("opportunity", (row_of("opportunity", "germany-surveys"), "Stage", "Paid"))))
    assert one.changes.is_empty
    assert [(found.rule, found.column, found.found) for found in one.findings if found.is_blocking] == [
        ("opportunity_stage_not_allowed", "Stage", "Paid")
    ]
    with pytest.raises(RuleBroken, match="cannot move to this stage"):
        change(tiny, stage="paid")
    assert store.versions() == [tiny]


def test_a_share_that_goes_must_leave_the_others_whole(tiny):
    going = gone("opportunity_line", tiny, "germany-surveys", "workshops")
    with pytest.raises(RuleBroken, match="add up to 100 %"):
        publish.commit([Changes("opportunity_line", tiny, removed=(going,))], ANN)
    rest = compare("opportunity_line", tiny, [(None, WHOLE)])
    made = publish.commit([Changes("opportunity_line", tiny, changed=rest.changed, removed=(going,))], ANN)
    assert [record["share_pct"] for record in records("opportunity_line", made).values()] == [100.0]


def test_a_rule_that_others_broke_before_stops_nobody(tiny):
    broken = store.next_version(lambda draft: draft.execute("update opportunity_line set share_pct = 50"), tiny)
    assert store.read("checks/opportunity_line_shares_not_whole", broken).empty  # two halves
    broken = store.next_version(lambda draft: draft.execute("update opportunity_line set share_pct = 40"), broken)
    assert len(store.read("checks/opportunity_line_shares_not_whole", broken)) == 2
    assert change(broken, due_on=date(2027, 1, 1)) == store.current()


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_share_names_an_opportunity_that_is_new_in_the_same_file(tiny):
    known = naming.with_new(naming.names(tiny), "opportunity", {"unfpa-training": "UNFPA for training"})
    assert naming.reference("opportunity", "UNFPA for training", known).code == "unfpa-training"
    assert naming.reference("activity", "Household surveys", known).code == "surveys"
    assert naming.reference("cost_benchmark", "A household survey with a migration module", known).code == "survey"


def test_every_list_that_is_referred_to_is_known_by_name_where_people_keep_it(version):
    tables = naming.names(version).tables
    for table in ("activity", "cost_line", "cost_benchmark"):
        assert len(tables[table].labels) == len(records(table, version))
