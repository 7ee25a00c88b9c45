"""The funding page with 3.17 million rows: what the page adds to the time that DuckDB alone needs for the same questions."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from benchmarks.server import ROOT, Server, Session
from landscape import publish, store

TRANSACTIONS = ROOT.parent / "shared" / "stress" / "iati_all_transactions_3_17M.parquet"
LENS = "lens=Published+activities"
SEARCHES = ["a", "e", "i", "o", "n"]


def measure() -> str:
    """One row, or a sentence where the file with the transactions is not there."""
    if not TRANSACTIONS.exists():
        return f"Left out: {TRANSACTIONS.name} is not there."
    with tempfile.TemporaryDirectory() as home:
        os.environ["LANDSCAPE_VERSIONS"] = home
        store.next_version(_load)
        with Server("app.py") as server:
            session = Session(server, "funding", LENS)
            runs = [session.change(session.first, "search", text) for text in SEARCHES]
        with Server("benchmarks/floor.py", LANDSCAPE_FLOOR=json.dumps(runs[-1].elements)) as server:
            session = Session(server, "")
            floors = [session.rerun() for _ in SEARCHES]
        alone = statistics.median(_alone(text) for text in SEARCHES)
    ours, floor = (statistics.median(run.seconds for run in some) for some in (runs, floors))
    allowed = floor + 1.5 * alone
    return (
        "| page | rerun (ms) | floor (ms) | DuckDB alone (ms) | allowed: floor + 1.5 × DuckDB (ms) | ratio |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        f"| funding | {1e3 * ours:.0f} | {1e3 * floor:.0f} | {1e3 * alone:.0f} | {1e3 * allowed:.0f} | {ours / allowed:.2f} |"
    )


def _load(connection: store.Connection) -> None:
    publish.fill(connection)
    connection.execute((Path(__file__).parent / "stress_funding.sql").read_text(encoding="utf-8"), {"path": str(TRANSACTIONS)})


def _alone(search: str) -> float:
    """Seconds that DuckDB needs for the questions that the page asks, one after the other."""
    asked = []

    def noting(question: str, version: str, **parameters: object) -> object:
        asked.append((question, version, parameters))
        return read(question, version, **parameters)

    read = store.read
    with patch.object(store, "read", noting):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        app.query_params["lens"] = "Published activities"
        app.query_params["search"] = search
        app.switch_page("pages/explore/funding.py").run()
    started = time.perf_counter()
    for question, version, parameters in asked:
        if not question.startswith("options/"):
            read(question, version, **parameters)
    return time.perf_counter() - started
