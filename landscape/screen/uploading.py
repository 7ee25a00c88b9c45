"""The way in of a list: the file, how it is read, what waits for a decision. Matching and checks decide, not the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from landscape import dictionary, plans, store, template, upload, words, workbook
from landscape.changes import MODES
from landscape.limits import Limits
from landscape.matching import money, records
from landscape.plans import LEAVE_OUT, NEW, NOTE, Plan
from landscape.screen.showing import end
from landscape.workbook import Workbook, column_letters

OUT, KEEP = "Left out", "Kept as a note"
UNDECIDED, LEFT, IS_NEW = "Decide …", "Leave these rows out", "A new record"
MOST = 200  # names that are shown for a decision, the most frequent first


@dataclass
class Work:
    """What one reader has in hand: the file, how it is read, and what came of it. Lives in the session, until published."""

    data: bytes
    book: Workbook
    version: str
    plans: tuple[Plan, ...]
    why: str
    uploads: list[upload.Upload] = field(default_factory=list)
    read_for: object = None
    published: str = ""
    report: bytes = b""

    @property
    def names(self) -> records.Names:
        """The names that the version knows."""
        return records.names(self.version)

    @property
    def is_template(self) -> bool:
        """Whether the file was made from the template: then there is nothing to match."""
        return self.plans[0].is_template


def templates() -> None:
    """The workbook to fill in, for the tables that the reader wants."""
    with st.container(border=True, key="templates"):
        st.header("Start from the template", anchor=False)
        st.markdown("The current lists as an Excel workbook, with drop-downs and help. Change it, and upload it here.")
        labels = {name: dictionary.table(name).label for name in template.KEPT}
        chosen = st.multiselect("Lists", list(labels), ["donor", "mechanism"], format_func=labels.get, key="template_lists")
        is_filled = st.toggle("With the current rows", value=True, key="template_filled")
        st.download_button(
            "Download the template",
            data=lambda: template.workbook_of(chosen, store.current(), is_filled),
            file_name=f"landscape-lists-version-{store.current()}.xlsx",
            icon=":material/download:",
            disabled=not chosen,
            on_click="ignore",
            key="template_download",
        )


def file() -> Work | None:
    """The uploaded file as it was read, if there is one. It stays in hand until it is put away."""
    state = st.session_state
    with st.container(border=True, key="upload"):
        st.header("Upload your list", anchor=False)
        limits = Limits.from_environment()
        st.markdown("Any Excel or CSV list. You see what is new, wrong and different before anything is published.")
        given = st.file_uploader(
            "Excel workbook or CSV file",
            type=["xlsx", "xlsm", "xls", "csv", "tsv", "txt"],
            max_upload_size=limits.max_mb,
            key=f"file_{state.get('upload_number', 0)}",
        )
        st.caption(f"{limits.in_words()}. Macros are never run, links to other files never followed.")
    if given is None:
        state.pop("work", None)
        return None
    if "work" not in state or state["work"].book.file_name != given.name or state["work"].data != given.getvalue():
        with _progress("file") as say:
            say(0.2, "Reading the file")
            data = given.getvalue()
            book = workbook.read(data, given.name)
            say(0.7, "Finding the list in it")
            version = store.current()
            found, why = plans.proposed(book, records.names(version), version)
            state["work"] = Work(data, book, version, found, why)
    return state["work"]


def put_away() -> None:
    """Forget the file in hand and make room for the next one."""
    st.session_state["upload_number"] = st.session_state.get("upload_number", 0) + 1
    st.session_state.pop("work", None)


class _progress:
    """A bar while something takes its time, with a way to stop it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> Any:
        self.place = st.empty()
        with self.place.container(horizontal=True, vertical_alignment="center"):
            self.bar = st.progress(0.0, "Starting")
            st.button("Cancel", on_click=put_away, icon=":material/close:", key=f"cancel_{self.name}")
        return lambda share, text: self.bar.progress(share, text)

    def __exit__(self, *_: object) -> None:
        self.place.empty()


