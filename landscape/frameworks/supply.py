"""Training against need: by topic and region, the programmes that run beside the countries whose capacity lacks there.

A country lacks in a topic where every component of need that stands behind the topic, in the table `topic_need`, holds for it; it
does not where one of them is known not to hold. Otherwise it is not known, and counted as such.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from landscape import dictionary
from landscape.filters import described

COVERS = described("covers", help="Programmes that name the region or a part of it. Choose Global too for the whole world.")
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
WORLD = "Global"
ON = ("running", "recurring")  # status of what a country can still attend
COUNTS = ("running_count", "global_count", "status_unknown_count", "lacking_count", "not_known_count", "country_count")


def lacking(values: pd.DataFrame, rules: pd.DataFrame, countries: Sequence[str]) -> pd.DataFrame:
    """Topic by country (ISO3): True where the country lacks, False where it does not, NA where that is not known.

    `values` has iso3, component_id and latest_value; `rules` has training_topic, component_id, comparison and threshold.
    """
    known = values.pivot(index="iso3", columns="component_id", values="latest_value").reindex(list(countries))
    found = {}
    for topic, some in rules.groupby("training_topic", sort=False):
        holds = pd.Series(True, index=known.index, dtype="boolean")
        for rule in some.itertuples():
            one = known[rule.component_id] if rule.component_id in known else pd.Series(float("nan"), known.index)
            is_so = one < rule.threshold if rule.comparison == "below" else one > rule.threshold
            holds = holds & is_so.astype("boolean").mask(one.isna())  # of what is false, the unknown changes nothing
        found[topic] = holds
    return pd.DataFrame(found, index=known.index).T


def cells(
    programmes: pd.DataFrame,
    values: pd.DataFrame,
    rules: pd.DataFrame,
    countries: pd.DataFrame,
    regions: Collection[str] = (),
    topics: Collection[str] = (),
) -> pd.DataFrame:
    """One row per topic and region with `COUNTS`: programmes of the region and of the whole world that run, those whose status
    is not known, and the countries that lack, of which it is not known, and all.

    `programmes` has topics, world_region and programme_status; `countries` has iso3 and region. Only `regions` and `topics` where
    some are named.
    """
    lacks = lacking(values, rules, countries["iso3"])
    each = programmes[["topics", "world_region", "programme_status"]].explode("topics")
    made = []
    for topic in (one.code for one in dictionary.codes("training_topic")):
        if topic not in lacks.index or (topics and topic not in topics):
            continue
        own = each[each["topics"] == topic]
        runs, unknown = own[own["programme_status"].isin(ON)], own[own["programme_status"] == "unknown"]
        for region in REGIONS:
            if regions and region not in regions:
                continue
            there = lacks.loc[topic, countries.loc[countries["region"] == region, "iso3"]]
            made.append(
                (
                    topic,
                    region,
                    int((runs["world_region"] == region).sum()),
                    int((runs["world_region"] == WORLD).sum()),
                    int(unknown["world_region"].isin([region, WORLD]).sum()),
                    int(there.fillna(False).sum()),
                    int(there.isna().sum()),
                    len(there),
                )
            )
    return pd.DataFrame(made, columns=["training_topic", "region", *COUNTS])


def holes(found: pd.DataFrame) -> pd.DataFrame:
    """The cells in which countries lack and no programme of the region runs, those with most countries first."""
    rows = found[(found["running_count"] == 0) & (found["lacking_count"] > 0)]
    return rows.sort_values(["lacking_count", "training_topic", "region"], ascending=[False, True, True], ignore_index=True)
