"""Versions and reading: the only module that knows DuckDB.

A version is one immutable DuckDB file, `data/versions/0001.duckdb`; the text file `current` beside it names the one in
force. A version is opened read-only without access to anything outside it; every query has a cursor of its own, because
threads that share a connection are refused or served each other's results. A file name is never used twice.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from landscape.problems import Problem

ROOT = Path(__file__).parent.parent
QUERIES = ROOT / "queries"

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error

_READ_ONLY = {"enable_external_access": "false", "lock_configuration": "true", "memory_limit": "1GB", "threads": "2"}
_lock = threading.Lock()
_connections: dict[str, Connection] = {}


class NoVersion(Problem):
    """There is no such version of the landscape."""


class FolderNotWritable(Problem):
    """A version cannot be written where versions are kept."""


def folder() -> Path:
    """Where versions are kept: `LANDSCAPE_VERSIONS`, or `data/versions` of this project."""
    return Path(os.environ.get("LANDSCAPE_VERSIONS", ROOT / "data" / "versions"))


def current() -> str:
    """The name of the version in force, such as "0001". Raises `NoVersion` before the first one is built."""
    try:
        return (folder() / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        if versions():  # the first build was cut off between its two last steps
            return versions()[-1]
        raise NoVersion("There is no landscape yet. Build it with: make build") from None


def versions() -> list[str]:
    """The names of all versions, oldest first."""
    return sorted((path.stem for path in folder().glob("*.duckdb") if path.stem.isdigit()), key=int)


def read(question: str, version: str, **parameters: object) -> pd.DataFrame:
    """Answer one file of `queries/`, such as "explore/donors", from one version.

    Every `$name` of the file needs a parameter; parameters the file does not name are left out, so that one set of filters
    serves every question of a page. Raises `NoVersion`.
    """
    with _open(version).cursor() as cursor:
        return cursor.execute(_sql(question), {name: parameters[name] for name in parameters_of(question)}).df()


@cache
def parameters_of(question: str) -> frozenset[str]:
    """The names of the parameters that a question needs."""
    (statement,) = duckdb.extract_statements(_sql(question))
    return frozenset(statement.named_parameters)


def next_version(fill: Callable[[Connection], None]) -> str:
    """Make a new version and put it in force: all of it, or nothing.

    `fill` gets a connection to an empty draft. The draft becomes the next number only when `fill` returned and the file is
    closed; `current` is replaced last. Raises `FolderNotWritable`, or whatever `fill` raises; the draft is then removed.
    """
    home = folder()
    mark = uuid.uuid4().hex[:12]
    draft = home / f"draft-{mark}.duckdb"
    try:
        home.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(draft, config={"storage_compatibility_version": "v1.5.0"})
    except (OSError, duckdb.IOException) as error:
        raise FolderNotWritable(
            f"The folder {home} cannot be written. Make it writable, or name another one in LANDSCAPE_VERSIONS."
        ) from error
    try:
        try:
            fill(connection)
            connection.execute("checkpoint")
        finally:
            connection.close()
        name = _numbered(draft)
        pointer = home / f"current-{mark}"
        pointer.write_text(name + "\n", encoding="utf-8")
        pointer.replace(home / "current")
    finally:
        draft.unlink(missing_ok=True)
    return name


def _numbered(draft: Path) -> str:
    """Give a finished draft the next free number; a number that somebody else took meanwhile is never overwritten."""
    number = int((versions() or ["0"])[-1]) + 1
    while True:
        try:
            os.link(draft, _path(f"{number:04d}"))
        except FileExistsError:
            number += 1
        else:
            return f"{number:04d}"


def made_on(version: str) -> datetime:
    """When a version was made, in UTC, as it says itself; a version from before versions were signed has its file's date."""
    try:
        return read("version_made", version)["made_at"].iloc[0].to_pydatetime().replace(tzinfo=UTC)
    except duckdb.CatalogException:
        return datetime.fromtimestamp(_path(version).stat().st_mtime, UTC)


def _open(version: str) -> Connection:
    path = str(_path(version))
    with _lock:
        if path not in _connections:
            if not version.isdigit() or not Path(path).exists():
                raise _no_such(version)
            _connections[path] = duckdb.connect(path, read_only=True, config=_READ_ONLY)
        return _connections[path]


def _path(version: str) -> Path:
    return folder() / f"{version}.duckdb"


def _no_such(version: str) -> NoVersion:
    there = ", ".join(versions()) or "none"
    return NoVersion(f"There is no version {version} of the landscape. Versions that exist: {there}.")


@cache
def _sql(question: str) -> str:
    return (QUERIES / f"{question}.sql").read_text(encoding="utf-8")
