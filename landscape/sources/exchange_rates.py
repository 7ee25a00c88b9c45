"""Yearly exchange rates of currencies to the US dollar, from rates that the publisher gives by country."""

from __future__ import annotations

import pandas as pd

from landscape.sources import Files, source_rows

RATES = "exchange-rates-2000-2021"
FILE = "raw/oecd/devinit_usd_exchange_rates.csv"

# The country whose rates stand for a currency that several use. All euro countries of 2000 have the same rates but for
# rounding; those that joined later have the rates of their old currency in the years before.
ISSUERS = {
    "AUD": "AUS",
    "CHF": "CHE",
    "DKK": "DNK",
    "EUR": "DEU",
    "GBP": "GBR",
    "USD": "USA",
    "XAF": "CMR",
    "XCD": "LCA",
    "XOF": "SEN",
    "XPF": "PYF",
}

# The list of countries has the currencies of today, or several, or none; the rates are in the currency of 2000 to 2021.
CURRENCIES = {
    "BGR": "BGN",
    "BTN": "BTN",
    "CUW": "ANG",
    "HRV": "HRK",
    "HTI": "HTG",
    "LSO": "LSL",
    "NAM": "NAD",
    "PAN": "PAB",
    "PSE": "",  # several are in use, and the source repeats the US dollar
    "SLE": "SLL",
    "SLV": "SVC",
    "SXM": "",  # the guilder of Curaçao
    "TUR": "TRY",
    "URY": "UYU",
    "VEN": "VEF",
    "ZWE": "ZWL",
}
FIRST_YEARS = {"ZWL": 2019}  # before, the US dollar and others were in use


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """One rate per currency and year, and the source."""
    published = files.text(FILE)
    return {"source": _sources(len(published)), "exchange_rate": _rates(published, files.text("country.csv"))}


def _rates(published: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Units of a currency for one US dollar; a blank rate is left out."""
    currency_of = dict(zip(countries["iso3"], countries["currency"], strict=True)) | CURRENCIES
    rates = published.assign(
        currency=published["iso3"].map(currency_of).fillna(""),
        year=published["year"].astype(int),
        units_per_dollar=pd.to_numeric(published["value"]),
    )
    issuer = rates["currency"].map(ISSUERS)
    first_year = rates["currency"].map(FIRST_YEARS).fillna(0)
    is_kept = (
        (rates["currency"] != "")
        & (issuer.isna() | (issuer == rates["iso3"]))
        & (rates["year"] >= first_year)
        & rates["units_per_dollar"].notna()
    )
    return rates.loc[is_kept, ["currency", "year", "units_per_dollar"]].assign(source_id=RATES)


def _sources(rows: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": RATES,
            "publisher": "OECD and others, compiled by Development Initiatives",
            "title": "Annual exchange rates, national currency per US dollar",
            "url": "https://data-explorer.oecd.org/",
            "licence": "not stated",
            "vintage": "2000-2021",
            "row_count": rows,
            "known_flaws": "Ends in 2021. Official yearly averages; market rates of some currencies differ widely. By country: "
            "the rate of a shared currency is that of one country (the euro: Germany). Currencies that dropped zeros "
            "are in the units of their last years.",
        }
    )
