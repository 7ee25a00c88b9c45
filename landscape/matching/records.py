"""Values of a workbook -> countries, donors and other records, and codes: by a known spelling, or by a person's decision.

A spelling that is known for one record decides. Similarity never does: it gives candidates with their score.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

import numpy as np
from rapidfuzz import fuzz, process

from landscape import dictionary, store, words
from landscape.changes import THIS_PUBLICATION, in_text, name_of, records
from landscape.template import KEPT
from landscape.values import cell_as_text, is_not_known
from landscape.values.cells import one_of

SIMILAR = 75  # of 100: below this score nothing is proposed
CONTAINED = 80  # the score of a known name that stands within a longer one
TELLING = 75  # the score of a word that only one or two records have
DOUBTED = 89  # the most for words that begin with another letter: Marcus is not Arcus, and from 90 on many are accepted at once
_MOST = 5
_CODES = ("ISO 3166 alpha-2", "ISO 3166 alpha-3", "M49 code", "DAC donor code")

OF_ANOTHER = ("agency of the donor", "name of its country")  # reasons that do not say that a name is the record's own
SEVERAL = "known for several"
OWN_SOURCE = "This publication: a figure of my own"
_OWN_SPELLINGS = (THIS_PUBLICATION, "This publication", "my list", "my own list", "own figure")
_OWN_NAMES = ("name", "Name in this landscape", "title", "code")

_GOVERNMENT = re.compile(r"(?P<country>[A-Z]{2})-(?:GOV-)?\d{1,3}|XM-DAC-(?P<dac>\d{1,3})-\d{1,3}")
_ARTICLES = one_of("the|la|le|les|los|las|el|l")
_STATE = re.compile(
    r"^(?:the )?(?:government|govt|gov|royal government|federal government|gouvernement|gobierno|governo|state|etat) "
    r"(?:of the|of|de la|de l|des|du|del|de los|de las|do|da|dos|de|d) "
)
_BRACKETS = re.compile(r"^(.*\S)\s*[\[(]([^\[\]()]+)[\])]\s*[*†‡]*$", re.DOTALL)
_CODE_FIRST = re.compile(r"^\s*([\w.]{1,12})\s+[-–—:|]\s+(\S.*)$", re.DOTALL)
_FOOTNOTE = re.compile(r"(?<=[^\W\d])[\d*†‡¹²³⁰-⁹]+$|\s*\(\d{1,2}\)$|\s+[a-z]/$|\s*\[\d{1,2}\]$")


@dataclass(frozen=True)
class Found:
    """The record or code that a value means, why, and how sure that is (of 100); else those it could mean.

    Without a code, the candidates are for a person to decide between: (code, label, score), best first.
    """

    code: str | None
    reason: str
    score: float = 0
    candidates: tuple[tuple[str, str, float], ...] = ()

    @property
    def near(self) -> str:
        """What a name could stand for, in words: with the score where that is similarity, otherwise with the reason."""
        first = self.candidates[:3]
        if self.reason.startswith("agency of the donor"):
            return " · ".join(f"an agency of {label}" for _, label, _ in first)
        if self.reason.startswith("name of its country"):
            return " · ".join(f"the country of {label}" for _, label, _ in first)
        if self.reason.startswith(SEVERAL):
            return " or ".join(label for _, label, _ in first)
        return " · ".join(f"{label} ({score:.0f} %)" for _, label, score in first)


@dataclass(frozen=True)
class Spellings:
    """The spellings of the records of one table: folded spelling -> (code, origin), one or several."""

    of: Mapping[str, tuple[tuple[str, str], ...]]
    labels: Mapping[str, str]
    words: tuple[str, ...] = ()  # the folded spellings that are names, for similarity
    telling: Mapping[str, frozenset[str]] = field(default_factory=dict)  # a word that few records have -> these records
    common: frozenset[str] = frozenset()  # words that many have, such as fund or united
    own: tuple[str, ...] = ()  # `words` without the common ones


@dataclass(frozen=True)
class Names:
    """Every name that a version of the landscape knows."""

    tables: Mapping[str, Spellings]

    @property
    def countries(self) -> Spellings:
        """The spellings of countries."""
        return self.tables["country"]


NOTHING = Spellings({}, {})


def names(version: str) -> Names:
    """The names that one version knows; read once per version."""
    return _names(str(store.folder()), version)


@lru_cache(maxsize=4)
def _names(folder: str, version: str) -> Names:
    rows = store.read("upload/spellings", version)
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    labels: dict[str, dict[str, str]] = {}
    for table, code, alias, origin in (*rows.itertuples(index=False), *_own_spellings(set(rows["table_name"]), version)):
        said = fold(alias)
        if said:
            found.setdefault(table, {}).setdefault(said, []).append((code, origin))
        if origin in _OWN_NAMES:
            labels.setdefault(table, {})[code] = alias
    return Names({table: _spellings(of, labels.get(table, {})) for table, of in found.items()})


def _own_spellings(tables: Collection[str], version: str) -> Iterator[tuple[str, str, str, str]]:
    """Table, code, spelling and origin of the records that other lists name, but for those tables: their code and their name."""
    referred = {field.references for one in dictionary.tables() for field in one.fields if field.references}
    for table in (dictionary.table(name) for name in KEPT if name in referred - {*tables}):
        for record in records(table.name, version).values():
            code, name = str(record[table.keys[0]]), name_of(table, record)
            yield table.name, code, code, "code of this landscape"
            yield table.name, code, name, "name"
    for said in _OWN_SPELLINGS:
        yield "source", THIS_PUBLICATION, said, "code of this landscape"
    yield "source", THIS_PUBLICATION, OWN_SOURCE, "name"


def with_new(known: Names, table: str, new: Mapping[str, str]) -> Names:
    """The names of a version and those of new records of one table, key -> name. The names of the version stay as they are."""
    if not new:
        return known
    now = known.tables.get(table, NOTHING)
    of = dict(now.of)
    for key, name in new.items():
        of.setdefault(fold(key), ((key, "code of this landscape"),))
        of.setdefault(fold(name), ((key, "name"),))
    return Names({**known.tables, table: replace(now, of=of, labels={**now.labels, **new})})


def _spellings(of: dict[str, list[tuple[str, str]]], labels: dict[str, str]) -> Spellings:
    """Spellings ready to look up: a code of the standards gives way where the same letters are a record's own name."""
    known = {}
    for said, pairs in of.items():
        own = [pair for pair in pairs if pair[1] not in _CODES and pair[1] != "name of its country"] or pairs
        own.sort(key=lambda pair: (pair[1] not in _OWN_NAMES, pair[1]))
        known[said] = tuple({code: (code, origin) for code, origin in reversed(own)}.values())
    words = tuple(said for said, pairs in known.items() if pairs[0][1] not in _CODES and len(said) > 2 and said.isascii())
    records: dict[str, set[str]] = {}
    named: set[str] = set()  # words of names: those of an agency, such as climate, do not tell its donor
    for said in words:
        for word in said.split():
            records.setdefault(word, set()).update(one for one, _ in known[said])
        if not all(origin.startswith("agency") for _, origin in known[said]):
            named.update(said.split())
    telling = {word: frozenset(of) for word, of in records.items() if len(of) <= 2 and len(word) > 3 and word.isalpha()}
    telling = {word: of for word, of in telling.items() if word in named and word not in _topics()}
    common = frozenset(word for word, of in records.items() if len(of) > 4)
    return Spellings(known, labels, words, telling, common, tuple(_own(said, common) for said in words))


