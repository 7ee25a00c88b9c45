"""Charts of the Explore pages."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import DONOR_TYPES, Figure, picked

SHOWN = 15


def donors_by_statistics(donors: pd.DataFrame) -> Figure:
    """Donors ranked by what they disbursed to statistics, 2010–2020. Needs donor_name, donor_type, statistics_2010_2020_usd."""
    title = "Who paid most for statistics, 2010–2020?"
    known = donors.dropna(subset=["statistics_2010_2020_usd"])
    top = known.head(SHOWN)
    chart = ranking(
        top, "donor_name", "statistics_2010_2020_usd", "Disbursed to statistics, USD million", "donor_type", DONOR_TYPES
    )
    total = known["statistics_2010_2020_usd"].sum()
    five = known.head(5)["statistics_2010_2020_usd"].sum()
    said = (
        f"{words.listed(known.head(5)['donor_name'].tolist())} gave {words.percent(five, total)} of the {words.usd(total)} "
        f"that {words.count(len(known), 'donor')} disbursed."
        if len(known) > 5
        else f"{words.count(len(known), 'donor')} disbursed {words.usd(total)}."
    )
    return Figure(title, chart, said)


def ranking(
    rows: pd.DataFrame, name: str, amount: str, axis: str, colour: str = "", colours: dict[str, str] | None = None
) -> alt.LayerChart:
    """Horizontal bars in the order of the rows, the value at the bar's end. `amount` is in US dollars."""
    rows = rows.assign(millions=rows[amount] / 1e6, said=rows[amount].map(words.usd))
    reach = 1.12 * max(rows["millions"].max(), 1e-6)  # room for the value at the end of the longest bar
    base = alt.Chart(rows).encode(
        y=alt.Y(name, type="nominal", sort=None, title=None),
        x=alt.X("millions", type="quantitative", title=axis, axis=alt.Axis(format=",.0f"), scale=alt.Scale(domainMax=reach)),
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
