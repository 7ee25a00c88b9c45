"""Two to four donors side by side: the same facts, years and regions."""

import streamlit as st

from landscape import screen, words
from landscape.charts import compare_donors as charts
from landscape.charts import donor

screen.head(
    "How do these donors differ?",
    "Two to four donors side by side: their aid, what they gave to statistics, when and where, and what is known.",
)
filters = screen.filter_bar("donors")
chosen = list(filters["donors"][:4])
names = [screen.options("donors")[code] for code in chosen]
if len(filters["donors"]) > 4:
    st.warning(
        f"{len(filters['donors'])} donors are chosen; four fit side by side. Shown: {words.plain(words.listed(names))}. "
        "Remove one above to see another.",
        icon=":material/filter_4:",
    )
if len(chosen) < 2:
    said = f"{names[0]} is chosen. Add one to three donors to compare it with." if chosen else "Choose two to four donors above."
    st.info(words.plain(said), icon=":material/arrow_upward:")
    example = list(dict.fromkeys([*names, "United Kingdom", "Sweden", "Canada"]))[:3]
    screen.page_link(
        "explore/compare_donors", f"For example {words.plain(words.listed(example))}", ":material/compare:", donors=example
    )
    screen.end()

facts = screen.answer("explore/donor_facts", donors=chosen)
years, regions = (screen.answer(f"explore/donor_{part}", donors=chosen) for part in ("years", "regions"))
sources = screen.sources_of("donor", "funding:statistics")
about = screen.about(
    "Donors compared",
    filters,
    sources,
    "Support to statistics: constant prices, base year not stated by the source; ends in 2020.",
)
clicked = placed = None
if nothing := donor.no_amount(years, ["disbursement_usd"]):
    st.info(nothing, icon=":material/search_off:")
else:
    clicked = screen.panel(charts.statistics_of_donors(years), years, "years", about, pick="donor_name")
    placed = screen.panel(charts.regions_of_donors(regions), regions, "regions", about, pick="donor_name")
st.header("What is known about each?", anchor=False)
st.markdown(charts.compared_said(facts))
screen.side_by_side(
    facts,
    "donor_name",
    [
        "donor_type",
        "oda_2024_usd",
        "oda_gni_pct_2024",
        "refugee_cost_pct",
        "statistics_2010_2020_usd",
        "statistics_rank",
        "statistics_2018_2020_usd",
        "statistics_recipients",
        "statistics_last_year",
        "funds_migration_statistics",
        "strict_count",
        "migration_only_count",
        "evidence_count",
        "mechanisms_named",
        "iom_voluntary_2022_2024_usd",
        "unhcr_voluntary_2022_2024_usd",
    ],
    "facts",
    about,
)
st.caption(screen.accuracy())
with st.container(horizontal=True):
    for name in names:
        screen.page_link("explore/donor", name, ":material/badge:", donor=name)
    screen.page_link("explore/donors", "All donors", ":material/volunteer_activism:")
screen.method(
    "Rows of different kinds are never added up: aid is of 2024 in current prices, support to statistics of 2010–2020 in "
    "constant prices whose base year the source does not state, and voluntary contributions to the International Organization "
    "for Migration (IOM) and to the United Nations High Commissioner for Refugees (UNHCR) are yearly averages as these entities "
    "report them. ODA is official development assistance. “Not known” means that nothing was found: never a zero, never a no."
)
if clicked or placed:
    screen.open_page("explore/donor", donor=clicked or placed)
