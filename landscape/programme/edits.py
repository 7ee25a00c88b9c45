"""Changes of cost lines that a reader tries out, as the address of the page says them.

One statement per line, divided by semicolons: `household-surveys quantity=0.5 cost=900000; drop portal; add guides
name="Guides in six languages" activity=model-sharing quantity=6 cost=5000`. A value that is blank is not known. Nothing here
touches the landscape.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from landscape import dictionary, words
from landscape.keys import slug

FIELDS = {  # as the address calls it -> field of a cost line
    "name": "name",
    "activity": "activity_id",
    "category": "category",
    "unit": "unit",
    "quantity": "quantity",
    "each_country": "is_per_country",
    "each_year": "is_yearly",
    "cost": "unit_cost",
    "low": "unit_cost_low",
    "high": "unit_cost_high",
    "currency": "currency",
    "prices_of": "price_year",
    "from": "first_year",
    "to": "last_year",
    "region": "region",
    "basis": "basis",
    "reference": "benchmark_id",
    "illustrative": "is_illustrative",
    "source": "source_id",
    "note": "note",
}
COLUMNS = {  # field -> column of `strategy/cost_lines`, where that is another
    "name": "line_name",
    "category": "cost_category",
    "unit": "cost_unit",
    "basis": "cost_basis",
}
FIGURES = frozenset(
    FIELDS[one] for one in ["quantity", "each_country", "each_year", "cost", "low", "high", "currency", "prices_of", "from", "to"]
)
NEW = {"category": "experts", "is_per_country": False, "is_yearly": False, "currency": "USD", "is_illustrative": True}
NEEDED = {  # what a line must have to count -> how it is asked for
    "name": "a name",
    "activity_id": "an activity",
    "quantity": "a quantity",
    "unit_cost": "a unit cost",
    "first_year": "a first year",
    "last_year": "a last year",
}
MOST, LONGEST = 200, 6_000  # statements, and characters of all: a browser does not take a longer address
_FLAGS = ("is_per_country", "is_yearly", "is_illustrative")
_KINDS = {
    name: float for name in ("quantity", "unit_cost", "unit_cost_low", "unit_cost_high")
} | {  # of columns that can be unknown
    name: "Int64" for name in ("price_year", "first_year", "last_year")
}
_TOKENS = re.compile(r';|[a-z_]+="(?:[^"]|"")*"|"(?:[^"]|"")*"|[^\s;]+')
_PAIR = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,12})?")
Record = Mapping[str, object]


@dataclass(frozen=True)
class Edits:
    """Line -> field -> value of lines that change and of lines that come in, and the lines that are dropped."""

    changed: Mapping[str, Record] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    added: Mapping[str, Record] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many lines are touched."""
        return len(self.changed) + len(self.dropped) + len(self.added)


def read(text: str, lines: Collection[str], activities: Collection[str]) -> tuple[Edits, list[str]]:
    """What a text says about lines of these codes, and a sentence for each part that is not understood and left out."""
    if len(text) > LONGEST:
        return Edits(), [f"The changes of lines are longer than {LONGEST:,} characters; none of them was taken."]
    changed, dropped, added, problems = {}, [], {}, []
    statements = _statements(text)
    if len(statements) > MOST:
        problems.append(f"More than {MOST} changes of lines: only the first {MOST} were taken.")
    for said, pairs in statements[:MOST]:
        verb = said[0] if said and said[0] in ("drop", "add") else ""
        codes = [_unquoted(one) for one in said[bool(verb) :]]
        if verb == "drop" and not pairs:
            for code in codes:
                if code in lines:
                    dropped.append(code)
                else:
                    problems.append(_no_line(code))
            continue
        if len(codes) != 1 or (not pairs and not verb):
            problems.append(f"“{_short(' '.join([*said, *pairs]))}” is no change of a line; it was left out.")
            continue
        values, wrong = _values(codes[0], pairs, activities)
        problems += wrong
        if verb == "add":
            if codes[0] in lines or codes[0] in added:
                problems.append(f"There is a cost line “{_short(codes[0])}” already; it was not added again.")
            else:
                added[codes[0]] = {"name": codes[0], **NEW, **values}
        elif codes[0] not in lines:
            problems.append(_no_line(codes[0]))
        elif values:
            changed[codes[0]] = {**changed.get(codes[0], {}), **values}
    gone = dict.fromkeys(dropped)
    return Edits({code: one for code, one in changed.items() if code not in gone}, tuple(gone), added), problems


