"""Years, months and days as people write them."""

from datetime import date, datetime

import pytest

from landscape import values


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (2024, "2024"),
        (2024.0, "2024"),
        ("2022-03-01T00:00:00", "2022-03-01"),
        (datetime(2022, 3, 1, 12), "2022-03-01"),
        ("Until 4/4/2022", "2022-04-04"),
        ("until 7/27/2022", "2022-07-27"),
        ("31.12.2025", "2025-12-31"),
        ("31 December 2025", "2025-12-31"),
        ("December 31, 2025", "2025-12-31"),
        ("1er janvier 2025", "2025-01-01"),
        ("31 de diciembre de 2025", "2025-12-31"),
        ("jusqu’au 5 mars 2025", "2025-03-05"),
        ("décembre 2024", "2024-12"),
        ("Oct 2026", "2026-10"),
        ("Dec-25", "2025-12"),
        ("12/2025", "2025-12"),
        ("2011-12", "2011-12"),
        ("FY2023/24", "2023"),
        ("2019/20", "2019"),
        ("2009/2010", "2009"),
        ("Q3 2025", "2025"),
        ("2012e", "2012"),
        ("2024.0", "2024"),
        ("mid-2025", "2025"),
        (20221231, "2022-12-31"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(cell, text):
    read = values.date_text(cell)
    assert (read.value, read.problem) == (text, "")
    assert values.year(cell).value == int(text[:4])


@pytest.mark.parametrize("cell", [0, 9999, date(9999, 12, 31), "9999-12-31", "31.02.2025", 44621.0, "asap", True, float("inf")])
def test_what_is_no_date_is_a_problem(cell):
    assert values.date_text(cell).problem and values.year(cell).problem


@pytest.mark.parametrize("cell", ["2019 and 2020", "2018-2020", "03/04/2019\next. to 03/12/2020", "Oct 2026 (2027 round)"])
def test_two_dates_in_a_cell_are_a_problem(cell):
    assert "give one" in values.date_text(cell).problem


def test_what_to_do_about_a_period_in_one_cell_is_said():
    assert values.year("2021-2023").problem.endswith(": give one, or split a period into two columns, from and to")


def test_day_or_month_first_is_said_where_it_is_not_clear():
    assert "day first" in values.date_text("4/5/2022").note
    assert values.date_text("4/4/2022").note == ""


def test_the_column_tells_whether_the_day_comes_first():
    assert [one.value for one in values.read_all(values.date_text, ["4/5/2022", "5/13/2022"])] == ["2022-04-05", "2022-05-13"]
    assert [one.value for one in values.read_all(values.date_text, ["4/5/2022", "13/5/2022"])] == ["2022-05-04", "2022-05-13"]


def test_a_day_needs_a_day():
    assert values.day("31/12/2025").value == date(2025, 12, 31)
    assert "which day" in values.day("2025-12").problem


def test_ongoing_is_no_date_and_no_problem():
    read = values.date_text("ongoing")
    assert (read.value, read.problem) == (None, "") and read.note
