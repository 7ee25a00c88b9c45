"""Cells of a table as a reader sees them: labels for codes, words for lists, a unit and one precision per column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from landscape import dictionary, words

SOURCES = ("source_id", "other_source_id")  # columns that hold ids of sources


def field_of(name: str) -> dictionary.Field:
    """What a column is; a column the dictionary does not know is text under its own name."""
    try:
        return dictionary.column(name)
    except KeyError:
        return dictionary.Field(name, name[:1].upper() + name[1:].replace("_", " "), "text", "", "", "", False, False, "")


def in_words(value: object, field: dictionary.Field, beside: Iterable[object] = ()) -> str:
    """One value in words, with its unit; "not known" for nothing. A share is as precise as those `beside` it."""
    if words.is_unknown(value):
        return words.NOT_KNOWN
    if field.type == "list":
        return ", ".join(item_in_words(one, field) for one in value) or words.NOT_KNOWN
    if field.codes:
        return dictionary.label_of(field.codes).get(str(value), str(value))
    if field.type == "boolean":
        return "Yes" if value else "No"
    if field.type in ("integer", "number"):
        decimals = share_decimals([value, *beside]) if field.unit == "%" else 1 if abs(value) < 1_000 else 0
        return words.number(value, 0 if field.type == "integer" else decimals, field.unit)
    return str(value)


def item_in_words(item: str, field: dictionary.Field) -> str:
    """One item of a list: the label of its code; the columns that do not apply by what they are called."""
    return field_of(item).label if field.name == "not_applicable" else labels_of(field).get(item, item)


def meaning(code_list: str, code: str | None) -> str:
    """A code in words with what it means: "High. Stated by the publisher itself or in its own data"."""
    for one in dictionary.codes(code_list):
        if one.code == code:
            return f"{one.label}. {one.help}" if one.help else one.label
    return words.NOT_KNOWN


def labels_of(field: dictionary.Field) -> dict[str, str]:
    """Code -> label of what a column holds: values of a code list, or names of tables."""
    return dictionary.table_labels() if field.name == "used_in" else dictionary.label_of(field.codes)


def shown(values: pd.Series, field: dictionary.Field) -> pd.Series:
    """A column as the grid shows it: labels for codes, words for lists and yes/no, millions for large US dollars."""
    if field.codes and field.type == "text":
        return values.map(dictionary.label_of(field.codes).get).fillna(values)
    if field.type == "list":
        return values.map(
            lambda items: ", ".join(item_in_words(one, field) for one in items) if hasattr(items, "__iter__") else None
        )
    if field.type == "boolean":
        return values.map({True: "Yes", False: "No"})
    if field.unit == "USD" and in_millions(values):
        return values / 1e6
    return values


def with_sources_named(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The same rows with what a source is called in place of its id; an id that `names` does not have stays."""
    there = [one for one in SOURCES if one in rows]
    return rows.assign(**{one: rows[one].map(names).fillna(rows[one]) for one in there}) if there else rows


def in_millions(values: pd.Series) -> bool:
    """Whether a column of US dollars reads well in millions with one decimal, or is better shown in dollars."""
    amounts = values.dropna().abs()
    return not (amounts.max() < 20e6 and amounts[amounts > 0].quantile(0.25) < 100_000)


def share_decimals(values: Iterable[object]) -> int:
    """Decimals of shares in per cent that stand together: one, but two where all of them are small, such as 0.18 and 0.48 %."""
    known = [abs(float(value)) for value in values if not words.is_unknown(value)]
    return 2 if known and max(known) < 10 else 1


def number_format(field: dictionary.Field, values: pd.Series) -> str | None:
    """The printf format of a column of numbers as `shown` gives them; None for a column of text."""
    if field.unit == "USD":
        return "USD %,.1f m" if in_millions(values) else "USD %,.0f"
    if field.unit == "year":
        return "%d"
    if field.unit == "%":
        return "%d %%" if field.type == "integer" else f"%.{share_decimals(values)}f %%"
    if field.unit == "−1 to 1":
        return "%.2f"
    if field.unit == "rank":  # shared ranks are halves, all others whole
        return "%g"
    if field.type == "number" and values.abs().max() >= 1e5:  # people, or amounts in any currency
        return "%,.0f"
    return {"integer": "%,d", "number": "%,.1f"}.get(field.type)


def is_long(values: pd.Series) -> bool:
    """Whether a column of text holds sentences."""
    return any(isinstance(value, str) and len(value) > 80 for value in values.head(30))


def without_address(source: str) -> str:
    """A source as it is cited, but for the address at its end."""
    return source.split(". http")[0]


def sources_in_words(sources: Sequence[str]) -> str:
    """The source line: publisher, title and vintage, without the address; what reads the same is said once."""
    named = list(dict.fromkeys(map(without_address, sources)))
    said = "; ".join(named[:3])
    more = f"; and {len(named) - 3} more, listed on the page Data sources" if len(named) > 3 else ""
    return f"Source: {words.plain(said)}{more}." if said else ""
