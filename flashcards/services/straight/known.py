"""By which numbers and names a running Anki is asked for what is here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.anki import identity
from flashcards.services.interchange import anki_id
from flashcards.store.models import content
from flashcards.store.models.content import Deck


def names(decks: Sequence[Deck]) -> dict[int, str]:
    """Return the names that decks have in Anki."""
    return {deck.id: identity.deck_name(deck.title) for deck in decks}


def numbers(session: Session, decks: Sequence[Deck]) -> list[int]:
    """Return the numbers that the notes of decks have in Anki: so they are found, moved or not."""
    rows = session.execute(
        select(content.Note.guid, content.Note.created_at, content.Note.anki_id).where(
            content.Note.deck_id.in_([deck.id for deck in decks]),
            content.Note.deleted_at.is_(None),
        )
    )
    return [anki_id(guid, created) if given is None else given for guid, created, given in rows]