@cache
def _topics() -> frozenset[str]:
    """Words that say what money is for, such as population: as many offices have them as deal with it."""
    return frozenset(word for one in dictionary.codes("purpose") for word in fold(one.label).split())


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A name without accents, capitals, punctuation and articles: "Côte d'Ivoire" and "COTE D IVOIRE (THE)" are the same."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    text = re.sub(r"[\W_]+", " ", text.casefold().replace("&", " and ")).strip()
    words = text.split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ARTICLES:
        words = words[:-1]
    return " ".join(words)


def country(text: object, names: Names) -> Found:
    """The country that a cell means: by any known name or code, "TO - Tonga (les)" and "Ukraine (UKR)" too."""
    return countries([text], names)[0]


def countries(texts: Iterable[object], names: Names) -> list[Found]:
    """The countries that cells mean, in order; each distinct cell is looked up once."""
    return references("country", texts, names)


def reference(table: str, text: object, names: Names) -> Found:
    """The record of a table that a cell names: by its code, name, acronym, alias or identifier."""
    return references(table, [text], names)[0]


def references(table: str, texts: Iterable[object], names: Names) -> list[Found]:
    """The records of a table that cells name, in order; each distinct cell is looked up once."""
    known = names.tables.get(table, NOTHING)
    cells = [(type(cell), cell) for cell in texts]  # True is not 1
    said = {one: _said(one[1]) for one in set(cells)}
    found: dict[str, Found] = {}
    open_ones = []
    for text in dict.fromkeys(said.values()):
        exact = _exact(text, known, table)
        if exact is None:
            open_ones.append(text)
        else:
            found[text] = exact
    found |= _similar(open_ones, known)
    meant = {one: found[text] for one, text in said.items()}
    return [meant[one] for one in cells]


