"""One financial mechanism on a page: what it pays for, who can receive, how to get in, and what is not known."""

import streamlit as st

from landscape import screen, words
from landscape.charts import mechanisms as charts

top = st.container()
filters = screen.filter_bar("mechanism")
if filters["mechanism"] is None:
    with top:
        screen.head("What is known of one mechanism?", "Choose a mechanism to read its profile, or pick one from the list.")
    screen.page_link("explore/mechanisms", "All mechanisms", ":material/account_balance:")
    screen.end()

profile = screen.answer("explore/mechanism", **filters.parameters())
contributors = screen.answer("explore/mechanism_contributors", **filters.parameters())
related = screen.answer("explore/mechanism_related", **filters.parameters())
one = profile.iloc[0].to_dict()
with top:
    screen.head(words.plain(charts.full_name(one)), words.plain(charts.who(one)), ("mechanism", filters["mechanism"]))
screen.key_figures(*charts.key_figures(one, len(contributors)))
left, right = st.columns(2, gap="large")
with left:
    st.header("What it offers", anchor=False)
    screen.facts(*charts.facts(one))
with right:
    st.header("What we don't know", anchor=False)
    st.markdown("\n".join(f"- {gap}" for gap in charts.gaps(one)) or "Every main field of this profile is filled.")
    st.header("What this rests on", anchor=False)
    screen.facts(*charts.rests_on(one))
    st.link_button("Open the page", one["url"], icon=":material/open_in_new:")

about, donor = screen.about(f"Mechanism {one['mechanism_name']}", filters, profile, charts.STATED), None
st.header("Who has paid into it?", anchor=False)
if contributors.empty:
    st.markdown(charts.NOBODY_NAMED)
else:
    st.markdown(charts.PAID_IN)
    shown = [column for column in contributors.columns if column != "donor_id"]
    donor = screen.table(contributors, "contributors", about, noun="contributor", columns=shown, pick="donor_name")
if len(related):
    st.header("What did comparable work cost, and what was taught?", anchor=False)
    st.markdown(charts.RELATED)
    about = screen.about(f"Costs of {one['mechanism_name']}", filters, related.drop_duplicates("source_id"))
    shown = list(related.columns[: related.columns.get_loc("url") + 1])
    screen.table(related, "related", about, noun="record", columns=shown)
screen.decisions_about("mechanism", filters["mechanism"])
kind = charts.meaning("mechanism_kind", one["mechanism_kind"])
with st.container(horizontal=True):
    screen.page_link("explore/mechanisms", "All mechanisms", ":material/account_balance:")
    screen.page_link("explore/mechanisms", f"Mechanisms of the same kind: {kind}", ":material/category:", kind=kind)
    lines = {"view": "Lines of a mechanism", "mechanism": one["mechanism_name"]}
    screen.page_link("strategy/matching", "Cost lines it could pay for", ":material/join_inner:", **lines)
if isinstance(donor, str):
    screen.open_page("explore/donor", donor=donor)
