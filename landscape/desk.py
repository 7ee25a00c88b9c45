"""Where uploads are handed in: small files are read at once, large ones by a process of their own (`landscape.clerk`).

Python runs one thread at a time: read in the server, a list of 35,000 rows would make the pages of everybody else wait. The
process starts with the first large file, does one thing after the other, is kept for the next preview, and ends after a minute
without any, or with the server. Whoever stops waiting for it ends it.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import os
import secrets
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection

from landscape import clerk
from landscape.checks import Finding
from landscape.plans import Plan
from landscape.problems import Problem
from landscape.store import ROOT
from landscape.upload import Say, Upload
from landscape.workbook import Workbook

LONG = 300_000  # bytes of a file
_UNPACKED = 3_000_000  # bytes of the parts of a workbook
_IDLE = 60  # seconds
_LOOK = 0.1  # seconds after which whoever waits looks whether a reader has cancelled

_turn = threading.Lock()  # one errand at a time: the other processor is for the readers
_lock = threading.Lock()
_clerk: _Clerk | None = None
_timer: threading.Timer | None = None


class Stopped(Problem):
    """The process that reads large files ended before it was done."""


@dataclass(frozen=True)
class _Clerk:
    process: subprocess.Popen[str]
    connection: Connection

    @property
    def is_there(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """Have it end, whatever it does."""
        self.connection.close()
        self.process.kill()
        self.process.wait(10)
        for stream in (self.process.stdin, self.process.stdout):
            stream.close()


def is_long(data: bytes) -> bool:
    """Whether a file may take more than a fraction of a second: large, or large when it is unpacked."""
    if len(data) > LONG:
        return True
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:  # what is wrong with it is said by who reads it
        return sum(one.file_size for one in archive.infolist()) > _UNPACKED
    return False


def proposed(data: bytes, name: str, say: Say) -> tuple[Workbook, str, tuple[Plan, ...], str]:
    """The workbook in these bytes, the version in force, how its lists would be read, and why. Raises a `Problem`."""
    return _done("proposed", data, name, None, say)


def of_sheet(
    data: bytes, book: Workbook, sheet: int, version: str, table: str, header: int | None, lines: int | None
) -> tuple[Plan, str]:
    """How one sheet of a file would be read, as `plans.of_sheet` says. Raises a `Problem`."""
    return _done("of_sheet", data, book.file_name, book, _quiet, sheet, version, table, header, lines)


def prepared(data: bytes, book: Workbook, chosen: Sequence[Plan], version: str, say: Say) -> list[Upload]:
    """Every sheet of the plans, read and compared with a version, in the order of the plans. Raises a `Problem`."""
    return _done("prepared", data, book.file_name, book, say, chosen, version)


def marked(data: bytes, book: Workbook, found: Sequence[Finding]) -> bytes:
    """The file with the cells of the findings marked."""
    return _done("marked", data, book.file_name, book, _quiet, found)


def process_id() -> int:
    """The number of the process, which is started where it is not there."""
    return _ready().process.pid


def _quiet(share: float, text: str) -> None:
    """Say nothing."""


def _done(name: str, data: bytes, file_name: str, book: Workbook | None, say: Say, *rest: object) -> object:
    """One errand, here or by the process."""
    sha256 = book.sha256 if book else hashlib.sha256(data).hexdigest()
    if not is_long(data):
        return clerk.ERRANDS[name](clerk.File(file_name, sha256, lambda: data, book), say, *rest)
    with _in_turn(say):
        settings = {key: value for key, value in os.environ.items() if key.startswith("LANDSCAPE_")}
        try:
            connection = _ready().connection
            connection.send((name, (file_name, sha256), rest, settings))
            return _answer(connection, data, say)
        except Problem:
            raise
        except (EOFError, OSError) as error:
            _end()
            raise Stopped(
                f"Reading {file_name} ended before it was done, perhaps for lack of memory. Nothing has changed and the file is "
                "still in hand: try again, or upload it in two halves."
            ) from error
        except BaseException:  # the reader cancelled, or left
            _end()
            raise


def _answer(connection: Connection, data: bytes, say: Say) -> object:
    """What the process answers. Asks the screen again and again, which ends the wait where the reader cancelled."""
    share, text, pieces = 0.0, "Reading the file", clerk.Pieces()
    while True:
        if not connection.poll(_LOOK):
            say(share, text)
            continue
        match connection.recv():
            case ("far", share, text):
                say(share, text)
            case ("data",):
                connection.send_bytes(data)
            case ("rest", rest):
                return pieces.whole(rest)
            case ("problem", problem):
                raise problem
            case ("fault", trace):
                raise RuntimeError(trace)
            case piece:
                pieces.take(*piece)


@contextmanager
def _in_turn(say: Say) -> Iterator[None]:
    while not _turn.acquire(timeout=_LOOK):
        say(0.0, "Waiting until another file has been read")
    try:
        yield
    finally:
        _turn.release()


def _ready() -> _Clerk:
    """The process; whoever asks for it puts off its end. Raises `OSError`, and `EOFError` where it does not start."""
    global _clerk, _timer
    with _lock:
        if _timer:
            _timer.cancel()
        _timer = threading.Timer(_IDLE, _end_idle)
        _timer.daemon = True
        _timer.start()
        if _clerk is None or not _clerk.is_there:
            word = secrets.token_bytes(32)
            process = subprocess.Popen(
                [sys.executable, "-m", "landscape.clerk"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            with suppress(OSError):  # it ended at once: then it gives no address
                process.stdin.write(word.hex() + "\n")
                process.stdin.flush()
            address = process.stdout.readline().strip()
            if not address:  # it could not start
                process.communicate()
                raise EOFError
            _clerk = _Clerk(process, Client(address, authkey=word))
        return _clerk


def _end_idle() -> None:
    """End the process where nobody waits for it; who does, puts its end off once more."""
    if _turn.acquire(blocking=False):
        try:
            _end()
        finally:
            _turn.release()
    else:
        with suppress(OSError, EOFError):
            _ready()


def _end() -> None:
    global _clerk
    with _lock:
        if _clerk is not None:
            _clerk.end()
            _clerk = None


atexit.register(_end)
