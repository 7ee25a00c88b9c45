"""The minutes of a meeting, or of a day: views that were shown, what was decided, and what was published that day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pandas as pd

from landscape import exports, store, words
from landscape.programme import publications
from landscape.programme.due import with_due_said

Ask = Callable[..., pd.DataFrame]

DECISIONS = (
    *("decision_name", "decision_about", "decided_by", "owner_role", "decision_due_on", "decision_status", "due_said"),
    *("decided_on", "meeting_name", "decision_note"),
)
PUBLISHED = (
    *(
        "version_name",
        "made_at",
        "made_by",
        "note",
        "published_said",
        "added_count",
        "changed_count",
        "removed_count",
        "file_name",
    ),
)
NOTHING_DECIDED = "No decision is recorded."
NOTHING_SHOWN = "No view was noted."
NOTHING_PUBLISHED = "Nothing was published on that day (in UTC)."
ILLUSTRATIVE = (
    "Figures of the Global Programme that are marked illustrative are examples counted from published reference costs. "
    "They are no estimate of the Task Force."
)
PARAMETERS = (
    "Parameters with which the Global Programme is counted, such as the number of countries or the rise of prices, are example "
    "values that nobody has replaced. Totals counted with them are no estimate of the Task Force."
)
ALL = {  # decisions: nothing is restricted
    **{name: [] for name in ("decision_status", "meetings", "donors", "mechanisms", "countries", "opportunities")},
    **{"search": "", "decided_on": None},
}


@dataclass(frozen=True)
class View:
    """One view of the dashboard: what it showed, and its address as `screen.link` makes it."""

    title: str
    address: str


@dataclass(frozen=True)
class Minutes:
    """What the minutes say. `version` was shown, made on `made_on`; `decisions` and `published` are as `tables` shows them.

    `also` are decisions of the day of a meeting that belong to no meeting, with the columns of `decisions`.
    """

    title: str
    held_on: date
    body: str
    note: str
    version: str
    made_on: datetime | None
    views: tuple[View, ...]
    decisions: pd.DataFrame
    also: pd.DataFrame
    published: pd.DataFrame
    sources: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What stands on top: day, body, version with its date, and the note of the meeting."""
        made = "which was removed since" if self.made_on is None else f"made on {words.day(self.made_on)}"
        said = (
            ("Date", words.day(self.held_on)),
            ("Body", self.body),
            ("Version of the landscape shown", f"{self.version}, {made}" if self.version else words.NOT_KNOWN),
            ("Note", self.note),
        )
        return tuple((name, text) for name, text in said if text)


def of_meeting(meeting: Mapping[str, object], ask: Ask, newest: str, today: date) -> Minutes:
    """The minutes of a meeting, a row of `strategy/meetings`; `newest` is the version in force.

    `ask` answers files of `queries/` from one version. Decisions are those that name the meeting; those of its day that name none
    stand beside them, as who recorded them before the meeting was saved could not name it.
    """
    said = {name: "" if words.is_unknown(value) else value for name, value in meeting.items()}
    held = _Held(
        f"Minutes: {said['meeting_name']}",
        pd.Timestamp(said["held_on"]).date(),
        views_of(meeting["views"] if hasattr(meeting["views"], "__iter__") else ()),
        str(said["version_shown"]),
        str(said["body"]),
        str(said["note"]),
    )
    decided = ask("strategy/decisions", **ALL | {"meetings": [said["meeting_id"]]})
    also = in_no_meeting(held.on, ask)
    return _minutes(held, decided, also, ask("sources_named", sources=[said["source_id"]]), ask, newest, today)


def of_day(day: date, views: Iterable[View], version: str, ask: Ask, newest: str, today: date) -> Minutes:
    """The minutes of a day without a meeting: what was decided on it, and the views that were noted from a version."""
    decided = ask("strategy/decisions", **ALL | {"decided_on": f"{day:%Y-%m-%d}"})
    held = _Held(f"Minutes of {words.day(day)}", day, tuple(views), version)
    return _minutes(held, decided, decided.head(0), ask("sources_named", sources=[]), ask, newest, today)


def in_no_meeting(day: date, ask: Ask) -> pd.DataFrame:
    """The decisions of a day that belong to no meeting, as `strategy/decisions` answers them."""
    decided = ask("strategy/decisions", **ALL | {"decided_on": f"{day:%Y-%m-%d}"})
    return decided[decided["meeting_id"].isna()]


@dataclass(frozen=True)
class _Held:
    """When who met, and what was shown."""

    title: str
    on: date
    views: tuple[View, ...]
    version: str
    body: str = ""
    note: str = ""


