"""A deck is checked by keys alone: repairs are asked, taken, left as they are and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.fine import is_fine
from tests.browser.test_advice import begins_a_note, writes

pytestmark = pytest.mark.browser

ETHICS = "What does the ethics code ask of a therapist who stops?"


def is_ready(page: Page, heading: str) -> None:
    """Wait until the keys of the page with this heading work."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.locator("[data-keys]:not([hidden])").wait_for(state="attached")


def checks(page: Page) -> None:
    page.get_by_role("link", name="Back to the deck").click()
    page.get_by_role("link", name="Check", exact=True).click()
    is_ready(page, "Check")


def adds(page: Page, front: str, back: str, told: str = "") -> None:
    """Add a note, once the advice that says ``told`` is there."""
    page.get_by_label("Source").fill("Own words")
    writes(page, front, back)
    expect(page.locator("[data-advice]")).to_contain_text(told)
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("The note is in the deck.")).to_be_visible()


def test_what_a_repair_asks_is_answered_shown_and_accepted_by_keys(visitor: Visitor) -> None:
    page, keys = begins_a_note(visitor), visitor.page.keyboard
    adds(page, ETHICS, "To prepare the client.")
    checks(page)
    keys.press("j")
    keys.press("Enter")
    expect(page.get_by_label("Edition or year")).to_be_focused()
    keys.type("Code of 2017")
    keys.press("Enter")
    expect(page.locator(".after")).to_contain_text("Valid for: Code of 2017")
    expect(page.get_by_role("button", name="Write it into the note.")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text("Done: Write it into the note.")).to_be_visible()
    expect(page.get_by_text("Nothing to mend")).to_be_visible()


def test_a_further_repair_is_taken_by_its_number_and_another_is_left(visitor: Visitor) -> None:
    page, keys = begins_a_note(visitor), visitor.page.keyboard
    adds(page, "What is attunement for a therapist?", "Being genuine.")
    adds(page, "What is attunement for a therapist?", "A match of posture and words.")
    checks(page)
    keys.press("j")
    expect(page.locator("[data-note] kbd", has_text="2").first).to_be_visible()
    keys.press("l")
    expect(page.get_by_text("It is shown again if the note changes.")).to_be_visible()
    page.get_by_role("link", name="left as it is").press("Enter")
    is_ready(page, "Left as it is")
    keys.press("j")
    keys.press("u")
    expect(page.get_by_text("among what could be mended again")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Check").press("Enter")
    is_ready(page, "Check")
    keys.press("j")
    keys.press("3")
    expect(page.get_by_text("The note is in the bin.")).to_be_visible()
    expect(page.get_by_text("Nothing to mend")).to_be_visible()


def test_while_one_writes_the_answers_are_shown_before_they_are_taken(visitor: Visitor) -> None:
    page, keys = begins_a_note(visitor), visitor.page.keyboard
    writes(page, ETHICS, "To prepare the client.")
    edition = page.get_by_label("Edition or year")
    edition.focus()
    keys.type("Code of 2017", delay=40)
    expect(edition).to_be_focused()
    expect(page.locator(".asking .after")).to_contain_text("Valid for: Code of 2017")
    keys.press("Enter")
    expect(page.get_by_label("Extra")).to_have_value("Valid for: Code of 2017")
    expect(edition).to_have_count(0)
    page.get_by_role("button", name="Take the repair back").press("Enter")
    expect(page.get_by_label("Extra")).to_have_value("")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (320, "dark")])
def test_its_pages_are_fine_at_every_width(
    visitors: Callable[..., Visitor], width: int, scheme: str
) -> None:
    visitor = visitors(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = begins_a_note(visitor)
    adds(page, ETHICS, "To prepare the client.")
    adds(page, "Is trust crucial?", "Yes, because it lets clients open up.", "Ask for the reason")
    for kind, says in (("withdrawal", "Moving away."), ("confrontation", "Turning against.")):
        adds(page, f"What is a {kind} rupture in the course of brief therapy?", says)
    checks(page)
    expect(page.locator(".stays").first).to_be_visible()
    page.locator("summary").first.click()
    is_fine(visitor.page)
    page.get_by_label("Edition or year").fill("2017")
    page.get_by_role("button", name="Show it before and after").click()
    expect(page.locator(".after")).to_be_visible()
    is_fine(visitor.page)
    page.get_by_role("link", name="Back").first.click()
    page.get_by_role("button", name="Leave it as it is").first.click()
    page.get_by_role("link", name="1 left as it is").click()
    is_fine(visitor.page)
