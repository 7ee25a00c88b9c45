"""Who teaches migration statistics, where and when, and whether that is where it is needed."""

from datetime import date

import streamlit as st

from landscape import screen, words
from landscape.charts import training as charts
from landscape.frameworks import supply

VIEWS = ("Inventory", "Timeline", "Providers and topics", "Supply and need", "For a country", "Duplication")
DRAWER = ("programme_status", "language", "gsbpm_phase", "training_level", "training_mode", "provider", "funder")

screen.head(
    "Who teaches migration statistics, and is it where it is needed?",
    f"Training and capacity development, and the needs it meets. {charts.SMALL}",
)
bar, line = st.container(), st.container()
view = screen.switch("View", VIEWS, key="view")
front = ("country",) if view == "For a country" else ()
with bar:
    filters = screen.filter_bar("search", "training_topic", supply.COVERS, *front, drawer=DRAWER)
chosen = filters.parameters()
rows = screen.answer("frameworks/programmes", **chosen)
total = int(screen.answer("frameworks/programme_totals")["programme_count"].iloc[0])
with line:
    screen.choice_line(filters, f"{len(rows)} of {words.count(total, 'programme')}")
if rows.empty:
    screen.nothing_matches(filters, "frameworks/programmes", "programme")


def about(title, behind):
    """What a download of these rows says of itself."""
    return screen.about(title, filters, screen.sources_behind(behind), *charts.NOTES)


picked = None
if view == "Inventory":
    screen.key_figures(*charts.key_figures(rows, total))
    one = charts.the_one(rows, filters["search"])
    pick = "" if len(one) else "programme_name"
    if len(one):
        screen.side_by_side(one, "programme_name", charts.DETAILS, "details", about("Training in detail", one))
    if len(rows) > 1:
        picked = screen.table(rows, "programmes", about("Training", rows), total, "programme", charts.LISTED, pick=pick)
elif view == "Timeline":
    if screen.switch("Drawn by", ("By region", "By topic"), key="more") == "By topic":
        counts = charts.by_topic(rows, date.today().year)
        if not counts.empty:
            screen.panel(charts.topics_by_year(counts), counts, "topics", about("Training by topic and year", rows))
    elif not (dated := charts.dated(rows)).empty:
        of = about("Training by year", dated)
        figure = charts.timeline(dated, rows, date.today().year)
        picked = screen.panel(figure, dated, "timeline", of, pick="programme_name", height=520)
    st.caption(words.plain(charts.undated(rows)))
elif view == "Providers and topics":
    counts = charts.by_provider(rows)
    if not counts.empty:
        screen.panel(charts.providers(counts, rows), counts, "providers", about("Topics by provider", rows))
elif view == "Supply and need":
    rules = screen.answer("frameworks/topic_needs")
    values, countries = (
        screen.answer(f"strategy/{one}", scored="aid_recipients", region=[], income_group=[], country_group=[])
        for one in ("need_values", "countries_scored")
    )
    every = screen.answer("frameworks/programmes", **chosen | {"covers": []})  # those of the whole world count in each region
    cells = supply.cells(every, values, rules, countries, chosen["covers"], chosen["training_topic"])
    behind = screen.sources_behind(every, values[values["component_id"].isin(rules["component_id"])])
    of = screen.about("Supply of training against need", filters, behind, *charts.NOTES, charts.SMALL)
    st.markdown(charts.answer_said(cells, chosen["training_topic"]))
    screen.panel(charts.supply_and_need(cells, rules), cells[charts.CELLS], "supply", of)
    st.header("Where are the holes?", anchor=False)
    st.markdown("\n".join(f"- {one}" for one in charts.holes_said(cells)) or "None: wherever countries lack, training runs.")
    screen.method(charts.rule_said(rules))
elif view == "For a country":
    if filters["country"] is None:
        st.info("Choose a country above.", icon=":material/arrow_upward:")
    else:
        name = screen.options("country")[filters["country"]]
        own = screen.answer("explore/country_training", **chosen)
        own = own[own["programme_name"].isin(rows["programme_name"])]
        st.markdown(words.plain(charts.for_country_said(own, name)))
        picked = screen.table(own, "for_country", about(f"Training for {name}", own), None, "programme", charts.FOR_COUNTRY)
else:
    pairs = screen.answer("frameworks/programme_pairs", **chosen)
    st.markdown(charts.pairs_said(pairs))
    if not pairs.empty:
        screen.table(pairs, "pairs", about("Training that overlaps", pairs), None, "pair", charts.PAIRS)
if picked:
    screen.narrow(search=picked, view="Inventory")
