"""Two to four donors side by side: their years and regions."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import Figure
from landscape.charts.shapes import COMPARED, ELSEWHERE, heat_map, lines, span


def statistics_of_donors(years: pd.DataFrame) -> Figure:
    """What two to four donors disbursed in each year: one line each, named at its end."""
    rows = years.dropna(subset=["disbursement_usd"])
    rows = rows.assign(value=rows["disbursement_usd"] / 1e6, said=rows["disbursement_usd"].map(words.usd))
    donors = list(dict.fromkeys(years["donor_name"]))
    colours = dict(zip(donors, COMPARED, strict=False))
    chart = lines(rows, "donor_name", "Disbursed to statistics, USD million", colours, room=0.2, height=360)
    totals = rows.groupby("donor_name", sort=False)["disbursement_usd"].sum().sort_values(ascending=False)
    said = "; ".join(f"{name} {words.usd(amount)}" for name, amount in totals.items())
    without = [name for name in donors if name not in totals.index]
    span_of = span(rows["year"].min(), rows["year"].max())
    said = f"Disbursed in {span_of}: {said}." if len(totals) else "None of these donors has an amount."
    if without and len(totals):
        said += f" No amount is recorded for {words.listed(without)}."
    return Figure("Who gave how much to statistics, year by year?", chart, said)


def regions_of_donors(rows: pd.DataFrame) -> Figure:
    """The share of each region in what two to four donors gave to statistics, as a heat map with the values in its cells."""
    known = rows.dropna(subset=["share_pct"])
    known = known.assign(
        cell=known["share_pct"].map(lambda share: "<1 %" if 0 < share < 0.5 else words.number(share, unit="%")),
        level=known["share_pct"] / 100,
        said=known["amount_usd"].map(words.usd),
    )
    columns = [name for name in (*dictionary.label_of("m49_region"), ELSEWHERE) if name in set(known["region_name"])]
    more = [alt.Tooltip("cell:N", title="Share of the donor's total"), alt.Tooltip("said:N", title="Disbursed")]
    chart = heat_map(known, "donor_name", "region_name", columns, more)
    most = known[known["region_name"] != ELSEWHERE].drop_duplicates("donor_name")
    elsewhere = known[known["region_name"] == ELSEWHERE].set_index("donor_name")
    said = []
    for first in most.to_dict("records"):
        name = first["donor_name"]
        is_less = name in elsewhere.index and elsewhere["share_pct"][name] > first["share_pct"]
        but = f", but {elsewhere['cell'][name]} names no single region" if is_less else ""
        said.append(f"{name} gave most to {first['region_name']} ({first['cell']}{but}).")
    return Figure("Where did their money for statistics go?", chart, " ".join(said) or "No amount is recorded for a region.")


def compared_said(facts: pd.DataFrame) -> str:
    """Which of a few donors are known to have paid for migration data."""
    proven = facts.loc[facts["funds_migration_statistics"] == "yes", "donor_name"].tolist()
    others = facts.loc[facts["funds_migration_statistics"] != "yes", "donor_name"].tolist()
    if not proven:
        return "None of them is known to have paid for migration data; that is not a no."
    said = f"{words.listed(proven)} {'is' if len(proven) == 1 else 'are'} known to have paid for migration data"
    return f"{said}; for {words.listed(others)} it is not known." if others else f"{said}."
