"""How much depends on a few donors: over time, by country, and what goes with one that leaves."""

import streamlit as st

from landscape import screen, words
from landscape.charts import concentration as charts
from landscape.strategy import concentration

VIEWS = ["Over time", "Who depends", "If a donor leaves"]

screen.head(
    "How much depends on a few donors?",
    "Shares of the largest donors, how many donors of equal size that comes down to, and what would be lost with one.",
)
with (bar := screen.filter_row()):
    view = screen.switch("Show", VIEWS, "view")
filters = screen.lens_bar(bar, "priority", *(["leaving"] if view == VIEWS[2] else []), only_reported=True)
lens, asked = filters["lens"], filters.parameters()
given, places = (screen.answer(f"strategy/concentration_{part}", **asked) for part in ("years", "places"))
screen.choice_line(filters, words.count(given["donor_name"].nunique(), "donor"))
if given.empty:
    screen.nothing_matches(filters, "explore/funding_donors", "donor")
years = concentration.concentration(given, "year")
drawn = concentration.drawn(years)
if not drawn:
    st.info(charts.NOTHING, icon=":material/search_off:")
    screen.end()
name, noun, sources = charts.place(lens), charts.noun(lens), screen.sources_of(f"funding:{lens}")
leaving = filters["leaving"] if view == VIEWS[2] else None
year = where = donor = mechanism = None


def about(what, behind=sources):
    """What a download of this page says of itself."""
    return screen.about(f"Concentration {what}", filters, behind, f"Amounts in {charts.PRICES[lens]}.", charts.RULE)


if view == VIEWS[0]:
    screen.key_figures(*charts.facts(concentration.periods(given, drawn)))
    shown = years[years["year"].isin(drawn)]
    left, right = st.columns(2, gap="large")
    with left:
        pick = "year" if len(drawn) > 1 else ""
        year = screen.panel(charts.effective(shown, lens), years, "years", about("over time"), pick=pick)
    with right:
        screen.panel(charts.few(shown), years[["year", *charts.FEW, "largest_donor"]], "few", about("of the largest donors"))
    st.caption(charts.left_out(years, lens))
elif view == VIEWS[1]:
    rows = concentration.dependence(places).rename(columns={"place_name": name})
    where = screen.panel(charts.dependence(rows, lens, name), rows, "places", about("by place"), pick=name)
    half, total = rows[rows["depends"].eq(True)], int(rows["cr1_pct"].notna().sum())
    st.header("More than half from one donor", anchor=False)
    columns, said = [name, *charts.DEPENDENCE], about("more than half from one donor")
    where = screen.table(half, "half", said, total, noun, columns=columns, pick=name) or where
    st.caption(charts.left_out(rows, lens, given["amount_usd"].sum() - places["amount_usd"].sum()))
else:
    rows = concentration.leaving(given, places)
    if leaving is None:
        donor = screen.panel(charts.donors(rows, lens), rows, "donors", about("by donor"), pick="donor_name")
    else:
        who, mechanisms = screen.options("leaving")[leaving], screen.answer("strategy/what_if_mechanisms", donor=leaving)
        lost = concentration.lost(places, leaving).rename(columns={"place_name": name})
        screen.key_figures(*charts.leaving_facts(who, rows, lost, mechanisms, lens))
        if len(lost):
            half, said = lost[lost["loses_half"]], about(f"if {who} leaves")
            where = screen.panel(charts.lost(lost, who, lens, name), lost, "lost", said, pick=name)
            if len(half):
                columns = [name, *charts.LOST]
                where = screen.table(half, "half", said, len(lost), noun, columns=columns, pick=name) or where
        st.header("Which mechanisms would miss it?", anchor=False)
        st.markdown(words.plain(charts.mechanisms_said(who, mechanisms)))
        if len(mechanisms):
            columns, said = charts.MECHANISMS, about(f"mechanisms if {who} leaves", behind=screen.sources_behind(mechanisms))
            mechanism = screen.table(mechanisms, "mechanisms", said, noun="mechanism", columns=columns, pick="mechanism_name")
        screen.page_link("explore/donor", f"Profile of {words.plain(who)}", ":material/badge:", donor=who)
money = {"lens": screen.options("lens")[lens], f"years_{lens}": list(filters["years"])}
screen.page_link("explore/funding", "The money behind it", ":material/payments:", **money)
screen.method(charts.METHOD)
if year:
    screen.narrow(**{f"years_{lens}": [year, year], "view": VIEWS[1]})
if mechanism:
    screen.open_page("explore/mechanism", mechanism=mechanism)
if code := charts.code_of(donor, screen.options("leaving")):
    screen.narrow(leaving=code)
if where in screen.options("country").values():
    screen.open_page("explore/country", country=where)
elif where and lens == "un":
    screen.open_page("explore/funding", **charts.of_entity(where, filters["years"]))
elif donor or where:
    st.toast(f"{words.plain(donor or where)} is not in the list: it has no profile.", icon=":material/info:")
