"""The world map: readable classes, small countries as points, unknown apart."""

from itertools import combinations
from math import cos, dist, radians

import pandas as pd

from landscape import store, words
from landscape.charts import maps, written


def said(value):
    return words.number(value, 1)


def rows(**changes):
    table = pd.DataFrame(
        {
            "iso3": ["KEN", "TUV", "FJI", "NOR"],
            "country_name": ["Kenya", "Tuvalu", "Fiji", "Norway"],
            "longitude": [36.8, 179.2, 178.4, 10.7],
            "latitude": [-1.3, -8.5, -18.1, 59.9],
            "value": [73.4, 43.0, None, 94.1],
            "year": pd.array([2024, 2024, None, 2024], dtype="Int64"),
        }
    )
    return table.assign(**changes)


def test_a_map_is_valid_and_holds_each_country_with_its_class():
    spec = maps.world(rows(), "value", "Score", said, "linear", {"year": "Year"}).to_dict()
    countries = next(data for data in spec["datasets"].values() if len(data) == 4)
    assert {row["country_name"]: row["shade"] for row in countries} == {
        "Kenya": "73.4",
        "Tuvalu": "43.0",
        "Fiji": "not known",
        "Norway": "94.1",
    }
    assert {row["country_name"]: row["year"] for row in countries}["Fiji"] == "not known"


def test_a_click_on_a_shape_or_a_point_returns_the_name():
    spec = maps.world(rows(), "value", "Score", said, "linear", {}).to_dict()
    assert [(one["name"], one["select"]["fields"]) for one in spec["params"]] == [("mark", ["country_name"])]


def test_countries_without_a_visible_shape_are_points():
    spec = maps.world(rows(), "value", "Score", said, "linear", {}).to_dict()
    points = next(data for data in spec["datasets"].values() if len(data) < 4)
    assert [row["country_name"] for row in points] == ["Tuvalu"]


def test_every_small_island_state_is_a_visible_shape_or_a_point(version):
    parameters = {"search": "", "region": [], "subregion": [], "income_group": [], "country_group": ["sids"]}
    islands = store.read("explore/countries", version, indicator="population", **parameters)
    spec = maps.world(islands, "latest_value", "Population", words.number, "logarithmic", {}).to_dict()
    points = {row["iso3"] for row in min(spec["datasets"].values(), key=len)}
    assert len(islands) >= 50
    assert set(islands["iso3"]) - points - maps.visible_shapes() == set()


def test_points_that_would_cover_each_other_stand_apart_and_near_their_places(version):
    parameters = {"search": "", "region": [], "subregion": [], "income_group": [], "country_group": ["sids"]}
    islands = store.read("explore/countries", version, indicator="population", **parameters).set_index("iso3")
    spec = maps.world(islands.reset_index(), "latest_value", "Population", words.number, "logarithmic", {}).to_dict()
    points = min(spec["datasets"].values(), key=len)
    places = [(one["longitude"] * cos(radians(one["latitude"])), one["latitude"]) for one in points]
    assert min(dist(a, b) for a, b in combinations(places, 2)) > 2
    assert not any(abs(one["latitude"] - islands.loc[one["iso3"], "latitude"]) > 5 for one in points)


def test_unknown_is_a_class_and_a_country_without_a_row_is_not_unknown():
    spec = maps.world(rows(), "value", "Score", said, "linear", {}, absent="not chosen").to_dict()
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    assert list(zip(scale["domain"], scale["range"], strict=True))[-2:] == [
        ("not known", maps.UNKNOWN_SHADE),
        ("not chosen", "transparent"),
    ]
    assert "not chosen" in spec["layer"][0]["encoding"]["color"]["legend"]["values"]


def test_scores_fall_into_equal_steps():
    classes = maps.classified(pd.Series(range(20, 96, 5)), said, "linear")
    assert list(classes.cat.categories) == ["under 40", "40 to 60", "60 to 80", "80 or more"]


def test_amounts_fall_into_classes_of_as_many_countries_each():
    classes = maps.classified(pd.Series([10.0**power for power in range(12)]), words.usd, "logarithmic")
    assert 4 <= len(classes.cat.categories) <= 6
    assert classes.value_counts().min() >= 1


def test_a_few_values_are_classes_of_their_own():
    classes = maps.classified(pd.Series([1, 0, None, 1]), lambda value: "yes" if value else "no", "linear")
    assert list(classes.cat.categories) == ["no", "yes"]
    assert classes.isna().tolist() == [False, False, True, False]


def test_a_map_holds_up_with_one_value_or_none():
    for value in ([5.0, None, None, None], [None] * 4):
        maps.world(rows(value=pd.Series(value, dtype=float)), "value", "Score", said, "logarithmic", {}).to_dict()


def test_the_shapes_are_where_streamlit_serves_them():
    assert store.ROOT / "static" / maps.SHAPES.rsplit("/", 1)[1] == maps._FILE


def test_on_a_dark_background_the_highest_class_is_the_lightest():
    light = written(maps.world(rows(), "value", "Score", said, "linear", {"year": "Year"}))[0]
    ranges = [[one["encoding"]["color"]["scale"]["range"] for one in spec["layer"]] for spec in (light, maps.on_dark(light))]
    assert ranges[0] == 2 * [[maps.SHADES[0], maps.SHADES[2], maps.SHADES[-1], maps.UNKNOWN_SHADE, "transparent"]]
    assert ranges[1] == 2 * [[maps.SHADES[-1], maps.SHADES[3], maps.SHADES[0], maps.UNKNOWN_SHADE, "transparent"]]
