"""Update from Excel: a member's list comes in, is read, checked, previewed and published; nothing is lost on the way."""

import streamlit as st

from landscape import screen

screen.head(
    "What is new in your list?",
    "Upload an updated list of donors, mechanisms, evidence or institutions. Nothing changes until you publish, and every "
    "publication can be taken back.",
)
screen.published()
if screen.version() != screen.newest():
    st.info(
        f"You are looking back at version {screen.version()}. A list is compared with the version in force, "
        f"{screen.newest()}, and published on it.",
        icon=":material/history:",
    )
work = screen.file()
if work is None:
    screen.end()
figures = st.container()
screen.questionnaire_in(work)
screen.how_it_is_read(work)
uploads = screen.read(work)
screen.decisions(work)
screen.problems(work)
taken = screen.preview(uploads, work.choices)
with figures:
    screen.counts(uploads, taken)
if taken:
    screen.publish_upload(work, taken)
