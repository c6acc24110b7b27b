"""Notes and decks as Anki has them: fields in HTML, ids that stay, what a deck says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.anki.outgoing import PackageCard, PackageNote
from flashcards.core.notes import Note
from flashcards.core.scheduling import day
from flashcards.services import rendering
from flashcards.store.models import content
from flashcards.store.models.content import Deck, Document

_DAY = 86_400_000

UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""When a note that was never in a database counts as created: its Anki id must not change."""


def package_note(
    note: Note, created: datetime, modified: datetime, cards: Sequence[PackageCard] = ()
) -> PackageNote:
    """Return a note as an Anki package holds it: safe HTML, with an id that never changes.

    Without ``cards`` those follow from its fields.
    """
    return PackageNote(
        guid=note.guid,
        type=note.type,
        modified=int(modified.timestamp()),
        note_id=anki_id(note.guid, created),
        front=rendering.for_anki(note.front),
        back=rendering.for_anki(note.back),
        text=rendering.for_anki(note.text),
        extra=rendering.for_anki(note.extra),
        source=rendering.for_anki(note.source),
        quote=rendering.quoted(note.quote),
        tags=note.tags,
        cards=cards,
    )


def described(session: Session, deck: Deck, disclaimer: str) -> str:
    """Return what a deck says of itself in Anki, as HTML."""
    sources = deck.sources or _documents(session, deck.id)
    return description(deck.description, deck.licence, sources, disclaimer)


def description(text: str, licence: str, sources: list[str], disclaimer: str) -> str:
    """Return a deck's description as HTML: what it is, its sources, its licence, the disclaimer."""
    parts = [rendering.for_anki(text)] if text else []
    if sources:
        listed = "".join(f"<li>{rendering.for_anki(source)}</li>" for source in sources)
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


def anki_id(guid: str, created: datetime) -> int:
    """Return an id like Anki's own: a millisecond of the day of creation, drawn from the guid."""
    midnight = day.milliseconds(created) // _DAY * _DAY
    return midnight + int.from_bytes(blake2b(guid.encode(), digest_size=8).digest()) % _DAY
