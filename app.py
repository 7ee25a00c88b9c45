"""The frame of every page: set-up, menu, version badge and the one place where errors are shown."""

import streamlit as st

from landscape import screen, words
from landscape.problems import Problem

st.set_page_config(page_title="Funding landscape for migration statistics", page_icon="static/icon.png", layout="wide")

MENU = {
    "": [  # without icons: beside a sidebar on a small screen the menu would fold what comes last into "12 more"
        st.Page("pages/explore/overview.py", title="Overview", default=True, url_path="home"),
        st.Page("pages/explore/donors.py", title="Donors"),
        st.Page("pages/explore/mechanisms.py", title="Mechanisms"),
        st.Page("pages/explore/funding.py", title="Funding"),
        st.Page("pages/explore/countries.py", title="Countries"),
        st.Page("pages/explore/overview.py", title="Overview", url_path="overview", visibility="hidden"),  # people type that
        st.Page("pages/explore/donor.py", title="Donor profile", icon=":material/badge:", visibility="hidden"),
        st.Page("pages/explore/compare_donors.py", title="Compare donors", icon=":material/compare:", visibility="hidden"),
        st.Page("pages/explore/mechanism.py", title="Mechanism profile", icon=":material/badge:", visibility="hidden"),
        st.Page("pages/explore/country.py", title="Country profile", icon=":material/flag:", visibility="hidden"),
        st.Page("pages/explore/compare_countries.py", title="Compare countries", icon=":material/compare:", visibility="hidden"),
    ],
    "Strategy": [
        st.Page("pages/strategy/needs.py", title="Needs", icon=":material/priority_high:"),
        st.Page("pages/strategy/prospects.py", title="Prospects", icon=":material/handshake:"),
        st.Page("pages/strategy/concentration.py", title="Concentration", icon=":material/donut_small:"),
    ],
    "Programme": [
        st.Page("pages/strategy/programme.py", title="Programme costs", icon=":material/request_quote:"),
        st.Page("pages/strategy/matching.py", title="Matching", icon=":material/join_inner:"),
        st.Page("pages/strategy/pipeline.py", title="Pipeline", icon=":material/conversion_path:"),
        st.Page("pages/strategy/stack.py", title="Funding stack", icon=":material/stacked_bar_chart:"),
        st.Page("pages/strategy/decisions.py", title="Decisions", icon=":material/gavel:"),
    ],
    "Frameworks": [
        st.Page("pages/frameworks/institutions.py", title="Institutions and data sharing", icon=":material/lan:"),
        st.Page("pages/frameworks/model.py", title="The model", icon=":material/schema:"),
        st.Page("pages/frameworks/training.py", title="Training", icon=":material/school:"),
        st.Page("pages/frameworks/assessments.py", title="Assessments", icon=":material/fact_check:"),
        st.Page("pages/frameworks/survey.py", title="Your own survey", icon=":material/quiz:"),
        st.Page("pages/frameworks/programmes.py", title="Other global programmes", icon=":material/travel_explore:"),
    ],
    "Data": [
        st.Page("pages/data/update.py", title="Update from Excel", icon=":material/upload_file:"),
        st.Page("pages/data/edit.py", title="Small edits", icon=":material/edit:"),
        st.Page("pages/data/versions.py", title="Versions", icon=":material/history:"),
        st.Page("pages/data/rules.py", title="Rules", icon=":material/rule:"),
        st.Page("pages/data/sources.py", title="Data sources", icon=":material/library_books:"),
        st.Page("pages/data/dictionary.py", title="Dictionary", icon=":material/dictionary:"),
    ],
}
page = st.navigation(MENU, position="top")

with st.container(horizontal_alignment="center"), st.container(width=1600):
    try:
        screen.enter(page.url_path)
        page.run()
        screen.foot()
    except Problem as problem:
        st.error(words.plain(str(problem)), icon=":material/error:")
    except Exception as fault:  # Streamlit's own stop and rerun are no Exception: they pass through
        screen.apologise(fault)
