"""Deck files come in: the format of ``decks/``."""

from __future__ import annotations

from flashcards.core.deckfile.deck import DeckFileError
from flashcards.core.deckfile.reading import parse
from flashcards.core.tables.rows import ROW_LIMIT
from flashcards.services.formats.incoming import Deck, Fault, File, Incoming

_GIVEN = frozenset(("front", "back", "text", "extra", "source", "quote", "section", "tags", "guid"))


def read(text: str, name: str) -> File:
    """Return the deck of a file; what is wrong with it are faults, and then there are no notes."""
    try:
        deck = parse(text, name)
    except DeckFileError as error:
        return File((), [Fault(line, "", says) for line, says in error.problems])
    notes = [Incoming(each.line, each.note, "", _GIVEN) for each in deck.notes]
    if len(notes) > ROW_LIMIT:
        return File((), [Fault(1, "", f"A deck file may have {ROW_LIMIT:,} notes.")])
    described = Deck(
        " ".join(deck.title.split())[:200],
        deck.description,
        deck.language,
        deck.licence,
        tuple(deck.sources.values()),
    )
    return File(notes, (), described)
