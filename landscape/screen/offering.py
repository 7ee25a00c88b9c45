"""From a match to an opportunity: new records that one page makes, and the pipeline has looked at, signed and published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from landscape.screen.editing import add_rows
from landscape.screen.showing import open_page


def offer(label: str, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """A button that hands new records to the page Pipeline and opens it, where they wait among its new rows.

    `rows` is table -> rows, each field -> stored value, as `add_rows` takes them. Nothing is published here.
    """
    if st.button(label, key="offer", type="primary", icon=":material/add_task:"):
        for table, some in rows.items():
            add_rows(table, some)
        open_page("strategy/pipeline")
