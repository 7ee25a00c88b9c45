"""Which record each row of a sheet stands for: by its key, by its name, or a new one with a key made from what it says."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

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
}


class Keys:
    """The keys of the rows of one sheet. `problem` writes a finding, `undecided` takes the names that wait for a person."""

    def __init__(
        self,
        table: dictionary.Table,
        plan: Plan,
        names: naming.Names,
        known: Mapping[Key, Record],
        column_of: Mapping[str, int],
        problem: Callable[..., None],
        undecided: dict[tuple[str, str], naming.Found],
    ) -> None:
        """Look up nothing yet."""
        self.table, self.plan, self.names, self.known, self.column_of = table, plan, names, known, column_of
        self._problem, self.undecided = problem, undecided
        self.reasons: dict[int, tuple[str, str]] = {}  # row -> the name in the file, and why it means the record

    def of(self, rows: list[tuple[int, Record]]) -> list[tuple[int, Record]]:
        """The rows with their keys: as they stand in the file, of the record with that name, or made anew.

        A value chosen for all new rows helps to tell which record a row is; known records keep what they have.
        """
        full = [(row, self._with_constants(record)) for row, record in rows]
        found = self._keyed(full) if len(self.table.keys) == 1 else full
        return [(row, self._filled(self._kept(record, said))) for (row, record), (_, said) in zip(found, rows, strict=True)]

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
        out = []
        for row, record in rows:
            if record.get(key) is None:
                if row in by_row:
                    record = {**record, key: by_row[row]}
                elif has_name and self._is_of_country():
                    record = {**record, key: self._in_country(record)}
                elif not has_name or not record.get("name"):
                    record = {**record, key: self._made_key(record)}
                if not key.endswith("_id") and (record[key],) not in self.known:
                    record[key] = None  # codes of this landscape can be made; a spelling or an ISO code cannot
                if (record[key],) in self.known:
                    record.pop("name", None)  # another spelling of a known name does not rename the record
            out.append((row, record))
        return out

    def _is_of_country(self) -> bool:
        """Whether names repeat from country to country, as those of institutions do."""
        return "iso3" in self.table.field_names and self.table.field("iso3").is_required and self.table.keys != ("iso3",)

    def _in_country(self, record: Record) -> str | None:
        if record.get("iso3") is None:
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
                near = ", ".join(f"{label} ({score:.0f} %)" for _, label, score in one.candidates[:3])
                expected = f"a name that is clearly known or clearly new; similar: {near}"
                self._problem(
                    row, column, text, expected, "Decide under “Names” whether it is one of these, or new.", "similar name"
                )
                out[row] = None
            else:
                out[row] = slug(text)
        return out

    def _made_key(self, record: Record) -> str:
        """A key from what the row says, so that the same row in the next file is the same record."""
        said = sorted((name, str(value)) for name, value in record.items() if value is not None and name not in self.table.keys)
        return f"{self.table.name.replace('_', '-')}-{hashlib.sha256(repr(said).encode()).hexdigest()[:10]}"

    def _filled(self, record: Record) -> Record:
        """A record with what follows from its other fields; a new one says “not known” where a code can say it."""
        for on, year in (("opened_on", "opened_year"), ("closes_on", "closes_year")):
            if record.get(on) and year in self.table.field_names:
                record = {**record, year: int(str(record[on])[:4])}
        if self._key_of(record) in self.known:
            return record
        for field in self.table.fields:
            if field.is_required and field.codes in UNKNOWN and record.get(field.name) is None:
                record = {**record, field.name: UNKNOWN[field.codes]}
            if field.name == "evidence_count" and record.get(field.name) is None:
                record = {**record, field.name: 0}
        return record


def _candidates(found: naming.Found, names: naming.Names, table: str) -> tuple[tuple[str, str, float], ...]:
    """The records that a name may stand for, the one that it is otherwise known for first."""
    if found.code is None:
        return found.candidates
    return ((found.code, names.tables[table].labels.get(found.code, found.code), found.score),)


def slug(text: str) -> str:
    """A short stable name made from a longer one: "Agence française de développement" -> "agence-francaise-de-developpement"."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)).casefold()
    said = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(said) <= 80 and not any(one.isalpha() and not one.isascii() for one in plain):
        return said or "record"
    return (
        f"{said[:69] or 'record'}-{hashlib.sha256(plain.encode()).hexdigest()[:10]}"  # what is left out still tells names apart
    )
