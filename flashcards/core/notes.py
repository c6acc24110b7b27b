"""Notes and the cards that they give."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from flashcards.core import cloze
from flashcards.core.errors import Invalid

FIELD_LIMIT = 20_000
"""The longest field of a note, in characters."""

_UNKEPT = re.compile("[\0\ud800-\udfff]")


class NoteType(StrEnum):
    """How a note becomes cards."""

    BASIC = "basic"
    REVERSED = "reversed"
    CLOZE = "cloze"


@dataclass(frozen=True)
class Note:
    """One thing known, in Markdown fields; ``guid`` is ours and stays the same for ever.

    A basic or reversed note has ``front`` and ``back``; a cloze note has ``text`` with Anki's
    marks. ``quote`` is the exact span of the document, ``start`` to ``end``, that carries it.
    """

    guid: str
    type: NoteType
    front: str = ""
    back: str = ""
    text: str = ""
    extra: str = ""
    source: str = ""
    quote: str = ""
    section: str = ""
    start: int | None = None
    end: int | None = None
    tags: tuple[str, ...] = field(default=())


def ordinals(note: Note) -> tuple[int, ...]:
    """Return the ordinals, from 1 on, of the cards that ``note`` gives."""
    if note.type is NoteType.CLOZE:
        return cloze.ordinals(note.text)
    return (1, 2) if note.type is NoteType.REVERSED else (1,)


def validated(note: Note) -> Note:
    """Return ``note`` if it gives at least one card, else raise Invalid naming the field."""
    if note.type is NoteType.CLOZE:
        if not ordinals(note):
            raise Invalid(
                "Nothing is hidden yet. Mark what to ask for like this: {{c1::the answer}}.",
                "text",
            )
    elif not note.front.strip():
        raise Invalid("The front is empty: write the question.", "front")
    elif not note.back.strip():
        raise Invalid("The back is empty: write the answer.", "back")
    for name in ("front", "back", "text", "extra", "source"):
        if len(getattr(note, name)) > FIELD_LIMIT:
            raise Invalid(
                f"This field is longer than {FIELD_LIMIT:,} characters. A card asks for one thing:"
                " make several notes of it.",
                name,
            )
    return note


def tags_from(text: str) -> tuple[str, ...]:
    """Return the tags written in ``text``, split at commas and white space, each once."""
    words = text.replace(",", " ").split()
    return tuple(dict.fromkeys(word.strip("#") for word in words if word.strip("#")))


def keepable(text: str) -> str:
    """Return ``text`` without what no database keeps: U+0000 and halves of surrogate pairs."""
    return _UNKEPT.sub("", text)
