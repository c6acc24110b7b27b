"""What comes of a document: itself and its drafts, and both as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flashcards.core.notes import NoteType
from flashcards.making.document import Document
from flashcards.making.drafting.draft import Draft


@dataclass(frozen=True)
class Made:
    """A document and the drafts made from it, the best first."""

    document: Document
    drafts: tuple[Draft, ...]


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
