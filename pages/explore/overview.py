"""The first page: who pays for migration statistics, and what is missing."""

import streamlit as st

from landscape import screen, words
from landscape.charts import overview as charts
from landscape.charts.rules import rankings_said

PAGES = (
    ("explore/donors", "Donors", ":material/volunteer_activism:", "Who could pay, and what is known of each donor?"),
    ("explore/mechanisms", "Mechanisms", ":material/account_balance:", "Through which funds and programmes could money come?"),
    ("explore/funding", "Funding", ":material/payments:", "Where did the money go, year by year, row by row?"),
    ("explore/countries", "Countries", ":material/public:", "What can each country count, and what did it receive?"),
    ("strategy/needs", "Needs", ":material/priority_high:", "Where is support needed most, and missing?"),
    ("strategy/prospects", "Prospects", ":material/handshake:", "Which donors should be approached first, and why?"),
    ("strategy/programme", "Programme costs", ":material/request_quote:", "What would the Global Programme cost?"),
    ("strategy/stack", "Funding stack", ":material/stacked_bar_chart:", "What of the programme is funded, and what is not?"),
    ("frameworks/institutions", "Institutions", ":material/lan:", "Who holds data on migration, and how is it shared?"),
    ("frameworks/training", "Training", ":material/school:", "Who teaches migration statistics, and where is it lacking?"),
    ("data/update", "Update from Excel", ":material/upload_file:", "What would your own list change, and what is wrong in it?"),
    ("data/sources", "Data sources", ":material/library_books:", "Where does each figure come from, and what are its flaws?"),
)

screen.head(
    "Who pays for migration statistics, and what is missing?",
    "What donors gave to statistics, how little of it was for migration, and where the need is. Click a mark to go deeper.",
)
figures = screen.answer("explore/overview_figures").to_dict("records")[0]
period = f"{figures['first_year']}–{figures['last_year']}"
screen.key_figures(*charts.facts(figures))
st.caption(screen.accuracy())

money = screen.about(
    "Migration statistics by year",
    f"Support to statistics, disbursements, {period}",
    screen.sources_of("funding:statistics"),
    "Constant US dollars, base year not stated by the source.",
    screen.accuracy(),
)
years, paid = screen.answer("explore/overview_migration"), screen.answer("explore/migration_donors")
year = screen.panel(charts.migration_by_year(years, figures, rankings_said(paid)), years, "migration", money, pick="year")
screen.page_link("data/rules", "What counts as migration statistics, and who pays most by each rule", ":material/rule:")
left, right = st.columns(2, gap="large")
with left:
    donors = screen.answer("explore/overview_donors")
    donor = screen.panel(charts.largest_donors(donors), donors, "largest", money, pick="donor_name")
with right:
    scores = screen.answer("explore/overview_capacity")
    need = screen.about("Statistical capacity", "Latest year", screen.sources_of("observation:spi_overall"))
    country = screen.panel(charts.capacity(scores), scores, "capacity", need, pick="country_name")

st.header("Where to go next", anchor=False)
with st.container(horizontal=True, gap="small", key="next"):
    for page, label, icon, sentence in PAGES:
        with st.container(width=350, height="stretch", border=True, gap=None):
            screen.page_link(page, label, icon)
            st.markdown(sentence)

st.header("What this dashboard cannot tell", anchor=False)
st.markdown(
    f"- What was paid for statistics after {figures['last_year']}: the figures on support to statistics end there.\n"
    f"- All published activities: that lens reaches {words.count(figures['iati_country_count'], 'country', 'countries')} to "
    f"{figures['iati_last_year']}, and the largest recipient countries are missing from it.\n"
    "- One grand total: the three sources of money figures (lenses) overlap, so they are never added.\n"
    "- Migration work without a migration word in its title: the figures above are what titles show, not all there is."
)

if donor:
    screen.open_page("explore/donor", donor=donor)
if country:
    screen.open_page("explore/country", country=country)
if year:
    screen.open_page("explore/funding", rule="Migration (wide)", years_statistics=[year, year], view="Records")
