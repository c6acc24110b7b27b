"""The cards that are hardest for a learner: the most lapses, the lowest recall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.statistics.history import History
from flashcards.core.statistics.retention import Recall
from flashcards.services import rendering
from flashcards.services.statistics.collection import Collection
from flashcards.services.wording import note_of, wordings
from flashcards.store.models import content

ENOUGH = 5
"""Answers to a due card from which on its recall says something."""
OF_EACH = 6
"""Cards that are listed for their lapses, and beside them for their recall."""


@dataclass(frozen=True)
class Hard:
    """A hard card: its question, how often it was forgotten once known, its recall when due."""

    card_id: int
    question: str
    lapses: int
    recall: Recall


def of(
    session: Session, user_id: int, found: Collection, of_all: Mapping[int, History]
) -> tuple[Hard, ...]:
    """Return those with the most lapses, then those with the lowest recall that are left.

    Only cards that were ever forgotten when due; suspended ones are out of the way already.
    """
    rated = [
        (card, recall_of(of_all[card.card_id]))
        for card in found.cards
        if not card.suspended and card.card_id in of_all
    ]
    lapsed = sorted(
        (one for one in rated if one[0].lapses),
        key=lambda one: (-(one[0].lapses or 0), one[1].share or 0.0, one[0].card_id),
    )[:OF_EACH]
    there = {card.card_id for card, _ in lapsed}
    forgotten = sorted(
        (
            one
            for one in rated
            if one[1].count >= ENOUGH
            and one[1].recalled < one[1].count
            and one[0].card_id not in there
        ),
        key=lambda one: (one[1].share or 0.0, -one[1].count, one[0].card_id),
    )[:OF_EACH]
    chosen = [*lapsed, *forgotten]
    notes = _notes(session, user_id, {card.note_id for card, _ in chosen})
    return tuple(
        Hard(card.card_id, notes[card.note_id], card.lapses or 0, recall) for card, recall in chosen
    )


def recall_of(history: History) -> Recall:
    """Return how often the card was recalled when it was due."""
    tested = [one for one in history.answers if one.interval is not None]
    return Recall(
        len(tested), sum(one.recalled for one in tested), sum(one.expected or 0.0 for one in tested)
    )


def _notes(session: Session, user_id: int, note_ids: set[int]) -> dict[int, str]:
    rows = session.scalars(select(content.Note).where(content.Note.id.in_(sorted(note_ids)))).all()
    own = wordings(session, user_id, note_ids)
    notes = {row.id: note_of(row, own.get(row.id)) for row in rows}
    return {number: rendering.plain(note.text or note.front) for number, note in notes.items()}
