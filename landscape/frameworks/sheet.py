"""The sheet of a country on its national framework, for Word and Excel: diagrams, lists, the model, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from landscape import cells, exports, words
from landscape.frameworks import drawing, institutions, model
from landscape.frameworks.diagram import Diagram
from landscape.strategy.briefs import Brief, Part
from landscape.strategy.standing import Ask

NOTES = (
    "The landscape documents institutions and exchanges of a small number of countries, which are not representative; some "
    "of its sources describe an earlier position.",
    "Kinds and arrangements are the compiler’s judgement.",
    "An element of the model is missing only where an answer says so; what nothing is known of is to be found out.",
)
_INSTITUTIONS = ("institution_name", "institution_kind", "sources_held", "legal_basis")
_EXCHANGES = ("exchange_number", "from_institution", "to_institution", "dataset", "arrangement", "frequency", "links_individuals")
_EXCHANGES += ("until_year", "is_planned")
_ORDER = {one: place for place, one in enumerate((model.MISSING, model.PRESENT, model.UNKNOWN))}
_AGAINST = ("element_name", "element_kind", "model_status", "evidence")


def of(code: str, ask: Ask) -> Brief:
    """The sheet of one country by its ISO3 code; `ask` answers a file of `queries/`."""
    chosen = {**institutions.ALL, "countries": [code]}
    name = ask("explore/country", country=code).iloc[0]["country_name"]
    held = ask("frameworks/institutions", **chosen)
    shared = institutions.numbered(ask("frameworks/exchanges", **chosen))
    asked, against = model.numbered(ask("frameworks/model")), ask("frameworks/against_model", **chosen)
    if is_undocumented := against.empty:
        against = asked.assign(model_status=model.UNKNOWN, evidence=None)
    statuses = dict(zip(against["element_id"], against["model_status"], strict=True))
    wholes = []
    if len(held) or len(shared):
        drawn = institutions.diagram(name, held, shared)
        wholes += [
            _drawn(drawn, "Exchanges", shared, _EXCHANGES),
            Part("Who holds what?", "", "Institutions", _said(held), shown=_INSTITUTIONS, most=20),
        ]
    if not is_undocumented:
        drawn = model.diagram(asked, statuses, name)
        known_first = against.sort_values("model_status", key=lambda codes: codes.map(_ORDER), kind="stable")
        known = int((against["model_status"] != model.UNKNOWN).sum())
        wholes.append(_drawn(drawn, "Against the model", known_first, _AGAINST, most=known))
    establish, find_out = model.to_do(against)
    said = "To establish, as an answer says that it is missing:" if establish else "No answer says that anything is missing."
    wholes.append(Part("What does the model ask beyond that?", said, facts=_facts(establish)))
    if is_undocumented:
        wholes.insert(0, Part("What is documented?", f"The landscape documents no institution of {words.the(name)} yet."))
    sources = [rows for rows in (held, shared, against, asked) if len(rows)]
    return Brief(
        "framework",
        name,
        "Who holds data on migration, how they flow, and what the reference model asks beyond that.",
        tuple(model.key_figures(list(statuses.values()))),
        (),
        tuple(wholes),
        tuple(find_out) or ("Every element of the model is known.",),
        _sources(ask, sources),
        NOTES,
        gaps="To find out, as it is not known",
    )


def _drawn(drawn: Diagram, sheet: str, rows: pd.DataFrame, shown: Sequence[str], most: int = 20) -> Part:
    """A diagram with the first rows behind it."""
    picture = lambda: drawing.png(drawn.dot())  # noqa: E731 - drawn when the document is put together
    return Part(drawn.title, drawn.takeaway, sheet, rows, shown=tuple(shown), most=most, picture=picture)


def _said(held: pd.DataFrame) -> pd.DataFrame:
    """Institutions with the sources they hold in words, as a small table in a document shows them."""
    field = cells.field_of("data_sources")
    said = [
        words.NOT_KNOWN if words.is_unknown(some) else ", ".join(cells.item_in_words(one, field) for one in some)
        for some in held["data_sources"]
    ]
    return held.assign(sources_held=said)


def _facts(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), line) for number, line in enumerate(lines, start=1))


def _sources(ask: Ask, behind: Sequence[pd.DataFrame]) -> tuple[str, ...]:
    named = sorted({source for rows in behind for source in rows["source_id"]})
    return tuple(exports.cited(ask("sources_named", sources=named)))
