"""Where the subjects of briefs stand in the rankings: a donor's fit as a prospect, a country's need, and the method in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from landscape import dictionary, words
from landscape.charts import fit as fit_charts
from landscape.charts import needs as need_charts
from landscape.charts import prospects as prospect_charts
from landscape.filters import described
from landscape.store import DatabaseError
from landscape.strategy import needs, prospects, scores

Ask = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Method:
    """How a ranking is made: as a page has it, or as the page of the ranking starts where nothing was chosen."""

    weights: Mapping[str, int] = field(default_factory=dict)  # component -> weight; none for those of the first preset
    normalisation: scores.Normalisation = "min-max"
    least_known: int | None = None  # %
    priority: str | None = None  # code of a kept set of countries
    scored: str = "aid_recipients"


@dataclass(frozen=True)
class Place:
    """One subject in its ranking: the answer in words, the rows behind the score, and what makes the ranking again."""

    said: str
    facts: tuple[tuple[str, str], ...]
    rows: pd.DataFrame
    values: pd.DataFrame  # the measured components of the subject, each with its source
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Rankings:
    """The rankings of one version by one method; each is made when the first subject asks for it, and once."""

    ask: Ask
    method: Method = Method()
    _by_need: dict[str, tuple[needs.Needs, pd.DataFrame, pd.DataFrame, pd.DataFrame]] = field(default_factory=dict)

    def donor(self, code: str) -> Place | None:
        """The fit of a donor as its profile shows it; None in a version from before there were scores."""
        if self._prospects is None:
            return None
        of, values, listed, presets = self._prospects
        known = values[(values["donor_id"] == code) & values["source_id"].notna()]
        publishers = self.ask("sources_named", sources=sorted(known["source_id"].unique()))
        method = self.method
        set_name = dict(self.ask("options/priority")[["code", "label"]].to_numpy()).get(method.priority, "none chosen")
        facts = (
            ("What speaks for it", prospects.in_a_sentence(prospects.reasons(of, code))),
            ("Below the middle donor", _sentence(prospects.cautions(of, code))),
            ("Most like it", _sentence([said for _, said in fit_charts.alike(of, code)[:3]])),
            ("Weights in force", weights_said(of.weights, listed, presets)),
        )
        notes = prospect_charts.notes(of, presets, self._least("prospect"), method.normalisation, set_name)
        rows = fit_charts.components(of, code, values, listed, publishers)
        return Place(f"{fit_charts.said(of, code)} {fit_charts.people_said(of, code)}", facts, rows, known, notes)

    def country(self, code: str, name: str, is_aid_recipient: bool) -> Place | None:
        """The need of a country and why; who receives no aid stands among all countries. None as in `donor`."""
        who = self.method.scored if is_aid_recipient else "all"
        if (found := self._needs(who)) is None:
            return None
        of, values, listed, presets = found
        among = dictionary.label_of("scored")[who].lower()
        facts = (("Weights in force", f"{weights_said(of.weights, listed, presets)} Ranked among {among}."),)
        notes = (*need_charts.notes(of, listed), f"Need is scored and ranked among {among}.")
        own = values[values["iso3"] == code]
        if own.empty:
            return Place("Not scored: nothing is known. That is not a low need.", facts, own, own, notes)
        parts = need_charts.in_words(of.why(code, values, listed))
        whole = needs.listed(own[["iso3", "country_name"]].head(1), of.ranked, of.ranges).iloc[0]
        rows = parts.sort_values("contribution", ascending=False, na_position="last", kind="stable", ignore_index=True)
        return Place(need_charts.why(parts, name, whole).takeaway, facts, rows, own, notes)

    @cached_property
    def _prospects(self) -> tuple[prospects.Assessed, pd.DataFrame, pd.DataFrame, pd.DataFrame] | None:
        if (made_of := self._components("prospect")) is None:
            return None
        listed, presets, weights = made_of
        countries = self.ask("strategy/priority_countries", priority=self.method.priority)["iso3"].tolist()
        values, facts = (self.ask(f"strategy/{one}", countries=countries) for one in ("prospect_values", "prospects"))
        of = prospects.assessed(values, facts, listed, weights, self._least("prospect"), self.method.normalisation)
        return of, values, listed, presets

    def _needs(self, who: str) -> tuple[needs.Needs, pd.DataFrame, pd.DataFrame, pd.DataFrame] | None:
        if (made_of := self._components("need")) is None:
            return None
        if who not in self._by_need:
            listed, presets, weights = made_of
            values = self.ask("strategy/need_values", scored=who)
            of = needs.needs(values, listed, weights, self.method.normalisation, self._least("need"))
            self._by_need[who] = of, values, listed, presets
        return self._by_need[who]

    def _components(self, score: str) -> tuple[pd.DataFrame, pd.DataFrame, Mapping[str, int]] | None:
        """What a score is made of, its presets, and the weights in force."""
        try:
            listed, presets = (self.ask(f"strategy/{one}", score=score) for one in ("components", "component_weights"))
        except DatabaseError:  # a version from before there were scores
            return None
        if presets.empty:
            return None
        first = presets[presets["preset"] == presets["preset"].iloc[0]]
        given = dict(zip(first["component_id"], first["weight"].astype(int).tolist(), strict=True))
        return listed, presets, {name: self.method.weights.get(name, weight) for name, weight in given.items()}

    def _least(self, score: str) -> int:
        asked = self.method.least_known
        start = needs.LEAST_KNOWN if score == "need" else described("least_known")
        return start.default if asked is None else asked


def weights_said(weights: Mapping[str, int], components: pd.DataFrame, presets: pd.DataFrame) -> str:
    """Weights in one sentence, the highest first: "Preset Ability first: 8 for size of its aid; 3 for the other 16."."""
    names = dict(zip(components["component_id"], components["component_name"], strict=True))
    given = {name: dict(zip(rows["component_id"], rows["weight"], strict=True)) for name, rows in presets.groupby("preset")}
    preset = next((f"preset {name}" for name, one in given.items() if one == dict(weights)), "the reader’s own")
    groups: dict[int, list[str]] = {}
    start = next(iter(given.values()), {})  # what has no weight until a reader gives it one is not spoken of
    names = {name: said for name, said in names.items() if weights.get(name) or start.get(name, 1)}
    for name in names:
        groups.setdefault(int(weights.get(name, 0)), []).append(names[name])
    if len(groups) == 1:
        return f"{preset}, {next(iter(groups))} for each of the {len(names)} components."
    usual = max(groups, key=lambda weight: len(groups[weight]))
    said = [f"{weight} for {words.listed(of)}" for weight, of in sorted(groups.items(), reverse=True) if weight != usual]
    return f"{preset}, {'; '.join(said)}; {usual} for each of the other {len(groups[usual])}."


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}" if text else "nothing that is known"
