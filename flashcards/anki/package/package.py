"""A package, opened: its note types, decks and media at once, all else in a stream."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import BinaryIO

from flashcards.anki.package import media as media_files
from flashcards.anki.package import newstyle, oldstyle
from flashcards.anki.package.archive import Archive
from flashcards.anki.package.calendar import Calendar, calendar
from flashcards.anki.package.cards import DEFAULT_DECK, CardReader
from flashcards.anki.package.database import Database
from flashcards.anki.package.foreign import (
    Counts,
    ForeignCard,
    ForeignDeck,
    ForeignMedia,
    ForeignNote,
    ForeignNoteType,
    ForeignReview,
)
from flashcards.anki.package.generation import Generation, generation
from flashcards.anki.package.issues import Issues, Trouble
from flashcards.anki.package.limits import Limits
from flashcards.anki.package.notes import notes
from flashcards.anki.package.refusals import damaged, placeholder, too_large, too_new, too_old
from flashcards.anki.package.reviews import reviews
from flashcards.anki.package.unpack import to_file
from flashcards.anki.package.values import text, whole

_OLD_SCHEMA, _NEW_SCHEMAS = 11, range(15, 19)
_NEEDED = {
    "col": ("crt", "ver", "conf", "models", "decks"),
    "notes": ("guid", "mid", "mod", "flds", "tags"),
    "cards": (
        "nid", "did", "ord", "mod", "type", "queue", "due", "ivl", "factor", "reps", "lapses",
        "left", "odue", "odid", "flags", "data",
    ),
    "revlog": ("cid", "ease", "ivl", "lastivl", "factor", "time", "type"),
}  # fmt: skip
_PLACEHOLDER = "Please update to the latest Anki version"


@dataclass(frozen=True)
class Package:
    """An open package; ``issues`` grow while it is read.

    Its streams can be read in any order, and again; each reading reports its issues once more.
    """

    name: str
    note_types: Mapping[int, ForeignNoteType]
    decks: Mapping[int, ForeignDeck]
    media: Mapping[str, ForeignMedia]
    calendar: Calendar
    counts: Counts
    issues: Issues
    _database: Database
    _archive: Archive
    _generation: Generation
    _limits: Limits

    def notes(self) -> Iterator[list[ForeignNote]]:
        """Yield the notes in lists, by id; raises Unreadable."""
        return notes(self._database, self.note_types, self.media, self.issues)

    def cards(self) -> Iterator[list[ForeignCard]]:
        """Yield the cards in lists, those of a note together; raises Unreadable."""
        reader = CardReader(self.note_types, self.decks, self.calendar, self.issues)
        return reader.cards(self._database)

    def reviews(self) -> Iterator[list[ForeignReview]]:
        """Yield the reviews in lists, by the time of the answer; raises Unreadable."""
        return reviews(self._database, self.issues)

    def reviews_by_card(self) -> Iterator[list[ForeignReview]]:
        """Yield the reviews in lists, those of a card together; raises Unreadable."""
        return reviews(self._database, self.issues, by_card=True)

    def read_media(self, name: str) -> Iterator[bytes]:
        """Yield the content of one of ``media`` in pieces.

        Raises Unreadable, at the latest at the end, if the file is damaged: then keep none of it.
        """
        return media_files.content(
            self._archive, self.media[name], self._generation.zstd, self._limits
        )


@contextmanager
def open_package(
    source: Path | BinaryIO,
    limits: Limits | None = None,
    *,
    name: str = "",
    zone: tzinfo | None = None,
) -> Iterator[Package]:
    """Open the .apkg or .colpkg in ``source``, a path or a binary file that can be sought.

    ``name`` is what messages call it; ``zone`` is where the learner lives, for collections that do
    not say where they were begun. Raises Unreadable for what cannot be read at all.
    """
    bounds = limits or Limits()
    shown = name or (source.name if isinstance(source, Path) else "package")
    with ExitStack() as stack:
        file = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
        archive = Archive.opened(file, shown, bounds)
        stack.enter_context(closing(archive.zip))
        which = generation(archive, bounds)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="flashcards-")))
        path = folder / "collection.db"
        to_file(archive, which.member, path, bounds, which.zstd)
        database = stack.enter_context(closing(Database(path, shown, which.member, bounds)))
        yield _package(archive, which, database, bounds, zone)


def _package(
    archive: Archive, which: Generation, database: Database, limits: Limits, zone: tzinfo | None
) -> Package:
    created, version = _checked(database)
    _refuse_placeholder(database)
    issues = Issues(which.member)
    style = oldstyle if version == _OLD_SCHEMA else newstyle
    if style is newstyle:
        newstyle.check(database)
    days = calendar(created, style.settings(database).get("creationOffset"), zone)
    if days is None:
        raise damaged(database.name, which.member)
    if days.guessed:
        issues.add(Trouble.ZONE_GUESSED)
    decks = style.decks(database, issues)
    decks.setdefault(DEFAULT_DECK, ForeignDeck(DEFAULT_DECK, "Default"))
    media = media_files.media(archive, which.zstd, limits, issues)
    return Package(
        name=archive.name,
        note_types=style.note_types(database, issues),
        decks=decks,
        media=media,
        calendar=days,
        counts=_counts(database, limits, len(media)),
        issues=issues,
        _database=database,
        _archive=archive,
        _generation=which,
        _limits=limits,
    )


def _checked(database: Database) -> tuple[int | None, int]:
    """Return when the collection began and its schema; raise Unreadable if it is no such thing."""
    tables = all(database.has(table, *columns) for table, columns in _NEEDED.items())
    if not tables or not all(database.keyed(table) for table in ("notes", "cards", "revlog")):
        raise damaged(database.name, database.member)
    found = database.rows("SELECT crt, ver FROM col LIMIT 1")
    version = whole(found[0][1]) if found else None
    if version is None:
        raise damaged(database.name, database.member)
    if version > _NEW_SCHEMAS[-1]:
        raise too_new(database.name)
    if version != _OLD_SCHEMA and version not in _NEW_SCHEMAS:
        raise too_old(database.name)
    return whole(found[0][0]), version


def _refuse_placeholder(database: Database) -> None:
    first = database.rows("SELECT flds FROM notes NOT INDEXED LIMIT 2")
    if len(first) == 1 and text(first[0][0]).startswith(_PLACEHOLDER):
        raise placeholder(database.name)


def _counts(database: Database, limits: Limits, media: int) -> Counts:
    return Counts(
        _count(database, "notes", "SELECT count(*) FROM notes NOT INDEXED", limits.notes),
        _count(database, "cards", "SELECT count(*) FROM cards NOT INDEXED", limits.cards),
        _count(database, "reviews", "SELECT count(*) FROM revlog NOT INDEXED", limits.reviews),
        media,
    )


def _count(database: Database, what: str, sql: str, most: int) -> int:
    ((number,),) = database.rows(sql)
    if number > most:
        raise too_large(database.name, f"holds {number:,} {what}, more than {most:,}")
    return int(number)
