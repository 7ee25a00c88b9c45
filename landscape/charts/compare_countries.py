"""Two to four countries side by side: the scores of their statistics, and every indicator."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import words
from landscape.charts import GREY, Figure, picked
from landscape.charts.indicators import PILLARS, only, short_name, with_year, writer
from landscape.charts.shapes import COMPARED

SHAPES = ("circle", "square", "triangle-up", "diamond")


def pillars(rows: pd.DataFrame) -> Figure:
    """The SPI scores of a few countries and the medians of their regions. Needs at least one known value."""
    rows = only(rows, PILLARS)
    rows = rows.assign(short=rows["indicator_name"].map(short_name))
    order, names = list(dict.fromkeys(rows["short"])), list(dict.fromkeys(rows["country_name"]))
    known = rows.dropna(subset=["latest_value"])
    medians = rows.dropna(subset=["region_median"]).drop_duplicates(["short", "region"])
    medians = medians.assign(who=medians["region"] + ", median")
    y = alt.Y("short:N", sort=order, title=None, axis=alt.Axis(labelLimit=320))
    x = {"title": "Score, 0–100", "scale": alt.Scale(domain=[0, 100])}
    ticks = (
        alt.Chart(medians)
        .mark_tick(color=GREY, thickness=4, size=24, opacity=1)
        .encode(
            y=y,
            x=alt.X("region_median:Q", **x),
            tooltip=[alt.Tooltip("who:N", title="Who"), alt.Tooltip("region_median:Q", title="Score", format=".1f")],
        )
    )
    points = (
        alt.Chart(known, name="countries")  # Altair would make a name out of how the rows print
        .mark_point(filled=True, size=170, opacity=1)
        .encode(
            y=y,
            x=alt.X("latest_value:Q", **x),
            color=alt.Color("country_name:N", title=None, scale=alt.Scale(domain=names, range=list(COMPARED[: len(names)]))),
            shape=alt.Shape("country_name:N", title=None, scale=alt.Scale(domain=names, range=list(SHAPES[: len(names)]))),
            tooltip=[
                alt.Tooltip("country_name:N", title="Country"),
                alt.Tooltip("indicator_name:N", title="Indicator"),
                alt.Tooltip("latest_value:Q", title="Score", format=".1f"),
                alt.Tooltip("latest_year:Q", title="Year"),
            ],
        )
        .add_params(picked("mark", "country_name"))
    )
    overall = known[known["indicator_id"] == "spi_overall"].sort_values("latest_value", ascending=False)
    scores = [f"{row.country_name} {words.number(row.latest_value, 1)}" for row in overall.itertuples()]
    silent = [name for name in names if name not in set(overall["country_name"])]
    said = f"Overall score: {words.listed(scores)}." if scores else "No overall score is known."
    said += f" Not known: {words.listed(silent)}." if silent and scores else ""
    chart = alt.layer(ticks, points, height=alt.Step(40))
    return Figure("How strong are their statistics?", chart, f"{said} Grey bars: median of each country’s region.")


def side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    """Indicators as rows, countries as columns, each cell a value with its year; then the medians of their regions."""
    needed = ["indicator_id", "indicator_name", "country_name", "latest_value", "latest_year", "region", "region_median"]
    wide: dict[str, dict[str, str]] = {}
    medians: dict[str, dict[str, str]] = {}
    for row in rows[[*needed, "unit", "decimals"]].to_dict("records"):
        line = wide.setdefault(row["indicator_id"], {"indicator_name": row["indicator_name"]})
        line[row["country_name"]] = with_year(row)
        if not words.is_unknown(row["region"]):
            medians.setdefault(row["indicator_id"], {})[f"{row['region']}, median"] = writer(row)(row["region_median"])
    return pd.DataFrame([line | medians.get(code, {}) for code, line in wide.items()])


def to_download(rows: pd.DataFrame) -> pd.DataFrame:
    """The same as numbers: indicators as rows with their codes; a value and a year per country, then the medians."""
    wide = rows.drop_duplicates("indicator_id").set_index("indicator_id", drop=False)
    wide = wide[["indicator_name", "indicator_id", "topic", "unit"]].copy()
    for iso3, known in rows.groupby("iso3", sort=False):
        known = known.set_index("indicator_id")
        name = f"{known['country_name'].iloc[0]} ({iso3})"
        wide[name], wide[f"{name}, year"] = known["latest_value"], known["latest_year"].astype("Int64")
    for region, known in rows.dropna(subset=["region"]).groupby("region", sort=False):
        wide[f"{region}, median"] = known.drop_duplicates("indicator_id").set_index("indicator_id")["region_median"]
    return wide.reset_index(drop=True)


def names(rows: pd.DataFrame) -> str:
    """The countries of the rows in a sentence."""
    return words.listed(list(dict.fromkeys(rows["country_name"])))
