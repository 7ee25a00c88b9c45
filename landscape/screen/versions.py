"""Versions of the landscape: who made which and why, what changed between two, the way back; and edits made on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from landscape import changes, dictionary, exports, plans, publish, store, template, upload, words
from landscape.changes import Changes
from landscape.matching import records
from landscape.problems import Problem
from landscape.reports import change_rows
from landscape.screen.publishing import Choices, faster, preview, problem_rows, sign_and_publish
from landscape.screen.showing import page_link, table
from landscape.screen.uploading import key_of
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
        for column, text in (
            ("file_name", "no file"),
            ("file_sha256", "no file"),
            ("made_by", "the project"),
            ("based_on", "none"),
        ):
            row[column] = text if words.is_unknown(row.get(column)) else row[column]
        row["version_state"] = "in force" if name == now else "earlier" if int(name) < int(now) else "never in force"
    found = pd.DataFrame(rows)
    said = exports.About("Versions of the landscape", "everything", now, ())
    columns = [
        *("version_name", "version_state", "made_at", "made_by", "note", "added_count", "changed_count", "removed_count"),
        *("file_name", "based_on", "file_sha256"),
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
    columns = ["table_label", "kind", "record", "field_label", "before_value", "after_value"]
    rows = rows[columns].rename(columns={"kind": "change_kind"})
    said = exports.About(f"Changes from version {old} to {new}", f"From version {old} to version {new}", new, ())
    table(rows.head(1000), "between", said, len(rows) if len(rows) > 1000 else None, "changed value", again=lambda: rows)


def _called(name: str) -> str:
    made = _made(name, str(store.folder()))
    by = f", {made['made_by']}" if not words.is_unknown(made.get("made_by")) else ""
    return f"{name} · {words.day(pd.Timestamp(made['made_at']))}, {made['made_at']:%H:%M} UTC{by}"


def take_back(names: Sequence[str]) -> None:
    """Look at an old version, take its file along, or put it in force again as a new version."""
    state = st.session_state
    st.header("Look back, or take back", anchor=False)
    if made := state.pop("restored", None):
        for key in ("restore_by", "restore_note", "from_version", "to_version"):  # the next one starts anew
            state.pop(key, None)
        st.success(f"Version {made[0]} is in force: it holds what version {made[1]} held.", icon=":material/check_circle:")
    chosen = st.selectbox("Version", names, min(1, len(names) - 1), format_func=_called, key="back_version", width=520)
    is_in_force = chosen == store.current()
    with st.container(horizontal=True, vertical_alignment="center", key="look_back"):
        if not is_in_force:
            page_link("explore/overview", f"Open the dashboard as of version {chosen}", ":material/history:", version=chosen)
        st.download_button(
            f"Version {chosen} as a DuckDB file",
            data=lambda: store.file_of(chosen).read_bytes(),
            file_name=f"landscape-version-{chosen}.duckdb",
            icon=":material/database:",
            on_click="ignore",
            key="duckdb_file",
        )
    if is_in_force:
        st.caption("This version is in force.")
        return
    with st.form("restore"):
        st.markdown(f"Put version {chosen} in force again. It becomes a new version; nothing is removed from the history.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            made_by = st.text_input("Name", placeholder="Who takes it back", width=300, key="restore_by", max_chars=100)
            note = st.text_input("Note", placeholder="Why", key="restore_note", max_chars=500)
        if not st.form_submit_button(f"Put version {chosen} in force again", icon=":material/undo:"):
            return
    try:
        with st.spinner("Publishing"):
            state["restored"] = publish.restore(chosen, publish.Signature(made_by, note), store.current()), chosen
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
    else:
        st.rerun()


def keep_and_prune() -> None:
    """Remove old versions by the stated rule, after a confirmation."""
    going = publish.prunable(KEPT)
    if not going:
        st.caption(RULE)
        return
    st.header("Make room", anchor=False)
    st.markdown(RULE)
    sure = st.checkbox(f"Yes, remove {words.count(len(going), 'version')}: {', '.join(going)}.", key="prune_sure")
    if st.button("Remove them", disabled=not sure, icon=":material/delete:", key="prune"):
        store.remove(going)
        st.rerun()


# --- edits on screen: the same way as a file ---------------------------------------------------------------------------


@dataclass
class Editing:
    """What one reader edited of one list: the version it was read from, and each value by record and field."""

    version: str
    values: dict[tuple[tuple, str], object] = field(default_factory=dict)
    choices: Choices = field(default_factory=dict)
    number: int = 0  # of the table on the screen: with another number it is drawn without its own memory
    notice: str = ""


def edited(name: str, search: str) -> Editing | None:
    """A list in an editable table; what was edited of it, also what the search does not show. None as long as nothing was."""
    editing = st.session_state.setdefault("editing", {}).setdefault(name, Editing(store.current()))
    if not editing.values:
        editing.version, editing.choices = store.current(), {}
    if editing.notice:
        st.warning(editing.notice, icon=":material/update:")
    one = dictionary.table(name)
    words_of = {each.name: template.words_of(each, editing.version) for each in one.fields}
    rows = store.frame(one.select, editing.version)
    shown = pd.DataFrame({each.name: _as_text(rows[each.name], words_of[each.name]) for each in one.fields})
    if search:
        hit = shown.apply(lambda column: column.astype(str).str.contains(search, case=False, regex=False)).any(axis=1)
        shown = shown[hit]
    shown = shown.reset_index(drop=True)
    keys = list(shown[list(one.keys)].itertuples(index=False, name=None))
    if shown.empty:
        st.info(f"No row of this list contains “{words.plain(search)}”.", icon=":material/search_off:")
        return editing if editing.values else None
    result = st.data_editor(
        _with_edits(shown, keys, editing),
        hide_index=True,
        num_rows="fixed",
        disabled=list(one.keys),
        column_order=_order(one),
        column_config={each.name: _column(each, words_of[each.name]) for each in one.fields},
        placeholder=words.NOT_KNOWN,
        key=key_of(f"edit_{name}_{editing.number}", keys),
        alt=f"{one.label}, to edit",
    )
    before, after = _comparable(shown), _comparable(result)
    here = set(keys)
    editing.values = {which: value for which, value in editing.values.items() if which[0] not in here}
    for row, column in zip(*(after != before).to_numpy().nonzero(), strict=True):
        value = result.iat[row, column]
        editing.values[keys[row], shown.columns[column]] = None if words.is_unknown(value) else value
    return editing if editing.values else None


def _with_edits(shown: pd.DataFrame, keys: Sequence[tuple], editing: Editing) -> pd.DataFrame:
    row_of = {key: row for row, key in enumerate(keys)}
    out = shown.copy()
    for (key, name), value in editing.values.items():
        if key in row_of:
            out.loc[row_of[key], name] = value
    return out


def _order(one: dictionary.Table) -> list[str]:
    """What changes most often stands first: after the name, states and dates; codes of records stand last."""
    first = ("name", "title")
    often = [each.name for each in one.fields if "status" in each.name or each.name.endswith("_on")]
    often += [each.name for each in one.fields if each.codes]
    names = [*(name for name in first if name in one.field_names), *often]
    rest = [each.name for each in one.fields if each.name not in one.keys]
    return list(dict.fromkeys([*names, *rest, *one.keys]))


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


def _as_upload(name: str, editing: Editing) -> Upload:
    """The records that were edited, as if they had come in a workbook made from the template."""
    one = dictionary.table(name)
    rows = store.frame(one.select, editing.version)
    keys = list(rows[list(one.keys)].itertuples(index=False, name=None))
    touched = [row for row, key in enumerate(keys) if key in {which[0] for which in editing.values}]
    rows, keys = rows.iloc[touched].reset_index(drop=True), [keys[row] for row in touched]
    columns = {each.name: _as_text(rows[each.name], template.words_of(each, editing.version)) for each in one.fields}
    shown = _with_edits(pd.DataFrame(columns).astype(object), keys, editing)
    cells = shown.where(shown.notna(), None).values.tolist()
    sheet = Sheet(template.sheet_name(one), [[template.header_of(each) for each in one.fields], *cells])
    book = Workbook("Edited on screen", "", (sheet,), based_on=editing.version)
    names = records.names(editing.version)
    (plan,), _ = plans.proposed(book, names, editing.version)
    done = upload.prepared(book, plan, names, editing.version)
    return replace(done, changes=replace(done.changes, missing=()))  # the other records were not meant


def publish_edit(name: str, editing: Editing) -> None:
    """Check what was edited, show what would change, and publish it; afterwards the page says so."""
    st.button("Discard my edits", on_click=_discard, args=(editing,), icon=":material/undo:", type="tertiary", key="discard")
    one = _as_upload(name, editing)
    if one.findings:
        st.header("What is wrong, or worth a look?", anchor=False)
        said = exports.About("Problems of the edit", "everything", editing.version, ())
        columns = ["kind_of_problem", "column_header", "found_value", "expected", "what_to_do"]
        table(problem_rows(one.findings), "edit_problems", said, noun="problem", columns=columns)
    taken = preview([one], editing.choices)
    if not taken:
        return
    try:
        made = sign_and_publish(taken, lambda signature: publish.commit(taken, signature, one.conversions), f"edit_{name}")
    except store.Outdated:
        editing.version = store.current()
        editing.notice = faster(editing.version)
        st.rerun()
    if made:
        st.session_state["edit_published"] = made
        _discard(editing)
        st.rerun()


def _discard(editing: Editing) -> None:
    editing.values, editing.choices, editing.notice = {}, {}, ""
    editing.number += 1
