"""Decks become an Anki package; the only module that imports genanki."""

from __future__ import annotations

import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import genanki

from flashcards.anki import identity
from flashcards.anki.notetypes import MODIFIED, NOTE_TYPES, AnkiNoteType
from flashcards.core import cloze
from flashcards.core.notes import NoteType

_FIRST_ZIP_DATE = 315_532_800
"""The first of January 1980, in epoch seconds: zip files know no earlier date."""


@dataclass(frozen=True)
class PackageNote:
    """One note to export; its fields hold safe HTML.

    ``modified`` is in epoch seconds: Anki takes an edit only if it is newer than what it has.
    ``note_id`` is like Anki's own, epoch milliseconds, and stays with the note.
    ``suspended`` holds ordinals from 1 on.
    """

    guid: str
    type: NoteType
    modified: int
    note_id: int
    front: str = ""
    back: str = ""
    text: str = ""
    extra: str = ""
    source: str = ""
    quote: str = ""
    tags: tuple[str, ...] = ()
    suspended: frozenset[int] = frozenset()


@dataclass(frozen=True)
class PackageDeck:
    """One deck to export: ``A::B`` is deck B inside A; the description is safe HTML."""

    name: str
    description: str = ""
    notes: Sequence[PackageNote] = ()


def write_package(decks: Sequence[PackageDeck], now: int) -> bytes:
    """Return the .apkg file of ``decks``; ``now``, in epoch seconds, dates the file alone.

    A guid that comes twice is written once, in the deck where it came first.
    """
    package = genanki.Package(_decks(decks))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(path)) as connection:
            package.write_to_db(connection.cursor(), now, count(1))
            connection.execute("UPDATE col SET mod = ?", (now * 1000,))
            connection.commit()
        return _zipped(path, now)


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type that was modified when its templates were, not at the export."""

    def __init__(self, kind: AnkiNoteType) -> None:
        super().__init__(
            model_id=kind.id,
            name=kind.name,
            fields=[{"name": name} for name in kind.fields],
            templates=[
                {"name": card.name, "qfmt": card.question, "afmt": card.answer}
                for card in kind.templates
            ],
            css=kind.css,
            model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
        )

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        del timestamp
        written: dict[str, Any] = super().to_json(MODIFIED, deck_id)
        return written


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with ids, cards and a modification time of our own."""

    def __init__(self, note: PackageNote, model: _Model, position: int) -> None:
        super().__init__(
            model=model,
            fields=_fields(note),
            tags=identity.tags(note.tags),
            guid=note.guid,
            due=position,
        )
        self.wanted_id = note.note_id
        self.ids: list[int] = []
        self._modified = note.modified
        self._cards = [
            genanki.Card(ordinal - 1, suspend=ordinal in note.suspended)
            for ordinal in _ordinals(note)
        ]

    @property
    def cards(self) -> list[genanki.Card]:
        return self._cards

    def write_to_db(
        self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]
    ) -> None:
        del timestamp, id_gen
        super().write_to_db(cursor, self._modified, deck_id, iter(self.ids))

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Do nothing: the fields are safe HTML, and the check warns of tags with line ends."""


def _decks(decks: Sequence[PackageDeck]) -> list[genanki.Deck]:
    models = {kind: _Model(definition) for kind, definition in NOTE_TYPES.items()}
    written: dict[int, genanki.Deck] = {}
    notes: dict[str, _Note] = {}
    for deck in decks:
        name = identity.deck_name(deck.name)
        key = identity.deck_id(name)
        target = written.setdefault(key, genanki.Deck(key, name, deck.description))
        for note in deck.notes:
            if note.guid not in notes:  # Anki would take both
                notes[note.guid] = _Note(note, models[note.type], len(notes) + 1)
                target.add_note(notes[note.guid])
    _give_ids(list(notes.values()))
    return list(written.values())


def _give_ids(notes: Sequence[_Note]) -> None:
    wanted = [(note.wanted_id, len(note.cards)) for note in notes]
    for note, ids in zip(notes, identity.ids(wanted), strict=True):
        note.ids = ids


def _ordinals(note: PackageNote) -> tuple[int, ...]:
    if note.type is NoteType.CLOZE:
        return cloze.ordinals(note.text)
    return tuple(range(1, len(NOTE_TYPES[note.type].templates) + 1))


def _fields(note: PackageNote) -> list[str]:
    spare = ""
    shared = (note.extra, note.source, note.quote, spare)
    own = (note.text,) if note.type is NoteType.CLOZE else (note.front, note.back)
    return [identity.printable(field) for field in (*own, *shared)]


def _zipped(collection: Path, now: int) -> bytes:
    written = BytesIO()
    date = time.gmtime(max(now, _FIRST_ZIP_DATE))[:6]
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        entry = zipfile.ZipInfo(collection.name, date)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with collection.open("rb") as source, package.open(entry, "w") as target:
            while block := source.read(1 << 20):
                target.write(block)
        package.writestr(zipfile.ZipInfo("media", date), "{}")
    return written.getvalue()
