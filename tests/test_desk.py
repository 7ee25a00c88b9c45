"""Large files are read by a process of their own: the same answers, a wait that can be ended, and nothing lost where it dies."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile

import pytest

from landscape import desk, limits, plans, store, upload, workbook
from landscape.matching import records


class Cancelled(BaseException):
    """What Streamlit raises in a page that somebody leaves is no `Exception` either."""


@pytest.fixture(autouse=True)
def _no_process_is_left():
    yield
    desk._end()


def list_of(rows, start=0):
    lines = ["Donor,Type of donor,Total amount,Remarks"]
    lines += [f"Bureau {n},DAC member,{n},kept since {'x' * 20}" for n in range(start, start + rows)]
    return "\n".join([*lines, "Germany,DAC member,n/a,known", "Germanny,DAC member,soon,similar"]).encode()


LARGE = list_of(8_000)
PROCESS = os.name == "posix"


def quiet(share, text):
    pass


def is_running(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def here(data, table="donor"):
    """What comes of a file without the process."""
    book, version = workbook.read(data, "list.csv"), store.current()
    plan, _ = plans.of_sheet(book.sheets[0], 0, records.names(version), version, table)
    return book, plan, upload.all_prepared(book, [plan], records.names(version), version)


def test_a_file_is_long_by_its_bytes_or_by_what_it_unpacks_to():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 1_000_000)
    assert len(packed.getvalue()) < desk.LONG
    assert desk.is_long(packed.getvalue()) and desk.is_long(LARGE)
    assert not desk.is_long(list_of(10)) and not desk.is_long(b"PK\x03\x04 no zip at all")


def test_a_small_file_needs_no_process(tiny):
    book, version, (plan,), _ = desk.proposed(list_of(3), "list.csv", quiet)
    assert desk.prepared(list_of(3), book, [plan], version, quiet)[0].plan == plan
    assert desk._clerk is None


def test_the_process_answers_what_the_server_would(tiny):
    book, plan, expected = here(LARGE)
    read, version, found, why = desk.proposed(LARGE, "list.csv", quiet)
    assert (read, version) == (book, tiny)
    assert (found, why) == plans.proposed(book, records.names(tiny), tiny)
    assert desk.of_sheet(LARGE, book, 0, tiny, "donor", None, None)[0] == plan
    heard = []
    made = desk.prepared(LARGE, book, [plan], tiny, lambda share, text: heard.append(share))
    assert made == expected
    assert len(made[0].changes.added) == 8_000 and made[0].findings and made[0].undecided
    assert max(heard) > 0.5 and heard == sorted(heard)
    assert desk.marked(LARGE, book, made[0].findings).startswith(b"PK")


def test_what_cannot_be_read_is_the_same_problem(tiny, monkeypatch):
    data = b"PK\x03\x04" + os.urandom(desk.LONG)
    with pytest.raises(limits.Damaged) as said:
        desk.proposed(data, "list.xlsx", quiet)
    with pytest.raises(limits.Damaged) as expected:
        workbook.read(data, "list.xlsx")
    assert str(said.value) == str(expected.value)
    monkeypatch.setenv("LANDSCAPE_UPLOAD_ROWS", "5000")  # a setting that changed while the process was there
    with pytest.raises(limits.TooLarge, match="5,000"):
        desk.proposed(LARGE, "list.csv", quiet)
    monkeypatch.delenv("LANDSCAPE_UPLOAD_ROWS")
    assert desk.proposed(LARGE, "list.csv", quiet)[1] == tiny


def test_whoever_cancels_ends_the_work_and_the_next_file_is_read(tiny):
    ended = []

    def cancel(share, text):
        ended.append(desk._clerk.process.pid)
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.proposed(LARGE, "list.csv", cancel)
    assert desk._clerk is None and not is_running(ended[0])
    assert desk.proposed(LARGE, "list.csv", quiet)[1] == tiny


def test_a_cancelled_wait_for_a_silent_process_ends_too(tiny):
    """The screen is asked even while the process says nothing: only there does a reader's click arrive."""
    desk.proposed(LARGE, "list.csv", quiet)
    desk._clerk.process.send_signal(signal.SIGSTOP)

    def cancel(share, text):
        raise Cancelled

    started = time.monotonic()
    with pytest.raises(Cancelled):
        desk.proposed(LARGE, "list.csv", cancel)
    assert time.monotonic() - started < 5


def test_a_process_that_dies_loses_nothing(tiny):
    before = {path.name: path.read_bytes() for path in store.folder().glob("*.duckdb")}
    book, plan, expected = here(LARGE)

    def kill(share, text):
        if desk._clerk.process.poll() is None:
            desk._clerk.process.kill()

    with pytest.raises(desk.Stopped, match=r"list\.csv ended before it was done.*try again"):
        desk.prepared(LARGE, book, [plan], tiny, kill)
    assert desk.prepared(LARGE, book, [plan], tiny, quiet) == expected
    assert {path.name: path.read_bytes() for path in store.folder().glob("*.duckdb")} == before


def test_a_process_that_cannot_start_is_said(tiny, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false" if PROCESS else sys.executable)
    with pytest.raises(desk.Stopped):
        desk.proposed(LARGE, "list.csv", quiet)


def test_two_large_files_are_read_one_after_the_other(tiny):
    heard, made, other = [], [], list_of(8_000, start=9_000)

    def second():
        made.append(desk.proposed(other, "other.csv", lambda share, text: heard.append(text)))

    thread = threading.Thread(target=second)
    with desk._turn:
        thread.start()
        time.sleep(0.5)
    made.append(desk.proposed(LARGE, "list.csv", quiet))
    thread.join()
    assert "Waiting until another file has been read" in heard
    assert {one[0].file_name for one in made} == {"list.csv", "other.csv"}


def test_the_process_ends_when_nobody_needs_it(tiny, monkeypatch):
    monkeypatch.setattr(desk, "_IDLE", 0.3)
    desk.proposed(LARGE, "list.csv", quiet)
    process = desk._clerk.process if desk._clerk else None
    until = time.monotonic() + 10
    while desk._clerk is not None and time.monotonic() < until:
        time.sleep(0.05)
    assert desk._clerk is None and (process is None or process.poll() is not None)


def test_the_process_ends_with_the_server_even_when_that_is_killed(tiny):
    script = "import time; from landscape import desk; print(desk._ready().process.pid, flush=True); time.sleep(60)"
    server = subprocess.Popen([sys.executable, "-c", script], cwd=store.ROOT, stdout=subprocess.PIPE, text=True)
    pid = int(server.stdout.readline())
    assert is_running(pid)
    server.kill()
    server.communicate()
    until = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(pid)
