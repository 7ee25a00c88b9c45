"""What the values of a column look like: countries, donors, years, amounts, currencies; as shares of a sample."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from landscape import values
from landscape.matching import records
from landscape.values.dates import YEARS

ROWS = 400
DISTINCT = 60

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINK = re.compile(r"^\s*<?(?:https?://|www\.)", re.IGNORECASE)


@dataclass(frozen=True)
class Looks:
    """Distinct values of a sample of a column, blanks and "not known" left out, and what they look like."""

    values: tuple[object, ...]
    names: records.Names

    @cached_property
    def texts(self) -> list[str]:
        """The values that are text and not numbers written as text."""
        return [value for value in self.values if isinstance(value, str) and re.search(r"[^\W\d_]", value)]

    def _share(self, count: float) -> float:
        return count / len(self.values) if self.values else 0.0

    @cached_property
    def text(self) -> float:
        """The share that is text."""
        return self._share(len(self.texts))

    @cached_property
    def link(self) -> float:
        """The share that is an address of the web."""
        return self._share(sum(bool(_LINK.match(text)) for text in self.texts))

    @cached_property
    def length(self) -> float:
        """Characters of the text on average."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def words(self) -> float:
        """Words of the text on average: an acronym is one."""
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def country(self) -> float:
        """The share that is a name or a code of letters of a country."""
        return self.text * records.share_known(self.texts, self.names.countries)

    @cached_property
    def donor(self) -> float:
        """The share that is a name of a donor."""
        return self.text * records.share_known(self.texts, self.names.tables.get("donor", records.NOTHING))

    @cached_property
    def dated(self) -> float:
        """The share that holds a year in any form."""
        return self._share(sum(_is_dated(value) for value in self.values))

    @cached_property
    def year(self) -> float:
        """The share that is a year, a month or a day, without doubt."""
        return self._share(sum(_is_year(value) for value in self.values))

    @cached_property
    def whole_year(self) -> float:
        """The share that is a year as a number, or its four digits."""
        return self._share(sum(not isinstance(v, (date, bool)) and str(v).removesuffix(".0") in _YEARS for v in self.values))

    @cached_property
    def amount(self) -> float:
        """The share that can be read as one amount."""
        return self._share(sum(_is_amount(value) for value in self.values))

    @cached_property
    def money(self) -> float:
        """The share that is an amount with its currency."""
        reads = [values.amount(value).value for value in self.texts if len(value) < 60 and re.search(r"\d", value)]
        return self._share(sum(isinstance(money, values.Money) and money.currency is not None for money in reads))

    @cached_property
    def currency(self) -> float:
        """The share that is the code, the sign or the name of a currency."""
        return self._share(sum(values.currency(value).value is not None for value in self.texts if len(value) < 30))

    @cached_property
    def is_flag(self) -> bool:
        """Whether there is nothing but 0 and 1, yes and no."""
        return bool(self.values) and all(str(v).removesuffix(".0").casefold() in _FLAGS for v in self.values)


_FLAGS = frozenset(("0", "1", "yes", "no", "true", "false"))
_YEARS = frozenset(map(str, YEARS))


def looks(rows: Sequence[Sequence[object]], numbers: Sequence[int], column: int, names: records.Names) -> Looks:
    """What a column looks like; `numbers` are the rows with data as the spreadsheet counts them, from 1."""
    step = max(1, len(numbers) // ROWS)
    found: dict[object, object] = {}
    for number in numbers[::step]:
        row = rows[number - 1]
        value = row[column] if column < len(row) else None
        if value is None or (isinstance(value, str) and (not value.strip() or values.is_not_known(value, False))):
            continue
        found.setdefault((type(value), value), value)
        if len(found) >= DISTINCT:
            break
    return Looks(tuple(found.values()), names)


def _is_dated(value: object) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, str):
        return bool(_YEAR.search(value)) or values.date_text(value).value is not None
    return not isinstance(value, bool) and value in YEARS


def _is_year(value: object) -> bool:
    if isinstance(value, str) and len(value) > 30:
        return False
    read = values.year(value)
    return read.value is not None and "financial" not in read.note


def _is_amount(value: object) -> bool:
    if isinstance(value, str):
        return len(value) < 60 and bool(re.search(r"\d", value)) and values.amount(value).value is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)
