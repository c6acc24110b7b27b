"""Notes: added, changed, left out, thrown away and taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from flashcards.core import notes as core_notes
from flashcards.core.errors import Invalid, NotFound
from flashcards.core.notes import Note
from flashcards.services.library import decks
from flashcards.services.wording import WORDED, note_of, write_to
from flashcards.store import queries
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.learning import CardFlag, Wording
from flashcards.store.once import add_once


def readable(session: Session, user_id: int, note_id: int) -> tuple[content.Note, Deck]:
    """Return a note with its deck; raises NotFound where the learner may not see it."""
    found = session.get(content.Note, note_id)
    if found is None or found.deleted_at is not None:
        raise NotFound("There is no such note.")
    return found, decks.readable(session, user_id, found.deck_id)


def add(session: Session, deck_id: int, new: Note, now: datetime, **more: int) -> content.Note:
    """Append a note to a deck, with its cards."""
    core_notes.validated(new)
    last = session.scalar(
        select(func.max(content.Note.position)).where(content.Note.deck_id == deck_id)
    )
    row = content.Note(
        deck_id=deck_id,
        position=0 if last is None else last + 1,
        created_at=now,
        modified_at=now,
        **more,
    )
    write_to(row, new)
    session.add(row)
    session.flush()
    sync_cards(session, row, new)
    return row


def change(session: Session, user_id: int, note_id: int, new: Note, now: datetime) -> None:
    """Change a note of the learner's own; word a shared one anew for her alone."""
    row, its_deck = readable(session, user_id, note_id)
    core_notes.validated(new)
    if new.type != row.type:
        raise Invalid(
            "A note keeps its kind, or Anki would not know it again. Make a new note instead.",
            "type",
        )
    if its_deck.owner_id == user_id:
        write_to(row, new)
        row.modified_at = now
        sync_cards(session, row, new)
        return
    if core_notes.ordinals(new) != core_notes.ordinals(note_of(row)):
        raise Invalid(
            "This deck is shared, and your wording would give other cards than it has. Keep the"
            " numbers of the cloze marks as they are.",
            "text",
        )
    add_once(session, Wording, user_id=user_id, note_id=note_id, modified_at=now)
    wording = session.get_one(Wording, (user_id, note_id))
    for name in WORDED:
        setattr(wording, name, core_notes.keepable(getattr(new, name)))
    wording.in_use, wording.modified_at = True, now


def forget_wording(session: Session, user_id: int, note_id: int, now: datetime) -> None:
    """Go back to the shared wording of a note."""
    row = session.get(Wording, (user_id, note_id))
    if row is not None:
        row.in_use, row.modified_at = False, now


def delete(session: Session, user_id: int, note_id: int, now: datetime) -> content.Note:
    """Put a note of the learner's own into the bin; its reviews and schedules stay with it."""
    row, its_deck = readable(session, user_id, note_id)
    decks.own(session, user_id, its_deck.id)
    row.deleted_at = now
    sync_cards(session, row, None)
    return row


def restore(session: Session, user_id: int, note_id: int) -> content.Note:
    """Take a note back out of the bin."""
    row = session.get(content.Note, note_id)
    owner = session.get(Deck, row.deck_id) if row else None
    if row is None or owner is None or owner.owner_id != user_id:
        raise NotFound("There is no such note in your bin.")
    row.deleted_at = None
    sync_cards(session, row, note_of(row))
    return row


def set_suspended(session: Session, user_id: int, note_id: int, suspended: bool) -> None:
    """Leave all cards of a note out of the learner's study, or bring them back."""
    row, _ = readable(session, user_id, note_id)
    for card in row.cards:
        add_once(session, CardFlag, user_id=user_id, card_id=card.id)
        session.get_one(CardFlag, (user_id, card.id)).suspended = suspended
    queries.look_again_from(session, row.deck_id, row.position)


def sync_cards(session: Session, row: content.Note, new: Note | None) -> None:
    """Give the note one active card for each ordinal of ``new``; the others rest (None: all)."""
    wanted = set(core_notes.ordinals(new)) if new else set()
    cards = {card.ordinal: card for card in row.cards}
    for ordinal in sorted(wanted - cards.keys()):
        row.cards.append(
            Card(deck_id=row.deck_id, ordinal=ordinal, position=row.position, active=True)
        )
    for ordinal, card in cards.items():
        card.active = ordinal in wanted
        card.position = row.position
    session.flush()
    queries.look_again_from(session, row.deck_id, row.position)


def suspended(session: Session, user_id: int, note_id: int) -> bool:
    """Say whether the learner left the note out of her study."""
    return bool(
        session.scalar(
            select(func.count())
            .select_from(CardFlag)
            .join(Card, Card.id == CardFlag.card_id)
            .where(CardFlag.user_id == user_id, Card.note_id == note_id, CardFlag.suspended)
        )
    )
