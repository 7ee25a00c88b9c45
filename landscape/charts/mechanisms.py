"""Charts of the pages of financial mechanisms: when they are open, of which kind they are, how large they are."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.cells import meaning
from landscape.charts import BLUE, BROWN, GREY, STATUSES, TEAL, Figure, picked
from landscape.charts.shapes import LONG_NAMES, by_meaning, rule_at

NOTES = (
    "Stated by the source: administrator, contributors, dates, amounts. Judged by the compiler: kind, aid type, way in, "
    "and whether statistics or migration data are paid for.",
    "Amounts are stated totals, bounds or recorded payments: not comparable, and never to be added up.",
)
STATED = (
    "Stated by the source: administrator, contributors, dates and amounts. Judged by the compiler: kind, type of aid, way in, "
    "and whether statistics or migration data are paid for."
)
LARGEST = 8  # of each meaning of a size
SIZE_MEANINGS = {"total": BLUE, "bound": TEAL, "recorded": BROWN}
_ENDS = ["End stated", "End not known"]

_GAPS = {
    "status": "Whether money can still be had. Check before an approach.",
    "opened_on": "When it started.",
    "closes_on": "Whether and when it closes.",
    "application_route": "How to get in.",
    "eligible": "Who can receive the money.",
    "funds_migration": "Whether it pays for migration data.",
    "funds_statistics": "Whether it pays for statistics.",
    "total_usd": "Its size in US dollars.",
    "award_max_usd": "How large a single grant or loan can be.",
}


def gaps(mechanism: Mapping[str, object]) -> list[str]:
    """What is not known of one mechanism, in sentences."""
    return [gap for field, gap in _GAPS.items() if words.is_unknown(mechanism[field]) or mechanism[field] == "unknown"]


def full_name(mechanism: Mapping[str, object]) -> str:
    """The name of a mechanism, with its acronym where it has one."""
    name, acronym = mechanism["mechanism_name"], mechanism["acronym"]
    return str(name) if words.is_unknown(acronym) else f"{name} ({acronym})"


def who(mechanism: Mapping[str, object]) -> str:
    """Of which kind a mechanism is and who runs it, in a sentence."""
    return f"{meaning('mechanism_kind', mechanism['mechanism_kind'])}, run by {_said(mechanism, 'administrator')}."


def key_figures(mechanism: Mapping[str, object], contributors: int) -> list[tuple[str, str, str]]:
    """Four figures on one mechanism: whether it is open, since when, how large it is, how many are known to have paid into it."""
    status, amount = mechanism["status"], mechanism["total_usd"]
    label = dictionary.label_of("mechanism_status")[status]
    note = "check before an approach" if status == "unknown" else f"stated as {label.lower()}, {mechanism['status_source']}"
    basis = "no amount was found" if words.is_unknown(amount) else _said(mechanism, "total_basis")
    named = "named by the source" if contributors else "no source names them"
    return [
        ("Status", label, note),
        ("Opened", words.stated_date(mechanism["opened_on"]), f"closes: {words.stated_date(mechanism['closes_on'])}"),
        ("Amount", words.usd(amount), basis),
        ("Contributors", f"{contributors or words.NOT_KNOWN}", named),
    ]


def facts(mechanism: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a mechanism offers, as pairs of what it is about and what is known."""
    smallest, largest = words.usd(mechanism["award_min_usd"]), words.usd(mechanism["award_max_usd"])
    aid = mechanism["dac_aid_type"]
    aid_said = words.NOT_KNOWN if words.is_unknown(aid) else f"{meaning('aid_type', aid)} ({aid})"
    return [
        ("What it pays for", _said(mechanism, "what_it_funds")),
        ("Who can receive", _said(mechanism, "eligible")),
        ("Way in", dictionary.label_of("application_route")[mechanism["application_route"]]),
        ("Regions", _said(mechanism, "regions")),
        ("Pays for migration data", meaning("yes_no_unknown", mechanism["funds_migration"])),
        ("Pays for statistics", meaning("yes_no_unknown", mechanism["funds_statistics"])),
        ("About the amount", _said(mechanism, "total_note")),
        ("Single awards", f"Smallest: {smallest}. Largest: {largest}."),
        ("Type of aid (OECD Development Assistance Committee)", aid_said),
        *([] if words.is_unknown(mechanism["note"]) else [("Note", str(mechanism["note"]))]),
    ]


