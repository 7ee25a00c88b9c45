"""One-page briefs: who a donor, a country or a mechanism is, what it gave or got, through what, and what is not known.

A brief holds the questions, charts and sentences of the profile pages; nothing is worked out anew here. `ask` answers one file of
`queries/` from one version, so that a brief can be of any version.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import altair as alt
import pandas as pd

from landscape import cells, dictionary, exports, words
from landscape.charts import Figure, country, donor, indicators, mechanisms, rules
from landscape.programme import minutes
from landscape.programme.due import with_due_said
from landscape.store import TooOld
from landscape.strategy.standing import Ask, Place, Rankings
from landscape.words import NOT_KNOWN

Picture = Callable[[], bytes]
Draw = Callable[[alt.Chart | alt.LayerChart, str], Picture | None]

FACTS = ["brief_subject", "brief_part", "brief_item", "brief_value", "brief_note"]
PRICES = "Support to statistics: disbursements in constant prices, base year not stated by the source; the source ends in 2020."


@dataclass(frozen=True)
class Part:
    """One answer of a brief: its question, the answer in words, and the rows and the chart behind it.

    `shown` names the columns of `rows` that stand in the document, the first `most` rows of them. `picture` waits for the
    chart as a PNG.
    """

    title: str
    said: str
    sheet: str = ""
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    facts: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    most: int = 4
    picture: Picture | None = None


@dataclass(frozen=True)
class Brief:
    """What stands on the page of one subject; `halves` side by side, `wholes` across the page; `method` in the workbook only.

    `unknown` is what nobody knows, under the heading `gaps`.
    """

    kind: str
    name: str
    who: str
    figures: tuple[tuple[str, str, str], ...]
    halves: tuple[Part, ...]
    wholes: tuple[Part, ...]
    unknown: tuple[str, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    method: tuple[str, ...] = ()
    gaps: str = "What we do not know"

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts, in the order of the page."""
        return (*self.halves, *self.wholes)


def of(kind: str, code: str, ask: Ask, draw: Draw = lambda chart, width: None, rankings: Rankings | None = None) -> Brief:
    """The brief of a "donor", "country" or "mechanism", or of the "framework" of a country, by its code.

    `draw` is handed each chart with its width, "half" or "whole", as soon as its question is answered. `rankings` are those in
    which the subject stands, by default those that the pages start with.
    """
    return _KINDS[kind](code, ask, draw, rankings or Rankings(ask))


def tables(briefs: Sequence[Brief]) -> dict[str, pd.DataFrame]:
    """The figures of briefs as the sheets of a workbook: all that is said, then the rows behind each kind of part."""
    said = [row for brief in briefs for row in _said(brief)]
    found = {"In brief": pd.DataFrame(said, columns=FACTS)}
    rows: dict[str, list[pd.DataFrame]] = {}
    for brief in briefs:
        for part in brief.parts:
            if len(part.rows):
                named = part.rows.drop(columns="brief_subject", errors="ignore")
                named.insert(0, "brief_subject", brief.name)
                rows.setdefault(part.sheet, []).append(named)
    return found | {sheet: pd.concat(parts, ignore_index=True) for sheet, parts in rows.items()}


def about(title: str, briefs: Sequence[Brief], version: str, link: str, rule: str = "") -> exports.About:
    """What the document and the workbook of these briefs say of themselves; `rule` is how the subjects were chosen."""
    sources = tuple(dict.fromkeys(source for brief in briefs for source in brief.sources))
    notes = tuple(dict.fromkeys(note for brief in briefs for note in (*brief.notes, *brief.method)))
    chosen = "; ".join(brief.name for brief in briefs)
    return exports.About(title, f"{rule} {chosen}".strip(), version, sources, link, notes)


