"""What of the Global Programme is funded and what is not: by term, activity and year, by donor, and if one declines."""

import streamlit as st

from landscape import screen, words
from landscape.charts import stack as charts
from landscape.programme import costs

VIEWS = ["Stack", "Over the years", "Concentration", "If a donor declines", "Left out"]

screen.head(
    "What is still unfunded?",
    "The cost of the Global Programme beside what is paid, committed, pledged and in the pipeline. Only the first two count.",
)
bar, line = st.container(), st.container()
with st.container(horizontal=True, vertical_alignment="center", key="choice"):
    view = screen.switch("View", VIEWS, key="view")
    kind = charts.KINDS[screen.switch("By", list(charts.KINDS), key="by")] if view == VIEWS[0] else ""
with bar:
    filters = screen.filter_bar("priority", "scenario", *(["declining"] if view == VIEWS[3] else []))
of = screen.funded(filters["priority"], filters["scenario"])
stack, declining = of.stack, filters["declining"] if view == VIEWS[3] else None
asked = f"{words.count(len(of.opportunities), 'opportunity')}, {len(stack.left_out)} of them left out"
with line:
    screen.choice_line(filters, "no opportunity yet" if of.opportunities.empty else asked)
    screen.say_base(of)
if of.opportunities.empty:
    st.info("The pipeline is empty, so all of the cost is unfunded. Begin with Matching: who could pay for what?")
    with st.container(horizontal=True):
        screen.page_link("strategy/matching", "Matching: find who could pay", ":material/join_inner:")
        screen.page_link("strategy/pipeline", "Pipeline: add an opportunity", ":material/conversion_path:")
converted = ["exchange_rate"] if charts.rates_said(stack) or costs.rates_said(of.costed.lines) else []
sources = screen.sources_of("cost_line", "opportunity", "opportunity_line", *converted)
donor = chosen = None


def about(what):
    """What a download of this page says of itself."""
    notes = of.notes(charts.FTS, charts.rates_said(stack), of.more_asked)
    return screen.about(charts.marked(f"Funding stack {what}", of.mark), filters, sources, *notes)


given = stack.given()
if view in VIEWS[:2] or (view == VIEWS[3] and declining is None):
    screen.key_figures(*charts.facts(stack))
    if of.more_asked:
        st.warning(words.plain(of.more_asked), icon=":material/stacks:")
if stack.cells.empty:
    st.info("No cost line counts, so there is nothing to fund. The view “Left out” says why.", icon=":material/search_off:")
elif view == VIEWS[0]:
    rows = stack.by(kind)
    chosen = screen.panel(charts.stack(rows, kind, of.mark), rows[[kind, *charts.TABLE]], "stack", about("by part"), pick="name")
elif view == VIEWS[1]:
    screen.panel(charts.years(stack, of.mark), stack.by("year")[["year", *charts.TABLE]], "years", about("by year"))
elif view == VIEWS[2] and given.empty:
    st.info(charts.NOTHING_FUNDED, icon=":material/search_off:")
elif view == VIEWS[2]:
    screen.key_figures(*charts.concentration_facts(given))
    donor = screen.panel(charts.donors(given), given.drop(columns="donor_id"), "donors", about("by donor"), pick="donor_name")
    st.header("Which activities depend on one donor?", anchor=False)
    rows = charts.by_activity(given)
    st.markdown(words.plain(charts.dependence_said(rows)))
    screen.table(rows, "activities", about("by activity and donor"), noun="activity", columns=charts.BY_ACTIVITY)
elif view == VIEWS[3] and stack.opportunities.empty:
    st.info(charts.NOBODY, icon=":material/search_off:")
elif view == VIEWS[3] and declining is None:
    rows = charts.by_donor(stack)
    donor = screen.panel(charts.hanging(rows), rows, "hanging", about("by donor"), pick="donor_name")
elif view == VIEWS[3]:
    who, rows = screen.options("declining")[declining], of.falling_away(declining)
    screen.key_figures(*charts.decline_facts(who, stack, of.without(declining)))
    if rows["lost_funded_usd"].sum() > 0:
        screen.panel(charts.falling(who, rows), rows[charts.FALLING], "falling", about(f"if {who} declines"))
    else:
        st.info(f"{words.plain(who)} has committed or paid nothing that counts, so nothing that is funded would be lost.")
        screen.table(rows, "falling", about(f"if {who} declines"), noun="activity", columns=charts.FALLING)
    screen.page_link("explore/donor", f"Profile of {words.plain(who)}", ":material/badge:", donor=who)
if view == VIEWS[4]:
    st.markdown(words.plain(charts.left_out_said(stack, of.costed.left_out)))
    screen.table(stack.left_out, "left_out", about("left out"), noun="opportunity", columns=charts.LEFT_OUT)
    screen.table(of.costed.left_out, "lines", about("cost lines left out"), noun="cost line", columns=charts.LINES_LEFT_OUT)
if not of.opportunities.empty:
    screen.page_link("strategy/matching", "Matching: who could pay for what is unfunded", ":material/join_inner:")
screen.method(charts.METHOD)
if donor in screen.options("declining").values() and declining is None:
    screen.open_page("explore/donor", donor=donor)
