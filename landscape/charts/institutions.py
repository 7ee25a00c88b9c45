"""Charts of the page on institutions: which kind of institution holds which source, and on what basis it is shared."""

from __future__ import annotations

import altair as alt
import pandas as pd

from landscape import dictionary, words
from landscape.charts import Figure
from landscape.charts.shapes import heat_map

INSTITUTIONS = [
    "institution_name",
    "institution_kind",
    "role",
    "data_sources",
    "legal_basis",
    "gsbpm_phases",
    "confidence",
    "url",
]
EXCHANGES = ["exchange_number", "arrangement", "dataset", "from_institution", "to_institution", "links_individuals"]
EXCHANGES += ["frequency", "since_year", "until_year", "is_planned", "url"]
LIST = ["country_name", *INSTITUTIONS[:5], "exchange_count", "url"]
ALL_EXCHANGES = [
    *("country_name", "from_institution", "to_institution", "dataset", "data_sources", "arrangement"),
    *("frequency", "links_individuals", "since_year", "until_year", "is_planned", "url"),
]
DOCUMENTED = ["country_name", "region", "institution_count", "exchange_count", "known_basis_count", "linked_count", "ended_count"]
NOT_ALL = (
    "Small and not representative: institutions of {} and what could be documented of them. Kinds and arrangements are the "
    "compiler’s judgement; some sources describe an earlier position."
)
METHOD = """
**What is stated and what is judgement.** Names, roles, legal texts and frequencies are stated by the sources. Kinds of
institutions, arrangements and the sources that shared data come from are the compiler’s judgement. *Law* or *decree*
stands where a source cites a legal or ministerial basis for the supply, *committee* where only a coordinating body is
documented, *basis not known* where a flow is documented and its basis is not. Records are linked only where linking of
individual records is stated.

**Who is who.** An exchange names its institutions in words. It belongs to an institution of the list where that
institution of the same country has this name or is also called so; a name that only an exchange knows has a broken line
around it.

**The matrix.** A source counts as shared where an exchange from the institution that holds it shares data of it, and as
the office’s own where the statistical office holds it. *None documented* means that the landscape knows of none;
there may be one. An exchange whose last year is past *has ended*: it is drawn pale with that year and is in no other count.
One that is *only planned* is drawn with a thin dotted line whatever it will rest on, and is in no share.

Members complete the lists *National institutions* and *Data exchanges* on the page *Update from Excel*.
"""
_SHORT = {"national statistical office": "statistical office", "interior or immigration": "immigration"}  # beside a chart
_KNOWN = ("law", "decree", "memorandum of understanding", "committee", "informal")


def counted(rows: pd.DataFrame) -> str:
    """How many institutions are shown, of how many countries."""
    return f"{words.count(len(rows), 'institution')} in {words.count(rows['country_name'].nunique(), 'country', 'countries')}"


def matrix(rows: pd.DataFrame) -> Figure:
    """Data source by who holds it and how it is shared, in numbers of countries; a click returns `holding`.

    Needs the rows as `with_holding` gives them.
    """
    columns = {code: label for code, label in dictionary.label_of("sharing").items() if code in set(rows["sharing"])}
    shown = rows.assign(
        sharing=rows["sharing"].map(columns),
        cell=rows["country_count"].astype(str),
        level=rows["country_count"] / max(1, rows["country_count"].max()) * 0.7,
    )
    more = [
        alt.Tooltip("country_count:Q", title="Countries"),
        alt.Tooltip("country_names:N", title="Which"),
    ]
    chart = heat_map(shown, "holding", "sharing", list(columns.values()), more)
    return Figure("Who holds which source, and on what basis is it shared?", chart, matrix_said(rows))


def matrix_said(rows: pd.DataFrame) -> str:
    """What the matrix shows: the source most often shared on a known basis, and how often no exchange is documented."""

    def countries(some: pd.DataFrame) -> int:
        return len({name for names in some["country_names"] for name in names.split("; ")})

    labels = dictionary.label_of("data_source")
    known = rows[rows["sharing"].isin(_KNOWN)]
    none = rows[rows["sharing"] == "not documented"]
    parts = []
    if len(known):
        by = {source: countries(some) for source, some in known.groupby("data_source")}
        most = max(by, key=by.get)
        many = words.count(by[most], "country", "countries")
        parts.append(f"{labels[most]} are shared on a known basis in {many}, more than any other source.")
    if len(none):
        many = words.count(countries(none), "country", "countries")
        parts.append(f"In {many} an institution holds a source of which no exchange is documented.")
    return " ".join(parts) or "No source is documented as shared here."


def with_holding(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `holding`: the source and who holds it, in words."""
    sources, kinds = dictionary.label_of("data_source"), dictionary.label_of("institution_kind")
    kinds = {code: _SHORT.get(code, label.lower()) for code, label in kinds.items()}
    holding = [
        f"{sources.get(source, source)} · {kinds.get(kind, words.NOT_KNOWN)}"
        for source, kind in zip(rows["data_source"], rows["institution_kind"], strict=True)
    ]
    return rows.assign(holding=holding)


def source_of(holding: object) -> str | None:
    """The code of the data source in a row of the matrix that was clicked."""
    labels = {label: code for code, label in dictionary.label_of("data_source").items()}
    return labels.get(str(holding).partition(" · ")[0]) if holding else None
