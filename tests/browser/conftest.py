"""A real Chromium in front of a real server."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, sync_playwright
from waitress.server import create_server
from waitress.wasyncore import dispatcher

from flashcards import config
from flashcards.config import Settings
from flashcards.web.app import create_app

DATA = Path(__file__).parent / "data"
PASSWORD = "violet tram orchard"
SHIPPED = config.shipped
OUTBOX = """async () => {
  const found = {};
  for (const key of Object.keys(localStorage)) {
    const [, learner, id] = /^flashcards\\.outbox\\.([^.]+)\\.(.+)$/.exec(key) ?? [];
    if (learner) (found[learner] ??= []).push(id);
  }
  for (const { name } of await indexedDB.databases()) {
    const [, learner] = /^flashcards-(\\d+)$/.exec(name) ?? [];
    if (!learner) continue;
    const database = await new Promise((resolve) => {
      const asked = indexedDB.open(name, 1);
      asked.onsuccess = () => resolve(asked.result);
    });
    const events = database.transaction("events").objectStore("events");
    const keys = await new Promise((resolve) => {
      const asked = events.index("waits").getAllKeys();
      asked.onsuccess = () => resolve(asked.result);
    });
    database.close();
    for (const id of keys) if (!found[learner]?.includes(id)) (found[learner] ??= []).push(id);
  }
  return found;
}"""
KEPT = "async (path) => Boolean(await caches.match(path))"
WITHOUT = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying",
    "OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
    "Translate",
)  # fmt: skip
"""Features of Chromium that the tests do without. The first two draw the address bar of each window
with a renderer of its own, which takes half the time of opening one; of the others Playwright
switches off as many, but a switch that is given twice counts once."""
QUIET = (
    f"--disable-features={','.join(WITHOUT)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@dataclass
class Site:
    """A running server; ``stop`` and ``start`` keep its port and its data."""

    settings: Settings
    app: Any = None
    server: Any = None
    thread: Thread | None = None
    wrap: Callable[[Any], Any] = field(default=lambda app: app)
    """What stands between the server and the app, from the next start on."""

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.settings.port}"

    def start(self) -> None:
        """Serve."""
        self.app = create_app(self.settings)
        self.server = create_server(
            self.wrap(self.app), host="127.0.0.1", port=self.settings.port, threads=4
        )
        port = self.server.effective_port
        self.settings = Settings(**{**vars(self.settings), "port": port})
        self.thread = Thread(target=self.server.run, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Stop serving: first the loop, then the threads that answer, last the pipe between them.

        A thread that answers wakes the loop by a byte into that pipe. Were it closed already, the
        byte would go into whatever file has its number by then: a database of the next test.
        """
        if self.thread is None:
            return
        self.server.trigger.pull_trigger(self._hang_up)
        self.thread.join(timeout=10)
        self.thread = None
        self.server.task_dispatcher.shutdown()
        assert not self.server.task_dispatcher.threads
        self.server.trigger.close()

    def _hang_up(self) -> None:
        """Close what is open; without channels the loop ends."""
        for channel in list(self.server._map.values()):
            if channel is self.server.trigger:
                channel.del_channel()
            elif channel is self.server:
                dispatcher.close(channel)
            else:
                channel.close()


