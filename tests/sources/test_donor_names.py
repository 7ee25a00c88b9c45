"""A spelling of a donor or of its agency is kept where it means that donor, and left out where it could mean many."""

import pandas as pd
import pytest

from landscape.sources import Files, ceb, donor_names, iati, oecd

DONOR = pd.DataFrame(
    [
        ("germany", "Germany", "", "", "DAC member", "5", "XM-DAC-5", "DEU"),
        ("austria", "Austria", "", "", "DAC member", "1", "XM-DAC-1", "AUT"),
        ("kuwait", "Kuwait", "", "", "Other government", "552", "XM-DAC-552", "KWT"),
        ("kuwait-fund", "Kuwait Fund", "Kuwait Fund for Arab Economic Development", "", "Other government", "", "", ""),
        ("adb", "ADB", "Asian Development Bank", "ADB", "Multilateral", "915", "XM-DAC-46004", ""),
        ("unfpa", "UNFPA", "United Nations Population Fund", "UNFPA", "Multilateral", "974", "XM-DAC-41119", ""),
        ("world-bank", "World Bank", "World Bank Group", "", "Multilateral", "", "44000", ""),
    ],
    columns=["donor_id", "name", "full_name", "acronym", "donor_type", "dac_code", "iati_org_id", "iso3"],
)
COUNTRY = pd.DataFrame(
    {"iso3": ["DEU", "AUT", "KWT", "MMR"], "name": ["Germany", "Austria", "Kuwait", "Myanmar"], "region": ["", "", "", ""]}
)
ALIAS = pd.DataFrame({"alias": ["Germany", "Allemagne", "Austria", "Kuwait", "MMR"], "iso3": ["DEU", "DEU", "AUT", "KWT", "MMR"]})
MASTER = """\
dac_member,iso3,clearinghouse_name,donor_name,donor_type,dac_donor_code
True,DEU,Germany,Germany,DAC,5
,,ADB - Asian Development Bank,ADB - Asian Development Bank,Multilateral,915
,,The World Bank,The World Bank,Multilateral,
"""
DONORS = [
    ["List of DAC members", "", "", "", "", "List of multilateral donors", "", "", ""],
    ["5", "DEU", "Germany", "Allemagne", "", "915", "5ASDB01", "Asian Development Bank", "Banque Asiatique de développement"],
    ["1", "AUT", "Austria", "Autriche", "", "1016", "9OTH", "Green Climate Fund", "Fonds vert pour le climat"],
    ["", "", "", "", "", "905", "5WB002", "International Development Association", "Association internationale de développement"],
]
AGENCIES = [
    ["donorcode", "DonorNameE", "DonorNameF", "AgencyCode", "AgencyNameE", "AgencyNameF", "AcronymE"],
    ["5", "", "", "1", "Deutsche Gesellschaft (GIZ)", "Deutsche Gesellschaft (GIZ)", "GIZ"],
    ["5", "", "", "2", "Federal Ministry of Finance", "Ministère fédéral des finances", "BMF"],
    ["5", "", "", "3", "Ministry of Health", "Ministère de la santé", "MoH"],
    ["5", "", "", "4", "Ministry of Finance of Germany", "", "FIN"],
    ["5", "", "", "5", "Agency for Technical Co-operation", "", "MMR"],
    ["5", "", "", "99", "Miscellaneous", "Divers", "MISC"],
    ["1", "", "", "1", "Federal Ministry of Finance", "Ministère fédéral des finances", "BMF"],
    ["552", "", "", "1", "Kuwait Fund for Arab Economic Development (KFAED)", "", "KFAED"],
    ["915", "", "", "1", "Asian Development Bank", "Banque asiatique", "AsDB"],
    ["915", "", "", "2", "Pakistan Earthquake Fund", "", "PEF"],
    ["915", "", "", "23", "Green Climate Fund", "", "GCF"],
    ["905", "", "", "1", "IDA", "IDA", "IDA"],
    ["1016", "", "", "1", "Green Climate Fund", "", "GCF"],
]
CHANNELS = [
    [
        "Channel Parent Category",
        "Channel ID",
        "Year",
        "Acronym (ENG)",
        "Full Name (English)",
        "Acronym (FR)",
        "Full Name (French)",
    ],
    ["41100", "41119", "", "UNFPA", "United Nations Population Fund", "FNUAP", "Fonds des Nations Unies pour la population"],
    ["41100", "41999", "", "XYZ", "Another Fund", "XYZ", "Un autre fonds"],
]
TRANSACTIONS = pd.DataFrame(
    [
        ("DE-1", "Germany - Ministry for Economic Cooperation and Development", "10 - Government"),
        ("XM-DAC-41119", "United Nations Population Fund (UNFPA)", "40 - Multilateral"),
        ("GB-CHC-1", "A charity", "21 - International NGO"),
    ],
    columns=["reporting_org_id", "reporting_org_name", "reporting_org_type"],
)


