"""The commands: `python -m landscape build | run | data FOLDER`."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import time
from pathlib import Path

from landscape import publish, store
from landscape.problems import Problem

ADDRESS = "127.0.0.1"


class PortBusy(Problem):
    """Something else listens on the port of the dashboard."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code. A problem is one sentence on standard error, without a traceback."""
    parser = argparse.ArgumentParser(prog="python -m landscape", description="The funding landscape for migration statistics")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build version 0001 from data/landscape if there is no version yet")
    run = commands.add_parser("run", help="build if needed, then open the dashboard")
    run.add_argument("--port", type=int, default=8501)
    data = commands.add_parser("data", help="make data/landscape again from the publishers' files")
    data.add_argument("folder", type=Path, help="the folder with the publishers' files")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "data":
            _data(chosen.folder)
        else:
            build()
        if chosen.command == "run":
            serve(chosen.port)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


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
    """Replace this process by the dashboard on 127.0.0.1. Raises `PortBusy`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            raise PortBusy(
                f"Port {port} is in use, perhaps by a dashboard that already runs: open http://{ADDRESS}:{port}, "
                f"or choose another port with: make run PORT={port + 1}"
            ) from None
    print(f"Open http://{ADDRESS}:{port} in a browser. Stop with Ctrl+C.", flush=True)
    os.chdir(store.ROOT)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.address={ADDRESS}", f"--server.port={port}"]
    if os.name == "nt":  # exec on Windows detaches from the terminal
        import subprocess

        raise SystemExit(subprocess.call(command))
    os.execv(sys.executable, command)


def _data(folder: Path) -> None:
    from landscape import sources  # needs only the publishers' files, not the dashboard

    for path in sources.build(folder.resolve(), store.ROOT / "data", print):
        print(f"wrote {path.relative_to(store.ROOT)}")


if __name__ == "__main__":
    raise SystemExit(main())
