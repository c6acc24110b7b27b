"""Sums of small decision trees, grown elsewhere and read from a file.

J. H. Friedman, *Greedy function approximation: a gradient boosting machine*, Annals of Statistics
29 (2001). In a file a tree is a flat list: for every inner node the number of the trait, the
threshold and where its left and right child stand; for a leaf -1 and its value.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Tree = tuple[int, float, Any, Any]
"""The number of a trait, a threshold, and the trees up to it and above it; or -1 and a value."""


@dataclass(frozen=True)
class Forest:
    """A first guess and the trees that mend it, one after the other."""

    base: float
    trees: tuple[Tree, ...]

    def value(self, traits: Sequence[float]) -> float:
        """Return what the trees say of ``traits``."""
        total = self.base
        for trait, number, below, above in self.trees:
            while trait >= 0:
                trait, number, below, above = below if traits[trait] <= number else above
            total += number
        return total

    def chance(self, traits: Sequence[float]) -> float:
        """Return what the trees say as a probability, by the logistic function."""
        return 1 / (1 + math.exp(-self.value(traits)))


def forest(told: dict[str, Any]) -> Forest:
    """Return the forest that ``told``, read from JSON, holds."""
    return Forest(float(told["base"]), tuple(_tree(flat, 0) for flat in told["trees"]))


def _tree(flat: Sequence[float], at: int) -> Tree:
    if flat[at] < 0:
        return -1, float(flat[at + 1]), None, None
    below, above = int(flat[at + 2]), int(flat[at + 3])
    return int(flat[at]), float(flat[at + 1]), _tree(flat, below), _tree(flat, above)
