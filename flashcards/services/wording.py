"""Between the row of a note and core's Note: a learner's own wording laid over a shared one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid
from flashcards.core.notes import Note, NoteType, keepable, ordinals, validated
from flashcards.services import foreign
from flashcards.store.models import content
from flashcards.store.models.learning import Wording

WORDED = ("front", "back", "text", "extra")
"""The fields that a learner can word in her own way."""

KEPT = ("guid", *WORDED, "source", "quote", "section", "start", "end")


def note_of(row: content.Note | content.Draft, wording: Wording | None = None) -> Note:
    """Return the note that a row holds, in the learner's own wording if there is one.

    A wording that gives other cards than the note now does is left aside until it fits again.
    """
    note = Note(
        guid=row.guid,
        type=NoteType(row.type),
        front=row.front,
        back=row.back,
        text=row.text,
        extra=row.extra,
        source=getattr(row, "source", ""),
        quote=row.quote,
        section=row.section,
        start=row.start,
        end=row.end,
        tags=tuple(row.tags.split()),
    )
    if isinstance(row, content.Note) and row.note_type is not None:
        return foreign.laid_out(note, foreign.layout(row.note_type), tuple(row.fields or ()))
    if wording is None or not wording.in_use:
        return note
    worded = replace(note, **{name: getattr(wording, name) for name in WORDED})
    return worded if _fits(worded, note) else note


def write_to(row: content.Note | content.Draft, note: Note) -> None:
    """Lay the fields of ``note`` into its row."""
    row.type = note.type.value
    row.tags = keepable(" ".join(note.tags))
    for name in KEPT:
        if hasattr(row, name):
            value = getattr(note, name)
            setattr(row, name, keepable(value) if isinstance(value, str) else value)
    if note.layout is not None and isinstance(row, content.Note):
        row.fields = [keepable(each) for each in note.fields]


def wordings(session: Session, user_id: int, note_ids: Iterable[int]) -> dict[int, Wording]:
    """Return the wordings that a learner uses of the given notes, by note."""
    rows = session.scalars(
        select(Wording).where(
            Wording.user_id == user_id, Wording.note_id.in_(list(note_ids)), Wording.in_use
        )
    )
    return {row.note_id: row for row in rows}


def wordings_of_deck(session: Session, user_id: int, deck_id: int) -> dict[int, Wording]:
    """Return all wordings of a learner in a deck by note, those out of use too."""
    rows = session.scalars(
        select(Wording)
        .join(content.Note, content.Note.id == Wording.note_id)
        .where(Wording.user_id == user_id, content.Note.deck_id == deck_id)
    )
    return {row.note_id: row for row in rows}


def _fits(worded: Note, note: Note) -> bool:
    try:
        return ordinals(validated(worded)) == ordinals(note)
    except Invalid:
        return False
