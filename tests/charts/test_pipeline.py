"""The funnel is a valid chart that says its numbers, also where nobody got anywhere."""

from itertools import pairwise

import pandas as pd

from landscape.charts import GREY
from landscape.charts import pipeline as charts
from landscape.programme.pipeline import STAGES


def reached(*counts, declined=0, jumped=0):
    rows = pd.DataFrame({"stage": STAGES, "reached_count": counts})
    rows["declined_count"] = [declined] + [0] * (len(STAGES) - 1)
    rows["jumped_count"] = [0, jumped] + [0] * (len(STAGES) - 2)
    rows["conversion_pct"] = [None] + [100 * b / a if a else None for a, b in pairwise(counts)]
    rows["reached_usd"] = [1e6 * count for count in counts]
    return rows.assign(here_count=0, days_median=[40.0] + [float("nan")] * 8, stay_count=1, days_now=None)


def test_the_funnel_says_where_fewest_go_on_and_what_takes_longest():
    figure = charts.funnel(reached(8, 8, 4, 4, 4, 1, 1, 1, 0, declined=2))
    assert figure.takeaway == (
        "Of 8 opportunities, 4 reached at least a proposal and 1 at least a commitment; 2 were declined. "
        "Fewest go on to “Paid”: 0 % of those in the stage before. "
        "“Identified” takes longest: half of the stays that ended took 40 days or more."
    )
    spec = figure.chart.to_dict()
    assert GREY in str(spec) and spec["layer"][0]["encoding"]["y"]["sort"][:2] == ["Identified", "Researched"]


def test_who_jumped_over_a_stage_is_shown_apart_and_said():
    figure = charts.funnel(reached(8, 8, 4, 4, 4, 1, 1, 1, 0, jumped=3))
    assert "Jumped over most: “Researched”, by 3 opportunities." in figure.takeaway
    parts = {(one["label"], one["part"]): one["count"] for one in figure.chart.layer[0].data.to_dict("records")}
    assert parts["Researched", "Was in this stage"] == 5 and parts["Researched", "Is further, was never in it"] == 3


def test_without_a_decline_there_is_one_colour_and_no_legend():
    spec = charts.funnel(reached(2, 1, 0, 0, 0, 0, 0, 0, 0)).chart.to_dict()
    assert GREY not in str(spec["layer"][0]["encoding"]["color"]) and spec["layer"][0]["encoding"]["color"]["legend"] is None
