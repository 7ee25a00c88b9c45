"""UNHCR Refugee Data Finder: displaced and stateless persons by country of asylum and of origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from landscape.sources import source_rows
from landscape.sources.observations import indicator_rows, observation_rows

if TYPE_CHECKING:
    from landscape.sources import Files

PUBLISHER = "UNHCR"
SOURCE = "unhcr-rdf"
FIRST_YEAR_OF_ORIGIN = 2010
BY_ASYLUM = {
    "Refugees": "refugees_hosted",
    "Asylum Seekers": "asylum_seekers_hosted",
    "IDPs": "internally_displaced",
    "Stateless": "stateless_persons",
}
BY_ORIGIN = {"Refugees": "refugees_by_origin"}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Persons at the end of the year; a published zero stays a zero."""
    countries = set(files.built["country"]["iso3"])
    asylum = files.text("unhcr_by_asylum_2023_2024.csv").rename(columns={"Year": "year"})
    origin = files.text("unhcr_by_origin_1951_2024.csv").rename(columns={"Year": "year"})
    recent = origin[origin["year"].astype("int64") >= FIRST_YEAR_OF_ORIGIN]
    observation = pd.concat(
        [observation_rows(asylum, BY_ASYLUM, SOURCE, countries), observation_rows(recent, BY_ORIGIN, SOURCE, countries)],
        ignore_index=True,
    )
    return {
        "source": _source(len(asylum) + len(origin)),
        "indicator": _indicators(),
        "observation.unhcr": observation,
    }


def _indicators() -> pd.DataFrame:
    names = {
        "refugees_hosted": (
            "Refugees hosted",
            "Refugees and people in refugee-like situations in the country at the end of the year.",
        ),
        "asylum_seekers_hosted": ("Asylum seekers hosted", "Persons in the country whose claim for asylum was not yet decided."),
        "internally_displaced": (
            "Internally displaced persons",
            "Persons displaced inside the country by conflict whom UNHCR protects or assists; disasters are not counted.",
        ),
        "stateless_persons": ("Stateless persons", "Reported persons without any nationality; many countries do not report."),
        "refugees_by_origin": (
            "Refugees by country of origin",
            "Refugees abroad who come from the country, at the end of the year.",
        ),
    }
    shared = {"topic": "Migration", "unit": "persons", "scale": "logarithmic"}
    return indicator_rows(
        PUBLISHER,
        SOURCE,
        *(
            {**shared, "indicator_id": indicator_id, "name": name, "definition": definition, "rank": 520 + n}
            for n, (indicator_id, (name, definition)) in enumerate(names.items())
        ),
    )


def _source(row_count: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SOURCE,
            "publisher": PUBLISHER,
            "title": "Refugee Data Finder",
            "url": "https://www.unhcr.org/refugee-statistics/",
            "licence": "CC BY 4.0",
            "vintage": "By asylum 2023–2024; by origin 1951–2024, here from 2010",
            "row_count": row_count,
            "known_flaws": "Refugees under the mandate of UNRWA are not included. A zero can also mean that nothing was "
            "reported, above all for stateless persons. Unknown origins, stateless as an origin and Tibetans have no "
            "country code and are left out.",
        }
    )
