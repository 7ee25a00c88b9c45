"""What the Global Programme costs: quantity × unit cost × years, then prices, contingency and programme support costs.

A line costs, in a year, its quantity of that year × its unit cost in US dollars × the rise of prices since the year of the unit
cost, plus contingency, plus programme support costs on both. A quantity for each country is multiplied by the number of
countries, one that is not for each year is spread evenly over the years. Each sum on screen is a sum of the same rows, so that
the total by horizon, by activity, by category, by region and by year is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from landscape import words
from landscape.problems import Problem

EVERYWHERE, NOT_CHOSEN = "Everywhere", "Countries not chosen yet"  # regions of costs that belong to no region of the world
HORIZONS = ("short", "medium", "long")
MOST = 10e9  # US dollars: a line above is a mistake
YEARS = (2000, 2100)  # in which a line can lie
KINDS = ("horizon", "activity_name", "component", "cost_category", "cost_region", "year")  # by which costs can be added up
PARTS = ("base_usd", "escalation_usd", "contingency_usd", "overhead_usd")  # of which a cost is made up


class ParametersMissing(Problem):
    """Parameters without which nothing can be counted."""


@dataclass(frozen=True)
class Assumptions:
    """The parameters in force; shares in per cent. `currency` is that of what is shown, the arithmetic is in US dollars."""

    short_first_year: int
    medium_first_year: int
    long_first_year: int
    delay_years: int
    country_count: int
    price_year: int
    escalation_pct: float
    contingency_pct: float
    overhead_pct: float
    correlation_pct: float
    currency: str

    @classmethod
    def of(cls, parameters: pd.DataFrame) -> Assumptions:
        """From the rows of the table `parameter`. Raises `ParametersMissing`."""
        values = dict(zip(parameters["parameter_id"], parameters["value"], strict=True))
        choices = dict(zip(parameters["parameter_id"], parameters["choice"], strict=True))
        given = {one.name: choices.get(one.name) if one.name == "currency" else values.get(one.name) for one in fields(cls)}
        missing = [name for name, value in given.items() if value is None or pd.isna(value)]
        if missing:
            raise ParametersMissing(
                f"The programme cannot be counted: no value is given for {', '.join(missing)}. "
                "Fill it in on the page Small edits, list “Parameters of the programme”."
            )
        whole = ("int", int)
        return cls(**{one.name: int(given[one.name]) if one.type in whole else given[one.name] for one in fields(cls)})

    def with_values(self, changes: Mapping[str, object]) -> Assumptions:
        """The same with some values changed."""
        return replace(self, **changes)

    @property
    def first_years(self) -> tuple[int, int, int]:
        """First years of the three terms, with the delay."""
        return tuple(one + self.delay_years for one in (self.short_first_year, self.medium_first_year, self.long_first_year))


@dataclass(frozen=True)
class Costed:
    """The cost of a programme.

    `rows` has one row per line, region and year: line_id, line_name, activity_id, activity_name, component, cost_category,
    cost_region, year, horizon, is_illustrative, line_place (in `lines`), cost_usd and the `PARTS` it is made up of. `lines` has
    one row per line that counts: the same names, its unit cost in US dollars (unit_usd, low_usd, high_usd) at rate_per_dollar of
    rate_year (of rate_source_id), none for the dollar itself, and cost_usd.
    `left_out` names the others: line_id, line_name, activity_name, why_left_out.
    """

    rows: pd.DataFrame
    lines: pd.DataFrame
    left_out: pd.DataFrame

    @property
    def total_usd(self) -> float:
        """The cost of all lines that count."""
        return float(self.rows["cost_usd"].sum())

    def by(self, kind: str) -> pd.DataFrame:
        """One row per value of one of the `KINDS`: its cost and what of it is illustrative; years in order."""
        place, values = pd.factorize(self.rows[kind])
        illustrative = self.rows["cost_usd"].to_numpy() * self.rows["is_illustrative"].to_numpy()
        columns = {"cost_usd": self.rows["cost_usd"], "illustrative_usd": illustrative} | {one: self.rows[one] for one in PARTS}
        sums = {name: np.bincount(place, column, len(values)) for name, column in columns.items()}
        table = pd.DataFrame({kind: values, **sums})
        return table.sort_values(kind, ignore_index=True) if kind == "year" else table

    def weights(self, kind: str | None = None) -> pd.DataFrame:
        """Of each line (rows, in the order of `lines`) and value of a kind (columns): US dollars per US dollar of unit cost.

        Without a kind one column, for the total.
        """
        place, values = pd.factorize(self.rows[kind]) if kind else (np.zeros(len(self.rows), dtype=int), [""])
        cells = self.rows["line_place"].to_numpy() * len(values) + place
        spent = np.bincount(cells, self.rows["per_unit"], len(self.lines) * len(values))
        return pd.DataFrame(spent.reshape(len(self.lines), len(values)), self.lines["line_id"], values)


def costed(
    lines: pd.DataFrame,
    assumptions: Assumptions,
    rates: pd.DataFrame,
    countries: Mapping[str, int] | None = None,
) -> Costed:
    """The cost of lines as `strategy/cost_lines` gives them.

    `rates` are those of `strategy/rates`: a unit cost is converted with the rate of the year of its prices, where there is none
    with the latest. `countries` says how many of the chosen countries lie in which region; costs
    for each country are split over these regions in proportion, whatever the number of countries assumed. Activities of one name
    are told apart by their codes.
    """
    lines = _with_rates(_told_apart(lines), assumptions, rates)
    rate = lines["rate_per_dollar"]
    times = lines["is_per_country"].map({True: float(assumptions.country_count), False: 1.0}).astype(float)
    lines = lines.assign(
        unit_usd=lines["unit_cost"] / rate,
        low_usd=lines["unit_cost_low"].fillna(lines["unit_cost"]) / rate,
        high_usd=lines["unit_cost_high"].fillna(lines["unit_cost"]) / rate,
        times=times,
        span=lines["last_year"] - lines["first_year"] + 1,
    )
    lines["why_left_out"] = _why_left_out(lines)
    counted = lines[lines["why_left_out"].isna()].reset_index(drop=True)
    rows = _spent(counted, assumptions, countries or {})
    cost = np.bincount(rows["line_place"], rows["cost_usd"], len(counted))
    counted = counted.assign(cost_usd=cost).drop(columns=["why_left_out", "times", "span"])
    left_out = lines.loc[lines["why_left_out"].notna(), ["line_id", "line_name", "activity_name", "why_left_out"]]
    return Costed(rows, counted, left_out.reset_index(drop=True))


def rates_said(lines: pd.DataFrame) -> str:
    """At which rates lines (of one `Costed`, or of several) were converted; "" where all are in US dollars."""
    rows = lines.dropna(subset="rate_year").drop_duplicates(["currency", "rate_year"]).sort_values(["currency", "rate_year"])
    said = [f"{row.currency} {row.rate_per_dollar:,.4g} (average of {int(row.rate_year)})" for row in rows.itertuples()]
    return f"Unit costs in other currencies, for one US dollar: {words.listed(said)}." if said else ""


def _told_apart(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines with the code beside the name of their activity where another one has the same name: a sum must not join them."""
    names = dict(zip(lines["activity_id"].tolist(), lines["activity_name"].tolist(), strict=True))
    count = Counter(names.values())
    said = {code: f"{name} ({code})" for code, name in names.items() if count[name] > 1}
    return lines.assign(activity_name=lines["activity_id"].map(said).fillna(lines["activity_name"])) if said else lines


