"""What the scheduler knows of one card for one learner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How far a card has come; a new card has no schedule at all."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True)
class Schedule:
    """SM-2's three numbers with the days that follow from them.

    ``ease`` is SM-2's E-Factor in hundredths, ``interval`` whole days, ``due`` and ``last_day``
    study days. ``drill_day`` is the study day on which the card still comes back, if any.
    ``lapses`` counts the fails of a card that had been passed; ``reviews`` the scheduled answers.
    ``stability`` (days) and ``difficulty`` are FSRS's memory of the card, where it is kept.
    """

    repetitions: int
    ease: int
    interval: int
    due: date
    last_day: date
    lapses: int
    reviews: int
    drill_day: date | None
    stability: float | None = None
    difficulty: float | None = None

    @property
    def state(self) -> State:
        """Return learning, review or relearning."""
        if self.repetitions > 0:
            return State.REVIEW
        return State.RELEARNING if self.lapses else State.LEARNING

    @property
    def days(self) -> int:
        """Return the days from the last scheduled answer to the due day."""
        return (self.due - self.last_day).days

    def drilling_on(self, day: date) -> bool:
        """Say whether the card comes back again on study day ``day``."""
        return self.drill_day == day
