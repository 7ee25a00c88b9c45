"""Contributions to UN entities by donor, as the entities report them to the UN System Chief Executives Board (CEB)."""

from __future__ import annotations

import pandas as pd

from landscape.sources import Files, money, oecd, source_rows

SOURCE = "ceb-contributions"
CONTRIBUTIONS = "un_contributions_donor_entity_2013_2024.parquet"

FINANCE_TYPES = {
    "Assessed": "assessed",
    "Voluntary un-earmarked": "core",
    "Voluntary earmarked": "earmarked",
    "Other": "other_contribution",
}

# Pooled funds pass on money that governments gave and that is counted with them, so they are not donors of their own.
DONOR_TYPES = {
    "Academic": "Other",
    "European Union": "DAC member",
    "Foundations": "Private",
    "Multilateral - Global Funds": "Multilateral",
    "Multilateral - IFIs": "Multilateral",
    "Multilateral - Other": "Multilateral",
    "Multilateral - UN Orgs": "Multilateral",
    "Multilateral - UN Pooled Funds": "Other",
    "NGOs": "Other",
    "No Contributor": "Other",
    "Non-Government": "Other",
    "Other": "Other",
    "Other Contributors": "Other",
    "Private Sector": "Private",
    "Public Private Partnership": "Other",
}

# Names as shown for the source's residual groups, and a type for those that stand in several categories.
NAMES = {
    "GAVI Alliance": "Gavi, the Vaccine Alliance",
    "JUNIOR PROFESSIONAL OFFICERS PROGRAMME": "Junior Professional Officers programme",
    "Other Academic": "Academic institutions, not named",
    "Other European Union": "European Union, other bodies",
    "Other Foundations": "Foundations, not named",
    "Other Multilateral - Global Funds": "Global funds, not named",
    "Other Multilateral - IFIs": "International financial institutions, not named",
    "Other Multilateral - Other": "Multilateral organizations, not named",
    "Other Multilateral - UN Orgs": "UN organizations, not named",
    "Other Multilateral - UN Pooled Funds": "UN pooled funds, not named",
    "Other NGOs": "Non-governmental organizations, not named",
    "Other Other Contributors": "Other contributors, not named",
    "Other Private": "Private contributors, not named",
    "Other Private Sector": "Private sector, not named",
    "Other Public Private Partnership": "Public-private partnerships, not named",
    "Refunds to donors/Miscellaneous": "Refunds and miscellaneous",
    "Unattributed": "Not attributed to a contributor",
}
TYPES = {"Multi Donor Trust Funds": "Other", "Multi Partner Trust Fund Office": "Other", "Other Private": "Private"}

YEARS_PER_PART = 2


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Funding in the lens "un", in parts of two years so that no file grows too large to review, and the source."""
    contributions = files.parquet(CONTRIBUTIONS)
    records = _records(files, contributions)
    made = {"source": _source(len(records))}
    first, last = int(records["year"].min()), int(records["year"].max())
    for start in range(first, last + 1, YEARS_PER_PART):
        end = min(start + YEARS_PER_PART - 1, last)
        made[f"funding.un_{start}_{end}"] = money.funding(records[records["year"].between(start, end)], "un", SOURCE)
    return made


def _records(files: Files, contributions: pd.DataFrame) -> pd.DataFrame:
    """The contributions with the names and types of the landscape."""
    ids = oecd.donor_ids(files)
    donors = money.donors(files)
    countries = money.country_names(files)
    pairs = contributions[["donor", "donor_category"]].drop_duplicates()
    known = {
        (donor, category): _donor(donor, category, ids, donors, files.iso3_of, countries)
        for donor, category in pairs.itertuples(index=False)
    }
    given_by = [known[pair] for pair in contributions[["donor", "donor_category"]].itertuples(index=False, name=None)]
    return pd.DataFrame(given_by, columns=["donor_id", "donor_name", "donor_type"]).assign(
        channel=contributions["un_entity"].to_numpy(),
        year=contributions["year"].to_numpy(),
        finance_type=[FINANCE_TYPES[name] for name in contributions["contribution_type"]],
        measure="contribution",
        theme="all_purposes",
        amount_usd=contributions["amount_usd"].to_numpy(),
    )


def _donor(
    name: str, category: str, ids: dict[str, str], donors: pd.DataFrame, iso3_of: dict[str, str], countries: dict[str, str]
) -> tuple[str, str, str]:
    """Code, name and type of a contributor; the code is blank where it is not in the donor list."""
    donor_id = ids.get(name.casefold(), "")
    if donor_id:
        return donor_id, donors.at[donor_id, "name"], donors.at[donor_id, "donor_type"]
    if category == "Government":
        return "", countries[iso3_of[name.casefold()]], "Other government"
    return "", NAMES.get(name, name), TYPES.get(name, DONOR_TYPES[category])


def _source(records: int) -> pd.DataFrame:
    return source_rows(
        {
            "source_id": SOURCE,
            "publisher": "UN System Chief Executives Board for Coordination (CEB)",
            "title": "Financial Statistics, contributions by donor and entity",
            "url": "https://unsceb.org/financial-statistics",
            "licence": "Not stated",
            "vintage": "2013-2024",
            "row_count": records,
            "known_flaws": "All purposes together: the source does not say what a contribution is for. 1,417 negative amounts "
            "are refunds or corrections and stay in the sums. Pooled funds and other UN bodies are contributors "
            "of their own, so money that passes through them counts twice. Contributors are names; groups such as "
            "foundations not named are shown as such.",
        }
    )
