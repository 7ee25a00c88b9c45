"""Kill a publisher with signal 9 at many instants, and say whether the landscape was whole each time.

`python -m tests.kill_publisher 200` does it with processes of their own in a folder that is thrown away. The instants are spread
at random over the time a publication takes; and, as the last steps are short, one lies before each line of the store that runs.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from landscape import changes, dictionary, plans, publish, store

TINY = Path(__file__).parent / "data" / "tiny"
SEED = 3
SIGNATURE = publish.Signature("Ann", "After the meeting", ("list.xlsx", "ab" * 32))

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["landscape.publish"])


def donors(version: str, name: str) -> changes.Changes:
    """A list that adds one donor and changes another."""
    new = {"donor_id": name, "name": name.title(), "donor_type": "Private", "evidence_count": 0}
    new |= {"funds_statistics": "unknown", "funds_migration_statistics": "unknown", "note": "A note. " * 200}
    known = {"donor_id": "germany", "note": f"Met {name}"}
    return changes.compare("donor", version, [(2, new), (3, known)])


def publish_one(name: str) -> str:
    """One publication on the version in force."""
    remembered = [{"headers": name, "header": "Donor", "table_name": "donor", "field": "name"}]
    version = store.current()
    conversion = plans.Conversion(2, "oda_2024_usd", "EUR 5", 5.0, "EUR", 10.0, 0.5, 2024, "donor")
    return publish.commit([donors(version, name)], SIGNATURE, [conversion], remembered)


def state() -> dict[str, tuple]:
    """Row count and digest of each table of the version in force; of what a publication dates, the count alone."""
    found = {}
    for table in dictionary.tables():
        count, content = store.frame(table.digest, store.current()).iloc[0].tolist()
        found[table.name] = (count, None if table.name in changes.WRITTEN else content)
    return found


def _publisher(folder: str, name: str, told, line: int | None) -> None:
    os.environ["LANDSCAPE_VERSIONS"] = folder
    told.send("ready")
    if line is not None:
        sys.settrace(_killed_before(line))
    began = time.perf_counter()
    publish_one(name)
    took = time.perf_counter() - began
    sys.settrace(None)
    told.send(took)


def _killed_before(line: int):
    """A trace that kills this process before it runs the line of the store with this number, counted as they run."""
    left = [line]

    def trace(frame, event, _):
        if frame.f_code.co_filename != store.__file__:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def _reader(folder: str, told, publishes: str | None) -> None:
    """What the next person finds, and that the next publication succeeds and leaves nothing else behind."""
    os.environ["LANDSCAPE_VERSIONS"] = folder
    try:
        found = [state()]
        if publishes:
            publish_one(publishes)
            found.append(state())
            left = [path.name for path in Path(folder).iterdir() if path.name.startswith("draft-")]
            assert not left, f"left behind: {left}"
        told.send(found)
    except BaseException as error:
        told.send(f"{type(error).__name__}: {error}")


def _asked(target, *arguments) -> object:
    ours, theirs = _processes.Pipe()
    process = _processes.Process(target=target, args=(arguments[0], theirs, *arguments[1:]))
    process.start()
    answer = ours.recv()
    process.join()
    return answer


class Trial:
    """A folder with one version, what it holds, and what one publication and the next make of it."""

    def __init__(self, home: Path) -> None:
        """Build the version, and publish undisturbed to know what is to be expected."""
        self.home = home
        os.environ["LANDSCAPE_VERSIONS"] = str(home / "first")
        publish.first_version(TINY)
        whole = self.copy("whole")
        (self.old,) = self.look(whole)
        took = [self.run(self.copy(f"whole-{n}")) for n in range(3)]
        self.seconds = sorted(took)[1]
        self.new, self.after_new = self.look(self.copy("whole-0", "done"), "next")
        _, self.after_old = self.look(whole, "next")

    def copy(self, name: str, *of: str) -> Path:
        """A copy of the folder with the first version, or of another."""
        source = self.home / ("first" if not of else name)
        target = self.home / (name if not of else f"{name}-{of[0]}")
        return Path(shutil.copytree(source, target))

    def look(self, folder: Path, publishes: str | None = None) -> list[dict]:
        """What a reader finds in a folder, and again after the next publication. Raises `AssertionError`."""
        answer = _asked(_reader, str(folder), publishes)
        assert not isinstance(answer, str), answer
        return answer

    def run(self, folder: Path, after: float | None = None, line: int | None = None) -> float:
        """Publish in a process of its own, and kill it after some seconds or before some line; returns the seconds it took."""
        ours, theirs = _processes.Pipe()
        process = _processes.Process(target=_publisher, args=(str(folder), "one", theirs, line))
        process.start()
        theirs.close()
        assert ours.recv() == "ready"
        if after is not None:
            time.sleep(after)
            process.kill()
        try:
            took = ours.recv()
        except EOFError:
            took = 0.0
        process.join()
        return took

    def is_new(self, name: str, after: float | None = None, line: int | None = None) -> tuple[bool, float]:
        """Kill one publisher: whether its version is in force, and the seconds it took if it ended. Raises `AssertionError`."""
        folder = self.copy(name)
        took = self.run(folder, after, line)
        found, then = self.look(folder, "next")
        assert found in (self.old, self.new), f"{name}: neither the old version nor the new one"
        is_new = found == self.new
        assert then == (self.after_new if is_new else self.after_old), f"{name}: the next publication lost something"
        shutil.rmtree(folder)
        return is_new, took


def killed_at_random(trial: Trial, times: int) -> list[bool]:
    """Whether the new version was in force after each kill at a random instant."""
    chance = random.Random(SEED)
    return [trial.is_new(f"random-{n}", after=chance.uniform(0, 1.1 * trial.seconds))[0] for n in range(times)]


def killed_before_lines(trial: Trial, step: int = 1) -> list[bool]:
    """Whether the new version was in force after a kill before each line, or each so many lines, of the store that runs."""
    found, line = [], 0
    while True:
        is_new, took = trial.is_new(f"line-{line}", line=line)
        if took:
            return found
        found.append(is_new)
        line += step


def main() -> None:
    """Kill as often as asked, and say what was found."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as home:
        trial = Trial(Path(home))
        at_random, before_lines = killed_at_random(trial, times), killed_before_lines(trial)
    for what, found in (("random instants", at_random), ("lines of the store", before_lines)):
        print(
            f"{len(found)} {what}: {found.count(False)} times the old version, {found.count(True)} times the new one, each whole."
        )
    print(f"One publication takes {trial.seconds:.2f} s.")


if __name__ == "__main__":
    main()
