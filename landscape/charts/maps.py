"""The world map: countries coloured by class, small ones as points, drawn from `static/world.json` without any network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from math import ceil, floor, log10
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd

from landscape import words
from landscape.charts import picked

NOTE = (
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance "
    "by the United Nations."
)
POINTS = "Small countries are points, some moved a little apart so that each can be seen and clicked."
SHAPES = "app/static/world.json"  # as Streamlit serves it, seen from any page
_FILE = Path(__file__).parent.parent.parent / "static" / "world.json"

# One hue, light to dark; dark to light on a dark background. The thin grey line around each country keeps 3:1 against both.
SHADES = ("#c6e0f5", "#8fc3e8", "#529fd4", "#2a7fc0", "#1465a6", "#0a4a80")
UNKNOWN_SHADE = "rgba(117, 129, 141, 0.22)"  # on either background paler than any class
ENDS = ("under {}", "{} or more")
_LINE = "#75818d"
# Degrees east and north of areas that have neither a shape of their own nor a place in the data.
_PLACES = {
    "BES": (-68.3, 12.2),
    "BVT": (3.4, -54.4),
    "CCK": (96.8, -12.2),
    "CXR": (105.6, -10.5),
    "GIB": (-5.3, 36.1),
    "GLP": (-61.6, 16.2),
    "GUF": (-53.1, 4.0),
    "MTQ": (-61.0, 14.6),
    "MYT": (45.2, -12.8),
    "REU": (55.5, -21.1),
    "SJM": (16.0, 78.5),
    "TKL": (-171.8, -9.2),
}
_SMALL = 1.5  # square degrees; below this a country is a point: its shape would be a few pixels
_APART = 2.6  # degrees between two points: about what one takes on a screen
_HEIGHT = 420
_ROUND = re.compile(r"\.0+(?!\d)")


def world(
    rows: pd.DataFrame,
    value: str,
    legend: str,
    said: Callable[[float], str],
    scale: str,
    facts: Mapping[str, str],
    ends: tuple[str, str] = ENDS,
    absent: str = "not in the choice",
) -> alt.LayerChart:
    """Countries coloured by the class of a value; a click returns `country_name`.

    Rows need iso3, country_name, longitude and latitude, and hold one row per country; where the value is unknown the country
    is drawn as not known. `said` writes a value down, `scale` is "linear" or "logarithmic", `facts` are the further fields of
    the tooltip with their titles, `ends` name the lowest and the highest class, and `absent` is what it means that a country has
    no row: it is drawn as an outline.
    """
    classes = classified(rows[value], said, scale, ends)
    places = {**_PLACES, **shape_places()}
    east, north = ({iso3: place[axis] for iso3, place in places.items()} for axis in (0, 1))
    shown = pd.DataFrame(
        {
            "iso3": rows["iso3"],
            "country_name": rows["country_name"],
            "longitude": rows["longitude"].fillna(rows["iso3"].map(east)),
            "latitude": rows["latitude"].fillna(rows["iso3"].map(north)),
            "shade": classes.astype(object).where(classes.notna(), words.NOT_KNOWN),
            "said": rows[value].map(said),
            "where": rows["country_name"],
            **{name: rows[name].map(_fact) for name in facts},
        }
    )
    labels = [*classes.cat.categories, words.NOT_KNOWN, absent]
    is_partial = not visible_shapes() <= set(rows["iso3"])
    colour = alt.Color(
        "shade:N",
        scale=alt.Scale(domain=labels, range=[*_shades(len(labels) - 2), UNKNOWN_SHADE, "transparent"]),
        legend=alt.Legend(
            title=legend,
            values=labels if is_partial else labels[:-1],
            orient="left",
            direction="vertical",
            columns=1,
            titleLimit=260,
            symbolType="square",
            symbolStrokeWidth=1,
        ),
    )
    tooltip = [
        alt.Tooltip("where:N", title="Country"),
        alt.Tooltip("said:N", title="Value"),
        *(alt.Tooltip(f"{name}:N", title=title) for name, title in facts.items()),
    ]
    shapes = (
        alt.Chart(alt.topo_feature(SHAPES, "countries"))
        .mark_geoshape(stroke=_LINE, strokeWidth=0.6)
        .transform_lookup("id", alt.LookupData(shown, "iso3", ["country_name", "shade", "said", *facts]))
        .transform_calculate(
            shade=f"datum.shade || (isValid(datum.id) ? '{absent}' : '{words.NOT_KNOWN}')",
            country_name="datum.country_name || null",
            where="datum.country_name || datum.shade",
            **{name: f"datum['{name}'] || ''" for name in ("said", *facts)},
        )
        .encode(color=colour, tooltip=tooltip)
        .add_params(picked("mark", "country_name"))
    )
    points = (
        alt.Chart(_apart(shown[~shown["iso3"].isin(visible_shapes())].dropna(subset=["longitude", "latitude"])))
        .mark_circle(size=42, stroke=_LINE, strokeWidth=1.2, opacity=1)
        .encode(longitude=alt.Longitude("longitude:Q"), latitude=alt.Latitude("latitude:Q"), color=colour, tooltip=tooltip)
    )
    world = alt.Projection(type="equalEarth", rotate=[-11, 0, 0])
    return alt.layer(shapes, points, projection=world, height=_HEIGHT)


def on_dark(spec: dict[str, object]) -> dict[str, object]:
    """The specification of a map for a dark background: its shades turned round, so that there too the most stands out."""
    turned = dict(zip(SHADES, reversed(SHADES), strict=True))

    def dark(colour: dict) -> dict:
        return {**colour, "scale": {**colour["scale"], "range": [turned.get(one, one) for one in colour["scale"]["range"]]}}

    layers = [{**one, "encoding": {**one["encoding"], "color": dark(one["encoding"]["color"])}} for one in spec["layer"]]
    return {**spec, "layer": layers}


def classified(values: pd.Series, said: Callable[[float], str], scale: str, ends: tuple[str, str] = ENDS) -> pd.Series:
    """At most six classes with readable bounds, lowest first; unknown stays unknown.

    Few different values are classes of their own. Otherwise classes are equal steps, or, where one of those would hold more
    than half of all values or the scale is logarithmic, as many values each as round bounds allow.
    """
    known = values.dropna().astype(float)
    different = sorted(known.unique())
    if len(different) <= len(SHADES):
        labels = [said(one) for one in different]
        return pd.Series(pd.Categorical(values.map(said).where(values.notna()), list(dict.fromkeys(labels))), values.index)
    bounds = _steps(known)
    fullest = pd.cut(known, [float("-inf"), *bounds, float("inf")], right=False).value_counts(normalize=True).max()
    if scale == "logarithmic" or fullest > 0.5:
        bounds = _equal_shares(known)
    texts = [_ROUND.sub("", said(bound)) for bound in bounds]
    between = [f"{low} to {high}" for low, high in pairwise(texts)]
    labels = [ends[0].format(texts[0]), *between, ends[1].format(texts[-1])]
    return pd.cut(values.astype(float), [float("-inf"), *bounds, float("inf")], right=False, labels=labels)


@cache
def visible_shapes() -> frozenset[str]:
    """ISO3 codes of the countries whose shape is large enough to be seen and clicked."""
    return frozenset(iso3 for iso3, ring in _largest_rings().items() if _area(ring) >= _SMALL)


@cache
def shape_places() -> dict[str, tuple[float, float]]:
    """The middle of each country's largest part, in degrees east and north."""
    return {
        iso3: ((min(x for x, _ in ring) + max(x for x, _ in ring)) / 2, (min(y for _, y in ring) + max(y for _, y in ring)) / 2)
        for iso3, ring in _largest_rings().items()
    }


