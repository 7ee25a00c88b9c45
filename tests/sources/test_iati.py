"""Published activities: nothing counts twice, and agencies are shown under their donor."""

import pandas as pd
import pytest

from landscape.sources import Files, iati

COUNTRY = pd.DataFrame({"iso3": ["NAM"], "name": ["Namibia"], "region": ["Africa"]})
DONOR = pd.DataFrame(
    [
        ("united-states", "United States", "DAC member", "302", "US-USAGOV"),
        ("japan", "Japan", "DAC member", "701", "XM-DAC-701"),
        ("austria", "Austria", "DAC member", "1", "XM-DAC-1"),
        ("unicef", "UNICEF", "Multilateral", "963", "XM-DAC-41122"),
    ],
    columns=["donor_id", "name", "donor_type", "dac_code", "iati_org_id"],
)
EARLIER, LATER = "2021-07-22", "2023-02-17"
COLUMNS = [
    *("reporting_org_id", "reporting_org_name", "reporting_org_type", "recipient", "recipient_iso3", "transaction_type"),
    *("finance_type", "cal_year", "year_ok", "is_stat", "is_migr", "sector_code", "value_usd", "vintage"),
]
PAYMENT = dict(zip(COLUMNS, ["US-GOV-1", "USAID", "10 - Government", "NA - Namibia", "NAM", "3 - Disbursement",
                             "110 - Standard grant", 2020, True, True, False, "16062", 100.0, LATER], strict=True))  # fmt: skip


def files_with(tmp_path, *changes):
    pd.DataFrame([PAYMENT | change for change in changes]).to_parquet(tmp_path / iati.TRANSACTIONS)
    return Files(tmp_path, {"country": COUNTRY, "donor": DONOR})


def rows_of(tmp_path, *changes):
    return iati.tables(files_with(tmp_path, *changes))["funding.iati"]


def test_years_outside_the_period_are_left_out_and_the_source_says_how_many(tmp_path):
    files = files_with(tmp_path, {}, {"cal_year": 2024}, {"cal_year": 2050, "year_ok": False})
    made = iati.tables(files)
    assert made["funding.iati"]["record_count"].sum() == 1
    assert "2 rows outside 2000-2023" in made["source"]["known_flaws"].item()
    assert made["source"]["row_count"].item() == 3


def test_a_recipient_in_both_editions_stops_the_build(tmp_path):
    with pytest.raises(ValueError, match="Namibia"):
        rows_of(tmp_path, {"vintage": EARLIER}, {"vintage": LATER})


def test_budgets_and_payments_are_different_measures(tmp_path):
    rows = rows_of(tmp_path, {}, {"transaction_type": "budget - Budget"}, {"transaction_type": "1 - Incoming Funds"})
    assert sorted(rows["measure"]) == ["budget", "disbursement", "incoming"]


def test_payments_of_one_key_are_added_and_corrections_counted(tmp_path):
    row = rows_of(tmp_path, {}, {"value_usd": -30.0}).squeeze()
    assert (row["amount_usd"], row["record_count"], row["negative_count"]) == (70, 2, 1)


@pytest.mark.parametrize(
    ("identifier", "kind", "donor_id", "donor_type"),
    [
        ("US-GOV-1", "10 - Government", "united-states", "DAC member"),
        ("XM-DAC-701-8", "10 - Government", "japan", "DAC member"),
        ("XM-DAC-41122", "40 - Multilateral", "unicef", "Multilateral"),
        ("XM-DAC-928", "40 - Multilateral", "", "Multilateral"),
        ("BE-BCE_KBO-0418766123", "15 - Other Public Sector", "", "DAC member"),
        ("XX-GOV-1", "10 - Government", "", "Other government"),
        ("SE-ON-802017-3517", "10 - Government", "", "Other"),
        ("US-EIN-1", "60 - Foundation", "", "Private"),
        ("GB-CHC-1", "21 - International NGO", "", "Other"),
    ],
)
def test_a_reporting_organisation_has_a_donor_and_a_type(tmp_path, identifier, kind, donor_id, donor_type):
    row = rows_of(tmp_path, {"reporting_org_id": identifier, "reporting_org_type": kind}).squeeze()
    assert (row["donor_id"], row["donor_type"]) == (donor_id, donor_type)


def test_an_agency_is_shown_under_the_name_of_its_government(tmp_path):
    assert rows_of(tmp_path, {})["donor_name"].item() == "United States"


def test_an_organisation_outside_the_donor_list_has_its_most_frequent_name(tmp_path):
    who = {"reporting_org_id": "XM-DAC-928", "reporting_org_type": "40 - Multilateral", "reporting_org_name": "WHO"}
    rows = rows_of(tmp_path, who, who, who | {"reporting_org_name": "World Health"})
    assert rows["donor_name"].item() == "WHO"


@pytest.mark.parametrize(
    ("is_statistics", "is_migration", "theme"),
    [
        (True, True, "migration_statistics"),
        (False, True, "migration"),
        (True, False, "statistics"),
        (False, False, "population_policy"),
    ],
)
def test_the_theme_follows_from_the_two_flags(is_statistics, is_migration, theme):
    assert iati.theme(is_statistics, is_migration) == theme


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("110 - Standard grant", "grant"),
        ("421 - Standard loan", "loan"),
        ("311 - Capital subscription on encashment basis", "equity"),
        ("610 - Debt forgiveness: ODA claims (P)", "other"),
        ("No data", "not_known"),
        ("", "not_known"),
    ],
)
def test_a_finance_type_follows_from_the_code(published, shown):
    assert iati.finance_type(published) == shown


def test_a_regional_recipient_has_a_name_and_a_region_and_no_country(tmp_path):
    row = rows_of(tmp_path, {"recipient": "1029 - Southern Africa, regional", "recipient_iso3": None}).squeeze()
    assert (row["recipient_iso3"], row["recipient_name"], row["recipient_region"]) == ("", "Southern Africa, regional", "Africa")


def test_codes_have_their_english_names(tmp_path):
    folder = tmp_path / "raw" / "iati"
    folder.mkdir(parents=True)
    for file in iati.CODE_LISTS.values():
        item = "<codelist-item><code>1</code><name><narrative>Incoming\n Funds</narrative><narrative>Entrants</narrative></name>"
        (folder / f"{file}.xml").write_text(f"<codelist>{item}</codelist-item></codelist>", encoding="utf-8")
    lists = iati.code_lists(Files(tmp_path))
    assert set(lists.loc[lists["list"].str.startswith("iati_"), "label"]) == {"Incoming Funds"}


def test_a_purpose_code_is_kept_where_it_says_statistics_or_migration(tmp_path):
    sectors = ("16062", "13096", "15190", "72010", "No da", "", None)
    rows = rows_of(tmp_path, *({"sector_code": one} for one in sectors))
    counted = rows.set_index("purpose_code")["record_count"].to_dict()
    assert counted == {"16062": 1, "13096": 1, "15190": 1, "other": 1, "": 3}
