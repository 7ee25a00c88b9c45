"""UN M49 countries and areas, and every spelling of their names that is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from landscape.sources import Files, source_rows
from landscape.sources.short_names import SHORT_NAMES

COUNTRIES = "un-m49"
SPELLINGS = "country-spellings"

INCOME_GROUPS = ("High income", "Upper middle income", "Lower middle income", "Low income")

# The source follows CLDR, the everyday names of software; these are the short names of UN statistical publications.
UN_NAMES = {
    "BLM": "Saint Barthélemy",
    "BOL": "Bolivia (Plurinational State of)",
    "COD": "Democratic Republic of the Congo",
    "FLK": "Falkland Islands (Malvinas)",
    "HKG": "China, Hong Kong SAR",
    "HMD": "Heard Island and McDonald Islands",
    "IRN": "Iran (Islamic Republic of)",
    "KNA": "Saint Kitts and Nevis",
    "KOR": "Republic of Korea",
    "LAO": "Lao People's Democratic Republic",
    "LCA": "Saint Lucia",
    "MAC": "China, Macao SAR",
    "MDA": "Republic of Moldova",
    "PRK": "Democratic People's Republic of Korea",
    "PSE": "State of Palestine",
    "RUS": "Russian Federation",
    "SGS": "South Georgia and the South Sandwich Islands",
    "SHN": "Saint Helena",
    "SPM": "Saint Pierre and Miquelon",
    "SXM": "Sint Maarten (Dutch part)",
    "SYR": "Syrian Arab Republic",
    "TWN": "China, Taiwan Province of China",
    "TZA": "United Republic of Tanzania",
    "USA": "United States of America",
    "VCT": "Saint Vincent and the Grenadines",
    "VEN": "Venezuela (Bolivarian Republic of)",
    "VNM": "Viet Nam",
    "WLF": "Wallis and Futuna Islands",
}

# Short forms where the lists only have the long one, or none.
NAMES_FR = {
    "GBR": "Royaume-Uni",
    "HKG": "Chine, RAS de Hong Kong",
    "MAC": "Chine, RAS de Macao",
    "TWN": "Province chinoise de Taïwan",
    "XKX": "Kosovo",
}
NAMES_ES = {
    "GBR": "Reino Unido",
    "HKG": "China, RAE de Hong Kong",
    "MAC": "China, RAE de Macao",
    "TWN": "Provincia china de Taiwán",
    "XKX": "Kosovo",
}

NOTES = {
    "STP": "Graduated from the LDC list in December 2024; the source still lists it",
    "TWN": "Not in the M49 standard; named as in UN statistical publications",
    "XKX": "Not in the M49 standard, so without a region. See Security Council resolution 1244 (1999)",
}

# Spellings met in the publishers' files that no list of names has.
MORE_SPELLINGS = {
    "Clearinghouse": {
        "Congo (Democratic Republic of the)": "COD",
        "Former Yugoslav Republic of Macedonia": "MKD",
        "Hong Kong, China": "HKG",
        "Lao People`s Democratic Republic": "LAO",
        "Macao, China": "MAC",
        "Moldova (Republic of)": "MDA",
        "Palestinian Authority": "PSE",
        "Tanzania (United Republic of)": "TZA",
    },
    "UN CEB": {"Hong Kong SAR": "HKG", "Macao SAR": "MAC"},
    "World Bank": {
        "Bahamas, The": "BHS",
        "Bahamas, Commonwealth of The": "BHS",
        "Congo, Dem. Rep.": "COD",
        "Congo, Democratic Republic of": "COD",
        "Congo, Rep.": "COG",
        "Congo, Republic of": "COG",
        "Egypt, Arab Rep.": "EGY",
        "Egypt, Arab Republic of": "EGY",
        "Gambia, The": "GMB",
        "Gambia, Republic of The": "GMB",
        "Hong Kong SAR, China": "HKG",
        "Iran, Islamic Rep.": "IRN",
        "Iran, Islamic Republic of": "IRN",
        "Korea, Dem. People's Rep.": "PRK",
        "Korea, Rep.": "KOR",
        "Korea, Republic of": "KOR",
        "Macao SAR, China": "MAC",
        "Micronesia, Fed. Sts.": "FSM",
        "St. Martin (French part)": "MAF",
        "Venezuela, RB": "VEN",
        "Venezuela, Republica Bolivariana de": "VEN",
        "Virgin Islands (U.S.)": "VIR",
        "Yemen, Rep.": "YEM",
        "Yemen, Republic of": "YEM",
    },
    "Common usage": {
        "Burma": "MMR",
        "Great Britain": "GBR",
        "Holland": "NLD",
        "Swaziland": "SWZ",
        "U.S.": "USA",
        "U.S.A.": "USA",
        "UK": "GBR",
    },
}

_LISTS = {
    "cldr_name": "CLDR",
    "common": "Common usage",
    "dac_recipient_name": "OECD DAC",
    "devinit": "Development Initiatives",
    "eu_code": "European Union",
    "iso2": "ISO 3166 alpha-2",
    "iso3": "ISO 3166 alpha-3",
    "name_official": "Official name",
    "name_short": "Short name",
    "ocha": "OCHA",
    "oecd_dac": "OECD DAC",
    "official_name_en": "Official name",
    "open_data_watch": "Open Data Watch",
    "un_m49": "UN M49",
    "unhcr": "UNHCR",
    "unterm": "UNTERM",
    "world_bank": "World Bank",
}
_LANGUAGES = {"ar": "Arabic", "cn": "Chinese", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Countries and areas, their spellings, and the two sources."""
    country = _country(files)
    alias = _alias(files, country)
    return {"source": _sources(len(country), len(files.text("country_alias.csv"))), "country": country, "country_alias": alias}


