"""Versions and reading: the only module that knows DuckDB.

A version is one immutable DuckDB file, `data/versions/0001.duckdb`; the text file `current` beside it names the one in
force. A version is opened read-only without access to anything outside it; every query has a cursor of its own, because
threads that share a connection are refused or served each other's results. A file name is never used twice.

A publisher holds the lock of the folder, makes a draft beside the versions, and puts it in force with two steps that each
happen or do not: a link with the next number, and the pointer. Killed in between, it leaves the old version in force.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from landscape.problems import Problem

ROOT = Path(__file__).parent.parent
QUERIES = ROOT / "queries"

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error
NOT_THERE = (duckdb.BinderException, duckdb.CatalogException)  # a statement asks for a table or field that there is not

_READ_ONLY = {
    "enable_external_access": "false",
    "lock_configuration": "true",
    "memory_limit": "1GB",
    "threads": "2",
    "allocator_background_threads": "true",  # gives memory back to the machine after a question: 20 MB less with 20 readers
}
# A draft needs no log, as whoever is killed leaves a draft that nobody opens again: a commit writes the file itself.
# One thread is enough for what a publication writes, and leaves the other to the readers.
_DRAFT = {"storage_compatibility_version": "v1.5.0", "checkpoint_threshold": "0B", "threads": "1"}
_lock = threading.Lock()
_connections: dict[str, Connection] = {}  # the one used last at the end
_MOST_OPEN = 8  # versions: each has threads and memory of its own


class NoVersion(Problem):
    """There is no such version of the landscape."""


class TooOld(Problem):
    """A version from before a table or a field that a question asks for."""


class FolderNotWritable(Problem):
    """A version cannot be written where versions are kept."""


class Outdated(Problem):
    """Somebody published since the reader looked."""


class Busy(Problem):
    """Somebody else is publishing right now."""


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
    """The names of all versions, oldest first; also of one that was not put in force because its publisher was killed."""
    return sorted((path.stem for path in folder().glob("*.duckdb") if path.stem.isdigit()), key=int)


def read(question: str, version: str, **parameters: object) -> pd.DataFrame:
    """Answer one file of `queries/`, such as "explore/donors", from one version.

    Every `$name` of the file needs a parameter; parameters the file does not name are left out, so that one set of filters
    serves every question of a page. Raises `NoVersion`, and `TooOld` where the version lacks what is asked for.
    """
    return _asked(version, _sql(question), {name: parameters[name] for name in parameters_of(question)}, views_of(question))


@cache
def parameters_of(question: str) -> frozenset[str]:
    """The names of the parameters that a question needs."""
    (statement,) = duckdb.extract_statements(_sql(question))
    return frozenset(statement.named_parameters)


@cache
def views_of(question: str) -> tuple[str, ...]:
    """The questions of `queries/views/` that a question builds on: each makes a view of its own name, for one connection."""
    words = set(re.findall(r"\w+", _sql(question)))
    return tuple(sorted(f"views/{path.stem}" for path in (QUERIES / "views").glob("*.sql") if path.stem in words))


def frame(statement: str, version: str) -> pd.DataFrame:
    """The rows of a statement that the dictionary wrote, such as all rows of one table. Raises as `read` does."""
    return _asked(version, statement)


def _asked(version: str, statement: str, values: dict[str, object] | None = None, views: Sequence[str] = ()) -> pd.DataFrame:
    with _open(version) as cursor:
        try:
            for view in views:
                cursor.execute(_sql(view))
            return cursor.execute(statement, values).df()
        except NOT_THERE as error:
            raise TooOld(
                f"Version {version} was made before the landscape held all that this page shows. Look at a later version, or "
                f"publish any change: the next version is then complete. ({str(error).splitlines()[0]})"
            ) from error


@contextmanager
def scratch(version: str) -> Iterator[Connection]:
    """A connection to a version that may hold temporary tables, which stand in front of the version's own."""
    with _open(version) as cursor:
        yield cursor


def question(connection: Connection, name: str, **parameters: object) -> pd.DataFrame:
    """Answer one file of `queries/` on a connection at hand: a draft, or a scratch."""
    for view in views_of(name):
        connection.execute(_sql(view))
    return connection.execute(_sql(name), {one: parameters[one] for one in parameters_of(name)}).df()


def load(connection: Connection, name: str, rows: object) -> None:
    """Let statements on this connection read an Arrow table under a name."""
    connection.register(name, rows)


