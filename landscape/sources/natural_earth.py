"""Natural Earth: shapes of the countries for the maps, as one small TopoJSON file of our own layout.

Lines are simplified arc by arc, so a border that two countries share stays one line and no gap can open between them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from landscape.sources import source_rows

if TYPE_CHECKING:
    from landscape.sources import Files

SOURCE = "natural-earth"
SHAPES = "raw/natural_earth/countries-50m.json"
KOSOVO = {"Kosovo": "XKX"}
ANTARCTICA = "010"
# The publisher gives uninhabited reefs the code of Australia; one country is one shape.
WITHOUT_CODE = ("Ashmore and Cartier Is.",)
# Parts that the publisher draws with another country than the United Nations does: from, to, and the box they lie in (west,
# south, east, north in degrees). General Assembly resolution 68/262 on the territorial integrity of Ukraine.
MOVED = (("RUS", "UKR", (32.0, 44.0, 37.0, 46.5)),)
# Fine enough for the smallest States; a pixel is 0.24 degrees where the world is 1500 pixels wide.
STEP = 0.01
# Points that span a triangle of less than this with their neighbours are left out (square degrees), on the edge of a small
# area only below this share of its size.
SMALLEST_TRIANGLE = 0.06
SMALLEST_SHARE = 0.03
# Islets beside a larger part of the same country are left out below this size (square degrees).
SMALLEST_ISLET = 0.06

Point = tuple[float, float]
Step = tuple[int, int]
Line = list[Point]
Ring = list[int]
Part = list[Ring]
Shape = tuple[str | None, str, list[Part]]


def tables(files: Files) -> dict[str, pd.DataFrame]:
    """Only the source: the shapes are no table."""
    topology = json.loads(files.path(SHAPES).read_text(encoding="utf-8"))
    return {
        "source": source_rows(
            {
                "source_id": SOURCE,
                "publisher": "Natural Earth",
                "title": "Countries 1:50m",
                "url": "https://www.naturalearthdata.com/",
                "licence": "Public domain",
                "vintage": "2019",
                "row_count": len(topology["objects"]["countries"]["geometries"]),
                "known_flaws": "Simplified for small maps. Borders are de facto and imply no opinion; Crimea, which the "
                "publisher draws with Russia, is drawn with Ukraine (General Assembly resolution 68/262). "
                "Somaliland, Northern Cyprus, Siachen Glacier and Indian Ocean Territories have no "
                "country code. French overseas departments are drawn with France. "
                "Tokelau, Tuvalu and some territories have no shape; small islands of larger countries are left out.",
            }
        )
    }


def map_shapes(files: Files) -> dict[str, object]:
    """A TopoJSON with the object `countries`; a feature's id is its ISO3 code, shapes without a code have none."""
    country = files.built["country"]
    codes = {str(m49).zfill(3): iso3 for m49, iso3 in zip(country["m49"], country["iso3"], strict=True) if m49}
    return simplified(json.loads(files.path(SHAPES).read_text(encoding="utf-8")), codes)


def simplified(topology: dict, codes: dict[str, str]) -> dict[str, object]:
    """The same shapes with fewer points, ISO3 codes as ids and coordinates in whole steps of `STEP` degrees."""
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = [
        (_iso3(geometry, codes), geometry["properties"]["name"], _parts(geometry))
        for geometry in topology["objects"]["countries"]["geometries"]
        if geometry.get("id") != ANTARCTICA
    ]
    for giver, taker, box in MOVED:
        shapes = _moved(shapes, giver, taker, box, arcs)
    uses = Counter(arc for arc, _ring in _used(shapes))
    shapes = [(iso3, name, _without_islets(parts, arcs, uses)) for iso3, name, parts in shapes]
    steps = _in_steps(arcs, shapes)
    kept: dict[int, int] = {}
    geometries = []
    for iso3, name, parts in sorted(shapes, key=lambda shape: (shape[0] or "~", shape[1])):
        rings = [[[_renumbered(arc, kept) for arc in ring] for ring in part] for part in parts]
        geometry = {"type": "MultiPolygon", "arcs": rings, "properties": {"name": name}}
        geometries.append({"id": iso3, **geometry} if iso3 else geometry)
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_differences(steps[arc]) for arc in kept],
    }


def _iso3(geometry: dict, codes: dict[str, str]) -> str | None:
    name = geometry["properties"]["name"]
    return None if name in WITHOUT_CODE else KOSOVO.get(name) or codes.get(geometry.get("id", ""))


