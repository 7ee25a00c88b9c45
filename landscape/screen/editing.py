"""Edits made on screen: a list in an editable table, which goes the same way as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
import streamlit as st

from landscape import changes, dictionary, exports, plans, publish, store, template, upload, words
from landscape.matching import records
from landscape.screen.publishing import Choices, faster, preview, problem_rows, sign_and_publish
from landscape.screen.showing import table
from landscape.screen.uploading import key_of
from landscape.upload import Upload
from landscape.workbook import Sheet, Workbook


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
    shown, keys = _as_shown(one, editing.version, words_of)
    if search:
        hit = shown.apply(lambda column: column.astype(str).str.contains(search, case=False, regex=False)).any(axis=1)
        shown, keys = shown[hit].reset_index(drop=True), [key for key, is_hit in zip(keys, hit, strict=True) if is_hit]
    if shown.empty:
        none = f"No row of this list contains “{words.plain(search)}”." if search else "This list has no rows yet."
        st.info(none, icon=":material/search_off:")
        return editing if editing.values else None
    result = st.data_editor(
        _with_edits(shown, keys, editing),
        hide_index=True,
        num_rows="fixed",
        disabled=[*one.keys, "name"],
        column_order=_order(one),
        column_config={each.name: _column(each, words_of[each.name]) for each in one.filled_in},
        placeholder=words.NOT_KNOWN,
        key=key_of(f"edit_{name}_{editing.number}", keys),
        alt=f"{one.label}, to edit",
    )
    before, after = _comparable(shown), _comparable(result)
    here = set(keys)
    editing.values = {which: value for which, value in editing.values.items() if which[0] not in here}
    for row, column in zip(*(after != before).to_numpy().nonzero(), strict=True):
        value = result.iat[row, column]
        its = one.field(shown.columns[column])
        if its.type == "date" and isinstance(value, str):  # so it comes where no row of the column has a date yet
            value = date.fromisoformat(value[:10])
        editing.values[keys[row], its.name] = None if words.is_unknown(value) else value
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
    rest = [each.name for each in one.filled_in if each.name not in one.keys]
    return list(dict.fromkeys([*names, *rest, *one.keys]))


def _comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """Values of which two unknown ones are the same."""
    return rows.astype(object).where(rows.notna(), "")


def _as_shown(one: dictionary.Table, version: str, words_of: Mapping[str, dict[str, str]]) -> tuple[pd.DataFrame, list[tuple]]:
    """The rows of a list as they are edited, and their keys. A column takes whatever is typed; what is wrong the checks say."""
    records_of = changes.plain(changes.rows(one, version), one)
    columns = {each.name: [_cell(row[each.name], words_of[each.name]) for row in records_of] for each in one.filled_in}
    keys = [tuple(row[name] for name in one.keys) for row in records_of]
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()}), keys


def _cell(value: object, said: Mapping[str, str]) -> object:
    if isinstance(value, list):
        return "; ".join(said.get(one, one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)  # else 2.5 would become 2 in silence
    return said.get(value, value) if isinstance(value, str) else value


def _column(field: dictionary.Field, said: dict[str, str]) -> object:
    help_text = field.help or None
    if field.type == "boolean":
        return st.column_config.CheckboxColumn(field.label, help=help_text)
    if field.type == "date":
        return st.column_config.DateColumn(field.label, help=help_text, format="D MMM YYYY")
    if said and field.type != "list":
        options = list(said.values())  # where a value is required, “not known” is one of them and no blank stands beside it
        return st.column_config.SelectboxColumn(field.label, options=options, help=help_text, required=field.is_required)
    if field.name == "name":
        return st.column_config.TextColumn(field.label, help=help_text, pinned=True, disabled=True)
    if field.type in ("integer", "number"):
        step = 1 if field.type == "integer" else None
        return st.column_config.NumberColumn(template.header_of(field), help=help_text, step=step)
    return st.column_config.TextColumn(field.label, help=help_text)


def _as_upload(name: str, editing: Editing) -> Upload:
    """The records that were edited, as if they had come in a workbook made from the template."""
    one = dictionary.table(name)
    words_of = {each.name: template.words_of(each, editing.version) for each in one.fields}
    rows, keys = _as_shown(one, editing.version, words_of)
    edited_ones = {which[0] for which in editing.values}
    touched = [row for row, key in enumerate(keys) if key in edited_ones]
    rows, keys = rows.iloc[touched].reset_index(drop=True), [keys[row] for row in touched]
    shown = _with_edits(rows, keys, editing).map(lambda cell: "Yes" if cell is True else "No" if cell is False else cell)
    cells = shown.where(shown.notna(), None).values.tolist()
    sheet = Sheet(template.sheet_name(one), [[template.header_of(each) for each in one.filled_in], *cells])
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
        columns = ["kind_of_problem", "what_to_do", "column_header", "found_value", "expected"]
        table(problem_rows(one.findings), "edit_problems", said, noun="problem", columns=columns)
    taken = preview([one], editing.choices)
    if not taken:
        return
    try:
        made = sign_and_publish(
            taken, lambda signature, say: publish.commit(taken, signature, one.conversions, (), say), f"edit_{name}"
        )
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
