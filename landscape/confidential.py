"""Answers of single countries to confidential surveys: kept and counted, and handed out by no list, template or comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from landscape import store
from landscape.changes import Change, Changes

TABLE, FIELDS = "assessment_answer", ("answer", "note")
HIDDEN = "hidden, the survey is confidential"
SAID = (
    "What single countries answered to a confidential survey is handed out by no page, template, comparison or file of versions. "
    "It is kept on the server, and whoever may publish can make a survey open."
)
STAYS = "Give what is new a code of its own. To open a survey, change nothing but its field “Confidential”."


def is_hidden(change: Change, version: str, closed: Collection[str] = ()) -> bool:
    """Whether what a record says is shown to nobody: an answer to a question of a confidential survey, or one of `closed`."""
    return change.table == TABLE and (change.key[0] in closed or change.key[0] not in open_questions(version))


def is_held(version: str) -> bool:
    """Whether a version holds a confidential survey."""
    return bool(_secrecy(version, str(store.folder())).keys() - open_questions(version))


def open_questions(version: str) -> frozenset[str]:
    """The codes of the questions of a version whose survey is confidential neither in it nor in the version in force."""
    folder = str(store.folder())
    now = _secrecy(store.current(), folder)
    return frozenset(one for one, is_closed in _secrecy(version, folder).items() if not is_closed and not now.get(one, False))


def closed_questions(connection: store.Connection) -> frozenset[str]:
    """The codes of the questions whose survey is confidential in a version that is being made."""
    rows = store.question(connection, "frameworks/secrecy")
    return frozenset(rows.loc[rows["is_confidential"].astype(bool), "question_id"])


def under_another(changes: Iterable[Changes]) -> Iterator[tuple[Change, str, str]]:
    """Each change and field that would bring answers under another survey, which may be open, with a sentence that says so."""
    for change in (each for one in changes for each in one.changed):
        if change.table == "assessment_question" and "survey_id" in change.fields:
            yield change, "survey_id", "A question stays in its survey: what was answered to it would come under the other one."
        is_opened = change.table == "assessment_survey" and change.fields.get("is_confidential") == (True, False)
        if is_opened and "name" in change.fields:
            name, _ = change.fields["name"]
            yield change, "is_confidential", f"“{name}” is confidential, and would be open under another name."


@lru_cache(maxsize=16)
def _secrecy(version: str, folder: str) -> dict[str, bool]:
    """Question -> whether its survey is confidential; none in a version from before there were surveys."""
    del folder  # a version never changes, and is another one in another folder
    try:
        rows = store.read("frameworks/secrecy", version)
    except store.TooOld:
        return {}
    return dict(zip(rows["question_id"], rows["is_confidential"].astype(bool), strict=True))
