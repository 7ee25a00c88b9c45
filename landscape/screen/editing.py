"""Edits made on screen: a list in an editable table, with new rows and rows to remove, which goes the same way as a file.

Any page can have a list edited: `edited` draws it, `publish_edit` previews and publishes it, also together with other lists.
Another page can hand rows over before with `add_rows`; they wait among the new rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from landscape import confidential, dictionary, store, template, words
from landscape.editing import Editing, as_shown, new_names, prepared, renamed, said_of, typed_in, with_edits
from landscape.screen.news import tell
from landscape.screen.publishing import faster, publish_edits
from landscape.screen.uploading import key_of

REMOVE = "Remove"
IN_A_CURRENCY = ("ask", "amount", "unit_cost", "unit_cost_low", "unit_cost_high")  # fields of money without a unit of their own


def editing_of(name: str) -> Editing:
    """What this reader has edited of one list, kept while other pages are visited."""
    editings = st.session_state.setdefault("editing", {})
    editing = editings.setdefault(name, Editing(name, store.current()))
    if editing.is_empty:
        editing.version, editing.choices = store.current(), {}
    return editing


def add_rows(name: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Hand new rows of a list over to the reader: they wait among its new rows until they are published or taken out.

    A row is field -> stored value, such as {"name": "Norway for surveys", "donor_id": "norway", "stage": "identified"}; its code
    is made from its name. A row of another list names a row that is new itself by that name:
    {"opportunity_id": "Norway for surveys", "line_id": "household-surveys", "share_pct": 100.0}. Both lists are published in
    one go where the page calls `publish_edit("opportunity", …, "opportunity_line")`, as the page Pipeline does.
    """
    editing_of(name).add(rows)


def edited(
    name: str, search: str = "", columns: Sequence[str] = (), only: Collection[object] | None = None, noun: str = "row"
) -> Editing | None:
    """A list in editable tables: its new rows, and those that are there. None as long as nothing was edited.

    `columns` are the fields to show, in order; without them all are, those that change often first. `only` are the keys of the
    records to show (text, or a tuple where a key has several fields); what was edited stays, shown or not. `noun` is what one
    row is called on the button that adds one.
    """
    editing, one = editing_of(name), dictionary.table(name)
    if editing.notice:
        st.warning(editing.notice, icon=":material/update:")
    if name == confidential.TABLE:
        st.caption(confidential.SAID)
    said = said_of(name, editing.version)
    order = [each for each in columns if each in one.field_names] or _order(one)
    _new_rows(editing, one, said, order, noun)
    shown, keys = as_shown(one, editing.version, said)
    there = {key if isinstance(key, tuple) else (key,) for key in only} if only is not None else set(keys)
    hit = [key in there for key in keys]
    if search:
        has = shown.apply(lambda column: column.astype(str).str.contains(search, case=False, regex=False)).any(axis=1)
        hit = [one and bool(other) for one, other in zip(hit, has, strict=True)]
    is_all = all(hit)
    shown, keys = shown[hit].reset_index(drop=True), [key for key, is_hit in zip(keys, hit, strict=True) if is_hit]
    if shown.empty:
        none = f"No row of this list contains “{words.plain(search)}”." if search else "No row of this list is chosen."
        if is_all and not search:
            st.caption("None of them is published yet." if editing.added else "This list has no rows yet.")
        else:
            st.info(none, icon=":material/search_off:")
    else:
        _rows(editing, one, said, order, shown, keys)
    return None if editing.is_empty else editing


def _rows(
    editing: Editing,
    one: dictionary.Table,
    said: Mapping[str, Mapping[str, str]],
    order: Sequence[str],
    shown: pd.DataFrame,
    keys: list[tuple],
) -> None:
    key_of_table = key_of(f"edit_{one.name}_{editing.number}", keys)
    drawn = editing.as_drawn("rows", key_of_table, key_of_table in st.session_state)
    start = with_edits(shown, keys, drawn)
    start.insert(0, REMOVE, [key in drawn.gone for key in keys])
    result = st.data_editor(
        start,
        hide_index=True,
        num_rows="fixed",
        disabled=[*one.keys, "name"],
        column_order=[REMOVE, *order, *(key for key in one.keys if key not in order)],
        column_config={
            REMOVE: st.column_config.CheckboxColumn(REMOVE, width=105, help="Tick it to take the row out of the list"),
            **{each.name: _column(each, list(said[each.name].values())) for each in one.filled_in},
        },
        placeholder=words.NOT_KNOWN,
        key=key_of_table,
        alt=f"{one.label}, to edit",
    )
    here = set(keys)
    ticked = {key for key, is_gone in zip(keys, result[REMOVE], strict=True) if is_gone}
    editing.gone = (editing.gone - here) | ticked
    result = result.drop(columns=REMOVE)
    before, after = _comparable(shown), _comparable(result)
    editing.values = {which: value for which, value in editing.values.items() if which[0] not in here}
    for row, column in zip(*(after != before).to_numpy().nonzero(), strict=True):
        its = one.field(shown.columns[column])
        editing.values[keys[row], its.name] = _value(its, result.iat[row, column])


def _value(field: dictionary.Field, value: object) -> object:
    if field.type == "date" and isinstance(value, str) and value:  # so it comes where no row of the column has a date yet
        return date.fromisoformat(value[:10])
    return None if words.is_unknown(value) else value


