"""Every deck that ships is readable, sound and kept byte for byte."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from flashcards.core.deckfile.deck import DeckFile
from flashcards.core.deckfile.reading import parse
from flashcards.core.deckfile.writing import write
from flashcards.making.checking.check import check_deck
from flashcards.making.checking.finding import Level

FOLDER = Path(__file__).parent.parent / "decks"
README = FOLDER / "README.md"
PATHS = sorted(path for path in FOLDER.glob("*.md") if path != README)


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


@each_deck
def test_a_shipped_deck_has_no_errors_and_hardly_a_warning(path: Path) -> None:
    notes = [entry.note for entry in deck_of(path).notes]
    findings = check_deck(notes)
    assert [finding for finding in findings if finding.level is Level.ERROR] == []
    assert len(findings) < 0.05 * len(notes)


@each_deck
def test_every_note_of_a_shipped_deck_cites_a_place_and_every_source_is_cited(path: Path) -> None:
    deck = deck_of(path)
    assert [entry.note.guid for entry in deck.notes if not entry.place] == []
    assert {entry.source_key for entry in deck.notes} == set(deck.sources)


@each_deck
def test_every_note_of_a_shipped_deck_has_a_section_and_tags(path: Path) -> None:
    bare = [e.note.guid for e in deck_of(path).notes if not (e.note.section and e.note.tags)]
    assert bare == []


@each_deck
def test_a_shipped_deck_may_be_shared(path: Path) -> None:
    assert deck_of(path).licence.startswith("CC")


def test_no_id_stands_in_two_decks() -> None:
    count = Counter(entry.note.guid for path in PATHS for entry in deck_of(path).notes)
    assert [guid for guid, times in count.items() if times > 1] == []


def test_the_example_of_the_manual_is_a_deck() -> None:
    example = text_of(README).split("```\n")[1]
    deck = parse(example, "decks/README.md")
    assert [entry.note.guid for entry in deck.notes] == ["wa-goals-tasks", "wa-parts"]
    assert check_deck(entry.note for entry in deck.notes) == []
