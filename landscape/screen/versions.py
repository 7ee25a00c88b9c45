"""Versions of the landscape: who made which and why, what changed between two, the way back; and edits made on screen."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from landscape import changes, dictionary, exports, plans, publish, store, template, upload, words
from landscape.changes import Changes
from landscape.matching import records
from landscape.plans import Plan
from landscape.screen.asking import version
from landscape.screen.publishing import change_rows, counts, preview, problem_rows, sign_and_publish
from landscape.screen.showing import page_link, table
from landscape.upload import Upload
from landscape.workbook import Sheet, Workbook

KEPT = 20  # of the newest versions
RULE = f"Kept are the first version, the newest {KEPT}, and the last of each month; the others can be removed."


@st.cache_data(max_entries=500, show_spinner=False)
def _made(name: str, folder: str) -> dict[str, object]:
    """How a version came to be, as it says itself."""
    del folder
    try:
        row = store.read("version_made", name).iloc[0].to_dict()
    except store.DatabaseError:  # from before versions were signed
        row = {"made_at": pd.Timestamp(store.made_on(name).replace(tzinfo=None)), "note": ""}
    return {"version_name": name, **row}


def history() -> pd.DataFrame:
    """All versions, the newest first: who, when, what file, how many rows, why."""
    now = store.current()
    rows = [_made(name, str(store.folder())) for name in reversed(store.versions())]
    for row in rows:
        name = str(row["version_name"])
        row["version_state"] = "in force" if name == now else "earlier" if int(name) < int(now) else "never in force"
    found = pd.DataFrame(rows)
    said = exports.About("Versions of the landscape", "everything", now, ())
    columns = [
        *("version_name", "version_state", "made_at", "made_by", "note", "added_count", "changed_count", "removed_count"),
        *("file_name", "file_sha256", "based_on"),
    ]
    table(found, "versions", said, noun="version", columns=[name for name in columns if name in found])
    return found


@st.cache_data(max_entries=10, show_spinner="Comparing the two versions")
def _between(old: str, new: str, folder: str) -> dict[str, Changes]:
    del folder
    return changes.between(old, new)


def between(names: Sequence[str]) -> None:
    """What changed between any two versions, per record and field, to read and to download."""
    st.header("What changed between two versions?", anchor=False)
    with st.container(horizontal=True, key="two_versions"):
        old = st.selectbox("From", names, min(1, len(names) - 1), format_func=_called, key="from_version", width=420)
        new = st.selectbox("To", names, 0, format_func=_called, key="to_version", width=420)
    if old == new:
        st.info("Choose two different versions.", icon=":material/compare:")
        return
    found = list(_between(old, new, str(store.folder())).values())
    if not found:
        st.info(f"Versions {old} and {new} hold the same rows.", icon=":material/check:")
        return
    for one in found:
        st.markdown(f"**{dictionary.table(one.table).label}**: {one.in_words()}.")
    kinds = [("Changed", "changed"), ("Added", "added"), ("Removed", "removed")]
    rows = pd.concat([change_rows(found, kind).assign(kind=kind) for _, kind in kinds], ignore_index=True)
    columns = ["table_name", "kind", "record", "field_label", "before_value", "after_value"]
    rows = rows[columns].rename(columns={"kind": "change_kind"})
    said = exports.About(f"Changes from version {old} to {new}", f"From version {old} to version {new}", new, ())
    table(rows.head(1000), "between", said, len(rows), "changed value", again=lambda: rows)


def _called(name: str) -> str:
    made = _made(name, str(store.folder()))
    by = f", {made['made_by']}" if not words.is_unknown(made.get("made_by")) else ""
    return f"{name} · {words.day(pd.Timestamp(made['made_at']))}{by}"


def take_back(names: Sequence[str]) -> None:
    """Look at an old version, take its file along, or put it in force again as a new version."""
    st.header("Look back, or take back", anchor=False)
    chosen = st.selectbox("Version", names, min(1, len(names) - 1), format_func=_called, key="back_version", width=420)
    with st.container(horizontal=True, vertical_alignment="center", key="look_back"):
        page_link("explore/overview", f"Open the whole dashboard as of version {chosen}", ":material/history:", version=chosen)
        st.download_button(
            f"Version {chosen} as a DuckDB file",
            data=lambda: store.file_of(chosen).read_bytes(),
            file_name=f"landscape-version-{chosen}.duckdb",
            icon=":material/database:",
            on_click="ignore",
            key="duckdb_file",
        )
    if chosen == store.current():
        st.caption("This version is in force.")
        return
    with st.form("restore"):
        st.markdown(f"Put version {chosen} in force again. It becomes a new version; nothing is removed from the history.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            made_by = st.text_input("Name", placeholder="Who takes it back", width=300, key="restore_by")
            note = st.text_input("Note", placeholder="Why", key="restore_note")
        if st.form_submit_button(f"Put version {chosen} in force again", icon=":material/undo:"):
            made = publish.restore(chosen, publish.Signature(made_by, note), store.current())
            st.success(f"Version {made} is in force: it holds what version {chosen} held.", icon=":material/check_circle:")


def keep_and_prune() -> None:
    """Remove old versions by the stated rule, after a confirmation."""
    going = publish.prunable(KEPT)
    st.header("Make room", anchor=False)
    st.markdown(RULE)
    if not going:
        st.caption("There is nothing to remove.")
        return
    sure = st.checkbox(f"Yes, remove {words.count(len(going), 'version')}: {', '.join(going)}.", key="prune_sure")
    if st.button("Remove them", disabled=not sure, icon=":material/delete:", key="prune"):
        store.remove(going)
        st.rerun()


# --- edits on screen: the same way as a file ---------------------------------------------------------------------------


def edited(name: str, search: str) -> tuple[Workbook, Plan] | None:
    """A list in an editable table; what was edited, as if it had come in a workbook. None as long as nothing was."""
    one = dictionary.table(name)
    now = version()
    words_of = {field.name: template.words_of(field, now) for field in one.fields}
    rows = store.frame(one.select, now)
    shown = pd.DataFrame({field.name: _as_text(rows[field.name], words_of[field.name]) for field in one.fields})
    if search:
        hit = shown.apply(lambda column: column.astype(str).str.contains(search, case=False, regex=False)).any(axis=1)
        shown = shown[hit]
    result = st.data_editor(
        shown,
        hide_index=True,
        num_rows="fixed",
        disabled=list(one.keys),
        column_config={field.name: _column(field, words_of[field.name]) for field in one.fields},
        placeholder=words.NOT_KNOWN,
        key=f"edit_{name}_{now}_{search}",
        alt=f"{one.label}, to edit",
    )
    is_changed = (_comparable(result) != _comparable(shown)).any(axis=1)
    if not is_changed.any():
        return None
    headers = [template.header_of(field) for field in one.fields]
    cells = result[is_changed].astype(object).where(result.notna(), None).values.tolist()
    sheet = Sheet(template.sheet_name(one), [headers, *cells])
    book = Workbook("Edited on screen", "", (sheet,), based_on=now)
    (plan,), _ = plans.proposed(book, records.names(now), now)
    return book, plan


def _comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """Values of which two unknown ones are the same."""
    return rows.astype(object).where(rows.notna(), "")


def _as_text(values: pd.Series, said: dict[str, str]) -> pd.Series:
    if said:
        return values.map(lambda value: None if words.is_unknown(value) else said.get(value, value))
    if values.dtype == object:
        return values.map(lambda value: "; ".join(value) if hasattr(value, "tolist") else value)
    return values


def _column(field: dictionary.Field, said: dict[str, str]) -> object:
    help_text = field.help or None
    if said:
        return st.column_config.SelectboxColumn(field.label, options=list(said.values()), help=help_text)
    if field.name == "name":
        return st.column_config.TextColumn(field.label, help=help_text, pinned=True)
    if field.type in ("integer", "number"):
        step = 1 if field.type == "integer" else None
        return st.column_config.NumberColumn(template.header_of(field), help=help_text, step=step)
    return st.column_config.TextColumn(field.label, help=help_text)


def publish_edit(book: Workbook, plan: Plan) -> None:
    """Check what was edited, show what would change, and publish it."""
    now = version()
    one: Upload = upload.prepared(book, plan, records.names(now), now)
    counts([one])
    if one.findings:
        said = exports.About("Problems of the edit", "everything", now, ())
        table(
            problem_rows(one.findings),
            "edit_problems",
            said,
            noun="problem",
            columns=["kind_of_problem", "column_header", "found_value", "expected", "what_to_do"],
        )
    taken = preview([one], f"edit_{plan.table}")
    if not taken:
        return
    made = sign_and_publish(taken, 0, lambda signature: publish.commit(taken, signature, one.conversions), "edit")
    if made:
        st.session_state["edit_published"] = made
        st.rerun()
