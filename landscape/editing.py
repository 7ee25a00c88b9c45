"""What one reader edits of lists on screen: values that change, rows that come and rows that go, as if they came in a file.

Nothing here writes: what was edited becomes uploads, which are checked, previewed and published like those of a workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from landscape import changes, checks, confidential, dictionary, plans, template, upload, words
from landscape.changes import Change, Key
from landscape.checks import Finding
from landscape.keys import slug
from landscape.matching import records
from landscape.upload import Upload
from landscape.workbook import Sheet, Workbook

PARTS = {"opportunity": ("opportunity_line",)}  # rows that are part of a record, and go with it
_ADVICE = {
    "required": "Fill it in, or take the row out.",
    "unknown name": "Choose one from the list of its column, or clear the cell.",
    "unique": "Keep the row that is right, and take the other out.",
}


@dataclass
class Editing:
    """What one reader edited of one list, and the version it was read from.

    `values` holds each changed value by record and field, `added` the new rows by a running number, both as cells show them:
    labels of codes, names of records. `gone` are the records to remove. `choices` say what of the preview is taken.
    """

    table: str
    version: str
    values: dict[tuple[Key, str], object] = field(default_factory=dict)
    added: dict[int, dict[str, object]] = field(default_factory=dict)
    gone: set[Key] = field(default_factory=set)
    choices: dict[object, bool] = field(default_factory=dict)
    number: int = 0  # of the table on the screen: with another number it is drawn without its own memory
    notice: str = ""
    drawn: dict[str, tuple[str, Editing]] = field(default_factory=dict)  # of each table on the screen: its key and first state

    @property
    def is_empty(self) -> bool:
        """Whether nothing was edited."""
        return not (self.values or self.added or self.gone)

    def add(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Add new rows: field -> stored value, as the dictionary types it; a record that is itself new goes by its name."""
        said = said_of(self.table, self.version)
        for row in rows:
            shown = {name: as_cell(value, said.get(name, {})) for name, value in row.items()}
            self.added[max(self.added, default=0) + 1] = shown

    def as_drawn(self, kind: str, key: str, is_there: bool) -> Editing:
        """What was edited when the table of this key was first drawn: `is_there` says that it still remembers what came since.

        A table that got its own edits back as its rows would forget them, and run the page once more in the middle of a click.
        """
        if not is_there or self.drawn.get(kind, ("",))[0] != key:
            added = {number: dict(row) for number, row in self.added.items()}
            self.drawn[kind] = key, Editing(self.table, self.version, dict(self.values), added, set(self.gone))
        return self.drawn[kind][1]

    def discard(self) -> None:
        """Forget all that was edited."""
        self.values, self.added, self.gone, self.choices, self.notice = {}, {}, set(), {}, ""
        self.number += 1


def said_of(table: str, version: str) -> dict[str, dict[str, str]]:
    """Field -> stored value -> what its cell says, of one table."""
    return {one.name: template.words_of(one, version) for one in dictionary.table(table).fields}


def typed_in(one: dictionary.Table) -> list[str]:
    """The fields of a new row that people fill in: all but the code that is made from the rest of the row."""
    is_made = len(one.keys) == 1 and one.keys[0].endswith("_id")
    return [each.name for each in one.filled_in if not (is_made and each.is_key)]


def as_cell(value: object, said: Mapping[str, str]) -> object:
    """A stored value as its cell shows it."""
    if isinstance(value, list):
        return "; ".join(said.get(one, one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)  # else 2.5 would become 2 in silence
    return said.get(value, value) if isinstance(value, str) else value


def as_shown(one: dictionary.Table, version: str, said: Mapping[str, Mapping[str, str]]) -> tuple[pd.DataFrame, list[Key]]:
    """The rows of a list as they are edited, and their keys. A column takes whatever is typed; what is wrong the checks say.

    What countries answered to confidential surveys is left blank, which changes nothing as long as nothing is typed.
    """
    rows = changes.plain(changes.rows(one, version), one)
    if one.name == confidential.TABLE:
        there = confidential.open_questions(version)
        nothing = dict.fromkeys(confidential.FIELDS)
        rows = [row if row["question_id"] in there else row | nothing for row in rows]
    columns = {each.name: [as_cell(row[each.name], said[each.name]) for row in rows] for each in one.filled_in}
    keys = [tuple(row[name] for name in one.keys) for row in rows]
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()}), keys