def how_it_is_read(work: Work) -> None:
    """What was found where and why; for a list that is not a template, everything can be corrected."""
    for note in (*work.book.notes, *(note for plan in work.plans for note in work.book.sheets[plan.sheet].notes)):
        if "“Lists”" not in note and '"Lists"' not in note:
            st.caption(f":material/info: {words.plain(note)}")
    if work.is_template:
        listed = words.listed([dictionary.table(plan.table).label for plan in work.plans])
        st.markdown(f"**{work.book.file_name}** was made from the template of version {work.book.based_on}: {listed}.")
        if work.book.based_on != work.version:
            st.warning(
                f"The template is of version {work.book.based_on}; version {work.version} is in force. "
                "What others changed since then shows up as a change back: look at the preview with care.",
                icon=":material/history:",
            )
        return
    (plan,) = work.plans
    with st.container(horizontal=True, vertical_alignment="bottom", key="sheet_and_table"):
        sheets = [index for index, sheet in enumerate(work.book.sheets) if sheet.rows]
        sheet = st.selectbox(
            "Sheet",
            sheets,
            sheets.index(plan.sheet),
            format_func=lambda one: work.book.sheets[one].name,
            key="upload_sheet",
            width=320,
        )
        labels = {name: dictionary.table(name).label for name in template.KEPT}
        options = list(labels)
        table = st.selectbox(
            "Goes into",
            options,
            options.index(plan.table) if plan.table in options else 0,
            format_func=labels.get,
            key="upload_table",
            width=320,
        )
        header = st.number_input(
            "Row of the headers", 1, len(work.book.sheets[sheet].rows), plan.layout.header_row, key=f"header_{sheet}", width=180
        )
    asked = ("" if table == plan.table and sheet == plan.sheet else table, None if sheet != plan.sheet else header)
    if sheet != plan.sheet or table != plan.table or header != plan.layout.header_row:
        new, why = plans.of_sheet(work.book.sheets[sheet], sheet, work.names, work.version, asked[0] or table, asked[1])
        work.plans, work.why = (new,), why
        st.rerun()
    st.caption(f"Why this sheet and list: {words.plain(work.why)}")
    work.plans = (_columns(work, _rows(work, plan)),)


def _rows(work: Work, plan: Plan) -> Plan:
    """The rows that were left out with the reason, to take them back, and rows to leave out."""
    left = plan.layout.left_out
    blank = sum(why == "blank" for why in left.values())
    said = [f"{words.count(len(plan.layout.data_rows), 'row')} with records"]
    others = {row: why for row, why in left.items() if why != "blank"}
    if others:
        said.append(f"{words.count(len(others), 'row')} left out as totals, labels or notes")
    if blank:
        said.append(f"{words.count(blank, 'blank row')}")
    with st.expander(" · ".join(said), icon=":material/table_rows:", key="upload_rows"):
        st.dataframe(_around(work, plan), hide_index=True, alt="The first rows of the sheet", key="upload_look")
        taken = st.multiselect(
            "Rows to take back",
            list(others),
            format_func=lambda row: f"Row {row}: {others[row]}, {_said(work, plan, row)}",
            key=f"taken_{plan.sheet}_{plan.layout.header_row}",
        )
        kept_out = st.multiselect(
            "Rows to leave out",
            list(plan.layout.data_rows[:1000]),
            format_func=lambda row: f"Row {row}: {_said(work, plan, row)}",
            key=f"out_{plan.sheet}_{plan.layout.header_row}",
        )
    return plans.corrected(plan, kept_out, taken) if taken or kept_out else plan


def _around(work: Work, plan: Plan, most: int = 12) -> pd.DataFrame:
    rows = work.book.sheets[plan.sheet].rows
    first = max(1, plan.layout.header_row - 3)
    shown = [row for row in range(first, min(first + most, len(rows)) + 1)]
    kinds = {plan.layout.header_row: "header"} | dict.fromkeys(plan.layout.data_rows, "record") | plan.layout.left_out
    width = min(max((len(rows[row - 1]) for row in shown), default=0), 12)
    table = {"Row": shown, "Is": [kinds.get(row, "above the header") for row in shown]}
    for column in range(width):
        table[column_letters(column)] = [_text(rows[row - 1][column]) if column < len(rows[row - 1]) else "" for row in shown]
    return pd.DataFrame(table)


