"""What if: a named set of changes to parameters and cost lines, beside the programme as it stands.

A scenario is nothing but what its address says: `p_country_count=25` for a parameter, `c_surveys=20` for the unit costs of a
category in per cent, `lines=…` for single lines (see `edits`), `priority=…` for a set of priority countries. It never touches the
landscape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import parse_qs

import pandas as pd

from landscape import dictionary, words
from landscape.filters import Filter, assumption, category
from landscape.programme import edits as line_edits
from landscape.programme.costs import Assumptions, Costed, costed, rates_said
from landscape.programme.edits import Edits
from landscape.programme.spread import spread

FRONT = ("country_count", "delay_years", "escalation_pct", "contingency_pct", "overhead_pct", "correlation_pct")
TERMS = ("medium_first_year", "long_first_year", "price_year")
SLIDERS = (*FRONT, *TERMS)  # in the order in which a comparison takes them one after the other
_REACH = {"country_count": (1, 100), "delay_years": (0, 20), "escalation_pct": (0, 15), "contingency_pct": (0, 50)} | {
    "overhead_pct": (0, 25),
    "correlation_pct": (0, 100),
}
LEAST_CHANGE, MOST_CHANGE = -90, 200  # of the unit costs of a category, in per cent
LINES = Filter("lines", "Changes of lines", "text", default="", words="changed lines: {}")


@dataclass(frozen=True)
class Base:
    """The programme of one version as its questions answer: `strategy/cost_lines`, `activities`, `parameters`, `rates`.

    `sets` has one row per region of each set of priority countries, with priority and country_count.
    """

    lines: pd.DataFrame
    activities: pd.DataFrame
    parameters: pd.DataFrame
    rates: pd.DataFrame
    sets: pd.DataFrame

    @cached_property
    def assumptions(self) -> Assumptions:
        """The parameters as they stand. Raises `ParametersMissing`."""
        return Assumptions.of(self.parameters)

    @cached_property
    def _regions(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for row in self.sets.itertuples():
            found.setdefault(row.priority, {})[row.region] = int(row.country_count)
        return found

    def regions(self, priority: str | None) -> dict[str, int]:
        """How many countries of a set lie in which region; none where no set is chosen."""
        return self._regions.get(priority or "", {})

    def country_count(self, priority: str | None) -> int:
        """The number of countries where nobody says another: that of the set, otherwise that of the programme."""
        return sum(self.regions(priority).values()) or self.assumptions.country_count

    def sliders(self, priority: str | None) -> tuple[Filter, ...]:
        """A filter for each parameter that can be moved, at its value as the programme has it; countries as the set has them."""
        countries, *others = self._sliders
        count = self.country_count(priority)
        return (replace(countries, default=count, most=max(countries.most, count)), *others)

    @cached_property
    def _sliders(self) -> tuple[Filter, ...]:
        rows, found = self.parameters.set_index("parameter_id").to_dict("index"), []
        for name in SLIDERS:
            value, row = getattr(self.assumptions, name), rows[name]
            least, most = _REACH.get(name, (2020, 2050))
            step = 0.5 if name.endswith("_pct") and name != "correlation_pct" else 1
            unit = "" if row["parameter_unit"] in ("countries", "year") else f", {row['parameter_unit']}"
            explained = None if pd.isna(row["explanation"]) else row["explanation"]
            ends = (min(least, value), max(most, value))
            found.append(assumption(name, f"{row['parameter_name']}{unit}", value, *ends, step, help=explained))
        return tuple(found)

    def categories(self) -> tuple[Filter, ...]:
        """A filter for the unit costs of each category that has a line."""
        there = set(self.lines["cost_category"])
        return tuple(
            category(code, label, LEAST_CHANGE, MOST_CHANGE)
            for code, label in dictionary.label_of("cost_category").items()
            if code in there
        )


@dataclass(frozen=True)
class WhatIf:
    """What a reader changes: parameters by name, per cent by category, lines; and the set of priority countries chosen."""

    parameters: Mapping[str, float] = field(default_factory=dict)
    categories: Mapping[str, float] = field(default_factory=dict)
    edits: Edits = field(default_factory=Edits)
    priority: str | None = None

    @property
    def is_base(self) -> bool:
        """Whether nothing is changed."""
        return not (self.parameters or self.categories or len(self.edits) or self.priority)


_NOTHING = WhatIf()


def chosen(base: Base, values: Mapping[str, object], lines: str, priority: str | None) -> tuple[WhatIf, list[str]]:
    """What the filters of the page say: by key, each value that differs from the programme. And what was not understood."""
    sliders, categories = base.sliders(priority), base.categories()
    moved = {one.name: values[one.key] for one in sliders if values.get(one.key, one.default) != one.default}
    dearer = {one.name: values[one.key] for one in categories if values.get(one.key, 0)}
    made, problems = line_edits.read(lines, set(base.lines["line_id"]), set(base.activities["activity_id"]))
    found = WhatIf(moved, dearer, made, priority)
    years = assumed(base, found)
    if not years.short_first_year < years.medium_first_year < years.long_first_year:
        problems.append(
            "The terms are out of order: the short term begins before the medium term, and that before the long term."
        )
    return found, problems


def kept(base: Base, view: str, labels: Mapping[str, str]) -> tuple[WhatIf, list[str]]:
    """The scenario that the query of an address says, such as one that was kept. `labels` are those of sets of countries."""
    asked = parse_qs(view)
    named = asked.get("priority", [""])[0]
    priority = next((code for code, label in labels.items() if label == named), None)
    problems = [f"There is no set of priority countries “{named}” any more."] if named and not priority else []
    values = {one.key: one.asked_for(asked.get(one.key, ())) for one in (*base.sliders(priority), *base.categories())}
    found, more = chosen(base, values, asked.get("lines", [""])[0], priority)
    return found, problems + more


def assumed(base: Base, what_if: WhatIf) -> Assumptions:
    """The parameters of a scenario."""
    now = base.assumptions
    whole = {one for one, kind in now.__annotations__.items() if kind == "int"}
    moved = {name: int(value) if name in whole else float(value) for name, value in what_if.parameters.items()}
    return now.with_values({"country_count": base.country_count(what_if.priority), **moved})


def lines_of(base: Base, what_if: WhatIf) -> pd.DataFrame:
    """The cost lines of a scenario; those whose figures it changes are illustrative, whatever they rest on."""
    rows = line_edits.applied(base.lines, base.activities, what_if.edits)
    if not what_if.categories:
        return rows
    times = rows["cost_category"].map(lambda one: 1 + what_if.categories.get(one, 0) / 100).astype(float)
    costs = {name: rows[name] * times for name in ("unit_cost", "unit_cost_low", "unit_cost_high")}
    return rows.assign(**costs, is_illustrative=rows["is_illustrative"].astype(bool) | (times != 1))


def costed_as(base: Base, what_if: WhatIf = _NOTHING) -> Costed:
    """The programme as a scenario has it; without one, as it stands."""
    return costed(lines_of(base, what_if), assumed(base, what_if), base.rates, base.regions(what_if.priority))


def compared(base: Base, scenarios: Mapping[str, WhatIf]) -> tuple[pd.DataFrame, Mark, pd.DataFrame]:
    """Scenarios side by side, one row each: total, P10, P50, P90, the three terms, countries, and what of it is illustrative.

    With the mark and the lines of all of them.
    """
    rows, marked, lines = [], Mark(), []
    for name, what_if in scenarios.items():
        costs, now = costed_as(base, what_if), assumed(base, what_if)
        marked = marked.with_other(mark(base, what_if, costs))
        lines.append(costs.lines)
        terms = costs.by("horizon").set_index("horizon")["cost_usd"]
        range_of = spread(costs, now.correlation_pct)
        known = range_of.iloc[0].to_dict() if len(range_of) else {}
        rows.append(
            {
                "scenario_name": name,
                "cost_usd": costs.total_usd,
                **{one: known.get(one) for one in ("p10_usd", "p50_usd", "p90_usd")},
                **{f"{term}_usd": float(terms.get(term, 0.0)) for term in dictionary.label_of("horizon")},
                "countries_assumed": now.country_count,
                "line_count": len(costs.lines),
                "left_out_count": len(costs.left_out),
                "illustrative_pct": illustrative_pct(costs),
            }
        )
    return pd.DataFrame(rows), marked, pd.concat(lines)


def illustrative_pct(costs: Costed) -> float | None:
    """Which share of the total comes from lines that are illustrative; None where nothing is counted."""
    if not costs.total_usd:
        return None
    return 100 * float(costs.rows.loc[costs.rows["is_illustrative"], "cost_usd"].sum()) / costs.total_usd


def steps(base: Base, what_if: WhatIf) -> tuple[pd.DataFrame, Mark, pd.DataFrame]:
    """From the programme to a scenario, change by change: change, difference_usd, and then cost_usd and illustrative_pct.

    First the parameters in the order of `SLIDERS`, then categories, then lines that change, go and come. The differences sum
    to that between the two totals; what a change adds depends on those before it. With the mark and the lines of all of them.
    """
    rows, before, marked, lines = [], None, Mark(), []
    for said, so_far in (("The programme", _NOTHING), *_one_by_one(base, what_if)):
        costs = costed_as(base, so_far)
        marked = marked.with_other(mark(base, so_far, costs))
        lines.append(costs.lines)
        by = 0.0 if before is None else costs.total_usd - before
        before = costs.total_usd
        rows.append(
            {"change": said, "difference_usd": by, "cost_usd": before, "illustrative_pct": illustrative_pct(costs)},
        )
    return pd.DataFrame(rows), marked, pd.concat(lines)


def _one_by_one(base: Base, what_if: WhatIf) -> list[tuple[str, WhatIf]]:
    """Each change in words, and the scenario up to it."""
    found, so_far, made = [], WhatIf(priority=what_if.priority), what_if.edits
    labels = {one.name: one for one in base.sliders(None)}
    before, after = base.assumptions, assumed(base, what_if)
    for name in SLIDERS:
        old, new = getattr(before, name), getattr(after, name)
        if name in what_if.parameters:
            so_far = replace(so_far, parameters={**so_far.parameters, name: new})
        if old != new:  # moved, or the number of countries as it is of the set
            found.append((f"{labels[name].label}: {old:g} → {new:g}", so_far))
    names = dict(zip(base.lines["line_id"], base.lines["line_name"], strict=True))
    said = dictionary.label_of("cost_category")
    for code, percent in what_if.categories.items():
        so_far = replace(so_far, categories={**so_far.categories, code: percent})
        found.append((f"{said[code]}: unit costs {percent:+g} %".replace("-", "−"), so_far))
    for code, values in made.changed.items():
        edits = replace(so_far.edits, changed={**so_far.edits.changed, code: values})
        so_far = replace(so_far, edits=edits)
        found.append((f"Changed: {names[code]}", so_far))
    for code in made.dropped:
        so_far = replace(so_far, edits=replace(so_far.edits, dropped=(*so_far.edits.dropped, code)))
        found.append((f"Dropped: {names[code]}", so_far))
    for code, values in made.added.items():
        so_far = replace(so_far, edits=replace(so_far.edits, added={**so_far.edits.added, code: values}))
        found.append((f"Added: {values.get('name') or code}", so_far))
    return found


@dataclass(frozen=True)
class Mark:
    """What of one or several totals is illustrative; as a condition: whether anything is.

    `share_pct` is the largest share of a total that comes from illustrative lines, `parameters` names those whose values are.
    """

    share_pct: float | None = None
    parameters: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is illustrative."""
        return bool(self.share_pct or self.parameters)

    def with_other(self, other: Mark) -> Mark:
        """The mark of what shows both totals."""
        return Mark(max(self.share_pct or 0.0, other.share_pct or 0.0), tuple(dict.fromkeys(self.parameters + other.parameters)))

    @property
    def note(self) -> str:
        """What every chart, table and download says of it; "" where nothing is illustrative."""
        of_lines = (
            f"Illustrative: {self._share} of the total rests on example figures put together from published reference costs, or "
            "on figures that were only tried out. It is no estimate of the Task Force."
        )
        named = (
            f"Illustrative parameters, which nobody has replaced or which were only tried out: {words.listed(self.parameters)}."
        )
        return " ".join(said for said, is_so in ((of_lines, self.share_pct), (named, self.parameters)) if is_so)

    @property
    def banner(self) -> str:
        """The same in a line or two, for the head of a page."""
        count, first = len(self.parameters), words.listed([*self.parameters[:2], *(("others",) if self.parameters[2:] else ())])
        named = f"{words.count(count, 'parameter is an example value', 'parameters are example values')}: {first}."
        if not self.share_pct:
            return f"Illustrative: {named}" if count else ""
        of_lines = f"Illustrative: {self._share} of the total is example figures, no estimate of the Task Force."
        return f"{of_lines} {named}" if count else of_lines

    @property
    def _share(self) -> str:
        return words.percent(self.share_pct, 100)


