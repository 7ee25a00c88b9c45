"""Charts of the first page."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from landscape import words
from landscape.charts import BLUE, DONOR_TYPES, GREY, THEMES, Figure, picked
from landscape.charts.shapes import ranking, stacked_years

RULES = ["migration_statistics", "migration"]
LOW = 50  # score of 100 below which a statistical system is called weak


def facts(figures: Mapping) -> list[tuple[str, str, str]]:
    """The key figures of the first page: label, value and what it means."""
    years = f"{figures['first_year']}–{figures['last_year']}"
    return [
        (
            f"Support to statistics, {years}",
            words.usd(figures["support_usd"]),
            "Disbursed; constant prices, base year not stated",
        ),
        (
            "Of it for migration statistics",
            words.between(figures["strict_pct"], figures["wide_pct"]),
            "Strict: about migration data. Wide: any migration title, border control included",
        ),
        (
            "Donors to migration data",
            f"{figures['migration_donor_count']} of {figures['donor_count']}",
            f"Known to have paid for it, {words.on_weak_evidence(figures['weak_migration_donor_count'])}; "
            "for the others not known",
        ),
        (
            "Last census over 10 years old",
            f"{figures['old_census_count']} of {figures['census_country_count']}",
            f"Countries and areas with a known census year, seen from {figures['census_as_of_year']}",
        ),
    ]


def migration_by_year(rows: pd.DataFrame, figures: Mapping, rankings: str = "") -> Figure:
    """What was paid each year by the strict rule, and what the wide rule adds. Needs year, theme, amount_usd, record_count.

    `rankings` says who paid most by each rule.
    """
    chart = stacked_years(rows, "theme", {one: THEMES[one] for one in RULES}, "{}", height=280)
    said = (
        f"{words.usd(figures['strict_usd'])} of {words.usd(figures['support_usd'])} by the strict rule "
        f"({figures['strict_pct']:.2f} %), {words.usd(figures['wide_usd'])} with any migration title, border control included "
        f"({figures['wide_pct']:.2f} %), in constant US dollars, base year not stated.{_change_said(figures)}"
    )
    said += f" {rankings}" if rankings else ""
    if figures["largest_wide_usd"] and figures["wide_usd"] and figures["largest_wide_usd"] > 0.2 * figures["wide_usd"]:
        said += (
            f" The largest single record, “{figures['largest_wide_title']}” ({figures['largest_wide_donor']}, "
            f"{figures['largest_wide_year']}, {words.usd(figures['largest_wide_usd'])}), alone makes "
            f"{words.percent(figures['largest_wide_usd'], figures['wide_usd'])} of the wide figure."
        )
    title = "How much of it was for migration statistics, how much for other migration work?"
    return Figure(title, chart, said)


def _change_said(figures: Mapping) -> str:
    """How the strict share of the last years differs from that of the first."""
    early, late = (words.number(figures[part], 2, "%") for part in ("early_strict_pct", "late_strict_pct"))
    if words.NOT_KNOWN in (early, late):
        return ""
    if early == late:
        return f" The strict share was {early} in 2010–2014 and again in 2018–2020."
    way = "rose" if figures["late_strict_pct"] > figures["early_strict_pct"] else "fell"
    return f" The strict share {way} from {early} in 2010–2014 to {late} in 2018–2020."


def largest_donors(rows: pd.DataFrame) -> Figure:
    """The five largest donors to statistics. Needs donor_name, donor_type and amount_usd, largest first."""
    known = rows.dropna(subset=["amount_usd"])
    top = known.head(5)
    chart = ranking(top, "donor_name", "amount_usd", "{}, constant prices", "donor_type", DONOR_TYPES, room=1.3)
    total = known["amount_usd"].sum()
    said = f"{words.count(len(known), 'donor')} gave {words.usd(total)}."
    if words.repaid(known["amount_usd"]):
        said = f"{words.count(len(known), 'donor')} gave {words.usd(total)}{words.repaid(known['amount_usd'])}."
    elif len(known) > 5:
        said = f"Five of {len(known)} donors with a known amount gave {words.percent(top['amount_usd'].sum(), total)} of it."
    return Figure("Who pays for statistics?", chart, said)


def capacity(rows: pd.DataFrame) -> Figure:
    """Every country's score by region, with the median. Needs country_name, region, year and spi_score."""
    shown = rows.dropna(subset=["region"])
    middle = shown.groupby("region", as_index=False)["spi_score"].median().sort_values("spi_score")
    order = middle["region"].tolist()
    y = alt.Y("region:N", sort=order, title=None)
    axis = alt.X(
        "spi_score:Q", title="Statistical Performance Indicators, overall score 0–100", scale=alt.Scale(domain=[20, 100])
    )
    points = (
        alt.Chart(shown, name="countries")
        .mark_circle(size=90, color=BLUE, opacity=0.55)
        .encode(
            x=axis,
            y=y,
            tooltip=[
                alt.Tooltip("country_name:N", title="Country"),
                alt.Tooltip("spi_score:Q", title="Score", format=".1f"),
                alt.Tooltip("year:O", title="Year"),
            ],
        )
        .add_params(picked("mark", "country_name"))
    )
    ticks = alt.Chart(middle).mark_tick(color=GREY, thickness=5, size=34).encode(x=axis, y=y)
    low = int((rows["spi_score"] < LOW).sum())
    said = f"{low:,} of {words.count(len(rows), 'country', 'countries')} scored less than {LOW}"
    if len(order) > 1:
        said += f"; the median is lowest in {order[0]} ({middle['spi_score'].iloc[0]:.0f}) and highest in {order[-1]} "
        said += f"({middle['spi_score'].iloc[-1]:.0f})"
    said += ". A point is a country, the line the median."
    return Figure("Where are statistics weakest?", alt.layer(points, ticks, height=alt.Step(40)), said)
