"""The board of the pipeline: opportunities as cards, by stage."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from landscape import dictionary, words
from landscape.charts import pipeline


def board(rows: pd.DataFrame, today: date) -> str:
    """Cards by stage, two stages in a column; returns the name of the opportunity whose card was clicked, or nothing."""
    labels, clicked = dictionary.label_of("stage"), ""
    for column, stages in zip(st.columns(len(pipeline.PHASES), gap="small"), pipeline.PHASES, strict=True):
        with column:
            for stage in stages:
                here = rows[rows["stage"] == stage]
                said = f" · {len(here)} · {pipeline.money_said(here)}" if len(here) else " · none"
                st.markdown(f"**{labels[stage]}**{said}")
                for row in here.sort_values(["due_on", "opportunity_name"]).to_dict("records"):
                    clicked = _card(row, today) or clicked
    return clicked


def _card(row: dict[str, object], today: date) -> str:
    known, following, here = pipeline.card(row, today)
    name = str(row["opportunity_name"])
    with st.container(border=True, gap=None, key=f"card_{row['opportunity_id']}"):
        st.markdown(f"**{words.plain(name)}**")
        st.markdown(words.plain(known))
        if following:
            st.caption(words.plain(following))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(here)
            is_clicked = st.button("Open", key=f"open_{row['opportunity_id']}", type="tertiary", help=f"Open {words.plain(name)}")
    return name if is_clicked else ""
