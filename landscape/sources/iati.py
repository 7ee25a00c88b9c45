"""Published activities: IATI transactions and budgets on statistics or migration."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pandas as pd

from landscape.sources import Files, money, source_rows

SOURCE = "iati-country-data"
TRANSACTIONS = "iati_stat_migration_transactions.parquet"

# The source covers payments to February 2023; later years are budgets only, and some reach to 2050.
FIRST_YEAR, LAST_YEAR = 2000, 2023

MEASURES = {
    "1 - Incoming Funds": "incoming",
    "2 - Outgoing Commitment": "commitment",
    "3 - Disbursement": "disbursement",
    "4 - Expenditure": "expenditure",
    "budget - Budget": "budget",
}

# IATI's codes by their first digits: 110 grant, 210 interest subsidy, 31x capital subscriptions, 4xx loans, 5xx equity.
FINANCE_TYPES = {"1": "grant", "2": "grant", "3": "equity", "4": "loan", "5": "equity"}

# Reporting organisations that are part of a donor of the landscape, by how their identifier begins.
AGENCIES = {
    "41119": "unfpa",
    "46002": "afdb",
    "AU-5": "australia",
    "African Development Bank": "afdb",
    "BE-BCE_KBO-0264814354": "belgium",
    "CA-3": "canada",
    "CH-4": "switzerland",
    "DE-1": "germany",
    "ES-DIR3-": "spain",
    "FI-3": "finland",
    "FR-3": "france",
    "FR-6": "france",
    "GB-GOV-": "united-kingdom",
    "KR-GOV-": "republic-of-korea",
    "NO-BRC-971277882": "norway",
    "NZ-1": "new-zealand",
    "US-18": "united-states",
    "US-GOV-": "united-states",
    "US-USAGOV": "united-states",
    "XI-IATI-EC_": "eu-institutions",
}

# The purpose codes that say statistics or migration; what has any other code is "other", what has none is not known.
PURPOSES = ("12196", "13096", "15190", "15196", "16062", "24050")

TYPES = {"40": "Multilateral", "60": "Private", "70": "Private"}
GOVERNMENT = ("10", "11", "15")
# Says it is a government, and is a non-governmental organisation.
NOT_GOVERNMENT = ("SE-ON-802017-3517",)

CODE_LISTS = {
    "iati_transaction_type": "TransactionType",
    "iati_finance_type": "FinanceType",
    "iati_flow_type": "FlowType",
}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Funding in the lens "iati", and the source.

    The source is two editions, July 2021 and February 2023, that divide the recipients between them: no recipient is in
    both, so no transaction is counted twice. `_records` refuses an edition that breaks this.
    """
    transactions = files.parquet(TRANSACTIONS)
    used = transactions[transactions["year_ok"] & transactions["cal_year"].between(FIRST_YEAR, LAST_YEAR)]
    rows = money.funding(_records(files, used), "iati", SOURCE)
    return {"source": _source(len(transactions), len(transactions) - len(used)), "funding.iati": rows}


def code_lists(files: Files) -> pd.DataFrame:
    """English names of IATI's codes, and the theme that only this source has."""
    population = (
        "theme",
        "population_policy",
        "Population policy",
        "Sector 13010 (population policy and management) without a word on statistics or migration in the title",
        "Landscape",
    )
    rows = [population]
    for name, file in CODE_LISTS.items():
        tree = ElementTree.parse(files.path(f"raw/iati/{file}.xml"))
        for item in tree.iter("codelist-item"):
            rows.append((name, item.findtext("code"), " ".join(item.findtext("name/narrative").split()), "", "IATI"))
    return pd.DataFrame(rows, columns=["list", "code", "label", "help", "source"])


def reporting_names(files: Files) -> list[tuple[str, str, bool]]:
    """Names under which donors of the landscape report, donor_id, and whether a government reports, through its agency."""
    columns = ["reporting_org_name", "reporting_org_id", "reporting_org_type"]
    reporting = files.parquet(TRANSACTIONS)[columns].drop_duplicates().sort_values(columns)
    of_donor = _donor_by_identifier(files)
    donors = money.donors(files)
    found = {}
    for name, identifier, kind in reporting.itertuples(index=False):
        donor_id, _, donor_type = _donor(identifier, kind, name, of_donor, donors)
        if donor_id:
            found[name, donor_id] = donor_type in ("DAC member", "Other government")
    return [(name, donor_id, is_agency) for (name, donor_id), is_agency in found.items()]


