"""The download of a large table as Excel, against its floor: the same cells written bare with XlsxWriter, row by row.

Each is measured in a process of its own, on the same table: 100,000 rows of six columns of text and six of figures. The floor
uses constant-memory mode and `write` for each cell, and has no formats, widths, filters or second sheet.
"""

from __future__ import annotations

import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from landscape import exports
from landscape.store import ROOT

ROWS, TIMES = 100_000, 3


def table() -> pd.DataFrame:
    """Rows as a question about flows of money returns them; one amount in ten is not known."""
    chance = np.random.default_rng(1)
    donors, countries = [f"Donor {number}" for number in range(108)], [f"Country or area {number}" for number in range(230)]
    return pd.DataFrame(
        {
            "donor_name": chance.choice(donors, ROWS),
            "recipient_name": chance.choice(countries, ROWS),
            "title": [f"Support to the statistical system, record {number}" for number in range(ROWS)],
            "recipient_iso3": chance.choice(["NOR", "CIV", "NAM", "TUR"], ROWS),
            "recipient_region": chance.choice(["Africa", "Asia", "Americas"], ROWS),
            "source_id": chance.choice(["crs-2024", "ceb-2024"], ROWS),
            "year": chance.integers(2000, 2025, ROWS),
            "amount_usd": np.where(chance.random(ROWS) < 0.1, np.nan, np.round(chance.lognormal(12, 2, ROWS), 2)),
            "commitment_usd": np.round(chance.lognormal(12, 2, ROWS), 2),
            "disbursement_usd": np.round(chance.lognormal(12, 2, ROWS), 2),
            "record_count": chance.integers(1, 100, ROWS),
            "negative_count": chance.integers(0, 3, ROWS),
        }
    )


def ours(rows: pd.DataFrame) -> bytes:
    """The download as a reader gets it."""
    return exports.excel(rows, exports.About("Flows", "All", "0001", ("A source",)))


def bare(rows: pd.DataFrame) -> bytes:
    """The same cells, as anyone would write them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for column, name in enumerate(rows.columns):
            sheet.write(0, column, name)
        for number, row in enumerate(rows.itertuples(index=False), start=1):
            for column, value in enumerate(row):
                if value == value:  # nothing for what is not known
                    sheet.write(number, column, value)
    return out.getvalue()


def run(make: Callable[[pd.DataFrame], bytes]) -> tuple[float, float]:
    """Seconds of the processor, and MB of the process at its peak, of one download."""
    rows = table()
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")  # forget the peak of making the rows
    start = time.process_time()
    make(rows)
    return time.process_time() - start, _peak_mb()


def _peak_mb() -> float:
    """The most that this process has held in memory; what `getrusage` says counts that of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def measure() -> str:
    """Two rows of a Markdown table: what, ours, floor, ratio, target."""
    runs: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
    for _ in range(TIMES):
        for name in runs:
            said = subprocess.run(
                [sys.executable, "-m", "benchmarks.download", name], capture_output=True, text=True, check=True, cwd=ROOT
            )
            runs[name].append(tuple(json.loads(said.stdout)))
    lines = []
    for index, (what, target) in enumerate(
        (("100,000 rows as Excel (ms of the processor)", 1.2), ("100,000 rows as Excel, peak (MB)", 1.5))
    ):
        scale = 1000 if index == 0 else 1
        mine, floor = (scale * statistics.median(one[index] for one in runs[name]) for name in ("ours", "bare"))
        lines.append(f"| {what} | {mine:.0f} | {floor:.0f} | {mine / floor:.2f} | ≤ {target} |")
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(run({"ours": ours, "bare": bare}[sys.argv[1]])))
    else:
        print(measure())
