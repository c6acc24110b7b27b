"""Finds the columns of a page, so that each is read to its end before the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from flashcards.making.reading.pdf.pieces import Piece

_STEP = 2.0
_NARROWEST = 0.28
"""The least share of the width that a column may have."""
_CROSSING = 0.15
"""The most pieces, of all, that may cross the space between columns: headings and the like."""
_FULL = 0.6
"""Lines of running text fill their column to this share; the cells of a table do not."""
_FEWEST = 4
_MOST = 3_000
"""A page of more pieces than this is a drawing or a map, without columns."""
_DEEPEST = 2
_NOWHERE = (float("inf"), float("-inf"))

Region = list[Piece]


def regions(pieces: Sequence[Piece], depth: int = 0) -> list[Region]:
    """Return ``pieces`` parted into columns, and into bands where something crosses them."""
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        return _by_order(pieces) if depth == 0 else [list(pieces)]
    across, rest = _crossing(pieces, gutter)
    found: list[Region] = []
    for base in [*sorted({p.base for p in across}, reverse=True), float("-inf")]:
        above = [p for p in rest if p.base > base]
        rest = [p for p in rest if p.base <= base]
        for side in (
            [p for p in above if p.right <= gutter],
            [p for p in above if p.left >= gutter],
        ):
            found += regions(side, depth + 1) if side else []
        crossing = [p for p in across if p.base == base]
        if crossing:
            found.append(crossing)
    return _joined(found, set(map(id, across)))


def _crossing(pieces: Sequence[Piece], gutter: float) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of lines that cross the gutter, and the others."""
    spans = {round(p.base): (p.left, p.right) for p in pieces if p.left < gutter < p.right}
    for piece in (*pieces, *reversed(pieces)):
        left, right = spans.get(round(piece.base), _NOWHERE)
        if piece.right > left - piece.size and piece.left < right + piece.size:
            spans[round(piece.base)] = min(left, piece.left), max(right, piece.right)
    across: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        left, right = spans.get(round(piece.base), _NOWHERE)
        (across if left <= piece.left and piece.right <= right else rest).append(piece)
    return across, rest


def _joined(found: list[Region], across: set[int]) -> list[Region]:
    """Put lines across the columns that follow one another into one region."""
    joined: list[Region] = []
    for region in found:
        crosses = id(region[0]) in across
        if joined and crosses and id(joined[-1][0]) in across:
            joined[-1] += region
        else:
            joined.append(region)
    return joined


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return the middle of the empty stripe between two columns of running text."""
    if not 2 * _FEWEST <= len(pieces) <= _MOST:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    size = median(p.size for p in pieces)
    steps = int((right - left) / _STEP)
    counts = [0] * (steps + 2)
    for piece in pieces:
        counts[int((piece.left - left) / _STEP)] += 1
        counts[min(steps + 1, int((piece.right - left) / _STEP) + 1)] -= 1
    stripes = _stripes(counts, max(2.0, len(_extents(pieces)) * _CROSSING))
    wide = [
        (begin, end)
        for begin, end in stripes
        if (end - begin) * _STEP >= 0.8 * size
        and steps * _NARROWEST <= (begin + end) / 2 <= steps * (1 - _NARROWEST)
    ]
    for begin, end in sorted(wide, key=lambda stripe: stripe[0] - stripe[1]):
        middle = left + (begin + end) / 2 * _STEP
        if _is_between_columns(pieces, middle):
            return middle
    return None


def _stripes(changes: list[int], most: float) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    crossing, begin = 0, -1
    for index, change in enumerate(changes):
        crossing += change
        if crossing <= most and begin < 0:
            begin = index
        elif crossing > most and begin >= 0:
            found.append((begin, index))
            begin = -1
    return found


def _is_between_columns(pieces: Sequence[Piece], middle: float) -> bool:
    before = _extents([p for p in pieces if p.right <= middle])
    behind = _extents([p for p in pieces if p.left >= middle])
    fewest = max(_FEWEST, max(len(before), len(behind)) / 5)
    return all(len(side) >= fewest and _is_running_text(side) for side in (before, behind))


def _extents(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Return where each line of one side begins and ends."""
    found: dict[int, tuple[float, float]] = {}
    for piece in pieces:
        left, right = found.get(round(piece.base), (piece.left, piece.right))
        found[round(piece.base)] = min(left, piece.left), max(right, piece.right)
    return list(found.values())


def _is_running_text(side: list[tuple[float, float]]) -> bool:
    width = max(right for _, right in side) - min(left for left, _ in side)
    return median(right - left for left, right in side) >= _FULL * width


def _by_order(pieces: Sequence[Piece]) -> list[Region]:
    """Part a page where the file's own order goes up again beside what was written before."""
    runs: list[Region] = [[]]
    for piece in pieces:
        if runs[-1] and piece.base > runs[-1][-1].base + 3 * piece.size:
            runs.append([])
        runs[-1].append(piece)
    long = [run for run in runs if len(run) > 1]
    beside = any(_overlap(a, b) for a, b in pairwise(long))
    return runs if beside and len(runs) <= 8 else [list(pieces)]


def _overlap(one: Region, other: Region) -> bool:
    """Tell whether the beginning of ``other`` stands beside the end of ``one``."""
    before = [p for p in one if p.base <= other[0].base + p.size]
    beside = [p for p in other if p.base >= one[-1].base - p.size]
    if len(before) < 2 or len(beside) < 2:
        return False
    return max(p.right for p in before) <= min(p.left for p in beside)
