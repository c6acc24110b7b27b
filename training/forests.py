"""Grows the trees with scikit-learn and writes them as the program reads them."""

from __future__ import annotations

from typing import Any


def flat(tree: Any, rate: float) -> list[float]:
    """Return one tree of scikit-learn as a flat list: node after node, leaves as -1 and a value."""
    inner = tree.tree_
    places, at = {}, 0
    for node in range(inner.node_count):
        places[node] = at
        at += 4 if inner.children_left[node] >= 0 else 2
    told: list[float] = []
    for node in range(inner.node_count):
        left, right = int(inner.children_left[node]), int(inner.children_right[node])
        if left >= 0:
            threshold = float(f"{inner.threshold[node]:.6g}")
            told += [int(inner.feature[node]), threshold, places[left], places[right]]
        else:
            told += [-1, float(f"{rate * float(inner.value[node].ravel()[0]):.4g}")]
    return told


def forest(model: Any, base: float) -> dict[str, Any]:
    """Return a gradient boosting model of scikit-learn as plain values."""
    trees = [flat(tree, model.learning_rate) for tree in model.estimators_.ravel()]
    return {"base": base, "trees": trees}
