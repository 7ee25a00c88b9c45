"""Small edits on the spot: a status, a deadline. They go the same way as a file: checks, preview, publication."""

import streamlit as st

from landscape import screen

screen.head(
    "Is a status or a date out of date?",
    "Change it here. Nothing is published before you have seen what would change, and said who you are.",
)
if made := screen.told("edit_published"):
    st.success(f"Version {made[0]} of the landscape is in force.", icon=":material/check_circle:")
if screen.version() != screen.newest():
    st.info("You are looking back at an old version, which cannot be edited.", icon=":material/history:")
    screen.end()
filters = screen.filter_bar("list_to_edit", "search")
changed = screen.edited(filters["list_to_edit"], filters["search"])
if changed is None:
    st.caption(
        "Click a cell twice to change it, tick “Remove” to take a row out, or add a row; its code is made from its name. Names "
        "and codes, in grey, are changed in Excel, and long lists are easier there: see Update from Excel."
    )
    screen.end()
screen.publish_edit(filters["list_to_edit"], changed)
