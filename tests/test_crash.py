"""A publisher is killed, meets another one, or finds the disk full: every reader finds a whole version, and nothing is lost."""

import multiprocessing
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from landscape import publish, store
from tests import kill_publisher
from tests.conftest import ALL, TINY, slow
from tests.kill_publisher import donors

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of Unix")
processes = multiprocessing.get_context("forkserver")


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDSCAPE_VERSIONS", "")  # and put back at the end
        yield kill_publisher.Trial(tmp_path_factory.mktemp("killed"))


def test_a_publication_changes_what_it_should_and_nothing_else(trial):
    changed = {name for name, content in trial.new.items() if content != trial.old[name]}
    assert changed == {"donor", "source", "source_use", "change_log", "column_match"}
    assert trial.new["donor"][0] == trial.old["donor"][0] + 1


def test_killed_at_any_instant_the_old_version_or_the_new_one_is_whole(trial):
    found = kill_publisher.killed_at_random(trial, 200 if ALL else 12)
    assert False in found


def test_killed_before_any_line_of_the_store_the_old_version_or_the_new_one_is_whole(trial):
    found = kill_publisher.killed_before_lines(trial, 1 if ALL else 24)
    assert found == sorted(found), "once the new version is in force it stays"
    assert not found[0]


def publish_in_a_process(folder, name, start, told):
    os.environ["LANDSCAPE_VERSIONS"] = folder
    told.send(attempt(name, start))


def attempt(name, start):
    changes = donors(store.current(), name)
    start.wait(30)
    try:
        return publish.commit([changes], publish.Signature(name, "At the same time"))
    except store.Outdated as problem:
        return str(problem)


def test_of_two_publishers_one_wins_and_readers_notice_nothing(tiny):
    ours, theirs = processes.Pipe()
    start, done = processes.Barrier(2), threading.Event()
    other = processes.Process(target=publish_in_a_process, args=(str(store.folder()), "other", start, theirs))

    def reader(_):
        seen = set()
        while not done.is_set():
            version = store.current()
            seen.add((version, store.read("explore/donor_totals", version).donor_count.item()))
            time.sleep(0.005)
        return seen

    many = 20 if ALL else 5
    with ThreadPoolExecutor(many) as readers:
        found = [readers.submit(reader, n) for n in range(many)]
        other.start()
        answers = [attempt("own", start), ours.recv()]
        time.sleep(0.05)
        done.set()
        seen = set().union(*(one.result() for one in found))
    other.join()
    assert seen <= {("0001", 4), ("0002", 5)}
    (won,) = [one for one in answers if one == "0002"]
    (lost,) = [one for one in answers if one != won]
    assert lost.startswith("The landscape has changed since you previewed: version 0002 is in force")

    again = "own" if answers[0] == lost else "other"
    publish.commit([donors(store.current(), again)], publish.Signature(again, "Previewed again"))
    names = store.read("options/donor", store.current()).code
    assert {"own", "other"} <= set(names)


def test_many_threads_of_one_process_publish_one_after_the_other(tiny):
    def insist(name):
        while True:
            try:
                return publish.commit([donors(store.current(), name)], publish.Signature(name, "Insists"))
            except store.Outdated:
                continue

    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(insist, ["a", "b", "c"]))
    assert sorted(made) == ["0002", "0003", "0004"]
    assert store.read("explore/donor_totals", store.current()).donor_count.item() == 7


def publish_on_a_full_disk(folder, room, told):
    """Publish where no file can become larger than the version in force and some more."""
    import resource
    import signal

    os.environ["LANDSCAPE_VERSIONS"] = folder
    many = {f"new-{n}": os.urandom(400).hex() for n in range(4000)}
    changes = donors(store.current(), "one")
    added = [
        replace(changes.added[0], key=(n,), fields={**changes.added[0].fields, "donor_id": (None, n), "note": (None, t)})
        for n, t in many.items()
    ]
    limit = store.file_of(store.current()).stat().st_size + room
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        told.send(publish.commit([replace(changes, added=tuple(added))], publish.Signature("Ann", "Long")))
    except Exception as error:
        told.send(f"{type(error).__name__}: {error}")


@pytest.mark.parametrize("room", [-100_000, pytest.param(0, marks=slow), 300_000, pytest.param(1_000_000, marks=slow)])
def test_a_full_disk_is_said_and_leaves_the_old_version_in_force(tiny, room):
    ours, theirs = processes.Pipe()
    process = processes.Process(target=publish_on_a_full_disk, args=(str(store.folder()), room, theirs))
    process.start()
    said = ours.recv()
    process.join()
    assert said.startswith("FolderNotWritable: The folder ")
    assert "(File too large). Make it writable or free some space" in said
    assert sorted(path.name for path in store.folder().glob("*") if path.suffix != ".lock") == ["0001.duckdb", "current"]
    assert store.current() == tiny
    assert publish.commit([donors(tiny, "one")], publish.Signature("Ann", "Now there is room")) == "0002"


def test_what_duckdb_keeps_beside_a_draft_is_removed_too(tiny):
    (store.folder() / "draft-0.duckdb.wal").write_bytes(b"half a log")
    (store.folder() / "draft-0.duckdb.tmp").mkdir()
    (store.folder() / "draft-0.duckdb.tmp" / "block").write_bytes(b"half a block")
    assert publish.first_version(TINY) == "0002"
    assert list(store.folder().glob("draft-*")) == []
