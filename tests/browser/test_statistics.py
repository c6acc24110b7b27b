"""Statistics in a real browser: no axe finding, light or dark, with figures and without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from flashcards import clock
from flashcards.core.grades import Grade
from flashcards.core.scheduling import day
from flashcards.services.study import events
from flashcards.services.study.events import Incoming
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment
from tests.browser.conftest import Visitor
from tests.browser.fine import findings

pytestmark = pytest.mark.browser

WEEKS = 20


def has_studied(visitor: Visitor) -> None:
    """Give the learner answers of the last weeks: two cards a day, some of them forgotten."""
    visitor.page.get_by_role("button", name="Study The therapeutic relationship").click()
    visitor.is_ready()
    database = Database(visitor.site.settings.database_url)
    now = clock.now()
    with database.write() as session:
        learner = session.scalars(select(User).where(User.email == "trainee@example.org")).one()
        deck_id = session.scalars(select(Enrolment.deck_id)).one()
        cards = session.scalars(select(Card.id).where(Card.deck_id == deck_id).limit(12)).all()
        incoming = [
            Incoming(
                f"answer-{number}-{turn}",
                cards[(number + 6 * turn) % len(cards)],
                day.milliseconds(now - timedelta(days=WEEKS * 7 - number, minutes=turn)),
                Grade(1 if (number + turn) % 5 == 0 else 4),
                took=8000,
            )
            for number in range(WEEKS * 7)
            for turn in range(2)
        ]
        events.record(session, learner, incoming, now)
    database.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_answers_or_without(
    visitors: Callable[..., Visitor], scheme: str
) -> None:
    visitor = visitors(color_scheme=scheme, reduced_motion="reduce")
    visitor.signs_up()
    visitor.goes("/statistics")
    expect(visitor.page.get_by_role("heading", name="Nothing to show yet")).to_be_visible()
    assert findings(visitor.page) == []
    visitor.goes("/")
    has_studied(visitor)
    visitor.goes("/statistics")
    expect(visitor.page.get_by_role("img")).to_have_count(9)
    assert findings(visitor.page) == []
    visitor.page.evaluate(
        "for (const each of document.querySelectorAll('details')) each.open = true"
    )
    assert findings(visitor.page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_out_of_the_page_and_all_words_keep_their_size(
    visitors: Callable[..., Visitor], width: int
) -> None:
    visitor = visitors(viewport={"width": width, "height": 800})
    visitor.signs_up()
    has_studied(visitor)
    visitor.goes("/statistics")
    over = visitor.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert over <= 0
    words = visitor.page.locator(".plot text").evaluate_all(
        """all => all.map(one => ({box: one.getBoundingClientRect(), words: one.textContent}))
            .filter(({box}) => box.height < 11 || box.left < 0 || box.right > innerWidth)
            .map(({words}) => words)"""
    )
    assert words == []


def test_a_deck_is_chosen_by_keys_alone_and_the_figures_open(visitor: Visitor) -> None:
    visitor.signs_up()
    has_studied(visitor)
    page = visitor.page
    page.get_by_role("link", name="Statistics").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/statistics")
    page.get_by_label("Deck").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statistics?deck=*")
    year = page.get_by_role("region", name="A year of answers")
    year.get_by_text("The figures", exact=True).focus()
    page.keyboard.press("Enter")
    expect(year.get_by_role("table")).to_be_visible()


def test_on_a_phone_the_calendar_ends_with_today(visitors: Callable[..., Visitor]) -> None:
    visitor = visitors(viewport={"width": 390, "height": 800})
    visitor.signs_up()
    has_studied(visitor)
    visitor.goes("/statistics")
    box = visitor.page.locator(".weeks .now").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390 - 16 + 1
    assert box["width"] >= 9
