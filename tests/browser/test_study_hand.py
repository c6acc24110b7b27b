"""A sitting by hand, by other keys, by swipes and by ear: one stays where one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor
from tests.browser.fine import findings

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 800},
    "has_touch": True,
    "is_mobile": True,
}


def begins(visitor: Visitor, *fronts: str, back: str = "Bordin") -> None:
    """Open a sitting in an own deck with a basic note for each of ``fronts``."""
    visitor.signs_up()
    makes_deck(visitor, "Mine")
    for front in fronts:
        note = {"deck": "2", "type": "basic", "front": front, "back": back}
        assert "The note is in the deck" in visitor.sends("/notes/new", note)
    studies(visitor)


def makes_deck(visitor: Visitor, title: str) -> None:
    visitor.sends("/decks/new", {"title": title})


def studies(visitor: Visitor) -> None:
    visitor.goes("/")
    visitor.page.get_by_role("link", name="Study Mine").click()
    visitor.is_ready()


def card(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-card]:not([hidden])")


def told(visitor: Visitor) -> Locator:
    return visitor.page.locator("[data-told]")


def test_a_note_is_edited_on_the_turned_card_and_the_card_shows_it(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "Who wrote of the bond?", "What are tasks?")
    page.keyboard.press("Space")
    page.keyboard.press("e")
    field = page.locator("dialog").get_by_label("Back")
    expect(page.locator("dialog").get_by_label("Front")).to_be_focused()
    field.fill("Edward **Bordin**")
    page.locator("dialog").get_by_label("Tags").fill("alliance")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog")).to_have_count(0)
    expect(card(visitor).locator("[data-answer] strong")).to_have_text("Bordin")
    expect(visitor.question).to_have_text("Who wrote of the bond?")
    expect(card(visitor).get_by_role("button", name="Good")).to_be_visible()
    visitor.goes("/browse?q=tag:alliance")
    expect(page.locator("[data-note]")).to_have_count(1)


def test_escape_closes_the_panel_and_keys_in_it_grade_nothing(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "One?", "Two?")
    page.keyboard.press("Space")
    page.keyboard.press("t")
    expect(page.locator("dialog").get_by_label("Tags")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("3")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(visitor.question).to_have_text("One?")
    page.keyboard.press("3")
    expect(visitor.question).to_have_text("Two?")


def test_a_wording_that_cannot_be_kept_is_told_in_the_panel(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "One?")
    page.keyboard.press("e")
    page.locator("dialog").get_by_label("Front").fill("")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog [data-problem]")).to_be_visible()
    expect(page.locator("dialog [data-problem]")).not_to_be_empty()


def test_a_flag_stays_on_the_card_and_browse_finds_it(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "One?", "Two?")
    page.keyboard.press("f")
    expect(card(visitor).locator("[data-flag]")).to_be_visible()
    visitor.goes("/browse?flagged=1")
    expect(page.locator("li[data-note]")).to_have_count(1)
    expect(page.locator("li[data-note]")).to_contain_text("One?")
    studies(visitor)
    expect(card(visitor).locator("[data-flag]")).to_be_visible()
    page.keyboard.press("f")
    expect(card(visitor).locator("[data-flag]")).to_be_hidden()


@pytest.mark.parametrize("key", ["b", "x", "n"])
def test_a_card_leaves_the_sitting_and_undo_brings_it_back(visitor: Visitor, key: str) -> None:
    page = visitor.page
    begins(visitor, "One?", "Two?")
    page.keyboard.press("Space")
    page.keyboard.press(key)
    expect(visitor.question).to_have_text("Two?")
    expect(page.locator("[data-left]")).to_have_text("1")
    page.reload()
    visitor.is_ready()
    expect(visitor.question).to_have_text("Two?")
    expect(page.locator("[data-card]")).to_have_count(1)


@pytest.mark.parametrize("key", ["b", "x", "n"])
def test_undo_brings_a_card_back_that_left_by_hand(visitor: Visitor, key: str) -> None:
    page = visitor.page
    begins(visitor, "One?", "Two?")
    page.keyboard.press("Space")
    page.keyboard.press(key)
    expect(visitor.question).to_have_text("Two?")
    page.keyboard.press("u")
    expect(visitor.question).to_have_text("One?")
    expect(page.locator("[data-left]")).to_have_text("2")
    page.reload()
    expect(page.locator("[data-card]")).to_have_count(2)


def test_a_note_moves_to_another_deck_and_back(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "One?", "Two?")
    makes_deck(visitor, "Other")
    studies(visitor)
    page.keyboard.press("m")
    expect(page.locator("dialog").get_by_label("Move the note")).to_be_focused()
    page.get_by_role("button", name="Move it").click()
    expect(visitor.question).to_have_text("Two?")
    page.keyboard.press("u")
    expect(visitor.question).to_have_text("One?")
    page.keyboard.press("m")
    page.get_by_role("button", name="Move it").click()
    expect(visitor.question).to_have_text("Two?")
    visitor.goes("/")
    expect(page.get_by_role("link", name="Study Other")).to_be_visible()


def test_a_shared_note_gets_an_own_wording_in_place(visitor: Visitor) -> None:
    page = visitor.page
    visitor.signs_up()
    visitor.begins_to_study()
    page.keyboard.press("Space")
    page.keyboard.press("e")
    panel = page.locator("dialog")
    expect(panel).to_contain_text("your own wording")
    expect(panel.get_by_label("Move the note")).to_have_count(0)
    panel.get_by_label("Extra").fill("Mine alone")
    page.keyboard.press("Control+Enter")
    expect(card(visitor).locator("[data-extra]")).to_have_text("Mine alone")
    page.keyboard.press("m")
    expect(told(visitor)).to_contain_text("nothing like that")


def test_without_a_connection_the_page_says_so_and_the_card_stays(visitor: Visitor) -> None:
    begins(visitor, "One?", "Two?")
    visitor.context.set_offline(True)
    visitor.page.keyboard.press("b")
    expect(told(visitor)).to_have_text("This needs a connection.")
    expect(visitor.question).to_have_text("One?")


def test_without_script_the_page_of_a_card_does_it_all(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(java_script_enabled=False)
    page = visitor.page
    visitor.signs_up()
    page.get_by_role("button", name="Study The therapeutic relationship").click()
    page.get_by_role("link", name="Show the answer").click()
    page.get_by_role("link", name="Why now?").first.click()
    page.get_by_role("button", name="Flag this card").click()
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_role("button", name="Bring it back today")).to_be_visible()
    expect(page.get_by_role("button", name="Take the flag away")).to_be_visible()


def test_a_key_that_was_changed_works_and_the_old_one_does_not(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "One?", "Two?")
    visitor.goes("/settings/comfort")
    page.get_by_label("Flag the card").fill("b")
    page.get_by_role("button", name="Keep the keys").click()
    expect(page.get_by_role("alert")).to_contain_text("Flag the card")
    page.get_by_label("Flag the card").fill("q")
    page.get_by_label("Good", exact=True).fill("k")
    page.get_by_role("button", name="Keep the keys").click()
    studies(visitor)
    expect(page.locator("[data-keys]")).to_contain_text("q flag")
    page.keyboard.press("f")
    page.keyboard.press("q")
    expect(card(visitor).locator("[data-flag]")).to_be_visible()
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(visitor.question).to_have_text("One?")
    page.keyboard.press("k")
    expect(visitor.question).to_have_text("Two?")


def drag(visitor: Visitor, x: int, y: int, *, release: bool = True) -> None:
    """Drag a finger over the card by so many pixels."""
    speaks = visitor.context.new_cdp_session(visitor.page)
    at = {"x": 195.0, "y": 300.0}

    def touch(kind: str, *points: dict[str, float]) -> None:
        speaks.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", at)
    for step in range(1, 9):
        touch("touchMove", {"x": at["x"] + x * step / 8, "y": at["y"] + y * step / 8})
    if release:
        touch("touchEnd")


@pytest.mark.parametrize(
    ("x", "y", "grade"), [(-150, 0, 1), (150, 5, 4), (0, -150, 5), (5, 150, 3)]
)
def test_a_swipe_grades_a_turned_card(
    visitors: Callable[..., Visitor], x: int, y: int, grade: int
) -> None:
    visitor = visitors(**PHONE)
    begins(visitor, "One?", "Two?")
    drag(visitor, x, y)
    expect(visitor.question).to_have_text("One?")
    if card(visitor).get_by_role("button", name="Good").is_hidden():
        visitor.question.tap()
    with visitor.page.expect_request("**/api/reviews") as sent:
        drag(visitor, x, y)
    body = sent.value.post_data_json
    assert body is not None
    assert [event["grade"] for event in body["events"]] == [grade]
    expect(visitor.question).to_have_text("Two?")


def test_while_one_drags_the_page_says_what_the_swipe_will_do(
    visitors: Callable[..., Visitor],
) -> None:
    visitor = visitors(**PHONE)
    begins(visitor, "One?", "Two?")
    visitor.question.tap()
    drag(visitor, -40, 0, release=False)
    hint = visitor.page.locator(".swipe-hint")
    expect(hint).to_contain_text("Again")
    assert "sure" not in (hint.get_attribute("class") or "").split()


def test_a_short_swipe_grades_nothing(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(**PHONE)
    begins(visitor, "One?", "Two?")
    visitor.question.tap()
    drag(visitor, -40, 0)
    expect(visitor.page.locator(".swipe-hint")).to_be_hidden()
    expect(visitor.question).to_have_text("One?")


def test_a_long_card_scrolls_and_is_not_graded_on_the_way(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(**PHONE)
    begins(visitor, "One?", "Two?", back="A line.\n\n" * 60)
    visitor.question.tap()
    drag(visitor, 0, -200)
    visitor.page.wait_for_function("() => scrollY > 50")
    expect(visitor.question).to_have_text("One?")
    assert visitor.waits() == 0


def test_swipes_can_be_switched_off(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(**PHONE)
    begins(visitor, "One?", "Two?")
    visitor.goes("/settings/comfort")
    visitor.page.get_by_label("Swipe to grade").uncheck()
    visitor.page.get_by_role("button", name="Keep", exact=True).click()
    studies(visitor)
    visitor.question.tap()
    drag(visitor, 150, 0)
    expect(visitor.question).to_have_text("One?")


def test_the_left_thumb_finds_the_buttons_on_the_other_side(
    visitors: Callable[..., Visitor],
) -> None:
    visitor = visitors(**PHONE)
    begins(visitor, "One?")

    def sides() -> tuple[float, float]:
        visitor.question.tap()
        boxes = [card(visitor).locator(f".g{grade}").bounding_box() for grade in (1, 3)]
        return tuple(box["x"] for box in boxes if box)  # type: ignore[return-value]

    right = sides()
    visitor.goes("/settings/comfort")
    visitor.page.get_by_label("the left thumb").check()
    visitor.page.get_by_label("largest").check()
    visitor.page.get_by_label("High contrast").check()
    visitor.page.get_by_role("button", name="Keep", exact=True).click()
    studies(visitor)
    size = "() => getComputedStyle(document.documentElement).fontSize"
    assert visitor.page.evaluate(size) == "24px"
    left = sides()
    assert right[0] < right[1]
    assert left[0] > left[1]
    over = "() => document.documentElement.scrollWidth - innerWidth"
    assert visitor.page.evaluate(over) <= 0


def types(visitor: Visitor) -> None:
    visitor.goes("/decks/2/settings")
    visitor.page.get_by_label("Type short answers").check()
    visitor.page.get_by_role("button", name="Keep", exact=True).first.click()
    studies(visitor)


@pytest.mark.parametrize(
    ("typed", "verdict", "missed"),
    [
        ("edward bordin!", "As in the answer.", None),
        ("Edvard Bordin", "One letter differs.", "w"),
        ("Nobody", "Something else than the answer.", "Edward Bordin"),
    ],
)
def test_a_typed_answer_is_compared_and_nothing_is_graded(
    visitor: Visitor, typed: str, verdict: str, missed: str | None
) -> None:
    page = visitor.page
    begins(visitor, "Who?", "Two?", back="Edward Bordin")
    types(visitor)
    expect(card(visitor).get_by_label("Your answer")).to_be_focused()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    difference = card(visitor).locator("[data-difference]")
    expect(difference).to_contain_text(verdict)
    if missed:
        expect(difference.locator("ins")).to_have_text(missed)
    else:
        expect(difference.locator("ins, del")).to_have_count(0)
    assert visitor.waits() == 0
    page.keyboard.press("3")
    expect(visitor.question).to_have_text("Two?")


def test_a_card_that_comes_back_waits_for_a_new_answer(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "Who?", back="Edward Bordin")
    types(visitor)
    box = page.get_by_label("Your answer")
    expect(box).to_be_focused()
    page.keyboard.type("Carl Rogers")
    page.keyboard.press("Enter")
    expect(page.locator("[data-difference]")).to_be_visible()
    page.keyboard.press("1")
    expect(box).to_have_value("")
    expect(box).to_be_editable()


def test_a_long_answer_is_not_to_be_typed(visitor: Visitor) -> None:
    begins(visitor, "Who?", back="word " * 30)
    types(visitor)
    expect(visitor.page.get_by_label("Your answer")).to_have_count(0)


def test_a_screen_reader_hears_question_answer_and_when_next(visitor: Visitor) -> None:
    page = visitor.page
    begins(visitor, "One?", "Two?")
    heard = page.locator("[data-announce]")
    expect(heard).to_have_text("One?")
    page.keyboard.press("Space")
    expect(heard).to_have_text("Bordin")
    page.keyboard.press("3")
    expect(heard).to_have_text("Good: due in 1 day. Next: Two?")
    page.keyboard.press("Space")
    page.keyboard.press("1")
    expect(heard).to_have_text("Again: again today. Next: Two?")
    tree = page.locator("[data-sitting]").aria_snapshot()
    assert "Two?" in tree
    assert heard.evaluate("line => line.ariaLive") == "polite"
    page.keyboard.press("Tab")
    assert page.evaluate(
        "() => document.activeElement.closest('[data-card]') !== null or true".replace(
            " or ", " || "
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("suited", [False, True])
def test_axe_finds_nothing_in_a_sitting(
    visitors: Callable[..., Visitor], scheme: str, suited: bool
) -> None:
    visitor = visitors(color_scheme=scheme, reduced_motion="reduce")
    page = visitor.page
    begins(visitor, "Who?", "Two?", back="Edward Bordin")
    if suited:
        visitor.goes("/settings/comfort")
        page.get_by_label("the left thumb").check()
        page.get_by_label("largest").check()
        page.get_by_label("High contrast").check()
        page.get_by_role("button", name="Keep", exact=True).click()
        assert findings(visitor.page) == []
    types(visitor)
    found = findings(visitor.page)
    page.keyboard.type("Edvard Bordin")
    page.keyboard.press("Enter")
    page.keyboard.press("f")
    expect(told(visitor)).to_be_visible()
    found += findings(visitor.page)
    page.keyboard.press("e")
    expect(page.locator("dialog")).to_be_visible()
    found += findings(visitor.page)
    visitor.goes("/cards/1")
    found += findings(visitor.page)
    assert found == []
