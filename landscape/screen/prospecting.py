"""How a donor fits as a prospect, on its profile: the same score as on the page of prospects, by the same address."""

from __future__ import annotations

import streamlit as st

from landscape import words
from landscape.charts import fit as charts
from landscape.charts.prospects import notes
from landscape.filters import Filters
from landscape.screen.address import handed_on
from landscape.screen.asking import about, answer, options, sources_behind
from landscape.screen.choosing import NoScores, narrow, weights
from landscape.screen.showing import page_link, table
from landscape.strategy import prospects

SAME = ("priority", "normalisation", "least_known")  # filters that both pages have


def fit(donor: str, chosen: Filters) -> None:
    """The score of a donor with its reasons, what it is made of, and who is similar. `chosen` holds the filters of `SAME`."""
    st.header("How well does it fit as a prospect?", anchor=False)
    try:
        weighed, given = weights("prospect")
    except NoScores as problem:
        st.info(words.plain(str(problem)), icon=":material/history:")
        return
    countries = answer("strategy/priority_countries", priority=chosen["priority"])["iso3"].tolist()
    listed, values = answer("strategy/components", score="prospect"), answer("strategy/prospect_values", countries=countries)
    facts = answer("strategy/prospects", countries=countries)
    of = prospects.assessed(values, facts, listed, given, chosen["least_known"], chosen["normalisation"])
    st.markdown(f"**{words.plain(charts.said(of, donor))}** {words.plain(charts.people_said(of, donor))}")
    left, right = st.columns(2, gap="large")
    left.markdown(_listed("What speaks for it", prospects.reasons(of, donor)))
    right.markdown(_listed("Where it lies below the middle donor", prospects.cautions(of, donor)))
    own = values[(values["donor_id"] == donor) & values["source_id"].notna()]
    sources = sources_behind(own)
    rows = charts.components(of, donor, values, listed, sources)
    name, set_name = of.facts[donor]["donor_name"], options("priority").get(chosen["priority"], "none chosen")
    presets = answer("strategy/component_weights", score="prospect")
    said = notes(of, presets, chosen["least_known"], chosen["normalisation"], set_name)
    with st.expander("What the score is made of", icon=":material/table:", key="fit_made_of"):
        table(
            rows,
            "fit",
            about(f"{name} as a prospect", chosen + weighed, sources, *said),
            noun="component",
            columns=charts.COLUMNS,
        )
    if near := charts.alike(of, donor):
        st.markdown("**Donors most like it** in what is known of both")
        with st.container(horizontal=True, key="similar"):
            for other, said in near:
                if st.button(words.plain(said), key=f"like_{other}", icon=":material/group:", type="tertiary"):
                    narrow(donor=other)
    page_link("strategy/prospects", "All prospects by these weights", ":material/handshake:", **handed_on(*SAME))


def _listed(heading: str, lines: list[str]) -> str:
    points = [f"- {words.plain(one[:1].upper() + one[1:])}" for one in lines or ["nothing that is known"]]
    return "\n".join([f"**{heading}**\n", *points])
