"""The pipeline: key figures, what is due and the funnel, each with its sentence."""

from __future__ import annotations

from datetime import date

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, GREY, TEAL, Figure
from landscape.programme.pipeline import CLOSED, DECLINED, KINDS, LEFT_OUT, MOVED, PROMISED, Totals, asked_usd
from landscape.programme.stack import UNTIED

# Fields of the editable table, in the order in which they change.
EDITED = (
    *("name", "stage", "donor_id", "ask", "currency", "probability_pct", "next_action", "due_on", "deadline_on", "owner_role"),
    *(
        "expected_on",
        "last_contact_on",
        "mechanism_id",
        "activity_id",
        "is_in_kind",
        "first_year",
        "last_year",
        "source_id",
        "note",
    ),
)
LISTED = (
    *("opportunity_name", "donor_name", "stage", "days_in_stage", "ask_usd", "ask", "ask_currency", "rate_year"),
    *(
        "probability_pct",
        "left_out",
        "is_cost_illustrative",
        "activity_name",
        "mechanism_name",
        "owner_role",
        "next_action",
        "due_on",
        "deadline_on",
    ),
)
DUE = ("when_said", "due_date", "due_kind", "next_action", "opportunity_name", "donor_name", "owner_role", "stage")
FUNNEL = (
    *("stage", "reached_count", "jumped_count", "declined_count", "conversion_pct", "reached_usd", "here_count"),
    *("days_median", "stay_count", "days_now"),
)
SIDE_BY_SIDE = 5  # columns of the board, so that a card can be read at 1280 pixels
EMPTY = (
    "No opportunity has been written down yet. This page shows who might pay for which part of the Global Programme, how far it "
    "is with each, what is due next and what it comes to. Begin with the links below, or with a row here."
)
WAITING = (
    "Nothing is published yet: {}. Fill in what is missing, then publish at the end of the page; from then on everybody "
    "sees it here."
)
_LABELS = dictionary.label_of("stage")
_NAMED = 2  # stages that are named in a sentence
_PARTS = {  # of those that came at least so far: label and colour
    "was_count": ("Was in this stage", BLUE),
    "jumped_count": ("Is further, was never in it", TEAL),
    "declined_count": ("Declined since", GREY),
}


def key_figures(of: Totals) -> list[tuple[str, str, str]]:
    """Number, unweighted, weighted, and committed or paid: label, value and comparison."""
    unweighted = (
        f"; {words.count(of.unweighted_count, 'opportunity')} without a probability not in it" if of.unweighted_count else ""
    )
    share = "" if of.secured_usd is None or not of.total_usd else words.percent(of.secured_usd, of.total_usd)
    nothing = "Nothing is asked for" if of.total_usd == 0 else "Without an amount that is known"
    return [
        ("Opportunities", f"{of.count:,}", f"{of.open_count:,} open, that is neither committed, paid nor declined"),
        ("Asked for", words.usd(of.total_usd), f"In {words.count(of.counted, 'opportunity')}, declined ones left out"),
        (
            "By probability",
            words.usd(of.weighted_usd),
            f"Each ask times its probability; what is pledged, committed or paid whole{unweighted}",
        ),
        ("Committed or paid", words.usd(of.secured_usd), f"{share} of what is asked for" if share else nothing),
    ]


def money_said(rows: pd.DataFrame) -> str:
    """What some opportunities of one stage ask for, in words; "" for none."""
    if rows.empty:
        return ""
    if (rows["left_out"] == "in_kind").all():
        return "in kind"
    amount = asked_usd(rows, DECLINED)
    if amount is None:
        return f"amount {words.NOT_KNOWN}"
    is_counted = (rows["left_out"].isna() | (rows["left_out"] == DECLINED)).any()
    return words.usd(amount) if is_counted else "in no total"


def nothing_due() -> str:
    """That nothing has a date, and where to give it one."""
    of = dictionary.table("opportunity")
    named = words.listed([f"“{of.field(name).label}”" for name in ("next_action", "due_on", "deadline_on", "expected_on")])
    return f"Nothing is due: no open opportunity has a date or an action. Fill in {named} in the view Table, then publish."


def empty_said(new_count: int) -> str:
    """What an empty pipeline is for and how it begins; where new rows of the reader wait, that they do."""
    waits = f"{words.count(new_count, 'new opportunity')} of yours {'waits' if new_count == 1 else 'wait'} in the view Table"
    return WAITING.format(waits) if new_count else EMPTY


def left_out_said(of: Totals) -> str:
    """What is in no total, and why; "" where everything counts."""
    said = [f"{count:,} {LEFT_OUT[reason]}" for reason, count in of.left_out.items()]
    return f"In no total: {words.listed(said)}." if said else ""


