"""Supply against need, worked out by hand: what is not known is counted apart, never as none."""

import pandas as pd

from landscape.frameworks import supply

RULES = pd.DataFrame(
    [("census", "age", "above", 10.0), ("remittances", "money", "above", 5.0), ("remittances", "spi", "below", 50.0)],
    columns=["training_topic", "component_id", "comparison", "threshold"],
)
VALUES = pd.DataFrame(
    [
        ("AAA", "age", 11.0),
        ("BBB", "age", 10.0),
        ("AAA", "money", 9.0),
        ("AAA", "spi", 40.0),
        ("BBB", "money", 1.0),
        ("DDD", "money", 9.0),
        ("EEE", "spi", 20.0),
    ],
    columns=["iso3", "component_id", "latest_value"],
)
COUNTRIES = pd.DataFrame({"iso3": ["AAA", "BBB", "CCC", "DDD", "EEE"], "region": ["Africa"] * 4 + ["Asia"]})
PROGRAMMES = pd.DataFrame(
    [
        (["census", "remittances"], "Africa", "running", True),
        (["census"], "Africa", "ended", True),
        (["census"], "Africa", "unknown", True),
        (["census"], "Global", "recurring", True),
        (["remittances"], "Global", "unknown", True),
        (None, "Asia", "running", True),
        (["census"], "Africa", "running", False),  # a forum or a network, which trains nobody
        (["census"], "Global", "unknown", False),
    ],
    columns=["topics", "world_region", "programme_status", "is_training"],
)


def row(cells, topic, region):
    (one,) = cells[(cells["training_topic"] == topic) & (cells["region"] == region)].to_dict("records")
    return {name: one[name] for name in supply.COUNTS}


def lacking(rules, topic, countries):
    """Of each country whether it lacks in a topic; None where that is not known."""
    found = zip(*supply.lacking(VALUES, rules, countries)[topic], strict=True)
    return [None if is_unknown else bool(is_lacking) for is_lacking, is_unknown in found]


def test_a_country_lacks_where_all_components_hold_and_is_unknown_where_that_cannot_be_said():
    assert lacking(RULES, "census", COUNTRIES["iso3"]) == [True, False, None, None, None]
    # BBB: money is known not to hold, which is enough; DDD: money holds, the other is not known
    assert lacking(RULES, "remittances", COUNTRIES["iso3"]) == [True, False, None, None, None]


def test_a_threshold_is_met_by_neither_side():
    rules = pd.DataFrame(
        [("census", "age", "below", 10.0)], columns=["training_topic", "component_id", "comparison", "threshold"]
    )
    assert lacking(rules, "census", ["BBB"]) == [False]


def test_a_component_that_nothing_is_known_of_is_unknown_for_all():
    rules = pd.DataFrame(
        [("census", "weather", "below", 10.0)], columns=["training_topic", "component_id", "comparison", "threshold"]
    )
    assert lacking(rules, "census", ["AAA", "BBB"]) == [None, None]


def test_cells_count_what_runs_what_is_unknown_and_who_lacks():
    cells = supply.cells(PROGRAMMES, VALUES, RULES, COUNTRIES)
    assert row(cells, "census", "Africa") == {
        "running_count": 1,
        "global_count": 1,
        "status_unknown_count": 1,
        "lacking_count": 1,
        "countries_not_known": 2,
        "country_count": 4,
    }
    assert row(cells, "census", "Asia") == {
        "running_count": 0,
        "global_count": 1,
        "status_unknown_count": 0,
        "lacking_count": 0,
        "countries_not_known": 1,
        "country_count": 1,
    }
    assert row(cells, "remittances", "Africa")["status_unknown_count"] == 1
    assert len(cells) == 2 * len(supply.REGIONS)


def test_only_what_is_chosen_has_cells():
    cells = supply.cells(PROGRAMMES, VALUES, RULES, COUNTRIES, ["Asia"], ["census"])
    assert cells[["training_topic", "region"]].values.tolist() == [["census", "Asia"]]


def test_programmes_of_the_whole_world_count_in_a_chosen_region():
    cells = supply.cells(PROGRAMMES, VALUES, RULES, COUNTRIES, ["Asia"], ["census"])
    assert row(cells, "census", "Asia")["global_count"] == 1
    whole = supply.cells(PROGRAMMES, VALUES, RULES, COUNTRIES, ["Global"])
    assert set(whole["region"]) == set(supply.REGIONS)
    both = supply.cells(PROGRAMMES, VALUES, RULES, COUNTRIES, ["Global", "Asia"])
    assert set(both["region"]) == {"Asia"}


def test_a_hole_is_where_countries_lack_and_nothing_of_the_region_runs():
    none = PROGRAMMES[PROGRAMMES["world_region"] != "Africa"]
    holes = supply.holes(supply.cells(none, VALUES, RULES, COUNTRIES))
    assert holes[["training_topic", "region"]].values.tolist() == [["census", "Africa"], ["remittances", "Africa"]]
    assert supply.holes(supply.cells(PROGRAMMES, VALUES, RULES, COUNTRIES)).empty
