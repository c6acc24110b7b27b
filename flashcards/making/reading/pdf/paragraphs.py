"""Lines that belong together become paragraphs, over the ends of columns and pages too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flashcards.making.document import Kind
from flashcards.making.reading.pdf.lines import Line
from flashcards.making.reading.pdf.margins import begins_footnote
from flashcards.making.reading.pdf.shapes import BULLET, Measures, Shape

_GAP = 1.4
_INDENT = 0.7
_SHORT = 0.75
"""A line that ends a sentence before this share of the column is the last of its paragraph."""
_MOST_LINES = 500
_ENDS = (".", "!", "?", ":", ".”", "?”", ".\"", ".)", "!”", "…")  # fmt: skip


@dataclass
class Paragraph:
    """Lines of one kind that make one block."""

    kind: Kind
    level: int
    lines: list[Line] = field(default_factory=list)


def paragraphs(shapes: Iterable[Shape], usual: Measures) -> Iterator[Paragraph]:
    """Return the paragraphs; footnotes come after the paragraph that they interrupt."""
    gatherer = _Gatherer(usual)
    for shape in shapes:
        yield from gatherer.take(shape)
    yield from gatherer.close()


class _Gatherer:
    def __init__(self, usual: Measures) -> None:
        self.usual = usual
        self.open: Paragraph | None = None
        self.notes: list[Paragraph] = []
        self.indents: list[float] = []

    def take(self, shape: Shape) -> Iterator[Paragraph]:
        if shape.kind is Kind.FOOTNOTE:
            self._note(shape.line)
        elif self.open is not None and self._goes_on(self.open, shape):
            self.open.lines.append(shape.line)
        else:
            yield from self.close()
            self.open = Paragraph(shape.kind, self._level(shape), [shape.line])

    def close(self) -> Iterator[Paragraph]:
        if self.open is not None:
            yield self.open
        self.open = None
        yield from self.notes
        self.notes = []

    def _note(self, line: Line) -> None:
        if not self.notes or begins_footnote(line):
            self.notes.append(Paragraph(Kind.FOOTNOTE, 0))
        self.notes[-1].lines.append(line)

    def _level(self, shape: Shape) -> int:
        """Return the depth of an item, told by how far it is indented against those before."""
        if shape.kind is not Kind.ITEM:
            self.indents = []
            return shape.level
        left = shape.line.left
        self.indents = [indent for indent in self.indents if indent < left - 3]
        self.indents.append(left)
        return min(6, len(self.indents))

    def _goes_on(self, paragraph: Paragraph, shape: Shape) -> bool:
        before, line = paragraph.lines[-1], shape.line
        if paragraph.kind is Kind.ROW or shape.kind in (Kind.ROW, Kind.ITEM):
            return False
        if abs(before.size - line.size) > 0.6 or len(paragraph.lines) >= _MOST_LINES:
            return False
        here = (before.page, before.column) == (line.page, line.column)
        if Kind.HEADING in (paragraph.kind, shape.kind):
            same = (paragraph.kind, paragraph.level) == (shape.kind, shape.level)
            return here and same and 0 < before.base - line.base < 1.6 * line.size
        if not here:
            return _runs_over(before, line)
        return not self._parted(paragraph, before, line)

    def _parted(self, paragraph: Paragraph, before: Line, line: Line) -> bool:
        """Tell whether white space says that ``line`` begins a paragraph."""
        if before.base - line.base > _GAP * max(self.usual.pitch, 1.15 * line.size):
            return True
        first = paragraph.lines[0]
        if paragraph.kind is Kind.ITEM and line.left < first.left + 2:
            return line.left < first.left - 2 or _is_done(before)
        hangs = paragraph.kind is Kind.ITEM or len(paragraph.lines) > 1
        if paragraph.kind is not Kind.ITEM and line.left > before.left + _INDENT * line.size:
            return hangs or _is_done(before)
        return _is_short(before) and _is_done(before)


def _runs_over(before: Line, line: Line) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    words = line.text
    if _is_done(before) or not words or BULLET.match(words):
        return False
    return words[0].islower() or before.text.endswith(("-", "\u00ad", ",")) or not _is_short(before)


def _is_done(line: Line) -> bool:
    return line.text.endswith(_ENDS)


def _is_short(line: Line) -> bool:
    left, right = line.margins
    return line.right < left + _SHORT * (right - left)