def _with_rates(lines: pd.DataFrame, assumptions: Assumptions, rates: pd.DataFrame) -> pd.DataFrame:
    """The lines with the rate of the year of their prices, otherwise the latest: rate_per_dollar, rate_year, rate_source_id."""
    used = rates[rates["currency"].isin(set(lines["currency"]) - {"USD"})]
    used = used.reindex(columns=["currency", "rate_year", "units_per_dollar", "source_id"])
    found = {(row.currency, int(row.rate_year)): row for row in used.itertuples()}
    last = {row.Index: row for row in latest(used).itertuples()}
    years = lines["price_year"].astype("Float64").fillna(assumptions.price_year)
    rows = [found.get((currency, int(year)), last.get(currency)) for currency, year in zip(lines["currency"], years, strict=True)]
    per_dollar = [
        1.0 if currency == "USD" else np.nan if row is None else float(row.units_per_dollar)
        for currency, row in zip(lines["currency"], rows, strict=True)
    ]
    return lines.assign(
        rate_per_dollar=np.array(per_dollar, dtype=float),
        rate_year=pd.array([None if row is None else int(row.rate_year) for row in rows], dtype="Int64"),
        rate_source_id=pd.Series([None if row is None else row.source_id for row in rows], lines.index, dtype=object),
    )


