"""What an exam asks of a study day: enough new cards, and a last look at every card."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.queue import Waiting
from flashcards.services.library import decks
from flashcards.store import log, queries
from flashcards.store.models.learning import Enrolment, Exam, ExamDeck


def coming(session: Session, user_id: int, deck_id: int, today: date) -> list[Exam]:
    """Return the learner's exams on a deck that are still to come, the next one first."""
    return list(
        session.scalars(
            select(Exam)
            .join(ExamDeck, ExamDeck.exam_id == Exam.id)
            .where(Exam.user_id == user_id, Exam.day > today, ExamDeck.deck_id == deck_id)
            .order_by(Exam.day, Exam.id)
        )
    )


def new_per_day(session: Session, settings: Enrolment, today: date, introduced: int) -> int:
    """Return how many new cards come today: her own number, or more where an exam needs it.

    ``introduced`` of them have come already. Counted anew every day: days that were missed spread
    over those that are left.
    """
    wanted = settings.new_per_day
    for exam in coming(session, settings.user_id, settings.deck_id, today):
        if exam.paced:
            met, cards = decks.knows(session, settings.user_id, settings.deck_id)
            unmet = max(0, cards - met) + introduced
            wanted = max(wanted, ceil(unmet / days_for_new(exam, today)))
    return wanted


def days_for_new(exam: Exam, today: date) -> int:
    """Return on how many days, today among them, new cards come before the last look."""
    return max(1, (exam.day - today).days - exam.last_look)


def last_look(
    session: Session, settings: Enrolment, today: date, without: Collection[int]
) -> list[Waiting]:
    """Return today's part of the cards that come once more before an exam, the weakest first.

    Each card that was not answered in these last days, in even parts over the days that are left;
    none of ``without``, which come today anyway.
    """
    for exam in coming(session, settings.user_id, settings.deck_id, today):
        begins = exam.day - timedelta(days=exam.last_look)
        if not exam.last_look or today < begins:
            continue
        scope = queries.Scope(settings.user_id, settings.deck_id, today)
        seen = log.answered_since(session, settings.user_id, settings.deck_id, begins)
        waiting = [
            card
            for card in queries.weakest(session, scope)
            if card.card_id not in seen and card.card_id not in without
        ]
        done_today = len(log.answered_since(session, settings.user_id, settings.deck_id, today))
        days_left = (exam.day - today).days
        part = ceil((len(waiting) + done_today) / days_left) - done_today
        return waiting[: max(0, part)] if days_left > 1 else waiting
    return []
