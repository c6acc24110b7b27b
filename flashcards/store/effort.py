"""How much the notes of a deck ask of one learner: her answers, added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from flashcards.store.models.content import Card
from flashcards.store.models.learning import ReviewEvent

PASS = 3
"""The lowest grade of an answer that was recalled."""


@dataclass(frozen=True)
class Effort:
    """Answers to the cards of one note: how many, the slowest in seconds, the share recalled."""

    note_id: int
    count: int
    slowest: float
    recall: float


def of_deck(session: Session, user_id: int, deck_id: int) -> Iterator[Effort]:
    """Yield what each note of a deck cost; answers that were taken back do not count.

    Where the time of an answer is not known, the slowest is without end.
    """
    void = aliased(ReviewEvent)
    taken_back = select(void.target).where(
        void.user_id == user_id, void.deck_id == deck_id, void.kind == "void"
    )
    rows = session.execute(
        select(
            Card.note_id,
            func.count(),
            func.min(ReviewEvent.took),
            func.max(ReviewEvent.took),
            func.sum(case((ReviewEvent.grade >= PASS, 1), else_=0)),
        )
        .join(Card, Card.id == ReviewEvent.card_id)
        .where(
            ReviewEvent.user_id == user_id,
            ReviewEvent.deck_id == deck_id,
            ReviewEvent.kind == "answer",
            ReviewEvent.id.not_in(taken_back),
        )
        .group_by(Card.note_id)
    )
    for note_id, count, fastest, slowest, passes in rows:
        yield Effort(note_id, count, slowest / 1000 if fastest else inf, passes / count)
