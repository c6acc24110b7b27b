"""Review events, and the fold that turns a card's events into its schedule.

The log is the truth. Arrival order, batching and repeats cannot matter: events are sorted by the
time of the answer and the client's id before anything is worked out, and whether an answer was
scheduled, a drill or early is worked out here and stored nowhere as truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from flashcards.core.grades import DRILL_BELOW, Grade
from flashcards.core.scheduling import sm2
from flashcards.core.scheduling.schedule import Schedule


@dataclass(frozen=True)
class Answer:
    """One answer to one card; ``at`` is in milliseconds since the epoch.

    What the fold needs from the settings of that moment is recorded with it, so that changing a
    setting later rewrites nothing.
    """

    id: str
    at: int
    grade: Grade
    study_day: date
    variant: sm2.Variant = sm2.PUBLISHED
    drill_below: int = DRILL_BELOW
    due_shift: int = 0


@dataclass(frozen=True)
class Void:
    """Takes back the event ``target``: an answer (undo) or another void (redo)."""

    id: str
    at: int
    target: str


Event = Answer | Void


class Kind(StrEnum):
    """What an answer turned out to be."""

    SCHEDULED = "scheduled"
    DRILL = "drill"
    EARLY = "early"


@dataclass(frozen=True)
class Outcome:
    """An answer, what it was, and the schedule after it."""

    answer: Answer
    kind: Kind
    schedule: Schedule


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events by time of answer, then id."""
    return sorted(events, key=lambda event: (event.at, event.id))


def voided(events: Iterable[Event]) -> set[str]:
    """Return the ids of the events that voids take back, whatever their clocks said.

    A void that is itself taken back has no effect, nor have voids that stand in a circle.
    """
    voids = {event.id: event for event in events if isinstance(event, Void)}
    undecided = Counter(void.target for void in voids.values())
    decided = [void for void in voids.values() if not undecided[void.id]]
    ids: set[str] = set()
    for void in decided:
        if void.id not in ids:
            ids.add(void.target)
        undecided[void.target] -= 1
        if void.target in voids and not undecided[void.target]:
            decided.append(voids[void.target])
    return ids


def effective(events: Iterable[Event]) -> list[Answer]:
    """Return the answers that no void takes back, in order."""
    ordered = in_order(events)
    taken_back = voided(ordered)
    return [event for event in ordered if isinstance(event, Answer) and event.id not in taken_back]


def advance(schedule: Schedule | None, answer: Answer) -> Outcome:
    """Return what ``answer`` is and does to a card with ``schedule``."""
    if schedule is not None and schedule.drilling_on(answer.study_day):
        done = answer.grade >= answer.drill_below
        after = replace(schedule, drill_day=None) if done else schedule
        return Outcome(answer, Kind.DRILL, after)
    if schedule is not None and answer.study_day < schedule.due:
        return Outcome(answer, Kind.EARLY, schedule)
    after = sm2.answer(
        schedule,
        answer.grade,
        answer.study_day,
        answer.variant,
        drill_below=answer.drill_below,
        due_shift=answer.due_shift,
    )
    return Outcome(answer, Kind.SCHEDULED, after)


def replay(events: Iterable[Event]) -> list[Outcome]:
    """Return the outcome of each effective answer, in order."""
    outcomes: list[Outcome] = []
    schedule: Schedule | None = None
    for answer in effective(events):
        outcome = advance(schedule, answer)
        outcomes.append(outcome)
        schedule = outcome.schedule
    return outcomes


def fold(events: Iterable[Event]) -> Schedule | None:
    """Return the schedule after all events, or None where the card is new."""
    outcomes = replay(events)
    return outcomes[-1].schedule if outcomes else None
