"""The named selects of studying: what is due, what is new, what was answered.

Each is written so that a database without statistics takes the index that begins with the learner
and the deck: an ORDER BY or a DISTINCT over another column leads SQLite to a scan of everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from flashcards.core.queue import Waiting
from flashcards.core.scheduling.schedule import Schedule
from flashcards.store.models.content import Card
from flashcards.store.models.learning import CardFlag, Enrolment, ScheduleRow

MOST = 1000
"""No count goes on beyond this and no queue is longer, however large the collection is."""

_PAGE = 200


@dataclass(frozen=True)
class Scope:
    """One learner studying one deck on one study day."""

    user_id: int
    deck_id: int
    day: date
    bury_siblings: bool = True


def due(session: Session, scope: Scope, limit: int = MOST) -> list[Waiting]:
    """Return the cards due on or before the day, longest overdue first."""
    rows = session.execute(
        _due(scope, ScheduleRow.card_id, ScheduleRow.note_id, ScheduleRow.due)
        .order_by(ScheduleRow.due, ScheduleRow.card_id)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def drilling(session: Session, scope: Scope, limit: int = MOST) -> list[Waiting]:
    """Return the cards that come back on the same day until they are known."""
    rows = session.execute(
        select(ScheduleRow.card_id, ScheduleRow.note_id, ScheduleRow.due)
        .join(Card, Card.id == ScheduleRow.card_id)
        .where(
            ScheduleRow.user_id == scope.user_id,
            ScheduleRow.deck_id == scope.deck_id,
            ScheduleRow.drill_day == scope.day,
            Card.active,
            ~_left_out(scope, ScheduleRow.card_id),
        )
        .order_by(ScheduleRow.drill_day)
        .limit(limit)
    )
    return sorted((Waiting(*row) for row in rows), key=lambda card: card.card_id)


def new(
    session: Session, scope: Scope, new_from: int, wanted: int, busy: Collection[int] = ()
) -> list[Waiting]:
    """Return the first ``wanted`` new cards in the deck's order.

    Where siblings are kept apart: one of each note at the most, and none of the notes ``busy``.
    """
    found: list[Waiting] = []
    if wanted <= 0:
        return found
    notes = {*answered_notes(session, scope), *busy} if scope.bury_siblings else set()
    for card in _new_in_order(session, scope, new_from):
        if scope.bury_siblings and card.note_id in notes:
            continue
        notes.add(card.note_id)
        found.append(card)
        if len(found) == wanted:
            break
    return found


def first_new_position(session: Session, scope: Scope, new_from: int) -> int:
    """Return the position of the first new card, or one past the end of the deck."""
    position: int | None = session.scalar(
        _new(scope, Card.position).where(Card.position >= new_from).order_by(Card.position).limit(1)
    )
    if position is None:
        last = session.scalar(
            select(func.max(Card.position)).where(Card.deck_id == scope.deck_id, Card.active)
        )
        return max(new_from, 0 if last is None else last + 1)
    return position


def look_again_from(session: Session, deck_id: int, position: int) -> None:
    """Let the search for new cards of a deck begin no later than at ``position``."""
    session.execute(
        update(Enrolment)
        .where(Enrolment.deck_id == deck_id, Enrolment.new_from > position)
        .values(new_from=position)
    )


def introduced(session: Session, scope: Scope) -> int:
    """Return how many cards of the deck the learner met for the first time on the day."""
    return _count(
        session,
        select(ScheduleRow.card_id).where(
            ScheduleRow.user_id == scope.user_id,
            ScheduleRow.deck_id == scope.deck_id,
            ScheduleRow.first_day == scope.day,
        ),
    )


def reviewed(session: Session, scope: Scope) -> int:
    """Return how many cards met earlier were answered on the day."""
    return _count(
        session,
        select(ScheduleRow.card_id).where(
            ScheduleRow.user_id == scope.user_id,
            ScheduleRow.deck_id == scope.deck_id,
            ScheduleRow.last_day == scope.day,
            ScheduleRow.first_day < scope.day,
        ),
    )


def answered_notes(session: Session, scope: Scope) -> set[int]:
    """Return the notes of the deck of which a card was answered on the day."""
    return set(
        session.scalars(
            select(ScheduleRow.note_id).where(
                ScheduleRow.user_id == scope.user_id,
                ScheduleRow.deck_id == scope.deck_id,
                ScheduleRow.last_day == scope.day,
            )
        )
    )


def schedules_of(session: Session, user_id: int, deck_id: int) -> list[ScheduleRow]:
    """Return the schedules of all cards of a deck that a learner has met."""
    return list(
        session.scalars(
            select(ScheduleRow)
            .where(ScheduleRow.user_id == user_id, ScheduleRow.deck_id == deck_id)
            .order_by(ScheduleRow.card_id)
        )
    )


def weakest(session: Session, scope: Scope, limit: int = MOST) -> list[Waiting]:
    """Return the cards of the deck that were met, those with the shortest interval first."""
    rows = session.execute(
        select(ScheduleRow.card_id, ScheduleRow.note_id, ScheduleRow.due)
        .join(Card, Card.id == ScheduleRow.card_id)
        .where(
            ScheduleRow.user_id == scope.user_id,
            ScheduleRow.deck_id == scope.deck_id,
            Card.active,
            ~_left_out(scope, ScheduleRow.card_id),
        )
        .order_by(ScheduleRow.interval, ScheduleRow.ease, ScheduleRow.card_id)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def memories(session: Session, scope: Scope, card_ids: Sequence[int]) -> dict[int, Schedule]:
    """Return the schedules of some cards of a deck, by card."""
    rows = session.scalars(
        select(ScheduleRow).where(
            ScheduleRow.user_id == scope.user_id, ScheduleRow.card_id.in_(card_ids)
        )
    )
    return {row.card_id: row.schedule for row in rows}


def load(session: Session, user_id: int, first: date, last: date) -> dict[date, int]:
    """Return how many of a learner's cards, of all decks, are due on each day between."""
    rows = session.execute(
        select(ScheduleRow.due, func.count())
        .where(ScheduleRow.user_id == user_id, ScheduleRow.due.between(first, last))
        .group_by(ScheduleRow.due)
    )
    return dict(iter(rows))


