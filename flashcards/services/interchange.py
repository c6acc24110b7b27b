"""Decks go out: to Anki as a package, and to other programs."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from flashcards.anki.export import PackageDeck, PackageNote, write_package
from flashcards.core.notes import Note
from flashcards.core.scheduling import day
from flashcards.services import rendering
from flashcards.services.wording import note_of, wordings_of_deck
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck, Document
from flashcards.store.models.learning import CardFlag

_DAY = 86_400_000

UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""When a note that was never in a database counts as created: its Anki id must not change."""


def package(session: Session, user_id: int, deck: Deck, disclaimer: str, now: datetime) -> bytes:
    """Return a deck as an Anki package, in the learner's own wording, without progress."""
    rows = session.scalars(
        select(content.Note)
        .options(selectinload(content.Note.cards))
        .where(content.Note.deck_id == deck.id, content.Note.deleted_at.is_(None))
        .order_by(content.Note.position)
    ).all()
    own = wordings_of_deck(session, user_id, deck.id)
    left_out = _suspended(session, user_id, deck.id)
    notes = []
    for row in rows:
        wording = own.get(row.id)
        modified = max(row.modified_at, wording.modified_at) if wording else row.modified_at
        notes.append(
            package_note(
                note_of(row, wording),
                row.created_at,
                modified,
                frozenset(card.ordinal for card in row.cards if card.id in left_out),
            )
        )
    sources = deck.sources or _documents(session, deck.id)
    described = description(deck.description, deck.licence, sources, disclaimer)
    return write_package([PackageDeck(deck.title, described, notes)], int(now.timestamp()))


def package_note(
    note: Note, created: datetime, modified: datetime, suspended: frozenset[int] = frozenset()
) -> PackageNote:
    """Return a note as an Anki package holds it: safe HTML, with an id that never changes."""
    return PackageNote(
        guid=note.guid,
        type=note.type,
        modified=int(modified.timestamp()),
        note_id=_anki_id(note.guid, created),
        front=rendering.field(note.front),
        back=rendering.field(note.back),
        text=rendering.field(note.text),
        extra=rendering.field(note.extra),
        source=rendering.field(note.source),
        quote=rendering.quoted(note.quote),
        tags=note.tags,
        suspended=suspended,
    )


def description(text: str, licence: str, sources: list[str], disclaimer: str) -> str:
    """Return a deck's description as HTML: what it is, its sources, its licence, the disclaimer."""
    parts = [rendering.field(text)] if text else []
    if sources:
        listed = "".join(f"<li>{rendering.field(source)}</li>" for source in sources)
        parts.append(f"<p>Sources:</p><ul>{listed}</ul>")
    if licence:
        parts.append(f"<p>Licence: {rendering.quoted(licence)}</p>")
    if disclaimer:
        parts.append(f"<p><small>{rendering.quoted(disclaimer)}</small></p>")
    return "\n".join(parts)


def _documents(session: Session, deck_id: int) -> list[str]:
    """Return the titles of the documents that the notes of a deck were made from."""
    return list(
        session.scalars(
            select(Document.title)
            .join(content.Note, content.Note.document_id == Document.id)
            .where(content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None))
            .distinct()
            .order_by(Document.title)
        )
    )


def _suspended(session: Session, user_id: int, deck_id: int) -> set[int]:
    return set(
        session.scalars(
            select(CardFlag.card_id)
            .join(Card, Card.id == CardFlag.card_id)
            .where(CardFlag.user_id == user_id, Card.deck_id == deck_id, CardFlag.suspended)
        )
    )


def _anki_id(guid: str, created: datetime) -> int:
    """Return an id like Anki's own: a millisecond of the day of creation, drawn from the guid."""
    midnight = day.milliseconds(created) // _DAY * _DAY
    return midnight + int.from_bytes(blake2b(guid.encode(), digest_size=8).digest()) % _DAY