def illustrative_said(rows: pd.DataFrame) -> str:
    """How many opportunities are for work whose cost is an illustrative example; "" where none is."""
    count = int(rows["is_cost_illustrative"].sum())
    return (
        f"Illustrative: {count:,} of {words.count(len(rows), 'opportunity')} {'is' if count == 1 else 'are'} for work whose cost "
        "is example figures, no estimate of the Task Force; so is an ask that was made from it."
        if count
        else ""
    )


def rates_said(rows: pd.DataFrame) -> str:
    """With which rates asks were converted; the asks stay in their own currency."""
    other = rows[(rows["ask_currency"] != "USD") & rows["ask_usd"].notna()].drop_duplicates("ask_currency")
    said = [
        f"{row.ask_currency} at {row.units_per_dollar:,.4g} per US dollar ({row.rate_year:.0f})" for row in other.itertuples()
    ]
    return (
        f"Converted with the latest yearly rates: {words.listed(sorted(said))}; the ask stays as it was written." if said else ""
    )


def due_said(rows: pd.DataFrame) -> str:
    """How much is overdue, how much comes within 30 days, in a sentence."""
    late = rows[rows["days_left"] < 0]
    soon = rows[rows["days_left"].between(0, 30)]
    first = f"{words.count(len(late), 'date')} overdue" if len(late) else "Nothing is overdue"
    if len(late):
        oldest = late.iloc[0]
        first += f", the longest since {words.day(oldest['due_date'])}: {oldest['opportunity_name']}"
    undated = int(rows["due_date"].isna().sum())
    rest = f" {words.count(undated, 'next action')} without a date." if undated else ""
    return f"{first}; {words.count(len(soon), 'date')} within 30 days.{rest}"


def since_said(rows: pd.DataFrame, version: str, made: str) -> str:
    """What changed, counted by opportunity."""
    counts = [(kind, rows.loc[rows["what_changed"] == kind, "opportunity_id"].nunique()) for kind in KINDS]
    said = [f"{count:,} {'moved to another stage' if kind == MOVED else kind.lower()}" for kind, count in counts if count]
    when = f"Since version {version} of {made}"
    return f"{when}: {words.listed(said)}." if said else f"{when} nothing changed in the pipeline."


def funnel(rows: pd.DataFrame) -> Figure:
    """How many opportunities came at least to each stage, those that jumped over it and those declined since apart."""
    shown = rows.assign(
        label=rows["stage"].map(_LABELS),
        was_count=rows["reached_count"] - rows["declined_count"] - rows["jumped_count"],
        said=[_said(row) for row in rows.to_dict("records")],
        place=range(len(rows)),
    )
    long = shown.melt(["label", "place", "said", "reached_count"], list(_PARTS), "part", "count")
    long = long.assign(order=long["part"].map({part: n for n, part in enumerate(_PARTS)}))
    shown_parts = [part for part in _PARTS if part == "was_count" or rows[part].any()]
    long = long[long["part"].isin(shown_parts)].assign(part=lambda all_of: all_of["part"].map(lambda one: _PARTS[one][0]))
    most = max(1, int(rows["reached_count"].max()))
    y = alt.Y("label:N", sort=shown["label"].tolist(), title=None)
    x = alt.X(
        "count:Q",
        title="Opportunities that came at least so far",
        stack="zero",
        axis=alt.Axis(tickMinStep=1, format="d"),
        scale=alt.Scale(domainMax=1.5 * most),
    )
    parts, colours = zip(*(_PARTS[one] for one in shown_parts), strict=True)
    colour = alt.Color(
        "part:N",
        title=None,
        scale=alt.Scale(domain=list(parts), range=list(colours)),
        legend=alt.Legend(title=None) if len(parts) > 1 else None,
    )
    tips = [
        alt.Tooltip("label:N", title="Stage"),
        alt.Tooltip("part:N", title="Which"),
        alt.Tooltip("count:Q", title="Opportunities"),
    ]
    order = alt.Order("order:Q")
    bars = alt.Chart(long).mark_bar().encode(y=y, x=x, color=colour, order=order, tooltip=tips)
    ends = alt.X("reached_count:Q")
    text = alt.Chart(shown).mark_text(align="left", dx=6).encode(y=y, x=ends, text=alt.Text("said:N"))
    return Figure("How many reached at least this stage?", alt.layer(bars, text, height=alt.Step(36)), _funnel_said(rows))


def _said(row: dict) -> str:
    share = (
        ""
        if words.is_unknown(row["conversion_pct"])
        else f" · {words.number(row['conversion_pct'], unit='%')} of those in the stage before"
    )
    money = f"amount {words.NOT_KNOWN}" if words.is_unknown(row["reached_usd"]) else words.usd(row["reached_usd"])
    return f"{row['reached_count']:,} · {money}{share}" if row["reached_count"] else "none"


