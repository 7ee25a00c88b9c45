"""`python -m landscape upload FILE`: the way in of a list without a screen. Nothing changes unless it is told to publish."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from landscape import (
    checks,
    deciding,
    dictionary,
    hand_back,
    layout,
    plans,
    publish,
    questionnaire,
    reports,
    store,
    template,
    upload,
    words,
    workbook,
)
from landscape.changes import MODES, Changes, in_text
from landscape.frameworks import survey
from landscape.matching import headers, records
from landscape.plans import LEAVE_OUT, NEW, Plan
from landscape.problems import Problem
from landscape.upload import Upload
from landscape.workbook import Sheet, Workbook, column_letters

SHOWN = 20  # problems, changes and names that are printed; the files have them all


class NotAFile(Problem):
    """A file cannot be read or written."""


def add_to(commands: argparse._SubParsersAction) -> None:
    """Add the command and what it can be told."""
    one = commands.add_parser(
        "upload",
        help="read an Excel or CSV list, show what would change, and publish it when told to",
        epilog="Ends with 0 when the file was read (and published, if told to), 1 when it could not be, 2 when told wrongly.",
    )
    one.add_argument("file", type=Path, nargs="?", help="the workbook or CSV file")
    one.add_argument("--table", choices=template.KEPT, metavar="TABLE", help=f"into which list: {', '.join(template.KEPT)}")
    one.add_argument("--sheet", help="the name of the sheet; otherwise the likeliest")
    one.add_argument("--mode", choices=list(MODES), default="both", help="; ".join(f"{k}: {v}" for k, v in MODES.items()))
    scales = {name: scale for scale, name in headers.SCALES.items()}
    one.add_argument("--unit", choices=list(scales), help="what all amounts of the list are in; otherwise what the file says")
    one.add_argument("--header-rows", type=int, metavar="N", help="how many rows the header has; otherwise as found")
    one.add_argument("--survey", metavar="NAME", help="the file is a questionnaire: its answers become the survey of this name")
    one.add_argument("--survey-year", type=int, metavar="YEAR", help="the year of the survey")
    one.add_argument(
        "--survey-open", action="store_true", help="the survey is not confidential; otherwise small counts are hidden"
    )
    one.add_argument("--erase", action="store_true", help="a blank cell makes a known value unknown; otherwise it is left")
    one.add_argument("--template", type=Path, metavar="OUT.xlsx", help="write the template (of one TABLE, or of all lists)")
    one.add_argument("--marked", type=Path, metavar="OUT.xlsx", help="write the workbook with its problems marked")
    one.add_argument("--report", type=Path, metavar="OUT.xlsx", help="write the report to keep")
    one.add_argument(
        "--decisions",
        type=Path,
        metavar="NAMES.xlsx",
        help="names that are not known for sure: they are written into this workbook; say in its column “Stands for” what each "
        "is, and run the same command again",
    )
    one.add_argument("--accept", type=float, metavar="N", help="names: accept every suggestion of at least N %% of likeness")
    one.add_argument("--others", choices=["new", "leave-out"], help="names: what all others are; otherwise they wait")
    one.add_argument("--publish", action="store_true", help="put the changes in force as the next version")
    one.add_argument("--name", default="", help="who publishes")
    one.add_argument("--note", default="", help="why, or what is new")
    one.set_defaults(misuse=one.error)


def run(chosen: argparse.Namespace, say: Callable[[str], None] = print) -> None:
    """Do what the command was told. Raises a `Problem`, or ends with 2 where it was told wrongly."""
    if chosen.file is None and chosen.template is None:
        chosen.misuse("name a file to read, or --template OUT.xlsx to write the workbook to fill in")
    if chosen.publish and not (chosen.name.strip() and chosen.note.strip()):
        chosen.misuse('--publish needs --name "who publishes" and --note "why"')
    version = store.current()
    if chosen.template:
        _write(chosen.template, template.workbook_of([chosen.table] if chosen.table else template.KEPT, version))
        say(f"Wrote {chosen.template}, filled with version {version}.")
    if chosen.file is None:
        return
    data = _bytes(chosen.file)
    book = workbook.read(data, chosen.file.name)
    names = records.names(version)
    if chosen.survey:
        data, book = _as_survey(book, chosen, names, version, say)
    found, why = _plans(book, chosen, names, version)
    if not found[0].is_template and (hint := _hint(book.sheets[found[0].sheet], names)):
        say(hint)
    made, waiting = _decisions(chosen.decisions, names)
    found = deciding.with_decisions([replace(one, mode=chosen.mode) for one in found], made)
    found = [plans.in_unit(one, chosen.unit) for one in found] if chosen.unit else found
    uploads = upload.all_prepared(book, found, names, version)
    if chosen.accept is not None or chosen.others:
        rest = {"new": NEW, "leave-out": LEAVE_OUT, None: None}[chosen.others]
        at_once = [deciding.at_once(one.undecided, chosen.accept, rest) for one in uploads]
        plans_now = zip((one.plan for one in uploads), at_once, strict=True)
        found = [replace(plan, decisions={**plan.decisions, **some}) for plan, some in plans_now]
        uploads = upload.all_prepared(book, found, names, version)
    taken = [one.changes if chosen.erase else _kept(one.changes) for one in uploads]
    taken = [one for one in taken if not one.is_empty]
    if upload.made_from_earlier(book, version):
        why += f"; version {version} is in force: only what differs from version {book.based_on} counts as changed"
    elif book.based_on and not (book.based_on == version and upload.is_of_here(book)):
        why += f"; it is of {upload.made_from(book)}, and version {version} is in force: "
        why += "what others changed since shows as a change back, look at it with care"
    for line in (*_read(book, found, why), *_problems(uploads, chosen), *_changes(uploads, taken, chosen.erase)):
        say(line)
    if chosen.marked:
        _write(
            chosen.marked,
            hand_back.marked(data, book.file_name, checks.in_order(one for each in uploads for one in each.findings)),
        )
        say(f"Wrote {chosen.marked}: the workbook with its problems marked.")
    if chosen.decisions and not {(one.plan.table, *which) for one in uploads for which in one.undecided} <= set(waiting):
        _write(chosen.decisions, deciding.workbook_of(uploads, names))
        say(f"Wrote {chosen.decisions}: fill in “Stands for”, and run the same command again.")
    signed, after = None, ""
    if chosen.publish and taken:
        signed = publish.Signature(chosen.name, chosen.note, (book.file_name, book.sha256))
        remembered = [row for plan in found if not plan.is_template for row in plans.matches(plan)]
        after = publish.commit(taken, signed, [one for each in uploads for one in each.conversions], remembered)
        gone = sum(len(one.removed) for one in taken)
        say(f"Version {after} is in force." + (f" {words.count(gone, 'record')} removed." if gone else ""))
    elif chosen.publish:
        say(f"Nothing to publish: version {version} stays in force.")
    else:
        say("Nothing was published. To publish, add: --publish --name “who” --note “why”")
    if chosen.report:
        _write(chosen.report, reports.of_upload(book, uploads, taken, version, after, signed))
        say(f"Wrote {chosen.report}: the report to keep.")


def _plans(book: Workbook, chosen: argparse.Namespace, names: records.Names, version: str) -> tuple[Sequence[Plan], str]:
    """How the sheets are read: as proposed, or the sheet and the table that were named."""
    sheets = {sheet.name: index for index, sheet in enumerate(book.sheets)}
    if chosen.sheet and chosen.sheet not in sheets:
        raise NotAFile(f"{book.file_name} has no sheet “{chosen.sheet}”. Its sheets: {', '.join(sheets)}.")
    found, why = plans.proposed(book, names, version)
    fitting = [one for one in found if chosen.table in (None, one.table) and sheets.get(chosen.sheet, one.sheet) == one.sheet]
    lines = chosen.header_rows if not found[0].is_template else None
    if not fitting or lines:
        index = sheets.get(chosen.sheet, found[0].sheet)
        sheet, row = book.sheets[index], None
        if lines:  # from where the header begins that was found
            lay = layout.find(sheet)
            row = max(lay.header_row - lay.lines, 0) + lines
        plan, why = plans.of_sheet(sheet, index, names, version, chosen.table or "", row, lines)
        fitting = [plan]
    if not fitting[0].table:
        raise NotAFile(
            f"It is not clear where the list on the sheet “{book.sheets[fitting[0].sheet].name}” belongs: {headers.UNCLEAR}. "
            f"Say it with --table, one of: {', '.join(template.KEPT)}. {_hint(book.sheets[fitting[0].sheet], names)}".rstrip()
        )
    return fitting, why


def _hint(sheet: Sheet, names: records.Names) -> str:
    """How to read a sheet as a questionnaire, where it looks like one; "" otherwise."""
    shape = questionnaire.shape_of(sheet, names)
    return "It looks like a questionnaire. To read it as one, add: --survey “its name”" if shape and shape.is_likely else ""


def _as_survey(
    book: Workbook, chosen: argparse.Namespace, names: records.Names, version: str, say: Callable[[str], None]
) -> tuple[bytes, Workbook]:
    """The workbook of a survey that a questionnaire becomes, as on the page; says what was found."""
    sheets = {sheet.name: index for index, sheet in enumerate(book.sheets)}
    index = sheets[chosen.sheet] if chosen.sheet in sheets else plans.proposed(book, names, version)[0][0].sheet
    shape = questionnaire.shape_of(book.sheets[index], names)
    if shape is None:
        raise NotAFile(
            f"The sheet “{book.sheets[index].name}” of {book.file_name} is no questionnaire: it needs a column that names three "
            "or more countries, and two columns of answers beside it. Name another sheet with --sheet, or leave out --survey."
        )
    entries = questionnaire.code_book(book, index, shape)
    say(questionnaire.in_words(shape, entries))
    about = questionnaire.About(chosen.survey, chosen.survey_year, not chosen.survey_open, survey.SMALLEST)
    data = questionnaire.workbook_of(book.sheets[index], shape, about, shape.separator, entries, version)
    chosen.sheet = None  # it was a sheet of the questionnaire
    return data, workbook.read(data, questionnaire.file_name(book.file_name))


def _decisions(path: Path | None, names: records.Names) -> tuple[deciding.Decisions, Collection[tuple[str, str, str]]]:
    """What a workbook of decisions says, and which names stand in it undecided; nothing where there is none yet."""
    return deciding.read(_bytes(path), path.name, names) if path and path.exists() else ({}, ())


def _kept(changes: Changes) -> Changes:
    """The same changes without those that make a known value unknown."""
    return changes.without((), {(one.key, name) for one in changes.changed for name in one.erased})


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotAFile(f"{path} cannot be read ({error.strerror}). Check the name of the file.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise NotAFile(f"{path} cannot be written ({error.strerror}). Choose another place.") from error


# --- what is said -----------------------------------------------------------------------------------------------------


def _read(book: Workbook, found: Sequence[Plan], why: str) -> list[str]:
    """What was read, and why so."""
    said = [f"{book.file_name} (SHA-256 {book.sha256[:16]} …)", f"Why so: {why}"]
    said += [f"Note: {note}" for note in (*book.notes, *(note for one in found for note in book.sheets[one.sheet].notes))]
    read = {plan.sheet for plan in found}
    others = [f"“{sheet.name}”" for index, sheet in enumerate(book.sheets) if sheet.rows and index not in read]
    if others and not found[0].is_template:
        said.append(f"Not read: {words.count(len(others), 'other sheet')} ({', '.join(others)}); --sheet NAME reads another")
    for plan in found:
        table, lay = dictionary.table(plan.table), plan.layout
        left = Counter(lay.left_out.values())
        out = "; left out: " + ", ".join(f"{count:,} {reason}" for reason, count in left.items()) if left else ""
        said.append(f"\nSheet “{book.sheets[plan.sheet].name}” goes into {table.label} ({table.name})")
        said.append(f"  Headers in row {lay.header_row}: {lay.reason}")
        said.append(f"  {words.count(len(lay.data_rows), 'row')} with records{out}")
        for column, header in enumerate(() if plan.is_template else lay.headers):
            goes = table.field(plan.fields[column]).label if column in plan.fields else "left out"
            goes = "currency" if column == plan.currency_column and column not in plan.fields else goes
            reason = f"  ({plan.reasons[column]})" if column in plan.fields and plan.reasons.get(column) else ""
            said.append(f"  {column_letters(column):>3}  {header or '(no header)'} -> {goes}{reason}")
    return said


def _problems(uploads: Sequence[Upload], chosen: argparse.Namespace) -> list[str]:
    """What is wrong, those first that keep a row out, and the names that wait for a decision."""
    found = checks.in_order(one for each in uploads for one in each.findings)
    out = sum(len(one.blocked_rows) for one in uploads)
    warned = sum(not one.is_blocking for one in found)
    said = [f"\n{words.count(out, 'row')} kept out, {words.count(warned, 'warning')}"]
    alike: dict[tuple[str, ...], list[checks.Finding]] = {}
    for one in found:  # one name in a hundred rows is one line
        alike.setdefault((one.sheet, one.column, one.rule, one.found if one.rule != "unique" else ""), []).append(one)
    for some in list(alike.values())[:SHOWN]:
        one = some[0]
        where = " ".join(part for part in (f"{one.sheet}!{one.cell}" if one.cell else one.sheet, one.column) if part)
        more = f" (and {words.count(len(some) - 1, 'more row')})" if len(some) > 1 else ""
        what = f"“{one.found}”" if one.found else "nothing"
        kind = "Blocks" if one.is_blocking else "Warning"
        said.append(f"  {kind}: {where}{more}: found {what}. {words.expected(one.expected)} {one.advice}")
    if len(alike) > SHOWN:
        rest = sum(map(len, list(alike.values())[SHOWN:]))
        said.append(f"  … and {rest:,} more" + ("" if chosen.marked else "; --marked OUT.xlsx shows all at their cells"))
    waiting = [(each, name, text, one) for each in uploads for (name, text), one in each.undecided.items()]
    if waiting:
        how = ", or in the workbook of decisions" if chosen.decisions else ", or with --decisions NAMES.xlsx"
        said.append(f"\n{words.count(len(waiting), 'name')} waiting for a decision: decide on the page{how}")
        for each, name, text, one in waiting[:SHOWN]:
            label = dictionary.table(each.plan.table).field(name).label
            said.append(f"  {label} “{text}”" + (f": perhaps {one.near}" if one.near else ": nothing like it is known"))
        said += [f"  … and {len(waiting) - SHOWN:,} more"] if len(waiting) > SHOWN else []
    return said


def _changes(uploads: Sequence[Upload], taken: Sequence[Changes], is_erasing: bool) -> list[str]:
    """What would change, before -> after; what is not in the file; amounts in other currencies."""
    said = ["\nWhat would change" + ("" if taken else ": nothing")]
    for changes in taken:
        table = dictionary.table(changes.table)
        said.append(f"  {table.label}: {changes.in_words()}; {changes.unchanged:,} unchanged")
        lines = [
            f"    {change.name}, {table.field(name).label}: {in_text(before) or 'not known'} -> {in_text(after) or 'not known'}"
            for change in changes.changed
            for name, (before, after) in change.fields.items()
        ]
        lines += [f"    new: {change.name}" for change in changes.added]
        lines += [f"    removed: {change.name}" for change in changes.removed]
        said += lines[:SHOWN] + ([f"    … and {len(lines) - SHOWN:,} more"] if len(lines) > SHOWN else [])
    for one in uploads:
        label, gone = dictionary.table(one.plan.table).label, {change.key for change in one.changes.removed}
        missing = [key for key in one.changes.missing if key not in gone]
        if missing:
            said.append(f"  {label}: {words.count(len(missing), 'record')} not in the file; they stay as they are")
        erased = sum(len(change.erased) for change in one.changes.changed)
        if erased and not is_erasing:
            said.append(
                f"  {label}: {words.count(erased, 'blank cell')} would erase a known value and are left out; --erase takes them"
            )
        if one.conversions:
            said.append(f"  {label}: {words.count(len(one.conversions), 'amount')} in {reports.converted_from(one)}")
            for each in one.conversions[:SHOWN]:
                times = f" × {each.scale:,}" if each.scale != 1 else ""
                rate = f" at {each.rate:g} per US dollar, {each.rate_year}" if each.currency != "USD" else ""
                said.append(f"    row {each.row}: {each.found}{times} ({each.currency}) -> {words.usd(each.amount_usd)}{rate}")
    return said
