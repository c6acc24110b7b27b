"""Text becomes rows of cells, each with the line where it begins."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

ROW_LIMIT = 50_000
"""The most rows that one table may have."""
CELL_LIMIT = 100_000
"""The longest cell that is read, in characters: longer ones mean that quotes do not match."""
COLUMN_LIMIT = 100

Row = tuple[int, list[str]]
"""The number of the line where a row begins, from 1 on, and its cells."""


@dataclass(frozen=True)
class Shape:
    """How a table is written: what stands between cells, and between rows.

    ``quoted``: a cell in double quotes may hold separators and line breaks.
    """

    separator: str
    row_separator: str = "\n"
    quoted: bool = True


def rows(text: str, shape: Shape, first_line: int = 1) -> Iterator[Row]:
    """Yield the rows of ``text`` that are not blank.

    Raises csv.Error where quotes do not match, if they count.
    """
    if _is_plain(shape):
        yield from _of_csv(text, shape, first_line)
        return
    line = first_line
    for row in text.split(shape.row_separator):
        # A row that begins with the line break after the one before begins on the next line.
        begins = line + (len(row) - len(row.lstrip("\n")) if row.strip() else 0)
        line += row.count("\n") + shape.row_separator.count("\n")
        if row.strip():
            yield begins, [cell.strip() for cell in row.split(shape.separator)]


def quotes_match(text: str, separator: str) -> bool:
    """Say whether ``text`` can be read with cells in double quotes, all of it."""
    try:
        for _ in _of_csv(text, Shape(separator), 1):
            pass
    except csv.Error:
        return False
    return True


def some(text: str, shape: Shape, number: int) -> list[list[str]]:
    """Return the cells of the first ``number`` rows, as far as they can be read."""
    found: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        found.extend(cells for _, cells in islice(rows(text, shape), number))
    return found


def width(all_rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns the widest of the rows has."""
    return min(max((len(row) for row in all_rows), default=0), COLUMN_LIMIT)


def _is_plain(shape: Shape) -> bool:
    return len(shape.separator) == 1 and shape.row_separator == "\n"


def _of_csv(text: str, shape: Shape, first_line: int) -> Iterator[Row]:
    reader = csv.reader(
        StringIO(text, newline=""),
        delimiter=shape.separator,
        quoting=csv.QUOTE_MINIMAL if shape.quoted else csv.QUOTE_NONE,
        strict=shape.quoted,
    )
    begins = first_line
    for cells in reader:
        if any(len(cell) > CELL_LIMIT for cell in cells):
            raise csv.Error("a cell is too long")
        if any(cell.strip() for cell in cells):
            yield begins, [cell.strip() for cell in cells]
        begins = first_line + reader.line_num
