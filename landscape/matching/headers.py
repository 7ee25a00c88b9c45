"""Columns of a list -> fields of a table, by their header and by what their values look like; always with the reason."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from landscape import dictionary, words
from landscape.matching import phrases
from landscape.matching.looks import Looks, looks
from landscape.matching.phrases import Heard
from landscape.matching.records import Names
from landscape.template import GUESSED

ROLES = ("name", "country", "year", "amount", "currency")
_DONOR = re.compile(r"\b(donor|funder|bailleur|donateur|donante|doador)")
_RECEIVES = re.compile(  # who is paid, in four languages
    r"\b(?:recipients?|beneficiar\w*|beneficiair\w*|receiv\w+|receptor\w*|receb\w+|recetor\w*|destin\w+"
    r"|partner countr\w+|pays partenaires?|pais(?:es)? (?:socio|parceiro)s?"
    r"|host countr\w+|pays d accueil|pais(?:es)? anfitrion(?:es)?)\b"
)
_YEAR_WORDS = frozenset(("year", "annee", "ano"))
_OWN_COUNTRY = ("donor", "iso3")  # where a donor is, never whom it pays
UNCLEAR = "its columns are those of no list of the landscape"
SIMILAR = 85
_UNSCALED = ("%", "year", "degrees", "per US dollar")
SCALES = {1: "units", 1_000: "thousands", 1_000_000: "millions", 1_000_000_000: "billions"}
_CRS = re.compile(r"usd_(?:commitment|disbursement|received|grantequiv)(?:_defl)?", re.IGNORECASE)
CONVENTION = "as the OECD gives this column in its files of projects (CRS)"

# The field of a table that a role stands for, where no header names a field better.
FIELDS_OF_ROLES = {
    "donor": {"name": "name", "country": "iso3"},
    "donor_evidence": {"name": "donor_id", "amount": "amount_usd", "year": "first_year"},
    "mechanism": {"amount": "total_usd"},
    "mechanism_contributor": {"name": "contributor"},
    "programme": {"country": "countries", "year": "first_year", "amount": "cost_usd"},
    "institution": {"name": "name", "country": "iso3"},
    "data_exchange": {"country": "iso3", "year": "since_year"},
    "cost_benchmark": {"country": "place", "year": "first_year", "amount": "amount", "currency": "currency"},
    "project": {"name": "donor_name", "country": "recipient_iso3", "year": "year", "amount": "disbursement_usd"},
}


class Layout(Protocol):
    """What is needed of a layout: where the header and the data of a sheet are."""

    headers: tuple[str, ...]
    data_rows: tuple[int, ...]


class Sheet(Protocol):
    """What is needed of a sheet: its name and its cells."""

    name: str
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class Match:
    """A column and the field, or the role, that it is taken for; `field` None where it is taken for none."""

    column: int
    header: str
    field: str | None
    reason: str
    score: float


@dataclass(frozen=True)
class Column:
    """A column of a list: its header, and its values, which are looked at only where they matter."""

    number: int
    header: str
    layout: Layout
    sheet: Sheet
    names: Names

    @cached_property
    def looks(self) -> Looks:
        """What its values look like."""
        return looks(self.sheet.rows, self.layout.data_rows, self.number, self.names)

    @cached_property
    def said(self) -> phrases.Header:
        """Its header taken apart."""
        return phrases.header(self.header)

    def heard(self, role: str) -> Heard:
        """How far its header says a role."""
        return phrases.hear(self.said, "", role)

    @property
    def receives(self) -> bool:
        """Whether its header says who is paid."""
        return bool(_RECEIVES.search(self.said.folded))

    def says_a_word_of(self, role: str) -> bool:
        """Whether a word of its header says a role by itself, whatever stands beside it."""
        return any(word in phrases.synonyms("", role) for word in self.said.folded.split())

    def as_match(self, field: str, reason: str, score: float) -> Match:
        """This column taken for a field."""
        return Match(self.number, self.header, field, reason, round(min(score, 100), 1))


def roles(layout: Layout, sheet: Sheet, names: Names) -> dict[str, Match]:
    """The columns with the donor's or organisation's name, country, year, amount and currency, where there are such.

    One column can be both name and country: in a list of giving countries.
    """
    columns = _columns(layout, sheet, names)
    found: dict[str, Match] = {}
    for role, judge in (("amount", _amount), ("currency", _currency), ("year", _year), ("name", _name), ("country", _country)):
        judged = [one for column in columns if (one := judge(column))]
        if role == "amount":
            judged = [(rank + _beside_currency(one, columns), one) for rank, one in judged]
        if judged:
            found[role] = max(judged, key=lambda one: (one[0] - one[1].column / 10, -one[1].column))[1]
    _settle(found, columns)
    return {role: found[role] for role in ROLES if role in found}


def match(layout: Layout, sheet: Sheet, table: str, names: Names, of_roles: Mapping[str, Match] | None = None) -> list[Match]:
    """Every column with the field of a table that it is taken for, in order; a field is given to one column at most.

    `of_roles` are the roles of its columns, where they are known.
    """
    columns = _columns(layout, sheet, names)
    fields = dictionary.table(table).filled_in
    offers: list[tuple[float, int, Match]] = []
    for column in columns:
        for field in fields:
            offer = _offer(column, table, field)
            if offer:
                offers.append((offer.score, -column.number, offer))
    taken: dict[int, Match] = {}
    given: set[str] = set()
    for _, _, offer in sorted(offers, key=lambda one: one[:2], reverse=True):
        if offer.column not in taken and offer.field not in given:
            taken[offer.column] = offer
            given.add(str(offer.field))
    for role, found in (roles(layout, sheet, names) if of_roles is None else of_roles).items():
        field_name = FIELDS_OF_ROLES.get(table, {}).get(role)
        is_wrong = (table, field_name) == _OWN_COUNTRY and columns[found.column].receives
        if field_name and field_name not in given and found.column not in taken and not is_wrong:
            taken[found.column] = replace(found, field=field_name)
            given.add(field_name)
    return [taken.get(c.number, Match(c.number, c.header, None, "no field is like it", 0)) for c in columns]


def likeliest_table(layout: Layout, sheet: Sheet, found: Mapping[str, Match] | None = None) -> tuple[str, str]:
    """The table that a list belongs to, of those that people keep, and why; `found` are its roles, where they are known.

    A list that names donors over and over with amounts or years is one of payments, which are evidence, unless at least half of
    its columns are named as the fields of another table. Where it is like none, the table is "": a person says it.
    """
    headers = [phrases.header(header) for header in layout.headers if header.strip()]
    best, reason, most, share = "", UNCLEAR, 0.0, 0.0
    if any(header.folded in phrases.synonyms("", "name") and _DONOR.search(header.folded) for header in headers):
        best, reason = "donor", "it has a column of donors"
    for table in map(dictionary.table, GUESSED):
        name = sheet.name.strip().casefold()
        if name in (table.name.casefold(), table.label.casefold()) or name.startswith(f"{table.label.casefold()} "):
            return table.name, f"the sheet is named “{sheet.name.strip()}”"
        named = {field.name for field in table.fields for header in headers if _names_field(header, table.name, field)}
        if len(named) < 2 or len(named) < len(headers) / 5:
            continue
        labels = [table.field(name).label for name in table.field_names if name in named]
        required = [field.name for field in table.fields if field.is_required and field.name not in ("source_id", "confidence")]
        worth = len(named) / max(len(headers), 1) + 0.5 * sum(name in named for name in required) / max(len(required), 1)
        worth /= 2 ** len(_open_ones(table, named, found or {}))  # its rows would all stay out
        if worth > most:
            said = ", ".join(labels[:4]) + (" …" if len(labels) > 4 else "")
            best, reason, most = table.name, f"{len(named)} of {len(headers)} columns are named as its fields: {said}", worth
            share = len(named) / len(headers)
    by_values = _by_repetition(layout, sheet, found or {}) if share < 0.5 else None
    return by_values or (best, reason)


def _open_ones(table: dictionary.Table, named: Collection[str], found: Mapping[str, Match]) -> list[str]:
    """The required fields of a table that no column of a list fills, and that nobody can say once for all rows."""
    of_roles = {field for role, field in FIELDS_OF_ROLES.get(table.name, {}).items() if role in found and field != "name"}
    said_once = ("source_id", "confidence", *(key for key in table.keys if len(table.keys) == 1 and key.endswith("_id")))
    return [
        field.name
        for field in table.filled_in
        if field.is_required and not field.codes and field.name not in {*said_once, *named, *of_roles}
    ]


def _by_repetition(layout: Layout, sheet: Sheet, found: Mapping[str, Match]) -> tuple[str, str] | None:
    """The table of a list of donors with amounts or years: by how often it names them, or by who is paid for what."""
    if "name" not in found or not {"amount", "year"} & set(found):
        return None
    column = found["name"].column
    rows = [sheet.rows[row - 1] for row in layout.data_rows]
    said = [row[column] for row in rows if column < len(row) and row[column] is not None]
    distinct = len(set(said))
    if len(said) < 2:
        return None
    header = found["name"].header
    if distinct < 0.7 * len(said):
        names = words.count(distinct, "name")
        return "donor_evidence", f"“{header}” holds {names} in {len(said):,} rows with amounts or years: payments are evidence"
    if "amount" in found and (paid := _paid(layout, found)):
        return "donor_evidence", f"“{paid}” beside donors and amounts says who or what is paid: payments are evidence"
    return ("donor", f"“{header}” names each donor once") if "amount" in found and distinct > 0.95 * len(said) else None


def _paid(layout: Layout, found: Mapping[str, Match]) -> str:
    """The header that says who is paid, or for what in a list with years; "" where none does."""
    for header in layout.headers:
        said = phrases.header(header)
        if _RECEIVES.search(said.folded) and header != found["name"].header:
            return header
        if "year" in found and said.folded and phrases.hear(said, "donor_evidence", "evidence").score >= 96:
            return header
    return ""


def _columns(layout: Layout, sheet: Sheet, names: Names) -> list[Column]:
    return [Column(number, header, layout, sheet, names) for number, header in enumerate(layout.headers)]


def _names_field(header: phrases.Header, table: str, field: dictionary.Field) -> bool:
    return (
        header.folded in (phrases.plainly(field.name), phrases.plainly(field.label))
        or phrases.hear(header, table, field.name).score >= 90
        or ((table, field.name) == ("donor", "name") and phrases.hear(header, "", "name").score >= 96)  # "Bailleur", "Donante"
    )


def _offer(column: Column, table: str, field: dictionary.Field) -> Match | None:
    """A field that the header of a column names, with the reason."""
    said = column.said
    if not said.folded or ((table, field.name) == _OWN_COUNTRY and column.receives):
        return None
    if said.folded == phrases.plainly(field.name) or said.folded == phrases.plainly(field.label):
        return column.as_match(field.name, "same name", 100)
    heard = phrases.hear(said, table, field.name)
    if heard.score >= 90:
        return column.as_match(field.name, heard.reason, heard.score - 3)
    score = max(
        phrases.similarity(said.folded, phrases.plainly(field.label)),
        phrases.similarity(said.folded, phrases.plainly(field.name)),
    )
    if score >= SIMILAR:
        return column.as_match(field.name, f"similar to “{field.label}” ({score:.0f} %)", score * 0.9)
    return None


Judged = tuple[float, Match] | None


def _judged(column: Column, role: str, heard: Heard, rank: float, looks_like: str, share: float) -> Judged:
    reasons = [heard.reason] if heard.score else []
    if share >= 0.3:
        reasons.append(f"values look like {looks_like} ({share:.0%})".replace("%)", " %)"))
    return rank, column.as_match(role, ", ".join(reasons) or "header", rank)


def _name(column: Column) -> Judged:
    """Donor or organisation: text that names it."""
    heard = column.heard("name")
    seen = column.looks
    if seen.values and (seen.text < 0.5 or seen.link > 0.2 or seen.length > 120 or seen.is_flag):
        return None
    is_said = heard.score >= 85 or (heard.score >= 60 and seen.donor >= 0.2)
    if not is_said and not (seen.donor >= 0.5 and len(seen.values) > 2):
        return None
    rank = heard.score + 30 * seen.donor + (10 if seen.words >= 1.5 else 0)
    return _judged(column, "name", heard, rank, "donors", seen.donor)


def _country(column: Column) -> Judged:
    """Country: names or codes of countries."""
    heard = column.heard("country")
    seen = column.looks
    if seen.is_flag or seen.link > 0.2 or (seen.values and seen.text < 0.3 and heard.score < 95):
        return None
    is_said = heard.score >= 85 or (heard.score >= 60 and seen.country >= 0.3)
    if is_said and len(seen.values) >= 20 and seen.country == 0:
        return None  # recipients that are organisations
    if not is_said and not (seen.country >= 0.5 and len(seen.values) > 2 and not column.says_a_word_of("name")):
        return None
    return _judged(column, "country", heard, heard.score + 40 * seen.country, "countries", seen.country)


def _year(column: Column) -> Judged:
    """Year or date: of what the list is about."""
    heard = column.heard("year")
    seen = column.looks
    is_said = heard.score >= 60 and seen.dated >= 0.3
    if not is_said and not (seen.whole_year >= 0.9 and len(seen.values) > 1 and not column.said.is_year):
        return None
    is_year = 25 if column.said.folded in _YEAR_WORDS else 0  # more than a deadline is
    return _judged(column, "year", heard, heard.score + is_year + 20 * seen.year, "years", seen.year)


def _amount(column: Column) -> Judged:
    """Amount of money: numbers, or at least a header that says so."""
    heard = column.heard("amount")
    seen = column.looks
    if seen.link > 0.2 or seen.is_flag or seen.country > 0.3:
        return None
    is_said = (heard.score >= 60 and seen.amount >= 0.3) or (heard.score >= 75 and seen.length < 120 and seen.year < 0.9)
    if not is_said and seen.money < 0.5:
        return None
    currency = column.said.currency
    rank = heard.score + 15 * seen.amount + (10 if currency else 0) + (2 if currency == "USD" else 0)
    return _judged(column, "amount", heard, rank, "amounts", seen.amount)


def _beside_currency(amount: Match, columns: Sequence[Column]) -> float:
    """What it counts that a column of currencies is the next one, or has the same header and a word more."""
    near = columns[max(amount.column - 1, 0) : amount.column + 2]
    own = columns[amount.column].said.folded
    alike = [one for one in columns if own and one.said.folded.startswith(f"{own} ") and one.heard("currency").score >= 60]
    return (
        20
        if any(one.number != amount.column and one.heard("currency").score >= 90 and _currency(one) for one in (*near, *alike))
        else 0
    )


def _currency(column: Column) -> Judged:
    """Currency: codes, signs or names of currencies."""
    heard = column.heard("currency")
    seen = column.looks
    if (
        heard.score < 95
        and not (heard.score >= 60 and seen.currency >= 0.3)
        and not (seen.currency >= 0.8 and seen.country < 0.5)
    ):
        return None
    return _judged(column, "currency", heard, heard.score + 30 * seen.currency, "currencies", seen.currency)


def _settle(found: dict[str, Match], columns: Sequence[Column]) -> None:
    """Give a column one role; only a giving country is both name and country."""
    says_itself = "currency" in found and "amount" in found and columns[found["amount"].column].said.currency
    if says_itself and columns[found["currency"].column].heard("currency").score < 95:
        del found["currency"]
    name, country = found.get("name"), found.get("country")
    if name and country and name.column == country.column:
        column = columns[name.column]
        if column.heard("country").score < 85:
            del found["country"]
    for first, second in (("year", "amount"), ("name", "amount"), ("country", "amount")):
        if first in found and second in found and found[first].column == found[second].column:
            del found[min((first, second), key=lambda role: found[role].score)]


def currency_of(header: str) -> str | None:
    """The currency that a header names: "Value (USD)", "Montant en euros"."""
    return phrases.header(header).currency


def factor_of(header: str) -> int:
    """What the numbers under a header are to be multiplied with: "US$ million" is 1,000,000."""
    return phrases.header(header).factor


def scale_of(header: str, beside: Sequence[str] = ()) -> tuple[int, str]:
    """What the amounts under a header are to be multiplied with, and what says so where the header does not.

    `beside` are the titles and notes of its list and the name of its sheet.
    """
    if (factor := factor_of(header)) > 1 or phrases.header(header).unclear_factor:
        return factor, ""
    for text in beside:
        if (factor := phrases.scale_said(text)) > 1:
            return factor, f"as “{text.strip()[:60]}” says"
    return (1_000_000, CONVENTION) if _CRS.fullmatch(header.strip()) else (1, "")


def unclear_of(header: str) -> tuple[str, str]:
    """What the scale and the currency that a header names can mean, where they can mean several things."""
    said = phrases.header(header)
    return said.unclear_factor, said.unclear_currency


def has_scale(field: dictionary.Field) -> bool:
    """Whether a field holds numbers that a list can give in thousands or millions."""
    return field.type in ("number", "integer") and field.unit not in _UNSCALED


def is_money(field: dictionary.Field) -> bool:
    """Whether a field holds amounts of money."""
    return field.unit == "USD" or (field.type, field.name) == ("number", "amount")


def with_scale(reason: str, field: dictionary.Field, factor: int, why: str = "") -> str:
    """The reason for a column, and in what its numbers are and why, where they are not plain ones."""
    return (
        reason
        if factor == 1 or not has_scale(field)
        else f"{reason}; numbers are in {SCALES[factor]}" + (f", {why}" if why else "")
    )