def code(code_list: str, text: object) -> Found:
    """The code of a code list that a cell means: by code or label in any case, or "code - label"."""
    return references("", [text], _codes(code_list))[0]


def codes(code_list: str, texts: Iterable[object]) -> list[Found]:
    """The codes of a code list that cells mean, in order."""
    return references("", texts, _codes(code_list))


def share_known(texts: Collection[object], spellings: Spellings) -> float:
    """The share of cells that are known spellings; a small number alone is none."""
    if not texts:
        return 0.0
    return sum(_exact(_said(text), spellings, "country", is_quick=True) is not None for text in texts) / len(texts)


@cache
def _codes(code_list: str) -> Names:
    of: dict[str, list[tuple[str, str]]] = {}
    for one in dictionary.codes(code_list):
        of.setdefault(fold(one.code), []).append((one.code, "code"))
        of.setdefault(fold(one.label), []).append((one.code, "label"))
    for code, synonym in dictionary.code_synonyms(code_list):
        of.setdefault(fold(synonym), []).append((code, f"label in other words: “{synonym}”"))
    return Names({"": _spellings(of, dictionary.label_of(code_list))})


def _said(cell: object) -> str:
    """A cell as one line of text; a whole number below 1000 with three digits, as M49 codes have them."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 < cell < 1000 and float(cell).is_integer():
        return f"{int(cell):03d}"
    return " ".join(cell_as_text(cell).split())


def _exact(text: str, known: Spellings, table: str, is_quick: bool = False) -> Found | None:
    """The record that a text means without doubt; a text without meaning is settled too; None where one must look further."""
    if not text:
        return None if is_quick else Found(None, "blank")
    is_country = table == "country"
    whole = _look(text, known, is_country)
    if whole is not None:
        return whole
    if not is_quick and is_not_known(text, na_is_not_known=not is_country):
        return Found(None, "stated as not known")
    if table == "" and (first := _CODE_FIRST.match(text)) and (coded := _look(first[1], known, is_country)):
        return _with_reason(coded, "the code before the name")
    if (first := _CODE_FIRST.match(text)) and (named := _look(first[2], known, is_country) or _bare(first[2], known, is_country)):
        return _with_reason(named, f"the name after “{first[1]}”")
    if bracketed := _BRACKETS.match(text):
        named = _look(bracketed[1], known, is_country) or _of_state(bracketed[1], known)
        coded = _look(bracketed[2], known, is_country)
        is_mark = fold(bracketed[2]) in _ARTICLES or bool(re.search(r"\d", bracketed[2]))
        if named and (is_mark or "[" in text or (coded and coded.code == named.code)):
            return _with_reason(named, "the name before the brackets")
        if coded and named is None and "[" in text:
            return _with_reason(coded, "the identifier in brackets")
        if "[" in text and table == "donor" and (government := _of_government(bracketed[2], known)):
            return government
    without = _FOOTNOTE.sub("", text).strip()
    if without != text and (named := _look(without, known, is_country)):
        return _with_reason(named, "without its footnote mark")
    return _of_state(text, known)


def _of_government(identifier: str, known: Spellings) -> Found | None:
    """The donor of whose government an IATI organisation identifier is one: AU-5, GB-GOV-1; XM-DAC-6-4 by its DAC code.

    Those of companies and charities name the country and its register, such as NL-KVK-27378529, and say nothing of a donor.
    """
    match = _GOVERNMENT.fullmatch(identifier.strip())
    pairs = known.of.get(fold(match["country"] or match["dac"]), ()) if match else ()
    if len(pairs) != 1:
        return None
    return Found(pairs[0][0], f"agency of the donor (its identifier {identifier.strip()})", 100)


def _of_state(text: str, known: Spellings) -> Found | None:
    """The country after "Government of"."""
    said = fold(text)
    state = _STATE.sub("", said)
    if state == said or len(known.of.get(state, ())) != 1:
        return None
    return _of_pair(known.of[state][0], "the country after “Government of”")


def _bare(text: str, known: Spellings, is_country: bool) -> Found | None:
    """The name before an identifier or an article in brackets."""
    bracketed = _BRACKETS.match(text)
    return _look(bracketed[1], known, is_country) if bracketed and fold(bracketed[2]) in _ARTICLES else None


def _look(text: str, known: Spellings, is_country: bool) -> Found | None:
    """The record of a spelling that is known for one record; two letters are a code of a country in capitals only."""
    said = fold(text)
    pairs = known.of.get(said)
    if not pairs and said.isdigit():
        pairs = known.of.get(said.lstrip("0"))
    if not pairs or (is_country and len(said) == 2 and said.isascii() and not text.strip().isupper()):
        return None
    if len(pairs) == 1:
        return _of_pair(pairs[0])
    candidates = tuple((one, known.labels.get(one, one), 100.0) for one, _ in pairs)
    return Found(None, f"{SEVERAL}: choose one", 100, candidates)


def _of_pair(pair: tuple[str, str], reason: str = "") -> Found:
    code, origin = pair
    says_itself = re.search(r"name|code|acronym|agency|ISO|identifier|label|address", origin)
    said = "same name" if origin in _OWN_NAMES[:3] else origin if says_itself else f"known spelling ({origin})"
    return Found(code, reason or said, 100)


def _with_reason(found: Found, reason: str) -> Found:
    is_own = found.code and not found.reason.startswith(OF_ANOTHER)
    return Found(found.code, reason if is_own else found.reason, found.score, found.candidates)


def _similar(texts: list[str], known: Spellings) -> dict[str, Found]:
    """Candidates for texts that no spelling decides: names that stand within them, and names that are similar."""
    found = {}
    for start in range(0, len(texts), 2000):
        part = texts[start : start + 2000]
        folded = [fold(text) for text in part]
        scores = (
            process.cdist(folded, known.words, scorer=fuzz.ratio, dtype=np.uint8, score_cutoff=SIMILAR) if known.words else []
        )
        for row, text in enumerate(part):
            best: dict[str, float] = {}
            best |= _within(folded[row], known)
            own = _own(folded[row], known.common)
            for place in np.flatnonzero(scores[row]) if len(scores) else ():
                if _is_alike(own, known.own[place], scores[row][place]):
                    for one, _ in known.of[known.words[place]]:
                        best[one] = max(best.get(one, 0), _doubted(folded[row], known.words[place], float(scores[row][place])))
            found[text] = _proposed(best, known)
    return found


def _proposed(best: dict[str, float], known: Spellings) -> Found:
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    candidates = tuple((one, known.labels.get(one, one), score) for one, score in ranked)
    if not candidates:
        return Found(None, "not known")
    _, label, score = candidates[0]
    return Found(None, f"similar to {label} ({score:.0f} %): decide", score, candidates)


def _doubted(one: str, other: str, score: float) -> float:
    """The score of two similar names, at most `DOUBTED` where the first words that differ begin with different letters."""
    words, others = one.split(), other.split()
    mine, its = ([word for word in some if word not in rest] for some, rest in ((words, others), (others, words)))
    return min(score, DOUBTED) if mine and its and mine[0][0] != its[0][0] else score


def _is_alike(own: str, other: str, score: float) -> bool:
    """Whether similar names are so without the words that many names have: Gates and Laudes Foundation are not."""
    shorter = min(len(own), len(other))
    if shorter < 3:
        return score >= 90
    return fuzz.ratio(own, other) >= (SIMILAR if shorter > 5 else CONTAINED)


def _own(said: str, common: frozenset[str]) -> str:
    """A folded name without the words that many names have."""
    return " ".join(word for word in said.split() if word not in common)


def _within(said: str, known: Spellings) -> dict[str, float]:
    """The records of which a name stands as whole words within a longer one, or that share a word that few have."""
    words = said.split()[:12]
    found = {one: float(TELLING) for word in words for one in known.telling.get(word, ())}
    for start in range(len(words)):
        for stop in range(start + 1, min(start + 6, len(words)) + 1):
            span = " ".join(words[start:stop])
            if len(span) > 3 and span != said and span in known.of and known.of[span][0][1] not in _CODES:
                found |= {one: float(CONTAINED) for one, _ in known.of[span]}
    return found


def in_words(field: dictionary.Field, value: object, version: str) -> str | None:
    """A value as a person reads it: labels of codes, names of the records of a version, amounts with their unit."""
    if value is None:
        return None
    if field.references and isinstance(value, str):
        return names(version).tables.get(field.references, NOTHING).labels.get(value, value)
    if field.codes and isinstance(value, str):
        return dictionary.label_of(field.codes).get(value, value)
    if field.codes and isinstance(value, list):
        return "; ".join(dictionary.label_of(field.codes).get(one, one) for one in value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return words.number(value, 2 if field.type == "number" and abs(value) < 1000 else 0, field.unit)
    return in_text(value)