def _said(work: Work, plan: Plan, row: int) -> str:
    return ", ".join(_text(cell) for cell in work.book.sheets[plan.sheet].rows[row - 1] if cell is not None)[:60]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)[:60]


def _columns(work: Work, plan: Plan) -> Plan:
    """Which column fills which field, with the reason; what no column says can be said once for all rows."""
    table = dictionary.table(plan.table)
    labels = {one.name: one.label for one in table.fields}
    kept = [KEEP] if NOTE in labels else []
    st.header("Columns", anchor=False)
    cells = work.book.sheets[plan.sheet].rows
    examples = [
        [
            _text(cells[row - 1][column])
            for row in plan.layout.data_rows[:40]
            if column < len(cells[row - 1]) and cells[row - 1][column] is not None
        ]
        for column in range(len(plan.layout.headers))
    ]
    shown = pd.DataFrame(
        {
            "Column": [column_letters(column) for column in range(len(plan.layout.headers))],
            "Header": [header or "(none)" for header in plan.layout.headers],
            "First values": [" · ".join(list(dict.fromkeys(some))[:3]) for some in examples],
            "Goes to": [labels.get(plan.fields.get(column, ""), OUT) for column in range(len(plan.layout.headers))],
            "Why": [plan.reasons.get(column, "no field is like it") for column in range(len(plan.layout.headers))],
        }
    )
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["Column", "Header", "First values", "Why"],
        column_config={"Goes to": st.column_config.SelectboxColumn(options=[OUT, *kept, *labels.values()], required=True)},
        key=f"columns_{work.book.sha256[:8]}_{plan.sheet}_{plan.table}_{plan.layout.header_row}",
        alt="Columns of the file and the fields they fill",
    )
    fields = {label: name for name, label in labels.items()}
    chosen = {column: fields[to] for column, to in enumerate(edited["Goes to"]) if to in fields}
    twice = [labels[name] for name, count in Counter(chosen.values()).items() if count > 1]
    if twice:
        st.error(f"Two columns go to {words.listed(twice)}: choose one of them.", icon=":material/error:")
        end()
    notes = tuple(column for column, to in enumerate(edited["Goes to"]) if to == KEEP)
    plan = replace(plan, fields=chosen, notes=notes)
    with st.container(horizontal=True, vertical_alignment="bottom", key="for_all_rows"):
        return replace(plan, constants=_constants(table, plan), currency=_currency(work, table, plan), mode=_mode())


def _constants(table: dictionary.Table, plan: Plan) -> dict[str, str]:
    """One value for all new rows, for what the list must say and no column says."""
    said = {}
    for one in table.fields:
        open_one = one.is_required and not one.is_key and one.references != "source" and one.name not in plan.fields.values()
        if open_one and one.codes and not upload.is_filled_in(one):
            labels = dictionary.label_of(one.codes)
            value = st.selectbox(
                f"{one.label}, for all new rows",
                list(labels),
                None,
                format_func=labels.get,
                placeholder="Choose",
                key=f"all_{table.name}_{one.name}",
                width=300,
            )
            if value:
                said[one.name] = value
    return said


def _currency(work: Work, table: dictionary.Table, plan: Plan) -> str:
    if not any(table.field(name).unit == "USD" for name in plan.fields.values()):
        return plan.currency
    known = ["USD", *sorted(set(money.rates(work.version)) - {"USD"})]
    return st.selectbox("Amounts without a currency are in", known, known.index(plan.currency), key="upload_currency", width=300)


def _mode() -> Any:
    return st.selectbox("What the file does", list(MODES), format_func=MODES.get, key="upload_mode", width=430)


