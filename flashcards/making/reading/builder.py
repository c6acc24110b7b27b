"""Puts blocks one after another into one text and keeps their offsets."""

from __future__ import annotations

from dataclasses import dataclass, field

from flashcards.making.document import Block, Kind, Leaf, Mark, Page, Span, Style

BETWEEN_BLOCKS = "\n\n"
BETWEEN_CELLS = " | "


@dataclass
class Run:
    """Inline text being gathered, white space collapsed, with its emphasised stretches."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def add(self, piece: str) -> None:
        """Append ``piece``; any white space becomes one space, none at the beginning."""
        words = " ".join(piece.split())
        if piece[:1].isspace() or not words:
            self._space(piece)
        self.text += words
        if words and piece[-1:].isspace():
            self._space(" ")

    def _space(self, piece: str) -> None:
        if piece and self.text and not self.text.endswith(" "):
            self.text += " "

    def mark(self, start: int, style: Style) -> None:
        """Note that everything from ``start`` on is emphasised."""
        inside = self.text[start:]
        begin = start + len(inside) - len(inside.lstrip())
        end = start + len(inside.rstrip())
        if begin < end:
            self.marks.append(Mark(begin, end, style))


@dataclass
class Builder:
    """A page being put together, block by block."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    leaves: list[tuple[int, int]] = field(default_factory=list)

    def turn(self, number: int, at: int) -> None:
        """Note that from offset ``at`` on the text stands on page ``number``."""
        if not self.leaves or self.leaves[-1][1] != number:
            self.leaves.append((at, number))

    def add(self, kind: Kind, run: Run, level: int = 0) -> None:
        """Append a block unless it is empty."""
        words = run.text.rstrip()
        if not words:
            return
        at = self._begin()
        self._write(words)
        marks = tuple(Mark(at + m.start, at + m.end, m.style) for m in run.marks)
        self.blocks.append(Block(at, self.length, kind, level, marks))

    def add_row(self, runs: list[Run], level: int) -> None:
        """Append the row of a table; rows of nothing are left away."""
        if not any(run.text.strip() for run in runs):
            return
        start = self._begin()
        cells: list[Span] = []
        marks: list[Mark] = []
        for run in runs:
            if cells:
                self._write(BETWEEN_CELLS)
            at = self.length
            self._write(run.text.rstrip())
            cells.append(Span(at, self.length))
            marks += [Mark(at + m.start, at + m.end, m.style) for m in run.marks]
        self.blocks.append(Block(start, self.length, Kind.ROW, level, tuple(marks), tuple(cells)))

    def _begin(self) -> int:
        if self.length:
            self._write(BETWEEN_BLOCKS)
        return self.length

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def page(self, title: str) -> Page:
        """Return what was gathered."""
        ends = [start for start, _ in self.leaves[1:]] + [self.length]
        leaves = [
            Leaf(start, end, number)
            for (start, number), end in zip(self.leaves, ends, strict=False)
            if start < end
        ]
        return Page(title, "".join(self.pieces), tuple(self.blocks), tuple(leaves))
