"""What a learner has to do today: counts for each deck, and the cards that come next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core import queue
from flashcards.core.errors import NotFound
from flashcards.core.queue import Waiting
from flashcards.core.scheduling import day
from flashcards.services.library import decks as decks_of
from flashcards.store import queries
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from flashcards.store.models.learning import Enrolment


@dataclass(frozen=True)
class Left:
    """What is left of a study day in one deck, in cards."""

    due: list[Waiting]
    new: list[Waiting]
    drill: list[Waiting]
    waiting: int
    """How many cards are due beyond the day's limit of reviews."""
    new_stopped: bool
    """Whether new cards pause because more is overdue than a day's limit."""

    @property
    def total(self) -> int:
        """Return how many cards are still to come today."""
        return len(self.due) + len(self.new) + len(self.drill)

    @property
    def queue(self) -> list[Waiting]:
        """Return the cards in the order in which they come: the drill last."""
        return [*queue.mixed(self.due, self.new), *self.drill]


@dataclass(frozen=True)
class DeckToday:
    """A deck on the learner's home, with what is left today and when it goes on."""

    deck: Deck
    left: Left
    next_due: date | None


def study_day_of(learner: User, now: datetime) -> date:
    """Return the learner's study day at the instant ``now``."""
    return day.study_day(now, day.zone(learner.zone), learner.rollover)


def enrolment(session: Session, learner: User, deck_id: int) -> Enrolment:
    """Return how the learner studies a deck; raises NotFound where she does not."""
    found = decks_of.enrolment(session, learner.id, deck_id)
    deck = session.get(Deck, deck_id) if found else None
    if found is None or deck is None or deck.deleted_at is not None:
        raise NotFound("There is no such deck among yours.")
    return found


def decks(session: Session, learner: User, now: datetime) -> list[DeckToday]:
    """Return the learner's decks by title, each with what is left today."""
    rows = session.execute(
        select(Deck, Enrolment)
        .join(Enrolment, Enrolment.deck_id == Deck.id)
        .where(
            Enrolment.user_id == learner.id,
            Enrolment.left_at.is_(None),
            Deck.deleted_at.is_(None),
        )
        .order_by(Deck.title, Deck.id)
    ).all()
    today = study_day_of(learner, now)
    found = []
    for deck, settings in rows:
        to_come = left(session, settings, today)
        found.append(DeckToday(deck, to_come, next_due(session, settings, today, to_come)))
    return found


def left(session: Session, settings: Enrolment, today: date) -> Left:
    """Return what is left of the study day ``today`` in one deck."""
    scope = _scope(settings, today)
    due = queue.shuffled(queries.due(session, scope), f"{settings.user_id}/{today.isoformat()}")
    if settings.bury_siblings:
        due = queue.one_of_each_note(due)
    room = _room(session, scope, settings)
    stopped = room is not None and len(due) > room
    wanted = 0 if stopped else settings.new_per_day - queries.introduced(session, scope)
    busy = {card.note_id for card in due} if settings.bury_siblings else set()
    return Left(
        due=due if room is None else due[:room],
        new=queries.new(session, scope, settings.new_from, wanted, busy),
        drill=queries.drilling(session, scope),
        waiting=0 if room is None else max(0, len(due) - room),
        new_stopped=stopped,
    )


def next_due(session: Session, settings: Enrolment, today: date, left: Left) -> date | None:
    """Return the study day on which the deck goes on: today while anything is ``left``.

    That is tomorrow where cards of today rest: siblings of what was answered, or those beyond the
    limit.
    """
    if left.total:
        return today
    scope = _scope(settings, today)
    if queries.due(session, replace(scope, bury_siblings=False), limit=1):
        return today + timedelta(days=1)
    return queries.next_due(session, scope)


def _room(session: Session, scope: queries.Scope, settings: Enrolment) -> int | None:
    if settings.reviews_per_day is None:
        return None
    return max(0, settings.reviews_per_day - queries.reviewed(session, scope))


def _scope(settings: Enrolment, today: date) -> queries.Scope:
    return queries.Scope(settings.user_id, settings.deck_id, today, settings.bury_siblings)
