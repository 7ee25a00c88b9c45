"""Charts of the page of funding: one lens and one measure at a time."""

from __future__ import annotations

from collections.abc import Mapping
from math import log1p

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, DONOR_TYPES, GREY, Figure, maps, picked
from landscape.charts.shapes import ranking

SHOWN = 15
PRICES = {
    "statistics": "constant US dollars, base year not stated by the source",
    "iati": "current US dollars",
    "un": "current US dollars",
}
RULES = (
    "Strict: the title is about migration and about data or statistics. Wide: also every title with a migration word that is not "
    "about statistics. One reader judged the titles alone; a project with a migration part but no migration word in its title is "
    "missing, so this is not a total of all support."
)
METHOD = {
    "statistics": (
        "Donors reported these payments to the OECD and in a survey of PARIS21, which compiled them. Prices are constant, "
        "their base year is not stated. Negative disbursements are repayments or corrections and stay in the sums. "
        "Recipients that are regions or the world stay as the source has them: nothing is split among countries. "
    )
    + RULES,
    "iati": (
        "Organisations publish these activities themselves to the International Aid Transparency Initiative (IATI). Only "
        "activities on statistics, population policy or migration are here, so a share of the total says little. The "
        "largest recipient countries are missing. What one organisation pays out another may report as incoming or spend: "
        "measures are never added together, and organisations overlap. Wide: a migration word in the title or sector. "
        "Strict: about statistics as well."
    ),
    "un": (
        "UN entities report these contributions to the Chief Executives Board for Coordination (CEB). All purposes are "
        "together: the source says neither what for nor for which country, so the choice between all records and "
        "migration does not apply here. Money that passes through pooled funds or other UN bodies counts twice. Negative "
        "amounts are refunds or corrections."
    ),
}
_PLACES = ["recipient_name", "year", "finance_type", "theme"]
_AMOUNTS = ["amount_usd", "record_count", "negative_count"]
COLUMNS = {
    "statistics": ["donor_name", *_PLACES, *_AMOUNTS],
    "iati": ["donor_name", *_PLACES, *_AMOUNTS],
    "un": ["donor_name", "channel", "year", "finance_type", *_AMOUNTS],
}
PROJECT_COLUMNS = [
    "title",
    "donor_name",
    "recipient_name",
    "year",
    "disbursement_usd",
    "commitment_usd",
    "theme",
    "exclusion_reason",
]
RECIPIENTS = {"Country": BLUE, "Regional or not specified": GREY}
OTHERS = ("Several or not specified", "Other entities")  # the last column of a heat map


def facts(lens: str, measure: str, totals: Mapping, share: Mapping | None = None) -> list[tuple[str, str, str]]:
    """The key figures of a lens: label, value and what it means."""
    negative = words.count(totals["negative_count"], "repayment or correction", "repayments or corrections")
    unknown = f"; at least {totals['unknown_count']:,} without an amount" if totals["unknown_count"] else ""
    prices = PRICES[lens]
    total = (dictionary.label_of("measure")[measure], words.usd(totals["amount_usd"]), prices[0].upper() + prices[1:])
    donors = ("Donors", f"{totals['donor_count']:,}", f"{totals['listed_donor_count']:,} of them with a profile here")
    records = ("Records", f"{totals['record_count']:,}", f"{negative}{unknown}")
    if lens == "un":
        entities = ("UN entities", f"{totals['entity_count']:,}", "Received it; for which country is not said")
        return [total, donors, entities, records]
    if share is None or words.is_unknown(share["wide_pct"]):
        countries = ("Countries reached", f"{totals['recipient_count']:,}", "Beside regional and unspecified recipients")
        return [total, donors, countries, records]
    strict = words.usd(share["strict_usd"] if share["strict_count"] else 0)
    between = f"{strict} by the strict rule, {words.usd(share['wide_usd'])} by the wide one"
    return [total, ("For migration statistics", _range(share), between), donors, records]


def by_year(rows: pd.DataFrame, lens: str) -> Figure:
    """Columns per year, stacked by donor type. Needs year, donor_type, amount_usd and record_count."""
    unit, name = _unit(rows.groupby("year")["amount_usd"].sum())
    shown = rows.dropna(subset=["amount_usd"]).assign(amount=lambda r: r["amount_usd"] / unit)
    shown["said"] = shown["amount_usd"].map(words.usd)
    labels = dictionary.label_of("donor_type")
    shown["donor_type_label"] = shown["donor_type"].map(labels)
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    present = [kind for kind in DONOR_TYPES if kind in set(shown["donor_type"])]
    x = alt.X("year:O", title="Year", scale=alt.Scale(domain=years), axis=alt.Axis(labelAngle=0, labelOverlap=True))
    bars = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("amount:Q", title=f"{name}, {_prices(lens)}", axis=alt.Axis(format=",.3~f")),
            color=alt.Color(
                "donor_type_label:N",
                title=None,
                scale=alt.Scale(domain=[labels[kind] for kind in present], range=[DONOR_TYPES[kind] for kind in present]),
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("donor_type_label:N", title="Donor type"),
                alt.Tooltip("said:N", title="Amount"),
                alt.Tooltip("record_count:Q", title="Records", format=","),
            ],
        )
        .transform_calculate(place=f"indexof({[labels[kind] for kind in present]}, datum.donor_type_label)")
    )
    totals = shown.groupby("year", as_index=False).agg(amount_usd=("amount_usd", "sum"))
    tops = shown[shown["amount"] > 0].groupby("year")["amount"].sum()
    totals["top"] = totals["year"].map(tops).fillna(0)  # where the label stands, not an amount
    totals["said"] = (totals["amount_usd"] / unit).map(lambda amount: _short(amount))
    above = alt.Chart(totals).mark_text(dy=-10).encode(x=x, y="top:Q", text="said:N")
    return Figure(
        "How much each year, and from what kind of donor?", (bars + above).properties(height=330), _by_year_said(rows, lens)
    )


