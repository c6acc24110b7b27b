"""Drafts are proposals: a person turns each into one note, or not, and can change her mind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid, NotFound, Refused
from flashcards.core.notes import NoteType
from flashcards.making.chapters import chapters
from flashcards.making.document import Block, Kind, LeftOut
from flashcards.making.document import Document as ReadDocument
from flashcards.making.drafting.draft import Draft as Proposed
from flashcards.services.library import decks
from flashcards.services.making import documents, shelf
from flashcards.services.making import drafts as making
from flashcards.services.wording import note_of
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.content import Deck, Draft
from tests.conftest import NOW
from tests.services.people import Class, answer, cards_of, make_class, schedules, send

TEXT = "Ruptures\nA rupture is a strain. Repair mends a rupture. Both are common."
QUOTES = ("A rupture is a strain.", "Repair mends a rupture.", "rupture", "Both are common.")
LATER = NOW + timedelta(hours=2)


def proposed(text: str = TEXT) -> list[Proposed]:
    """Return a draft for each quote; one quote lies inside another."""
    spans = [(text.index(quote), text.index(quote) + len(quote)) for quote in QUOTES]
    return [
        Proposed(
            guid=f"guid-{number}",
            type=NoteType.BASIC,
            front=f"Question {number}?",
            back="Answer",
            text="",
            extra="",
            tags=("tag",),
            section="Ruptures" if number else "",
            quote=text[start:end],
            start=start,
            end=end,
            quality=0.9 - number / 10,
        )
        for number, (start, end) in enumerate(spans)
    ]


def keep(
    session: Session, user_id: int, text: str = TEXT, deck: int | None = None
) -> content.Document:
    """Keep a document with its drafts."""
    heading = Block(0, 8, Kind.HEADING, level=2)
    left_out = (LeftOut("Page 3", "a page number", 9, 10),)
    read = ReadDocument("On ruptures", text, (heading,), "A note", left_out)
    row, is_new = documents.keep(session, user_id, read, chapters(read), deck, NOW)
    if is_new:
        making.add(session, row.id, 0, proposed(text))
    return row


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, [NoteType.BASIC])


@pytest.fixture
def document(database: Database, people: Class) -> int:
    """Give a kept document of the learner's; somebody else keeps the same text."""
    with database.write() as session:
        keep(session, people.other)
        return keep(session, people.learner).id


def drafts(session: Session, document: int) -> list[Draft]:
    return list(making.drafts(session, document))


def all_notes(session: Session, guid: str) -> list[content.Note]:
    return list(session.scalars(select(content.Note).where(content.Note.guid == guid)))


def test_a_document_is_kept_with_its_drafts_all_of_them_pending(
    database: Database, people: Class, document: int
) -> None:
    with database.read() as session:
        row = documents.document(session, people.learner, document)
        assert (row.title, row.text, row.disclaimer) == ("On ruptures", TEXT, "A note")
        assert row.left_out == [{"quote": "Page 3", "why": "a page number", "start": 9, "end": 10}]
        assert row.blocks == [["heading", 0, 8, 2, [], []]]
        assert row.chapters == [["On ruptures", 0, 1]]
        found = drafts(session, document)
        assert [draft.guid for draft in found] == [f"guid-{number}" for number in range(4)]
        assert {draft.state for draft in found} == {documents.PENDING}
        for draft in found:
            assert row.text[draft.start : draft.end] == draft.quote
        (mine,) = shelf.shelf(session, people.learner)
        assert (mine.document.id, mine.waiting) == (document, 4)


