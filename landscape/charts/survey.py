"""Charts of a survey of one's own: who answered, what they answered, and how that differs by region and income."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from landscape import confidential, words
from landscape.charts import BLUE, Figure, picked
from landscape.charts.shapes import heat_map
from landscape.frameworks import survey

HIDDEN = "hidden"
RESPONSE = ["region", "answered_count", "country_count", "answered_pct"]
COUNTS = ["choice", "group_name", "answer_count", "is_hidden"]
NUMBERS = ["group_name", "answer_count", "is_hidden", "median_value", "lower_quartile", "upper_quartile"]
CODE_BOOK = ["position", "question", "question_kind", "question_topic", "choices", "question_id"]
HOW_TO = (
    "No survey is in the landscape yet. To bring one in, open *Update from Excel* and upload the questionnaire as an Excel or "
    "CSV list: one row per country with one column per question, or one row per country and question. Under *Is it a "
    "questionnaire?* give it a name, say whether it is confidential, and look at the preview; nothing changes until you "
    "publish. A second sheet with the codes and texts of the questions is read as its code book."
)
CONFIDENTIAL = (
    "This survey is confidential. Groups in which fewer than {0} countries answered it are left out of every table, with "
    "another where needed. So are answers that fewer than {0} countries gave, all answers of a group where fewer than {0} "
    "differ from the commonest, and others from which these could be worked out in a table of the same question. Not "
    "hidden: how many left a question out, and answers in words, which stand as written without their country. Filters are "
    "off. " + confidential.SAID
)
NOT_SHOWN = (
    "This table is not shown: too few countries answered, or too few of them differ, to tell anything without telling what "
    "single countries said. Look at another question, or at all countries together."
)
WHO = "Who was asked is not known: shares are of all countries and areas of a region."


def key_figures(answers: pd.DataFrame, questions: pd.DataFrame, asked: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Four figures on a survey: countries, questions, answers per question, and when it was asked."""
    countries, least = answers["iso3"].nunique(), survey.smallest_cell(asked)
    each = answers.groupby("question_id")["iso3"].nunique().reindex(questions["question_id"], fill_value=0)
    each = each[each >= least] if least > 1 else each
    middle = f"{each.median():.0f}" if len(each) else words.NOT_KNOWN
    said = f"{countries}" if countries >= least else f"fewer than {least}"
    kinds = questions["question_kind"].nunique()
    return [
        ("Countries that answered", said, "at least one question"),
        ("Questions", f"{len(questions)}", f"of {words.count(kinds, 'kind')}"),
        ("Answers to a question", middle, "countries, at least for half of the questions"),
        (
            "Asked in",
            words.number(asked["year"], unit="year"),
            "confidential" if asked["is_confidential"] else "not confidential",
        ),
    ]


def response(rows: pd.DataFrame) -> Figure:
    """Countries that answered by region, beside how many there are. Needs `RESPONSE`."""
    drawn = rows.assign(
        length=rows["answered_pct"].astype(float).fillna(0),
        said=[
            HIDDEN
            if words.is_unknown(row.answered_count)
            else f"{row.answered_count:.0f} of {row.country_count} ({row.answered_pct:.0f} %)"
            for row in rows.itertuples()
        ],
    )
    base = alt.Chart(drawn).encode(
        y=alt.Y("region:N", sort=None, title=None),
        x=alt.X(
            "length:Q", title="Countries that answered, % of all of the region", scale=alt.Scale(domain=[0, 118], nice=False)
        ),
        tooltip=[alt.Tooltip("region:N", title="Region"), alt.Tooltip("said:N", title="Answered")],
    )
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    chart = alt.layer(base.mark_bar(color=BLUE).add_params(picked("mark", "region")), text, height=alt.Step(32))
    known = rows.dropna(subset=["answered_count"])
    said = "All counts are hidden. " if known.empty else ""
    if len(known):
        top = known.loc[known["answered_pct"].astype(float).idxmax()]
        said = f"The highest share is that of {top['region']}: {top['answered_count']:.0f} of {top['country_count']}. "
    hidden = len(rows) - len(known)
    said += f"{words.count(hidden, 'count is', 'counts are')} hidden. " if hidden and len(known) else ""
    return Figure("Who answered?", chart, said + WHO)