def _by_year_said(rows: pd.DataFrame, lens: str) -> str:
    known = rows.dropna(subset=["amount_usd"])
    if known.empty:
        return "No amount is known for these records."
    total = known["amount_usd"].sum()
    years = known.groupby("year")["amount_usd"].sum()
    types = known.groupby("donor_type")["amount_usd"].sum().sort_values(ascending=False)
    labels = dictionary.label_of("donor_type")
    said = f"{words.usd(total)} in all" if len(years) > 1 else f"{words.usd(total)} in {years.index[0]}"
    if len(years) > 1:
        said += f", most in {years.idxmax()} ({words.usd(years.max())})"
    if len(types) > 1 and total > 0:
        said += f". By type of donor: {', '.join(f'{labels[kind]} {_share(amount, total)}' for kind, amount in types.items())}"
    unknown = rows[~rows["year"].isin(years.index)].groupby("year")["record_count"].sum()
    for year, records in unknown.items():
        said += f". No amount is known for {year} ({words.count(int(records), 'record')})"
    return f"{said}. In {PRICES[lens]}."


def donors(rows: pd.DataFrame, lens: str) -> Figure:
    """Donors by what they gave. Needs donor_name, donor_type and amount_usd, largest first."""
    known = rows.dropna(subset=["amount_usd"])
    chart = ranking(known.head(SHOWN), "donor_name", "amount_usd", f"USD million, {_prices(lens)}", "donor_type", DONOR_TYPES)
    total = known["amount_usd"].sum()
    named = known[known["donor_type"] != "Other"]
    rest = known.loc[known["donor_type"] == "Other", "amount_usd"].sum()
    said = f"{words.count(len(known), 'donor')} gave {words.usd(total)}."
    if len(named) > 5 and total > 0:
        top = named.head(5)
        said = (
            f"{words.listed(top['donor_name'].tolist())} gave {words.percent(top['amount_usd'].sum(), total)} of the "
            f"{words.usd(total)} from {words.count(len(known), 'donor')} whose amounts are known."
        )
    if rest and total > 0:
        said += f" {words.percent(rest, total)} came from other contributors or is not attributed to one."
    if len(known) > SHOWN:
        left = known.iloc[SHOWN:]
        said += f" Not drawn: {words.count(len(left), 'other')} with {words.usd(left['amount_usd'].sum())}."
    return Figure("Who gives?", chart, f"{said} In {PRICES[lens]}.")


def donor_by(rows: pd.DataFrame, column: str, lens: str) -> Figure:
    """Who gives where: a heat map with the amounts in its cells. Needs donor_name, amount_usd and a column of places."""
    known = rows.dropna(subset=["amount_usd"])
    unit, name = _unit(known["amount_usd"])
    highest = log1p(max(known["amount_usd"].max() / unit, 1e-9) * 10) if len(known) else 1.0
    shown = known.assign(
        said=(known["amount_usd"] / unit).map(_short),
        full=known["amount_usd"].map(words.usd),
        level=(known["amount_usd"].clip(lower=0) / unit * 10).map(log1p) / highest,
    )
    totals = known.groupby(column)["amount_usd"].sum().sort_values(ascending=False)
    places = [place for place in totals.index if place not in OTHERS] + [place for place in totals.index if place in OTHERS]
    names = list(dict.fromkeys(known["donor_name"]))
    what = dictionary.column(column).label
    base = alt.Chart(shown).encode(
        x=alt.X(
            column,
            type="nominal",
            sort=places,
            title=None,
            axis=alt.Axis(
                orient="top", labelFlush=False, labelAngle=0, domain=False, ticks=False, labelLimit=180, labelOverlap=False
            ),
        ),
        y=alt.Y("donor_name:N", sort=names, title=None, axis=alt.Axis(domain=False, ticks=False, labelFlush=False)),
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip(column, type="nominal", title=what),
            alt.Tooltip("full:N", title="Amount"),
            alt.Tooltip("record_count:Q", title="Records", format=","),
        ],
    )
    cells = base.mark_rect(stroke="#75818d", strokeWidth=0.5).encode(
        color=alt.Color(
            "level:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[maps.SHADES[0], maps.SHADES[2], maps.SHADES[-1]])
        )
    )
    text = base.mark_text().encode(
        text="said:N", color=alt.condition("datum.level > 0.71", alt.value("#ffffff"), alt.value("#000000"))
    )
    asked = "Which donor gives to which UN entity?" if column == "entity_name" else "Which donor gives to which region?"
    chart = (cells.add_params(picked("mark", "donor_name")) + text).properties(height=alt.Step(29))
    return Figure(f"{asked} {name}", chart, _donor_by_said(known, column, totals, lens))


