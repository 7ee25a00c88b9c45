"""A donor's brief against its floor: the time that vl-convert alone needs for the same charts.

Both are measured by turns, after one brief that is not counted: ours asks the questions, puts the charts together, has them drawn
in a process of their own and writes Word and Excel; the floor converts the finished specifications, in this process.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pandas as pd
import vl_convert

from landscape import store
from landscape.strategy import briefs, making, painter, pictures

DONORS, TIMES = ("canada", "norway", "united-kingdom"), 5


def measure() -> str:
    """Rows of a Markdown table: what, ours, floor, ratio, target; one for each donor."""
    lines = []
    for donor in DONORS:
        specs = _specifications(donor)
        _ours(donor), _floor(specs)
        pairs = [(_seconds(lambda: _ours(donor)), _seconds(lambda: _floor(specs))) for _ in range(TIMES)]  # noqa: B023
        ours, floor = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
        lines.append(f"| brief of {donor}, {len(specs)} charts (ms) | {ours:.0f} | {floor:.0f} | {ours / floor:.2f} | ≤ 2 |")
    return "\n".join(lines)


def _seconds(make: Callable[[], object]) -> float:
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def _asking(question: str, **parameters: object) -> pd.DataFrame:
    return store.read(question, store.current(), **parameters)


def _ours(donor: str) -> None:
    """All of it, as after a click: nothing is remembered from the last time."""
    making.made("donor", [donor], "", _asking, store.current(), store.made_on(store.current()))


def _specifications(donor: str) -> list[str]:
    charts: list[str] = []
    briefs.of("donor", donor, _asking, lambda chart, width: charts.append(pictures.on_paper(chart, width)))
    return charts


def _floor(specs: list[str]) -> None:
    for spec in specs:
        vl_convert.vegalite_to_png(spec, vl_version=painter.VEGA_LITE, scale=painter.SCALE)
