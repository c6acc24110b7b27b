"""A document as one line with straight marks: a quote is found in it however it is set."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flashcards.making.concepts.outline import heading_of
from flashcards.making.concepts.sentences import sentences
from flashcards.making.document import Document, Kind, Span

_WORD = re.compile(r"\S+")
_STRAIGHT = str.maketrans("’‘‛´`“”„«»–—‐‑−\u00ad", "'''''\"\"\"\"\"------")


@dataclass(frozen=True)
class Unit(Span):
    """A sentence, an item or a heading of a document, and how it reads as one line."""

    line: str
    is_heading: bool = False


class Text:
    """The text of a document with its sentences and headings."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts: list[int] = []
        self._places: list[int] = []
        words, place = [], 0
        for found in _WORD.finditer(document.text):
            word = found[0]
            words.append(word)
            self._starts.append(found.start())
            self._places.append(place)
            place += len(word) + 1
        self.line = " ".join(words).translate(_STRAIGHT)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return what the document says, sentence by sentence."""
        return tuple(self._units())

    @cached_property
    def lines(self) -> frozenset[str]:
        """Return the sentences as lines."""
        return frozenset(unit.line for unit in self.units)

    def find(self, words: str, most: int = 300) -> list[Span]:
        """Return where ``words`` stand in the text, whole words only, at most so many places."""
        wanted = one_line(words)
        found: list[Span] = []
        at = self.line.find(wanted) if wanted else -1
        while at >= 0 and len(found) < most:
            end = at + len(wanted)
            if not _cuts(self.line, at) and not _cuts(self.line, end):
                found.append(Span(self._offset(at), self._offset(end - 1) + 1))
            at = self.line.find(wanted, at + 1)
        return found

    def around(self, span: Span, reach: int = 60) -> tuple[str, str]:
        """Return so many letters, as one line, before and after a stretch of the text."""
        text = self.document.text
        before = one_line(text[max(0, span.start - 2 * reach) : span.start])
        after = one_line(text[span.end : span.end + 2 * reach])
        return before[-reach:], after[:reach]

    def section(self, offset: int) -> str:
        """Return the heading that a place in the text stands under."""
        at = bisect_right(self._headings, offset, key=lambda heading: heading.start)
        return self._headings[at - 1].line if at else ""

    def over(self, start: int, end: int) -> range:
        """Return the numbers of the units that a stretch of the text touches."""
        first = bisect_right(self.units, start, key=lambda unit: unit.start) - 1
        first = max(first, 0)
        if first < len(self.units) and self.units[first].end <= start:
            first += 1
        last = first
        while last < len(self.units) and self.units[last].start < end:
            last += 1
        return range(first, last)

    @cached_property
    def _headings(self) -> tuple[Unit, ...]:
        text = self.document.text
        return tuple(
            Unit(block.start, block.end, heading_of(text, block))
            for block in self.document.blocks
            if block.kind is Kind.HEADING
        )

    def _units(self) -> Iterator[Unit]:
        text = self.document.text
        for block in self.document.blocks:
            for each in sentences(text, block):
                line = one_line(text[each.start : each.end])
                yield Unit(each.start, each.end, line, block.kind is Kind.HEADING)

    def _offset(self, place: int) -> int:
        word = bisect_right(self._places, place) - 1
        return self._starts[word] + place - self._places[word]


def one_line(words: str) -> str:
    """Return ``words`` with single spaces and straight marks."""
    return " ".join(words.split()).translate(_STRAIGHT)


def _cuts(line: str, at: int) -> bool:
    """Tell whether a word goes on over this place."""
    return 0 < at < len(line) and line[at - 1].isalnum() and line[at].isalnum()
