"""Amounts, numbers and currencies as people write them."""

import pytest

from landscape import values
from landscape.values import Money


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        (1500, 1500, None),
        ("1.5 m", 1_500_000, None),
        ("EUR 2,5 Mio.", 2_500_000, "EUR"),
        ("(1 200)", -1200, None),
        ("1'200", 1200, None),
        ("1\u00a0200\u202f000", 1_200_000, None),
        ("1,500 000", 1_500_000, None),
        ("USD 25K", 25_000, "USD"),
        ("$1.2bn", 1_200_000_000, "USD"),
        ("1.234.567,89", 1_234_567.89, None),
        ("1,234,567.89", 1_234_567.89, None),
        ("12,34,567", 1_234_567, None),
        ("8988764.045", 8988764.045, None),
        ("€ 3 mil millones", 3_000_000_000, "EUR"),
        ("2 milliards d’euros", 2_000_000_000, "EUR"),
        ("R$ 2,5 milhões", 2_500_000, "BRL"),
        ("5 M€", 5_000_000, "EUR"),
        ("MUSD 3.5", 3_500_000, "USD"),
        ("1 million de dollars", 1_000_000, "USD"),
        ("CA$ 10", 10, "CAD"),
        ("Swiss francs 20", 20, "CHF"),
        ("−5", -5, None),
        ("5-", -5, None),
        ("1.5E+06", 1_500_000, None),
        ("100²", 100, None),
        ("١٢٣", 123, None),
    ],
)
def test_an_amount_is_read_in_many_notations(cell, amount, currency):
    assert values.amount(cell).value == Money(amount, currency)


@pytest.mark.parametrize("cell", ["n/a", "N.A.", "not given", "undisclosed", ".", "..", "-", "–", "tbc", "No price", "NA"])
def test_what_is_stated_as_not_known_is_blank_and_said(cell):
    read = values.amount(cell)
    assert (read.value, read.problem) == (None, "") and cell in read.note


@pytest.mark.parametrize(
    "cell", ["Aucune donnée", "non communiqué", "no disponible", "sin datos", "não disponível", "a confirmar"]
)
def test_not_known_is_understood_in_four_languages(cell):
    assert values.amount(cell).problem == ""


def test_a_blank_is_blank_without_a_word():
    assert values.amount(None) == values.amount("  ") == values.Read()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("12 %", "share"),
        ("25K-350K", "give one"),
        ("Medium ($25K-$350K)", "give one"),
        ("High", "no number"),
        ("kr 500", "SEK, NOK, DKK or ISK"),
        ("¥100", "JPY or CNY"),
        ("25 000 FCFA", "XOF or XAF"),
        ("EUR 5 or USD 6", "several currencies"),
        ("USD 5,000 per year", "per year"),
        ("5 mil", "thousand or a million"),
        ("3 crore", "ten million"),
        ("1.500", "1500 or 1.500"),
        ("1,234 million", "1234 or 1.234"),
        ("12.3.45", "do not fit"),
        ("none", "not known"),
        ("inf", "finite"),
        ("NaN", "finite"),
        ("1e999", "finite"),
        (float("inf"), "finite"),
        (float("nan"), "finite"),
        ("#REF!", "Excel"),
        (True, "yes or no"),
        ("=1+1", "more than one"),
        ("😀", "no number"),
        ("5\x00m x" * 100, "long"),
    ],
)
def test_what_cannot_be_read_is_a_problem_that_says_what_to_do(cell, said):
    read = values.amount(cell)
    assert read.value is None and said in read.problem and read.expected


def test_what_is_left_out_is_said():
    assert "up to" in values.amount("up to USD 5 m").note
    assert "(est.)" in values.amount("5,000 (est.)").note
    assert "US dollars" in values.amount("$5").note
    assert "approximate" in values.amount("about 5").note


def test_an_amount_says_whether_it_stood_with_a_million_of_its_own():
    scaled = {cell: values.amount(cell).is_scaled for cell in ("5 m", "USD 5K", "about 5", "5 (est.)", "up to 5", "EUR 5", 5)}
    assert [cell for cell, is_scaled in scaled.items() if is_scaled] == ["5 m", "USD 5K"]
    assert values.number("5 million").is_scaled and values.integer("5k").is_scaled and not values.number("about 5").is_scaled


def test_the_column_tells_which_mark_is_the_decimal_one():
    german, english = values.read_all(values.amount, ["1.500", "2,5"]), values.read_all(values.amount, ["988.045", "1234.5"])
    assert [one.value.amount for one in german] == [1500, 2.5]
    assert [one.value.amount for one in english] == [988.045, 1234.5]


def test_a_column_keeps_its_order_and_true_is_not_one():
    read = values.read_all(values.number, [1, True, 1.0, None])
    assert [one.value for one in read] == [1, None, 1, None]
    assert read[1].problem


def test_numbers_and_whole_numbers():
    assert values.number("12 %").value == 12
    assert values.integer("1,500").value == values.integer(1500.0).value == 1500
    assert "whole" in values.integer(3.5).problem
    assert "currency" in values.number("EUR 5").problem


@pytest.mark.parametrize(
    ("cell", "code"), [("Euro", "EUR"), ("Australian Dollar", "AUD"), ("usd", "USD"), ("US$", "USD"), ("XUA", "XUA"), (".", None)]
)
def test_a_currency_is_known_by_code_sign_and_name(cell, code):
    read = values.currency(cell)
    assert (read.value, read.problem) == (code, "")


@pytest.mark.parametrize("cell", ["kr", "EUR, USD", "xyz", "peso"])
def test_a_currency_that_is_not_clear_is_a_problem(cell):
    assert values.currency(cell).problem