def mark(base: Base, what_if: WhatIf, costs: Costed) -> Mark:
    """What of the total of a scenario is illustrative: lines, and the parameters that it uses and nobody has replaced.

    The currency changes no cost, the number of countries follows from a set where one is chosen, and the price year is used
    where a line does not say its own. A parameter that was moved is tried out, whatever the programme has.
    """
    rows, lines = base.parameters, costs.lines
    unused = {"currency"}
    if what_if.priority or not lines["is_per_country"].any():
        unused.add("country_count")
    if lines["price_year"].notna().all():
        unused.add("price_year")
    is_open = rows["is_illustrative"].astype(bool) & ~rows["parameter_id"].isin(unused)
    is_open |= rows["parameter_id"].isin(list(what_if.parameters))
    place = {name: number for number, name in enumerate(SLIDERS)}
    found = rows[is_open].sort_values("parameter_id", key=lambda some: some.map(place).fillna(len(place)), kind="stable")
    names = found["parameter_name"].map(words.inside)
    return Mark(illustrative_pct(costs), tuple(names) if len(lines) else ())


def in_force(base: Base, what_if: WhatIf, lines: pd.DataFrame) -> tuple[str, ...]:
    """The parameters of a scenario, all that it changes, and last the rates of lines, as a download says them; none is blank.

    `lines` are those that were costed, of this scenario or of all that are shown.
    """
    now = assumed(base, what_if)
    said = [f"{one.label.split(',')[0]} {_value(one, getattr(now, one.name))}" for one in base.sliders(what_if.priority)]
    changes = "; ".join(one for one, _ in _one_by_one(base, what_if))
    changed = f"Changed against the programme as it stands: {changes}." if changes else ""
    notes = (f"Parameters: {'; '.join(said)}.", widened_said(base, what_if.edits), changed, rates_said(lines))
    return tuple(one for one in notes if one)


def widened_said(base: Base, made: Edits) -> str:
    """Which lines have a low or high unit cost that was moved to the new unit cost beyond it; "" for none."""
    names = dict(zip(base.lines["line_id"], base.lines["line_name"], strict=True))
    codes = line_edits.widened(base.lines, made)[1]
    said = words.listed([names[one] for one in codes])
    return f"The low or the high unit cost was moved to the new unit cost, which lies beyond it: {said}." if codes else ""


def edits_in_words(made: Edits) -> str:
    """How many lines are changed, dropped and added: "2 lines changed, 1 dropped"; "" for none."""
    counts = ((len(made.changed), "changed"), (len(made.dropped), "dropped"), (len(made.added), "added"))
    said = [(number, what) for number, what in counts if number]
    return ", ".join(f"{words.count(n, 'line')} {what}" if not at else f"{n} {what}" for at, (n, what) in enumerate(said))


def _value(one: Filter, value: float) -> str:
    return f"{value:g}" + (" %" if one.name.endswith("_pct") else "")
