"""The named selects of the review log: a card's events, the newest answers, what was voided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeVar

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from flashcards.store.logged import COLUMNS, Logged, logged
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment, ReviewEvent, ScheduleRow

T = TypeVar("T", int, str)

PAGE = 200
AT_ONCE = 1000
"""Ids in one select, at the most."""


def events_of(session: Session, user_id: int, card_id: int) -> Sequence[ReviewEvent]:
    """Return all events of one card for one learner."""
    return session.scalars(
        select(ReviewEvent)
        .where(ReviewEvent.user_id == user_id, ReviewEvent.card_id == card_id)
        .order_by(ReviewEvent.answered_at, ReviewEvent.id)
    ).all()


def events_by_id(session: Session, user_id: int, ids: Collection[str]) -> dict[str, ReviewEvent]:
    """Return those of a learner's events that have one of the ids."""
    found = {}
    for some in _portions(ids):
        mine = select(ReviewEvent).where(ReviewEvent.user_id == user_id, ReviewEvent.id.in_(some))
        found.update({row.id: row for row in session.scalars(mine)})
    return found


def cards_by_id(session: Session, ids: Collection[int]) -> dict[int, Card]:
    """Return those of the cards that there are."""
    found = {}
    for some in _portions(ids):
        found.update(
            {row.id: row for row in session.scalars(select(Card).where(Card.id.in_(some)))}
        )
    return found


class CardPlace(NamedTuple):
    """Where a card is."""

    id: int
    note_id: int
    deck_id: int


def places_of_cards(session: Session, ids: Collection[int]) -> dict[int, CardPlace]:
    """Return where those of the cards are that there are."""
    found = {}
    for some in _portions(ids):
        rows = session.execute(select(Card.id, Card.note_id, Card.deck_id).where(Card.id.in_(some)))
        found.update({row.id: CardPlace(*row) for row in rows})
    return found


def events_of_cards(
    session: Session, user_id: int, card_ids: Collection[int]
) -> dict[int, list[Logged]]:
    """Return all events of a learner on the given cards, by card."""
    found: dict[int, list[Logged]] = {}
    for some in _portions(card_ids):
        mine = select(*COLUMNS).where(ReviewEvent.user_id == user_id, ReviewEvent.card_id.in_(some))
        for row in logged(session.execute(mine)):
            found.setdefault(row.card_id, []).append(row)
    return found


def schedules_of_cards(
    session: Session, user_id: int, card_ids: Collection[int]
) -> dict[int, ScheduleRow]:
    """Return a learner's schedules of those of the cards that she has met."""
    found = {}
    for some in _portions(card_ids):
        mine = select(ScheduleRow).where(
            ScheduleRow.user_id == user_id, ScheduleRow.card_id.in_(some)
        )
        found.update({row.card_id: row for row in session.scalars(mine)})
    return found


def events_of_deck(session: Session, user_id: int, deck_id: int) -> dict[int, list[Logged]]:
    """Return all events of a learner on the cards that a deck has now, by card."""
    found: dict[int, list[Logged]] = {}
    rows = session.execute(
        select(*COLUMNS)
        .join(Card, Card.id == ReviewEvent.card_id)
        .where(ReviewEvent.user_id == user_id, Card.deck_id == deck_id)
    )
    for row in logged(rows):
        found.setdefault(row.card_id, []).append(row)
    return found


