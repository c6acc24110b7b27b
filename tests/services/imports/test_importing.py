"""A package of the real Anki comes in: all of it, once, and it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from flashcards.services import rendering
from flashcards.services.imports.applying import Choices
from flashcards.services.library import notes
from flashcards.services.media.shown import of_notes
from flashcards.services.wording import note_of
from flashcards.store.models import content
from flashcards.store.models.content import Card, Deck
from flashcards.store.models.interchange import ForeignNoteType
from flashcards.store.models.learning import CardFlag, ReviewEvent, ScheduleRow
from tests.anki.package import spoil
from tests.anki.package.made import REVIEWS, Made
from tests.services.imports.conftest import Desk
from tests.services.people import answer, log, schedules, send

KINDS = 15
ANSWERS = sum(kind < 4 for *_, kind in REVIEWS)


def whole(desk: Desk) -> tuple[Any, ...]:
    """Return all that the learner has: notes, cards, schedules, flags and the names of decks."""
    session = desk.session
    session.flush()
    mine = select(Deck.id).where(Deck.owner_id == desk.learner.id, Deck.deleted_at.is_(None))
    rows = session.scalars(
        select(content.Note)
        .where(content.Note.deck_id.in_(mine), content.Note.deleted_at.is_(None))
        .order_by(content.Note.guid, content.Note.id)
    ).all()
    return (
        [(r.guid, r.front, r.back, r.text, r.tags, r.fields, r.modified_at) for r in rows],
        sorted(session.scalars(select(Deck.title).where(Deck.id.in_(mine)))),
        {
            card: kept
            for card, kept in schedules(session, desk.learner.id).items()
            if session.get_one(Card, card).active
        },
    )


def row_of(desk: Desk, made: Made, name: str) -> content.Note:
    return desk.session.scalars(
        select(content.Note).where(content.Note.anki_id == made.notes[name])
    ).one()


def schedule_of(desk: Desk, made: Made, name: str) -> ScheduleRow | None:
    row = row_of(desk, made, name)
    return desk.session.get(ScheduleRow, (desk.learner.id, row.cards[0].id))


def test_the_plan_says_what_would_come_and_writes_nothing(desk: Desk, made: Made) -> None:
    before = whole(desk)
    plan = desk.plans(made.folder / "new.apkg")
    assert {deck["title"]: (deck["new"], deck["notes"]) for deck in plan.decks} == {
        "Therapy::CBT": (True, KINDS - 2),
        "Größe": (True, 2),
    }
    assert plan.notes["new"] == KINDS == plan.cards
    assert (plan.reviews, plan.by_hand) == (ANSWERS, len(REVIEWS) - ANSWERS)
    assert (plan.media, plan.suspended, plan.flagged) == (2, 3, 1)  # the third file is in no note
    assert plan.note_types == ["Basic"]
    assert whole(desk) == before


def test_all_of_it_comes_in_with_the_schedules_it_had(desk: Desk, made: Made) -> None:
    _, done = desk.imports(made.folder / "new.apkg")
    assert (done.notes, done.cards, done.reviews) == (KINDS, KINDS, ANSWERS)
    review = schedule_of(desk, made, "review")
    assert review is not None
    assert (review.interval, review.ease, review.lapses, review.reviews) == (15, 245, 2, 9)
    assert schedule_of(desk, made, "new") is None
    assert schedule_of(desk, made, "suspended new") is None
    filtered = schedule_of(desk, made, "filtered")
    overdue = schedule_of(desk, made, "overdue")
    assert filtered is not None
    assert overdue is not None
    assert review.due - overdue.due == timedelta(days=52)
    assert review.due - filtered.due == timedelta(days=13)
    decks = {
        deck.title: deck.id
        for deck in desk.session.scalars(select(Deck).where(Deck.import_id.is_not(None)))
    }
    assert filtered.deck_id == decks["Größe"]
    described = desk.session.get_one(Deck, decks["Therapy::CBT"]).description
    assert described == "**Beck**, chapter 2"


def test_suspended_cards_and_flags_stay_what_they_are(desk: Desk, made: Made) -> None:
    desk.imports(made.folder / "new.apkg")
    flags = {
        name: desk.session.get(CardFlag, (desk.learner.id, row_of(desk, made, name).cards[0].id))
        for name in made.notes
    }
    assert {name for name, flag in flags.items() if flag and flag.suspended} == {
        "suspended", "suspended learning", "suspended new",
    }  # fmt: skip
    assert {name: flag.colour for name, flag in flags.items() if flag and flag.flagged} == {
        "flagged": 3
    }
    buried = {name for name, flag in flags.items() if flag and flag.buried_on}
    assert buried == {"buried by hand", "buried sibling"}


def test_a_note_shows_its_templates_and_files(desk: Desk, made: Made) -> None:
    desk.imports(made.folder / "new.apkg")
    note = note_of(row_of(desk, made, "review"))
    files = of_notes(desk.session, desk.learner.id, [note])
    face = rendering.face(note, 1, files)
    assert note.front.startswith("review ")
    assert "back of review" in face.answer
    assert "back of review" not in face.question
    assert 'class="foreign-' in face.question
    assert "/a%20b.png" in face.question
    assert "größe.svg" in face.question


def test_a_second_import_of_the_same_file_adds_nothing(desk: Desk, made: Made) -> None:
    desk.imports(made.folder / "new.apkg")
    before, logged = whole(desk), log(desk.session, desk.learner.id)
    desk.now += timedelta(days=1)
    plan = desk.plans(made.folder / "new.apkg")
    assert plan.notes["same"] == KINDS
    assert (plan.reviews, plan.known_reviews) == (0, ANSWERS)
    _, done = desk.imports(made.folder / "new.apkg")
    assert (done.notes, done.updated, done.reviews, done.scheduled) == (0, 0, 0, 0)
    assert whole(desk) == before
    assert log(desk.session, desk.learner.id) == logged


def test_without_progress_all_cards_are_new(desk: Desk, made: Made) -> None:
    before = schedules(desk.session, desk.learner.id)
    _, done = desk.imports(made.folder / "new.apkg", Choices(progress=False))
    assert (done.notes, done.reviews) == (KINDS, 0)
    assert schedules(desk.session, desk.learner.id) == before


def test_an_import_is_taken_back_and_the_same_file_brings_all_back(desk: Desk, made: Made) -> None:
    before = whole(desk)
    row, _ = desk.imports(made.folder / "new.apkg")
    after = whole(desk)
    assert after != before
    desk.now += timedelta(hours=1)
    desk.undoes(row)
    assert whole(desk) == before
    desk.now += timedelta(hours=1)
    _, done = desk.imports(made.folder / "new.apkg")
    assert done.notes == 0
    assert whole(desk) == after
    assert len(desk.session.scalars(select(ForeignNoteType)).all()) == 1


def test_what_was_answered_here_since_stays_in_the_history(desk: Desk, made: Made) -> None:
    row, _ = desk.imports(made.folder / "new.apkg")
    card = row_of(desk, made, "review").cards[0].id
    send(desk.session, desk.learner.id, answer("mine", card, 4))
    desk.now += timedelta(hours=1)
    desk.undoes(row)
    assert "mine" in {
        event.id
        for event in desk.session.scalars(
            select(ReviewEvent).where(ReviewEvent.card_id == card, ReviewEvent.kind == "answer")
        )
    }


def test_an_edit_here_stays_and_is_shown_beside_that_of_anki(desk: Desk, made: Made) -> None:
    desk.imports(made.folder / "new.apkg")
    row = row_of(desk, made, "new")
    changed = replace(note_of(row), fields=("Mine", "words"))
    notes.change(desk.session, desk.learner.id, row.id, changed, desk.now + timedelta(days=999))
    plan = desk.plans(made.folder / "new.apkg")
    assert (plan.notes["same"], plan.notes["kept"]) == (KINDS - 1, 1)
    (differs,) = plan.differ
    assert (differs["here"], differs["takes"]) == (["Mine", "words"], "here")
    desk.imports(made.folder / "new.apkg")
    assert row.fields == ["Mine", "words"]
    row_taken, done = desk.imports(made.folder / "new.apkg", Choices(sides={row.guid: "there"}))
    assert done.updated == 1
    assert "new" in row.front
    desk.undoes(row_taken)
    assert row.fields == ["Mine", "words"]


def test_others_see_nothing_of_it(desk: Desk, made: Made) -> None:
    before = log(desk.session, desk.people.other), schedules(desk.session, desk.people.other)
    desk.imports(made.folder / "new.apkg")
    assert (
        log(desk.session, desk.people.other),
        schedules(desk.session, desk.people.other),
    ) == before
    owners = desk.session.scalars(select(Deck.owner_id).where(Deck.import_id.is_not(None)))
    assert set(owners) == {desk.learner.id}


def test_two_notes_of_one_guid_both_come_in_and_stay_two(
    desk: Desk, made: Made, tmp_path: Path
) -> None:
    both = f"{made.notes['new']}, {made.notes['review']}"
    twice = tmp_path / "twice.apkg"
    sql = f"UPDATE notes SET guid = 'same' WHERE id IN ({both})"
    twice.write_bytes(spoil.changed(made.folder / "new.apkg", sql).getvalue())
    _, done = desk.imports(twice)
    assert done.notes == KINDS
    desk.now += timedelta(hours=1)
    assert desk.plans(twice).notes["same"] == KINDS
    assert desk.imports(twice)[1].notes == 0
