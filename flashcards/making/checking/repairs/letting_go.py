"""A note that costs more than it gives is left out of study, or asked in another way (R23)."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Does, Repair


def ways(note: Note) -> Iterator[Repair]:
    """Yield what can be done about a note that is too easy or too hard; its reviews stay."""
    yield Repair("Leave it out of study.", (note,), does=Does.SUSPEND)
    yield Repair("Reword it.", (note,), does=Does.EDIT)