def _said(brief: Brief) -> list[tuple[str, str, str, str, str]]:
    """All that a brief says, line by line."""
    lines = [(brief.name, "Who it is", "", brief.who, "")]
    lines += [(brief.name, "Key figures", *figure) for figure in brief.figures]
    for part in brief.parts:
        lines += [(brief.name, part.title, "", part.said, "")] if part.said else []
        lines += [(brief.name, part.title, name, value, "") for name, value in part.facts]
    return lines + [(brief.name, brief.gaps, "", gap, "") for gap in brief.unknown]


def pictures(briefs: Sequence[Brief]) -> list[tuple[str, str, bytes]]:
    """The charts of briefs for a workbook: heading, what it says, and the picture."""
    return [
        (f"{brief.name}: {part.title}", part.said, part.picture())
        for brief in briefs
        for part in brief.parts
        if part.picture is not None
    ]


def _chart(draw: Draw, figure: Figure, sheet: str, rows: pd.DataFrame, width: str = "half") -> Part:
    return Part(figure.title, figure.takeaway, sheet, rows, picture=draw(figure.chart, width))


def _sources(ask: Ask, *used: str, behind: Sequence[pd.DataFrame] = ()) -> tuple[str, ...]:
    """The sources of tables or parts of them, and those that rows name."""
    named = sorted({source for rows in behind for source in rows["source_id"]})
    found = [*([ask("sources_of", used=list(used))] if used else []), ask("sources_named", sources=named)]
    return tuple(dict.fromkeys(source for rows in found for source in exports.cited(rows)))


def _decided(kind: str, code: str, ask: Ask) -> list[Part]:
    """What was decided about a subject and is still open; nothing where there is none."""
    chosen = {"donor": "donors", "country": "countries", "mechanism": "mechanisms"}[kind]
    try:
        rows = ask("strategy/decisions", **minutes.ALL | {chosen: [code], "decision_status": ["open"]})
    except TooOld:  # a version from before there were decisions
        return []
    if rows.empty:
        return []
    rows = with_due_said(rows, minutes.now())[[*minutes.DECISIONS, "source_id"]]
    said = f"{words.count(len(rows), 'decision')} about it {'is' if len(rows) == 1 else 'are'} open."
    return [Part("What was decided, and who acts?", said, "Decisions", rows, (), ("decision_name", "owner_role", "due_said"), 3)]


def _donor(code: str, ask: Ask, draw: Draw, rankings: Rankings) -> Brief:
    years = ask("explore/donor_years", donors=[code])
    given, received = "How much did it give to statistics in each year?", "Who received it?"
    nothing = donor.no_amount(years)
    halves = [Part(given, nothing) if nothing else _chart(draw, donor.statistics_by_year(years), "By year", years)]
    facts = ask("explore/donor_facts", donors=[code])  # only now: the first chart is being drawn meanwhile
    name = facts["donor_name"].iloc[0]
    recipients = ask("explore/donor_recipients", donor=code)
    if not nothing and recipients["amount_usd"].any():
        halves.append(_chart(draw, donor.recipients(recipients, shown=7), "Recipients", recipients))
    else:
        halves.append(Part(received, f"{NOT_KNOWN.capitalize()}: no amount is recorded for any recipient."))
    entities = ask("explore/donor_un_entities", donor=code)
    if entities.empty:
        halves.append(Part("How does it fund the United Nations, and how freely?", donor.not_named_by_un(name)))
    else:
        halves.append(_chart(draw, donor.un_entities(entities, shown=5), "UN entities", entities))
    pays_into, projects, evidence, unknown = (
        ask(f"explore/donor_{part}", donor=code) for part in ("mechanisms", "projects", "evidence", "unknown")
    )
    columns = ("mechanism_name", "status", "funds_migration")
    halves.append(
        Part("Through what does it pay?", donor.mechanisms_said(name, pays_into), "Mechanisms", pays_into, shown=columns)
    )
    columns = ("title", "theme", "recipient_name", "year", "disbursement_usd")
    said = donor.migration_said(facts, rules.accuracy_said(ask("classifier_accuracy")))
    wholes = [
        Part("Has it paid for migration data?", said, "Projects", projects, shown=columns, most=2),
        Part("", "", "Evidence", evidence),
    ]
    open_ones = _decided("donor", code, ask)
    rest = [one.rows for one in open_ones]
    wholes += open_ones
    place = rankings.donor(code)
    if place is not None:
        wholes.insert(0, Part("How well does it fit as a prospect?", place.said, "Fit", place.rows, place.facts))
    return Brief(
        "donor",
        name,
        donor.who(facts),
        tuple(donor.key_figures(facts)),
        tuple(halves),
        tuple(wholes),
        tuple(f"{gap.thing}. {gap.reason}" for gap in unknown.itertuples()),
        _sources(
            ask,
            "donor",
            "funding:statistics",
            "funding:un",
            behind=(pays_into, projects, evidence, *_measured(place), *rest),
        ),
        (PRICES, "Support to statistics and contributions to the United Nations overlap: never add them up."),
        place.notes if place else (),
    )


