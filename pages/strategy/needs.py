"""Where support is needed most: countries ranked by components that the reader weighs, and a set of priority countries."""

import streamlit as st

from landscape import screen, words
from landscape.charts import maps
from landscape.charts import needs as charts
from landscape.strategy import needs, scores

VIEWS = ("Ranking", "Plane", "Map", "Table", "Why this rank", "Priority set", "Checks")
DRAWER = ("scored", "region", "income_group", "country_group", "normalisation", needs.LEAST_KNOWN, "priority")

screen.head(
    "Where is support needed most?",
    "Countries ranked by gaps in capacity, migration and support received; the weights are yours.",
)
bar, line = st.container(), st.container()
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="choice"):
    weigh = st.container(width="content")
    view = screen.switch("View", VIEWS, key="view")
with bar:
    rule = screen.switch("Chosen by", tuple(needs.RULES), key="set_rule") if view == "Priority set" else ""
    front = ("scored", "country") if view == "Why this rank" else needs.RULES.get(rule, ("scored", "region"))
    filters = screen.filter_bar(*front, drawer=[one for one in DRAWER if one not in front])
with weigh:
    weighed, weights = screen.weights("need", beside=True)
chosen = filters.parameters()
components = screen.answer("strategy/components", score="need")
values, countries = (screen.answer(f"strategy/{one}", **chosen) for one in ("need_values", "countries_scored"))
priority = list(screen.answer("strategy/priority_countries", **chosen)["iso3"])
of = needs.needs(values, components, weights, chosen["normalisation"], chosen["least_known"])
rows = needs.listed(countries, of.ranked, of.ranges, of.plane)
choice = filters + weighed
with line:
    screen.choice_line(filters, charts.counted(rows))
if rows.empty:
    screen.nothing_matches(filters, "strategy/countries_scored", "country")

said = charts.notes(of, components)
about = screen.about("Countries by need of support to their statistics", choice, screen.sources_behind(values), *said)
picked = None
if view == "Why this rank":
    code = filters["country"]
    if code not in of.raw.index:
        st.info("Choose one of the countries ranked, or click one in another view.", icon=":material/arrow_upward:")
    else:
        own, parts = values[values["iso3"] == code], charts.in_words(of.why(code, values, components))
        whole = needs.listed(own[["iso3", "country_name"]].head(1), of.ranked, of.ranges).iloc[0]
        name = whole["country_name"]
        about = screen.about(f"Why this rank for {name}", choice, screen.sources_behind(own), *said)
        screen.panel(charts.why(parts, name, whole), parts, "why", about)
        screen.table(parts, "components", about, noun="component", columns=charts.WHY)
        screen.page_link("explore/country", f"Profile of {words.plain(name)}", ":material/flag:", country=name)
elif not rows["score"].notna().any():
    st.info("None of these countries has a score: too little is known. Lower “Least known” or change weights.")
elif view == "Ranking":
    picked = screen.panel(charts.ranking(rows, priority), rows[charts.COLUMNS], "ranking", about, pick="country_name")
    screen.key_figures(*charts.key_figures(rows))
elif view == "Plane":
    picked = screen.panel(charts.plane(rows, of.middle, priority), rows[charts.PLANE], "plane", about, pick="country_name")
    st.markdown(charts.orphans_said(rows))
elif view == "Map":
    picked = screen.panel(charts.map_of(rows), rows[charts.COLUMNS], "map", about, pick="country_name")
    st.caption(f"{maps.NOTE} {maps.POINTS}")
elif view == "Table":
    rows = rows.assign(is_priority=rows["iso3"].isin(priority))
    picked = screen.table(rows, "needs", about, None, "country", [*charts.COLUMNS, "is_priority"], pick="country_name")
elif view == "Priority set":
    members = needs.members(rows, rule, chosen)
    st.markdown(charts.set_said(rows, members, chosen.get("first")))
    screen.table(charts.chosen_set(rows, members), "set", about, noun="country", columns=[*charts.COLUMNS, "quadrant"])
    how = charts.rule_said(rule, choice.in_words(), said)
    screen.briefs_of_countries(members, "priority countries", how)
    screen.keep_scenario("priority_countries", "Keep these countries as a set", members, how)
    screen.kept_scenarios("priority_countries", "strategy/needs")
else:
    screen.panel(*charts.correlations(scores.correlations(of.points), components), "correlations", about)
    moved = charts.labelled(scores.without_each(of.points, weights, of.least), components)
    screen.panel(charts.without_each(moved), moved, "without", about)
    st.header("Does the order rest on the method?", anchor=False)
    compared = scores.compared_methods(of.raw, of.falls, weights, of.least, of.how)
    st.markdown(charts.methods_said(compared))
    screen.table(compared, "methods", about, noun="other method")
st.caption(f"{charts.equal_said(of, components)} {charts.unscored(rows)} {charts.years(values)}")
screen.method(charts.method(of, components, filters["scored"]))
if view != "Priority set":
    screen.keep_scenario("need", "Keep this view under a name", rule=" ".join(said))
    screen.kept_scenarios("need", "strategy/needs")
if picked:
    screen.narrow(country=picked, view="Why this rank")
