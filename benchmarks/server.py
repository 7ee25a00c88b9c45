"""A dashboard server in a process of its own, and sessions that talk to it as a browser does, without drawing anything."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parent.parent


class Server:
    """A Streamlit server on a free port of this machine; stops when the `with` block ends."""

    def __init__(self, script: str = "", **environment: str) -> None:
        """Start `script` with Streamlit, or the dashboard by its own command, and wait until the server answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.started = time.perf_counter()
        command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={self.port}", "--server.address=127.0.0.1"]
        if not script:
            command = [sys.executable, "-m", "landscape", "run", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stcore/health", timeout=1):
                    break
            except OSError:
                if time.perf_counter() - self.started > 60:
                    raise
                time.sleep(0.02)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Server:
        """The server itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.process.terminate()
        self.process.wait(10)

    def memory_mb(self) -> float:
        """Resident memory of the server process in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


class Element(NamedTuple):
    """One thing on a page: its kind, how large it is, and the number of the popover or expander that holds it."""

    kind: str
    sizes: dict[str, int]
    box: int | None = None


def at_floor(elements: list[Element], **environment: str) -> Server:
    """A server of the floor page with these elements."""
    return Server("benchmarks/floor.py", LANDSCAPE_FLOOR=json.dumps(elements), **environment)


def floor_change(floor: Session, place: int | None, number: int) -> Run:
    """Change the widget at this place of the floor, the one that stands where the filter of a page of ours does."""
    key = next((key for key, there in floor.first.places.items() if there == place), "")
    if not key:
        return floor.rerun()
    values = {
        "many": [f"Option {number}", f"Option {number + 1}"],
        "segment": [f"Option {number % 3}"],
        "numbers": [2000 + number, 2024],
        "one": f"Option {number}",
    }
    return floor.change(floor.first, key, values[floor.first.widgets[key][1]])


@dataclass
class Run:
    """What one run of a page sent: how long it took, its elements in order, its filters and their places among them."""

    seconds: float
    elements: list[Element] = field(default_factory=list)
    widgets: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)


class Session:
    """One reader: a connection to a page, whose filters can be changed."""

    def __init__(self, server: Server, page: str, query: str = "") -> None:
        """Open `page` ("" is the home page) with a query string."""
        self.page, self.query, self.page_hash = page, query, ""
        self.socket: ClientConnection = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            origin=f"http://127.0.0.1:{server.port}",
            compression=None,
        )
        self.states: dict[str, tuple[str, object]] = {}
        self.first = self.rerun()

    def close(self) -> None:
        """End the session."""
        self.socket.close()

    def forget(self) -> None:
        """Have the server forget every cached answer."""
        message = BackMsg()
        message.clear_cache = True
        self.socket.send(message.SerializeToString())
        time.sleep(0.2)

    def change(self, run: Run, key: str, value: object) -> Run:
        """Set the filter `key` to a text, a list of texts or a list of numbers, and run the page again."""
        widget, kind = run.widgets[key]
        self.states[widget] = (kind, value)
        return self.rerun()

    def rerun(self) -> Run:
        """Run the page and wait for its end."""
        message = BackMsg()
        request = message.rerun_script
        request.query_string = self.query
        if self.page_hash:
            request.page_script_hash = self.page_hash
        else:
            request.page_name = self.page
        for widget, (kind, value) in self.states.items():
            state = request.widget_states.widgets.add(id=widget)
            if kind in ("many", "segment"):
                state.string_array_value.data.extend(value)
            elif kind == "numbers":
                state.double_array_value.data.extend(value)
            else:
                state.string_value = value
        started = time.perf_counter()
        self.socket.send(message.SerializeToString())
        run, boxes = Run(0.0), {}
        while True:
            got = ForwardMsg.FromString(self.socket.recv(timeout=120))
            kind = got.WhichOneof("type")
            if kind == "navigation":
                self.page_hash = got.navigation.page_script_hash
            elif kind == "delta" and got.delta.WhichOneof("type") == "new_element":
                path = list(got.metadata.delta_path)
                _note(
                    run, got.delta.new_element, next((boxes[place] for place in boxes if path[: len(place)] == list(place)), None)
                )
            elif kind == "delta" and got.delta.WhichOneof("type") == "add_block":
                block = got.delta.add_block.WhichOneof("type")
                if block in ("expandable", "popover"):
                    boxes[tuple(got.metadata.delta_path)] = len(run.elements)
                    run.elements.append(Element(block, {}))
            elif kind == "script_finished":
                run.seconds = time.perf_counter() - started
                return run


def _note(run: Run, element: object, box: int | None) -> None:
    kind = element.WhichOneof("type")
    one = getattr(element, kind)
    sizes: dict[str, int] = {}
    if kind in ("multiselect", "selectbox"):
        sizes = {"options": len(one.options)}
    elif kind == "vega_lite_chart":
        sizes = {"bytes": max([0, *(len(dataset.data.data) for dataset in one.datasets)]), "layers": one.spec.count('"mark"')}
    elif kind in ("dataframe", "table"):
        sizes = {"bytes": len(one.arrow_data.data)}
    elif kind == "graphviz_chart":
        sizes = {"bytes": len(one.spec)}
    elif kind == "alert" and ":material/error:" in one.icon:
        raise RuntimeError(f"the page says: {one.body}")
    key = getattr(one, "query_param_key", "")
    if key:
        run.places[key] = len(run.elements)
        run.widgets[key] = (one.id, {"multiselect": "many", "button_group": "segment", "slider": "numbers"}.get(kind, "one"))
    run.elements.append(Element(kind, sizes, box))
