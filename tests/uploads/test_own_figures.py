"""How a figure of the example becomes a member's own: by a source of its own, and never by a tick alone."""

from dataclasses import replace

import pytest

from landscape import publish, store
from landscape.changes import records
from landscape.editing import Editing, prepared
from tests.uploads.making import ANN, edited, only, published, read, row_of

TICKS = [
    ("cost_line", "portal", "cost_line_figure_without_source"),
    ("parameter", "country_count", "parameter_without_source"),
    ("parameter", "overhead_pct", "parameter_without_source"),
    ("activity", "coordination", "activity_without_source"),
]


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A version of its own of the whole landscape, on which a test may publish."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    return publish.first_version()


def of(table, key):
    return records(table, store.current())[key,]


def every_line(version, **values):
    return Editing(
        "cost_line", version, {(key, name): value for key in records("cost_line", version) for name, value in values.items()}
    )


@pytest.mark.parametrize(("table", "key", "rule"), TICKS)
def test_a_tick_alone_makes_no_figure_of_the_example_anybodys_own(own, table, key, rule):
    done = prepared([Editing(table, own, {((key,), "is_illustrative"): False})], own)
    assert [(one.rule, one.is_blocking) for _, one in done.findings] == [(rule, True)]
    assert all(one.changes.is_empty for one in done.uploads)


@pytest.mark.parametrize("basis", ["Quote", "Expert estimate", "Published reference cost"])
def test_one_tick_on_all_lines_publishes_nothing_whatever_the_basis(own, basis):
    done = prepared([every_line(own, is_illustrative=False, basis=basis)], own)
    assert {one.rule for _, one in done.findings if one.is_blocking} == {"cost_line_figure_without_source"}
    assert [one.changes.changed for one in done.uploads if not one.changes.is_empty] == []


@pytest.mark.parametrize(("table", "key", "rule"), TICKS)
@pytest.mark.parametrize("said", ["this-publication", "This publication: a figure of my own", "my own list"])
def test_a_figure_edited_on_screen_rests_on_who_publishes_it(own, ask, table, key, rule, said):
    done = prepared([Editing(table, own, {((key,), "is_illustrative"): False, ((key,), "source_id"): said})], own)
    assert done.findings == ()
    assert done.uploads[0].changes.changed[0].fields["source_id"][1] == "this-publication"
    made = published(done.uploads)
    row = of(table, key)
    assert not row["is_illustrative"] and row["source_id"].startswith("upload-")
    ((publisher, title, count, flaws),) = ask(
        made, f"select publisher, title, row_count, known_flaws from source where source_id = '{row['source_id']}'"
    )
    assert (publisher, title, count) == ("Ann", "Edited on screen", 1) and ANN.note in flaws
    assert ask(made, "select count(*) from source where source_id = 'this-publication'") == [(0,)]
    assert ask(made, "select after_value from change_log where field = 'source_id'") == [(row["source_id"],)]


def test_a_figure_changed_in_excel_rests_on_the_file(own, ask):
    row = row_of("cost_line", "portal")
    edits = [("Illustrative", "No"), ("Source", "this-publication"), ("Basis", "Quote"), ("Unit cost", 120_000)]
    one = only(read(edited("cost_line", *((row, header, value) for header, value in edits)), "our-costs.xlsx"))
    assert [found for found in one.findings if found.is_blocking] == []
    made = published([one], replace(ANN, file=("our-costs.xlsx", "ab" * 32)))
    line = of("cost_line", "portal")
    assert (line["unit_cost"], line["basis"], line["is_illustrative"]) == (120_000, "quote", False)
    assert ask(made, f"select title from source where source_id = '{line['source_id']}'") == [("our-costs.xlsx",)]
