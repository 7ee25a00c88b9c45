"""The dashboard as a reader meets it: `python -m landscape run` and a real browser, both on this machine only."""

import ast
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import pytest

from landscape import publish, store

EMPTY = store.ROOT / "tests" / "browser" / "empty.py"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# What a page needs in its link to show something.
CHOICES = {
    "donor": {"donor": "Canada"},
    "country": {"country": "Kenya"},
    "mechanism": {"mechanism": "50x2030 Initiative to Close the Agricultural Data Gap"},
    "compare_donors": {"donors": ["Canada", "Norway"]},
    "compare_countries": {"countries": ["Kenya", "Namibia"]},
}


def paths():
    """The address of every page of the menu, the hidden ones with a choice."""
    for node in ast.walk(ast.parse((store.ROOT / "app.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page":
            name = node.args[0].value.split("/")[-1].removesuffix(".py")
            is_first = any(keyword.arg == "default" for keyword in node.keywords)
            chosen = urlencode(CHOICES.get(name, {}), doseq=True)
            yield ("/" if is_first else f"/{name}") + (f"?{chosen}" if chosen else "")


PAGES = list(paths())


@dataclass
class Server:
    """A dashboard that runs."""

    port: int
    log: str

    def address(self, path="/"):
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def running(command, log):
    """A server of its own process, from the moment its port answers until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen([sys.executable, "-m", *command, str(port)], cwd=store.ROOT, stdout=out, stderr=out)
    try:
        wait_for(lambda: answers(port), process, log)
        yield Server(port, log)
    finally:
        process.terminate()
        process.wait(20)


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 0.2).close()
        return True
    except OSError:
        return False


def wait_for(condition, process, log, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None and time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.01)


@pytest.fixture
def cold(version, tmp_path):
    """A server that nobody has asked for anything yet."""
    with running(["landscape", "run", "--port"], tmp_path / "log.txt") as server:
        yield server


@pytest.fixture(scope="session")
def server(version, tmp_path_factory):
    """The server that the browser tests share."""
    with running(["landscape", "run", "--port"], tmp_path_factory.mktemp("server") / "log.txt") as server:
        yield server


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A server with versions of its own, of which the first is tiny: what is published here disturbs no other test."""
    monkeypatch.setenv("LANDSCAPE_VERSIONS", str(tmp_path / "versions"))
    publish.first_version(store.ROOT / "tests" / "data" / "tiny")
    with running(["landscape", "run", "--port"], tmp_path / "log.txt") as server:
        yield server


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory):
    """An empty Streamlit page with the same settings: whatever is wrong there is Streamlit's own."""
    log = tmp_path_factory.mktemp("empty") / "log.txt"
    with running(["streamlit", "run", str(EMPTY), "--server.address=127.0.0.1", "--server.port"], log) as server:
        yield server


@pytest.fixture(scope="module")
def browser():
    """One Chromium per file of tests, the one that the system has."""
    if not CHROMIUM:
        if os.environ.get("LANDSCAPE_BROWSER") == "required":
            pytest.fail("No Chromium found, and LANDSCAPE_BROWSER says that it is required.")
        pytest.skip("No Chromium found on this machine.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


# When the tab last asked the server for something, and when it last heard of it.
HEARING = """
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    this.addEventListener('message', () => { window.heard = performance.now(); });
  }
  send(what) {
    window.asked = performance.now();
    super.send(what);
  }
};
"""


@dataclass
class Watched:
    """A tab with what it said and asked for on the way."""

    page: object
    complaints: list = field(default_factory=list)
    asked: set = field(default_factory=set)

    def __post_init__(self):
        self.page.add_init_script(HEARING)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("request", lambda request: self.asked.add(urlsplit(request.url)[:2]))

    def open(self, address):
        self.page.goto(address)
        self.settle()
        return self

    def settle(self):
        """Wait until the script has run, nothing is stale, every chart is drawn, and nothing has changed for a moment.

        A key or a click takes a moment until it has the script run: a page that is quiet at once has not heard of it yet,
        and on a busy machine the server can take longer than that moment to answer.
        """
        app = self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
        app.wait_for(timeout=30_000)
        self.page.locator("h1").first.wait_for(timeout=30_000)
        self.page.wait_for_function(
            """() => {
              if (!window.lastChange) {
                window.lastChange = performance.now();
                const all = {subtree: true, childList: true, characterData: true, attributes: true};
                new MutationObserver(() => { window.lastChange = performance.now(); }).observe(document.body, all);
              }
              return performance.now() - window.lastChange > 150 && !(window.asked > window.heard) &&
                document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning' &&
                !document.querySelector('[data-stale=true], [data-testid=stSkeleton]') &&
                [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(one => one.querySelector('canvas, svg'));
            }"""
        )

    def elsewhere(self):
        """Hosts other than this machine that the page asked something of."""
        return {host for scheme, host in self.asked if scheme in ("http", "https", "ws", "wss") and "127.0.0.1:" not in host}

    def own_complaints(self):
        """Console errors but for Streamlit's own: on a link to a page it looks for its server below that page first."""
        return [said for said in self.complaints if "404" not in said]


@contextmanager
def tab(browser, theme="light", width=1280, height=720):
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, accept_downloads=True)
    context.set_default_timeout(15_000)
    try:
        yield Watched(context.new_page())
    finally:
        context.close()


@pytest.fixture
def reader(browser):
    """A tab of a reader who has just come."""
    with tab(browser) as watched:
        yield watched
