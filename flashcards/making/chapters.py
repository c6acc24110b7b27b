"""Parts a long document into chapters, each of which is drafted by itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flashcards.making import outlined
from flashcards.making.document import Block, Document, Kind
from flashcards.making.outlined import Edges

ONE_CHAPTER = 8_000
"""A document of no more words than this is one chapter."""

_LONG, _SHORT = 8_000, 500
_EARLY = 0.75
"""A part may end at a heading when it is so full."""

_TITLE = 120
_TOGETHER = (Kind.ITEM, Kind.ROW, Kind.DEFINITION)
"""What belongs to the block before it."""


@dataclass(frozen=True)
class Chapter:
    """The blocks ``first`` up to, but without, ``end``, and what they are called."""

    title: str
    first: int
    end: int


def chapters(document: Document) -> tuple[Chapter, ...]:
    """Return the chapters of a document: every block is in one of them, in order.

    They begin where the outline of the file says so, or else at the highest headings of which
    there are several. What is short joins the next one; what is long is parted at a heading, or
    else between paragraphs.
    """
    blocks = document.blocks
    words = [len(document.text[block.start : block.end].split()) for block in blocks]
    if sum(words) <= ONE_CHAPTER:
        return (Chapter(document.title, 0, len(blocks)),)
    named = outlined.edges(document, words)
    if named is not None:
        return tuple(_named(document, named, words))
    edges = _without_short([*_heads(blocks), len(blocks)], words)
    heads = _headings(blocks)
    cuts = [
        cut for first, end in pairwise(edges) for cut in _parted(blocks, words, heads, first, end)
    ]
    return tuple(_titled(document, [*cuts, len(blocks)]))


def part(document: Document, chapter: Chapter) -> Document:
    """Return one chapter as a document; its offsets are those of the whole text."""
    return replace(document, blocks=document.blocks[chapter.first : chapter.end], left_out=())


def _heads(blocks: Sequence[Block]) -> list[int]:
    """Return where chapters begin: the start, and each heading of the highest level or above."""
    counts = Counter(block.level for block in blocks if block.kind is Kind.HEADING)
    level = min((level for level, count in counts.items() if count > 1), default=0)
    heads = [
        index
        for index, block in enumerate(blocks)
        if block.kind is Kind.HEADING and block.level <= level
    ]
    return sorted({0, *heads})


def _without_short(edges: list[int], words: Sequence[int]) -> list[int]:
    """Leave out the ends of chapters that are too short to stand alone."""
    kept = [0]
    for edge in edges[1:-1]:
        if sum(words[kept[-1] : edge]) >= _SHORT:
            kept.append(edge)
    if len(kept) > 1 and sum(words[kept[-1] :]) < _SHORT:
        kept.pop()
    return [*kept, edges[-1]]


def _named(document: Document, named: Edges, words: Sequence[int]) -> Iterator[Chapter]:
    """Yield the chapters that the outline names; what was joined has the name of the longest."""
    blocks, end = document.blocks, len(document.blocks)
    names = {0: document.title, **{edge.first: edge.title for edge in named.chapters}}
    firsts = [*sorted(names), end]
    lengths = {first: sum(words[first:after]) for first, after in pairwise(firsts)}
    heads = named.sections | _headings(blocks)
    counts: Counter[str] = Counter()
    for first, after in pairwise(_without_short(firsts, words)):
        inside = [each for each in firsts if first <= each < after]
        name = _shortened(names[max(inside, key=lambda each: lengths[each])])
        cuts = [*_parted(blocks, words, heads, first, after), after]
        for start, stop in pairwise(cuts):
            counts[name] += 1
            yield Chapter(f"{name} ({counts[name]})" if counts[name] > 1 else name, start, stop)


def _headings(blocks: Sequence[Block]) -> frozenset[int]:
    return frozenset(at for at, block in enumerate(blocks) if block.kind is Kind.HEADING)


def _parted(
    blocks: Sequence[Block], words: Sequence[int], heads: Collection[int], first: int, end: int
) -> Iterator[int]:
    """Yield where the parts of a chapter begin, itself first: they are about equally long."""
    yield first
    left = sum(words[first:end])
    wanted = left / max(1, math.ceil(left / _LONG))
    so_far = 0
    for index in range(first, end):
        kind = blocks[index].kind
        enough = wanted * _EARLY if index in heads else wanted
        if so_far >= enough and left >= wanted * _EARLY and kind not in _TOGETHER:
            yield index
            so_far = 0
        so_far += words[index]
        left -= words[index]


def _titled(document: Document, edges: Sequence[int]) -> Iterator[Chapter]:
    names: Counter[str] = Counter()
    name = document.title
    for first, end in pairwise(edges):
        name = _heading(document, document.blocks[first:end][:2]) or name
        names[name] += 1
        count = names[name]
        yield Chapter(f"{name} ({count})" if count > 1 else name, first, end)


def _heading(document: Document, opening: Iterable[Block]) -> str:
    found = next((block for block in opening if block.kind is Kind.HEADING), None)
    words = " ".join(document.text[found.start : found.end].split()) if found else ""
    return _shortened(words)


def _shortened(title: str) -> str:
    return title if len(title) <= _TITLE else title[:_TITLE].rsplit(" ", 1)[0] + " …"
