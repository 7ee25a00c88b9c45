"""The way in: a workbook to its preview, publication, and what both do to the pages of everyone else.

The yardstick of a preview is openpyxl, read-only and values alone, for the same cells; that of a publication is to copy the
version's file and merge the same rows bare. Ours and the yardstick take turns; a preview is made as on the page, by the process
that reads large files, and counts what that takes and what it takes to hand the answer over. Both have read a workbook before.
"""

from __future__ import annotations

import gc
import io
import os
import shutil
import statistics
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import duckdb
import openpyxl

from benchmarks.member import Member
from benchmarks.server import ROOT, Server, Session
from benchmarks.subjects import SUBJECTS
from landscape import desk, dictionary, merge, publish, store
from landscape.changes import Changes
from landscape.upload import Upload

FOLDER = ROOT.parent / "shared" / "workbooks"
LISTS = {"26_unhcr_iati_transactions_2022.xlsx": 0.5, "44_iati_country_belarus_4MB_en.xlsx": 0.3}
WARMS_UP, TIMES = "07_foundations_list.xlsx", 5
PAGES = ("funding", "donors")
_numbers = count()
# What is searched for: each text once, as answers are kept.
USUAL = (*"ailntcpugh", "ia", "or", "es", "ch", "nd", "te", "ra", "de", "li", "se")
BUSY = (*"eorsdmbvfk", "er", "on", "in", "ar", "st", "ti", "re", "en", "al", "at")


def show(head: Callable[..., None]) -> None:
    """Print the tables, or a sentence where the workbooks are not there."""
    if not (FOLDER / WARMS_UP).exists():
        print(f"\nThe way in is left out: {FOLDER.name} is not there.")
        return
    warnings.simplefilter("ignore")  # openpyxl's own, about styles
    _previews(head)
    _publications(head)
    _others(head)


def _previews(head: Callable[..., None]) -> None:
    head("the way in", "ours (ms of the processor)", "openpyxl reads the same cells (ms)", "ratio", "target")
    previewed((FOLDER / WARMS_UP).read_bytes(), WARMS_UP)
    for name in LISTS:
        previewed((FOLDER / name).read_bytes(), name)
    for name, target in LISTS.items():
        data = (FOLDER / name).read_bytes()
        proposed = previewed(data, name).plan.table
        for table in dict.fromkeys((proposed, "donor_evidence", "donor")):
            ours, floor = by_turns(
                lambda data=data, table=table, name=name: previewed(fresh(data), name, table), lambda data=data: read(data)
            )
            rows = len(previewed(data, name, table).plan.layout.data_rows)
            into = dictionary.table(table).label + (" (proposed)" if table == proposed else "")
            _row(f"{rows:,} rows into {into}: bytes to preview", ours, floor, target)


def _publications(head: Callable[..., None]) -> None:
    head("publication", "ours (ms)", "copy the file and merge bare (ms)", "ratio", "target")
    for name in LISTS:
        changes = previewed((FOLDER / name).read_bytes(), name).changes
        ours, floor = published(changes)
        _row(f"{len(changes.added):,} new rows", ours, floor, 2)
    few = Changes("donor_evidence", changes.version, changes.added[:5])
    _row("5 new rows", *published(few), 2)


def _others(head: Callable[..., None]) -> None:
    head("others’ rerun meanwhile", "while 35,490 rows are previewed and published (ms)", "usual (ms)", "ratio", "target")
    for page in PAGES:
        _row(page, *meanwhile(page), 2)


def _row(what: str, ours: float, floor: float, target: float) -> None:
    print(f"| {what} | {ours:.0f} | {floor:.0f} | {ours / floor:.2f} | ≤ {target} |", flush=True)


def previewed(data: bytes, name: str, table: str = "") -> Upload:
    """From the bytes to the complete preview, as the page makes it; into a table, or the one that is proposed."""
    book, version, found, _ = desk.proposed(data, name, nobody)
    if table and found[0].table != table:
        found = (desk.of_sheet(data, book, found[0].sheet, version, table, None, None)[0],)
    (one,) = desk.prepared(data, book, found[:1], version, nobody)
    return one


