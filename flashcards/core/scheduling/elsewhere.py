"""Answers that were given in another program: what its own numbers make of a schedule here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from flashcards.core.grades import Grade, passed
from flashcards.core.scheduling.schedule import Schedule
from flashcards.core.scheduling.sm2 import FIRST_EASE, LONGEST_INTERVAL, LOWEST_EASE


class Stage(StrEnum):
    """How far the card was when it was answered there."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"
    EARLY = "early"


@dataclass(frozen=True)
class Given:
    """What the other program made of an answer.

    ``interval`` and ``before``, the one that went before it, are in days above 0, or in seconds
    below 0 where the card was to come again on the same day. ``ease`` is in hundredths, 0 where
    there was none.
    """

    stage: Stage
    interval: int
    before: int = 0
    ease: int = 0


def repetitions(interval: int) -> int:
    """Return what SM-2 goes on from: its third interval on multiplies, the two before are fixed.

    A card whose interval is already longer than SM-2's second one began with would lose it with
    fewer than two repetitions; a card of a day or two is to get the six days that come second.
    """
    return 1 if interval <= 2 else 2


def answered(schedule: Schedule | None, grade: Grade, day: date, given: Given) -> Schedule:
    """Return the schedule after an answer that was given elsewhere, on study day ``day``.

    The interval and the ease are the other program's. A card that was to come again on that day
    is due on the next one, and comes back on that day as a drill.
    """
    within = given.interval <= 0
    days = 1 if within else min(given.interval, LONGEST_INTERVAL)
    again = schedule is not None and schedule.last_day == day
    before = schedule.repetitions if schedule else 0
    fails = given.stage is Stage.REVIEW and not passed(grade)
    return Schedule(
        repetitions=0 if within else max(repetitions(days), before + (not again)),
        ease=ease(given.ease) if given.ease else schedule.ease if schedule else FIRST_EASE,
        interval=days,
        due=day + timedelta(days=days),
        last_day=day,
        lapses=(schedule.lapses if schedule else 0) + fails,
        reviews=(schedule.reviews if schedule else 0) + (not again),
        drill_day=day if within else None,
        stability=schedule.stability if schedule else None,
        difficulty=schedule.difficulty if schedule else None,
    )


def ease(hundredths: int) -> int:
    """Return an ease that SM-2 can go on with: not under 1.30."""
    return max(LOWEST_EASE, hundredths)
