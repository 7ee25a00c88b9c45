"""Briefs as files: while charts are drawn in a process of their own, questions are asked and the workbook is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import altair as alt

from landscape import cells, exports
from landscape.strategy import briefs, pictures, standing, word


def made(
    kind: str,
    codes: Sequence[str],
    name: str,
    ask: briefs.Ask,
    version: str,
    made_on: datetime,
    link: str = "",
    rule: str = "",
    method: standing.Method = standing.Method(),  # noqa: B008
    say: Callable[[float, str], object] = lambda share, text: None,
) -> tuple[str, bytes, bytes]:
    """The file name without its ending, a Word document and an Excel workbook of one subject, or of several under a name.

    `ask` answers questions from the `version`, made on `made_on`; `rule` says how several were chosen, `method` how the rankings
    are made; `say` is told how far it is, from 0 to 1. Raises `pictures.NoPicture`.
    """
    if kind not in briefs.WITHOUT_CHARTS:
        pictures.start()
    pool, waiting = ThreadPoolExecutor(1), []

    def begin(chart: alt.Chart | alt.LayerChart, width: str) -> briefs.Picture:
        drawing = pool.submit(lambda: pictures.png(pictures.on_paper(chart, width)))
        waiting.append(drawing)

        def picture() -> bytes:
            done = sum(one.done() for one in waiting)
            say(0.5 + 0.45 * done / len(waiting), f"Drawing charts, {done} of {len(waiting)}")
            return drawing.result()

        return picture

    try:
        found, rankings = [], standing.Rankings(ask, method)
        for number, code in enumerate(codes):
            found.append(briefs.of(kind, code, ask, begin, rankings))
            say((number + 1) / len(codes) / 2, f"Putting together {found[-1].name}")
        about = briefs.about(briefs.TITLES.get(kind, "Brief of {}").format(name or found[0].name), found, version, link, rule)
        document = word.document(found, about, made_on)
        called = ask("strategy/source_names")
        names = dict(zip(called["code"], called["label"], strict=True))
        sheets = {name: cells.with_sources_named(rows, names) for name, rows in briefs.tables(found).items()}
        workbook = exports.workbook(sheets, about, lambda: briefs.pictures(found))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return about.file_name("").rstrip("."), document, workbook
