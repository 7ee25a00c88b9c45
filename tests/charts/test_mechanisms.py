"""Charts of mechanisms say what the table says."""

import pandas as pd
import pytest

from landscape.charts import mechanisms as charts


def table(*rows):
    columns = [
        "mechanism_name",
        "mechanism_id",
        "mechanism_kind",
        "status",
        "opened_year",
        "closes_year",
        "total_usd",
        "total_basis",
        "size_meaning",
        "total_note",
        "source_date",
    ]
    return pd.DataFrame(rows, columns=columns)


FUND = ("Open Fund", "open-fund", "multi-donor trust fund", "open", 2019, None, 5e8, "stated", "total", None, "2022-11")
LOAN = (
    "Closed Loan",
    "closed-loan",
    "loan or credit",
    "closed",
    2010,
    2015,
    2e6,
    "recorded payments",
    "recorded",
    "2010-2015",
    None,
)
LATE = ("Late Fund", "late-fund", "multi-donor trust fund", "closing", 2020, 2027, None, None, None, None, None)
DARK = ("Dark Fund", "dark-fund", "proposal", "unknown", None, None, None, None, None, None, None)


def test_timeline_draws_only_known_starts_oldest_first():
    """An opening that is not known is not invented."""
    figure = charts.timeline(table(FUND, LOAN, LATE, DARK), 2026)
    spec = figure.chart.to_dict()
    rows = spec["datasets"][spec["layer"][0]["data"]["name"]]
    assert [row["mechanism_name"] for row in rows] == ["Closed Loan", "Open Fund", "Late Fund"]
    assert "known for 3 of 4 mechanisms, a year of closing for 2 of them" in figure.takeaway
    assert "Next to close: Late Fund (2027)" in figure.takeaway


def test_a_bar_without_end_stops_where_its_source_does():
    undated = ("Undated Fund", *FUND[1:-1], None)
    early = ("Early Source", *FUND[1:-1], "2008")
    figure = charts.timeline(table(FUND, LOAN, undated, early), 2026)
    spec = figure.chart.to_dict()
    rows = {row["mechanism_name"]: row for row in spec["datasets"][spec["layer"][0]["data"]["name"]]}
    assert rows["Open Fund"]["end"] == 2022.5
    assert rows["Undated Fund"]["end"] == 2026.5
    assert rows["Early Source"]["end"] == 2019.5
    assert rows["Open Fund"]["closes"] == "not known"
    assert "the pale bar stops at the year of its source" in figure.takeaway
    assert rows["Closed Loan"]["end"] == 2015.5


@pytest.mark.parametrize("row", [FUND, LOAN, LATE])
def test_timeline_of_one(row):
    figure = charts.timeline(table(row), 2026)
    figure.chart.to_dict()
    assert figure.takeaway.startswith("A year of opening is known for 1 of 1 mechanism. ")


def test_the_page_of_a_mechanism_is_said_without_what_is_not_known():
    assert charts.page_said({"publisher": None, "title": "A page", "source_date": None}) == "A page"
    assert charts.page_said({"publisher": "IOM", "title": "A page", "source_date": "2019"}) == "IOM, A page, 2019"


def test_what_a_status_rests_on_stands_beside_it():
    assert charts.shown(table(FUND).assign(status_source="source of 2022"))[2:4] == ["status", "status_source"]


def test_a_status_says_how_many_sources_have_no_date():
    assert charts.dated_said(table(FUND, LOAN)) == "by a source, 1 of them undated"
    assert charts.dated_said(table(FUND)) == "by a source"


def test_timeline_where_no_end_is_known():
    """The store gives whole numbers that may be missing, not only NaN."""
    rows = table(FUND).astype({"opened_year": "Int64", "closes_year": "Int64"})
    charts.timeline(rows, 2026).chart.to_dict()


def test_those_without_a_start_are_listed_apart():
    assert list(charts.without_start(table(FUND, DARK))["mechanism_name"]) == ["Dark Fund"]


def test_kinds_are_counted_by_status_the_most_frequent_first():
    counts = charts.counted_by_kind(table(DARK, FUND, LATE))
    assert counts.to_dict("records") == [
        {"mechanism_kind": "multi-donor trust fund", "status": "open", "mechanism_count": 1},
        {"mechanism_kind": "multi-donor trust fund", "status": "closing", "mechanism_count": 1},
        {"mechanism_kind": "proposal", "status": "unknown", "mechanism_count": 1},
    ]
    figure = charts.kinds(counts)
    figure.chart.to_dict()
    assert "“multi-donor trust fund”, 2 of 3" in figure.takeaway
    assert "For 1 of 3 mechanisms no source states the status" in figure.takeaway


def test_one_kind_with_a_stated_status():
    figure = charts.kinds(charts.counted_by_kind(table(FUND)))
    figure.chart.to_dict()
    assert figure.takeaway == "A source states the status of the only mechanism."


def test_sizes_stand_in_blocks_and_are_never_added():
    figure = charts.sizes(table(LOAN, DARK, FUND))
    spec = figure.chart.to_dict()
    rows = spec["datasets"][spec["data"]["name"]]
    assert [row["said"] for row in rows] == ["USD 500.0 m, stated", "USD 2.0 m, recorded payments"]
    assert "known for 2 of 3 mechanisms: 1 with a stated total and 1 with recorded payments" in figure.takeaway
    assert "never add them up" in figure.takeaway


def test_the_largest_of_each_meaning_are_drawn():
    many = [
        ("Fund", f"fund-{n}", "basket fund", "open", None, None, n * 1e6, "stated", "total", None, None) for n in range(1, 13)
    ]
    figure = charts.sizes(table(*many, LOAN))
    assert "The 9 largest are drawn." in figure.takeaway


def test_gaps_are_what_is_blank_or_unknown():
    known = dict.fromkeys(["opened_on", "application_route", "eligible", "funds_migration", "funds_statistics"], "known")
    one = {**known, "status": "unknown", "closes_on": None, "total_usd": float("nan"), "award_max_usd": 0.0}
    assert charts.gaps(one) == [
        "Whether money can still be had. Check before an approach.",
        "Whether and when it closes.",
        "Its size in US dollars.",
    ]


def test_no_kind_is_called_the_most_frequent_where_several_are():
    figure = charts.kinds(charts.counted_by_kind(table(FUND, LOAN)))
    assert figure.takeaway == "A source states the status of each of them."


def test_a_click_returns_the_mechanism_or_the_kind(picks):
    assert (
        picks(charts.timeline(table(FUND, LOAN), 2026)) == picks(charts.sizes(table(FUND, LOAN))) == {"mark": ["mechanism_name"]}
    )
    assert picks(charts.kinds(charts.counted_by_kind(table(FUND, LOAN)))) == {"mark": ["mechanism_kind"]}