def _measured(place: Place | None) -> tuple[pd.DataFrame, ...]:
    """The values behind a place in a ranking, as far as there are any."""
    return (place.values,) if place is not None and len(place.values) else ()


def _country(code: str, ask: Ask, draw: Draw, rankings: Rankings) -> Brief:
    one = ask("explore/country", country=code).iloc[0]
    name = one["country_name"]
    latest = ask("explore/country_indicators", countries=[code], indicators=[])
    scores = indicators.only(latest, indicators.SCORES)
    strong = f"How strong are the statistics of {name}?"
    halves = [
        _chart(draw, country.capacity(latest, name), "Scores", scores)
        if indicators.is_known(scores, "latest_value")
        else Part(strong, country.no_score(name))
    ]
    series = ask("explore/country_series", country=code, indicators=country.OVER_TIME)
    has_moves = not indicators.only(series, country.MOVEMENTS).empty
    moves = country.movements(series, name).takeaway if has_moves else f"Migrants: {NOT_KNOWN}."
    known = indicators.only(latest, [*country.FACTS, *country.MOVEMENTS])
    halves.append(Part("Plans, registers and people", moves, "Plans and people", known, facts=tuple(country.facts(latest))))
    years, donors, covering, counts = (
        ask(f"explore/country_{part}", country=code) for part in ("funding_years", "donors", "mechanisms", "counts")
    )
    if years.empty:
        halves.append(Part(f"How much was paid for statistics in {name}?", country.no_support(name)))
    else:
        halves.append(_chart(draw, country.support_by_year(years, name), "Support by year", years))
    if indicators.is_known(donors, "amount_usd"):
        halves.append(_chart(draw, country.donors_of(donors, name, shown=7), "Donors", donors))
    else:
        halves.append(Part(f"Who paid for statistics in {name}, 2010–2020?", f"{NOT_KNOWN.capitalize()}: no amount is recorded."))
    open_ones = _decided("country", code, ask)
    rest = [one.rows for one in open_ones]
    wholes, place = [*open_ones], rankings.country(code, name, bool(one["is_oda_eligible"]))
    if place is not None:
        columns = ("component_name", "latest_said", "latest_year", "component_value", "weight", "contribution")
        title = f"How much does {name} need support, and why?"
        wholes.append(Part(title, place.said, "Need", place.rows, place.facts, columns, most=3))
    pays = covering.sort_values("funds_migration", key=lambda codes: codes != "yes", kind="stable")
    columns = ("mechanism_name", "mechanism_kind", "status", "funds_migration")
    said = country.mechanisms_said(name, covering)
    wholes.append(Part("Through what could it be paid?", said, "Mechanisms", pays, shown=columns, most=2))
    used = ("spi_overall", "odin_overall", "migrant_stock_in", *country.FACTS)
    return Brief(
        "country",
        name,
        f"{country.who(one)} {country.gaps(latest)}",
        tuple(country.key_figures(latest, years)),
        tuple(halves),
        tuple(wholes),
        tuple(country.unknowns(name, latest, counts.iloc[0])),
        _sources(
            ask,
            "funding:statistics",
            *(f"observation:{code}" for code in used),
            behind=(*_measured(place), *rest),
        ),
        (PRICES, country.VINTAGES),
        place.notes if place else (),
    )


