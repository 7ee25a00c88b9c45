"""The answers to a survey of capacity that members brought in: who answered, what, and how that differs between groups."""

import streamlit as st

from landscape import screen, words
from landscape.charts import survey as charts
from landscape.frameworks import survey

VIEWS = ("Who answered", "One question", "By region", "By income group", "Code book")
BY = {"By region": "region", "By income group": "income_group"}

screen.head(
    "What did countries answer to your own survey?",
    "A capacity questionnaire such as the one that the UN Statistics Division ran in 2018, brought in through Excel.",
)
bar, line = st.container(), st.container()
view = screen.switch("View", VIEWS, key="view")
with bar:
    bar_of = screen.survey_bar(is_of_one_question=view in VIEWS[1:4])
if bar_of is None:
    st.info(charts.HOW_TO, icon=":material/quiz:")
    screen.page_link("data/update", "Update from Excel", ":material/upload_file:")
    screen.end()
filters, asked, questions = bar_of
chosen, least = filters.parameters(), survey.smallest_cell(asked)
answers = screen.answer("frameworks/survey_answers", **chosen)
groups = survey.hidden_groups(answers, least)
with line:
    screen.choice_line(filters, words.count(len(questions), "question"))
if asked["is_confidential"]:
    st.caption(charts.CONFIDENTIAL.format(least))
if answers.empty:
    screen.nothing_matches(filters, "frameworks/survey_answers", "answer")
name = asked["survey_name"]
about = screen.about(name, filters, screen.sources_behind(answers), *([charts.CONFIDENTIAL.format(least)] if least > 1 else []))

if view == "Who answered":
    screen.key_figures(*charts.key_figures(answers, questions, asked))
    everybody = {"scored": "all", "region": [], "income_group": [], "country_group": []} | chosen
    rows = survey.response(answers, screen.answer("strategy/countries_scored", **everybody), least)
    screen.panel(charts.response(rows), rows[charts.RESPONSE], "response", about)
elif view == "Code book":
    screen.table(questions, "code_book", about, None, "question", charts.CODE_BOOK)
else:
    question = questions.set_index("question_id").loc[filters["survey_question"]]
    own = answers[answers["question_id"] == filters["survey_question"]]
    text, kind = question["question"], question["question_kind"]
    if own.empty:
        st.info("Nobody of those chosen answered this question.", icon=":material/search_off:")
    elif kind == "open":
        st.header(words.plain(text), anchor=False)
        texts = charts.open_answers(own, asked["is_confidential"], least)
        if texts.empty:
            st.info(f"Fewer than {least} countries answered in words: their answers are not shown.", icon=":material/lock:")
        else:
            screen.table(texts, "open", about, None, "answer")
    elif kind == "number":
        rows = survey.numbers(own, least, groups)
        st.header(words.plain(text), anchor=False)
        st.markdown(charts.numbers_said(rows))
        of = rows[rows["dimension"].isin([survey.ALL, BY.get(view, survey.ALL)])]
        screen.table(of, "numbers", about, None, "group", charts.NUMBERS)
    else:
        several = kind == "multiple"
        choices = question["choices"] if question["choices"] is not None else ()
        counts = survey.protected(survey.counted(own, choices), least, several, groups)
        if view == "One question":
            figure, rows = charts.distribution(counts, text, least, several)
        else:
            figure, rows = charts.by_group(counts, text, BY[view], least)
        if rows.loc[rows["choice"] != survey.TOTAL, "is_hidden"].all():
            st.header(words.plain(text), anchor=False)
            st.info(charts.NOT_SHOWN, icon=":material/lock:")
        else:
            screen.panel(figure, rows, "answers", about)
