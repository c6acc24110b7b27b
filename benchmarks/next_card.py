"""From a key press to the next card on the screen, in Chromium with a slowed processor."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from benchmarks.answering import TOKEN, _Client, _fill, _free_port  # noqa: E402
from flashcards import config  # noqa: E402
from tests.browser.conftest import KEPT, NAMES, QUIET  # noqa: E402

CARDS = 100
WARM_UP = 5
SLOWED = 4
PAUSE = 80
"""Milliseconds from one key to the next."""
SIZE = 1_000

UNTIED = ("--disable-frame-rate-limit", "--disable-gpu-vsync")
"""A frame is drawn as soon as it can be, not at the next beat of a screen that is not there."""

BARE = """<p id="card">card</p><script>
  let n = 0;
  addEventListener("keydown", () => {
    document.getElementById("card").textContent = `The question of card ${n++}`;
  });
</script>"""
"""What a page can do at best: one line of text is another after a key. The peer of the sitting."""

MEASURE = """() => {
  window.pressed = [];
  window.turned = [];
  addEventListener("keydown", (event) => {
    const into = event.key === " " ? window.turned : window.pressed;
    const since = event.timeStamp;
    const handled = performance.now();
    const channel = new MessageChannel();
    requestAnimationFrame(() => {
      const frame = performance.now();
      channel.port1.onmessage = () => into.push([performance.now() - since, handled, frame]);
      channel.port2.postMessage(null);
    });
  }, { capture: true });
  window.events = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === "keydown") {
        window.events.push([entry.processingEnd - entry.processingStart, entry.duration]);
      }
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}"""
"""From the time stamp of the key press to the task after the frame that it changed was drawn."""


def main() -> None:
    """Print the median and the 95th percentile, in ms."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = {
            **os.environ,
            "FLASHCARDS_INSTANCE": folder,
            "FLASHCARDS_PORT": str(port),
        }
        deck_id, _ = _fill(config.load(environment), SIZE)
        server = subprocess.Popen(
            [sys.executable, "-m", "flashcards", "serve"],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _Client(port)
            found = _measure(f"http://127.0.0.1:{port}", deck_id)
        finally:
            server.terminate()
            server.wait()
    print(f"{CARDS} cards at {SLOWED}× CPU throttling, ms from the key press")
    for name, times in found.items():
        p95 = statistics.quantiles(times, n=20)[18]
        print(f"  {name:<44}p50 {statistics.median(times):6.1f}   p95 {p95:6.1f}")


def _measure(url: str, deck_id: int) -> dict[str, list[float]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=[*QUIET, *UNTIED])
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies([{"name": "flashcards", "value": TOKEN, "url": url}])
        page = context.new_page()
        page.goto(url)
        while not page.evaluate(KEPT, f"/offline/decks/{deck_id}/1"):
            page.wait_for_timeout(100)
        context.set_offline(True)  # The page that was fetched ahead holds all cards at once.
        page.goto(f"{url}/study/{deck_id}")
        _ready(page)
        context.set_offline(False)
        pressed, turned, events = _pressed(page, (" ", "3"))
        bare = context.new_page()
        bare.set_content(BARE)
        peer, *_ = _pressed(bare, ("3",))
        browser.close()
    return _figures(pressed, turned, events, peer)


def _pressed(page: Page, keys: tuple[str, ...]) -> Any:
    """Return what was measured while ``keys`` were pressed, again and again."""
    slowed = page.context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.bring_to_front()
    page.evaluate(MEASURE)
    for _ in range(WARM_UP + CARDS):
        for key in keys:
            _press(page, key)
    return page.evaluate("() => [window.pressed, window.turned, window.events]")


def _press(page: Page, key: str) -> None:
    """Press a key and wait until its frame was drawn and the browser is idle again.

    Nothing is asked of the page meanwhile: that would be work of its own.
    """
    page.keyboard.press("Space" if key == " " else key)
    page.wait_for_timeout(PAUSE)


def _figures(pressed: Any, turned: Any, events: Any, bare: Any) -> dict[str, list[float]]:
    last = slice(WARM_UP, None)
    return {
        "grade → next card painted": [each[0] for each in pressed[last]],
        "space → answer painted": [each[0] for each in turned[last]],
        "of this, the page's own work for a grade": [
            frame - handled for _, handled, frame in pressed[last]
        ],
        "a bare page: key → other text painted": [each[0] for each in bare[last]],
        **({"browser's own event timing (8 ms steps)": [e[1] for e in events]} if events else {}),
    }


def _ready(page: Page) -> None:
    page.locator("[data-sitting] [data-keys]:not([hidden])").wait_for(state="attached")


def _chromium() -> str | None:
    import shutil

    named = os.environ.get("FLASHCARDS_TEST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    main()
