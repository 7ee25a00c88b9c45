"""What countries have and what they need: one indicator on a map, as a ranking, against another one, and as a table."""

import streamlit as st

from landscape import screen, words
from landscape.charts import countries as charts
from landscape.charts import maps

VIEWS = ("Map", "Ranking", "Two indicators", "Table")

screen.head(
    "What do countries need?",
    "Statistical capacity, plans and money, migration: one indicator at a time, with the latest value of each country.",
)
bar = st.container()
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="choice"):
    line = st.container(width="content")
    view = screen.switch("View", VIEWS, key="view")
with bar:
    front = ("indicator", "against") if view == "Two indicators" else ("indicator", "region")
    rest = [name for name in ("search", "region", "subregion", "income_group", "country_group") if name not in front]
    filters = screen.filter_bar(*front, drawer=rest)
chosen = filters.parameters()
countries = screen.answer("explore/countries", **chosen)
indicator = screen.answer("explore/indicator", **chosen).iloc[0]
known = int(countries["latest_value"].count())
with line:
    screen.choice_line(filters, f"{words.count(len(countries), 'country or area', 'countries and areas')}, {known} with a value")
if countries.empty:
    screen.nothing_matches(filters, "explore/countries", "country")

about = screen.about(
    f"Countries by {indicator['indicator_name']}",
    filters,
    screen.sources_of(f"observation:{filters['indicator']}"),
    indicator["definition"],
)
rows = charts.typed(countries, indicator)
picked = region = None
if not known and view != "Table":
    st.info("None of these countries has a value. Choose another indicator or more countries.", icon=":material/search_off:")
elif view == "Map":
    picked = screen.panel(charts.map_of(countries, indicator), rows, "map", about, pick="country_name")
    st.caption(f"{maps.NOTE} {maps.POINTS} Click a country to open its profile.")
    screen.key_figures(*charts.key_figures(countries, indicator))
elif view == "Ranking" and charts.few_values(countries):
    region = screen.panel(charts.by_answer(countries, indicator), rows, "answers", about, pick="region")
elif view == "Ranking":
    left, right = st.columns(2, gap="large")
    with left:
        picked = screen.panel(charts.highest(countries, indicator), rows, "highest", about, pick="country_name")
    with right:
        if not charts.is_short(countries):
            picked = screen.panel(charts.lowest(countries, indicator), rows, "lowest", about, pick="country_name") or picked
elif view == "Two indicators":
    against = screen.answer("explore/indicator", indicator=filters["against"]).iloc[0]
    both = screen.answer("explore/countries_two_indicators", **chosen)
    sources = screen.sources_of(f"observation:{filters['indicator']}", f"observation:{filters['against']}")
    pair = screen.about(f"{indicator['indicator_name']} against {against['indicator_name']}", filters, sources)
    if both.empty:
        st.info("No country has a value of both indicators. Choose another one to compare it with.")
    else:
        picked = screen.panel(charts.two_indicators(both, indicator, against), both, "two", pair, pick="country_name")
else:
    picked = screen.table(rows, "countries", about, columns=charts.columns_of(indicator), pick="country_name")
st.caption(charts.read_as(indicator))
screen.page_link("explore/compare_countries", "Compare two to four countries", ":material/compare:")
if region:
    screen.narrow(region=[region], view="Table")
if picked:
    screen.open_page("explore/country", country=picked)
