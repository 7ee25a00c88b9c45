"""What the publishers of indicators share: a wide table of values -> rows of `indicator` and `observation`."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd


def observation_rows(
    wide: pd.DataFrame, columns: Mapping[str, str], source_id: str, countries: Collection[str], *, zero_is_known: bool = True
) -> pd.DataFrame:
    """Rows of `observation` from a table with `iso3`, `year` and one column per indicator.

    `columns` leads from the publisher's column to the indicator. Unknown values and areas outside `countries` have no row.
    """
    wide = wide[wide["iso3"].isin(countries)]
    parts = []
    for column, indicator_id in columns.items():
        part = pd.DataFrame(
            {
                "indicator_id": indicator_id,
                "iso3": wide["iso3"].astype(str),
                "year": pd.to_numeric(wide["year"]).astype("int64"),
                "value": pd.to_numeric(wide[column].replace("", None)).astype(float),
                "source_id": source_id,
            }
        ).dropna(subset="value")
        parts.append(part if zero_is_known else part[part["value"] != 0])
    rows = pd.concat(parts, ignore_index=True)
    refuse_repeats(rows)
    return rows


def refuse_repeats(rows: pd.DataFrame) -> None:
    """Raise `ValueError` where an indicator has two values for one country and year."""
    repeated = rows[rows.duplicated(["indicator_id", "iso3", "year"])]
    if len(repeated):
        first = repeated.iloc[0]
        raise ValueError(f"{len(repeated)} repeated values, the first: {first.indicator_id}, {first.iso3}, {first.year}")


def indicator_rows(publisher: str, source_id: str, *rows: dict[str, object]) -> pd.DataFrame:
    """Rows of `indicator`, one dict each; what most indicators have in common is filled in."""
    usual = {
        "direction": "neither",
        "decimals": 0,
        "scale": "linear",
        "release": "current",
        "publisher": publisher,
        "source_id": source_id,
    }
    return pd.DataFrame([{**usual, **row} for row in rows])


def in_percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Part of a whole in per cent with four decimals; unknown where either is unknown or the whole is zero."""
    return (100 * part / whole.where(whole > 0)).round(4)
