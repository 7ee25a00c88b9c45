"""Two to four countries side by side: every indicator with its year, and the scores of their statistics in one chart."""

import streamlit as st

from landscape import screen
from landscape.charts import compare_countries as charts
from landscape.charts import indicators

MOST = 4

screen.head("How do countries compare?", "Two to four countries side by side: the latest value of every indicator, and its year.")
filters = screen.filter_bar("countries")
codes = list(filters["countries"])[:MOST]
if len(codes) < 2:
    st.info("Choose two to four countries above.", icon=":material/arrow_upward:")
    screen.end()
if len(filters["countries"]) > MOST:
    st.info(f"The first {MOST} countries are shown. Take one away to see another.", icon=":material/info:")

rows = screen.answer("explore/country_indicators", countries=codes, indicators=[])
names = charts.names(rows)
about = screen.about("Countries compared", names, screen.sources_behind(rows), "Each value is the latest one of its country.")
picked = None
scores = indicators.only(rows, indicators.PILLARS)
if indicators.is_known(scores, "latest_value"):
    spi = screen.about("Scores compared", names, screen.sources_of("observation:spi_overall"))
    picked = screen.panel(charts.pillars(rows), indicators.in_words(scores), "pillars", spi, pick="country_name")
else:
    st.info(f"No score of statistical capacity is published for {names}.")
indicator = screen.table(
    charts.side_by_side(rows),
    "indicators",
    about,
    noun="indicator",
    again=lambda: charts.to_download(rows),
    pick="indicator_name",
)
st.caption(
    "The year of each value is in brackets. The current and the earlier release of SPI, the Statistical Performance Indicators, "
    "follow different rules: never compare across them."
)
with st.container(horizontal=True):
    for name in dict.fromkeys(rows["country_name"]):
        screen.page_link("explore/country", name, ":material/flag:", country=name)
    screen.page_link("explore/countries", "All countries", ":material/public:")
if indicator:
    screen.open_page("explore/countries", indicator=indicator)
if picked:
    screen.open_page("explore/country", country=picked)
