"""The way through: a document becomes drafts, and both become JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flashcards.core.notes import NoteType
from flashcards.making.concepts.find import concepts
from flashcards.making.document import Document
from flashcards.making.drafting.draft import Draft
from flashcards.making.drafting.write import drafts
from flashcards.making.reading.read import read, read_text


@dataclass(frozen=True)
class Made:
    """A document and the drafts made from it, the best first."""

    document: Document
    drafts: tuple[Draft, ...]


def make(data: bytes, name: str) -> Made:
    """Return the drafts of the file ``name`` with the bytes ``data``.

    Raises Unreadable, with a message for the learner, if there is nothing to study in it.
    """
    return from_document(read(data, name))


def make_from_text(text: str, name: str) -> Made:
    """Return the drafts of a pasted text; ``name`` is what messages call it."""
    return from_document(read_text(text, name))


def from_document(document: Document) -> Made:
    """Return the drafts of ``document``."""
    return Made(document, drafts(document, concepts(document)))


def as_json(made: Made) -> dict[str, Any]:
    """Return ``made`` as plain values: title, text, disclaimer, notes and what was left out."""
    return {
        "title": made.document.title,
        "text": made.document.text,
        "disclaimer": made.document.disclaimer,
        "notes": [_note(draft) for draft in made.drafts],
        "left_out": [{"quote": left.quote, "why": left.why} for left in made.document.left_out],
    }


def _note(draft: Draft) -> dict[str, Any]:
    return {
        "guid": draft.guid,
        "type": draft.type.value,
        "front": draft.front,
        "back": draft.back,
        "cloze": draft.text if draft.type is NoteType.CLOZE else None,
        "tags": list(draft.tags),
        "section": draft.section,
        "quote": draft.quote,
        "start": draft.start,
        "end": draft.end,
        "quality": round(draft.quality, 3),
    }
