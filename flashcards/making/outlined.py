"""The chapters that the outline of a long document names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.making.document import Document

PART = 20_000
"""Words; what is longer and has several chapters in it is a part of the book."""


@dataclass(frozen=True)
class Edge:
    """Where a chapter begins, as the number of its first block, and what it is called."""

    title: str
    first: int


@dataclass(frozen=True)
class Edges:
    """Where chapters begin, and where within them their sections do."""

    chapters: tuple[Edge, ...]
    sections: frozenset[int]


def edges(document: Document, words: Sequence[int]) -> Edges | None:
    """Return where the outline of a document parts it, or None where it parts nothing.

    ``words`` are the lengths of its blocks. Parts of a book give way to the chapters in them.
    """
    starts = [block.start for block in document.blocks]
    entries = [
        (entry.level, Edge(entry.title, bisect_left(starts, entry.start)))
        for entry in document.outline
    ]
    entries = [(level, edge) for level, edge in entries if edge.first < len(starts)]
    if not entries:
        return None
    chosen = _chapters(entries, len(starts), words)
    if len({edge.first for edge in chosen}) < 2:
        return None
    return Edges(tuple(_each_once(chosen)), frozenset(edge.first for _, edge in entries))


def _chapters(entries: Sequence[tuple[int, Edge]], end: int, words: Sequence[int]) -> list[Edge]:
    """Return the entries of the highest level; those that are parts, by what is in them.

    One that is alone on its level is the book itself.
    """
    top = min(level for level, _ in entries)
    heads = [index for index, (level, _) in enumerate(entries) if level == top]
    found = [edge for _, edge in entries[: heads[0]]]
    for index, after in zip(heads, [*heads[1:], len(entries)], strict=True):
        edge, inside = entries[index][1], entries[index + 1 : after]
        last = entries[after][1].first if after < len(entries) else end
        several = len({each.first for _, each in inside}) > 1
        if several and (len(heads) == 1 or sum(words[edge.first : last]) > PART):
            found += [edge, *_chapters(inside, last, words)]
        else:
            found.append(edge)
    return found


def _each_once(chosen: Sequence[Edge]) -> list[Edge]:
    """Return one edge for each place: the last, for what is above it only holds it."""
    return [*{edge.first: edge for edge in chosen}.values()]
