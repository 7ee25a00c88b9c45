"""Which donors to approach first and why: a score with live weights, a grid of two axes, and a gift table for a target."""

import streamlit as st

from landscape import screen, words
from landscape.charts import prospects as charts
from landscape.strategy import gifts, prospects

screen.head(
    "Which donors should be approached first, and why?",
    "Donors scored by what they gave, what they could give and what ties them to migration; the weights are yours to move.",
)
top = st.container()
weighed, weights = screen.weights("prospect")
with top:
    filters = screen.filter_bar("donor_type", "priority", "target", drawer=["across", "up", "normalisation", "least_known"])
countries = screen.answer("strategy/priority_countries", priority=filters["priority"])["iso3"].tolist()
components = screen.answer("strategy/components", score="prospect")
presets = screen.answer("strategy/component_weights", score="prospect")
values = screen.answer("strategy/prospect_values", countries=countries)


def asked():
    """Every donor with its score, as the filters and weights say."""
    facts = screen.answer("strategy/prospects", countries=countries)
    return prospects.assessed(values, facts, components, weights, filters["least_known"], filters["normalisation"])


def chosen(rows):
    """The rows of the donor types chosen."""
    return rows[rows["donor_type"].isin(filters["donor_type"])] if filters["donor_type"] else rows


of = asked()
shown = chosen(of.scored)
screen.choice_line(filters + weighed, f"{len(shown)} of {len(of.scored)} donors with a score")
if shown.empty:
    st.info(
        "No donor matches. Clear the donor type, lower “Least known” or give a component a weight.", icon=":material/search_off:"
    )
    screen.end()

target, unscored = filters["target"], charts.unscored(of, filters["donor_type"])
table = gifts.gift_table(1e6 * target, shown)
screen.key_figures(*charts.key_figures(of, shown, table, target))
sources = screen.sources_of("donor", "funding:statistics", "funding:un", "observation:migrant_stock_in", "donor_evidence")
set_name = screen.options("priority").get(filters["priority"], "none chosen")
notes = charts.notes(of, presets, filters["least_known"], filters["normalisation"], set_name)
about = screen.about("Prospects", filters + weighed, sources, *notes)
ranked = screen.panel(charts.best(shown, len(of.scored)), shown[charts.RANKED], "best", about, pick="donor_name")

placed = chosen(prospects.placed(of, filters["across"], filters["up"]))
names, axes = charts.axis_names(components), (filters["across"], filters["up"])
spotted = None
if len(placed):
    figure = charts.grid(placed, len(shown) - len(placed), names[axes[0]], names[axes[1]], axes == charts.DEFAULT_AXES)
    spotted = screen.panel(figure, placed[charts.PLACED], "grid", about, pick="donor_name")
else:
    st.info("Nobody can be placed: nothing is known on one of the two axes.", icon=":material/search_off:")

row = screen.table(
    shown, "prospects", about, len(of.table), "donor", charts.LISTED, again=lambda: chosen(asked().scored), pick="donor_name"
)
st.header("What do they pay into already?", anchor=False)
mechanisms = screen.answer("strategy/prospect_mechanisms", donors=shown["donor_id"].tolist())
st.markdown(words.plain(charts.mechanisms_said(mechanisms, len(shown))))
into = None
if len(mechanisms):
    said = screen.about("Mechanisms of prospects", filters + weighed, screen.sources_behind(mechanisms))
    into = screen.table(mechanisms, "mechanisms", said, columns=charts.MECHANISMS, pick="mechanism_name")

st.header("How many gifts of which size?", anchor=False)
st.markdown(words.plain(charts.gifts_said(table, target)))
if len(table):
    screen.table(table, "gifts", screen.about("Gift table", filters + weighed, sources, *notes), noun="level")
st.header("Not scored: too little known", anchor=False)
st.markdown(f"Of {words.count(len(unscored), 'donor')} less than {filters['least_known']} % is known. That is not a low score.")
if len(unscored):
    screen.table(unscored, "unscored", about, noun="donor", columns=charts.UNSCORED)
screen.kept_scenarios("prospect", "strategy/prospects")
screen.keep_scenario("prospect", "Keep this view under a name", countries)
screen.method(lambda: charts.method(of, components, values, filters["least_known"], filters["normalisation"]))
if into:
    screen.open_page("explore/mechanism", mechanism=into)
if ranked or spotted or row:
    screen.carry("priority", "normalisation", "least_known")
    screen.open_page("explore/donor", donor=ranked or spotted or row)
