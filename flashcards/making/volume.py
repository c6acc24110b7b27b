"""How many drafts a learner wants of a document: the essentials, the usual, or all that is fair."""

from __future__ import annotations

from enum import StrEnum


class Volume(StrEnum):
    """How much to make of a document; each takes in what the ones before it do."""

    ESSENTIALS = "essentials"
    NORMAL = "normal"
    THOROUGH = "thorough"

    @property
    def least(self) -> float:
        """Return how good a draft must be at least, 0 to 1."""
        return _LEAST[self]

    @property
    def per_thousand(self) -> int:
        """Return how many drafts are made of 1,000 words at most, besides the given structure."""
        return _PER_THOUSAND[self]


_LEAST = {Volume.ESSENTIALS: 0.7, Volume.NORMAL: 0.5, Volume.THOROUGH: 0.25}
_PER_THOUSAND = {Volume.ESSENTIALS: 3, Volume.NORMAL: 6, Volume.THOROUGH: 10}
