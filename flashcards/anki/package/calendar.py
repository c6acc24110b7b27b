"""Anki's day numbers become study days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

FARTHEST = timedelta(days=100 * 366)
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Calendar:
    """Day number 0 is ``begun``; ``guessed`` where the package does not say in which zone."""

    begun: date
    guessed: bool

    def day(self, number: int) -> date | None:
        """Return the study day ``number``; None if it is more than a century from the first."""
        try:
            distance = timedelta(days=number)
        except OverflowError:
            return None
        return self.begun + distance if abs(distance) <= FARTHEST else None


def calendar(created: int | None, offset: object, zone: tzinfo | None) -> Calendar | None:
    """Return the calendar of a collection that began at ``created`` (epoch seconds).

    ``offset`` is in minutes west of UTC at that time. Older collections do not have it: they began
    at the rollover hour where the learner lived, so ``zone`` is where she lives now. None for a
    beginning that cannot be.
    """
    west = _minutes(offset)
    where = zone or UTC if west is None else timezone(timedelta(minutes=-west))
    try:
        begun = datetime.fromtimestamp(created if created is not None else -1, where).date()
    except (OverflowError, OSError, ValueError):
        return None
    return Calendar(begun, west is None) if 1990 <= begun.year <= 2200 else None


def _minutes(offset: object) -> int | None:
    if isinstance(offset, bool) or not isinstance(offset, int) or abs(offset) >= _MOST_MINUTES:
        return None
    return offset
