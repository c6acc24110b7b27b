"""What share of some cards is known: the chance of recall today, added up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """Cards of a deck or a tag: all, those met, and how many she would recall today."""

    cards: int = 0
    met: int = 0
    known: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(self.cards + other.cards, self.met + other.met, self.known + other.known)

    @property
    def part(self) -> float:
        """Return the share known, 0 to 1; of no cards none."""
        return self.known / self.cards if self.cards else 0.0

    @property
    def met_part(self) -> float:
        """Return the share met, 0 to 1; of no cards none."""
        return self.met / self.cards if self.cards else 0.0


def of_card(recall: float | None) -> Share:
    """Return the share of one card: its chance of recall, or None where it was never met."""
    return Share(1, 0, 0.0) if recall is None else Share(1, 1, recall)
