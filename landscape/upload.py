"""A workbook on its way in: each sheet of the plan becomes changes of one table, or problems that name the cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from landscape import checks, confidential, dictionary, layout, store, words
from landscape.changes import Changes, Key, Record, compare, records, same
from landscape.checks import Finding
from landscape.matching import money
from landscape.matching import records as naming
from landscape.plans import Conversion, Plan, passed_over
from landscape.rows import Rows
from landscape.sheets import header_of
from landscape.workbook import Sheet, Workbook, column_letters

ACROSS = "names across"  # the rule that each row names its record
_SIDE_BY_SIDE = 5  # headers that name records, from which on these stand over the columns


@dataclass(frozen=True)
class Upload:
    """One sheet read with its plan: what would change, what is wrong, what was converted, what waits for a decision."""

    plan: Plan
    changes: Changes
    findings: tuple[Finding, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    undecided: Mapping[tuple[str, str], naming.Found] = field(default_factory=dict)
    blocked_rows: frozenset[int] = frozenset()  # that a problem keeps out


Say = Callable[[float, str], object]  # hears how far something is, from 0 to 1, and what is done


def _quiet(share: float, text: str) -> None:
    """Say nothing."""


def prepared(workbook: Workbook, plan: Plan, names: naming.Names, version: str, say: Say = _quiet) -> Upload:
    """Read a sheet with a plan and compare it with a version. A row with a blocking problem stays out, the others come in."""
    sheet = workbook.sheets[plan.sheet]
    known = records(plan.table, version)
    doubled = _doubled(sheet, plan)
    single = {column: name for column, name in plan.fields.items() if name not in doubled}
    rows = Rows(
        sheet, replace(plan, fields=single), names, money.rates(version), known, lambda share, text: say(0.7 * share, text)
    )
    rows.findings += doubled.values()
    rows.findings += _across(sheet, plan, names)
    rows.findings += _left_out(sheet, plan)
    say(0.7, f"{rows.table.label}: comparing and checking")
    rows.findings += map(rows.named, checks.repeated(plan.table, rows.records, rows.where))
    missing, kept_out = checks.missing_values(plan.table, rows.records, known, {*rows.column_of, *plan.constants}, rows.where)
    marked = {one.cell for one in rows.findings if one.is_blocking}
    rows.findings += [one for one in missing if one.cell not in marked or not one.cell]
    good = [(row, record) for row, record in rows.good() if row not in kept_out]
    changes = compare(plan.table, version, good, plan.mode, known).with_reasons(rows.reasons)
    base = records(plan.table, made_from) if (made_from := made_from_earlier(workbook, version)) and plan.is_template else {}
    changes = changes.since(base) if base else changes
    rows.findings += _changed_by_others(changes, base, rows)
    keys = {row: tuple(record.get(name) for name in rows.table.keys) for row, record in rows.records}
    stays = set(keys.values())  # bad rows are there too
    if plan.table == confidential.TABLE and plan.is_template:  # a template has no answer to a confidential survey
        stays |= {key for key in changes.missing if key[0] not in confidential.open_questions(version)}
    changes = replace(
        changes,
        missing=tuple(key for key in changes.missing if key not in stays),
        removed=tuple(one for one in changes.removed if one.key not in stays),
    )
    bad = kept_out | {one.row for one in rows.findings if one.is_blocking and one.row is not None and one.rule != "left out"}
    stays, held = checks.held(changes, {row for row in bad if keys.get(row, ()) not in known}, sheet.name)
    changes = replace(changes, removed=tuple(one for one in changes.removed if one.key not in stays))
    no_records = {row: sheet.rows[row - 1] for row, why in plan.layout.left_out.items() if why != layout.BLANK}
    stays, passed = checks.passed_over(changes, no_records, sheet.name)
    changes = replace(changes, removed=tuple(one for one in changes.removed if one.key not in stays))
    rows.findings += (*held, *passed)
    broken = checks.broken_rules([changes], rows.place)
    return Upload(
        plan,
        changes.without_rows({one.row for one in broken if one.is_blocking}),
        (*rows.findings, *broken),
        tuple(rows.conversions),
        rows.undecided,
        frozenset({one.row for one in (*rows.findings, *broken) if one.is_blocking and one.row is not None} | kept_out),
    )


def made_from_earlier(workbook: Workbook, version: str) -> str:
    """The earlier version that a template was made from, where it is still there: what a person touched differs from it."""
    return str(workbook.based_on) if workbook.based_on != version and is_of_here(workbook) else ""


def is_of_here(workbook: Workbook) -> bool:
    """Whether the version that a template was made from is still here. One of the same number in another place is another one."""
    return workbook.based_on in store.versions() and store.digest(str(workbook.based_on)) == workbook.digest


def made_from(workbook: Workbook) -> str:
    """The version that a template was made from, in words."""
    if not str(workbook.based_on).isdecimal():
        return "an unknown version"
    is_other = workbook.digest and workbook.based_on in store.versions() and not is_of_here(workbook)
    return f"version {workbook.based_on}" + (" of another landscape" if is_other else "")


def _changed_by_others(changes: Changes, base: Mapping[Key, Record], rows: Rows) -> list[Finding]:
    """Fields that the file changes, and that somebody else has changed too since the template was made."""
    found = []
    for change in changes.changed if base else ():
        hidden = confidential.FIELDS if confidential.is_hidden(change, changes.version) else ()
        for name, (now, _) in change.fields.items():
            if change.key in base and not same(base[change.key].get(name), now):
                was, is_now = (
                    confidential.HIDDEN
                    if name in hidden
                    else naming.in_words(rows.table.field(name), one, changes.version) or words.NOT_KNOWN
                    for one in (base[change.key].get(name), now)
                )
                expected = f"“{is_now[:200]}”, as somebody else has it since the template was made; there it was “{was[:200]}”"
                advice = "Take your value only if it is the right one."
                sheet, cell, column = rows.where(change.row, name)
                said = rows.text(change.row, name)
                found.append(Finding(sheet, cell, change.row, column, said, expected, advice, False, "changed since"))
    return found


def _left_out(sheet: Sheet, plan: Plan) -> list[Finding]:
    """The columns of a template that fill no field, which nobody chose to leave out."""
    advice = "Give it the heading that the template has for it, or delete it if it is not needed."
    found = []
    computed = {header_of(one) for one in dictionary.table(plan.table).fields if one.is_computed}  # in an earlier template
    for column, header in enumerate(plan.layout.headers if plan.is_template else ()):
        if (column not in plan.fields and header not in computed) and (
            header.strip() or any(sheet.rows[row - 1][column] is not None for row in plan.layout.data_rows)
        ):
            name = header.strip() or f"Column {column_letters(column)}"
            cell = f"{column_letters(column)}{plan.layout.header_row}"
            expected = "a heading of the template; this column fits no field and is left out"
            found.append(Finding(sheet.name, cell, None, name, name[:200], expected, advice, False, "column left out"))
    return found


def _sheets_left_out(workbook: Workbook, plans: Sequence[Plan]) -> list[Finding]:
    """The sheets that were added to a template, or lost their headers."""
    if not any(plan.is_template for plan in plans):
        return []
    advice = "Move its rows to the sheet of their list, or upload it as a file of its own."
    found = []
    for sheet in passed_over(workbook):
        said = f"{sheet.name}: {words.count(len(sheet.rows), 'row')}"
        expected = "a sheet of the template; this one fits no list and is not read"
        found.append(Finding(sheet.name, "", None, "", said, expected, advice, False, "sheet left out"))
    return found


def _across(sheet: Sheet, plan: Plan, names: naming.Names) -> list[Finding]:
    """A list whose donors, or other records that each row must name, stand as headers over its columns."""
    table, lay = dictionary.table(plan.table), plan.layout
    for one in table.fields if lay.header_row and not plan.is_template else ():
        of = one.references or (table.name if one.name == "name" else "")
        if not one.is_required or one.name in plan.fields.values() or of not in names.tables:
            continue
        header = {column: cell for column, cell in enumerate(sheet.rows[lay.header_row - 1]) if isinstance(cell, str)}
        found = naming.references(of, header.values(), names)
        known = [column for column, what in zip(header, found, strict=True) if what.code is not None]
        if len(known) >= _SIDE_BY_SIDE and 2 * len(known) >= len(header):
            said = words.listed([header[column].strip() for column in known[:3]] + [f"{len(known) - 3:,} more"])
            expected = f"one row for each {one.label.lower()}; here they stand side by side, as headers of {len(known):,} columns"
            advice = (
                "In Excel, copy the list, choose Paste Special and “Transpose” on a new sheet, so that each of them begins a row "
                f"under a heading such as “{one.label}”, and upload that. Until then no row comes in."
            )
            cell = f"{column_letters(known[0])}{lay.header_row}"
            return [Finding(sheet.name, cell, None, one.label, said, expected, advice, True, ACROSS)]
    return []


def _doubled(sheet: Sheet, plan: Plan) -> dict[str, Finding]:
    """The fields for which two columns were chosen: neither is read, as nobody said which is right."""
    columns: dict[str, list[int]] = {}
    for column, name in sorted(plan.fields.items()):
        columns.setdefault(name, []).append(column)
    found = {}
    for name, some in columns.items():
        if len(some) > 1 and name in dictionary.table(plan.table).field_names:
            label = dictionary.table(plan.table).field(name).label
            said = " and ".join(column_letters(column) for column in some)
            cell, header = f"{column_letters(some[1])}{plan.layout.header_row or 1}", plan.layout.headers[some[1]]
            advice = "Under “Columns”, choose the one that holds it. Until then neither is read."
            expected = f"one column for “{label}”"
            found[name] = Finding(sheet.name, cell, None, header, f"columns {said}", expected, advice, True, "two columns")
    return found


def all_prepared(workbook: Workbook, plans: Sequence[Plan], names: naming.Names, version: str, say: Say = _quiet) -> list[Upload]:
    """Every sheet of the plans, read and compared, in the order of the plans."""
    return [one for _, one in sorted(one_by_one(workbook, plans, names, version, say), key=lambda each: each[0])]


def one_by_one(
    workbook: Workbook, plans: Sequence[Plan], names: naming.Names, version: str, say: Say = _quiet
) -> Iterator[tuple[int, Upload]]:
    """The place of each plan and its upload. Lists come after those they refer to, so that they can name what is new there."""
    order = [table.name for table in dictionary.tables()]
    in_turn = sorted(enumerate(plans), key=lambda each: order.index(each[1].table))
    for done, (number, plan) in enumerate(in_turn):
        one = prepared(workbook, plan, names, version, lambda share, text, done=done: say((done + share) / len(plans), text))
        if not done:  # what is about the whole file is said once
            one = replace(one, findings=(*_sheets_left_out(workbook, plans), *one.findings))
        new = {str(change.key[0]): change.name for change in one.changes.added if len(change.key) == 1}
        names = naming.with_new(names, plan.table, new)
        yield number, one
