"""The library says what is to be done in each document, and remembers where one stopped."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flashcards.core.errors import NotFound
from flashcards.core.notes import NoteType
from flashcards.making.volume import Volume
from flashcards.services.making import bookmarks, drafting, drafts, shelf
from flashcards.services.making.bookmarks import Ordered, Place, Shown
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft, Note
from flashcards.store.models.learning import Bookmark
from tests.conftest import NOW
from tests.services.making.test_drafts import TEXT, keep
from tests.services.people import Class, make_class


@pytest.fixture
def people(database: Database) -> Class:
    """Return two learners; the other one keeps a document."""
    with database.write() as session:
        made = make_class(session, [NoteType.BASIC])
        keep(session, made.other)
        return made


@pytest.fixture
def document(database: Database, people: Class) -> int:
    """Return a document with drafts of quality 0.9, 0.8, 0.7 and 0.6."""
    with database.write() as session:
        return keep(session, people.learner).id


def test_what_waits_is_counted_at_the_volume_of_each_document(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        (each,) = shelf.shelf(session, people.learner)
        assert (each.waiting, each.decided, each.state, each.deck) == (4, 0, "done", None)
        assert each.document.words == len(TEXT.split())
        place = Place(volume=Volume.ESSENTIALS)
        bookmarks.keep(session, people.learner, document, place)
        first = drafts.drafts(session, document)[0]
        drafts.accept(session, people.learner, first.id, NOW)
        (each,) = shelf.shelf(session, people.learner)
        assert (each.waiting, each.decided) == (2, 1)
        assert each.deck is not None


def test_a_document_at_work_says_how_far_it_is(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        drafting.begin(session, session.get_one(Document, document), NOW)
        (each,) = shelf.shelf(session, people.learner)
        assert (each.is_drafting, each.drafted, each.chapters) == (True, 0, 1)


def test_a_title_is_found_by_its_words_and_signs_are_only_signs(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        session.get_one(Document, document).title = "On 100% Ruptures"
    with database.read() as session:
        for words, count in (("ruptures on", 1), ("100%", 1), ("_", 0), ("%%", 0), ("repair", 0)):
            assert len(shelf.shelf(session, people.learner, words)) == count, words


def test_a_deleted_document_leaves_its_notes_with_their_sentences(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        first = drafts.drafts(session, document)[0]
        note = drafts.accept(session, people.learner, first.id, NOW)
        quote, note_id = note.quote, note.id
        bookmarks.keep(session, people.learner, document, Place(draft_id=first.id))
        left = shelf.left_by(session, people.learner, document)
        assert (left.notes, left.waiting) == (1, 3)
        with pytest.raises(NotFound):
            shelf.remove(session, people.other, document)
    with database.write() as session:
        assert shelf.remove(session, people.learner, document) == "On ruptures"
    with database.read() as session:
        kept = session.get_one(Note, note_id)
        assert (kept.quote, kept.document_id, kept.deleted_at) == (quote, None, None)
        assert shelf.shelf(session, people.learner) == []
        assert len(shelf.shelf(session, people.other)) == 1
        assert not session.scalars(select(Draft).where(Draft.document_id == document)).all()
        assert not session.scalars(select(Bookmark)).all()


def test_where_one_stopped_is_kept_for_each_document(
    database: Database, people: Class, document: int
) -> None:
    place = Place(2, 7, Volume.THOROUGH, Ordered.TEXT, Shown.REJECTED)
    with database.write() as session:
        other = keep(session, people.learner, "x" + TEXT).id
        assert bookmarks.place(session, people.learner, document) == Place()
        for each in (Place(1, 3), place):
            bookmarks.keep(session, people.learner, document, each)
        with pytest.raises(NotFound):
            bookmarks.keep(session, people.other, document, place)
    with database.read() as session:
        assert bookmarks.place(session, people.learner, document) == place
        assert bookmarks.place(session, people.learner, other) == Place()


def test_what_was_decided_is_shown_at_every_volume() -> None:
    poor, good = Draft(state="pending", quality=0.3), Draft(state="pending", quality=0.8)
    done = Draft(state="accepted", quality=0.3)
    assert [Place().shows(each, each.state) for each in (poor, good, done)] == [False, True, True]
    assert [
        Place(volume=Volume.THOROUGH).shows(each, each.state) for each in (poor, good, done)
    ] == [True] * 3
    shown = Place(shown=Shown.ACCEPTED)
    assert [shown.shows(each, each.state) for each in (poor, good, done)] == [False, False, True]
