"""Review events, and the fold that turns a card's events into its schedule.

The log is the truth. Arrival order, batching and repeats cannot matter: events are sorted by the
time of the answer and the client's id before anything is worked out, and whether an answer was
scheduled, a drill or early is worked out here and stored nowhere as truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from flashcards.core.grades import DRILL_BELOW, Grade
from flashcards.core.scheduling import balance, elsewhere, fsrs, sm2
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
    fsrs: fsrs.Settings | None = None
    """What FSRS scheduled it by; None where SM-2 did."""
    practice: bool = False
    """Whether it was given on the understanding that it moves nothing."""
    given: elsewhere.Given | None = None
    """What another program made of it, if it was given there."""


@dataclass(frozen=True)
class Move:
    """Makes a card that has a schedule due on another day; what is known of it stays."""

    id: str
    at: int
    due: date


@dataclass(frozen=True)
class Placed:
    """Gives a card the schedule that it had in another program, whatever it had here."""

    id: str
    at: int
    schedule: Schedule


@dataclass(frozen=True)
class Void:
    """Takes back the event ``target``: undo; or redo, where that is a void itself."""

    id: str
    at: int
    target: str


Event = Answer | Move | Placed | Void


class Kind(StrEnum):
    """What an answer turned out to be."""

    SCHEDULED = "scheduled"
    DRILL = "drill"
    EARLY = "early"
    PRACTICE = "practice"


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


def standing(events: Iterable[Event]) -> list[Answer | Move | Placed]:
    """Return the events that no void takes back, in order, but for the voids."""
    ordered = in_order(events)
    taken_back = voided(ordered)
    return [
        event for event in ordered if not isinstance(event, Void) and event.id not in taken_back
    ]


def effective(events: Iterable[Event]) -> list[Answer]:
    """Return the answers that no void takes back, in order."""
    return [event for event in standing(events) if isinstance(event, Answer)]


def advance(
    schedule: Schedule | None, answer: Answer, keeping: fsrs.Parameters | None = None
) -> Outcome:
    """Return what ``answer`` is and does to a card with ``schedule``.

    FSRS's memory is kept where it schedules, or where ``keeping`` names its weights.
    """
    if answer.given:
        return _advanced_elsewhere(schedule, answer, answer.given, keeping)
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
    )
    parameters = answer.fsrs.parameters if answer.fsrs else keeping
    memory = _remembered(schedule, answer, parameters) if parameters else None
    days = after.interval
    if memory and answer.fsrs:
        days = fsrs.interval(memory, answer.fsrs, sm2.LONGEST_INTERVAL)
    days += balance.within(days, answer.due_shift)
    after = replace(
        after,
        due=answer.study_day + timedelta(days=days),
        stability=memory.stability if memory else None,
        difficulty=memory.difficulty if memory else None,
    )
    return Outcome(answer, Kind.SCHEDULED, after)


def _advanced_elsewhere(
    schedule: Schedule | None,
    answer: Answer,
    given: elsewhere.Given,
    keeping: fsrs.Parameters | None,
) -> Outcome:
    """Return what an answer was that was given elsewhere: the first one of a day is scheduled."""
    after = elsewhere.answered(schedule, answer.grade, answer.study_day, given)
    if given.stage is elsewhere.Stage.EARLY:
        return Outcome(answer, Kind.EARLY, after)
    if schedule is not None and schedule.last_day == answer.study_day:
        return Outcome(answer, Kind.DRILL, after)
    memory = _remembered(schedule, answer, keeping) if keeping else None
    return Outcome(answer, Kind.SCHEDULED, _with_memory(after, memory))


def story(
    events: Iterable[Event], keeping: fsrs.Parameters | None = None
) -> tuple[list[Outcome], Schedule | None]:
    """Return the outcome of each answer that counts, in order, and the schedule after all events.

    Practice counts for nothing; the schedule is None where the card is new. FSRS's memory follows
    every scheduled answer, whoever scheduled it, for each set of weights that any answer was
    scheduled by, and for those of ``keeping``: so a deck can change its scheduler and change back.
    Where another program kept such a memory too, that one holds from then on.
    """
    happened = standing(events)
    used = {one.fsrs.parameters for one in happened if isinstance(one, Answer) and one.fsrs}
    memories = _Memories(used | ({keeping} if keeping else set()))
    outcomes: list[Outcome] = []
    schedule: Schedule | None = None
    for event in happened:
        if isinstance(event, Move):
            schedule = replace(schedule, due=event.due) if schedule else None
            continue
        if isinstance(event, Placed):
            memories.take_over(memory_of(event.schedule))
            schedule = event.schedule
            continue
        if event.practice:
            continue
        parameters = event.fsrs.parameters if event.fsrs else keeping
        known = memories.put_into(schedule, parameters)
        outcome = advance(known, event, keeping)
        if outcome.kind is Kind.SCHEDULED:
            memories.learn(schedule, event, parameters, outcome.schedule)
        outcomes.append(outcome)
        schedule = outcome.schedule
    return outcomes, memories.put_into(schedule, keeping)


def replay(events: Iterable[Event]) -> list[Outcome]:
    """Return the outcome of each answer that counts, in order."""
    return story(events)[0]


def fold(events: Iterable[Event], keeping: fsrs.Parameters | None = None) -> Schedule | None:
    """Return the schedule after all events, or None where the card is new."""
    return story(events, keeping)[1]


class _Memories:
    """What FSRS knows of one card, for each set of weights that matters to it."""

    def __init__(self, wanted: Iterable[fsrs.Parameters]) -> None:
        self._known: dict[fsrs.Parameters, fsrs.Memory | None] = dict.fromkeys(wanted)

    def learn(
        self,
        before: Schedule | None,
        answer: Answer,
        worked_out: fsrs.Parameters | None,
        after: Schedule,
    ) -> None:
        """Take in a scheduled answer; ``after`` holds the memory by the weights ``worked_out``."""
        last = before.last_day if before else None
        for weights, memory in self._known.items():
            if weights == worked_out:
                self._known[weights] = memory_of(after)
            else:
                self._known[weights] = fsrs.step(
                    memory, last, answer.grade, answer.study_day, weights
                )

    def take_over(self, memory: fsrs.Memory | None) -> None:
        """Go on with the memory that another program kept, if it did."""
        if memory is not None:
            self._known = dict.fromkeys(self._known, memory)

    def put_into(
        self, schedule: Schedule | None, weights: fsrs.Parameters | None
    ) -> Schedule | None:
        """Return ``schedule`` with what is known by ``weights``."""
        if schedule is None:
            return None
        return _with_memory(schedule, self._known.get(weights) if weights else None)


def _with_memory(schedule: Schedule, memory: fsrs.Memory | None) -> Schedule:
    if memory_of(schedule) == memory:
        return schedule
    return replace(
        schedule,
        stability=memory.stability if memory else None,
        difficulty=memory.difficulty if memory else None,
    )


def _remembered(schedule: Schedule | None, answer: Answer, weights: fsrs.Parameters) -> fsrs.Memory:
    """Return FSRS's memory after ``answer`` to a card with ``schedule``."""
    known = memory_of(schedule)
    last = schedule.last_day if schedule else None
    return fsrs.step(known, last, answer.grade, answer.study_day, weights)


def memory_of(schedule: Schedule | None) -> fsrs.Memory | None:
    """Return FSRS's memory of a card, or None where it is new or none is kept."""
    if schedule is None or schedule.stability is None or schedule.difficulty is None:
        return None
    return fsrs.Memory(schedule.stability, schedule.difficulty)
