"""Support to statistics: the Clearinghouse for Financing Development Data, from the OECD CRS and a survey of agencies."""

from __future__ import annotations

import pandas as pd

from landscape.sources import Files, money, oecd, source_rows

SOURCE = "paris21-clearinghouse"

# Both columns are in constant prices; the source does not state the base year.
AMOUNTS = {"disbursement_usd": "usd_disbursement_defl", "commitment_usd": "usd_commitment_defl"}

# The CRS names a mechanism, the survey of agencies an instrument; a record has at most one of them.
FINANCE_TYPES = {
    "ODA Grants": "grant",
    "ODA Loans": "loan",
    "Other Official Flows (non Export Credit)": "other_official",
    "Private Development Finance": "private",
    "Equity Investment": "equity",
    "Grant": "grant",
    "Loan": "loan",
    "Grant, Loan": "other",
    "": "not_known",
}

PARTS = ((0, 2013), (2014, 2017), (2018, 9999))  # of about 8,000 records, so that no file grows too large to review

# Names with a comma of their own, which must not be cut where a record lists several recipients.
_ONE_NAME = ("Hong Kong, China", "Macao, China")


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Every record with its title, in parts, and the source. Themes and the sums of the lens are made with each version."""
    records = _records(files)
    made = {"source": _source(len(records))}
    for first, last in PARTS:
        rows = records[records["year"].between(first, last)]
        if len(rows):
            made[f"project.{rows['year'].min()}_{rows['year'].max()}"] = rows
    return made


def recipient(files: Files, listed: str, code: str = "") -> tuple[str, str, str]:
    """ISO3 code, name and M49 region of a recipient as listed; several recipients stay one and are never split."""
    iso3 = code or files.iso3_of.get(listed.casefold(), "")
    if iso3:
        return iso3, money.country_names(files)[iso3], files.region_of[iso3]
    if not listed:
        return "", "Not specified", ""
    if listed in money.REGIONS:
        return "", *money.REGIONS[listed]
    return "", *_several(files, listed)


def _several(files: Files, listed: str) -> tuple[str, str]:
    """Name and region for a list of countries or regions; the region only where all lie in the same one."""
    members = _members(listed)
    countries = countries_of(files, listed)
    regions = [money.REGIONS[member][1] for member in members if member in money.REGIONS]
    unknown = set(members) - {member for member in members if member.casefold() in files.iso3_of} - set(money.REGIONS)
    if unknown:
        raise ValueError(f"the Clearinghouse has recipients of no known name: {', '.join(sorted(unknown))}")
    found = {files.region_of[iso3] for iso3 in countries} | set(regions)
    what = "Several countries" if countries else "Several regions"
    region = found.pop() if len(found) == 1 else ""
    return (f"{what}, {region}" if region else what), region


def countries_of(files: Files, listed: str) -> list[str]:
    """The ISO3 codes of the countries in a list of recipients."""
    return [files.iso3_of[member.casefold()] for member in _members(listed) if member.casefold() in files.iso3_of]


def _members(listed: str) -> list[str]:
    for name in _ONE_NAME:
        listed = listed.replace(name, name.replace(", ", " / "))
    return [member.replace(" / ", ", ").strip() for member in listed.split(",")]


def _records(files: Files) -> pd.DataFrame:
    """The records of the source with the names and codes of the landscape."""
    records = files.parquet(oecd.CLEARINGHOUSE)
    ids = oecd.donor_ids(files)
    donor_id = records["ReporterName"].str.casefold().map(ids)
    if donor_id.isna().any():
        raise ValueError(f"not in the donor list: {', '.join(sorted(set(records.loc[donor_id.isna(), 'ReporterName'])))}")
    donors = money.donors(files)
    listed = list(zip(records["ListRecip"].fillna("").str.strip(), records["RecipientCode"].fillna(""), strict=True))
    known = {pair: recipient(files, *pair) for pair in dict.fromkeys(listed)}
    instrument = records["FinancingMechanism"].fillna(records["FinancingInstruments"]).fillna("").str.strip()
    recipients = pd.DataFrame([known[pair] for pair in listed], columns=["recipient_iso3", "recipient_name", "recipient_region"])
    return pd.DataFrame(
        {
            "project_id": records["db_ref"],
            "title": [" ".join(title.split()) for title in records["ProgramName"].fillna("")],
            "donor_id": donor_id,
            "donor_name": donor_id.map(donors["name"]),
            "donor_type": donor_id.map(donors["donor_type"]),
            **{column: recipients[column].to_numpy() for column in recipients},
            "countries": [[] if known[pair][0] else countries_of(files, pair[0]) for pair in listed],
            "year": records["reportedyear"].astype(int),
            "finance_type": [FINANCE_TYPES[name] for name in instrument],
            **{ours: records[theirs].round(2) for ours, theirs in AMOUNTS.items()},
            "source_id": SOURCE,
        }
    )


def _source(records: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SOURCE,
            "publisher": "PARIS21",
            "title": "Clearinghouse for Financing Development Data, public data file",
            "url": "https://smartdatafinance.org/",
            "licence": "Not stated; the CRS part is under the terms of the OECD",
            "vintage": "Reported 2010-2020; one record of 2008 and 25 of 2021",
            "row_count": records,
            "known_flaws": "The figures end in 2020: later payments are not known. Constant prices without a stated base year. "
            "137 negative disbursements are repayments or corrections and stay in the sums. 1,986 records have no "
            "disbursement and 1,254 no commitment; those of 2021 have no disbursement. About a fifth of the records "
            "name a region or several countries and are not split. The recipient is a name; donor types are those "
            "of today, so Estonia, Latvia and Lithuania count as DAC members.",
        }
    )
