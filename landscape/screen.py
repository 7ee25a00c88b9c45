"""Widgets and panels that pages share: the only module of the package that uses Streamlit. It decides nothing."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import altair as alt
import pandas as pd
import streamlit as st

from landscape import cells, dictionary, exports, store, words
from landscape.charts import Figure, look
from landscape.filters import Filter, Filters, at_default, code_list_of, described, of_lens

log = logging.getLogger("landscape")
_lock = threading.Lock()


# --- asking -----------------------------------------------------------------------------------------------------------


def answer(question: str, **parameters: object) -> pd.DataFrame:
    """The answer to one file of `queries/` from the version in force; parameters it does not name are ignored."""
    needed = store.parameters_of(question)
    return _answer(question, version(), {name: parameters[name] for name in sorted(needed)})


@st.cache_data(max_entries=200, show_spinner=False)
def _answer(question: str, version: str, parameters: dict[str, object]) -> pd.DataFrame:
    return store.read(question, version, **parameters)


def version() -> str:
    """The version of the landscape that this screen shows."""
    return store.current()


def options(name: str) -> dict[str, str]:
    """Code -> label of everything a filter can be set to: from the dictionary, or from `queries/options/`."""
    if name in ("table", "code_list"):
        return dictionary.table_labels() if name == "table" else dictionary.code_list_labels()
    listed = code_list_of(name)
    if listed:
        return dictionary.label_of(listed)
    rows = answer(f"options/{name}")
    return dict(zip(rows["code"], rows["label"], strict=True))


# --- the head of a page -----------------------------------------------------------------------------------------------


def head(question: str, purpose: str) -> None:
    """The title as the question the page answers, and one sentence of purpose."""
    st.title(question, anchor=False)
    st.markdown(purpose)


def enter(page: str) -> None:
    """Note which page opens, and which values its filters should have there.

    Streamlit keeps bound values over a change of page, but loses them on the way back, and adds old ones to a link that asks for
    others. Here a page without filters in its address opens as it was left, and one with filters opens with those alone.
    """
    state = st.session_state
    state.setdefault("visits", {})
    state["plan"] = {}
    if state.get("page") != page:
        left = state["visits"].get(page, {})
        asked = any(key in st.query_params for key in left)
        state["plan"] = {
            key: default if asked else value for key, (value, default) in left.items() if not (asked and key in st.query_params)
        }
    state["page"] = page


def _put_back(keys: Iterable[str]) -> None:
    """Before widgets are drawn: give them the values that the last run found missing."""
    wanted = st.session_state.get("wanted", {})
    for key in [key for key in keys if key in wanted]:
        st.session_state[key] = wanted.pop(key)


def _remember(filters: Filters) -> None:
    """After widgets are drawn: run again where a value is not the one planned, otherwise keep what was chosen."""
    state = st.session_state
    plan = state.get("plan", {})
    if any(plan.get(one.key, value) != value for one, value in zip(filters.filters, filters.values, strict=True)):
        state["wanted"] = {key: list(value) if isinstance(value, tuple) else value for key, value in plan.items()}
        st.rerun()
    kept = {one.key: (value, one.default) for one, value in zip(filters.filters, filters.values, strict=True)}
    state.setdefault("visits", {}).setdefault(state.get("page"), {}).update(kept)


def filter_bar(*names: str | Filter, drawer: Sequence[str | Filter] = ()) -> Filters:
    """The filters of a page in one row, the rest in a drawer; each is part of the address. Returns what was chosen."""
    front, rest = [_filter(name) for name in names], [_filter(name) for name in drawer]
    _say_what_the_link_had_wrong([*front, *rest])
    _put_back(one.key for one in (*front, *rest))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters"):
        alone = len(front) == 1 and front[0].kind == "many"  # then there is room to see all that was chosen
        values = [_widget(one, width=900 if alone else _WIDTHS[one.kind]) for one in front]
        if rest:
            with st.popover("More filters", icon=":material/tune:", key="more_filters", width=190):
                values += [_widget(one, width="stretch") for one in rest]
        chosen = Filters((*front, *rest), tuple(values))
        _remember(chosen)
        if chosen.chosen():
            st.button("Clear all", icon=":material/close:", type="tertiary", key="clear_all", on_click=_clear, args=(chosen,))
    return chosen


def filter_row() -> Any:
    """The row in which filters stand, for pages that put more into it."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters")


