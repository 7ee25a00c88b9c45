"""One module per publisher: a publisher's files -> rows of our tables.

Every module has one public function, `tables(files) -> dict[str, pandas.DataFrame]`. A key is the name of a table of the
dictionary ("country"), or a table and a part ("funding.iati") where several publishers fill the same large table. Parts
become files of their own; the small tables that several publishers fill (`source`, `indicator`) are put together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path

import pandas as pd

from landscape import dictionary
from landscape.problems import Problem

PUBLISHERS = (
    "un_codes",
    "oecd",
    "exchange_rates",
    "reference",
    "example_programme",
    "sharing_model",
    "paris21",
    "iati",
    "crs",
    "ceb",
    "donor_names",
    "world_bank",
    "open_data_watch",
    "unsd",
    "un_desa",
    "unhcr",
    "natural_earth",
)


class SourceMissing(Problem):
    """A publisher's file is not in the folder that was named."""


@dataclass
class Files:
    """The publishers' files, and the tables that were built before: the order of `PUBLISHERS` is the order of building."""

    folder: Path
    built: dict[str, pd.DataFrame] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """The path of one publisher's file; names that begin with "reference/" lie beside the folder."""
        path = self.folder.parent / name if name.startswith("reference/") else self.folder / name
        if not path.exists():
            raise SourceMissing(f"{path} does not exist. Name the folder that holds the publishers' files: make data FROM=…")
        return path

    def text(self, name: str, **options: object) -> pd.DataFrame:
        """A CSV file as text only: nothing is guessed, so the code NA of Namibia stays a code and a blank stays ""."""
        return pd.read_csv(self.path(name), dtype=str, keep_default_na=False, encoding="utf-8", **options)

    def parquet(self, name: str) -> pd.DataFrame:
        """A Parquet file with its own types."""
        return pd.read_parquet(self.path(name))

    @cached_property
    def iso3_of(self) -> dict[str, str]:
        """Every known spelling of a country, case-folded, and its ISO3 code."""
        return {
            alias.strip().casefold(): iso3
            for alias, iso3 in zip(self.built["country_alias"]["alias"], self.built["country_alias"]["iso3"], strict=True)
        }

    @cached_property
    def region_of(self) -> dict[str, str]:
        """ISO3 code -> UN M49 region."""
        country = self.built["country"]
        return dict(zip(country["iso3"], country["region"], strict=True))


def build(folder: Path, data: Path, say: Callable[[str], None] = lambda line: None) -> list[Path]:
    """Write every file of `data/` that is made from publishers' files, and return their paths.

    The same input gives the same bytes. Raises `SourceMissing`.
    """
    files = Files(folder)
    parts: dict[str, list[pd.DataFrame]] = {}
    written = []
    for publisher in PUBLISHERS:
        module = import_module(f"landscape.sources.{publisher}")
        made = module.tables(files)
        say(f"{publisher}: " + ", ".join(f"{name} {len(rows):,}" for name, rows in made.items()))
        for name, rows in made.items():
            parts.setdefault(name, []).append(rows)
            files.built[name] = pd.concat(parts[name], ignore_index=True) if len(parts[name]) > 1 else rows
        if hasattr(module, "code_lists"):
            written.append(_write_csv(module.code_lists(files), data / "dictionary" / f"codes.{publisher}.csv", None))
        if hasattr(module, "map_shapes"):
            path = data.parent / "static" / "world.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(
                json.dumps(module.map_shapes(files), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
            )
            written.append(path)
    for name, rows in files.built.items():
        written.append(_write_csv(rows, data / "landscape" / f"{name}.csv", dictionary.table(name.split(".")[0])))
    return written


def _write_csv(rows: pd.DataFrame, path: Path, table: dictionary.Table | None) -> Path:
    """Write rows in the dictionary's order of columns, sorted by key, so that the same rows are the same bytes."""
    if table is not None:
        unknown = set(rows.columns) - set(table.field_names)
        if unknown:
            raise ValueError(f"{path.name}: no such field in the dictionary: {', '.join(sorted(unknown))}")
        rows = rows[[name for name in table.field_names if name in rows.columns]]
        keys = [f.name for f in table.fields if f.is_key and f.name in rows.columns]
        rows = rows.sort_values(keys, kind="stable", na_position="first")
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = pd.DataFrame({name: _as_text(rows[name]) for name in rows.columns})
    texts.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return path


def _as_text(column: pd.Series) -> list[str]:
    """Values as the landscape's CSV files write them: no trailing .0, yes/no as true/false, lists with semicolons."""
    return [text_of(value) for value in column]


def text_of(value: object) -> str:
    """One value as text: "" for unknown, at most six decimals for a number."""
    if isinstance(value, (list, tuple)):
        return "; ".join(value)
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if isinstance(value, float) or hasattr(value, "is_integer"):
        number = float(value)
        return str(int(number)) if number.is_integer() else f"{number:.6f}".rstrip("0").rstrip(".")
    return str(value).strip()


def source_rows(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows of `source` for data sets, one dict each."""
    return pd.DataFrame([{"kind": "dataset", **row} for row in rows])


def named(table: Iterable[object]) -> list[str]:
    """The distinct names in the order in which they first come."""
    return list(dict.fromkeys(str(name) for name in table))
