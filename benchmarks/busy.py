"""Streamlit, and in the same process somebody who uploads a large list again and again: `python -m benchmarks.busy run app.py`.

While the file that `LANDSCAPE_BUSY` names exists, a thread of the server reads, previews and publishes the workbook whose path
stands in it, as the page does for a reader, and notes each round in a file beside it.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading
import time
from pathlib import Path

from landscape.__main__ import SWITCH


def upload_again_and_again(asked: Path) -> None:
    """Preview and publish while the file is there."""
    from benchmarks.upload import fresh, nobody
    from landscape import desk, publish

    while True:
        time.sleep(0.05)
        if not asked.exists():
            continue
        path = Path(asked.read_text(encoding="utf-8"))
        data = fresh(path.read_bytes())  # as if it were another one each time
        book, version, found, _ = desk.proposed(data, path.name, nobody)
        (one,) = desk.prepared(data, book, found[:1], version, nobody)
        if not one.changes.is_empty:
            publish.commit([one.changes], publish.Signature("Bench", "A large list", (book.file_name, book.sha256)))
        asked.with_suffix(".rounds").open("a").write(f"{len(one.changes.added)}\n")


if __name__ == "__main__":
    threading.Thread(target=upload_again_and_again, args=(Path(os.environ["LANDSCAPE_BUSY"]),), daemon=True).start()
    sys.setswitchinterval(SWITCH)  # as the dashboard's own command does
    sys.argv[0] = "streamlit"
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
