"""Where every figure comes from: publisher, licence, vintage, rows, and what a reader must know before using it."""

import streamlit as st

from landscape import screen, words

screen.head(
    "Where do the figures come from, and what are their flaws?",
    "Every row of the landscape points to one of these data sets, or to a page or document that states the fact.",
)
filters = screen.filter_bar("search", "source_kind", "publisher")
sources = screen.answer("data/sources", **filters.parameters())
totals = screen.answer("data/source_totals").iloc[0]
screen.choice_line(filters, f"{len(sources)} of {totals['source_count']} sources")
if sources.empty:
    screen.nothing_matches(filters, "data/sources", "source")

datasets = sources[sources["source_kind"] == "dataset"]
screen.key_figures(
    ("Data sets", f"{len(datasets)}", f"of {totals['dataset_count']}"),
    ("Pages and documents", f"{len(sources) - len(datasets)}", f"of {totals['page_count']}"),
    ("Rows used here", f"{sources['used_row_count'].sum():,}", f"of {totals['used_row_count']:,}"),
    ("Publishers", f"{sources['publisher'].nunique()}", "as named on the page or file"),
)
screen.table(
    sources,
    "sources",
    screen.about("Data sources", filters, sources.head(0), "A row of the landscape is often a sum of many rows at the source."),
    int(totals["source_count"]),
    "source",
    columns=[
        "source_kind",
        "publisher",
        "title",
        "vintage",
        "licence",
        "source_row_count",
        "used_row_count",
        "known_flaws",
        "used_in",
        "retrieved_on",
        "url",
    ],
)
if len(datasets):
    st.header("What must a reader know before using the data sets?", anchor=False)
halves = st.columns(2)
for place, one in enumerate(datasets.itertuples()):
    with halves[place % 2], st.container(border=True, gap="small", key=f"source_{one.source_id}"):
        used = words.count(one.used_row_count, "row") if one.used_row_count else "maps or codes"
        rows = f"{words.number(one.source_row_count)} rows at the source, {used} used here"
        licence = words.NOT_KNOWN if words.is_unknown(one.licence) else one.licence
        vintage = words.NOT_KNOWN if words.is_unknown(one.vintage) else one.vintage
        screen.facts((f"{one.publisher}: {one.title}", words.NOT_KNOWN if words.is_unknown(one.known_flaws) else one.known_flaws))
        st.caption(words.plain(f"Years or edition: {vintage} · Licence: {licence} · {rows}"))
        st.link_button("Open the source", one.url, icon=":material/open_in_new:", type="tertiary")
