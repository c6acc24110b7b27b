"""Straight into a running Anki, from a real browser: there, back, again, and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer, Scheduler
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from flashcards.store.engine import Database
from flashcards.store.models.content import Card, Note
from tests.anki.connect import NEVER, NO, Connect
from tests.anki.connect_actions import Actions
from tests.browser.conftest import Visitor
from tests.browser.fine import findings

pytestmark = pytest.mark.browser


class Anki(Connect):
    """A running Anki, and the deck here that goes to it."""

    deck = ""


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    """Return a running Anki with an empty profile."""
    collection = Collection(str(tmp_path / "collection.anki2"))
    running = Anki(Actions(collection))
    running.start()
    yield running
    running.stop()
    collection.close()


@pytest.fixture
def page(visitor: Visitor, anki: Anki) -> Page:
    """Return the page that speaks to Anki, of a learner with a deck of four notes."""
    visitor.signs_up()
    made = re.search(r"/notes/new\?deck=(\d+)", visitor.sends("/decks/new", {"title": "Théorie"}))
    assert made
    anki.deck = made[1]
    for number in range(4):
        note = {"type": "basic", "front": f"Question {number}?", "back": f"Answer {number}"}
        visitor.sends("/notes/new", {**note, "deck": anki.deck})
    opens(visitor, anki)
    return visitor.page


def opens(visitor: Visitor, anki: Anki) -> None:
    visitor.goes(f"/anki?deck={anki.deck}&port={anki.port}")


def sql(anki: Anki, statement: str, *values: Any) -> list[Any]:
    return anki.actions._sql(statement, *values)


def looks(page: Page) -> Locator:
    """Look what differs, with keys alone; return the heading of what came of it."""
    page.get_by_role("button", name="Look what differs").focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="What differs")
    expect(heading).to_be_visible()
    return heading


def told(page: Page) -> dict[str, tuple[str, ...]]:
    """Return what goes and what comes, as the page says."""
    rows = page.locator(".ways tbody tr").all()
    return {
        row.locator("th").inner_text(): tuple(row.locator("td").all_inner_texts()) for row in rows
    }


def sends(page: Page) -> None:
    """Send with keys alone, from the heading on, where one stands after a look."""
    expect(page.get_by_role("heading", name="What differs")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send to Anki")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_contain_text("Sent to Anki")
    expect(page.get_by_role("heading", name="What differs")).to_be_focused()


def is_the_same(page: Page) -> None:
    expect(page.get_by_text("Nothing. Anki has what is here")).to_be_visible()


def says(page: Page, words: str) -> None:
    page.get_by_role("button", name="Look what differs").click()
    expect(page.get_by_role("alert")).to_contain_text(words)


def cards(anki: Anki) -> list[Any]:
    return [row[0] for row in sql(anki, "SELECT id FROM cards ORDER BY id")]


def answers_there(anki: Anki, key: Any) -> None:
    collection = anki.actions._collection
    scheduler = collection.sched
    assert isinstance(scheduler, Scheduler)
    card = collection.get_card(key)
    card.start_timer()
    states = collection._backend.get_scheduling_states(card.id)
    scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=CardAnswer.GOOD))


def answers_here(visitor: Visitor, anki: Anki, front: str) -> None:
    """Answer a card as somebody does whose browser runs no script."""
    database = Database(visitor.site.settings.database_url)
    with database.read() as session:
        card = session.scalars(
            select(Card.id).join(Note, Note.id == Card.note_id).where(Note.front == front)
        ).one()
    database.close()
    answer = {"card": str(card), "grade": "4", "id": f"answer-{card}"}
    visitor.sends(f"/study/{anki.deck}", answer)


def test_there_again_and_back(visitor: Visitor, page: Page, anki: Anki) -> None:
    expect(looks(page)).to_be_focused()
    assert told(page)["New notes"] == ("4", "0")
    assert not cards(anki)
    sends(page)
    is_the_same(page)
    guids = sorted(sql(anki, "SELECT guid FROM notes"))
    assert len(guids) == len(cards(anki)) == 4
    assert anki.actions.deckNames() == ["Default", "Théorie"]
    assert not [name for name in anki.actions.getMediaFilesNames() if "flashcards" in name]
    # Studied here, studied and edited there.
    answers_here(visitor, anki, "Question 0?")
    keys = cards(anki)
    ((mine,),) = sql(
        anki,
        "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.flds LIKE '%Question 0%'",
    )
    other = next(key for key in keys if key != mine)
    answers_there(anki, other)
    collection = anki.actions._collection
    note = collection.get_card(other).note()
    note["Back"] = "Said better"
    collection.update_note(note)
    sql(anki, "UPDATE notes SET mod = mod + 100 WHERE id = ?", note.id)
    opens(visitor, anki)
    looks(page)
    assert told(page) == {
        "New notes": ("0", "0"),
        "Edited notes": ("0", "1"),
        "Reviews": ("1", "1"),
        "Schedules": ("1", "1"),
    }
    assert findings(page) == []
    page.get_by_role("button", name="Bring it here: Théorie").click()
    expect(page.locator("[data-done]")).to_contain_text("1 edited note, 1 review")
    expect(page.get_by_role("button", name="Send to Anki")).to_be_enabled()
    assert told(page)["Reviews"] == ("1", "0")
    sends(page)
    expect(page.locator("[data-done]")).to_contain_text("0 notes, 1 review, 1 schedule")
    is_the_same(page)
    ((type_, queue, due, interval, reps),) = sql(
        anki, "SELECT type, queue, due, ivl, reps FROM cards WHERE id = ?", mine
    )
    today = collection.sched.today
    assert (type_, queue, due, interval, reps) == (2, 2, today + 1, 1, 1)
    assert len(sql(anki, "SELECT id FROM revlog")) == 2
    assert re.search(r"\b2\W+cards", collection.studied_today())
    assert sorted(sql(anki, "SELECT guid FROM notes")) == guids
    assert not visitor.troubles


def test_anki_closes_in_the_middle_and_nothing_comes_twice(
    visitor: Visitor, page: Page, anki: Anki
) -> None:
    looks(page)
    sends(page)
    answers_here(visitor, anki, "Question 0?")
    answers_here(visitor, anki, "Question 3?")
    opens(visitor, anki)
    looks(page)
    reviews = int(told(page)["Reviews"][0])

    def close(action: str) -> None:
        if action == "insertReviews":
            anki.before = lambda action: None
            anki.dies()

    anki.before = close
    page.get_by_role("button", name="Send to Anki").click()
    expect(page.get_by_role("alert")).to_contain_text("Anki stopped answering")
    expect(page.get_by_role("button", name="Look what differs")).to_be_enabled()
    assert not sql(anki, "SELECT id FROM revlog")
    visitor.troubles.clear()
    says(page, "Anki does not answer. Is it open on this computer")
    visitor.troubles.clear()
    anki.start()
    looks(page)
    assert int(told(page)["Reviews"][0]) == reviews
    sends(page)
    is_the_same(page)
    assert len(sql(anki, "SELECT id FROM revlog")) == reviews
    assert len(cards(anki)) == 4


def test_who_may_not_ask_is_told_what_to_do(visitor: Visitor, page: Page, anki: Anki) -> None:
    origin = visitor.site.url
    anki.origins.clear()
    anki.answers = NO
    says(page, "Anki does not let this page in")
    assert anki.asked == [origin]
    anki.answers = NEVER
    says(page, "Anki does not let this page in")
    says(page, f"Take {origin} out of “ignoreOriginList”")
    assert anki.asked == [origin, origin]
    anki.ignored.clear()
    anki.answers = "yes"
    looks(page)
    anki.key = "rupture"
    says(page, "asks for an API key")
    page.get_by_label("API key").fill("repair")
    says(page, "asks for an API key")
    page.get_by_label("API key").fill("rupture")
    looks(page)
    sends(page)
    anki.api = 7
    says(page, "another version of AnkiConnect")
    anki.api = 6
    collection, anki.actions._open = anki.actions._open, None
    says(page, "no profile is")
    anki.actions._open = collection
    looks(page)
    is_the_same(page)


def test_a_look_can_be_stopped(page: Page, anki: Anki) -> None:
    anki.origins.clear()
    waits = anki._lock
    waits.acquire()
    page.get_by_role("button", name="Look what differs").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("alert")).to_contain_text("Stopped.")
    expect(page.get_by_role("button", name="Look what differs")).to_be_focused()
    waits.release()
