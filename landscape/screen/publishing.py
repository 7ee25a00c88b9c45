"""What would change, what a person takes of it, and the publication: the same for a file and for an edit on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from landscape import dictionary, exports, hand_back, plans, publish, store, words
from landscape.changes import Change, Changes, in_text
from landscape.screen.asking import about
from landscape.screen.showing import end, key_figures, page_link, table
from landscape.screen.uploading import Work, put_away
from landscape.upload import Upload

MOST = 1_000  # changes that can be taken or left one by one; the others are taken
EMPTY = pd.DataFrame()


def counts(uploads: Sequence[Upload]) -> None:
    """What came of the file, at a glance."""
    rows = sum(len(one.plan.layout.data_rows) for one in uploads)
    out = sum(len(one.blocked_rows) for one in uploads)
    new, changed, gone = (sum(len(getattr(one.changes, kind)) for one in uploads) for kind in ("added", "changed", "removed"))
    same = sum(one.changes.unchanged for one in uploads)
    warned = sum(not finding.is_blocking for one in uploads for finding in one.findings)
    key_figures(
        ("New", f"{new:,}", f"of {words.count(rows, 'row')} with records"),
        ("Changed", f"{changed:,}", f"{same:,} unchanged" + (f", {gone:,} removed" if gone else "")),
        ("Kept out", f"{out:,}", "rows with a problem" if out else "no row has a problem"),
        ("Warnings", f"{warned:,}", "to look at; their rows come in"),
    )
    for one in uploads:
        if not one.changes.is_empty:
            st.markdown(f"**{dictionary.table(one.plan.table).label}**: {one.changes.in_words()}.")


def problems(work: Work) -> None:
    """Every problem with its cell, as a table and as the same workbook handed back with the cells marked."""
    found = [finding for one in work.uploads for finding in one.findings]
    if not found:
        return
    st.header("What is wrong, or worth a look", anchor=False)
    if len(work.data) < 20_000_000:
        st.download_button(
            "Your workbook with the cells marked",
            data=lambda: hand_back.marked(work.data, work.book.file_name, found),
            file_name=hand_back.marked_name(work.book.file_name),
            icon=":material/rule:",
            on_click="ignore",
            key="marked",
        )
    rows = problem_rows(found)
    said = exports.About(f"Problems of {work.book.file_name}", "everything", work.version, ())
    table(rows.head(MOST), "problems", said, len(rows), "problem", again=lambda: rows)


def problem_rows(found: Sequence) -> pd.DataFrame:
    """Findings as a table, those that block first."""
    rows = [
        {
            "kind_of_problem": "Blocks" if one.is_blocking else "Warning",
            "sheet": one.sheet,
            "cell": one.cell,
            "column_header": one.column,
            "found_value": one.found,
            "expected": one.expected,
            "what_to_do": one.advice,
        }
        for one in sorted(found, key=lambda one: not one.is_blocking)
    ]
    return pd.DataFrame(
        rows, columns=["kind_of_problem", "sheet", "cell", "column_header", "found_value", "expected", "what_to_do"]
    )


def preview(uploads: Sequence[Upload], key: str) -> list[Changes]:
    """What would change, record by record and field by field; what the reader takes of it."""
    st.header("What would change", anchor=False)
    taken = [_taken(one.changes, f"{key}_{number}") for number, one in enumerate(uploads)]
    for one in uploads:
        if one.changes.missing and not one.changes.removed:
            label = dictionary.table(one.plan.table).label
            with st.expander(
                f"{label}: {words.count(len(one.changes.missing), 'record')} not in the file; they stay as they are"
            ):
                listed = [" · ".join(map(str, record)) for record in one.changes.missing[:MOST]]
                st.dataframe(pd.DataFrame({"Record": listed}), hide_index=True, alt="Records that are not in the file")
        if one.conversions:
            st.markdown(
                f"**{words.count(len(one.conversions), 'amount')} in other currencies** at the dated rates of the landscape"
            )
            st.dataframe(
                converted(one)[:MOST], hide_index=True, alt="Amounts in other currencies and what they are in US dollars"
            )
    if all(one.is_empty for one in taken):
        st.info("Nothing would change.", icon=":material/check:")
    return [one for one in taken if not one.is_empty]


def converted(one: Upload) -> pd.DataFrame:
    """Amounts in other currencies: both values, the rate and its year."""
    fields = dictionary.table(one.plan.table)
    return pd.DataFrame(
        {
            "Row": [each.row for each in one.conversions],
            "Field": [fields.field(each.field).label for each in one.conversions],
            "In the file": [each.found for each in one.conversions],
            "Currency": [each.currency for each in one.conversions],
            "Units per US dollar": [each.rate for each in one.conversions],
            "Year of the rate": [each.rate_year for each in one.conversions],
            "US dollars": [each.amount_usd for each in one.conversions],
        }
    )


def _taken(changes: Changes, key: str) -> Changes:
    """The changes of one table without those that the reader leaves. A value that would become unknown is left unless ticked."""
    one = dictionary.table(changes.table)
    records: set[tuple[str, tuple]] = set()
    fields: set[tuple[tuple, str]] = set()
    if changes.added:
        st.markdown(f"**{one.label}: {words.count(len(changes.added), 'new record')}**")
        rows = pd.DataFrame(
            [{"Take": True, "Record": each.name, "What is known": _known(one, each)} for each in changes.added[:MOST]]
        )
        ticks = _editor(rows, f"added_{key}")
        records |= {("added", each.key) for each, is_taken in zip(changes.added, ticks, strict=False) if not is_taken}
        _say_cut(len(changes.added))
    if changes.changed:
        pairs = [(each, name) for each in changes.changed for name in each.fields]
        st.markdown(f"**{one.label}: {words.count(len(changes.changed), 'record')} changed**, {words.count(len(pairs), 'field')}")
        shown = pairs[:MOST]
        rows = pd.DataFrame(
            {
                "Take": [name not in each.erased for each, name in shown],
                "Record": [each.name for each, _ in shown],
                "Field": [one.field(name).label for _, name in shown],
                "Before": [said(one.field(name), each.fields[name][0]) for each, name in shown],
                "After": [said(one.field(name), each.fields[name][1]) for each, name in shown],
            }
        )
        if any(each.erased for each, _ in shown):
            st.caption("Blank cells erase nothing unless you tick them: their rows are not ticked.")
        ticks = _editor(rows, f"changed_{key}")
        fields |= {(each.key, name) for (each, name), is_taken in zip(shown, ticks, strict=True) if not is_taken}
        fields |= {(each.key, name) for each, name in pairs[MOST:] if name in each.erased}
        _say_cut(len(pairs))
    if changes.removed:
        st.markdown(
            f"**{one.label}: {words.count(len(changes.removed), 'record')} would be removed**, because the file is the whole list"
        )
        ticks = _editor(pd.DataFrame([{"Take": True, "Record": each.name} for each in changes.removed[:MOST]]), f"removed_{key}")
        records |= {("removed", each.key) for each, is_taken in zip(changes.removed, ticks, strict=False) if not is_taken}
        _say_cut(len(changes.removed))
    return changes.without(records, fields)


def _editor(rows: pd.DataFrame, key: str) -> list[bool]:
    edited = st.data_editor(
        rows,
        hide_index=True,
        disabled=[name for name in rows.columns if name != "Take"],
        column_config={
            "Take": st.column_config.CheckboxColumn(width="small"),
            "What is known": st.column_config.TextColumn(width="large"),
        },
        placeholder=words.NOT_KNOWN,
        key=key,
        alt="Changes to take or to leave",
    )
    return edited["Take"].tolist()


def _say_cut(count: int) -> None:
    if count > MOST:
        st.caption(f"The first {MOST:,} are shown; the other {count - MOST:,} are taken. The report has them all.")


def _known(one: dictionary.Table, change: Change) -> str:
    parts = [f"{one.field(name).label}: {said(one.field(name), after)}" for name, (_, after) in change.fields.items()]
    return " · ".join(part for part in parts if part)


def said(field: dictionary.Field, value: object) -> str | None:
    """A value as a person reads it: labels of codes, amounts with their unit."""
    if value is None:
        return None
    if field.codes and isinstance(value, str):
        return dictionary.label_of(field.codes).get(value, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return words.number(value, 2 if field.type == "number" and abs(value) < 1000 else 0, field.unit)
    return in_text(value)


def sign_and_publish(taken: Sequence[Changes], removed: int, ready: Callable[[publish.Signature], str], key: str) -> str:
    """Ask who publishes and why, and publish; returns the new version, or "" as long as nobody did."""
    st.header("Publish", anchor=False)
    said_of = "; ".join(f"{dictionary.table(one.table).label}: {one.in_words()}" for one in taken)
    st.markdown(f"Publishing makes a new version: **{words.plain(said_of)}**. It can be taken back on the page Versions.")
    with st.form(f"sign_{key}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            made_by = st.text_input("Name", placeholder="Who publishes", width=300, key=f"by_{key}")
            note = st.text_input("Note", placeholder="Why, or what is new", key=f"note_{key}")
        sure = not removed or st.checkbox(
            f"Yes, remove {words.count(removed, 'record')} that this file does not have.", key=f"sure_{key}"
        )
        if not st.form_submit_button("Publish", type="primary", icon=":material/publish:"):
            return ""
    if not sure:
        st.error("Tick the box to confirm the removal, or choose another mode above.", icon=":material/error:")
        return ""
    return ready(publish.Signature(made_by, note))


def publish_upload(work: Work, taken: Sequence[Changes]) -> None:
    """Sign and publish what was taken of a file; then the page shows what came in."""

    def ready(signature: publish.Signature) -> str:
        signature = publish.Signature(signature.made_by, signature.note, (work.book.file_name, work.book.sha256))
        conversions = [one for each in work.uploads for one in each.conversions]
        matches = [row for plan in work.plans if not plan.is_template for row in plans.matches(plan)]
        try:
            version = publish.commit(taken, signature, conversions, matches)
        except store.Outdated:
            work.version = store.current()
            raise
        work.report = _report(work, taken, signature, version)
        return version

    work.published = sign_and_publish(taken, sum(len(one.removed) for one in taken), ready, "upload")
    if work.published:
        st.rerun()


def _report(work: Work, taken: Sequence[Changes], signature: publish.Signature, version: str) -> bytes:
    found = [finding for one in work.uploads for finding in one.findings]
    out = {row for one in work.uploads for row in one.blocked_rows}
    summary = {
        "File": work.book.file_name,
        "SHA-256 of the file": work.book.sha256,
        "Published by": signature.made_by,
        "Note": signature.note,
        "Version before": work.version,
        "Version after": version,
        "Published on": f"{datetime.now(UTC):%d %b %Y %H:%M} UTC",
        "What came in": "; ".join(f"{dictionary.table(one.table).label}: {one.in_words()}" for one in taken),
        "Rows kept out": len(out),
    }
    parts = {kind: change_rows(taken, kind) for kind in ("added", "changed", "removed")}
    left = [
        {"row_number": row, "why": why} for one in work.uploads for row, why in one.plan.layout.left_out.items() if why != "blank"
    ]
    conversions = pd.concat([converted(one) for one in work.uploads]) if any(one.conversions for one in work.uploads) else EMPTY
    return hand_back.report(summary, "", found, **parts, left_out=pd.DataFrame(left), conversions=conversions)


def change_rows(changes: Sequence[Changes], kind: str) -> pd.DataFrame:
    """Changes of one kind as a table: one row per record and field, before and after."""
    rows = [
        {
            "table_name": dictionary.table(one.table).label,
            "record": each.name,
            "field_label": dictionary.table(one.table).field(name).label,
            "before_value": in_text(before),
            "after_value": in_text(after),
        }
        for one in changes
        for each in getattr(one, kind)
        for name, (before, after) in each.fields.items()
    ]
    columns = ["table_name", "record", "field_label", "before_value", "after_value"]
    drop = {"added": ["before_value"], "removed": ["after_value"]}.get(kind, [])
    return pd.DataFrame(rows, columns=columns).drop(columns=drop)


def published(work: Work) -> None:
    """After a publication: what came in, the report to keep, and where to go from here. The page ends here."""
    st.success(f"Version {work.published} of the landscape is in force.", icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Report to keep",
            data=work.report,
            file_name=f"report-of-upload-version-{work.published}.xlsx",
            icon=":material/download:",
            on_click="ignore",
            key="report",
        )
        page_link("data/versions", "What changed, and how to take it back", ":material/history:")
        st.button("Upload another file", on_click=put_away, icon=":material/upload_file:")
    counts(work.uploads)
    problems(work)
    end()


__all__ = ["about", "change_rows", "counts", "preview", "problems", "publish_upload", "published", "sign_and_publish"]
