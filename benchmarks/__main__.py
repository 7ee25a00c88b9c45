"""Measure every Explore page against its floor and print the table of ratios: `make bench`.

All numbers of a row come from the same run on the same machine; only the ratios mean anything.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks import browser, stress
from benchmarks.server import ROOT, Run, Server, Session
from landscape import publish, store

FLOOR = "benchmarks/floor.py"
SEARCHES = ["a", "e", "i", "o", "n", "r", "t", "an", "in"]
PAGES = {
    "overview": ("", "", []),
    "donors": ("donors", "", [("search", text) for text in SEARCHES]),
    "donor": ("donor", "donor=Canada", [("donor", name) for name in ("Sweden", "Japan", "Norway", "France", "Italy", "Spain")]),
    "mechanisms": ("mechanisms", "", [("search", text) for text in SEARCHES]),
    "funding": ("funding", "", [("search", text) for text in SEARCHES]),
    "countries": ("countries", "", [("search", text) for text in SEARCHES]),
    "country": ("country", "country=Kenya", [("country", name) for name in ("Ghana", "Nepal", "Peru", "Fiji", "Mali", "Chad")]),
}


def main() -> int:
    """Print the table as Markdown."""
    names = [name for name in sys.argv[1:] if name in PAGES] or list(PAGES)
    with tempfile.TemporaryDirectory() as home:
        os.environ["LANDSCAPE_VERSIONS"] = home
        publish.first_version()
        heading(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}")
        rows = []
        for name in names:
            rows.append(measure(name))
            print(rows[-1], flush=True)
        if len(sys.argv) == 1:
            print("\n## Memory and first page\n")
            print(memory())
            print("\n## In the browser\n")
            for name in ("donors", "mechanisms"):
                print(browser.measure(PAGES[name][0], json.dumps(elements(name))), flush=True)
            print("\n## With 3.17 million rows as funding\n")
            print(stress.measure(), flush=True)
    return 0


def heading(machine: str) -> None:
    """The head of the table."""
    print(f"Machine: {machine}\n")
    print("| page | rerun after a filter change, uncached (ms) | floor (ms) | ratio | target |")
    print("| --- | --- | --- | --- | --- |")


def elements(name: str) -> list[tuple[str, dict[str, int]]]:
    """What a page is made of, for its floor."""
    page, query, _ = PAGES[name]
    with Server("app.py") as server:
        return Session(server, page, query).first.elements


def measure(name: str) -> str:
    """One row: the median rerun of a page, and of its floor."""
    page, query, changes = PAGES[name]
    with Server("app.py") as server:
        session = Session(server, page, query)
        session.rerun()
        runs = [change(session, key, value) for key, value in changes] or [uncached(session) for _ in SEARCHES]
    with Server(FLOOR, LANDSCAPE_FLOOR=json.dumps(runs[-1].elements)) as server:
        session = Session(server, "")
        session.rerun()
        floor = [floor_change(session, text) for text in SEARCHES]
    ours, theirs = (1000 * statistics.median(run.seconds for run in some) for some in (runs, floor))
    return f"| {name} | {ours:.0f} | {theirs:.0f} | {ours / theirs:.2f} | ≤ 1.5 |"


def change(session: Session, key: str, value: str) -> Run:
    """A filter change; a choice of one is sent by its label, as the browser does."""
    return session.change(session.first, key, value)


def floor_change(session: Session, text: str) -> Run:
    """A filter change on the floor; where it has no search, just another run: its data are constant."""
    return session.change(session.first, "search", text) if "search" in session.first.widgets else session.rerun()


def uncached(session: Session) -> Run:
    """A run of a page without filters, with all answers forgotten."""
    session.forget()
    return session.rerun()


def memory() -> str:
    """Resident memory with 20 open sessions, and the time from server start to the first page."""
    lines = ["| what | ours | floor | ratio | target |", "| --- | --- | --- | --- | --- |"]
    made = {}
    spec = json.dumps(elements("funding"))
    for script in ("app.py", FLOOR):
        with Server(script, LANDSCAPE_FLOOR=spec) as server:
            first = Session(server, "funding" if script == "app.py" else "")
            sessions = [first, *(Session(server, first.page) for _ in range(19))]
            for session in sessions:
                session.rerun()
            made[script] = (server.memory_mb(), first.first.seconds)
    (ours, first), (theirs, their_first) = made["app.py"], made[FLOOR]
    lines.append(f"| memory, 20 sessions (MB) | {ours:.0f} | {theirs:.0f} | {ours / theirs:.2f} | ≤ 1.5 |")
    lines.append(
        f"| first page after start (ms) | {1e3 * first:.0f} | {1e3 * their_first:.0f} | {first / their_first:.2f} | ≤ 2 |"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    assert Path("app.py").exists(), f"run it in {ROOT}"
    assert store.ROOT == ROOT
    raise SystemExit(main())
