"""Indicators of countries in words: their values, units, years and short names, and which of them pages ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pandas as pd

from landscape import words

Row = Mapping[str, object]

# What the pages ask for by name.
SCORES = [
    "spi_overall",
    "spi_pillar_1",
    "spi_pillar_2",
    "spi_pillar_3",
    "spi_pillar_4",
    "spi_pillar_5",
    "odin_overall",
    "odin_population_coverage",
    "odin_population_openness",
]
PILLARS = [code for code in SCORES if code.startswith("spi")]

MAY_BE_MISSING = ("internally_displaced", "stateless_persons")  # UNHCR writes 0 also where nothing was reported
YES_ONLY = ("sdg_17_19_2_census",)  # a "no" is not published
CAUTION = "As reported to UNHCR: 0 can also mean that nothing was reported."


def writer(indicator: Row) -> Callable[[object], str]:
    """How the values of an indicator are written: "73.4", "12 %", "USD 5.90 bn", "yes"; "not known" for nothing."""
    unit, decimals = str(indicator["unit"]), int(indicator["decimals"])
    if unit.startswith("1 = yes"):
        return lambda value: words.NOT_KNOWN if words.is_unknown(value) else "yes" if value == 1 else "no"
    return lambda value: words.number(value, decimals, unit)


def with_unit(indicator: Row) -> str:
    """An indicator's name with its unit, as an axis or a legend says it."""
    unit, name = str(indicator["unit"]).removeprefix("score, "), str(indicator["indicator_name"])
    return name if unit in ("year", "1 = yes, 0 = no") else f"{name}, {unit}"


def with_year(row: Row) -> str:
    """The latest value of a country with its year: "73.4 (2024)"."""
    said = said_of(row)
    return said if words.is_unknown(row["latest_value"]) or row["unit"] == "year" else f"{said} ({row['latest_year']:.0f})"


def said_of(row: Row) -> str:
    """The latest value of a country in words; a 0 that may be no value says so."""
    said = writer(row)(row["latest_value"])
    return f"{said} as reported; may mean not reported" if may_be_missing(row) and row["latest_value"] == 0 else said


def may_be_missing(indicator: Row) -> bool:
    """Whether a 0 of this indicator can also mean that nothing was reported."""
    return indicator.get("indicator_id") in MAY_BE_MISSING


def short_name(indicator_name: str) -> str:
    """An indicator's name without what all of its kind share: "SPI pillar 1: data use" is "Data use"."""
    text = indicator_name.removeprefix("SPI ")
    if text.startswith("pillar ") and ": " in text:
        text = text.split(": ", 1)[1]
    text = {
        "ODIN coverage: population and vital statistics": "ODIN, population: coverage",
        "ODIN openness: population and vital statistics": "ODIN, population: openness",
    }.get(text, text)
    return text[:1].upper() + text[1:]


def in_words(latest: pd.DataFrame) -> pd.DataFrame:
    """Indicators of countries as a table in words, each value in its own unit."""
    needed = ["indicator_id", "unit", "decimals", "latest_value", "region_median", "income_median"]
    rows = latest[needed].to_dict("records")
    medians = {f"{column}_said": [writer(row)(row[column]) for row in rows] for column in ("region_median", "income_median")}
    return latest.assign(latest_value_said=[said_of(row) for row in rows], **medians)


def in_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """The same for a download, where the medians are numbers only."""
    return rows.drop(columns=["region_median_said", "income_median_said"], errors="ignore")


def only(rows: pd.DataFrame, codes: Collection[str]) -> pd.DataFrame:
    """The rows of some indicators."""
    return rows[rows["indicator_id"].isin(list(codes))]


def is_known(rows: pd.DataFrame, column: str) -> bool:
    """Whether any row has a value."""
    return bool(rows[column].notna().any())
