"""A real Anki to import into, and notes to give it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.notes import Note, NoteId

from flashcards.anki.export import write_package
from flashcards.anki.outgoing import PackageDeck, PackageNote
from flashcards.core.notes import NoteType

NOW = 1_795_400_000
OUTCOMES = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck")


@dataclass
class Anki:
    """A collection of the real Anki, with what the tests ask of it."""

    folder: Path
    collection: Collection

    def imports(self, *decks: PackageDeck, **options: bool) -> dict[str, int]:
        """Import ``decks`` and return how many notes had which outcome, zeros left out."""
        return self.imports_file(write_package(decks, NOW), **options)

    def imports_file(self, package: bytes, **options: Any) -> dict[str, int]:
        """Import the bytes of a package as ``imports`` does."""
        path = self.folder / "our.apkg"
        path.write_bytes(package)
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions(**options)
        )
        log = self.collection.import_anki_package(request).log
        counts = {outcome: len(getattr(log, outcome)) for outcome in OUTCOMES}
        return {outcome: number for outcome, number in counts.items() if number}

    def note(self, guid: str) -> Note:
        """Return the one note with ``guid``."""
        (row,) = self.rows("select id from notes where guid = ?", guid)
        return self.collection.get_note(NoteId(row[0]))

    def ordinals(self, guid: str) -> list[int]:
        """Return the ordinals, from 1 on, of the cards of the note with ``guid``."""
        return sorted(card.ord + 1 for card in self.note(guid).cards())

    def rows(self, sql: str, *values: str | int) -> list[Any]:
        """Return what ``sql`` selects."""
        database = self.collection.db
        assert database is not None
        return list(database.all(sql, *values))

    def problems(self) -> int:
        """Return how many things Anki's own check of the database repairs."""
        before = self.rows("select id, nid, did, ord from cards order by id")
        self.collection.fix_integrity()
        after = self.rows("select id, nid, did, ord from cards order by id")
        return len(set(map(tuple, before)) ^ set(map(tuple, after)))


@pytest.fixture
def new_anki(tmp_path: Path) -> Iterator[Callable[[], Anki]]:
    """Give a function that opens one more empty collection."""
    opened: list[Collection] = []

    def opening() -> Anki:
        folder = Path(mkdtemp(dir=tmp_path))
        opened.append(Collection(str(folder / "collection.anki2")))
        return Anki(folder, opened[-1])

    yield opening
    for collection in opened:
        collection.close()


@pytest.fixture
def anki(new_anki: Callable[[], Anki]) -> Anki:
    """Give one empty collection."""
    return new_anki()


@pytest.fixture
def basic() -> PackageNote:
    """Give a basic note with every field filled."""
    return PackageNote(
        guid="basic-guid",
        type=NoteType.BASIC,
        modified=NOW - 1000,
        note_id=1_700_000_000_000,
        front="<p>Who described the cognitive triad?</p>",
        back="<p>Beck</p>",
        extra="<p>In 1967.</p>",
        source="Depression, chapter 2",
        quote="The triad was described by Beck.",
        tags=("cbt", "depression"),
    )


@pytest.fixture
def reversed_note() -> PackageNote:
    """Give a basic and reversed note."""
    return PackageNote(
        guid="reversed-guid",
        type=NoteType.REVERSED,
        modified=NOW - 900,
        note_id=1_700_000_000_001,
        front="<p>ACT</p>",
        back="<p>Acceptance and commitment therapy</p>",
    )


@pytest.fixture
def cloze_note() -> PackageNote:
    """Give a cloze note with several ordinals, a hint and a mark inside another."""
    return PackageNote(
        guid="cloze-guid",
        type=NoteType.CLOZE,
        modified=NOW - 800,
        note_id=1_700_000_000_002,
        text="{{c1::Exposure::technique}} works by {{c3::inhibitory {{c2::learning}}}}",
    )