def rests_on(mechanism: Mapping[str, object]) -> list[tuple[str, str]]:
    """What the profile of a mechanism rests on: the page, how sure it is, and what of it is judgement."""
    return [
        ("Page", page_said(mechanism)),
        ("Confidence", meaning("confidence", mechanism["confidence"])),
        ("Stated and judged", STATED),
    ]


def _said(mechanism: Mapping[str, object], field: str) -> str:
    return words.NOT_KNOWN if words.is_unknown(mechanism[field]) else str(mechanism[field])


def page_said(mechanism: Mapping[str, object]) -> str:
    """The page that a mechanism rests on: publisher, title and date as far as known."""
    parts = [mechanism["publisher"], mechanism["title"], mechanism["source_date"]]
    return ", ".join(str(part) for part in parts if not words.is_unknown(part))


PAID_IN = "As the source names them. The amounts are what each gave to statistics in all, not to this mechanism."
NOBODY_NAMED = "No source names its contributors."
RELATED = "Published costs and programmes that name this mechanism. Amounts may overlap: never add them up."


def dated_said(mechanisms: pd.DataFrame) -> str:
    """How many rest on a page whose date is known: "by a source, 7 of them undated"."""
    undated = int(mechanisms["source_date"].isna().sum())
    return f"by a source, {undated} of them undated" if undated else "by a source" if len(mechanisms) else "by no source"


def shown(mechanisms: pd.DataFrame) -> list[str]:
    """The columns of the list as a reader sees them: what the status rests on stands beside it."""
    columns = [name for name in mechanisms.columns if name not in ("mechanism_id", "source_id", "size_meaning", "status_source")]
    place = columns.index("status") + 1
    return [*columns[:place], "status_source", *columns[place:]]


def with_start(mechanisms: pd.DataFrame) -> pd.DataFrame:
    """The mechanisms whose year of opening is known, the oldest first."""
    return mechanisms.dropna(subset=["opened_year"]).sort_values("opened_year", kind="stable")


def without_start(mechanisms: pd.DataFrame) -> pd.DataFrame:
    """The mechanisms whose year of opening is not known."""
    return mechanisms[mechanisms["opened_year"].isna()]


