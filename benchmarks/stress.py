"""The funding page with 3.17 million rows: what the page adds to the time that DuckDB alone needs for the same questions."""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlencode

import duckdb
import streamlit as st
from streamlit.testing.v1 import AppTest

from benchmarks.server import ROOT, Server, Session, at_floor, floor_change
from benchmarks.subjects import TEXTS
from landscape import publish, store

TRANSACTIONS = ROOT.parent / "shared" / "stress" / "iati_all_transactions_3_17M.parquet"
LENS = "Published activities"
VIEWS = ("Over time", "Donors", "Flows", "Recipients", "Records")
TYPES = ("DAC member", "Multilateral", "Other government", "Private", "Other")


def show(head: Callable[..., None]) -> None:
    """Print one row per view of the page, or a sentence where the file with the transactions is not there."""
    if not TRANSACTIONS.exists():
        print(f"\nThe funding page with 3.17 million rows is left out: {TRANSACTIONS.name} is not there.")
        return
    logging.disable(logging.WARNING)  # Streamlit's own, about a page that runs without a browser
    head(
        "funding, 3.17 million rows",
        "rerun (ms)",
        "floor (ms)",
        "DuckDB alone (ms)",
        "allowed: floor + 1.5 × DuckDB (ms)",
        "ours ÷ allowed",
        "target",
    )
    with tempfile.TemporaryDirectory() as home:
        os.environ["LANDSCAPE_VERSIONS"] = home
        version = store.next_version(_load)
        path = str(Path(home) / f"{version}.duckdb")
        with duckdb.connect(path, read_only=True, config=store._READ_ONLY) as database:  # as the store opens it
            for view in VIEWS:
                _row(view, "search", TEXTS, database)
            _row(VIEWS[0], "donor_type", [[one] for one in TYPES], database)


def _load(connection: store.Connection) -> None:
    publish.fill(connection)
    connection.execute((Path(__file__).parent / "stress_funding.sql").read_text(encoding="utf-8"), {"path": str(TRANSACTIONS)})


def _row(view: str, key: str, values: list[str] | list[list[str]], database: duckdb.DuckDBPyConnection) -> None:
    """The page, its floor and DuckDB alone by turns, each value of the filter a new question."""
    with Server("app.py") as server:
        session = Session(server, "funding", urlencode({"lens": LENS, "view": view}))
        first = session.change(session.first, key, values[0])
        with at_floor(first.elements) as floor_server:
            floor = Session(floor_server, "")
            app = _page(view)
            asked = [_asked(app, key, value) for value in values]
            _alone(asked[0], database)
            times = []
            floor_change(floor, first.places[key], 0)
            for number, value in enumerate(values[1:], start=1):
                ours = session.change(session.first, key, value).seconds
                alone = _alone(asked[number], database)
                times.append((ours, floor_change(floor, first.places[key], number).seconds, alone))
    ours, floor_time, alone = (1000 * statistics.median(some) for some in zip(*times, strict=True))
    allowed = floor_time + 1.5 * alone
    print(
        f"| {view}, {key} | {ours:.0f} | {floor_time:.0f} | {alone:.0f} | {allowed:.0f} | {ours / allowed:.2f} | ≤ 1 |",
        flush=True,
    )


def _page(view: str) -> AppTest:
    """The page in this process, to learn what it asks; no answer is left from another page."""
    st.cache_data.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lens"], app.query_params["view"] = LENS, view
    return app.switch_page("pages/explore/funding.py").run()


def _asked(app: AppTest, key: str, value: str | list[str]) -> list[tuple[str, dict[str, object]]]:
    """The SQL and the parameters that the page asks after a filter change."""
    asked = []

    def noting(question: str, version: str, **parameters: object) -> object:
        asked.append(((store.QUERIES / f"{question}.sql").read_text(encoding="utf-8"), parameters))
        return read(question, version, **parameters)

    read = store.read
    with patch.object(store, "read", noting):
        (app.text_input if key == "search" else app.multiselect)(key=key).set_value(value).run()
    assert not app.exception, app.exception
    return asked


def _alone(asked: list[tuple[str, dict[str, object]]], database: duckdb.DuckDBPyConnection) -> float:
    """Seconds that DuckDB alone needs for these questions one after the other, answers fetched as the store does."""
    started = time.perf_counter()
    for statement, parameters in asked:
        with database.cursor() as cursor:
            cursor.execute(statement, parameters).df()
    return time.perf_counter() - started
