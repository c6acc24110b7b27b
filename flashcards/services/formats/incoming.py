"""What a file of any kind gives: notes with the places where they stand, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.core.notes import Note


@dataclass(frozen=True)
class Incoming:
    """A note of a file; its ``guid`` is empty where the file gives it none.

    ``deck`` is the title of its deck, empty for the one that the learner chooses. ``given`` are
    the fields that the file has; ``html`` are those that it has in HTML, as they stand there.
    """

    line: int
    note: Note
    deck: str = ""
    given: frozenset[str] = frozenset()
    html: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """Return what tells a note without a guid from others: its question, plainly written."""
        return question(self.note.text or self.note.front)


@dataclass(frozen=True)
class Fault:
    """What is wrong in one line of a file, and in which field."""

    line: int
    field: str
    says: str


@dataclass(frozen=True)
class Deck:
    """What a file says of the deck that its notes make up, if it does."""

    title: str = ""
    description: str = ""
    language: str = "en"
    licence: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """All that a file gives."""

    notes: Sequence[Incoming]
    faults: Sequence[Fault] = ()
    deck: Deck = Deck()


def question(text: str) -> str:
    """Return a question without what does not tell it from another: case and white space."""
    return " ".join(text.split()).casefold()
