"""The report of an upload: what came in, what did not and why; the same for the page and for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd

from landscape import authors, dictionary, hand_back, words
from landscape.changes import Change, Changes, in_text
from landscape.matching import headers
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
) -> bytes:
    """The report as an Excel workbook; without a version after, of what would have come in."""
    summary = {
        "File": book.file_name,
        "SHA-256 of the file": book.sha256,
        "Published by": signed.made_by if signed else "Nobody: a preview",
        "Note": signed.note if signed else "",
        "Version before": before,
        "Version after": after or "None: nothing was published",
        "Published on" if after else "Made on": f"{datetime.now(UTC):%d %b %Y %H:%M} UTC",
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
    """Changes of one kind as a table: one row per record and field, before and after; with who made them, where that is given."""
    signed = ["made_by", "file_name"]
    rows = [
        {
            "table_label": dictionary.table(one.table).label,
            "record": each.name,
            "field_label": dictionary.table(one.table).field(name).label,
            "before_value": in_text(before),
            "after_value": in_text(after),
            "found_by": found_by(each),
        }
        | ({} if by is None else dict(zip(signed, authors.of(by, one.table, each.key, name), strict=True)))
        for one in changes
        for each in getattr(one, kind)
        for name, (before, after) in each.fields.items()
    ]
    columns = ["table_label", "record", "field_label", "before_value", "after_value", "found_by", *([] if by is None else signed)]
    drop = {"added": ["before_value", "found_by"], "removed": ["after_value", "found_by"]}.get(kind, [])
    return pd.DataFrame(rows, columns=columns).drop(columns=drop)
