"""Training against need: by topic and region, the programmes that run beside the countries whose capacity lacks there.

A country lacks in a topic where every component of need that stands behind the topic, in the table `topic_need`, holds for it; it
does not where one of them is known not to hold. Otherwise it is not known, and counted as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from landscape import dictionary
from landscape.filters import described

COVERS = described("covers", help="Programmes that name the region or a part of it. Choose Global too for the whole world.")
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
WORLD = "Global"
ON = ("running", "recurring")  # status of what a country can still attend
COUNTS = ("running_count", "global_count", "status_unknown_count", "lacking_count", "countries_not_known", "country_count")


def lacking(values: pd.DataFrame, rules: pd.DataFrame, countries: Sequence[str]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Topic -> whether each of the countries (ISO3) lacks, and whether that is not known.

    `values` has iso3, component_id and latest_value; `rules` has training_topic, component_id, comparison and threshold.
    """
    place = {iso3: number for number, iso3 in enumerate(countries)}
    known: dict[str, np.ndarray] = {}
    for iso3, component, value in zip(values["iso3"], values["component_id"], values["latest_value"], strict=True):
        if iso3 in place:
            known.setdefault(component, np.full(len(place), np.nan))[place[iso3]] = value
    nothing, found = np.full(len(place), np.nan), {}
    for topic, component, comparison, threshold in zip(
        rules["training_topic"], rules["component_id"], rules["comparison"], rules["threshold"], strict=True
    ):
        one = known.get(component, nothing)
        holds, open_one = one < threshold if comparison == "below" else one > threshold, np.isnan(one)
        is_true, is_false = found.get(topic, (np.ones(len(place), bool), np.zeros(len(place), bool)))
        found[topic] = is_true & holds, is_false | (~holds & ~open_one)  # of what is false, the unknown changes nothing
    return {topic: (is_true, ~is_true & ~is_false) for topic, (is_true, is_false) in found.items()}


def cells(
    programmes: pd.DataFrame,
    values: pd.DataFrame,
    rules: pd.DataFrame,
    countries: pd.DataFrame,
    regions: Collection[str] = (),
    topics: Collection[str] = (),
) -> pd.DataFrame:
    """One row per topic and region with `COUNTS`: programmes of the region and of the whole world that run, those whose status
    is not known, and the countries that lack, of which it is not known, and all. `programmes` must be of all regions: those of
    the whole world count in each. Where only the whole world is among `regions`, all regions are shown.

    `programmes` has topics, world_region, programme_status and is_training: what trains nobody is not counted. `countries` has
    iso3 and region. Only `regions` and `topics` where some are named.
    """
    lacks, regions = lacking(values, rules, countries["iso3"]), [one for one in regions if one != WORLD]
    there = {region: (countries["region"] == region).to_numpy() for region in REGIONS}
    training = programmes[programmes["is_training"]]
    taught = Counter(
        (topic, region, status)
        for some, region, status in zip(training["topics"], training["world_region"], training["programme_status"], strict=True)
        for topic in (some if hasattr(some, "__len__") else ())
    )
    made = []
    for topic in (one.code for one in dictionary.codes("training_topic")):
        if topic not in lacks or (topics and topic not in topics):
            continue
        is_lacking, is_unknown = lacks[topic]
        for region in REGIONS:
            if regions and region not in regions:
                continue
            runs, world = (sum(taught[topic, place, status] for status in ON) for place in (region, WORLD))
            unknown = sum(taught[topic, place, "unknown"] for place in (region, WORLD))
            here = there[region]
            counts = (int(is_lacking[here].sum()), int(is_unknown[here].sum()), int(here.sum()))
            made.append((topic, region, runs, world, unknown, *counts))
    return pd.DataFrame(made, columns=["training_topic", "region", *COUNTS])


def holes(found: pd.DataFrame) -> pd.DataFrame:
    """The cells in which countries lack and no programme of the region runs, those with most countries first."""
    rows = found[(found["running_count"] == 0) & (found["lacking_count"] > 0)]
    return rows.sort_values(["lacking_count", "training_topic", "region"], ascending=[False, True, True], ignore_index=True)