def events_of_all(session: Session, user_id: int) -> Iterator[list[Logged]]:
    """Yield the events of each card that a learner ever answered, card by card."""
    rows = session.execute(
        select(*COLUMNS)
        .where(ReviewEvent.user_id == user_id)
        .order_by(ReviewEvent.card_id, ReviewEvent.answered_at, ReviewEvent.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for _, of_card in groupby(logged(rows), key=lambda row: row.card_id):
        yield list(of_card)


def fails_of_deck(
    session: Session, user_id: int, deck_id: int, passing: int
) -> list[tuple[int, int]]:
    """Return the card and the time of each answer in a deck below the grade ``passing``."""
    rows = session.execute(
        select(ReviewEvent.card_id, ReviewEvent.answered_at).where(
            ReviewEvent.user_id == user_id,
            ReviewEvent.deck_id == deck_id,
            ReviewEvent.kind == "answer",
            ReviewEvent.grade < passing,
        )
    )
    return [(card_id, at) for card_id, at in rows]


def answered_since(session: Session, user_id: int, deck_id: int, day: date) -> set[int]:
    """Return the cards of a deck that were answered on or after a study day, and not taken back."""
    void = aliased(ReviewEvent)
    taken_back = select(void.target).where(
        void.user_id == user_id, void.deck_id == deck_id, void.kind == "void"
    )
    return set(
        session.scalars(
            select(ReviewEvent.card_id).where(
                ReviewEvent.user_id == user_id,
                ReviewEvent.study_day >= day,
                ReviewEvent.deck_id == deck_id,
                ReviewEvent.kind == "answer",
                ReviewEvent.id.not_in(taken_back),
            )
        )
    )


def moves_at(session: Session, user_id: int, deck_id: int, at: int) -> Sequence[ReviewEvent]:
    """Return the moves of a learner's cards in a deck that were made at one instant."""
    return session.scalars(
        select(ReviewEvent).where(
            ReviewEvent.user_id == user_id,
            ReviewEvent.deck_id == deck_id,
            ReviewEvent.answered_at == at,
            ReviewEvent.kind == "move",
        )
    ).all()


def latest_answers(
    session: Session, user_id: int, deck_id: int, before: ReviewEvent | None, limit: int = PAGE
) -> Sequence[ReviewEvent]:
    """Return the newest answers of a learner in a deck, newest first, from ``before`` on back.

    Practice is not among them: it has a sitting, and an undo, of its own.
    """
    statement = select(ReviewEvent).where(
        ReviewEvent.user_id == user_id,
        ReviewEvent.deck_id == deck_id,
        ReviewEvent.kind == "answer",
        ~ReviewEvent.practice,
    )
    if before is not None:
        at, name = ReviewEvent.answered_at, ReviewEvent.id
        older = and_(at == before.answered_at, name < before.id)
        statement = statement.where((at < before.answered_at) | older)
    return session.scalars(
        statement.order_by(ReviewEvent.answered_at.desc(), ReviewEvent.id.desc()).limit(limit)
    ).all()


def answers_of_day(
    session: Session, user_id: int, deck_id: int, day: date
) -> Sequence[ReviewEvent]:
    """Return the answers that a learner gave in a deck on one study day, but for practice."""
    return session.scalars(
        select(ReviewEvent).where(
            ReviewEvent.user_id == user_id,
            ReviewEvent.study_day == day,
            ReviewEvent.deck_id == deck_id,
            ReviewEvent.kind == "answer",
            ~ReviewEvent.practice,
        )
    ).all()


def practice_since(
    session: Session, user_id: int, card_ids: Collection[int], received: int
) -> list[ReviewEvent]:
    """Return the practice answers to some cards that arrived since an instant, in order.

    Arrival counts, and not the learner's clock: it may be behind the one that says ``received``.
    """
    found: list[ReviewEvent] = []
    for some in _portions(card_ids):
        found += session.scalars(
            select(ReviewEvent).where(
                ReviewEvent.user_id == user_id,
                ReviewEvent.card_id.in_(some),
                ReviewEvent.received_at >= received,
                ReviewEvent.practice,
            )
        )
    return sorted(found, key=lambda row: (row.answered_at, row.id))


def fails_between(
    session: Session, user_id: int, first: date, received: int, passing: int
) -> list[ReviewEvent]:
    """Return the answers below ``passing`` from a study day on that had arrived at an instant."""
    return list(
        session.scalars(
            select(ReviewEvent).where(
                ReviewEvent.user_id == user_id,
                ReviewEvent.study_day >= first,
                ReviewEvent.received_at < received,
                ReviewEvent.kind == "answer",
                ReviewEvent.grade < passing,
            )
        )
    )


def voids_of(session: Session, user_id: int, card_ids: Collection[int]) -> Iterator[ReviewEvent]:
    """Yield the voids that a learner made for any of the cards."""
    for some in _portions(card_ids):
        yield from session.scalars(
            select(ReviewEvent).where(
                ReviewEvent.user_id == user_id,
                ReviewEvent.card_id.in_(some),
                ReviewEvent.kind == "void",
            )
        )


def cards_with_events(session: Session, user_id: int, card_ids: Collection[int]) -> set[int]:
    """Return those of the cards that a learner's log has any event of."""
    found: set[int] = set()
    for some in _portions(card_ids):
        mine = select(ReviewEvent.card_id).where(
            ReviewEvent.user_id == user_id, ReviewEvent.card_id.in_(some)
        )
        found.update(session.scalars(mine.distinct()))
    return found


def answer_times(session: Session, user_id: int, card_ids: Collection[int]) -> dict[int, list[int]]:
    """Return when a learner answered each of the cards, in milliseconds: here, taken back or not;
    or elsewhere, where that stands; and since when its schedules from there are known."""
    void = aliased(ReviewEvent)
    gone = select(void.id).where(
        void.user_id == user_id,
        void.card_id == ReviewEvent.card_id,
        void.kind == "void",
        void.target == ReviewEvent.id,
    )
    found: dict[int, list[int]] = {}
    for some in _portions(card_ids):
        rows = session.execute(
            select(ReviewEvent.card_id, ReviewEvent.answered_at)
            .where(
                ReviewEvent.user_id == user_id,
                ReviewEvent.card_id.in_(some),
                (ReviewEvent.kind == "answer")
                | ReviewEvent.kind.in_(("carried", "placed")) & ~gone.exists(),
            )
            .order_by(ReviewEvent.answered_at)
        )
        for card_id, at in rows:
            found.setdefault(card_id, []).append(at)
    return found


def brought_at(session: Session, user_id: int, received: int) -> Sequence[ReviewEvent]:
    """Return what came to a learner from another program at one instant, and still stands."""
    void = aliased(ReviewEvent)
    taken_back = select(void.target).where(
        void.user_id == user_id,
        void.card_id == ReviewEvent.card_id,
        void.kind == "void",
        void.target == ReviewEvent.id,
    )
    return session.scalars(
        select(ReviewEvent)
        .where(
            ReviewEvent.user_id == user_id,
            ReviewEvent.received_at == received,
            ReviewEvent.kind.in_(("carried", "placed")),
            ~taken_back.exists(),
        )
        .order_by(ReviewEvent.card_id)
    ).all()


def _portions(ids: Collection[T]) -> Iterator[Sequence[T]]:
    """Yield the ids in order, so many at once as one select takes."""
    wanted = sorted(ids)
    for first in range(0, len(wanted), AT_ONCE):
        yield wanted[first : first + AT_ONCE]


def locked_enrolments(session: Session, user_id: int) -> dict[int, Enrolment]:
    """Return what a learner studies, by deck, as it is now; nobody else changes it meanwhile."""
    rows = session.scalars(
        select(Enrolment)
        .where(Enrolment.user_id == user_id)
        .order_by(Enrolment.deck_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.deck_id: row for row in rows}
