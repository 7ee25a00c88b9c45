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
    *("ProgramName", "usd_disbursement_defl", "usd_commitment_defl"),
]
RECORDS = pd.DataFrame(
    [
        ("r1", "Sweden", "Namibia (old name)", "NAM", 2012, "ODA Grants", None, "Household survey", 10.4, 20.0),
        ("r2", "Sweden", "Namibia", "NAM", 2012, "ODA Grants", None, "Household  survey\n", None, -5.0),
        ("r3", "Sweden", "Namibia", "NAM", 2012, None, "Grant", "Migration data", -3.0, None),
        ("r4", "Sweden", "Africa, regional", None, 2021, None, None, None, None, None),
        ("r5", "Sweden", "Namibia", "NAM", 2012, "ODA Loans", None, "Census", 1.0, 1.0),
    ],
    columns=COLUMNS,
)


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(oecd, "donor_ids", lambda files: {"sweden": "sweden"})
    folder = tmp_path / "sources"
    folder.mkdir()
    RECORDS.to_parquet(folder / oecd.CLEARINGHOUSE)
    return Files(folder, {"country": COUNTRY, "country_alias": ALIAS, "donor": DONOR})


@pytest.fixture
def records(files):
    made = paris21.tables(files)
    return pd.concat([rows for name, rows in made.items() if name != "source"]).set_index("project_id")


def test_every_record_is_there_once_in_parts_by_years(files):
    made = paris21.tables(files)
    assert {name: len(rows) for name, rows in made.items()} == {"source": 1, "project.2012_2012": 4, "project.2021_2021": 1}


def test_a_repayment_stays_negative_and_an_amount_that_is_not_there_unknown(records):
    assert records.at["r3", "disbursement_usd"] == -3
    assert pd.isna(records.at["r2", "disbursement_usd"])


def test_a_title_is_one_line_and_a_record_without_one_has_none(records):
    assert (records.at["r2", "title"], records.at["r4", "title"]) == ("Household survey", "")


def test_the_instrument_is_that_of_the_mechanism_or_of_the_survey(records):
    assert list(records.loc[["r1", "r3", "r4", "r5"], "finance_type"]) == ["grant", "grant", "not_known", "loan"]


def test_a_record_for_several_countries_names_them(files):
    assert paris21.countries_of(files, "Kenya, Hong Kong, China, Africa") == ["KEN", "HKG"]


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
