"""Charts of the page on the model: how much of it is known of each country."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import words
from landscape.charts import GREEN, GREY, RED, Figure, picked

MODEL = ["element_number", "element_name", "element_kind", "model_asks", "standard", "standard_part", "gsbpm_phases", "url"]
KNOWN = ["element_number", "element_name", "evidence", "model_status", "url", "evidence_source", "is_answer"]
ASKED = ["element_number", "element_name", "model_asks", "model_status", "evidence", "url", "standard", "standard_part"]
COUNTS = [
    "country_name",
    "known_of_all",
    "present_of_known",
    "region",
    "known_count",
    "present_count",
    "missing_count",
    "elements_not_known",
]
_PARTS = {"present_count": ("Present", GREEN), "missing_count": ("Missing", RED), "elements_not_known": ("Not known", GREY)}
METHOD = """
**The model** says what a national flow of migration data should have. Its elements are the landscape’s choice, drawn
from the standards that each names, in its own words. It is a list that people keep: change it, or add to it, on the
page *Update from Excel*.

**A country against it.** An element is *present* where an answer says so, or where a row of the lists of institutions
and exchanges is such an element: an institution of the kind that the element names; for a source, one that holds it, or,
where none does, an exchange that shares it now, as what is shared must be there;
an act on what it asks (a text of the legal basis that names statistics, say, and an act, law or code); an exchange that
runs (not one that is planned or has ended) with the sources, receiver, arrangement or linked records that it names. It
is *missing* only where an answer says so. All else is *not known*, and never counts as missing. The share of what is
present is that of the elements known, and is not said where no answer says that anything is missing: it could not but
be all.

**What an exchange rests on.** Where the model asks for a law, an exchange by *law* or *decree* will do; where it asks for
a memorandum, one by *law*, *decree* or *memorandum*. An exchange in a committee, informal, or on a basis that is not
known leaves the element *not known*; the lists show it beside the element all the same. *Memoranda on the supply of
data* takes a memorandum on any exchange, *Coordination body* an institution of that kind or an exchange in a committee,
*Records of one person can be linked* linked records that reach the statistical office, on whatever basis: records linked
at another institution are shown and prove nothing. How often data come, and how good they are, is asked and not checked.

**Only coded fields count**, and the texts of a legal basis. Roles of institutions and what an exchange says is shared are
texts that nobody has coded further: they are not read.

**Answers** go first: the list *Answers on the model* has a row for a country and an element with yes, no or not known,
a note and a source. It is empty until members fill it in. *Not known* changes nothing; where an answer and the lists
speak of the same element, the evidence says both.
"""
NO_ANSWER = "Nobody has yet answered for a country that an element is missing, so every element known is present."


def ranking(counts: pd.DataFrame) -> Figure:
    """How many elements are present, missing and not known in each country, the best known first; a click returns the country."""
    long = counts.melt(["country_name"], list(_PARTS), "part", "element_count")
    long["status"] = long["part"].map({name: label for name, (label, _) in _PARTS.items()})
    long["place"] = long["part"].map(list(_PARTS).index)
    long = long[long["element_count"] > 0]
    present = [(label, colour) for label, colour in _PARTS.values() if label in set(long["status"])]
    base = alt.Chart().encode(
        y=alt.Y("country_name:N", sort=list(counts["country_name"]), title=None),
        x=alt.X(
            "element_count:Q",
            stack="zero",
            title="Elements of the model",
            axis=alt.Axis(tickMinStep=1),
            scale=alt.Scale(nice=False),
        ),
        order=alt.Order("place:Q"),
        tooltip=[
            alt.Tooltip("country_name:N", title="Country"),
            alt.Tooltip("status:N", title="Status"),
            alt.Tooltip("element_count:Q", title="Elements"),
        ],
    )
    scale = alt.Scale(domain=[label for label, _ in present], range=[colour for _, colour in present])
    bars = base.mark_bar().encode(color=alt.Color("status:N", title=None, scale=scale)).add_params(picked("mark", "country_name"))
    chart = alt.layer(bars, data=long, height=alt.Step(24))
    return Figure("Of which countries is most known?", chart, said(counts))


def said(counts: pd.DataFrame) -> str:
    """What the ranking shows, in words."""
    whole = int(counts[["present_count", "missing_count", "elements_not_known"]].iloc[0].sum())
    first = counts[counts["known_count"] == counts["known_count"].max()]
    middle = counts["known_count"].median()
    text = (
        f"Most is known of {words.listed(first['country_name'])}: {int(first['known_count'].iloc[0])} of {whole} elements. "
        f"Half of the {words.count(len(counts), 'country', 'countries')} have {middle:.0f} known or fewer."
    )
    missing = int(counts["missing_count"].sum())
    return (
        f"{text} {words.count(missing, 'element')} {'is' if missing == 1 else 'are'} missing."
        if missing
        else f"{text} {NO_ANSWER}"
    )
