"""How numbers of cards are spread: counts in named steps, and round numbers for an axis."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Step = tuple[float, str, str]
"""Where a step of a histogram begins, its short name and its long one."""

INTERVALS: tuple[Step, ...] = (
    (0, "1 d", "1 day"),
    (1.5, "3 d", "2 to 3 days"),
    (3.5, "1 w", "4 to 7 days"),
    (7.5, "2 w", "8 to 14 days"),
    (14.5, "1 m", "15 to 30 days"),
    (30.5, "2 m", "1 to 2 months"),
    (61, "4 m", "2 to 4 months"),
    (122, "8 m", "4 to 8 months"),
    (244, "1 y", "8 months to a year"),
    (365.5, "more", "more than a year"),
)
"""Days in steps that about double; the short name is the end of each."""

EASES: tuple[Step, ...] = (
    (0, "1.3", "under 1.50"),
    *((low, f"{low / 100:.1f}", f"{low / 100:.2f} to {low / 100 + 0.19:.2f}")
      for low in range(150, 290, 20)),
    (290, "2.9", "2.90 and over"),
)  # fmt: skip
"""Ease in hundredths; the short name is the beginning of each step."""

DIFFICULTIES: tuple[Step, ...] = tuple(
    (number - 0.5 if number > 1 else 0, str(number), str(number)) for number in range(1, 11)
)
"""FSRS's difficulty, 1 to 10, to the nearest whole number."""


@dataclass(frozen=True)
class Bar:
    """A step of a histogram with the cards in it."""

    short: str
    long: str
    count: int


def histogram(values: Iterable[float], steps: Sequence[Step]) -> tuple[Bar, ...]:
    """Return how many of ``values`` lie in each step; those before the first count in it."""
    begins = [step[0] for step in steps]
    counts = [0] * len(steps)
    for value in values:
        counts[max(0, bisect_right(begins, value) - 1)] += 1
    return tuple(Bar(step[1], step[2], count) for step, count in zip(steps, counts, strict=True))


def top(most: float) -> int:
    """Return the end of an axis that holds ``most``: 2, 4 or 10 times a power of ten, or such.

    It is even, so that its middle is a whole number as well.
    """
    if most <= 2:
        return 2
    power = 1
    while True:
        for times in (1, 2, 4, 6, 8):
            if times * power >= most and times * power > 2:
                return times * power
        power *= 10
