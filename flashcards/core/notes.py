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
    IMPORTED = "imported"
    """A note of a note type of Anki's, whose templates show its fields."""


WRITTEN = (NoteType.BASIC, NoteType.REVERSED, NoteType.CLOZE)
"""The types of the notes that are written here."""


@dataclass(frozen=True)
class Layout:
    """The note type that an imported note has in Anki: its fields and its templates.

    ``id`` is ours, ``anki_id`` Anki's. Each of ``templates`` is a name, a question and an answer,
    in Anki's template language.
    ``modified`` is in epoch seconds.
    """

    id: int
    anki_id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    css: str = ""
    cloze: bool = False
    modified: int = 0


@dataclass(frozen=True)
class Note:
    """One thing known, in Markdown fields; ``guid`` is ours and stays the same for ever.

    A basic or reversed note has ``front`` and ``back``; a cloze note has ``text`` with Anki's
    marks. ``quote`` is the exact span of the document, ``start`` to ``end``, that carries it.
    An imported note has the ``fields`` of its ``layout`` in HTML, and the ordinals of the
    ``cards`` that they give; its ``front`` and ``back`` hold their words, for lists and searches.
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
    fields: tuple[str, ...] = ()
    layout: Layout | None = None
    cards: tuple[int, ...] = ()


def ordinals(note: Note) -> tuple[int, ...]:
    """Return the ordinals, from 1 on, of the cards that ``note`` gives."""
    if note.type is NoteType.IMPORTED:
        return note.cards
    if note.type is NoteType.CLOZE:
        return cloze.ordinals(note.text)
    return (1, 2) if note.type is NoteType.REVERSED else (1,)


def validated(note: Note) -> Note:
    """Return ``note`` if it gives at least one card, else raise Invalid naming the field."""
    missing = _missing(note)
    if missing is not None:
        raise missing
    for name in ("front", "back", "text", "extra", "source"):
        if len(getattr(note, name)) > FIELD_LIMIT:
            raise Invalid(
                f"This field is longer than {FIELD_LIMIT:,} characters. A card asks for one thing:"
                " make several notes of it.",
                name,
            )
    return note


def _missing(note: Note) -> Invalid | None:
    """Return what keeps a note from giving a card, if anything does."""
    if note.type is NoteType.IMPORTED:
        if any(each.strip() for each in note.fields):
            return None
        return Invalid("All fields are empty: write at least what the card asks.", "field-0")
    if note.type is NoteType.CLOZE:
        if ordinals(note):
            return None
        hint = "Mark what to ask for like this: {{c1::the answer}}."
        return Invalid(f"Nothing is hidden yet. {hint}", "text")
    if not note.front.strip():
        return Invalid("The front is empty: write the question.", "front")
    if not note.back.strip():
        return Invalid("The back is empty: write the answer.", "back")
    return None


def tags_from(text: str) -> tuple[str, ...]:
    """Return the tags written in ``text``, split at commas and white space, each once."""
    words = text.replace(",", " ").split()
    return tuple(dict.fromkeys(word.strip("#") for word in words if word.strip("#")))


def keepable(text: str) -> str:
    """Return ``text`` without what no database keeps: U+0000 and halves of surrogate pairs."""
    return _UNKEPT.sub("", text)
