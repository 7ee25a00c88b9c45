"""What every table, field and code of the landscape means."""

import streamlit as st

from landscape import dictionary, screen, words

screen.head(
    "What does each table, field and code mean?",
    "The one definition of the landscape: what a row is, what a field holds, in which unit, and which codes it can take.",
)
filters = screen.filter_bar("search", "table", "code_list")
chosen = filters.parameters()
search, names, lists = chosen["search"], chosen["table"], chosen["code_list"]
counted = screen.answer("data/table_rows")
row_counts = dict(zip(counted["table_name"], counted["row_count"], strict=True))

tables = screen.dictionary_rows(dictionary.table_rows(search, names, row_counts), dictionary.TABLE_COLUMNS)
fields = screen.dictionary_rows(dictionary.field_rows(search, names, lists), dictionary.FIELD_COLUMNS)
codes = screen.dictionary_rows(dictionary.code_rows(search, names, lists), dictionary.CODE_COLUMNS)
all_fields, all_codes = len(dictionary.field_rows()), len(dictionary.all_codes())
screen.choice_line(
    filters, f"{words.count(len(tables), 'table')}, {words.count(len(fields), 'field')}, {words.count(len(codes), 'code')}"
)

for rows, heading, purpose, name, noun, total in (
    (tables, "Which tables are there?", "Each holds one kind of thing.", "tables", "table", len(dictionary.tables())),
    (
        fields,
        "What does each field hold?",
        "A field that need not be filled is blank where the value is not known; blank is never zero.",
        "fields",
        "field",
        all_fields,
    ),
    (codes, "What can a coded field hold?", "Codes of the bodies that keep them, with labels.", "codes", "code", all_codes),
):
    st.header(heading, anchor=False)
    if rows.empty:
        st.info(
            f"No {noun} matches these filters. Clear the search or choose another table or list.", icon=":material/search_off:"
        )
        continue
    st.markdown(purpose)
    screen.table(rows, name, screen.about(f"Dictionary, {name}", filters, screen.sources_of()), total, noun)
