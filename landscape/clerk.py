"""The process that reads large uploads, so that it is not the server who does: it ends with its connection.

In come errands: which of the functions below, for what file, and what else it is told. Out go how far it is, and the answer in
pieces, so that the server never takes long to take one in.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, Listener
from pathlib import Path

from landscape import hand_back, plans, store, upload, workbook
from landscape.checks import Finding
from landscape.matching import records
from landscape.plans import Plan
from landscape.problems import Problem
from landscape.upload import Say, Upload
from landscape.workbook import Workbook

KINDLY = 5  # by how much its priority is lower: who looks at a page comes first
PIECE = 500  # rows, changes or findings at once: a few milliseconds each


class File:
    """An uploaded file: its name and digest, and its bytes and sheets for whoever asks."""

    def __init__(self, name: str, sha256: str, data: Callable[[], bytes], book: Workbook | None = None) -> None:
        """`data` gives the bytes; they are asked for only where `book` is not there yet."""
        self.name, self.sha256, self.data, self._book = name, sha256, data, book

    def book(self) -> Workbook:
        """What it holds, read once. Raises a `Problem` where it cannot be read."""
        if self._book is None:
            self._book = workbook.read(self.data(), self.name)
        return self._book


# --- what it can be told to do ----------------------------------------------------------------------------------------


def proposed(file: File, say: Say) -> tuple[Workbook, str, tuple[Plan, ...], str]:
    """The workbook, the version in force, how its lists would be read, and why."""
    say(0.1, "Reading the file")
    book = file.book()
    say(0.8, "Finding the list in it")
    version = store.current()
    found, why = plans.proposed(book, records.names(version), version)
    return book, version, found, why


def of_sheet(
    file: File, say: Say, sheet: int, version: str, table: str, header: int | None, lines: int | None
) -> tuple[Plan, str]:
    """How one sheet would be read, as `plans.of_sheet` says."""
    return plans.of_sheet(file.book().sheets[sheet], sheet, records.names(version), version, table, header, lines)


def prepared(file: File, say: Say, chosen: Sequence[Plan], version: str) -> list[Upload]:
    """Every sheet of the plans, read and compared with a version, in the order of the plans."""
    say(0.0, "Starting")
    return upload.all_prepared(file.book(), chosen, records.names(version), version, say)


def marked(file: File, say: Say, found: Sequence[Finding]) -> bytes:
    """The same workbook with the cells of the findings marked."""
    return hand_back.marked(file.data(), file.name, found)


ERRANDS = {one.__name__: one for one in (proposed, of_sheet, prepared, marked)}

# --- answers in pieces ------------------------------------------------------------------------------------------------

_LONG = ("added", "changed", "removed", "missing", "findings", "conversions")  # what of an upload can be many


def in_pieces(answer: object) -> Iterator[tuple]:
    """An answer as pieces for `Pieces`: those that can be many, and then the rest of it."""
    if isinstance(answer, list):
        for number, one in enumerate(answer):
            some = {name: getattr(one if name in ("findings", "conversions") else one.changes, name) for name in _LONG}
            for name in _LONG:
                yield from ((number, name, part) for part in _parts(some[name]))
        yield ("rest", [replace(one, changes=_bare(one), findings=(), conversions=()) for one in answer])
    elif isinstance(answer, tuple) and isinstance(answer[0], Workbook):
        book, *others = answer
        for number, sheet in enumerate(book.sheets):
            yield from ((number, "rows", part) for part in _parts(sheet.rows))
        bare = replace(book, sheets=tuple(replace(sheet, rows=[]) for sheet in book.sheets))
        yield ("rest", (bare, *others))
    else:
        yield ("rest", answer)


def _parts(some: Sequence[object]) -> Iterator[Sequence[object]]:
    return (some[start : start + PIECE] for start in range(0, len(some), PIECE))


def _bare(one: Upload) -> object:
    return replace(one.changes, added=(), changed=(), removed=(), missing=())


class Pieces:
    """The pieces of an answer, put together again."""

    def __init__(self) -> None:
        """None so far."""
        self._many: dict[tuple[int, str], list[object]] = {}

    def take(self, number: int, name: str, part: Sequence[object]) -> None:
        """Take in one more."""
        self._many.setdefault((number, name), []).extend(part)

    def whole(self, rest: object) -> object:
        """The answer, when its rest is there."""
        if isinstance(rest, list):
            return [self._upload(number, one) for number, one in enumerate(rest)]
        if isinstance(rest, tuple) and isinstance(rest[0], Workbook):
            book, *others = rest
            sheets = (replace(sheet, rows=self._many.get((n, "rows"), [])) for n, sheet in enumerate(book.sheets))
            return (replace(book, sheets=tuple(sheets)), *others)
        return rest

    def _upload(self, number: int, one: Upload) -> Upload:
        some = {name: tuple(self._many.get((number, name), ())) for name in _LONG}
        changes = replace(one.changes, **{name: some[name] for name in _LONG[:4]})
        return replace(one, changes=changes, findings=some["findings"], conversions=some["conversions"])


# --- the process ------------------------------------------------------------------------------------------------------


def main() -> None:
    """Tell where it listens, let in who knows the word on its first line of input, and work until there is nobody."""
    word = bytes.fromhex(sys.stdin.readline())
    threading.Thread(target=_until_alone, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, and this ends with it
    if hasattr(os, "nice"):
        os.nice(KINDLY)
    with Listener(authkey=word) as listener:
        address = str(listener.address)
        print(address, flush=True)
        connection = listener.accept()
    with suppress(OSError):  # the folder that was made for a socket: nobody else would remove it when this process is ended
        Path(address).parent.rmdir()
    gc.disable()  # what is read is many objects and no circles: looking for these takes a quarter of the time
    gc.freeze()
    with connection:
        _serve(connection)


def _until_alone() -> None:
    """End with the server, also in the middle of an errand."""
    sys.stdin.read()
    os._exit(0)


def _serve(connection: Connection) -> None:
    last: File | None = None
    while True:
        try:
            name, (file_name, sha256), rest, settings = connection.recv()
        except EOFError:
            return
        _settle(settings)
        # Another reader may have the same file by another name.
        if last is None or (last.name, last.sha256) != (file_name, sha256):
            last = File(file_name, sha256, lambda: _asked(connection))
        try:
            answer = ERRANDS[name](last, lambda share, text: _send(connection, "far", share, text), *rest)
            for piece in in_pieces(answer):
                _send(connection, *piece)
        except _Alone:
            return
        except Problem as problem:
            _send(connection, "problem", problem)
        except Exception:
            _send(connection, "fault", traceback.format_exc())
        answer = None
        gc.collect()


class _Alone(BaseException):
    """Nobody listens any more."""


def _send(connection: Connection, *what: object) -> None:
    try:
        connection.send(what)
    except OSError as error:
        raise _Alone from error


def _asked(connection: Connection) -> bytes:
    """The bytes of the file in hand; they are sent only where they are needed."""
    _send(connection, "data")
    return connection.recv_bytes()


def _settle(settings: Mapping[str, str]) -> None:
    """Have the same settings as the server, which may have changed since."""
    for name in [name for name in os.environ if name.startswith("LANDSCAPE_") and name not in settings]:
        del os.environ[name]
    os.environ.update(settings)


if __name__ == "__main__":
    main()
