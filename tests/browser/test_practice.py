"""Practice, leeches and kept pages in a real browser, where the connection comes and goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from flashcards.core.grades import Grade
from flashcards.core.notes import Note, NoteType
from flashcards.core.scheduling import day, leech
from flashcards.services.library import decks, notes
from flashcards.services.study import by_hand, events
from flashcards.services.study.events import Incoming
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from tests.browser.conftest import Site, Visitor
from tests.browser.fine import findings
from tests.browser.test_connection import grade

pytestmark = pytest.mark.browser

DAY = 86_400_000
SIDES = {
    "What is positive reinforcement?": "adding something pleasant after a behaviour",
    "What is negative reinforcement?": "taking something painful away after a behaviour",
    "What is positive punishment?": "adding something painful after a behaviour",
    "Who wrote of the mirror stage?": "Lacan",
}


class Hers:
    """A learner's deck of four cards, the first of which lapsed seven times and is due."""

    def __init__(self, visitor: Visitor, site: Site) -> None:
        visitor.signs_up()
        self.database = Database(site.settings.database_url)
        now = datetime.now(UTC)
        with self.database.write() as session:
            self.user = session.scalars(select(User.id)).one()
            self.deck = decks.add(session, self.user, "Learning", "", now).id
            for front, back in SIDES.items():
                note = Note(front, NoteType.BASIC, front=front, back=back, tags=("theory",))
                notes.add(session, self.deck, note, now)
            chosen = select(Card.id).where(Card.deck_id == self.deck).order_by(Card.position)
            self.cards = list(session.scalars(chosen))
            begun = day.milliseconds(now) - 40 * DAY
            given = [4, 1] * (leech.FIRST - 1) + [4]
            log = [
                Incoming(f"made-{number:04}", self.cards[0], begun + number * DAY, Grade(each))
                for number, each in enumerate(given)
            ]
            events.record(session, session.get_one(User, self.user), log, now)

    def schedules(self) -> list[tuple[int, int]]:
        with self.database.read() as session:
            rows = session.execute(select(ScheduleRow.card_id, ScheduleRow.lapses))
            return sorted((card, lapses) for card, lapses in rows)

    def practice(self) -> list[int]:
        with self.database.read() as session:
            rows = select(ReviewEvent.grade).where(ReviewEvent.practice)
            return [each or 0 for each in session.scalars(rows.order_by(ReviewEvent.answered_at))]


@pytest.fixture
def hers(visitor: Visitor, site: Site) -> Hers:
    return Hers(visitor, site)


def test_practice_goes_on_without_a_connection_and_moves_nothing(
    visitor: Visitor, hers: Hers
) -> None:
    page, before = visitor.page, hers.schedules()
    visitor.goes("/")
    visitor.keeps(hers.deck)
    visitor.goes(f"/practice?deck={hers.deck}")
    page.get_by_label("theory").check()
    page.get_by_role("button", name="Begin to practise").click()
    visitor.is_ready()
    line = page.get_by_text("This is practice. Your answers are kept in the history")
    expect(line).to_be_visible()
    first = visitor.question.text_content() or ""
    grade(visitor, "1")
    expect(page.locator("[data-announce]")).to_contain_text("Again: comes back. Next:")
    grade(visitor, "3")
    visitor.has_sent_all()
    page.reload()
    visitor.is_ready()
    expect(page.locator("[data-left]")).to_have_text("3")
    visitor.context.set_offline(True)
    grade(visitor, "3")
    grade(visitor, "4")
    expect(visitor.question).to_have_text(first)
    expect(line).to_be_visible()
    page.keyboard.press("u")
    page.keyboard.press("2")
    grade(visitor, "3")
    address = page.url
    visitor.goes(f"/study/{hers.deck}")
    visitor.is_ready()
    expect(page.locator("[data-left]")).to_have_text("4")
    page.goto(address)
    visitor.is_ready()
    expect(page.locator("[data-left]")).to_have_text("1")
    expect(line).to_be_visible()
    grade(visitor, "3")
    expect(page.get_by_role("heading", name="Done for now")).to_be_visible()
    assert page.locator(".finished dd").all_text_contents()[:2] == ["4", "6"]
    visitor.context.set_offline(False)
    expect(page.get_by_role("heading", name="Practice done")).to_be_visible(timeout=15_000)
    assert hers.practice() == [1, 4, 4, 5, 3, 4, 4]
    assert hers.schedules() == before
    page.wait_for_load_state()
    page.keyboard.press("u")
    visitor.is_ready()
    expect(page.locator("[data-left]")).to_have_text("1")
    visitor.goes(f"/study/{hers.deck}")
    visitor.is_ready()
    expect(page.locator("[data-left]")).to_have_text("4")


