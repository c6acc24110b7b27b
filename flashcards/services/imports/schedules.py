"""What Anki knows of cards becomes what the log takes in: answers, and the schedule they led to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flashcards.anki.package.foreign import ForeignCard, ForeignReview, ReviewKind, State
from flashcards.core.grades import Grade
from flashcards.core.scheduling import day
from flashcards.core.scheduling.elsewhere import Given, Stage, ease, repetitions
from flashcards.core.scheduling.schedule import Schedule
from flashcards.core.scheduling.sm2 import FIRST_EASE, LONGEST_INTERVAL
from flashcards.services.study.bringing import Brought, Placed, Reviewed

GRADES = {1: Grade(1), 2: Grade(3), 3: Grade(4), 4: Grade(5)}
"""Our grades by Anki's buttons: Again, Hard, Good, Easy."""
BY_HAND = (ReviewKind.MANUAL, ReviewKind.RESCHEDULED)
NEAR = 50
"""Milliseconds: an answer leaves here with the next free one where two cards have the same."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where and by which clock the learner lives, and the number of the import."""

    number: int
    zone: ZoneInfo
    rollover: int

    def study_day(self, milliseconds: int) -> date:
        """Return the study day of an instant."""
        return day.study_day(day.instant(milliseconds), self.zone, self.rollover)


def brought(
    card_id: int,
    card: ForeignCard,
    reviews: Sequence[ForeignReview],
    known: Sequence[int],
    place: Place,
) -> Brought | None:
    """Return what a card brings along, or None where all of it is here already.

    ``known`` are the times of the answers here, in milliseconds. The schedule comes along where
    Anki's last answer, or change by hand, is not known here: else it is the one that we gave it.
    """
    unknown = set(apart([each.id for each in reviews], known)[0])
    fresh = [each for each in sorted(reviews, key=_time) if each.id in unknown]
    answers = [_answer(each, place) for each in fresh if each.kind not in BY_HAND]
    last = max((each.id for each in reviews), default=None)
    placed = None
    if last is None and not known:
        placed = _placed(card_id, card, _begun(card, place), place)
    elif (
        last is not None and any(each.id == last for each in fresh) and last > max(known, default=0)
    ):
        placed = _placed(card_id, card, last, place)
    if not answers and placed is None:
        return None
    return Brought(card_id, answers, placed)


def apart(there: Iterable[int], here: Iterable[int]) -> tuple[list[int], list[int]]:
    """Return the times of answers to a card that are only there, and those that are only here.

    Each answer here stands for one there: it is at most ``NEAR`` later.
    """
    left = sorted(here)
    only_there = []
    for time in sorted(there):
        match = next((at for at in left if 0 <= time - at <= NEAR), None)
        if match is None:
            only_there.append(time)
        else:
            left.remove(match)
    return only_there, left


def _time(review: ForeignReview) -> int:
    return review.id


def _answer(review: ForeignReview, place: Place) -> Reviewed:
    given = Given(
        Stage(review.kind.value),
        _days_or_seconds(review.interval),
        _days_or_seconds(review.last_interval),
        review.ease or 0,
    )
    grade = GRADES[review.button or 1]
    return Reviewed(f"{place.number}-{review.id}", review.id, grade, given, review.took)


def _days_or_seconds(span: timedelta) -> int:
    return span.days if span >= _DAY and span % _DAY == timedelta(0) else -int(span.total_seconds())


def _begun(card: ForeignCard, place: Place) -> int:
    """Return when a card without reviews got its schedule: an interval before it is due, or then
    when the card was changed last."""
    if card.last_review:
        return card.last_review * 1000
    if card.state is State.REVIEW and card.due is not None:
        before = card.due - timedelta(days=min(max(1, card.interval), LONGEST_INTERVAL))
        return day.milliseconds(day.begin(before, place.zone, place.rollover) + timedelta(hours=8))
    return card.modified * 1000


def _placed(card_id: int, card: ForeignCard, at: int, place: Place) -> Placed | None:
    schedule = schedule_of(card, place.study_day(at), place)
    return Placed(f"{place.number}-p-{card_id}", at, schedule) if schedule else None


def schedule_of(card: ForeignCard, last_day: date, place: Place) -> Schedule | None:
    """Return the schedule of a card that was answered last on ``last_day``; None for a new one.

    A card in minutes of learning is due on the next day, and comes back as a drill on the day on
    which Anki would show it, if that is the day of its last answer.
    """
    if card.state is State.NEW:
        return None
    interval = min(max(1, card.interval), LONGEST_INTERVAL)
    drill_day = None
    if card.state is State.REVIEW:
        due = card.due or last_day + timedelta(days=interval)
    else:
        due = place.study_day(card.due_at * 1000) if card.due_at else card.due or last_day
        if due <= last_day:
            drill_day, due = last_day, last_day + _DAY
    return Schedule(
        repetitions=repetitions(interval) if card.state is State.REVIEW else 0,
        ease=ease(card.ease) if card.ease else FIRST_EASE,
        interval=interval,
        due=due,
        last_day=last_day,
        lapses=max(card.lapses, int(card.state is State.RELEARNING)),
        reviews=max(1, card.answered),
        drill_day=drill_day,
        stability=card.stability,
        difficulty=card.difficulty,
    )
