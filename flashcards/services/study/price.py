"""What a scheduler costs: reviews and minutes a day of an average learner, simulated once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from flashcards import clock
from flashcards.core.scheduling import fsrs
from flashcards.core.simulation.simulate import Course, Scheduler, by_fsrs, by_sm2, simulate

COURSE = Course(cards=200, new_per_day=10, days=180)
"""A deck of usual size, over half a year."""
RETENTIONS = (80, 85, 90, 95)


@dataclass(frozen=True)
class Price:
    """What is asked a day, and the share of the cards known at the end; retention of FSRS in
    hundredths, None for SM-2."""

    retention: int | None
    reviews: float
    minutes: float
    known: float


def prices(wanted: int | None = None) -> list[Price]:
    """Return the price of SM-2 and of FSRS at some retentions, the ``wanted`` one among them."""
    retentions = sorted({*RETENTIONS, *([wanted] if wanted else [])})
    return [price(None), *(price(retention) for retention in retentions)]


@cache
def price(retention: int | None) -> Price:
    """Return the price of SM-2, or of FSRS at ``retention``."""
    scheduler: Scheduler = by_fsrs(fsrs.Settings(retention)) if retention else by_sm2
    result = simulate(COURSE, scheduler, clock.chance(1))
    return Price(retention, result.reviews, result.minutes, result.remembered / COURSE.cards)
