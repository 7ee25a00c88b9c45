"""What a national flow of migration data should have by the standards, and what of it each country has."""

import streamlit as st

from landscape import screen, words
from landscape.charts import sharing_model as charts
from landscape.frameworks import model

VIEWS = ["The model", "Country against model", "Countries"]

screen.head(
    "What does a good flow of migration data need?",
    "A model of institutions, sources, exchanges and rules, each from an international standard, and countries against it.",
)
with st.container(horizontal=True, vertical_alignment="bottom", key="choice"):
    view = screen.switch("View", VIEWS, "model_view")
    filters = screen.filter_bar(model.COUNTRY) if view == VIEWS[1] else None
elements = model.numbered(screen.answer("frameworks/model"))
where = None

if view == VIEWS[0]:
    about = screen.about("Model of data sharing", "all elements", screen.sources_behind(elements))
    screen.diagram(model.diagram(elements), "model", about)
    st.header("Which standard asks for it?", anchor=False)
    screen.table(elements, "elements", about, noun="element", columns=charts.MODEL)
    screen.page_link("data/update", "Change the model from Excel", ":material/upload_file:")
elif view == VIEWS[1] and filters["country"] is None:
    st.info("Choose a country above, or click one in the view Countries.", icon=":material/arrow_upward:")
elif view == VIEWS[1]:
    country, name = filters["country"], screen.options("country")[filters["country"]]
    every = screen.answer("frameworks/against_model", region=[], countries=[])  # one answer for whichever country is chosen
    against = model.of_country(every, country, elements)
    if against.empty:
        st.info(f"The landscape documents nothing of {words.plain(words.the(name))} yet: every element is to be found out.")
    else:
        statuses = dict(zip(against["element_id"], against["model_status"], strict=True))
        about = screen.about(f"{name} against the model", name, screen.sources_behind(against))
        known = against["model_status"] != model.UNKNOWN
        screen.diagram(model.diagram(elements, statuses, name), "against", about)
        screen.key_figures(*model.key_figures(list(statuses.values())))
        left, right = st.columns(2, gap="medium")
        with left:
            st.header("What is known, and what shows it?", anchor=False)
            screen.table(against[known], "known", about, len(against), "element", columns=charts.KNOWN)
        with right:
            st.header("What does the model ask beyond that?", anchor=False)
            asks = against[against["model_status"] != model.PRESENT]
            screen.table(asks, "asks", about, len(against), "element", columns=charts.ASKED)
        st.caption("To establish where it is missing, to find out where it is not known.")
    with st.container(horizontal=True, vertical_alignment="center", key="of_country"):
        link = {"view": "One country", "flow_country": name}
        screen.page_link("frameworks/institutions", "How it shares migration data", ":material/lan:", **link)
        screen.page_link("explore/country", f"Profile of {words.plain(words.the(name))}", ":material/flag:", country=name)
        screen.country_sheet(country)
else:
    filters = screen.filter_bar("region")
    counts = model.counts(screen.answer("frameworks/against_model", countries=[], **filters.parameters()))
    screen.choice_line(filters, words.count(len(counts), "country", "countries"))
    if counts.empty:
        screen.nothing_matches(filters, "frameworks/documented", "country")
    about = screen.about("Countries against the model", filters, screen.sources_of("institution", "data_exchange"))
    where = screen.panel(charts.ranking(counts), counts[charts.COUNTS], "counts", about, pick="country_name")
    st.caption("Small and not representative: countries of which something is documented. Not known never counts as missing.")
screen.method(charts.METHOD)
if where:
    screen.narrow(model_country=where, model_view=VIEWS[1])
