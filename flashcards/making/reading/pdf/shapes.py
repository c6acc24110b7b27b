"""Tells what each line of a PDF is: heading, row of a table, footnote, item or running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from flashcards.making.document import Kind
from flashcards.making.reading.pdf.lines import Line
from flashcards.making.reading.pdf.margins import footnotes
from flashcards.making.reading.text import looks_like_heading

BULLET = re.compile(
    r"(?:[•‣▪●◦■□➢➤✓·\ufffd*–]|[-+](?=\s)|o(?=\s)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))\s*(?=\S)"
)
_HEADING_WORDS = 18
_LARGER = 1.1
_SAME_PLACE = 6.0


@dataclass(frozen=True)
class Shape:
    """A line and what it is; ``level`` counts from 1 on for headings, 0 for the head of a table."""

    line: Line
    kind: Kind
    level: int = 0


@dataclass(frozen=True)
class Measures:
    """What is usual in a document: the size of its letters, the distance of its lines."""

    body: float
    pitch: float
    headings: tuple[float, ...]
    """Sizes of headings, the largest first."""


def measures(pages: Sequence[Sequence[Line]]) -> Measures:
    """Return what is usual in a document."""
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    gaps = [
        before.base - line.base
        for before, line in pairwise(lines)
        if _beside(before, line) and abs(line.size - body) <= 0.5 and before.base > line.base
    ]
    pitch = median(gaps) if gaps else 1.2 * body
    large = {_rounded(line) for line in lines if _is_large(line, body)}
    return Measures(body, pitch, tuple(sorted(large, reverse=True)))


def shapes(pages: Sequence[Sequence[Line]], usual: Measures) -> list[Shape]:
    """Return all lines in reading order, each with what it is."""
    found = [shape for page in pages for shape in _page(page, usual)]
    if any(shape.kind is Kind.HEADING for shape in found):
        return found
    return _by_shape(found, usual)


def _page(page: Sequence[Line], usual: Measures) -> list[Shape]:
    notes = footnotes(page, usual.body)
    rows = _rows([line for line in page if id(line) not in notes])
    found = []
    for line in page:
        if id(line) in notes:
            found.append(Shape(line, Kind.FOOTNOTE))
        elif id(line) in rows:
            found.append(Shape(line, Kind.ROW, rows[id(line)]))
        else:
            found.append(_shape(line, usual))
    return found


def _shape(line: Line, usual: Measures) -> Shape:
    words = line.text
    if _is_large(line, usual.body):
        sizes = usual.headings
        return Shape(line, Kind.HEADING, min(5, sizes.index(_rounded(line)) + 1))
    if line.is_bold and _reads_like_heading(words):
        return Shape(line, Kind.HEADING, min(6, len(usual.headings) + 1))
    return Shape(line, Kind.ITEM if BULLET.match(words) else Kind.PARAGRAPH)


def _is_large(line: Line, body: float) -> bool:
    words = line.text
    enough = len(words) >= 3 and len(words.split()) <= _HEADING_WORDS
    return enough and line.size >= _LARGER * body and any(letter.isalpha() for letter in words)


def _reads_like_heading(words: str) -> bool:
    return any(letter.isalpha() for letter in words) and looks_like_heading(words)


def _rounded(line: Line) -> float:
    return round(line.size)


def _beside(before: Line, line: Line) -> bool:
    return (before.page, before.column) == (line.page, line.column)


def _by_shape(found: list[Shape], usual: Measures) -> list[Shape]:
    """Make headings of short lines that stand alone, where no size and no weight tells."""
    result = []
    for index, shape in enumerate(found):
        before = found[index - 1].line if index else None
        after = found[index + 1].line if index + 1 < len(found) else None
        alone = _apart(before, shape.line, usual) and _apart(shape.line, after, usual)
        if (
            alone
            and after
            and shape.kind is Kind.PARAGRAPH
            and _reads_like_heading(shape.line.text)
        ):
            shape = Shape(shape.line, Kind.HEADING, 2 if before else 1)
        result.append(shape)
    return result


def _apart(one: Line | None, other: Line | None, usual: Measures) -> bool:
    if one is None or other is None or not _beside(one, other):
        return True
    return one.base - other.base > 1.3 * usual.pitch


def _rows(lines: Sequence[Line]) -> dict[int, int]:
    """Return the ids of lines that are rows of a table, with their level."""
    found: dict[int, int] = {}
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and _fits(run, line):
            run.append(line)
            continue
        if _is_table(run):
            for index, row in enumerate(run):
                found[id(row)] = 0 if index == 0 and row.is_bold and not run[1].is_bold else 1
        run = [line] if line is not None and len(line.cells()) > 1 else []
    return found


def _fits(run: list[Line], line: Line) -> bool:
    """Tell whether ``line`` has its cells where the last row of ``run`` has them."""
    if not run or not _beside(run[-1], line):
        return False
    above, here = run[-1].cells(), line.cells()
    return len(above) == len(here) and all(
        abs(a[0].left - b[0].left) < _SAME_PLACE for a, b in zip(above, here, strict=True)
    )


def _is_table(run: list[Line]) -> bool:
    if not run or BULLET.match(run[0].text):
        return False
    return len(run) >= 3 or (len(run) == 2 and len(run[0].cells()) > 2)
