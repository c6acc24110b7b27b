"""A new edition moves notes to their sentences; cards, schedules and reviews stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict, NotFound
from flashcards.core.notes import NoteType
from flashcards.making.editions.compare import Standing
from flashcards.services.editions.apply import Choice, Do, Unkeepable, apply
from flashcards.services.editions.fresh import fresh
from flashcards.services.editions.plan import Plan, plan
from flashcards.services.editions.undo import earlier, latest, undo
from flashcards.services.evidence import place
from flashcards.services.library import decks, notes
from flashcards.services.making import documents, drafts, shelf
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.content import Document, Draft
from tests.services.editions.revised import (
    LATER,
    NEW,
    NEW_TEXT,
    OLD_TEXT,
    REJECTED,
    RENUMBERED,
    REWORDS,
    Kept,
    applied,
    keep_and_study,
    note,
    planned,
    read,
)
from tests.services.people import Class, cards_of, log, make_class, schedules


@pytest.fixture
def people(database: Database) -> Class:
    with database.write() as session:
        return make_class(session, [NoteType.BASIC])


@pytest.fixture
def kept(database: Database, people: Class) -> Kept:
    with database.write() as session:
        return keep_and_study(session, people)


def everything(session: Session) -> list[str]:
    """Return every note, draft and document, but the time of their last change."""
    return [
        repr({name: value for name, value in vars(row).items() if name[0] != "_"})
        for table in (content.Note, Draft, Document)
        for row in session.scalars(select(table).order_by(table.id))
    ]


def test_a_plan_says_what_stands_what_changed_what_is_gone_and_what_is_new(
    database: Database, kept: Kept
) -> None:
    with database.read() as session:
        before = everything(session)
        found = planned(session, kept)
        names = {id_: name for name, id_ in kept.notes.items()}
        assert [names[each.note_id] for each in found.untouched] == ["stands"]
        assert [names[each.note_id] for each in found.lost] == ["gone"]
        first, second = found.changed
        assert (names[first.note_id], names[second.note_id]) == ("numbered", "reworded")
        assert not first.carried
        assert [(s.what, s.before, s.after) for s in first.shifts] == [("number", "36", "12")]
        assert first.taken.back == "a questionnaire of 12 items about bonds and goals"
        assert second.carried
        assert second.taken.back == second.note.back
        assert [unit.line for unit in found.comparison.added] == [NEW, REWORDS, RENUMBERED]
        assert [draft.quote for draft in found.drafts] == [NEW]
        assert everything(session) == before


def test_notes_go_to_their_sentences_and_schedules_and_reviews_stay(
    database: Database, people: Class, kept: Kept
) -> None:
    with database.write() as session:
        told = schedules(session, kept.user), log(session, kept.user)
        cards = cards_of(session, kept.deck)
        new = applied(session, kept)
        assert (schedules(session, kept.user), log(session, kept.user)) == told
        assert cards_of(session, kept.deck) == cards
        for name in ("stands", "reworded"):
            row = note(session, kept, name)
            assert row.document_id == new.id
            assert row.start is not None
            assert new.text[row.start : row.end] == row.quote
            assert row.section == "Ruptures and repair"
            assert row.source == "On ruptures, revised, “Ruptures and repair”"
        assert note(session, kept, "reworded").quote == REWORDS
        assert note(session, kept, "reworded").back == "Restoring the bond after a rupture"


def test_what_is_not_carried_or_gone_stays_with_the_earlier_edition(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        before = {name: vars(note(session, kept, name)).copy() for name in ("numbered", "gone")}
        applied(session, kept)
        for name, values in before.items():
            row = note(session, kept, name)
            values["source"] += " (earlier edition)"
            kept_as_it_was = [key for key in values if key[0] != "_" and key != "modified_at"]
            assert [getattr(row, key) for key in kept_as_it_was] == [
                values[key] for key in kept_as_it_was
            ]
            found = place(session, kept.user, row)
            assert found is not None
            assert found.document_id == kept.document


def test_each_choice_does_what_it_says(database: Database, kept: Kept) -> None:
    with database.write() as session:
        change = next(c for c in planned(session, kept).changed if not c.carried)
        taken = replace(change.taken, front="How long is the Working Alliance Inventory?")
        cards = cards_of(session, kept.deck)
        told = schedules(session, kept.user)
        new = applied(
            session,
            kept,
            numbered=Choice(Do.TAKE, taken),
            reworded=Do.DELETE,
            gone=Do.SUSPEND,
        )
        row = note(session, kept, "numbered")
        assert (row.front, row.back, row.quote, row.document_id) == (
            "How long is the Working Alliance Inventory?",
            "a questionnaire of 12 items about bonds and goals",
            RENUMBERED,
            new.id,
        )
        assert note(session, kept, "reworded").deleted_at == LATER
        assert notes.suspended(session, kept.user, kept.notes["gone"])
        assert not notes.suspended(session, kept.user, kept.notes["stands"])
        assert (cards_of(session, kept.deck), schedules(session, kept.user)) == (cards, told)


def test_a_choice_that_is_not_offered_is_none(database: Database, kept: Kept) -> None:
    with database.write() as session:
        applied(session, kept, stands=Do.DELETE, gone=Do.FOLLOW)
        assert note(session, kept, "stands").deleted_at is None
        assert note(session, kept, "gone").document_id == kept.document


def test_a_wording_that_gives_no_card_is_refused_and_nothing_is_written(
    database: Database, kept: Kept
) -> None:
    with database.read() as session:
        before = everything(session)
        change = planned(session, kept).changed[0]
    with pytest.raises(Unkeepable) as raised, database.write() as session:
        applied(session, kept, numbered=Choice(Do.TAKE, replace(change.taken, front=" ")))
    assert (raised.value.note_id, raised.value.field) == (kept.notes["numbered"], "front")
    with database.read() as session:
        assert everything(session) == before


def test_drafts_go_along_and_what_was_decided_is_not_proposed_again(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        new = applied(session, kept)
        rows = drafts.drafts(session, new.id)
        said = {(row.quote, row.state) for row in rows if row.start is not None}
        assert {quote for quote, _ in said} >= {NEW, REJECTED}
        assert [row.state for row in rows if row.quote == REJECTED] == [documents.REJECTED]
        assert {row.id for row in rows} >= {kept.drafts[n] for n in ("stands", "waits", "rejected")}
        for row in rows:
            assert new.text[row.start : row.end] == row.quote
        others = [row for row in rows if row.id not in kept.drafts.values()]
        assert [(row.quote, row.state) for row in others] == [(NEW, documents.PENDING)]
        left = {row.id for row in drafts.drafts(session, kept.document)}
        assert left == {kept.drafts["numbered"], kept.drafts["gone"]}


def test_only_her_own_notes_are_touched(database: Database, people: Class, kept: Kept) -> None:
    with database.write() as session:
        his = session.scalars(select(content.Note).where(content.Note.deck_id == people.other_deck))
        borrowed = next(row for row in his if row.quote)
        borrowed.document_id = kept.document
        session.flush()
        found = planned(session, kept)
        assert borrowed.id not in {each.note_id for each in found.notes}
        applied(session, kept)
        assert borrowed.document_id == kept.document


def test_somebody_elses_document_has_no_editions(
    database: Database, people: Class, kept: Kept
) -> None:
    with database.write() as session:
        with pytest.raises(NotFound):
            plan(session, people.other, kept.document, read())
        new = applied(session, kept)
        with pytest.raises(NotFound):
            undo(session, people.other, new.id, LATER)


def test_a_note_in_the_bin_goes_along_and_is_not_asked_about(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        for name in ("stands", "gone"):
            notes.delete(session, kept.user, kept.notes[name], LATER)
        found = planned(session, kept)
        assert (found.untouched, found.lost) == ([], [])
        new = applied(session, kept, gone=Do.DELETE)
        assert note(session, kept, "stands").document_id == new.id
        assert note(session, kept, "gone").document_id == kept.document


def test_a_note_changed_since_the_plan_stays_where_it_is(database: Database, kept: Kept) -> None:
    with database.write() as session:
        found = planned(session, kept)
        note(session, kept, "stands").front = "Something else?"
        session.flush()
        apply(session, kept.user, found, {}, LATER)
        assert note(session, kept, "stands").document_id == kept.document


def test_undo_puts_everything_back(database: Database, kept: Kept) -> None:
    with database.write() as session:
        before = everything(session)
    with database.write() as session:
        change = planned(session, kept).changed[0]
        new = applied(
            session,
            kept,
            numbered=Choice(Do.TAKE, change.taken),
            reworded=Do.DELETE,
            gone=Do.SUSPEND,
        )
        new_id = new.id
    with database.write() as session:
        assert undo(session, kept.user, new_id, LATER) == kept.document
    with database.write() as session:
        for row in session.scalars(select(content.Note)):
            row.modified_at = row.created_at
        session.flush()
        assert everything(session) == before
        assert not notes.suspended(session, kept.user, kept.notes["gone"])
        with pytest.raises(NotFound):
            undo(session, kept.user, new_id, LATER)


def test_undo_keeps_what_was_written_and_accepted_since(database: Database, kept: Kept) -> None:
    with database.write() as session:
        change = planned(session, kept).changed[0]
        new = applied(session, kept, numbered=Choice(Do.TAKE, change.taken))
        row = note(session, kept, "numbered")
        row.back = "My own words"
        found = next(d for d in drafts.drafts(session, new.id) if d.quote == NEW)
        made = drafts.accept(session, kept.user, found.id, LATER)
        waits = drafts.accept(session, kept.user, kept.drafts["waits"], LATER)
        undo(session, kept.user, new.id, LATER)
        assert (row.back, row.document_id) == ("My own words", kept.document)
        assert (made.document_id, made.deleted_at) == (new.id, None)
        assert session.get(Document, new.id) is not None
        old = session.get_one(Document, kept.document)
        assert (waits.document_id, old.text[waits.start : waits.end]) == (old.id, waits.quote)
        assert old.later_id is None


def test_an_edition_takes_the_place_of_one_that_is_current(database: Database, kept: Kept) -> None:
    with database.write() as session:
        found = planned(session, kept)
        new = applied(session, kept)
        with pytest.raises(Conflict):
            plan(session, kept.user, kept.document, read())
        with pytest.raises(Conflict):
            applying(session, kept, found)
        third = planned(session, replace(kept, document=new.id), NEW_TEXT + f"\n\n{OLD_TEXT}")
        last = applying(session, kept, third)
        assert latest(session, session.get_one(Document, kept.document)) == last
        assert [each[0] for each in earlier(session, last)] == [new.id, kept.document]
        with pytest.raises(Conflict):
            undo(session, kept.user, new.id, LATER)


def test_going_back_to_the_earlier_text_takes_the_earlier_document_again(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        new = applied(session, kept)
        back = applied(session, replace(kept, document=new.id), OLD_TEXT)
        assert (back.id, back.later_id, new.later_id) == (kept.document, None, kept.document)
        for name in ("stands", "reworded", "gone"):
            row = note(session, kept, name)
            assert row.document_id == kept.document
            assert back.text[row.start : row.end] == row.quote
        assert latest(session, new) == kept.document
        assert [each[0] for each in earlier(session, kept.document)] == [new.id]


def test_the_same_text_is_nothing_new(database: Database, kept: Kept) -> None:
    with database.read() as session:
        found = planned(session, kept, OLD_TEXT)
        assert found.is_same
        assert not found.changed
        assert not found.lost
        assert not found.drafts
    with database.write() as session, pytest.raises(Conflict):
        applied(session, kept, OLD_TEXT)


def test_a_note_without_a_quote_follows_the_document(database: Database, kept: Kept) -> None:
    with database.write() as session:
        row = note(session, kept, "gone")
        row.quote, row.start, row.end = "", None, None
        session.flush()
        new = applied(session, kept)
        assert (row.document_id, row.start) == (new.id, None)


def test_a_document_whose_deck_is_in_the_bin_has_editions_too(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        session.get_one(content.Deck, kept.deck).deleted_at = LATER
        session.flush()
        new = applied(session, kept)
        assert note(session, kept, "stands").document_id == new.id


def test_a_text_that_is_there_already_keeps_its_own_deck_and_outlives_an_undo(
    database: Database, people: Class, kept: Kept
) -> None:
    with database.write() as session:
        own = decks.add(session, kept.user, "Another deck", "", LATER)
        found = read()
        there, _ = documents.keep(session, kept.user, found.document, found.chapters, own.id, LATER)
        new = applied(session, kept)
        assert (new.id, new.deck_id) == (there.id, own.id)
        undo(session, kept.user, new.id, LATER)
        assert session.get(Document, there.id) is not None
        assert note(session, kept, "stands").document_id == kept.document


def test_an_edition_whose_earlier_one_was_deleted_stands_alone(
    database: Database, kept: Kept
) -> None:
    with database.write() as session:
        new_id = applied(session, kept).id
        shelf.remove(session, kept.user, kept.document)
    with database.write() as session:
        assert note(session, kept, "stands").document_id == new_id
        assert note(session, kept, "gone").document_id is None
        assert earlier(session, new_id) == []
        with pytest.raises(NotFound):
            undo(session, kept.user, new_id, LATER)


def test_the_background_proposes_only_what_is_new(database: Database, kept: Kept) -> None:
    with database.write() as session:
        old = session.get_one(Document, kept.document)
        other = old.text + "\n\nHolding is a way of being with a client."
        rejected = f"{REJECTED[:-1]} and says so."
        proposed = [
            replace(draft, start=10_000 + draft.start, end=10_000 + draft.end)
            for draft in read(OLD_TEXT).drafts or ()
        ]
        twin = replace(proposed[4], quote=rejected)
        assert fresh(session, kept.document, proposed) == proposed
        new = applied(session, kept, other.replace(REJECTED, ""))
        (pacing,) = (draft for draft in read().drafts or () if draft.quote == NEW)
        assert fresh(session, new.id, [*proposed, twin, pacing]) == [pacing]


def test_another_document_is_called_strange(database: Database, kept: Kept) -> None:
    text = "# Leaves\n\n" + "Photosynthesis turns light, water and air into sugar. " * 8
    with database.read() as session:
        assert planned(session, kept, text).is_strange
        assert not planned(session, kept).is_strange
        assert {each.place.standing for each in planned(session, kept, text).notes} == {
            Standing.LOST
        }


def applying(session: Session, kept: Kept, found: Plan) -> int:
    return apply(session, kept.user, found, {}, LATER).id
