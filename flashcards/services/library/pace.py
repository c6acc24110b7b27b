"""How long a deck takes to learn, at a learner's own pace once that is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.grades import Grade
from flashcards.core.scheduling import sm2
from flashcards.store.models.learning import ReviewEvent

STATED = 20.0
"""Seconds a card, where a learner has not answered enough to know."""
ENOUGH = 50
"""Answers from which on their median says something."""
LATEST = 500
DAYS = 90


@dataclass(frozen=True)
class Pace:
    """Seconds a card; ``measured`` tells whether they are the learner's own."""

    seconds: float = STATED
    measured: bool = False

    def minutes(self, cards: int) -> int:
        """Return the minutes that so many answers take, rounded up."""
        return ceil(cards * self.seconds / 60)


def pace(session: Session, user_id: int) -> Pace:
    """Return the median seconds of the learner's latest answers, if there are enough of them."""
    took = session.scalars(
        select(ReviewEvent.took)
        .where(ReviewEvent.user_id == user_id, ReviewEvent.kind == "answer", ReviewEvent.took > 0)
        .order_by(ReviewEvent.study_day.desc(), ReviewEvent.id)
        .limit(LATEST)
    ).all()
    return Pace(median(took) / 1000, measured=True) if len(took) >= ENOUGH else Pace()


def looks(days: int = DAYS) -> int:
    """Return how often SM-2 asks a card in so many days, the first day among them, if each answer
    is good."""
    memory, on, asked = sm2.Memory(), 0, 0
    while on < days:
        memory = sm2.step(memory, Grade(4))
        asked, on = asked + 1, on + memory.interval
    return asked
