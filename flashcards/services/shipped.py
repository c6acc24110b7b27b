"""The decks that ship: their files are read into the database, and again when they change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from flashcards.core.deckfile.deck import DeckFile
from flashcards.core.deckfile.reading import parse
from flashcards.core.errors import Unreadable
from flashcards.core.notes import Note
from flashcards.services.library import notes
from flashcards.services.wording import note_of, write_to
from flashcards.store.models import content
from flashcards.store.models.content import Deck

LEFT_OUT = "left-out.txt"
"""What was left out of the decks, and why, in Markdown."""
LAST = 10_000
"""Where a deck stands that says no place in the order of learning."""
_ORDER = re.compile(rb"^order: ([0-9]{1,4})\s*$", re.MULTILINE)
NOT_DECKS = ("README.md",)
"""Files of the folder that are no decks."""


@dataclass(frozen=True)
class Loaded:
    """What loading one file changed, in notes."""

    title: str
    added: int = 0
    changed: int = 0
    removed: int = 0


def files(folder: Path) -> Iterator[Path]:
    """Yield the deck files of a folder by name."""
    yield from (path for path in sorted(folder.glob("*.md")) if path.name not in NOT_DECKS)


def read(path: Path) -> DeckFile:
    """Return the deck of a file; raises Unreadable naming file and line."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path.name} is not UTF-8 text: save it as UTF-8.") from error
    return parse(text, path.name)


def load(session: Session, folder: Path, now: datetime) -> list[Loaded]:
    """Bring the shipped decks to the state of their files; schedules stay as they are.

    What is learned first is loaded first. A file that did not change since it was loaded is not
    even parsed. A note that left its file is put aside with its schedules and comes back with them.
    """
    ordered = sorted(files(folder), key=_place)
    return [loaded for path in ordered if (loaded := _load(session, path, now))]


def _place(path: Path) -> tuple[int, str]:
    """Return where a file stands in the order of learning, as its head says, without parsing it."""
    said = _ORDER.search(path.read_bytes())
    return int(said[1]) if said else LAST, path.name


def _load(session: Session, path: Path, now: datetime) -> Loaded | None:
    file_hash = sha256(path.read_bytes()).hexdigest()
    deck = session.scalar(select(Deck).where(Deck.shipped == path.stem))
    if deck is not None and deck.shipped_hash == file_hash:
        return None
    file = read(path)
    if deck is None:
        deck = Deck(shipped=path.stem, title=file.title, created_at=now)
        session.add(deck)
    deck.title, deck.description = file.title, file.description
    deck.language, deck.licence = file.language, file.licence
    deck.sources, deck.shipped_hash = list(file.sources.values()), file_hash
    session.flush()
    return _load_notes(session, deck, [entry.note for entry in file.notes], now)


def _load_notes(session: Session, deck: Deck, wanted: list[Note], now: datetime) -> Loaded:
    rows = {
        row.guid: row
        for row in session.scalars(
            select(content.Note)
            .options(selectinload(content.Note.cards))
            .where(content.Note.deck_id == deck.id)
        )
    }
    added = changed = 0
    for position, note in enumerate(wanted):
        row = rows.pop(note.guid, None)
        if row is None:
            row = content.Note(deck_id=deck.id, created_at=now, modified_at=now, position=position)
            write_to(row, note)
            session.add(row)
            session.flush()
            added += 1
        elif note_of(row) != note or row.deleted_at is not None:
            write_to(row, note)
            row.modified_at, row.deleted_at = now, None
            changed += 1
        row.position = position
        notes.sync_cards(session, row, note)
    gone = [row for row in rows.values() if row.deleted_at is None]
    for row in gone:
        row.deleted_at = now
        notes.sync_cards(session, row, None)
    return Loaded(deck.title, added, changed, len(gone))
