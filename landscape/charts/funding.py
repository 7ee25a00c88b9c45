"""Charts of the page of funding: one lens and one measure at a time."""

from __future__ import annotations

from collections.abc import Mapping
from math import log1p

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, DONOR_TYPES, GREY, Figure, maps
from landscape.charts.purposes import BY_CODE
from landscape.charts.shapes import ELSEWHERE, heat_map, ranking, short, stacked_years, unit_of

SHOWN = 15
SEEN = 0.002  # part of the highest column below which a column cannot be seen
NO_AMOUNT = "No amount is known for these records."
PRICES = {
    "statistics": "constant US dollars, base year not stated by the source",
    "iati": "current US dollars",
    "un": "current US dollars",
}
GROUPED = "Rows add up records of the same donor, recipient or UN entity, year, finance type, theme and purpose code."
RULES = (
    "Strict: words of the title say migration and data or statistics. Wide: also every other title with a word of migration. "
    "The page Rules shows the words and how often they err; a project with a migration part but no migration word in its title "
    "is missing, so this is not a total of all support."
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
        "Strict: about statistics as well. "
    )
    + BY_CODE,
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
    "iati": ["donor_name", *_PLACES, "purpose_code", *_AMOUNTS],
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
    "theme_reason",
]
RECIPIENTS = {"Country": BLUE, "Regional or not specified": GREY}
OTHERS = (ELSEWHERE, "Other entities")  # the last column of a heat map


def facts(lens: str, measure: str, totals: Mapping, share: Mapping | None = None) -> list[tuple[str, str, str]]:
    """The key figures of a lens: label, value and what it means."""
    negative = words.count(totals["negative_count"], "repayment or correction", "repayments or corrections")
    unknown = f"; at least {totals['unknown_count']:,} without an amount" if totals["unknown_count"] else ""
    prices = PRICES[lens]
    twice = "; money through pooled funds counts twice" if lens == "un" else ""
    total = (dictionary.label_of("measure")[measure], words.usd(totals["amount_usd"]), f"{_first_up(prices)}{twice}")
    known = f"{totals['known_donor_count']:,} with a known amount; {totals['listed_donor_count']:,} have a profile here"
    donors = ("Donors", f"{totals['donor_count']:,}", known)
    records = ("Records", f"{totals['record_count']:,}", f"{negative}{unknown}")
    if lens == "un":
        entities = ("UN entities", f"{totals['entity_count']:,}", "Received it; for which country is not said")
        return [total, donors, entities, records]
    if lens == "iati" and share is not None:
        reached = ("Records", records[1], f"To {words.count(totals['recipient_count'], 'country', 'countries')}; {records[2]}")
        return [total, _by_code(share), donors, reached]
    if share is None or words.is_unknown(share["wide_pct"]):
        countries = ("Countries reached", f"{totals['recipient_count']:,}", "Beside regional and unspecified recipients")
        return [total, donors, countries, records]
    strict = words.usd(share["strict_usd"] if share["strict_count"] else 0)
    rules = f"{strict} strict; {words.usd(share['wide_usd'])} with any migration title, border control included"
    return [total, ("For migration statistics", words.between(_strict_share(share), share["wide_pct"]), rules), donors, records]


def _by_code(share: Mapping) -> tuple[str, str, str]:
    """What the three rules name in published activities: amounts, as a share of a selection of activities says little.

    Where no record has a code, what the rule by code names is not known.
    """
    coded = "no record" if share["coded_count"] and not share["codes_count"] else words.usd(share["codes_usd"])
    strict = words.usd(share["strict_usd"]) if share["strict_count"] else "no record"
    wide = words.usd(share["wide_usd"]) if share["wide_count"] else "no record"
    return (
        "Migration, by purpose code",
        coded,
        f"By words of title or sector: {wide} wide, {strict} strict",
    )


def by_year(rows: pd.DataFrame, lens: str) -> Figure:
    """Columns per year, stacked by donor type. Needs year, donor_type, amount_usd and record_count."""
    first, last = _drawn_years(rows)
    drawn = rows[rows["year"].between(first, last)]
    chart = stacked_years(drawn, "donor_type", DONOR_TYPES, f"{{}}, {_prices(lens)}", height=330)
    return Figure("How much each year, and from what kind of donor?", chart, _by_year_said(rows, lens))


