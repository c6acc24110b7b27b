"""The titles that Anki's decks have here."""

from __future__ import annotations

from flashcards.core.notes import keepable
from flashcards.services.library.decks import TITLE_LIMIT


def title_of(name: str) -> str:
    """Return the title of the deck that is called ``name`` in Anki: ``A::B`` stays as it is."""
    title = " ".join(keepable(name).split()) or "Anki"
    return title if len(title) <= TITLE_LIMIT else f"{title[: TITLE_LIMIT - 1]}…"
