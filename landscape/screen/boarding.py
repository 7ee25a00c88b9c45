"""The board of the pipeline: opportunities as cards, by stage."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from landscape import dictionary, words
from landscape.charts import pipeline
from landscape.programme.pipeline import DECLINED, STAGES

_FEWEST = 3  # columns: a single card as wide as the page cannot be read


def board(rows: pd.DataFrame, today: date) -> str:
    """Cards by stage, a column for each that holds something; returns the name of the opportunity whose card was clicked.

    The columns stand in the order of the way to the money, at most five beside one another, the rest of the way below.
    """
    labels, clicked = dictionary.label_of("stage"), ""
    order = [*STAGES, DECLINED]
    held = [stage for stage in order if (rows["stage"] == stage).any()]
    for first in range(0, len(held), pipeline.SIDE_BY_SIDE):
        some = held[first : first + pipeline.SIDE_BY_SIDE]
        width = pipeline.SIDE_BY_SIDE if first else max(len(some), _FEWEST)
        for column, stage in zip(st.columns(width, gap="small"), some, strict=False):
            here = rows[rows["stage"] == stage]
            with column:
                # on two lines in every column, as one would break in some of them and not in others
                st.markdown(f"**{labels[stage]}**  \n{len(here)} · {pipeline.money_said(here)}")
                for row in here.sort_values(["due_on", "opportunity_name"]).to_dict("records"):
                    clicked = _card(row, today) or clicked
    if empty := [labels[stage] for stage in order if stage not in held]:
        st.caption(f"From left to right towards the money. None is now in: {', '.join(empty)}.")
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
