"""Who gives, how much, and who has paid for migration data: the list of donors."""

import streamlit as st

from landscape import screen, words
from landscape.charts import donors as charts

screen.head(
    "Who could pay for migration statistics?",
    "Donor agencies and governments, what they gave to statistics, and whether they are known to have paid for migration data.",
)
filters = screen.filter_bar("search", "donor_type", "funds_migration_statistics", drawer=["funded_region", "oda_size"])
donors = screen.answer("explore/donors", **filters.parameters())
total = int(screen.answer("explore/donor_totals")["donor_count"].iloc[0])
screen.choice_line(filters, f"{len(donors)} of {total} donors")
if donors.empty:
    screen.nothing_matches(filters, "explore/donors", "donor")

screen.key_figures(*charts.key_figures(donors, total, filters["funded_region"]))
prices = "Support to statistics: constant prices, base year not stated by the source; the source ends in 2020."
about = screen.about("Donors", filters, screen.sources_of("donor", "funding:statistics"), prices)
shown = donors if filters["funded_region"] else donors.drop(columns="statistics_to_regions_usd")  # otherwise it is the total
figure, scatter = charts.donors_by_statistics(donors, filters["funded_region"]), charts.ability_and_evidence(donors)
ranked = placed = None
if donors["statistics_to_regions_usd"].any():
    ranked = screen.panel(figure, shown, "statistics", about, pick="donor_name")
else:
    st.info(figure.takeaway)
if not charts.placed(donors).empty:
    placed = screen.panel(scatter, charts.placed(shown), "ability", about, pick="donor_name")
compared = donors["donor_name"].head(4).tolist()
if len(compared) > 1:
    screen.page_link(
        "explore/compare_donors", f"Compare {words.listed(compared)} side by side", ":material/compare:", donors=compared
    )
row = screen.table(
    shown,
    "donors",
    about,
    total,
    "donor",
    columns=[
        "donor_name",
        "donor_type",
        *(["statistics_to_regions_usd"] if filters["funded_region"] else []),
        "statistics_2010_2020_usd",
        "statistics_2018_2020_usd",
        "statistics_recipients",
        "funds_migration_statistics",
        "evidence_strength",
        "oda_2024_usd",
        "oda_gni_pct_2024",
        "refugee_cost_2024_usd",
        "not_applicable",
    ],
    pick="donor_name",
)
screen.method(
    "**To statistics** is what the donor disbursed according to the OECD Creditor Reporting System (CRS) and a survey of "
    "agencies, compiled by the Partnership in Statistics for Development in the 21st Century (PARIS21), for 2010–2020, in "
    "constant prices whose base year the source does not state. "
    "**Official development assistance (ODA) 2024** is preliminary, in current prices, and known for governments only: to "
    "organisations and foundations it does not apply. The sum leaves EU Institutions out, because the figures of their members "
    "hold that money. "
    "**Paid for migration data** means that a labelled project or a finding on a cited page shows it; the label of a "
    "project is one reader's judgement of its title. Evidence is weak where only findings of low confidence show it. Where "
    "nothing was found the answer is “not known”, never “no”."
)
if ranked or placed or row:
    screen.open_page("explore/donor", donor=ranked or placed or row)
