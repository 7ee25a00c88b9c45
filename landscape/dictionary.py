"""The data dictionary as Python objects: the one definition of every table, field and code list.

Read from `data/dictionary/*.csv`. Tables, labels, units, checks and the public data dictionary are all derived from it.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "dictionary"

_SQL_TYPES = {
    "text": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
    "time": "timestamp",
    "list": "varchar[]",
}


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    label: str
    type: str
    unit: str
    codes: str
    references: str
    is_key: bool
    is_required: bool
    help: str
    is_computed: bool = False  # from other tables at each publication: nobody fills it in

    @property
    def sql_type(self) -> str:
        """The DuckDB type that holds this field."""
        return _SQL_TYPES[self.type]


@dataclass(frozen=True)
class Table:
    """One table of the landscape."""

    name: str
    label: str
    grain: str
    help: str
    fields: tuple[Field, ...]

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The names of the columns in the order of the dictionary."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def filled_in(self) -> tuple[Field, ...]:
        """The columns that people fill in: all but those that are computed."""
        return tuple(field for field in self.fields if not field.is_computed)

    @property
    def ddl(self) -> str:
        """The statement that makes this table in a new version."""
        columns = ", ".join(f'"{f.name}" {f.sql_type}{" not null" if f.is_required else ""}' for f in self.fields)
        return f'create table "{self.name}" ({columns})'

    def missing(self, columns: Collection[str]) -> list[str]:
        """The statements that add what a table of an older version lacks; all of the table where it has no columns."""
        if not columns:
            return [self.ddl]
        lacking = [field for field in self.fields if field.name not in columns]
        return [f'alter table "{self.name}" add column "{field.name}" {field.sql_type}' for field in lacking]

    @property
    def select(self) -> str:
        """The statement that reads every row, in the order of the key; what an older version has no column for is unknown."""
        key = ", ".join(f'"{name}"' for name in self.keys)
        none = ", ".join(f'null::{field.sql_type} as "{field.name}"' for field in self.fields)
        rows = f'select * from "{self.name}" union all by name select {none} where false'  # noqa: S608 - names of the dictionary
        return f"select {self._columns} from ({rows}) order by {key}"  # noqa: S608

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The names of the fields that tell one row from another."""
        return tuple(field.name for field in self.fields if field.is_key)

    @property
    def digest(self) -> str:
        """The statement that counts the rows and sums up their content: one row, the same for the same rows in any order."""
        return f'select count(*) as row_count, bit_xor(hash({self._columns})) as content from "{self.name}"'  # noqa: S608

    @property
    def put(self) -> str:
        """The statement that adds the rows of the relation `incoming`, which has all fields."""
        values = ", ".join(f'cast("{f.name}" as {f.sql_type})' for f in self.fields)
        return f'insert into "{self.name}" ({self._columns}) select {values} from incoming'  # noqa: S608

    @property
    def take_away(self) -> str:
        """The statement that removes the rows whose keys are in the relation `going`."""
        same = " and ".join(f'"{self.name}"."{key}" is not distinct from going."{key}"' for key in self.keys)
        return f'delete from "{self.name}" using going where {same}'  # noqa: S608

    @property
    def shadow(self) -> str:
        """The statement that makes a temporary copy, which stands in front of the table."""
        return f'create or replace temp table "{self.name}" as {self.select}'

    @property
    def referring(self) -> dict[str, str]:
        """Label of each table that refers to this one -> the statement that counts its rows by the record referred to."""
        return {
            other.label: f'select "{field.name}" as record, count(*) as row_count from "{other.name}" group by all'  # noqa: S608
            for other in tables()
            for field in other.fields
            if field.references == self.name and other.name not in ("source_use", "opportunity_stage")  # which are made anew
        }

    @property
    def repeated(self) -> str:
        """The statement that finds the keys which more than one row has."""
        key = ", ".join(f'"{name}"' for name in self.keys)
        return f'select {key} from "{self.name}" group by all having count(*) > 1'  # noqa: S608 - names of the dictionary

    @property
    def dangling(self) -> dict[str, str]:
        """Field that refers to a record -> the statement that finds the rows whose record is not there: key and value."""
        key, found = ", ".join(f'"{name}"' for name in self.keys), {}
        for field in self.fields:
            if field.references:
                other = table(field.references)
                found[field.name] = (
                    f'select {key}, "{field.name}" from "{self.name}" where "{field.name}" is not null '  # noqa: S608
                    f'and "{field.name}" not in (select "{other.keys[0]}" from "{other.name}")'
                )
        return found

    @property
    def _columns(self) -> str:
        return ", ".join(f'"{name}"' for name in self.field_names)

    def field(self, name: str) -> Field:
        """One column by name. Raises `KeyError` where the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name}")


@dataclass(frozen=True)
class Code:
    """One value of a code list."""

    list: str
    code: str
    label: str
    help: str
    source: str


@cache
def tables() -> tuple[Table, ...]:
    """Every table, in the order in which they are filled: a table comes after those it refers to."""
    fields: dict[str, list[Field]] = {}
    computed = {(row["table"], row["field"]) for row in _rows("computed.csv")}
    for row in _rows("fields.csv"):
        name = row.pop("table")
        name_of_field = row.pop("field")
        flags = {flag: row.pop(flag) == "yes" for flag in ("is_key", "is_required")}
        flags["is_computed"] = (name, name_of_field) in computed
        fields.setdefault(name, []).append(Field(name=name_of_field, **flags, **row))
    return tuple(
        Table(row["table"], row["label"], row["grain"], row["help"], tuple(fields[row["table"]])) for row in _rows("tables.csv")
    )


def table(name: str) -> Table:
    """One table by name. Raises `KeyError` where the dictionary has none."""
    for one in tables():
        if one.name == name:
            return one
    raise KeyError(f"the dictionary has no table {name}")


@cache
def column(name: str) -> Field:
    """What a column of an answer means: from `columns.csv`, or from the first table that has a field of that name.

    Raises `KeyError` where the dictionary knows no such column.
    """
    for row in _rows("columns.csv"):
        if row["column"] == name:
            return Field(row["column"], row["label"], row["type"], row["unit"], row["codes"], "", False, False, row["help"])
    for one in tables():
        if name in one.field_names:
            return one.field(name)
    raise KeyError(f"the dictionary has no column {name}")


@cache
def codes(list_name: str) -> tuple[Code, ...]:
    """The values of one code list, in order; empty where there is no such list."""
    return tuple(code for code in all_codes() if code.list == list_name)


@cache
def all_codes() -> tuple[Code, ...]:
    """Every code of every list."""
    return tuple(Code(**row) for path in sorted(FOLDER.glob("codes*.csv")) for row in _rows(path.name))


@cache
def labels_in_other_languages() -> tuple[dict[str, str], ...]:
    """How lists in four languages write codes: list, code, language and label, from `labels.csv`."""
    return tuple(_rows("labels.csv"))


def code_synonyms(list_name: str) -> list[tuple[str, str]]:
    """Code and label in other words, for each that one code list has."""
    return [(row["code"], row["label"]) for row in labels_in_other_languages() if row["list"] == list_name]


@cache
def label_of(list_name: str) -> dict[str, str]:
    """Code -> label of one code list."""
    return {code.code: code.label for code in codes(list_name)}


def table_labels() -> dict[str, str]:
    """Table -> label of every table."""
    return {one.name: one.label for one in tables()}


@cache
def code_list_labels() -> dict[str, str]:
    """Code list -> its name as people read it, in alphabetical order."""
    return dict(sorted(((name, _list_label(name)) for name in {code.list for code in all_codes()}), key=lambda item: item[1]))


# --- the dictionary as rows, for the page that shows it ---------------------------------------------------------------

TABLE_COLUMNS = ("table_label", "grain", "table_help", "table_row_count", "field_count", "table_name")
FIELD_COLUMNS = (
    "table_label",
    "field_label",
    "field_help",
    "field_type",
    "field_unit",
    "field_codes",
    "field_references",
    "is_key",
    "is_required",
    "field_name",
    "table_name",
)
CODE_COLUMNS = ("code_list", "code", "code_label", "code_help", "code_source")


def table_rows(search: str = "", names: Collection[str] = (), row_counts: Mapping[str, int] | None = None) -> list[dict]:
    """The tables whose name, label, grain or help has the text; of the tables named, or of all."""
    return [
        {
            "table_label": one.label,
            "grain": one.grain.removeprefix("one row per "),
            "table_help": one.help,
            "table_row_count": (row_counts or {}).get(one.name),
            "field_count": len(one.fields),
            "table_name": one.name,
        }
        for one in _chosen(names)
        if _has(search, one.name, one.label, one.grain, one.help)
    ]


def field_rows(search: str = "", names: Collection[str] = (), lists: Collection[str] = ()) -> list[dict]:
    """The fields whose name, label, unit, code list or help has the text; of the tables named and with the lists named."""
    labels = table_labels()
    return [
        {
            "table_label": one.label,
            "field_label": field.label,
            "field_help": field.help,
            "field_type": field.type,
            "field_unit": field.unit,
            "field_codes": _list_label(field.codes) if field.codes else "",
            "field_references": labels.get(field.references, ""),
            "is_key": field.is_key,
            "is_required": field.is_required,
            "field_name": field.name,
            "table_name": one.name,
        }
        for one in _chosen(names)
        for field in one.fields
        if (not lists or field.codes in lists)
        and _has(search, field.name, field.label, field.help, field.unit, field.codes, _list_label(field.codes))
    ]


def code_rows(search: str = "", names: Collection[str] = (), lists: Collection[str] = ()) -> list[dict]:
    """The codes whose list, code, label or meaning has the text; of the lists named, and of those the tables use."""
    used = {field.codes for one in _chosen(names) for field in one.fields}
    return [
        {
            "code_list": _list_label(one.list),
            "code": one.code,
            "code_label": one.label,
            "code_help": one.help,
            "code_source": one.source,
        }
        for one in all_codes()
        if (not lists or one.list in lists)
        and (not names or one.list in used)
        and _has(search, one.list, _list_label(one.list), one.code, one.label, one.help)
    ]


def _chosen(names: Collection[str]) -> list[Table]:
    return [one for one in tables() if not names or one.name in names]


def _has(search: str, *texts: str) -> bool:
    return _simple(search) in _simple(" ".join(texts))


def _simple(text: str) -> str:
    """Text without accents and capitals, so that a search finds it however it is written."""
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _list_label(name: str) -> str:
    if name == "yes_no_unknown":
        return "Yes, no or not known"
    words = name.replace("_", " ").capitalize()
    for short in ("GSBPM", "IATI", "M49", "ODA"):
        words = words.replace(short.capitalize(), short).replace(short.lower(), short)
    return words


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
