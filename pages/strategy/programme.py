"""What the Global Programme would cost and how sure that is: assumptions beside the page, lines to edit, scenarios to keep."""

import streamlit as st

from landscape import screen, words
from landscape.charts import programme as charts
from landscape.charts import programme_said as said
from landscape.programme import sensitivity, spread

VIEWS = ("Total", "Drivers", "Lines", "Reference costs", "Scenarios")

screen.head(
    "What would the Global Programme cost?",
    "Quantities times unit costs, by the assumptions beside the page. Trying out changes nothing.",
)
banner, figures = st.container(), st.container()
with st.container(horizontal=True, vertical_alignment="center", key="choice"):
    view = screen.switch("View", VIEWS, key="view")
    by = screen.switch("By", tuple(charts.BY), key="by") if view == "Total" else ""
assumed = screen.assume()
base, costs, money, now = assumed.base, assumed.costs, assumed.money, assumed.now
mark = assumed.mark
with banner:
    if mark:
        st.warning(f"**{words.plain(mark.banner)}**", icon=":material/draft:")
with figures:
    st.markdown(f":material/tune: **{words.plain(assumed.choice)}** · {words.count(len(costs.lines), 'cost line')} counted")
    screen.key_figures(*said.key_figures(costs, now, assumed.range_of, assumed.stands_usd, money, mark))
    st.caption(words.plain(said.central_said(costs, assumed.range_of, money)))
    if len(costs.left_out):
        st.warning(words.plain(said.left_out_said(costs)), icon=":material/playlist_remove:")

if costs.lines.empty and view in VIEWS[:2]:
    st.info("No line counts in the total: see *Lines* for what each lacks.", icon=":material/search_off:")
elif view == "Total":
    table = charts.totals(costs, by, now.correlation_pct)
    screen.panel(charts.total(table, by, money, mark), table, "total", assumed.about(f"Programme costs by {by.lower()}"))
    st.caption("Ranges of parts do not add up to that of the total: not everything is dear at once.")
    parts = charts.made_of(costs)
    screen.panel(charts.parts(parts, money, mark), parts, "parts", assumed.about("What the total is made up of"))
elif view == "Drivers":
    table = spread.drivers(costs)
    if table.empty:
        st.info("No line has a range: give lines a low and a high unit cost under *Lines*.", icon=":material/search_off:")
    else:
        figure = charts.tornado(table, costs.total_usd, money, mark)
        screen.panel(figure, table[charts.DRIVERS], "drivers", assumed.about("What makes the total uncertain"))
    table = sensitivity.sensitivity(base, assumed.what_if, costs).assign(illustrative_pct=mark.share_pct)
    figure = charts.sensitive(table, costs.total_usd, money, mark)
    screen.panel(figure, table[charts.SENSITIVITY], "sensitivity", assumed.about("Total with other assumptions"))
elif view == "Lines":
    st.header(charts.marked("Which lines make it up?", mark), anchor=False)
    st.markdown(
        "Change a cell, add a row at the end, or select rows and delete them: the figures above move at once. A new line counts "
        "once it has all that is marked with *. The link of this page and a scenario hold all of it. To replace an example: type "
        "your figure, untick *Illustrative*, choose its basis and its source, and publish below the table."
    )
    screen.edit_lines(assumed)
    screen.publish_lines(assumed)
    st.caption(words.plain(said.left_out_said(costs)))
    weak = sensitivity.without_basis(costs)
    st.caption(words.plain(said.without_basis_said(weak, costs)))
    screen.table(costs.lines, "lines", assumed.about("Cost lines"), noun="cost line", columns=charts.LINES)
    if len(costs.left_out):
        screen.table(costs.left_out, "left_out", assumed.about("Cost lines left out"), noun="cost line")
elif view == "Reference costs":
    rows = sensitivity.beside(costs, screen.answer("strategy/reference_costs"))
    if rows.empty:
        st.info("No line names a published reference cost.", icon=":material/search_off:")
    else:
        about = assumed.about("Unit costs beside published ones", of=rows)
        screen.panel(charts.references(rows, money, mark), rows[charts.REFERENCES], "references", about)
        screen.table(sensitivity.nearest(rows), "beside", about, noun="cost line", columns=charts.BESIDE)
else:
    screen.compare(assumed)
    screen.keep_scenario("programme", "Keep these assumptions as a scenario")
    screen.kept_scenarios("programme", "strategy/programme")
sets = screen.options("priority")
code = assumed.what_if.priority
st.caption(words.plain(said.countries_said(now.country_count, sum(base.regions(code).values()), sets.get(code))))
screen.method(lambda: said.method(assumed.in_force, money, mark))
with st.container(horizontal=True, key="elsewhere"):
    screen.page_link("data/edit", "Parameters: small edits", ":material/edit:", list_to_edit="Parameters of the programme")
    screen.page_link("data/edit", "Activities: small edits", ":material/edit:", list_to_edit="Activities of the programme")
    screen.update_link("All of it in Excel", "parameter", "activity", "cost_line", "cost_benchmark")