def read(work: Work) -> list[upload.Upload]:
    """Every sheet read and compared with the version in force; only anew where something was corrected."""
    if work.is_template:
        with st.container(key="for_all_rows"):
            mode = _mode()
        work.plans = tuple(replace(plan, mode=mode) for plan in work.plans)
    wanted = (work.plans, work.version)
    if work.read_for != wanted:
        with _progress("preview") as say:
            done = []
            for number, plan in enumerate(work.plans):
                say(number / len(work.plans), f"Reading and comparing: {dictionary.table(plan.table).label}")
                done.append(upload.prepared(work.book, plan, work.names, work.version))
            work.uploads, work.read_for = done, wanted
    return work.uploads


def decisions(work: Work) -> None:
    """Names that nobody knows for sure: a person says what they stand for. Similarity alone never decides."""
    open_ones = [(number, one) for number, one in enumerate(work.uploads) if one.undecided or one.plan.decisions]
    if not open_ones:
        return
    st.header("Names", anchor=False)
    st.markdown("These names could not be found for sure. Say what each stands for; rows with an undecided name stay out.")
    plans_now = list(work.plans)
    for number, one in open_ones:
        made = dict(one.plan.decisions)
        for name in dict.fromkeys(name for name, _ in (*one.undecided, *made)):
            made |= _decided(work, one, name)
        plans_now[number] = replace(plans_now[number], decisions=made)
    if tuple(plans_now) != work.plans:
        work.plans = tuple(plans_now)
        st.rerun()


def _decided(work: Work, one: upload.Upload, name: str) -> dict[tuple[str, str], str]:
    """The decisions about the texts of one field, as an editor shows and returns them."""
    table = dictionary.table(one.plan.table)
    its = table.field(name)
    codes = _labels(work, table, its)
    sheet = work.book.sheets[one.plan.sheet]
    column = next((column for column, to in one.plan.fields.items() if to == name), 0)
    counts = Counter(_text(sheet.rows[row - 1][column]) for row in one.plan.layout.data_rows if column < len(sheet.rows[row - 1]))
    texts = {text: found for (field_name, text), found in one.undecided.items() if field_name == name}
    decided = {text: code for (field_name, text), code in one.plan.decisions.items() if field_name == name}
    listed = sorted([*texts, *decided], key=lambda text: -counts[text[:60]])[:MOST]
    if not listed:
        return {}
    can_be_new = name == "name"
    said = {LEAVE_OUT: LEFT, NEW: IS_NEW, **codes}
    shown = pd.DataFrame(
        {
            "In the file": listed,
            "Rows": [counts[text[:60]] for text in listed],
            "Similar": [
                " · ".join(f"{label} ({score:.0f} %)" for _, label, score in texts[text].candidates[:3])
                if text in texts
                else "decided"
                for text in listed
            ],
            "Stands for": [said.get(decided[text], decided[text]) if text in decided else UNDECIDED for text in listed],
        }
    )
    options = [UNDECIDED, LEFT, *([IS_NEW] if can_be_new else []), *sorted(codes.values())]
    st.markdown(f"**{table.label}: {its.label}** ({words.count(len(listed), 'name')})")
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["In the file", "Rows", "Similar"],
        column_config={"Stands for": st.column_config.SelectboxColumn(options=options, required=True)},
        key=f"names_{work.book.sha256[:8]}_{one.plan.sheet}_{table.name}_{name}_{len(decided)}",
        alt=f"Names of {its.label} that wait for a decision",
    )
    back = {label: code for code, label in codes.items()} | {LEFT: LEAVE_OUT, IS_NEW: NEW}
    return {(name, text): back[to] for text, to in zip(edited["In the file"], edited["Stands for"], strict=True) if to in back}


def _labels(work: Work, table: dictionary.Table, its: dictionary.Field) -> dict[str, str]:
    """Code -> label of all that a text of this field can stand for."""
    if its.codes and not its.references:
        return dict(dictionary.label_of(its.codes))
    known = work.names.tables.get(its.references or table.name)
    return dict(known.labels) if known else {}
