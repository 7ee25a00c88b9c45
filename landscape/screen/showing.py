"""What a page shows: its head, key figures, charts, tables, downloads and links."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from landscape import cells, dictionary, exports, words
from landscape.charts import Figure, look, maps, written
from landscape.screen.address import say_what_was_left_out
from landscape.screen.asking import answer, at, made_on, version
from landscape.screen.briefs import brief
from landscape.screen.noting import note_view

log = logging.getLogger("landscape")


def head(question: str, purpose: str, record: tuple[str, str] | None = None) -> None:
    """The title as the question the page answers, and one sentence of purpose; of a record, its brief and what members changed.

    The source of a record says nothing of what an upload or an edit changed since: that is said here.
    """
    st.session_state["question"] = words.as_read(question)
    st.title(question, anchor=False)
    if record:
        left, right = st.columns([3, 1], vertical_alignment="center")
        left.markdown(purpose)
        with right:
            brief(*record)
    else:
        st.markdown(purpose)
    changed = answer("explore/changed", list_of=record[0], record=record[1]) if record else pd.DataFrame()
    if len(changed):
        labels = {one.name: one.label for one in dictionary.table(record[0]).fields}
        when = [changed["made_at"].dt.normalize(), "made_by", "file_name"]
        said = [
            words.day(day)
            + ("" if words.is_unknown(by) else f" by {by}")
            + ("" if words.is_unknown(file) else f" from “{file}”")
            + f": {words.listed([labels.get(one, one) for one in fields])}"
            for (day, by, file), fields in changed.groupby(when, sort=False, dropna=False)["field"]
        ]
        st.caption(f":material/edit: Changed by uploads or edits, not by the source. {words.plain('; '.join(said))}.")


def foot() -> None:
    """The version in force and its date, quietly, under every page, and the view for the minutes; on top what was left out."""
    say_what_was_left_out()
    made = words.day(made_on(version()))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="foot"):
        st.caption(
            f":material/history: Version {version()} of the landscape, made on {made}. "
            "Unknown is shown as “not known”, never as zero.",
            width="content",
        )
        note_view()


def end() -> None:
    """End the page here, with its foot."""
    foot()
    st.stop()


def key_figures(*figures: tuple[str, str, str]) -> None:
    """At most four figures: label, value with unit, and what it is compared with."""
    with st.container(horizontal=True, gap="medium", key="key_figures"):
        for label, value, comparison in figures:
            with st.container(width="stretch", height="stretch", border=True, gap=None):
                st.metric(words.plain(label), value, help=None)
                st.caption(words.plain(comparison))


def panel(
    figure: Figure,
    rows: pd.DataFrame,
    name: str,
    about: exports.About,
    pick: str = "",
    again: Callable[[], pd.DataFrame] | None = None,
    height: int | None = None,
) -> object:
    """A chart with its question, its answer in one sentence, its source line and the table behind it one click away.

    `pick` is the field of the mark that a click returns, or nothing; `again` asks the query anew for the download; a chart
    that is higher than `height` scrolls within it.
    """
    with st.container(gap="small", key=f"panel_{name}"):
        st.header(words.plain(figure.title), anchor=False)
        st.markdown(words.plain(figure.takeaway))
        spec, datasets = written(figure.chart)
        is_dark = st.context.theme.type == "dark"
        spec["config"] = look(is_dark)
        if is_dark and "projection" in spec:
            spec = maps.on_dark(spec)
        with st.container(height=height or "content", border=False, key=f"frame_{name}"):
            event = st.vega_lite_chart(
                spec={**spec, "datasets": datasets},
                key=f"chart_{name}",
                alt=figure.alt,
                on_select="rerun" if pick else "ignore",
            )
        source_line(about)
        box = st.expander(
            "Table and download", icon=":material/table:", type="compact", key=f"table_of_{name}", on_change="rerun"
        )
        if box.open:
            with box:
                st.markdown(f"**{words.count(len(rows), 'row')}**")
                _grid(rows, key=f"rows_of_{name}", alt=f"Table behind: {figure.title}")
                with st.container(horizontal=True):
                    _downloads(again or (lambda: rows), about, f"of_{name}")
    return clicked(event, pick) if pick else None


def table(
    rows: pd.DataFrame,
    name: str,
    about: exports.About,
    total: int | None = None,
    noun: str = "row",
    columns: Sequence[str] | None = None,
    again: Callable[[], pd.DataFrame] | None = None,
    pick: str = "",
    many: bool = False,
) -> object:
    """The rows with "n of N", the downloads of all of them, and the value of `pick` in the row that was ticked.

    With `many` several rows can be chosen: returns their values of `pick` in a list.
    """
    with st.container(gap="small", key=f"table_{name}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            shown = words.count(len(rows), noun) if total is None else f"{len(rows):,} of {words.count(total, noun)}"
            # A click on a cell could open it too, but so would the keyboard as soon as it reaches the table.
            advice = "tick rows at their left edge" if many else f"tick a row to open the {cells.field_of(pick).label.lower()}"
            st.markdown(f"**{shown}**" + (f" · {advice}" if pick else ""))
            with st.container(horizontal=True, width="content"):
                _downloads(again or (lambda: rows), about, name)
        event = _grid(
            rows, key=f"grid_{name}", columns=columns, selects=_MODE[many] if pick else None, alt=f"{about.title}: {shown}"
        )
        source_line(about)
    picked = event["selection"]["rows"] if pick else []
    if many:
        return [rows[pick].iloc[one] for one in picked if one < len(rows)]
    return rows[pick].iloc[picked[0]] if picked and picked[0] < len(rows) else None  # a choice may be older than the rows


def side_by_side(
    rows: pd.DataFrame, heading: str, columns: Sequence[str], name: str, about: exports.About, alt: str | None = None
) -> None:
    """The facts of a few records in words: one column per record, headed by the field `heading`, one row per fact.

    Where the rows have a list `not_applicable`, it names the facts that a record cannot have.
    """
    fields = [cells.field_of(column) for column in columns]
    with st.container(gap="small", key=f"table_{name}"):
        shown = {
            words.plain(str(row[heading])): [
                "not applicable"
                if field.name in row.get("not_applicable", ())
                else words.plain(cells.in_words(row[field.name], field, rows[field.name]))
                for field in fields
            ]
            for _, row in rows.iterrows()
        }
        st.table(
            pd.DataFrame(shown, index=[words.plain(field.label) for field in fields]), border="horizontal", alt=alt or about.title
        )
        with st.container(horizontal=True):
            _downloads(lambda: rows, about, name)
        source_line(about)


def facts(*pairs: tuple[str, str]) -> None:
    """A profile's facts: what it is about, and what is known, as it stands in the data."""
    for label, text in pairs:
        st.markdown(f"**{words.plain(label)}**  \n{words.plain(text)}")


