"""One financial mechanism on a page: what it pays for, who can receive, how to get in, and what is not known."""

import streamlit as st

from landscape import screen, words
from landscape.charts import mechanisms as charts

STATED = (
    "Stated by the source: administrator, contributors, dates and amounts. Judged by the compiler: kind, type of aid, way in, "
    "and whether statistics or migration data are paid for."
)

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
said = {name: words.NOT_KNOWN if words.is_unknown(value) else str(value) for name, value in one.items()}
kind = screen.meaning("mechanism_kind", one["mechanism_kind"])
aid = f"{screen.meaning('aid_type', one['dac_aid_type'])} ({said['dac_aid_type']})"
name = f"{said['mechanism_name']} ({said['acronym']})".removesuffix(f" ({words.NOT_KNOWN})")
status = screen.options("status")[one["status"]]
note = "check before an approach" if one["status"] == "unknown" else f"stated as {status.lower()}, {said['status_source']}"
with top:
    screen.head(words.plain(name), words.plain(f"{kind}, run by {said['administrator']}."), ("mechanism", filters["mechanism"]))
screen.key_figures(
    ("Status", status, note),
    ("Opened", words.stated_date(one["opened_on"]), f"closes: {words.stated_date(one['closes_on'])}"),
    ("Amount", words.usd(one["total_usd"]), "no amount was found" if words.is_unknown(one["total_usd"]) else said["total_basis"]),
    (
        "Contributors",
        f"{len(contributors) or words.NOT_KNOWN}",
        "named by the source" if len(contributors) else "no source names them",
    ),
)
left, right = st.columns(2, gap="large")
with left:
    st.header("What it offers", anchor=False)
    screen.facts(
        ("What it pays for", said["what_it_funds"]),
        ("Who can receive", said["eligible"]),
        ("Way in", screen.options("application_route")[one["application_route"]]),
        ("Regions", said["regions"]),
        ("Pays for migration data", screen.meaning("yes_no_unknown", one["funds_migration"])),
        ("Pays for statistics", screen.meaning("yes_no_unknown", one["funds_statistics"])),
        ("About the amount", said["total_note"]),
        ("Single awards", f"Smallest: {words.usd(one['award_min_usd'])}. Largest: {words.usd(one['award_max_usd'])}."),
        ("Type of aid (OECD Development Assistance Committee)", aid.removesuffix(f" ({words.NOT_KNOWN})")),
    )
with right:
    st.header("What we don't know", anchor=False)
    st.markdown("\n".join(f"- {gap}" for gap in charts.gaps(one)) or "Every main field of this profile is filled.")
    st.header("What this rests on", anchor=False)
    screen.facts(
        ("Page", charts.page_said(one)),
        ("Confidence", screen.meaning("confidence", one["confidence"])),
        ("Stated and judged", STATED),
    )
    st.link_button("Open the page", one["url"], icon=":material/open_in_new:")

about, donor = screen.about(f"Mechanism {one['mechanism_name']}", filters, profile, STATED), None
st.header("Who pays into it?", anchor=False)
if contributors.empty:
    st.markdown("No source names its contributors.")
else:
    st.markdown("As the source names them. The amounts are what each gave to statistics in all, not to this mechanism.")
    shown = [column for column in contributors.columns if column != "donor_id"]
    donor = screen.table(contributors, "contributors", about, noun="contributor", columns=shown, pick="donor_name")
if len(related):
    st.header("What did comparable work cost, and what was taught?", anchor=False)
    st.markdown("Published costs and programmes that name this mechanism. Amounts may overlap: never add them up.")
    about = screen.about(f"Costs of {one['mechanism_name']}", filters, related.drop_duplicates("source_id"))
    shown = list(related.columns[: related.columns.get_loc("url") + 1])
    screen.table(related, "related", about, noun="record", columns=shown)
with st.container(horizontal=True):
    screen.page_link("explore/mechanisms", "All mechanisms", ":material/account_balance:")
    screen.page_link("explore/mechanisms", f"Mechanisms of the same kind: {kind}", ":material/category:", kind=kind)
if isinstance(donor, str):
    screen.open_page("explore/donor", donor=donor)
