"""Names that a person must decide, as a small workbook: filled in Excel, and given back to the command line."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from landscape import dictionary, sheets, workbook
from landscape.matching import records
from landscape.plans import LEAVE_OUT, NEW, Plan
from landscape.problems import Problem
from landscape.upload import Upload

LEFT, IS_NEW = "Leave these rows out", "A new record"
HEADERS = ("List", "Field", "In the file", "Similar to", "Stands for")
_HELP = f"The name of the record it stands for, as the landscape has it; or “{LEFT}”. Empty: not decided yet."
_INLINE = 255  # characters that Excel allows in a drop-down that names its values itself

Decisions = Mapping[tuple[str, str, str], str]  # table, field and text -> code of the record, `LEAVE_OUT` or `NEW`


class NotDecided(Problem):
    """A workbook of decisions cannot be understood."""


def meanings(table: dictionary.Table, field: dictionary.Field, names: records.Names) -> dict[str, str]:
    """Code -> label of all that a text of this field can stand for."""
    if field.codes and not field.references:
        return dict(dictionary.label_of(field.codes))
    known = names.tables.get(field.references or table.name)
    return dict(known.labels) if known else {}


def with_decisions(plans: Sequence[Plan], made: Decisions) -> list[Plan]:
    """The plans with what was decided about names of their tables."""
    return [
        replace(plan, decisions={(field, text): code for (table, field, text), code in made.items() if table == plan.table})
        for plan in plans
    ]


def at_once(
    undecided: Mapping[tuple[str, str], records.Found], least: float | None = None, others: str | None = None
) -> dict[tuple[str, str], str]:
    """Decisions about many names: the best suggestion of at least `least` %, where no other is as good; `others` for the rest.

    `others` is `LEAVE_OUT` or `NEW`; what cannot be new, because it refers to a record or is a code, then still waits.
    """
    made = {}
    for (name, text), one in undecided.items():
        (code, _, score), *more = one.candidates or ((None, "", 0.0),)
        if least is not None and code is not None and score >= least and not any(each[2] == score for each in more):
            made[name, text] = code
        elif others == LEAVE_OUT or (others == NEW and name == "name"):
            made[name, text] = others
    return made


def workbook_of(uploads: Sequence[Upload], names: records.Names) -> bytes:
    """The names that were decided and those that wait, one in each row, with a drop-down of what each may stand for."""
    out = io.BytesIO()
    with sheets.Book(out) as book:
        sheet = book.add_worksheet("Names to decide")
        for index, (header, size) in enumerate(zip(HEADERS, (24, 24, 40, 59, 40), strict=True)):
            sheet.set_column(index, index, size, book.look(num_format="@"))
            sheet.write_string(0, index, header, book.heading())
        sheet.write_comment(0, len(HEADERS) - 1, _HELP, {"author": sheets.AUTHOR, "width": 280, "height": 80})
        sheet.freeze_panes(1, 0)
        for number, row in enumerate((row for one in uploads for row in _rows(one, names)), start=1):
            *cells, likely = row
            for index, cell in enumerate(cells):
                sheets.write(sheet, number, index, cell or None)
            rule = {"validate": "list", "source": likely, "error_type": "information", "show_error": False}
            sheet.data_validation(number, len(HEADERS) - 1, number, len(HEADERS) - 1, rule)
    return out.getvalue()


def _rows(one: Upload, names: records.Names) -> list[tuple[str, str, str, str, str, list[str]]]:
    """The cells of each name of one list, and what its drop-down offers."""
    table, rows = dictionary.table(one.plan.table), []
    for name, text in (*one.plan.decisions, *one.undecided):
        field, found = table.field(name), one.undecided.get((name, text))
        said = {LEAVE_OUT: LEFT, NEW: IS_NEW, **meanings(table, field, names)}
        near = found.candidates[:3] if found else ()
        likely = [*([IS_NEW] if name == "name" else []), LEFT]
        for _, label, _ in near:  # a comma would make two of one name
            if "," not in label and len(",".join([label, *likely])) <= _INLINE:
                likely.append(label)
        similar = found.near if found else ""
        decided = said.get(one.plan.decisions.get((name, text), ""), "") if found is None else ""
        rows.append((table.label, field.label, text, similar or ("" if decided else "nothing like it is known"), decided, likely))
    return rows


def read(data: bytes, file_name: str, names: records.Names) -> tuple[Decisions, frozenset[tuple[str, str, str]]]:
    """What a filled workbook decides, and what it leaves open: table, field and text. Raises `NotDecided`."""
    (sheet, *_) = workbook.read(data, file_name).sheets
    header = [str(cell or "").strip() for cell in (sheet.rows[0] if sheet.rows else ())]
    if not set(HEADERS) <= set(header):
        raise NotDecided(f"{file_name} is no workbook of decisions: it needs the columns {', '.join(HEADERS)}.")
    places = [header.index(one) for one in HEADERS]
    made: dict[tuple[str, str, str], str] = {}
    waiting = set()
    for number, row in enumerate(sheet.rows[1:], start=2):
        if all(cell is None for cell in row):
            continue
        label, field_label, text, _, stands_for = (str(row[place] or "") if place < len(row) else "" for place in places)
        table = next((one for one in dictionary.tables() if one.label == label), None)
        field = next((one for one in table.fields if one.label == field_label), None) if table else None
        if field is None:
            raise NotDecided(f"{file_name}, row {number}: there is no list “{label}” with a field “{field_label}”.")
        which = (table.name, field.name, text)
        code = _code(stands_for.strip(), table, field, names)
        if code is None:
            waiting.add(which)
        else:
            made[which] = code
        if code is None and stands_for.strip():
            raise NotDecided(
                f"{file_name}, row {number}: “{stands_for}” is not known as a {field.label.lower()}. Write a name that the "
                f"landscape has, “{LEFT}”" + (f" or “{IS_NEW}”" if field.name == "name" else "") + ", or leave the cell empty."
            )
    return made, frozenset(waiting)


def _code(said: str, table: dictionary.Table, field: dictionary.Field, names: records.Names) -> str | None:
    """What was decided in words as a code; None where nothing was, or what is not known."""
    if said.casefold() == LEFT.casefold():
        return LEAVE_OUT
    if field.name == "name" and said.casefold() == IS_NEW.casefold():
        return NEW
    if field.codes and not field.references:
        return records.code(field.codes, said).code
    return records.reference(field.references or table.name, said, names).code
