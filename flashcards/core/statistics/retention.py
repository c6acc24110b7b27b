"""True retention: the share of due cards that were recalled, with what was expected of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

MATURE = 21
"""Days of interval from which on a card is called mature (Anki's own line)."""
_Z = 1.959964
"""The standard normal quantile for 95 %."""


@dataclass(frozen=True)
class Recall:
    """Answers to due cards: how many, how many recalled, and the sum of the chances expected."""

    count: int = 0
    recalled: int = 0
    chances: float = 0.0

    def __add__(self, other: Recall) -> Recall:
        return Recall(
            self.count + other.count,
            self.recalled + other.recalled,
            self.chances + other.chances,
        )

    @property
    def share(self) -> float | None:
        """Return the share recalled, or None of no answers."""
        return self.recalled / self.count if self.count else None

    @property
    def expected(self) -> float | None:
        """Return the share that was expected, or None of no answers."""
        return self.chances / self.count if self.count else None

    @property
    def spread(self) -> tuple[float, float] | None:
        """Return between what shares the truth lies, 19 times of 20; None of no answers."""
        return wilson(self.recalled, self.count) if self.count else None


def wilson(recalled: int, count: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share.

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n): E. B. Wilson, 1927, *Probable inference,
    the law of succession, and statistical inference*. Three of three are then 44 to 100 %.
    """
    share, square = recalled / count, _Z * _Z
    middle = share + square / (2 * count)
    reach = _Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    whole = 1 + square / count
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
