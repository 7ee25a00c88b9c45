"""Countries by their need for support: the score of each, how it comes about, and need against the support received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from landscape.filters import described
from landscape.strategy import scores

SUPPORT = "support"  # the component that the plane sets against the others
QUADRANTS = ("orphan", "reached", "unnoticed", "provided")  # codes, of need_quadrant
UNKNOWN = "unknown"
LEAST_KNOWN = described("least_known", default=50)  # at least half of the weights should be known
BY_HAND = described("countries", words="chosen: {}")
# How a set of priority countries is chosen, and the filters that this needs.
RULES = {"First in the ranking": ("scored", "first"), "High need, little support": ("scored",), "By hand": (BY_HAND,)}


@dataclass(frozen=True)
class Needs:
    """Every candidate with what is known of it. All tables have the ISO3 code as index."""

    raw: pd.DataFrame  # components as measured
    falls: Mapping[str, bool]  # component -> whether more of it means less need
    weights: Mapping[str, float]
    how: scores.Normalisation = "min-max"
    least: float = 0  # share of the weights that must be known, %

    @cached_property
    def points(self) -> pd.DataFrame:
        """Components on a scale of 0–100, more is more need."""
        return scores.normalised(self.raw, self.falls, self.how)

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """Per country `score`, `coverage_pct` and `score_rank`."""
        return scores.scored(self.points, self.weights, self.least)

    @cached_property
    def ranges(self) -> pd.DataFrame:
        """Per country `rank_low` and `rank_high`."""
        return scores.rank_range(self.points, self.weights, self.least)

    @cached_property
    def plane(self) -> pd.DataFrame:
        """Per country `need` (the score without the component of support), `support_per_head` in US dollars, and `quadrant`.

        High need is at or above the median of those that have a need, little support is below the median of those for which an
        amount is known. Where only the amount is unknown, the quadrant of a high need is "unknown"; other unknowns have none.
        """
        need = scores.scored(self.points, {**self.weights, SUPPORT: 0}, self.least)["score"]
        support = self.raw[SUPPORT]
        is_high, is_little = need >= need.median(), support < support.median()
        which = np.select([is_high & is_little, is_high, is_little], QUADRANTS[:3], QUADRANTS[3])
        quadrant = pd.Series(which, self.raw.index, dtype=object).mask(is_high & support.isna(), UNKNOWN)
        quadrant = quadrant.mask(need.isna() | (~is_high & support.isna()), None)
        return pd.DataFrame({"need": need, "support_per_head": support, "quadrant": quadrant})

    @property
    def middle(self) -> tuple[float, float]:
        """The medians that divide the plane: of the need, and of the support per head in US dollars."""
        return self.plane["need"].median(), self.plane["support_per_head"].median()

    def why(self, iso3: str, values: pd.DataFrame, components: pd.DataFrame) -> pd.DataFrame:
        """One row per component of one country: raw value, its year and source, normalised value, weight and contribution."""
        made = scores.contributions(self.points.loc[iso3], self.weights).rename(columns={"value": "component_value"})
        known = values[values["iso3"] == iso3].set_index("component_id")[["latest_value", "latest_year", "source_id"]]
        rows = components.set_index("component_id")[["component_name", "part", "raw_unit"]]
        weight = pd.Series(self.weights, dtype="Int64").rename("weight")
        return rows.join([known, weight, made]).reset_index()


def needs(
    values: pd.DataFrame,
    components: pd.DataFrame,
    weights: Mapping[str, float],
    how: scores.Normalisation = "min-max",
    least: float = 0,
) -> Needs:
    """The needs out of the answers of `need_values` and `components`; every country with any known value is a candidate."""
    raw = values.pivot(index="iso3", columns="component_id", values="latest_value")
    raw = raw.reindex(columns=components["component_id"]).astype("float64")
    return Needs(raw, dict(zip(components["component_id"], components["falls"], strict=True)), weights, how, least)


def listed(countries: pd.DataFrame, *tables: pd.DataFrame) -> pd.DataFrame:
    """The countries that are shown with what is known of each, the highest need first; scores and ranks are whole numbers."""
    found = pd.concat([table.reindex(countries["iso3"]) for table in tables], axis=1)
    rows = pd.concat([countries.reset_index(drop=True), found.reset_index(drop=True)], axis=1)
    whole = [name for name in ("score", "coverage_pct", "score_rank", "rank_low", "rank_high", "need") if name in rows]
    rows[whole] = rows[whole].astype("Int64")
    by = [name for name in ("score_rank", "rank_low") if name in rows] or ["country_name"]
    return rows.sort_values(by, na_position="last", kind="stable", ignore_index=True)


def first(rows: pd.DataFrame, count: int) -> list[str]:
    """The first countries of a ranking, at least `count` where there are as many: who shares the last rank comes along."""
    ranks = rows["score_rank"].dropna()
    return rows[rows["score_rank"] <= ranks.iloc[min(count, len(ranks)) - 1]]["iso3"].tolist() if len(ranks) and count else []


def orphans(plane: pd.DataFrame) -> list[str]:
    """The countries with a high need and little support, the highest need first; of the same need the least support first."""
    rows = plane[plane["quadrant"] == QUADRANTS[0]]
    by = rows.assign(need=-rows["need"]).sort_values(["need", "support_per_head"], kind="stable")
    return by["iso3"].tolist() if "iso3" in by else by.index.tolist()


def members(rows: pd.DataFrame, rule: str, chosen: Mapping[str, object]) -> list[str]:
    """The countries of a set by one of `RULES`, as ISO3 codes; `rows` are those shown, with score and quadrant."""
    by = dict(
        zip(RULES, (lambda: first(rows, chosen["first"]), lambda: orphans(rows), lambda: list(chosen["countries"])), strict=True)
    )
    return by[rule]()
