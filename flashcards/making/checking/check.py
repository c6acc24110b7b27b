"""All rules for good cards, over a note or over a deck."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.core.notes import Note
from flashcards.making.checking import context, decks, form, gaps, giveaway, provenance
from flashcards.making.checking.finding import Finding

_RULES = (form, context, giveaway, provenance, gaps)


def check_note(note: Note) -> list[Finding]:
    """Return what the rules find in ``note`` by itself."""
    return [finding for rules in _RULES for finding in rules.check(note)]


def check_deck(notes: Iterable[Note]) -> list[Finding]:
    """Return what the rules find in each note, then what they find between the notes."""
    together = list(notes)
    alone = [finding for note in together for finding in check_note(note)]
    return [*alone, *decks.check(together)]
