"""Names that nobody knows for sure: a person says what they stand for, one by one or many at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
import streamlit as st

from landscape import deciding, dictionary, upload, words
from landscape.deciding import IS_NEW, LEFT, meanings
from landscape.plans import LEAVE_OUT, NEW, Plan
from landscape.screen.uploading import Work, key_of, text_of

UNDECIDED = "Decide …"
MOST = 1_000  # names that are shown for a decision, the most frequent first
MANY = 4  # from which on they can be decided at once


def decisions(work: Work) -> None:
    """Names that nobody knows for sure: a person says what they stand for. Similarity alone never decides."""
    open_ones = [(number, one) for number, one in enumerate(work.uploads) if one.undecided or one.plan.decisions]
    if not open_ones:
        return
    st.header("Names: which are meant?", anchor=False)
    st.markdown("These names are not known for sure. Say what each stands for; rows with an undecided name stay out.")
    plans_now = list(work.plans)
    for number, one in open_ones:
        work.similar |= one.undecided
        made = dict(one.plan.decisions)
        for name in dict.fromkeys(name for name, _ in (*one.undecided, *made)):
            made = _decided(work, one, name, made)
        plans_now[number] = replace(plans_now[number], decisions=made)
    if tuple(plans_now) != work.plans:
        work.plans = tuple(plans_now)
        st.rerun()


def _decided(work: Work, one: upload.Upload, name: str, made: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """All decisions, with those about the texts of one field as an editor shows and returns them."""
    table = dictionary.table(one.plan.table)
    its, codes = table.field(name), meanings(table, table.field(name), work.names)
    counts = _how_often(work, one.plan, name)
    texts = {text for field_name, text in (*one.undecided, *made) if field_name == name}
    listed = sorted(texts, key=lambda text: (-counts[text[:60]], text))[:MOST]
    similar = {text: work.similar[name, text] for text in listed if (name, text) in work.similar}
    said = {LEAVE_OUT: LEFT, NEW: IS_NEW, **codes}
    shown = pd.DataFrame(
        {
            "In the file": listed,
            "Rows": [counts[text[:60]] for text in listed],
            "Similar": [(similar[text].near if text in similar else "") or "none" for text in listed],
            "Stands for": [said.get(made[name, text], UNDECIDED) if (name, text) in made else UNDECIDED for text in listed],
        }
    )
    likely = dict.fromkeys(codes[code] for one_of in similar.values() for code, _, _ in one_of.candidates[:3] if code in codes)
    options = [UNDECIDED, LEFT, *([IS_NEW] if name == "name" else []), *likely, *sorted(set(codes.values()) - set(likely))]
    cut = f", the {MOST} most frequent of {len(texts):,}" if len(texts) > MOST else ""
    st.markdown(f"**{table.label}: {its.label}** ({words.count(len(listed), 'name')}{cut})")
    if len(listed) >= MANY:
        _at_once(work, one, name)
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["In the file", "Rows", "Similar"],
        column_config={"Stands for": st.column_config.SelectboxColumn(options=options, required=True)},
        key=key_of(f"names_{table.name}_{name}", listed),
        alt=f"Names of {its.label} that wait for a decision",
    )
    back = {label: code for code, label in codes.items()} | {LEFT: LEAVE_OUT, IS_NEW: NEW}
    pairs = zip(edited["In the file"], edited["Stands for"], strict=True)
    now = {(name, text): back[to] for text, to in pairs if to in back}
    return {which: to for which, to in made.items() if which[0] != name or which[1] not in listed} | now


def _how_often(work: Work, plan: Plan, name: str) -> Counter[str]:
    rows = work.book.sheets[plan.sheet].rows
    column = next((column for column, to in plan.fields.items() if to == name), 0)
    return Counter(text_of(rows[row - 1][column]) for row in plan.layout.data_rows if column < len(rows[row - 1]))


def _at_once(work: Work, one: upload.Upload, name: str) -> None:
    """Accept every suggestion from a likeness on, and say of all others what they are."""
    waiting = {which: found for which, found in one.undecided.items() if which[0] == name}
    key = f"{one.plan.table}_{name}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"at_once_{key}"):
        least = st.number_input("Suggestions of at least … %", 75, 100, 90, 5, key=f"least_{key}", width=220)
        good = deciding.at_once(waiting, least)
        args = {"on_click": _decide, "disabled": not good}
        st.button(f"Accept {words.count(len(good), 'suggestion')}", args=(work, one, good), key=f"accept_{key}", **args)
        rest = {which: found for which, found in waiting.items() if which not in good}
        for to, label in ((NEW, "new records"), (LEAVE_OUT, "left out")):
            some = deciding.at_once(rest, others=to)
            if to == LEAVE_OUT or name == "name":
                text = f"{words.count(len(rest), 'other')}: {label}"
                st.button(text, on_click=_decide, args=(work, one, some), disabled=not some, key=f"{label}_{key}")


def _decide(work: Work, one: upload.Upload, made: dict[tuple[str, str], str]) -> None:
    """Keep decisions about many names of one list."""
    work.similar |= one.undecided
    work.plans = tuple(
        replace(plan, decisions={**plan.decisions, **made})
        if (plan.sheet, plan.table) == (one.plan.sheet, one.plan.table)
        else plan
        for plan in work.plans
    )
