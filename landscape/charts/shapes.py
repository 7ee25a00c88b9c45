"""Shapes that several pages draw."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import picked


def ranking(
    rows: pd.DataFrame,
    name: str,
    amount: str,
    axis: str,
    colour: str = "",
    colours: dict[str, str] | None = None,
    room: float = 1.12,
) -> alt.LayerChart:
    """Horizontal bars in the order of the rows, the value at the bar's end. `amount` is in US dollars.

    `room` is how far the axis reaches beyond the longest bar, for its value: more where the chart has half the width.
    """
    rows = rows.assign(millions=rows[amount] / 1e6, said=rows[amount].map(words.usd))
    reach = room * max([1e-6, *rows["millions"]])
    base = alt.Chart(rows).encode(
        y=alt.Y(name, type="nominal", sort=None, title=None),
        x=alt.X("millions", type="quantitative", title=axis, axis=alt.Axis(format=",~f"), scale=alt.Scale(domainMax=reach)),
        tooltip=[alt.Tooltip(name, type="nominal", title=dictionary.column(name).label), alt.Tooltip("said:N", title="Amount")],
    )
    bars = base.mark_bar()
    if colours:
        present = [kind for kind in colours if kind in set(rows[colour])]
        labels = dictionary.label_of(dictionary.column(colour).codes)
        bars = bars.encode(
            color=alt.Color(
                colour,
                type="nominal",
                title=None,
                scale=alt.Scale(domain=present, range=[colours[kind] for kind in present]),
                legend=alt.Legend(labelExpr=f"{labels}[datum.label] || datum.label") if len(present) > 1 else None,
            )
        )
    text = base.mark_text(align="left", dx=5).encode(text="said:N")
    return (bars.add_params(picked("mark", name)) + text).properties(height=alt.Step(26))
