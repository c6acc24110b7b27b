"""A card by hand: buried for a day, left out, flagged; a note that moves with all that is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict, NotFound, Refused
from flashcards.services.library import decks, moving, notes, search
from flashcards.services.study import by_hand, sitting, today
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Note
from flashcards.store.models.learning import CardFlag, ReviewEvent, ScheduleRow
from tests.conftest import NOW
from tests.services.people import (
    DAY,
    START,
    Class,
    answer,
    basic,
    cards_of,
    enrolment,
    make_class,
    schedules,
    send,
)

TODAY = date(2026, 3, 2)


@pytest.fixture
def people(database: Database) -> Class:
    """Give a learner with a deck, and somebody else beside her."""
    with database.write() as session:
        return make_class(session)


def ann(session: Session, people: Class) -> User:
    return session.get_one(User, people.learner)


def queue(session: Session, people: Class, deck: int, day: date = TODAY) -> set[int]:
    left = today.left(session, enrolment(session, people.learner, deck), day)
    return {waiting.card_id for waiting in left.queue}


@pytest.mark.parametrize("kind", ["new", "due", "drill"])
def test_a_buried_card_rests_one_day(database: Database, people: Class, kind: str) -> None:
    card = people.cards[0]
    with database.write() as session:
        if kind != "new":
            grade, at = (4, START - DAY) if kind == "due" else (1, START)
            send(session, people.learner, answer("first-answer", card, grade, at))
        assert card in queue(session, people, people.deck)
        by_hand.bury(session, ann(session, people), card, TODAY)
    with database.read() as session:
        assert card not in queue(session, people, people.deck)
        assert card in queue(session, people, people.deck, TODAY + timedelta(days=1))


def test_a_new_card_that_is_buried_is_not_passed_for_ever(
    database: Database, people: Class
) -> None:
    first, *others = people.cards
    with database.write() as session:
        by_hand.bury(session, ann(session, people), first, TODAY)
        send(session, people.learner, *[answer(f"met-{c}", c, 4) for c in others])
        assert first in queue(session, people, people.deck, TODAY + timedelta(days=1))


def test_where_all_that_is_left_is_buried_the_deck_goes_on_tomorrow(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        settings = enrolment(session, people.learner, people.deck)
        for card in people.cards:
            by_hand.bury(session, ann(session, people), card, TODAY)
        left = today.left(session, settings, TODAY)
        assert left.total == 0
        tomorrow = TODAY + timedelta(days=1)
        assert today.next_due(session, settings, TODAY, left) == tomorrow


def test_one_card_is_left_out_and_its_siblings_stay(database: Database, people: Class) -> None:
    with database.write() as session:
        settings = enrolment(session, people.learner, people.deck)
        settings.bury_siblings = False
        note = session.get_one(Card, people.cards[1]).note_id
        first, *siblings = session.scalars(select(Card.id).where(Card.note_id == note)).all()
        by_hand.suspend(session, ann(session, people), first, True)
        found = queue(session, people, people.deck)
        assert first not in found
        assert set(siblings) <= found
        by_hand.suspend(session, ann(session, people), first, False)
        assert first in queue(session, people, people.deck)


def test_what_she_does_by_hand_is_hers_alone(database: Database, people: Class) -> None:
    with database.write() as session:
        before = today.left(session, enrolment(session, people.other, people.shared), TODAY)
        shared = before.queue[0].card_id
        by_hand.bury(session, ann(session, people), shared, TODAY)
        by_hand.flag(session, ann(session, people), shared, True)
        his = today.left(session, enrolment(session, people.other, people.shared), TODAY)
        assert his == before
        assert not session.scalars(select(CardFlag).where(CardFlag.user_id == people.other)).all()
        with pytest.raises(NotFound):
            by_hand.flag(session, ann(session, people), people.other_cards[0], True)


def test_browsing_finds_flagged_notes_of_hers_alone(database: Database, people: Class) -> None:
    with database.write() as session:
        by_hand.flag(session, ann(session, people), people.cards[0], True)
        by_hand.flag(session, ann(session, people), people.cards[1], True)
        by_hand.flag(session, ann(session, people), people.cards[1], False)
        bob = session.get_one(User, people.other)
        by_hand.flag(session, bob, people.shared_cards[0], True)
        found = search.notes(session, people.learner, flagged=True)
        flagged = session.get_one(Card, people.cards[0]).note_id
        assert [note.id for note, _ in found.rows] == [flagged]


def test_a_note_moves_with_its_schedules_and_its_reviews(database: Database, people: Class) -> None:
    card = people.cards[0]
    with database.write() as session:
        other = decks.add(session, people.learner, "Other", "", NOW).id
        send(session, people.learner, answer("first-answer", card, 4, START))
        before = schedules(session, people.learner)
        note = session.get_one(Card, card).note_id
        moving.move(session, people.learner, note, other)
    with database.write() as session:
        assert schedules(session, people.learner) == before
        assert cards_of(session, other) == [card]
        for chosen in (
            select(ScheduleRow.deck_id).where(ScheduleRow.card_id == card),
            select(ReviewEvent.deck_id).where(ReviewEvent.card_id == card),
        ):
            assert session.scalars(chosen).all() == [other]
        assert sitting.done(session, ann(session, people), other, TODAY).answers == 1
        assert sitting.done(session, ann(session, people), people.deck, TODAY).answers == 0
        undone = sitting.undo(session, ann(session, people), other, "undo-0001", NOW)
        assert undone is not None
        assert card in queue(session, people, other)


def test_a_new_note_that_moves_is_new_there(database: Database, people: Class) -> None:
    with database.write() as session:
        other = decks.add(session, people.learner, "Other", "", NOW).id
        there = notes.add(session, other, basic("there"), NOW)
        send(session, people.learner, answer("met-there", there.cards[0].id, 4))
        card = people.cards[0]
        moving.move(session, people.learner, session.get_one(Card, card).note_id, other)
        assert queue(session, people, other) == {card}
        assert card not in queue(session, people, people.deck)


def test_shared_notes_and_decks_of_others_are_not_moved(database: Database, people: Class) -> None:
    with database.write() as session:
        own = session.get_one(Card, people.cards[0]).note_id
        shared = session.get_one(Card, people.shared_cards[0]).note_id
        with pytest.raises(Refused):
            moving.move(session, people.learner, shared, people.deck)
        with pytest.raises(Refused):
            moving.move(session, people.learner, own, people.shared)
        with pytest.raises(NotFound):
            moving.move(session, people.learner, own, people.other_deck)


def test_a_note_that_is_there_already_does_not_come_twice(
    database: Database, people: Class
) -> None:
    with database.write() as session:
        other = decks.add(session, people.learner, "Other", "", NOW).id
        row = session.get_one(Note, session.get_one(Card, people.cards[0]).note_id)
        notes.add(session, other, basic(row.guid), NOW)
        with pytest.raises(Conflict, match="has this note already"):
            moving.move(session, people.learner, row.id, other)
