"""Donors, from the table that joins OECD DAC aid, PARIS21 support to statistics and CEB contributions."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from landscape.sources import Files, source_rows

CAPACITY = "oecd-oda-2024"
CODES = "oecd-dac-codes"
CLEARINGHOUSE = "stat_funding_clearinghouse_2010_2021.parquet"

DONOR_TYPES = {"DAC": "DAC member", "non-DAC": "Other government", "Multilateral": "Multilateral", "Private": "Private"}

# The Clearinghouse has the state (reports to the OECD, DAC code 552) and its fund (answered the survey of agencies). The
# table of donors repeats the state's aid and UN columns beside the fund.
KUWAIT_FUND = "Kuwaiti Fund for Arab Econ Dev"

# Name, acronym and long name where the Clearinghouse's own "ACRONYM - Long name" is not what people say or is misspelt.
NAMES = {
    "AFDB - African Development Bank": ("AfDB", "AfDB", "African Development Bank"),
    "ADF - African Development Fund": ("African Development Fund", "ADF", ""),
    "AITRS - Arab Institute for Training an Research in Statistics": (
        "AITRS",
        "AITRS",
        "Arab Institute for Training and Research in Statistics",
    ),
    "Arab Bank for Economic Development in Africa": ("BADEA", "BADEA", "Arab Bank for Economic Development in Africa"),
    "BCEAO - Banque Centrale des Etats de l'Afrique de l'Ouest": (
        "BCEAO",
        "BCEAO",
        "Banque Centrale des États de l'Afrique de l'Ouest",
    ),
    "Bloomberg Family Foundation": ("Bloomberg Family Foundation", "", "Bloomberg Philanthropies (Bloomberg Family Foundation)"),
    "Caribbean Development Bank": ("Caribbean Development Bank", "CDB", ""),
    "Charity Projects Ltd": ("Charity Projects", "", "Charity Projects Ltd"),
    "Children's Investment Fund Foundation": ("Children's Investment Fund Foundation", "CIFF", ""),
    "Development Bank of Latin America": ("Development Bank of Latin America", "CAF", ""),
    "EFTA - European Free Trade Association": ("EFTA", "EFTA", "European Free Trade Association"),
    "EU Institutions": ("EU Institutions", "EU", "Institutions of the European Union"),
    "FAO - Food and Agriculture Organisation": ("FAO", "FAO", "Food and Agriculture Organization of the United Nations"),
    "Global Environment Facility": ("Global Environment Facility", "GEF", ""),
    "Global Fund": ("Global Fund", "GFATM", "Global Fund to Fight AIDS, Tuberculosis and Malaria"),
    "ILO - International Labour Organisation": ("ILO", "ILO", "International Labour Organization"),
    "ISDB - Islamic Development Bank": ("IsDB", "IsDB", "Islamic Development Bank"),
    "John D. and Catherine T. MacArthur Foundation": (
        "MacArthur Foundation",
        "",
        "John D. and Catherine T. MacArthur Foundation",
    ),
    KUWAIT_FUND: ("Kuwait Fund", "", "Kuwait Fund for Arab Economic Development"),
    "MasterCard Foundation": ("Mastercard Foundation", "", ""),
    "OPEC Fund for International Development": ("OPEC Fund", "OFID", "OPEC Fund for International Development"),
    "Omidyar Network Fund, Inc.": ("Omidyar Network", "", "Omidyar Network Fund, Inc."),
    "SESRIC - Statistical, Economic and Social Research and Training Center for Islamic Countries": (
        "SESRIC",
        "SESRIC",
        "Statistical, Economic and Social Research and Training Centre for Islamic Countries",
    ),
    "SPC - Secretariat of Pacific Community": ("SPC", "SPC", "Pacific Community"),
    "The World Bank": ("World Bank", "", "World Bank Group"),
    "UNAIDS - United Nations Programme on HIV/AIDS": ("UNAIDS", "UNAIDS", "Joint United Nations Programme on HIV/AIDS"),
    "UNWTO - World Tourism Organisation": ("UN Tourism", "UNWTO", "World Tourism Organization"),
    "United Nations Peacebuilding Fund": ("UN Peacebuilding Fund", "PBF", "United Nations Peacebuilding Fund"),
    "WTO International Trade Centre": ("International Trade Centre", "ITC", ""),
    "William and Flora Hewlett Foundation": ("Hewlett Foundation", "", "William and Flora Hewlett Foundation"),
    "United States": ("United States", "", "United States of America"),
}

# Other sources' spellings of the same donors. IATI names agencies; what an agency pays is its government's.
SPELLINGS = {
    "African Development Bank Group": "AFDB - African Development Bank",
    "Bill & Melinda Gates Foundation": "Bill and Melinda Gates Foundation",
    "Gates Foundation": "Bill and Melinda Gates Foundation",
    "Bloomberg Philanthropies": "Bloomberg Family Foundation",
    "European Commission": "EU Institutions",
    "European Union": "EU Institutions",
    "GEF Secretariat": "Global Environment Facility",
    "Global Environment Facility (thru UNDP or UNEP)": "Global Environment Facility",
    "Inter-American Development Bank": "IADB - Inter-American Development Bank",
    "IDB": "IADB - Inter-American Development Bank",
    "International Bank for Reconstruction and Development": "The World Bank",
    "Kuwait Fund for Arab Economic Development": KUWAIT_FUND,
    "Secretariat of the Pacific Community": "SPC - Secretariat of Pacific Community",
    "The Global Fund to Fight AIDS, Tuberculosis and Malaria": "Global Fund",
    "The Joint United Nations Programme on HIV/AIDS": "UNAIDS - United Nations Programme on HIV/AIDS",
    "UNDP (as donor)": "UNDP - United Nations Development Programme",
    "United Nations Population Fund (UNFPA)": "UNFPA - United Nations Population Fund",
    "WBG": "The World Bank",
}

# Identifiers under which the donor itself, not one of its agencies, reports to IATI.
IATI_PUBLISHED = {
    "ADB - Asian Development Bank": "XM-DAC-46004",
    "AFDB - African Development Bank": "XM-DAC-46002",
    "Bill and Melinda Gates Foundation": "DAC-1601",
    "FAO - Food and Agriculture Organisation": "XM-DAC-41301",
    "Global Environment Facility": "XI-BRIDGE-6385676864",
    "IADB - Inter-American Development Bank": "XI-IATI-IADB",
    "ILO - International Labour Organisation": "XM-DAC-41302",
    "Korea": "KR-GOV-010",
    "Sweden": "SE-0",
    "The World Bank": "44000",
    "UNDP - United Nations Development Programme": "XM-DAC-41114",
    "UNFPA - United Nations Population Fund": "XM-DAC-41119",
    "UNICEF - United Nations Children's Fund": "XM-DAC-41122",
    "UNIDO - United Nations Industrial Development Organization": "XM-DAC-41123",
    "United States": "US-USAGOV",
}

# DAC channel codes of multilaterals, each matched by hand to one line of the DAC list of channels.
CHANNELS = {
    "ADF - African Development Fund": "46003",
    "Caribbean Development Bank": "46009",
    "Development Bank of Latin America": "46008",
    "ESCAP - United Nations Economic and Social Commission for Asia and the Pacific": "41106",
    "Global Fund": "47045",
    "IMF - International Monetary Fund": "43000",
    "ISDB - Islamic Development Bank": "46025",
    "OPEC Fund for International Development": "47142",
    "SPC - Secretariat of Pacific Community": "47096",
    "UNAIDS - United Nations Programme on HIV/AIDS": "41110",
    "UNCTAD - United Nations Conference on Trade and Development": "41112",
    "UNECE - United Nations Economic Commission for Europe": "41314",
    "UNEP - United Nations Environment Programme": "41116",
    "UNWTO - World Tourism Organisation": "41319",
    "United Nations Peacebuilding Fund": "41141",
    "WTO International Trade Centre": "45001",
}

PURPOSES_THAT_MATTER = {
    "12196": "Statistics on health",
    "13096": "Statistics on population; migration data collection is named in its definition",
    "15190": "Migration policy and management; not statistics as such",
    "15196": "Statistics on government and civil society",
    "16062": "Main purpose code for support to statistics",
    "24050": "Cost and use of remittances",
}

PERIODS = {
    "statistics_2010_2014_usd": (2010, 2014),
    "statistics_2015_2017_usd": (2015, 2017),
    "statistics_2018_2020_usd": (2018, 2020),
    "statistics_2010_2020_usd": (2010, 2020),
}


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Donors and the two sources."""
    return {"source": _sources(len(files.text("donor_master.csv"))), "donor": _donors(files)}


