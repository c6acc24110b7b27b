"""A note moves to another deck of its learner; its schedules and its reviews go along."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict
from flashcards.services.library import decks, notes
from flashcards.services.study import events
from flashcards.store import log
from flashcards.store.models import content
from flashcards.store.models.learning import ReviewEvent, ScheduleRow
from flashcards.store.queries import look_again_from


def move(session: Session, user_id: int, note_id: int, deck_id: int) -> content.Note:
    """Move a note to the end of another deck; both decks are the learner's own.

    What is known of its cards is reckoned anew by the scheduler of the deck that it comes to;
    the days on which they are due stay.
    """
    row, its_deck = notes.readable(session, user_id, note_id)
    decks.own(session, user_id, its_deck.id)
    target = decks.own(session, user_id, deck_id)
    if target.id == its_deck.id:
        return row
    if _has(session, target.id, row.guid):
        raise Conflict(f"“{target.title}” has this note already, perhaps in the bin.")
    row.deck_id, row.position = target.id, _end(session, target.id)
    cards = list(row.cards)
    for card in cards:
        card.deck_id, card.position = target.id, row.position
    session.flush()
    ids = [card.id for card in cards]
    for table in (ScheduleRow, ReviewEvent):
        session.execute(
            update(table)
            .where(table.user_id == user_id, table.card_id.in_(ids))
            .values(deck_id=target.id)
            .execution_options(synchronize_session="fetch")
        )
    look_again_from(session, target.id, row.position)
    session.flush()
    events.refold(session, user_id, cards, log.locked_enrolments(session, user_id))
    return row


def _has(session: Session, deck_id: int, guid: str) -> bool:
    chosen = select(content.Note.id).where(
        content.Note.deck_id == deck_id, content.Note.guid == guid
    )
    return session.scalar(chosen) is not None


def _end(session: Session, deck_id: int) -> int:
    last = session.scalar(
        select(func.max(content.Note.position)).where(content.Note.deck_id == deck_id)
    )
    return 0 if last is None else last + 1
