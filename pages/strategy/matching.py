"""Who could pay for an activity or a cost line, and why: mechanisms, donors, and the lines that a mechanism could pay for."""

import streamlit as st

from landscape import screen, words
from landscape.charts import matching as charts
from landscape.programme import matching

VIEWS = ["Mechanisms", "Donors", "Lines of a mechanism"]

screen.head(
    "Who could pay for it?",
    "For an activity or a cost line: the mechanisms and donors that fit, why, what speaks against them, and what is not known.",
)
bar, line = st.container(), st.container()
view = screen.switch("Show", VIEWS, key="view")
choice = "mechanism" if view == VIEWS[2] else screen.need_filter()
if choice is None:
    st.info("No cost line counts, so there is nothing to pay for. The Funding stack says why.", icon=":material/search_off:")
    screen.end()
with bar:
    filters = screen.filter_bar(choice, "priority")
of = screen.funded(filters["priority"])
needs = {one.need_id: one for one in of.needs}
with line:
    screen.choice_line(filters, f"{len(needs)} activities and cost lines to pay for")
    screen.say_base(of, *([charts.NO_SCENARIO] if screen.options("scenario") else []))
if filters[choice if view == VIEWS[2] else "need"] is None:
    st.info("Choose a mechanism to see which cost lines it could pay for.", icon=":material/account_balance:")
    screen.end()
countries = screen.answer("strategy/priority_countries", priority=filters["priority"])["iso3"].tolist()
terms, modalities = screen.answer("strategy/mechanism_terms"), screen.answer("strategy/modalities")
asked = {"needs": matching.as_parameter(of.needs), "countries": countries}  # all at once: the next choice then asks nothing
every = screen.answer("strategy/match_mechanisms", **asked)


def about(what, behind):
    """What a download of this page says of itself."""
    return screen.about(charts.marked(f"Matching {what}", of.mark), filters, behind, *of.notes(charts.JUDGED))


if view == VIEWS[2]:
    own = every[(every["mechanism_id"] == filters["mechanism"]) & every["need_id"].str.startswith("line:")]
    own = own.sort_values(["refused_count", "not_known_count"], kind="stable")
    rows = charts.mechanisms(own, needs, terms, modalities, len(countries))
    who, said = screen.options("mechanism")[filters["mechanism"]], about("of one mechanism", screen.sources_behind(rows))
    figure = charts.grid(rows, "need", who, of.mark)
    key, name, noun, columns = "need_id", "need_name", "cost line", charts.LINES
    screen.page_link("explore/mechanism", f"Profile of {words.plain(who)}", ":material/badge:", mechanism=who)
else:
    need, noun = needs[filters["need"]], "mechanism" if view == VIEWS[0] else "donor"
    screen.key_figures(*charts.facts(need, len(countries)))
    fitting = every[every["need_id"] == need.need_id]
    if noun == "donor":
        found = screen.answer("strategy/match_donors", **asked)
        rows = charts.donors(found[found["need_id"] == need.need_id], needs, fitting, terms, len(countries))
    else:
        rows = charts.mechanisms(fitting, needs, terms, modalities, len(countries))
    key, name, columns = f"{noun}_id", charts.NAMES[noun], charts.COLUMNS[noun]
    said, figure = about(f"{noun}s", screen.sources_behind(rows)), charts.grid(rows, noun, need.name, of.mark)
screen.panel(figure, rows[columns], "grid", said)
picked = screen.table(rows[[key, *columns]], "matches", said, None, noun, columns, pick=key, many=True)
chosen = [row for row in matching.records(rows) if row[key] in picked]
for row in chosen:
    with st.container(border=True, key=f"why_{row[key]}"):
        st.subheader(words.plain(f"{row[name]}: {row['match_said']}"), anchor=False)
        st.markdown(charts.explained(row))
if chosen:
    made, shares = matching.opportunities(needs, chosen, of.opportunities["opportunity_name"])
    st.markdown(words.plain(f"{charts.asks_said(made)} {charts.there_already(of.opportunities, needs, chosen)}".strip()))
    if beyond := charts.beyond_said(needs, chosen, made):
        st.warning(words.plain(beyond), icon=":material/stacks:")
    if screen.version() == screen.newest():  # who looks back at an older version cannot publish on it
        st.caption(charts.PIPELINE_NEXT)
        screen.offer(
            f"Make {words.count(len(chosen), 'opportunity')} of these", {"opportunity": made, "opportunity_line": shares}
        )
screen.page_link("strategy/stack", "What is funded and what is not", ":material/stacked_bar_chart:")
screen.method(charts.METHOD)