def _mechanism(code: str, ask: Ask, draw: Draw, rankings: Rankings) -> Brief:
    profile = ask("explore/mechanism", mechanism=code)
    contributors = ask("explore/mechanism_contributors", mechanism=code)
    related = ask("explore/mechanism_related", mechanism=code)
    one = profile.iloc[0].to_dict()
    gaps = tuple(mechanisms.gaps(one)) or ("Every main field of the profile is filled.",)
    columns = ("contributor", "donor_type", "statistics_2010_2020_usd")
    said = mechanisms.PAID_IN if len(contributors) else mechanisms.NOBODY_NAMED
    halves = [
        Part("What it offers", "", facts=tuple(mechanisms.facts(one))),
        Part("Who has paid into it?", said, "Contributors", contributors, shown=columns, most=12),
    ]
    open_ones = _decided("mechanism", code, ask)
    rest = [one.rows for one in open_ones]
    wholes = [*open_ones, Part("What this rests on", "", facts=tuple(mechanisms.rests_on(one)))]
    if len(related):
        columns = ("related_name", "related_place", "first_year", "amount", "currency")
        cost = "What did comparable work cost, and what was taught?"
        wholes.append(Part(cost, mechanisms.RELATED, "Related costs", related, shown=columns))
    alike = _alike(one, ask)
    if len(alike):
        figure = mechanisms.timeline(alike, int(pd.Timestamp.now("UTC").year))
        kind = words.inside(dictionary.label_of("mechanism_kind")[one["mechanism_kind"]])
        title = f"When does the money flow, beside others of its kind ({kind})?"
        wholes.insert(0, replace(_chart(draw, figure, "Same kind", alike, "whole"), title=title))
    return Brief(
        "mechanism",
        mechanisms.full_name(one),
        mechanisms.who(one),
        tuple(mechanisms.key_figures(one, len(contributors))),
        tuple(halves),
        tuple(wholes),
        gaps,
        _sources(ask, behind=(profile, related, *([alike] if len(alike) else []), *rest)),
        (mechanisms.STATED,),
    )


def _alike(one: dict[str, object], ask: Ask, most: int = 8) -> pd.DataFrame:
    """A mechanism among those of its kind that opened about when it did; none where its year of opening is not known."""
    chosen = {"search": "", "kind": [one["mechanism_kind"]], "status": [], "funds_migration": [], "application_route": []}
    rows = mechanisms.with_start(ask("explore/mechanisms", **chosen, mechanism_size=[], covers=[]))
    own = rows.loc[rows["mechanism_id"] == one["mechanism_id"], "opened_year"]
    if own.empty:
        return rows.head(0)
    return rows.loc[(rows["opened_year"] - own.iloc[0]).abs().sort_values(kind="stable").index[:most]].sort_index()


def _framework(code: str, ask: Ask, draw: Draw, rankings: Rankings) -> Brief:
    from landscape.frameworks import sheet  # which is made of the parts above

    return sheet.of(code, ask)


_KINDS = {"donor": _donor, "country": _country, "mechanism": _mechanism, "framework": _framework}
TITLES = {"framework": "Migration data framework of {}"}  # of a document; any other is a brief
WITHOUT_CHARTS = ("framework",)  # they have diagrams, which are drawn in another way


def shown(part: Part) -> tuple[list[str], list[list[str]]]:
    """The small table of a part as the document shows it: heads, and the first rows in words."""
    fields = [cells.field_of(name) for name in part.shown]
    return [one.label for one in fields], [
        [cells.in_words(row[one.name], one) for one in fields] for row in part.rows.head(part.most).to_dict("records")
    ]
