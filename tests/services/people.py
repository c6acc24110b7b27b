"""Learners, decks and cards for the tests of services, with others' rows around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade
from flashcards.core.notes import Note, NoteType
from flashcards.core.scheduling import day
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.library import decks, notes
from flashcards.services.study import events
from flashcards.services.study.events import Incoming, Taken
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import Enrolment, ReviewEvent, ScheduleRow
from tests.conftest import NOW

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
START = day.milliseconds(NOW)
WEEK_OF_NOTES = (NoteType.BASIC, NoteType.CLOZE, NoteType.REVERSED, NoteType.BASIC, NoteType.CLOZE)


def make_user(session: Session, email: str = "ann@b.org", zone: str = "Europe/Berlin") -> User:
    """Add a learner."""
    user = User(email=email, password_hash="x", created_at=NOW, zone=zone, rollover=4)
    session.add(user)
    session.flush()
    return user


def basic(guid: str, front: str = "Who?", back: str = "Bordin", **more: Any) -> Note:
    """Return a basic note."""
    return Note(guid, NoteType.BASIC, front=front, back=back, **more)


def cloze(guid: str, text: str = "{{c1::bond}}, {{c2::goals}} and {{c3::tasks}}") -> Note:
    """Return a cloze note."""
    return Note(guid, NoteType.CLOZE, text=text)


def note_of_type(guid: str, kind: NoteType) -> Note:
    """Return a note of a type."""
    return cloze(guid) if kind is NoteType.CLOZE else Note(guid, kind, front="Who?", back="Bordin")


@dataclass
class Class:
    """A learner with her deck, and beside her somebody with a deck and answers of his own."""

    learner: int
    deck: int
    cards: list[int]
    other: int
    other_deck: int
    other_cards: list[int]
    shared: int
    shared_cards: list[int] = field(default_factory=list)


def make_class(session: Session, kinds: Sequence[NoteType] = WEEK_OF_NOTES) -> Class:
    """Add two learners, a deck for each, and a shared one that both study; he has answered."""
    ann, bob = make_user(session), make_user(session, "bob@b.org", "America/New_York")
    own = decks.add(session, ann.id, "Alliance", "", NOW)
    his = decks.add(session, bob.id, "Alliance", "", NOW)
    shared = Deck(shipped="shared", title="Shared", created_at=NOW)
    session.add(shared)
    session.flush()
    for user in (ann, bob):
        decks.enrol(session, user.id, shared.id, NOW)
    for deck in (own, his, shared):
        for number, kind in enumerate(kinds):
            notes.add(session, deck.id, note_of_type(f"n{number}", kind), NOW)
    found = Class(
        ann.id,
        own.id,
        cards_of(session, own.id),
        bob.id,
        his.id,
        cards_of(session, his.id),
        shared.id,
        cards_of(session, shared.id),
    )
    noise = [*found.other_cards[:2], *found.shared_cards[:2]]
    events.record(
        session,
        bob,
        [answer(f"bob-{card}", card, 1, START - HOUR) for card in noise],
        NOW,
    )
    return found


def cards_of(session: Session, deck_id: int) -> list[int]:
    """Return the cards of a deck in its order."""
    return list(
        session.scalars(
            select(Card.id).where(Card.deck_id == deck_id).order_by(Card.position, Card.ordinal)
        )
    )


def answer(name: str, card_id: int, grade: int, at: int = START, took: int = 5000) -> Incoming:
    """Return an answer as a client sends it."""
    return Incoming(name, card_id, at, Grade(grade), took=took)


def void(name: str, card_id: int, target: str, at: int = START) -> Incoming:
    """Return a void as a client sends it."""
    return Incoming(name, card_id, at, target=target)


def send(
    session: Session, learner_id: int, *incoming: Incoming, now: datetime = NOW
) -> list[Taken]:
    """Record events of a learner."""
    return events.record(session, session.get_one(User, learner_id), incoming, now)


def schedules(session: Session, user_id: int) -> dict[int, tuple[Any, Schedule]]:
    """Return the learner's schedules with their first days, by card."""
    rows = session.scalars(select(ScheduleRow).where(ScheduleRow.user_id == user_id))
    return {row.card_id: (row.first_day, row.schedule) for row in rows}


def log(session: Session, user_id: int) -> list[tuple[Any, ...]]:
    """Return every column of the learner's events."""
    table = ReviewEvent.__table__
    rows = session.execute(
        select(*table.columns).where(table.c.user_id == user_id).order_by(table.c.id)
    )
    return [tuple(row) for row in rows]


def enrolment(session: Session, user_id: int, deck_id: int) -> Enrolment:
    """Return how a learner studies a deck."""
    return session.get_one(Enrolment, (user_id, deck_id))
