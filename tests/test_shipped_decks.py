"""Every deck that ships is kept byte for byte, and the manual is right about the format.

Whether the decks are sound is asked in tests/services/published.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.core.deckfile.deck import DeckFile
from flashcards.core.deckfile.reading import parse
from flashcards.core.deckfile.writing import write
from flashcards.making.checking.check import check_deck
from flashcards.services.shipped import NOT_DECKS

FOLDER = Path(__file__).parent.parent / "decks"
README = FOLDER / "README.md"
PATHS = sorted(path for path in FOLDER.glob("*.md") if path.name not in NOT_DECKS)


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def deck_of(path: Path) -> DeckFile:
    return parse(text_of(path), f"decks/{path.name}")


each_deck = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_decks_ship() -> None:
    assert PATHS


@each_deck
def test_a_shipped_deck_is_written_back_byte_for_byte(path: Path) -> None:
    deck = deck_of(path)
    assert deck.notes
    assert write(deck) == text_of(path)


def test_the_example_of_the_manual_is_a_deck() -> None:
    example = text_of(README).split("```\n")[1]
    deck = parse(example, "decks/README.md")
    assert [entry.note.guid for entry in deck.notes] == ["wa-goals-tasks", "wa-parts"]
    assert check_deck(entry.note for entry in deck.notes) == []
