"""Deciding on drafts with one hand: a sheet at the bottom, swiped, put away and found again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_drafts import (
    comes_into_sight,
    is_fine,
    is_ready,
    now,
    opened,
    select,
    sure,
)

pytestmark = pytest.mark.browser
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 800},
    "has_touch": True,
    "is_mobile": True,
}


def test_the_phone_goes_on_where_the_laptop_stopped(
    visitor: Visitor, visitors: Callable[..., Visitor]
) -> None:
    page = opened(visitor)
    for key in "jjj":
        page.keyboard.press(key)
    stopped = now(page).get_attribute("id")
    sure(page)
    phone = visitors(**PHONE, storage_state=visitor.context.storage_state())
    phone.goes("/documents/1")
    is_ready(phone.page)
    expect(now(phone.page)).to_have_attribute("id", stopped or "")
    comes_into_sight(phone.page)


def swipe(visitor: Visitor, by: int) -> None:
    """Draw a finger over the draft, sideways."""
    box = now(visitor.page).locator(".question").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    touch = visitor.context.new_cdp_session(visitor.page)
    points: list[dict[str, float]] = [{"x": x + by * part / 8, "y": y} for part in range(9)]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
    for point in points[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_on_a_phone_one_draft_at_a_time_is_swiped(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(**PHONE)
    page = opened(visitor)
    said = page.locator("[data-said]")
    total = int(page.locator("[data-pending]").inner_text())
    assert page.locator("[data-draft]").filter(visible=True).count() == 1
    swipe(visitor, 160)
    expect(said).to_have_text(f"Accepted, {total - 1} left")
    comes_into_sight(page)
    swipe(visitor, -160)
    expect(said).to_have_text(f"Rejected, {total - 2} left")
    swipe(visitor, 40)
    page.wait_for_timeout(600)
    expect(said).to_have_text(f"Rejected, {total - 2} left")
    page.locator("[data-undo]").get_by_role("button").tap()
    expect(said).to_have_text(f"Undone, {total - 1} left")
    expect(now(page)).to_have_class(re.compile("pending"))
    for button in page.locator(".draft.now .decide .button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 48
    page.get_by_role("button", name="Put the drafts away to read").tap()
    expect(now(page)).to_be_hidden()
    page.get_by_role("button", name="Show the drafts").tap()
    expect(now(page)).to_be_visible()
    page.get_by_role("button", name="The next draft").tap()
    select(page, "It gives clients enough safety", 0, 16)
    page.get_by_role("button", name="Make a card of this").tap()
    expect(page.locator("[data-panel-quote]")).to_have_text("It gives clients")
    is_fine(visitor)
