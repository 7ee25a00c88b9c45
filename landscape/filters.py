"""What the reader chose: as parameters of a question, and as a sentence in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["many", "one", "years", "text", "number"]


RULE_CODES = ("13096", "15190", "24050")  # purpose codes that the rule by purpose code counts, for SQL and for what is said


@dataclass(frozen=True)
class Filter:
    """One thing a reader can choose.

    `name` is the `$parameter` of the SQL files; `key` is its name in the page's address, the same unless two pages need
    different options under one name. `options` maps a code to its label, in order; the address holds labels, the SQL gets
    codes. `default` is what stands when nothing was chosen: a code for `one`, nothing for `many` and `text`, the first and
    last year for `years`, which lie between `least` and `most`, a whole number from 0 to `most` for `number`. `words` says the
    choice in a sentence.
    """

    name: str
    label: str
    kind: Kind
    options: Mapping[str, str] = field(default_factory=dict)
    default: object = ()
    words: str = "{}"
    help: str | None = None
    key: str = ""
    most: float = 10
    least: float = 0
    step: float = 1  # of a number; where it is whole, so is the number
    is_quiet: bool = False  # the sentence says nothing of the default
    none_yet: str = ""  # said in its place while there is nothing to choose from

    def __post_init__(self) -> None:
        """Use the name as the key where none is given; one choice out of many starts as none."""
        object.__setattr__(self, "key", self.key or self.name)
        if self.kind == "one" and self.default == ():
            object.__setattr__(self, "default", None)

    def parameters(self, value: object) -> dict[str, object]:
        """The SQL parameters of one value: an empty list or text means no restriction."""
        if self.kind == "years":
            first, last = value
            return {"first_year": first, "last_year": last}
        if self.kind == "many":
            return {self.name: list(value)}
        if self.kind == "text":
            return {self.name: str(value or "").strip()}
        if self.name == "rule":
            return {"rule": value, "rule_codes": list(RULE_CODES)}
        return {self.name: value}

    def number(self, text: str) -> float | None:
        """The number that a text of the address says; None where it is none that the filter can have."""
        value = float(text) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text) else None
        if value is None or not self.least <= value <= self.most:
            return None
        return value if self.step % 1 else int(value) if value.is_integer() else None

    def begun(self, text: str) -> str | None:
        """The code of the only label that begins with a text, or else has it, in any case; None where none or several do."""
        labels = {code: label.casefold() for code, label in self.options.items()}
        for has in (str.startswith, str.__contains__):
            found = [code for code, label in labels.items() if has(label, text.strip().casefold())]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def asked_for(self, said: Sequence[str]) -> object:
        """The value that an address asks for, which holds labels; the default where it names none or one that there is not."""
        codes = {label: code for code, label in self.options.items()}
        known = [codes[one] for one in said if one in codes]
        if self.kind == "many":
            return known
        if self.kind == "number":
            numbers = [self.number(one) for one in said]
            return numbers[0] if len(numbers) == 1 and numbers[0] is not None else self.default
        if self.kind == "years":
            years = tuple(int(one) for one in said if one.isdigit())
            return years if len(years) == 2 else self.default
        return said[0] if said and self.kind == "text" else known[0] if known else self.default

    def in_words(self, value: object) -> str:
        """The value as part of a sentence; "" where it restricts nothing."""
        if self.is_quiet and value == self.default:
            return ""
        if self.kind == "years":
            first, last = value
            return str(first) if first == last else f"{first}–{last}"
        if self.kind == "many":
            labels = [self.options.get(code, code) for code in value]
            return self.words.format(_listed(labels)) if labels else ""
        if self.kind == "text":
            text = str(value or "").strip()
            return "" if not text else f"containing “{text}”" if self.words == "{}" else self.words.format(text)
        if self.kind == "number":
            return self.words.format(f"{value:.9g}".replace("-", "−")) if value != self.default else ""
        return self.words.format(self.options.get(value, value)) if value is not None else ""


@dataclass(frozen=True)
class Filters:
    """All choices of one page."""

    filters: tuple[Filter, ...] = ()
    values: tuple[object, ...] = ()

    def __getitem__(self, name: str) -> object:
        """The value of one filter. Raises `KeyError`."""
        return dict(zip((f.name for f in self.filters), self.values, strict=True))[name]

    def parameters(self) -> dict[str, object]:
        """Every choice as SQL parameters."""
        merged: dict[str, object] = {}
        for one, value in zip(self.filters, self.values, strict=True):
            merged |= one.parameters(value)
        return merged

    def in_words(self) -> str:
        """Every choice as one phrase: "DAC member, in Africa, 2015–2020"; "everything" where nothing is restricted."""
        words = [one.in_words(value) for one, value in zip(self.filters, self.values, strict=True)]
        return ", ".join(word for word in words if word) or "everything"

    def chosen(self) -> tuple[Filter, ...]:
        """The filters whose value differs from the default."""
        return tuple(one for one, value in zip(self.filters, self.values, strict=True) if value != one.default)

    def without(self, name: str | None = None) -> Filters:
        """The same choices with one filter back at its default, or all of them."""
        values = tuple(
            one.default if name in (None, one.name) else value for one, value in zip(self.filters, self.values, strict=True)
        )
        return replace(self, values=values)

    def __add__(self, more: Filters) -> Filters:
        """The choices of two bars as one."""
        return Filters(self.filters + more.filters, self.values + more.values)


def at_default(*filters: Filter) -> Filters:
    """Filters that a page does not show, each at its default: they restrict nothing."""
    return Filters(filters, tuple(one.default for one in filters))


def described(name: str, options: Mapping[str, str] | None = None, **changes: object) -> Filter:
    """One filter of the catalogue with the options at hand. Raises `KeyError` where the catalogue has none of that name."""
    found = _CATALOGUE[name]
    return replace(found, options=options if options is not None else found.options, **changes)


def of_lens(
    lens: str, years: tuple[int, int], bounds: tuple[int, int], options: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[Filter, ...], tuple[Filter, ...], tuple[Filter, ...]]:
    """What can be chosen in one lens of the money figures: in the row, in the drawer, and what does not apply there.

    Years, measures and finance types differ from lens to lens, so each lens has keys of its own for them. It opens on `years`;
    years within `bounds` can be chosen.
    """
    measures = options["measure"]
    default = "disbursement" if "disbursement" in measures else next(iter(measures), None)
    rule = described("rule", options["rule"], default="all", words="" if lens == "un" else "{}")
    measure = described("measure", measures, key=f"measure_{lens}", default=default, words="" if len(measures) < 2 else "{}")
    span = described("years", key=f"years_{lens}", default=years, least=bounds[0], most=bounds[1])
    finance = described("finance_type", options["finance_type"], key=f"finance_type_{lens}")
    giver = (described("donor_type", options["donor_type"]), described("donors", options["donors"]))
    receiver = tuple(described(name, options[name]) for name in _RECEIVER)
    search = described("search", help="Any part of the name of a donor, a recipient or a UN entity")
    if lens == "un":  # it does not say what for, nor in which country
        return (span,), (*giver, finance, search), (measure, rule, *receiver)
    return (rule, span), (measure, *giver, *receiver, finance, search), ()


def is_name(key: str) -> bool:
    """Whether an address can hold a filter or a view of this name, be it of another page or lens."""
    known = {*_CATALOGUE, *_VIEWS, *_OTHER_KEYS}
    return key in known or _stem(key) in _PER_LENS or is_weight(key) or is_what_if(key)


def weight(component: str, label: str, default: int, help: str) -> Filter:
    """How much one component of a score counts, 0–10."""
    return Filter(
        component, label, "number", default=default, words=label + ": weight {}", help=help, key=f"{_WEIGHT}{component}"
    )


def is_weight(key: str) -> bool:
    """Whether an address holds the weight of a component under this name."""
    return key.startswith(_WEIGHT)


def of_weight(key: str) -> str:
    """The component that a weight is of."""
    return key.removeprefix(_WEIGHT)


def assumption(name: str, label: str, default: float, least: float, most: float, step: float, help: str | None) -> Filter:
    """The value of a parameter of the programme."""
    unit = " %" if name.endswith("_pct") else " years" if name.startswith("delay") else ""
    words = f"{label.split(',')[0].lower()} {{}}{unit}"
    return Filter(
        name, label, "number", default=default, words=words, help=help, key=f"p_{name}", most=most, least=least, step=step
    )


def category(code: str, label: str, least: int, most: int) -> Filter:
    """By how many per cent the unit costs of a category are changed."""
    words = f"unit costs of {label.lower()} {{}} %"
    return Filter(code, f"{label}, %", "number", default=0, words=words, key=f"c_{code}", most=most, least=least, step=5)


def is_what_if(key: str) -> bool:
    """Whether an address holds an assumption about the programme under this name."""
    return key.startswith(("p_", "c_"))


def is_of_a_lens(key: str) -> bool:
    """Whether a filter of this name applies to some lenses of the money figures only."""
    return key in (*_RECEIVER, "rule") or (_stem(key) in _PER_LENS and _stem(key) != key)


def label_of(key: str) -> str:
    """What a filter of this name is called, be it of another page or lens; a view is a view."""
    name = _OTHER_KEYS.get(key, _stem(key))
    return _CATALOGUE[name].label if name in _CATALOGUE else "parameter" if is_what_if(key) else "view"


def code_list_of(name: str) -> str:
    """The code list of the dictionary that holds a filter's options; "" where they come from the data."""
    return _CODE_LISTS.get(name, "")


