"""A version with a programme of 500 cost lines, made of the embedded ones: what the page of programme costs is measured on."""

from __future__ import annotations

import numpy as np

from landscape import changes, publish, store

LINES = 500


def publish_lines() -> str:
    """Publish 500 lines, each one of the embedded ones with other figures, in place of them; returns the new version."""
    version = store.current()
    known = changes.records("cost_line", version)
    draw, some, rows = np.random.default_rng(1), list(known.values()), []
    for number in range(LINES):
        times = float(draw.uniform(0.5, 2))
        record = {**some[number % len(some)], "line_id": f"line-{number:03}", "name": f"Line {number:03}"}
        for name in ("unit_cost", "unit_cost_low", "unit_cost_high"):
            record[name] = round(record[name] * times, 2)
        rows.append((None, record))
    made = changes.compare("cost_line", version, rows, "replace", known)
    return publish.commit([made], publish.Signature("Benchmark", f"{LINES} cost lines"))
