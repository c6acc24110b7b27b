"""Pieces of text become the lines of a page, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flashcards.making.document import Style
from flashcards.making.reading.pdf.columns import regions
from flashcards.making.reading.pdf.pieces import Piece

_SAME_LINE = 0.45
_CELL_GAP = 0.9
_SPACE = 0.18
_RAISED = re.compile(r"\s*[\d*†‡§][\d,–*†‡§]{0,5}\s*")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


@dataclass(frozen=True)
class Line:
    """A line of text: its pieces from left to right, and the column that it stands in."""

    page: int
    column: int
    pieces: tuple[Piece, ...]
    size: float
    base: float
    margins: tuple[float, float] = (0.0, 0.0)

    @property
    def left(self) -> float:
        """Return where it begins, in points."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Return where it ends, in points."""
        return self.pieces[-1].right

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(self.parts()).strip()

    @property
    def is_bold(self) -> bool:
        """Tell whether all of its letters are bold."""
        return all(Style.BOLD in piece.styles for piece in self.pieces)

    def parts(self) -> list[str]:
        """Return the text of each piece, with a space before it where there is one."""
        parts: list[str] = []
        before: Piece | None = None
        for piece in self.pieces:
            gap = before is not None and piece.left - before.right > _SPACE * self.size
            parts.append(" " + piece.text if gap else piece.text)
            before = piece
        return parts

    def cells(self) -> list[tuple[Piece, ...]]:
        """Return the pieces parted where a wide gap stands between them."""
        found: list[list[Piece]] = []
        for piece in self.pieces:
            if not found or piece.left - found[-1][-1].right > _CELL_GAP * self.size:
                found.append([])
            found[-1].append(piece)
        return [tuple(cell) for cell in found]


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """Return the lines of page ``page`` in reading order."""
    lines: list[Line] = []
    for column, region in enumerate(regions(pieces)):
        found = [_line(group, page, column) for group in _groups(region)]
        margins = min(line.left for line in found), max(line.right for line in found)
        lines += [replace(line, margins=margins) for line in found]
    return lines


def _groups(region: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces that stand on one line together, from above to below."""
    groups: list[list[Piece]] = []
    largest = None
    for piece in sorted(region, key=lambda p: (-p.base, p.left)):
        near = largest is not None and abs(largest.base - piece.base) < _SAME_LINE * max(
            largest.size, piece.size
        )
        if near:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        if not near or largest is None or piece.size > largest.size:
            largest = piece
    return groups


def _line(group: list[Piece], page: int, column: int) -> Line:
    sizes: Counter[float] = Counter()
    for piece in group:
        sizes[piece.size] += len(piece.text)
    size = sizes.most_common(1)[0][0]
    base = next(piece.base for piece in group if piece.size == size)
    ordered = sorted(group, key=lambda piece: piece.left)
    kept = [
        replace(piece, text=piece.text.translate(_LIGATURES))
        for index, piece in enumerate(ordered)
        if index == 0 or not _is_raised(piece, size, base)
    ]
    return Line(page, column, tuple(kept), size, base)


def _is_raised(piece: Piece, size: float, base: float) -> bool:
    """Tell whether a piece is the little number of a footnote."""
    small = piece.size <= 0.8 * size and piece.base > base + 0.1 * size
    return small and bool(_RAISED.fullmatch(piece.text))