def code_lists(files: Files) -> pd.DataFrame:
    """The regions and sub-regions that the countries use."""
    country = files.built["country"]
    lists = {"m49_region": "region", "m49_subregion": "subregion"}
    return pd.DataFrame(
        [
            {"list": name, "code": code, "label": code, "help": "", "source": "UN M49"}
            for name, column in lists.items()
            for code in sorted(set(country[column]) - {""})
        ]
    )


def without_article(name: str) -> str:
    """A UNTERM name without its article and marks: "Tchad (le)" -> "Tchad"; "(État plurinational de)" stays."""
    return re.sub(
        r"\s*\((?:l'|le|la|les|el|los|las|the)\)$", "", name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").rstrip(" *")
    )


def _country(files: Files) -> pd.DataFrame:
    rows = files.text("country.csv")
    names = files.text("raw/un_codes/country-codes.csv").set_index("ISO3166-1-Alpha-3")
    return pd.DataFrame(
        {
            "iso3": rows["iso3"],
            "iso2": rows["iso2"],
            "m49": [code.zfill(3) if code else "" for code in rows["m49"]],
            "name": [UN_NAMES.get(iso3, name) for iso3, name in zip(rows["iso3"], rows["name_short"], strict=True)],
            "name_fr": _names_in(rows, "unterm_fr", names["official_name_fr"], NAMES_FR),
            "name_es": _names_in(rows, "unterm_es", names["official_name_es"], NAMES_ES),
            "region": rows["un_region"],
            "subregion": rows["un_intermediate"].where(rows["un_intermediate"] != "", rows["un_subregion"]),
            "income_group": rows["wb_income"].where(rows["wb_income"].isin(INCOME_GROUPS), ""),
            "is_ldc": rows["ldc"] == "True",
            "is_lldc": rows["lldc"] == "True",
            "is_sids": rows["sids"] == "True",
            "is_oda_eligible": rows["oda_recipient"] == "True",
            "dac_code": rows["dac_code"],
            "longitude": pd.to_numeric(rows["longitude"], errors="coerce"),
            "latitude": pd.to_numeric(rows["latitude"], errors="coerce"),
            "source_id": COUNTRIES,
            "note": [NOTES.get(iso3, "") for iso3 in rows["iso3"]],
        }
    )


def _names_in(rows: pd.DataFrame, column: str, official: pd.Series, ours: dict[str, str]) -> list[str]:
    """Short names in one language; UNTERM has members of the UN only, the M49 list has the territories."""
    return [
        ours.get(iso3) or without_article(name) or without_article(official.get(iso3, ""))
        for iso3, name in zip(rows["iso3"], rows[column], strict=True)
    ]


def _alias(files: Files, country: pd.DataFrame) -> pd.DataFrame:
    """One row per spelling; a spelling that would lead to two countries stays with the first, our own names."""
    known: dict[str, tuple[str, str, str]] = {}
    for alias, iso3, origin in _spellings(files, country):
        if alias.strip():
            known.setdefault(alias.strip().casefold(), (alias.strip(), iso3, origin))
    rows = pd.DataFrame(known.values(), columns=["alias", "iso3", "origin"])
    return rows.assign(source_id=SPELLINGS)


def _spellings(files: Files, country: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    ours = {
        "name": "Name in this landscape",
        "iso3": "ISO 3166 alpha-3",
        "iso2": "ISO 3166 alpha-2",
        "name_fr": "French name",
        "name_es": "Spanish name",
    }
    for column, origin in ours.items():
        for alias, iso3 in zip(country[column], country["iso3"], strict=True):
            yield alias, iso3, origin
    listed = files.text("country_alias.csv")
    for alias, iso3, origin in zip(listed["alias"], listed["iso3"], listed["source"], strict=True):
        yield alias, iso3, _origin(origin)
    for origin, spellings in (MORE_SPELLINGS | SHORT_NAMES).items():
        for alias, iso3 in spellings.items():
            yield alias, iso3, origin


def _origin(key: str) -> str:
    """Where a spelling is from, in words: "un_m49:fr" -> "UN M49, French"."""
    if key in _LISTS:
        return _LISTS[key]
    name, language = re.split(r"[:_](?=[^:_]*$)", key, maxsplit=1)
    words = _LISTS.get(name, name)
    return f"{words}, {_LANGUAGES[language]}" if language in _LANGUAGES else words


def _sources(countries: int, spellings: int) -> pd.DataFrame:
    page = "https://unstats.un.org/unsd/methodology/m49/"
    return source_rows(
        {
            "source_id": COUNTRIES,
            "publisher": "United Nations; World Bank; OECD",
            "title": "Countries and areas: M49 standard, UNTERM names, World Bank income groups, DAC codes",
            "url": page,
            "licence": "PDDL (country codes); CC BY 4.0 (World Bank, OECD)",
            "vintage": "2025-26; income groups FY26; DAC list of recipients for 2023 flows",
            "row_count": countries,
            "known_flaws": "Sao Tome and Principe is still marked as a least developed country. Graduations from the DAC list "
            "after 2023 are missing. Kosovo has no M49 region. Names and groups imply no opinion on status.",
        },
        {
            "source_id": SPELLINGS,
            "publisher": "United Nations; ISO; OECD; OCHA; UNHCR; World Bank; Open Data Watch; Development Initiatives",
            "title": "Spellings of country names in seven languages",
            "url": page,
            "licence": "PDDL; MIT; CC BY 4.0",
            "vintage": "2025-26",
            "row_count": spellings,
            "known_flaws": "Former countries and names of regions are left out. Spellings met in the other sources were added, "
            "and short names in French, Spanish and Portuguese compiled for the landscape.",
        },
    )
