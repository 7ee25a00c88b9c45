"""Donors have one code each, and money is with one of them only."""

import pandas as pd
import pytest

from landscape.sources import Files, oecd

COLUMNS = [
    *("dac_member", "oda_ge_2024", "bilateral_2024", "multilateral_2024", "oda_gni_pct_2024", "in_donor_refugee_2024"),
    *("to_un_core_2024", "iso3", "clearinghouse_name", "avg2022_24_voluntary_IOM", "avg2022_24_voluntary_UNHCR"),
    *("donor_name", "donor_type", "dac_donor_code"),
]
SESRIC = "SESRIC - Statistical, Economic and Social Research and Training Center for Islamic Countries"
DONORS = f"""\
{",".join(COLUMNS)}
False,1035.85,992.52,43.33,0.528549,,43.0,KWT,Kuwait,5539556.6,9192635.6,Kuwait,non-DAC,552
False,1035.85,992.52,43.33,0.528549,,43.0,KWT,Kuwaiti Fund for Arab Econ Dev,5539556.6,9192635.6,Kuwait,non-DAC,552
True,83.44,40,43.44,0.2,1.5,2,EST,Estonia,,,Estonia,non-DAC,82
False,7425.43,7000,425.43,0.5,,1,TUR,Turkey,,,Türkiye,non-DAC,55
,,,,,,,,UNICEF - United Nations Children's Fund,,,UNICEF - United Nations Children's Fund,Multilateral,963
,,,,,,,,AFDB - African Development Bank,,,AFDB - African Development Bank,Multilateral,913
,,,,,,,,"{SESRIC}",,,"{SESRIC}",Multilateral,
,,,,,,,,"Omidyar Network Fund, Inc.",,,"Omidyar Network Fund, Inc.",Private,1622
True,27665.25,27000,665.25,,,,EUI,EU Institutions,1,2,EU Institutions,DAC,918
"""
RECORDS = pd.DataFrame(
    [
        ("Estonia", "NAM", "Namibia", 2012, 100.4),
        ("Estonia", "FJI", "Fiji", 2019, -20.0),
        ("Estonia", None, "Estonie", 2020, None),
        ("Kuwait", "NAM", "Namibia", 2010, 0.0),
        ("Kuwait", "KEN", "Kenya", 2010, None),
        ("Kuwait", None, "Estonie ", 2011, 3.0),
        ("Kuwait", None, "Africa, regional", 2011, -3.0),
        ("Kuwaiti Fund for Arab Econ Dev", "NAM", "Namibia", 2012, None),
        ("Turkey", "NAM", "Namibia", 2008, 50.0),
    ],
    columns=["ReporterName", "RecipientCode", "ListRecip", "reportedyear", "usd_disbursement_defl"],
)
COUNTRY = pd.DataFrame({"iso3": ["KWT", "EST", "TUR"], "name": ["Kuwait", "Estonia", "Türkiye"]})
ALIAS = pd.DataFrame({"alias": ["Estonie", "TUR"], "iso3": ["EST", "TUR"]})


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "donor_master.csv").write_text(DONORS, encoding="utf-8")
    RECORDS.to_parquet(folder / oecd.CLEARINGHOUSE)
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "donor_evidence.csv").write_text("donor_name\nTurkey\nTurkey\n", encoding="utf-8")
    projects = 'donor,label\nEstonia,migration statistics\nKuwait,"migration, not statistics"\n'
    (tmp_path / "reference" / "migration_statistics_projects.csv").write_text(projects, encoding="utf-8")
    return Files(folder, {"country": COUNTRY, "country_alias": ALIAS})


@pytest.fixture
def donor(files):
    return oecd.tables(files)["donor"].set_index("donor_id")


def test_a_donor_code_is_its_name_in_plain_letters():
    assert oecd.slug("Türkiye") == "turkiye"
    assert oecd.slug("Children's Investment Fund Foundation") == "childrens-investment-fund-foundation"


def test_an_agency_goes_by_its_acronym_and_keeps_its_long_name(donor):
    assert donor.at["unicef", "name"] == "UNICEF"
    assert donor.at["unicef", "full_name"] == "United Nations Children's Fund"
    assert donor.at["afdb", "name"] == "AfDB"


def test_a_name_with_a_comma_is_one_name(donor):
    assert donor.at["sesric", "full_name"].startswith("Statistical, Economic and Social")
    assert donor.at["omidyar-network", "full_name"] == "Omidyar Network Fund, Inc."


