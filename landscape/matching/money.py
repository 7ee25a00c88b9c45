"""Amounts in other currencies -> US dollars, with the dated rates of the landscape; both values are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from landscape import store
from landscape.values import Money

Rates = Mapping[str, Mapping[int, float]]


@dataclass(frozen=True)
class InDollars:
    """An amount in US dollars; without one, the problem says why. `rate` is units of the currency per US dollar."""

    usd: float | None
    rate: float | None = None
    rate_year: int | None = None
    note: str = ""
    problem: str = ""


def rates(version: str) -> Rates:
    """Currency -> year -> units per US dollar, as one version has them."""
    return _rates(str(store.folder()), version)


@lru_cache(maxsize=4)
def _rates(folder: str, version: str) -> Rates:
    found: dict[str, dict[int, float]] = {}
    for currency, year, units in store.read("upload/exchange_rates", version).itertuples(index=False):
        found.setdefault(currency, {})[int(year)] = float(units)
    return found


def to_usd(money: Money, year: int | None, rates: Rates) -> InDollars:
    """An amount in US dollars at the rate of its year, or of the latest year before, which the note then says."""
    if money.currency is None:
        return InDollars(None, problem="no currency is stated: write it before the amount, or choose it for the whole column")
    if money.currency == "USD":
        return InDollars(money.amount, 1.0, year)
    of_currency = rates.get(money.currency, {})
    if not of_currency:
        said = f"there is no exchange rate for {money.currency}: give the amount in US dollars"
        return InDollars(None, problem=said)
    fitting = [one for one in of_currency if year is None or one <= year]
    if not fitting:
        first = min(of_currency)
        said = f"there is no exchange rate for {money.currency} before {first}: give the amount in US dollars"
        return InDollars(None, problem=said)
    used = max(fitting)
    rate = of_currency[used]
    note = f"{money.currency} at the rate of {used}, {rate:g} per US dollar"
    if year is None:
        note += ", the latest that is known, because no year is stated"
    elif used != year:
        note += f", the latest before {year}"
    return InDollars(money.amount / rate, rate, used, note)
