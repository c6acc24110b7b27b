"""Changes the scheduler of a deck: what it would do, doing it, and taking it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid
from flashcards.core.reviews import memory_of
from flashcards.core.scheduling import day, fsrs, sm2
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import events, fits
from flashcards.services.study.today import study_day_of
from flashcards.store import log, queries
from flashcards.store.models.accounts import User
from flashcards.store.models.learning import Enrolment, ReviewEvent, ScheduleRow

LONGEST_SPREAD = 60
SHOWN = 30
"""Days of which a preview says how many cards are due on each."""


@dataclass(frozen=True)
class Wanted:
    """The scheduler that a deck is to have; ``days`` over which what is overdue then is spread.

    With no days at all every due date stays as it is.
    """

    scheduler: str
    retention: int = fsrs.USUAL_RETENTION
    days: int = 0

    def __post_init__(self) -> None:
        if self.scheduler not in ("sm2", fits.FSRS):
            raise Invalid("Choose SM-2 or FSRS.", "scheduler")
        fsrs.retention(self.retention)
        if not 0 <= self.days <= LONGEST_SPREAD:
            raise Invalid(f"Spread the cards over up to {LONGEST_SPREAD} days.", "days")


@dataclass(frozen=True)
class Preview:
    """Cards due today and on each of the next days: as it is, and with the due days worked out."""

    cards: int
    now: tuple[int, ...]
    then: tuple[int, ...]


@dataclass(frozen=True)
class Switched:
    """What was done, to take it back: the settings before, and when the cards were moved."""

    scheduler: str
    retention: int
    at: int
    moved: int


def preview(
    session: Session, learner: User, enrolment: Enrolment, wanted: Wanted, now: datetime
) -> Preview:
    """Return what the change would do to the days that are coming."""
    today = study_day_of(learner, now)
    rows = queries.schedules_of(session, enrolment.user_id, enrolment.deck_id)
    then = [due for _, due in _new_days(session, enrolment, wanted, today)]
    return Preview(
        len(rows), _per_day((row.due for row in rows), today), _per_day(iter(then), today)
    )


def switch(
    session: Session,
    learner: User,
    enrolment: Enrolment,
    wanted: Wanted,
    name: str,
    now: datetime,
) -> Switched:
    """Let another scheduler have the deck from the next answer on, and move the cards if wanted.

    ``name`` begins the ids of the moves, so that no two are alike.
    """
    log.locked_enrolments(session, learner.id)
    before = Switched(enrolment.scheduler, enrolment.retention, day.milliseconds(now), 0)
    today = study_day_of(learner, now)
    new_days = list(_new_days(session, enrolment, wanted, today)) if wanted.days else []
    moved = [(row, due) for row, due in new_days if row.due != due]
    for number, (row, due) in enumerate(moved):
        session.add(_move(learner, row, f"{name[:24]}-{number}", due, before.at, today))
    enrolment.scheduler, enrolment.retention = wanted.scheduler, wanted.retention
    session.flush()
    events.refold_deck(session, enrolment)
    return replace(before, moved=len(moved))


def undo(
    session: Session,
    learner: User,
    enrolment: Enrolment,
    done: Switched,
    name: str,
    now: datetime,
) -> None:
    """Give the deck its scheduler back, and the cards the due days that they had."""
    log.locked_enrolments(session, learner.id)
    at, today = day.milliseconds(now), study_day_of(learner, now)
    moves = log.moves_at(session, learner.id, enrolment.deck_id, done.at)
    for number, move in enumerate(moves):
        session.add(_void(learner, move, f"{name[:24]}-{number}", at, today))
    wanted = Wanted(done.scheduler, done.retention)
    enrolment.scheduler, enrolment.retention = wanted.scheduler, wanted.retention
    session.flush()
    events.refold_deck(session, enrolment)


def _new_days(
    session: Session, enrolment: Enrolment, wanted: Wanted, today: date
) -> Iterator[tuple[ScheduleRow, date]]:
    """Yield each card with the day on which the wanted scheduler would have made it due.

    What would be overdue is spread evenly over the wanted days, the longest overdue first.
    """
    by_fsrs = None
    if wanted.scheduler == fits.FSRS:
        own = fits.weights(fits.in_use(session, enrolment.user_id))
        by_fsrs = fsrs.Settings(wanted.retention, own)
    found = events.schedules_by(session, enrolment, by_fsrs.parameters if by_fsrs else None)
    late = []
    for row, schedule in found:
        due = _due(schedule, by_fsrs)
        if due > today:
            yield row, due
        else:
            late.append((due, row))
    late.sort(key=lambda pair: (pair[0], pair[1].card_id))
    for place, (due, row) in enumerate(late):
        days = place * max(1, wanted.days) // len(late)
        yield row, today + timedelta(days=days) if wanted.days else due


def _due(schedule: Schedule, by_fsrs: fsrs.Settings | None) -> date:
    memory = memory_of(schedule)
    if by_fsrs is None or memory is None:
        return schedule.last_day + timedelta(days=schedule.interval)
    days = fsrs.interval(memory, by_fsrs, sm2.LONGEST_INTERVAL)
    return schedule.last_day + timedelta(days=days)


def _per_day(due: Iterator[date], today: date) -> tuple[int, ...]:
    counts = Counter(max(0, (each - today).days) for each in due)
    return tuple(counts[number] for number in range(SHOWN + 1))


def _move(
    learner: User, row: ScheduleRow, name: str, due: date, at: int, today: date
) -> ReviewEvent:
    return ReviewEvent(**_common(learner, row, name, at, today), kind="move", due=due)


def _void(learner: User, move: ReviewEvent, name: str, at: int, today: date) -> ReviewEvent:
    return ReviewEvent(**_common(learner, move, name, at, today), kind="void", target=move.id)


def _common(
    learner: User, of: ScheduleRow | ReviewEvent, name: str, at: int, today: date
) -> dict[str, object]:
    return {
        "user_id": learner.id,
        "id": name,
        "card_id": of.card_id,
        "deck_id": of.deck_id,
        "answered_at": at,
        "received_at": at,
        "sent_at": at,
        "zone": learner.zone,
        "rollover": learner.rollover,
        "study_day": today,
    }
