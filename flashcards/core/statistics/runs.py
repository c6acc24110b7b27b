"""Runs of study days that forgive: rest, and one missed day in seven, do not end them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flashcards.core.statistics.history import Wait

FORGIVEN_EVERY = 7
"""Days in which one missed day is forgiven."""


@dataclass(frozen=True)
class Runs:
    """Days studied in the longest run and in the one that goes on."""

    longest: int = 0
    present: int = 0


def runs(studied: Collection[date], asked: Callable[[date], bool], today: date) -> Runs:
    """Return the runs of the days ``studied``.

    A day is missed if it was not studied though it ``asked`` for something; today is not over yet.
    No two missed days of a run lie within seven: at the second one the run begins after the first.
    """
    past = {day for day in studied if day <= today}
    longest = length = since = 0
    missed: date | None = None
    day = min(past, default=today)
    while day <= today:
        if day in past:
            length, since = length + 1, since + 1
            longest = max(longest, length)
        elif day != today and asked(day):
            if missed is not None and (day - missed).days < FORGIVEN_EVERY:
                length = since
            missed, since = day, 0
        day += timedelta(days=1)
    return Runs(longest, length)


def due_days(waits: Iterable[Wait], today: date) -> frozenset[date]:
    """Return the days up to ``today`` on which any card was due; an open wait lasts to today."""
    turns: dict[date, int] = {}
    after = today + timedelta(days=1)
    for first, last in waits:
        end = after if last is None else last + timedelta(days=1)
        if first < end:
            turns[first] = turns.get(first, 0) + 1
            turns[end] = turns.get(end, 0) - 1
    found: set[date] = set()
    waiting, since = 0, today
    for day in sorted(turns):
        if waiting:
            found.update(since + timedelta(days=number) for number in range((day - since).days))
        waiting, since = waiting + turns[day], day
    return frozenset(day for day in found if day <= today)
