"""Charts of a survey show no more than may be shown."""

import pandas as pd

from landscape.charts import survey as charts
from landscape.frameworks import survey


def answers(*rows):
    return pd.DataFrame(rows, columns=["iso3", "answer", "region", "income_group", "country_name", "question_id"])


ROWS = answers(
    *((f"A{n}", ["yes"], "Africa", "Low income", f"Land {n}", "q") for n in range(12)),
    *((f"B{n}", ["no"], "Asia", "High income", f"Land {n}", "q") for n in range(9)),
    ("CCC", ["no"], "Oceania", "High income", "Land C", "q"),
)


def protected(answers, least, choices):
    """Counts of one question of a survey that asked no other."""
    return survey.protected(survey.counted(answers, choices), least, False, survey.hidden_groups(answers, least))


def numbers(answers, least):
    """The same of a question that was answered with numbers."""
    return survey.numbers(answers, least, survey.hidden_groups(answers, least))


def rows_of(figure, layer=0):
    spec = figure.chart.to_dict()
    data = spec["layer"][layer].get("data") or spec["data"]
    return spec["datasets"][data["name"]]


def test_a_distribution_says_what_was_answered_most():
    counts = protected(ROWS, 1, ["yes", "no"])
    figure, rows = charts.distribution(counts, "Is there a law?", 1, False)
    assert figure.takeaway == "Answered by 22 countries. Most often: yes, 12 (55 %). "
    assert [(row["choice"], row["said"]) for row in rows_of(figure)] == [("yes", "12 (55 %)"), ("no", "10 (45 %)")]
    assert list(rows.columns) == charts.COUNTS


def test_hidden_counts_are_hidden_in_cells_columns_and_downloads():
    counts = protected(ROWS, 5, ["yes", "no"])
    figure, rows = charts.by_group(counts, "Is there a law?", "region", 5)
    cells = {(row["choice"], row["group_name"]): row["cell"] for row in rows_of(figure)}
    assert cells["no", "Oceania (hidden)"] == "hidden"
    assert not [said for said in cells.values() if said.split(" ")[0] in {"1", "2", "3", "4"}]
    assert rows[rows["is_hidden"]]["answer_count"].isna().all()
    assert "“hidden” is a count of fewer than 5 countries" in figure.takeaway
    assert not set(rows["answer_count"].dropna()) & {1, 2, 3, 4}


def test_who_answered_hides_small_regions_and_says_so():
    countries = ROWS[["iso3", "region"]]
    figure = charts.response(survey.response(ROWS, countries, 5))
    said = {row["region"]: row["said"] for row in rows_of(figure)}
    assert said == {"Africa": "12 of 12 (100 %)", "Asia": "hidden", "Oceania": "hidden"}
    assert "2 counts are hidden." in figure.takeaway


def test_open_answers_of_a_confidential_survey_name_nobody():
    some = ROWS.head(6).assign(answer=[[f"text {n}"] for n in (5, 3, 1, 0, 2, 4)])
    assert "country_name" in charts.open_answers(some, False, 1)
    closed = charts.open_answers(some, True, 5)
    assert list(closed.columns) == ["answer_text"] and closed["answer_text"].tolist() == [f"text {n}" for n in range(6)]
    assert charts.open_answers(some.head(4), True, 5).empty


def test_key_figures_hide_a_small_number_of_countries():
    questions = pd.DataFrame({"question_id": ["q"], "question_kind": ["single"]})
    asked = {"is_confidential": True, "smallest_cell": 5, "year": 2018}
    assert charts.key_figures(ROWS, questions, asked)[0][1] == "22"
    assert charts.key_figures(ROWS.head(3), questions, asked)[0][1] == "fewer than 5"


def test_numbers_in_words():
    some = ROWS.assign(answer=[[str(n)] for n in range(22)])
    assert charts.numbers_said(numbers(some, 5)) == (
        "22 countries answered with a number: half of them at or below 10.5, the middle half between 5.2 and 15.8."
    )
    assert charts.numbers_said(numbers(some.head(3), 5)).startswith("Too few countries")
