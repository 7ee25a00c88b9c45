"""One donor in brief: who it is, what it gave to statistics, to whom, through what, and what is not known."""

import streamlit as st

from landscape import screen, words
from landscape.charts import donor as charts

top = st.container()
chosen = screen.filter_bar("donor", drawer=["priority", "normalisation", "least_known"])
if (donor := chosen["donor"]) is None:
    with top:
        screen.head("What do we know about a donor?", "One donor in brief: what it gave, to whom, and what is not known.")
    st.info("Choose a donor above, or click one on the page of all donors.", icon=":material/arrow_upward:")
    screen.page_link("explore/donors", "All donors", ":material/volunteer_activism:")
    screen.end()

facts = screen.answer("explore/donor_facts", donors=[donor])
name, shown_name = facts["donor_name"].iloc[0], words.plain(facts["donor_name"].iloc[0])
with top:
    screen.head(f"{shown_name}: what has it paid for?", words.plain(charts.who(facts)), ("donor", donor))
screen.key_figures(*charts.key_figures(facts))
years, regions, recipients, entities, mechanisms, projects, evidence, unknown = (
    screen.answer(f"explore/donor_{part}", donor=donor, donors=[donor])
    for part in ("years", "regions", "recipients", "un_entities", "mechanisms", "projects", "evidence", "unknown")
)


def about(what, sources):
    """What a download of this page says of itself."""
    return screen.about(f"{name} {what}", name, sources, "Amounts to statistics: constant prices, base year not stated; to 2020.")


statistics, un = screen.sources_of("funding:statistics"), screen.sources_of("funding:un")
recipient = mechanism = row = year = region = entity = None
left, right = st.columns(2, gap="large")
if nothing := charts.no_amount(years):
    left.info(words.plain(nothing), icon=":material/search_off:")
else:
    with left:
        year = screen.panel(
            charts.statistics_by_year(years), years, "years", about("to statistics by year", statistics), pick="year"
        )
    if recipients["amount_usd"].any():
        said = about("to statistics by recipient", statistics)
        with right:
            recipient = screen.panel(charts.recipients(recipients), recipients, "recipients", said, pick="recipient_name")
        left, right = st.columns(2, gap="large")
        with left:
            said = about("to statistics by region", statistics)
            region = screen.panel(charts.regions(regions), regions, "regions", said, pick="region_name")
with right:
    if entities.empty:
        st.info(words.plain(charts.not_named_by_un(name)))
    else:
        entity = screen.panel(charts.un_entities(entities), entities, "un", about("to UN entities", un), pick="channel")

st.header("Through what does it pay?", anchor=False)
st.markdown(words.plain(charts.mechanisms_said(name, mechanisms)))
if len(mechanisms):
    said = about("as contributor to mechanisms", screen.sources_behind(mechanisms))
    mechanism = screen.table(mechanisms, "mechanisms", said, noun="mechanism", columns=charts.MECHANISMS, pick="mechanism_name")

st.header("Has it paid for migration data?", anchor=False)
st.markdown(words.plain(charts.migration_said(facts, screen.accuracy())))
if len(projects):
    said = about("projects on migration", screen.sources_behind(projects))
    row = screen.table(projects, "projects", said, noun="record", columns=charts.PROJECTS, pick="recipient_name")
if len(evidence):
    said = about("evidence", screen.sources_behind(evidence))
    screen.table(evidence, "evidence", said, noun="finding", columns=charts.EVIDENCE)
screen.notes(charts.notes(facts))
screen.fit(donor, chosen)
screen.decisions_about("donor", donor)
st.header("What we do not know", anchor=False)
st.markdown("\n".join(f"- **{words.plain(gap.thing)}.** {words.plain(gap.reason)}" for gap in unknown.itertuples()))
with st.container(horizontal=True):
    screen.page_link("explore/funding", f"All funding from {shown_name}", ":material/payments:", donors=[name])
    screen.page_link("strategy/concentration", "If it left", ":material/logout:", view="If a donor leaves", leaving=name)
    screen.page_link("explore/compare_donors", "Compare with other donors", ":material/compare:", donors=[name])
    screen.page_link("explore/donors", "All donors", ":material/volunteer_activism:")
screen.method(charts.METHOD)
if mechanism:
    screen.open_page("explore/mechanism", mechanism=mechanism)
if funding := charts.of_funding(name, entities, year, region, entity):
    screen.open_page("explore/funding", **funding)
if (receiver := recipient or row) in screen.options("country").values():
    screen.open_page("explore/country", country=receiver)
elif receiver:
    st.toast(f"{words.plain(receiver)} has no profile: it is not one country.", icon=":material/info:")