def lens_bar(row: Any) -> Filters:
    """The filters of money figures: first the lens, then what can be chosen in it."""
    lens = _filter("lens")
    lens = replace(lens, default=next(iter(lens.options)))
    wrong = st.container(key="wrong_in_link")
    with row:
        _put_back(["lens"])
        code = _widget(lens, width="content")
        _remember(Filters((lens,), (code,)))
        there = answer("explore/funding_lens", lens=code).iloc[0]
        names = ("rule", "donor_type", "donors", "region", "income_group", "country_group", "countries")
        known = {name: options(name) for name in names} | {
            "measure": {code: label for code, label in options("measure").items() if code in there["measures"]},
            "finance_type": {code: label for code, label in options("finance_type").items() if code in there["finance_types"]},
        }
        front, drawer, hidden = of_lens(code, (int(there["first_year"]), int(there["last_year"])), known)
        with wrong:
            _say_what_the_link_had_wrong([lens, *front, *drawer])
        _put_back(one.key for one in (*front, *drawer))
        values = [_widget(one, width=240 if one.kind == "years" else _WIDTHS[one.kind]) for one in front]
        with st.popover("More filters", icon=":material/tune:", key="more_filters", width=190):
            values += [_widget(one, width="stretch") for one in drawer]
        chosen = Filters((*front, *drawer), tuple(values))
        _remember(chosen)
        if chosen.chosen():
            st.button("Clear all", icon=":material/close:", type="tertiary", key="clear_all", on_click=_clear, args=(chosen,))
    return Filters((lens,), (code,)) + chosen + at_default(*hidden)


def switch(label: str, views: Sequence[str], key: str) -> str:
    """One of a few views of the same rows, the first unless another was chosen; part of the address. Draw only that one."""
    _put_back([key])
    chosen = st.segmented_control(
        label, views, default=views[0], required=True, key=key, bind="query-params", label_visibility="collapsed"
    )
    one = Filter(key, label, "one", default=views[0])
    _remember(Filters((one,), (chosen or views[0],)))
    return chosen or views[0]


def choice_line(filters: Filters, counted: str) -> None:
    """What was chosen, as a sentence under the filters: "DAC member, in Africa · 34 of 108 donors"."""
    st.markdown(f":material/filter_alt: **{words.plain(filters.in_words()[:1].upper() + filters.in_words()[1:])}** · {counted}")


def nothing_matches(filters: Filters, question: str, noun: str) -> None:
    """Say that nothing matches and which filter to clear, then stop the page."""
    removed = {one.label: len(answer(question, **filters.without(one.name).parameters())) for one in filters.chosen()}
    label, found = max(removed.items(), key=lambda item: item[1], default=("", 0))
    advice = f"Clear the filter “{label}”: {words.count(found, noun)} would remain." if found else "Clear all filters."
    st.info(f"No {noun} matches these filters. {advice}", icon=":material/search_off:")
    st.stop()


_WIDTHS = {"many": 250, "text": 230, "years": 290, "one": "content"}


def _filter(name: str | Filter) -> Filter:
    return described(name, options(name) if name != "search" else None) if isinstance(name, str) else name


def _widget(one: Filter, width: Any) -> object:
    common = {"key": one.key, "help": one.help, "bind": "query-params"}
    if one.kind == "many":
        return tuple(
            st.multiselect(one.label, list(one.options), format_func=one.options.get, placeholder="All", width=width, **common)
        )
    if one.kind == "years":
        first, last = one.default
        return tuple(st.slider(one.label, first, last, (first, last), width=width, **common))
    if one.kind == "text":
        return st.text_input(one.label, width=width, placeholder="Name or text", **common)
    if len(one.options) <= 4:
        chosen = st.segmented_control(
            one.label, list(one.options), default=one.default, format_func=one.options.get, required=True, **common
        )
        return one.default if chosen is None else chosen
    codes = list(one.options)
    index = codes.index(one.default) if one.default in codes else None
    return st.selectbox(one.label, codes, index=index, format_func=one.options.get, width=430, **common)


