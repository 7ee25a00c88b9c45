"""From a match to an opportunity: new records that one page makes and another has looked at and published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st


def offer(label: str, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> bool:
    """A button that hands new records over to the page Pipeline; returns whether it was pressed. Nothing is published here.

    `rows` is table -> rows, each field -> stored value; a row of another table names a new record by its name. They wait in the
    session under "new_opportunities" until the pipeline takes them up.
    """
    if not st.button(label, key="offer", type="primary", icon=":material/add_task:"):
        return False
    st.session_state["new_opportunities"] = {table: [dict(row) for row in some] for table, some in rows.items()}
    return True
