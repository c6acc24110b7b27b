"""Deck files outside of any database, taken to Anki."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flashcards.anki.export import write_package
from flashcards.anki.outgoing import PackageDeck
from flashcards.services import shipped
from flashcards.services.interchange import UNDATED, description, package_note


def package(path: Path, disclaimer: str, now: datetime) -> bytes:
    """Return a deck file as an Anki package; its notes are dated by the file."""
    deck = shipped.read(path)
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    notes = [package_note(entry.note, UNDATED, changed) for entry in deck.notes]
    about = description(deck.description, deck.licence, list(deck.sources.values()), disclaimer)
    return write_package([PackageDeck(deck.title, about, notes)], int(now.timestamp()))
