"""A sitting: taking the last answer back, and what was done today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from flashcards.core.grades import Grade, passed
from flashcards.core.scheduling import day
from flashcards.services.study import events
from flashcards.services.study.events import Incoming
from flashcards.store import log
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import ReviewEvent


@dataclass(frozen=True)
class Done:
    """What a learner did in a deck on one study day; ``minutes`` of looking at cards."""

    answers: int
    cards: int
    recalled: int
    minutes: float

    @property
    def share(self) -> int:
        """Return the share of answers that were recalled, in per cent."""
        return round(100 * self.recalled / self.answers) if self.answers else 0


def done(session: Session, learner: User, deck_id: int, today: date) -> Done:
    """Return what the learner did in a deck today; answers taken back do not count."""
    rows = log.answers_of_day(session, learner.id, deck_id, today)
    voided = events.voided(session, learner.id, rows)
    kept = [row for row in rows if row.id not in voided]
    return Done(
        answers=len(kept),
        cards=len({row.card_id for row in kept}),
        recalled=sum(passed(Grade(row.grade or 0)) for row in kept),
        minutes=sum(row.took for row in kept) / 60_000,
    )


def undo(
    session: Session, learner: User, deck_id: int, event_id: str, now: datetime
) -> ReviewEvent | None:
    """Take the newest answer in a deck back; return it, or None where there is none."""
    last = events.last_answer(session, learner.id, deck_id)
    if last is None:
        return None
    at = max(day.milliseconds(now), last.answered_at + 1)
    events.record(
        session, learner, [Incoming(id=event_id, card_id=last.card_id, at=at, target=last.id)], now
    )
    return last
