"""Through what money for statistics or migration data can flow: the list of financial mechanisms."""

from datetime import date

import streamlit as st

from landscape import screen, words
from landscape.charts import mechanisms as charts

screen.head(
    "Through which mechanisms can migration statistics be paid for?",
    "Funds, loan lines, programmes and facilities that pay, or could pay, for statistics or migration data.",
)
filters = screen.filter_bar(
    "search", "status", "funds_migration", drawer=["mechanism_size", "kind", "application_route", "covers"]
)
mechanisms = screen.answer("explore/mechanisms", **filters.parameters())
total = int(screen.answer("explore/mechanism_totals")["mechanism_count"].iloc[0])
screen.choice_line(filters, f"{len(mechanisms)} of {total} mechanisms")
if mechanisms.empty:
    screen.nothing_matches(filters, "explore/mechanisms", "mechanism")

is_open, not_known, pays = (
    int((mechanisms["status"] == "open").sum()),
    int((mechanisms["status"] == "unknown").sum()),
    int((mechanisms["funds_migration"] == "yes").sum()),
)
screen.key_figures(
    ("Mechanisms", f"{len(mechanisms)}", f"of {total} in the landscape"),
    ("Stated as open", f"{is_open}", charts.dated_said(mechanisms[mechanisms["status"] == "open"])),
    ("Pay for migration data", f"{pays}", f"for {int((mechanisms['funds_migration'] == 'unknown').sum())} it is not known"),
    ("Status not known", words.percent(not_known, len(mechanisms)), f"{not_known} of {len(mechanisms)}: please check"),
)


def about(rows):
    """What a download of these rows says of itself."""
    return screen.about("Mechanisms", filters, screen.sources_behind(rows), *charts.NOTES)


started, undated = charts.with_start(mechanisms), charts.without_start(mechanisms)
chosen = None
if started.empty:
    st.info("No year of opening is known for any of these mechanisms, so there is no timeline.", icon=":material/timeline:")
else:
    chosen = screen.panel(
        charts.timeline(mechanisms, date.today().year), started, "timeline", about(started), pick="mechanism_name", height=430
    )
if len(undated):
    with st.expander(f"{words.count(len(undated), 'mechanism')} without a known year of opening", icon=":material/event_busy:"):
        screen.facts(("Not drawn above: no source states when they started", "; ".join(undated["mechanism_name"]) + "."))

kinds = charts.counted_by_kind(mechanisms)
several = kinds["mechanism_kind"].nunique() > 1  # one kind cannot be narrowed further
kind = screen.panel(charts.kinds(kinds), kinds, "kinds", about(mechanisms), pick="mechanism_kind" if several else "")
sized = charts.sized(mechanisms)
if sized.empty:
    st.info("No amount is known for any of these mechanisms.", icon=":material/payments:")
else:
    chosen = screen.panel(charts.sizes(mechanisms), sized, "sizes", about(sized), pick="mechanism_name") or chosen

row = screen.table(
    mechanisms,
    "mechanisms",
    about(mechanisms),
    total,
    "mechanism",
    columns=charts.shown(mechanisms),
    pick="mechanism_name",
)
if kind:
    screen.narrow(kind=[kind])
if chosen or row:
    screen.open_page("explore/mechanism", mechanism=chosen or row)
