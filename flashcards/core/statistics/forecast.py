"""How many cards come due: each of the next days, and each of the next months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

AHEAD, QUARTER, YEAR = 30, 90, 365


@dataclass(frozen=True)
class Forecast:
    """Cards that come due on each of the next 30 days, today with all ``overdue``.

    ``months`` are the first days of months with their cards, over a year; ``quarter`` and
    ``year`` count the next 90 and 365 days; ``overdue`` are those due before today.
    """

    days: tuple[tuple[date, int], ...]
    months: tuple[tuple[date, int], ...]
    overdue: int
    quarter: int
    year: int

    @property
    def total(self) -> int:
        """Return the cards of the next 30 days."""
        return sum(count for _, count in self.days)


def forecast(due: Mapping[date, int], today: date) -> Forecast:
    """Return what comes due from ``today`` on, of the cards due on each day."""
    overdue = sum(count for day, count in due.items() if day < today)
    later = {max(day, today): 0 for day in due}
    for day, count in due.items():
        later[max(day, today)] += count
    months: dict[date, int] = {}
    for number in range(YEAR):
        day = today + timedelta(days=number)
        month = day.replace(day=1)
        months[month] = months.get(month, 0) + later.get(day, 0)
    return Forecast(
        days=tuple((day, later.get(day, 0)) for day in _days(today, AHEAD)),
        months=tuple(months.items()),
        overdue=overdue,
        quarter=sum(later.get(day, 0) for day in _days(today, QUARTER)),
        year=sum(months.values()),
    )


def _days(today: date, number: int) -> list[date]:
    return [today + timedelta(days=ahead) for ahead in range(number)]