def next_due(session: Session, scope: Scope) -> date | None:
    """Return the first due day after the day, or None where nothing is scheduled."""
    return session.scalar(
        select(func.min(ScheduleRow.due))
        .join(Card, Card.id == ScheduleRow.card_id)
        .where(
            ScheduleRow.user_id == scope.user_id,
            ScheduleRow.deck_id == scope.deck_id,
            ScheduleRow.due > scope.day,
            Card.active,
            ~_suspended(scope.user_id, ScheduleRow.card_id),
        )
    )


def is_any_buried(session: Session, scope: Scope) -> bool:
    """Say whether a card of the deck rests on the day and comes again on the next."""
    found = session.scalar(
        select(CardFlag.card_id)
        .join(Card, Card.id == CardFlag.card_id)
        .where(
            CardFlag.user_id == scope.user_id,
            CardFlag.buried_on == scope.day,
            ~CardFlag.suspended,
            Card.deck_id == scope.deck_id,
            Card.active,
        )
        .limit(1)
    )
    return found is not None


def _due(scope: Scope, *columns: Any) -> Select[*tuple[Any, ...]]:
    statement = (
        select(*columns)
        .join(Card, Card.id == ScheduleRow.card_id)
        .where(
            ScheduleRow.user_id == scope.user_id,
            ScheduleRow.deck_id == scope.deck_id,
            ScheduleRow.due <= scope.day,
            Card.active,
            ~_left_out(scope, ScheduleRow.card_id),
        )
    )
    return statement.where(~_sibling_answered(scope)) if scope.bury_siblings else statement


def _sibling_answered(scope: Scope) -> ColumnElement[bool]:
    sibling = aliased(ScheduleRow)
    return exists().where(
        sibling.user_id == scope.user_id,
        sibling.note_id == ScheduleRow.note_id,
        sibling.last_day == scope.day,
    )


def _new_in_order(session: Session, scope: Scope, new_from: int) -> Iterator[Waiting]:
    position, ordinal = new_from, -1
    while True:
        rows = session.execute(
            _new(scope, Card.id, Card.note_id, Card.position, Card.ordinal)
            .where(
                Card.position >= position,
                (Card.position > position) | (Card.ordinal > ordinal),
                ~_left_out(scope, Card.id),
            )
            .order_by(Card.position, Card.ordinal)
            .limit(_PAGE)
        ).all()
        yield from (Waiting(card_id, note_id) for card_id, note_id, _, _ in rows)
        if len(rows) < _PAGE:
            return
        position, ordinal = rows[-1][2], rows[-1][3]


def _new(scope: Scope, *columns: Any) -> Select[*tuple[Any, ...]]:
    scheduled = exists().where(ScheduleRow.user_id == scope.user_id, ScheduleRow.card_id == Card.id)
    return select(*columns).where(
        Card.deck_id == scope.deck_id,
        Card.active,
        ~scheduled,
        ~_suspended(scope.user_id, Card.id),
    )


def _suspended(user_id: int, card_id: Any) -> ColumnElement[bool]:
    return exists().where(
        CardFlag.user_id == user_id, CardFlag.card_id == card_id, CardFlag.suspended
    )


def _left_out(scope: Scope, card_id: Any) -> ColumnElement[bool]:
    """Suspended, or buried on the day. A buried new card stays new: the search may not pass it."""
    return exists().where(
        CardFlag.user_id == scope.user_id,
        CardFlag.card_id == card_id,
        CardFlag.suspended | (CardFlag.buried_on == scope.day),
    )


def _count(session: Session, statement: Select[*tuple[Any, ...]]) -> int:
    limited = statement.limit(MOST).subquery()
    return session.scalar(select(func.count()).select_from(limited)) or 0
