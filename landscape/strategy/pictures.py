"""Charts as pictures for paper, drawn by vl-convert in a process of its own.

vl-convert holds Python's lock while it draws and keeps some 250 MB for its JavaScript engine: in the server it would stop all
readers and stay for good. The process starts with the first picture, is kept for the next ones, and ends after a minute
without any, or with the server.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import altair as alt
from pandas import DataFrame

from landscape.charts import look, written
from landscape.problems import Problem
from landscape.store import ROOT

WIDTHS = {"half": 480, "whole": 1000}  # of a chart across half a page or all of it, in its own units
_HIGHEST = 135  # of a chart with axes, in the same units; on screen it is 300
_STEP = 18  # of a row of a ranking; on screen it is 26
_IDLE = 60  # seconds

_lock = threading.Lock()
_painter: subprocess.Popen[bytes] | None = None
_timer: threading.Timer | None = None


class NoPicture(Problem):
    """A chart that could not be drawn for paper."""


def on_paper(chart: alt.Chart | alt.LayerChart, width: str = "half") -> str:
    """The Vega-Lite specification of a chart for paper, as JSON with its rows: light, as wide as its place, and less high."""
    spec, datasets = written(chart)
    height = spec.get("height")
    if isinstance(height, dict):
        spec["height"] = {"step": min(height["step"], _STEP)}
    elif isinstance(height, (int, float)):
        spec["height"] = min(height, _HIGHEST)
    spec |= {
        "config": {
            **look(is_dark=False),
            "font": "Liberation Sans, Arial, sans-serif",
            "axisX": {"labelOverlap": "parity", "labelSeparation": 4},  # every second year where there is no room
        },
        "width": WIDTHS[width],
        "padding": {"left": 2, "right": 30, "top": 2, "bottom": 2},  # words at the end of a bar may reach beyond the axis
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": "white",
        "datasets": None,
    }
    rows = ", ".join(f"{json.dumps(name)}: {_as_json(table)}" for name, table in datasets.items())
    return json.dumps(spec).replace('"datasets": null', f'"datasets": {{{rows}}}', 1)


def _as_json(rows: DataFrame) -> str:
    return rows.to_json(orient="records", force_ascii=False, date_format="iso", double_precision=12)


def start() -> None:
    """Have the process started, so that it is ready when the first chart is."""
    with _lock:
        _ready()


def png(spec: str) -> bytes:
    """What `on_paper` gives, as a PNG picture. Raises `NoPicture`."""
    with _lock:
        painter = _ready()
        try:
            painter.stdin.write(spec.encode().replace(b"\n", b" ") + b"\n")
            painter.stdin.flush()
            size = int(painter.stdout.readline() or b"-1")
            picture = painter.stdout.read(abs(size))
        except (OSError, ValueError):
            size, picture = -1, b""
        if size <= 0:
            _stop()
            raise NoPicture(f"A chart could not be drawn for paper. Try again. {picture.decode(errors='replace')[:200]}".strip())
        return picture


def _ready() -> subprocess.Popen[bytes]:
    """The process that draws; whoever asks for it puts off its end."""
    global _painter, _timer
    if _timer:
        _timer.cancel()
    _timer = threading.Timer(_IDLE, _end)
    _timer.daemon = True
    _timer.start()
    if _painter is None or _painter.poll() is not None:
        _painter = subprocess.Popen(
            [sys.executable, "-m", "landscape.strategy.painter"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    return _painter


def _end() -> None:
    with _lock:
        _stop()


def _stop() -> None:
    global _painter
    if _painter is not None:
        _painter.stdin.close()  # it ends by itself
        _painter.stdout.close()
        _painter.wait(10)
        _painter = None
