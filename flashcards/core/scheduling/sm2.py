"""SM-2 in whole numbers (P. A. Wozniak, *Optimization of learning*, 1990, section 3.2).

Ease is the E-Factor in hundredths: every step of it is an exact multiple of 0.02, and the text's
rounding up is exact only in integers (in binary floats ``[5, 5, 5, 5, 5, 5]`` ends a day late).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from flashcards.core.grades import DRILL_BELOW, Grade, passed
from flashcards.core.scheduling.schedule import Schedule

FIRST_EASE = 250
LOWEST_EASE = 130
LONGEST_INTERVAL = 36_500


class Rounding(StrEnum):
    """How a fractional interval becomes whole days."""

    UP = "up"
    HALF_EVEN = "half-even"


@dataclass(frozen=True)
class Variant:
    """The choices that the published text and its author's plug-in answer differently."""

    ease_falls_on_lapse: bool = False
    rounding: Rounding = Rounding.UP
    longest: int | None = LONGEST_INTERVAL


PUBLISHED = Variant()
"""Section 3.2 of the text: a lapse leaves the ease as it is."""

EASE_FALLS = Variant(ease_falls_on_lapse=True)
"""The text, with the ease falling on a lapse as in SuperMemo's plug-in: a deck's own choice."""

PLUG_IN = Variant(ease_falls_on_lapse=True, rounding=Rounding.HALF_EVEN)
"""The author's SuperMemo 2 plug-in for Delphi: the ease falls, halves round to even."""


@dataclass(frozen=True)
class Memory:
    """SM-2's three numbers: passes in a row, E-Factor in hundredths, interval in days."""

    repetitions: int = 0
    ease: int = FIRST_EASE
    interval: int = 0


def next_ease(ease: int, grade: Grade) -> int:
    """Return the ease in hundredths after ``grade``: EF' = EF + 0.1 - (5-q)(0.08 + (5-q)0.02).

    Source: Wozniak 1990, section 3.2, step 5; not under 1.30.
    """
    missing = 5 - grade
    return max(LOWEST_EASE, ease + 10 - missing * (8 + missing * 2))


def next_interval(memory: Memory, variant: Variant = PUBLISHED) -> int:
    """Return the days after a pass: I(1) = 1, I(2) = 6, I(n) = I(n-1) × EF, rounded.

    EF is the one from before this answer. Source: Wozniak 1990, section 3.2, step 3.
    """
    if memory.repetitions == 0:
        return 1
    if memory.repetitions == 1:
        return 6
    days = _hundredths(memory.interval * memory.ease, variant.rounding)
    return days if variant.longest is None else min(days, variant.longest)


def step(memory: Memory, grade: Grade, variant: Variant = PUBLISHED) -> Memory:
    """Return SM-2's numbers after one scheduled answer.

    A fail starts again with an interval of one day and leaves the ease unless the variant lowers
    it. Source: Wozniak 1990, section 3.2, steps 3 to 7.
    """
    if passed(grade):
        return Memory(
            memory.repetitions + 1, next_ease(memory.ease, grade), next_interval(memory, variant)
        )
    ease = next_ease(memory.ease, grade) if variant.ease_falls_on_lapse else memory.ease
    return Memory(0, ease, 1)


def memory_of(schedule: Schedule | None) -> Memory:
    """Return SM-2's numbers of a card; those of a new card where it has no schedule."""
    if schedule is None:
        return Memory()
    return Memory(schedule.repetitions, schedule.ease, schedule.interval)


def answer(
    schedule: Schedule | None,
    grade: Grade,
    day: date,
    variant: Variant = PUBLISHED,
    *,
    drill_below: int = DRILL_BELOW,
) -> Schedule:
    """Return the schedule after a scheduled answer on study day ``day``.

    The next due day is counted from the day of the answer, however late it came.
    """
    memory = step(memory_of(schedule), grade, variant)
    lapsed = schedule is not None and schedule.repetitions > 0 and not passed(grade)
    return Schedule(
        repetitions=memory.repetitions,
        ease=memory.ease,
        interval=memory.interval,
        due=day + timedelta(days=memory.interval),
        last_day=day,
        lapses=(schedule.lapses if schedule else 0) + lapsed,
        reviews=(schedule.reviews if schedule else 0) + 1,
        drill_day=day if grade < drill_below else None,
    )


def _hundredths(value: int, rounding: Rounding) -> int:
    if rounding is Rounding.UP:
        return -(-value // 100)
    whole, rest = divmod(value, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2 == 1))
