"""A package from Anki is imported by keys, studied, also without a connection, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KEPT, Visitor
from tests.media_files import png, wav
from tests.packages import write

pytestmark = pytest.mark.browser

FRONT = "{{Question}}"
BACK = '{{FrontSide}}<hr id="answer">{{Answer}}<p class="note">{{Notes}}</p>'
CSS = """
.card { color: rgb(1, 2, 3); background: url(_paper.png); }
.note { color: rgb(4, 5, 6); }
.nightMode .note { color: rgb(7, 8, 9); }
body { position: fixed; }
header { display: none; }
"""
COLOUR = "(element) => getComputedStyle(element).color"
HEARD = """() => {
  const heard = (globalThis.heard = []);
  addEventListener("play", ({ target }) => heard.push(target.src.split("/").pop()), true);
}"""
PLAYED = "(many) => globalThis.heard.length === many && globalThis.heard"


def package(folder: Path) -> Path:
    """Write a package with a look, a picture and sounds of its own."""
    return write(
        folder / "theory.apkg",
        ("What is a rupture? [sound:asked.wav]", "A strain [sound:told.wav]", "Safran"),
        ("Who spoke of the alliance?", "Bordin", "1979"),
        templates=((FRONT, BACK),),
        css=CSS,
        media={
            "_paper.png": png(8, 8),
            "asked.wav": wav(0.3, 30),
            "told.wav": wav(0.3, 60),
        },
        deck="Theory",
    )


def imports(visitor: Visitor, path: Path) -> str:
    """Give a package and import it with keys alone; return the address of the import."""
    page = visitor.page
    visitor.goes("/")
    page.get_by_role("link", name="Import from Anki").focus()
    page.keyboard.press("Enter")
    chooser = page.get_by_label("A package from Anki")
    expect(chooser).to_be_visible()
    chooser.set_input_files(path)
    chooser.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What does not come along")).to_be_visible()
    assert "Nothing has been imported yet" in page.locator("main").inner_text()
    page.get_by_role("button", name="Import it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is all here.")).to_be_visible()
    return page.url.removeprefix(visitor.site.url)


def begins(visitor: Visitor) -> int:
    """Open the first card of the deck; return the deck's number."""
    page = visitor.page
    visitor.goes("/")
    page.get_by_role("link", name="Study Theory").click()
    visitor.is_ready()
    return int(page.url.rsplit("/", 1)[1])


def colour(page: Page, selector: str) -> str:
    """Return the colour of what is shown of the card."""
    shown: str = page.locator(f"[data-card]:not([hidden]) {selector}").evaluate(COLOUR)
    return shown


def test_a_package_is_imported_studied_by_keys_and_taken_back(
    visitor: Visitor, tmp_path: Path
) -> None:
    page = visitor.page
    visitor.signs_up()
    address = imports(visitor, package(tmp_path))
    page.add_init_script(f"({HEARD})()")
    deck = begins(visitor)
    assert page.wait_for_function(PLAYED, arg=1).json_value() == ["asked.wav"]
    assert colour(page, "[data-question] .foreign > div") == "rgb(1, 2, 3)"
    page.keyboard.press(" ")
    assert page.wait_for_function(PLAYED, arg=2).json_value() == ["asked.wav", "told.wav"]
    expect(visitor.question).to_be_hidden()
    expect(page.get_by_text("What is a rupture?").locator("visible=true")).to_have_count(1)
    expect(page.locator("[data-announce]")).to_have_text("A strain Safran")
    assert colour(page, "[data-answer] .note") == "rgb(4, 5, 6)"
    expect(page.locator("header.top")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    assert colour(page, "[data-answer] .note") == "rgb(7, 8, 9)"
    page.emulate_media(color_scheme="light")
    page.keyboard.press("e")
    field = page.locator("dialog.panel").get_by_label("Answer")
    expect(field).to_have_value("A strain [sound:told.wav]")
    field.fill("A strain in the <b>bond</b>")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-card]:not([hidden]) [data-answer]")).to_contain_text("in the bond")
    page.keyboard.press("3")
    expect(visitor.question).to_have_text("Who spoke of the alliance?")
    visitor.has_sent_all()
    visitor.keeps(deck)
    sheet = page.locator("link[data-note-type]").get_attribute("href") or ""
    page.wait_for_function(KEPT, arg=sheet)
    visitor.context.set_offline(True)
    page.reload()
    visitor.is_ready()
    assert colour(page, "[data-question] .foreign > div") == "rgb(1, 2, 3)"
    visitor.context.set_offline(False)
    visitor.goes(address)
    page.get_by_role("button", name="Take it all back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("What this import brought lies in the bin")).to_be_visible()
    visitor.goes("/")
    expect(page.get_by_text("Nothing to learn yet")).to_be_visible()
