"""The commands: `python -m landscape build | run | upload FILE | data FOLDER`."""

from __future__ import annotations

import argparse
import os
import runpy
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from landscape import publish, store, uploading
from landscape.problems import Problem

ADDRESS = "127.0.0.1"
SWITCH = 0.0005  # seconds after which a thread that counts lets another one run: a large upload must not hold up a page


class PortBusy(Problem):
    """Something else listens on the port of the dashboard."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code. A problem is one sentence on standard error, without a traceback."""
    parser = argparse.ArgumentParser(prog="python -m landscape", description="The funding landscape for migration statistics")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build version 0001 from data/landscape if there is no version yet")
    run = commands.add_parser("run", help="build if needed, then open the dashboard")
    run.add_argument("--port", type=_port, default=8501)
    uploading.add_to(commands)
    data = commands.add_parser("data", help="make data/landscape again from the publishers' files")
    data.add_argument("folder", type=Path, help="the folder with the publishers' files")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "data":
            _data(chosen.folder)
        else:
            build()
        if chosen.command == "upload":
            uploading.run(chosen)
        if chosen.command == "run":
            serve(chosen.port)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: choose a number from 1024 to 65535")
    return int(text)


def build() -> str:
    """Build version 0001 where there is no version, with progress on the terminal; returns the version in force."""
    if store.versions():
        return store.current()
    print("Building the landscape from data/landscape …", flush=True)
    started = time.perf_counter()
    version = publish.first_version(say=lambda line: print(line, flush=True))
    print(f"Version {version} is ready ({time.perf_counter() - started:.1f} s).", flush=True)
    return version


def serve(port: int) -> None:
    """Run the dashboard on 127.0.0.1 until it is stopped. Raises `PortBusy`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            raise PortBusy(
                f"Port {port} is in use, perhaps by a dashboard that already runs: open http://{ADDRESS}:{port}, "
                f"or choose another port with: make run PORT={port + 1}"
            ) from None
    import landscape.charts  # noqa: F401 - what takes longest to load, so that the first run of the app is a short one

    os.chdir(store.ROOT)
    sys.setswitchinterval(SWITCH)
    threading.Thread(target=_warm_up, args=(port,), daemon=True).start()
    sys.argv = ["streamlit", "run", "app.py", f"--server.address={ADDRESS}", f"--server.port={port}"]
    sys.argv += ["--logger.hideWelcomeMessage=true"]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _warm_up(port: int) -> None:
    """Have the server run the app once, as soon as it answers, and say that it is ready.

    Before its first run Streamlit does not know the menu: a pasted link would then open with “page not found”.
    """
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(3000):
        try:
            with directly.open(f"http://{ADDRESS}:{port}/_stcore/script-health-check", timeout=60):
                break
        except urllib.error.HTTPError:
            break  # the app ran, and says on screen what is wrong
        except OSError:
            time.sleep(0.02)
    print(f"Open http://{ADDRESS}:{port} in a browser. Stop with Ctrl+C.", flush=True)


def _data(folder: Path) -> None:
    from landscape import sources  # needs only the publishers' files, not the dashboard

    for path in sources.build(folder.resolve(), store.ROOT / "data", print):
        print(f"wrote {path.relative_to(store.ROOT)}")


if __name__ == "__main__":
    raise SystemExit(main())
