"""The study day: a calendar day that turns at the rollover hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flashcards.core.errors import Invalid

ROLLOVER_HOURS = range(4, 7)
"""Earlier hours would let a study day step backwards where clocks are set back at night."""

DEFAULT_ROLLOVER = 4
_EPOCH = datetime.fromtimestamp(0, UTC)


def zone(name: str) -> ZoneInfo:
    """Return the IANA zone called ``name``; raises Invalid where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid(f"There is no time zone called “{name}”.", "zone") from error


def study_day(at: datetime, where: ZoneInfo, rollover: int = DEFAULT_ROLLOVER) -> date:
    """Return the study day of the instant ``at`` for somebody living in the zone ``where``.

    The instant is converted to local time first and moved back by the rollover hours then: the
    other way round is a day off around changes of the clock.
    """
    local = at.astimezone(where).replace(tzinfo=None)
    return (local - timedelta(hours=rollover)).date()


def begin(of: date, where: ZoneInfo, rollover: int = DEFAULT_ROLLOVER) -> datetime:
    """Return the UTC instant at which the study day ``of`` begins in the zone ``where``."""
    return datetime.combine(of, time(rollover), where).astimezone(UTC)


def instant(milliseconds: int) -> datetime:
    """Return the UTC instant ``milliseconds`` after the epoch."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def milliseconds(at: datetime) -> int:
    """Return the whole milliseconds from the epoch to ``at``."""
    return (at - _EPOCH) // timedelta(milliseconds=1)