def next_version(fill: Callable[[Connection], None], based_on: str | None = None, copy_of: str | None = None) -> str:
    """Make a new version and put it in force: all of it, or nothing.

    `fill` gets a connection to a draft: a copy of the version `copy_of`, or of `based_on`, or empty. The draft becomes the next
    number only when `fill` returned and the file is closed; `current` is replaced last. Raises `Outdated` where `based_on` is no
    longer in force, `Busy`, `FolderNotWritable`, or whatever `fill` raises; the draft is then removed, the old version stays.
    """
    home = folder()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "publishing.lock", timeout=60):
            if based_on is not None and current() != based_on:
                raise Outdated(
                    f"The landscape has changed since you previewed: version {current()} is in force, "
                    f"your preview was made on version {based_on}. Preview again; your choices are kept."
                )
            _thrown_away(home.glob("draft-*"))  # of a publisher that was killed: nobody else has a draft while we hold the lock
            return _made(home, fill, copy_of or based_on)
    except Timeout as error:
        raise Busy("Somebody else is publishing right now. Try again in a minute; your preview is kept.") from error
    except OSError as error:
        raise FolderNotWritable(
            f"The folder {home} cannot be written ({error.strerror or error}). Make it writable or free some space, or name "
            "another one in LANDSCAPE_VERSIONS. The version in force has not changed."
        ) from error


def _made(home: Path, fill: Callable[[Connection], None], copy_of: str | None) -> str:
    draft = home / f"draft-{uuid.uuid4().hex[:12]}.duckdb"
    try:
        if copy_of is not None:
            shutil.copyfile(_existing(copy_of), draft)
        try:
            with duckdb.connect(draft, config=_DRAFT) as connection:
                connection.execute("begin")
                fill(connection)
                connection.execute("commit")
        except DatabaseError as error:
            is_disk = isinstance(error, duckdb.IOException) or "Could not write file" in str(error)
            if is_disk:  # full, mostly: DuckDB says it in many ways
                raise OSError(str(error).splitlines()[0].rpartition(": ")[2]) from error
            raise
        _flushed(draft)
        name = _numbered(draft)
        pointer = draft.with_name(f"{draft.stem}-current")
        pointer.write_text(name + "\n", encoding="utf-8")
        _flushed(pointer)
        pointer.replace(home / "current")
        _flushed_folder(home)
    finally:
        _thrown_away(home.glob(f"{draft.stem}*"))
    return name


def _thrown_away(drafts: Iterable[Path]) -> None:
    """Remove drafts and what DuckDB keeps beside them: its log, and a folder for what does not fit into memory."""
    for left in drafts:
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def _flushed(path: Path) -> None:
    """Have a file on the disk before anything points to it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flushed_folder(path: Path) -> None:
    """Have the names in a folder on the disk too, where the system can say so of a folder."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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


def file_of(version: str) -> Path:
    """The DuckDB file of a version, for those who want to take it along. Raises `NoVersion`."""
    return _existing(version)


def digest(version: str) -> str:
    """What tells a version from one of another landscape with the same number: 16 digits of its file's SHA-256."""
    path = _existing(version)
    return _digest(str(path), path.stat().st_mtime_ns)


@cache
def _digest(path: str, changed_at: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def remove(names: Iterable[str]) -> None:
    """Delete versions that are not in force. Links to them then say that they are gone. Raises `Busy`."""
    try:
        with FileLock(folder() / "publishing.lock", timeout=60):
            for name in set(names) - {current()}:
                with _lock:  # in one go: a reader in between would open it again
                    _connections.pop(str(_path(name)), None)
                    _path(name).unlink(missing_ok=True)
    except Timeout as error:
        raise Busy("Somebody is publishing right now. Try again in a minute.") from error


def made_on(version: str) -> datetime:
    """When a version was made, in UTC, as it says itself; a version from before versions were signed has its file's date."""
    try:
        return read("version_made", version)["made_at"].iloc[0].to_pydatetime().replace(tzinfo=UTC)
    except TooOld:
        return datetime.fromtimestamp(_path(version).stat().st_mtime, UTC)


def _open(version: str) -> Connection:
    """A cursor on a version. The version used longest ago is let go, and closes with the last cursor on it."""
    path = str(_path(version))
    with _lock:
        one = _connections.pop(path, None)
        if one is None:
            _existing(version)
            one = duckdb.connect(path, read_only=True, config=_READ_ONLY)
        _connections[path] = one
        while len(_connections) > _MOST_OPEN:
            del _connections[next(iter(_connections))]  # not closed: that would close the cursors that others read with
        return one.cursor()


def _path(version: str) -> Path:
    return folder() / f"{version}.duckdb"


def _existing(version: str) -> Path:
    if not version.isdigit() or not _path(version).exists():
        there = ", ".join(versions()) or "none"
        raise NoVersion(f"There is no version {version} of the landscape. Versions that exist: {there}.")
    return _path(version)


@cache
def _sql(question: str) -> str:
    return (QUERIES / f"{question}.sql").read_text(encoding="utf-8")
