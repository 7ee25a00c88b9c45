"""What assessments of statistical systems say of each country, how far they agree, and what a survey of one's own adds."""

import streamlit as st

from landscape import screen
from landscape.charts import assessments as charts
from landscape.frameworks import agreement

VIEWS = ("Side by side", "Agreement", "Two compared")
PLACES = ("region", "income_group", "country_group")

screen.head(
    "What do assessments say of statistical systems, and do they agree?",
    "SPI, ODIN and the SDG indicators on statistics (17.18 and 17.19) beside each other, and surveys that members bring in.",
)
bar, line = st.container(), st.container()
view = screen.switch("View", VIEWS, key="view")
with bar:
    filters = screen.filter_bar("assessment", "assessed", drawer=PLACES) if view == "Two compared" else screen.filter_bar(*PLACES)
asked = filters + agreement.ALL
rows = screen.answer("frameworks/assessments", **asked.parameters())
with line:
    screen.choice_line(filters, f"{rows['iso3'].nunique()} countries and areas with at least one value")
if rows.empty:
    screen.nothing_matches(asked, "frameworks/assessments", "value")


def about(title, behind):
    """What a download of these rows says of itself."""
    return screen.about(title, filters, screen.sources_behind(behind), *charts.NOTES)


picked = None
if view == "Side by side":
    screen.key_figures(*charts.key_figures(rows))
    table = charts.side_by_side(rows)
    of = about("Assessments of statistical systems", rows)
    picked = screen.table(table, "side_by_side", of, None, "country", charts.SIDE_BY_SIDE, lambda: rows, "country_name")
    st.header("What does each measure?", anchor=False)
    screen.table(charts.measures(rows), "measures", of, None, "assessment", charts.MEASURES)
elif view == "Agreement":
    figure, pairs = charts.correlations(agreement.correlations(agreement.wide(rows)))
    screen.panel(figure, pairs, "correlations", about("Agreement of assessments", rows))
    screen.method(charts.METHOD)
else:
    first, second = filters["assessment"], filters["assessed"]
    found = agreement.differences(rows, first, second)
    of = about("Two assessments compared", rows[rows["indicator_id"].isin([first, second])])
    if found.empty:
        st.info("No country has a value of both. Choose others, or clear a filter.", icon=":material/search_off:")
    else:
        table, again = charts.compared(found, rows, first, second), lambda: charts.behind(found, first, second)
        picked = screen.panel(charts.two(found, rows, first, second), table, "two", of, "country_name", again)
        st.header("Where do they differ most?", anchor=False)
        picked = screen.table(table, "differences", of, None, "country", None, again, "country_name") or picked
    screen.method(charts.METHOD)
screen.page_link("frameworks/survey", "A survey of your own", ":material/quiz:")
if picked:
    screen.open_page("explore/country", country=picked)
