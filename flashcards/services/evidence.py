"""Where in a document the sentence stands that a note came from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from flashcards.services.making import documents
from flashcards.store.models.content import Document, Note


@dataclass(frozen=True)
class Place:
    """A quote in a document: its chapter, and where in the text it begins."""

    document_id: int
    chapter: int
    start: int


def place(session: Session, user_id: int, row: Note) -> Place | None:
    """Return the place of a note's quote, if its document is the learner's and is still there."""
    found = session.get(Document, row.document_id) if row.document_id is not None else None
    if found is None or found.owner_id != user_id or row.start is None:
        return None
    chapters = range(len(found.chapters))
    inside = (n for n in chapters if row.start < documents.extent(found, n)[1])
    return Place(found.id, next(inside, 0), row.start)
