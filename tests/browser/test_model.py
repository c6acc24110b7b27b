"""A model that is set: asked on purpose, what it proposes is announced and taken by one key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect

from flashcards import config
from tests.browser.conftest import Site, Visitor
from tests.browser.test_drafts import is_fine, opened
from tests.services.model.modelserver import ModelServer, fails, model_server, once, streams

pytestmark = pytest.mark.browser
WORDING = "What is meant by the therapeutic alliance?"
SAID = {
    "rewordings": [{"card": 1, "question": WORDING}],
    "cards": [
        {
            "question": "What does warmth help clients to speak of?",
            "answer": "what they are ashamed of",
            "quote": "Warmth helps clients to speak of what they are ashamed of.",
        }
    ],
}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """Return a model that proposes a wording and a card."""
    with model_server(streams(json.dumps(SAID))) as running:
        yield running


@pytest.fixture
def site(tmp_path: Path, server: ModelServer) -> Iterator[Site]:
    """Return a running site that has a model."""
    chosen = {
        "FLASHCARDS_INSTANCE": str(tmp_path / "instance"),
        "FLASHCARDS_PORT": "0",
        "FLASHCARDS_MODEL_URL": f"http://127.0.0.1:{server.server_address[1]}/v1",
        "FLASHCARDS_MODEL_NAME": "tiny",
    }
    running = Site(config.load(chosen))
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_it_proposes_is_announced_and_taken_by_one_key(
    visitors: Callable[..., Visitor], server: ModelServer, width: int
) -> None:
    visitor = visitors(viewport={"width": width, "height": 800})
    shown = Event()
    server.play = once(shown, server.play)
    page = opened(visitor)
    if width < 960:
        page.locator(".choices summary").press("Enter")
    page.get_by_role("link", name="Ask tiny").press("Enter")
    expect(page.get_by_text("are sent to http://127.0.0.1")).to_be_visible()
    assert server.asked == []
    is_fine(visitor)
    page.get_by_role("button", name="Send it").press("Enter")
    page.locator("[data-beside].live").wait_for()
    shown.set()
    news = page.get_by_role("button", name="new draft")
    expect(news).to_be_visible(timeout=30_000)
    news.press("Enter")
    reworded = page.locator(".draft:has(.proposed)")
    expect(reworded).to_have_count(1)
    expect(page.locator(".draft", has_text="From the model")).to_have_count(1)
    for _ in range(page.locator("[data-draft]").count()):
        if "now" in (reworded.get_attribute("class") or "").split():
            break
        page.keyboard.press("k")
    expect(reworded).to_be_focused()
    expect(reworded.locator(".after")).to_contain_text(WORDING)
    is_fine(visitor)
    page.keyboard.press("w")
    expect(page.locator(".proposed")).to_have_count(0)
    expect(page.locator(".draft .question", has_text=WORDING)).to_have_count(1)


def test_a_model_that_fails_is_announced_too(
    visitors: Callable[..., Visitor], server: ModelServer
) -> None:
    server.play = fails(500)
    visitor = visitors(viewport={"width": 1280, "height": 800})
    page = opened(visitor)
    count = page.locator("[data-draft]").count()
    page.get_by_role("link", name="Ask tiny").click()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("answered 500").first).to_be_visible(timeout=30_000)
    expect(page.locator("[data-draft]")).to_have_count(count)
