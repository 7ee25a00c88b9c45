"""Measure the dashboard against its floor and print the tables of ratios: `make bench`.

`python -m benchmarks [page ...] [rerun|memory|browser|stress|upload|download|brief|matches ...]` measures some pages or parts.
All numbers of a row come from the same run on the same machine, ours and the floor's by turns; only the ratios mean anything.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
from datetime import date

from benchmarks import brief, browser, download, matching, programme, stress, upload
from benchmarks.server import Run, Server, Session, at_floor, floor_change
from benchmarks.subjects import SUBJECTS, Subject
from landscape import publish

BROWSER = (
    "page",
    "key to settled in the browser (ms)",
    "floor (ms)",
    "ratio",
    "floor with other figures (ms)",
    "ratio",
    "target",
)
PARTS = ("rerun", "memory", "browser", "stress", "upload", "download", "brief", "matches")


def main(asked: list[str]) -> int:
    """Print the tables as Markdown."""
    if strange := set(asked) - {*SUBJECTS, *PARTS}:
        print(f"There is no {', '.join(sorted(strange))}. Pages: {', '.join(SUBJECTS)}. Parts: {', '.join(PARTS)}.")
        return 1
    pages = [name for name in asked if name in SUBJECTS] or list(SUBJECTS)
    parts = [name for name in asked if name in PARTS] or (["rerun", "browser"] if asked else list(PARTS))
    print(f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}")
    with tempfile.TemporaryDirectory() as home:
        os.environ["LANDSCAPE_VERSIONS"] = home
        publish.first_version()
        if "rerun" in parts:
            head("page", "rerun after a filter change, uncached (ms)", "floor (ms)", "ratio", "target")
            for name in pages:
                if name == "programme":
                    programme.publish_lines()
                row(name, *rerun(SUBJECTS[name]), 2 if name == "programme" else 1.5)
        if "memory" in parts:
            head("what", "ours", "floor", "ratio", "target")
            memory, first = memory_and_first_page()
            row("memory, 20 sessions (MB)", *memory, 1.5)
            row("first page after start (ms)", *first, 2)
        if "browser" in parts:
            head(*BROWSER)
            for name in pages:
                if SUBJECTS[name].label:
                    ours, constant, changing = in_browser(SUBJECTS[name])
                    row(name, ours, constant, 1.3, f"{changing:.0f} | {ours / changing:.2f} | ")
        if "brief" in parts:
            head("what", "ours", "vl-convert alone", "ratio", "target")
            print(brief.measure(), flush=True)
        if "matches" in parts:
            head("500 cost lines, 60 mechanisms, 120 donors", "in DuckDB (ms of the processor)", "as tables (ms)", "target")
            print(matching.measure(), flush=True)
        if "upload" in parts:
            upload.show(head)
    if "download" in parts:
        head("what", "ours", "bare XlsxWriter", "ratio", "target")
        print(download.measure(), flush=True)
    if "stress" in parts:
        stress.show(head)
    return 0


def head(*titles: str) -> None:
    """The head of a table."""
    print(f"\n| {' | '.join(titles)} |\n|{' --- |' * len(titles)}", flush=True)


def row(name: str, ours: float, floor: float, target: float, more: str = "") -> None:
    """One row of a table."""
    print(f"| {name} | {ours:.0f} | {floor:.0f} | {ours / floor:.2f} | {more}≤ {target} |", flush=True)


def rerun(subject: Subject) -> tuple[float, float]:
    """Milliseconds of the median rerun of a page after a filter change, and of its floor."""
    with Server("app.py") as server:
        session = Session(server, subject.page, subject.query)
        values = subject.values or (None,) * 9
        first = change(session, subject.key, values[0])
        with at_floor(first.elements) as floor_server:
            floor = Session(floor_server, "")
            place = first.places.get(subject.key)
            floor_change(floor, place, 0)
            pairs = [
                (change(session, subject.key, value).seconds, floor_change(floor, place, number).seconds)
                for number, value in enumerate(values[1:], start=1)
            ]
    ours, theirs = zip(*pairs, strict=True)
    return 1000 * statistics.median(ours), 1000 * statistics.median(theirs)


def change(session: Session, key: str, value: str | list[str] | None) -> Run:
    """A filter change, sent by label as the browser does; a page without filters runs again with all answers forgotten."""
    if value is None:
        session.forget()
        return session.rerun()
    return session.change(session.first, key, value)


def memory_and_first_page() -> tuple[tuple[float, float], tuple[float, float]]:
    """Resident MB with 20 readers of the funding page who each changed a filter, and ms to the first page after the start."""
    subject = SUBJECTS["funding"]
    with Server("app.py") as server:
        sessions = [Session(server, subject.page, subject.query) for _ in range(20)]
        runs = [change(one, subject.key, text) for one, text in zip(sessions, subject.values * 3, strict=False)]
        ours = server.memory_mb()
    with at_floor(runs[-1].elements) as server:
        floors = [Session(server, "") for _ in range(20)]
        for number, one in enumerate(floors):
            floor_change(one, runs[-1].places[subject.key], number)
        theirs = server.memory_mb()
    with Server("app.py") as server:
        home = Session(server, "").first
    with at_floor(home.elements) as server:
        made = Session(server, "").first
    return (ours, theirs), (1000 * home.seconds, 1000 * made.seconds)


def in_browser(subject: Subject) -> list[float]:
    """Milliseconds from the key to a settled page: ours, the floor, and a floor whose figures change as ours do.

    A browser draws nothing anew where the data are constant; only against the second floor do both sides draw.
    """
    with Server("app.py") as server:
        session = Session(server, subject.page, subject.query)
        run = change(session, subject.key, subject.values[0])
        session.close()
        with at_floor(run.elements) as floor, at_floor(run.elements, LANDSCAPE_FLOOR_CHANGES="1") as changing:
            return browser.measure(server.address, [floor.address, changing.address], subject, run.places[subject.key])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