@pytest.fixture
def made(tmp_path):
    path = tmp_path / donor_names.BOOK
    path.parent.mkdir(parents=True)
    book = path.with_suffix(".xlsx")
    with pd.ExcelWriter(book) as writer:
        for sheet, rows in {"Donor": DONORS, "Agency": AGENCIES, "Channel code": CHANNELS}.items():
            pd.DataFrame(rows).to_excel(writer, sheet_name=sheet, header=False, index=False)
    book.rename(path)
    (tmp_path / "donor_master.csv").write_text(MASTER, encoding="utf-8")
    pd.DataFrame({"ReporterName": ["Germany", "ADB - Asian Development Bank"]}).to_parquet(tmp_path / oecd.CLEARINGHOUSE)
    pd.DataFrame({"donor": ["Germany", "The World Bank", "A charity"]}).to_parquet(tmp_path / ceb.CONTRIBUTIONS)
    TRANSACTIONS.to_parquet(tmp_path / iati.TRANSACTIONS)
    return donor_names.tables(Files(tmp_path, {"country": COUNTRY, "country_alias": ALIAS, "donor": DONOR}))


@pytest.fixture
def alias(made):
    return made["donor_alias"]


def meant(alias, spelling):
    """The donors that a spelling means."""
    return sorted(alias.loc[alias["alias"] == spelling, "donor_id"])


@pytest.mark.parametrize(
    ("spelling", "donor_id", "kind", "origin"),
    [
        ("GIZ", "germany", "agency", "OECD DAC"),
        ("Deutsche Gesellschaft", "germany", "agency", "OECD DAC"),
        ("Ministry of Finance of Germany", "germany", "agency", "OECD DAC"),
        ("Germany - Ministry for Economic Cooperation and Development", "germany", "agency", "IATI"),
        ("Agency for Technical Cooperation", "germany", "agency", "OECD DAC"),
        ("KFAED", "kuwait-fund", "spelling", "OECD DAC"),
        ("AsDB", "adb", "spelling", "OECD DAC"),
        ("Banque Asiatique de développement", "adb", "spelling", "OECD DAC"),
        ("ADB - Asian Development Bank", "adb", "spelling", "PARIS21"),
        ("The World Bank", "world-bank", "spelling", "UN CEB"),
        ("IDA", "world-bank", "spelling", "OECD DAC"),
        ("FNUAP", "unfpa", "spelling", "OECD DAC"),
        ("United Nations Population Fund (UNFPA)", "unfpa", "spelling", "IATI"),
        ("Banco Mundial", "world-bank", "spelling", "Common usage"),
    ],
)
def test_a_spelling_says_whom_it_means_and_where_it_is_from(alias, spelling, donor_id, kind, origin):
    (found,) = alias[alias["alias"] == spelling].to_dict("records")
    assert (found["donor_id"], found["kind"], found["origin"]) == (donor_id, kind, origin)


def test_an_acronym_of_two_donors_stands_for_both(alias):
    assert meant(alias, "BMF") == ["austria", "germany"]


@pytest.mark.parametrize(
    "spelling",
    ["Ministry of Health", "Ministère de la santé", "MoH", "Federal Ministry of Finance", "FIN", "Miscellaneous", "MISC"],
)
def test_a_name_that_only_says_what_kind_of_office_it_is_is_left_out(alias, spelling):
    assert meant(alias, spelling) == []


def test_a_name_that_a_donor_outside_the_landscape_has_is_left_out(alias):
    assert meant(alias, "Green Climate Fund") == meant(alias, "GCF") == []


def test_the_windows_of_a_bank_are_not_its_names(alias):
    assert meant(alias, "Pakistan Earthquake Fund") == meant(alias, "PEF") == []


def test_what_names_a_country_or_a_donor_already_is_not_repeated(alias):
    assert {"Allemagne", "MMR", "UNFPA", "Asian Development Bank", "World Bank Group"}.isdisjoint(alias["alias"])


def test_a_spelling_is_there_once_per_donor_whatever_its_case(alias):
    assert not alias.assign(said=alias["alias"].str.casefold()).duplicated(["said", "donor_id"]).any()


def test_spellings_of_donors_that_are_not_in_the_landscape_are_left_out(alias):
    assert set(alias["donor_id"]) <= set(DONOR["donor_id"])


def test_the_sources_say_how_many_rows_they_have(made):
    counted = made["source"].set_index("source_id")["row_count"]
    assert counted[donor_names.CODES] == len(AGENCIES) - 1
    assert counted[donor_names.COMPILED] == (made["donor_alias"]["source_id"] == donor_names.COMPILED).sum()
