"""Exams: added, changed, removed; each learner's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid, NotFound
from flashcards.core.notes import keepable
from flashcards.services.library import decks
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from flashcards.store.models.learning import Exam, ExamDeck

TITLE_LIMIT, MOST, LONGEST_LOOK = 120, 50, 14
FURTHEST = 3 * 366
"""Days ahead of which a day is taken for a slip."""


@dataclass(frozen=True)
class Wish:
    """What a learner says of an exam."""

    title: str
    day: date
    deck_ids: tuple[int, ...]
    last_look: int = 3
    paced: bool = True


def of(session: Session, learner: User) -> Sequence[Exam]:
    """Return the learner's exams, the earliest first."""
    return session.scalars(
        select(Exam).where(Exam.user_id == learner.id).order_by(Exam.day, Exam.id)
    ).all()


def mine(session: Session, learner: User, exam_id: int) -> Exam:
    """Return an exam of the learner; raises NotFound where she has none such."""
    found = session.get(Exam, exam_id)
    if found is None or found.user_id != learner.id:
        raise NotFound("There is no such exam among yours.")
    return found


def decks_of(session: Session, learner: User, exam: Exam) -> list[Deck]:
    """Return the decks of an exam that the learner studies, by title."""
    wanted = set(session.scalars(select(ExamDeck.deck_id).where(ExamDeck.exam_id == exam.id)))
    return [deck for deck in decks.studied(session, learner.id) if deck.id in wanted]


def add(session: Session, learner: User, wish: Wish, today: date, now: datetime) -> Exam:
    """Add an exam."""
    if len(of(session, learner)) >= MOST:
        raise Invalid("Remove an exam that is over first.", "title")
    made = Exam(user_id=learner.id, title="", day=wish.day, last_look=0, paced=True, added_at=now)
    _lay(session, learner, made, wish, today)
    return made


def change(session: Session, learner: User, exam_id: int, wish: Wish, today: date) -> Exam:
    """Change an exam; the plan follows."""
    found = mine(session, learner, exam_id)
    _lay(session, learner, found, wish, today)
    return found


def remove(session: Session, learner: User, exam_id: int) -> None:
    """Remove an exam; cards, answers and due days stay as they are."""
    session.delete(mine(session, learner, exam_id))


def _lay(session: Session, learner: User, exam: Exam, wish: Wish, today: date) -> None:
    title = " ".join(keepable(wish.title).split())
    if not title or len(title) > TITLE_LIMIT:
        raise Invalid(f"Give the exam a name of at most {TITLE_LIMIT} characters.", "title")
    if not 0 < (wish.day - today).days <= FURTHEST:
        raise Invalid("Choose a day within the next three years, after today.", "day")
    if not 0 <= wish.last_look <= LONGEST_LOOK:
        raise Invalid(f"Choose 0 to {LONGEST_LOOK} days.", "last_look")
    chosen = _studied(session, learner, wish.deck_ids)
    exam.title, exam.day = title, wish.day
    exam.last_look, exam.paced = wish.last_look, wish.paced
    session.add(exam)
    session.flush()
    session.execute(delete(ExamDeck).where(ExamDeck.exam_id == exam.id))
    session.add_all(ExamDeck(exam_id=exam.id, deck_id=deck_id) for deck_id in chosen)
    session.flush()


def _studied(session: Session, learner: User, deck_ids: Collection[int]) -> list[int]:
    hers = {deck.id for deck in decks.studied(session, learner.id)}
    chosen = sorted(set(deck_ids))
    if not chosen:
        raise Invalid("Choose at least one deck.", "decks")
    if not set(chosen) <= hers:
        raise Invalid("Choose among the decks that you study.", "decks")
    return chosen
