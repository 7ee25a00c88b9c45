"""The page of matching: what each rule found of mechanisms and donors, as a grid, a table and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import BROWN, GREEN, GREY, Figure, picked
from landscape.charts.programme import marked
from landscape.programme import matching
from landscape.programme.matching import FITS, REFUSED, RULES, UNKNOWN, Need
from landscape.programme.whatif import Mark

SHOWN = 12  # rows of the grid
MECHANISMS = [
    *("mechanism_name", "match_said", "speaks_against", "not_known_said", "speaks_for", "mechanism_kind", "status"),
    *("application_route", "award_min_usd", "award_max_usd", "total_usd"),
]
DONORS = [
    *("donor_name", "match_said", "speaks_against", "not_known_said", "speaks_for", "donor_type", "usual_gift_usd"),
    *("largest_gift_usd", "years_giving", "evidence_count", "mechanisms", "relationship", "budget_stage"),
]
LINES = ["need_name", "match_said", "speaks_against", "not_known_said", "speaks_for", "needed_usd", "first_year", "last_year"]
COLUMNS = {"mechanism": MECHANISMS, "donor": DONORS}
NO_SCENARIO = "Opportunities pay for lines of the programme as it stands; the Funding stack can show a scenario."
JUDGED = (
    "What kinds of mechanisms pay for is a judgement of the landscape; so is that an award must reach a tenth of what is "
    "needed, that a need below a tenth of a usual payment is small for a donor, and that grants count from 1 % of what it gave."
)
NAMES = {"mechanism": "mechanism_name", "donor": "donor_name", "need": "need_name"}
METHOD = (
    "Six rules, each of which fits, does not fit or is not known. Of a **mechanism**: it pays for statistics; it pays for "
    "migration data; its regions, or the countries that its source lists, meet those of the work (the priority countries of "
    "costs for each country, the regions of the cost lines, otherwise anywhere); what is needed is not below its smallest award, "
    "and its largest award and its whole size are at least a tenth of it; its kind usually pays for what is bought; it is not "
    "closed, and does not close before the work begins. Of a **donor**: it gave to statistics; evidence shows that it paid for "
    "migration data; it gave to statistics where the work is; what is needed lies between a tenth of its usual payment of a "
    "year 2010–2020, the median, and its largest; it is not known above that, or below, and does not fit where the largest is "
    "less than a tenth of what is needed; it gives grants, at least 1 % of what it gave; its budget has room.\n\n"
    "First come those that no rule speaks against, the more rules known the higher, and of equal donors those whose usual "
    "payment is closest to what is needed; then those that a rule speaks against, with the reason. "
    "Which kind of mechanism pays for what is a judgement of the landscape (table “What kinds of mechanisms pay for”); kinds and "
    "aid types were assigned by its compiler. In which languages one can apply is in no source that was read."
)
PIPELINE_NEXT = "They wait in the pipeline as new rows to look at and change: nothing is published before somebody signs it."


def facts(need: Need, set_count: int) -> list[tuple[str, str, str]]:
    """What has to be paid, of what, where and when."""
    labels = dictionary.label_of("cost_category")
    of_each = words.count(set_count, "priority country") if set_count else "no priority countries chosen"
    where = words.listed(need.regions) if need.regions else (of_each if need.is_per_country else "for all countries together")
    span = str(need.first_year) if need.first_year == need.last_year else f"{need.first_year}–{need.last_year}"
    return [
        ("Unfunded", words.usd(need.amount_usd), f"of a cost of {words.usd(need.cost_usd)}"),
        ("Years", span, "all of it is funded" if need.is_funded else "in which money is missing"),
        ("Cost categories", str(len(need.categories)), words.listed([labels.get(one, one) for one in need.categories])),
        ("Where", "Each country" if need.is_per_country else "As a whole", where[:1].upper() + where[1:]),
    ]


def mechanisms(
    rows: pd.DataFrame, needs: Mapping[str, Need], terms: pd.DataFrame, modalities: pd.DataFrame, set_count: int
) -> pd.DataFrame:
    """What `match_mechanisms` found, with sentences: match_said, speaks_for, speaks_against, not_known_said, and more of each."""
    known = {one["mechanism_id"]: one for one in matching.records(terms)}
    pays: dict[str, dict[str, tuple[str, str]]] = {}
    for one in modalities.itertuples():
        pays.setdefault(one.mechanism_kind, {})[one.cost_category] = (one.pays, one.reason)
    made = []
    for row in matching.records(rows):
        its, need = known[row["mechanism_id"]], needs[row["need_id"]]
        kind = matching.modality(row["mechanism_kind"], its["dac_aid_type"])
        sentences = matching.of_mechanism(row, need, its, pays.get(kind, {}), set_count)
        donors = list(its["donors"])
        more = {
            "need_name": need.name,
            "needed_usd": need.amount_usd,
            "first_year": need.first_year,
            "last_year": need.last_year,
            "who": its["acronym"] if isinstance(its["acronym"], str) else its["mechanism_name"],
            "donor_id": donors[0] if len(donors) == its["contributor_count"] == 1 else None,
            "cap_usd": min((one for one in (row["award_max_usd"], row["total_usd"]) if not words.is_unknown(one)), default=None),
            "aside": matching.way_in(row),
        }
        made.append(row | _told(sentences, row) | more)
    columns = [*rows.columns, *_TOLD, "need_name", "needed_usd", "first_year", "last_year", "who", "donor_id", "cap_usd", "aside"]
    return pd.DataFrame(made, columns=columns)


def donors(
    rows: pd.DataFrame, needs: Mapping[str, Need], fitting: pd.DataFrame, terms: pd.DataFrame, set_count: int
) -> pd.DataFrame:
    """What `match_donors` found, with sentences as above; `mechanisms` are those that could pay and that it has paid into."""
    open_to = set(fitting.loc[fitting["match_fit"] != REFUSED, "mechanism_id"])
    channels: dict[str, list[str]] = {}
    for mechanism, name, paying in zip(terms["mechanism_id"], terms["mechanism_name"], terms["donors"], strict=True):
        for donor in paying if mechanism in open_to else ():
            channels.setdefault(donor, []).append(name)
    made = []
    for row in matching.records(rows):
        need = needs[row["need_id"]]
        own = channels.get(row["donor_id"], [])
        into = (
            f" It has paid into {words.listed(own)}, and no rule speaks against {'it' if len(own) == 1 else 'them'}."
            if own
            else ""
        )
        more = {
            "mechanisms": own,
            "who": row["donor_name"],
            "mechanism_id": None,
            "cap_usd": row["largest_gift_usd"],
            "aside": f"{matching.relationship(row)}{into}",
        }
        made.append(row | _told(matching.of_donor(row, need, set_count), row) | more)
    return pd.DataFrame(made, columns=[*rows.columns, *_TOLD, "mechanisms", "who", "mechanism_id", "cap_usd", "aside"])


def grid(rows: pd.DataFrame, kind: str, what: str, mark: Mark) -> Figure:
    """What each rule says of the first matches, in cells; a click returns the match.

    `mark` is what of the cost is illustrative, with which sizes and years are compared.
    """
    name = NAMES[kind]
    shown = rows.head(SHOWN)
    labels = {rule: label[:1].upper() + label[1:] for rule, label in matching.LABELS.items()}
    cells = shown.melt(id_vars=[name], value_vars=list(RULES), var_name="rule", value_name="verdict")
    cells = cells.assign(rule=cells["rule"].map(labels), said=cells["verdict"].map(_SHORT))
    line = {"domain": False, "ticks": False, "labelFlush": False}
    scale = alt.Scale(domain=[FITS, UNKNOWN, REFUSED], range=[GREEN, GREY, BROWN])
    base = alt.Chart().encode(
        x=alt.X(
            "rule:N",
            sort=list(labels.values()),
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, labelOverlap=False, **line),
        ),
        y=alt.Y(name, type="nominal", sort=shown[name].tolist(), title=None, axis=alt.Axis(labelLimit=420, **line)),
        tooltip=[
            alt.Tooltip(name, type="nominal", title=dictionary.column(name).label),
            alt.Tooltip("rule:N", title="Rule"),
            alt.Tooltip("said:N", title="Verdict"),
        ],
    )
    boxes = base.mark_rect(fillOpacity=0.28, strokeWidth=1.5, cornerRadius=3).encode(
        fill=alt.Fill("verdict:N", scale=scale, legend=None), stroke=alt.Stroke("verdict:N", scale=scale, legend=None)
    )
    text = base.mark_text().encode(text="said:N")
    chart = alt.layer(boxes.add_params(picked("mark", name)), text, data=cells, height=alt.Step(32))
    return Figure(marked(_TITLES[kind].format(what), mark), chart, _takeaway(rows, name, kind))


def explained(row: Mapping[str, object]) -> str:
    """All that the rules found of one match, as lists under headings."""
    told = []
    for label, verdict in (("Fits", FITS), ("Does not fit", REFUSED), ("Not known", UNKNOWN)):
        if some := matching.reasons(row["sentences"], row, verdict):
            told.append(f"**{label}**\n\n" + "\n".join(f"- {words.plain(one)}" for one in some))
    return "\n\n".join([*told, words.plain(str(row["aside"]))])


def there_already(opportunities: pd.DataFrame, needs: Mapping[str, Need], chosen: Sequence[Mapping[str, object]]) -> str:
    """Which opportunities of the same donors or mechanisms for the same activity exist; "" where none does."""
    same = {
        (needs[str(one["need_id"])].activity_id, one[key])
        for one in chosen
        for key in ("donor_id", "mechanism_id")
        if isinstance(one[key], str)
    }
    stages = dictionary.label_of("stage")
    named = [
        f"{row.opportunity_name} ({stages.get(row.stage, row.stage).lower()})"
        for row in opportunities.itertuples()
        if {(row.activity_id, row.donor_id), (row.activity_id, row.mechanism_id)} & same
    ]
    return f"In the pipeline already for this activity: {words.listed(named)}." if named else ""


def beyond_said(needs: Mapping[str, Need], chosen: Sequence[Mapping[str, object]], rows: Sequence[Mapping[str, object]]) -> str:
    """Of what the chosen ones together ask for more than is needed; "" where they do not. `rows` are their opportunities."""
    asked: dict[str, list[float]] = {}
    for one, row in zip(chosen, rows, strict=True):
        asked.setdefault(str(one["need_id"]), []).append(float(row["ask"]))
    told = [
        f"{len(asks)} asks of {words.usd(sum(asks))} together for {needs[need].name}, of which "
        f"{words.usd(needs[need].amount_usd)} is needed"
        for need, asks in asked.items()
        if len(asks) > 1 and sum(asks) > needs[need].amount_usd + matching.NO_GAP
    ]
    return f"More than is needed: {'; '.join(told)}. Lower the asks in the pipeline, or see them as alternatives." if told else ""


def asks_said(rows: Sequence[Mapping[str, object]]) -> str:
    """What the new opportunities would ask for."""
    named = [
        f"{row['name']}: {'no amount yet, as all of it is funded' if row['ask'] is None else words.usd(row['ask'])}"
        for row in rows
    ]
    blank = sum(row["donor_id"] is None for row in rows)
    more = f" {words.count(blank, 'opportunity')} without a donor will count as soon as one is named." if blank else ""
    return f"{'; '.join(named)}.{more}"


_TOLD = ("match_said", "sentences", "speaks_for", "speaks_against", "not_known_said")
_SHORT = {FITS: "fits", UNKNOWN: "not known", REFUSED: "does not fit"}
_TITLES = {
    "mechanism": "Through which mechanisms could {} be paid?",
    "donor": "Which donors could pay for {}?",
    "need": "What could be paid through {}?",
}
_MANY = {"mechanism": "mechanism", "donor": "donor", "need": "cost line"}


def _told(sentences: Mapping[str, str], row: Mapping[str, object]) -> dict[str, object]:
    verdicts = {"speaks_for": FITS, "speaks_against": REFUSED, "not_known_said": UNKNOWN}
    joined = {column: " ".join(matching.reasons(sentences, row, verdict)) for column, verdict in verdicts.items()}
    return {"match_said": matching.said(row), "sentences": sentences} | joined


def _takeaway(rows: pd.DataFrame, name: str, kind: str) -> str:
    could = rows[rows["match_fit"] != REFUSED]
    noun = _MANY[kind]
    if could.empty:
        return f"None of {words.count(len(rows), noun)} fits. {_why_not(rows)}"
    full = int((could["match_fit"] == FITS).sum())
    first = words.listed(could[name].head(3).tolist())
    known = f"{full} of them {_fit(full)} all six rules" if full else "of each of them something is not known"
    more = f" The first {SHOWN} are drawn, all stand in the table." if len(rows) > SHOWN else ""
    why = f" {_why_not(rows)}" if len(could) < len(rows) else ""
    return f"No rule speaks against {len(could)} of {words.count(len(rows), noun)}; {known}. First {first}.{why}{more}"


def _fit(count: int) -> str:
    return "fits" if count == 1 else "fit"


def _why_not(rows: pd.DataFrame) -> str:
    """How many do not fit, and the rule that speaks against most of them."""
    out = rows[rows["match_fit"] == REFUSED]
    by_rule = (out[list(RULES)] == REFUSED).sum()
    rule = by_rule.idxmax()
    verb = "does" if len(out) == 1 else "do"
    return f"{len(out)} {verb} not fit; the most frequent reason is {matching.LABELS[rule]} ({by_rule[rule]} of {len(out)})."
