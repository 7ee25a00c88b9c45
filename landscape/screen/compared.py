"""Scenarios of the programme side by side: as it stands, as it is assumed now, and up to four that somebody kept."""

from __future__ import annotations

import streamlit as st

from landscape import words
from landscape.charts import programme as charts
from landscape.charts import programme_said as said
from landscape.filters import described
from landscape.programme import whatif
from landscape.programme.whatif import WhatIf
from landscape.screen.address import warn
from landscape.screen.asking import answer, options
from landscape.screen.choosing import choose
from landscape.screen.costing import Assumed
from landscape.screen.showing import panel, table

MOST = 4
STANDS, NOW = "The programme as it stands", "As assumed now"


def compare(assumed: Assumed) -> None:
    """A table of the scenarios that are chosen, and the steps from the programme to one of them."""
    base, found = assumed.base, {STANDS: WhatIf()}
    choice = described("compared", options("compared"))
    names = ([] if assumed.what_if.is_base else [NOW]) + list(choice.options.values())
    leading = described("leading_to", {name: name for name in names})
    left, right = st.columns([2, 1])
    with left:
        asked = choose(choice)["compared"] if choice.options else ()
    with right:
        to = choose(leading)["leading_to"] if names else None
    kept = answer("strategy/scenarios", scenario_kinds=["programme"]).set_index("scenario_id")
    labels = options("priority")
    read = {code: whatif.kept(base, view, labels) for code, view in kept["scenario_view"].items()}
    same = [code for code, (what_if, _) in read.items() if what_if == assumed.what_if]
    asked = asked or tuple(dict.fromkeys([*same, *kept.index]))  # all: the one on the screen, then the newest
    if len(asked) > MOST:
        st.caption(f"Only {MOST} of {len(asked)} scenarios are compared. Choose which under *Scenarios side by side*.")
    if not assumed.what_if.is_base and not set(same) & set(asked[:MOST]):
        found[NOW] = assumed.what_if
    for code in asked[:MOST]:
        found[choice.options[code]] = _of(choice.options[code], *read[code])
    rows, mark, lines = whatif.compared(base, found)
    st.header(charts.marked("What do the scenarios cost?", mark), anchor=False)
    st.markdown(words.plain(said.compared_said(rows, assumed.money, mark)))
    about = assumed.about("Scenarios of the programme", of=base.lines, mark=mark, costed=lines)
    table(rows, "scenarios", about, noun="scenario", columns=charts.COMPARED)
    to = to or next(iter(list(found)[1:]), None)  # as assumed now, or the first of those compared
    if to is None:
        st.info("Move an assumption or choose a scenario that was kept: then its steps from the programme are drawn here.")
        return
    code = next((code for code, label in choice.options.items() if label == to), None)
    what_if = found.get(to) or (assumed.what_if if code is None else _of(to, *read[code]))
    steps, mark, lines = whatif.steps(base, what_if)
    about = assumed.about(f"Steps from the programme to “{to}”", of=base.lines, mark=mark, costed=lines)
    panel(charts.waterfall(steps, to, assumed.money, mark), steps[charts.STEPS], "steps", about)


def _of(name: str, what_if: WhatIf, problems: list[str]) -> WhatIf:
    """A scenario that was kept; what of it cannot be understood any more is said."""
    for problem in problems:
        warn(words.plain(f"{name}: {problem}"))
    return what_if