def _records(files: Files, used: pd.DataFrame) -> pd.DataFrame:
    """The transactions and budgets with the names, codes and themes of the landscape."""
    editions = used.groupby("recipient")["vintage"].nunique()
    if (editions > 1).any():
        raise ValueError(f"in two editions, so money would count twice: {', '.join(editions.index[editions > 1])}")
    columns = ["reporting_org_id", "reporting_org_type"]
    names = used.groupby("reporting_org_id")["reporting_org_name"].agg(lambda names: names.value_counts().index[0])
    of_donor = _donor_by_identifier(files)
    donors = money.donors(files)
    known = {
        (identifier, kind): _donor(identifier, kind, names[identifier], of_donor, donors)
        for identifier, kind in used[columns].drop_duplicates().itertuples(index=False)
    }
    given_by = [known[pair] for pair in used[columns].itertuples(index=False, name=None)]
    listed = list(zip(used["recipient"], used["recipient_iso3"].fillna(""), strict=True))
    recipients = {pair: _recipient(files, *pair) for pair in dict.fromkeys(listed)}
    received_by = pd.DataFrame(
        [recipients[pair] for pair in listed], columns=["recipient_iso3", "recipient_name", "recipient_region"]
    )
    return pd.DataFrame(given_by, columns=["donor_id", "donor_name", "donor_type"]).assign(
        **{column: received_by[column] for column in received_by},
        year=used["cal_year"].to_numpy(),
        finance_type=[finance_type(name) for name in used["finance_type"]],
        measure=used["transaction_type"].map(MEASURES).to_numpy(),
        theme=[theme(*flags) for flags in zip(used["is_stat"], used["is_migr"], strict=True)],
        purpose_code=[purpose(code) for code in used["sector_code"].fillna("")],
        amount_usd=used["value_usd"].to_numpy(),
    )


def theme(is_statistics: bool, is_migration: bool) -> str:
    """The theme from the two flags of the source, which rest on sectors and words in titles; with neither it is sector 13010."""
    if is_statistics and is_migration:
        return "migration_statistics"
    if is_migration:
        return "migration"
    return "statistics" if is_statistics else "population_policy"


def purpose(sector: str) -> str:
    """The purpose code of a sector: itself where it says statistics or migration, "other", or "" where none is given."""
    code = sector.strip()
    return code if code in PURPOSES else "other" if code.isdigit() else ""


def finance_type(name: str) -> str:
    """The finance type of the landscape: "110 - Standard grant" -> "grant"; debt relief is other, and no code is not known."""
    code = name.partition(" - ")[0].strip()
    return FINANCE_TYPES.get(code[0], "other") if code.isdigit() else "not_known"


def _donor_by_identifier(files: Files) -> dict[str, str]:
    """Identifiers of donors and of their agencies -> donor_id; an agency's DAC identifier begins with its government's code."""
    donor = files.built["donor"]
    found = dict(AGENCIES)
    for row in donor.itertuples():
        if row.iati_org_id:
            found.setdefault(row.iati_org_id, row.donor_id)
        if row.dac_code and row.donor_type in ("DAC member", "Other government"):
            found.setdefault(f"XM-DAC-{row.dac_code}", row.donor_id)
            found.setdefault(f"XM-DAC-{row.dac_code}-", row.donor_id)
    return found


def _donor(identifier: str, kind: str, name: str, of_donor: dict[str, str], donors: pd.DataFrame) -> tuple[str, str, str]:
    """Code, name and type of a reporting organisation; an agency is shown under its government."""
    beginnings = [start for start in of_donor if start == identifier or (start[-1] in "-_" and identifier.startswith(start))]
    donor_id = of_donor[max(beginnings, key=len)] if beginnings else ""
    if donor_id:
        return donor_id, donors.at[donor_id, "name"], donors.at[donor_id, "donor_type"]
    code = kind.partition(" - ")[0]
    if code in GOVERNMENT and identifier not in NOT_GOVERNMENT:
        # Public bodies of Belgium and the Netherlands that are not agencies of the government; both are DAC members.
        return "", name, "DAC member" if identifier[:3] in ("BE-", "NL-") else "Other government"
    return "", name, TYPES.get(code, "Other")


def _recipient(files: Files, listed: str, iso3: str) -> tuple[str, str, str]:
    """ISO3 code, name and M49 region: "1029 - Southern Africa, regional" has no code, a name and Africa."""
    if iso3:
        return iso3, money.country_names(files)[iso3], files.region_of[iso3]
    return "", *money.REGIONS[re.sub(r"^\d+ - ", "", listed)]


def _source(rows: int, left_out: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SOURCE,
            "publisher": "IATI publishers",
            "title": "IATI Country Development Finance Data, rows on statistics or migration",
            "url": "https://countrydata.iatistandard.org/",
            "licence": "Set by each publisher, mostly open",
            "vintage": "July 2021 and February 2023",
            "row_count": rows,
            "known_flaws": "41 large recipients are missing, among them Afghanistan, Bangladesh, Ethiopia, Nigeria and Ukraine. "
            f"{left_out:,} rows outside {FIRST_YEAR}-{LAST_YEAR} are left out: budgets for later years and "
            "impossible dates. The two editions have different recipients and nothing counts twice between them, "
            "but the earlier has no budgets and its money ends in 2021. What one organisation disburses another "
            "may report as incoming or spend, so measures and organisations overlap. Themes rest on sectors and "
            "words in titles.",
        }
    )
