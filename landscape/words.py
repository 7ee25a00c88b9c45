"""Numbers, dates and lists as people read them. Unknown is "not known", never 0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from pandas import isna
from pandas.api.types import is_scalar

NOT_KNOWN = "not known"
_WITH_THE = re.compile(
    "Bahamas|Comoros|Congo|Gambia|Holy See|Isle of Man|Maldives|Netherlands|Philippines|Russian Federation"
    "|Turks and Caicos Islands|(British|French) .*Territor(y|ies)|State of .*|United .*"
    r"|[^(]*\bRepublic\b[^(]*|(?!.* and ).* Islands( \(.*\))?"
)


def is_unknown(value: object) -> bool:
    """Whether a cell of a table holds nothing: None, NaN, NaT or NA. A list is known, even an empty one."""
    return is_scalar(value) and bool(isna(value))


def usd(amount: float | None) -> str:
    """An amount in US dollars: "USD 12.3 m", "USD 5.90 bn"; "not known" for nothing."""
    if is_unknown(amount):
        return NOT_KNOWN
    sign, size = ("−" if amount <= -0.5 else ""), abs(float(amount))
    if size >= 999_500_000:
        return f"{sign}USD {size / 1e9:,.2f} bn"
    if size >= 999_500:
        return f"{sign}USD {size / 1e6:,.1f} m"
    if size >= 9_995:
        return f"{sign}USD {size / 1e3:,.0f} k"
    return f"{sign}USD {size:,.0f}"


def number(value: float | None, decimals: int = 0, unit: str = "") -> str:
    """A number with thousands separators and its unit; "not known" for nothing. Years have no separator."""
    if is_unknown(value):
        return NOT_KNOWN
    if unit == "year":
        return f"{value:.0f}"
    if unit == "USD":
        return usd(value)
    text = f"{float(value):z,.{decimals}f}".replace("-", "−")
    return f"{text} %" if unit == "%" else text


def between(low: float | None, high: float | None) -> str:
    """A range of two shares in per cent: "0.21–0.47 %"; one share where both round to the same."""
    if is_unknown(low) or is_unknown(high):
        return f"{NOT_KNOWN} to {number(high, 2, '%')}" if not is_unknown(high) else NOT_KNOWN
    first, last = f"{low:.2f}".replace("-", "−"), number(high, 2, "%")
    return last if last == f"{first} %" else f"{first}–{last}"


def percent(part: float | None, whole: float | None, decimals: int = 0) -> str:
    """A part of a whole in per cent: "56 %"; "not known" where either is unknown or the whole is zero.

    A part that is something is not "0 %" but "under 1 %", and one that is not everything "over 99 %".
    """
    if is_unknown(part) or is_unknown(whole) or not whole:
        return NOT_KNOWN
    share, step = 100 * float(part) / float(whole), 10.0**-decimals
    if 0 < share < step / 2:
        return f"under {step:.{decimals}f} %"
    if 100 - step / 2 <= share < 100:
        return f"over {100 - step:.{decimals}f} %"
    return number(share, decimals, "%")


def repaid(amounts: Iterable[float]) -> str:
    """What a sum of amounts is net of: ", net of USD 1.0 m in repayments"; nothing where it would not be seen in the sum."""
    known = [amount for amount in amounts if not is_unknown(amount)]
    back = -sum(amount for amount in known if amount < 0)
    return f", net of {usd(back)} in repayments" if back >= max(0.5, 1e-6 * abs(sum(known))) else ""


def count(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 donor", "1,234 records", "2 countries"."""
    plural = f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeiou" else f"{one}s"
    return f"{n:,} {one if n == 1 else many or plural}"


def day(value: date | datetime) -> str:
    """A date as "22 Nov 2026"."""
    return f"{value.day} {value:%b %Y}"


def stated_date(text: str | None) -> str:
    """A date as far as a source states it: "2019", "May 2019" or "12 Nov 2015"; "not known" for nothing."""
    if is_unknown(text):
        return NOT_KNOWN
    parts = [int(part) for part in str(text).split("-")]
    if len(parts) == 1:
        return str(parts[0])
    return f"{date(*parts, 1):%b %Y}" if len(parts) == 2 else day(date(*parts))


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "Canada, Japan and Norway"."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"


def the(country: str) -> str:
    """A country as a sentence names it: "the Philippines", "the Republic of Korea"; "Peru" stays as it is."""
    return f"the {country}" if _WITH_THE.fullmatch(country) else country


def expected(said: str) -> str:
    """What is expected of a value, as a sentence: "Expected: a year."; what a rule says is one, often of what is wrong."""
    return said if said.endswith(".") else f"Expected: {said}."


def inside(name: str) -> str:
    """A name inside a sentence: "basket fund", but "UN multi-partner trust fund"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def on_weak_evidence(n: int) -> str:
    """How many of several rest on weak evidence: "4 of them on weak evidence only"."""
    return f"{n or 'none'} of them on weak evidence only"


def plain(text: str) -> str:
    """Text in which Markdown finds nothing to format."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|~$:" else sign for sign in text)


def as_read(text: str) -> str:
    """What a reader sees of a text that `plain` made."""
    return re.sub(r"\\([\\`*_{}\[\]<>#|~$:])", r"\1", text)