@dataclass
class Visitor:
    """A browser of one person, with all that went wrong in it."""

    context: BrowserContext
    page: Page
    site: Site
    troubles: list[str] = field(default_factory=list)

    def goes(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.site.url + path)

    def signs_up(self, email: str = "trainee@example.org") -> None:
        """Make an account, and come to the first page."""
        zone: str = self.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
        person = {"email": email, "password": PASSWORD, "zone": zone, "accepted": "y"}
        self.sends("/signup", person)
        self.goes("/")

    def signs_up_by_hand(self, email: str = "trainee@example.org") -> None:
        """Make an account as a person does."""
        self.goes("/signup")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_label("I have read and accept the disclaimer").check()
        self.page.get_by_role("button", name="Make my account").click()
        self.page.wait_for_url(self.site.url + "/")

    def sends(self, path: str, form: dict[str, str]) -> str:
        """Send the form of a page without a look at it; return the page that comes of it."""
        asked, address = self.context.request, self.site.url + path
        token = re.search(r'csrf_token"[^>]*value="([^"]+)"', asked.get(address).text())
        assert token
        answer = asked.post(
            address, form={**form, "csrf_token": token[1]}, headers={"Referer": address}
        )
        assert answer.ok, answer.text()
        return answer.text()

    def begins_to_study(self) -> None:
        """Take the deck that ships, and open its first card."""
        self.page.get_by_role("button", name="Study The therapeutic relationship").click()
        self.is_ready()

    def is_ready(self) -> None:
        """Wait until the keys of a sitting work."""
        self.page.locator("[data-sitting] [data-keys]:not([hidden])").wait_for(state="attached")

    @property
    def question(self) -> Locator:
        """Return the question of the card that is shown."""
        return self.page.locator("[data-card]:not([hidden]) [data-question]")

    def has_sent_all(self) -> None:
        """Wait until the server has every answer."""
        deadline = time.monotonic() + 15
        while self.waits():
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(50)

    def keeps(self, deck: int) -> None:
        """Wait until the cards of a deck are there for the time without a connection."""
        deadline = time.monotonic() + 15
        while not self.page.evaluate(KEPT, f"/offline/decks/{deck}/1"):
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(50)

    def waits(self) -> int:
        """Return how many answers wait in this browser, for whomever they are."""
        return sum(len(ids) for ids in self.outbox().values())

    def outbox(self) -> dict[str, list[str]]:
        """Return the ids of the answers that wait, by learner."""
        found: dict[str, list[str]] = self.page.evaluate(OUTBOX)
        return found


@pytest.fixture(scope="session")
def one_deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one of the decks that ship: a learner's own deck is the second one."""
    folder = tmp_path_factory.mktemp("decks")
    for name in ("therapeutic-relationship.md", "sources.bib"):
        shutil.copy(SHIPPED("decks") / name, folder)
    return folder


def _ship(patch: pytest.MonkeyPatch, decks: Path) -> None:
    patch.setattr(config, "shipped", lambda name: decks if name == "decks" else SHIPPED(name))


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory, one_deck: Path) -> Path:
    """Return the folder of a site that was started once: migrated, with a deck that ships."""
    folder = tmp_path_factory.mktemp("site") / "instance"
    with pytest.MonkeyPatch.context() as patch:
        _ship(patch, one_deck)
        create_app(config.load({"FLASHCARDS_INSTANCE": str(folder)}))
    return folder


@pytest.fixture
def site(
    tmp_path: Path, first_start: Path, one_deck: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """Return a running site with its own data."""
    _ship(monkeypatch, one_deck)
    folder = tmp_path / "instance"
    shutil.copytree(first_start, folder)
    running = Site(config.load({"FLASHCARDS_INSTANCE": str(folder), "FLASHCARDS_PORT": "0"}))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return Playwright."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Return the Chromium of this machine."""
    named = os.environ.get("FLASHCARDS_TEST_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    browser = playwright.chromium.launch(executable_path=named, args=list(QUIET))
    yield browser
    browser.close()


@pytest.fixture
def visitors(chromium: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Return how to open a browser for one more person; each must end without trouble."""
    opened: list[Visitor] = []

    def visit(**options: Any) -> Visitor:
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        visitor = Visitor(context, context.new_page(), site)
        visitor.page.on("pageerror", lambda error: visitor.troubles.append(str(error)))
        visitor.page.on(
            "console",
            lambda message: (
                visitor.troubles.append(message.text)
                if "Content Security Policy" in message.text or "TrustedHTML" in message.text
                else None
            ),
        )
        opened.append(visitor)
        return visitor

    yield visit
    troubles = [trouble for visitor in opened for trouble in visitor.troubles]
    for visitor in opened:
        visitor.context.close()
    assert troubles == []


@pytest.fixture
def visitor(visitors: Callable[..., Visitor]) -> Visitor:
    """Return one person's browser at the size of a laptop."""
    return visitors(viewport={"width": 1280, "height": 860})