def test_the_aid_of_kuwait_is_with_the_state_and_not_with_its_fund(donor):
    assert donor.at["kuwait", "oda_2024_usd"] == 1_035_850_000
    assert donor["oda_2024_usd"].sum() == (1035.85 + 83.44 + 7425.43 + 27665.25) * 1e6
    assert donor.loc["kuwait-fund", ["oda_2024_usd", "iom_voluntary_2022_2024_usd", "to_un_core_2024_usd"]].isna().all()
    assert donor.at["kuwait-fund", "iso3"] == donor.at["kuwait-fund", "dac_code"] == ""


def test_a_member_of_the_dac_is_one_whatever_the_clearinghouse_says(donor):
    assert donor.at["estonia", "donor_type"] == "DAC member"
    assert donor.at["turkiye", "donor_type"] == "Other government"


def test_a_period_without_an_amount_is_blank_and_an_amount_of_zero_is_zero(donor):
    assert donor.at["estonia", "statistics_2010_2014_usd"] == 100
    assert donor.at["estonia", "statistics_2018_2020_usd"] == -20
    assert pd.isna(donor.at["estonia", "statistics_2015_2017_usd"])
    assert pd.isna(donor.at["kuwait-fund", "statistics_2010_2020_usd"])
    assert donor.at["kuwait", "statistics_2010_2020_usd"] == 0


def test_records_are_counted_over_all_years(donor):
    assert donor.at["estonia", "statistics_projects"] == 3
    assert donor.at["turkiye", "statistics_first_year"] == 2008
    assert pd.isna(donor.at["turkiye", "statistics_2010_2020_usd"])


def test_countries_reached_are_those_with_an_amount_that_is_not_zero(donor):
    reached = donor["statistics_recipients"]
    assert reached[["estonia", "kuwait", "kuwait-fund", "turkiye"]].tolist() == [2, 1, 0, 0]
    assert pd.isna(reached["unicef"])


def test_support_is_yes_where_a_record_shows_it_and_otherwise_unknown(donor):
    assert donor.at["kuwait", "funds_statistics"] == "yes"
    assert donor.at["unicef", "funds_statistics"] == "unknown"


def test_migration_statistics_needs_evidence_or_a_labelled_project(donor):
    assert list(donor.loc[["estonia", "turkiye", "kuwait"], "funds_migration_statistics"]) == ["yes", "yes", "unknown"]
    assert list(donor.loc[["estonia", "turkiye"], "evidence_count"]) == [0, 2]


def test_an_iati_identifier_says_whether_it_is_published_or_derived(donor):
    assert donor.at["unicef", "iati_org_id"] == "XM-DAC-41122"
    assert donor.at["unicef", "note"] == "IATI identifier as published"
    assert donor.at["eu-institutions", "iati_org_id"] == "XM-DAC-918"
    assert donor.at["eu-institutions", "note"] == "IATI identifier derived from the DAC code"
    assert donor.at["sesric", "iati_org_id"] == donor.at["sesric", "note"] == ""


def test_the_code_of_the_eu_is_not_a_country(donor):
    assert donor.at["eu-institutions", "iso3"] == ""


@pytest.mark.parametrize(
    ("spelling", "donor_id"),
    [
        ("UNICEF - United Nations Children's Fund", "unicef"),
        ("United Nations Children's Fund", "unicef"),
        ("European Union", "eu-institutions"),
        ("Turkey", "turkiye"),
        ("TUR", "turkiye"),
        ("Estonie", "estonia"),
        ("Kuwait", "kuwait"),
        ("Kuwaiti Fund for Arab Econ Dev", "kuwait-fund"),
    ],
)
def test_a_donor_is_found_by_any_spelling(files, spelling, donor_id):
    assert oecd.donor_ids(files)[spelling.casefold()] == donor_id


def test_codes_are_read_from_sheets_that_indent_them(tmp_path, files):
    book = files.folder / "raw" / "oecd" / "DAC-CRS-CODES_2022-03.xlsx"
    book.parent.mkdir(parents=True)
    purposes = [["160", "", "", "Social"], ["", "16062", "", "Statistical  capacity building"], ["", "", "16063", "Narcotics"]]
    aid_types = [["B", "", "", "Core"], ["", "B03", "", "Funds"], ["", "", "B031", "Multi-donor"]]
    with pd.ExcelWriter(book) as writer:
        for sheet, rows in {"Purpose codes": purposes, "Co-operation modalities": aid_types}.items():
            pd.DataFrame(rows).to_excel(writer, sheet_name=sheet, header=False, index=False)
    lists = oecd.code_lists(files).set_index(["list", "code"])["label"]
    assert lists.to_dict() == {
        ("purpose", "16062"): "Statistical capacity building",
        ("purpose", "16063"): "Narcotics",
        ("aid_type", "B03"): "Funds",
        ("aid_type", "B031"): "Multi-donor",
    }
