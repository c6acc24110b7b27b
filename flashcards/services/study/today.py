"""What a learner has to do today: counts for each deck, and the cards that come next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core import queue
from flashcards.core.errors import NotFound
from flashcards.core.queue import Waiting
from flashcards.core.reviews import memory_of
from flashcards.core.scheduling import day, fsrs
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.library import decks as decks_of
from flashcards.services.study import fits, pacing
from flashcards.store import queries
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from flashcards.store.models.learning import Enrolment

LIKELY_FIRST = "likely"
"""The way to work off a backlog that begins with what is most likely remembered."""


@dataclass(frozen=True)
class Left:
    """What is left of a study day in one deck, in cards."""

    due: list[Waiting]
    new: list[Waiting]
    drill: list[Waiting]
    look: list[Waiting]
    """Cards that come once more before an exam; their answers move nothing."""
    waiting: int
    """How many cards are due beyond the day's limit of reviews."""
    new_stopped: bool
    """Whether new cards pause because more is overdue than a day's limit."""

    @property
    def total(self) -> int:
        """Return how many cards are still to come today."""
        return len(self.due) + len(self.new) + len(self.look) + len(self.drill)

    @property
    def queue(self) -> list[Waiting]:
        """Return the cards in the order in which they come: the drill last."""
        return [*queue.mixed(self.due, self.new), *self.look, *self.drill]


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
    due = _in_order(session, scope, settings)
    if settings.bury_siblings:
        due = queue.one_of_each_note(due)
    learner = session.get_one(User, settings.user_id)
    room = _room(session, scope, settings, learner)
    stopped = room is not None and len(due) > room
    wanted = 0 if stopped else _new_room(session, scope, settings, learner)
    drill = queries.drilling(session, scope)
    busy = {card.note_id for card in due} if settings.bury_siblings else set()
    coming = {card.card_id for card in (*due, *drill)}
    return Left(
        due=due if room is None else due[:room],
        new=queries.new(session, scope, settings.new_from, wanted, busy),
        drill=drill,
        look=pacing.last_look(session, settings, today, coming),
        waiting=0 if room is None else max(0, len(due) - room),
        new_stopped=stopped,
    )


def next_due(session: Session, settings: Enrolment, today: date, left: Left) -> date | None:
    """Return the study day on which the deck goes on: today while anything is ``left``.

    That is tomorrow where cards of today rest: siblings of what was answered, those beyond the
    limit, and those that were buried.
    """
    if left.total:
        return today
    scope = _scope(settings, today)
    rests = queries.due(session, replace(scope, bury_siblings=False), limit=1)
    if rests or queries.is_any_buried(session, scope):
        return today + timedelta(days=1)
    return queries.next_due(session, scope)


def _in_order(session: Session, scope: queries.Scope, settings: Enrolment) -> list[Waiting]:
    """Return what is due: the longest overdue first, or what is most likely remembered."""
    seed = f"{settings.user_id}/{scope.day.isoformat()}"
    due = queries.due(session, scope)
    if settings.backlog != LIKELY_FIRST:
        return queue.shuffled(due, seed)
    known = queries.memories(session, scope, [card.card_id for card in due])
    by_fsrs = fits.settings_of(session, settings)
    weights = by_fsrs.parameters if by_fsrs else fsrs.DEFAULTS
    recall = {card: chance_of_recall(known[card], scope.day, weights) for card in known}
    return queue.likely_first(due, recall, seed)


def chance_of_recall(schedule: Schedule, today: date, weights: fsrs.Parameters) -> float:
    """Return how likely a card is remembered, 0 to 1.

    Where FSRS keeps no memory of it: as if its interval were the time in which recall falls to
    90 %, by FSRS's curve of forgetting.
    """
    days = float(max(1, schedule.days))
    memory = memory_of(schedule) or fsrs.Memory(days, 5.0)
    return fsrs.retrievability(memory, schedule.last_day, today, weights)


def _room(session: Session, scope: queries.Scope, settings: Enrolment, learner: User) -> int | None:
    """Return how many reviews there is room for today, by the deck's limit and the one over all."""
    rooms = []
    if settings.reviews_per_day is not None:
        rooms.append(settings.reviews_per_day - queries.reviewed(session, scope))
    if learner.reviews_per_day is not None:
        done = (queries.reviewed(session, each) for each in _all_scopes(session, scope))
        rooms.append(learner.reviews_per_day - sum(done))
    return max(0, min(rooms)) if rooms else None


def _new_room(session: Session, scope: queries.Scope, settings: Enrolment, learner: User) -> int:
    introduced = queries.introduced(session, scope)
    per_day = pacing.new_per_day(session, settings, scope.day, introduced)
    wanted = per_day - introduced
    if learner.new_per_day is None:
        return wanted
    met = sum(queries.introduced(session, each) for each in _all_scopes(session, scope))
    return min(wanted, learner.new_per_day - met)


def _all_scopes(session: Session, scope: queries.Scope) -> list[queries.Scope]:
    """Return ``scope`` for each deck that the learner ever studied."""
    decks = session.scalars(select(Enrolment.deck_id).where(Enrolment.user_id == scope.user_id))
    return [replace(scope, deck_id=deck_id) for deck_id in decks]


def _scope(settings: Enrolment, today: date) -> queries.Scope:
    return queries.Scope(settings.user_id, settings.deck_id, today, settings.bury_siblings)
