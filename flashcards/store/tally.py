"""The named selects of statistics: how long each card's log is, its events, and all cards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from flashcards.store.log import AT_ONCE
from flashcards.store.logged import COLUMNS, Logged, logged
from flashcards.store.models.content import Card, Note
from flashcards.store.models.learning import CardFlag, ReviewEvent, ScheduleRow

Mark = tuple[int, int, int]
"""How many events a card has, and the times of the first and the last: the log only grows, so
another log has another mark."""


class Kept(NamedTuple):
    """A card of a deck, and its schedule if the learner has met it."""

    card_id: int
    deck_id: int
    note_id: int
    tags: str
    suspended: bool
    ease: int | None
    due: date | None
    last_day: date | None
    lapses: int | None
    stability: float | None
    difficulty: float | None


def marks(session: Session, user_id: int) -> dict[int, Mark]:
    """Return the mark of each card that a learner ever answered; one walk through an index."""
    at = ReviewEvent.answered_at
    rows = session.execute(
        select(ReviewEvent.card_id, func.count(), func.min(at), func.max(at))
        .where(ReviewEvent.user_id == user_id)
        .group_by(ReviewEvent.card_id)
    )
    return {card_id: (count, first, last) for card_id, count, first, last in rows}


def events_of(
    session: Session, user_id: int, card_ids: Collection[int], among: int
) -> Iterator[tuple[int, Sequence[Logged]]]:
    """Yield each of the cards with its events; all are read at once where most of ``among`` are
    wanted."""
    wanted = sorted(card_ids)
    if 2 * len(wanted) > among:
        found = set(wanted)
        yield from (each for each in _by_card(session, _events(user_id)) if each[0] in found)
        return
    for first in range(0, len(wanted), AT_ONCE):
        some = ReviewEvent.card_id.in_(wanted[first : first + AT_ONCE])
        yield from _by_card(session, _events(user_id).where(some))


def cards(session: Session, user_id: int, deck_ids: Collection[int]) -> list[Kept]:
    """Return all cards of the decks, with what the learner's schedules say of them."""
    known = (ScheduleRow.card_id == Card.id) & (ScheduleRow.user_id == user_id)
    flagged = (CardFlag.card_id == Card.id) & (CardFlag.user_id == user_id)
    rows = session.execute(
        select(
            Card.id,
            Card.deck_id,
            Card.note_id,
            Note.tags,
            case((CardFlag.suspended, True), else_=False),
            ScheduleRow.ease,
            ScheduleRow.due,
            ScheduleRow.last_day,
            ScheduleRow.lapses,
            ScheduleRow.stability,
            ScheduleRow.difficulty,
        )
        .join(Note, Note.id == Card.note_id)
        .outerjoin(ScheduleRow, known)
        .outerjoin(CardFlag, flagged)
        .where(Card.deck_id.in_(sorted(deck_ids)), Card.active)
    )
    return [Kept(*row) for row in rows]


def _events(user_id: int) -> Select[*tuple[Any, ...]]:
    """Return the select of a learner's events, in the order of cards."""
    mine = select(*COLUMNS).where(ReviewEvent.user_id == user_id)
    return mine.order_by(ReviewEvent.card_id)


def _by_card(
    session: Session, statement: Select[*tuple[Any, ...]]
) -> Iterator[tuple[int, Sequence[Logged]]]:
    rows = session.execute(statement.execution_options(yield_per=AT_ONCE))
    for card_id, of_card in groupby(logged(rows), key=lambda row: row.card_id):
        yield card_id, list(of_card)