def with_edits(shown: pd.DataFrame, keys: Sequence[Key], editing: Editing) -> pd.DataFrame:
    """Rows of a list with the values that were edited."""
    row_of = {key: row for row, key in enumerate(keys)}
    out = shown.copy()
    for (key, name), value in editing.values.items():
        if key in row_of:
            out.loc[row_of[key], name] = value
    return out


def new_names(table: str, editings: Mapping[str, Editing]) -> list[str]:
    """The names of the new rows of one table, by which rows of other lists can name them."""
    added = editings[table].added.values() if table in editings else ()
    return [str(row["name"]).strip() for row in added if str(row.get("name") or "").strip()]


def renamed(editings: Mapping[str, Editing], table: str, before: object, after: object) -> None:
    """Let new rows of other lists follow a new row that gets another name."""
    for other in editings.values():
        for one in dictionary.table(other.table).fields:
            for row in other.added.values() if one.references == table and before and after else ():
                if row.get(one.name) == before:
                    row[one.name] = after
                    other.number += 1


@dataclass(frozen=True)
class Prepared:
    """What comes of edits: one upload per list, the others' findings named by their row, and what the row is called."""

    uploads: tuple[Upload, ...]
    findings: tuple[tuple[str, Finding], ...]  # name of the row, finding


def prepared(editings: Sequence[Editing], version: str) -> Prepared:
    """Edits of one or several lists as uploads, compared with one version and checked; new rows may name each other."""
    gone = {one.table: set(one.gone) for one in editings}
    for table, parts in PARTS.items():
        for part in parts:
            keys = [key for key in changes.records(part, version) if (key[0],) in gone.get(table, ())]
            gone.setdefault(part, set()).update(keys)
    by_table = {one.table: one for one in editings} | {
        table: Editing(table, version) for table, keys in gone.items() if keys and table not in {one.table for one in editings}
    }
    order = [one.name for one in dictionary.tables()]
    made = [_Sheet(by_table[name], version, gone[name]) for name in sorted(by_table, key=order.index)]
    book = Workbook("Edited on screen", "", tuple(one.sheet for one in made), based_on=version)
    names = records.names(version)
    found, _ = plans.proposed(book, names, version)
    planned = [replace(plan, decisions=one.decisions()) for plan, one in zip(found, made, strict=True)]
    done = dict(upload.one_by_one(book, planned, names, version))
    uploads, findings = [], []
    for place, one in enumerate(made):
        each, said = one.removed(done[place], set(gone))
        uploads.append(each)
        findings += said
    return Prepared(tuple(uploads), tuple(findings))


