"""How far it is with whom: totals of the opportunities, what is due, how many got how far, and what changed.

Throughout, `rows` are what `strategy/pipeline` answers, one per opportunity, and `history` the stages that opportunities
entered. A row with a reason in `left_out` is counted as an opportunity, and its money is in no total: support in kind, what was
declined, and what has no donor, no amount, no exchange rate or a mechanism that is closed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from landscape import changes, dictionary, words
from landscape.matching.records import in_words

STAGES = tuple(one.code for one in dictionary.codes("stage") if one.code != "declined")  # in the order of the way to the money
DECLINED = "declined"
SECURED = ("committed", "paid")  # what counts as funding: the convention of OCHA's Financial Tracking Service
PROMISED = ("pledged", *SECURED)  # taken whole whatever probability is stated, here and in the stack
CLOSED = ("paid", DECLINED)  # nothing is due any more
LEFT_OUT = {
    "in_kind": "in kind",
    "declined": "declined",
    "no_donor": "without a donor",
    "closed_mechanism": "through a mechanism that is closed",
    "no_ask": "without an amount",
    "no_rate": "in a currency without an exchange rate",
}
UNKNOWN = ("no_ask", "no_rate")  # reasons for which an amount is not known
DUE = {"deadline_on": "Deadline", "due_on": "Next action", "expected_on": "Answer expected"}


@dataclass(frozen=True)
class Totals:
    """What some opportunities add up to, in US dollars.

    `count` are all of them, `open_count` those not yet committed, paid or declined; `total_usd` is what is asked for,
    `weighted_usd` the same times its probability, without the `unweighted_count` opportunities whose probability nobody stated;
    what is pledged, committed or paid counts whole. `secured_usd` is committed or paid. A sum is None where there are
    opportunities and of none of them the amount is known. `left_out` says how many are in no total, by reason.
    """

    count: int
    open_count: int
    counted: int
    total_usd: float | None
    weighted_usd: float | None
    unweighted_count: int
    secured_usd: float | None
    left_out: Mapping[str, int]


def totals(rows: pd.DataFrame) -> Totals:
    """Number and money of the opportunities."""
    counted = rows[rows["left_out"].isna()]
    weighted = weighted_usd(counted)
    reasons = rows["left_out"].value_counts()
    return Totals(
        len(rows),
        int((~rows["stage"].isin((*SECURED, DECLINED))).sum()),
        len(counted),
        asked_usd(rows),
        None if asked_usd(rows) is None or (len(weighted) and weighted.isna().all()) else float(weighted.sum()),
        int(weighted.isna().sum()),
        asked_usd(rows[rows["stage"].isin(SECURED)]),
        {reason: int(reasons[reason]) for reason in LEFT_OUT if reason in reasons},
    )


def asked_usd(rows: pd.DataFrame, *also: str) -> float | None:
    """The sum of the asks that count, in US dollars, and of those left out for one of the reasons `also`.

    None where no amount counts because none is known: of three opportunities without an amount, it is not known and not zero.
    """
    counts = rows["left_out"].isna() | rows["left_out"].isin(also)
    amounts = rows.loc[counts, "ask_usd"].astype("float64").dropna()
    is_unknown = amounts.empty and (counts.any() or rows["left_out"].isin(UNKNOWN).any())
    return None if is_unknown else float(amounts.sum())


def weight(stage: pd.Series, probability_pct: pd.Series) -> pd.Series:
    """What part of an ask counts by probability, 0–1: all of what is pledged, committed or paid; else unknown if not stated."""
    return (probability_pct.astype("float64") / 100).where(~stage.isin(PROMISED), 1.0)


def weighted_usd(rows: pd.DataFrame) -> pd.Series:
    """Each ask times its `weight`, in US dollars; unknown where no probability is stated."""
    return rows["ask_usd"].astype("float64") * weight(rows["stage"], rows["probability_pct"])


def with_days(rows: pd.DataFrame, today: date) -> pd.DataFrame:
    """The rows with `days_in_stage`, whole days since the stage was entered; unknown where that was not noted."""
    entered = pd.to_datetime(rows["entered_at"]).dt.normalize()
    return rows.assign(days_in_stage=(pd.Timestamp(today) - entered).dt.days.astype("Int64"))


# --- what is due ------------------------------------------------------------------------------------------------------


def due(rows: pd.DataFrame, today: date) -> pd.DataFrame:
    """Every deadline, next action and answer of opportunities that are not closed, the earliest first; those without a date last.

    Beside the columns of the rows: due_date, days_left (negative is overdue), when_said ("12 days overdue") and due_kind.
    """
    found = []
    for row in rows[~rows["stage"].isin(CLOSED)].to_dict("records"):
        for name, kind in DUE.items():
            if not words.is_unknown(row[name]):
                left = (pd.Timestamp(row[name]).date() - today).days
                found.append({**row, "due_date": row[name], "days_left": left, "when_said": said(left), "due_kind": kind})
        if words.is_unknown(row["due_on"]) and not words.is_unknown(row["next_action"]):
            found.append({**row, "due_date": None, "days_left": None, "when_said": "no date", "due_kind": DUE["due_on"]})
    made = pd.DataFrame(found, columns=[*rows.columns, "due_date", "days_left", "when_said", "due_kind"])
    made = made.assign(days_left=made["days_left"].astype("Int64"), due_date=pd.to_datetime(made["due_date"]))
    return made.sort_values(["days_left", "opportunity_name", "due_kind"], na_position="last", ignore_index=True)


def said(days_left: int) -> str:
    """How far a day is away: "12 days overdue", "today", "in 1 day"."""
    if days_left < 0:
        return f"{words.count(-days_left, 'day')} overdue"
    return f"in {words.count(days_left, 'day')}" if days_left else "today"


# --- the funnel -------------------------------------------------------------------------------------------------------


def funnel(rows: pd.DataFrame, history: pd.DataFrame, today: date) -> pd.DataFrame:
    """One row per stage: how many opportunities came at least so far, and how long they stay.

    reached_count came at least so far; of these, declined_count were declined since, and jumped_count of the others were never in
    the stage itself; reached_usd of those whose money counts and of those declined that have an amount, unknown where none has;
    here_count; days_median over the stays that ended, with stay_count; days_now, the median of those that are in the stage. One
    that went back has still reached what it had. conversion_pct is the share that came to the stage of those that were in the
    stage before and did not jump over this one, without those that came there today and had no time to go on; unknown for the
    first stage, and where nobody is left.
    """
    place = {stage: number for number, stage in enumerate(STAGES)}
    ids = rows["opportunity_id"]
    past = history[history["opportunity_id"].isin(ids) & history["stage"].isin(STAGES)]
    furthest = past["stage"].map(place).groupby(past["opportunity_id"]).max()
    now = rows.set_index("opportunity_id")["stage"].map(place)
    far = (
        pd.concat([furthest, now], axis=1).max(axis=1).reindex(ids).fillna(0).to_numpy()
    )  # what was declined at once is identified
    is_declined = (rows["stage"] == DECLINED).to_numpy()
    been = {stage: set(past.loc[past["stage"] == stage, "opportunity_id"]) | set(ids[rows["stage"] == stage]) for stage in STAGES}
    stays = _stays(history[history["opportunity_id"].isin(ids)], today)
    made = []
    for stage, number in place.items():
        has, was = far >= number, ids.isin(been[stage]).to_numpy()
        before = STAGES[number - 1] if number else ""
        just_there = ids.isin(stays.loc[(stays["stage"] == before) & ~stays["is_over"] & (stays["days"] < 1), "opportunity_id"])
        stepped = ids.isin(been.get(before, ())).to_numpy() & (was | ~(has | just_there.to_numpy()))
        ended = stays[(stays["stage"] == stage) & stays["is_over"]]["days"]
        going_on = stays[(stays["stage"] == stage) & ~stays["is_over"]]["days"]
        made.append(
            {
                "stage": stage,
                "reached_count": int(has.sum()),
                "jumped_count": int((has & ~was & ~is_declined).sum()),
                "declined_count": int((has & is_declined).sum()),
                "conversion_pct": 100 * float((stepped & was).sum()) / float(stepped.sum()) if stepped.any() else None,
                "reached_usd": asked_usd(rows[has], DECLINED),
                "here_count": int((rows["stage"] == stage).sum()),
                "days_median": float(ended.median()) if len(ended) else None,
                "stay_count": len(ended),
                "days_now": float(going_on.median()) if len(going_on) else None,
            }
        )
    return pd.DataFrame(made).astype(
        {"conversion_pct": "float64", "reached_usd": "float64", "days_median": "float64", "days_now": "float64"}
    )


def _stays(history: pd.DataFrame, today: date) -> pd.DataFrame:
    """Each stay in a stage in whole days, until the next stage or until today."""
    rows = history.sort_values(["opportunity_id", "entered_at"])
    entered = pd.to_datetime(rows["entered_at"]).dt.normalize()
    left = entered.groupby(rows["opportunity_id"]).shift(-1)
    return rows.assign(is_over=left.notna(), days=(left.fillna(pd.Timestamp(today)) - entered).dt.days)


# --- what changed -----------------------------------------------------------------------------------------------------

CHANGED = ("what_changed", "opportunity_name", "donor_name", "before_text", "after_text")
KINDS = (NEW, MOVED, AMOUNT, OTHER, GONE) = ("New", "Moved", "Amount changed", "Changed", "Gone")
_AMOUNT = ("ask", "currency", "is_in_kind", "probability_pct")


def since(old: str, new: str, of: Collection[str] | None = None) -> pd.DataFrame:
    """What changed in the pipeline from one version to a later one, one row per opportunity and field.

    `of` are the opportunities to tell of; those that are gone are always told. opportunity_id, what_changed (new, moved, amount
    changed, otherwise changed, gone), names, and the values before and after.
    """
    one, before, after = dictionary.table("opportunity"), *(changes.records("opportunity", version) for version in (old, new))
    found = changes.compare("opportunity", new, [(None, row) for row in after.values()], "replace", before)
    rows = []
    told = [one for one in (*found.added, *found.changed) if of is None or one.key[0] in of]
    for change in (*told, *found.removed):
        version = old if change.kind == "removed" else new
        record = before[change.key] if change.kind == "removed" else after[change.key]
        donor, stage = (in_words(one.field(name), record.get(name), version) for name in ("donor_id", "stage"))
        about = {"opportunity_id": change.key[0], "opportunity_name": change.name, "donor_name": donor}
        if change.kind == "added":
            rows.append({**about, "what_changed": NEW, "after_text": stage})
        elif change.kind == "removed":
            rows.append({**about, "what_changed": GONE, "before_text": stage})
        for name, (was, now) in change.fields.items() if change.kind == "changed" else ():
            kind = MOVED if name == "stage" else AMOUNT if name in _AMOUNT else OTHER
            texts = (in_words(one.field(name), each, which) or words.NOT_KNOWN for each, which in ((was, old), (now, new)))
            label = "" if name == "stage" else f"{one.field(name).label}: "
            rows.append({**about, "what_changed": kind, **dict(zip(CHANGED[3:], (label + text for text in texts), strict=True))})
    made = pd.DataFrame(rows, columns=["opportunity_id", *CHANGED])
    place = made["what_changed"].map({kind: number for number, kind in enumerate(KINDS)})
    return made.assign(place=place).sort_values(["place", "opportunity_name"], ignore_index=True).drop(columns="place")
