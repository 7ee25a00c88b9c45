"""Which donors to approach first and why: a score with live weights, a grid of two axes, and a gift table for a target."""

import streamlit as st

from landscape import screen, words
from landscape.charts import prospects as charts
from landscape.strategy import gifts, prospects

VIEWS = ("Ranking", "Why", "Grid", "Gifts", "Mechanisms", "Table")
FRONT = {"Grid": ("across", "up"), "Gifts": ("target",)}  # filters of a view; in the others they wait in the drawer
DRAWER = ("across", "up", "target", "normalisation", "least_known")
NOTHING = ":material/search_off:"
LISTS = ("Scored", "Not scored: too little known")

screen.head(
    "Which donors should be approached first, and why?",
    "Donors scored by what they gave, could give and have to do with migration; you weigh it.",
)
bar, line = st.container(), st.container()
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="choice"):
    weigh = st.container(width="content")
    view = screen.switch("View", VIEWS, key="view")
with bar:
    front = FRONT.get(view, ())
    filters = screen.filter_bar("donor_type", "priority", *front, drawer=[one for one in DRAWER if one not in front])
with weigh:
    weighed, weights = screen.weights("prospect", beside=True)
choice, types = filters + weighed, filters["donor_type"]
least, how = filters["least_known"], filters["normalisation"]
countries = screen.answer("strategy/priority_countries", priority=filters["priority"])["iso3"].tolist()
components = screen.answer("strategy/components", score="prospect")
presets = screen.answer("strategy/component_weights", score="prospect")
values = screen.answer("strategy/prospect_values", countries=countries)
facts = screen.answer("strategy/prospects", countries=countries)
of = prospects.assessed(values, facts, components, weights, least, how)
shown, unscored = (charts.of_types(rows, types) for rows in (of.scored, charts.unscored(of)))
with line:
    screen.choice_line(choice, f"{len(shown)} of {len(of.scored)} donors with a score")
if shown.empty:
    st.info("No donor matches. Clear the donor type, lower “Least known” or give a component a weight.", icon=NOTHING)
    screen.end()

sources = screen.sources_of("donor", "funding:statistics", "funding:un", "observation:migrant_stock_in", "donor_evidence")
set_name = screen.options("priority").get(filters["priority"], "none chosen")
notes = (*charts.notes(of, presets, least, how, set_name), screen.accuracy())
about = screen.about("Prospects", choice, sources, *notes)
picked = into = None
if view == "Ranking":
    picked = screen.panel(charts.best(shown, len(of.scored)), shown[charts.RANKED], "best", about, pick="donor_name")
elif view == "Why":
    st.header("Why do they come first?", anchor=False)
    st.markdown(charts.reasons_said(shown))
elif view == "Grid":
    axes, names = (filters["across"], filters["up"]), charts.axis_names(components)
    placed = charts.of_types(prospects.placed(of, *axes), types)
    if placed.empty:
        st.info("Nobody can be placed: nothing is known on one of the two axes.", icon=NOTHING)
    else:
        figure = charts.grid(placed, len(shown) - len(placed), *(names[one] for one in axes), axes == charts.DEFAULT_AXES)
        picked = screen.panel(figure, placed[charts.PLACED], "grid", about, pick="donor_name")
elif view == "Gifts":
    target = filters["target"]
    table = gifts.gift_table(1e6 * target, shown)
    screen.key_figures(*charts.key_figures(of, shown, table, target))
    st.header("How many gifts of which size?", anchor=False)
    st.markdown(words.plain(charts.gifts_said(table, target)))
    if len(table):
        screen.table(table, "gifts", screen.about("Gift table", choice, sources, *notes), noun="level")
elif view == "Mechanisms":
    mechanisms = screen.answer("strategy/prospect_mechanisms", donors=shown["donor_id"].tolist())
    st.header("What have they paid into?", anchor=False)
    st.markdown(words.plain(charts.mechanisms_said(mechanisms, len(shown))))
    if len(mechanisms):
        said = screen.about("Mechanisms of prospects", choice, screen.sources_behind(mechanisms))
        into = screen.table(mechanisms, "mechanisms", said, columns=charts.MECHANISMS, pick="mechanism_name")
elif screen.switch("List", LISTS, key="listed") == LISTS[0]:
    picked = screen.table(shown, "prospects", about, len(of.ranked), "donor", charts.LISTED, pick="donor_name")
else:
    picked = screen.table(of.with_reasons(unscored), "unscored", about, None, "donor", charts.UNSCORED, pick="donor_name")
st.caption(" ".join([charts.unscored_said(unscored, least), *([] if countries else [charts.NO_SET]), screen.accuracy()]))
screen.method(lambda: charts.method(of, components, values, least, how))
screen.keep_scenario(
    "prospect", "Keep this view under a name", countries, " ".join(charts.weighed(of, presets, least, how, set_name))
)
screen.kept_scenarios("prospect", "strategy/prospects")
if into:
    screen.open_page("explore/mechanism", mechanism=into)
if picked:
    screen.carry("priority", "normalisation", "least_known")
    screen.open_page("explore/donor", donor=picked)
