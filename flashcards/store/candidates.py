"""The named selects of practice: which cards of some decks are as a learner wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from flashcards.core.queue import Waiting
from flashcards.core.scheduling.sm2 import FIRST_EASE
from flashcards.store.models.content import Card, Note
from flashcards.store.models.learning import CardFlag, ScheduleRow

MOST = 20_000
"""No choice looks at more cards than this, however large the collection is."""


@dataclass(frozen=True)
class Candidate:
    """A card, and how hard it is to the learner; a new one stands where all begin."""

    card: Waiting
    lapses: int
    ease: int
    interval: int


def of_decks(
    session: Session,
    user_id: int,
    deck_ids: Sequence[int],
    its_day: date,
    *,
    tags: Sequence[str] = (),
    flagged: bool = False,
    met: bool = False,
    due: tuple[date, date] | None = None,
) -> list[Candidate]:
    """Return the cards of decks in the decks' order, but those left out or resting on the day.

    With any of ``tags``; ``flagged``; ``met`` before; ``due`` between two days, both included.
    """
    statement = (
        select(
            *(Card.id, Card.note_id, ScheduleRow.due),
            *(ScheduleRow.lapses, ScheduleRow.ease, ScheduleRow.interval),
        )
        .outerjoin(ScheduleRow, (ScheduleRow.card_id == Card.id) & (ScheduleRow.user_id == user_id))
        .where(Card.deck_id.in_(deck_ids), Card.active, ~_left_out(user_id, its_day))
        .order_by(Card.deck_id, Card.position, Card.ordinal)
        .limit(MOST)
    )
    if tags:
        padded = " " + Note.tags + " "
        wanted = (padded.icontains(f" {tag} ", autoescape=True) for tag in tags)
        statement = statement.join(Note, Note.id == Card.note_id).where(or_(*wanted))
    if flagged:
        statement = statement.where(_flag(user_id, CardFlag.flagged.is_(True)))
    if met or due:
        statement = statement.where(ScheduleRow.card_id.is_not(None))
    if due:
        statement = statement.where(ScheduleRow.due.between(*due))
    return [
        Candidate(Waiting(card, note, day), lapses or 0, ease or FIRST_EASE, interval or 0)
        for card, note, day, lapses, ease, interval in session.execute(statement)
    ]


def tags(session: Session, deck_ids: Sequence[int]) -> list[str]:
    """Return all tags of the notes of decks, in the order of the alphabet."""
    written = session.scalars(
        select(Note.tags)
        .where(Note.deck_id.in_(deck_ids), Note.deleted_at.is_(None), Note.tags != "")
        .distinct()
    )
    return sorted({tag for line in written for tag in line.split()}, key=str.casefold)


def _left_out(user_id: int, its_day: date) -> ColumnElement[bool]:
    return _flag(user_id, CardFlag.suspended | (CardFlag.buried_on == its_day))


def _flag(user_id: int, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(CardFlag.user_id == user_id, CardFlag.card_id == Card.id, condition)