def _clear(filters: Filters) -> None:
    for one in filters.filters:
        st.session_state[one.key] = list(one.default) if one.kind == "many" else "" if one.kind == "text" else one.default


def _say_what_the_link_had_wrong(filters: Iterable[Filter]) -> None:
    """Streamlit drops unknown values of a link without a word; the reader should know that the view is a wider one."""
    for one in filters:
        if one.kind in ("many", "one"):
            labels = set(one.options.values())
            wrong = [value for value in st.query_params.get_all(one.key) if value and value not in labels]
        elif one.kind == "years":
            wrong = [value for value in st.query_params.get_all(one.key) if not value.isdigit()]
        else:
            wrong = []
        if wrong:
            st.warning(
                f"The link asks for {one.label.lower()} “{words.plain(', '.join(wrong))}”, which the landscape does not have. "
                "That part of the link was left out.",
                icon=":material/link_off:",
            )


def foot() -> None:
    """The version in force and its date, quietly, under every page."""
    made = words.day(store.made_on(version()))
    st.caption(
        f":material/history: Version {version()} of the landscape, made on {made}. "
        "Unknown is shown as “not known”, never as zero."
    )


# --- figures, charts and tables ---------------------------------------------------------------------------------------


def key_figures(*figures: tuple[str, str, str]) -> None:
    """At most four figures: label, value with unit, and what it is compared with."""
    with st.container(horizontal=True, gap="medium", key="key_figures"):
        for label, value, comparison in figures:
            with st.container(width="stretch", height="stretch", border=True, gap=None):
                st.metric(label, value, help=None)
                st.caption(comparison)


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
        st.subheader(figure.title, anchor=False)
        st.markdown(words.plain(figure.takeaway))
        spec, datasets = _spec(figure.chart)
        with st.container(height=height or "content", border=False, key=f"frame_{name}"):
            event = st.vega_lite_chart(
                spec={**spec, "datasets": datasets},
                key=f"chart_{name}",
                alt=figure.alt,
                on_select="rerun" if pick else "ignore",
            )
        st.caption(cells.sources_in_words(about.sources))
        box = st.expander(
            "Table and download", icon=":material/table:", type="compact", key=f"table_of_{name}", on_change="rerun"
        )
        if box.open:
            with box:
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
) -> object:
    """The rows with "n of N", the downloads of all of them, and the value of `pick` in the row that was clicked."""
    with st.container(gap="small", key=f"table_{name}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            shown = words.count(len(rows), noun) if total is None else f"{len(rows):,} of {words.count(total, noun)}"
            st.markdown(f"**{shown}**" + (" · click a row to open its profile" if pick else ""))
            with st.container(horizontal=True, width="content"):
                _downloads(again or (lambda: rows), about, name)
        event = _grid(rows, key=f"grid_{name}", columns=columns, selectable=bool(pick), alt=f"{about.title}: {shown}")
        st.caption(cells.sources_in_words(about.sources))
    picked = event["selection"]["rows"] if pick else []
    return rows[pick].iloc[picked[0]] if picked else None


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
                else words.plain(cells.in_words(row[field.name], field))
                for field in fields
            ]
            for _, row in rows.iterrows()
        }
        st.table(
            pd.DataFrame(shown, index=[words.plain(field.label) for field in fields]), border="horizontal", alt=alt or about.title
        )
        with st.container(horizontal=True):
            _downloads(lambda: rows, about, name)
        st.caption(cells.sources_in_words(about.sources))


def facts(*pairs: tuple[str, str]) -> None:
    """A profile's facts: what it is about, and what is known, as it stands in the data."""
    for label, text in pairs:
        st.markdown(f"**{words.plain(label)}**  \n{words.plain(text)}")


def meaning(code_list: str, code: str | None) -> str:
    """A code in words with what it means: "High. Stated by the publisher itself or in its own data"."""
    for one in dictionary.codes(code_list):
        if one.code == code:
            return f"{one.label}. {one.help}" if one.help else one.label
    return words.NOT_KNOWN


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


