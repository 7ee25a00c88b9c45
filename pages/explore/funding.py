"""Where the money goes and who gives it, one lens at a time."""

import streamlit as st

from landscape import screen, words
from landscape.charts import funding as charts
from landscape.charts import maps

MOST = 1_000
VIEWS = ["Over time", "Donors", "Flows", "Recipients", "Records"]

screen.head(
    "Where does the money go, and who gives it?",
    "Three sources of money figures, called lenses. Each has its own years and rules; they are never added together.",
)
bar = screen.filter_row()
filters = screen.lens_bar(bar)
with bar:
    view = screen.switch("Show", VIEWS, "view")
lens, asked = filters["lens"], filters.parameters()
totals = screen.answer("explore/funding_totals", **asked).to_dict("records")[0]
screen.choice_line(filters, words.count(totals["record_count"], "record"))
if not totals["row_count"]:
    screen.nothing_matches(filters, "explore/funding_donors", "donor")
rules = {"statistics": [screen.accuracy()], "iati": [screen.by_code()]}.get(lens, [])
about = screen.about("Funding", filters, screen.sources_of(f"funding:{lens}"), f"Amounts in {charts.PRICES[lens]}.", *rules)
share = None
if lens != "un":  # which does not say what for
    share = screen.answer("explore/funding_migration_share", **asked).to_dict("records")[0]
screen.key_figures(*charts.facts(lens, filters["measure"], totals, share))
if share is not None and filters["rule"] == "all":  # otherwise the choice says it
    st.caption(*rules)

donor = country = recipient = year = None
if view == "Over time":
    rows = screen.answer("explore/funding_by_year", **asked)
    year = screen.panel(charts.by_year(rows, lens), rows, "years", about, pick="year")
elif view == "Donors":
    rows = screen.answer("explore/funding_donors", **asked)
    donor = screen.panel(charts.donors(rows, lens), rows, "donors", about, pick="donor_name")
elif view == "Flows":
    rows = charts.flows(screen.answer("explore/funding_flows", **asked), lens)
    donor = screen.panel(charts.donor_by_place(rows, lens), rows, "flows", about, pick="donor_name")
elif view == "Recipients" and lens == "un":
    st.info("This lens does not say which country the money was for. “Flows” shows which UN entity received it.")
elif view == "Recipients":
    rows = screen.answer("explore/funding_recipients", **asked)
    if rows["iso3"].notna().any():
        country = screen.panel(charts.world(rows, lens), rows, "map", about, pick="country_name")
        st.caption(f"{maps.NOTE} {maps.POINTS}")
    recipient = screen.panel(charts.recipients(rows, lens), rows, "recipients", about, pick="recipient_name")
else:
    if lens == "statistics" and filters["rule"] != "all":
        rows = screen.answer("explore/funding_projects", **asked)
        of_projects = screen.about("Migration projects", filters, screen.sources_of("project"), charts.RULES, *rules)
        noun, columns = "project record", charts.PROJECT_COLUMNS
        donor = screen.table(rows, "projects", of_projects, noun=noun, columns=columns, pick="donor_name")
    rows = screen.answer("explore/funding_records", **asked, row_limit=MOST)
    st.caption(charts.GROUPED)
    if totals["row_count"] > MOST:
        st.caption(f"The {MOST:,} rows with the largest amounts are shown; the download has all {totals['row_count']:,}.")
    record = screen.table(
        rows,
        "records",
        about,
        totals["row_count"],
        columns=charts.COLUMNS[lens],
        again=lambda: screen.answer("explore/funding_records", **asked, row_limit=totals["row_count"]),
        pick="donor_name",
    )
    donor = donor or record

screen.page_link(
    "strategy/concentration", "How much depends on a few donors?", ":material/donut_small:", lens=screen.options("lens")[lens]
)
screen.method(charts.METHOD[lens])
if year:
    screen.narrow(**{f"years_{lens}": [year, year], "view": "Records"})
if donor in screen.options("donor").values():
    screen.open_page("explore/donor", donor=donor)
country = country or recipient
if country in screen.options("country").values():
    screen.open_page("explore/country", country=country)
if donor or country:
    said = f"{donor or country} has no profile: it is not one of the listed donors or countries."
    st.info(words.plain(said), icon=":material/info:")
