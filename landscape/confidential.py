"""Answers of single countries to confidential surveys: kept and counted, and handed out by no list, template or comparison."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from landscape import store

TABLE, FIELDS = "assessment_answer", ("answer", "note")
HIDDEN = "hidden, the survey is confidential"
SAID = (
    "What single countries answered to confidential surveys is handed out nowhere: not here, not in templates, not where "
    "versions are compared, and not as a file of a version. It is kept on the server, and whoever may publish can make a "
    "survey open."
)


def is_hidden(rows: pd.DataFrame, version: str) -> pd.Series:
    """Of rows of `TABLE`, which answer a question that is not known to be of an open survey of the version."""
    return ~rows["question_id"].isin(open_questions(version))


def is_held(version: str) -> bool:
    """Whether a version holds answers to a confidential survey."""
    try:
        return bool(store.read("frameworks/confidential_answers", version)["answer_count"].iloc[0])
    except store.TooOld:
        return False


def open_questions(version: str) -> frozenset[str]:
    """The codes of the questions of surveys that are not confidential; none in a version from before there were surveys."""
    return _open_questions(version, str(store.folder()))


@lru_cache(maxsize=8)
def _open_questions(version: str, folder: str) -> frozenset[str]:
    del folder  # a version never changes, and is another one in another folder
    try:
        return frozenset(store.read("frameworks/open_questions", version)["question_id"])
    except store.TooOld:
        return frozenset()
