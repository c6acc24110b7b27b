"""A picture is pasted and studied without a connection; sounds play, by themselves and at a key."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KEPT, Visitor
from tests.media_files import png, wav

pytestmark = pytest.mark.browser

PASTE = """(field, data) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
  const options = { clipboardData, bubbles: true, cancelable: true };
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", options));
}"""
WIDTH = "(image) => image.decode().then(() => image.naturalWidth)"
HEARD = """() => {
  const heard = (globalThis.heard = []);
  addEventListener("play", ({ target }) => heard.push(target.src.split("/").pop()), true);
}"""


def new_note(visitor: Visitor) -> Page:
    """Make a deck and open the form of a note for it."""
    visitor.signs_up()
    visitor.goes("/decks/new")
    page = visitor.page
    page.get_by_label("Title").fill("Flowers")
    page.locator("main form button").click()
    page.wait_for_url("**/decks/*")
    visitor.goes(f"/notes/new?deck={page.url.rsplit('/', 1)[1]}")
    return page


def add(page: Page) -> None:
    """Keep the note as it is."""
    page.get_by_role("button", name="Add the note").click()
    page.wait_for_load_state()
    again = page.get_by_role("button", name="Keep it as it is")
    if again.count():
        again.click()
    expect(page.get_by_text("The note is in the deck.")).to_be_visible()


def test_a_pasted_picture_is_described_and_studied_without_a_connection(visitor: Visitor) -> None:
    page = new_note(visitor)
    deck = int(page.url.rsplit("=", 1)[1])
    front = page.locator("textarea[name=front]")
    front.fill("What is this?")
    front.evaluate(PASTE, base64.b64encode(png(40, 30)).decode())
    expect(page.get_by_label("What does image.png show?")).to_be_focused()
    page.keyboard.type("A red rose")
    page.keyboard.press("Enter")
    expect(front).to_be_focused()
    assert front.input_value() == "What is this? ![A red rose](image.png)"
    preview = page.locator("[data-preview] img")
    expect(preview).to_have_attribute("alt", "A red rose")
    address = preview.get_attribute("src") or ""
    page.locator("textarea[name=back]").fill("A rose")
    add(page)
    visitor.goes(f"/study/{deck}")
    visitor.is_ready()
    visitor.keeps(deck)
    page.wait_for_function(KEPT, arg=address)
    visitor.context.set_offline(True)
    page.reload()
    visitor.is_ready()
    expect(page.locator("[data-connection]")).to_contain_text("No connection")
    picture = page.get_by_role("img", name="A red rose")
    assert picture.evaluate(WIDTH) == 40
    visitor.context.set_offline(False)
    visitor.goes("/settings")
    page.get_by_role("button", name="Log out", exact=True).click()
    page.wait_for_url("**/")
    assert not page.evaluate(KEPT, address)


def test_sounds_play_when_the_card_comes_and_turns_and_at_a_key(
    visitor: Visitor, tmp_path: Path
) -> None:
    page = new_note(visitor)
    deck = page.url.rsplit("=", 1)[1]
    for name, volume in (("asked", 30), ("told", 60)):
        (tmp_path / f"{name}.wav").write_bytes(wav(0.4, volume))
    page.get_by_text("Add a picture or a sound").click()
    for field, name in (("front", "asked"), ("back", "told")):
        page.locator(f"textarea[name={field}]").focus()
        page.locator("[data-takes] input[type=file]").set_input_files(tmp_path / f"{name}.wav")
        expect(page.locator(f"textarea[name={field}]")).to_have_value(f"[sound:{name}.wav]")
    add(page)
    page.add_init_script(f"({HEARD})()")
    visitor.goes(f"/decks/{deck}")
    page.locator(f'main a[href="/study/{deck}"]').first.click()  # browsers want a press before
    visitor.is_ready()
    heard = "(many) => globalThis.heard.length === many && globalThis.heard"
    assert page.wait_for_function(heard, arg=1).json_value() == ["asked.wav"]
    page.keyboard.press("r")
    page.wait_for_function(heard, arg=2)
    page.keyboard.press(" ")
    assert page.wait_for_function(heard, arg=3).json_value()[2] == "told.wav"
    assert page.locator("[data-question] audio").evaluate("(sound) => sound.paused")
    page.keyboard.press("r")
    assert page.wait_for_function(heard, arg=4).json_value()[3] == "told.wav"
    visitor.goes("/settings/comfort")
    page.get_by_label("Play the sounds of a card by themselves").uncheck()
    page.get_by_role("button", name="Keep", exact=True).click()
    visitor.goes(f"/study/{deck}")
    visitor.is_ready()
    page.keyboard.press(" ")
    page.wait_for_timeout(300)
    assert page.evaluate("globalThis.heard") == []
    page.keyboard.press("r")
    assert page.wait_for_function(heard, arg=1).json_value() == ["told.wav"]
