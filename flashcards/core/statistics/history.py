"""The history of one card: what each answer that stands says, and when the card waited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flashcards.core.grades import passed
from flashcards.core.reviews import Answer, Event, Kind, Move, Outcome, memory_of, standing, story
from flashcards.core.scheduling import fsrs


class Told(NamedTuple):
    """What one answer says; ``took`` is in milliseconds, 0 where it is not known.

    A scheduled answer to a card that was met before has the ``interval`` that went before it, in
    days, and the chance of recall that was ``expected``; no other answer has them.
    """

    day: date
    kind: Kind
    recalled: bool
    took: int
    interval: int | None = None
    expected: float | None = None


class Wait(NamedTuple):
    """Study days on which a card was due: the due day, and the day of the answer if it came."""

    first: date
    last: date | None


@dataclass(frozen=True)
class History:
    """All that the events of one card say; ``memory`` is FSRS's, by its usual weights."""

    answers: tuple[Told, ...] = ()
    waits: tuple[Wait, ...] = ()
    memory: fsrs.Memory | None = None
    last_day: date | None = None


def of_card(events: Iterable[Event], took: Mapping[str, int]) -> History:
    """Return the history of a card from its events, and the milliseconds of each answer by id.

    What is expected of an answer is FSRS's chance of recall on its day, by the weights that had
    scheduled the card, or by the usual ones where SM-2 had.
    """
    happened = list(events)
    outcomes, schedule = story(happened, fsrs.DEFAULTS)
    by_id = {one.answer.id: one for one in outcomes}
    answers: list[Told] = []
    waits: list[Wait] = []
    before: Outcome | None = None
    due: date | None = None
    for event in standing(happened):
        if isinstance(event, Move):
            due = event.due if before else None
            continue
        spent, recalled = took.get(event.id, 0), passed(event.grade)
        outcome = by_id.get(event.id)
        if outcome is None:
            answers.append(Told(event.study_day, Kind.PRACTICE, recalled, spent))
            continue
        if outcome.kind is not Kind.SCHEDULED:
            answers.append(Told(event.study_day, outcome.kind, recalled, spent))
        else:
            answers.append(_scheduled(event, before, recalled, spent))
            if due is not None:
                waits.append(Wait(due, event.study_day))
            due = outcome.schedule.due
        before = outcome
    if due is not None:
        waits.append(Wait(due, None))
    return History(
        tuple(answers), tuple(waits), memory_of(schedule), schedule.last_day if schedule else None
    )


def _scheduled(answer: Answer, before: Outcome | None, recalled: bool, took: int) -> Told:
    if before is None:
        return Told(answer.study_day, Kind.SCHEDULED, recalled, took)
    known = before.schedule
    memory = memory_of(known)
    weights = before.answer.fsrs.parameters if before.answer.fsrs else fsrs.DEFAULTS
    expected = (
        fsrs.retrievability(memory, known.last_day, answer.study_day, weights) if memory else None
    )
    return Told(answer.study_day, Kind.SCHEDULED, recalled, took, known.days, expected)
