"""Open Data Watch: Open Data Inventory (ODIN), editions 2015-2018 and 2020."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from landscape.sources import source_rows
from landscape.sources.observations import indicator_rows, observation_rows

if TYPE_CHECKING:
    from landscape.sources import Files

PUBLISHER = "Open Data Watch"
SOURCE = "odw-odin"
# Both categories have the same name in all five editions; others were renamed or split in 2020.
ALL_CATEGORIES = "All categories"
POPULATION = "Population & vital statistics"
ALL_COLUMNS = {"overall": "odin_overall", "coverage": "odin_coverage", "openness": "odin_openness"}
POPULATION_COLUMNS = {"coverage": "odin_population_coverage", "openness": "odin_population_openness"}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """ODIN scores, 0 to 100: all categories together, and population and vital statistics apart."""
    countries = set(files.built["country"]["iso3"])
    odin = files.text("odin_2015_2020.csv")
    observation = pd.concat(
        [
            observation_rows(odin[odin["category"] == category], columns, SOURCE, countries)
            for category, columns in ((ALL_CATEGORIES, ALL_COLUMNS), (POPULATION, POPULATION_COLUMNS))
        ],
        ignore_index=True,
    )
    return {"source": _source(len(odin)), "indicator": _indicators(), "observation.odin": observation}


def _indicators() -> pd.DataFrame:
    names = {
        "odin_overall": (
            "ODIN overall score",
            "Coverage and openness of official statistics together, over all categories of data.",
        ),
        "odin_coverage": (
            "ODIN coverage score",
            "Whether the expected official statistics are published, for which years and for which parts of the country.",
        ),
        "odin_openness": (
            "ODIN openness score",
            "Whether published statistics can be downloaded, read by machines, understood and reused.",
        ),
        "odin_population_coverage": (
            "ODIN coverage: population and vital statistics",
            "Coverage score of the one category for population, births and deaths.",
        ),
        "odin_population_openness": (
            "ODIN openness: population and vital statistics",
            "Openness score of the one category for population, births and deaths.",
        ),
    }
    shared = {"topic": "Open data", "unit": "score, 0–100", "direction": "higher is better", "decimals": 1}
    return indicator_rows(
        PUBLISHER,
        SOURCE,
        *(
            {**shared, "indicator_id": indicator_id, "name": name, "definition": definition, "rank": 200 + n}
            for n, (indicator_id, (name, definition)) in enumerate(names.items())
        ),
    )


def _source(row_count: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SOURCE,
            "publisher": PUBLISHER,
            "title": "Open Data Inventory (ODIN)",
            "url": "https://odin.opendatawatch.com/",
            "licence": "CC BY 4.0",
            "vintage": "2015, 2016, 2017, 2018 and 2020",
            "row_count": row_count,
            "known_flaws": "No edition for 2019; 125 countries in 2015, 187 in 2020. Crime and justice was added in 2017 and "
            "food security in 2020, when two more categories were renamed: overall scores are not strictly comparable over time. "
            "Editions after 2020 are not included.",
        }
    )
