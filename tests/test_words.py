"""Numbers, dates and lists read as people say them; unknown is never zero."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from landscape import words

UNKNOWN = [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "USD 0"),
        (950, "USD 950"),
        (9_994, "USD 9,994"),
        (9_995, "USD 10 k"),
        (12_345, "USD 12 k"),
        (999_499, "USD 999 k"),
        (999_500, "USD 1.0 m"),
        (12_300_000, "USD 12.3 m"),
        (999_499_999, "USD 999.5 m"),
        (999_500_000, "USD 1.00 bn"),
        (5_900_000_000, "USD 5.90 bn"),
        (1_234_500_000_000, "USD 1,234.50 bn"),
        (-5_000, "−USD 5,000"),
        (-12_300_000, "−USD 12.3 m"),
        (0.4, "USD 0"),
        (-0.4, "USD 0"),
        (np.int64(250_000), "USD 250 k"),
    ],
)
def test_an_amount_has_one_precision_and_its_unit(amount, text):
    assert words.usd(amount) == text


@pytest.mark.parametrize("nothing", UNKNOWN, ids=repr)
def test_unknown_is_said_and_never_zero(nothing):
    assert words.is_unknown(nothing)
    assert words.usd(nothing) == words.number(nothing) == words.percent(nothing, 4) == words.percent(4, nothing) == "not known"


@pytest.mark.parametrize("something", [0, 0.0, "", "NA", "nan", False, np.int64(0), [], (), np.array([1, 2])], ids=repr)
def test_zero_empty_text_and_the_code_of_namibia_are_known(something):
    assert not words.is_unknown(something)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((1234,), "1,234"),
        ((1234.56, 1), "1,234.6"),
        ((2024, 0, "year"), "2024"),
        ((0.47, 2, "%"), "0.47 %"),
        ((-3.2, 1), "−3.2"),
        ((-0.01, 1), "0.0"),
        ((12_300_000, 0, "USD"), "USD 12.3 m"),
    ],
)
def test_a_number_has_separators_and_its_unit(arguments, text):
    assert words.number(*arguments) == text


def test_a_share_is_in_per_cent_and_nothing_of_nothing_is_not_known():
    assert words.percent(56, 100) == "56 %"
    assert words.percent(1, 3, 1) == "33.3 %"
    assert words.percent(0, 3) == "0 %"
    assert words.percent(0, 0) == "not known"


def test_a_count_goes_with_its_noun():
    assert words.count(1, "donor") == "1 donor"
    assert words.count(0, "donor") == "0 donors"
    assert words.count(1234, "country", "countries") == "1,234 countries"


def test_a_day_is_written_out():
    assert words.day(date(2026, 11, 22)) == "22 Nov 2026"
    assert words.day(datetime(2026, 3, 1, 12)) == "1 Mar 2026"


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], "none"),
        (["Canada"], "Canada"),
        (["Canada", "Japan"], "Canada and Japan"),
        (["Canada", "Japan", "Norway"], "Canada, Japan and Norway"),
        (pd.Series(["Canada", "Japan"]), "Canada and Japan"),
    ],
    ids=str,
)
def test_names_stand_in_a_sentence(names, text):
    assert words.listed(names) == text


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "text"),
    [
        (1, 1000, 0, "under 1 %"),
        (1, 10_000, 1, "under 0.1 %"),
        (999, 1000, 0, "over 99 %"),
        (1000, 1000, 0, "100 %"),
        (6, 1000, 0, "1 %"),
        (-5, 100, 0, "−5 %"),
    ],
)
def test_a_share_that_is_neither_nothing_nor_everything_does_not_read_so(part, whole, decimals, text):
    assert words.percent(part, whole, decimals) == text


def test_repayments_are_said_where_there_are_some():
    assert words.repaid([3e6, -1e6, float("nan")]) == ", net of USD 1.0 m in repayments"
    assert words.repaid([3e6, 0.0, float("nan")]) == ""
    assert words.repaid([3e9, -6.0]) == ""


def test_a_range_of_shares_is_one_share_where_both_are_the_same():
    assert words.between(0.2091, 0.4735) == "0.21–0.47 %"
    assert words.between(0.4735, 0.4736) == "0.47 %"
    assert words.between(None, 0.4735) == "not known to 0.47 %"
    assert words.between(None, None) == "not known"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Philippines",
            "Netherlands",
            "Gambia",
            "Congo",
            "Republic of Korea",
            "Democratic Republic of the Congo",
            "United Kingdom",
        ),
        *("Marshall Islands", "Falkland Islands (Malvinas)", "Russian Federation", "State of Palestine", "Dominican Republic"),
    ],
)
def test_some_countries_have_an_article_within_a_sentence(name):
    assert words.the(name) == f"the {name}"


@pytest.mark.parametrize(
    "name",
    [
        "Peru",
        "Iran (Islamic Republic of)",
        "Venezuela (Bolivarian Republic of)",
        "South Georgia and the South Sandwich Islands",
        "Niger",
    ],
)
def test_others_have_none(name):
    assert words.the(name) == name


def test_what_is_expected_is_said_as_such_and_what_is_wrong_as_a_sentence_of_its_own():
    assert words.expected("a year such as 2024") == "Expected: a year such as 2024."
    fault = "An opportunity without a donor is left out of every total."
    assert words.expected(fault) == fault


def test_a_name_inside_a_sentence_begins_small_unless_it_is_an_abbreviation():
    assert words.inside("Basket fund") == "basket fund"
    assert words.inside("UN multi-partner trust fund") == "UN multi-partner trust fund"
