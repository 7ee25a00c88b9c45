"""Who could pay for what: what is needed as the rules take it, and what they found said in words.

The rules stand in `queries/strategy/match_mechanisms.sql` and `match_donors.sql`; each gives for a need and a mechanism or donor
whether it fits, does not, or is not known. Here their codes become sentences, and what was chosen becomes opportunities.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from landscape import dictionary, words
from landscape.programme.costs import Costed
from landscape.programme.stack import Stack

FITS, UNKNOWN, REFUSED = "fits", "unknown", "refused"
RULES = ("statistics_fit", "migration_fit", "place_fit", "size_fit", "modality_fit", "time_fit")
NATIONAL = ("loan or credit", "basket fund")  # which pay for the work of one country, see the question
LEAST_PART = 0.1  # of what is needed that an award must reach, see the two questions
NO_GAP = 1.0  # US dollars: an ask is in whole ones, so that a rest below one dollar is rounding


@dataclass(frozen=True)
class Need:
    """An activity or a cost line to be paid for. `regions` are where its money is spent; None where that may be anywhere."""

    need_id: str
    name: str
    activity_id: str
    line_id: str | None  # of a need that is one cost line
    cost_usd: float
    unfunded_usd: float
    first_year: int
    last_year: int
    regions: tuple[str, ...] | None
    is_per_country: bool
    categories: tuple[str, ...]
    is_illustrative: bool = False  # as long as a line of it is

    @property
    def is_funded(self) -> bool:
        """Whether all of it is committed or paid."""
        return self.unfunded_usd <= NO_GAP

    @property
    def amount_usd(self) -> float:
        """What is needed: nothing where all of it is funded."""
        return 0.0 if self.is_funded else self.unfunded_usd

    @property
    def measure_usd(self) -> float:
        """What the size of awards is compared with: what is needed, or the cost where all is funded."""
        return self.cost_usd if self.is_funded else self.unfunded_usd

    @property
    def measure_said(self) -> str:
        """The same in words."""
        return f"the {words.usd(self.measure_usd)} {'that it costs (all of it funded)' if self.is_funded else 'needed'}"


def needs(costed: Costed, stack: Stack) -> list[Need]:
    """The activities and cost lines that count, what is unfunded of each; the largest first, activities before their lines."""
    lines, cells = records(costed.lines[_LINE]), {name: stack.cells[name].to_numpy() for name in _CELL}
    made = []
    for kind in ("activity", "line"):
        where = stack.cells.groupby(f"{kind}_id", sort=False).indices
        of: dict[str, list[dict[str, object]]] = {}
        for line in lines:
            of.setdefault(str(line[f"{kind}_id"]), []).append(line)
        made += [_need(one, kind, some, {name: cells[name][where[one]] for name in _CELL}) for one, some in of.items()]
    return sorted(made, key=lambda one: (-round(one.unfunded_usd), one.line_id is not None, one.name))


_LINE = ["line_id", "line_name", "activity_id", "activity_name", "region", "is_per_country", "cost_category", "is_illustrative"]
_CELL = ("year", "cost_usd", "unfunded_usd")


def _need(one: str, kind: str, lines: Sequence[Mapping[str, object]], cells: Mapping[str, np.ndarray]) -> Need:
    missing = cells["unfunded_usd"] > NO_GAP
    years = cells["year"][missing] if missing.any() else cells["year"]
    regions = {None if words.is_unknown(line["region"]) else str(line["region"]) for line in lines}
    named = tuple(sorted(one for one in regions if one is not None))
    return Need(
        need_id=f"{kind}:{one}",
        name=str(lines[0][f"{kind}_name"]),
        activity_id=str(lines[0]["activity_id"]),
        line_id=one if kind == "line" else None,
        cost_usd=float(cells["cost_usd"].sum()),
        unfunded_usd=float(cells["unfunded_usd"].sum()),
        first_year=int(years.min()),
        last_year=int(years.max()),
        regions=None if None in regions else named,
        is_per_country=any(bool(line["is_per_country"]) for line in lines),
        categories=tuple(sorted({str(line["cost_category"]) for line in lines})),
        is_illustrative=any(bool(line["is_illustrative"]) for line in lines),
    )


def records(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The rows as dictionaries: `to_dict` takes ten times as long where columns hold text."""
    columns = [rows[name].tolist() for name in rows.columns]
    return [dict(zip(rows.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def named(of: Iterable[Need]) -> dict[str, str]:
    """Code -> label of needs, to choose from: an activity says that it is one, a name that comes twice its activity."""
    of = list(of)
    twice = {one.name for one in of if sum(one.name == other.name for other in of if other.line_id) > 1}
    return {
        one.need_id: one.name + (f" ({one.activity_id})" if one.name in twice else "") if one.line_id else f"All of: {one.name}"
        for one in of
    }


def as_parameter(of: Iterable[Need]) -> str:
    """Needs as the two questions take them."""
    names = ("need_id", "first_year", "last_year", "regions", "is_per_country", "categories")
    given = ((asdict(one), one.measure_usd) for one in of)
    return json.dumps([{name: one[name] for name in names} | {"amount_usd": amount} for one, amount in given])


def modality(kind: str, aid_type: object) -> str:
    """The kind of mechanism whose costs a mechanism pays, as the question has it: experts sent are technical assistance."""
    return "technical assistance facility" if aid_type in ("D01", "D02") else kind


def said(row: Mapping[str, object]) -> str:
    """How a match stands, in one phrase: "5 of 6 rules fit, 1 is not known"."""
    refused, unknown = int(row["refused_count"]), int(row["not_known_count"])
    fits = len(RULES) - refused - unknown
    if refused:
        return f"Does not fit: {words.listed([LABELS[one] for one in RULES if row[one] == REFUSED])}"
    return f"{fits} of {len(RULES)} rules fit" + (f", {unknown} {'is' if unknown == 1 else 'are'} not known" if unknown else "")


LABELS = {
    "statistics_fit": "statistics",
    "migration_fit": "migration",
    "place_fit": "countries",
    "size_fit": "size",
    "modality_fit": "what is paid",
    "time_fit": "time",
}


def reasons(sentences: Mapping[str, str], row: Mapping[str, object], verdict: str) -> list[str]:
    """The sentences of the rules with one verdict."""
    return [sentence for rule, sentence in sentences.items() if row.get(rule) == verdict]


def of_mechanism(
    row: Mapping[str, object], need: Need, terms: Mapping[str, object], pays: Mapping[str, tuple[str, str]], set_count: int
) -> dict[str, str]:
    """What each rule found of a mechanism, in a sentence. `pays` has, by cost category, yes, no or unknown, and why."""
    return {
        "statistics_fit": {
            FITS: "It pays for statistics.",
            REFUSED: "It does not pay for statistics.",
            UNKNOWN: "Whether it pays for statistics is not known.",
        }[row["statistics_fit"]],
        "migration_fit": {
            FITS: "It pays for migration data.",
            REFUSED: "It is for another subject than migration.",
            UNKNOWN: "Whether it pays for migration data is not known.",
        }[row["migration_fit"]],
        "place_fit": _place(row, need, terms, set_count),
        "size_fit": _size(row, need, terms),
        "modality_fit": _modality(row, need, pays),
        "time_fit": _time(row, need),
    }


def way_in(row: Mapping[str, object]) -> str:
    """How one gets to a mechanism, and what the landscape does not know of it."""
    route = dictionary.label_of("application_route").get(str(row["application_route"]), words.NOT_KNOWN)
    said_of_route = "The way in is not known" if row["application_route"] == UNKNOWN else f"The way in: {words.inside(route)}"
    return f"{said_of_route}. In which languages it can be asked is not known."


def of_donor(row: Mapping[str, object], need: Need, set_count: int) -> dict[str, str]:
    """What each rule found of a donor, in a sentence."""
    years, total = _int(row["years_giving"]), row["statistics_2010_2020_usd"]
    when = "each of the 11 years" if years == 11 else f"{years} of the 11 years"
    gave = f"It gave to statistics in {when} 2010–2020, {words.usd(total)} in all (constant prices)."
    shown = f"{words.count(_int(row['evidence_count']), 'piece')} of evidence"
    return {
        "statistics_fit": {
            FITS: gave if years else "Records show support to statistics, without an amount.",
            REFUSED: "It does not pay for statistics.",
            UNKNOWN: "No record of support to statistics was found.",
        }[row["statistics_fit"]],
        "migration_fit": {
            FITS: f"It paid for migration data: {shown}.",
            REFUSED: "It does not pay for migration data.",
            UNKNOWN: "Whether it paid for migration data is not known: no evidence was found.",
        }[row["migration_fit"]],
        "place_fit": _gave_where(row, need, set_count),
        "size_fit": _payments(row, need),
        "modality_fit": _finance(row, need),
        "time_fit": _budget(row),
    }


def relationship(row: Mapping[str, object]) -> str:
    """How far the contact with a donor has come."""
    label = dictionary.label_of("donor_relationship").get(str(row["relationship"]))
    return f"Relationship: {words.inside(label)}." if label else "How far the contact has come is not known: nobody filled it in."


def _place(row: Mapping[str, object], need: Need, terms: Mapping[str, object], set_count: int) -> str:
    regions = "" if terms["regions"] is None or not len(terms["regions"]) else words.listed(list(terms["regions"]))
    who = "" if words.is_unknown(terms["eligible"]) else f" Who can receive: {str(terms['eligible']).rstrip('.')}."
    if bool(row["is_global"]):
        return f"It works in the whole world.{who}"
    if row["place_fit"] == UNKNOWN:
        return f"Which countries it covers is not known.{who}"
    if not words.is_unknown(row["covered_count"]):
        covered = int(row["covered_count"]) or "none"
        return f"It covers {covered} of the {words.count(set_count, 'priority country')} ({regions}).{who}"
    if row["place_fit"] == REFUSED:
        return f"It covers {regions}, and not {words.listed(need.regions or ())}.{who}"
    part = ": it can pay for what is done there" if need.regions and len(need.regions) > 1 else ""
    only = " only: it can pay for the part there" if need.regions is None else part
    return f"It covers {regions}{only}.{who}"


def _size(row: Mapping[str, object], need: Need, terms: Mapping[str, object]) -> str:
    least, most, total, amount = row["award_min_usd"], row["award_max_usd"], row["total_usd"], need.measure_usd
    asked = need.measure_said
    basis = "" if words.is_unknown(terms["total_basis"]) else f" ({terms['total_basis']})"
    if row["size_fit"] == REFUSED:
        if not words.is_unknown(least) and least > amount:
            return f"Its smallest award is {words.usd(least)}, more than {asked}."
        if words.is_unknown(most) or (not words.is_unknown(total) and total < most):
            return f"All of it is {words.usd(total)}{basis}, less than a tenth of {asked}."
        return f"Its largest award is {words.usd(most)}, less than a tenth of {asked}."
    whole = "" if words.is_unknown(total) else f" All of it is {words.usd(total)}{basis}."
    if row["size_fit"] == UNKNOWN:
        return f"The size of its awards is not known.{whole}"
    span = " to ".join(words.usd(one) for one in (least, most) if not words.is_unknown(one))
    part = f", so it could pay a part of {asked}" if not words.is_unknown(most) and most < amount else f"; {asked} fit in"
    return f"Its awards are {'of ' if words.is_unknown(least) or words.is_unknown(most) else ''}{span}{part}.{whole}"


def _modality(row: Mapping[str, object], need: Need, pays: Mapping[str, tuple[str, str]]) -> str:
    labels = dictionary.label_of("cost_category")
    kind = words.inside(dictionary.label_of("mechanism_kind").get(str(row["mechanism_kind"]), str(row["mechanism_kind"])))
    sides = {verdict: [] for verdict in ("yes", "no", UNKNOWN)}
    for category in need.categories:
        sides[pays.get(category, (UNKNOWN, ""))[0]].append(words.inside(labels.get(category, category)))
    parts = (
        (f"usually pays for {words.listed(sides['yes'])}", sides["yes"]),
        (f"not for {words.listed(sides['no'])}", sides["no"]),
        (f"whether for {words.listed(sides[UNKNOWN])} is not known", sides[UNKNOWN]),
    )
    told = "; ".join(said for said, some in parts if some)
    told = told.replace("not for", "does not usually pay for", 1) if not sides["yes"] else told
    if row["mechanism_kind"] in NATIONAL and not need.is_per_country:
        return f"A mechanism of the kind “{kind}” pays for work of one country, and this is not for single countries."
    why = next((reason for verdict, reason in (pays.get(one, ("", "")) for one in need.categories) if reason), "")
    return f"A mechanism of the kind “{kind}” {told}." + (f" A judgement: {why[:1].lower()}{why[1:]}." if why else "")


def _time(row: Mapping[str, object], need: Need) -> str:
    closes, opened = row["closes_year"], row["opened_year"]
    if row["status"] == "closed":
        return "It is closed."
    if not words.is_unknown(closes) and closes < need.first_year:
        return f"It closes in {int(closes)}; the work begins in {need.first_year}."
    if not words.is_unknown(opened) and opened > need.last_year:
        return f"It opens in {int(opened)}; the work ends in {need.last_year}."
    if row["status"] == "proposed":
        return "It is a proposal: whether and when it opens is not known."
    if not words.is_unknown(closes):
        part = f", so it could pay for the first years of {need.first_year}–{need.last_year}" if closes < need.last_year else ""
        return f"It runs until {int(closes)}{part}."
    return "It is open; until when is not known." if row["time_fit"] == FITS else "Whether it is open is not known."


def _gave_where(row: Mapping[str, object], need: Need, set_count: int) -> str:
    if words.is_unknown(row["given_count"]):
        return "In which countries it gave to statistics is not known."
    if not row["given_count"]:
        return "It gave to statistics of regions or the world; no single country is named."
    reached = words.count(int(row["given_count"]), "country")
    if not words.is_unknown(row["covered_count"]):
        covered = int(row["covered_count"]) or "none"
        return f"It gave to statistics in {covered} of the {words.count(set_count, 'priority country')}, and in {reached} in all."
    if need.regions is None:
        return f"It gave to statistics in {reached}."
    named = words.listed(need.regions)
    where = f"in {named}" if row["place_fit"] == FITS else f"none of them in {named}"
    return f"It gave to statistics {where} ({reached} in all)." if row["place_fit"] == FITS else f"It gave in {reached}, {where}."


def _payments(row: Mapping[str, object], need: Need) -> str:
    usual, largest, amount = row["usual_gift_usd"], row["largest_gift_usd"], need.measure_usd
    if words.is_unknown(largest):
        return "The size of its payments to statistics is not known."
    paid = f"Its usual payment to statistics in a year was {words.usd(usual)}, its largest {words.usd(largest)} (2010–2020)"
    if row["size_fit"] == REFUSED:
        return f"{paid}: less than a tenth of {need.measure_said}."
    if largest < amount:
        return f"{paid}: whether it would pay {need.measure_said} is not known; it could pay a part."
    if amount < usual * LEAST_PART:
        return f"{paid}: whether it pays so little as {need.measure_said} is not known."
    if amount > usual:
        large = f"Its largest payment to statistics in a year, {words.usd(largest)} (2010–2020)"
        return f"{large}, would be enough for {need.measure_said}; its usual one is {words.usd(usual)}: it may pay a part only."
    return f"{paid}."


def _finance(row: Mapping[str, object], need: Need) -> str:
    share = row["grants_pct"]
    if words.is_unknown(share):
        return "Whether it gives grants or loans is not known."
    said = words.percent(share, 100)
    if row["modality_fit"] == FITS:
        return f"It gives grants: {said} of what it gave to statistics."
    if share > 0:
        return f"Hardly any of what it gave to statistics was grants ({said}): whether it would give one is not known."
    return (
        "It gives loans only: a country would have to borrow."
        if need.is_per_country
        else "It gives loans only, and nobody borrows."
    )


def _budget(row: Mapping[str, object]) -> str:
    stage = dictionary.label_of("budget_stage").get(str(row["budget_stage"]))
    if not stage:
        return "Where it stands in its budget is not known: nobody filled it in."
    month = dictionary.label_of("month").get(str(row["decision_month"]))
    room = ": whether the next one has room is not known" if row["budget_stage"] == "committed" else ""
    return f"Its budget: {words.inside(stage)}{room}{f'; it decides in {month}' if month else ''}."


def opportunities(
    needs: Mapping[str, Need], chosen: Sequence[Mapping[str, object]], taken: Iterable[str]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """New rows of `opportunity` and `opportunity_line` for what was chosen; their names differ from those `taken`.

    Each chosen one has need_id, who, donor_id, mechanism_id and cap_usd, the most that it is known to have paid at once or to
    pay. It is asked for what is unfunded in whole US dollars, or the cap where that is less; for nothing yet where all of it is
    funded. The note says which, and that the cost is illustrative as long as it is. A share names its opportunity, which has no
    code yet, by its name.
    """
    names, made, shares = set(taken), [], []
    for one in chosen:
        need = needs[str(one["need_id"])]
        wanted = f"{one['who']} for {need.name}"
        name = next(name for n in range(1, 10_000) if (name := wanted if n == 1 else f"{wanted} ({n})") not in names)
        names.add(name)
        ask, why = _asked(need, one["cap_usd"])
        made.append(
            {
                "name": name,
                "donor_id": one["donor_id"],
                "mechanism_id": one["mechanism_id"],
                "activity_id": need.activity_id,
                "stage": "identified",
                "ask": ask,
                "currency": "USD",
                "first_year": need.first_year,
                "last_year": need.last_year,
                "note": f"From Matching: {why}",
            }
        )
        if need.line_id:
            shares.append({"opportunity_id": name, "line_id": need.line_id, "share_pct": 100.0})
    return made, shares


def _asked(need: Need, cap_usd: object) -> tuple[float | None, str]:
    """What an opportunity asks for, and why that."""
    example = "its cost is illustrative, no estimate of the Task Force"
    if need.is_funded:
        return None, "all of it is funded, so nothing is asked for yet" + (f"; {example}." if need.is_illustrative else ".")
    is_capped = not words.is_unknown(cap_usd) and cap_usd < need.amount_usd
    why = "the largest that it is known to pay" if is_capped else "all of that"
    said = f"{words.usd(need.amount_usd)} is needed{f' ({example})' if need.is_illustrative else ''}; the ask is {why}."
    return float(math.floor(cap_usd if is_capped else need.amount_usd)), said


def _int(value: object) -> int:
    return 0 if words.is_unknown(value) else int(value)