def written(edits: Edits) -> str:
    """The text that `read` understands as these changes; "" for none."""
    said = {one: name for name, one in FIELDS.items()}

    def statement(code: str, values: Record) -> str:
        return " ".join([_quoted(code), *(f"{said[name]}={_quoted(_text(value), True)}" for name, value in values.items())])

    parts = [statement(code, values) for code, values in edits.changed.items()]
    parts += [f"drop {' '.join(map(_quoted, edits.dropped))}"] if edits.dropped else []
    for code, values in edits.added.items():
        usual = {"name": code, **NEW}
        parts.append(f"add {statement(code, {n: v for n, v in values.items() if n not in usual or v != usual[n]})}")
    return "; ".join(parts)


def applied(lines: pd.DataFrame, activities: pd.DataFrame, edits: Edits) -> pd.DataFrame:
    """The lines with the changes, in the form of `strategy/cost_lines`; low and high unit costs reach as `widened` says.

    A line whose figures were changed, or that is new, is illustrative whatever it says: nobody has published it.
    """
    if not len(edits):
        return lines
    edits, _ = widened(lines, edits)
    kinds = {name: _KINDS.get(name, object) for name in lines}
    new = pd.DataFrame({"line_id": list(edits.added)}, dtype=object).reindex(columns=lines.columns)
    rows = pd.concat([lines[~lines["line_id"].isin(edits.dropped)].astype(kinds), new.astype(kinds)], ignore_index=True)
    place = {code: number for number, code in enumerate(rows["line_id"])}
    of = activities.set_index("activity_id")
    for code, values in (edits.changed | edits.added).items():
        if code in edits.added or FIGURES & set(values):
            values = {**values, "is_illustrative": True}
        for name, value in values.items():
            rows.loc[place[code], COLUMNS.get(name, name)] = value
        if "activity_id" in values:
            rows.loc[place[code], "activity_name"] = of.at[values["activity_id"], "activity_name"]
            rows.loc[place[code], "component"] = of.at[values["activity_id"], "component"]
        if "benchmark_id" in values:
            rows.loc[place[code], "benchmark_what"] = None
    return rows.astype({name: bool for name in _FLAGS})


def widened(lines: pd.DataFrame, edits: Edits) -> tuple[Edits, tuple[str, ...]]:
    """The changes with a low or high unit cost moved to a new unit cost that lies beyond it, and the codes of these lines.

    An end that was itself changed stays as it was typed. `lines` are those of the landscape.
    """
    before = {row["line_id"]: row for row in lines.to_dict("records")}

    def reaching(code: str, values: Record) -> Record:
        cost, moved = values.get("unit_cost"), {}
        for name, sign in (("unit_cost_low", 1), ("unit_cost_high", -1)) if cost is not None else ():
            end = before.get(code, {}).get(name)
            if name not in values and end is not None and not pd.isna(end) and sign * (end - cost) > 0:
                moved[name] = cost
        return {**values, **moved}

    changed = {code: reaching(code, values) for code, values in edits.changed.items()}
    return replace(edits, changed=changed), tuple(code for code in changed if len(changed[code]) > len(edits.changed[code]))


def for_publication(lines: pd.DataFrame, edits: Edits) -> tuple[Edits, tuple[str, ...]]:
    """The changes as they are published, and the codes of the lines that are made illustrative again.

    These are sourced lines whose figures change while they name no new source, or no basis: the old source does not say them.
    """
    edits, _ = widened(lines, edits)
    before, changed, again = {row["line_id"]: row for row in lines.to_dict("records")}, {}, []
    for code, values in edits.changed.items():
        basis = values.get("basis", before.get(code, {}).get("cost_basis"))
        is_sourced = values.get("source_id") is not None and isinstance(basis, str) and basis != "placeholder"
        was = bool(values.get("is_illustrative", before.get(code, {}).get("is_illustrative", True)))
        if FIGURES & set(values) and not is_sourced and not was:
            again.append(code)
            values = {**values, "is_illustrative": True}
        changed[code] = values
    return replace(edits, changed=changed), tuple(again)


def edited(
    edits: Edits,
    lines: pd.DataFrame,
    cells: Mapping[str, Record],
    gone: Collection[str] = (),
    new: Collection[Record] = (),
) -> Edits:
    """The changes with what a reader did in a table of them: cells by line and field, lines that went, lines that came.

    `lines` are those of the landscape. A cell that says again what stands there is no change; one that a line cannot do without
    and that was emptied stays as it was. A new line is one from its first cell, whatever it lacks: the address keeps it.
    """
    before = {row["line_id"]: row for row in lines.to_dict("records")}
    changed, added = ({code: dict(one) for code, one in some.items()} for some in (edits.changed, edits.added))
    for code, values in cells.items():
        kept = {name: value for name, value in map(_typed, values.items()) if value is not None or not _needed(name)}
        if code in added:
            added[code] |= kept
            continue
        now = changed.get(code, {}) | kept
        changed[code] = {name: value for name, value in now.items() if not _same(value, before[code][COLUMNS.get(name, name)])}
    for one in new:
        said = {name: value for name, value in map(_typed, one.items()) if value is not None}
        said = {"name": "New line", **said}
        code = code_for(str(said["name"]), {*before, *added})
        added[code] = NEW | said
    dropped = dict.fromkeys([*edits.dropped, *(code for code in gone if code in before)])
    return Edits(
        {code: one for code, one in changed.items() if one and code not in dropped},
        tuple(dropped),
        {code: one for code, one in added.items() if code not in gone},
    )


