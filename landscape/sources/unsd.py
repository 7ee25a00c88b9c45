"""UN Statistics Division: SDG indicators on statistics and migration, and dates of censuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from landscape.sources import source_rows
from landscape.sources.observations import indicator_rows, observation_rows, refuse_repeats

if TYPE_CHECKING:
    from landscape.sources import Files

PUBLISHER = "UN Statistics Division"
SDG = "unsd-sdg-2019q3"
CENSUS = "unsd-census-2020"
# A series, or a series and one of its dimensions -> indicator.
SERIES = {
    ("SG_STT_FPOS", ""): "sdg_17_18_2",
    ("SG_STT_NSDSIMPL", ""): "sdg_17_18_3_implemented",
    ("SG_STT_NSDSFND", ""): "sdg_17_18_3_funded",
    ("SG_STT_NSDSFDGVT", ""): "sdg_17_18_3_government",
    ("SG_STT_NSDSFDDNR", ""): "sdg_17_18_3_donors",
    ("SG_STT_NSDSFDOTHR", ""): "sdg_17_18_3_others",
    ("SG_STT_CAPTY", ""): "sdg_17_19_1",
    ("SG_REG_CENSUSN", ""): "sdg_17_19_2_census",
    ("SG_REG_BRTH90N", ""): "sdg_17_19_2_births",
    ("SG_REG_DETH75N", ""): "sdg_17_19_2_deaths",
    ("SG_CPA_MIGR", "ALLDOMAINS"): "sdg_10_7_2",
    **{("SG_CPA_MIGR", f"DOMAIN{n}"): f"sdg_10_7_2_domain_{n}" for n in range(1, 7)},
    ("SI_RMT_COST", ""): "sdg_10_c_1",
    ("BX_TRF_PWKR", ""): "sdg_17_3_2",
}
# 16.9.1 is published for one age group per survey. Children under five are the indicator; the others stand in where a
# country has nothing else, the widest group first.
BIRTH_REGISTRATION = "SG_REG_BRTH"
AGE_GROUPS = ("Y0T4", "Y0T5", "Y0T7", "M6T59", "Y0")
ROUNDS = ("round1990", "round2000", "round2010")
# A count of dwellings, of towns only, or one that did not take place is no census of the population.
NO_CENSUS = ("Housing census only.", "Urban census only.", "Cancelled.")
FROM_REGISTERS = "(3)"


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """SDG indicators of the release 2019.Q3 for countries, and how many census rounds a country took part in."""
    countries = set(files.built["country"]["iso3"])
    sdg = files.text("sdg_statcap_migration_2019Q3.csv")
    dates = files.text("unsd_census_dates_2020.csv")
    observation = pd.concat(
        [
            sdg_observations(sdg[sdg["type"] == "Country"], countries),
            observation_rows(census_rounds(dates), {"rounds": "census_rounds_1985_2014"}, CENSUS, countries),
        ],
        ignore_index=True,
    )
    refuse_repeats(observation)
    return {
        "source": _sources(len(sdg), len(dates)),
        "indicator": pd.concat([_sdg_indicators(), _census_indicator()], ignore_index=True),
        "observation.sdg": observation,
    }


def sdg_observations(sdg: pd.DataFrame, countries: set[str]) -> pd.DataFrame:
    """Rows of `observation` from the long table of series; a published zero stays ("no", or no money)."""
    keys = list(zip(sdg["seriesCode"], sdg["dimension"], strict=True))
    parts = [
        observation_rows(sdg[[key == wanted for key in keys]], {"value": indicator_id}, SDG, countries)
        for wanted, indicator_id in SERIES.items()
    ]
    births = sdg[(sdg["seriesCode"] == BIRTH_REGISTRATION) & sdg["dimension"].isin(AGE_GROUPS)]
    births = births.assign(order=births["dimension"].map(AGE_GROUPS.index)).sort_values(["order", "iso3", "year"])
    births = births.drop_duplicates(["iso3", "year"])
    parts.append(observation_rows(births, {"value": "sdg_16_9_1"}, SDG, countries))
    return pd.concat(parts, ignore_index=True)


def census_rounds(dates: pd.DataFrame) -> pd.DataFrame:
    """In how many of the rounds of 1990, 2000 and 2010 each country counted its population, as of 2014."""
    dates = dates[dates["census_round"].isin(ROUNDS)]
    # Some counts from registers have a note, but no date.
    took_place = (dates["year"] != "") | dates["date"].str.contains(FROM_REGISTERS, regex=False)
    counted = took_place & (dates["planned"] == "0") & ~dates["notes"].isin(NO_CENSUS)
    held = dates["census_round"].where(counted)
    rounds = held.groupby(dates["iso3c"]).nunique()
    return pd.DataFrame({"iso3": rounds.index, "year": 2014, "rounds": rounds.to_numpy()})


def _sdg_indicators() -> pd.DataFrame:
    plans = {"topic": "Plans and money", "unit": "1 = yes, 0 = no", "direction": "higher is better"}
    registration = {"topic": "Census and registration", "unit": "1 = yes, 0 = no", "direction": "higher is better"}
    policy = {"topic": "Migration", "unit": "score, 1–4", "direction": "higher is better"}
    domains = (
        "migrants' rights",
        "whole of government and evidence",
        "cooperation and partnerships",
        "well-being of migrants",
        "mobility in crises",
        "safe, orderly and regular migration",
    )
    return indicator_rows(
        PUBLISHER,
        SDG,
        {
            **plans,
            "indicator_id": "sdg_17_18_3_implemented",
            "name": "National statistical plan under implementation",
            "definition": "SDG 17.18.3: a national plan for statistics was being carried out in the year.",
            "rank": 300,
        },
        {
            **plans,
            "indicator_id": "sdg_17_18_3_funded",
            "name": "National statistical plan fully funded",
            "definition": "SDG 17.18.3: the national plan for statistics had all the money it needed.",
            "rank": 301,
        },
        {
            **plans,
            "indicator_id": "sdg_17_18_3_government",
            "name": "National statistical plan funded by government",
            "definition": "SDG 17.18.3: government money is among the sources of the plan for statistics.",
            "rank": 302,
            "direction": "neither",
        },
        {
            **plans,
            "indicator_id": "sdg_17_18_3_donors",
            "name": "National statistical plan funded by donors",
            "definition": "SDG 17.18.3: donor money is among the sources of the plan for statistics.",
            "rank": 303,
            "direction": "neither",
        },
        {
            **plans,
            "indicator_id": "sdg_17_18_3_others",
            "name": "National statistical plan funded by others",
            "definition": "SDG 17.18.3: money of neither government nor donors is among the sources of the plan for statistics.",
            "rank": 304,
            "direction": "neither",
        },
        {
            **plans,
            "indicator_id": "sdg_17_18_2",
            "name": "Statistics law follows the UN principles",
            "definition": "SDG 17.18.2: the law on statistics complies with the Fundamental Principles of Official Statistics.",
            "rank": 305,
        },
        {
            "indicator_id": "sdg_17_19_1",
            "name": "Support to statistical capacity",
            "topic": "Plans and money",
            "unit": "USD",
            "scale": "logarithmic",
            "definition": "SDG 17.19.1: money from all donors to strengthen statistics in a developing country, current prices. "
            "Amounts vary strongly between years; do not add them to the money lenses.",
            "rank": 306,
        },
        {
            **registration,
            "indicator_id": "sdg_17_19_2_census",
            "name": "Census in the last ten years",
            "definition": "SDG 17.19.2: at least one census of population and housing in ten years. The year is that of the "
            "census; only countries with a yes are published.",
            "rank": 402,
        },
        {
            **registration,
            "indicator_id": "sdg_17_19_2_births",
            "name": "Birth registration at least 90 % complete",
            "definition": "SDG 17.19.2: the register of births holds at least 90 of 100 births.",
            "rank": 403,
        },
        {
            **registration,
            "indicator_id": "sdg_17_19_2_deaths",
            "name": "Death registration at least 75 % complete",
            "definition": "SDG 17.19.2: the register of deaths holds at least 75 of 100 deaths.",
            "rank": 404,
        },
        {
            **registration,
            "indicator_id": "sdg_16_9_1",
            "name": "Children with registered birth",
            "unit": "%",
            "decimals": 1,
            "definition": "SDG 16.9.1: children under five whose birth is registered, from the latest survey. Where only "
            "another age group is published, mostly children under one, that is shown.",
            "rank": 405,
        },
        {
            **policy,
            "indicator_id": "sdg_10_7_2",
            "name": "Migration policy, all domains",
            "definition": "SDG 10.7.2: governments' own account of policies for orderly, safe and regular migration; 4 meets all "
            "criteria, 1 needs progress. 111 countries answered.",
            "rank": 560,
        },
        *(
            {
                **policy,
                "indicator_id": f"sdg_10_7_2_domain_{n}",
                "name": f"Migration policy {n}: {domain}",
                "definition": f"SDG 10.7.2, policy domain {n}: governments' own account; 4 meets all criteria, 1 needs progress.",
                "rank": 560 + n,
            }
            for n, domain in enumerate(domains, start=1)
        ),
        {
            "indicator_id": "sdg_10_c_1",
            "name": "Cost of remittances",
            "topic": "Migration",
            "unit": "%",
            "direction": "lower is better",
            "decimals": 1,
            "definition": "SDG 10.c.1: average cost of sending money as a share of the amount sent. The file does not say "
            "whether the country sends or receives; nearly all of them receive.",
            "rank": 570,
        },
        {
            "indicator_id": "sdg_17_3_2",
            "name": "Remittances as share of GDP (SDG 17.3.2, to 2017)",
            "topic": "Migration",
            "unit": "%",
            "decimals": 1,
            "definition": "SDG 17.3.2: remittances received as a share of gross domestic product, as the SDG database published "
            "it in 2019. An older edition than the World Bank figure.",
            "rank": 571,
        },
    )


def _census_indicator() -> pd.DataFrame:
    return indicator_rows(
        PUBLISHER,
        CENSUS,
        {
            "indicator_id": "census_rounds_1985_2014",
            "name": "Census rounds held, 1985–2014",
            "topic": "Census and registration",
            "unit": "rounds, 0–3",
            "direction": "higher is better",
            "definition": "In how many of the rounds of 1990, 2000 and 2010 the country counted its population; counts "
            "from registers are included.",
            "rank": 401,
        },
    )


def _sources(sdg: int, dates: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SDG,
            "publisher": PUBLISHER,
            "title": "SDG Global Database: statistics, registration and migration series",
            "url": "https://unstats.un.org/sdgs/dataportal",
            "licence": "UN terms: free use with attribution",
            "vintage": "Release 2019.Q3",
            "row_count": sdg,
            "known_flaws": "An old release: plans are of 2018, 17.19.1 ends in 2016, migration policy is of 2019. Census in the "
            "last ten years lists only countries that had one. Birth registration is for another age group than under five in 18 "
            "countries (under one: AE, BG, BY, CK, CR, DE, EC, HR, MS, OM, PL, QA, SK, VE, ZA; others: CL, NA, PE).",
        },
        {
            "source_id": CENSUS,
            "publisher": PUBLISHER,
            "title": "Census dates, rounds of 1990 to 2020",
            "url": "https://unstats.un.org/unsd/demographic-social/census/censusdates/",
            "licence": "UN terms: free use with attribution",
            "vintage": "March 2020",
            "row_count": dates,
            "known_flaws": "Dates are free text. The round of 2020 was mostly planned or postponed and is left out; see the last "
            "population census for newer facts. Counts of dwellings or towns only are not taken as a census. "
            "Netherlands Antilles has no code.",
        },
    )
