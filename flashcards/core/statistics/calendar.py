"""A year of study days as weeks in columns, each day with one of five shades."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WEEKS = 53
_ROOM = 3
"""Columns that the name of a month needs."""


@dataclass(frozen=True)
class Cell:
    """One day: its column and row, its answers, and its shade from 0 (none) to 4."""

    day: date
    column: int
    row: int
    count: int
    shade: int


@dataclass(frozen=True)
class Calendar:
    """The cells of a year; ``months`` are columns with the first day of the month that begins.

    ``steps`` are the least and the most answers of each shade that occurs, from 1 on.
    """

    cells: tuple[Cell, ...]
    months: tuple[tuple[int, date], ...]
    steps: tuple[tuple[int, int], ...]


def calendar(counts: Mapping[date, int], today: date) -> Calendar:
    """Return the 53 weeks that end with the week of ``today``; no day lies ahead."""
    monday = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    days = [monday + timedelta(days=number) for number in range((today - monday).days + 1)]
    limits = shades(counts.get(day, 0) for day in days)
    cells = tuple(
        Cell(day, number // 7, number % 7, count, bisect_left(limits, count) + 1 if count else 0)
        for number, day in enumerate(days)
        for count in (counts.get(day, 0),)
    )
    return Calendar(cells, tuple(_months(days)), tuple(_limits(limits)))


def shades(counts: Iterable[int]) -> list[int]:
    """Return the most answers of each shade: about a quarter of the days that have any each."""
    busy = sorted(count for count in counts if count)
    if not busy:
        return []
    quarters = (busy[-(-len(busy) * part // 4) - 1] for part in (1, 2, 3, 4))
    return sorted(set(quarters))


def _limits(limits: list[int]) -> list[tuple[int, int]]:
    """Return the least and the most of each shade, from the most of each."""
    return [(below + 1, most) for below, most in pairwise([0, *limits])]


def _months(days: list[date]) -> list[tuple[int, date]]:
    """Return where each month begins, but for those whose name would run into the next."""
    found = [(number // 7, day) for number, day in enumerate(days) if day.day == 1]
    if not found or found[0][0] >= _ROOM:
        found.insert(0, (0, days[0]))
    return [each for each in found if each[0] <= WEEKS - 2]