def notes(lines: Sequence[str]) -> None:
    """What members noted, line by line; nothing where nobody did."""
    if lines:
        st.header("Notes", anchor=False)
        st.markdown("\n".join(f"- {words.plain(line)}" for line in lines))


def dictionary_rows(rows: Sequence[dict[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    """Rows of the dictionary as a table that `table` shows; also where there are none."""
    return pd.DataFrame(rows, columns=list(columns))


def clicked(event: Any, field: str) -> object:
    """The value of a field in the mark that was clicked, or None."""
    for marks in (event or {}).get("selection", {}).values():
        for mark in marks if isinstance(marks, list) else []:
            if mark.get(field) is not None:
                return mark[field]
    return None


def open_page(page: str, /, **parameters: object) -> None:
    """Go to another page with its filters set, such as the profile of what was clicked."""
    st.switch_page(f"pages/{page}.py", query_params=_in_the_address(parameters))


def page_link(page: str, label: str, icon: str, /, **parameters: object) -> None:
    """A link to another page with its filters set."""
    st.page_link(f"pages/{page}.py", label=label, icon=icon, query_params=_in_the_address(parameters))


def update_link(label: str, *lists: str) -> None:
    """A link to Update from Excel, where the template then starts with these lists."""
    page_link("data/update", label, ":material/upload_file:", lists=[dictionary.table(one).label for one in lists])


def _in_the_address(parameters: dict[str, object]) -> dict[str, str | list[str]]:
    """Labels as an address holds them: a filter with several values is repeated, one without a value is left out."""
    return {
        name: [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)
        for name, value in parameters.items()
        if value is not None
    }


def method(text: str | Callable[[], str]) -> None:
    """How the figures on the page were made, one click away. What takes a while to say is said by a function, on that click."""
    is_later = callable(text)
    box = st.expander(
        "How these figures are made", icon=":material/function:", key="method", on_change="rerun" if is_later else "ignore"
    )
    if not is_later or box.open:
        box.markdown(text() if is_later else text)


def apologise(fault: Exception) -> None:
    """Say that something broke, with a number that finds the trace in the log."""
    reference = uuid.uuid4().hex[:8]
    log.error("fault %s", reference, exc_info=fault)
    st.error(
        "Something went wrong on our side. Nothing was lost. Go back or reload the page; "
        f"if it comes again, report number {reference}.",
        icon=":material/error:",
    )


def source_line(about: exports.About) -> None:
    """Where what is shown comes from, quietly under it."""
    if about.sources:
        st.caption(cells.sources_in_words(about.sources))


def _downloads(again: Callable[[], pd.DataFrame], said: exports.About, name: str) -> None:
    """Two downloads, built on click from the query."""
    for label, ending, build, mime in (
        ("Excel", "xlsx", exports.excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("CSV", "csv", exports.comma_separated, "text/csv"),
    ):
        st.download_button(
            label,
            data=lambda build=build, shown=said.version: at(shown, lambda: build(_sources_named(again()), said)),
            file_name=said.file_name(ending),
            mime=mime,
            icon=":material/download:",
            key=f"{ending}_{name}",
            on_click="ignore",
        )


def _sources_named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as a reader sees them: sources by publisher and title, not by the ids that the landscape gives them."""
    if not any(one in rows for one in cells.SOURCES):
        return rows
    named = answer("strategy/source_names")
    return cells.with_sources_named(rows, dict(zip(named["code"], named["label"], strict=True)))


_MODE = {False: "single-row", True: "multi-row"}


def _grid(
    rows: pd.DataFrame, key: str, columns: Sequence[str] | None = None, selects: str | None = None, alt: str | None = None
) -> Any:
    fields = {
        name: cells.field_of(name)
        for name in (columns or rows.columns)
        if name != "note" or rows[name].notna().any()  # most lists have none
    }
    rows = _sources_named(rows)
    shown = pd.DataFrame({name: cells.shown(rows[name], field) for name, field in fields.items()})
    return st.dataframe(
        shown,
        key=key,
        hide_index=True,
        column_config={name: _column(field, rows[name]) for name, field in fields.items()},
        placeholder=words.NOT_KNOWN,
        on_select="rerun" if selects else "ignore",
        selection_mode=selects or "single-row",
        alt=alt,
    )


def _column(field: dictionary.Field, values: pd.Series) -> Any:
    if field.name == "url":
        return st.column_config.LinkColumn(field.label)
    if field.type == "date":
        return st.column_config.DateColumn(field.label, format="D MMM YYYY", help=field.help or None)
    if field.type == "time":
        return st.column_config.DatetimeColumn(field.label, format="D MMM YYYY, HH:mm [UTC]", help=field.help or None)
    number_format = cells.number_format(field, values)
    if number_format:
        width = 105 if len(field.label) < 10 and values.isna().any() else None  # else "not known" would be cut off
        return st.column_config.NumberColumn(field.label, format=number_format, help=field.help or None, width=width)
    short = 105 if len(field.label) < 10 and values.isna().all() else None  # else "not known" would be cut off
    return st.column_config.TextColumn(field.label, help=field.help or None, width="large" if cells.is_long(values) else short)
