"""Versions and reading: immutable, all or nothing, and right from many threads at once."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from landscape import publish, store
from landscape.problems import Problem
from tests.conftest import TINY


def one_row(connection):
    connection.execute("create table donor as select 'x' as donor_id")


def names(folder):
    return sorted(path.name for path in folder.glob("*") if path.suffix != ".lock")


def test_a_version_cannot_be_written(tiny, ask):
    for statement in ("delete from donor", "create table more (a integer)", "drop table funding"):
        with pytest.raises(store.DatabaseError, match="read-only"):
            ask(tiny, statement)
    assert ask(tiny, "select count(*) from donor") == [(4,)]


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('{file}')",
        "select * from read_text('{file}')",
        "attach '{file}' as other",
        "copy donor to '{file}'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_a_version_reaches_nothing_outside_itself(tiny, ask, statement):
    with pytest.raises(store.DatabaseError):
        ask(tiny, statement.format(file=TINY / "donor.csv"))


def test_a_missing_parameter_raises(tiny):
    with pytest.raises(KeyError, match="used"):
        store.read("sources_of", tiny)


def test_parameters_a_question_does_not_name_are_left_out(tiny):
    assert store.read("explore/donor_totals", tiny, region=["Africa"]).donor_count.item() == 4


def test_a_version_that_does_not_exist_is_a_clear_problem(tiny):
    with pytest.raises(store.NoVersion) as problem:
        store.read("explore/donor_totals", "0099")
    assert str(problem.value) == "There is no version 0099 of the landscape. Versions that exist: 0001."
    with pytest.raises(store.NoVersion):
        store.made_on("0099")


@pytest.mark.parametrize("name", ["../versions/0001", "", "0001.duckdb", "/etc/passwd", "current"])
def test_a_name_that_is_none_of_a_version_is_a_clear_problem(tiny, name):
    with pytest.raises(store.NoVersion):
        store.read("explore/donor_totals", name)


def test_before_the_first_version_the_way_out_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "none"))
    assert store.versions() == []
    with pytest.raises(store.NoVersion, match="make build"):
        store.current()


def test_the_next_version_is_put_in_force_and_the_old_one_stays(tiny):
    assert store.next_version(one_row) == store.current() == "0002"
    assert store.versions() == ["0001", "0002"]
    assert store.read("explore/donor_totals", "0001").donor_count.item() == 4
    assert store.read("explore/donor_totals", "0002").donor_count.item() == 1
    assert names(store.folder()) == ["0001.duckdb", "0002.duckdb", "current"]


def test_a_version_that_fails_on_the_way_leaves_everything_as_it_was(tiny):
    def fails(connection):
        one_row(connection)
        raise RuntimeError("the power went")

    before = names(store.folder())
    with pytest.raises(RuntimeError, match="the power went"):
        store.next_version(fails)
    assert store.current() == "0001"
    assert names(store.folder()) == before


def test_a_draft_that_a_crash_left_behind_does_no_harm(tiny):
    (store.folder() / f"draft-{os.getpid()}.duckdb").write_bytes(b"half a file")
    assert store.next_version(one_row) == "0002"


def test_a_name_is_never_used_twice(tiny):
    made = [store.next_version(one_row) for _ in range(3)]
    assert made == ["0002", "0003", "0004"]
    (store.folder() / "current").write_text("0001\n", encoding="utf-8")
    assert store.next_version(one_row) == "0005"


def test_names_go_on_after_9999(tmp_path, monkeypatch):
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path))
    (tmp_path / "9999.duckdb").touch()
    (tmp_path / "10000.duckdb").touch()
    assert store.next_version(one_row) == "10001"
    assert store.versions()[-1] == "10001"


def test_a_folder_that_cannot_be_written_is_a_clear_problem(tmp_path, monkeypatch):
    in_the_way = tmp_path / "a-file"
    in_the_way.touch()
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(in_the_way / "versions"))
    with pytest.raises(store.FolderNotWritable, match="LANDSCAPE_VERSIONS"):
        publish.first_version(TINY)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who runs this may write everywhere")
def test_a_read_only_folder_is_a_clear_problem(tmp_path, monkeypatch):
    tmp_path.chmod(0o500)
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path))
    with pytest.raises(store.FolderNotWritable):
        publish.first_version(TINY)


def test_a_version_knows_when_it_was_made(tiny):
    assert abs(datetime.now(UTC) - store.made_on(publish.first_version(TINY))) < timedelta(minutes=5)


def test_a_copied_file_keeps_its_date(tiny, tmp_path, monkeypatch):
    made = store.made_on(tiny)
    copied = shutil.copy(store.folder() / "0001.duckdb", tmp_path)
    os.utime(copied, (0, 0))
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path))
    assert store.made_on("0001") == made


def test_a_version_that_is_not_signed_has_the_date_of_its_file(tiny):
    unsigned = store.next_version(one_row)
    assert store.made_on(unsigned).timestamp() == pytest.approx((store.folder() / "0002.duckdb").stat().st_mtime)


def test_the_file_of_the_landscape_is_small_enough_to_send(version):
    assert (store.folder() / f"{version}.duckdb").stat().st_size <= 40e6


def test_many_threads_at_once_all_get_their_own_answer(tiny):
    sources = {"donor": 2, "country": 1, "funding": 3, "observation": 2, "funding:un": 1}
    asked = [list(sources)[n % len(sources)] for n in range(16 * 25)]
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda used: len(store.read("sources_of", tiny, used=[used])), asked))
    assert answers == [sources[used] for used in asked]


def test_only_the_versions_used_last_stay_open(tiny):
    for _ in range(12):
        store.next_version(one_row)
    for name in store.versions():
        store.read("explore/donor_totals", name)
    here = [path for path in store._connections if path.startswith(str(store.folder()))]
    assert here == [str(store.file_of(name)) for name in store.versions()[-8:]]


def test_a_version_let_go_is_still_read_by_those_who_began(tiny):
    with store.scratch(tiny) as began:
        for _ in range(9):
            store.read("explore/donor_totals", store.next_version(one_row))
        assert str(store.file_of(tiny)) not in store._connections
        assert store.question(began, "explore/donor_totals").donor_count.item() == 4


def test_a_version_that_is_removed_is_gone_and_those_who_began_read_on(tiny):
    store.next_version(one_row)
    with store.scratch(tiny) as began:
        store.remove([tiny])
        assert store.question(began, "explore/donor_totals").donor_count.item() == 4
    assert store.versions() == ["0002"]
    with pytest.raises(store.NoVersion):
        store.read("explore/donor_totals", tiny)


def test_what_the_store_refuses_is_said_to_the_reader():
    assert issubclass(store.NoVersion, Problem)
    assert issubclass(store.FolderNotWritable, Problem)


def test_a_version_from_before_a_field_says_so(tiny):
    old = store.next_version(lambda connection: connection.execute("alter table donor drop column acronym"), tiny)
    with pytest.raises(store.TooOld, match=rf"Version {old} was made before .* publish any change"):
        store.read("options/donor_spelled", old, spelling="x")
    with pytest.raises(store.TooOld):
        store.frame("select acronym from donor", old)


def test_a_question_that_builds_on_a_view_is_asked_of_any_version_and_of_a_draft(tiny):
    """The view is made on the way: no version holds it, an older one neither."""
    every = {key: [] for key in ("region", "countries", "data_source", "arrangement", "linked", "institution_kind")}
    assert store.views_of("frameworks/exchanges") == ("views/exchange_flow",)
    asked = store.read("frameworks/exchanges", tiny, **every)
    drafted = []
    new = store.next_version(lambda draft: drafted.append(store.question(draft, "frameworks/exchanges", **every)), tiny)
    assert len(asked) and asked.equals(drafted[0])
    assert asked.equals(store.read("frameworks/exchanges", new, **every))
    old = store.next_version(lambda draft: draft.execute("alter table data_exchange drop column is_planned"), new)
    with pytest.raises(store.TooOld, match=f"Version {old} was made before"):
        store.read("frameworks/exchanges", old, **every)
