"""A document's text as it is read: headings, lists and tables again, with the quotes in place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from flashcards.making.document import Kind
from flashcards.services.making.documents import extent
from flashcards.store.models.content import Document, Draft

LEFT, GAP = "left", "gap"
"""Kinds of a part besides those of blocks: what was left out, and what no block holds."""
_GROUPS: dict[str, str] = {
    Kind.ITEM: "list",
    Kind.ROW: "table",
    Kind.TERM: "terms",
    Kind.DEFINITION: "terms",
}


@dataclass(frozen=True)
class Run:
    """A run of text that looks alike: its styles, the drafts that quote it, those that end here."""

    text: str
    start: int
    styles: tuple[str, ...] = ()
    drafts: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """A stretch of the text that stands by itself: a paragraph, an item, a cell of a table."""

    start: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Part:
    """A heading, a paragraph, a list, a table…

    ``lines`` are its items, the cells of each row one after another, or itself alone; ``levels``
    the depth of each item, or how many cells each row has. ``level`` is how deep a heading stands
    in the chapter: 0 for the title of the document, else 1 and more, without a gap.
    """

    kind: str
    start: int
    end: int
    lines: tuple[Line, ...]
    level: int = 0
    levels: tuple[int, ...] = ()
    why: str = ""

    @property
    def rows(self) -> Iterator[tuple[Line, ...]]:
        """Yield the rows of a table."""
        at = 0
        for count in self.levels:
            yield self.lines[at : at + count]
            at += count


@dataclass(frozen=True)
class _Block:
    kind: str
    start: int
    end: int
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    why: str = ""

    @property
    def leaves(self) -> tuple[tuple[int, int], ...]:
        """Return its cells, or itself."""
        return self.cells or ((self.start, self.end),)


def article(row: Document, its_drafts: Iterable[Draft], chapter: int = 0) -> list[Part]:
    """Return the text of a chapter in parts; all of it is in one of them, but for white space."""
    begin, stop = extent(row, chapter)
    blocks = [each for each in row.blocks if begin <= each[1] and each[2] <= stop]
    whole = list(_whole(row, blocks, begin, stop))
    styles = [mark for block in blocks for mark in block[4]]
    cutter = _Cutter(row.text, whole, styles, its_drafts)
    together = groupby(whole, _Grouper())
    return list(
        _nested(
            row.title, (_part(group, list(members), cutter) for (group, *_), members in together)
        )
    )


def elsewhere(row: Document, chapter: int) -> list[dict[str, Any]]:
    """Return what was left out and cannot be shown in place: its place was not kept."""
    return [out for out in row.left_out if not out.get("end")] if chapter == 0 else []


class _Grouper:
    """Tells blocks that are shown together from those that are not, one after another."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, block: _Block) -> tuple[str, str, int]:
        group = _GROUPS.get(block.kind, block.kind)
        alone = group not in {"list", "table", "terms", Kind.QUOTE, LEFT}
        if alone or (group == "table" and block.level == 0):
            self.number += 1
        return group, block.why, self.number


def _whole(row: Document, blocks: Sequence[Any], begin: int, stop: int) -> Iterator[_Block]:
    """Yield the blocks with what stands between them, in the order of the text."""
    gone = [
        _Block(LEFT, out["start"], out["end"], why=out["why"])
        for out in row.left_out
        if out.get("end") and begin <= out["start"] < out["end"] <= stop
    ]
    kept = [
        _Block(kind, start, end, level, tuple((left, right) for left, right in cells))
        for kind, start, end, level, _, cells in blocks
    ]
    at = begin
    for block in sorted([*kept, *gone], key=lambda each: (each.start, each.kind == LEFT)):
        if block.start < at:
            continue
        yield from _gap(row.text, at, block.start)
        yield block
        at = block.end
    yield from _gap(row.text, at, stop)


def _gap(text: str, start: int, end: int) -> Iterator[_Block]:
    words = text[start:end].strip()
    if words:
        at = text.index(words, start, end)
        yield _Block(GAP, at, at + len(words))


def _nested(title: str, parts: Iterable[Part]) -> Iterator[Part]:
    """Yield ``parts``, their headings as deep as they stand under one another."""
    above: list[int] = []
    for number, part in enumerate(parts):
        if part.kind != Kind.HEADING:
            yield part
        elif number == 0 and "".join(run.text for run in part.lines[0].runs) == title:
            yield replace(part, level=0)
        else:
            above = [level for level in above if level < part.level] + [part.level]
            yield replace(part, level=len(above))


def _part(group: str, members: list[_Block], cutter: _Cutter) -> Part:
    first, last = members[0], members[-1]
    part = Part(group, first.start, last.end, (), first.level, why=first.why)
    if group == "table":
        spans = [each.leaves for each in members]
        lines = [cutter.line(*cell) for cells in spans for cell in cells]
        return replace(part, lines=tuple(lines), levels=tuple(len(cells) for cells in spans))
    lines = [cutter.line(each.start, each.end) for each in members]
    levels = tuple(int(each.kind == Kind.DEFINITION) or each.level for each in members)
    return replace(part, lines=tuple(lines), levels=levels)


class _Cutter:
    """Cuts lines where a quote or an emphasis begins or ends."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[_Block],
        styles: Sequence[Any],
        its_drafts: Iterable[Draft],
    ) -> None:
        self.text = text
        quotes = [
            (draft.start, draft.end, draft.id)
            for draft in its_drafts
            if draft.start is not None and draft.end is not None and draft.start < draft.end
        ]
        lines = [
            edge for block in blocks for edge in (block.start, block.end, *_edges(block.cells))
        ]
        self.edges = sorted({*lines, *_edges(quotes), *_edges(styles)})
        self.quoted = _over(self.edges, quotes)
        self.styled = _over(self.edges, styles)
        leaves = [leaf for block in blocks for leaf in block.leaves]
        self.ends = {draft: _last(leaves, end) for _, end, draft in quotes}

    def line(self, start: int, end: int) -> Line:
        """Return a stretch of the text, cut."""
        low, high = bisect_left(self.edges, start), bisect_left(self.edges, end)
        cuts = sorted({start, *self.edges[low:high], end})
        return Line(start, tuple(self._run(left, right) for left, right in pairwise(cuts)))

    def _run(self, left: int, right: int) -> Run:
        over = tuple(self.quoted.get(left, ()))
        ending = tuple(draft for draft in over if left < self.ends[draft] <= right)
        styles = tuple(dict.fromkeys(self.styled.get(left, ())))
        return Run(self.text[left:right], left, styles, over, ending)


def _last(leaves: Sequence[tuple[int, int]], end: int) -> int:
    """Return where the last words before ``end`` end: it may lie between two lines."""
    at = bisect_left(leaves, end, key=lambda leaf: leaf[0])
    return min(end, leaves[at - 1][1]) if at else end


def _edges(spans: Iterable[Sequence[Any]]) -> Iterator[int]:
    return (edge for span in spans for edge in span[:2])


def _over(edges: Sequence[int], spans: Iterable[tuple[int, int, Any]]) -> dict[int, list[Any]]:
    """Return what is true from each edge on: the third values of the spans that lie over it."""
    found: dict[int, list[Any]] = {}
    for start, end, value in spans:
        for edge in edges[bisect_left(edges, start) : bisect_left(edges, end)]:
            found.setdefault(edge, []).append(value)
    return found
