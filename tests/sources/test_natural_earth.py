"""The map: shared borders stay shared, every country keeps a shape, and ids are ISO3 codes."""

import json

import pandas as pd
import pytest

from landscape.sources import Files, natural_earth

# Two squares of ten degrees that share a border at 10 degrees east, the second of them with an islet far away; a country no
# larger than that islet; two shapes without a code; and the continent at the bottom of the world.
BORDER = [[1000, 0], [1, 333], [-2, 333], [1, 334]]
WEST = [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]]
EAST = [[1000, 0], [1000, 0], [0, 1000], [-1000, 0]]


def square(x, y, size):
    return [[x, y], [0, size], [size, 0], [0, -size], [-size, 0]]


WORLD = {
    "type": "Topology",
    "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
    "arcs": [BORDER, WEST, EAST, square(3000, 0, 10), square(4000, 0, 10), square(0, -8000, 1000), square(5000, 0, 100)],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "404", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "800", "properties": {"name": "East"}, "arcs": [[[2, -1]], [[3]]]},
                {"type": "Polygon", "id": "776", "properties": {"name": "Small"}, "arcs": [[4]]},
                {"type": "Polygon", "id": "010", "properties": {"name": "Antarctica"}, "arcs": [[5]]},
                {"type": "Polygon", "properties": {"name": "Kosovo"}, "arcs": [[6]]},
                {"type": "Polygon", "properties": {"name": "Somaliland"}, "arcs": [[6]]},
            ],
        }
    },
}


@pytest.fixture
def files(tmp_path):
    path = tmp_path / natural_earth.SHAPES
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(WORLD), encoding="utf-8")
    country = pd.DataFrame({"iso3": ["KEN", "UGA", "TON", "XKX"], "m49": ["404", "800", "776", "412"]})
    return Files(tmp_path, {"country": country})


@pytest.fixture
def shapes(files):
    return natural_earth.map_shapes(files)


@pytest.fixture
def by_name(shapes):
    return {shape["properties"]["name"]: shape for shape in shapes["objects"]["countries"]["geometries"]}


def test_a_shape_is_known_by_its_iso3_code(by_name):
    assert by_name["West"]["id"] == "KEN"
    assert by_name["Kosovo"]["id"] == "XKX"


def test_a_shape_without_a_code_stays_as_land(by_name):
    assert "id" not in by_name["Somaliland"]


def test_antarctica_is_dropped(by_name):
    assert "Antarctica" not in by_name


def test_neighbours_share_one_line(by_name):
    (west,), (east,) = by_name["West"]["arcs"][0], by_name["East"]["arcs"][0]
    shared = [arc for arc in west if ~arc in east]
    assert len(shared) == 1


def test_a_border_keeps_its_ends_and_loses_its_wiggles(shapes, by_name):
    (border,) = (arc for arc in by_name["West"]["arcs"][0][0] if ~arc in by_name["East"]["arcs"][0][0])
    scale = shapes["transform"]["scale"][0]
    steps = shapes["arcs"][border]
    assert [round(scale * x) for x in steps[0]] == [10, 0]
    assert [round(scale * sum(axis)) for axis in zip(*steps, strict=True)] == [10, 10]
    assert len(steps) == 2


def test_an_islet_goes_but_a_small_country_keeps_its_shape(shapes, by_name):
    assert len(by_name["East"]["arcs"]) == 1
    ((ring,),) = by_name["Small"]["arcs"]
    assert len(shapes["arcs"][ring[0]]) == 5


def test_the_source_is_named(files):
    assert list(natural_earth.tables(files)["source"]["source_id"]) == ["natural-earth"]


def test_a_part_within_the_box_goes_to_the_other_country():
    arcs = [[(33.0, 45.0), (34.0, 45.0), (34.0, 46.0), (33.0, 45.0)], [(60.0, 60.0), (70.0, 60.0), (70.0, 70.0), (60.0, 60.0)]]
    shapes = [("RUS", "Russia", [[[1]], [[0]]]), ("UKR", "Ukraine", [])]
    russia, ukraine = natural_earth._moved(shapes, *natural_earth.MOVED[0], arcs)
    assert russia[2] == [[[1]]]
    assert ukraine[2] == [[[0]]]