def about(title: str, filters: Filters | str, sources: pd.DataFrame, *notes: str) -> exports.About:
    """What a download says of itself: title, filters in words, version, sources with their vintage, link and notes."""
    said = tuple(
        f"{row.publisher}, {row.title}" + ("" if words.is_unknown(row.vintage) else f" ({row.vintage})") + f". {row.url}"
        for row in sources.itertuples()
    )
    chosen = filters if isinstance(filters, str) else filters.in_words()
    return exports.About(title, chosen, version(), said, link(), notes)


def sources_of(*used: str) -> pd.DataFrame:
    """The sources behind tables ("donor") or parts of them ("funding:iati", "observation:spi_overall"), largest first."""
    return answer("sources_of", used=list(used))


def link() -> str:
    """The address that opens this view."""
    chosen = urlencode([(name, value) for name in st.query_params for value in st.query_params.get_all(name)])
    return f"{st.context.url}?{chosen}" if chosen else str(st.context.url)


def open_page(page: str, **parameters: object) -> None:
    """Go to another page with its filters set, such as the profile of what was clicked."""
    st.switch_page(f"pages/{page}.py", query_params=_in_the_address(parameters))


def page_link(page: str, label: str, icon: str, **parameters: object) -> None:
    """A link to another page with its filters set."""
    st.page_link(f"pages/{page}.py", label=label, icon=icon, query_params=_in_the_address(parameters))


def _in_the_address(parameters: dict[str, object]) -> dict[str, str | list[str]]:
    """Labels as an address holds them: a filter with several values is repeated, one without a value is left out."""
    return {
        name: [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)
        for name, value in parameters.items()
        if value is not None
    }


def method(text: str) -> None:
    """How the figures on the page were made, one click away."""
    with st.expander("How these figures are made", icon=":material/function:"):
        st.markdown(text)


def apologise(fault: Exception) -> None:
    """Say that something broke, with a number that finds the trace in the log."""
    reference = uuid.uuid4().hex[:8]
    log.error("fault %s", reference, exc_info=fault)
    st.error(
        "Something went wrong on our side. Nothing was lost. Go back or reload the page; "
        f"if it comes again, report number {reference}.",
        icon=":material/error:",
    )


def _downloads(again: Callable[[], pd.DataFrame], said: exports.About, name: str) -> None:
    """Two downloads, built on click from the query."""
    for label, ending, build, mime in (
        ("Excel", "xlsx", exports.excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("CSV", "csv", exports.comma_separated, "text/csv"),
    ):
        st.download_button(
            label,
            data=lambda build=build: build(again(), said),
            file_name=said.file_name(ending),
            mime=mime,
            icon=":material/download:",
            key=f"{ending}_{name}",
            on_click="ignore",
        )


def _grid(
    rows: pd.DataFrame, key: str, columns: Sequence[str] | None = None, selectable: bool = False, alt: str | None = None
) -> Any:
    fields = {name: cells.field_of(name) for name in (columns or rows.columns)}
    shown = pd.DataFrame({name: cells.shown(rows[name], field) for name, field in fields.items()})
    return st.dataframe(
        shown,
        key=key,
        hide_index=True,
        column_config={name: _column(field, rows[name]) for name, field in fields.items()},
        placeholder=words.NOT_KNOWN,
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-row",
        alt=alt,
    )


def _column(field: dictionary.Field, values: pd.Series) -> Any:
    if field.name == "url":
        return st.column_config.LinkColumn(field.label)
    number_format = cells.number_format(field, values)
    if number_format:
        return st.column_config.NumberColumn(field.label, format=number_format, help=field.help or None)
    return st.column_config.TextColumn(field.label, help=field.help or None, width="large" if cells.is_long(values) else None)


def _spec(chart: alt.Chart) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """A chart's Vega-Lite specification, and its tables apart.

    Altair checks every specification against the whole schema when it writes it down; that costs more than the query. The
    tests check each chart once; here it is written down unchecked.
    """
    datasets: dict[str, pd.DataFrame] = {}

    def by_name(data: pd.DataFrame) -> dict[str, str]:
        name = f"rows_{len(datasets)}"
        datasets[name] = data
        return {"name": name}

    with _lock:
        alt.data_transformers.register("landscape", by_name)
        with alt.data_transformers.enable("landscape"):
            spec = chart.to_dict(validate=False)
    spec["config"] = look(is_dark=st.context.theme.type == "dark")
    return spec, datasets