def _stem(key: str) -> str:
    """The name of a filter whose key ends with the lens that it belongs to."""
    return next((name for name in _PER_LENS if key.startswith(f"{name}_")), key)


_WEIGHT = "w_"
_PER_LENS = ("measure", "years", "finance_type")
_RECEIVER = ("region", "income_group", "country_group", "countries")
# Pages that link to each other cannot have a filter of one key: Streamlit leaves it out of the link. Key -> name of the filter.
_OTHER_KEYS = {"flow_country": "country", "model_country": "country"}
_VIEWS = ("view", "model_view", "by", "lines", "more", "set_rule", "version", "embed", "embed_options")

_CATALOGUE = {
    one.name: one
    for one in (
        Filter("search", "Search", "text", default="", help="Any part of a name or text, in any case, with or without accents"),
        Filter("donor_type", "Donor type", "many"),
        Filter("funds_migration_statistics", "Funds migration data", "many", words="funding migration data: {}"),
        Filter("oda_size", "Size of aid in 2024", "many", words="aid of {}"),
        Filter("region", "Region", "many", words="in {}"),
        Filter(
            "funded_region",
            "Funded statistics in",
            "many",
            words="who funded statistics in {}",
            help="Donors with support to statistics 2010–2020 in the region; the amounts are then those to the region",
        ),
        Filter("subregion", "Sub-region", "many", words="in {}"),
        Filter("income_group", "Income group", "many"),
        Filter("country_group", "Group", "many", words="among {}"),
        Filter("kind", "Kind", "many"),
        Filter("status", "Status", "many", words="status {}"),
        Filter(
            "mechanism_size",
            "Size",
            "many",
            words="size: {}",
            help="The amount of the whole mechanism in US dollars; what it rests on stands in the table",
        ),
        Filter("application_route", "Way in", "many"),
        Filter(
            "covers",
            "Region",
            "many",
            words="covering {}",
            help="Mechanisms that name the region or a part of it. Choose Global too for those that cover the whole world.",
        ),
        Filter("funds_migration", "Migration data", "many", words="for migration data: {}"),
        Filter("lens", "Lens", "one"),
        Filter("measure", "Measure", "one"),
        Filter("rule", "Which records", "one"),
        Filter("finance_type", "Finance type", "many"),
        Filter("years", "Years", "years"),
        Filter("donors", "Donors", "many", words="from {}"),
        Filter("countries", "Countries", "many", words="to {}"),
        Filter("donor", "Donor", "one"),
        Filter("leaving", "If this donor leaves", "one", words="if {} leaves", help="Donors of the donor list"),
        Filter("declining", "If this donor declines", "one", words="if {} declines", help="Donors that an opportunity names"),
        Filter("need", "What is to be paid", "one", words="{}", help="Activities and cost lines, the largest unfunded first"),
        Filter("country", "Country", "one"),
        Filter("mechanism", "Mechanism", "one"),
        Filter(
            "priority",
            "Priority countries",
            "one",
            words="priority countries: {}",
            help="A set of countries that somebody chose, named and kept on the page Needs",
            none_yet="No set of priority countries has been kept yet: keep one on Needs, view Priority set, to choose it here.",
        ),
        Filter(
            "scored",
            "Scored and ranked",
            "one",
            default="aid_recipients",
            words="{}",
            help="Scores and ranks are those among all of these, whichever of them are shown",
        ),
        Filter("first", "How many", "number", default=20, words="the first {}", most=60),
        Filter(
            "normalisation",
            "Scale",
            "one",
            default="min-max",
            words="scale: {}",
            is_quiet=True,
            help="How raw values become 0–100 before they are weighed",
        ),
        Filter(
            "least_known",
            "Least known, %",
            "number",
            default=50,
            words="at least {} % known",
            help="Share of the weights for which something must be known; below it there is no score",
            most=100,
        ),
        Filter(
            "target",
            "Target, USD million",
            "number",
            default=10,
            words="target of USD {} m",
            help="What is to be raised in all; the gift table says in gifts of what size",
            most=100,
        ),
        Filter("compared", "Scenarios side by side", "many", words="beside {}", help="Kept scenarios, up to four"),
        Filter("scenario", "Scenario", "one", words="scenario: {}", help="Kept on the page Programme costs; none: as it stands"),
        Filter("leading_to", "Steps to", "one", words="steps to {}", help="The scenario that the steps lead to"),
        Filter(
            "currency", "Currency shown", "one", words="in {}", help="At the latest yearly rate", key="p_currency", is_quiet=True
        ),
        Filter("across", "Across", "one", default="Ability", words="across: {}", is_quiet=True),
        Filter("up", "Up", "one", default="Affinity", words="up: {}", is_quiet=True),
        Filter("indicator", "Indicator", "one", default="spi_overall"),
        Filter("against", "Against", "one", default="migrant_stock_in", words="against {}"),
        Filter("data_source", "Data source", "many", words="data source: {}"),
        Filter("arrangement", "Arrangement", "many", words="shared by: {}", help="What the exchange of data rests on"),
        Filter("linked", "Individual records linked", "many", words="individual records linked: {}"),
        Filter("institution_kind", "Kind of institution", "many", words="of the kind {}"),
        Filter("topic", "Topic", "many"),
        Filter("publisher", "Publisher", "many", words="published by {}"),
        Filter("source_kind", "Kind of source", "many"),
        Filter("table", "Table", "many", words="table {}"),
        Filter("code_list", "Code list", "many", words="code list {}"),
        Filter("decision_status", "Status", "many", words="{}"),
        Filter("meetings", "Meetings", "many", words="of {}"),
        Filter("mechanisms", "Mechanisms", "many", words="about {}"),
        Filter("opportunities", "Opportunities", "many", words="about {}"),
        Filter("stage", "Stage", "many", words="in the stage {}"),
        Filter("donors_asked", "Donor", "many", words="from {}"),
        Filter("mechanism_of", "Mechanism", "many", words="through {}"),
        Filter("activity", "Activity", "many", words="for {}"),
        Filter("owner", "Owner", "many", words="owned by {}"),
        Filter("since_version", "Since version", "one", words="since version {}", help="An earlier version to compare with"),
        Filter("list_to_edit", "List", "one", default="donor"),
        Filter("lists", "Lists", "many", default=("donor", "mechanism"), help="Sheets of the template"),
        # training, assessments, other programmes
        Filter("training_topic", "Topic", "many", words="on {}"),
        Filter("gsbpm_phase", "GSBPM phase", "many", words="phase: {}", help="Generic Statistical Business Process Model, 5.1"),
        Filter("training_level", "Level", "many", words="level: {}"),
        Filter("language", "Language", "many", words="in {}", help="Of most programmes no source names the languages"),
        Filter("training_mode", "Mode", "many"),
        Filter("programme_status", "Status", "many", words="status {}"),
        Filter("provider", "Provider", "many", words="by {}"),
        Filter("funder", "Funder", "many", words="funded by {}"),
        Filter("subject", "Subject", "many", words="on {}"),
        Filter("global_component", "Component", "many", words="with {}"),
        Filter("framework", "Framework", "many", words="of {}"),
        Filter("global_programmes", "Programmes to compare", "many", words="{}"),
        Filter("assessment", "First", "one", default="spi_overall", words="{}", is_quiet=True),
        Filter("assessed", "Second", "one", default="odin_overall", words="and {}", is_quiet=True),
        Filter("survey", "Survey", "one"),
        Filter("survey_question", "Question", "one"),
    )
}