# --- new rows ---------------------------------------------------------------------------------------------------------


def _new_rows(
    editing: Editing, one: dictionary.Table, said: Mapping[str, Mapping[str, str]], order: Sequence[str], noun: str
) -> None:
    """The new rows in a table of their own, above those that are there, and the button that adds one."""
    others, names = st.session_state["editing"], typed_in(one)
    first = [each for each in order if each in names]
    required = [each.name for each in one.filled_in if each.is_required and each.references != "source"]
    columns = list(dict.fromkeys([*first, *(each for each in names if each in required), *([] if first else names)]))
    if editing.added:
        how = "to fill in: press Enter on a cell, then type"  # the editor of a cell opens too late for letters typed at once
        st.markdown(f"**{words.count(len(editing.added), 'new row')}**, {how}. An asterisk marks what is required.")
        drawn = editing.as_drawn("new", _key(editing), _key(editing) in st.session_state).added
        rows = [{REMOVE: False} | {name: row.get(name) for name in names} for row in drawn.values()]
        options = {each.name: [*said[each.name].values(), *new_names(each.references, others)] for each in one.filled_in}
        st.data_editor(
            pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in (REMOVE, *names)}),
            hide_index=True,
            num_rows="fixed",
            column_order=[REMOVE, *columns],
            column_config={
                REMOVE: st.column_config.CheckboxColumn(REMOVE, width=105, help="Tick it to take the row out again"),
                **{name: _column(one.field(name), options[name], is_new=True) for name in names},
            },
            placeholder="",
            key=_key(editing),
            alt=f"New rows of {one.label}, to fill in",
        )
        if _take_in(editing):
            st.rerun()
    st.button(f"Add {'an' if noun[0] in 'aeiou' else 'a'} {noun}", on_click=_add, args=(editing,), **_add_look(one.name))


def _add_look(name: str) -> dict[str, str]:
    return {"icon": ":material/add:", "key": f"add_{name}", "type": "secondary"}


def _key(editing: Editing) -> str:
    return key_of(f"new_{editing.table}_{editing.number}", list(editing.added))


def _add(editing: Editing) -> None:
    _take_in(editing)  # what was typed last, before the table is another one
    editing.add([{}])


def _take_in(editing: Editing) -> bool:
    """Keep what was typed into new rows; returns whether one was taken out, as the table then shows others."""
    one, numbers = dictionary.table(editing.table), list(editing.added)
    typed = st.session_state.get(_key(editing), {}).get("edited_rows", {})
    out = set()
    for row, cells in typed.items():
        number = numbers[int(row)]
        for name, value in cells.items():
            if name == REMOVE:
                out |= {number} if value else set()
                continue
            before, after = editing.added[number].get(name), _value(one.field(name), value)
            if name == "name" and before != after:
                renamed(st.session_state["editing"], one.name, before, after)
            editing.added[number][name] = after
    for number in out:
        del editing.added[number]
    return bool(out)


# --- columns ----------------------------------------------------------------------------------------------------------


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


def _column(field: dictionary.Field, options: Sequence[str], is_new: bool = False) -> object:
    help_text = field.help or None
    label = f"{field.label} *" if is_new and field.is_required and field.references != "source" else field.label
    if field.type == "boolean":
        return st.column_config.CheckboxColumn(label, help=help_text)
    if field.type == "date":
        return st.column_config.DateColumn(label, help=help_text, format="D MMM YYYY")
    if options and field.type != "list":
        # where a value is required, “not known” is one of them and no blank stands beside it
        is_required = field.is_required and not is_new
        return st.column_config.SelectboxColumn(label, options=list(options), help=help_text, required=is_required)
    if field.name == "name":
        width = 260 if is_new else None  # an empty column would be too narrow to type a name into
        return st.column_config.TextColumn(label, help=help_text, pinned=True, disabled=not is_new, width=width)
    if field.type in ("integer", "number"):
        step, unit = 1 if field.type == "integer" else None, template.header_of(field).removeprefix(field.label)
        width = 110 if len(f"{label}{unit}") < 10 else None  # else “not known” would be cut off
        look = "localized" if field.unit == "USD" or field.name in IN_A_CURRENCY else None
        return st.column_config.NumberColumn(f"{label}{unit}", help=help_text, step=step, width=width, format=look)
    return st.column_config.TextColumn(label, help=help_text)


# --- publication ------------------------------------------------------------------------------------------------------


def publish_edit(name: str, editing: Editing, *more: str) -> None:
    """Check what was edited, show what would change, and publish it; afterwards the page says so.

    What was edited of the lists `more` is previewed and published in the same go.
    """
    editings = [editing, *(one for other in more if not (one := editing_of(other)).is_empty)]
    st.button("Discard my edits", on_click=_discard, args=(editings,), icon=":material/undo:", type="tertiary", key="discard")
    if len({one.version for one in editings}) > 1:
        for one in editings:
            one.version, one.notice = store.current(), faster(store.current())
        st.rerun()
    try:
        made = publish_edits(prepared(editings, editing.version), editing.version, editing.choices, f"edit_{name}")
    except store.Outdated:
        for one in editings:
            one.version, one.number = store.current(), one.number + 1
        editing.notice = faster(editing.version)
        st.rerun()
    if made:
        tell("edit_published", made)
        _discard(editings)
        st.rerun()


def _discard(editings: Sequence[Editing]) -> None:
    for one in editings:
        one.discard()
