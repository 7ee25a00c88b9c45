"""Amounts, numbers and currencies as people write them: "1.5 m", "EUR 2,5 Mio.", "(1 200)", "1'200", "$1.2bn", "12,5"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from landscape.values import currencies
from landscape.values.cells import Habits, Read, joined, one_of, plain, shown, spoiled, tidy


@dataclass(frozen=True)
class Money:
    """An amount in the currency that stands beside it; None where the cell names none."""

    amount: float
    currency: str | None = None


AMOUNT = "one amount of money, such as 1500000 or EUR 1.5 m"
NUMBER = "one number, such as 1500 or 12.5"
WHOLE = "a whole number, such as 12"
CURRENCY = "an ISO 4217 code, such as USD or EUR"

_FACTORS = {
    1_000: "k|tsd|thousand|thousands|millier|milliers|miles|milhar|milhares|000s|'000|'000s",
    1_000_000: "m|mm|mn|mio|mln|mill|million|millions|millon|millones|milhao|milhoes|mi",
    1_000_000_000: "b|bn|bln|mrd|md|mds|mia|billion|billions|milliard|milliards|mil millones|mil milhoes|bilhao|bilhoes"
    "|thousand million",
    1_000_000_000_000: "tn|trn|trillion|trillions",
}
FACTOR_OF = {word: factor for factor, words in _FACTORS.items() for word in words.split("|")}
UNCLEAR_FACTORS = {
    "mil": "a thousand or a million",
    "billon": "a thousand million or a million million",
    "billones": "a thousand million or a million million",
    "lakh": "a hundred thousand",
    "lakhs": "a hundred thousand",
    "crore": "ten million",
    "crores": "ten million",
}
_ABOUT = one_of(
    "about|approx|approximately|around|circa|ca|c|~|≈|est|estimated|estimate|some|roughly|nearly|almost|environ|approximativement"
    "|pres|pres de|aproximadamente|aprox|cerca de|alrededor de|unos|unas|por volta de|estime|estimado"
)
_BOUNDS = one_of(
    "up to|max|maximum|at most|over|more than|at least|min|minimum|from|above|below|under|less than|>|<|≥|≤|>=|<=|+|jusqu'a"
    "|plus de|au moins|au plus|moins de|hasta|mas de|al menos|menos de|ate|mais de|pelo menos|no maximo"
)
_FILLER = one_of("of|in|de|d|d'|total|en|em|a total of|un total de|:|=|/-|-|.-|.|,|;|each")

_NUMBER = re.compile(r"\d+(?:[ .,'_]\d+)*")
_CLEAR = re.compile(r"-?(?:\d{1,15}|\d{4,15}\.\d+|\d{1,3}\.(?:\d\d?|\d{4,}))", re.ASCII)  # digits that can mean one number only
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d+")
_ENDLESS = re.compile(r"[-+]?\s*(?:inf|infinity|infinite|∞|nan)", re.IGNORECASE)


def amount(cell: object, habits: Habits | None = None) -> Read:
    """An amount of money with its currency, where the cell names one."""
    if (type(cell) is float and math.isfinite(cell)) or (type(cell) is str and _CLEAR.fullmatch(cell)):
        return Read(Money(float(cell)))  # most cells of most lists
    read = _number(cell, habits or Habits(), AMOUNT, is_money=True)
    if isinstance(read.value, tuple):
        return replace(read, value=Money(*read.value))
    return read


def number(cell: object, habits: Habits | None = None) -> Read:
    """A number; a sign of per cent after it is left out and said."""
    read = _number(cell, habits or Habits(), NUMBER, is_money=False)
    return replace(read, value=read.value[0]) if isinstance(read.value, tuple) else read


def integer(cell: object, habits: Habits | None = None) -> Read:
    """A whole number."""
    read = _number(cell, habits or Habits(), WHOLE, is_money=False)
    if not isinstance(read.value, tuple):
        return read
    value = read.value[0]
    if not float(value).is_integer():
        return Read(problem=f"“{shown(cell)}” is not a whole number: write one without decimals", expected=WHOLE)
    return replace(read, value=int(value))


def currency(cell: object, habits: Habits | None = None) -> Read:
    """The ISO 4217 code of a currency, from its code, sign or name."""
    given = spoiled(cell, CURRENCY)
    if given is not None:
        return given
    taken = currencies.take(tidy(str(cell))[0])
    said = f"“{shown(cell)}”"
    if taken.unclear:
        return Read(problem=f"{said} can be {taken.unclear}: write the code", expected=CURRENCY)
    if len(taken.codes) == 1 and not re.search(r"\w", taken.rest):
        return Read(next(iter(taken.codes)), taken.note)
    code = str(cell).strip().upper()
    if code in currencies.CODES:
        return Read(code)
    if len(taken.codes) > 1:
        return Read(problem=f"{said} names several currencies: give one", expected=CURRENCY)
    return Read(problem=f"{said} is not a currency that is known: write its code", expected=CURRENCY)


def habits_of_numbers(cells: Iterable[object]) -> Habits:
    """Which mark is the decimal one, from those cells of a column that leave no doubt; "" where none does or they differ."""
    seen = set()
    for cell in cells:
        if isinstance(cell, str) and _CLEAR.fullmatch(cell):
            seen |= {"."} if "." in cell else set()
        elif isinstance(cell, str):
            for match in _NUMBER.finditer(tidy(currencies.take(cell).rest if not cell.isascii() else cell)[0]):
                seen |= {_decimal_of(match[0])} - {""}
    return Habits(decimal=seen.pop() if len(seen) == 1 else "")


def _number(cell: object, habits: Habits, expected: str, is_money: bool) -> Read:
    """A number and its currency as a pair, or the answer to a cell that has none."""
    if isinstance(cell, str) and _CLEAR.fullmatch(cell):
        return Read((float(cell), None))
    given = spoiled(cell, expected)
    if given is not None:
        return given
    if isinstance(cell, bool):
        return Read(problem="yes or no where a number is expected: write the number", expected=expected)
    if isinstance(cell, (date, time)):
        return Read(problem=f"{shown(cell)} is a date: format the cell as a number", expected=expected)
    if isinstance(cell, (int, float)):
        if not math.isfinite(cell):
            return Read(problem="not a finite number: write the number, or leave the cell blank", expected=expected)
        return Read((float(cell), None) if is_money else (cell, None))
    text, note = tidy(str(cell))
    return _of_text(text, note, habits, expected, is_money)


def _of_text(text: str, note: str, habits: Habits, expected: str, is_money: bool) -> Read:
    said = f"“{shown(text)}”"
    if _ENDLESS.fullmatch(text):
        return Read(problem=f"{said} is not a finite number: write the number, or leave the cell blank", expected=expected)
    if len(text) > 200:
        return Read(problem=f"{said} is a long text: give the number alone", expected=expected)
    notes = [note]
    if "%" in text:
        if is_money:
            return Read(problem=f"{said} is a share, not an amount: give the amount of money", expected=expected)
        text = text.replace("%", " ")
        notes.append("the sign of per cent is left out")
    taken = currencies.take(text)
    if taken.codes and not is_money:
        return Read(problem=f"{said} names a currency: give the number alone", expected=expected)
    if taken.unclear:
        return Read(problem=f"the currency of {said} can be {taken.unclear}: write the code", expected=expected)
    if len(taken.codes) > 1:
        return Read(problem=f"{said} names several currencies: give one amount in one currency", expected=expected)
    notes.append(taken.note)
    code = next(iter(taken.codes), None)
    rest = " ".join(taken.rest.split())
    if _SCIENTIFIC.fullmatch(rest):
        value = float(rest)
        if not math.isfinite(value):
            return Read(problem=f"{said} is not a finite number: write the number", expected=expected)
        return Read((value, code), joined(*notes))

    numbers = list(_NUMBER.finditer(rest))
    if not numbers:
        return Read(problem=f"{said} holds no number: give one, or leave the cell blank if it is not known", expected=expected)
    if len(numbers) > 1:
        return Read(problem=f"{said} holds more than one number, such as a range: give one", expected=expected)
    (found,) = numbers
    before, after = rest[: found.start()].strip(), rest[found.end() :].strip()
    is_negative = False
    if (before.endswith("(") and after.startswith(")")) or (before.startswith("(") and after.endswith(")")):
        before, after, is_negative = before.strip("( "), after.strip(") "), True
        notes.append("brackets are read as minus")
    if before.endswith("-") or before.startswith("-"):
        before, is_negative = before.strip("- "), True
    elif after == "-":
        after, is_negative = "", True
    factor, problem = _words(before, after, notes)
    if problem:
        return Read(problem=f"{said}: {problem}", expected=expected)
    value, problem = _value(found[0], habits, factor, notes)
    if problem:
        return Read(problem=f"{said} {problem}", expected=expected)
    scaled = float(value * factor)
    if not math.isfinite(scaled):
        return Read(problem=f"{said} is not a finite number: write the number", expected=expected)
    return Read((-scaled if is_negative else scaled, code), joined(*notes), is_scaled=factor != 1)


def _words(before: str, after: str, notes: list[str]) -> tuple[int, str]:
    """The factor that the words around a number mean ("million"), or what is wrong with them."""
    remark = re.search(r"\s*[(\[][^()\[\]]*[)\]]\s*$", after)
    if remark:
        notes.append(f"“{remark[0].strip()}” is left out")
        after = after[: remark.start()]
    factor = 1
    words = plain(after.replace("'000", "thousand"))
    if words:
        parts = words.split()
        for count in (2, 1):
            word = " ".join(parts[:count]).strip(".,")
            if word in UNCLEAR_FACTORS:
                return 1, f"“{word}” can mean {UNCLEAR_FACTORS[word]}: write the number in full"
            if len(parts) >= count and word in FACTOR_OF:
                factor, parts = FACTOR_OF[word], parts[count:]
                break
        words = " ".join(parts)
    before = plain(before) or before
    if before in ("m", "k", "mio", "mn") and factor == 1:  # MUSD 3.5
        before, factor = "", FACTOR_OF[before]
    for said in (before, words):
        while said:
            fitting = [word for word in (*_ABOUT, *_BOUNDS, *_FILLER) if said == word or said.startswith(f"{word} ")]
            if not fitting:
                return 1, f"“{shown(said)}” is more than an amount: give the number alone"
            word = max(fitting, key=len)
            if word in _ABOUT:
                notes.append("stated as approximate")
            elif word in _BOUNDS:
                notes.append(f"stated as “{word}”")
            said = said[len(word) :].strip(" .")
    return factor, ""


def _groups(token: str) -> tuple[list[str], list[str]]:
    return re.split(r"[ .,'_]", token), re.findall(r"[ .,'_]", token)


def _is_grouped(groups: list[str]) -> bool:
    """Whether groups of digits are those of a number in thousands, or in the Indian way."""
    western = all(len(group) == 3 for group in groups[1:])
    indian = len(groups) > 2 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])
    return 1 <= len(groups[0]) <= 3 and (western or indian)


def _decimal_of(token: str) -> str:
    """The decimal mark of a number that leaves no doubt, else ""."""
    groups, marks = _groups(token)
    if not marks or marks[-1] not in ".,":
        others = {mark for mark in marks if mark in ".,"}
        return {".": ",", ",": "."}[others.pop()] if len(others) == 1 and _is_grouped(groups) else ""
    if marks.count(marks[-1]) > 1:
        return {".": ",", ",": "."}[marks[-1]] if _is_grouped(groups) else ""
    if len(marks) > 1 or len(groups[-1]) != 3 or len(groups[0]) > 3 or groups[0].startswith("0"):
        return marks[-1]
    return ""


def _value(token: str, habits: Habits, factor: int, notes: list[str]) -> tuple[Decimal, str]:
    """The value of digits with marks between them, or what is wrong with them."""
    groups, marks = _groups(token)
    if not marks:
        return Decimal(token), ""
    decimal = _decimal_of(token)
    last = marks[-1]
    if not decimal and last in ".," and len(marks) == 1:  # one mark and three digits after it: 1,500 or 1.500
        if habits.decimal:
            decimal = habits.decimal
        elif last == "," and factor == 1:
            notes.append("the comma is read as separating thousands")
            decimal = "."
        else:
            meant = f"{''.join(groups)} or {groups[0]}.{groups[1]}"
            return Decimal(0), f"can mean {meant}: write it without a separator of thousands"
    if decimal == last:
        whole, fraction = groups[:-1], groups[-1]
    else:
        whole, fraction = groups, "0"
    if len(whole) > 1 and not _is_grouped(whole):
        return Decimal(0), "has marks between its digits that do not fit: write it without separators"
    if len(set(marks[: len(whole) - 1])) > 1:
        notes.append("separators of two kinds are left out")
    return Decimal(f"{''.join(whole)}.{fraction}"), ""
