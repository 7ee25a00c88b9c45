"""Aid by recipient and purpose code: the OECD Creditor Reporting System, where a code says statistics or migration."""

from __future__ import annotations

import pandas as pd

from landscape.sources import Files, iati, money, source_rows

SOURCE = "oecd-crs-purpose"
FLOWS = "crs_recipient_purpose_2013_2019.parquet"

# Purpose codes are there to 2017; from 2018 the file has sectors of three digits only, which say neither.
FIRST_YEAR, LAST_YEAR = 2013, 2017

# Recipients that are named in this file only.
REGIONS = {
    "Developing countries, unspecified": ("Not specified", ""),
    "North & Central America, regional": ("Northern and Central America, regional", "Americas"),
}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """What each recipient received by year and purpose code, whole USD, and the source."""
    flows = files.parquet(FLOWS)
    used = flows[
        (flows["level"] == "purpose")
        & flows["purpose_code"].isin(iati.PURPOSES)
        & flows["year"].between(FIRST_YEAR, LAST_YEAR)
        & flows["usd_m"].notna()
    ]
    listed = list(zip(used["recipient"].fillna("").str.strip(), used["iso3"].fillna(""), strict=True))
    known = {pair: _recipient(files, *pair) for pair in dict.fromkeys(listed)}
    recipients = pd.DataFrame([known[pair] for pair in listed], columns=["recipient_iso3", "recipient_name", "recipient_region"])
    rows = recipients.assign(
        year=used["year"].astype(int).to_numpy(),
        purpose_code=used["purpose_code"].to_numpy(),
        amount_usd=(1e6 * used["usd_m"]).round().to_numpy(),
    )
    keys = [name for name in rows if name != "amount_usd"]
    rows = rows.groupby(keys, as_index=False)["amount_usd"].sum()
    return {"purpose_aid": rows.assign(source_id=SOURCE), "source": _source(len(flows))}


def _recipient(files: Files, listed: str, iso3: str) -> tuple[str, str, str]:
    """ISO3 code, name and M49 region of a recipient; regional and unspecified ones stay as they are."""
    if iso3:
        return iso3, money.country_names(files)[iso3], files.region_of[iso3]
    region = REGIONS.get(listed) or money.REGIONS.get(listed)
    if region is None:
        raise ValueError(f"the CRS has a recipient of no known name: {listed}")
    return "", *region


def _source(rows: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SOURCE,
            "publisher": "OECD Development Assistance Committee",
            "title": "Creditor Reporting System, flows by recipient and purpose",
            "url": "https://data-explorer.oecd.org/",
            "licence": "Under the terms of the OECD",
            "vintage": "Flows of 2013-2019; purpose codes to 2017",
            "row_count": rows,
            "known_flaws": "The measure is not stated; the levels suggest gross disbursements of all official flows, in current "
            "US dollars. Donors are not named. From 2018 the file has sectors only, so the purposes end in 2017; "
            "amounts coded at the level of a sector are not in them. The codes 13096, 12196 and 15196 came into use in "
            "2019, 15190 and 24050 in 2017, so migration is there for one year.",
        }
    )