class _Sheet:
    """The rows that were edited of one list, as a sheet made from the template."""

    def __init__(self, editing: Editing, version: str, gone: set[Key]) -> None:
        """Put the changed rows first, then the new ones; new rows that cannot come in are findings."""
        self.editing, self.version, self.gone = editing, version, gone
        self.one = dictionary.table(editing.table)
        rows, keys = as_shown(self.one, version, said_of(self.one.name, version))
        self.known = dict(zip(keys, rows.to_dict("records"), strict=True))
        self.findings: list[tuple[str, Finding]] = []
        edited = {key for key, _ in editing.values if key not in gone}
        touched = [row for row, key in enumerate(keys) if key in edited]
        shown = with_edits(rows.iloc[touched].reset_index(drop=True), [keys[row] for row in touched], editing)
        new = pd.DataFrame(self._new(), columns=shown.columns, dtype=object)
        both = [shown, new] if len(shown) and len(new) else [shown if len(shown) else new]
        all_rows = pd.concat(both, ignore_index=True).map(lambda cell: "Yes" if cell is True else "No" if cell is False else cell)
        self.called = [self._name(row) for row in all_rows.to_dict("records")]
        cells = all_rows.astype(object).where(all_rows.notna(), None).values.tolist()
        headers = [template.header_of(each) for each in self.one.filled_in]
        self.sheet = Sheet(template.sheet_name(self.one), [headers, *cells])

    def _name(self, row: Mapping[str, object]) -> str:
        said = [row.get(name) for name in ("name", "title", "what", "evidence", *self.one.keys)]
        return next((str(one) for one in said if one and not words.is_unknown(one)), "New row")

    def _new(self) -> list[dict[str, object]]:
        """The new rows without those that are blank, or have the name of another record."""
        out, has_name = [], self.is_named
        taken = {slug(str(row.get("name") or "")) for row in self.known.values()} | {str(key[0]) for key in self.known}
        for row in self.editing.added.values():
            name = str(row.get("name") or "").strip()
            if not any(not words.is_unknown(value) and value != "" for value in row.values()):
                self._say("New row", "", "", "at least a name", "Fill the row in, or take it out.", "required")
            elif has_name and not name:
                label = self.one.field("name").label
                self._say("New row", label, "", f"a value: {label} is required", _ADVICE["required"], "required")
            elif has_name and slug(name) in taken:
                label, advice = self.one.field("name").label, "Give it another name, or change the row that is there."
                self._say(name, label, name, "a name that no other row has", advice, "unique")
            else:
                taken |= {slug(name)} if has_name else set()
                out.append({key: value for key, value in row.items() if value != ""})
        return out

    @property
    def is_named(self) -> bool:
        """Whether a new row gets its code from its name alone."""
        return "name" in self.one.field_names and len(self.one.keys) == 1 and self.one.keys[0].endswith("_id")

    def _say(self, row: str, column: str, found: str, expected: str, advice: str, rule: str) -> None:
        self.findings.append((row, Finding(self.one.label, "", None, column, found, expected, advice, True, rule)))

    def decisions(self) -> dict[tuple[str, str], str]:
        """New rows are new, whatever they resemble: a person added them one by one."""
        names = [str(row.get("name") or "").strip() for row in self.editing.added.values()] if self.is_named else []
        return {("name", name): plans.NEW for name in names if name}

    def removed(self, done: Upload, together: set[str]) -> tuple[Upload, list[tuple[str, Finding]]]:
        """The upload with the records that go, and all that is wrong with the name of its row."""
        now = changes.records(self.one.name, self.version) if self.gone else {}
        going = tuple(
            Change(self.one.name, "removed", key, changes.name_of(self.one, now[key]), _all_of(self.one, now[key]))
            for key in sorted(self.gone, key=str)
            if key in now
        )
        made = replace(done.changes, missing=(), removed=going)
        parts = {dictionary.table(part).label for part in PARTS.get(self.one.name, ()) if part in together}
        stays, held = checks.held(made, (), self.one.label, parts, "tick it here again")
        made = replace(made, removed=tuple(one for one in going if one.key not in stays))
        said = [(self._row(one), one._replace(advice=_ADVICE.get(one.rule, one.advice))) for one in done.findings]
        said += [(one.found, one) for one in held]
        out = range(-len(self.findings), 0)  # new rows that never came to the sheet have no number there
        done = replace(done, changes=made, findings=(*done.findings, *held), blocked_rows=done.blocked_rows | {*out})
        return done, [*self.findings, *said]

    def _row(self, one: Finding) -> str:
        return self.called[one.row - 2] if one.row is not None and 2 <= one.row < len(self.called) + 2 else self.one.label


def _all_of(one: dictionary.Table, record: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    return {each.name: (record[each.name], None) for each in one.filled_in if record.get(each.name) is not None}
