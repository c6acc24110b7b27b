"""Advice by keyboard: repairs taken and taken back, a deck checked, a sentence found again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DATA, Visitor
from tests.browser.fine import findings

pytestmark = pytest.mark.browser

LIST = "What are the three parts of Bordin’s working alliance?"
KINDS = "- Withdrawal: the client moves away\n- Confrontation: the client turns against it"


def begins_a_note(visitor: Visitor) -> Page:
    page = visitor.page
    visitor.signs_up()
    visitor.goes("/decks/new")
    page.get_by_label("Title").fill("Mine")
    page.get_by_role("button", name="Make the deck").click()
    page.get_by_role("link", name="Add a note").click()
    page.get_by_label("Source").fill("Own words")
    return page


def writes(page: Page, front: str, back: str) -> None:
    page.get_by_label("Front").first.fill(front)
    page.get_by_label("Back").first.fill(back)


def test_one_key_takes_a_repair_and_one_button_takes_it_back(visitor: Visitor) -> None:
    page = begins_a_note(visitor)
    writes(page, LIST, "- bond\n- goals\n- tasks")
    button = page.get_by_role("button", name="Hide one item at a time").first
    expect(button).to_contain_text("Alt+Enter")
    page.get_by_label("Back").press("Alt+Enter")
    text = page.get_by_label("Text")
    expect(text).to_be_focused()
    expect(text).to_have_value(
        f"{LIST}\n\n- {{{{c1::bond}}}}\n- {{{{c2::goals}}}}\n- {{{{c3::tasks}}}}"
    )
    page.get_by_role("button", name="Take the repair back").click()
    expect(page.get_by_label("Back")).to_have_value("- bond\n- goals\n- tasks")
    expect(page.get_by_label("Kind")).to_have_value("basic")


def test_advice_is_said_once_one_pauses(visitor: Visitor) -> None:
    page = begins_a_note(visitor)
    said = page.locator("[data-advice-said]")
    expect(said).to_have_attribute("aria-live", "polite")
    writes(page, "Is it so?", "No.")
    expect(said).to_contain_text("Mend this: A yes or no can be guessed.")
    writes(page, "Who wrote on holding?", "Winnicott.")
    expect(said).to_have_text("")


def test_a_split_is_kept_with_its_other_note(visitor: Visitor) -> None:
    page = begins_a_note(visitor)
    writes(page, "What kinds of rupture are there?", KINDS)
    expect(page.get_by_role("button", name="Make 2 notes of it")).to_be_enabled()
    page.get_by_label("Back").press("Alt+Enter")
    expect(page.get_by_role("group", name="Another note")).to_have_count(1)
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("The note is in the deck.")).to_be_visible()
    page.get_by_role("link", name="Back to the deck").click()
    expect(page.locator(".notes li")).to_have_count(2)


def test_a_deck_is_checked_and_mended_by_keys(visitor: Visitor) -> None:
    page = begins_a_note(visitor)
    writes(page, "Is trust crucial?", "Yes, because it lets clients open up.")
    expect(page.get_by_role("button", name="Ask for the reason")).to_be_visible()
    page.get_by_role("button", name="Add the note").click()
    page.get_by_role("link", name="Back to the deck").click()
    page.get_by_role("link", name="Check", exact=True).click()
    expect(page.get_by_role("heading", name="Check")).to_be_visible()
    expect(page.locator("[data-keys]")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("[data-note]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Done: Ask for the reason.")).to_be_visible()
    expect(page.get_by_text("Nothing to mend")).to_be_visible()


def test_one_key_opens_the_document_at_its_sentence(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.goes("/make")
    page.get_by_label("Or choose a file").set_input_files(DATA / "alliance.html")
    page.get_by_role("button", name="Draft the cards").click()
    page.get_by_role("button", name="Accept all that are left").click()
    page.get_by_role("link", name="Study", exact=True).click()
    visitor.is_ready()
    page.keyboard.press("o")
    expect(page.locator("[data-card]").first).not_to_have_class(re.compile("turned"))
    page.keyboard.press(" ")
    page.keyboard.press("s")
    quote = page.locator("[data-card]:not([hidden]) blockquote").inner_text()
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/documents/\d+\?chapter=0#q\d+$"))
    mark = page.locator(f"[id='{page.url.split('#')[1]}']")
    expect(mark).to_be_visible()
    assert quote.startswith(mark.inner_text().strip()[:20])
    visitor.goes("/browse")
    page.locator("[data-note] a").first.focus()
    page.keyboard.press("o")
    page.wait_for_url(re.compile(r"/documents/\d+\?chapter=0#q\d+$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_advice_and_nothing_scrolls_sideways(
    visitors: Callable[..., Visitor], scheme: str
) -> None:
    visitor = visitors(color_scheme=scheme, reduced_motion="reduce")
    page = begins_a_note(visitor)
    writes(page, "What kinds of rupture are there?", KINDS)
    expect(page.get_by_role("button", name="Make 2 notes of it")).to_be_visible()
    assert findings(visitor.page) == []
    page.get_by_role("button", name="Add the note").click()
    page.get_by_role("link", name="Back to the deck").click()
    page.get_by_role("link", name="Check", exact=True).click()
    expect(page.get_by_role("button", name="Make 2 notes of it")).to_be_visible()
    assert findings(visitor.page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_a_card_without_a_document_shows_its_source_in_place(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.begins_to_study()
    page.keyboard.press(" ")
    source = page.locator("[data-card]:not([hidden]) [data-evidence]")
    expect(source).not_to_have_attribute("open", "")
    page.keyboard.press("o")
    expect(source).to_have_attribute("open", "")
