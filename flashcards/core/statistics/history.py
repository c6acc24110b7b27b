"""The history of one card: what each answer that stands says, and when the card waited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from flashcards.core.grades import passed
from flashcards.core.reviews import (
    Answer,
    Event,
    Kind,
    Move,
    Outcome,
    Placed,
    memory_of,
    standing,
    story,
)
from flashcards.core.scheduling import fsrs
from flashcards.core.scheduling.schedule import Schedule


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
    known: Schedule | None = None
    weights = fsrs.DEFAULTS
    due: date | None = None
    for event in standing(happened):
        if isinstance(event, Move):
            due = event.due if known else None
            continue
        if isinstance(event, Placed):
            known, due = _with_memory_of(event.schedule, known), event.schedule.due
            continue
        outcome = by_id.get(event.id)
        answers.append(_told(event, outcome, known, weights, took.get(event.id, 0)))
        if outcome is None:
            continue
        if outcome.kind is Kind.SCHEDULED and due is not None:
            waits.append(Wait(due, event.study_day))
        if outcome.kind is Kind.SCHEDULED or event.given:
            due = outcome.schedule.due
        known, weights = outcome.schedule, _weights(event)
    if due is not None:
        waits.append(Wait(due, None))
    return History(
        tuple(answers), tuple(waits), memory_of(schedule), schedule.last_day if schedule else None
    )


def _with_memory_of(placed: Schedule, known: Schedule | None) -> Schedule:
    if memory_of(placed) or known is None:
        return placed
    return replace(placed, stability=known.stability, difficulty=known.difficulty)


def _weights(answer: Answer) -> fsrs.Parameters:
    return answer.fsrs.parameters if answer.fsrs else fsrs.DEFAULTS


def _told(
    answer: Answer,
    outcome: Outcome | None,
    known: Schedule | None,
    weights: fsrs.Parameters,
    took: int,
) -> Told:
    kind = outcome.kind if outcome else Kind.PRACTICE
    told = Told(answer.study_day, kind, passed(answer.grade), took)
    if kind is not Kind.SCHEDULED or known is None:
        return told
    memory = memory_of(known)
    if memory is None:
        return told._replace(interval=known.days)
    expected = fsrs.retrievability(memory, known.last_day, answer.study_day, weights)
    return told._replace(interval=known.days, expected=expected)