def timeline(mechanisms: pd.DataFrame, this_year: int) -> Figure:
    """One bar per mechanism from its opening to its closing; a pale bar with a dashed edge where no end is known.

    Where no end is known the bar stops at the year of its source, or at this year where the source has no date.

    Needs mechanism_name, mechanism_kind, status, opened_year, closes_year, source_date; a year of opening must be known.
    """
    known = with_start(mechanisms)
    has_end = known["closes_year"].notna()
    seen = pd.to_numeric(known["source_date"].str[:4]).fillna(this_year).clip(lower=known["opened_year"].astype(float))
    first, last = known["opened_year"].min() - 1, max(this_year, *known["opened_year"], *known["closes_year"].dropna()) + 2
    rows = known.assign(
        start=known["opened_year"] - 0.5,
        end=known["closes_year"].where(has_end, seen).astype(float) + 0.5,
        end_known=has_end.map({True: _ENDS[0], False: _ENDS[1]}),
        opened=known["opened_year"].map(lambda year: words.number(year, unit="year")),
        closes=known["closes_year"].map(lambda year: words.number(year, unit="year")),
        status_label=known["status"].map(dictionary.label_of("mechanism_status")),
        kind_label=known["mechanism_kind"].map(dictionary.label_of("mechanism_kind")),
    )
    ends = [end for end in _ENDS if end in set(rows["end_known"])]
    opacity = [1 if end == _ENDS[0] else 0.25 for end in ends]
    dash = [[1, 0] if end == _ENDS[0] else [4, 3] for end in ends]
    end_legend = alt.Legend(title=None, symbolFillColor=GREY, symbolStrokeColor=GREY, symbolType="square", symbolSize=240)
    bars = (
        alt.Chart(rows)
        .mark_bar(clip=True, strokeWidth=1.5)
        .encode(
            y=alt.Y("mechanism_name:N", sort=None, axis=alt.Axis(**LONG_NAMES)),
            x=alt.X(
                "start:Q",
                title="Year",
                scale=alt.Scale(domain=[first, last], nice=False),
                axis=alt.Axis(format="d", orient="top", tickMinStep=1),
            ),
            x2=alt.X2("end:Q"),
            fill=by_meaning(rows["status"], STATUSES, channel=alt.Fill, columns=5),
            stroke=by_meaning(rows["status"], STATUSES, channel=alt.Stroke, columns=5),
            fillOpacity=alt.FillOpacity("end_known:O", scale=alt.Scale(domain=ends, range=opacity), legend=end_legend),
            strokeDash=alt.StrokeDash("end_known:O", scale=alt.Scale(domain=ends, range=dash), legend=end_legend),
            tooltip=[
                alt.Tooltip("mechanism_name:N", title="Mechanism"),
                alt.Tooltip("kind_label:N", title="Kind"),
                alt.Tooltip("status_label:N", title="Status"),
                alt.Tooltip("opened:N", title="Opened"),
                alt.Tooltip("closes:N", title="Closes"),
            ],
        )
        .add_params(picked("mark", "mechanism_name"))
    )
    chart = alt.layer(bars, rule_at(this_year), height=alt.Step(22))
    said = f"A year of opening is known for {len(known)} of {words.count(len(mechanisms), 'mechanism')}"
    said += f", a year of closing for {has_end.sum()} of them. " if len(known) > 1 else ". "
    ahead = known[known["closes_year"] >= this_year].sort_values("closes_year").head(3)
    if len(ahead):
        said += f"Next to close: {words.listed([f'{r.mechanism_name} ({r.closes_year:.0f})' for r in ahead.itertuples()])}. "
    if not has_end.all():
        said += "Where no end is known, the pale bar stops at the year of its source, or at this year if the source has no date. "
    said += f"The dotted line is {this_year}."
    return Figure("When does the money flow: what opened when, and what closes?", chart, said)


def counted_by_kind(mechanisms: pd.DataFrame) -> pd.DataFrame:
    """How many mechanisms there are of each kind and status, the most frequent kind first."""
    counts = mechanisms.groupby(["mechanism_kind", "status"], as_index=False).agg(mechanism_count=("mechanism_id", "size"))
    of_kind = counts.groupby("mechanism_kind")["mechanism_count"].transform("sum")
    order = counts["status"].map({status: place for place, status in enumerate(STATUSES)})
    ranked = counts.assign(of_kind=of_kind, order=order).sort_values(
        ["of_kind", "mechanism_kind", "order"], ascending=[False, True, True]
    )
    return ranked.drop(columns=["of_kind", "order"])


