"""FSRS-6, the other scheduler of a deck: memory as stability and difficulty.

The formulas are py-fsrs's (J. Ye and others, FSRS-6). It counts 24 hours a day, so every answer is
given to it at noon UTC of its study day; its fuzz cannot be reproduced and is off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

import fsrs
from fsrs.scheduler import (
    DEFAULT_PARAMETERS,
    LOWER_BOUNDS_PARAMETERS,
    UPPER_BOUNDS_PARAMETERS,
)

from flashcards.core.errors import Invalid
from flashcards.core.grades import Grade

Parameters = tuple[float, ...]
"""The 21 weights of FSRS-6."""

DEFAULTS: Parameters = tuple(DEFAULT_PARAMETERS)
LOWEST_RETENTION, HIGHEST_RETENTION, USUAL_RETENTION = 70, 97, 90
"""The share of cards to be remembered when they are due, in hundredths."""

_RATINGS = (
    fsrs.Rating.Again, fsrs.Rating.Again, fsrs.Rating.Again,
    fsrs.Rating.Hard, fsrs.Rating.Good, fsrs.Rating.Easy,
)  # fmt: skip


@dataclass(frozen=True)
class Memory:
    """``stability`` in days (recall falls to 90 % after them), ``difficulty`` 1 to 10."""

    stability: float
    difficulty: float


@dataclass(frozen=True)
class Settings:
    """What FSRS schedules by: the wanted retention in hundredths, and the weights."""

    retention: int = USUAL_RETENTION
    parameters: Parameters = DEFAULTS


def retention(value: int) -> int:
    """Return a desired retention in hundredths; raises Invalid outside of 70 to 97."""
    if not LOWEST_RETENTION <= value <= HIGHEST_RETENTION:
        raise Invalid(
            f"Choose a retention from {LOWEST_RETENTION} to {HIGHEST_RETENTION} %.", "retention"
        )
    return value


def rating(grade: Grade) -> int:
    """Return FSRS's rating of a grade: 0 to 2 again (1), 3 hard (2), 4 good (3), 5 easy (4)."""
    return int(_RATINGS[grade])


def allowed(parameters: Sequence[float]) -> Parameters:
    """Return ``parameters`` within the bounds that FSRS sets to each."""
    bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(
        min(highest, max(lowest, value))
        for value, (lowest, highest) in zip(parameters, bounds, strict=True)
    )


def step(
    memory: Memory | None, last_day: date | None, grade: Grade, day: date,
    parameters: Parameters = DEFAULTS,
) -> Memory:  # fmt: skip
    """Return the memory after an answer on study day ``day``; None is that of a new card."""
    card = _card(memory, last_day)
    after, _ = _scheduler(parameters, USUAL_RETENTION).review_card(
        card, _RATINGS[grade], _noon(day)
    )
    return Memory(float(after.stability or 0), float(after.difficulty or 0))


def interval(memory: Memory, settings: Settings, longest: int) -> int:
    """Return the whole days until recall has fallen to the wanted retention, 1 to ``longest``.

    I(r, S) = S / FACTOR × (r^(1/DECAY) − 1), rounded.
    """
    decay = -settings.parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    days = float(memory.stability / factor * ((settings.retention / 100) ** (1 / decay) - 1))
    return max(1, min(longest, round(days)))


def retrievability(
    memory: Memory, last_day: date, day: date, parameters: Parameters = DEFAULTS
) -> float:
    """Return the chance of recall on ``day``, 0 to 1: R(t, S) = (1 + FACTOR × t / S)^DECAY."""
    decay = -parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    elapsed = max(0, (day - last_day).days)
    return float((1 + factor * elapsed / memory.stability) ** decay)


def _card(memory: Memory | None, last_day: date | None) -> fsrs.Card:
    if memory is None or last_day is None:
        return fsrs.Card(card_id=1)
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        step=None,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(last_day),
        last_review=_noon(last_day),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@lru_cache(maxsize=64)
def _scheduler(parameters: Parameters, retention: int) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        parameters=parameters,
        desired_retention=retention / 100,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )
