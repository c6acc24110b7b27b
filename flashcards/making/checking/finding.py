"""What a rule has to say about a card."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flashcards.core.notes import Note


class Level(StrEnum):
    """How grave a finding is: an error keeps a draft out until a person overrides it."""

    ERROR = "E"
    WARNING = "W"
    INFO = "I"


@dataclass(frozen=True)
class Repair:
    """What would mend a finding: in words, and the notes that would take the note's place.

    The first is the note itself, changed; the others are new and have no guid yet. No notes at
    all: the note is one too many.
    """

    what: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Finding:
    """One rule that a note does not keep; ``message`` says what to do about it.

    ``field`` names the field of the note; it is empty, as ``guid`` is, for a whole deck.
    """

    rule: str
    level: Level
    message: str
    field: str
    guid: str
    repair: Repair | None = None
