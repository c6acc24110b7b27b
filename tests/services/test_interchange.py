"""A deck goes to the real Anki and is brought up to date there, in the learner's own wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.notes import NoteType
from flashcards.services import interchange
from flashcards.services.exports.going import Wanted, write
from flashcards.services.library import notes
from flashcards.services.media.keeping import Keeper, Limits
from flashcards.services.wording import note_of
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from tests.conftest import NOW
from tests.media_files import png, wav
from tests.services.people import Class, basic, make_class

LATER = NOW + timedelta(hours=1)
KINDS = (NoteType.BASIC, NoteType.CLOZE, NoteType.REVERSED)


class Anki:
    """An empty collection of the real Anki."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, package: bytes) -> tuple[int, int]:
        """Import a package; return how many notes were added and how many updated."""
        path = self.folder / "deck.apkg"
        path.write_bytes(package)
        options = ImportAnkiPackageOptions(with_scheduling=True)
        log = self.collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=options)
        ).log
        return len(log.new), len(log.updated)

    def fields(self) -> dict[str, list[str]]:
        """Return the fields of every note, by guid."""
        found = [self.collection.get_note(id_) for id_ in self.collection.find_notes("")]
        return {note.guid: note.fields for note in found}

    def count(self, query: str) -> int:
        """Return how many cards a search finds."""
        return len(self.collection.find_cards(query))


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, KINDS)


def package(session: Session, user_id: int, deck_id: int, now: datetime) -> bytes:
    deck, learner = session.get_one(Deck, deck_id), session.get_one(User, user_id)
    written = BytesIO()
    write(session, learner, Wanted([deck]), "Not for treatment.", now, written)
    return written.getvalue()


def rows(session: Session, deck_id: int) -> list[content.Note]:
    statement = select(content.Note).where(content.Note.deck_id == deck_id)
    return list(session.scalars(statement.order_by(content.Note.position)))


def test_an_edited_deck_updates_its_notes_in_anki_and_adds_none(
    database: Database, people: Class, tmp_path: Path
) -> None:
    anki = Anki(tmp_path)
    with database.write() as session:
        me, deck = people.learner, people.deck
        assert anki.take(package(session, me, deck, NOW)) == (3, 0)
        assert anki.count("") == 6
        assert anki.take(package(session, me, deck, NOW)) == (0, 0)
        row = rows(session, deck)[0]
        notes.change(session, me, row.id, replace(note_of(row), back="**Edited**"), LATER)
        notes.add(session, deck, basic("later"), LATER)
        assert anki.take(package(session, me, deck, LATER)) == (1, 1)
        assert anki.fields()["n0"][1] == "<strong>Edited</strong>"
        assert anki.collection.decks.by_name("Alliance") is not None
    anki.collection.close()


def test_notes_in_the_bin_stay_at_home_and_those_left_out_are_suspended(
    database: Database, people: Class, tmp_path: Path
) -> None:
    anki = Anki(tmp_path)
    with database.write() as session:
        first, second, _ = rows(session, people.deck)
        notes.delete(session, people.learner, first.id, NOW)
        notes.set_suspended(session, people.learner, second.id, True)
        anki.take(package(session, people.learner, people.deck, NOW))
        assert set(anki.fields()) == {"n1", "n2"}
        assert anki.count("is:suspended") == 3
        assert anki.count("-is:suspended") == 2
    anki.collection.close()


def test_a_shared_deck_leaves_in_her_own_wording_and_in_nobody_elses(
    database: Database, people: Class, tmp_path: Path
) -> None:
    (tmp_path / "hers").mkdir()
    (tmp_path / "his").mkdir()
    hers, his = Anki(tmp_path / "hers"), Anki(tmp_path / "his")
    with database.write() as session:
        me, deck = people.learner, people.shared
        hers.take(package(session, me, deck, NOW))
        row = rows(session, deck)[0]
        notes.change(session, me, row.id, replace(note_of(row), back="In my words"), LATER)
        notes.set_suspended(session, me, row.id, True)
        session.flush()
        assert hers.take(package(session, me, deck, LATER)) == (0, 1)
        his.take(package(session, people.other, deck, LATER))
        assert hers.fields()["n0"][1] == "In my words"
        assert his.fields()["n0"][1] == "Bordin"
        assert his.count("is:suspended") == 0
    hers.collection.close()
    his.collection.close()


def test_going_back_to_the_decks_own_wording_reaches_anki_too(
    database: Database, people: Class, tmp_path: Path
) -> None:
    anki = Anki(tmp_path)
    with database.write() as session:
        me, deck = people.learner, people.shared
        row = rows(session, deck)[0]
        notes.change(session, me, row.id, replace(note_of(row), back="In my words"), LATER)
        anki.take(package(session, me, deck, LATER))
        later = LATER + timedelta(hours=1)
        notes.forget_wording(session, me, row.id, later)
        assert anki.take(package(session, me, deck, later)) == (0, 1)
        assert anki.fields()["n0"][1] == "Bordin"
    anki.collection.close()


def test_the_same_deck_gives_the_same_bytes_at_the_same_instant(
    database: Database, people: Class
) -> None:
    with database.read() as session:
        packages = {package(session, people.learner, people.deck, NOW) for _ in range(2)}
        assert len(packages) == 1


def test_a_description_is_safe_and_names_sources_licence_and_disclaimer() -> None:
    html = interchange.description("A <b>", "CC <BY>", ["Bordin <1979>"], "Not <for> treatment.")
    for part in (
        "A &lt;b&gt;",
        "CC &lt;BY&gt;",
        "Bordin &lt;1979&gt;",
        "Not &lt;for&gt; treatment.",
    ):
        assert part in html
    assert interchange.description("", "", [], "") == ""


def test_the_files_that_notes_show_go_along_and_no_others(
    database: Database, tmp_path: Path
) -> None:
    with database.write() as session:
        found = make_class(session, ())
        limits = Limits(1 << 20, 1 << 20)
        hers = Keeper(session, found.learner, limits, NOW)
        his = Keeper(session, found.other, limits, NOW)
        rose, hum = hers.keep("a rose.png", png()), hers.keep("hum.wav", wav())
        hers.keep("unused.png", png(9))
        his.keep("theirs.png", png(10))
        front = f"{rose.mark('A rose')} ![](theirs.png) ![](gone.png)"
        notes.add(session, found.deck, basic("p1", front, f"{hum.mark()} {rose.mark()}"), NOW)
        written = package(session, found.learner, found.deck, NOW)
    anki = Anki(tmp_path)
    assert anki.take(written) == (1, 0)
    folder = Path(anki.collection.media.dir())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a rose.png": png(),
        "hum.wav": wav(),
    }
    shown = '<img src="a rose.png" alt="{}">'
    others = '<img src="theirs.png" alt=""> <img src="gone.png" alt="">'
    assert anki.fields()["p1"][:2] == [
        f"{shown.format('A rose')} {others}",
        f"[sound:hum.wav] {shown.format('')}",
    ]
    anki.collection.close()
