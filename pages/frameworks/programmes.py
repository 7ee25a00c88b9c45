"""What other global programmes of statistics cost, how they were governed, and what they had that ours lacks."""

from datetime import date

import streamlit as st

from landscape import screen, words
from landscape.charts import programmes as charts
from landscape.frameworks import reference

VIEWS = ("Cost and governance", "Compare", "Timeline", "Components", "Check list")

screen.head(
    "What can other global programmes teach us?",
    "Global and large programmes of statistics as references: what they cost, how they were governed, what they consisted of. "
    "A small list from public pages, not representative.",
)
bar, line = st.container(), st.container()
view = screen.switch("View", VIEWS, key="view")
front = {"Compare": ("global_programmes",), "Check list": ("framework",)}.get(view, ("search", "subject", "global_component"))
with bar:
    filters = screen.filter_bar(*front)
chosen = {"search": "", "subject": [], "global_component": [], "framework": []} | filters.parameters()
rows = screen.answer("frameworks/global_programmes", **chosen)
total = int(screen.answer("frameworks/global_programme_totals")["global_programme_count"].iloc[0])
if view in VIEWS[:1] + VIEWS[2:4]:
    with line:
        screen.choice_line(filters, f"{len(rows)} of {words.count(total, 'programme')}")
    if rows.empty:
        screen.nothing_matches(filters, "frameworks/global_programmes", "programme")


def about(title, behind, *notes):
    """What a download of these rows says of itself."""
    return screen.about(title, filters, screen.sources_behind(behind), *charts.NOTES, *notes)


picked = component = None
if view == "Cost and governance":
    screen.key_figures(*charts.key_figures(rows, total))
    amounts = charts.sized(rows)
    if amounts.empty:
        st.info("No source states a total in US dollars for any of these programmes.", icon=":material/payments:")
    else:
        of = about("What other global programmes cost", amounts)
        picked = screen.panel(charts.budgets(amounts, rows), amounts, "budgets", of, pick="global_programme_name")
    st.header("How were they governed?", anchor=False)
    st.markdown(charts.governed_said(rows))
    of = about("Other global programmes", rows)
    picked = screen.table(rows, "programmes", of, total, "programme", charts.COST, pick="global_programme_name") or picked
elif view == "Compare":
    some = charts.chosen(rows, filters["global_programmes"])
    if some.empty:
        st.info("Choose two to four programmes above.", icon=":material/arrow_upward:")
    else:
        of = about("Other global programmes side by side", some)
        screen.side_by_side(some, "global_programme_name", charts.COMPARED, "compare", of)
        if len(filters["global_programmes"]) > charts.MOST_COMPARED:
            st.caption(f"The first {charts.MOST_COMPARED} of those chosen are shown.")
elif view == "Timeline":
    if (dated := charts.dated(rows)).empty:
        st.info("No source states a first year for any of these programmes.", icon=":material/event_busy:")
    else:
        of = about("When other global programmes ran", dated)
        figure = charts.timeline(dated, rows, date.today().year)
        picked = screen.panel(figure, dated, "timeline", of, pick="global_programme_name", height=560)
elif view == "Components":
    parts = reference.components(rows, screen.answer("frameworks/programme_parts"))
    of = about("Components of global programmes and of ours", rows, charts.ILLUSTRATIVE)
    component = screen.panel(charts.components(parts), parts[charts.COMPONENTS], "components", of, pick="global_component")
    st.caption(charts.ILLUSTRATIVE)
    screen.table(parts, "parts", of, None, "component", charts.COMPONENTS)
else:
    elements = reference.with_suggestions(screen.answer("frameworks/elements", **chosen), screen.answer("strategy/activities"))
    st.markdown(charts.elements_said(elements))
    of = about("What frameworks ask of a global programme", elements, charts.ILLUSTRATIVE)
    screen.table(elements, "elements", of, None, "element", charts.ELEMENTS)
    st.caption(charts.ILLUSTRATIVE)
if picked:
    screen.narrow(global_programmes=picked, view="Compare")
if component:
    screen.narrow(global_component=[component], view="Cost and governance")
