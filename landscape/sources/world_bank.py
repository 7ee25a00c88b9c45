"""World Bank: Statistical Performance Indicators (SPI) and World Development Indicators (WDI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from landscape.sources import source_rows
from landscape.sources.observations import in_percent, indicator_rows, observation_rows

if TYPE_CHECKING:
    from landscape.sources import Files

PUBLISHER = "World Bank"
SPI, SPI_EARLIER, SPI_CENSUS, WDI = "wb-spi-2025-12", "wb-spi-2024-11", "wb-spi-census-2024", "wb-wdi"
PILLARS = {
    1: (
        "data use",
        "How far the statistics that a country produces are used, judged by what appears in international databases.",
    ),
    2: ("data services", "How well data are released: openness, access online and services for users."),
    3: ("data products", "Whether the data needed to report on the Sustainable Development Goals exist and are recent."),
    4: ("data sources", "Whether censuses, surveys, administrative records and geospatial data are in place and recent."),
    5: ("data infrastructure", "Laws, standards, methods and money behind official statistics."),
}
SPI_COLUMNS = {"spi_overall": "spi_overall"} | {f"pillar_{n}": f"spi_pillar_{n}" for n in PILLARS}
SPI_EARLIER_COLUMNS = {"SPI.INDEX": "spi_overall_earlier"} | {f"SPI.INDEX.PIL{n}": f"spi_pillar_{n}_earlier" for n in PILLARS}
# Before 2016 only two pillars have values, so a score for these years would mean something else.
EARLIER_YEARS = [str(year) for year in range(2016, 2023)]
REMITTANCES = {"remittances_received_usd": "remittances_received_usd", "remittances_paid_usd": "remittances_paid_usd"}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Scores of statistical capacity, year of the last census, and the context of a country."""
    countries = set(files.built["country"]["iso3"])
    current = pd.concat([files.text("spi_2023.csv"), files.text("spi_2024.csv")], ignore_index=True)
    earlier = files.text("spi_index_2004_2022.csv")
    census = files.text("spi_census_years_2024.csv").rename(columns={"as_of_year": "year"})
    wdi = files.text("wdi_context_1990_2024.csv")
    observation = pd.concat(
        [
            observation_rows(current, SPI_COLUMNS, SPI, countries),
            observation_rows(earlier[earlier["year"].isin(EARLIER_YEARS)], SPI_EARLIER_COLUMNS, SPI_EARLIER, countries),
            observation_rows(census, {"latest_census_year": "last_census_year"}, SPI_CENSUS, countries),
            _context(wdi, countries),
        ],
        ignore_index=True,
    )
    return {
        "source": _sources(len(current), len(earlier), len(census), len(wdi)),
        "indicator": _indicators(),
        "observation.world_bank": observation,
    }


def _context(wdi: pd.DataFrame, countries: set[str]) -> pd.DataFrame:
    """Population, money and migration, and what follows from two of them in the same year."""
    known = wdi[["iso3", "year"]].copy()
    for column in wdi.columns[2:]:
        known[column] = pd.to_numeric(wdi[column].replace("", None))
    # Cents of a national account are no information.
    money = ["gdp_usd", *REMITTANCES]
    # The copy has runs of zeros from 2005 on between years with millions (Rwanda 2005-2009): nothing reported, not zero.
    known[list(REMITTANCES)] = known[list(REMITTANCES)].replace(0, float("nan"))
    known["remittances_received_pct_gdp"] = in_percent(known["remittances_received_usd"], known["gdp_usd"])
    known["gdp_per_head_usd"] = (known["gdp_usd"] / known["population"]).round(2)
    known[money] = known[money].round(0)
    columns = {name: name for name in known.columns[2:]}
    return observation_rows(known, columns, WDI, countries)


def _indicators() -> pd.DataFrame:
    score = {"topic": "Statistical capacity", "unit": "score, 0–100", "direction": "higher is better", "decimals": 1}
    overall = "Mean of the five pillars of the Statistical Performance Indicators. Higher means a stronger statistical system."
    current = [{"indicator_id": "spi_overall", "name": "SPI overall score", "definition": overall, "rank": 100}]
    current += [
        {"indicator_id": f"spi_pillar_{n}", "name": f"SPI pillar {n}: {what}", "definition": means, "rank": 100 + n}
        for n, (what, means) in PILLARS.items()
    ]
    earlier = [
        {
            **row,
            "indicator_id": f"{row['indicator_id']}_earlier",
            "name": f"{row['name']}, earlier release (2016–2022)",
            "definition": f"{row['definition']} Release of 2024: the later one revised the past, so the two are not one line.",
            "rank": int(row["rank"]) + 10,
            "release": "earlier",
        }
        for row in current
    ]
    census = {
        "indicator_id": "last_census_year",
        "name": "Last population census",
        "topic": "Census and registration",
        "unit": "year",
        "direction": "higher is better",
        "definition": "Year of the latest population census known to the World Bank in 2024, counts from registers included.",
        "rank": 400,
    }
    return pd.concat(
        [
            indicator_rows(PUBLISHER, SPI, *({**score, **row} for row in current)),
            indicator_rows(PUBLISHER, SPI_EARLIER, *({**score, **row} for row in earlier)),
            indicator_rows(PUBLISHER, SPI_CENSUS, census),
            indicator_rows(PUBLISHER, WDI, *_context_indicators()),
        ],
        ignore_index=True,
    )


def _context_indicators() -> list[dict[str, object]]:
    migration = {"topic": "Migration"}
    context = {"topic": "Context", "scale": "logarithmic"}
    return [
        {
            **migration,
            "indicator_id": "net_migration",
            "name": "Net migration",
            "unit": "persons",
            "definition": "Immigrants minus emigrants during the year, both citizens and others; modelled. "
            "Negative means more left.",
            "rank": 540,
        },
        {
            **migration,
            "indicator_id": "remittances_received_usd",
            "name": "Remittances received",
            "unit": "USD",
            "scale": "logarithmic",
            "definition": "Money that residents received from persons abroad, current prices. Ends in 2021.",
            "rank": 550,
        },
        {
            **migration,
            "indicator_id": "remittances_received_pct_gdp",
            "name": "Remittances received as share of GDP",
            "unit": "%",
            "decimals": 1,
            "definition": "Remittances received divided by gross domestic product of the same year; our own division.",
            "rank": 551,
        },
        {
            **migration,
            "indicator_id": "remittances_paid_usd",
            "name": "Remittances paid",
            "unit": "USD",
            "scale": "logarithmic",
            "definition": "Money that residents sent to persons abroad, current prices. Ends in 2020.",
            "rank": 552,
        },
        {
            **context,
            "indicator_id": "population",
            "name": "Population",
            "unit": "persons",
            "definition": "All residents at mid-year, whatever their legal status; estimates.",
            "rank": 600,
        },
        {
            **context,
            "indicator_id": "gdp_usd",
            "name": "GDP",
            "unit": "USD",
            "definition": "Gross domestic product at current prices and market exchange rates, in whole dollars. Ends in 2023.",
            "rank": 601,
        },
        {
            **context,
            "indicator_id": "gdp_per_head_usd",
            "name": "GDP per head",
            "unit": "USD",
            "definition": "Gross domestic product divided by the population of the same year; our own division.",
            "rank": 602,
        },
    ]


def _sources(current: int, earlier: int, census: int, wdi: int) -> pd.DataFrame:
    spi = {
        "publisher": PUBLISHER,
        "url": "https://www.worldbank.org/en/programs/statistical-performance-indicators",
        "licence": "CC BY 4.0",
    }
    return source_rows(
        {
            **spi,
            "source_id": SPI,
            "title": "Statistical Performance Indicators, release of December 2025",
            "vintage": "2023 and 2024",
            "row_count": current,
            "known_flaws": "Scores of 2024 have one decimal. Pillar 5 fell by 10 points in half of the high-income economies "
            "between 2023 and 2024, so part of that change looks like method. Sri Lanka 2024 differs slightly between files of "
            "the release. The Channel Islands have no ISO code and are left out.",
        },
        {
            **spi,
            "source_id": SPI_EARLIER,
            "title": "Statistical Performance Indicators, release of November 2024",
            "vintage": "2016–2022",
            "row_count": earlier,
            "known_flaws": "Another release than 2023 and 2024, which revised the past by up to ten points (Türkiye 2022): never "
            "read as one line. Years before 2016 are incomplete and left out, as are the Channel Islands.",
        },
        {
            **spi,
            "source_id": SPI_CENSUS,
            "title": "Statistical Performance Indicators, years of population censuses",
            "vintage": "2024",
            "row_count": census,
            "known_flaws": "The 2024 censuses of Gambia and Sri Lanka are not listed. Six countries are blank: no census since "
            "1996 or not known. Counts from registers are included for some countries.",
        },
        {
            "source_id": WDI,
            "publisher": PUBLISHER,
            "title": "World Development Indicators: population, GDP, net migration, remittances",
            "url": "https://databank.worldbank.org/source/world-development-indicators",
            "licence": "CC BY 4.0",
            "vintage": "1990–2024; GDP to 2023, remittances received to 2021, paid to 2020",
            "row_count": wdi,
            "known_flaws": "Different editions side by side. Zero remittances fill years without a report in this copy (Rwanda "
            "2005–2009) and are treated as not known. The Channel Islands have no ISO code and are not included.",
        },
    )
