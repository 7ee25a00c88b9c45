"""Who might pay for what of the programme, how far it is with each, what is due, and what it comes to."""

from datetime import UTC, datetime

import streamlit as st

from landscape import screen, words
from landscape.charts import pipeline as charts
from landscape.programme import pipeline

VIEWS = ("Table", "Board", "Deadlines", "Funnel", "Since")
DRAWER = ("donors_asked", "search", "mechanism_of", "activity", "owner")
LISTS = "opportunity", "opportunity_line"
NOTHING = ":material/search_off:"

screen.head(
    "How far are we with whom?",
    "Opportunities from the first idea to the money: what is asked of whom, how likely it is, what is due, and what changed.",
)
if made := screen.told("edit_published"):
    st.success(f"Version {made[0]} of the landscape is in force.", icon=":material/check_circle:")
    screen.page_link("strategy/stack", "What is funded now: the funding stack", ":material/stacked_bar_chart:")
today = datetime.now(UTC).date()
bar, line = st.container(), st.container()
view = screen.switch("View", VIEWS, key="view")
with bar:
    front = ("since_version", "stage") if view == "Since" else ("stage", "donors_asked", "search")
    filters = screen.filter_bar(*front, drawer=[one for one in DRAWER if one not in front])
everything = screen.answer("strategy/pipeline", year=today.year, **filters.without().parameters())
found = screen.answer("strategy/pipeline", year=today.year, **filters.parameters())
rows = pipeline.with_days(found, today)
notes = [one for one in (charts.illustrative_said(rows), charts.rates_said(rows)) if one]
can_edit = screen.version() == screen.newest()
if everything.empty:
    st.info(charts.empty_said(len(screen.editing_of(LISTS[0]).added) if can_edit else 0), icon=":material/conversion_path:")
    with st.container(horizontal=True):
        screen.page_link("strategy/matching", "Matching: who could pay for what", ":material/join_inner:")
        screen.update_link("Update from Excel", *LISTS)
else:
    of = pipeline.totals(rows)
    with line:
        screen.choice_line(filters, f"{len(rows)} of {words.count(len(everything), 'opportunity')}")
    screen.key_figures(*charts.key_figures(of))
    if said := [one for one in (charts.left_out_said(of), *notes) if one]:
        st.caption(words.plain(" ".join(said)))
    screen.say_more_asked()
about = screen.about("Pipeline", filters, screen.sources_behind(rows), *notes) if len(rows) else None
if view == "Table" and can_edit:
    edits = screen.edited(LISTS[0], columns=charts.EDITED, only=rows["opportunity_id"].tolist(), noun="opportunity")
    with st.expander("Which cost lines an opportunity pays for", icon=":material/receipt_long:", key="shares"):
        st.caption("Shares of an opportunity in per cent; together 100. Without any, it is for its whole activity.")
        shares = screen.edited(LISTS[1], noun="share")
    if edits or shares:
        screen.publish_edit(LISTS[0] if edits else LISTS[1], edits or shares, *LISTS[1:] if edits else ())
elif rows.empty:
    if len(everything):
        st.info("No opportunity matches these filters. Clear one of them.", icon=NOTHING)
elif view == "Board":
    if name := screen.board(rows, today):
        screen.narrow(view="Table", search=name)
elif view == "Deadlines":
    due = pipeline.due(rows, today)
    st.header("What is due, and what is late?", anchor=False)
    st.markdown(words.plain(charts.due_said(due)) if len(due) else charts.nothing_due())
    if len(due):
        screen.table(due, "due", about, noun="date", columns=charts.DUE)
elif view == "Funnel":
    reached = pipeline.funnel(rows, screen.answer("strategy/pipeline_stages"), today)
    screen.panel(charts.funnel(reached), reached[list(charts.FUNNEL)], "funnel", about)
elif view == "Since":
    earlier = filters["since_version"] or next(iter(screen.options("since_version")), None)
    st.header("What changed in the pipeline?", anchor=False)
    if earlier is None:
        st.info("There is no earlier version to compare with yet.", icon=NOTHING)
        screen.end()
    chosen = filters.without("since_version").chosen()
    changed = pipeline.since(earlier, screen.version(), rows["opportunity_id"].tolist() if chosen else None)
    st.markdown(words.plain(charts.since_said(changed, earlier, screen.options("since_version")[earlier][len(earlier) + 4 :])))
    if len(changed):
        screen.table(changed, "changed", about, noun="change", columns=pipeline.CHANGED)
else:
    screen.table(rows, "pipeline", about, len(everything), "opportunity", columns=charts.LISTED)
if view != "Table" and can_edit and not all(screen.editing_of(one).is_empty for one in LISTS):
    st.caption(":material/edit: Edits of yours wait in the view Table; until they are published nobody else sees them.")
screen.method(charts.method)