def distribution(counts: pd.DataFrame, question: str, least: int, is_several: bool) -> tuple[Figure, pd.DataFrame]:
    """How often each choice was taken, with the rows behind. Needs the answer of `survey.protected`."""
    own = counts[(counts["dimension"] == survey.ALL)]
    rows = own[own["choice"] != survey.TOTAL].sort_values("answer_count", ascending=False, kind="stable", na_position="last")
    total = own.loc[own["choice"] == survey.TOTAL, "answer_count"].iloc[0]
    drawn = rows.assign(
        length=rows["answer_count"].astype(float).fillna(0),
        said=[_cell(row.answer_count, total) for row in rows.itertuples()],
    )
    reach = 1.25 * max(1.0, drawn["length"].max())
    base = alt.Chart(drawn).encode(
        y=alt.Y("choice:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
        x=alt.X(
            "length:Q",
            title="Countries",
            scale=alt.Scale(domain=[0, reach], nice=False),
            axis=alt.Axis(format="d", tickMinStep=1),
        ),
        tooltip=[alt.Tooltip("choice:N", title="Answer"), alt.Tooltip("said:N", title="Countries")],
    )
    text = base.mark_text(align="left", dx=5).encode(text=alt.Text("said:N"))
    chart = alt.layer(base.mark_bar(color=BLUE).add_params(picked("mark", "choice")), text, height=alt.Step(30))
    known = rows.dropna(subset=["answer_count"])
    asked = "an unknown number of countries" if words.is_unknown(total) else words.count(int(total), "country")
    said = f"Answered by {asked}. "
    if len(known) and known["answer_count"].iloc[0] > 0:
        said += f"Most often: {known['choice'].iloc[0]}, {_cell(known['answer_count'].iloc[0], total)}. "
    said += "One country can take several choices, so shares add up to more than 100 %. " if is_several else ""
    return Figure(question, chart, said + _hidden_said(rows, least)), rows[COUNTS]


def by_group(counts: pd.DataFrame, question: str, dimension: str, least: int) -> tuple[Figure, pd.DataFrame]:
    """Choices by region or income group, with the rows behind. Needs the answer of `survey.protected`."""
    rows = counts[counts["dimension"] == dimension]
    totals = rows[rows["choice"] == survey.TOTAL].set_index("group_name")["answer_count"]
    cells = rows[rows["choice"] != survey.TOTAL]
    heads = {name: f"{name} ({HIDDEN if words.is_unknown(count) else count})" for name, count in totals.items()}
    share = cells["answer_count"].astype(float) / cells["group_name"].map(totals).astype(float)
    drawn = cells.assign(
        group_name=cells["group_name"].map(heads),
        cell=[_cell(row.answer_count, totals[row.group_name]) for row in cells.itertuples()],
        level=share.fillna(0),
    )
    more = [alt.Tooltip("cell:N", title="Countries")]
    chart = heat_map(drawn, "choice", "group_name", list(heads.values()), more, is_wrapped=True)
    label = survey.BY[dimension].lower()
    said = f"Countries that gave each answer, and their share of those of the {label} that answered (in brackets above). "
    return Figure(question, chart, said + _hidden_said(rows, least)), rows[COUNTS]


def _cell(count: object, total: object) -> str:
    if words.is_unknown(count):
        return HIDDEN
    return f"{count}" if words.is_unknown(total) or not total else f"{count} ({words.percent(count, total)})"


def _hidden_said(rows: pd.DataFrame, least: int) -> str:
    hidden = int(rows["is_hidden"].sum())
    if not hidden:
        return ""
    return (
        f"“{HIDDEN}” is a count of fewer than {least} countries, one in a group that is too small or nearly all of one mind, or "
        f"one from which these could be worked out ({hidden})."
    )


def numbers_said(rows: pd.DataFrame) -> str:
    """The median of all answers that are numbers, in a sentence."""
    one = rows[rows["dimension"] == survey.ALL].iloc[0]
    if words.is_unknown(one["median_value"]):
        return "Too few countries answered with a number to show any figure."
    return (
        f"{words.count(int(one['answer_count']), 'country')} answered with a number: half of them at or below "
        f"{words.number(one['median_value'], 1)}, the middle half between {words.number(one['lower_quartile'], 1)} and "
        f"{words.number(one['upper_quartile'], 1)}."
    )


def open_answers(answers: pd.DataFrame, is_confidential: bool, least: int) -> pd.DataFrame:
    """Answers in words, with their country; of a confidential survey without it, in alphabetical order, if there are enough."""
    texts = answers.assign(answer_text=["; ".join(one) for one in answers["answer"]])
    if not is_confidential:
        return texts[["country_name", "answer_text", "region", "income_group"]].reset_index(drop=True)
    texts = texts[["answer_text"]].sort_values("answer_text", ignore_index=True)
    return texts if len(texts) >= least else texts.head(0)
