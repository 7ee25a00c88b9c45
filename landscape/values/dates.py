"""Days, months and years as people write them: "31.12.2025", "Until 4/5/2022", "décembre 2024", "FY2023/24", "Q3 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from landscape.values.cells import Habits, Read, cell_as_text, joined, one_of, plain, shown, spoiled, tidy

YEARS = range(1900, 2101)
YEAR = "a year, such as 2025"
DAY = "a day, such as 2025-12-31"
WHEN = "a year, month or day, such as 2025, 2025-12 or 2025-12-31"

_MONTHS = {
    1: "january|jan|janvier|janv|enero|ene|janeiro|januar",
    2: "february|feb|fevrier|fevr|fev|febrero|fevereiro|februar",
    3: "march|mar|mars|marzo|marco|marz",
    4: "april|apr|avril|avr|abril|abr",
    5: "may|mai|mayo|maio",
    6: "june|jun|juin|junio|junho|juni",
    7: "july|jul|juillet|juil|julio|julho|juli",
    8: "august|aug|aout|agosto|ago",
    9: "september|sept|sep|septembre|septiembre|setiembre|setembro|set",
    10: "october|oct|octobre|octubre|outubro|out|oktober|okt",
    11: "november|nov|novembre|noviembre|novembro",
    12: "december|dec|decembre|diciembre|dic|dezembro|dez|dezember",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split("|")}
_NO_END = one_of(
    "ongoing|on-going|open|open-ended|open ended|rolling|rolling basis|continuous|permanent|indefinite|no end date|no deadline"
    "|no closing date|none|en cours|permanente|indefini|sans date limite|en curso|continuo|sin fecha limite|em curso"
    "|em andamento|sem prazo"
)
_BEFORE_IT = one_of(
    "until|till|to|up to|by|from|since|before|after|as of|as at|starting|starts|started|ends|ending|closes|closed"
    "|opened|launched|established|valid until|ext|ext.|extended to|due|est|expected|planned|around|about|ca|circa"
    "|approx|early|mid|late|end of|end|beginning of|spring|summer|autumn|fall|winter|provisional|provisionally|on|in"
    "|jusqu'au|jusqu'en|jusqu'a|depuis|avant|apres|fin|debut|mi|a partir de|des|en|le|au|du|hasta|desde|antes de"
    "|despues de|fines de|finales de|principios de|mediados de|el|al|ate|fim de|inicio de|meados de|em|calendar year"
    "|cy|year|annee|ano"
)
_BEFORE = re.compile("^(?:" + "|".join(map(re.escape, sorted(_BEFORE_IT, key=len, reverse=True))) + r")[\s.:-]+")
_MONTH = "(" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\.?"
_YEAR = r"((?:19|20|21)\d\d)"
_OF = r"(?:\s*(?:de|del|do|of|,|-|/|\.)?\s*)"
_TIME = r"(?:[t ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:z|utc|gmt|[ap]m|[+-]\d\d:?\d\d)?)?"
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")

_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NUMERIC = re.compile(rf"(\d{{1,2}})\s?([/.-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d\d){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|o|ª)?{_OF}{_MONTH}{_OF}(\d{{4}}|'?\d\d){_TIME}")
_MONTH_FIRST = re.compile(rf"{_MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})")
_MONTH_YEAR = re.compile(rf"{_MONTH}(?:{_OF}(\d{{4}}|'\d\d)|-(\d\d))")
_YEAR_MONTH = re.compile(rf"{_YEAR}\s*[-/. ]\s*(0?[1-9]|1[0-2])")
_YEAR_NAME = re.compile(rf"{_YEAR}[\s,/-]+{_MONTH}")
_MONTH_SLASH = re.compile(rf"(0?[1-9]|1[0-2])\s*[-/.]\s*{_YEAR}")
_QUARTER = re.compile(
    rf"(?:[qt]([1-4])|([1-4])\s?(?:q|t|st quarter|nd quarter|rd quarter|th quarter))[\s/,-]*{_YEAR}|{_YEAR}[\s/,-]*[qt]([1-4])"
)
_HALF = re.compile(rf"(?:h[12]|[12]h|s[12])[\s/,-]*{_YEAR}|{_YEAR}[\s/,-]*(?:h[12]|s[12])")
_FINANCIAL = re.compile(
    rf"(?:fy|financial year|fiscal year|exercice|ejercicio|exercicio|ano fiscal)?\s*{_YEAR}\s*[/-]\s*((?:19|20)?\d\d)"
)
_FINANCIAL_ONE = re.compile(
    rf"(?:fy|financial year|fiscal year|exercice|ejercicio|exercicio|ano fiscal)[\s']*({_YEAR}|\d\d)(?:\s*[/-]\s*(\d\d))?"
)
_ONE_YEAR = re.compile(rf"{_YEAR}(?:\.0)?\s?(?:e|p|est|r)?")  # 2024.0: as programs write a column with gaps
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


def date_text(cell: object, habits: Habits | None = None) -> Read:
    """A year, month or day as text, as far as it is known: "2022", "2022-04" or "2022-04-04"."""
    return _when(cell, habits or Habits(), WHEN)


def day(cell: object, habits: Habits | None = None) -> Read:
    """A whole day as a date."""
    read = _when(cell, habits or Habits(), DAY)
    if read.value is None:
        return read
    if len(str(read.value)) < 10:
        return Read(problem=f"“{shown(cell)}” does not say which day: write day, month and year", expected=DAY)
    return Read(date.fromisoformat(str(read.value)), read.note)


def year(cell: object, habits: Habits | None = None) -> Read:
    """A year; of a financial year the first one, and of a day or a month its year."""
    read = _when(cell, habits or Habits(), YEAR)
    if read.value is None:
        return read
    # which of two numbers is the day does not matter for the year
    note = "; ".join(part for part in read.note.split("; ") if "first" not in part or "financial" in part)
    return Read(int(str(read.value)[:4]), note)


def habits_of_dates(cells: Iterable[object]) -> Habits:
    """Whether the day comes first, from those dates of a column that leave no doubt; None where none does or they differ."""
    seen = set()
    for cell in cells:
        if isinstance(cell, str):
            for match in _NUMERIC.finditer(cell):
                first, mark, second = int(match[1]), match[2], int(match[3])
                if mark != "." and (first > 12) != (second > 12):
                    seen.add(first > 12)
    return Habits(is_day_first=seen.pop() if len(seen) == 1 else None)


def _when(cell: object, habits: Habits, expected: str) -> Read:
    given = spoiled(cell, expected)
    if given is not None:
        return given
    if isinstance(cell, bool):
        return Read(problem="yes or no where a date is expected: write the date", expected=expected)
    if isinstance(cell, date):
        on = cell.date() if isinstance(cell, datetime) else cell
        return _checked(on.isoformat(), "", expected) if on.year in YEARS else _out_of_range(cell, expected)
    if isinstance(cell, (int, float)):
        return _of_number(cell, expected)
    return _of_text(str(cell), habits, expected)


def _of_number(cell: float, expected: str) -> Read:
    if cell in YEARS:
        return Read(str(int(cell)))
    if 20_000 <= cell <= 73_050:
        said = f"{cell_as_text(cell)} looks like a day counted by Excel: format the column as a date"
        return Read(problem=said, expected=expected)
    if float(cell).is_integer() and re.fullmatch(_COMPACT, str(int(cell))):
        return _of_text(str(int(cell)), Habits(), expected)
    return _out_of_range(cell, expected)


def _of_text(cell: str, habits: Habits, expected: str) -> Read:
    text, note = tidy(cell)
    words = plain(text)
    if words in _NO_END:
        return Read(note=f"“{shown(cell)}” is read as no date")
    if not words or len(words) > 120 or not re.search(r"\d", words):
        return _not_read(cell, expected)
    found = _match(words, habits, cell, expected)
    left_out = []
    remark = re.search(r"\s*\([^()]*\)?$", text)
    if found is None and remark and remark.start() and not _ANY_YEAR.search(remark[0]):
        words = plain(text[: remark.start()])
        left_out.append(remark[0].strip())
        found = _match(words, habits, cell, expected)
    while found is None:
        before = _BEFORE.match(words) or _WEEKDAY.match(words)
        if before is None:
            break
        left_out.append(before[0].strip(" .:-"))
        words = words[before.end() :]
        found = _match(words, habits, cell, expected)
    if found is None:
        found = _one_year(plain(text), cell, expected)
        left_out = []
    if found.problem:
        return found
    said = " ".join(word for word in left_out if word not in ("on", "in", "le", "el", "en", "em", "year", "calendar year"))
    return Read(found.value, joined(note, f"“{said}” is left out" if said else "", found.note), found.problem, found.expected)


def _match(words: str, habits: Habits, cell: str, expected: str) -> Read | None:
    """The date that a text is, without words around it; None where it is none."""
    if match := _ISO.fullmatch(words) or _COMPACT.fullmatch(words):
        return _checked(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}", "", expected, cell)
    if match := _NUMERIC.fullmatch(words):
        return _numeric(match, habits, cell, expected)
    if match := _DAY_FIRST.fullmatch(words):
        full, note = _full(match[3])
        return _checked(f"{full}-{_MONTH_OF[match[2]]:02d}-{int(match[1]):02d}", note, expected, cell)
    if match := _MONTH_FIRST.fullmatch(words):
        return _checked(f"{match[3]}-{_MONTH_OF[match[1]]:02d}-{int(match[2]):02d}", "", expected, cell)
    if match := _MONTH_YEAR.fullmatch(words):
        full, note = _full(match[2] or match[3])
        return _checked(f"{full}-{_MONTH_OF[match[1]]:02d}", note, expected, cell)
    if match := _YEAR_NAME.fullmatch(words):
        return _checked(f"{match[1]}-{_MONTH_OF[match[2]]:02d}", "", expected, cell)
    if (match := _FINANCIAL.fullmatch(words)) and _follows(match[1], match[2]) and not re.fullmatch(r"\d{4}-(0\d|1[0-2])", words):
        return Read(match[1], f"“{shown(cell)}” is read as the financial year that begins in {match[1]}")
    if match := _FINANCIAL_ONE.fullmatch(words):
        full = match[2] or f"20{match[1]}"
        begins = "begins" if match[3] else "is called"
        return Read(full, f"“{shown(cell)}” is read as the financial year that {begins} {full}".replace("begins", "begins in"))
    if match := _YEAR_MONTH.fullmatch(words):
        return _checked(f"{match[1]}-{int(match[2]):02d}", "", expected, cell)
    if match := _MONTH_SLASH.fullmatch(words):
        return _checked(f"{match[2]}-{int(match[1]):02d}", "", expected, cell)
    if match := _QUARTER.fullmatch(words) or _HALF.fullmatch(words):
        full = next(group for group in match.groups() if group and len(group) == 4)
        return Read(full, f"“{shown(cell)}” is read as {full}")
    if match := _ONE_YEAR.fullmatch(words):
        note = "" if words in (match[1], f"{match[1]}.0") else f"“{shown(cell)}” is read as {match[1]}"
        return _checked(match[1], note, expected, cell)
    return None


def _one_year(words: str, cell: str, expected: str) -> Read:
    """The only year in a short text; two of them are a problem."""
    years = set(_ANY_YEAR.findall(words))
    if len(years) > 1:
        return Read(
            problem=f"“{shown(cell)}” names more than one date: give one, or split a period into two columns, from and to",
            expected=expected,
        )
    if len(years) == 1 and len(words) <= 60 and not re.search(r"\d", _ANY_YEAR.sub("", words)):
        (only,) = years
        return Read(only, f"“{shown(cell)}” is read as {only}")
    return _not_read(cell, expected)


def _numeric(match: re.Match[str], habits: Habits, cell: str, expected: str) -> Read:
    """A day such as 4/5/2022: the column says which number is the day; where it does not, the first one, and a note."""
    first, mark, second = int(match[1]), match[2], int(match[3])
    full, note = _full(match[4])
    if first > 12 or second > 12 or mark == "." or first == second:
        is_day_first = mark == "." or second <= 12
    elif habits.is_day_first is not None:
        is_day_first = habits.is_day_first
    else:
        is_day_first = True
        note = joined(note, "day or month first is not clear: read as day first")
    number, month = (first, second) if is_day_first else (second, first)
    return _checked(f"{full}-{month:02d}-{number:02d}", note, expected, cell)


def _full(digits: str) -> tuple[str, str]:
    """A year with four digits, and a note where it had two."""
    if len(digits) == 4:
        return digits, ""
    number = int(digits.strip("'"))
    full = 2000 + number if number < 70 else 1900 + number
    return str(full), f"the year “{digits}” is read as {full}"


def _follows(first: str, second: str) -> bool:
    """Whether the second year of 2023/24 or 2023-2024 is the one after the first."""
    return (int(first) + 1) % 10 ** len(second) == int(second)


def _checked(text: str, note: str, expected: str, cell: object = None) -> Read:
    """The date as text, unless there is no such day or the year cannot be meant."""
    said = cell if cell is not None else text
    if int(text[:4]) not in YEARS:
        return _out_of_range(said, expected)
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    except ValueError:
        return Read(problem=f"“{shown(said)}” is not a day of the calendar: correct it", expected=expected)
    return Read(text, note)


def _out_of_range(cell: object, expected: str) -> Read:
    said = f"{shown(cell)} is not a year between {YEARS.start} and {YEARS.stop - 1}: correct it, or leave the cell blank"
    return Read(problem=said, expected=expected)


def _not_read(cell: object, expected: str) -> Read:
    return Read(problem=f"“{shown(cell)}” cannot be read as a date: write {expected.removeprefix('a ')}", expected=expected)
