"""Charts of the donor pages."""

from __future__ import annotations

import pandas as pd

from landscape import words
from landscape.charts import DONOR_TYPES, Figure
from landscape.charts.shapes import ranking

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