def _parts(geometry: dict) -> list[Part]:
    """The polygons of a geometry, each a list of rings of arc numbers."""
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _degrees(arc: list[list[int]], transform: dict) -> Line:
    """One arc in degrees: the file holds the first point and then differences, in steps."""
    (scale_x, scale_y), (x0, y0) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * scale_x + x0, y * scale_y + y0))
    return line


def _line(arc: int, arcs: list[Line]) -> Line:
    """One arc, turned round where its number is negative."""
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _area(ring: Ring, arcs: list[Line]) -> float:
    """Size of a ring in square degrees."""
    points = [point for arc in ring for point in _line(arc, arcs)]
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True))) / 2


def _moved(shapes: list[Shape], giver: str, taker: str, box: tuple[float, ...], arcs: list[Line]) -> list[Shape]:
    """The shapes with those parts of `giver` that lie within a box given to `taker`."""
    west, south, east, north = box
    gone = [
        part
        for iso3, _name, parts in shapes
        for part in parts
        if iso3 == giver and all(west <= x <= east and south <= y <= north for arc in part[0] for x, y in _line(arc, arcs))
    ]
    return [
        (iso3, name, [part for part in parts if part not in gone] + (gone if iso3 == taker else []))
        for iso3, name, parts in shapes
    ]


def _without_islets(parts: list[Part], arcs: list[Line], uses: Counter[int]) -> list[Part]:
    """The parts worth drawing: the largest one always, so that every small country keeps a shape.

    A part that borders on a neighbour stays as well: without it there would be a hole in the map.
    """
    areas = [_area(part[0], arcs) for part in parts]
    return [
        part
        for part, area in zip(parts, areas, strict=True)
        if area >= SMALLEST_ISLET or area == max(areas) or any(uses[_number(arc)] > 1 for arc in part[0])
    ]


def _number(arc: int) -> int:
    """The number of an arc whichever way round it is used: TopoJSON writes ~n for arc n turned round."""
    return arc if arc >= 0 else ~arc


def _used(shapes: list[Shape]) -> Iterator[tuple[int, Ring]]:
    """Every arc in use with each ring it belongs to."""
    for _iso3, _name, parts in shapes:
        for part in parts:
            for ring in part:
                for arc in ring:
                    yield _number(arc), ring


def _in_steps(arcs: list[Line], shapes: list[Shape]) -> dict[int, list[Step]]:
    """Every arc in use, simplified and in whole steps; the smallest ring it belongs to says how far."""
    tolerance: dict[int, float] = {}
    for arc, ring in _used(shapes):
        tolerance[arc] = min(tolerance.get(arc, SMALLEST_TRIANGLE), SMALLEST_SHARE * _area(ring, arcs))
    return {arc: _rounded(_simplified_line(arcs[arc], smallest)) for arc, smallest in tolerance.items()}


def _rounded(line: Line) -> list[Step]:
    """A line in whole steps, without points that fall together."""
    steps = [(round(x / STEP), round(y / STEP)) for x, y in line]
    return steps[:1] + [here for before, here in pairwise(steps) if here != before]


def _simplified_line(line: Line, smallest: float) -> Line:
    """A line with fewer points, its ends kept (Visvalingam and Whyatt: the point with the smallest triangle goes first)."""
    line = list(line)
    triangles = [_triangle(*line[n - 1 : n + 2]) for n in range(1, len(line) - 1)]
    while triangles and min(triangles) < smallest:
        n = triangles.index(min(triangles)) + 1
        del line[n], triangles[n - 1]
        for near in (n - 1, n):
            if 0 < near < len(line) - 1:
                triangles[near - 1] = _triangle(*line[near - 1 : near + 2])
    return line


def _triangle(a: Point, b: Point, c: Point) -> float:
    """Size of a triangle in square degrees; the edge of the map at 180 degrees is never cut."""
    if abs(b[0]) > 179.99:
        return float("inf")
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _renumbered(arc: int, kept: dict[int, int]) -> int:
    """The number of an arc in the new file."""
    number = kept.setdefault(_number(arc), len(kept))
    return number if arc >= 0 else ~number


def _differences(line: list[Step]) -> list[list[int]]:
    """The first point, then the steps from point to point, as TopoJSON asks for."""
    return [list(line[0])] + [[x1 - x0, y1 - y0] for (x0, y0), (x1, y1) in pairwise(line)]
