"""Decks become an Anki package, or a collection; the only module that imports genanki."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from typing import IO, Any

import genanki

from flashcards.anki import columns, identity
from flashcards.anki.notetypes import MODIFIED, NOTE_TYPES, AnkiNoteType
from flashcards.anki.outgoing import Around, Habits, PackageCard, PackageDeck, PackageNote
from flashcards.anki.presets import preset, preset_id
from flashcards.core import cloze
from flashcards.core.notes import NoteType

_FIRST_ZIP_DATE = 315_532_800
"""The first of January 1980, in epoch seconds: zip files know no earlier date."""
_QUICK = 1
"""How hard a file is packed: harder takes thrice the time and saves a tenth."""
_AT_ONCE = 500
"""Notes whose rows are written at once."""

Files = Iterable[tuple[str, bytes]]


def write_package(decks: Sequence[PackageDeck], now: int, files: Files = ()) -> bytes:
    """Return the .apkg file of ``decks``; ``now``, in epoch seconds, dates the file alone."""
    written = BytesIO()
    write_file(written, decks, Around(now), files)
    return written.getvalue()


def write_file(
    to: IO[bytes],
    decks: Iterable[PackageDeck],
    around: Around,
    files: Files = (),
    folder: Path | None = None,
) -> None:
    """Write the file of ``decks`` that Anki imports; decks and notes are taken one by one.

    A guid that comes twice is written once, in the deck where it came first. ``files`` are the
    names and bytes of the pictures and sounds that the fields name; they are taken after the
    notes, one by one. What is on its way lies in ``folder``.
    """
    package = _Package(decks, around)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "collection.anki2"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            package.write_to_db(connection.cursor(), around.now, count(1))
            connection.commit()
        _zip(to, path, around.now, files)


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
        self._kind = kind

    @property
    def _req(self) -> list[Any]:
        """Return nothing: which fields a card needs Anki works out from the templates."""
        return []

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        del timestamp
        modified = MODIFIED if self._kind.modified is None else self._kind.modified
        written: dict[str, Any] = super().to_json(modified, deck_id)
        return written


class _Package(genanki.Package):  # type: ignore[misc]
    """A package whose decks and notes come one by one, with ids, cards and times of our own."""

    def __init__(self, decks: Iterable[PackageDeck], around: Around) -> None:
        super().__init__([])
        self._wanted, self._around = decks, around
        self._models: dict[int, dict[str, Any]] = {}
        self._decks: dict[int, dict[str, Any]] = {}
        self._presets: dict[int, dict[str, Any]] = {}
        self._tags: dict[str, int] = {}
        self._guids: set[str] = set()
        self._position = 0
        self._note_ids, self._card_ids = identity.Ids(), identity.Ids()

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        for deck in self._wanted:
            key = self._add_deck(deck)
            fresh = (note for note in deck.notes if self._is_first(note))
            while some := list(islice(fresh, _AT_ONCE)):
                self._write_notes(cursor, some, key)
        self._write_collection(cursor)

    def _is_first(self, note: PackageNote) -> bool:
        """Say whether a guid is met for the first time: Anki would take both."""
        before = len(self._guids)
        self._guids.add(note.guid)
        return note.doubled or len(self._guids) > before

    def _add_deck(self, deck: PackageDeck) -> int:
        name = identity.deck_name(deck.name)
        key = identity.deck_id(name)
        if key not in self._decks:
            self._decks[key] = self._deck(key, name, deck.description, deck.habits)
            if self._around.whole:
                self._add_parents(name)
        return key

    def _deck(self, key: int, name: str, words: str, habits: Habits | None) -> dict[str, Any]:
        made: dict[str, Any] = genanki.Deck(key, name, words).to_json()
        if habits is not None:
            made["conf"] = preset_id(habits)
            self._presets[made["conf"]] = preset(habits)
        return made

    def _add_parents(self, name: str) -> None:
        """Add the decks around a deck: a package's Anki makes itself, a collection's it lacks."""
        parts = name.split("::")
        for end in range(1, len(parts)):
            above = "::".join(parts[:end])
            key = identity.deck_id(above)
            self._decks.setdefault(key, self._deck(key, above, "", None))

    def _write_notes(self, cursor: sqlite3.Cursor, some: Sequence[PackageNote], deck: int) -> None:
        notes, cards, reviews = [], [], []
        for note in some:
            self._position += 1
            note_id = self._note_ids.take(note.note_id)
            notes.append(self._note_row(note, note_id))
            for place, card in enumerate(_cards(note)):
                card_id = self._card_ids.take(card.id or note.note_id + place)
                said = columns.of_card(card, self._position)
                answered = card.last_at // 1000 if card.last_at else 0
                modified = max(note.modified, answered)
                cards.append((card_id, note_id, deck, card.ordinal - 1, modified, -1, *said))
                reviews += [
                    (review.at, card_id, -1, *columns.of_review(review)) for review in card.reviews
                ]
        cursor.executemany(_insert("notes", 11), notes)
        cursor.executemany(_insert("cards", 18), cards)
        _write_reviews(cursor, reviews)

    def _note_row(self, note: PackageNote, note_id: int) -> tuple[Any, ...]:
        kind = note.kind or NOTE_TYPES[note.type]
        if kind.id not in self._models:
            self._models[kind.id] = _Model(kind).to_json(0, identity.deck_id("default"))
        fields = _fields(note)
        tags = identity.tags(note.tags)
        self._tags.update(dict.fromkeys(tags, -1))
        first = identity.sorted_by(fields[0])
        return (
            *(note_id, note.guid, kind.id, note.modified, -1),
            *(f" {' '.join(tags)} ", "\x1f".join(fields), first),
            *(identity.checksum(first), 0, ""),
        )

    def _write_collection(self, cursor: sqlite3.Cursor) -> None:
        kept = cursor.execute("SELECT conf, decks, dconf FROM col").fetchone()
        conf, decks, presets = map(json.loads, kept)
        conf |= {
            "schedVer": 2,
            "sched2021": True,
            "rollover": self._around.rollover,
            "creationOffset": 0,
            "fsrs": self._around.by_fsrs,
            "nextPos": self._position + 1,
            "curModel": next(iter(self._models), None),
        }
        decks |= {str(key): deck for key, deck in self._decks.items()}
        presets |= {str(key): made for key, made in self._presets.items()}
        cursor.execute(
            "UPDATE col SET crt = ?, mod = ?, scm = ?, conf = ?, models = ?, decks = ?,"
            " dconf = ?, tags = ?",
            (
                *(columns.CREATED, self._around.now * 1000, self._around.now * 1000),
                *map(json.dumps, (conf, self._models, decks, presets, self._tags)),
            ),
        )


def _insert(table: str, values: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * values)})"  # noqa: S608 -- our names


def _write_reviews(cursor: sqlite3.Cursor, reviews: Iterable[tuple[Any, ...]]) -> None:
    """Write lines of the review log: one of the same millisecond gets the next one free."""
    statement = f"{_insert('revlog', 9)} ON CONFLICT (id) DO NOTHING"
    for at, *rest in reviews:
        while not cursor.execute(statement, (at, *rest)).rowcount:
            at += 1


def _cards(note: PackageNote) -> Sequence[PackageCard]:
    return note.cards or [_new(ordinal, ordinal in note.suspended) for ordinal in _ordinals(note)]


@lru_cache(maxsize=64)
def _new(ordinal: int, suspended: bool) -> PackageCard:
    return PackageCard(ordinal, suspended=suspended)


def _ordinals(note: PackageNote) -> tuple[int, ...]:
    if note.type is NoteType.CLOZE:
        return cloze.ordinals(note.text)
    return tuple(range(1, len(NOTE_TYPES[note.type].templates) + 1))


def _fields(note: PackageNote) -> tuple[str, ...]:
    spare = ""
    shared = (note.extra, note.source, note.quote, spare)
    own = (note.text,) if note.type is NoteType.CLOZE else (note.front, note.back)
    fields = note.fields if note.kind else (*own, *shared)
    if "".join(fields).isprintable():
        return fields
    return tuple(identity.printable(field) for field in fields)


def _zip(to: IO[bytes], collection: Path, now: int, files: Files) -> None:
    date = time.gmtime(max(now, _FIRST_ZIP_DATE))[:6]
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as package:
        entry = zipfile.ZipInfo(collection.name, date)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with collection.open("rb") as source, package.open(entry, "w", force_zip64=True) as target:
            while block := source.read(1 << 20):
                target.write(block)
        names: dict[str, str] = {}
        for member, (name, data) in enumerate(files):
            names[str(member)] = name
            package.writestr(zipfile.ZipInfo(str(member), date), data)
        package.writestr(zipfile.ZipInfo("media", date), json.dumps(names, ensure_ascii=False))
