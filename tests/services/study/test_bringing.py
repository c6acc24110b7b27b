"""Reviews and schedules from another program: all of them come in, once, and go again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade
from flashcards.core.scheduling.elsewhere import Given, Stage
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import bringing, events, sitting, telling
from flashcards.services.study.bringing import Brought, Placed, Reviewed
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment, ReviewEvent
from tests.conftest import NOW
from tests.services.people import DAY, START, Class, answer, log, make_class, schedules, send

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def people(database: Database) -> Iterator[tuple[Session, Class, User]]:
    with database.write() as session:
        found = make_class(session)
        yield session, found, session.get_one(User, found.learner)


def brought(card: int, days: int = 30, due: int = 12) -> Brought:
    """Return what a card brings along that was answered twice, the last time ``days`` ago."""
    at = START - days * DAY
    day = NOW.date() - timedelta(days=days)
    given = [Given(Stage.LEARNING, 1, -600, 250), Given(Stage.REVIEW, days + due, 1, 235)]
    answers = [
        Reviewed(f"7-{card}-{number}", at + (number - 1) * DAY, Grade(4), each, 4000)
        for number, each in enumerate(given)
    ]
    there = Schedule(
        2, 235, days + due, day + timedelta(days=days + due), day, 0, 2, None, 50.0, 5.0
    )
    return Brought(card, answers, Placed(f"7-p-{card}", at, there))


def test_a_card_is_due_and_as_easy_as_it_was_there(
    people: tuple[Session, Class, User],
) -> None:
    session, found, learner = people
    first, second, *_ = found.cards
    assert bringing.bring(session, learner, [brought(first), brought(second, 3, 1)], LATER) == 4
    kept = schedules(session, learner.id)
    assert kept.keys() == {first, second}
    assert kept[first][0] == date(2026, 1, 30)
    assert kept[first][1] == replace(
        brought(first).placed.schedule,  # type: ignore[union-attr]
        stability=None,
        difficulty=None,
    )
    assert kept[second][1].due == NOW.date() + timedelta(days=1)


def test_what_is_written_at_once_is_what_the_log_folds_to(
    people: tuple[Session, Class, User],
) -> None:
    session, found, learner = people
    bringing.bring(session, learner, [brought(card, card) for card in found.cards], LATER)
    before = schedules(session, learner.id)
    studied = {found.deck: session.get_one(Enrolment, (learner.id, found.deck))}
    cards = session.scalars(select(Card).where(Card.deck_id == found.deck)).all()
    events.refold(session, learner.id, cards, studied)
    assert schedules(session, learner.id) == before


def test_answers_of_both_sides_are_one_history(people: tuple[Session, Class, User]) -> None:
    session, found, learner = people
    card = found.cards[0]
    send(session, learner.id, answer("mine", card, 4, START - 60 * DAY))
    assert bringing.bring(session, learner, [brought(card)], LATER) == 2
    story = telling.of_card(session, learner, session.get_one(Card, card), LATER)
    assert [line.kind for line in story.lines] == ["in Anki", "in Anki", "in Anki", "scheduled"]
    assert "came along from Anki" in story.why
    assert schedules(session, learner.id)[card][1].due == NOW.date() + timedelta(days=12)


def test_an_answer_here_after_them_goes_on_from_there(
    people: tuple[Session, Class, User],
) -> None:
    session, found, learner = people
    card = found.cards[0]
    bringing.bring(session, learner, [brought(card, 30, 0)], LATER)
    (taken,) = send(session, learner.id, answer("mine", card, 4))
    assert taken.schedule is not None
    assert taken.schedule.interval == 71  # 30 days × 2.35, rounded up
    assert sitting.undo(session, learner, found.deck, "undo", NOW) is not None
    assert sitting.undo(session, learner, found.deck, "again", NOW) is None


def test_all_of_it_is_taken_back_and_can_come_again(
    people: tuple[Session, Class, User],
) -> None:
    session, found, learner = people
    send(session, learner.id, answer("mine", found.cards[0], 4, START - 60 * DAY))
    before = schedules(session, learner.id)
    bringing.bring(session, learner, [brought(card) for card in found.cards], LATER)
    after = schedules(session, learner.id)
    assert after != before
    assert bringing.take_back(session, learner, LATER, LATER) == 3 * len(found.cards)
    assert schedules(session, learner.id) == before
    assert bringing.take_back(session, learner, LATER, LATER) == 0
    again = [
        Brought(
            card,
            [replace(each, id=f"8{each.id}") for each in brought(card).answers],
            replace(brought(card).placed, id=f"8-p-{card}"),  # type: ignore[type-var]
        )
        for card in found.cards
    ]
    bringing.bring(session, learner, again, LATER + timedelta(hours=1))
    assert schedules(session, learner.id) == after


def test_cards_that_she_does_not_study_get_nothing(people: tuple[Session, Class, User]) -> None:
    session, found, learner = people
    before = log(session, found.other)
    assert bringing.bring(session, learner, [brought(found.other_cards[3])], LATER) == 0
    assert log(session, found.other) == before
    assert not session.scalars(
        select(ReviewEvent.id).where(ReviewEvent.user_id == learner.id)
    ).all()
    assert schedules(session, learner.id) == {}


def test_new_cards_begin_after_those_that_came_with_a_schedule(
    people: tuple[Session, Class, User],
) -> None:
    session, found, learner = people
    bringing.bring(session, learner, [brought(card) for card in found.cards[:3]], LATER)
    settings = session.get_one(Enrolment, (learner.id, found.deck))
    fourth = session.get_one(Card, found.cards[3])
    assert settings.new_from == fourth.position
    bringing.take_back(session, learner, LATER, LATER)
    assert settings.new_from == 0
