"""Everybody can use every page: no axe finding, no sideways scrolling, keys alone, no script."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DATA, Visitor
from tests.browser.fine import RULES, findings

pytestmark = pytest.mark.browser

OUTSIDE = ("/", "/signup", "/login", "/disclaimer", "/forgotten", "/sources", "/nothing")
INSIDE = (
    "/",
    "/make",
    "/documents",
    "/documents/1",
    "/drafts/1",
    "/browse",
    "/browse?q=nothinglikethis",
    "/decks/1",
    "/decks/1/settings",
    "/decks/1/check",
    "/decks/new",
    "/notes/new",
    "/notes/1",
    "/study/1",
    "/study/1?turned=1",
    "/offline",
    "/statistics",
    "/settings",
    "/settings/comfort",
    "/media",
    "/practice",
    "/cards/1",
    "/exams",
    "/imports",
    "/sources",
    "/export",
    "/anki",
    "/decks/1/scheduler",
    "/decks/1/leeches",
    "/password",
    "/bin/",
)
WIDTHS = (320, 390, 768, 1280, 1600)


def furnish(visitor: Visitor) -> None:
    """Give the learner a deck, a document and a note of her own."""
    page = visitor.page
    page.get_by_role("button", name="Study The therapeutic relationship").click()
    visitor.is_ready()
    visitor.goes("/make")
    page.get_by_label("Or choose a file").set_input_files(DATA / "alliance.html")
    page.get_by_role("button", name="Draft the cards").click()
    page.wait_for_url("**/documents/1")
    page.get_by_role("button", name="Accept", exact=True).first.click()
    expect(page.locator(".draft.accepted")).to_have_count(1)


@pytest.mark.parametrize(("scheme", "rules"), [("light", RULES), ("dark", ["color-contrast"])])
def test_axe_finds_nothing_on_any_page(
    visitors: Callable[..., Visitor], scheme: str, rules: Sequence[str]
) -> None:
    """In the dark only the colours are others."""
    visitor = visitors(color_scheme=scheme, reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    for path in OUTSIDE:
        visitor.goes(path)
        found[path] = findings(visitor.page, rules)
    visitor.signs_up()
    furnish(visitor)
    for path in INSIDE:
        visitor.goes(path)
        found["in " + path] = findings(visitor.page, rules)
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_no_page_scrolls_sideways(visitor: Visitor) -> None:
    visitor.signs_up()
    furnish(visitor)
    wide = []
    for path in INSIDE:
        visitor.goes(path)
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 800})
            over = visitor.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                wide.append((path, width, over))
    assert wide == []


def test_targets_are_large_enough_for_a_thumb(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(viewport={"width": 390, "height": 800}, has_touch=True)
    visitor.signs_up()
    furnish(visitor)
    visitor.goes("/study/1?turned=1")
    for button in visitor.page.locator("[data-card]:not([hidden]) .grade").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_a_sitting_can_be_done_by_touch_alone(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    visitor.signs_up()
    visitor.page.get_by_role("button", name="Study The therapeutic relationship").tap()
    visitor.is_ready()
    card = visitor.page.locator("[data-card]:not([hidden])")
    question = card.locator("[data-question]")
    first = question.inner_text()
    question.tap()
    card.get_by_role("button", name="Good").tap()
    expect(question).not_to_have_text(first)


def test_a_sitting_works_without_script(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(java_script_enabled=False)
    page = visitor.page
    visitor.signs_up()
    page.get_by_role("button", name="Study The therapeutic relationship").click()
    question = page.locator("[data-card]:not([hidden]) [data-question]")
    first = question.inner_text()
    page.get_by_role("link", name="Show the answer").click()
    page.get_by_role("button", name="Good").click()
    expect(question).not_to_have_text(first)
    page.get_by_role("button", name="Undo").click()
    expect(question).to_have_text(first)


def test_space_on_a_focused_button_presses_that_button(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.begins_to_study()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Good")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Hard")).to_be_focused()
    with page.expect_request("**/api/reviews") as sent:
        page.keyboard.press("Space")
    body = sent.value.post_data_json
    assert body is not None
    assert [event["grade"] for event in body["events"]] == [3]


def test_the_editor_shows_the_cards_while_one_types(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.goes("/decks/new")
    page.get_by_label("Title").fill("Mine")
    page.get_by_role("button", name="Make the deck").click()
    page.get_by_role("link", name="Add a note").click()
    page.get_by_label("Kind").select_option("cloze")
    text = page.get_by_label("Text")
    text.fill("Bordin named bonds, tasks and goals.")
    text.evaluate("field => field.setSelectionRange(13, 18)")
    page.get_by_role("button", name="Hide the selected words").click()
    expect(text).to_have_value("Bordin named {{c1::bonds}}, tasks and goals.")
    expect(page.get_by_label("Preview").locator(".cloze").first).to_have_text("[…]")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("The note is in the deck.")).to_be_visible()


def test_the_editor_says_how_to_make_a_better_card(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.goes("/decks/new")
    page.get_by_label("Title").fill("Mine")
    page.get_by_role("button", name="Make the deck").click()
    page.get_by_role("link", name="Add a note").click()
    page.get_by_label("Front").fill("Is empathy important?")
    page.get_by_label("Back").fill("Yes")
    advice = page.get_by_label("To make it a better card").locator(".finding")
    expect(advice.first).to_contain_text("yes or no can be guessed")
    page.get_by_label("Front").fill("What does empathy let a client feel?")
    page.get_by_label("Back").fill("Understood")
    page.get_by_label("Source").fill("Own words, from the lecture of May 2026")
    expect(advice).to_have_count(0)