def test_the_same_text_given_again_is_the_document_that_was_kept(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        making.accept(session, people.learner, drafts(session, document)[0].id, NOW)
        again = keep(session, people.learner, TEXT, people.deck)
        assert (again.id, again.deck_id) == (document, people.deck)
        states = [draft.state for draft in drafts(session, document)]
        assert states == [documents.ACCEPTED] + [documents.PENDING] * 3
        other = keep(session, people.learner, TEXT + " More.")
        assert other.id != document


def test_what_is_not_hers_might_as_well_not_exist(
    database: Database, people: Class, document: int
) -> None:
    him = people.other
    with database.read() as session:
        draft = drafts(session, document)[0].id
    tries: list[Callable[[Session], object]] = [
        lambda session: documents.document(session, him, document),
        lambda session: making.draft(session, him, draft),
        lambda session: making.accept(session, him, draft, NOW),
        lambda session: making.reject(session, him, draft, NOW),
        lambda session: making.undecide(session, him, draft, NOW),
        lambda session: making.accept_all(session, him, document, NOW),
        lambda session: keep(session, him, "x" + TEXT, people.deck),
        lambda session: making.draft(session, him, 999_999),
    ]
    for attempt in tries:
        with database.read() as session, pytest.raises(NotFound):
            attempt(session)
    with pytest.raises(Refused), database.write() as session:
        keep(session, him, "y" + TEXT, people.shared)


def test_an_accepted_draft_becomes_one_note_with_its_place_however_often_it_is_accepted(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        draft = drafts(session, document)[1]
        one = making.accept(session, people.learner, draft.id, NOW)
        two = making.accept(session, people.learner, draft.id, LATER)
        assert one is two
        (row,) = all_notes(session, "guid-1")
        assert (row.document_id, row.quote, row.start, row.end) == (
            document,
            draft.quote,
            draft.start,
            draft.end,
        )
        assert row.source == "On ruptures, “Ruptures”"
        assert note_of(row).tags == ("tag",)
        deck = session.get_one(Deck, row.deck_id)
        assert (deck.title, deck.owner_id) == ("On ruptures", people.learner)
        assert decks.enrolment(session, people.learner, deck.id) is not None
        other = making.accept(session, people.learner, drafts(session, document)[0].id, NOW)
        assert (other.deck_id, other.source) == (deck.id, "On ruptures")


def test_drafts_accepted_at_the_same_instant_become_a_note_each_in_one_deck(
    database: Database, people: Class, document: int
) -> None:
    with database.read() as session:
        ids = [draft.id for draft in drafts(session, document)]

    def accept(draft_id: int) -> int:
        with database.write() as session:
            return making.accept(session, people.learner, draft_id, NOW).id

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(accept, ids * 3))
    assert len(set(found)) == 4
    with database.read() as session:
        rows = session.scalars(select(content.Note).where(content.Note.document_id == document))
        assert len({row.deck_id for row in rows}) == 1
        titles = [deck.title for deck in decks.all_own(session, people.learner)]
        assert titles.count("On ruptures") == 1


def test_a_draft_is_accepted_in_her_own_words(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        draft = drafts(session, document)[0]
        worded = replace(note_of(draft), front="What is a rupture?", back="A strain.")
        row = making.accept(session, people.learner, draft.id, NOW, worded)
        assert (row.front, row.back, row.guid) == ("What is a rupture?", "A strain.", "guid-0")
        other = drafts(session, document)[1]
        with pytest.raises(Invalid):
            making.accept(session, people.learner, other.id, NOW, replace(worded, front=" "))
        assert other.state == documents.PENDING


def test_a_rejected_draft_is_put_aside_and_an_accepted_one_is_not_rejected(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        one, other = drafts(session, document)[:2]
        assert making.reject(session, people.learner, one.id, NOW).state == documents.REJECTED
        making.accept(session, people.learner, other.id, NOW)
        with pytest.raises(Refused):
            making.reject(session, people.learner, other.id, NOW)
        assert making.accept_all(session, people.learner, document, NOW) == 2
        assert one.state == documents.REJECTED
        assert all_notes(session, one.guid) == []


def test_a_changed_mind_bins_the_note_and_accepting_again_brings_it_back(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        draft, other = drafts(session, document)[:2]
        kept = making.accept(session, people.learner, other.id, NOW)
        first = making.accept(session, people.learner, draft.id, NOW)
        for _ in range(3):
            undecided = making.undecide(session, people.learner, draft.id, LATER)
            assert undecided.state == documents.PENDING
            assert first.deleted_at == LATER
            again = making.accept(session, people.learner, draft.id, NOW)
            assert again is first
            assert first.deleted_at is None
        assert all_notes(session, "guid-0") == [first]
        assert kept.deleted_at is None


def test_a_rejected_draft_can_be_looked_at_again(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        draft = drafts(session, document)[0]
        making.reject(session, people.learner, draft.id, NOW)
        assert making.undecide(session, people.learner, draft.id, NOW).state == documents.PENDING


def test_reviews_of_a_note_outlive_a_changed_mind(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        draft = drafts(session, document)[0]
        note = making.accept(session, people.learner, draft.id, NOW)
        (card,) = cards_of(session, note.deck_id)
        send(session, people.learner, answer("a", card, 4))
        making.undecide(session, people.learner, draft.id, LATER)
        assert card in schedules(session, people.learner)


def test_what_is_accepted_after_the_deck_was_thrown_away_goes_into_a_new_one(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        one, other = drafts(session, document)[:2]
        first = making.accept(session, people.learner, one.id, NOW)
        decks.delete(session, people.learner, first.deck_id, NOW)
        second = making.accept(session, people.learner, other.id, NOW)
        assert second.deck_id != first.deck_id
        assert session.get_one(Deck, second.deck_id).deleted_at is None


def test_accepting_all_takes_the_pending_ones_of_this_document_alone(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        kept = keep(session, people.learner, "x" + TEXT)
        assert making.accept_all(session, people.learner, document, NOW) == 3
        assert making.accept_all(session, people.learner, document, NOW) == 0
        assert {draft.state for draft in drafts(session, kept.id)} == {documents.PENDING}
        assert {draft.state for draft in drafts(session, _his_document(session, people))} == {
            documents.PENDING
        }
        rows = session.scalars(select(content.Note).where(content.Note.document_id == document))
        assert len(rows.all()) == 3


def test_what_should_be_mended_first_or_is_not_good_enough_is_not_accepted_with_the_rest(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        row = documents.document(session, people.learner, document)
        faulty = [draft for draft in drafts(session, document) if is_faulty(draft, row)]
        assert len(faulty) == 1
        assert making.accept_all(session, people.learner, document, NOW, None, 0.85) == 1
        assert making.accept_all(session, people.learner, document, NOW, None, 0.0) == 2
        assert faulty[0].state == documents.PENDING
        assert making.accept(session, people.learner, faulty[0].id, NOW).guid == faulty[0].guid


def test_undo_takes_back_step_by_step_what_was_decided_last(
    database: Database, people: Class, document: int
) -> None:
    at = [NOW + timedelta(seconds=number) for number in range(9)]
    with database.write() as session:
        elsewhere = keep(session, people.learner, "x" + TEXT)
        making.accept_all(session, people.learner, elsewhere.id, at[8])
        one, two, _, four = drafts(session, document)
        making.reject(session, people.learner, two.id, at[0])
        making.accept(session, people.learner, one.id, at[1])
        making.reject(session, people.learner, two.id, at[2])
        making.reject(session, people.learner, four.id, at[3])
        making.undecide(session, people.learner, four.id, at[4])
        steps = []
        while back := making.undo(session, people.learner, document, at[5]):
            steps.append([draft.id for draft in back])
        assert steps == [[one.id], [two.id]]
        assert {draft.state for draft in drafts(session, document)} == {documents.PENDING}
        assert {draft.state for draft in drafts(session, elsewhere.id)} != {documents.PENDING}


def test_what_was_accepted_at_once_is_taken_back_at_once(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        making.accept_all(session, people.learner, document, NOW)
        assert len(making.undo(session, people.learner, document, LATER)) == 3
        assert making.undo(session, people.learner, document, LATER) == []
        with pytest.raises(NotFound):
            making.undo(session, people.other, document, LATER)


def test_the_position_of_a_later_draft_is_behind_those_there_are(
    database: Database, people: Class, document: int
) -> None:
    with database.write() as session:
        making.add(session, document, 0, proposed(TEXT)[:1])
        making.add(session, document, 2, proposed(TEXT)[:1])
        found = [draft.position for draft in drafts(session, document)]
        assert found == [0, 1, 2, 3, 4, 2 * making.MOST_OF_A_CHAPTER]


def is_faulty(draft: Draft, row: content.Document) -> bool:
    return making.is_faulty(making.sourced(draft, row))


def _his_document(session: Session, people: Class) -> int:
    (his,) = shelf.shelf(session, people.other)
    return his.document.id