def _drawn_years(rows: pd.DataFrame) -> tuple[int, int]:
    """The first and the last year with a column that can be seen; years at the ends without one are not drawn."""
    years = rows.groupby("year")["amount_usd"].sum().abs()
    seen = years[years > SEEN * years.max()].index
    return (seen.min(), seen.max()) if len(seen) else (rows["year"].min(), rows["year"].max())


def _by_year_said(rows: pd.DataFrame, lens: str) -> str:
    known = rows.dropna(subset=["amount_usd"])
    if known.empty:
        return NO_AMOUNT
    total = known["amount_usd"].sum()
    years = known.groupby("year")["amount_usd"].sum()
    types = known.groupby("donor_type")["amount_usd"].sum().sort_values(ascending=False)
    labels = dictionary.label_of("donor_type")
    repaid = words.repaid(known["amount_usd"])
    said = f"{words.usd(total)} {'in all' if len(years) > 1 else f'in {years.index[0]}'}{repaid}"
    if len(years) > 1:
        said += f", most in {years.idxmax()} ({words.usd(years.max())})"
    if len(types) > 1:
        parts = ", ".join(f"{labels[kind]} {_part(amount, types)}" for kind, amount in types.items())
        said += f". By type of donor: {parts}"
    first, last = _drawn_years(rows)
    for year, amount in years[(years.index < first) | (years.index > last)].items():
        said += f". {year} is not drawn ({words.usd(amount)})"
    unknown = rows[~rows["year"].isin(years.index)].groupby("year")["record_count"].sum()
    for year, records in unknown.items():
        said += f". No amount is known for {year} ({words.count(int(records), 'record')})"
    return f"{said}. In {PRICES[lens]}."


def donors(rows: pd.DataFrame, lens: str) -> Figure:
    """Donors by what they gave. Needs donor_name, donor_type and amount_usd, largest first."""
    known = rows.dropna(subset=["amount_usd"])
    chart = ranking(known.head(SHOWN), "donor_name", "amount_usd", "{}, " + _prices(lens), "donor_type", DONOR_TYPES)
    return Figure("Who gives?", chart, _donors_said(known, lens))


def _donors_said(known: pd.DataFrame, lens: str) -> str:
    if known.empty:
        return NO_AMOUNT
    amounts = known["amount_usd"]
    named = known[known["donor_type"] != "Other"]
    rest = known.loc[known["donor_type"] == "Other", "amount_usd"].sum()
    who, repaid = words.count(len(known), "donor"), words.repaid(amounts)
    said = f"{who} gave {words.usd(amounts.sum())}{repaid}."
    if len(named) > 5 and amounts.sum() > 0:
        top = named.head(5)
        largest, given = words.listed(top["donor_name"].tolist()), top["amount_usd"].sum()
        said = (
            f"{largest} gave {words.usd(given)}. All {who} whose amounts are known gave {words.usd(amounts.sum())}{repaid}."
            if repaid
            else f"{largest} gave {words.percent(given, amounts.sum())} of the {words.usd(amounts.sum())} from {who} "
            "whose amounts are known."
        )
    if rest:
        said += f" {_first_up(_part(rest, amounts))} came from other contributors or is not attributed to one."
    if len(known) > SHOWN:
        left = known.iloc[SHOWN:]
        said += f" Not drawn: {words.count(len(left), 'other')} with {words.usd(left['amount_usd'].sum())}."
    return f"{said} In {PRICES[lens]}."


def flows(rows: pd.DataFrame, lens: str) -> pd.DataFrame:
    """The flows with the place under the name that says what it is, so that tables and downloads write it properly."""
    return rows.rename(columns={"place_name": _place(lens)})


def donor_by_place(rows: pd.DataFrame, lens: str) -> Figure:
    """Who gives where: a heat map with the amounts in its cells. Needs donor_name, amount_usd and the places of `flows`."""
    column = _place(lens)
    known = rows.dropna(subset=["amount_usd"])
    unit, name = unit_of(known["amount_usd"])
    highest = log1p(max(known["amount_usd"].max() / unit, 1e-9) * 10) if len(known) else 1.0
    shown = known.assign(
        cell=(known["amount_usd"] / unit).map(short),
        said=known["amount_usd"].map(words.usd),
        level=(known["amount_usd"].clip(lower=0) / unit * 10).map(log1p) / highest,
    )
    totals = known.groupby(column)["amount_usd"].sum().sort_values(ascending=False)
    places = [place for place in totals.index if place not in OTHERS] + [place for place in totals.index if place in OTHERS]
    more = [alt.Tooltip("said:N", title="Amount"), alt.Tooltip("record_count:Q", title="Records", format=",")]
    chart = heat_map(shown, "donor_name", column, places, more)
    asked = "Which donor gives to which UN entity?" if lens == "un" else "Which donor gives to which region?"
    return Figure(f"{asked} {name}", chart, _donor_by_said(known, column, totals, lens))


