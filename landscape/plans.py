"""How one sheet of an uploaded workbook is to be read: proposed with reasons, corrected by the person who uploads."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from landscape import dictionary, layout, store, template
from landscape.changes import Mode
from landscape.matching import headers
from landscape.matching.records import Names
from landscape.problems import Problem
from landscape.workbook import Sheet, Workbook

LEAVE_OUT, NEW = "", "+"  # decisions about a name: its rows stay out; it is a new record
EARLIER = "as in an earlier file with the same headers"
_TITLES = 30  # rows above a list, and notes within and below it, in which a scale is looked for
NOTE = "note"  # the field in which a column that fits no other can be kept


class TwoSheets(Problem):
    """Two sheets of a workbook hold the same list."""


@dataclass(frozen=True)
class Plan:
    """How one sheet is read.

    `table` is "" where a person must say it first. `fields` says for each column (A is 0) which field it fills; other columns are
    left out. `notes` are columns kept in the field for notes. `constants` are codes or texts where no column says anything.
    `decisions` say for (field, text) which record or code a text stands for, `LEAVE_OUT` or `NEW`. `currency` is that of amounts
    that name none. `scales` say for a column what its numbers are multiplied with, where that is not what its header says;
    `stated` are those that this file says itself, in a title or a note: they are not remembered for the next one. `reasons` say
    why.
    """

    sheet: int
    table: str
    layout: layout.Layout
    fields: Mapping[int, str]
    notes: tuple[int, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    currency_column: int | None = None
    currency: str = "USD"
    scales: Mapping[int, int] = field(default_factory=dict)
    stated: Mapping[int, int] = field(default_factory=dict)
    mode: Mode = "both"
    reasons: Mapping[int, str] = field(default_factory=dict)
    is_template: bool = False  # then every filled row is a record, and text stays as it is


@dataclass(frozen=True)
class Conversion:
    """An amount that stood in another currency, or in thousands or millions: both values, the rate in units per US dollar with
    its year, and what the number in the file was multiplied with (`amount` is after that)."""

    row: int
    field: str
    found: str
    amount: float
    currency: str
    amount_usd: float
    rate: float
    rate_year: int | None
    table: str
    scale: int = 1


def proposed(workbook: Workbook, names: Names, version: str) -> tuple[tuple[Plan, ...], str]:
    """Plans for what the workbook holds, and why: every sheet of a template, otherwise the likeliest sheet alone."""
    found = tuple(_of_template(workbook, names))
    if found:
        _refuse_two_sheets(workbook, found)
        of = f"made from the template of version {workbook.based_on}" if workbook.based_on else "all headers are the template's"
        return found, of
    index, why = layout.likeliest_sheet(workbook)
    plan, reason = of_sheet(workbook.sheets[index], index, names, version)
    return (plan,), f"{why}; {reason}"


def _refuse_two_sheets(workbook: Workbook, found: Sequence[Plan]) -> None:
    sheets: dict[str, list[str]] = {}
    for one in found:
        sheets.setdefault(one.table, []).append(f"“{workbook.sheets[one.sheet].name}”")
    for table, some in sheets.items():
        if len(some) > 1:
            label = dictionary.table(table).label
            raise TwoSheets(
                f"The sheets {' and '.join(some)} both hold “{label}”. Put all rows on one of them, delete the other."
            )


def of_sheet(
    sheet: Sheet,
    index: int,
    names: Names,
    version: str,
    table: str = "",
    header_row: int | None = None,
    lines: int | None = None,
) -> tuple[Plan, str]:
    """How one sheet would be read, into the table given or the likeliest one, and why that table.

    `header_row` is the last of the `lines` of its header, where a person says so.
    """
    asked = header_row, lines, version
    if asked not in sheet.seen:
        found = layout.find(sheet, header_row, lines)
        sheet.seen[asked] = found, headers.roles(found, sheet, names)
    (found, roles), reason = sheet.seen[asked], "chosen"
    remembered = _remembered(found.headers, version)
    if not table and len(remembered):
        table, reason = str(remembered["table_name"].iloc[0]), "as for an earlier file with the same headers"
    elif not table:
        table, reason = headers.likeliest_table(found, sheet, roles)
    if not table:
        return Plan(index, "", found, {}), reason
    currency = roles.get("currency")
    plan = Plan(index, table, found, {}, currency_column=currency.column if currency else None)
    if len(remembered) and remembered["table_name"].iloc[0] == table:
        fields = dict(zip(remembered["header"], remembered["field"], strict=True))
        chosen = {i: fields[h] for i, h in enumerate(_told_apart(found.headers)) if isinstance(fields.get(h), str)}
        reasons = dict.fromkeys(chosen, EARLIER)
    else:
        matches = headers.match(found, sheet, table, names, roles)
        chosen = {one.column: one.field for one in matches if one.field}
        reasons = {one.column: one.reason for one in matches}
    beside = _beside(sheet, found)
    said = _scales(found, remembered, beside)
    of = dictionary.table(table)
    for column in set(chosen) & {column for column in chosen if chosen[column] in of.field_names}:
        one = of.field(chosen[column])
        scale, why = said[column] if headers.is_money(one) else (headers.factor_of(found.headers[column]), "")
        reasons[column] = headers.with_scale(reasons[column], one, scale, why)
    scales = {column: scale for column, (scale, why) in said.items() if why}
    currencies = (headers.currency_of(text) for text in beside if headers.scale_of("", [text])[0] > 1)
    currency_of = next((one for one in currencies if one), plan.currency)
    stated = {column: scale for column, (scale, why) in said.items() if why not in ("", EARLIER)}
    return replace(plan, fields=chosen, reasons=reasons, scales=scales, stated=stated, currency=currency_of), reason


def _beside(sheet: Sheet, found: layout.Layout) -> list[str]:
    """The titles and notes of a list, and the name of its sheet."""
    rows = [row for row in range(1, found.header_row - found.lines + 1) if row <= _TITLES]
    rows += [row for row, why in found.left_out.items() if why in (layout.LABEL, layout.FOOTNOTE)][:_TITLES]
    return [*(cell for row in rows for cell in sheet.rows[row - 1] if isinstance(cell, str)), sheet.name]


def _scales(found: layout.Layout, remembered: pd.DataFrame, beside: Sequence[str]) -> dict[int, tuple[int, str]]:
    """What the amounts of each column are multiplied with, and what says so where its header does not.

    What the file says itself, in a title, a note or the name of its sheet, goes before what was chosen for an earlier one.
    """
    earlier = dict(zip(remembered["header"], remembered.get("scale", pd.Series(dtype=float)), strict=False))
    out = {}
    for column, header in enumerate(_told_apart(found.headers)):
        scale, why = headers.scale_of(found.headers[column], beside)
        before = earlier.get(header)
        if before is not None and not pd.isna(before) and (scale == 1 or why == headers.CONVENTION):
            scale, why = int(before), EARLIER
        out[column] = scale, why
    return out


def _of_template(workbook: Workbook, names: Names) -> Iterator[Plan]:
    tables = _tables_of_template(workbook)
    for index, (sheet, table) in enumerate(zip(workbook.sheets, tables, strict=True)):
        if table and sheet.rows:
            found = _layout_of_template(sheet)
            fields = {template.header_of(one): one for one in dictionary.table(table).fields}
            columns = {i: fields[h].name for i, h in enumerate(found.headers) if h in fields and not fields[h].is_computed}
            reasons = dict.fromkeys(columns, "column of the template")
            if any(header.strip() and header not in fields for header in found.headers):  # renamed, or added
                for one in headers.match(found, sheet, table, names, {}):
                    is_known = one.column in columns or found.headers[one.column] in fields
                    if one.field and not is_known and one.field not in columns.values():
                        columns[one.column], reasons[one.column] = one.field, one.reason
            yield Plan(index, table, found, columns, reasons=reasons, is_template=True)


def _tables_of_template(workbook: Workbook) -> list[str | None]:
    """The table that each sheet holds: by its name, or for a sheet that was renamed by most of its headers.

    Of a file that does not say that it was made from the template, such as one sheet saved as CSV, every sheet must have
    exactly the headers of a table.
    """
    if not workbook.based_on:
        exact = [_table_with_headers_of(sheet) if sheet.rows else None for sheet in workbook.sheets]
        is_template = all(table or not sheet.rows for table, sheet in zip(exact, workbook.sheets, strict=True))
        return exact if is_template else [None] * len(exact)
    found = [template.table_of(sheet.name) for sheet in workbook.sheets]
    for index, sheet in enumerate(workbook.sheets):
        if found[index] is None and sheet.rows and sheet.name not in (template.READ_ME, template.LISTS):
            here = {str(cell) for cell in sheet.rows[0] if cell is not None}
            for name in template.KEPT:
                there = {template.header_of(one) for one in dictionary.table(name).fields}
                if name not in found and 2 * len(here & there) > max(len(here), len(there)):
                    found[index] = name
                    break
    return found


def _table_with_headers_of(sheet: Sheet) -> str | None:
    here = sorted(str(cell) for cell in sheet.rows[0] if cell is not None)

    def is_of(table: dictionary.Table) -> bool:  # a template of an earlier time has the computed columns too
        return here in [sorted(map(template.header_of, some)) for some in (table.filled_in, table.fields)]

    return next((name for name in template.KEPT if is_of(dictionary.table(name))), None)


def passed_over(workbook: Workbook) -> list[Sheet]:
    """The sheets of a template that hold values and fit no table: nobody chose to leave them out."""
    own = (template.READ_ME, template.LISTS)
    pairs = zip(workbook.sheets, _tables_of_template(workbook), strict=True)
    return [sheet for sheet, table in pairs if not table and sheet.rows and sheet.name not in own]


def _layout_of_template(sheet: Sheet) -> layout.Layout:
    """Every filled row of a template is a record, whatever it says."""
    headers_of = tuple(str(cell or "") for cell in sheet.rows[0])
    rows = (number for number, row in enumerate(sheet.rows[1:], start=2) if any(cell is not None for cell in row))
    return layout.Layout(1, headers_of, tuple(rows), {}, "made from the template")


def in_unit(plan: Plan, unit: str) -> Plan:
    """The same plan with all its amounts in a unit that a person names: thousands, or one of `headers.SCALES`."""
    table, scale = dictionary.table(plan.table), next(one for one, name in headers.SCALES.items() if name == unit)
    money = [column for column, name in plan.fields.items() if name in table.field_names and headers.is_money(table.field(name))]
    reasons = {column: headers.with_scale("chosen", table.field(plan.fields[column]), scale) for column in money}
    stated = {column: scale for column, scale in plan.stated.items() if column not in money}
    return replace(
        plan, scales={**plan.scales, **dict.fromkeys(money, scale)}, stated=stated, reasons={**plan.reasons, **reasons}
    )


def corrected(plan: Plan, kept_out: Collection[int] = (), taken_in: Collection[int] = ()) -> Plan:
    """The same plan without some rows that a person takes for no records, and with some that were taken for none."""
    left_out = {row: why for row, why in plan.layout.left_out.items() if row not in taken_in}
    left_out |= dict.fromkeys(kept_out, "left out by you")
    rows = tuple(sorted({*plan.layout.data_rows, *taken_in} - {*kept_out}))
    return replace(plan, layout=replace(plan.layout, data_rows=rows, left_out=left_out))


def set_of(found: Sequence[str]) -> str:
    """A short name for a set of headers, the same whatever their order."""
    return hashlib.sha256("\n".join(sorted(set(filter(None, found)))).encode()).hexdigest()[:16]


def matches(plan: Plan) -> list[dict[str, object]]:
    """What to remember of a plan for the next file with the same headers: rows of the table column_match.

    A scale is remembered where a person chose it: the next file may have another title.
    """
    found = plan.layout.headers
    return [
        {
            "headers": set_of(found),
            "header": header,
            "table_name": plan.table,
            "field": plan.fields.get(column),
            "scale": plan.scales.get(column) if plan.scales.get(column) != plan.stated.get(column) else None,
        }
        for column, header in enumerate(_told_apart(found))
        if header
    ]


def _told_apart(found: Sequence[str]) -> list[str]:
    """The headers; one that stands over several columns with the number of its column among these: “Amount”, “Amount [2]”."""
    seen: Counter[str] = Counter()
    out = []
    for header in found:
        seen[header] += 1
        out.append(f"{header} [{seen[header]}]" if header and seen[header] > 1 else header)
    return out


def _remembered(found: Sequence[str], version: str) -> pd.DataFrame:
    return store.read("upload/remembered_columns", version, headers=set_of(found))
