"""The currency in which costs are shown. The arithmetic is in US dollars; what is shown is converted at one dated rate."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from landscape import words
from landscape.programme.costs import in_currency, latest


@dataclass(frozen=True)
class Money:
    """A currency with its units per US dollar and the year that this rate is the average of; none for the dollar itself."""

    currency: str = "USD"
    units_per_dollar: float = 1.0
    rate_year: int | None = None

    @classmethod
    def of(cls, currency: str, rates: pd.DataFrame) -> Money:
        """A currency at the latest rate of `strategy/rates`; US dollars where there is none for it."""
        known = latest(rates)
        if currency == "USD" or currency not in known.index:
            return cls()
        return cls(currency, float(known.at[currency, "units_per_dollar"]), int(known.at[currency, "rate_year"]))

    def said(self, amount_usd: float | None) -> str:
        """An amount in US dollars as it is shown: "EUR 12.3 m"; "not known" for nothing."""
        if words.is_unknown(amount_usd):
            return words.NOT_KNOWN
        return words.usd(in_currency(float(amount_usd), self.units_per_dollar)).replace("USD", self.currency)

    def unit_of(self, amounts_usd: pd.Series) -> tuple[float, str]:
        """By what amounts in US dollars are divided to be short to write, and what they are then in: 1e6, "USD million"."""
        highest = in_currency(float(amounts_usd.abs().max()) if len(amounts_usd) else 0.0, self.units_per_dollar)
        size, name = (1e9, "billion") if highest >= 20e9 else (1e6, "million") if highest >= 1e6 else (1e3, "thousand")
        return size / self.units_per_dollar, f"{self.currency} {name}"

    @property
    def note(self) -> str:
        """At which rate amounts are shown; "" in US dollars."""
        if self.currency == "USD":
            return ""
        return (
            f"Amounts in sentences and charts are in {self.currency}, at {self.units_per_dollar:,.4g} for one US dollar, the "
            f"average of {self.rate_year}; tables and downloads are in US dollars."
        )


def between(low_usd: float | None, high_usd: float | None, money: Money, is_bare: bool = False) -> str:
    """A range that says its unit once: "USD 12.3–15.1 m"; `is_bare` without the currency, which then stands elsewhere."""
    known = [one for one in (low_usd, high_usd) if not words.is_unknown(one)]
    if len(known) < 2:
        return words.NOT_KNOWN
    first, last = (money.said(one).split(" ") for one in (min(known), max(known)))
    same = first[2:] == last[2:]
    said = " ".join(first[1:]) if first == last else f"{' '.join(first[1:2] if same else first[1:])}–{' '.join(last[1:])}"
    return said if is_bare else f"{last[0]} {said}"
