"""Table -> chart: pure functions, one module per menu section, all in one look.

A chart comes as a `Figure`: the chart with its question, what it says in words and its accessible name.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import altair as alt
import pandas as pd
from altair.utils.schemapi import disable_debug_mode

# Altair would check every part of a chart against the schema as it is put together; the tests check each chart as a whole.
disable_debug_mode()


def _rows_by_name(data: object) -> object:
    """Stand for the rows of a chart while it is put together: Altair would write them all out at every layer."""
    return {"name": f"rows_{id(data)}"} if isinstance(data, pd.DataFrame) else data


# Altair names the parts of a layered chart after how its rows print; printing sixty of them costs more than the query.
pd.set_option("display.max_rows", 6)
pd.set_option("display.max_columns", 6)
alt.data_transformers.register("rows_by_name", _rows_by_name)
alt.data_transformers.enable("rows_by_name")

# Every hue keeps 3:1 against both backgrounds (#ffffff and #11161c) and is told apart by colour-blind readers.
BLUE, RED, GREEN, BROWN, PURPLE, TEAL, GREY = "#0072bc", "#c8303c", "#3f8a46", "#b5651d", "#8a5cc0", "#1f8a94", "#75818d"
ACCENT = RED  # migration statistics, on every page

DONOR_TYPES = {"DAC member": BLUE, "Other government": BROWN, "Multilateral": GREEN, "Private": PURPLE, "Other": GREY}
THEMES = {
    "migration_statistics": ACCENT,
    "migration": BROWN,
    "statistics": BLUE,
    "not_migration": GREY,
    "population_policy": TEAL,
    "all_purposes": BLUE,
}
REGIONS = {"Africa": BROWN, "Americas": GREEN, "Asia": BLUE, "Europe": PURPLE, "Oceania": TEAL}
STATUSES = {"open": GREEN, "closing": BROWN, "closed": BLUE, "proposed": PURPLE, "unknown": GREY}

FONT = 15

_lock = threading.Lock()


@dataclass(frozen=True)
class Figure:
    """A chart, the question it answers, and the answer in one sentence computed from the same numbers."""

    title: str
    chart: alt.Chart | alt.LayerChart
    takeaway: str

    @property
    def alt(self) -> str:
        """The accessible name: the question and its answer."""
        return f"{self.title} {self.takeaway}"


def written(chart: alt.Chart | alt.LayerChart) -> tuple[dict[str, object], dict[str, pd.DataFrame]]:
    """A chart's Vega-Lite specification without a look, and its tables apart, by the names they have in it.

    Altair checks every specification against the whole schema when it writes it down; that costs more than the query. The
    tests check each chart once; here it is written down unchecked.
    """
    datasets: dict[str, pd.DataFrame] = {}

    def by_name(data: pd.DataFrame) -> dict[str, str]:
        name = f"rows_{len(datasets)}"
        datasets[name] = data
        return {"name": name}

    with _lock:
        alt.data_transformers.register("landscape", by_name)
        with alt.data_transformers.enable("landscape"):
            if isinstance(chart, alt.LayerChart):  # `to_dict` would put the layers together once more
                apart = {"top_level": False, "datasets": {}, "data": chart.data}
                spec = alt.TopLevelLayerSpec.to_dict(chart, validate=False, ignore=["data"], context=apart)
                spec |= {"data": by_name(chart.data)} if isinstance(chart.data, pd.DataFrame) else {}
            else:
                spec = chart.to_dict(validate=False)
    return spec, datasets


def look(is_dark: bool) -> dict[str, object]:
    """The Vega-Lite configuration of every chart: sizes, and text that reads at 4.5:1 on a light or a dark background."""
    text = "#d5dce3" if is_dark else "#2b3641"
    grid = "#2c3641" if is_dark else "#dfe4e9"
    axis = {
        "labelFontSize": FONT,
        "titleFontSize": FONT,
        "labelColor": text,
        "titleColor": text,
        "gridColor": grid,
        "labelLimit": 260,
        "titleFontWeight": "normal",
        "titlePadding": 10,
        "tickCount": 6,
    }
    legend = {"labelFontSize": FONT, "titleFontSize": FONT, "labelColor": text, "titleColor": text, "labelLimit": 320}
    return {
        "axis": axis,
        "axisDiscrete": {"labelFlush": False},  # Streamlit's default moves the first name of a ranking off its mark
        "legend": {**legend, "orient": "top", "symbolSize": 160, "columns": 4},
        "header": {"labelFontSize": FONT, "titleFontSize": FONT, "labelColor": text, "titleColor": text},
        "text": {"fontSize": FONT, "color": text},
        "bar": {"color": BLUE},
        "line": {"strokeWidth": 3, "color": BLUE},
        "point": {"size": 90, "filled": True, "color": BLUE},
        "range": {"category": [BLUE, RED, GREEN, BROWN, PURPLE, TEAL]},
        "view": {"stroke": None},
    }


def picked(name: str, field: str) -> alt.Parameter:
    """A click on a mark, read back by its field."""
    return alt.selection_point(name=name, fields=[field], on="click", clear="dblclick")
