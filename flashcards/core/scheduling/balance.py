"""On which day near its own a card is due: the least loaded one that the interval allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b

SHORTEST = 2.5
"""Days under which an interval is never moved."""

_STEPS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From, to (days), and the share of the days between them by which an interval may move."""

NORMAL, FEWER, NONE = 2, 1, 0
"""The weights of a weekday: as many cards as on others, half as many, none."""

WEEKDAYS = 7


def room(interval: int) -> tuple[int, int]:
    """Return the shortest and the longest interval, in days, that ``interval`` may become.

    ±(1 + 15 % of the days from 2.5 to 7 + 10 % of those to 20 + 5 % of those beyond), the range
    within which Anki's scheduler moves a card (its manual, “Fuzz factor”).
    """
    if interval < SHORTEST:
        return interval, interval
    most = 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in _STEPS)
    return max(2, _rounded(interval - most)), _rounded(interval + most)


def within(interval: int, shift: int) -> int:
    """Return ``shift`` in days, no further than ``room`` lets the interval go."""
    shortest, longest = room(interval)
    return max(shortest - interval, min(longest - interval, shift))


@dataclass(frozen=True)
class Plan:
    """How a learner spreads her work; ``weights`` of Monday to Sunday, 0 to 2.

    ``load`` says how many cards are due on a day; ``balanced`` whether that matters to her.
    """

    load: Callable[[date], int]
    weights: tuple[int, ...] = (NORMAL,) * WEEKDAYS
    holidays: Mapping[date, bool] = field(default_factory=dict)
    balanced: bool = True

    def weight(self, day: date) -> int:
        """Return the weight of ``day``: none on a holiday."""
        return NONE if self.holidays.get(day) else self.weights[day.weekday()]

    @property
    def moves(self) -> bool:
        """Say whether there is any reason to move a card."""
        uneven = any(weight != NORMAL for weight in self.weights)
        return self.balanced or uneven or bool(self.holidays)


def shift(interval: int, day: date, plan: Plan, seed: str) -> int:
    """Return by how many days a card answered on ``day`` is moved from its ``interval``.

    The day with the least load for its weight; among equals the one that ``seed`` alone picks, so
    that the same answer gives the same day. Nothing moves where no day in reach takes cards.
    """
    shortest, longest = room(interval)
    if shortest == longest or not plan.moves:
        return 0
    open_days = [
        days for days in range(shortest, longest + 1) if plan.weight(day + timedelta(days=days))
    ]
    if not open_days:
        return 0
    if not plan.balanced and interval in open_days:
        return _uneven(interval, day, plan, seed)
    best = min(open_days, key=lambda days: (_pressure(day, days, plan), _lot(seed, days)))
    return best - interval


def _uneven(interval: int, day: date, plan: Plan, seed: str) -> int:
    """Return a shift that gives a weekday with fewer cards only its share of them."""
    if plan.weight(day + timedelta(days=interval)) == NORMAL or _lot(seed, interval)[0] % 2:
        return 0
    shortest, longest = room(interval)
    normal = [
        days
        for days in range(shortest, longest + 1)
        if plan.weight(day + timedelta(days=days)) == NORMAL
    ]
    return min(normal, key=lambda days: abs(days - interval), default=interval) - interval


def _pressure(day: date, days: int, plan: Plan) -> float:
    its_day = day + timedelta(days=days)
    return (plan.load(its_day) + 1) / plan.weight(its_day)


def _rounded(days: float) -> int:
    return int(days + 0.5)


def _lot(seed: str, days: int) -> bytes:
    return blake2b(f"{seed}/{days}".encode(), digest_size=8).digest()
