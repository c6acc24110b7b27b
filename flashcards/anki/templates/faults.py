"""What is wrong with a template; none of it keeps a card from being shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """What is wrong, in words for the learner."""

    FIELD_UNKNOWN = "there is no field of this name"
    NEVER_CLOSED = "this part is never closed"
    NEVER_OPENED = "this part is closed but was never opened"
    TOO_DEEP = "parts stand too deep inside each other"
    TOO_LONG = "this is too long to show"
    BLANK_FRONT = "nothing of the note stands on the front of the card"
    NO_CLOZE = "no gap of this number is in the note"
    SPEECH = "text is not read aloud here"
    OCCLUSION = "pictures with covered parts are not shown here"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a card; ``name`` is the field, part or filter.

    ``where`` names the side of the template that it stands on, if it is wrong whatever the note.
    """

    wrong: Wrong
    name: str = ""
    where: str = ""

    @property
    def what(self) -> str:
        """Say what is wrong."""
        return f"“{self.name}”: {self.wrong}" if self.name else str(self.wrong)

    def __str__(self) -> str:
        """Say where something is wrong, and what."""
        return f"{self.where}: {self.what}" if self.where else self.what
