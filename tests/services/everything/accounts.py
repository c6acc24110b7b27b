"""Accounts drawn at random: decks, notes, cards, answers, flags and what else a learner has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, Scale
from flashcards.core.notes import Note, NoteType
from flashcards.core.scheduling import elsewhere
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.library import decks, notes
from flashcards.services.media.keeping import Keeper, Limits
from flashcards.services.study import bringing, events
from flashcards.services.study.bringing import Brought, Placed, Reviewed
from flashcards.services.study.events import Incoming
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck, Document, Draft, Edition
from flashcards.store.models.interchange import ForeignNoteType, Import
from flashcards.store.models.learning import (
    Bookmark,
    CardFlag,
    Exam,
    ExamDeck,
    Fit,
    Holiday,
    LeftAsIs,
)
from tests.conftest import NOW
from tests.media_files import png
from tests.services.people import DAY, START, cards_of, make_user

LIMITS = Limits(10_000_000, 100_000_000)
SHIPPED = "shipped-one"
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
filled = words.map(lambda text: f"x{text}")
_number = count(1)


def ship(session: Session) -> int:
    """Put a deck into the database that belongs to nobody; return its id."""
    deck = Deck(shipped=SHIPPED, title="Shipped", created_at=NOW)
    session.add(deck)
    session.flush()
    for number in range(3):
        notes.add(session, deck.id, Note(f"ship-{number}", NoteType.REVERSED, "f", "b"), NOW)
    return deck.id


def empty(session: Session) -> User:
    """Add a learner who has nothing."""
    return make_user(session, f"learner-{next(_number)}@example.org", "UTC")


def furnished(session: Session, shared: int, data: st.DataObject) -> User:
    """Add a learner with what is drawn for her."""
    draw = data.draw
    learner = empty(session)
    learner.zone, learner.rollover = draw(st.sampled_from(["Asia/Tokyo", "America/Lima"])), 5
    learner.keys = draw(st.dictionaries(st.sampled_from("abcd"), words, max_size=3))
    learner.weekdays, learner.new_per_day = "2102222", draw(st.none() | st.integers(0, 9))
    made = list(_decks(session, learner, draw))
    decks.enrol(session, learner.id, shared, NOW)
    _foreign(session, learner, made, draw)
    _documents(session, learner, made, draw)
    _study(session, learner, [*made, shared], draw)
    _by_hand(session, learner, [*made, shared], draw)
    _more(session, learner, made, draw)
    session.flush()
    return learner


def _decks(session: Session, learner: User, draw: Any) -> Iterator[int]:
    for _ in range(draw(st.integers(0, 3))):
        deck = decks.add(session, learner.id, draw(filled), draw(words), NOW)
        deck.sources = draw(st.lists(words, max_size=2))
        for number in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from([NoteType.BASIC, NoteType.REVERSED, NoteType.CLOZE]))
            hides = kind is NoteType.CLOZE
            note = Note(
                f"{draw(words)}-{number}",
                kind,
                front="" if hides else draw(filled),
                back="" if hides else "b",
                text=f"{{{{c1::{draw(filled)}}}}} {{{{c3::b}}}}" if hides else "",
                extra=draw(words),
                tags=("a", "b")[: draw(st.integers(0, 2))],
            )
            row = notes.add(session, deck.id, note, NOW)
            if draw(st.booleans()) and draw(st.booleans()):
                notes.delete(session, learner.id, row.id, NOW + timedelta(days=1))
        if draw(st.integers(0, 4)) == 0:
            deck.deleted_at = NOW
        yield deck.id


def _foreign(session: Session, learner: User, made: list[int], draw: Any) -> None:
    if not made or not draw(st.booleans()):
        return
    kind = ForeignNoteType(
        owner_id=learner.id,
        anki_id=draw(st.integers(1, 2**60)),
        shape="s",
        name=draw(words),
        fields=["Front", "Back"],
        templates=[["Card", "{{Front}}", "{{Back}}"]],
        modified_at=NOW,
    )
    brought = Import(owner_id=learner.id, name="a.apkg", state="done", heard_at=NOW, created_at=NOW)
    brought.applied_at = NOW
    session.add_all([kind, brought, _planned(learner)])
    session.flush()
    row = content.Note(
        deck_id=made[0],
        guid="from-anki",
        type="imported",
        front="f",
        position=99,
        fields=[draw(words), "b"],
        note_type_id=kind.id,
        import_id=brought.id,
        created_at=NOW,
        modified_at=NOW,
    )
    session.add(row)
    session.flush()
    session.add(content.Card(note_id=row.id, deck_id=made[0], ordinal=1, position=99, active=True))
    brought.before = {"notes": [{"note": row.id, "front": "was"}, {"note": -1}], "counts": {}}


def _planned(learner: User) -> Import:
    """Return an import that waits for its file, which stays behind."""
    return Import(owner_id=learner.id, name="b.apkg", state="planned", heard_at=NOW, created_at=NOW)


def _documents(session: Session, learner: User, made: list[int], draw: Any) -> None:
    rows = []
    for number in range(draw(st.integers(0, 2))):
        row = Document(
            owner_id=learner.id,
            title=draw(words),
            text=draw(filled),
            text_hash=str(number),
            blocks=[["p", 0, 1, 0, [], []]],
            deck_id=made[0] if made else None,
            created_at=NOW,
        )
        session.add(row)
        session.flush()
        rows.append(row)
        draft = Draft(
            document_id=row.id,
            guid=f"draft-{number}",
            type="basic",
            front=draw(words),
            quality=draw(st.floats(0, 1)),
            position=number,
        )
        session.add(draft)
        session.flush()
        session.add(Bookmark(user_id=learner.id, document_id=row.id, draft_id=draft.id))
    if len(rows) == 2:
        rows[0].later_id = rows[1].id
        before = {"drafts": [[draft.id, {"document_id": rows[0].id}]], "notes": [], "deleted": []}
        session.add(
            Edition(
                document_id=rows[1].id,
                earlier_id=rows[0].id,
                applied_at=NOW,
                made=True,
                whole=False,
                before=before,
            )
        )


def _study(session: Session, learner: User, studied: list[int], draw: Any) -> None:
    cards = [card for deck in studied for card in cards_of(session, deck)]
    if draw(st.booleans()):
        fit = Fit(user_id=learner.id, parameters=[0.4, 1.0], reviews=9, usual_loss=0.5)
        fit.own_loss, fit.adopted, fit.fitted_at = 0.25, False, NOW
        session.add(fit)
    at = START
    answered: list[tuple[int, str]] = []
    for number in range(draw(st.integers(0, 12)) if cards else 0):
        at += draw(st.sampled_from([0, 60_000, DAY, 9 * DAY]))
        card, name = draw(st.sampled_from(cards)), f"{draw(st.sampled_from('zaé'))}-{number}"
        if answered and draw(st.integers(0, 3)) == 0:
            card, target = draw(st.sampled_from(answered))
            sent = Incoming(name, card, at, target=target)
        else:
            grade = Grade(draw(st.integers(0, 5)))
            sent = Incoming(
                name, card, at, grade, draw(st.sampled_from(Scale)), practice=draw(st.booleans())
            )
        events.record(session, learner, [sent], NOW + timedelta(days=200))
        answered.append((card, name))
    if cards and draw(st.booleans()):
        _from_elsewhere(session, learner, draw(st.sampled_from(cards)))


def _from_elsewhere(session: Session, learner: User, card: int) -> None:
    day = date(2026, 2, 1)
    given = elsewhere.Given(elsewhere.Stage.REVIEW, 9, 4, 2500)
    schedule = Schedule(2, 250, 9, day + timedelta(days=9), day, 1, 5, None)
    answers = [Reviewed("anki-1", START - 9 * DAY, Grade(4), given)]
    placed = Placed("anki-2", START - 8 * DAY, schedule)
    bringing.bring(session, learner, [Brought(card, answers, placed)], NOW)


def _by_hand(session: Session, learner: User, studied: list[int], draw: Any) -> None:
    cards = [card for deck in studied for card in cards_of(session, deck)]
    for card in draw(st.lists(st.sampled_from(cards), unique=True, max_size=4)) if cards else ():
        flag = CardFlag(user_id=learner.id, card_id=card, flagged=True, colour=3)
        flag.buried_on = draw(st.none() | st.just(date(2026, 3, 2)))
        session.add(flag)
    shared = session.scalars(select(content.Note).where(content.Note.deck_id == studied[-1])).all()
    notes.change(
        session, learner.id, shared[0].id, Note("ship-0", NoteType.REVERSED, draw(filled), "m"), NOW
    )
    session.add(
        LeftAsIs(user_id=learner.id, note_id=shared[1].id, rule="R1", seen="s", left_at=NOW)
    )


def _more(session: Session, learner: User, made: list[int], draw: Any) -> None:
    session.add(Holiday(user_id=learner.id, first_day=date(2026, 8, 1), last_day=date(2026, 8, 9)))
    exam = Exam(user_id=learner.id, title=draw(words), day=date(2026, 9, 1), added_at=NOW)
    session.add(exam)
    session.flush()
    session.add_all(ExamDeck(exam_id=exam.id, deck_id=deck) for deck in made)
    keeper = Keeper(session, learner.id, LIMITS, NOW)
    for width in draw(st.lists(st.integers(1, 9), unique=True, max_size=2)):
        keeper.keep(f"picture {width}.png", png(width=width))
