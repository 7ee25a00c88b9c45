"""The words of headers: taken apart, and compared with the synonyms of fields and roles in four languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from landscape import dictionary
from landscape.matching.records import fold
from landscape.values import currencies
from landscape.values.cells import one_of

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "pt": "Portuguese"}

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?(?!\d)")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SCALES = {
    1_000_000_000: r"billions?|milliards?|mil millones|bn|mrd|bilh\w+",
    1_000_000: r"millions?|millones|millon|milh\w+|mio|mln|mn|m",
    1_000: r"thousands?|milliers?|miles|milhares|000s?|k",
}

# Words beside a synonym that change nothing.
_HARMLESS = one_of(
    "name|names|en|eng|english|full|long|the|of|in|de|du|des|la|le|el|en|da|do|usd|us|eur|gbp|dollars|dollar|millions"
    "|million|thousands|defl|deflated|constant|current|prices|nominal|nom|nombre|nome|total|value|s"
)
# Words beside a synonym that make a column about something else.
_OTHER = one_of(
    "type|types|code|codes|ref|reference|id|ids|identifier|identifiers|link|links|url|page|website|vocabulary|role"
    "|status|number|no|nr|num|percent|percentage|share|pct|rate|ratio|count|description|category|class|sector|balance"
    "|adjustment|inflation|requirements|per|updated|modified|retrieved|email|phone|contact|address|logo|quarter"
    "|keywords|receiver|recipient|reporting|multi|non|actual|scale|index|score|rank|unit|units|price|tipo|codigo"
    "|identifiant|lien|numero|part|taux|estado|statut|beneficiaire|receptor|declarant|informante"
)
_FINE = {
    "country": one_of("code|codes|recipient|id|beneficiaire|receptor|codigo"),
    "year": frozenset(("recipient",)),
    "currency": frozenset(("code", "codes")),
}


@dataclass(frozen=True)
class Header:
    """A header: folded, without what stands in brackets and without years; its currency and its scale."""

    folded: str
    bare: str
    currency: str | None
    factor: int
    is_year: bool


@dataclass(frozen=True)
class Heard:
    """How far a header says something (of 100), and the reason in words."""

    score: float = 0.0
    reason: str = ""


@lru_cache(maxsize=4096)
def header(text: str) -> Header:
    """A header taken apart."""
    taken = currencies.take(text)
    code = next(iter(taken.codes)) if len(taken.codes) == 1 else None
    within = " ".join(_BRACKETS.findall(text)) if _BRACKETS.search(text) else text
    factor = 1
    if code:
        scales = fold(within)
        factor = next((one for one, words in _SCALES.items() if re.search(rf"\b(?:{words})\b", scales)), 1)
    bare = plainly(_YEARS.sub(" ", _BRACKETS.sub(" ", text)))
    return Header(plainly(text), bare, code, factor, not plainly(_YEARS.sub(" ", text)).strip("e "))


def plainly(text: str) -> str:
    """A header or a label folded, with fooBar and foo_bar as two words."""
    return fold(_CAMEL.sub(" ", text))


@cache
def synonyms(table: str, field: str) -> Mapping[str, tuple[str, str]]:
    """The synonyms of a field of a table, or of a role where the table is "": folded -> (as written, language)."""
    return _by_field().get((table, field), {})


@cache
def _by_field() -> Mapping[tuple[str, str], Mapping[str, tuple[str, str]]]:
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for row in _all():
        found.setdefault((row["table"], row["field"]), {})[fold(row["synonym"])] = (row["synonym"], row["language"])
    return found


@cache
def _all() -> tuple[dict[str, str], ...]:
    with (dictionary.FOLDER / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=16384)
def hear(said: Header, table: str, role: str) -> Heard:
    """How far a header says a field of a table, or a role: exactly, without its unit, among other words, or nearly."""
    of = synonyms(table, role)
    if not said.folded or not of:
        return Heard()
    for form, score in ((said.folded, 100), (said.bare, 96)):
        if form in of:
            return Heard(score, _known_as(of[form]))
    compact = said.bare.replace(" ", "")
    for word, as_written in of.items():
        if len(compact) > 6 and word.replace(" ", "") == compact:
            return Heard(95, _known_as(as_written))
    words = (said.bare or said.folded).split()
    left = " ".join(word for word in words if word not in _HARMLESS)
    if left in of:
        return Heard(92, _known_as(of[left]))
    best = Heard()
    for word, as_written in of.items():
        score = _within(word.split(), words, role)
        if score > best.score:
            best = Heard(score, f"contains “{as_written[0]}”")
    if best.score < 60 and len(left) > 5 and not set(words) & (_OTHER - _FINE.get(role, frozenset())):
        for word, as_written in of.items():
            score = similarity(said.bare, word)
            if score >= 90 and score * 0.9 > best.score:
                best = Heard(score * 0.9, f"similar to “{as_written[0]}” ({score:.0f} %)")
    return best


def similarity(one: str, other: str) -> float:
    """How alike two folded texts are, of 100."""
    return fuzz.ratio(one, other) if min(len(one), len(other)) > 3 else 0.0


def _within(phrase: list[str], words: list[str], role: str) -> float:
    """60 to 90 where a phrase stands as a whole among the words of a header, and none of the others changes what it is."""
    if len(phrase) >= len(words):
        return 0
    for start in range(len(words) - len(phrase) + 1):
        if words[start : start + len(phrase)] == phrase:
            others = set(words[:start] + words[start + len(phrase) :])
            if others & (_OTHER - _FINE.get(role, frozenset())):
                return 0
            weight = len(phrase) / len(words)
            return 60 + 24 * weight + (4 if start == 0 or start + len(phrase) == len(words) else 0)
    return 0


def _known_as(synonym: tuple[str, str]) -> str:
    text, language = synonym
    said = f"known as “{text}”"
    return said if language == "en" else f"{said} ({LANGUAGES[language]})"