def _donor_by_said(known: pd.DataFrame, column: str, totals: pd.Series, lens: str) -> str:
    total = totals.sum()
    if known.empty or total <= 0:
        return "No amount is known for these records."
    largest = known.loc[known["amount_usd"].idxmax()]
    named = totals[~totals.index.isin(OTHERS)]
    said = (
        f"The largest cell is {largest['donor_name']} to {largest[column]}: {words.usd(largest['amount_usd'])} ({PRICES[lens]})."
    )
    if len(named) > 1:
        count = known["donor_name"].nunique()
        who = f"The {count} largest donors" if count > 1 else known["donor_name"].iloc[0]
        said += f" {who} gave {words.percent(named.iloc[0], total)} of their money to {named.index[0]}."
    empty = "An empty cell means that no record with an amount was found."
    return f"{said} {empty}"


def recipients(rows: pd.DataFrame, lens: str) -> Figure:
    """Recipients by what they got. Needs recipient_name and amount_usd, largest first."""
    known = rows.dropna(subset=["amount_usd"])
    chart = ranking(
        known.head(SHOWN), "recipient_name", "amount_usd", f"USD million, {_prices(lens)}", "recipient_kind", RECIPIENTS
    )
    return Figure("Who receives most?", chart, _received_said(known, lens))


def world(rows: pd.DataFrame, lens: str) -> Figure:
    """Recipient countries on a map. Needs country_name, iso3, amount_usd, donor_count, record_count, longitude, latitude."""
    countries = rows.dropna(subset=["iso3"])
    chart = maps.world(
        countries,
        "amount_usd",
        f"USD, {_prices(lens)}",
        words.usd,
        "logarithmic",
        {"donor_count": "Donors", "record_count": "Records"},
        absent="no record",
    )
    return Figure("Which countries receive it?", chart, _placed_said(rows))


def _received_said(known: pd.DataFrame, lens: str) -> str:
    total = known["amount_usd"].sum()
    if known.empty or total <= 0:
        return "No amount is known for these records."
    countries = known.dropna(subset=["iso3"])
    away = known.loc[known["iso3"].isna(), "amount_usd"].sum()
    top = countries.head(5)
    said = ""
    if len(top):
        who = "The country that received most is" if len(countries) > 1 else "The one country is"
        if len(countries) > 5:
            said = f"{words.listed(top['recipient_name'].tolist())} received {words.percent(top['amount_usd'].sum(), total)} "
            said += f"of the {words.usd(total)}. "
        else:
            said = f"{who} {top['recipient_name'].iloc[0]} ({words.usd(top['amount_usd'].iloc[0])}). "
    if away:
        said += f"{words.percent(away, total)} went to regions or to recipients that are not specified. "
    return f"{said}In {PRICES[lens]}."


def _placed_said(rows: pd.DataFrame) -> str:
    known = rows.dropna(subset=["amount_usd"])
    placed = known.dropna(subset=["iso3"])
    total, away = known["amount_usd"].sum(), known.loc[known["iso3"].isna(), "amount_usd"].sum()
    if placed.empty:
        return "No amount went to a single country: the recipients are regional or not specified."
    said = f"{words.count(len(placed), 'country', 'countries')} received {words.usd(placed['amount_usd'].sum())}."
    if away and total > 0:
        said += f" Not on the map: {words.usd(away)} ({words.percent(away, total)}) for regional or unspecified recipients."
    return said


def _unit(amounts: pd.Series) -> tuple[float, str]:
    highest = amounts.abs().max() if len(amounts) else 0
    if highest >= 20e9:
        return 1e9, "USD billion"
    return (1e6, "USD million") if not highest < 1e6 else (1e3, "USD thousand")


def _prices(lens: str) -> str:
    return "constant prices" if lens == "statistics" else "current prices"


def _short(amount: float) -> str:
    """A number without its unit, as a cell or a column's end has room for it."""
    size = abs(amount)
    text = f"{amount:,.0f}" if size >= 99.5 else f"{amount:,.1f}" if size >= 0.05 else "0" if size == 0 else "under 0.1"
    return text.replace("-", "−") if amount >= 0 or size >= 0.05 else "over −0.1"


def _range(share: Mapping) -> str:
    """The share by the strict and by the wide rule; no record at all is a share of 0."""
    wide = f"{share['wide_pct']:.2f}"
    if share["strict_count"] and words.is_unknown(share["strict_pct"]):
        return f"at most {wide} %"
    strict = f"{share['strict_pct']:.2f}" if share["strict_count"] else "0"
    return f"{wide} %" if strict == wide else f"{strict}–{wide} %"


def _share(part: float, whole: float) -> str:
    return "under 1 %" if 0 < part / whole < 0.005 else words.percent(part, whole)