def waiting_said(made: Edits) -> str:
    """Which new lines are not counted yet, and what each needs; "" where none lacks anything."""
    lacking = {code: [said for name, said in NEEDED.items() if row.get(name) is None] for code, row in made.added.items()}
    told = [
        f"{made.added[code]['name']} is not counted yet: it needs {words.listed(lacks)}."
        for code, lacks in lacking.items()
        if lacks
    ]
    return " ".join(told)


def _typed(pair: tuple[str, object]) -> tuple[str, object]:
    """A field and its value as the dictionary types it; None for what is not known."""
    name, value = pair
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return name, None
    kind = dictionary.table("cost_line").field(name).type
    made = {"integer": lambda: int(float(str(value))), "number": lambda: float(str(value)), "boolean": lambda: bool(value)}
    return name, made.get(kind, lambda: str(value)[:500])()


def _needed(name: str) -> bool:
    return dictionary.table("cost_line").field(name).is_required


def _same(value: object, before: object) -> bool:
    return value == before if value is not None and not pd.isna(before) else (value is None) == bool(pd.isna(before))


def code_for(name: str, taken: Collection[str]) -> str:
    """A code for a new line out of its name, that no other line has: "Guides, 2027" -> "guides-2027"."""
    code = slug(name)  # as a publication makes it, so that the draws of the line stay the same
    free = (one for number in range(1, MOST + 10_000) if (one := code if number == 1 else f"{code}-{number}") not in taken)
    return next(free)


def _statements(text: str) -> list[tuple[list[str], dict[str, str]]]:
    """Each statement: its words as they stand, and its values by name. In quotation marks, drop and add are codes of lines."""
    found: list[tuple[list[str], dict[str, str]]] = [([], {})]
    for token in _TOKENS.findall(text):
        said, pairs = found[-1]
        if token == ";":
            found.append(([], {}))
        elif pair := _PAIR.fullmatch(token):
            pairs[pair[1]] = _unquoted(pair[2])
        else:
            said.append(token)
    return [one for one in found if one[0] or one[1]]


def _values(code: str, pairs: Mapping[str, str], activities: Collection[str]) -> tuple[dict[str, object], list[str]]:
    values, problems, of = {}, [], f"of the line “{_short(code)}”"
    for name, text in pairs.items():
        if name not in FIELDS:
            problems.append(f"A cost line has no “{_short(name)}”; that change {of} was left out.")
            continue
        one = dictionary.table("cost_line").field(FIELDS[name])
        value, wrong = _value(one, text, activities)
        if wrong:
            problems.append(f"“{_short(text)}” is {wrong}; that change {of} was left out.")
        else:
            values[one.name] = value
    return values, problems


def _value(one: dictionary.Field, text: str, activities: Collection[str]) -> tuple[object, str]:
    """The value that a text says for a field, and what is wrong with it."""
    if text == "":
        return None, f"no value, and “{one.label}” needs one" if one.is_required else ""
    if one.type == "boolean":
        return {"yes": True, "no": False}.get(text.casefold()), "" if text.casefold() in ("yes", "no") else "neither yes nor no"
    if one.type in ("integer", "number"):
        if not _NUMBER.fullmatch(text) or (one.type == "integer" and not float(text).is_integer()):
            return None, f"no {'whole ' if one.type == 'integer' else ''}number"
        return int(float(text)) if one.type == "integer" else float(text), ""
    if one.codes and text not in dictionary.label_of(one.codes):
        return None, f"no code of “{one.label}”"
    if one.name == "activity_id" and text not in activities:
        return None, "no activity that there is"
    return text[:500], ""


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12f}".rstrip("0").rstrip(".") if math.isfinite(value) else ""
    return str(value)


def _quoted(text: str, is_value: bool = False) -> str:
    if (text or is_value) and not re.search(r'[\s;"=]', text) and (is_value or text not in ("drop", "add")):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"') if len(text) > 1 and text[0] == text[-1] == '"' else text


def _no_line(code: str) -> str:
    return f"There is no cost line “{_short(code)}”; that change was left out."


def _short(text: str) -> str:
    return text if len(text) < 60 else f"{text[:57]}…"
