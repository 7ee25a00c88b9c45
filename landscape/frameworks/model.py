"""The reference model, and a country against it: what is present, what is missing, and what nobody has said yet."""

from __future__ import annotations

import pandas as pd

from landscape import dictionary, words
from landscape.filters import described
from landscape.frameworks.diagram import ARRANGEMENTS, BELONGS, IDENTIFIER, INSTRUMENT, KINDS, STATUSES, Diagram, Edge, Look, Node

PRESENT, MISSING, UNKNOWN = "present", "missing", "unknown"
COUNTRY = described("country", key="model_country")
ONE_SIDED = "no answer yet says what is missing"
TITLE = "What should a national flow of migration data have?"
# Element that stands for an institution -> the kind whose look it has; others are plain.
_AS = {
    "nso": "national statistical office",
    "immigration": "interior or immigration",
    "border-authority": "border",
    "register-authority": "population register",
    "civil-registration": "civil registration",
    "labour-authority": "labour",
    "foreign-affairs": "foreign affairs",
}
_LOOKS = {"legal instrument": INSTRUMENT, "identifier": IDENTIFIER, "coordination": KINDS["coordination body"]}


def numbered(model: pd.DataFrame) -> pd.DataFrame:
    """The elements with the numbers that the diagram gives them."""
    return model.assign(element_number=range(1, len(model) + 1))


def of_country(rows: pd.DataFrame, code: str, model: pd.DataFrame) -> pd.DataFrame:
    """The rows of one country against the model, with the numbers of the elements; `model` is what `numbered` returns."""
    numbers = dict(zip(model["element_id"], model["element_number"], strict=True))
    own = rows[rows["iso3"] == code]
    return own.assign(element_number=own["element_id"].map(numbers)).reset_index(drop=True)


def diagram(model: pd.DataFrame, statuses: dict[str, str] | None = None, name: str = "") -> Diagram:
    """The model as a diagram; with the `statuses` of the elements in the country `name`, by their codes, drawn by these.

    `model` is what `numbered` returns. Sources stand in the institution that they belong to; exchanges are edges; a law, an
    identifier or a body is a node, tied to the institution that it belongs to.
    """
    sources = model[(model["element_kind"] == "source")]
    nodes = [
        Node(
            one.element_id,
            f"{_sign(one.element_id, statuses)}{one.element_name}",
            "" if one.element_kind == "institution" else dictionary.label_of("model_element_kind")[one.element_kind],
            tuple(
                f"{_sign(code, statuses)}{held}"
                for code, held, holder in zip(
                    sources["element_id"], sources["element_name"], sources["from_element_id"], strict=True
                )
                if holder == one.element_id
            ),
            _look(one.element_id, one.element_kind, statuses),
        )
        for one in model.itertuples()
        if one.element_kind not in ("source", "exchange")
    ]
    codes, edges = {one.code for one in nodes}, []
    for one in model.itertuples():
        if one.element_kind == "exchange" and {one.from_element_id, one.to_element_id} <= codes:
            line = (
                STATUSES[statuses[one.element_id]][2] if statuses else ARRANGEMENTS.get(one.arrangement, ARRANGEMENTS["unknown"])
            )
            edges.append(Edge(one.from_element_id, one.to_element_id, str(one.element_number), line))
        elif one.element_kind not in ("source", "exchange") and one.from_element_id in codes:
            edges.append(Edge(one.from_element_id, one.element_id, "", BELONGS))
    if statuses is None:
        used = set(model["arrangement"].dropna())
        legend = {code: line for code, line in ARRANGEMENTS.items() if code in used}
        return Diagram(TITLE, said(model), tuple(nodes), tuple(edges), legend)
    legend = {code: line for code, (_, _, line) in STATUSES.items() if code in set(statuses.values())}
    title = f"What of the model does {words.the(name)} have?"
    return Diagram(title, against_said(name, list(statuses.values())), tuple(nodes), tuple(edges), legend)


def said(model: pd.DataFrame) -> str:
    """What the model is made of, in one sentence."""
    labels = {
        "institution": "institution",
        "source": "data source",
        "exchange": "exchange",
        "identifier": "rule on identifiers",
        "legal instrument": "legal instrument",
        "coordination": "coordination body",
    }
    counts = model["element_kind"].value_counts()
    parts = [
        words.count(int(counts[kind]), label, "rules on identifiers" if kind == "identifier" else None)
        for kind, label in labels.items()
        if kind in counts
    ]
    return (
        f"It has {words.count(len(model), 'element')}: {words.listed(parts)}, drawn from {model['standard'].nunique()} standards."
    )


def counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Per country the number of elements present, missing and not known, most known first; all that `rows` have.

    How many are known, and how many of these are present, stand in words: no share where nothing could be missing.
    """
    by = rows.groupby(["country_name", "region", "iso3", "model_status"]).size().unstack("model_status").fillna(0)
    by = by.reindex(columns=[PRESENT, MISSING, UNKNOWN], fill_value=0).astype("int64").reset_index()
    by = by.rename(columns={PRESENT: "present_count", MISSING: "missing_count", UNKNOWN: "elements_not_known"})
    by["known_count"] = by["present_count"] + by["missing_count"]
    whole = by["known_count"] + by["elements_not_known"]
    by["known_of_all"] = [_of(known, all_of_them) for known, all_of_them in zip(by["known_count"], whole, strict=True)]
    by["present_of_known"] = [
        words.NOT_KNOWN
        if not row.known_count
        else _of(row.present_count, row.known_count)
        if row.missing_count
        else f"{row.present_count} of {row.known_count}: {ONE_SIDED}"
        for row in by.itertuples()
    ]
    by.columns.name = None
    return by.sort_values(["known_count", "present_count", "country_name"], ascending=[False, False, True], ignore_index=True)


def against_said(name: str, statuses: list[str]) -> str:
    """A country against the model in words; what is not known never counts as missing."""
    present, missing, unknown = (statuses.count(one) for one in (PRESENT, MISSING, UNKNOWN))
    known = present + missing
    if not known:
        return f"Nothing is known yet of {words.the(name)} against the {len(statuses)} elements of the model."
    share = "all of them are present, as only an answer can say that one is missing"
    share = share if not missing else f"{words.percent(present, known)} of them are present"
    return (
        f"Of the {len(statuses)} elements of the model, {known} are known for {words.the(name)} and {share}; "
        f"{unknown} are not known, which does not mean that they are missing."
    )


def key_figures(statuses: list[str]) -> list[tuple[str, str, str]]:
    """Four figures of a country against the model."""
    present, missing, unknown = (statuses.count(one) for one in (PRESENT, MISSING, UNKNOWN))
    return [
        ("Present", str(present), f"of {len(statuses)} elements"),
        ("Missing", str(missing), "only where an answer says no"),
        ("Not known", str(unknown), "to be found out; never counted as missing"),
        _share(present, missing, len(statuses)),
    ]


def _share(present: int, missing: int, total: int) -> tuple[str, str, str]:
    """The share of what is present; none where nothing is known to be missing, as it could not but be all."""
    known = present + missing
    if present and not missing:
        return ("Known", f"{known} of {total}", "all present; absence is known only from answers")
    return ("Present, of what is known", words.percent(present, known), f"{known} of {total} known")


def to_do(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    """What a country should establish, and what is to be found out first: sentences, in the order of the model."""

    def lines(status: str) -> list[str]:
        some = rows[rows["model_status"] == status]
        return [
            f"{one.element_name}. {one.model_asks}"
            + ("" if words.is_unknown(one.evidence) or status == MISSING else f" Documented so far: {one.evidence}.")
            for one in some.itertuples()
        ]

    return lines(MISSING), lines(UNKNOWN)


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({words.percent(part, whole)})"


def _sign(code: str, statuses: dict[str, str] | None) -> str:
    return f"{STATUSES[statuses[code]][0]} " if statuses else ""


def _look(code: str, kind: str, statuses: dict[str, str] | None) -> Look:
    plain = KINDS[_AS[code]] if code in _AS else _LOOKS.get(kind, Look(ARRANGEMENTS["unknown"].colour))
    if statuses is None:
        return plain
    by_status = STATUSES[statuses[code]][1]
    shape = plain.shape if plain.shape != "cylinder" else "box"  # a cylinder cannot be broken
    return Look(
        by_status.colour,
        shape,
        by_status.style if shape == "box" else by_status.style.replace("rounded,", ""),
        by_status.width,
        plain.rims,
    )
