"""One cell as people write it -> a value, "stated as not known", or a problem that says what to do; never a silent blank.

Every reader takes a cell and what the rest of its column tells (`Habits`), and returns a `Read`. `read_all` reads a whole
column: distinct values once, with the habits of that column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from landscape.values.cells import Habits, Read, as_written, cell_as_text, is_not_known
from landscape.values.dates import date_text, day, habits_of_dates, year
from landscape.values.money import Money, amount, currency, habits_of_numbers, integer, number
from landscape.values.words import answers, flag, items, text, yes_no

__all__ = [
    "Habits",
    "Money",
    "Read",
    "amount",
    "answers",
    "as_written",
    "cell_as_text",
    "currency",
    "date_text",
    "day",
    "flag",
    "integer",
    "is_not_known",
    "items",
    "number",
    "read_all",
    "text",
    "year",
    "yes_no",
]

_NUMBERS = (amount, number, integer)
_DATES = (year, day, date_text)


def read_all(reader: Callable[..., Read], cells: Iterable[object]) -> list[Read]:
    """Every cell of a column as one reader reads it, in order; the column tells what a point or a slash means in it."""
    cells = list(cells)
    distinct = {(type(cell), cell): cell for cell in cells}
    habits = Habits()
    if reader in _NUMBERS:
        habits = habits_of_numbers(distinct.values())
    elif reader in _DATES:
        habits = habits_of_dates(distinct.values())
    known = {key: reader(cell, habits) for key, cell in distinct.items()}
    return [known[type(cell), cell] for cell in cells]
