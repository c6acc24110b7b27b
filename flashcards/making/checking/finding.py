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


class Does(StrEnum):
    """What a repair does: change notes, leave the note out of study, or open it to be edited."""

    CHANGE = "change"
    SUSPEND = "suspend"
    EDIT = "edit"


@dataclass(frozen=True)
class Question:
    """Something that only the learner can say: the name of the answer, and what to ask."""

    name: str
    label: str
    hint: str = ""
    kind: str = "text"


@dataclass(frozen=True)
class Repair:
    """What would mend a finding: in words, and the notes that would take the note's place.

    The first is the note itself, changed; the others are new and have no guid yet. No notes at
    all: the note is one too many. ``of`` is the guid of the note in question if it is not the one
    that the finding is about. Where there are questions, the notes come of the answers.
    """

    what: str
    notes: tuple[Note, ...]
    of: str = ""
    does: Does = Does.CHANGE
    asks: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One rule that a note does not keep; ``message`` says what to do about it.

    ``field`` names the field of the note; it is empty, as ``guid`` is, for a whole deck.
    ``beside`` is the guid of the other note, where it is about two. ``repairs`` are ways to mend
    it, the best first.
    """

    rule: str
    level: Level
    message: str
    field: str
    guid: str
    repairs: tuple[Repair, ...] = ()
    beside: str = ""

    @property
    def repair(self) -> Repair | None:
        """Return the best repair that changes the note itself, and asks nothing."""
        at_once = (r for r in self.repairs if not (r.asks or r.of) and r.does is Does.CHANGE)
        return next(at_once, None)
