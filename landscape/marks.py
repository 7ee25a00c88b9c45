"""What gives a row away: how totals, footnotes, units, years, numbers and regions are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from landscape.workbook import Value

PLACEHOLDERS = frozenset({"..", "...", "…", "-", "–", "—", "--", "n/a", "N/A", "n.a.", "."})

NUMBER = re.compile(r"[-+−(]?\s*\d[\d\s.,'  ]*%?\)?")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
YEAR = re.compile(r"(?:FY\s?)?(?:19|20|21)\d\d(?:\s?[-/–]\s?\d{2,4})?\s?[a-z*]?")
UNIT = re.compile(
    r"\W*(?:(?:in )?(?:us\$|usd|eur|€|\$|£|%|per ?cent|number|no\.|millions?|thousands?|mn?|bn|'000|persons?|text|date|year)"
    r"\W*)+",
    re.I,
)
TOTAL = re.compile(
    r"\W*(?:grand|overall|sub|sous|running|gran)?[\s-]*(?:totals?|totaux|totale?s|subtotals?|subtotales|subtotais|somme|suma|soma|sum)"
    r"(?:[\s-]+(?:general|général|geral|all|overall|amount|funding|usd|us\$|eur|€))*\s*(?:\([^)]*\))?\W*",
    re.I,
)
STARTS_TOTAL = re.compile(r"\W*(?:grand |sub-?|sous-)?total\b|\W*of which\b", re.I)
NOTE = re.compile(
    r"\s*(?:[*†‡§#¹²³⁴]|\([a-z0-9]{1,2}\)\s|[a-z0-9][).]\s\w|\[\d+\]|(?:foot)?notes?\b|sources?\b|remarks?\b|legend\b|"
    r"disclaimer\b|(?:fuente|nota|fonte|quelle|remarque|légende)s?\b|©|copyright\b|date:|last updated|"
    r"for (?:more|further|latest|a discussion))",
    re.I,
)
REGIONS = re.compile(
    r"(?:the )?world|global|sub-?saharan africa|latin america(?: (?:and the|&) caribbean)?|"
    r"(?:north|south|east|west|central|middle)[a-z-]* (?:and|&) .*(?:asia|africa|europe|america|pacific)|"
    r"(?:east|south|north|west)(?:ern)? asia.*|middle east(?: and north(?:ern)? africa)?|"
    r"(?:eastern |western )?europe (?:and|&) .*|americas|asia and the pacific|"
    r"(?:more|less|least|other)[- ]developed (?:regions|countries).*|develop(?:ed|ing) (?:regions|countries|economies).*|"
    r"land-?locked developing .*|small island developing .*|no income group.*|"
    r".*\bincome (?:countries|economies|groups?)(?: available)?|"
    r"(?:un|world bank|sdg|geographic|sustainable)\b.* (?:groups|regions)|"
    r"australia ?(?:/|and) ?new zealand|northern america|arab (?:states|world)|all (?:countries|developing countries)"
)
ROLES = {
    role: re.compile(words, re.I)
    for role, words in {
        "name": r"donor|funder|funding (?:org|body|agency)|foundation|organi[sz]ation|agency|provider|bailleur|donante|doador|"
        r"organisme|organismo|institution|entity|contract(?:ing|or) party|partner",
        "country": r"countr|pays|pa[ií]s|iso ?3|nation\b",
        "year": r"\byear|date|deadline|ann[ée]e|\ba[ñn]o|fecha|\bdata\b|exercice|period",
        "amount": r"amount|value|budget|funding|fund|grant|us\$|usd|commitment|disbursement|pledge|contribution|montant|"
        r"valeur|monto|importe|valor|allocat",
        "currency": r"currenc|devise|moneda|moeda",
    }.items()
}
DONORS = re.compile(r"\b(?:donors?|funders?|bailleurs?|donantes?|doadore?s?)\b", re.I)
LIST_NAMES = re.compile(r"\b(?:data|main|grants?|funds?|funding|contributions?|projects?|list|donn[ée]es|datos|dados)\b", re.I)


def is_number(cell: Value) -> bool:
    """A number or a date, also one that stands as text."""
    if isinstance(cell, str):
        return bool(NUMBER.fullmatch(cell.strip()) or DATE.fullmatch(cell.strip()))
    return isinstance(cell, int | float | date) and not isinstance(cell, bool)


def is_year(cell: Value) -> bool:
    """A year as it stands over a column: 2020, "2019/20", "FY2021"."""
    if isinstance(cell, str):
        return bool(YEAR.fullmatch(cell.strip()))
    return isinstance(cell, int) and not isinstance(cell, bool) and 1900 <= cell <= 2100


def rises(years: Sequence[Value]) -> bool:
    """Whether years follow one another as over columns: rising (or falling), also in several blocks."""
    numbers = [int(re.search(r"\d{4}", str(year))[0]) for year in years]  # type: ignore[index]
    steps = [after - before for before, after in pairwise(numbers)]
    rising = sum(step > 0 for step in steps)
    falling = sum(step < 0 for step in steps)
    return max(rising, falling) >= 0.7 * len(steps)


def is_numeric(cells: Iterable[Value]) -> bool:
    """Whether at least half of what is known of a column are numbers or dates."""
    known = [cell for cell in cells if cell is not None and cell not in PLACEHOLDERS]
    return len(known) > 0 and sum(map(is_number, known)) >= 0.5 * len(known)


def numbers_rows(values: Sequence[Value]) -> bool:
    """Whether a column numbers its rows: 1, 2, 3 ..."""
    if len(values) < 5 or not all(isinstance(value, int) and not isinstance(value, bool) for value in values[:5]):
        return False
    steps = sum(after == before + 1 for before, after in pairwise(values) if isinstance(after, int) and isinstance(before, int))
    return steps >= 0.8 * (len(values) - 1)
