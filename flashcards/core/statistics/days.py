"""What happened on each study day, added up over the histories of cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from flashcards.core.statistics.history import History
from flashcards.core.statistics.retention import MATURE, Recall


@dataclass
class Day:
    """One study day: the answers, their milliseconds, and the due cards, young and mature.

    ``took`` has the answers whose time is known, one by one.
    """

    answers: int = 0
    took: list[int] = field(default_factory=list)
    young: list[float] = field(default_factory=lambda: [0, 0, 0.0])
    mature: list[float] = field(default_factory=lambda: [0, 0, 0.0])
    """Count, recalled, and the chances expected, added up."""

    @property
    def minutes(self) -> float:
        """Return the minutes of the day's answers."""
        return sum(self.took) / 60_000


def daily(histories: Iterable[History]) -> dict[date, Day]:
    """Return what happened on each study day on which there was any answer."""
    days: dict[date, Day] = {}
    for history in histories:
        for told in history.answers:
            day = days.get(told.day)
            if day is None:
                day = days[told.day] = Day()
            day.answers += 1
            if told.took:
                day.took.append(told.took)
            if told.interval is not None and told.expected is not None:
                sums = day.mature if told.interval >= MATURE else day.young
                sums[0] += 1
                sums[1] += told.recalled
                sums[2] += told.expected
    return days


def recall(days: Mapping[date, Day], first: date | None) -> tuple[Recall, Recall]:
    """Return the recall of young and of mature cards from the day ``first`` on."""
    young = mature = Recall()
    for its_date, day in days.items():
        if first is None or its_date >= first:
            young += _recall(day.young)
            mature += _recall(day.mature)
    return young, mature


def seconds(days: Mapping[date, Day], first: date) -> float | None:
    """Return the median seconds of an answer from the day ``first`` on, where any is known."""
    known = [took for its_date, day in days.items() if its_date >= first for took in day.took]
    return median(known) / 1000 if known else None


def back(today: date, number: int) -> list[date]:
    """Return the last ``number`` days, today the last."""
    return [today - timedelta(days=ago) for ago in reversed(range(number))]


def _recall(sums: list[float]) -> Recall:
    return Recall(int(sums[0]), int(sums[1]), sums[2])
