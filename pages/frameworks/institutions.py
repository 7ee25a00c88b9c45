"""Who holds data on migration in a country, how they flow and on what basis: drawn, compared across countries, listed."""

import streamlit as st

from landscape import screen, words
from landscape.charts import institutions as charts
from landscape.frameworks import institutions

VIEWS = ["One country", "Across countries", "List"]

screen.head(
    "How do countries share migration data?",
    "The institutions that hold data on migration, what flows between them, and what it rests on.",
)
with st.container(horizontal=True, vertical_alignment="bottom", key="choice"):
    view = screen.switch("View", VIEWS, "view")
    filters = screen.filter_bar(institutions.COUNTRY) if view == VIEWS[0] else None
if filters is None:
    filters = screen.filter_bar("region", "data_source", "arrangement", drawer=["institution_kind", "linked"])
    filters += institutions.ANY_COUNTRY
there = screen.answer("frameworks/documented", **institutions.ALL)
small = charts.NOT_ALL.format(words.count(len(there), "country", "countries"))
country = filters["country"] if view == VIEWS[0] else None
where = source = None
asked = institutions.ALL | {name: value for name, value in filters.parameters().items() if name in institutions.ALL}
held, shared = screen.answer("frameworks/institutions", **asked), screen.answer("frameworks/exchanges", **asked)
if country:  # out of one answer for all, whichever is chosen
    held, shared = institutions.of_country(held, country), institutions.of_country(shared, country)


def about(title, chosen, *behind):
    """What a download of this page says of itself."""
    return screen.about(title, chosen, screen.sources_behind(*behind), small)


if view == VIEWS[0] and not country:
    st.info("Choose a country above, or click one of those for which something is documented.", icon=":material/arrow_upward:")
    said = screen.about("Countries with documented institutions", "all", screen.sources_of("institution", "data_exchange"), small)
    where = screen.table(there, "documented", said, noun="country", columns=charts.DOCUMENTED, pick="country_name")
elif country:
    name = screen.options("country")[country]
    if held.empty and shared.empty:
        st.info(f"The landscape documents no institution of {words.plain(words.the(name))}. That does not mean there is none.")
    else:
        numbered = institutions.numbered(shared)
        drawn = institutions.diagram(name, held, numbered)
        left, right = screen.beside(drawn)
        with left:
            screen.diagram(drawn, "flow", about(f"Flow of data in {name}", name, held, shared))
        if len(shared):
            with right:
                st.header("What is shared, and on what basis?", anchor=False)
                said = about(f"Exchanges of data in {name}", name, shared)
                screen.table(numbered, "exchanges", said, noun="exchange", columns=charts.EXCHANGES)
    with st.container(horizontal=True, vertical_alignment="center", key="of_country"):
        link = {"model_view": "Country against model", "model_country": name}
        screen.page_link("frameworks/model", "What the model asks beyond that", ":material/schema:", **link)
        screen.page_link("explore/country", f"Profile of {words.plain(words.the(name))}", ":material/flag:", country=name)
        screen.country_sheet(country)
    if len(held):
        screen.key_figures(*institutions.key_figures(held, shared))
        st.header("Who has which role?", anchor=False)
        said = about(f"Institutions of {name}", name, held)
        screen.table(held, "institutions", said, noun="institution", columns=charts.INSTITUTIONS)
else:
    screen.choice_line(filters, charts.counted(held))
    if held.empty and shared.empty:
        screen.nothing_matches(filters, "frameworks/institutions", "institution")
    if view == VIEWS[1]:
        rows = charts.with_holding(screen.answer("frameworks/source_matrix", **asked))
        if rows.empty:
            st.info("None of these institutions is known to hold or share a data source.", icon=":material/search_off:")
        else:
            said = about("Data sources, who holds them and how they are shared", filters, held, shared)
            source = screen.panel(charts.matrix(rows), rows, "matrix", said, pick="holding")
    else:
        said = about("Institutions with a role in migration statistics", filters, held)
        where = screen.table(held, "institutions", said, noun="institution", columns=charts.LIST, pick="country_name")
        st.header("What is shared?", anchor=False)
        said = about("Exchanges of migration data", filters, shared)
        where = screen.table(shared, "exchanges", said, None, "exchange", charts.ALL_EXCHANGES, pick="country_name") or where
st.caption(small)
screen.method(charts.METHOD)
if source:
    screen.narrow(data_source=[charts.source_of(source)], view=VIEWS[2])
if where:
    screen.narrow(flow_country=where if view != VIEWS[0] else there.set_index("country_name")["iso3"][where], view=VIEWS[0])