def kinds(counts: pd.DataFrame) -> Figure:
    """Mechanisms by kind and status. Needs mechanism_kind, status, mechanism_count, as `counted_by_kind` gives them."""
    labels = dictionary.label_of("mechanism_kind")
    rows = counts.assign(
        kind_label=counts["mechanism_kind"].map(labels),
        status_label=counts["status"].map(dictionary.label_of("mechanism_status")),
        place=counts["status"].map({status: place for place, status in enumerate(STATUSES)}),
    )
    totals = rows.groupby("kind_label", sort=False, as_index=False)["mechanism_count"].sum()
    y = alt.Y("kind_label:N", sort=None, axis=alt.Axis(title=None, labelLimit=300))
    bars = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            y=y,
            x=alt.X("mechanism_count:Q", title="Mechanisms", axis=alt.Axis(format="d", tickMinStep=1)),
            color=by_meaning(rows["status"], STATUSES, columns=5),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("kind_label:N", title="Kind"),
                alt.Tooltip("status_label:N", title="Status"),
                alt.Tooltip("mechanism_count:Q", title="Mechanisms"),
            ],
        )
        .add_params(picked("mark", "mechanism_kind"))
    )
    text = (
        alt.Chart(totals)
        .mark_text(align="left", dx=5)
        .encode(y=y, x=alt.X("mechanism_count:Q"), text=alt.Text("mechanism_count:Q"))
    )
    total, unknown = rows["mechanism_count"].sum(), rows.loc[rows["status"] == "unknown", "mechanism_count"].sum()
    most = totals[totals["mechanism_count"] == totals["mechanism_count"].max()]
    said = ""
    if len(most) == 1 < total:
        top = most.iloc[0]
        said = f"The most frequent kind is “{words.inside(top['kind_label'])}”, {top['mechanism_count']} of {total}. "
    if unknown:
        said += f"For {unknown} of {words.count(total, 'mechanism')} no source states the status: check before an approach."
    else:
        said += "A source states the status of " + ("each of them." if total > 1 else "the only mechanism.")
    return Figure("What kinds are there, and which are open?", alt.layer(bars, text, height=alt.Step(26)), said)


def sized(mechanisms: pd.DataFrame) -> pd.DataFrame:
    """The mechanisms with an amount: stated totals, then bounds, then recorded payments; each from large to small."""
    known = mechanisms.dropna(subset=["total_usd"])
    order = known["size_meaning"].map({meaning: place for place, meaning in enumerate(SIZE_MEANINGS)})
    ranked = known.assign(order=order).sort_values(["order", "total_usd"], ascending=[True, False])
    return ranked.drop(columns="order")


def sizes(mechanisms: pd.DataFrame) -> Figure:
    """The largest amounts of each meaning, in blocks: a stated total is not comparable with recorded payments.

    Needs mechanism_name, total_usd, total_basis, size_meaning; at least one amount must be known.
    """
    known = sized(mechanisms)
    top = known.groupby("size_meaning", sort=False).head(LARGEST)
    rows = top.assign(
        millions=top["total_usd"] / 1e6,
        said=top["total_usd"].map(words.usd) + ", " + top["total_basis"],
    )
    present = [meaning for meaning in SIZE_MEANINGS if meaning in set(rows["size_meaning"])]
    reach = 1.45 * max(rows["millions"].max(), 1e-6)  # room for the words at the end of the longest bar
    base = alt.Chart().encode(
        y=alt.Y("mechanism_name:N", sort=None, axis=alt.Axis(**LONG_NAMES)),
        x=alt.X(
            "millions:Q",
            title="Amount, USD million (what it means stands at the bar)",
            axis=alt.Axis(format=",.0f"),
            scale=alt.Scale(domain=[0, reach], nice=False),
        ),
        tooltip=[
            alt.Tooltip("mechanism_name:N", title="Mechanism"),
            alt.Tooltip("said:N", title="Amount"),
            alt.Tooltip("total_note:N", title="Note"),
        ],
    )
    bars = (
        base.mark_bar().encode(color=by_meaning(rows["size_meaning"], SIZE_MEANINGS)).add_params(picked("mark", "mechanism_name"))
    )
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    counts = known["size_meaning"].value_counts()
    parts = [f"{counts[meaning]} with {_MEANS[meaning][int(counts[meaning] > 1)]}" for meaning in present]
    cut = f" The {len(top)} largest are drawn." if len(top) < len(known) else ""
    said = f"An amount is known for {len(known)} of {words.count(len(mechanisms), 'mechanism')}: {words.listed(parts)}.{cut}" + (
        " These are different things, of different years: compare within one colour, and never add them up." * (len(known) > 1)
    )
    chart = alt.layer(bars, text, data=rows, height=alt.Step(26))
    return Figure("How large are they, and what does the amount mean?", chart, said)


_MEANS = {
    "total": ("a stated total", "stated totals"),
    "bound": ("a ceiling or lower bound", "ceilings or lower bounds"),
    "recorded": ("recorded payments or commitments only", "recorded payments or commitments only"),
}
