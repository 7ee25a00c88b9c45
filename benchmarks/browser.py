"""From a click to a settled page, in a real browser."""

from __future__ import annotations

import shutil
import statistics
import urllib.request
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright

from benchmarks.server import Server

# The time of the last change of the document before half a second of quiet, from the moment the key went down.
SETTLED = """() => new Promise(done => {
  const started = performance.now();
  let last = started;
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  const look = setInterval(() => {
    const running = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'running';
    if (!running && last > started && performance.now() - last > 500) {
      clearInterval(look); watch.disconnect(); done(last - started);
    }
  }, 20);
})"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def measure(page: str, floor_elements: str) -> str:
    """One row: the median of seven searches on a page, and on its floor."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        with Server("app.py") as server:
            ours = _median(chromium.new_page(viewport={"width": 1280, "height": 720}), f"http://127.0.0.1:{server.port}/{page}")
        with Server("benchmarks/floor.py", LANDSCAPE_FLOOR=floor_elements) as server:
            floor = _median(chromium.new_page(viewport={"width": 1280, "height": 720}), f"http://127.0.0.1:{server.port}/")
        chromium.close()
    return f"| {page}, key to settled in the browser (ms) | {ours:.0f} | {floor:.0f} | {ours / floor:.2f} | ≤ 1.3 |"


def _median(page: Page, address: str) -> float:
    with urllib.request.urlopen(urljoin(address, "/_stcore/script-health-check")):  # as `make run` does before the first link
        pass
    page.goto(address)
    search = page.get_by_role("textbox", name="Search")
    search.wait_for()
    page.wait_for_timeout(3000)
    times = []
    for text in ("a", "e", "i", "o", "n", "r", "t"):
        search.fill(text)
        page.evaluate(f"window.settled = ({SETTLED})()")
        search.press("Enter")
        times.append(page.evaluate("window.settled"))
        page.wait_for_timeout(300)
    page.close()
    return statistics.median(times)