def test_a_leech_asks_for_its_rewrite_when_the_reply_arrives_later(
    visitor: Visitor, hers: Hers
) -> None:
    page = visitor.page
    visitor.goes(f"/study/{hers.deck}?card={hers.cards[0]}")
    visitor.is_ready()
    expect(visitor.question).to_have_text("What is positive reinforcement?")
    visitor.context.set_offline(True)
    grade(visitor, "1")
    asks = page.locator("[data-leech]")
    expect(asks).to_have_count(0)
    visitor.context.set_offline(False)
    visitor.has_sent_all()
    grade(visitor, "3")
    expect(asks).to_contain_text("You have forgotten it 8 times")
    expect(asks.locator("li")).to_have_count(3)
    expect(page.locator("[data-leech-said]")).to_contain_text("does not stick")
    assert findings(visitor.page) == []
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="Rewrite now")).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.locator("dialog")
    expect(panel.get_by_label("Front")).to_have_value("What is positive reinforcement?")
    panel.get_by_label("Front").fill("")
    panel.get_by_label("Back").fill("Yes")
    panel.get_by_label("Front").fill("Is it pleasant?")
    expect(panel.locator("[data-advice] .finding", has_text="yes or no")).to_be_visible()
    assert findings(visitor.page) == []
    page.keyboard.press("Control+Enter")
    expect(panel).to_have_count(0)
    expect(asks).to_have_count(0)
    reworded = page.locator(f'[data-card="{hers.cards[0]}"] [data-question]')
    expect(reworded).to_have_text("Is it pleasant?")
    page.reload()
    visitor.is_ready()
    expect(asks).to_have_count(0)


def test_a_kept_page_shows_no_card_that_left_since(visitor: Visitor, hers: Hers) -> None:
    page = visitor.page
    first, second, third, last = hers.cards
    visitor.goes(f"/study/{hers.deck}?card={second}")
    visitor.is_ready()
    visitor.keeps(hers.deck)
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    page.keyboard.press("x")
    expect(page.locator("[data-told]")).to_contain_text("Undo brings it back")
    visitor.goes(f"/cards/{third}")
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_text("It rests until tomorrow.")).to_be_visible()
    visitor.context.set_offline(True)
    visitor.goes(f"/study/{hers.deck}")
    visitor.is_ready()
    there = {each.get_attribute("data-card") for each in page.locator("[data-card]").all()}
    assert there == {str(first), str(last)}
    expect(page.locator("[data-left]")).to_have_text("2")
    with hers.database.write() as session:
        by_hand.suspend(session, session.get_one(User, hers.user), last, True)
    visitor.context.set_offline(False)
    expect(page.locator(f'[data-card="{last}"]')).to_have_count(0, timeout=15_000)
    expect(page.locator(f'[data-card="{first}"]')).to_have_count(1)
    expect(page.locator("[data-connection]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_practice(
    visitor: Visitor, hers: Hers, scheme: str
) -> None:
    page = visitor.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = []
    for path in (f"/decks/{hers.deck}", f"/practice?deck={hers.deck}", "/practice/cards?flagged=y"):
        visitor.goes(path)
        found += findings(visitor.page)
    visitor.goes(f"/practice/cards?deck={hers.deck}")
    visitor.is_ready()
    page.keyboard.press("Space")
    found += findings(visitor.page)
    assert found == []
