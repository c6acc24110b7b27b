"""No client's data on a card: nothing that could tell who somebody is (R21)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.core.notes import Note
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.guard import identifiers, people
from flashcards.making.checking.guard.report import Sighting
from flashcards.making.checking.guard.sign import search

_SIGNS = (*identifiers.CLEAR, *people.CLEAR)
_PUBLIC = re.compile(
    r"\b(?:hot|help|life|crisis )-?lines?\b|\bsamaritans\b|\bemergenc\w+|\bfreephone\b"
    r"|\btoll-free\b",
    re.IGNORECASE,
)
"""Numbers that anybody may ring are no client's."""
_TOLL_FREE = re.compile(r"^\W*(?:0800|0808|116|1[ .-]?8\d\d|800|888)\b")


def check(note: Note) -> Iterator[Finding]:
    """Yield what in a note could tell who a client is, once a field."""
    for field in ("front", "back", "text", "extra"):
        text = getattr(note, field)
        sighting = next((each for each in search(text, _SIGNS) if not _public(each, text)), None)
        if sighting is not None:
            message = (
                f"“{sighting.excerpt.strip()}” looks like {sighting.kind}. No client's data belongs"
                f" in a card: write [{sighting.stands_for}] in its place."
            )
            yield Finding("R21", Level.ERROR, message, field, note.guid)


def _public(sighting: Sighting, text: str) -> bool:
    line = sighting.kind in {identifiers.TELEPHONE, identifiers.E_MAIL}
    return line and bool(_PUBLIC.search(text) or _TOLL_FREE.match(sighting.excerpt))
