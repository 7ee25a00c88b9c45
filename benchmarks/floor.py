"""The floor: a plain Streamlit page with the same number of widgets, charts and tables as a page of ours, on constant data.

What it shows comes as JSON in `LANDSCAPE_FLOOR`: the kinds of elements in order, with the number of options, rows and marks.
It is written as anyone would write it: Altair charts built from a table and handed to `st.altair_chart`.
"""

import json
import os
from functools import cache

import altair as alt
import pandas as pd
import streamlit as st

ELEMENTS = json.loads(os.environ["LANDSCAPE_FLOOR"])


@cache
def constant(rows: int, columns: int) -> pd.DataFrame:
    """A table of text and numbers that never changes."""
    numbers = {f"number {i}": [float(i * row) for row in range(rows)] for i in range(1, columns)}
    return pd.DataFrame({"name": [f"Name {row}" for row in range(rows)], **numbers})


def chart(rows: int, marks: int) -> alt.Chart:
    """A bar chart with values at the bars' ends, as ours have."""
    base = alt.Chart(constant(rows, 3)).encode(
        x=alt.X("number 1", type="quantitative", title="Amount"),
        y=alt.Y("name", type="nominal", sort=None, title=None),
        tooltip=[alt.Tooltip("name", type="nominal"), alt.Tooltip("number 1", type="quantitative")],
    )
    bars = base.mark_bar().encode(color=alt.Color("name", type="nominal", legend=None))
    bars = bars.add_params(alt.selection_point(name="mark", fields=["name"]))
    return bars if marks < 2 else alt.layer(bars, *[base.mark_text(dx=5).encode(text="number 1:Q") for _ in range(marks - 1)])


def page() -> None:
    """Every element in its order."""
    for number, (kind, sizes) in enumerate(ELEMENTS):
        key = f"{kind}_{number}"
        options = [f"Option {i}" for i in range(sizes.get("options", 0))]
        if kind == "heading":
            st.subheader(f"Heading {number}", anchor=False)
        elif kind == "multiselect":
            st.multiselect(f"Choice {number}", options, key=key, bind="query-params")
        elif kind == "selectbox":
            st.selectbox(f"Choice {number}", options, key=key, bind="query-params")
        elif kind == "text_input":
            value = st.text_input("Search", key="search", bind="query-params")
            st.markdown(f"Searching for {value}")
        elif kind == "slider":
            st.slider(f"Range {number}", 2000, 2024, (2000, 2024), key=key, bind="query-params")
        elif kind == "button_group":
            st.segmented_control(f"Choice {number}", ["One", "Two", "Three"], default="One", key=key, bind="query-params")
        elif kind == "button":
            st.button(f"Button {number}", key=key)
        elif kind == "download_button":
            st.download_button(f"Download {number}", data=b"constant", key=key, on_click="ignore")
        elif kind == "metric":
            st.metric(f"Figure {number}", "USD 12.3 m")
        elif kind == "vega_lite_chart":
            rows = max(sizes["bytes"] // 60, 1)
            st.altair_chart(chart(rows, min(sizes["layers"], 3)), key=key, on_select="rerun")
        elif kind == "dataframe":
            rows = max(sizes["bytes"] // 120, 1)
            st.dataframe(constant(rows, 10), key=key, hide_index=True, on_select="rerun", selection_mode="single-row")
        elif kind == "expandable":
            st.expander(f"More {number}", key=key, on_change="rerun")
        elif kind == "popover":
            st.popover(f"More {number}", key=key)
        elif kind == "page_link":
            st.link_button(f"Link {number}", "https://example.org")
        else:
            st.markdown(f"Text {number}")


st.set_page_config(layout="wide")
st.navigation([st.Page(page, title="Floor", url_path="floor", default=True)], position="top").run()
