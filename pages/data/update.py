"""Update from Excel: a member's list comes in, is read, checked, previewed and published; nothing is lost on the way."""

import streamlit as st

from landscape import screen

screen.head(
    "What is new in your list?",
    "Upload an updated list of donors, mechanisms, evidence or institutions. Nothing changes until you publish, and every "
    "publication can be taken back.",
)
left, right = st.columns(2, gap="large")
with left:
    screen.templates()
with right:
    work = screen.file()
if work is None:
    screen.end()
if work.published:
    screen.published(work)
screen.how_it_is_read(work)
uploads = screen.read(work)
screen.decisions(work)
screen.counts(uploads)
screen.problems(work)
taken = screen.preview(uploads, work.book.sha256[:8])
if taken:
    screen.publish_upload(work, taken)
