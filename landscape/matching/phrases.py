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
from landscape.values.money import UNCLEAR_FACTORS

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "pt": "Portuguese"}

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?(?!\d)")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SCALES = {  # words that say it wherever they stand
    1_000_000_000: re.compile(
        r"\b(?:billions?|milliards?|mrds?|bln|mil millones|miles de millones|mil milhoes|thousand million|bilhao|bilhoes)\b"
    ),
    1_000_000: re.compile(r"\b(?:millions?|mio|mln|millones|millon|milhao|milhoes)\b"),
    1_000: re.compile(r"\b(?:thousands?|tsd|milliers?|miles|milhar|milhares)\b"),
}
_UNCLEAR_SCALES = re.compile(r"\b(?:mil|billon|billones|lakhs?|crores?)\b")
_SHORT_SCALES = {  # that say it in brackets or beside a currency only
    word: factor
    for factor, words in ((1_000_000_000, "bn bln mrd mds md b"), (1_000_000, "mio mln mn mm m"), (1_000, "000 000s k tsd"))
    for word in words.split()
}
_COUNTED = re.compile(r"\d\s*(?:[kmb]|mn|bn|mio|mln|mrd|thousand|million|billion|millier|milliard|miles|millon|milh|mil)")
_OF_AMOUNTS = re.compile(
    r"\b(?:(?:in|en|em) (?:(?!the|le|la|el|o )\w+ )?(?:thousand|billion|mill|milh|mio|mln|mrd|tsd|bn|mn|k\b)"
    r"|amounts?|montants?|montos?|importes?|valores|figures|chiffres|cifras|unite?s?|units?)"
)
_MANY = r"(?:thousands?|millions?|milliers?|miles|millones|milhares|milhoes)"
_PEOPLE = (
    r"(?:people|persons?|population|inhabitants|(?:im|e)?migrants?|refugees|households|personnes|habitants|refugies|menages"
    r"|personas|poblacion|habitantes|(?:in|e)?migrantes|refugiad[oa]s|hogares|pessoas|populacao)"
)
_OF_PEOPLE = re.compile(
    rf"\b{_MANY} (?:of|de|d) {_PEOPLE}\b|^(?:(?:number|nombre|numero) (?:of|de|d) )?{_PEOPLE} (?:(?:in|en|em) )?{_MANY}$"
)
_JOINED = re.compile(
    r"(?<![^\W\d_])((?:" + "|".join(sorted(currencies.CODES)) + r")|[€$£])(['’]?000s?|[mM][nN]?|[bB][nN]|[kK]|[mM]io)\b"
)

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
    """A header: folded, without what stands in brackets and without years; its currency and its scale.

    `unclear` says what the scale or the currency can mean where it can mean several things.
    """

    folded: str
    bare: str
    currency: str | None
    factor: int
    is_year: bool
    unclear_factor: str = ""
    unclear_currency: str = ""


@dataclass(frozen=True)
class Heard:
    """How far a header says something (of 100), and the reason in words."""

    score: float = 0.0
    reason: str = ""


@lru_cache(maxsize=4096)
def header(text: str) -> Header:
    """A header taken apart."""
    taken = currencies.take(_JOINED.sub(r"\1 \2", text))
    code = next(iter(taken.codes)) if len(taken.codes) == 1 else None
    factor, unclear = _scale(text)
    bare = plainly(_YEARS.sub(" ", _BRACKETS.sub(" ", text)))
    is_year = not plainly(_YEARS.sub(" ", text)).strip("e ")
    return Header(plainly(text), bare, code, factor, is_year, unclear, taken.unclear)


def _scale(text: str) -> tuple[int, str]:
    """What the numbers under a header are to be multiplied with, and what that can mean where it is not clear."""
    apart = _JOINED.sub(r"\1 \2", currencies.apart(text))
    left, found = fold(apart), set()
    for factor, words in _SCALES.items():
        left, count = words.subn(" ", left)
        found |= {factor} if count else set()
    tokens = [(token, True) for part in _BRACKETS.findall(apart) for token in part.strip("()[] ").split()] + [("", False)]
    tokens += [(token, False) for token in _BRACKETS.sub(" ", apart).split()]
    is_money = [bool(token and currencies.take(token).codes) for token, _ in tokens]
    for index, (token, is_within) in enumerate(tokens):
        beside = is_money[max(index - 1, 0) : index + 2]
        if is_within or any(beside):
            found |= {_SHORT_SCALES[word] for word in [token.casefold().strip(".,;:'’")] if word in _SHORT_SCALES}
    if unclear := _UNCLEAR_SCALES.search(left):
        return 1, UNCLEAR_FACTORS[unclear[0]]
    if len(found) > 1:
        return 1, " or ".join(f"{one:,}" for one in sorted(found))
    return (found.pop() if found else 1), ""


def scale_said(text: str) -> int:
    """What all amounts of a list are to be multiplied with by its title, a note or its name: "In USD million", "(milliers)".

    Thousands of people are none of amounts; what stands on both sides of a semicolon is read apart.
    """
    return max(map(_scale_of_clause, text.split(";"))) if len(text) <= 200 else 1


def _scale_of_clause(text: str) -> int:
    said = header(text)
    if said.factor == 1 or _COUNTED.search(text.casefold()) or (not said.currency and _OF_PEOPLE.search(said.folded)):
        return 1
    is_within = any(header(part).factor > 1 for part in _BRACKETS.findall(text))
    return said.factor if is_within or said.currency or _OF_AMOUNTS.search(said.folded) or " " not in said.folded else 1


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
