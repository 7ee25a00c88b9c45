"""Contributions to the UN: nothing with an amount is dropped, and contributors are named as in the donor list."""

import pandas as pd
import pytest

from landscape.sources import Files, ceb, oecd

CONTRIBUTIONS = pd.DataFrame(
    [
        (2013, "Korea, Rep. of", "Government", "IOM", "Assessed", 10.0),
        (2014, "Viet Nam", "Government", "IOM", "Voluntary un-earmarked", 20.0),
        (2015, "European Union", "European Union", "UNHCR", "Voluntary earmarked", 30.4),
        (2015, "European Union", "European Union", "UNHCR", "Voluntary earmarked", -5.0),
        (2015, "Multi Donor Trust Funds", "Multilateral - UN Orgs", "UNDP", "Other", 40.0),
        (2015, "Multi Donor Trust Funds", "Non-Government", "UNDP", "Other", 1.0),
        (2016, "Other Foundations", "Foundations", "UNDP", "Voluntary earmarked", 0.0),
    ],
    columns=["year", "donor", "donor_category", "un_entity", "contribution_type", "amount_usd"],
)
COUNTRY = pd.DataFrame({"iso3": ["VNM", "KOR"], "name": ["Viet Nam", "Republic of Korea"], "region": ["Asia", "Asia"]})
ALIAS = pd.DataFrame({"alias": ["Viet Nam"], "iso3": ["VNM"]})
DONOR = pd.DataFrame(
    [("republic-of-korea", "Republic of Korea", "DAC member"), ("eu-institutions", "EU Institutions", "DAC member")],
    columns=["donor_id", "name", "donor_type"],
)


@pytest.fixture
def made(tmp_path, monkeypatch):
    known = {"korea, rep. of": "republic-of-korea", "european union": "eu-institutions"}
    monkeypatch.setattr(oecd, "donor_ids", lambda files: known)
    CONTRIBUTIONS.to_parquet(tmp_path / ceb.CONTRIBUTIONS)
    return ceb.tables(Files(tmp_path, {"country": COUNTRY, "country_alias": ALIAS, "donor": DONOR}))


@pytest.fixture
def rows(made):
    return pd.concat([rows for name, rows in made.items() if name.startswith("funding")], ignore_index=True)


def test_the_rows_are_divided_by_years(made):
    assert [name for name in made if name != "source"] == ["funding.un_2013_2014", "funding.un_2015_2016"]


def test_the_total_and_the_number_of_records_are_those_of_the_source(rows):
    assert rows["record_count"].sum() == len(CONTRIBUTIONS)
    assert rows["amount_usd"].sum() == round(CONTRIBUTIONS["amount_usd"].sum())


def test_a_refund_is_added_and_counted(rows):
    eu = rows[rows["donor_name"] == "EU Institutions"].squeeze()
    assert (eu["amount_usd"], eu["record_count"], eu["negative_count"]) == (25, 2, 1)


def test_a_government_goes_by_the_name_of_the_landscape(rows):
    types = rows.set_index("donor_name")["donor_type"]
    assert types["Republic of Korea"] == "DAC member"
    assert types["Viet Nam"] == "Other government"


def test_a_contributor_outside_the_donor_list_has_no_code(rows):
    assert rows.loc[rows["donor_name"] == "Viet Nam", "donor_id"].item() == ""


def test_a_pooled_fund_is_one_contributor_of_another_type(rows):
    fund = rows[rows["donor_name"] == "Multi Donor Trust Funds"].squeeze()
    assert (fund["donor_type"], fund["amount_usd"]) == ("Other", 41)


def test_a_group_of_contributors_is_shown_as_not_named(rows):
    group = rows[rows["donor_name"] == "Foundations, not named"].squeeze()
    assert (group["donor_type"], group["amount_usd"]) == ("Private", 0)


def test_the_four_types_of_contributions_are_kept_apart(rows):
    assert set(rows["finance_type"]) == {"assessed", "core", "earmarked", "other_contribution"}


def test_the_purpose_of_a_contribution_is_not_known(rows):
    assert set(rows["theme"]) == {"all_purposes"}
    assert set(rows["measure"]) == {"contribution"}
