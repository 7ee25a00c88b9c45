"""What was decided, by whom and until when; what is still open; and the minutes of meetings."""

import streamlit as st

from landscape import screen, words

screen.head(
    "What was decided, and what is still open?",
    "Decisions on donors, mechanisms, countries and opportunities, with who acts and by when; meetings, and their minutes.",
)
filters = screen.decision_filters()
everything, rows = screen.decided(), screen.decided(filters)
if everything.empty:
    st.info("No decision is recorded yet. Record the first one below, or on the profile of what it is about.")
else:
    screen.key_figures(*screen.decision_figures(rows))
    screen.choice_line(filters, f"{len(rows)} of {words.count(len(everything), 'decision')}")
    if rows.empty:
        st.info("No decision matches these filters. Clear one of them.", icon=":material/search_off:")
    else:
        sources = screen.answer("strategy/decision_sources", decision_ids=rows["decision_id"].tolist())
        about = screen.about("Decisions", filters, sources, "What is due or overdue is as of the day of the download.")
        screen.decision_table(rows, about, len(everything))
screen.record_decision()

st.header("Meetings and minutes", anchor=False)
screen.noted_views()
screen.new_meeting()
screen.minutes_offered()
st.caption(
    "The minutes hold the views shown, what was decided, what was published on that day (in UTC) and by whom, with sources; "
    "as Word to correct and send round, as Excel to work with."
)
