"""What a card can say of itself: why it comes now, when it comes next, and all its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from flashcards.core.grades import BUTTONS, Scale
from flashcards.core.reviews import Kind, Outcome, voided
from flashcards.core.scheduling import day, leech
from flashcards.core.scheduling.schedule import Schedule
from flashcards.services.study import cards, carried, events, fits
from flashcards.services.study.cards import Choice
from flashcards.services.study.today import enrolment, study_day_of
from flashcards.store import log
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Card
from flashcards.store.models.learning import Enrolment, ReviewEvent, ScheduleRow

_KINDS = {
    Kind.SCHEDULED: "scheduled",
    Kind.DRILL: "again on the same day",
    Kind.EARLY: "before it was due",
    Kind.PRACTICE: "practice",
}

ELSEWHERE = "in Anki"
"""What is said of answers and schedules that came from there."""


@dataclass(frozen=True)
class Line:
    """One event of a card's history, in words; ``days`` and ``due`` where it scheduled the card."""

    at: datetime
    what: str
    kind: str
    seconds: float
    days: int | None = None
    ease: int | None = None
    due: date | None = None
    taken_back: bool = False


@dataclass(frozen=True)
class Story:
    """All that a card can say of itself to one learner."""

    state: str
    why: str
    schedule: Schedule | None
    choices: tuple[Choice, ...]
    lines: tuple[Line, ...]
    is_leech: bool


def of_card(session: Session, learner: User, card: Card, now: datetime) -> Story:
    """Return the story of a card of a deck that the learner studies."""
    settings = enrolment(session, learner, card.deck_id)
    today = study_day_of(learner, now)
    row = session.get(ScheduleRow, (learner.id, card.id))
    schedule = row.schedule if row else None
    rows = log.events_of(session, learner.id, card.id)
    outcomes = {one.answer.id: one for one in events.outcomes_of(session, rows)}
    lines = tuple(_lines(session, rows, outcomes))
    ways = cards.ways_of(session, learner, settings, today)
    return Story(
        state=schedule.state if schedule else "new",
        why=_why(schedule, lines, settings, today),
        schedule=schedule,
        choices=cards.choices(card.id, schedule, ways),
        lines=lines[::-1],
        is_leech=schedule is not None and leech.is_leech(schedule.lapses),
    )


def _why(
    schedule: Schedule | None, lines: tuple[Line, ...], settings: Enrolment, today: date
) -> str:
    """Return why the card comes when it comes."""
    if schedule is None:
        return (
            "It is new: you have not answered it yet. New cards come in the order of the deck,"
            f" at most {settings.new_per_day} a day."
        )
    if schedule.drilling_on(today):
        return (
            "It comes back today because your last answer was below the grade that ends the day"
            " for a card. Until then it goes on coming back; this moves nothing else."
        )
    last = next((line for line in reversed(lines) if line.due and not line.taken_back), None)
    because = _because(last, settings) if last else ""
    if schedule.due > today:
        return f"It is due {_ahead(schedule.due, today)}. {because}".strip()
    if schedule.due == today:
        return f"It is due today. {because}".strip()
    late = (today - schedule.due).days
    return f"It has been due for {late} {'day' if late == 1 else 'days'}. {because}".strip()


def _because(last: Line, settings: Enrolment) -> str:
    if last.days is None:
        return "It was moved to that day when the deck changed its scheduler."
    days = f"{last.days} {'day' if last.days == 1 else 'days'}"
    if last.kind == ELSEWHERE:
        gave = f"your answer “{last.what}” gave {days}"
        answer = gave if last.seconds else f"its interval was {days}"
        return f"It came along from Anki, where {answer}."
    by = "FSRS" if settings.scheduler == fits.FSRS else "SM-2"
    return f"Your answer “{last.what}” gave {days} by {by}."


def _ahead(due: date, today: date) -> str:
    days = (due - today).days
    return "tomorrow" if days == 1 else f"in {days} days"


def _lines(
    session: Session, rows: Sequence[ReviewEvent], outcomes: dict[str, Outcome]
) -> Iterator[Line]:
    back = voided(events.as_events(session, rows))
    for row in rows:
        if row.kind == "void":
            continue
        at = day.instant(row.answered_at)
        if row.due is not None:
            yield Line(at, "moved", "moved", 0.0, due=row.due, taken_back=row.id in back)
            continue
        if row.kind == carried.SCHEDULE and row.carried is not None:
            yield _placed(carried.schedule(row.carried), at, row.id in back)
            continue
        yield _answer(row, at, outcomes.get(row.id), row.id in back)


def _placed(there: Schedule, at: datetime, taken_back: bool) -> Line:
    after = (there.days, there.ease, there.due)
    return Line(at, "brought along", ELSEWHERE, 0.0, *after, taken_back=taken_back)


def _answer(row: ReviewEvent, at: datetime, outcome: Outcome | None, taken_back: bool) -> Line:
    what, seconds = _button(row), row.took / 1000
    if taken_back:
        return Line(at, what, "taken back", seconds, taken_back=True)
    kind = Kind.PRACTICE if row.practice or outcome is None else outcome.kind
    if outcome is not None and outcome.answer.given:
        after = outcome.schedule
        return Line(at, what, ELSEWHERE, seconds, after.days, after.ease, after.due)
    if outcome is None or kind is not Kind.SCHEDULED:
        return Line(at, what, _KINDS[kind], seconds)
    after = outcome.schedule
    return Line(at, what, _KINDS[kind], seconds, after.days, after.ease, after.due)


def _button(row: ReviewEvent) -> str:
    """Return the name of the button; a grade that its scale does not have is named by number."""
    names = dict(BUTTONS[Scale(row.scale or Scale.FOUR)])
    return next((name for grade, name in names.items() if grade == row.grade), str(row.grade))
