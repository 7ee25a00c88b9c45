"""The way in of a list: the file, how it is read, what waits for a decision. Matching and checks decide, not the screen.

Whatever a reader corrects is kept in `Work`, not in the widgets: it is still there after a look at another page, and a widget
shows again what `Work` holds. Tables to edit are named by the rows that they show, so that no edit lands in another row.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from landscape import checks, desk, dictionary, layout, plans, store, template, upload, words
from landscape.changes import MODES
from landscape.filters import described
from landscape.limits import Limits
from landscape.matching import headers, money, records
from landscape.plans import NOTE, Plan
from landscape.problems import Problem
from landscape.questionnaire import Question, Shape
from landscape.screen.asking import options
from landscape.screen.choosing import choose
from landscape.screen.showing import end
from landscape.workbook import Workbook, column_letters

OUT, KEEP, MONEY = "Left out", "Kept as a note", "Currency of the amounts"


@dataclass
class Work:
    """What one reader has in hand: the file, how it is read, and what came of it. Lives in the session, until published."""

    data: bytes
    book: Workbook
    version: str
    plans: tuple[Plan, ...]
    why: str
    found: layout.Layout  # of the sheet that is read, before rows were taken back or left out
    choices: dict[object, bool] = field(default_factory=dict)  # what of the changes is taken and what is left
    similar: dict[tuple[str, str], records.Found] = field(default_factory=dict)  # what names could stand for
    uploads: list[upload.Upload] = field(default_factory=list)
    read_for: object = None
    questionnaire: tuple[object, Shape | None, dict[str, Question]] | None = None  # what it was looked for in, and what was found
    notice: str = ""

    @property
    def names(self) -> records.Names:
        """The names that the version knows."""
        return records.names(self.version)

    @property
    def is_template(self) -> bool:
        """Whether the file was made from the template: then there is nothing to match."""
        return self.plans[0].is_template


def file() -> Work | None:
    """The file in hand as it was read; without one, the template to start from and the place to upload a list."""
    state = st.session_state
    work: Work | None = state.get("work")
    if work:
        with st.container(horizontal=True, vertical_alignment="center", key="in_hand"):
            st.markdown(f":material/draft: **{words.plain(work.book.file_name)}**", width="content")
            st.button("Put it away", on_click=put_away, icon=":material/close:", type="tertiary", key="put_away")
        return work
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True, key="templates"):
        _templates()
    with right, st.container(border=True, key="upload"):
        given = _uploader()
        if given is not None:
            try:
                state["work"] = _read(given.name, given.getvalue())
            except Problem as problem:
                st.error(words.plain(str(problem)), icon=":material/error:")
            else:
                st.rerun()
    return None


def put_away() -> None:
    """Forget the file in hand and make room for the next one."""
    st.session_state["upload_number"] = st.session_state.get("upload_number", 0) + 1
    st.session_state.pop("work", None)


def _templates() -> None:
    """The workbook to fill in, for the tables that the reader wants."""
    st.header("Start from the template", anchor=False)
    st.markdown("The current lists as an Excel workbook, with drop-downs and help. Change it, save it, and upload it here.")
    chosen = choose(described("lists", options("lists")))["lists"]
    is_filled = st.toggle("With the current rows", value=True, key="template_filled")
    now = store.current()
    st.download_button(
        "Download the template",
        data=lambda: template.workbook_of(chosen, now, is_filled),
        file_name=f"landscape-lists-version-{now}.xlsx",
        icon=":material/download:",
        disabled=not chosen,
        on_click="ignore",
        key="template_download",
    )


def _uploader() -> Any:
    st.header("Upload your list", anchor=False)
    limits = Limits.from_environment()
    st.markdown("Any Excel or CSV list, in English, French, Portuguese or Spanish. You see what would change before you publish.")
    given = st.file_uploader(
        "Excel workbook or CSV file",
        type=["xlsx", "xlsm", "xls", "csv", "tsv", "txt", "ods"],  # .ods is refused with a sentence that says what to do
        max_upload_size=limits.max_mb,
        key=f"file_{st.session_state.get('upload_number', 0)}",
    )
    st.caption(f"{limits.in_words()}. Macros are never run, links to other files never followed.")
    return given


def _read(name: str, data: bytes) -> Work:
    with _progress("file", desk.is_long(data)) as say:
        book, version, found, why = desk.proposed(data, name, say)
        return Work(data, book, version, found, why, found[0].layout)


@contextmanager
def _progress(name: str, is_long: bool) -> Iterator[Callable[[float, str], object]]:
    """A bar while something takes its time, with a way to stop it; nothing where it takes none."""
    if not is_long:
        yield lambda share, text: None
        return
    place = st.empty()
    try:
        with place.container(horizontal=True, vertical_alignment="center"):
            bar = st.progress(0.0, "Starting")
            st.button("Cancel", on_click=put_away, icon=":material/close:", key=f"cancel_{name}")
        yield bar.progress
    finally:
        place.empty()


def digest_of(what: Iterable[object]) -> str:
    """A short name for what is shown, another one where anything of it differs."""
    return hashlib.sha256(repr(list(what)).encode()).hexdigest()[:12]


def key_of(name: str, rows: Iterable[object]) -> str:
    """The key of a table to edit that shows these rows: with other rows it is another table, without their edits."""
    return f"{name}_{digest_of(rows)}"


def how_it_is_read(work: Work) -> None:
    """What was found where and why; for a list that is not a template, everything can be corrected."""
    if work.notice:
        st.warning(work.notice, icon=":material/update:")
    notes = [*work.book.notes, *(note for plan in work.plans for note in work.book.sheets[plan.sheet].notes)]
    own = 'A hidden sheet is read like the others: "Lists".' if work.is_template else ""
    for note in dict.fromkeys(note for note in notes if note != own):
        st.caption(f":material/info: {words.plain(note)}")
    if work.is_template:
        listed = words.listed([dictionary.table(plan.table).label for plan in work.plans])
        of_version = upload.made_from(work.book)
        st.markdown(f"Made from the template of {of_version}: {listed}.")
        if upload.made_from_earlier(work.book, work.version):
            st.caption(
                f":material/history: Version {work.version} is in force. Only what differs from {of_version} counts as your "
                "change: what others changed since stays as it is."
            )
        elif work.book.based_on != work.version or not upload.is_of_here(work.book):
            st.warning(
                f"The template is of {of_version}; version {work.version} is in force. "
                "What others changed since then shows up as a change back: look at the preview with care.",
                icon=":material/history:",
            )
        mode = _mode(work)
        work.plans = tuple(replace(plan, mode=mode) for plan in work.plans)
        return
    st.header("Columns: is your list read right?", anchor=False)
    (plan,) = work.plans
    _sheet_and_table(work, plan)
    plan = _rows(work, plan)
    work.plans = (_columns(work, plan),)


def _sheet_and_table(work: Work, plan: Plan) -> None:
    state = st.session_state
    sheets = [index for index, sheet in enumerate(work.book.sheets) if sheet.rows]
    labels = options("lists")
    lay = plan.layout
    state["upload_sheet"], state["upload_table"] = plan.sheet, plan.table or None
    state["upload_header"], state["upload_lines"] = lay.header_row - max(lay.lines, 1) + 1, max(lay.lines, 1)
    again = {"on_change": _read_again, "args": (work,)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="sheet_and_table"):
        if len(sheets) > 1:
            st.selectbox(
                "Sheet", sheets, format_func=lambda one: work.book.sheets[one].name, key="upload_sheet", width=320, **again
            )
        into = {"format_func": labels.get, "key": "upload_table", "placeholder": "Choose", "width": 360}
        st.selectbox("Goes into the list", list(labels), None, **into, **again)
        last = len(work.book.sheets[plan.sheet].rows)
        st.number_input("Row of the headers", 0, last, key="upload_header", width=170, help="0: the list has none", **again)
        st.number_input("Rows they go over", 1, 5, key="upload_lines", width=150, **again)
    if not plan.table:
        st.info(
            f"It is not clear where this list belongs: {headers.UNCLEAR}. Choose under “Goes into the list” what it holds, or "
            "another sheet or row of the headers. Nothing is read before.",
            icon=":material/help:",
        )
        end()
    if work.why:
        reasons = "; ".join(reason.strip().rstrip(".") for reason in work.why.split(";"))
        st.caption(f"Proposed, because: {words.plain(reasons[:1].lower() + reasons[1:])}.")


def _read_again(work: Work) -> None:
    """Another sheet, list or header row was chosen: find the list and its columns anew."""
    state, (plan,) = st.session_state, work.plans
    sheet = state.get("upload_sheet", plan.sheet)
    is_new = sheet != plan.sheet
    table, first = ("", None) if is_new else (state["upload_table"] or "", state["upload_header"])
    lines = None if is_new or not first else state["upload_lines"]
    header = first + lines - 1 if lines else first
    try:
        new, why = desk.of_sheet(work.data, work.book, sheet, work.version, table, header, lines)
    except Problem as problem:
        work.notice = words.plain(str(problem))
        return
    work.plans, work.why, work.notice = (replace(new, mode=plan.mode),), why if is_new else "", ""
    work.found = new.layout


def _rows(work: Work, plan: Plan) -> Plan:
    """The rows that were left out with the reason, to take them back, and rows to leave out."""
    kept, left = plan.layout.data_rows, plan.layout.left_out
    others = {row: why for row, why in work.found.left_out.items() if why != "blank"}
    out = sum(why != "blank" for why in left.values())
    title = f"{words.count(len(kept), 'row')} with records"
    title += f", {words.count(out, 'row')} left out as totals, labels or notes" if out else ""
    with st.expander(title, icon=":material/table_rows:", key="upload_rows"):
        st.dataframe(_around(work, plan), hide_index=True, alt="The first rows of the sheet", key="upload_look")
        taken = st.multiselect(
            "Rows to take back",
            list(others),
            [row for row in others if row in set(kept)],
            format_func=lambda row: f"Row {row}: {others[row]}, {_said(work, plan, row)}",
            key=f"taken_{plan.sheet}_{plan.layout.header_row}",
            disabled=not others,
            placeholder="None" if others else "No row was left out",
        )
        kept_out = st.multiselect(
            "Rows to leave out",
            list(work.found.data_rows[:1000]),
            [row for row in work.found.data_rows[:1000] if row in left],
            format_func=lambda row: f"Row {row}: {_said(work, plan, row)}",
            key=f"out_{plan.sheet}_{plan.layout.header_row}",
            placeholder="None",
        )
    return plans.corrected(replace(plan, layout=work.found), kept_out, taken)


def _around(work: Work, plan: Plan, most: int = 12) -> pd.DataFrame:
    rows = work.book.sheets[plan.sheet].rows
    first = max(1, plan.layout.header_row - 3)
    shown = [row for row in range(first, min(first + most, len(rows)) + 1)]
    lines = range(plan.layout.header_row - plan.layout.lines + 1, plan.layout.header_row + 1)
    kinds = dict.fromkeys(lines, "header") | dict.fromkeys(plan.layout.data_rows, "record") | plan.layout.left_out
    width = min(max((len(rows[row - 1]) for row in shown), default=0), 12)
    table = {"Row": shown, "Is": [kinds.get(row, "above the header") for row in shown]}
    for column in range(width):
        table[column_letters(column)] = [text_of(rows[row - 1][column]) if column < len(rows[row - 1]) else "" for row in shown]
    return pd.DataFrame(table)


def _said(work: Work, plan: Plan, row: int) -> str:
    return ", ".join(text_of(cell) for cell in work.book.sheets[plan.sheet].rows[row - 1] if cell is not None)[:60]


def text_of(cell: object) -> str:
    """A cell as it is shown: short, and without digits that mean nothing."""
    if isinstance(cell, float):
        return f"{round(cell, 3):.15g}"
    return "" if cell is None else str(cell)[:60]


def _columns(work: Work, plan: Plan) -> Plan:
    """Which column fills which field, with the reason; what no column says can be said once for all rows."""
    table = dictionary.table(plan.table)
    labels = {one.name: one.label for one in table.filled_in}
    kept = [*([KEEP] if NOTE in labels else []), *([MONEY] if any(one.unit == "USD" for one in table.fields) else [])]
    cells = work.book.sheets[plan.sheet].rows
    examples = [
        [
            text_of(cells[row - 1][column])
            for row in plan.layout.data_rows[:40]
            if column < len(cells[row - 1]) and cells[row - 1][column] is not None
        ]
        for column in range(len(plan.layout.headers))
    ]
    goes = {plan.currency_column: MONEY} if MONEY in kept else {}
    goes |= {column: labels[name] for column, name in plan.fields.items() if name in labels}
    goes |= dict.fromkeys(plan.notes, KEEP)
    why = dict(plan.reasons)
    if plan.currency_column not in plan.fields:
        why[plan.currency_column] = "says the currency of the amounts in its row"
    shown = pd.DataFrame(
        {
            "Column": [column_letters(column) for column in range(len(plan.layout.headers))],
            "Header": [header or "(none)" for header in plan.layout.headers],
            "First values": [" · ".join(list(dict.fromkeys(some))[:3]) for some in examples],
            "Goes to": [goes.get(column, OUT) for column in range(len(plan.layout.headers))],
            "Why": [why.get(column, "no field is like it") for column in range(len(plan.layout.headers))],
        }
    )
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["Column", "Header", "First values", "Why"],
        column_config={"Goes to": st.column_config.SelectboxColumn(options=[OUT, *kept, *labels.values()], required=True)},
        key=key_of(f"columns_{plan.table}_{plan.sheet}", (work.book.sha256, plan.layout.header_row)),
        alt="Columns of the file and the fields they fill",
    )
    fields = {label: name for name, label in labels.items()}
    chosen = {column: fields[to] for column, to in enumerate(edited["Goes to"]) if to in fields}
    money_in = [column for column, to in enumerate(edited["Goes to"]) if to == MONEY]
    twice = [labels[name] for name, count in Counter(chosen.values()).items() if count > 1] + [MONEY] * (len(money_in) > 1)
    if twice:
        st.error(f"Two columns go to {words.listed(twice)}: choose one of them.", icon=":material/error:")
        end()
    notes = tuple(column for column, to in enumerate(edited["Goes to"]) if to == KEEP)
    is_both = plan.currency_column in chosen and plan.currency_column in plan.fields  # it fills a field too
    currency_column = money_in[0] if money_in else plan.currency_column if is_both else None
    plan = replace(plan, fields=chosen, notes=notes, currency_column=currency_column)
    with st.container(horizontal=True, vertical_alignment="bottom", key="for_all_rows"):
        made = {"constants": _constants(table, plan), "currency": _currency(work, table, plan), "scales": _scales(table, plan)}
        return replace(plan, **made, mode=_mode(work))


def _scales(table: dictionary.Table, plan: Plan) -> dict[int, int]:
    """In what the numbers of each column of amounts are: as its header, a title or an earlier file says, or as chosen here."""
    scales = dict(plan.scales)
    for column, name in plan.fields.items():
        if name not in table.field_names or not headers.is_money(table.field(name)):
            continue
        header = plan.layout.headers[column]
        is_clear = column in scales or not headers.unclear_of(header)[0]
        proposed = scales.get(column, headers.factor_of(header))
        options = list(headers.SCALES)
        chosen = st.selectbox(
            f"Amounts in “{words.plain(table.field(name).label)}” are in",
            options,
            options.index(proposed) if is_clear else None,
            format_func=headers.SCALES.get,
            placeholder="Choose",
            key=f"scale_{table.name}_{plan.sheet}_{plan.layout.header_row}_{column}",
            width=300,
        )
        if chosen is not None and (chosen != headers.factor_of(header) or not is_clear or column in scales):
            scales[column] = chosen
    return scales


def _constants(table: dictionary.Table, plan: Plan) -> dict[str, str]:
    """One value for all new rows, for what the list must say and no column says."""
    said = {}
    for one in table.filled_in:
        open_one = one.is_required and not one.is_key and one.references != "source" and one.name not in plan.fields.values()
        if open_one and checks.can_be_for_all(one):
            labels = dictionary.label_of(one.codes)
            value = st.selectbox(
                f"{one.label}, for all new rows",
                list(labels),
                list(labels).index(plan.constants[one.name]) if one.name in plan.constants else None,
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


def _mode(work: Work) -> Any:
    modes = list(MODES)
    chosen = modes.index(work.plans[0].mode)
    return st.selectbox("What the file does", modes, chosen, format_func=MODES.get, key="upload_mode", width=480)


def read(work: Work) -> list[upload.Upload]:
    """Every sheet read and compared with the version that the preview is of; only anew where something was corrected."""
    wanted = (work.plans, work.version)
    if work.read_for != wanted:
        try:
            with _progress("preview", desk.is_long(work.data)) as say:
                work.uploads = desk.prepared(work.data, work.book, work.plans, work.version, say)
                work.read_for = wanted
        except desk.Stopped as problem:
            st.error(words.plain(str(problem)), icon=":material/error:")
            st.button("Try again", icon=":material/refresh:", key="read_again")
            end()
    _say_first(work.uploads)
    return work.uploads


def _say_first(uploads: Iterable[upload.Upload]) -> None:
    """What keeps all rows of a list out, before names are decided and single rows are looked at."""
    for one in uploads:
        found = [finding for finding in one.findings if finding.is_blocking and finding.row is None]
        across = [finding for finding in found if finding.rule == upload.ACROSS]  # nothing else can be solved before it
        said = [
            (f"“{each.column}” is missing. " if each.rule == "required" else f"there should be {each.expected}. ") + each.advice
            for each in across or found
        ]
        if said:
            label = dictionary.table(one.plan.table).label
            st.warning(words.plain(f"First of all, in {label}: {' '.join(said)}"), icon=":material/priority_high:")
