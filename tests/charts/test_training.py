"""Charts of training say what the table says, and no more than is known."""

import pandas as pd

from landscape.charts import training as charts

COLUMNS = ["programme_name", "programme_id", "programme_status", "world_region", "programme_area", "topics", "providers"]
COLUMNS += ["languages", "first_year", "last_year"]
SCHOOL = ("School", "school", "recurring", "Africa", "Africa", ["census", "surveys"], ["IOM", "ILO"], ["English"], 2020, 2022)
COURSE = ("Course", "course", "running", "Global", "Global", ["census"], ["IOM"], None, 2024, None)
PROJECT = ("Project", "project", "unknown", "Asia", "Western Asia", ["surveys"], None, None, 2010, None)
DARK = ("Dark", "dark", "ended", "Asia", "Asia", None, ["ILO"], None, None, None)


def table(*rows):
    made = pd.DataFrame(rows, columns=COLUMNS)
    return made.assign(is_training=True).astype({"first_year": "Int64", "last_year": "Int64"})


def rows_of(figure, layer=0):
    spec = figure.chart.to_dict()
    data = spec["layer"][layer].get("data") or spec["data"]
    return spec["datasets"][data["name"]]


def timeline(rows):
    return charts.timeline(charts.dated(rows), rows, 2026)


def test_a_bar_goes_from_the_first_year_found_to_the_last():
    figure = timeline(table(SCHOOL, COURSE, PROJECT, DARK))
    bars = {row["programme_name"]: (row["start"], row["end"], row["end_known"]) for row in rows_of(figure)}
    assert bars == {
        "School": (2019.5, 2022.5, "Last year found"),
        "Course": (2023.5, 2026.5, "Last year not known"),
        "Project": (2009.5, 2010.5, "Last year not known"),
    }
    assert "A year is known for 3 of 4 programmes" in figure.takeaway
    assert "1 bar reaches 2026, the dotted line." in figure.takeaway


def test_bars_stand_by_region():
    figure = timeline(table(COURSE, PROJECT, SCHOOL))
    assert [row["world_region"] for row in rows_of(figure)] == ["Africa", "Asia", "Global"]


def test_a_topic_counts_in_every_year_of_a_programme():
    counts = charts.by_topic(table(SCHOOL, COURSE, PROJECT, DARK), 2026)
    found = {(row.training_topic, row.year): row.programmes_found for row in counts.itertuples()}
    assert found == {
        **{("census", year): 1 for year in (2020, 2021, 2022, 2024, 2025, 2026)},
        **{("surveys", year): 1 for year in (2010, 2020, 2021, 2022)},
    }
    assert charts.topics_by_year(counts).chart.to_dict()


def test_providers_and_topics_are_counted_once_per_programme():
    rows = table(SCHOOL, COURSE, PROJECT, DARK)
    counts = charts.by_provider(rows)
    found = {(row.training_topic, row.provider): row.programmes_found for row in counts.itertuples()}
    assert found == {("census", "IOM"): 2, ("census", "ILO"): 1, ("surveys", "IOM"): 1, ("surveys", "ILO"): 1}
    figure = charts.providers(counts, rows)
    assert figure.chart.to_dict()
    assert "IOM is named in most programmes (2 of 4)" in figure.takeaway


def cells():
    return pd.DataFrame(
        [("census", "Africa", 0, 2, 1, 9, 3, 20), ("census", "Asia", 1, 2, 0, 4, 1, 10), ("surveys", "Asia", 0, 0, 0, 0, 2, 10)],
        columns=charts.CELLS,
    )


def rules():
    return pd.DataFrame(
        [
            ("census", "Years since the last census", "above", 10.0, "years", "A census is due every ten years"),
            ("remittances", "Data sources", "below", 50.0, "score, 0–100", "Surveys"),
            ("remittances", "Remittances received", "above", 5.0, "% of GDP", "Weight"),
            ("surveys", "Data sources", "below", 50.0, "score, 0–100", "Surveys"),
        ],
        columns=["training_topic", "component_name", "comparison", "threshold", "raw_unit", "reason"],
    )


def test_what_countries_lack_is_said_under_the_heading():
    only = "Only countries that receive aid count."
    assert charts.supply_and_need(cells(), rules()).takeaway.endswith(
        "What they lack is read from years since the last census and data sources; “How these figures are made” has the limits. "
        + only
    )
    one = cells()[cells()["training_topic"] == "census"]
    assert charts.supply_and_need(one, rules()).takeaway.endswith(
        f"Lacking means years since the last census above 10 (years). {only}"
    )


def test_supply_stands_beside_need():
    figure = charts.supply_and_need(cells(), rules())
    assert [row["cell"] for row in rows_of(figure)] == ["none · 9 of 20 lack", "1 · 4 of 10 lack", "none · 0 of 10 lack"]
    assert figure.takeaway.startswith("In 1 of 2 cells in which countries lack, no programme of the region runs.")


def test_a_hole_says_what_there_is_all_the_same_and_what_is_not_known():
    assert charts.holes_said(cells()) == [
        "Census, Africa: 9 of 20 countries lack, and no programme of the region runs; 2 for the whole world, "
        "1 of status not known; of 3 countries it is not known."
    ]


def test_the_question_on_one_topic_is_answered_in_words():
    assert charts.answer_said(cells(), ["census"]) == (
        "**Census**: running in Asia (1), and 2 programmes for the whole world; needed in Africa (9 of 20 countries) and "
        "Asia (4 of 10 countries)."
    )
    assert charts.answer_said(cells(), []) == ""


def test_languages_of_what_a_country_can_attend_are_said_or_said_to_be_unknown():
    own = table(SCHOOL, COURSE, PROJECT).assign(open_because=["its region", "the whole world", "names the country"])
    said = charts.for_country_said(own, "Kenya")
    assert "Kenya can attend 2 programmes that run or recur" in said
    assert "Languages are known of 1 of them (English in 1)." in said
    assert "Of 1 more it is not known whether they still run." in said
    none = charts.for_country_said(own[own["programme_name"] == "Course"], "Kenya")
    assert "Their languages are not known." in none


def test_what_trains_nobody_is_said_apart():
    own = table(SCHOOL, COURSE, PROJECT).assign(open_because="the whole world", is_training=[True, False, True])
    said = charts.for_country_said(own, "Philippines")
    assert said.startswith("The Philippines can attend 1 programme that runs or recurs, as far as their place says")
    assert "Forums, networks and toolkits that run stand in the list and are not counted (1)." in said
    assert charts.key_figures(own, 3)[1] == ("Running or recurring", "2", "as a source states it; 1 a forum, network or toolkit")


def test_what_overlaps_is_a_reason_to_ask():
    pairs = pd.DataFrame({"topics": [["census", "surveys"], ["census"]]})
    assert charts.pairs_said(pairs).startswith("2 pairs of programmes share a topic, a region and a year")
    assert "most often on census (2)" in charts.pairs_said(pairs)
    assert charts.pairs_said(pairs.head(0)).startswith("No two programmes")