def _funnel_said(rows: pd.DataFrame) -> str:
    of = rows.set_index("stage")
    count = int(of.loc["identified", "reached_count"])
    proposed, committed, gone = (
        int(of.loc[stage, name])
        for stage, name in (("proposal", "reached_count"), ("committed", "reached_count"), ("identified", "declined_count"))
    )
    said = f"Of {words.count(count, 'opportunity')}, {proposed:,} reached at least a proposal and {committed:,} at least a "
    said += f"commitment; {gone:,} {'was' if gone == 1 else 'were'} declined."
    jumps = rows.iloc[1:]  # what was written down when it was further already jumped over no stage
    if jumps["jumped_count"].any():
        over = int(jumps["jumped_count"].max())
        which = [f"“{_LABELS[stage]}”" for stage in jumps.loc[jumps["jumped_count"] == over, "stage"]]
        named = words.listed(which) if len(which) <= _NAMED else f"{len(which)} stages"
        said += f" Jumped over most: {named}, by {words.count(over, 'opportunity')}{' each' if len(which) > 1 else ''}."
    steps = rows[rows["conversion_pct"] < 100]
    if len(steps):
        worst = steps.loc[steps["conversion_pct"].idxmin()]
        share = words.number(worst["conversion_pct"], unit="%")
        said += f" Fewest go on to “{_LABELS[worst['stage']]}”: {share} of those in the stage before."
    slow = rows[(rows["stay_count"] > 0) & (rows["days_median"] >= 1)]  # several moves within a day say nothing of a stage
    if len(slow):
        longest = slow.loc[slow["days_median"].idxmax()]
        days = words.count(round(longest["days_median"]), "day")
        said += f" “{_LABELS[longest['stage']]}” takes longest: half of the stays that ended took {days} or more."
    return said


def card(row: dict[str, object], today: date) -> tuple[str, str, str]:
    """What the card of an opportunity says under its name: amount and probability, what is next, and how long it is there."""
    name, donor = str(row["opportunity_name"]), row["donor_name"]
    known = ["no donor yet"] if words.is_unknown(donor) else [] if name.startswith(str(donor)) else [str(donor)]
    if row["is_in_kind"]:
        known.append("in kind")
    else:
        known.append(words.usd(row["ask_usd"]) if not words.is_unknown(row["ask_usd"]) else "no amount yet")
    if not words.is_unknown(row["probability_pct"]) and row["stage"] not in (*PROMISED, DECLINED):
        known.append(words.number(row["probability_pct"], unit="%"))
    is_open = row["stage"] not in CLOSED and not words.is_unknown(row["next_action"])
    following = str(row["next_action"]) + _late(row["due_on"], today) if is_open else ""
    here = "" if words.is_unknown(row["days_in_stage"]) else f"{words.count(int(row['days_in_stage']), 'day')} here"
    return " · ".join(known), following, here


def _late(due_on: object, today: date) -> str:
    if words.is_unknown(due_on):
        return ""
    left = (pd.Timestamp(due_on).date() - today).days
    return f" ({words.count(-left, 'day')} overdue)" if left < 0 else f" (by {words.day(pd.Timestamp(due_on))})"


def method() -> str:
    """How the figures of the page are made."""
    reasons = "; ".join(LEFT_OUT.values())
    return (
        "**Asked for** is the sum of the asks in US dollars. An ask in another currency is divided by the latest yearly rate of "
        "its currency, of this year at the latest; the ask itself stays as it was written, so that it can be converted anew.  \n"
        f"**In no total** is the money of opportunities {reasons}. They are counted as opportunities, and named in the table. "
        f"{UNTIED}  \n"
        "**By probability** is each ask times the probability that its owner states, Σ ask · probability. Where nobody stated "
        "one, the ask is left out of this sum and counted beside it. What is pledged, committed or paid counts whole, whatever "
        "probability is stated, as in the Funding stack.  \n"
        "**Committed or paid** is what counts as funding: the convention of the Financial Tracking Service of the Office for the "
        "Coordination of Humanitarian Affairs (OCHA). Pledges do not.  \n"
        "**Funnel.** An opportunity has reached a stage if it was ever there or further, by the versions in which its stage "
        "changed. One that jumps over a stage has reached at least that stage and is shown apart there; one that goes back keeps "
        "what it had reached; one that was declined counts as far as it came. The share is of those that were in the stage "
        "before and did not jump over this one; one that came there only today had no time to go on and is not in it. Days are "
        "whole days between the "
        "publications that moved it; the median is over stays that ended, and those that go on stand beside it."
    )
