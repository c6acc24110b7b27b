"""Runs a scheduler over a simulated learner's days: the reviews, the time and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flashcards.core.scheduling import fsrs, sm2
from flashcards.core.simulation.learner import (
    AGAIN,
    EASY,
    GOOD,
    GRADES,
    HARD,
    Chance,
    Learner,
    Remembered,
)

_START = date(2026, 1, 1)
_STEPS = 2
"""Good answers on the first day with which FSRS's users let a new card go (Anki's two steps)."""


@dataclass(frozen=True)
class Course:
    """How many cards, how many new ones a day, over how many days."""

    cards: int = 1000
    new_per_day: int = 20
    days: int = 365


@dataclass(frozen=True)
class Result:
    """``reviews`` and ``minutes`` a day (reviews of cards met before), ``retention`` the share of
    them recalled, ``remembered`` the cards that she would know on the day after."""

    reviews: float
    minutes: float
    retention: float
    remembered: float


@dataclass
class Begun:
    """One card: what the learner has of it, SM-2's numbers, and in how many days it is due.

    Days are counted from the first of the simulation, also ``known.last_day``: see ``ago``.
    """

    known: Remembered
    numbers: sm2.Memory
    due_in: int = 0


Scheduler = Callable[[Begun, int], int]
"""Returns the days after an answer with a button."""


def ago(days: int) -> date:
    """Return the day so many days before the first of the simulation."""
    return _START - timedelta(days=days)


def by_sm2(card: Begun, button: int) -> int:
    """Return SM-2's interval after an answer, and keep its numbers."""
    card.numbers = sm2.step(card.numbers, GRADES[button])
    return card.numbers.interval


def by_fsrs(settings: fsrs.Settings) -> Scheduler:
    """Return the scheduler that asks when recall has fallen to the wanted retention."""

    def schedule(card: Begun, button: int) -> int:
        return fsrs.interval(card.known.memory, settings, sm2.LONGEST_INTERVAL)

    return schedule


def simulate(
    course: Course, scheduler: Scheduler, chance: Chance, begun: Iterable[Begun] = ()
) -> Result:
    """Return what ``scheduler`` asks of an average learner in ``course``.

    ``begun`` are cards that she has met before; the course's cards are these and the new ones.
    Same-day answers are learnt from: with SM-2 each card below 4 comes back until it gets 4
    (Wozniak 1990, step 8); with FSRS new cards have two steps and lapses one, as Anki has them.
    """
    learner = Learner(chance)
    waiting: dict[int, list[Begun]] = {}
    met = list(begun)
    for card in met:
        waiting.setdefault(max(0, card.due_in), []).append(card)
    reviews = recalled = 0
    for number in range(course.days):
        day = _START + timedelta(days=number)
        for card in waiting.pop(number, []):
            button = learner.reviews(card.known, day)
            reviews += 1
            recalled += button > AGAIN
            days = scheduler(card, button)
            if scheduler is by_sm2:
                _drill(learner, card, button, day, first=False)
            elif button == AGAIN:
                _drill(learner, card, button, day, first=False)
                days = scheduler(card, button)
            waiting.setdefault(number + days, []).append(card)
        for _ in range(min(course.new_per_day, course.cards - len(met))):
            card, days = _first(learner, scheduler, day)
            met.append(card)
            waiting.setdefault(number + days, []).append(card)
    after = _START + timedelta(days=course.days)
    return Result(
        reviews / course.days,
        learner.seconds / 60 / course.days,
        recalled / max(1, reviews),
        sum(card.known.recall(after) for card in met),
    )


def _first(learner: Learner, scheduler: Scheduler, day: date) -> tuple[Begun, int]:
    button, known = learner.meets(day)
    card = Begun(known, sm2.Memory())
    if scheduler is by_sm2:
        days = scheduler(card, button)
        _drill(learner, card, button, day, first=True)
        return card, days
    _learn_in_steps(learner, card, button, day)
    return card, scheduler(card, button)


def _drill(learner: Learner, card: Begun, button: int, day: date, *, first: bool) -> None:
    """Repeat the card on the same day until it gets a good."""
    while button <= HARD:
        button = learner.repeats(card.known, button, day, first)


def _learn_in_steps(learner: Learner, card: Begun, button: int, day: date) -> None:
    """Repeat a new card until it has gone through its steps; easy lets it go at once."""
    step = int(button == GOOD)
    while button != EASY and step < _STEPS:
        button = learner.repeats(card.known, button, day, first=True)
        step = 0 if button == AGAIN else step + (button == GOOD)
