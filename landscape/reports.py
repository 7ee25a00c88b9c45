"""The report of an upload: what came in, what did not and why; the same for the page and for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice

import pandas as pd

from landscape import authors, checks, confidential, dictionary, hand_back, words
from landscape.changes import Change, Changes
from landscape.matching import headers, records
from landscape.publish import Signature
from landscape.upload import Upload
from landscape.workbook import Workbook


def of_upload(
    book: Workbook,
    uploads: Sequence[Upload],
    taken: Sequence[Changes],
    before: str,
    after: str = "",
    signed: Signature | None = None,
    on: datetime | None = None,
) -> bytes:
    """The report as an Excel workbook; without a version after, of what would have come in."""
    summary = {
        "File": book.file_name,
        "SHA-256 of the file": book.sha256,
        "Published by": signed.made_by if signed else "Nobody: a preview",
        "Note": signed.note if signed else "",
        "Version before": before,
        "Version after": after or "None: nothing was published",
        "Published on" if after else "Made on": f"{on or datetime.now(UTC):%d %b %Y %H:%M} UTC",
        "What came in" if after else "What would come in": "; ".join(
            f"{dictionary.table(one.table).label}: {one.in_words()}" for one in taken
        ),
        "Rows kept out": sum(len(one.blocked_rows) for one in uploads),
    }
    return hand_back.report(
        summary,
        "",
        [finding for one in uploads for finding in one.findings],
        **{kind: change_rows(taken, kind) for kind in ("added", "changed", "removed")},
        left_out=pd.DataFrame(
            [
                {"row_number": row, "why": why}
                for one in uploads
                for row, why in one.plan.layout.left_out.items()
                if why != "blank"
            ]
            + left_by_person(uploads, taken)
        ),
        conversions=pd.concat([converted(one) for one in uploads]) if any(one.conversions for one in uploads) else pd.DataFrame(),
    )


def converted(one: Upload) -> pd.DataFrame:
    """Amounts in other currencies, or in thousands or millions: both values, the rate and its year."""
    fields = dictionary.table(one.plan.table)
    return pd.DataFrame(
        {
            "Row": [each.row for each in one.conversions],
            "Field": [fields.field(each.field).label for each in one.conversions],
            "In the file": [each.found for each in one.conversions],
            "Multiplied with": [each.scale for each in one.conversions],
            "Currency": [each.currency for each in one.conversions],
            "Units per US dollar": [each.rate for each in one.conversions],
            "Year of the rate": [each.rate_year for each in one.conversions],
            "US dollars": [each.amount_usd for each in one.conversions],
        }
    )


def converted_from(one: Upload) -> str:
    """What the converted amounts of a list were in: "other currencies", "millions"."""
    scales = [headers.SCALES.get(scale, f"{scale:,}") for scale in sorted({each.scale for each in one.conversions} - {1})]
    return words.listed([*scales, *(["other currencies"] if any(each.currency != "USD" for each in one.conversions) else [])])


def found_by(change: Change) -> str:
    """What stood in the file and why it means this record, where it stood there in another spelling; else nothing."""
    if change.found.strip().casefold() == change.name.strip().casefold():
        return ""
    why = f" ({change.reason})" if change.reason else ""
    return f"“{change.found}”{why}" if change.found else change.reason


def change_rows(changes: Sequence[Changes], kind: str, by: authors.Authors | None = None) -> pd.DataFrame:
    """Changes of one kind as a table: one row per record and field, before and after; with who made them, where that is given.

    Codes are said by their labels; numbers stay numbers.
    """
    rows = [
        _row(one, each, name) | _signed(by, one, each, name)
        for one in changes
        for each in getattr(one, kind)
        for name in each.fields
    ]
    columns = [*_COLUMNS, *([] if by is None else _SIGNED)]
    drop = {"added": ["before_value", "found_by"], "removed": ["after_value", "found_by"]}.get(kind, [])
    return pd.DataFrame(rows, columns=columns).drop(columns=drop)


def shown_rows(changes: Sequence[Changes], by: authors.Authors, most: int) -> tuple[pd.DataFrame, int]:
    """The first changes as a reader sees them, and how many there are: fields that changed, records that came or went."""
    rows, signed = [], by or None
    count = sum(sum(len(each.fields) for each in one.changed) + len(one.added) + len(one.removed) for one in changes)
    for one in changes:
        table = dictionary.table(one.table)
        said = partial(in_full, version=one.version)
        pairs = ((changed, name) for changed in one.changed for name in changed.fields)
        for each, name in islice(pairs, most - len(rows)):
            row, pair = _row(one, each, name), ("before_value", "after_value")
            if confidential.HIDDEN not in row.values():
                row |= dict(zip(pair, (said(table.field(name), value) for value in each.fields[name]), strict=True))
            rows.append(row | {"change_kind": "Changed"} | _signed(signed, one, each, name))
        for kind, label in (("added", "New record"), ("removed", "Removed")):
            for each in getattr(one, kind)[: max(most - len(rows), 0)]:
                known = known_of(each, one.version) if kind == "added" else None
                known = confidential.HIDDEN if known and confidential.is_hidden(each, one.version) else known
                row = {"table_label": table.label, "record": each.name, "field_label": "Whole record", "after_value": known}
                rows.append(row | {"change_kind": label} | _signed(signed, one, each, next(iter(each.fields), "")))
    columns = ["table_label", "change_kind", "record", "field_label", "before_value", "after_value", *(_SIGNED if by else ())]
    return pd.DataFrame(rows, columns=columns), count


def called(change: Change, version: str, new: Mapping[tuple[str, object], str]) -> str:
    """What a record is called; one without a name of its own by the names of the records that it joins.

    `new` holds the names of records that come in the same go, by table and code.
    """
    fields = [dictionary.table(change.table).field(name) for name in dictionary.table(change.table).keys]
    if change.name != " · ".join(str(one) for one in change.key):
        return change.name
    return " · ".join(
        new.get((field.references, code)) or str(records.in_words(field, code, version) if field.references else code)
        for field, code in zip(fields, change.key, strict=True)
    )


def known_of(change: Change, version: str) -> str:
    """What a new record says beside its name and the code that it was given."""
    table = dictionary.table(change.table)
    fields = {name: after for name, (_, after) in change.fields.items() if name not in table.keys and after != change.name}
    return " · ".join(
        f"{table.field(name).label}: {records.in_words(table.field(name), after, version)}" for name, after in fields.items()
    )


def left_by_person(uploads: Sequence[Upload], taken: Sequence[Changes]) -> list[dict[str, object]]:
    """What would change and was not taken, one row per record and field."""
    came_in = {(one.table, kind, each.key): each for one in taken for kind in _KINDS for each in getattr(one, kind)}
    return [
        {"row_number": each.row}
        | _row(upload.changes, each, name)
        | {"why": "a blank cell erases nothing unless it is ticked" if name in erased else "left out by the person"}
        for upload in uploads
        for kind in _KINDS
        for each in getattr(upload.changes, kind)
        for there in [came_in.get((each.table, kind, each.key))]
        for erased in [each.erased if kind == "changed" else ()]
        for name in each.fields
        if there is None or name not in there.fields
    ]


def left_rows(uploads: Sequence[Upload], taken: Sequence[Changes]) -> pd.DataFrame:
    """What did not come in and why, as a reader sees it: problems, what stays, changes not taken, rows that are no records.

    Where the file has several lists, each row says of which it is.
    """
    label_of = {id(finding): dictionary.table(one.plan.table).label for one in uploads for finding in one.findings}
    rows = [
        {
            "table_label": label_of[id(each)],
            "cell": each.cell,
            "found_value": each.found or each.column,
            "why": f"{words.expected(each.expected)} {each.advice}",
        }
        for each in checks.in_order(finding for one in uploads for finding in one.findings)
        if each.is_blocking or each.rule in checks.STAYS
    ]
    rows += [
        {
            "table_label": one["table_label"],
            "cell": f"Row {one['row_number']}" if one["row_number"] else "",
            "found_value": f"{one['record']}: {one['field_label']}",
            "why": one["why"],
        }
        for one in left_by_person(uploads, taken)
    ]
    rows += [
        {"table_label": dictionary.table(one.plan.table).label, "cell": f"Row {row}", "found_value": "", "why": why}
        for one in uploads
        for row, why in one.plan.layout.left_out.items()
        if why != "blank"
    ]
    found = pd.DataFrame(rows, columns=["table_label", "cell", "found_value", "why"])
    return found if len(uploads) > 1 else found.drop(columns="table_label")


_KINDS = ("added", "changed", "removed")
_COLUMNS = ("table_label", "record", "field_label", "before_value", "after_value", "found_by")
_SIGNED = ("made_by", "file_name")


def _row(changes: Changes, change: Change, name: str) -> dict[str, object]:
    table = dictionary.table(changes.table)
    before, after = (_value(table.field(name), value, changes.version) for value in change.fields[name])
    if name in confidential.FIELDS and confidential.is_hidden(change, changes.version):
        before, after = (None if one is None else confidential.HIDDEN for one in change.fields[name])
    return dict(zip(_COLUMNS, (table.label, change.name, table.field(name).label, before, after, found_by(change)), strict=True))


def _signed(by: authors.Authors | None, changes: Changes, change: Change, name: str) -> dict[str, object]:
    return {} if by is None else dict(zip(_SIGNED, authors.of(by, changes.table, change.key, name), strict=True))


def _value(field: dictionary.Field, value: object, version: str) -> object:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value if is_number else records.in_words(field, value, version)


def in_full(field: dictionary.Field, value: object, version: str) -> str | None:
    """A value in words, a number with all its digits and its unit."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        digits = f"{value:,.15g}" if field.unit != "year" else f"{value:.0f}"
        return f"USD {digits}" if field.unit == "USD" else f"{digits} %" if field.unit == "%" else digits
    return records.in_words(field, value, version)