def _why_left_out(lines: pd.DataFrame) -> pd.Series:
    """Why a line cannot be counted, in words; none where it can. The first reason that applies is said."""
    span = lines["span"].astype("Float64")
    years = np.where(lines["is_yearly"], span.fillna(1).astype(float), 1.0)
    dearest = lines[["unit_usd", "high_usd"]].max(axis=1).fillna(0)
    spent = dearest * lines["quantity"].fillna(0) * lines["times"] * years
    reasons = (
        (lines["activity_id"].isna(), "no activity"),
        (lines["quantity"].isna() | lines["unit_cost"].isna(), "quantity or unit cost not known"),
        (span.isna(), "no years"),
        ((span < 1).fillna(False).astype(bool), "it ends before it begins"),
        (
            ((lines["first_year"] < YEARS[0]) | (lines["last_year"] > YEARS[1])).fillna(False).astype(bool),
            f"years before {YEARS[0]} or after {YEARS[1]}",
        ),
        (lines["unit_usd"].isna() & lines["unit_cost"].notna(), "no exchange rate for its currency"),
        ((lines["quantity"] < 0) | (lines["unit_cost"] < 0), "negative quantity or unit cost"),
        (
            ~((lines["low_usd"] <= lines["unit_usd"]) & (lines["unit_usd"] <= lines["high_usd"])),
            "low, central and high cost out of order",
        ),
        (spent > MOST, "more than USD 10 billion"),
    )
    why = pd.Series(None, index=lines.index, dtype=object)
    for is_so, reason in reversed(reasons):
        why[is_so.to_numpy(dtype=bool)] = reason
    return why


def _spent(lines: pd.DataFrame, assumptions: Assumptions, countries: Mapping[str, int]) -> pd.DataFrame:
    """One row per line, region and year with its cost and what that is made up of.

    Costs for each country are split over the regions of the countries that are chosen, in proportion.
    """
    chosen = {region: count / sum(countries.values()) for region, count in countries.items() if count} or {NOT_CHOSEN: 1.0}
    is_split = lines["is_per_country"].to_numpy(dtype=bool)
    own_region = lines["region"].fillna(EVERYWHERE).to_numpy(dtype=object)
    span = lines["span"].to_numpy(dtype=int)
    line, region = _repeated(np.where(is_split, len(chosen), 1))
    pair, later = _repeated(span[line])
    line, region = line[pair], region[pair]
    share = np.where(is_split[line], np.array(list(chosen.values()))[region], 1.0)
    year = lines["first_year"].to_numpy(dtype=int)[line] + later + assumptions.delay_years
    quantity = (lines["quantity"] * lines["times"]).to_numpy(dtype=float)[line] * share
    quantity = np.where(lines["is_yearly"].to_numpy(dtype=bool)[line], quantity, quantity / span[line])
    prices_of = lines["price_year"].astype("Float64").fillna(assumptions.price_year).to_numpy(dtype=float)[line]
    rise = (1 + assumptions.escalation_pct / 100) ** (year - prices_of)
    contingency, overhead = assumptions.contingency_pct / 100, assumptions.overhead_pct / 100
    unit = lines["unit_usd"].to_numpy(dtype=float)[line]
    per_unit = quantity * rise * (1 + contingency) * (1 + overhead)
    base = quantity * unit
    _, medium, long = assumptions.first_years
    terms = (year >= medium).astype(int) + (year >= long) if medium <= long else 2 * (year >= long)
    said = {name: lines[name].to_numpy()[line] for name in _NAMES}
    return pd.DataFrame(
        {
            **said,
            "cost_region": np.where(is_split[line], np.array(list(chosen), dtype=object)[region], own_region[line]),
            "year": year,
            "horizon": np.array(HORIZONS, dtype=object)[terms],
            "line_place": line,
            "per_unit": per_unit,
            "base_usd": base,
            "escalation_usd": base * (rise - 1),
            "contingency_usd": base * rise * contingency,
            "overhead_usd": base * rise * (1 + contingency) * overhead,
            "cost_usd": unit * per_unit,
        }
    )


_NAMES = ("line_id", "line_name", "activity_id", "activity_name", "component", "cost_category", "is_illustrative")


def _repeated(times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each place as often as it says, and the how-manieth of its repetitions each is."""
    place = np.repeat(np.arange(len(times)), times)
    return place, np.arange(len(place)) - np.repeat(np.cumsum(times) - times, times)


def latest(rates: pd.DataFrame) -> pd.DataFrame:
    """Of `strategy/rates` the latest of each currency, by currency: units_per_dollar, rate_year and source_id."""
    return rates.sort_values("rate_year").drop_duplicates("currency", keep="last").set_index("currency")


def in_currency(amount_usd: float, units_per_dollar: float) -> float:
    """US dollars in another currency; `in_dollars` gives them back."""
    return amount_usd * units_per_dollar


def in_dollars(amount: float, units_per_dollar: float) -> float:
    """An amount in another currency in US dollars."""
    return amount / units_per_dollar
