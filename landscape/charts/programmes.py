"""Charts of other global programmes: what they cost, when they ran, what they were made of, and what ours lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BLUE, BROWN, GREY, Figure, picked
from landscape.charts.shapes import LONG_NAMES, by_meaning, rule_at
from landscape.frameworks import reference

NOTES = (
    "Stated by the sources: names, lead bodies, governance, years, countries, amounts, funders, evaluations. Judged by the "
    "compiler: subject, components, and the lesson for migration statistics.",
    "Budgets are amounts in US dollars as stated, for the period in the note; an amount that is a bound, rough or per some "
    "years is labelled so; yearly figures, other currencies and payments of single "
    "donors stand in the note only. Several rows are parts of one another: never add budgets up.",
)
ILLUSTRATIVE = (
    "Ours is the programme of this landscape: an illustrative example until members replace it. What counts as which component "
    "is judgement, kept as rows of the list “Parts of the programme and components”."
)
COST = ["global_programme_name", "budget_planned_usd", "budget_spent_usd", "budget_note", "governance", "lead_bodies"]
COST += ["funders", "funding_mechanism", "first_year", "last_year", "scope_countries", "evaluation", "url"]
COMPARED = ("subject", "lead_bodies", "governance", "components", "scope_countries", "regions", "first_year", "last_year")
COMPARED += ("phases", "budget_planned_usd", "budget_spent_usd", "budget_note", "funders", "funding_mechanism", "evaluation")
COMPARED += ("lesson", "confidence", "url")
COMPONENTS = ["global_component", "programmes_with", "with_pct", "is_ours", "our_activities", "matched_by", "match_reason"]
ELEMENTS = ["element", "framework_asks", "covered_by", "suggested", "coverage_said", "framework", "url"]
MOST_COMPARED = 4
PLANNED, SPENT, NOTE = "Planned", "Spent", "No total in US dollars"
BUDGETS = {PLANNED: BLUE, SPENT: BROWN, NOTE: GREY}
OURS = {"Ours has it": BLUE, "Ours lacks it": BROWN}


def key_figures(rows: pd.DataFrame, total: int) -> list[tuple[str, str, str]]:
    """Four figures: how many programmes are shown, and of how many a budget, a way of governance and an evaluation are known."""
    budget = int((rows["budget_planned_usd"].notna() | rows["budget_spent_usd"].notna()).sum())
    none = rows["evaluation"].fillna("None seen").str.contains(r"^No(?:ne)?\b[^;]*\bseen")
    return [
        ("Programmes", f"{len(rows)}", f"of {total} in the landscape"),
        ("Amount in US dollars stated", f"{budget} of {len(rows)}", "other figures stand in the note of each"),
        ("Governance stated", f"{int(rows['governance'].notna().sum())} of {len(rows)}", "bodies as the sources name them"),
        ("Evaluation seen", f"{int((~none).sum())} of {len(rows)}", "none seen does not mean that there is none"),
    ]


def sized(rows: pd.DataFrame) -> pd.DataFrame:
    """The programmes with a stated amount, one row per amount with `budget_kind` and `amount_usd`, the largest first."""
    kinds = (("budget_planned_usd", PLANNED), ("budget_spent_usd", SPENT))
    parts = [
        rows.dropna(subset=[name]).assign(budget_kind=kind, amount_usd=lambda some, name=name: some[name]) for name, kind in kinds
    ]
    return pd.concat(parts, ignore_index=True).sort_values("amount_usd", ascending=False, kind="stable", ignore_index=True)


def stated(amount: float, note: object) -> str:
    """An amount in words, with what its note says of this very amount: more than or about so much, or per some years."""
    text, millions = "" if words.is_unknown(note) else str(note), re.escape(f"{amount / 1e6:g}")
    found = re.search(rf"(?:\b(more than|about|close to) )?USD {millions} m\b(?: (per \w+ years?))?", text, re.IGNORECASE)
    before, after = found.groups(default="") if found else ("", "")
    return " ".join(part for part in (before.lower(), words.usd(amount), after) if part)


def budgets(amounts: pd.DataFrame, rows: pd.DataFrame) -> Figure:
    """Stated amounts as bars. Needs global_programme_name, budget_kind, amount_usd, budget_note; and all programmes shown."""
    drawn = amounts.assign(millions=amounts["amount_usd"] / 1e6, said=_stated(amounts["amount_usd"], amounts["budget_note"]))
    reach = 1.35 * max(1e-6, *drawn["millions"])
    base = alt.Chart().encode(
        y=alt.Y("global_programme_name:N", sort=None, axis=alt.Axis(**LONG_NAMES)),
        x=alt.X(
            "millions:Q",
            title="Stated amount, USD million",
            stack=False,
            scale=alt.Scale(domain=[0, reach], nice=False),
            axis=alt.Axis(format=",d"),
        ),
        tooltip=[
            alt.Tooltip("global_programme_name:N", title="Programme"),
            alt.Tooltip("said:N", title="Amount"),
            alt.Tooltip("budget_kind:N", title="Is"),
            alt.Tooltip("budget_note:N", title="Note"),
        ],
    )
    bars = base.mark_bar().encode(color=by_meaning(drawn["budget_kind"], BUDGETS, {}))
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    chart = alt.layer(bars.add_params(picked("mark", "global_programme_name")), text, data=drawn, height=alt.Step(28))
    first, last = drawn.iloc[0], drawn.iloc[-1]
    stated_for = drawn["global_programme_name"].nunique()
    said = f"An amount in US dollars is stated for {stated_for} of {words.count(len(rows), 'programme')}"
    said += f": from {last['said']} ({last['global_programme_name']}) to " if len(drawn) > 1 else ": "
    said += f"{first['said']} ({first['global_programme_name']}). They are of different years and periods, and some hold others."
    return Figure("What did other global programmes cost?", chart, said)


def _stated(amounts: pd.Series, notes: pd.Series) -> list[str]:
    return [stated(one, note) if one == one else "" for one, note in zip(amounts, notes, strict=True)]


def governed_said(rows: pd.DataFrame) -> str:
    """How programmes are governed and paid, in a sentence made from the words of the list."""
    text = rows["governance"].fillna("").str.casefold()
    kinds = {
        "a board, council or steering body": "board|council|steering|committee",
        "the Statistical Commission or another intergovernmental body": "commission|ministers|conference",
        "a secretariat or team": "secretariat|team|unit",
    }
    counted = [f"{int(text.str.contains(words_of).sum())} name {kind}" for kind, words_of in kinds.items()]
    pooled = int(rows["funding_mechanism"].fillna("").str.casefold().str.contains("trust fund|pooled|basket").sum())
    return (
        f"Governance, by the words of the list: of {words.count(len(rows), 'programme')}, {words.listed(counted)}; one can name "
        f"several. {pooled} were paid through a trust fund, a pooled fund or a basket. Each is spelled out in the table."
    )


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    """The programmes whose first year is known, the oldest first.

    `amount_usd` is what was spent, else what was planned, and `budget_kind` says which.
    """
    known = rows.dropna(subset=["first_year"]).sort_values("first_year", kind="stable")
    planned, spent = known["budget_planned_usd"].astype(float), known["budget_spent_usd"].astype(float)
    kind = planned.notna().map({True: PLANNED, False: NOTE}).mask(spent.notna(), SPENT)
    return known.assign(budget_kind=kind, amount_usd=spent.fillna(planned))


def timeline(known: pd.DataFrame, rows: pd.DataFrame, this_year: int) -> Figure:
    """One bar per programme from its first year to its last, with its stated amount; pale where no end is known.

    `known` are the `dated` ones among the rows.
    """
    has_end = known["last_year"].notna()
    end = known["last_year"].where(has_end, this_year).astype(float)
    drawn = known.assign(
        start=known["first_year"].astype(float) - 0.5,
        end=end + 0.5,
        end_known=has_end.map({True: "End stated", False: "End not known"}),
        years=[
            f"{a}–{words.NOT_KNOWN if words.is_unknown(b) else b}"
            for a, b in zip(known["first_year"], known["last_year"], strict=True)
        ],
        said=_stated(known["amount_usd"], known["budget_note"]),
    )
    ends = [one for one in ("End stated", "End not known") if one in set(drawn["end_known"])]
    pale = alt.Scale(domain=ends, range=[1 if one == "End stated" else 0.35 for one in ends])
    legend = alt.Legend(title=None, symbolFillColor=GREY, symbolType="square", symbolSize=240)
    first, last = float(drawn["start"].min()) - 0.5, float(max(drawn["end"].max(), this_year))
    share = min(
        0.45, 0.0125 * drawn["said"].str.len().max()
    )  # of a narrow chart that the longest amount takes beside the last bar
    reach = [first, last + max(9, (last - first) * share / (1 - share))]
    base = alt.Chart(drawn).encode(y=alt.Y("global_programme_name:N", sort=None, axis=alt.Axis(**LONG_NAMES)))
    bars = base.mark_bar().encode(
        x=alt.X(
            "start:Q",
            title=None,
            scale=alt.Scale(domain=reach, nice=False),
            axis=alt.Axis(
                format="d",
                orient="top",
                tickMinStep=1,
                tickCount=8,
                labelExpr=f"datum.value > {last + 1:.0f} ? '' : datum.label",  # beyond are amounts and no years
            ),
        ),
        x2=alt.X2("end:Q"),
        color=by_meaning(drawn["budget_kind"], BUDGETS, {}),
        opacity=alt.Opacity("end_known:O", scale=pale, legend=legend if len(ends) > 1 else None),
        tooltip=[
            alt.Tooltip("global_programme_name:N", title="Programme"),
            alt.Tooltip("years:N", title="Years"),
            alt.Tooltip("budget_note:N", title="Budget"),
        ],
    )
    text = base.mark_text(align="left", dx=5).encode(x=alt.X("end:Q"), text=alt.Text("said:N"))
    chart = alt.layer(bars.add_params(picked("mark", "global_programme_name")), text, rule_at(this_year), height=alt.Step(22))
    unknown = len(rows) - len(known)
    said = (
        f"The oldest of {words.count(len(known), 'programme')} began in {int(known['first_year'].min())}; an end is stated for "
        f"{int(has_end.sum())}. Where it is not, the pale bar stops at {this_year}, the dotted line. A stated amount "
        "stands at its bar."
    )
    said += f" Of {unknown} more no first year was seen." if unknown else ""
    return Figure("When did they run, and with what money?", chart, said)


def components(rows: pd.DataFrame) -> Figure:
    """How many programmes have each component, coloured by whether ours has it. Needs `COMPONENTS` and programmes_known."""
    labels, known = dictionary.label_of("global_component"), int(rows["programmes_known"].iloc[0])
    drawn = rows.assign(
        component_label=rows["global_component"].map(labels),
        ours=rows["is_ours"].map(dict(zip((True, False), OURS, strict=True))),
        said=[f"{row.programmes_with} ({words.percent(row.programmes_with, known)})" for row in rows.itertuples()],
    )
    base = alt.Chart().encode(
        y=alt.Y("component_label:N", sort=None, title=None),
        x=alt.X(
            "programmes_with:Q", title="Programmes", scale=alt.Scale(domainMax=1.15 * max(1, known)), axis=alt.Axis(format="d")
        ),
        tooltip=[alt.Tooltip("component_label:N", title="Component"), alt.Tooltip("said:N", title="Programmes")],
    )
    bars = base.mark_bar().encode(color=by_meaning(drawn["ours"], OURS, {}, is_always_explained=True))
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    chart = alt.layer(bars.add_params(picked("mark", "global_component")), text, data=drawn, height=alt.Step(28))
    lacks = [labels[one].lower() for one in reference.missing(rows)]
    rare = [f"{labels[row.global_component].lower()} ({row.programmes_with})" for row in rows.itertuples() if not row.is_ours]
    said = (
        f"Most programmes have {words.listed(lacks)}, and ours lacks "
        + ("it" if len(lacks) == 1 else "them")
        + f". Counted are the {known} programmes whose components are known."
        if lacks
        else f"Ours has every component that most of the {known} programmes with known components have."
    )
    if rare and not lacks:
        said += f" Of those that fewer have, ours lacks {words.listed(rare)}."
    return Figure("What do most programmes have that ours lacks?", chart, said)


def elements_said(rows: pd.DataFrame) -> str:
    """How much of what frameworks ask is covered, suggested, or not known, in words."""
    counts = rows["coverage_said"].value_counts()
    named, guessed, unknown = (int(counts.get(one, 0)) for one in (reference.DECIDED, reference.SUGGESTED, reference.NOBODY))
    return (
        f"Of {words.count(len(rows), 'element')}, members have named an activity for {named or 'none'}. For {guessed} more the "
        f"computer suggests one, from words in common: nobody has decided that. Of {unknown} nothing is known. To decide, fill "
        "in the list “Elements and activities” and upload it under *Update from Excel*."
    )


def chosen(rows: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """The programmes to compare, in the order chosen, four at most."""
    rows = rows[rows["global_programme_id"].isin(codes)]
    order = rows["global_programme_id"].map(list(codes).index)
    return rows.assign(order=order).sort_values("order").drop(columns="order").head(MOST_COMPARED)
