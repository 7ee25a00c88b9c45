"""From a key to a settled page, in a real browser: a filter change on a page of ours, and the same on its floor."""

from __future__ import annotations

import shutil
import statistics
import urllib.request
from urllib.parse import urljoin

from playwright.sync_api import Error, Locator, Page, sync_playwright

from benchmarks.subjects import Subject

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

CHANGES = 8

# Charts and tables are drawn on a canvas, which does not change the document: note when something was drawn last.
DRAWN = """() => {
  window.drawn = 0;
  for (const name of ['clearRect', 'fillRect', 'fillText', 'fill', 'stroke', 'drawImage']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...all) {
      window.drawn = performance.now();
      return draw.apply(this, all);
    };
  }
}"""

# Watch from now on. `window.settled` is the time in ms between the Enter key and the last change of the document, drawing on a
# canvas or long task before 0.4 s of quiet with no script running. It is made before the key is pressed; whoever waits
# for it then waits for a key that cannot be pressed meanwhile.
WATCH = """needsKey => {
  const state = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState ?? 'no page';
  const quiet = 400, limit = 30000, opened = performance.now();
  let started = needsKey ? 0 : opened, last = opened, ran = !needsKey, changes = 0;
  // A run may be too quick for its state to reach the document: then what it changed there tells that it ran.
  const noteScript = () => { ran ||= started > 0 || state() !== 'notRunning'; };
  const changed = new MutationObserver(all => { changes += all.length; last = performance.now(); noteScript(); });
  changed.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  const busy = new PerformanceObserver(list => {
    for (const task of list.getEntries()) last = Math.max(last, task.startTime + task.duration);
  });
  busy.observe({type: 'longtask'});
  const pressed = event => { if (event.key === 'Enter') started ||= event.timeStamp; };
  window.addEventListener('keydown', pressed, true);
  window.settled = new Promise((done, failed) => {
    const look = setInterval(() => {
      const now = performance.now(), end = Math.max(last, window.drawn);
      const is_settled = started && ran && state() === 'notRunning' && now - end > quiet;
      if (!is_settled && now - opened < limit) return;
      clearInterval(look); changed.disconnect(); busy.disconnect();
      window.removeEventListener('keydown', pressed, true);
      if (is_settled) return done(end - started);
      failed(new Error(`not settled within ${limit / 1000} s: ` + (started ? '' : 'no Enter key came, ') +
        (ran ? '' : 'no script ran, ') + `script state ${state()}, ${changes} changes of the document, ` +
        `the last one ${Math.round(now - end)} ms ago`));
    }, 20);
  });
  window.settled.catch(() => {});
}"""


class NotSettled(Exception):
    """A page did not come to rest; says which."""


def measure(ours: str, floors: list[str], subject: Subject, place: int) -> list[float]:
    """Milliseconds from key to settled, the medians of a page and of its floors, changed by turns.

    Each is open in a browser of its own, warm, and as large as a small shared screen; `place` is where the widget stands among
    the elements of a floor.
    """
    role = "textbox" if subject.key == "search" else "combobox"
    texts = subject.values if role == "textbox" else [f"Option {number + 11}" for number in range(len(subject.values))]
    sides = [
        (f"{ours}/{subject.page}?{subject.query}", subject.label, subject.values),
        *((f"{floor}/", f"Choice {place}", texts) for floor in floors),
    ]
    with sync_playwright() as playwright:
        widgets = []
        for address, label, _ in sides:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = _opened(chromium.new_page(viewport={"width": 1280, "height": 720}), address, subject.is_in_drawer)
            widgets.append(page.get_by_role(role, name=label))
        turns = zip(*(values[:CHANGES] for *_, values in sides), strict=True)
        times = [[_changed(widget, text) for widget, text in zip(widgets, turn, strict=True)] for turn in turns]
    return [statistics.median(side) for side in zip(*times[1:], strict=True)]  # the first warms up: it brings "Clear all"


def _opened(page: Page, address: str, is_in_drawer: bool) -> Page:
    page.add_init_script(f"({DRAWN})()")
    with urllib.request.urlopen(urljoin(address, "/_stcore/script-health-check")):  # as `make run` does before the first link
        pass
    page.goto(address)
    page.get_by_test_id("stMainBlockContainer").wait_for()
    _settled(page)
    if is_in_drawer:
        page.get_by_test_id("stPopover").get_by_role("button").first.click()
        _settled(page)
    return page


def _changed(widget: Locator, text: str) -> float:
    """Milliseconds from the Enter key, with the new text already typed."""
    widget.fill(text)
    widget.page.wait_for_timeout(100)
    widget.page.evaluate(WATCH, True)
    widget.press("Enter")
    return _awaited(widget.page)


def _settled(page: Page) -> None:
    page.evaluate(WATCH, False)
    _awaited(page)


def _awaited(page: Page) -> float:
    try:
        return page.evaluate("() => window.settled")
    except Error as error:
        raise NotSettled(f"{page.url}: {error.message.splitlines()[0]}") from error
