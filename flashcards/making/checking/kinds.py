"""What a note asks for: the thing itself, what sets two apart, a judgement of a case, a gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.decks import tells_apart
from flashcards.making.checking.form import is_vignette


class Kind(StrEnum):
    """The kinds of notes, by what must be done to answer them."""

    QUESTION = "question"
    CONTRAST = "contrast"
    CASE = "case"
    GAP = "gap"


_TAGGED = {"vignette": Kind.CASE, "example": Kind.CASE, "contrast": Kind.CONTRAST}
APPLIED = (Kind.CONTRAST, Kind.CASE)
"""The kinds that cannot be answered by saying what a word means."""


def kind_of(note: Note) -> Kind:
    """Return the kind of a note: its tag says it, or else its form."""
    tagged = next((_TAGGED[tag] for tag in note.tags if tag in _TAGGED), None)
    if tagged:
        return tagged
    if note.type is NoteType.CLOZE:
        return Kind.GAP
    if tells_apart(note):
        return Kind.CONTRAST
    return Kind.CASE if is_vignette(note) else Kind.QUESTION


def counted(notes: Iterable[Note]) -> dict[Kind, int]:
    """Return how many notes there are of each kind, of kinds that there are."""
    found = Counter(kind_of(note) for note in notes)
    return {kind: found[kind] for kind in Kind if found[kind]}
