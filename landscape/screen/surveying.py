"""A survey of one's own: which survey and question are shown, and how an uploaded questionnaire becomes one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from landscape import confidential, questionnaire, words
from landscape.filters import Filters, at_default
from landscape.frameworks import survey
from landscape.problems import Problem
from landscape.questionnaire import Question, Shape
from landscape.screen import uploading
from landscape.screen.asking import answer, asking, newest, version
from landscape.screen.choosing import _filter, choose, filter_row, in_row
from landscape.screen.showing import end
from landscape.screen.uploading import Work

_PLACES = ("region", "income_group", "country_group")


def survey_bar(is_of_one_question: bool) -> tuple[Filters, pd.Series, pd.DataFrame] | None:
    """The filters of a survey: which one, the question where the view is of one, and places where it is not confidential.

    Returns what was chosen, the survey and its questions; None where there is no survey yet.
    """
    first = _filter("survey")
    if not first.options:
        return None
    first = _filter(survey.first_of(first))
    with filter_row():
        which = choose(first, width="content")
        code = which["survey"]
        asked = answer("frameworks/surveys", survey=code).iloc[0]
        _only_in_force(code, bool(asked["is_confidential"]))
        questions = answer("frameworks/survey_questions", survey=code)
        places = [] if asked["is_confidential"] else [_filter(name) for name in _PLACES]
        chosen = in_row([*([survey.question_filter(questions)] if is_of_one_question and len(questions) else []), *places])
    off = at_default(*(_filter(name) for name in _PLACES)) if asked["is_confidential"] else Filters()
    return which + chosen + off, asked, questions


def _only_in_force(code: str, is_closed: bool) -> None:
    """End the page where it looks back at a survey that is, or became, confidential: two versions would tell who said what."""
    if version() == newest():
        return
    now = asking(newest())("frameworks/surveys", survey=code)
    if is_closed or now["is_confidential"].any():
        st.info(
            "A confidential survey is shown only as it is in the version in force: what differs between two versions would tell "
            "what single countries answered.",
            icon=":material/lock:",
        )
        end()


def questionnaire_in(work: Work) -> None:
    """Offer to read the file in hand as a questionnaire: one row per country, or per country and question."""
    if work.is_template or len(work.plans) != 1:
        return
    sheet = work.book.sheets[work.plans[0].sheet]
    shape, book = _found(work)
    if shape is None:
        return
    box = st.expander("Is it a questionnaire?", icon=":material/quiz:", expanded=shape.is_likely, key="questionnaire")
    with box:
        st.markdown(words.plain(questionnaire.in_words(shape, book)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input("Name of the survey", key="survey_name", width=360, placeholder="As those who answered know it")
            year = st.number_input("Year", 1990, 2100, value=None, step=1, key="survey_year", width=140)
            labels = questionnaire.SEPARATORS
            split = st.selectbox(
                "Several choices in a cell are split at",
                list(labels),
                list(labels).index(shape.separator),
                format_func=labels.get,
                key="survey_split",
                width=300,
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            is_closed = st.toggle(
                "Confidential: small counts and single answers are hidden", value=True, key="survey_confidential"
            )
            least = st.number_input(
                "Smallest count shown", 2, 50, survey.SMALLEST, key="survey_smallest", width=200, disabled=not is_closed
            )
        if shape.left_out:
            only = "Everybody can read the answers: take in only what names nobody"
            taken = st.multiselect("Take in after all", shape.left_out, key="survey_taken", help=only, placeholder="None of them")
            shape = questionnaire.with_taken_back(shape, taken)
        st.caption(confidential.SAID if is_closed else "Every answer of every country can be read and downloaded by all readers.")
        st.caption("If it is no questionnaire, go on below. Answers become rows that you check and publish like any other list.")
        if st.button("Read it as a questionnaire", icon=":material/quiz:", key="survey_read", type="primary"):
            if not name.strip():
                st.error("Give the survey a name first, then read it.", icon=":material/error:")
                return
            about = questionnaire.About(name.strip(), year, is_closed, int(least))
            try:
                data = questionnaire.workbook_of(sheet, shape, about, split, book, work.version)
                st.session_state["work"] = uploading._read(questionnaire.file_name(work.book.file_name), data)
            except Problem as problem:
                st.error(words.plain(str(problem)), icon=":material/error:")
            else:
                st.rerun()


def _found(work: Work) -> tuple[Shape | None, dict[str, Question]]:
    """How the sheet in hand lies as a questionnaire, and its code book: looked for anew only where it is read in another way."""
    plan = work.plans[0]
    wanted = (plan.sheet, plan.layout, work.version)
    if work.questionnaire is None or work.questionnaire[0] != wanted:
        shape = questionnaire.shape_of(work.book.sheets[plan.sheet], work.names, plan.layout)
        work.questionnaire = wanted, shape, questionnaire.code_book(work.book, plan.sheet, shape) if shape else {}
    return work.questionnaire[1:]