def donor_ids(files: Files) -> dict[str, str]:
    """Every spelling of a donor, case-folded -> donor_id.

    The names of the Clearinghouse, of CEB and of IATI, acronyms, and the names and codes of a government's country.
    """
    spellings: dict[str, str] = {}
    names = _names(files)
    ids = dict(zip(names["clearinghouse_name"], names["donor_id"], strict=True))

    def learn(spelling: str, donor_id: str) -> None:
        if spelling.strip():
            spellings.setdefault(spelling.strip().casefold(), donor_id)

    for column in ("clearinghouse_name", "name", "full_name", "acronym", "donor_id"):
        for spelling, donor_id in zip(names[column], names["donor_id"], strict=True):
            learn(spelling, donor_id)
    for spelling, name in SPELLINGS.items():
        if name in ids:
            learn(spelling, ids[name])
    id_of_country = {iso3: donor_id for iso3, donor_id in zip(names["iso3"], names["donor_id"], strict=True) if iso3}
    for alias, iso3 in files.iso3_of.items():
        if iso3 in id_of_country:
            learn(alias, id_of_country[iso3])
    return spellings


def slug(name: str) -> str:
    """A name as a short code: "Türkiye" -> "turkiye", "United Kingdom" -> "united-kingdom"."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def code_lists(files: Files) -> pd.DataFrame:
    """Names of the DAC purposes and aid types; definitions stay with the publisher."""
    book = files.path("raw/oecd/DAC-CRS-CODES_2022-03.xlsx")
    # The engine is named: what pandas takes by itself is about to change.
    sheets = pd.read_excel(
        book, sheet_name=["Purpose codes", "Co-operation modalities"], header=None, dtype=str, engine="openpyxl"
    )
    purposes = _code_names(sheets["Purpose codes"], r"\d{5}")
    aid_types = _code_names(sheets["Co-operation modalities"], r"[A-H]\d{2,3}")
    rows = [("purpose", code, name, PURPOSES_THAT_MATTER.get(code, "")) for code, name in purposes.items()]
    rows += [("aid_type", code, name, "") for code, name in aid_types.items()]
    return pd.DataFrame(rows, columns=["list", "code", "label", "help"]).assign(source="OECD DAC")


def _code_names(sheet: pd.DataFrame, code: str) -> dict[str, str]:
    """Code -> name from a sheet that indents its codes over the first three columns and has the names in the fourth."""
    names = {}
    for *codes, name in sheet[[0, 1, 2, 3]].fillna("").itertuples(index=False):
        for found in codes:
            if re.fullmatch(code, found.strip()) and name.strip():
                names.setdefault(found.strip(), " ".join(name.split()))
    return dict(sorted(names.items()))


def _names(files: Files) -> pd.DataFrame:
    """One row per donor: codes, type and the names it goes by."""
    rows = files.text("donor_master.csv")
    country = dict(zip(files.built["country"]["iso3"], files.built["country"]["name"], strict=True))
    known_as = rows["clearinghouse_name"].where(rows["clearinghouse_name"] != "", rows["donor_name"])
    named = [_name(name, country.get(iso3, "")) for name, iso3 in zip(known_as, rows["iso3"], strict=True)]
    is_fund = known_as == KUWAIT_FUND
    names = pd.DataFrame(named, columns=["name", "acronym", "full_name"])
    return names.assign(
        donor_id=[slug(name) for name in names["name"]],
        clearinghouse_name=known_as,
        # Estonia, Latvia and Lithuania joined the DAC after the Clearinghouse gave them their type.
        donor_type=rows["donor_type"].map(DONOR_TYPES).mask(rows["dac_member"] == "True", "DAC member"),
        # EUI is the OECD's own code, not a country. The fund is left without a country so that a join gives the state.
        iso3=rows["iso3"].where(rows["iso3"].isin(list(country)) & ~is_fund, ""),
        dac_code=rows["dac_donor_code"].where(~is_fund, ""),
        is_fund=is_fund,
    )


def _name(known_as: str, country: str) -> tuple[str, str, str]:
    """Name, acronym and long name; a government goes by the name of its country."""
    if known_as in NAMES:
        return NAMES[known_as]
    if country:
        return country, "", ""
    acronym, dash, long_name = known_as.partition(" - ")
    return (acronym, acronym, long_name) if dash else (known_as, "", "")


def _donors(files: Files) -> pd.DataFrame:
    rows = files.text("donor_master.csv")
    names = _names(files)
    is_state = ~names["is_fund"]

    def usd(column: str, factor: float = 1) -> pd.Series:
        amount = pd.to_numeric(rows[column], errors="coerce").where(is_state)
        return (amount * factor).round()

    donors = names.assign(
        oda_2024_usd=usd("oda_ge_2024", 1e6),
        oda_gni_pct_2024=pd.to_numeric(rows["oda_gni_pct_2024"], errors="coerce").where(is_state).round(3),
        oda_bilateral_2024_usd=usd("bilateral_2024", 1e6),
        oda_multilateral_2024_usd=usd("multilateral_2024", 1e6),
        refugee_cost_2024_usd=usd("in_donor_refugee_2024", 1e6),
        to_un_core_2024_usd=usd("to_un_core_2024", 1e6),
        iom_voluntary_2022_2024_usd=usd("avg2022_24_voluntary_IOM"),
        unhcr_voluntary_2022_2024_usd=usd("avg2022_24_voluntary_UNHCR"),
    )
    donors = donors.join(_statistics(files.parquet(CLEARINGHOUSE), files.iso3_of), on="clearinghouse_name")
    donors["funds_statistics"] = donors["statistics_projects"].notna().map({True: "yes", False: "unknown"})
    donors = donors.join(_migration_statistics(files), on="clearinghouse_name")
    donors["evidence_count"] = donors["evidence_count"].fillna(0)
    shown = (donors["evidence_count"] > 0) | (donors["labelled_projects"] > 0)
    donors["funds_migration_statistics"] = shown.map({True: "yes", False: "unknown"})
    identified = [_iati(row) for row in donors.itertuples()]
    donors["iati_org_id"] = [identifier for identifier, _ in identified]
    donors["note"] = [
        "; ".join(filter(None, (origin, "Agency of the State of Kuwait; the aid of Kuwait is with the State" if fund else "")))
        for (_, origin), fund in zip(identified, donors["is_fund"], strict=True)
    ]
    return donors.drop(columns=["clearinghouse_name", "is_fund", "labelled_projects"]).assign(source_id=CAPACITY)


def _statistics(records: pd.DataFrame, iso3_of: dict[str, str]) -> pd.DataFrame:
    """Support to statistics per reporter: disbursed USD (constant prices) by period, blank without any amount, and counts."""
    by_donor = records.groupby("ReporterName")
    found = pd.DataFrame(
        {
            "statistics_projects": by_donor.size(),
            "statistics_recipients": _recipients(records, iso3_of),
            "statistics_first_year": by_donor["reportedyear"].min(),
            "statistics_last_year": by_donor["reportedyear"].max(),
        }
    )
    for column, (first, last) in PERIODS.items():
        period = records[records["reportedyear"].between(first, last)]
        found[column] = period.groupby("ReporterName")["usd_disbursement_defl"].sum(min_count=1).round()
    return found


def _recipients(records: pd.DataFrame, iso3_of: dict[str, str]) -> pd.Series:
    """The countries that a reporter disbursed to: those whose amounts do not add up to nothing; 0 where there is none."""
    first, last = PERIODS["statistics_2010_2020_usd"]
    listed = records["ListRecip"].fillna("").str.strip().str.casefold().map(iso3_of.get)
    records = records.assign(iso3=records["RecipientCode"].fillna(listed))
    paid = records[records["reportedyear"].between(first, last)].dropna(subset=["iso3", "usd_disbursement_defl"])
    amounts = paid.groupby(["ReporterName", "iso3"])["usd_disbursement_defl"].sum().round()
    counted = amounts[amounts != 0].groupby("ReporterName").size()
    return counted.reindex(records["ReporterName"].unique(), fill_value=0)


def _migration_statistics(files: Files) -> pd.DataFrame:
    """Pieces of evidence and labelled projects on migration statistics, per Clearinghouse name."""
    evidence = files.text("reference/donor_evidence.csv")["donor_name"].value_counts()
    projects = files.text("reference/migration_statistics_projects.csv")
    labelled = projects.loc[projects["label"] == "migration statistics", "donor"].value_counts()
    return pd.DataFrame({"evidence_count": evidence, "labelled_projects": labelled})


def _iati(donor: object) -> tuple[str, str]:
    """The IATI identifier of a donor and where it is from; blank where neither IATI nor the DAC lists give one."""
    derived = "IATI identifier derived from the DAC code"
    if donor.clearinghouse_name in IATI_PUBLISHED:
        return IATI_PUBLISHED[donor.clearinghouse_name], "IATI identifier as published"
    if donor.clearinghouse_name in CHANNELS:
        return f"XM-DAC-{CHANNELS[donor.clearinghouse_name]}", derived
    if donor.donor_type in ("DAC member", "Other government") and donor.dac_code:
        return f"XM-DAC-{donor.dac_code}", derived
    return "", ""


def _sources(rows: int) -> pd.DataFrame:
    page = "https://www.oecd.org/en/topics/official-development-assistance-oda.html"
    return source_rows(
        {
            "source_id": CAPACITY,
            "publisher": "OECD Development Assistance Committee; PARIS21; UN CEB",
            "title": "Official development assistance 2024, preliminary, joined with support to statistics and UN contributions",
            "url": page,
            "licence": "CC BY 4.0 (OECD); not stated (PARIS21, CEB)",
            "vintage": "ODA of 2024 published in April 2025; statistics 2010-2020; UN contributions 2022-2024",
            "row_count": rows,
            "known_flaws": "Preliminary: the final figures for 2024 differ. Blank means not reported, not zero. The source "
            "repeats Kuwait's aid beside its fund; here it is with the State only. One record of 2008 (UNFPA) and "
            "25 of 2021 (SESRIC) are counted as projects but lie outside the periods.",
        },
        {
            "source_id": CODES,
            "publisher": "OECD Development Assistance Committee",
            "title": "DAC and CRS code lists",
            "url": page,
            "licence": "CC BY 4.0",
            "vintage": "March 2022",
            "known_flaws": "Codes added after 2022 are missing.",
        },
    )
