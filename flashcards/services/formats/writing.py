"""Decks become tables and deck files, in the learner's own wording."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from io import StringIO

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from flashcards.core.deckfile import fields as file_fields
from flashcards.core.deckfile.writing import render
from flashcards.core.notes import Note, NoteType
from flashcards.core.tables.cells import protected
from flashcards.services.wording import note_of, wordings_of_deck
from flashcards.store.models import content
from flashcards.store.models.content import Deck

COLUMNS = (
    *("guid", "deck", "type", "front", "back", "text", "extra"),
    *("source", "quote", "section", "tags"),
)
SEPARATORS = {"comma": ",", "semicolon": ";"}


def notes_of(session: Session, user_id: int, deck_id: int) -> list[Note]:
    """Return the notes of a deck in its order, worded as the learner words them."""
    rows = session.scalars(
        select(content.Note)
        .options(selectinload(content.Note.note_type))
        .where(content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None))
        .order_by(content.Note.position, content.Note.id)
    )
    own = wordings_of_deck(session, user_id, deck_id)
    return [note_of(row, own.get(row.id)) for row in rows]


def csv_of(notes: Iterable[Note], deck: str, separator: str) -> bytes:
    """Return notes as a table with a row of names; spreadsheets know its encoding by its mark.

    No cell of it is run as a formula.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for note in notes:
        said = {
            **vars(note),
            "deck": deck,
            "type": _written_type(note),
            "tags": " ".join(note.tags),
        }
        writer.writerow([protected(said[name]) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def markdown_of(notes: Sequence[Note], deck: Deck) -> str:
    """Return notes as a deck file, each with all that it can hold of it."""
    sources = {f"source{number}": text for number, text in enumerate(deck.sources, 1) if text}
    return render(
        deck.title,
        [_for_file(note) for note in notes],
        description=" ".join(deck.description.split()),
        language=deck.language or "en",
        licence=deck.licence or "not stated",
        sources=sources,
    )


def foreign(notes: Iterable[Note]) -> int:
    """Return how many notes go out as their words alone: those of Anki's own note types."""
    return sum(note.type is NoteType.IMPORTED for note in notes)


def _written_type(note: Note) -> str:
    return (NoteType.BASIC if note.type is NoteType.IMPORTED else note.type).value


def _for_file(note: Note) -> Note:
    """Return a note as a deck file can hold it: an own type, a plain id, no empty sides."""
    if note.type is NoteType.CLOZE:
        made = replace(note, front="", back="")
    else:
        kind = NoteType.BASIC if note.type is NoteType.IMPORTED else note.type
        made = replace(note, type=kind, text="", fields=(), layout=None, cards=())
        made = replace(made, front=made.front or "…", back=made.back or "…")
    return replace(
        made,
        guid=file_id(note.guid),
        source=" ".join(made.source.split()),
        extra=made.extra if made.extra.strip() else "",
        quote=made.quote if made.quote.strip() else "",
    )


def file_id(guid: str) -> str:
    """Return the id of a note in a deck file: its guid, or one made of it where it has signs."""
    if file_fields.ID.fullmatch(guid):
        return guid
    return f"x-{sha256(guid.encode()).hexdigest()[:24]}"
