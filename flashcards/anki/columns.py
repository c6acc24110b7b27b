"""What Anki's columns hold for a card, and for a review, as ``docs/decisions/0019`` says."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from flashcards.anki.outgoing import PackageCard, PackageReview
from flashcards.core.reviews import Kind
from flashcards.core.scheduling.elsewhere import Given, Stage
from flashcards.core.scheduling.schedule import Schedule, State

BEGUN = date(2000, 1, 1)
"""The day that Anki counts due days from; the collection began at this midnight, in UTC."""
CREATED = 946_684_800
"""That midnight in epoch seconds."""

BUTTONS = (1, 1, 1, 2, 3, 4)
"""Anki's buttons by our grades."""
_LEARNING, _REVIEW, _RELEARNING, _EARLY = range(4)
_TYPES = {State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}
_KINDS = {
    Stage.LEARNING: _LEARNING,
    Stage.REVIEW: _REVIEW,
    Stage.RELEARNING: _RELEARNING,
    Stage.EARLY: _EARLY,
}
_NEXT_DAY, _SUSPENDED, _BURIED = 3, -1, -3
_ONE_STEP = 1001
"""Of the learning steps, one is left, and one of them today."""
_STEP = -600
"""The seconds, below 0, of a step: an answer after which the card comes back the same day."""
_LARGEST_EASE = 65_535
_LONGEST = 36_500


class CardColumns(NamedTuple):
    """The columns of a card that say what the scheduler knows, in Anki's order."""

    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    left: int
    odue: int
    odid: int
    flags: int
    data: str


class ReviewColumns(NamedTuple):
    """The columns of a line of the review log after its ids, in Anki's order."""

    ease: int
    ivl: int
    last_ivl: int
    factor: int
    time: int
    type: int


def of_card(card: PackageCard, position: int) -> CardColumns:
    """Return what Anki keeps of a card; a new one is the ``position``-th to come."""
    schedule = card.schedule
    if schedule is None:
        queue = _queue(card, 0)
        return CardColumns(0, queue, position, 0, 0, 0, 0, 0, 0, 0, card.flag & 7, "")
    kind = _TYPES[schedule.state]
    review = schedule.state is State.REVIEW
    return CardColumns(
        type=kind,
        queue=_queue(card, kind if review else _NEXT_DAY),
        due=_due(card, schedule),
        ivl=min(max(1, card.interval or schedule.interval), _LONGEST),
        factor=_factor(schedule.ease),
        reps=schedule.reviews,
        lapses=schedule.lapses,
        left=0 if review else _ONE_STEP,
        odue=0,
        odid=0,
        flags=card.flag & 7,
        data=_data(card, schedule),
    )


def of_review(review: PackageReview) -> ReviewColumns:
    """Return what Anki keeps of an answer."""
    button, took = BUTTONS[review.grade], max(0, review.took)
    if review.given is not None:
        return _given(button, took, review.given)
    last = review.before.days if review.before else 0
    if review.kind in (Kind.EARLY, Kind.PRACTICE):
        return ReviewColumns(button, last, last, _ease(review.before), took, _EARLY)
    kind = _kind_of(review)
    if review.kind is Kind.DRILL:
        factor = _ease(review.before) if kind == _RELEARNING else 0
        return ReviewColumns(button, _STEP, _STEP, factor, took, kind)
    days = max(1, review.after.days) if review.after else 1
    return ReviewColumns(button, days, last, _ease(review.after), took, kind)


def _given(button: int, took: int, given: Given) -> ReviewColumns:
    return ReviewColumns(
        button,
        min(given.interval, _LONGEST),
        min(given.before, _LONGEST),
        _factor(given.ease),
        took,
        _KINDS[given.stage],
    )


def _kind_of(review: PackageReview) -> int:
    """Return whether an answer was one in learning, in review or in relearning."""
    if review.kind is Kind.DRILL:
        lapsed = review.before is not None and review.before.state is not State.LEARNING
        return _RELEARNING if lapsed else _LEARNING
    if review.before is None or review.before.state is State.LEARNING:
        return _LEARNING
    return _REVIEW if review.before.state is State.REVIEW else _RELEARNING


def _due(card: PackageCard, schedule: Schedule) -> int:
    """Return the day, or for a card in steps that is left out the second, at which it is due.

    Anki moves days to the count of the collection that they come to only where it sees that they
    are days, and in steps that are left out it expects seconds: a day number would make the card
    come back decades late.
    """
    if schedule.state is not State.REVIEW and (card.suspended or card.buried):
        return card.due_at // 1000
    return (schedule.due - BEGUN).days


def _queue(card: PackageCard, usual: int) -> int:
    if card.suspended:
        return _SUSPENDED
    return _BURIED if card.buried else usual


def _ease(schedule: Schedule | None) -> int:
    return _factor(schedule.ease) if schedule else 0


def _factor(hundredths: int) -> int:
    return min(max(0, hundredths) * 10, _LARGEST_EASE)


def _data(card: PackageCard, schedule: Schedule) -> str:
    """Return FSRS's memory as Anki keeps it, and when the card was answered last."""
    kept: dict[str, float] = {}
    if schedule.stability is not None and schedule.difficulty is not None:
        kept["s"], kept["d"] = round(schedule.stability, 4), round(schedule.difficulty, 3)
        if card.retention is not None:
            kept["dr"] = card.retention / 100
    if card.last_at is not None:
        kept["lrt"] = card.last_at // 1000
    return json.dumps(kept, separators=(",", ":")) if kept else ""
