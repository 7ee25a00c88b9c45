"""UN DESA Population Division: International Migrant Stock 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from landscape.sources import source_rows
from landscape.sources.observations import in_percent, indicator_rows, observation_rows

if TYPE_CHECKING:
    from landscape.sources import Files

PUBLISHER = "UN DESA Population Division"
SOURCE = "undesa-stock-2024"
# Migrants are counted with Transnistria (Moldova) and Kosovo (Serbia), the World Bank's population without them.
OTHER_TERRITORY = ("MDA", "SRB")
COLUMNS = {
    name: name
    for name in (
        "migrant_stock_in",
        "migrant_stock_out",
        "migrant_stock_in_pct",
        "migrant_stock_out_pct",
        "migrant_stock_in_women_pct",
    )
}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Immigrants and emigrants in persons, women among immigrants and shares of the population in per cent."""
    countries = set(files.built["country"]["iso3"])
    stock = files.text("migrant_stock_by_country_1990_2024.csv")
    observation = observation_rows(_wide(stock, files.built["observation.world_bank"]), COLUMNS, SOURCE, countries)
    return {"source": _source(len(stock)), "indicator": _indicators(), "observation.un_desa": observation}


def _wide(stock: pd.DataFrame, observation: pd.DataFrame) -> pd.DataFrame:
    """One row per country and year with every indicator as a column."""
    stock = stock.assign(**{name: pd.to_numeric(stock[name].replace("", None)) for name in ("immigrants", "emigrants")})
    stock = stock.assign(year=stock["year"].astype("int64"))
    by_sex = stock.pivot(index=["iso3", "year"], columns="sex", values=["immigrants", "emigrants"])
    # The publisher leaves Saint Barthélemy and Saint Martin blank (they are in Guadeloupe); the copy made zeros of that.
    arrived = by_sex["immigrants", "both"].where(lambda persons: persons > 0)
    left = by_sex["emigrants", "both"]
    population = observation[observation["indicator_id"] == "population"].set_index(["iso3", "year"])["value"]
    population = population.reindex(by_sex.index)
    population[population.index.get_level_values("iso3").isin(OTHER_TERRITORY)] = float("nan")
    return pd.DataFrame(
        {
            "migrant_stock_in": arrived,
            "migrant_stock_out": left,
            "migrant_stock_in_pct": in_percent(arrived, population),
            "migrant_stock_out_pct": in_percent(left, population),
            "migrant_stock_in_women_pct": in_percent(by_sex["immigrants", "female"], arrived),
        }
    ).reset_index()


def _indicators() -> pd.DataFrame:
    persons = {"topic": "Migration", "unit": "persons", "scale": "logarithmic"}
    share = {"topic": "Migration", "unit": "%", "decimals": 1}
    return indicator_rows(
        PUBLISHER,
        SOURCE,
        {
            **persons,
            "indicator_id": "migrant_stock_in",
            "name": "Immigrants living in the country",
            "definition": "Persons born abroad, or foreign citizens where birth is not known, at mid-year; estimates. "
            "Refugees are included for most countries.",
            "rank": 500,
        },
        {
            **share,
            "indicator_id": "migrant_stock_in_pct",
            "name": "Immigrants as share of population",
            "definition": "Immigrants divided by the World Bank's population of the same year; our own division.",
            "rank": 501,
        },
        {
            **share,
            "indicator_id": "migrant_stock_in_women_pct",
            "name": "Women among immigrants",
            "definition": "Women and girls as a share of all immigrants living in the country.",
            "rank": 502,
        },
        {
            **persons,
            "indicator_id": "migrant_stock_out",
            "name": "Emigrants living abroad",
            "definition": "Persons from the country who live in other countries, at mid-year; estimates. "
            "Only known origins are counted.",
            "rank": 503,
        },
        {
            **share,
            "indicator_id": "migrant_stock_out_pct",
            "name": "Emigrants relative to population",
            "definition": "Emigrants divided by the World Bank's population at home in the same year; our own "
            "division. May exceed 100.",
            "rank": 504,
        },
    )


def _source(row_count: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SOURCE,
            "publisher": PUBLISHER,
            "title": "International Migrant Stock 2024",
            "url": "https://www.un.org/development/desa/pd/content/international-migrant-stock",
            "licence": "CC BY 3.0 IGO",
            "vintage": "Revision 2024; 1990, 1995, 2000, 2005, 2010, 2015, 2020 and 2024",
            "row_count": row_count,
            "known_flaws": "Estimates, partly modelled. Areas without an ISO code (Channel Islands) are missing. Serbia includes "
            "Kosovo and Moldova includes Transnistria, the population at the World Bank does not: their shares are left out. "
            "Saint Barthélemy and Saint Martin are counted in Guadeloupe.",
        }
    )
