"""Amounts become US dollars at the rate of their year."""

import pytest

from landscape.matching import money
from landscape.values import Money

RATES = {"EUR": {2000: 1.25, 2021: 0.8}}


@pytest.mark.parametrize(
    ("year", "usd", "rate_year", "said"),
    [
        (2000, 80, 2000, "rate of 2000"),
        (2010, 80, 2000, "before 2010"),
        (2026, 125, 2021, "before 2026"),
        (None, 125, 2021, "no year"),
    ],
)
def test_the_rate_of_the_year_or_the_latest_before(year, usd, rate_year, said):
    made = money.to_usd(Money(100, "EUR"), year, RATES)
    assert (made.usd, made.rate_year, made.problem) == (usd, rate_year, "")
    assert said in made.note


def test_us_dollars_stay_what_they_are():
    assert money.to_usd(Money(5, "USD"), 2010, {}) == money.InDollars(5, 1.0, 2010)


@pytest.mark.parametrize(("given", "year"), [(Money(5), 2010), (Money(5, "XDR"), 2010), (Money(5, "EUR"), 1999)])
def test_without_a_rate_there_is_no_amount_and_a_sentence(given, year):
    made = money.to_usd(given, year, RATES)
    assert made.usd is None and made.problem


def test_the_landscape_has_the_rates(version):
    rates = money.rates(version)
    assert rates["EUR"][2021] == pytest.approx(0.845494)
    assert len(rates) > 140
