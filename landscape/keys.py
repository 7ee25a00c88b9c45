"""Which record each row of a sheet stands for: by its key, by its name, or a new one with a key made from what it says."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from landscape import dictionary
from landscape.changes import Key, Record
from landscape.matching import records as naming
from landscape.plans import LEAVE_OUT, NEW, Plan

UNKNOWN = {  # what a new record says where its list does not: a member's own word is weak evidence
    "yes_no_unknown": "unknown",
    "mechanism_status": "unknown",
    "application_route": "unknown",
    "programme_status": "unknown",
    "arrangement": "unknown",
    "confidence": "low",
    "stage": "identified",
    "decision_status": "open",
}


IDENTITY = {  # what tells records without a name apart: an amount that is corrected later is the same record
    "donor_evidence": ("donor_id", "evidence", "first_year"),
    "cost_benchmark": ("what", "place", "first_year"),
    "data_exchange": ("iso3", "from_institution", "to_institution", "dataset"),
    "project": ("title", "donor_name", "recipient_name", "year"),
}
_BESIDE, _LETTERS, _SLIP = 5, 4, 86  # names beside a name, letters of words that a slip can be told in, and how alike they are
_WEAK = ("source_id", "confidence")  # what says where a record is from, not which one it is


class Keys:
    """The keys of the rows of one sheet. `problem` writes a finding, `undecided` takes the names that wait for a person,
    and `cells` are the rows of the sheet."""

    def __init__(
        self,
        table: dictionary.Table,
        plan: Plan,
        names: naming.Names,
        known: Mapping[Key, Record],
        column_of: Mapping[str, int],
        problem: Callable[..., None],
        undecided: dict[tuple[str, str], naming.Found],
        cells: Sequence[Sequence[object]],
    ) -> None:
        """Look up nothing yet."""
        self.table, self.plan, self.names, self.known, self.column_of = table, plan, names, known, column_of
        self._problem, self.undecided, self.cells = problem, undecided, cells
        self._said_for_new = {one.name: UNKNOWN[one.codes] for one in table.fields if one.is_required and one.codes in UNKNOWN}
        dated = ("opened_on", "opened_year"), ("closes_on", "closes_year")
        self._dated = [both for both in dated if set(both) <= set(table.field_names)]
        self.reasons: dict[int, tuple[str, str]] = {}  # row -> the name in the file, and why it means the record

    def of(self, rows: list[tuple[int, Record]]) -> list[tuple[int, Record]]:
        """The rows with their keys: as they stand in the file, of the record with that name, or made anew.

        A value chosen for all new rows helps to tell which record a row is; known records keep what they have.
        """
        is_plain = not self.plan.constants
        full = rows if is_plain else [(row, self._with_constants(record)) for row, record in rows]
        found = self._keyed(full) if len(self.table.keys) == 1 else full
        if is_plain:
            return [(row, self._filled(row, record)) for row, record in found]
        return [(row, self._filled(row, self._kept(record, said))) for (row, record), (_, said) in zip(found, rows, strict=True)]

    def _with_constants(self, record: Record) -> Record:
        chosen = {name: text for name, text in self.plan.constants.items() if record.get(name) is None}
        return {**record, **chosen} if chosen else record

    def _kept(self, record: Record, said: Record) -> Record:
        """A row of a known record without the values that were chosen for new ones."""
        chosen = [name for name in self.plan.constants if name not in self.table.keys and said.get(name) is None]
        if not chosen or self._key_of(record) not in self.known:
            return record
        return {name: value for name, value in record.items() if name not in chosen}

    def _key_of(self, record: Record) -> Key:
        return tuple(record.get(name) for name in self.table.keys)

    def _keyed(self, rows: list[tuple[int, Record]]) -> list[tuple[int, Record]]:
        (key,) = self.table.keys
        has_name = "name" in self.column_of and "name" in self.table.field_names
        open_ones = [(row, record) for row, record in rows if record.get(key) is None and has_name and record.get("name")]
        by_row = {} if self._is_of_country() else self._found_by_name(open_ones)
        nameless = [(row, one) for row, one in rows if one.get(key) is None and not (has_name and one.get("name"))]
        # codes of this landscape can be made; a spelling or an ISO code cannot
        by_row |= self._found_by_identity(nameless, {one.get(key) for _, one in rows}) if key.endswith("_id") else {}
        out = []
        for row, record in rows:
            if record.get(key) is None:
                record = {**record, key: by_row[row] if row in by_row else self._in_country(record)}
                if not key.endswith("_id") and (record[key],) not in self.known:
                    record[key] = None
                if (record[key],) in self.known:
                    record.pop("name", None)  # another spelling of a known name does not rename the record
            out.append((row, record))
        return out

    def _is_of_country(self) -> bool:
        """Whether names repeat from country to country, as those of institutions do."""
        return "iso3" in self.table.field_names and self.table.field("iso3").is_required and self.table.keys != ("iso3",)

    def _in_country(self, record: Record) -> str | None:
        if record.get("iso3") is None or not record.get("name"):
            return None
        said = (record.get("iso3"), naming.fold(str(record.get("name"))))
        for key, one in self.known.items():
            if (one.get("iso3"), naming.fold(str(one.get("name")))) == said:
                return str(key[0])
        return slug(f"{said[0]} {said[1]}")

    def _found_by_name(self, rows: Sequence[tuple[int, Record]]) -> dict[int, object]:
        """Row -> key of the record its name stands for.

        A name that is only similar to a known one waits for a decision, and so does the name of an agency or of a country: in
        a list of donors it may be a donor of its own.
        """
        texts = [str(record["name"]) for _, record in rows]
        found = dict(zip(texts, naming.references(self.table.name, texts, self.names), strict=True))
        out: dict[int, object] = {}
        new: dict[str, int] = {}
        for (row, _), text in zip(rows, texts, strict=True):
            one, decided = found[text], self.plan.decisions.get(("name", text))
            column = self.column_of["name"]
            if decided == LEAVE_OUT and decided is not None:
                self._problem(
                    row, column, text, f"a {self.table.field('name').label.lower()}", "Left out, as you decided.", "left out"
                )
                out[row] = None
            elif decided and decided != NEW:
                out[row] = decided
                self.reasons[row] = text, "decided"
            elif one.code is not None and decided != NEW and not one.reason.startswith(naming.OF_ANOTHER):
                out[row] = one.code
                self.reasons[row] = text, one.reason
            elif (candidates := _candidates(one, self.names, self.table.name)) and decided != NEW:
                one = replace(one, code=None, candidates=candidates)
                self.undecided["name", text] = one
                why = "it is" if found[text].code else "similar:"  # "it is an agency of Germany"
                expected = f"a name that is clearly known or clearly new; {why} {one.near}"
                self._problem(
                    row, column, text, expected, "Decide under “Names” whether it is one of these, or new.", "similar name"
                )
                out[row] = None
            else:
                out[row] = slug(text)
                new.setdefault(text, row)
        self._say_alike(new)
        return out

    def _say_alike(self, new: Mapping[str, int]) -> None:
        """Warn of new names of one file that differ by a slip of the pen: both would come in."""
        for text, other, score in alike(list(new)):
            row, before = new[text], new[other]
            expected = (
                f"a name that is clearly another than “{other[:100]}” in row {before}, which is new too ({score:.0f} % alike)"
            )
            advice = "If both are one, write it in one way in both rows and upload the file again, or leave one of the rows out."
            self._problem(row, self.column_of["name"], text, expected, advice, "new names alike", blocks=False)

    def _found_by_identity(self, rows: Sequence[tuple[int, Record]], stated: Collection[object]) -> dict[int, object]:
        """Row -> key of the record with the same identity, first those that say the same in all; new ones get a key made from it.

        Rows of a list of payments can share all that: they are records of their own with a running number, unless the whole row
        of the sheet is the same.
        """
        if not rows:
            return {}
        required = [one.name for one in self.table.fields if one.is_required and not one.is_key and one.name not in _WEAK]
        telling = IDENTITY.get(self.table.name, required)
        names = [name for name in telling if name in rows[0][1]]
        if any(name in required and name not in names for name in telling):
            names = []  # a part of it alone would be the identity of many
        every = [name for name in rows[0][1] if name not in self.table.keys]
        places = [every.index(name) for name in names]
        labels = "same " + ", ".join(self.table.field(name).label.lower() for name in names)
        alike: dict[tuple, dict[object, tuple]] = {}  # identity -> key -> all that the record says
        for (key,), one in self.known.items():
            if names and key not in stated:
                alike.setdefault(_folded(one, names), {})[key] = _folded(one, every)
        equal = {(what, all_of): key for what, some in alike.items() for key, all_of in reversed(some.items())}
        out: dict[int, object] = {}
        first: dict[tuple, int] = {}
        again: list[tuple[int, int]] = []
        waiting = []
        for row, record in rows:
            all_of = _folded(record, every)
            what = tuple(all_of[place] for place in places)
            whole = (what, all_of, tuple(self.cells[row - 1]))
            if first.setdefault(whole, row) != row:
                again.append((row, first[whole]))
            elif (key := equal.get((what, all_of))) in alike.get(what, ()):
                out[row] = key
                del alike[what][key]
                if (more := next((one for one, said in alike[what].items() if said == all_of), None)) is not None:
                    equal[what, all_of] = more
            else:
                waiting.append((row, what, all_of))
        count: dict[str, int] = {}
        for row, what, all_of in waiting:
            if any(what) and alike.get(what):
                out[row] = next(iter(alike[what]))
                del alike[what][out[row]]
                self.reasons[row] = "", labels
                continue
            base = self._made_key(what if any(what) else all_of)
            key = None
            while key is None or (key,) in self.known or key in stated:
                count[base] = count.get(base, 0) + 1
                key = base if count[base] == 1 else f"{base}-{count[base]}"
            out[row] = key
        return out | {row: out[earlier] for row, earlier in again}

    def _made_key(self, said: tuple) -> str:
        """A key from what tells a record apart, so that it is the same record in the next file."""
        return f"{self.table.name.replace('_', '-')}-{hashlib.sha256(repr(said).encode()).hexdigest()[:10]}"

    def _filled(self, row: int, record: Record) -> Record:
        """A record with what follows from its other fields; a new one says “not known” where a code can say it."""
        before = self.known.get(self._key_of(record), {})
        for on, year in self._dated:
            record = self._with_year(row, record, before, on, year)
        if before:  # a required field that is blank stays as it is
            return {name: value for name, value in record.items() if value is not None or not self.table.field(name).is_required}
        unsaid = {name: said for name, said in self._said_for_new.items() if record.get(name) is None}
        return {**record, **unsaid} if unsaid else record

    def _with_year(self, row: int, record: Record, before: Record, on: str, year: str) -> Record:
        """The year follows from its date where the row changes the date and not the year; two that disagree are a problem."""
        day, number = record.get(on, before.get(on)), record.get(year, before.get(year))
        is_new_day = day != before.get(on)
        is_new_year = number != before.get(year) and number is not None
        if is_new_day and not is_new_year and (day or number == _year(before.get(on))):
            return {**record, year: _year(day)}
        if (is_new_day or is_new_year) and day and number is not None and number != _year(day):
            column = self.column_of.get(year, self.column_of.get(on, 0))
            expected = f"{_year(day)}, the year of “{self.table.field(on).label}” ({day})"
            self._problem(
                row, column, number, expected, "Correct the date or the year, so that both agree.", "date and year disagree"
            )
        return record


def _year(day: object) -> int | None:
    return int(str(day)[:4]) if day else None


def _folded(record: Record, names: Sequence[str]) -> tuple[str, ...]:
    """What some fields say, in a form in which equal values are equal text."""
    return tuple(
        naming.fold(one) or one
        if isinstance(one, str)
        else ""
        if one is None
        else f"{one:.12g}"
        if isinstance(one, float)
        else str(one)
        for one in map(record.get, names)
    )


def _candidates(found: naming.Found, names: naming.Names, table: str) -> tuple[tuple[str, str, float], ...]:
    """The records that a name may stand for, the one that it is otherwise known for first."""
    if found.code is None:
        return found.candidates
    return ((found.code, names.tables[table].labels.get(found.code, found.code), found.score),)


def alike(texts: Sequence[str]) -> list[tuple[str, str, float]]:
    """Names that differ by a slip of the pen in some word, each with the first that it is like and how much (of 100).

    Each is compared with those beside it in the order of the alphabet, read from the front and from the back: a slip leaves one
    of the two ends as it is.
    """
    folded = {text: naming.fold(text) for text in texts}
    place = {text: number for number, text in enumerate(texts)}
    found: dict[str, tuple[str, float]] = {}
    for key in (folded.get, lambda text: folded[text][::-1]):
        in_order = sorted(texts, key=key)
        for number, one in enumerate(in_order):
            said = folded[one]
            for other in in_order[number + 1 : number + 1 + _BESIDE]:
                if fuzz.ratio(said, folded[other], score_cutoff=_SLIP) and (score := _slip(said, folded[other])):
                    first, second = sorted((one, other), key=place.get)
                    if score > found.get(second, ("", 0))[1]:
                        found[second] = first, score
    return [(text, *found[text]) for text in texts if text in found]


def _slip(one: str, other: str) -> float:
    """How much two folded names are alike, where they differ only in words that are nearly the same; otherwise 0."""
    if one == other:
        return 0
    words, others = one.split(), other.split()
    mine, its = " ".join(word for word in words if word not in others), " ".join(word for word in others if word not in words)
    if min(len(mine), len(its)) < _LETTERS or any(letter.isdigit() for letter in mine + its):
        return 0
    return fuzz.ratio(mine, its, score_cutoff=_SLIP)


def slug(text: str) -> str:
    """A short stable name made from a longer one: "Agence française de développement" -> "agence-francaise-de-developpement"."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)).casefold()
    said = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(said) <= 80 and (plain.isascii() or not any(one.isalpha() and not one.isascii() for one in plain)):
        return said or "record"
    return (
        f"{said[:69] or 'record'}-{hashlib.sha256(plain.encode()).hexdigest()[:10]}"  # what is left out still tells names apart
    )
