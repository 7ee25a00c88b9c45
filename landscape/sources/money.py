"""What the three lenses on money have in common: records of a source -> rows of `funding`, and names of regions."""

from __future__ import annotations

import pandas as pd

from landscape.sources import Files

KEYS = (
    "donor_id",
    "donor_name",
    "donor_type",
    "recipient_iso3",
    "recipient_name",
    "recipient_region",
    "channel",
    "year",
    "finance_type",
    "measure",
    "theme",
    "purpose_code",
)

# Regional recipients of the DAC lists and of the survey of agencies: name as shown and M49 region. The region is blank
# where a group reaches over two of them, such as the Middle East of the survey, which may include Egypt.
REGIONS = {
    "Africa": ("Africa, regional", "Africa"),
    "Africa, regional": ("Africa, regional", "Africa"),
    "America, regional": ("Americas, regional", "Americas"),
    "Arab Monetary Fund": ("Arab Monetary Fund", ""),
    "Asia, regional": ("Asia, regional", "Asia"),
    "Asia-Pacific": ("Asia and the Pacific, regional", ""),
    "Bilateral Unallocated": ("Not specified, bilateral", ""),
    "Bilateral, unspecified": ("Not specified, bilateral", ""),
    "Caribbean": ("Caribbean, regional", "Americas"),
    "Caribbean & Central America, regional": ("Caribbean and Central America, regional", "Americas"),
    "Caribbean, regional": ("Caribbean, regional", "Americas"),
    "Caucasus and Central Asia": ("Caucasus and Central Asia, regional", "Asia"),
    "Central America": ("Central America, regional", "Americas"),
    "Central America, regional": ("Central America, regional", "Americas"),
    "Central Asia": ("Central Asia, regional", "Asia"),
    "Central Asia, regional": ("Central Asia, regional", "Asia"),
    "East Asia": ("Eastern Asia, regional", "Asia"),
    "Eastern Africa, regional": ("Eastern Africa, regional", "Africa"),
    "Eastern Europe": ("Eastern Europe, regional", "Europe"),
    "ECCU / ECCB": ("Eastern Caribbean Currency Union", "Americas"),
    "Europe, regional": ("Europe, regional", "Europe"),
    "Far East Asia, regional": ("Far East Asia, regional", "Asia"),
    "Latin America and Caribbean": ("Latin America and the Caribbean, regional", "Americas"),
    "Melanesia, regional": ("Melanesia, regional", "Oceania"),
    "MENA": ("Middle East and Northern Africa, regional", ""),
    "Middle East": ("Middle East", ""),
    "Middle East, regional": ("Middle East, regional", "Asia"),
    "Multilateral Unallocated": ("Not specified, multilateral", ""),
    "North of Sahara": ("Northern Africa, regional", "Africa"),
    "North of Sahara, regional": ("Northern Africa, regional", "Africa"),
    "Oceania": ("Oceania, regional", "Oceania"),
    "Oceania, regional": ("Oceania, regional", "Oceania"),
    "Regional": ("Region not specified", ""),
    "South & Central Asia, regional": ("South and Central Asia, regional", "Asia"),
    "South America": ("South America, regional", "Americas"),
    "South America, regional": ("South America, regional", "Americas"),
    "South Asia": ("South Asia, regional", "Asia"),
    "South Asia, regional": ("South Asia, regional", "Asia"),
    "South of Sahara, regional": ("Sub-Saharan Africa, regional", "Africa"),
    "Southern Africa, regional": ("Southern Africa, regional", "Africa"),
    "States Ex-Yugoslavia": ("States of former Yugoslavia", "Europe"),
    "States Ex-Yugoslavia unspecified": ("States of former Yugoslavia", "Europe"),
    "Sub-Saharan Africa": ("Sub-Saharan Africa, regional", "Africa"),
    "WAEMU:West African Eco/Monetary Un": ("West African Economic and Monetary Union", "Africa"),
    "West Indies, regional": ("West Indies, regional", "Americas"),
    "Western Africa, regional": ("Western Africa, regional", "Africa"),
    "Western Europe and Others": ("Western Europe and others", ""),
}


def funding(records: pd.DataFrame, lens: str, source_id: str) -> pd.DataFrame:
    """One row per key with whole USD and the number of records; an amount is blank only where no record has one."""
    keyed = records.reindex(columns=[*KEYS, "amount_usd"], fill_value="")
    groups = keyed.assign(is_negative=keyed["amount_usd"] < 0).groupby(list(KEYS), sort=True, observed=True)
    rows = groups.agg(
        amount_usd=("amount_usd", lambda amounts: amounts.sum(min_count=1)),
        record_count=("amount_usd", "size"),
        negative_count=("is_negative", "sum"),
    ).reset_index()
    rows = rows.assign(lens=lens, source_id=source_id, amount_usd=rows["amount_usd"].round())
    return rows if "purpose_code" in records else rows.drop(columns="purpose_code")  # most sources give none


def donors(files: Files) -> pd.DataFrame:
    """Name and type of the donors of the landscape by donor_id."""
    return files.built["donor"].set_index("donor_id")[["name", "donor_type"]]


def country_names(files: Files) -> dict[str, str]:
    """ISO3 code -> name of the landscape."""
    return dict(zip(files.built["country"]["iso3"], files.built["country"]["name"], strict=True))
