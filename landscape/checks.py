"""The rules of the landscape, and what breaks them in an upload.

Rules of the dictionary (required, unique) are here; those that compare fields or records are SQL, one file per rule in
`queries/checks`. Such a file begins with the sentence that is shown, the advice, and "Blocks." or "Warns."
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from landscape import confidential, contacts, dictionary, merge, store, template, words
from landscape.changes import MODES, Change, Changes, Key, Record, key_in_text
from landscape.keys import UNKNOWN
from landscape.matching.records import fold, in_words


class Finding(NamedTuple):
    """Something in an upload that a person should look at. One that blocks keeps its row out; the others are warnings."""

    sheet: str
    cell: str
    row: int | None
    column: str
    found: str
    expected: str
    advice: str
    is_blocking: bool
    rule: str


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which to solve them: what keeps all rows out, what keeps one out, and then the warnings."""
    return sorted(found, key=lambda one: (not one.is_blocking, one.row is not None))


@dataclass(frozen=True)
class Rule:
    """One file of `queries/checks`: it returns table_name, record, field and found for each record that breaks the rule."""

    name: str
    sentence: str
    advice: str
    is_blocking: bool
    reads: frozenset[str] = frozenset()  # the tables that it is about: a change of another one cannot break it
    names: frozenset[str] = frozenset()  # every word of it, fields among them


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule that is written in SQL."""
    found, tables = [], {table.name for table in dictionary.tables()}
    for path in sorted((store.QUERIES / "checks").glob("*.sql")):
        said = path.read_text(encoding="utf-8")
        lines = [line.removeprefix("--").strip() for line in said.splitlines()[:3]]
        names = frozenset(re.findall(r"\w+", said))
        found.append(Rule(path.stem, lines[0], lines[1], lines[2] == "Blocks.", tables & names, names))
    return tuple(found)


def rules_about(tables: Collection[str]) -> list[Rule]:
    """The rules that a change of these tables can break."""
    return [rule for rule in rules() if not rule.reads.isdisjoint(tables)]


def can_be_for_all(field: dictionary.Field) -> bool:
    """Whether a person can choose one value of this field for all new rows: a code that does not say “not known” by itself."""
    return bool(field.codes) and not field.references and not field.is_key and field.codes not in UNKNOWN


def missing_values(
    table: str, rows: Sequence[tuple[int, Record]], known: Collection[Key], filled: Collection[str], where: Callable
) -> tuple[list[Finding], set[int]]:
    """New records without a value that the dictionary requires, and the rows that this keeps out; known ones stay.

    `filled` are the fields that a column or a choice for all rows fills; one that nothing fills is one finding, not one for
    each row. `where` tells sheet, cell and header of a field in a row.
    """
    one, found, out = dictionary.table(table), [], set()
    required = [field for field in one.filled_in if field.is_required and field.references != "source"]
    if len(one.keys) == 1:
        required = [field for field in required if not (field.is_key and field.name.endswith("_id"))]  # made from the name
    new = {row for row, record in rows if tuple(map(record.get, one.keys)) not in known}
    for field in required:
        rows_without = [row for row, record in rows if record.get(field.name) is None and row in new]
        out.update(rows_without)
        expected = f"a value: {field.label} is required"
        if rows_without and field.name not in filled:
            sheet, *_ = where(rows_without[0], field.name)
            count = words.count(len(rows_without), "new row")
            one_for_all = f", or choose “{field.label}, for all new rows”" if can_be_for_all(field) else ""
            advice = f"Under “Columns”, say which column holds it{one_for_all}. Until then {count} stay out."
            found.append(Finding(sheet, "", None, field.label, "", expected, advice, True, "required"))
            continue
        for row in rows_without:
            sheet, cell, column = where(row, field.name)
            advice = "Fill the cell" + (
                ", or choose one value for all new rows under “Columns”." if can_be_for_all(field) else "."
            )
            found.append(Finding(sheet, cell, row, column or field.label, "", expected, advice, True, "required"))
    return found, out


def repeated(table: str, rows: Sequence[tuple[int, Record]], where: Callable) -> list[Finding]:
    """Rows that stand for a record which an earlier row of the file stands for already."""
    one, first, found = dictionary.table(table), {}, []
    for row, record in rows:
        key = tuple(record.get(name) for name in one.keys)
        if key == (None,):  # which record it is waits for a decision
            continue
        if key not in first:
            first[key] = (row, record)
            continue
        sheet, cell, column = where(row, one.keys[-1])
        is_same = first[key][1] == record
        expected = f"one row for each record; row {first[key][0]} has " + ("the same" if is_same else "other values for it")
        advice = "The first row is taken. Remove one of the two." if is_same else "Keep the row that is right, remove the other."
        found.append(Finding(sheet, cell, row, column, " · ".join(map(str, key)), expected, advice, True, "unique"))
    return found


STAYS = ("removal waits", "still named", "row left out")  # the rules by which a record stays that the file lacks


def held(
    changes: Changes,
    waiting: Collection[int],
    sheet: str,
    together: Collection[str] = (),
    again: str = "upload this file again in the same way",
) -> tuple[set[Key], list[Finding]]:
    """Records that stay although the file lacks them, and why: a row waits that may stand for them, or other lists name them.

    `together` are labels of lists whose rows go with the record; `again` says what to do once these rows are gone.
    """
    if not changes.removed:
        return set(), []
    if waiting:
        said = words.count(len(changes.removed), "record") + " not in the file"
        expected = "no row with a problem, as it may stand for one of them: row " + ", ".join(map(str, sorted(waiting)[:10]))
        advice = "Solve these rows, or leave them out. Until then nothing is removed."
        return {one.key for one in changes.removed}, [
            Finding(sheet, "", None, "", said, expected, advice, False, "removal waits")
        ]
    stay, found = set(), []
    for label, statement in dictionary.table(changes.table).referring.items():
        if label in together:
            continue
        try:
            used = dict(store.frame(statement, changes.version).itertuples(index=False))
        except store.TooOld:  # there is no such list yet, and nothing in it
            continue
        for one in changes.removed:
            if count := used.get(one.key[0]):
                stay.add(one.key)
                expected = f"no row that names it; {words.count(count, 'row')} of “{label}” do"
                advice = (
                    f"It stays. To remove it: first upload the list “{label}” without these rows, choose "
                    f"“{MODES['replace']}” under “What the file does”, and publish; then {again}."
                    if is_kept(label)
                    else "It stays: those figures come from publishers, and nobody can upload them without it."
                )
                found.append(Finding(sheet, "", None, "", one.name, expected, advice, False, "still named"))
    return stay, found


def is_kept(label: str) -> bool:
    """Whether people keep the list of this label, so that rows can be taken from it."""
    return label in {dictionary.table(name).label for name in template.KEPT}


def passed_over(changes: Changes, rows: Mapping[int, Sequence[object]], sheet: str) -> tuple[set[Key], list[Finding]]:
    """Records that stay although no record of the file is theirs: a row that was left out, as a title or a total, names them."""
    stay, found = set(), []
    if not changes.removed:
        return stay, found
    said = {row: {fold(str(cell)) for cell in cells if cell is not None} for row, cells in rows.items()}
    for one in changes.removed:
        key = {fold(str(part)) for part in one.key}
        row = next((row for row, texts in said.items() if key <= texts or fold(one.name) in texts), None)
        if row is not None:
            stay.add(one.key)
            expected = f"a record in row {row}, which was left out and names it"
            advice = "It stays. Under “Rows”, take the row in if it is a record."
            found.append(Finding(sheet, f"A{row}", row, "", one.name, expected, advice, False, "row left out"))
    return stay, found


def broken_rules(changes: Sequence[Changes], place: Callable[[Change], Callable[[Sequence[str]], tuple]]) -> list[Finding]:
    """What the rules in SQL say of the records that come in or change, tried on a copy that is thrown away.

    `place` gives, for a change, the function that tells row, sheet, cell, column and text of the first of some fields that the
    file says: the one that the rule names, else one that the file changes and the rule looks at.
    """
    touched = [one for one in changes if not one.is_empty]
    if not touched:
        return []
    where = {(one.table, key_in_text(each.key)): each for one in touched for each in (*one.added, *one.changed)}
    found = [
        Finding(sheet, cell, row, column, (text or _text(change.fields[name][1]))[:200], said, advice, True, rule)
        for change, name, said, advice, rule in not_to_come_in(touched)
        for row, sheet, cell, column, text in [place(change)([name])]
    ]
    with store.scratch(touched[0].version) as trial:
        for one in touched:
            trial.execute(dictionary.table(one.table).shadow)
            merge.apply(trial, one)
        for rule in rules_about({one.table for one in touched}):
            try:
                rows = store.question(trial, f"checks/{rule.name}").itertuples()
            except store.NOT_THERE:  # in a version from before what the rule is about; the next one has it, and is checked again
                continue
            for broken in rows:
                change = where.get((broken.table_name, broken.record))
                looked_at = _looked_at(change, rule) if change else []
                if looked_at or (change and rule.is_blocking):  # an oddity that was there before is no news
                    row, sheet, cell, column, text = place(change)([broken.field, *looked_at])
                    said = text or in_words(dictionary.table(change.table).field(broken.field), broken.found, touched[0].version)
                    found.append(
                        Finding(sheet, cell, row, column, str(said), rule.sentence, rule.advice, rule.is_blocking, rule.name)
                    )
    return found


CONTACT = (
    "Take it out, and name a role such as “Head of the statistics unit”. A code needs letters and a hyphen before it, as in "
    "“No-0612345678”."
)


def not_to_come_in(changes: Sequence[Changes]) -> Iterator[tuple[Change, str, str, str, str]]:
    """Each change and field that blocks for what it was or says, with a sentence, an advice and the name of the rule."""
    yield from ((*one, CONTACT, "contact") for one in ways_to_reach(changes))
    yield from ((*one, confidential.STAYS, "survey") for one in confidential.under_another(changes))


def ways_to_reach(changes: Iterable[Changes]) -> Iterator[tuple[Change, str, str]]:
    """Each change and field that would bring in an e-mail address or a telephone number, with a sentence that says so.

    Whoever reads the landscape reads all of it, and nobody asked the person. Codes and the addresses of pages are not looked at.
    """
    for one in changes:
        table = dictionary.table(one.table)
        texts = {each.name for each in table.filled_in if each.type in ("text", "list") and not (each.codes or each.references)}
        texts -= {name for name in texts if name.endswith(("_id", "_ids", "_code", "url"))}
        texts -= {"contact_role"}  # it has a stricter rule of its own
        coming = (*one.added, *one.changed)
        # Each text is looked at once, and nothing else is done for many thousand records that have none.
        there = {name: {_text(each.fields[name][1]) for each in coming if name in each.fields} for name in texts}
        found = {text: said for text in set().union(*there.values()) if (said := contacts.found_in(text))}
        for change in coming if found else ():
            for name in texts & change.fields.keys():
                if said := found.get(_text(change.fields[name][1])):
                    looks = contacts.said_of(said)
                    yield change, name, f"The address or telephone number of a person does not belong here: {looks}."


def _text(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _looked_at(change: Change, rule: Rule) -> list[str]:
    """The fields of a change that a rule looks at; a year may come from its date."""
    return [name for name in change.fields if {name, name.replace("_on", "_year")} & rule.names]
