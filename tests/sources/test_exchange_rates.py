"""A currency has one rate per year, whichever countries use it."""

import pandas as pd
import pytest

from landscape.sources import Files, exchange_rates

RATES = """\
iso3,year,value
DEU,2000,1.08
HRV,2000,8.28
EST,2000,15.6
DEU,2021,0.85
EST,2021,0.85
NOR,2021,
NAM,2021,14.8
TUR,2020,7.01
PSE,2020,1
ZWE,2018,2
ZWE,2020,64.1
EUI,2021,0.85
"""
COUNTRIES = """\
iso3,currency
DEU,EUR
EST,EUR
HRV,EUR
NAM,"NAD,ZAR"
NOR,NOK
PSE,
TUR,
ZWE,ZWG
"""


@pytest.fixture
def rates(tmp_path):
    path = tmp_path / exchange_rates.FILE
    path.parent.mkdir(parents=True)
    path.write_text(RATES, encoding="utf-8")
    (tmp_path / "country.csv").write_text(COUNTRIES, encoding="utf-8")
    return exchange_rates.tables(Files(tmp_path))


@pytest.fixture
def rate(rates):
    return rates["exchange_rate"].set_index(["currency", "year"])["units_per_dollar"].to_dict()


def test_a_shared_currency_has_the_rates_of_one_country(rate):
    assert rate["EUR", 2000] == 1.08
    assert rate["EUR", 2021] == 0.85


def test_a_country_that_joined_later_keeps_the_rates_of_its_old_currency(rate):
    assert rate["HRK", 2000] == 8.28


def test_a_blank_rate_is_left_out(rate):
    assert [key for key in rate if key[0] == "NOK"] == []


def test_the_own_currency_of_a_country_that_has_two(rate):
    assert rate["NAD", 2021] == 14.8
    assert ("ZAR", 2021) not in rate


def test_a_country_without_a_currency_in_the_list_has_it_by_name_or_is_left_out(rate):
    assert rate["TRY", 2020] == 7.01
    assert {currency for currency, _ in rate} == {"EUR", "HRK", "NAD", "TRY", "ZWL"}


def test_a_currency_has_no_rates_from_before_it_existed(rate):
    assert ("ZWL", 2018) not in rate
    assert rate["ZWL", 2020] == 64.1


def test_the_source_says_how_many_rows_it_has(rates):
    (source,) = rates["source"].to_dict("records")
    assert source["row_count"] == 12
    assert set(rates["exchange_rate"]["source_id"]) == {source["source_id"]}


def test_no_currency_has_two_rates_in_a_year(rates):
    assert not pd.DataFrame(rates["exchange_rate"]).duplicated(["currency", "year"]).any()
