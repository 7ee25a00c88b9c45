"""Support to statistics: every record is counted, and regional money stays regional."""

import pandas as pd
import pytest

from landscape.sources import Files, oecd, paris21

COUNTRY = pd.DataFrame(
    [
        ("NAM", "Namibia", "Africa"),
        ("KEN", "Kenya", "Africa"),
        ("HKG", "China, Hong Kong SAR", "Asia"),
        ("FJI", "Fiji", "Oceania"),
    ],
    columns=["iso3", "name", "region"],
)
ALIAS = pd.DataFrame(
    [("Namibia", "NAM"), ("Kenya", "KEN"), ("Hong Kong, China", "HKG"), ("Fiji", "FJI")], columns=["alias", "iso3"]
)
DONOR = pd.DataFrame({"donor_id": ["sweden"], "name": ["Sweden"], "donor_type": ["DAC member"]})
COLUMNS = [
    *("db_ref", "ReporterName", "ListRecip", "RecipientCode", "reportedyear", "FinancingMechanism", "FinancingInstruments"),
    *("usd_disbursement_defl", "usd_commitment_defl"),
]
RECORDS = pd.DataFrame(
    [
        ("r1", "Sweden", "Namibia (old name)", "NAM", 2012, "ODA Grants", None, 10.4, 20.0),
        ("r2", "Sweden", "Namibia", "NAM", 2012, "ODA Grants", None, None, -5.0),
        ("r3", "Sweden", "Namibia", "NAM", 2012, None, "Grant", -3.0, None),
        ("r4", "Sweden", "Africa, regional", None, 2021, None, None, None, None),
        ("r5", "Sweden", "Namibia", "NAM", 2012, "ODA Loans", None, 1.0, 1.0),
    ],
    columns=COLUMNS,
)


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(oecd, "donor_ids", lambda files: {"sweden": "sweden"})
    folder = tmp_path / "sources"
    folder.mkdir()
    RECORDS.to_parquet(folder / oecd.CLEARINGHOUSE)
    (tmp_path / "reference").mkdir()
    labels = "id,label\nr5,migration statistics\n"
    (tmp_path / "reference" / "migration_statistics_projects.csv").write_text(labels, encoding="utf-8")
    return Files(folder, {"country": COUNTRY, "country_alias": ALIAS, "donor": DONOR})


@pytest.fixture
def disbursed(files):
    rows = paris21.tables(files)["funding.statistics"]
    return rows[rows["measure"] == "disbursement"]


def test_every_record_is_counted_once_for_each_measure(files):
    rows = paris21.tables(files)["funding.statistics"]
    assert rows.groupby("measure")["record_count"].sum().to_dict() == {"commitment": 5, "disbursement": 5}


def test_a_repayment_is_added_and_counted(disbursed):
    grant = disbursed[(disbursed["finance_type"] == "grant")].squeeze()
    assert (grant["amount_usd"], grant["record_count"], grant["negative_count"]) == (7, 3, 1)


def test_an_amount_is_blank_only_where_no_record_has_one(disbursed):
    assert disbursed.set_index("finance_type")["amount_usd"].isna().to_dict() == {
        "grant": False,
        "loan": False,
        "not_known": True,
    }


def test_a_record_that_was_read_has_its_label_and_the_rest_is_statistics(disbursed):
    assert disbursed.set_index("finance_type")["theme"].to_dict() == {
        "grant": "statistics",
        "loan": "migration_statistics",
        "not_known": "statistics",
    }


def test_a_country_has_the_name_and_region_of_the_landscape(files):
    assert paris21.recipient(files, "Namibia (old name)", "NAM") == ("NAM", "Namibia", "Africa")


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("Hong Kong, China", ("HKG", "China, Hong Kong SAR", "Asia")),
        ("South of Sahara, regional", ("", "Sub-Saharan Africa, regional", "Africa")),
        ("Bilateral, unspecified", ("", "Not specified, bilateral", "")),
        ("MENA", ("", "Middle East and Northern Africa, regional", "")),
        ("", ("", "Not specified", "")),
        ("Kenya, Namibia", ("", "Several countries, Africa", "Africa")),
        ("Kenya, Hong Kong, China, Fiji", ("", "Several countries", "")),
        ("Africa, Asia-Pacific", ("", "Several regions", "")),
    ],
)
def test_a_recipient_that_is_not_one_country_is_never_split(files, listed, shown):
    assert paris21.recipient(files, listed) == shown


def test_a_recipient_of_no_known_name_stops_the_build(files):
    with pytest.raises(ValueError, match="Atlantis"):
        paris21.recipient(files, "Kenya, Atlantis")
