"""Who gives, how much, and who has paid for migration data: the list of donors."""

from landscape import screen
from landscape.charts import donors as charts

screen.head(
    "Who could pay for migration statistics?",
    "Donor agencies and governments, what they gave to statistics, and whether they are known to have paid for migration data.",
)
filters = screen.filter_bar("search", "donor_type", "funds_migration_statistics", drawer=["oda_size"])
donors = screen.answer("explore/donors", **filters.parameters())
total = int(screen.answer("explore/donor_totals")["donor_count"].iloc[0])
screen.choice_line(filters, f"{len(donors)} of {total} donors")
if donors.empty:
    screen.nothing_matches(filters, "explore/donors", "donor")

about = screen.about("Donors", filters, screen.sources_of("donor", "funding:statistics"))
chosen = screen.panel(charts.donors_by_statistics(donors), donors, "statistics", about, pick="donor_name")
row = screen.table(
    donors,
    "donors",
    about,
    total,
    "donor",
    columns=[
        "donor_name",
        "donor_type",
        "statistics_2010_2020_usd",
        "statistics_2018_2020_usd",
        "statistics_recipients",
        "funds_migration_statistics",
        "oda_2024_usd",
        "oda_gni_pct_2024",
        "refugee_cost_2024_usd",
    ],
    pick="donor_name",
)
if chosen or row:
    screen.open_page("explore/donor", donor=chosen or row)
