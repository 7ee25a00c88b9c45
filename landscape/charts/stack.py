"""The page of the funding stack: what is paid, committed, pledged, in the pipeline and unfunded, by term, activity and year."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, DONOR_TYPES, GREEN, GREY, PURPLE, Figure, picked
from landscape.charts.programme import marked
from landscape.charts.shapes import ranking, unit_of
from landscape.programme.stack import COUNTED, PART_OF, PIPELINE, PLEDGED, SEEN, UNTIED, Stack
from landscape.programme.whatif import Mark
from landscape.strategy.concentration import HALF, concentration

# Part of the cost -> its colour; what is not counted is drawn light, with a broken line around it.
_PARTS = {
    "cost_paid_usd": GREEN,
    "cost_committed_usd": BLUE,
    "cost_pledged_usd": PURPLE,
    "cost_weighted_usd": BROWN,
    "no_sight_usd": GREY,
}
_SOLID = ("cost_paid_usd", "cost_committed_usd")
KINDS = {"By term": "horizon", "By activity": "activity_name", "By part of the programme": "component"}
SHOWN = ("cost_usd", "cost_funded_usd", "cost_pledged_usd", "cost_weighted_usd", "unfunded_usd", "beyond_cost_usd")
TABLE = [*PART_OF.values(), "no_sight_usd", *SHOWN[:2], "unfunded_usd", "beyond_cost_usd", "unweighted_count"]
LEFT_OUT = ["opportunity_name", "donor_name", "stage", "amount_usd", "why_left_out"]
LINES_LEFT_OUT = ["line_name", "activity_name", "why_left_out"]
BY_ACTIVITY = ["activity_name", "amount_usd", "donor_count", "largest_donor", "cr1_pct", "effective_donors"]
FALLING = [
    "activity_name",
    "cost_funded_usd",
    "lost_funded_usd",
    "lost_pct",
    "lost_pledged_usd",
    "lost_weighted_usd",
    "loses_half",
]
NOTHING_FUNDED = "Nothing is committed or paid yet, so there are no shares of donors to compare."
NOBODY = "No opportunity names a donor yet, so nobody can decline."
METHOD = (
    "Cost, less what is committed or paid, is unfunded. Only these two stages count as funding, the convention of OCHA's "
    "Financial Tracking Service; pledges are shown and not counted, and so is the pipeline of the earlier stages, each ask times "
    "its probability. An opportunity without a probability is counted by number only.\n\n"
    "An opportunity goes to the cost lines that its shares name, otherwise to its activity as a whole, in the years that it "
    "names, in proportion to what of their cost is still unfunded. Money that can go to the fewest places is placed first; "
    "where it finds too little room, money placed before is moved to other lines or years that it may pay for. So what "
    "becomes committed lowers the gap by exactly its amount, as long as what it may pay for has room. What exceeds the cost "
    "is shown as beyond the cost and lowers no other gap. Nothing is counted twice: the parts of an opportunity add up to "
    "its ask. Asks in other currencies are converted with the latest yearly rate of the landscape. The "
    "share of the largest donor, the Herfindahl–Hirschman index and the effective number of donors are those of the page "
    "Concentration."
)
FTS = "Only committed and paid count as funding (convention of OCHA's Financial Tracking Service)."


def base(country_count: int, of_set: tuple[str, int] | None, scenario: str = "", unused: str | None = None) -> str:
    """On which cost the page rests. `of_set` is a set and how many countries it has, `unused` one that a scenario overrides."""
    countries = words.count(country_count, "country")
    chosen = f"{countries}, none chosen by name"
    if of_set:
        name, count = of_set
        chosen = f"the {countries} of “{name}”" if count == country_count else f"{countries} in the regions of “{name}”"
    if not scenario:
        return f"Costs are those of the programme as it stands, for {chosen}; no scenario."
    aside = f" The scenario has this set of its own, so “{unused}” is not used." if unused else ""
    return f"Costs are those of the scenario “{scenario}”, for {chosen}.{aside}"


def more_asked_said(rows: pd.DataFrame) -> str:
    """For what several opportunities ask for more than it costs (`stack.more_asked`); "" for nothing."""
    told = [
        f"{row.part_name}, {words.count(row.ask_count, 'ask')} of {words.usd(row.asked_usd)} together at a cost of "
        f"{words.usd(row.cost_usd)}"
        for row in rows.head(_MORE_ASKED).itertuples()
    ]
    if not told:
        return ""
    rest = [f"{len(rows) - _MORE_ASKED} more"] if len(rows) > _MORE_ASKED else []
    return f"More is asked for than it costs: {'; '.join([*told, *rest])}. Lower the asks, or see them as alternatives."


_MORE_ASKED = 3  # named in a sentence


def facts(of: Stack) -> list[tuple[str, str, str]]:
    """The cost, what is funded, what is pledged and what is unfunded."""
    cost, funded, unfunded = of.total("cost_usd"), of.total("cost_funded_usd"), of.total("unfunded_usd")
    years = of.cells["year"]
    span = f"{years.min()}–{years.max()}, in US dollars" if len(years) else "no cost line counts"
    beyond = of.total("beyond_cost_usd")
    more = f"; {words.usd(beyond)} more is covered beyond the cost" if beyond > SEEN else ""
    return [
        ("Cost", words.usd(cost), span),
        ("Committed or paid", words.usd(funded), f"{words.percent(funded, cost)} of the cost{more}"),
        ("Pledged", words.usd(of.total("cost_pledged_usd")), f"Not counted{_beyond(of, PLEDGED)}. {_waiting(of)}"),
        ("Unfunded", words.usd(unfunded), f"{words.percent(unfunded, cost)} of the cost: what is neither committed nor paid"),
    ]


def _beyond(of: Stack, standing: str) -> str:
    beyond = of.beyond(standing)
    return f"; {words.usd(beyond)} more is beyond the cost" if beyond > SEEN else ""


def _waiting(of: Stack) -> str:
    """What is in the pipeline, apart from what is pledged: the one is weighted and the other is not."""
    waiting = of.opportunities[of.opportunities["standing"] == PIPELINE]
    if waiting.empty:
        return "Nothing else is in the pipeline."
    blank = int(waiting["is_unweighted"].sum())
    amount = words.usd(None if blank == len(waiting) else of.total("cost_weighted_usd"))
    unknown = f", {blank} without a probability" if blank else ""
    asks = words.count(len(waiting), "ask")
    return f"In the pipeline by probability: {amount} ({asks}{unknown}){_beyond(of, PIPELINE)}."


def stack(rows: pd.DataFrame, kind: str, mark: Mark) -> Figure:
    """What of the cost is covered, one bar per term or activity; the parts of a bar add up to its cost. A click returns it.

    `mark` is what of the cost is illustrative; the title says so as long as anything is.
    """
    named = _named(rows, kind)
    size, unit = unit_of(named["cost_usd"])
    ends = named.assign(
        length=named["cost_usd"] / size,
        said=[
            f"{words.usd(cost)}, {words.percent(funded, cost)} funded"
            for cost, funded in zip(named["cost_usd"], named["cost_funded_usd"], strict=True)
        ],
    )
    order = ends["name"].tolist()
    y = alt.Y("name:N", sort=order, title=None)
    reach = alt.Scale(domainMax=1.28 * max([1e-6, *ends["length"]]))
    x = alt.X("amount:Q", title=f"Cost, {unit}", axis=alt.Axis(format=",~f"), scale=reach, stack="zero")
    bars = _bars(_long(named, size)).encode(x=x, y=y).add_params(picked("mark", "name"))
    text = alt.Chart(ends).mark_text(align="left", dx=6).encode(x=alt.X("length:Q"), y=y, text=alt.Text("said:N"))
    chart = alt.layer(bars, text, height=alt.Step(40 if len(ends) <= 4 else 30))
    return Figure(marked(f"How much of it is funded, {_BY[kind]}?", mark), chart, _most(ends))


def years(of: Stack, mark: Mark) -> Figure:
    """What of the cost is covered in each year; the parts of a column add up to the cost of the year."""
    rows = of.by("year")
    size, unit = unit_of(rows["cost_usd"])
    named = rows.assign(name=rows["year"].astype(str))
    tops = named.assign(top=named["cost_usd"] / size, said=(named["cost_usd"] / size).map(lambda one: words.number(one, 1)))
    x = alt.X("name:O", title="Year", axis=alt.Axis(labelAngle=0))
    y = alt.Y("amount:Q", title=f"Cost, {unit}", axis=alt.Axis(format=",~f"), stack="zero")
    columns = _bars(_long(named, size)).encode(x=x, y=y)
    above = alt.Chart(tops).mark_text(dy=-10).encode(x=x, y=alt.Y("top:Q"), text=alt.Text("said:N"))
    gap = rows.loc[rows["unfunded_usd"].idxmax()]
    funded = rows[rows["cost_funded_usd"] >= 0.5 * rows["cost_usd"]]["year"].tolist()
    half = f"At least half is funded in {words.listed([str(one) for one in funded])}. " if funded else ""
    said = (
        f"{half}The largest gap is that of {int(gap['year'])}: {words.usd(gap['unfunded_usd'])} of {words.usd(gap['cost_usd'])}."
    )
    return Figure(marked("In which years is money missing?", mark), alt.layer(columns, above, height=380), said)


def donors(given: pd.DataFrame) -> Figure:
    """Who paid or committed how much; a click returns the donor."""
    keys = ["donor_name", "donor_type"]
    rows = given.groupby(keys, as_index=False, dropna=False)["amount_usd"].sum().sort_values("amount_usd", ascending=False)
    chart = ranking(rows.head(15), "donor_name", "amount_usd", "Committed or paid, {}", "donor_type", DONOR_TYPES)
    top, total = rows.iloc[0], rows["amount_usd"].sum()
    rest = f" Not drawn: {words.count(len(rows) - 15, 'other donor')}." if len(rows) > 15 else ""
    share = words.percent(top["amount_usd"], total)
    said = f"{top['donor_name']} gives {share} of the {words.usd(total)} that is committed or paid.{rest}"
    return Figure("Who funds it?", chart, said)


def concentration_facts(given: pd.DataFrame) -> list[tuple[str, str, str]]:
    """How much of the funded part depends on few donors."""
    one = concentration(given.assign(all="all"), "all").iloc[0]
    return [
        ("Donors", words.number(one["donor_count"]), f"gave {words.usd(one['amount_usd'])} together"),
        (
            "Effective number of donors",
            words.number(one["effective_donors"], 1),
            "as many of equal size would be as concentrated",
        ),
        ("Share of the largest donor", words.percent(one["cr1_pct"], 100), str(one["largest_donor"])),
        (
            "How concentrated it is",
            words.number(one["hhi"]),
            "of 10,000, which is one donor alone; near 0 are many small ones (Herfindahl–Hirschman index)",
        ),
    ]


def by_activity(given: pd.DataFrame) -> pd.DataFrame:
    """The concentration of what each activity has, the most dependent first."""
    rows = concentration(given, "activity_name")
    return rows.sort_values(["cr1_pct", "amount_usd"], ascending=False, kind="stable", ignore_index=True)[BY_ACTIVITY]


def dependence_said(rows: pd.DataFrame) -> str:
    """How many activities depend on one donor."""
    count = int((rows["cr1_pct"] > HALF).sum())
    return f"{count} of {words.count(len(rows), 'funded activity')} have more than half of their money from one donor."


def by_donor(of: Stack) -> pd.DataFrame:
    """What hangs on each donor, who funds the most first, then who pledged the most: lost_funded_usd, lost_pledged_usd.

    lost_weighted_usd is the pipeline by probability, unknown where no ask has one; unweighted_count those without.
    """
    rows = of.opportunities
    for name, standing in _HANGING.items():
        has = rows["standing"].isin(standing)
        rows = rows.assign(**{name: rows["weighted_usd"].where(has, 0.0), f"{name}_count": has})
    amounts = list(_HANGING)
    by = rows.groupby(["donor_name", "donor_type"], dropna=False)
    made = by[amounts].sum().assign(unweighted_count=by["is_unweighted"].sum().astype(int))
    only_unknown = (by["is_unweighted"].sum() == by["lost_weighted_usd_count"].sum()) & (made["unweighted_count"] > 0)
    made["lost_weighted_usd"] = made["lost_weighted_usd"].where(~only_unknown)
    return made.reset_index().sort_values(amounts, ascending=False, kind="stable", ignore_index=True)


_HANGING = {"lost_funded_usd": COUNTED, "lost_pledged_usd": (PLEDGED,), "lost_weighted_usd": (PIPELINE,)}
_HANGS = {
    "lost_funded_usd": ("Committed or paid", BLUE),
    "lost_pledged_usd": ("Pledged", PURPLE),
    "lost_weighted_usd": ("Pipeline by probability", BROWN),
}
_DONORS = 10  # drawn, three bars each


def hanging(rows: pd.DataFrame) -> Figure:
    """Whose refusal would cost most: three bars for each donor, as what is weighted adds up with nothing; a click returns it."""
    drawn = rows.head(_DONORS)
    size, unit = unit_of(pd.concat([drawn[name] for name in _HANGS]))
    long = pd.concat(
        [
            drawn.assign(part=label, length=drawn[name].fillna(0.0) / size, said=drawn[name].map(words.usd), solid=n == 0)
            for n, (name, (label, _)) in enumerate(_HANGS.items())
        ]
    )
    long = long[(long["length"] > 0) | (long["said"] == words.NOT_KNOWN)]
    labels = [label for label, _ in _HANGS.values()]
    scale = alt.Scale(domain=labels, range=[colour for _, colour in _HANGS.values()])
    reach = alt.Scale(domainMax=1.15 * max([1e-6, *long["length"]]))
    base = alt.Chart().encode(
        y=alt.Y("donor_name:N", sort=drawn["donor_name"].tolist(), title=None),
        yOffset=alt.YOffset("part:N", sort=labels, scale=alt.Scale(domain=labels)),
        x=alt.X("length:Q", title=f"Would fall away, {unit}", axis=alt.Axis(format=",~f"), scale=reach),
        tooltip=[
            alt.Tooltip("donor_name:N", title="Donor"),
            alt.Tooltip("part:N", title="Part"),
            alt.Tooltip("said:N", title="Amount"),
        ],
    )
    bars = base.mark_bar(strokeWidth=1.5).encode(
        fill=alt.Fill("part:N", title=None, scale=scale, legend=alt.Legend(title=None)),
        stroke=alt.Stroke("part:N", scale=scale, legend=None),
        fillOpacity=alt.condition("datum.solid", alt.value(1), alt.value(0.25)),
    )
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    chart = alt.layer(bars.add_params(picked("mark", "donor_name")), text, data=long, height=alt.Step(15, **{"for": "offset"}))
    top = rows.iloc[0]
    more = f" Not drawn: {words.count(len(rows) - _DONORS, 'other donor')}." if len(rows) > _DONORS else ""
    weighted = top["lost_weighted_usd"]
    waits = (
        f"what is in the pipeline by its probability is {words.NOT_KNOWN}"
        if words.is_unknown(weighted)
        else (f"{words.usd(weighted)} in the pipeline by its probability")
    )
    said = (
        f"With {top['donor_name']}, {words.usd(top['lost_funded_usd'])} committed or paid would fall away, and apart from it "
        f"{words.usd(top['lost_pledged_usd'])} pledged; {waits}. Choose a donor above, or click one.{more}"
    )
    return Figure("Whose refusal would cost most?", chart, said)


def decline_facts(donor: str, before: Stack, after: Stack) -> list[tuple[str, str, str]]:
    """What falls away with one donor, and what is unfunded then."""
    own = before.opportunities[before.opportunities["donor_name"] == donor]
    sums = own.groupby("standing")["amount_usd"].sum()
    waiting = own[own["standing"] == PIPELINE]
    weighted = waiting["weighted_usd"].sum(min_count=min(1, len(waiting)))  # of none it is nothing, of unknown ones not known
    return [
        ("Committed or paid", words.usd(sum(sums.get(one, 0.0) for one in COUNTED)), f"from {donor}, would fall away"),
        ("Pledged", words.usd(sums.get("pledged", 0.0)), "not counted as funding, would fall away too"),
        (
            "In the pipeline",
            words.usd(sums.get(PIPELINE, 0.0)),
            f"{words.count(len(waiting), 'ask')}; {words.usd(weighted)} by probability",
        ),
        (
            "Unfunded then",
            words.usd(after.total("unfunded_usd")),
            f"{words.usd(after.total('unfunded_usd') - before.total('unfunded_usd'))} more than now",
        ),
    ]


def falling(donor: str, rows: pd.DataFrame) -> Figure:
    """What each activity loses of its funding with one donor, beside what remains."""
    shown = rows[rows["cost_funded_usd"] > 0]
    size, unit = unit_of(shown["cost_funded_usd"])
    parts = {f"Lost with {donor}": ("lost_funded_usd", BROWN), "Stays": ("stays_usd", BLUE)}
    shown = shown.assign(stays_usd=shown["cost_funded_usd"] - shown["lost_funded_usd"])
    long = pd.concat(
        [
            shown.assign(part=label, amount=shown[column] / size, said=shown[column].map(words.usd), place=n)
            for n, (label, (column, _)) in enumerate(parts.items())
        ]
    )
    scale = alt.Scale(domain=list(parts), range=[colour for _, colour in parts.values()])
    bars = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            y=alt.Y("activity_name:N", sort=shown["activity_name"].tolist(), title=None),
            x=alt.X("amount:Q", title=f"Committed or paid, {unit}", axis=alt.Axis(format=",~f"), stack="zero"),
            color=alt.Color("part:N", title=None, scale=scale),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("activity_name:N", title="Activity"),
                alt.Tooltip("part:N", title="Part"),
                alt.Tooltip("said:N", title="Amount"),
            ],
        )
    )
    half = shown[shown["loses_half"].eq(True)]["activity_name"].tolist()
    said = f"{words.count(len(half), 'activity')} would lose more than half of what is committed or paid"
    return Figure(
        f"What would be lost with {donor}?",
        alt.layer(bars, height=alt.Step(32)),
        said + (f": {words.listed(half)}." if half else "."),
    )


def left_out_said(of: Stack, lines: pd.DataFrame) -> str:
    """How many opportunities and cost lines count nowhere."""
    known = of.left_out["amount_usd"].dropna()
    asks = f", asks of {words.usd(known.sum())} where they are known" if len(known) else ""
    return (
        f"{words.count(len(of.left_out), 'opportunity')}{asks}, and {words.count(len(lines), 'cost line')} are in no figure of "
        f"this page, for the reasons beside them. {UNTIED}"
    )


def rates_said(of: Stack) -> str:
    """With which rates asks were converted; "" where all are in US dollars."""
    rows = of.opportunities.dropna(subset=["rate_year"]).drop_duplicates(["currency", "rate_year"])
    named = [f"{row.currency} at the rate of {row.rate_year}" for row in rows.itertuples()]
    return f"Converted to US dollars: {words.listed(named)}." if named else ""


_BY = {"horizon": "by term", "activity_name": "by activity", "component": "by part of the programme"}


def _named(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    lists = {"horizon": "horizon", "component": "programme_component"}
    labels = dictionary.label_of(lists[kind]) if kind in lists else {}
    made = rows.assign(name=rows[kind].map(lambda one: labels.get(one, one)))
    return made if kind == "horizon" else made.sort_values("cost_usd", ascending=False, kind="stable", ignore_index=True)


def _long(named: pd.DataFrame, size: float) -> pd.DataFrame:
    labels = {part: dictionary.column(part).label for part in _PARTS}
    rows = [
        named.assign(
            part=labels[part],
            amount=named[part].fillna(0.0) / size,
            said=named[part].map(words.usd),
            place=n,
            solid=part in _SOLID,
        )
        for n, part in enumerate(_PARTS)
    ]
    return pd.concat(rows, ignore_index=True)[["name", "part", "amount", "said", "place", "solid"]]


def _bars(long: pd.DataFrame) -> alt.Chart:
    labels = [dictionary.column(part).label for part in _PARTS]
    scale = alt.Scale(domain=labels, range=list(_PARTS.values()))
    return (
        alt.Chart(long)
        .mark_bar(strokeWidth=1.5)
        .encode(
            fill=alt.Fill("part:N", title=None, scale=scale, legend=alt.Legend(title=None, columns=5)),
            stroke=alt.Stroke("part:N", scale=scale, legend=None),
            fillOpacity=alt.condition("datum.solid", alt.value(1), alt.value(0.25)),
            strokeDash=alt.condition("datum.solid", alt.value([1, 0]), alt.value([4, 3])),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("name:N", title="Of"),
                alt.Tooltip("part:N", title="Part"),
                alt.Tooltip("said:N", title="Amount"),
            ],
        )
    )


def _most(ends: pd.DataFrame) -> str:
    total, funded = ends["cost_usd"].sum(), ends["cost_funded_usd"].sum()
    gap = ends.loc[ends["unfunded_usd"].idxmax()]
    return (
        f"{words.usd(funded)} of {words.usd(total)} is committed or paid ({words.percent(funded, total)}). The largest gap: "
        f"{gap['name']}, {words.usd(gap['unfunded_usd'])}."
    )