def _minutes(
    held: _Held, decided: pd.DataFrame, also: pd.DataFrame, own: pd.DataFrame, ask: Ask, newest: str, today: date
) -> Minutes:
    """The minutes of what was decided, in the meeting and beside it; `own` are the sources of the meeting itself."""
    cited = ask("strategy/decision_sources", decision_ids=[*decided["decision_id"], *also["decision_id"]])
    return Minutes(
        held.title,
        held.on,
        held.body,
        held.note,
        held.version,
        _made_on(held.version),
        tuple(View(one.title, pinned(one.address, held.version)) for one in held.views),
        with_due_said(decided, today)[list(DECISIONS)],
        with_due_said(also, today)[list(DECISIONS)],
        published_on(held.on, newest),
        tuple(dict.fromkeys((*exports.cited(own), *exports.cited(cited)))),
        (
            f"Which decisions are due or overdue is as of {words.day(today)}, the day on which these minutes were made.",
            *_illustrative(ask),
        ),
    )


def _illustrative(ask: Ask) -> tuple[str, ...]:
    """Whether the programme has figures or parameters that nobody has replaced: notes and views may speak of them."""
    try:
        lines, parameters = ask("strategy/cost_lines"), ask("strategy/parameters")
    except store.TooOld:  # from before there was a programme
        return ()
    is_open = parameters["is_illustrative"].astype(bool) & (parameters["parameter_id"] != "currency")
    said = ((ILLUSTRATIVE, lines["is_illustrative"].any()), (PARAMETERS, is_open.any()))
    return tuple(sentence for sentence, is_so in said if is_so)


def _made_on(version: str) -> datetime | None:
    """When a version was made; None where it was removed since, or where none is known."""
    try:
        return store.made_on(version)
    except store.NoVersion:
        return None


def published_on(day: date, newest: str) -> pd.DataFrame:
    """The publications of a day, in UTC, the first one on top: of the versions that were in force, back from the newest."""
    rows, name = [], newest
    while name is not None:
        try:
            made = store.read("version_made", name).iloc[0]
        except store.TooOld:  # from before versions were signed
            break
        if made["made_at"].date() < day:
            break
        if made["made_at"].date() == day:
            rows.insert(0, {"version_name": name, **made.to_dict(), "published_said": publications.said(name, made)})
        name = _before(made["based_on"])
    return pd.DataFrame(rows, columns=list(PUBLISHED)).fillna({"made_by": "the project", "file_name": "no file"})


def _before(based_on: object) -> str | None:
    """The version that one was based on, or where it was removed since the last one before it."""
    if words.is_unknown(based_on):
        return None
    return next((name for name in reversed(store.versions()) if int(name) <= int(str(based_on))), None)


def views_of(kept: Iterable[str]) -> tuple[View, ...]:
    """Views as a meeting keeps them, "title address" or an address alone; one without a title is called by its address."""
    found = (re.fullmatch(r"(?:(.*)\s)?(\S+)", text.strip(), re.DOTALL) for text in kept if text.strip())
    return tuple(View((one[1] or "").strip() or one[2], one[2]) for one in found if one)


def kept(views: Iterable[View]) -> list[str]:
    """Views as a meeting keeps them; a semicolon would end an item of the list in a workbook."""
    return [f"{one.title.replace(';', ',')} {one.address}" for one in views]


def pinned(address: str, version: str) -> str:
    """An address with the version that was shown, so that it shows the same later; one that names a version already stays."""
    there = urlsplit(address)
    asked = parse_qsl(there.query, keep_blank_values=True)
    if not version or not is_link(address) or any(name == "version" for name, _ in asked):
        return address
    return urlunsplit(there._replace(query=urlencode([*asked, ("version", version)])))


def is_link(address: str) -> bool:
    """Whether something that a meeting keeps can be opened: an address on the web or a path, and nothing that runs."""
    return address.startswith(("http://", "https://")) or re.match(r"/(?![/\\])", address) is not None


def tables(minutes: Minutes) -> dict[str, pd.DataFrame]:
    """The minutes as the sheets of a workbook."""
    views = [(one.title, one.address) for one in minutes.views]
    return {
        "Minutes": pd.DataFrame([("Minutes", minutes.title), *minutes.facts], columns=["brief_item", "brief_value"]),
        "Decisions": minutes.decisions,
        **({} if minutes.also.empty else {"Also decided that day": minutes.also}),
        "Views shown": pd.DataFrame(views, columns=["view_title", "view_address"]),
        "Published that day": minutes.published,
    }


def about(minutes: Minutes, version: str, link: str) -> exports.About:
    """What the document and the workbook say of themselves; `version` is the one that the minutes were made from."""
    return exports.About(minutes.title, f"on {words.day(minutes.held_on)}", version, minutes.sources, link, minutes.notes)


def now() -> date:
    """Today, in UTC."""
    return datetime.now(UTC).date()
