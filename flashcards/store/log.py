"""The named selects of the review log: a card's events, the newest answers, what was voided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from flashcards.store.models.learning import Enrolment, ReviewEvent

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


def latest_answers(
    session: Session, user_id: int, deck_id: int, before: ReviewEvent | None, limit: int = PAGE
) -> Sequence[ReviewEvent]:
    """Return the newest answers of a learner in a deck, newest first, from ``before`` on back."""
    statement = select(ReviewEvent).where(
        ReviewEvent.user_id == user_id,
        ReviewEvent.deck_id == deck_id,
        ReviewEvent.kind == "answer",
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
    """Return the answers that a learner gave in a deck on one study day."""
    return session.scalars(
        select(ReviewEvent).where(
            ReviewEvent.user_id == user_id,
            ReviewEvent.study_day == day,
            ReviewEvent.deck_id == deck_id,
            ReviewEvent.kind == "answer",
        )
    ).all()


def voids_of(session: Session, user_id: int, card_ids: Collection[int]) -> Iterator[ReviewEvent]:
    """Yield the voids that a learner made for any of the cards."""
    wanted = sorted(card_ids)
    for first in range(0, len(wanted), AT_ONCE):
        yield from session.scalars(
            select(ReviewEvent).where(
                ReviewEvent.user_id == user_id,
                ReviewEvent.card_id.in_(wanted[first : first + AT_ONCE]),
                ReviewEvent.kind == "void",
            )
        )


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
