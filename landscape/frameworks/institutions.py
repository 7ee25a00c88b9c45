"""The institutions of one country and the data between them: the diagram, and what it says in words."""

from __future__ import annotations

import pandas as pd

from landscape import cells, dictionary, words
from landscape.filters import at_default, described
from landscape.frameworks.diagram import ARRANGEMENTS, ENDED, KINDS, ONLY_NAMED, OTHER, PLANNED, Diagram, Edge, Line, Look, Node

LINKED, UNKNOWN = "yes", "unknown"
ALL = {name: [] for name in ("region", "countries", "data_source", "arrangement", "linked", "institution_kind")}  # no restriction
COUNTRY = described("country", key="flow_country")
ANY_COUNTRY = at_default(described("countries"))
_ON = {
    "law": "by law",
    "decree": "by decree",
    "memorandum of understanding": "by memorandum",
    "committee": "in a committee",
    "informal": "informally",
    "unknown": "on a basis that is not known",
}


def of_country(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """Those of the rows that are of one country, by its ISO3 code."""
    return rows[rows["iso3"] == code].reset_index(drop=True)


def numbered(exchanges: pd.DataFrame) -> pd.DataFrame:
    """The exchanges of one country with the numbers that the diagram gives them."""
    return exchanges.assign(exchange_number=range(1, len(exchanges) + 1))


def diagram(name: str, institutions: pd.DataFrame, exchanges: pd.DataFrame) -> Diagram:
    """Who gives data to whom in one country, on what basis; `exchanges` as `numbered` returns them.

    A name that only an exchange knows is a node as well, with a broken line around it.
    """
    nodes = [
        Node(one.institution_id, one.institution_name, _kind(one.institution_kind), _held(one.data_sources), _look(one))
        for one in institutions.itertuples()
    ]
    known = {one.code for one in nodes}
    for end in ("from", "to"):
        for code, called in zip(exchanges[f"{end}_node"], exchanges[f"{end}_institution"], strict=True):
            if code not in known:
                known.add(code)
                nodes.append(Node(code, called, "named only by an exchange", (), ONLY_NAMED))
    edges = tuple(Edge(one.from_node, one.to_node, _label(one), _line(one)) for one in exchanges.itertuples())
    drawn = {one.line for one in edges}
    legend = {code: line for code, line in {**ARRANGEMENTS, "planned": PLANNED, "ended": ENDED}.items() if line in drawn}
    return Diagram(
        f"How does {words.the(name)} share migration data?", said(name, institutions, exchanges), tuple(nodes), edges, legend
    )


def said(name: str, institutions: pd.DataFrame, exchanges: pd.DataFrame) -> str:
    """What is documented of one country, in a sentence or two."""
    bodies = words.count(len(institutions), "institution")
    if exchanges.empty:
        known = f"The landscape documents {bodies} of {words.the(name)} and no exchange between them."
        return f"{known} That does not mean there is none."
    ended = exchanges["is_ended"]
    runs, planned = exchanges[~exchanges["is_planned"] & ~ended], int((exchanges["is_planned"] & ~ended).sum())
    counts = runs["arrangement"].value_counts()
    parts = [f"{counts[code]} {how}" for code, how in _ON.items() if code in counts]
    linked = int((runs["links_individuals"] == LINKED).sum())
    text = f"{words.count(len(runs), 'exchange')} of data among {bodies}"
    text += f": {words.listed(parts)}" if parts else ""
    text += f"; {planned} more only planned" if planned else ""
    text += f"; {words.count(int(ended.sum()), 'exchange')} of the past left out, drawn as ended" if ended.any() else ""
    link = f"Individual records are known to be linked in {linked}." if linked else "None is known to link individual records."
    if len(runs) and (runs["links_individuals"] == UNKNOWN).all():
        link = "Whether individual records are linked is not known."
    return f"{text}. {link}"


def key_figures(institutions: pd.DataFrame, exchanges: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures on one country: label, value and what it is compared with. An exchange that has ended is in none of them."""
    held = {one for some in institutions["data_sources"] if not words.is_unknown(some) for one in some}
    on = exchanges[~exchanges["is_ended"]]
    past, planned = len(exchanges) - len(on), int(on["is_planned"].sum())
    legal, known = institutions["legal_basis"].notna().sum(), (on["arrangement"] != UNKNOWN).sum()
    links = on.loc[on["links_individuals"] != UNKNOWN, "links_individuals"]
    return [
        ("Institutions", str(len(institutions)), f"{legal} with a known legal basis"),
        ("Data sources held", str(len(held)) if held else words.NOT_KNOWN, f"of {len(dictionary.codes('data_source'))} kinds"),
        (
            "Exchanges documented",
            str(len(on)),
            f"{known} on a known basis{f'; {planned} only planned' if planned else ''}{f'; {past} more ended' if past else ''}",
        ),
        (
            "Linking individual records",
            str((links == LINKED).sum()) if len(links) else words.NOT_KNOWN,
            f"known of {len(links)} of {words.count(len(on), 'exchange')}",
        ),
    ]


def _kind(code: object) -> str:
    return "kind not known" if words.is_unknown(code) else dictionary.label_of("institution_kind")[str(code)]


def _look(one: object) -> Look:
    return OTHER if words.is_unknown(one.institution_kind) else KINDS.get(one.institution_kind, OTHER)


def _held(sources: object) -> tuple[str, ...]:
    field = dictionary.table("institution").field("data_sources")
    return (
        () if words.is_unknown(sources) else (f"Holds: {', '.join(cells.item_in_words(one, field) for one in sources).lower()}",)
    )


def _label(one: object) -> str:
    if one.is_ended:
        return f"{one.exchange_number}, until {int(one.until_year)}"
    return f"{one.exchange_number}{', planned' if one.is_planned else ''}"


def _line(one: object) -> Line:
    return ENDED if one.is_ended else PLANNED if one.is_planned else ARRANGEMENTS[one.arrangement]