_CODE_LISTS = {
    "stage": "stage",
    "donor_type": "donor_type",
    "funds_migration_statistics": "yes_no_unknown",
    "oda_size": "oda_size",
    "funded_region": "m49_region",
    "income_group": "income_group",
    "country_group": "country_group",
    "kind": "mechanism_kind",
    "status": "mechanism_status",
    "mechanism_size": "mechanism_size",
    "application_route": "application_route",
    "funds_migration": "yes_no_unknown",
    "lens": "lens",
    "measure": "measure",
    "normalisation": "normalisation",
    "rule": "rule",
    "scored": "scored",
    "finance_type": "finance_type",
    "decision_status": "decision_status",
    "data_source": "data_source",
    "arrangement": "arrangement",
    "linked": "yes_no_unknown",
    "institution_kind": "institution_kind",
    "topic": "indicator_topic",
    "source_kind": "source_kind",
    "training_topic": "training_topic",
    "gsbpm_phase": "gsbpm_phase",
    "training_level": "training_level",
    "language": "language",
    "training_mode": "training_mode",
    "programme_status": "programme_status",
    "global_component": "global_component",
    "assessment": "assessment",
    "assessed": "assessment",
}


def _listed(labels: list[str]) -> str:
    if len(labels) > 4:
        return f"{', '.join(labels[:3])} and {len(labels) - 3} others"
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)
