"""Fits the weights of the guard's manner of writing, and says how well they tell unseen texts."""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bs4 import BeautifulSoup  # noqa: E402

from flashcards.making.checking.guard.manner import WEIGHTS, blocks, kinds, marks  # noqa: E402
from tests.making.checking.guard.cases import cases  # noqa: E402

FOLDS = 10
PENALTY = 0.04
ROUNDS = 12
OF_A_BOOK = 0.05
"""What a stretch of a textbook counts: there are thousands of them."""


@dataclass(frozen=True)
class Row:
    """A stretch of a text: what stands in it, whether it is from case notes, what it counts."""

    text: str
    values: list[float]
    notes: bool
    counts: float


def main() -> None:
    """Print the weights and, by cross-validation over the texts, recall and false alarms."""
    rows = [*_own("stops", True), *_own("passes", False), *_books(sys.argv[1:])]
    print(f"{len(rows)} stretches of {len({row.text for row in rows})} texts")
    scores: dict[str, tuple[bool, float]] = {}
    for fold in range(FOLDS):
        weights = fitted([row for row in rows if _fold(row) != fold])
        for row in rows:
            if _fold(row) == fold:
                before = scores.get(row.text, (row.notes, -math.inf))[1]
                scores[row.text] = (row.notes, max(before, _sum(weights, row.values)))
    for limit in (0, 1, 2, 3):
        stopped = [score > limit for notes, score in scores.values() if notes]
        alarms = sum(score > limit for notes, score in scores.values() if not notes)
        others = len(scores) - len(stopped)
        print(f"above {limit}: {sum(stopped)} of {len(stopped)} notes, {alarms} of {others} others")
    weights = fitted(rows)
    for kind, weight in zip([*WEIGHTS, "constant"], weights, strict=True):
        print(f"{weight:6.1f}  {kind}")


def fitted(rows: list[Row]) -> list[float]:
    """Return the weights, the constant last, of a ridge logistic regression by Newton's method."""
    size = len(rows[0].values)
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-PENALTY * weight for weight in weights[:-1]] + [0.0]
        bend = [[PENALTY * (i == j < size - 1) for j in range(size)] for i in range(size)]
        for row in rows:
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, _sum(weights, row.values)))))
            pull, steep = row.counts * (row.notes - chance), row.counts * chance * (1 - chance)
            for i, value in enumerate(row.values):
                slope[i] += pull * value
                line, share = bend[i], steep * value
                for j, other in enumerate(row.values):
                    line[j] += share * other
        weights = [
            weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)
        ]
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(len(lines)):
        best = max(range(at, len(lines)), key=lambda row: abs(lines[row][at]))
        lines[at], lines[best] = lines[best], lines[at]
        lines[at] = [value / lines[at][at] for value in lines[at]]
        for row in range(len(lines)):
            if row != at:
                factor = lines[row][at]
                lines[row] = [a - factor * b for a, b in zip(lines[row], lines[at], strict=True)]
    return [line[-1] for line in lines]


def _own(file: str, notes: bool) -> Iterator[Row]:
    for name, text in cases(file).items():
        found = list(_values(text))[: 2 if notes else None]
        for values in found:
            yield Row(f"{file}/{name}", values, notes, 1 / len(found) if notes else 1)


def _books(files: list[str]) -> Iterator[Row]:
    """Yield every third stretch of textbooks: lines of JSON with ``html``, packed with gzip."""
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                text = BeautifulSoup(json.loads(line)["html"], "lxml").get_text("\n")
                for values in list(_values(text))[::3]:
                    yield Row(f"{file}/{number}", values, False, OF_A_BOOK)


def _values(text: str) -> Iterator[list[float]]:
    found = list(blocks(text))
    for at in range(max(1, len(found) - 1)):
        pair = tuple(found[at : at + 2])
        yield [*({**kinds(pair), **marks(text, pair)}[kind] for kind in WEIGHTS), 1.0]


def _fold(row: Row) -> int:
    return crc32(row.text.encode()) % FOLDS


def _sum(weights: list[float], values: list[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


if __name__ == "__main__":
    main()
