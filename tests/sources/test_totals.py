"""The files of the landscape reproduce the publishers' totals."""

from pathlib import Path

import pandas as pd
import pytest

from landscape import dictionary, store

LANDSCAPE = Path(__file__).parent.parent.parent / "data" / "landscape"


def read(pattern):
    files = sorted(LANDSCAPE.glob(pattern))
    return pd.concat([pd.read_csv(file, keep_default_na=False, na_values={"amount_usd": [""]}) for file in files])


@pytest.fixture(scope="module")
def statistics(version):
    rows = store.frame(dictionary.table("funding").select, version)
    return rows[rows["lens"] == "statistics"]


@pytest.fixture(scope="module")
def un():
    return read("funding.un_*.csv")


@pytest.fixture(scope="module")
def iati():
    return read("funding.iati.csv")


def amount(rows, measure):
    return rows.loc[rows["measure"] == measure, "amount_usd"].sum()


@pytest.mark.parametrize("measure", ["disbursement", "commitment"])
def test_the_clearinghouse_has_24142_records(statistics, measure):
    assert statistics.loc[statistics["measure"] == measure, "record_count"].sum() == 24_142


def test_the_clearinghouse_has_101_reporters(statistics):
    assert statistics["donor_id"].nunique() == statistics["donor_name"].nunique() == 101


def test_the_clearinghouse_disbursed_5_90_and_committed_7_82_billion(statistics):
    # Rows hold whole USD, so a total may be a few USD from that of the records: 5,899,008,428 and 7,822,566,787.
    assert amount(statistics, "disbursement") == pytest.approx(5_899_008_428, abs=100)
    assert amount(statistics, "commitment") == pytest.approx(7_822_566_787, abs=100)


def test_137_disbursements_and_6_commitments_are_negative(statistics):
    assert statistics.groupby("measure")["negative_count"].sum().to_dict() == {"commitment": 6, "disbursement": 137}


def test_the_share_of_migration_statistics_is_0_18_percent_strict_and_0_48_wide(statistics):
    disbursed = statistics[(statistics["measure"] == "disbursement") & statistics["year"].between(2010, 2020)]
    share = 100 * disbursed.groupby("theme")["amount_usd"].sum() / disbursed["amount_usd"].sum()
    assert round(share["migration_statistics"], 2) == 0.18
    assert round(share["migration_statistics"] + share["migration"], 2) == 0.48


def test_un_entities_received_694_billion_in_90479_contributions(un):
    # 48 entities and 12 years; the records add up to 693,641,729,418.
    assert un["record_count"].sum() == 90_479
    assert un["negative_count"].sum() == 1_417
    assert un["amount_usd"].sum() == pytest.approx(693_641_729_418, abs=500)
    assert un["channel"].nunique() == 48


def test_iati_has_56899_records_of_2000_to_2023(iati):
    assert iati["record_count"].sum() == 56_899
    assert iati["year"].between(2000, 2023).all()


def test_22_iati_records_are_on_migration_statistics(iati):
    assert iati.loc[iati["theme"] == "migration_statistics", "record_count"].sum() == 22


def test_the_donor_table_has_the_amounts_of_the_funding_rows(statistics):
    donor = pd.read_csv(LANDSCAPE / "donor.csv", keep_default_na=False, na_values={"statistics_2010_2020_usd": [""]})
    in_period = statistics[statistics["year"].between(2010, 2020)]
    assert donor["statistics_2010_2020_usd"].sum() == pytest.approx(amount(in_period, "disbursement"), abs=100)


def test_the_aid_of_2024_is_counted_once_per_government():
    donor = pd.read_csv(LANDSCAPE / "donor.csv", keep_default_na=False, na_values={"oda_2024_usd": [""]})
    assert donor["oda_2024_usd"].notna().sum() == 45
