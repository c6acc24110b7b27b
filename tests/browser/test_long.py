"""A long document in a browser: its progress is said, it can be left, stopped and decided on."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.fine import is_fine
from tests.making.long_texts import as_epub, as_pdf, book
from tests.services.making.test_reading import NOTES

pytestmark = pytest.mark.browser
MINUTE = 60_000
WORDS, CHAPTERS = 240_000, 40
"""A book that takes so long to draft that there is time to stop it, on any machine."""
SOON = 15.0
"""Seconds for a chapter on a machine that runs other tests meanwhile; alone it takes one or two."""


def give(visitor: Visitor, file: Path) -> None:
    """Give a file."""
    visitor.goes("/make")
    visitor.page.get_by_label("Or choose a file").set_input_files(file)
    visitor.page.get_by_role("button", name="Draft the cards").click()


def test_a_chapter_leads_to_its_first_draft_at_once(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "chapter.pdf"
    file.write_bytes(as_pdf(book(5_000, 1)))
    visitor.signs_up()
    begun = time.monotonic()
    give(visitor, file)
    expect(visitor.page.locator("[data-draft]").first).to_be_visible(timeout=MINUTE)
    assert time.monotonic() - begun < SOON


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_book_is_drafted_while_one_looks_on(
    visitors: Callable[..., Visitor], tmp_path: Path, width: int, scheme: str
) -> None:
    visitor = visitors(viewport={"width": width, "height": 800}, color_scheme=scheme)
    file = tmp_path / "book.epub"
    file.write_bytes(as_epub(book(WORDS, CHAPTERS)))
    visitor.signs_up()
    give(visitor, file)
    page = visitor.page
    says, decide = page.locator("[data-says]"), page.locator("[data-decide]")
    expect(says).to_have_text(
        re.compile(rf"Chapter \d+ of {CHAPTERS}: Part \d+ of the work"), timeout=MINUTE
    )
    expect(decide).to_be_visible(timeout=MINUTE)
    page.get_by_role("button", name="Stop here").press("Enter")
    expect(says).to_have_text(re.compile(rf"Stopped after \d+ of {CHAPTERS} chapters."))
    is_fine(visitor.page)
    decide.press("Enter")
    expect(page.locator("[data-draft]").first).to_be_visible()
    page.locator("nav summary").press("Enter")
    expect(page.locator("nav li")).to_have_count(CHAPTERS)
    is_fine(visitor.page)
    page.get_by_role("link", name="See how far it is").press("Enter")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.get_by_role("button", name="Stop here")).to_be_visible()
    is_fine(visitor.page)
    expect(says).to_have_text("Done.", timeout=MINUTE)
    expect(page.locator(".chapters .done")).to_have_count(CHAPTERS)


def test_without_script_the_page_loads_itself_again(
    visitors: Callable[..., Visitor], tmp_path: Path
) -> None:
    visitor = visitors(java_script_enabled=False)
    file = tmp_path / "book.epub"
    file.write_bytes(as_epub(book(20_000, 4)))
    visitor.signs_up()
    give(visitor, file)
    says = visitor.page.locator("[data-says]")
    expect(says).to_be_visible(timeout=MINUTE)
    expect(says).to_have_text("Done.", timeout=MINUTE)


def test_what_the_guard_stops_is_decided_by_keyboard_alone(
    visitors: Callable[..., Visitor],
) -> None:
    visitor = visitors(viewport={"width": 390, "height": 800})
    visitor.signs_up()
    visitor.goes("/make")
    page = visitor.page
    page.get_by_label("Paste the text").fill(NOTES)
    page.get_by_role("button", name="Draft the cards").press("Enter")
    expect(page.get_by_role("heading", name="What was seen")).to_be_visible(timeout=MINUTE)
    is_fine(visitor.page)
    text = page.get_by_label("The text without what was seen")
    expect(text).to_be_editable()
    assert "Marlene" not in text.input_value()
    text.focus()
    for name in ("Go on with this text", "No client’s data is in this: go on"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Cancel")).to_be_focused()
    page.get_by_role("button", name="Go on with this text").press("Enter")
    expect(page.locator("[data-source]")).to_contain_text("[client] came ten minutes late")