def nobody(share: float, text: str) -> None:
    """Hear how far it is; the page shows it."""


def fresh(data: bytes) -> bytes:
    """The same workbook as another file, with a remark at the end of its zip: nobody has it in hand from before."""
    remark = b"%016x" % next(_numbers)
    return data[:-2] + len(remark).to_bytes(2, "little") + remark


def read(data: bytes) -> int:
    """All cells of all sheets as openpyxl gives them."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def by_turns(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the processor, median of a few runs by turns."""
    times = [(_processor(ours), _processor(floor)) for _ in range(TIMES)]
    return tuple(1000 * statistics.median(some) for some in zip(*times, strict=True))  # type: ignore[return-value]


def _processor(make: Callable[[], object]) -> float:
    gc.collect()
    start = _of_both()
    made = make()
    ended = _of_both()
    del made
    return ended - start


def _of_both() -> float:
    """Seconds of the processor that this process has taken, and the one that reads large files for it."""
    said = Path(f"/proc/{desk.process_id()}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return time.process_time() + (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def published(changes: Changes) -> tuple[float, float]:
    """Milliseconds of a publication, and of the bare merge of the same rows into a copy of the file."""
    based_on = store.current()
    table = dictionary.table(changes.table)
    source = {"source_id": str(store.frame(dictionary.table("source").select, based_on)["source_id"].iloc[0])}
    rows = merge.typed(table, [source | {name: after for name, (_, after) in one.fields.items()} for one in changes.added])
    times = []
    for _ in range(5):
        start = time.perf_counter()
        publish.commit([changes], publish.Signature("Bench", "A list"))
        ours = time.perf_counter() - start
        (store.folder() / "current").write_text(based_on + "\n", encoding="utf-8")
        store.remove([one for one in store.versions() if one > based_on])
        start = time.perf_counter()
        bare(table, rows, store.file_of(based_on))
        times.append((ours, time.perf_counter() - start))
    return tuple(1000 * statistics.median(some) for some in zip(*times, strict=True))  # type: ignore[return-value]


def bare(table: dictionary.Table, rows: object, version: Path) -> None:
    """What any publication must do: a copy of the file, the rows deleted and inserted, all of it on the disk."""
    with tempfile.TemporaryDirectory(dir=version.parent) as home:
        draft = Path(home) / "draft.duckdb"
        shutil.copyfile(version, draft)
        with duckdb.connect(draft) as connection:
            for name in ("going", "incoming"):
                connection.register(name, rows)
            connection.execute(table.take_away)
            connection.execute(table.put)
            connection.execute("checkpoint")


def meanwhile(page: str) -> tuple[float, float]:
    """Milliseconds of a reader’s rerun while a member uploads on the same server, and usually; each change is a new one."""
    subject, name = SUBJECTS[page], list(LISTS)[-1]
    data = (FOLDER / name).read_bytes()
    with tempfile.TemporaryDirectory() as home:
        versions = Path(home) / "versions"
        shutil.copytree(store.folder(), versions)
        with Server(LANDSCAPE_VERSIONS=str(versions), STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION="false") as server:
            session, member = Session(server, subject.page, subject.query), Member(server, name, lambda: fresh(data))
            session.change(session.first, subject.key, "an")
            usual = _reruns(session, subject.key, USUAL)
            ended = threading.Event()
            thread = threading.Thread(target=member.until, args=(ended,))
            thread.start()
            busy = _reruns(session, subject.key, BUSY, pause=0.3)
            ended.set()
            thread.join()
            session.close()
        if not member.rounds:
            raise RuntimeError("nobody uploaded meanwhile")
    return 1000 * statistics.median(busy), 1000 * statistics.median(usual)


def _reruns(session: Session, key: str, texts: Sequence[str], pause: float = 0.0) -> list[float]:
    seconds = []
    for text in texts:
        seconds.append(session.change(session.first, key, text).seconds)
        time.sleep(pause)  # so that reading, comparing and publishing all have their turn
    return seconds
