"""The floor: a plain Streamlit page with the same number of widgets, charts and tables as a page of ours, on constant data.

What it shows comes as JSON in `LANDSCAPE_FLOOR`: the kinds of elements in order, with the number of options, rows and marks.
It is written as anyone would write it: Altair charts built from a table and handed to `st.altair_chart`. With
`LANDSCAPE_FLOOR_CHANGES` every run has other figures, so that a browser has something to draw.
"""

import json
import os
from contextlib import nullcontext
from functools import cache

import altair as alt
import pandas as pd
import streamlit as st

CHANGES = "LANDSCAPE_FLOOR_CHANGES" in os.environ
ELEMENTS = json.loads(os.environ["LANDSCAPE_FLOOR"])


@cache
def table(rows: int, columns: int, turn: int) -> pd.DataFrame:
    """A table of text and numbers, the same at every run of the same turn."""
    numbers = {f"number {i}": [float(i * (row + turn)) for row in range(rows)] for i in range(1, columns)}
    return pd.DataFrame({"name": [f"Name {row}" for row in range(rows)], **numbers})


def chart(rows: int, marks: int, turn: int) -> alt.Chart:
    """A bar chart with values at the bars' ends, as ours have."""
    base = alt.Chart(table(rows, 3, turn)).encode(
        x=alt.X("number 1", type="quantitative", title="Amount"),
        y=alt.Y("name", type="nominal", sort=None, title=None),
        tooltip=[alt.Tooltip("name", type="nominal"), alt.Tooltip("number 1", type="quantitative")],
    )
    bars = base.mark_bar().encode(color=alt.Color("name", type="nominal", legend=None))
    bars = bars.add_params(alt.selection_point(name="mark", fields=["name"]))
    return bars if marks < 2 else alt.layer(bars, *[base.mark_text(dx=5).encode(text="number 1:Q") for _ in range(marks - 1)])


def page() -> None:
    """Every element in its order."""
    turn = st.session_state["turn"] = st.session_state.get("turn", 0) + CHANGES
    boxes = {None: nullcontext()}
    for number, (kind, sizes, box) in enumerate(ELEMENTS):
        with boxes[box]:
            boxes[number] = element(kind, sizes, number, turn)


def element(kind: str, sizes: dict[str, int], number: int, turn: int) -> object:
    """One element; what it returns can hold others where it is a popover or an expander."""
    key = f"{kind}_{number}"
    options = [f"Option {i}" for i in range(sizes.get("options", 0))]
    if kind == "heading":
        st.subheader(f"Heading {number}", anchor=False)
    elif kind == "multiselect":
        st.multiselect(f"Choice {number}", options, key=key, bind="query-params")
    elif kind == "selectbox":
        st.selectbox(f"Choice {number}", options, key=key, bind="query-params")
    elif kind == "text_input":
        st.text_input(f"Choice {number}", key=key, bind="query-params")
    elif kind == "slider":
        st.slider(f"Range {number}", 2000, 2024, (2000, 2024), key=key, bind="query-params")
    elif kind == "button_group":
        st.segmented_control(
            f"Choice {number}", ["Option 0", "Option 1", "Option 2"], default="Option 0", key=key, bind="query-params"
        )
    elif kind == "button":
        st.button(f"Button {number}", key=key)
    elif kind == "download_button":
        st.download_button(f"Download {number}", data=b"constant", key=key, on_click="ignore")
    elif kind == "metric":
        st.metric(f"Figure {number}", "USD 12.3 m")
    elif kind == "vega_lite_chart":
        rows = max((sizes["bytes"] - 400) // 40, 1)
        st.altair_chart(chart(rows, min(sizes["layers"], 3), turn), key=key, on_select="rerun")
    elif kind == "graphviz_chart":
        edges = "".join(f'"Name {row}" -> "Name {turn}";' for row in range(turn + 1, turn + max(2, sizes["bytes"] // 200)))
        st.graphviz_chart(f"digraph {{ rankdir=LR; {edges} }}", width="stretch")
    elif kind == "dataframe":
        rows = max((sizes["bytes"] - 2600) // 90, 1)
        st.dataframe(table(rows, 10, turn), key=key, hide_index=True, on_select="rerun", selection_mode="single-row")
    elif kind == "table":
        st.table(table(max(sizes["bytes"] // 200, 1), 4, turn))
    elif kind == "expandable":
        return st.expander(f"More {number}", key=key, on_change="rerun")
    elif kind == "popover":
        return st.popover(f"More {number}", key=key)
    elif kind == "page_link":
        st.page_link("https://example.org", label=f"Link {number}")
    elif kind == "link_button":
        st.link_button(f"Link {number}", "https://example.org")
    else:
        st.markdown(f"Text {number}")
    return None


st.set_page_config(layout="wide")
st.navigation([st.Page(page, title="Floor", url_path="floor", default=True)], position="top").run()