@cache
def _largest_rings() -> dict[str, list[tuple[float, float]]]:
    """The outline of each country's largest part, in degrees."""
    topology = json.loads(_FILE.read_text(encoding="utf-8"))
    step = topology["transform"]["scale"][0]
    lines = [_line(arc, step) for arc in topology["arcs"]]
    return {
        shape["id"]: max((_ring(part[0], lines) for part in shape["arcs"]), key=_area)
        for shape in topology["objects"]["countries"]["geometries"]
        if "id" in shape
    }


def _shades(count: int) -> list[str]:
    """Shades for so many classes, spread over the whole range."""
    if count == 1:
        return [SHADES[3]]
    return [SHADES[round(n * (len(SHADES) - 1) / (count - 1))] for n in range(count)]


def _steps(known: pd.Series) -> list[float]:
    """Four or five bounds at equal round steps between the lowest and the highest value."""
    width = known.max() - known.min()
    power = 10 ** floor(log10(width / 5))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= width / 6)
    first = floor(known.min() / step) + 1
    last = ceil(known.max() / step) - 1
    bounds = [round(n * step, 10) for n in range(first, last + 1)]
    return bounds[: len(SHADES) - 1] if len(bounds) >= len(SHADES) else bounds


def _equal_shares(known: pd.Series) -> list[float]:
    """Up to five round bounds between which lie about as many values each; zeros do not count where there are others above."""
    counted = known[known > 0] if known.min() == 0 else known
    quantiles = [counted.quantile(part / 6) for part in range(1, 6)]
    for digits in (1, 2, 3, 4):
        bounds = sorted({_round(value, digits) for value in quantiles if known.min() < _round(value, digits) < known.max()})
        if len(bounds) >= 4:
            break
    return bounds or [float(known.median())]


def _round(value: float, digits: int) -> float:
    """A value with so many significant digits."""
    return 0.0 if value == 0 else round(value, digits - 1 - floor(log10(abs(value))))


def _apart(points: pd.DataFrame) -> pd.DataFrame:
    """Points with those that would cover each other moved apart, step by step, each a little from its nearest ones."""
    east, north = _moved_apart(tuple(points["longitude"]), tuple(points["latitude"]))
    return points.assign(longitude=east, latitude=north)


@cache
def _moved_apart(longitudes: tuple[float, ...], latitudes: tuple[float, ...]) -> tuple[list[float], list[float]]:
    narrow = np.cos(np.radians(latitudes))  # a degree east is shorter towards the poles
    places = np.column_stack([np.array(longitudes) * narrow, latitudes])
    for _ in range(200):
        ways = places[:, None] - places[None, :]
        gaps = np.hypot(ways[..., 0], ways[..., 1])
        np.fill_diagonal(gaps, np.inf)
        if not (gaps < _APART).any():
            break
        short = np.clip(_APART * 1.02 - gaps, 0, None) / 2
        places = places + (ways / np.maximum(gaps, 1e-9)[..., None] * short[..., None]).sum(axis=1) * 0.6
    return (places[:, 0] / narrow).tolist(), places[:, 1].tolist()


def _fact(value: object) -> str:
    return words.NOT_KNOWN if words.is_unknown(value) else f"{value:.0f}" if isinstance(value, float) else str(value)


def _line(arc: list[list[int]], step: float) -> list[tuple[float, float]]:
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * step, y * step))
    return line


def _ring(arcs: list[int], lines: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    return [point for arc in arcs for point in (lines[arc] if arc >= 0 else lines[~arc][::-1])]


def _area(ring: list[tuple[float, float]]) -> float:
    """Size in square degrees."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2