def _place(lens: str) -> str:
    return "entity_name" if lens == "un" else "region_name"


def _donor_by_said(known: pd.DataFrame, column: str, totals: pd.Series, lens: str) -> str:
    if known.empty:
        return NO_AMOUNT
    largest = known.loc[known["amount_usd"].idxmax()]
    named = totals[~totals.index.isin(OTHERS)]
    said = (
        f"The largest cell is {largest['donor_name']} to {largest[column]}: {words.usd(largest['amount_usd'])} ({PRICES[lens]})."
    )
    if totals.sum() <= 0:
        said += f" All cells together are {words.usd(totals.sum())}{words.repaid(known['amount_usd'])}."
    elif len(named) > 1 and named.iloc[0] > 0:
        count = known["donor_name"].nunique()
        who = f"The {count} largest donors" if count > 1 else known["donor_name"].iloc[0]
        part = _part(named.iloc[0], totals)
        said += f" {who} gave {part}{' of their money' if '%' in part else ''} to {named.index[0]}."
    empty = "An empty cell means that no record with an amount was found."
    return f"{said} {empty}"


def recipients(rows: pd.DataFrame, lens: str) -> Figure:
    """Recipients by what they got. Needs recipient_name and amount_usd, largest first."""
    known = rows.dropna(subset=["amount_usd"])
    chart = ranking(known.head(SHOWN), "recipient_name", "amount_usd", "{}, " + _prices(lens), "recipient_kind", RECIPIENTS)
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
    if known.empty:
        return NO_AMOUNT
    amounts = known["amount_usd"]
    total, repaid = words.usd(amounts.sum()), words.repaid(amounts)
    countries = known.dropna(subset=["iso3"])
    away = known.loc[known["iso3"].isna(), "amount_usd"].sum()
    top = countries.head(5)
    said = f"All recipients together: {total}{repaid}. " if repaid else ""
    if len(countries) > 5 and top["amount_usd"].sum() > 0:
        part = _part(top["amount_usd"].sum(), amounts)
        said += f"{words.listed(top['recipient_name'].tolist())} received {part}{'' if repaid else f' of the {total}'}. "
    elif len(top):
        who = "The country that received most is" if len(countries) > 1 else "The one country is"
        said += f"{who} {top['recipient_name'].iloc[0]} ({words.usd(top['amount_usd'].iloc[0])}). "
    if away:
        said += f"{_first_up(_part(away, amounts))} went to regions or to recipients that are not specified. "
    return f"{said}In {PRICES[lens]}."


def _placed_said(rows: pd.DataFrame) -> str:
    known = rows.dropna(subset=["amount_usd"])
    if known.empty:
        return NO_AMOUNT
    placed = known.dropna(subset=["iso3"])
    away = known.loc[known["iso3"].isna(), "amount_usd"].sum()
    if placed.empty:
        return "No amount went to a single country: the recipients are regional or not specified."
    repaid = words.repaid(placed["amount_usd"])
    said = f"{words.count(len(placed), 'country', 'countries')} received {words.usd(placed['amount_usd'].sum())}{repaid}."
    if away:
        part = _part(away, known["amount_usd"])
        said += f" Not on the map: {words.usd(away)}{f' ({part})' if '%' in part else ''} for regional or unspecified recipients."
    return said


def _part(part: float, amounts: pd.Series) -> str:
    """A part of the sum of amounts in per cent; where one is negative a share says nothing, so the part in US dollars."""
    total = amounts.sum()
    return words.percent(part, total) if total > 0 and part >= 0 and not (amounts < 0).any() else words.usd(part)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _prices(lens: str) -> str:
    return "constant prices" if lens == "statistics" else "current prices"


def _strict_share(share: Mapping) -> float | None:
    """The share by the strict rule, in per cent; no record at all is a share of 0, one without an amount is not known."""
    return share["strict_pct"] if share["strict_count"] else 0.0
