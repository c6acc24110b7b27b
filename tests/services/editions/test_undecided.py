"""Drafts not decided on when a new edition comes: carried over, or set aside with a word why."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from flashcards.core.errors import Refused
from flashcards.core.notes import NoteType
from flashcards.making.apart.here import Here
from flashcards.services.editions.apply import apply
from flashcards.services.editions.plan import plan
from flashcards.services.editions.undo import undo
from flashcards.services.making import (
    bringing_back,
    documents,
    drafting,
    drafts,
    mending,
    own,
    reading,
    shelf,
)
from flashcards.services.making.documents import ASIDE, PENDING, standing
from flashcards.services.making.reading import Given
from flashcards.services.wording import note_of
from flashcards.store.engine import Database
from flashcards.store.models.content import Document, Draft, Note
from tests.services.editions.revised import (
    LATER,
    NEW_TEXT,
    OLD_TEXT,
    RENUMBERED,
    STANDS,
    WAITS,
    Kept,
    applied,
    keep_and_study,
    planned,
    read,
)
from tests.services.people import Class, make_class


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, [NoteType.BASIC])


@pytest.fixture
def kept(database: Database, people: Class) -> Kept:
    """Give a document of which four drafts wait: two stand, one was changed, one is gone."""
    with database.write() as session:
        made = keep_and_study(session, people)
        for name in ("stands", "numbered", "gone"):
            drafts.undecide(session, made.user, made.drafts[name], LATER)
        return made


def dump(session: Session) -> list[str]:
    return [repr(tuple(each)) for each in session.execute(select(Draft.__table__))]


def row(session: Session, kept: Kept, name: str) -> Draft:
    return session.get_one(Draft, kept.drafts[name])


def state(session: Session, kept: Kept, name: str) -> str:
    found = row(session, kept, name)
    return standing(found, session.get_one(Document, found.document_id))


def test_what_still_stands_is_carried_over_to_its_new_place(database: Database, kept: Kept) -> None:
    with database.write() as session:
        new = applied(session, kept)
        for name, quote in (("waits", WAITS), ("stands", STANDS)):
            found = row(session, kept, name)
            assert (found.document_id, state(session, kept, name)) == (new.id, PENDING)
            assert found.quote == quote == new.text[found.start : found.end]
            assert found.aside is None
        assert row(session, kept, "stands").section == "Ruptures and repair"
        note = drafts.accept(session, kept.user, kept.drafts["waits"], LATER)
        assert (note.document_id, note.quote) == (new.id, WAITS)


def test_what_does_not_stand_is_set_aside_with_a_word_why(database: Database, kept: Kept) -> None:
    with database.write() as session:
        applied(session, kept)
        for name, why in (("numbered", "changed"), ("gone", "gone")):
            found = row(session, kept, name)
            assert (found.document_id, found.aside) == (kept.document, why)
            assert state(session, kept, name) == ASIDE
        assert drafts.counts(session, kept.document) == {0: (2, 0)}
        by_id = {each.document.id: each for each in shelf.shelf(session, kept.user)}
        assert by_id[kept.document].waiting == 0


def test_the_plan_says_it_before_anything_is_done(database: Database, kept: Kept) -> None:
    with database.read() as session:
        found = {each.draft_id: each.aside for each in planned(session, kept).undecided}
        names = {kept.drafts[name]: name for name in kept.drafts}
        assert {names[id_]: why for id_, why in found.items()} == {
            "waits": None,
            "stands": None,
            "numbered": "changed",
            "gone": "gone",
        }


def test_a_changed_sentence_gives_a_draft_of_its_own(database: Database, kept: Kept) -> None:
    with database.write() as session:
        row(session, kept, "numbered").note_id = None
        session.execute(delete(Note).where(Note.quote.contains("36 items")))
        new = applied(session, kept)
        quotes = [each.quote for each in drafts.drafts(session, new.id) if each.state == PENDING]
        assert RENUMBERED in quotes


def test_nothing_is_decided_on_in_an_earlier_edition(database: Database, kept: Kept) -> None:
    with database.write() as session:
        drafts.reject(session, kept.user, kept.drafts["gone"], LATER)
        applied(session, kept)
        before = dump(session)
        numbered, gone = kept.drafts["numbered"], kept.drafts["gone"]
        for decide in (
            lambda: drafts.accept(session, kept.user, numbered, LATER),
            lambda: drafts.reject(session, kept.user, numbered, LATER),
            lambda: drafts.undecide(session, kept.user, gone, LATER),
            lambda: drafts.undo(session, kept.user, kept.document, LATER),
            lambda: drafts.accept_all(session, kept.user, kept.document, LATER),
            lambda: mending.mend(session, kept.user, numbered, "R1", "x", LATER),
        ):
            with pytest.raises(Refused, match="earlier edition"):
                decide()
        assert dump(session) == before


def test_nothing_new_is_made_of_an_earlier_edition(database: Database, kept: Kept) -> None:
    with database.write() as session:
        old = session.get_one(Document, kept.document)
        drafting.begin(session, old, LATER)
        applied(session, kept)
        passage = own.found(old, STANDS)
        wording = note_of(row(session, kept, "numbered"))
        for make in (
            lambda: own.add(session, kept.user, old.id, wording, passage, LATER),
            lambda: bringing_back.again(session, kept.user, old.id, 0, 10),
            lambda: drafting.go_on(session, kept.user, old.id, LATER),
        ):
            with pytest.raises(Refused, match="earlier edition"):
                make()
        assert not drafting.is_open(session)


def test_what_was_decided_stays_as_it_was(database: Database, kept: Kept) -> None:
    with database.write() as session:
        drafts.reject(session, kept.user, kept.drafts["gone"], LATER)
        note = drafts.accept(session, kept.user, kept.drafts["numbered"], LATER)
        applied(session, kept)
        assert state(session, kept, "gone") == documents.REJECTED
        assert state(session, kept, "numbered") == documents.ACCEPTED
        assert row(session, kept, "numbered").note_id == note.id
        assert drafts.accept(session, kept.user, kept.drafts["numbered"], LATER).id == note.id


def test_with_the_edition_undone_they_wait_again(database: Database, kept: Kept) -> None:
    with database.write() as session:
        before = [repr(note_of(each)) for each in drafts.drafts(session, kept.document)]
        new = applied(session, kept)
        undo(session, kept.user, new.id, LATER)
        rows = drafts.drafts(session, kept.document)
        assert [repr(note_of(each)) for each in rows] == before
        assert {each.aside for each in rows} == {None}
        assert state(session, kept, "gone") == PENDING
        assert drafts.accept(session, kept.user, kept.drafts["gone"], LATER).id


def test_with_the_later_edition_deleted_they_wait_again(database: Database, kept: Kept) -> None:
    with database.write() as session:
        new_id = applied(session, kept).id
    with database.write() as session:
        shelf.remove(session, kept.user, new_id)
    with database.write() as session:
        assert state(session, kept, "gone") == PENDING
        assert drafts.accept(session, kept.user, kept.drafts["gone"], LATER).id


def test_a_draft_that_the_later_edition_has_already_is_not_there_twice(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        found = read(NEW_TEXT)
        there, _ = documents.keep(
            session, kept.user, found.document, found.chapters, kept.deck, LATER
        )
        twin = row(session, kept, "waits")
        proposed = next(each for each in found.drafts or () if each.quote == WAITS)
        drafts.add(session, there.id, 0, [proposed])
        session.execute(update(Draft).where(Draft.document_id == there.id).values(guid=twin.guid))
        new = apply(session, kept.user, plan(session, kept.user, kept.document, found), {}, LATER)
        assert new.id == there.id
        assert (twin.document_id, twin.aside) == (kept.document, "there")
        waiting = select(Draft).where(Draft.document_id == there.id, Draft.quote == WAITS)
        assert len(session.scalars(waiting).all()) == 1


def test_the_text_of_the_earlier_edition_given_once_more_brings_it_back(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        new = applied(session, kept)
        given = reading.read(Given(OLD_TEXT.encode(), "old.md"), kept.user, Here)
        again = apply(session, kept.user, plan(session, kept.user, new.id, given), {}, LATER)
        assert again.id == kept.document
        assert state(session, kept, "gone") == PENDING
        assert state(session, kept, "waits") == PENDING
        assert row(session, kept, "waits").document_id == kept.document
