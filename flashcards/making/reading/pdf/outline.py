"""The outline of a PDF: each entry brought to the place in the text where its chapter begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flashcards.making.document import Block, Kind, Outlined, Page

_LONGEST_HEADING = 200
_NUMBER = re.compile(r"^(?:(?:chapter|part|section|unit|lesson)\s+)?(?:\d+(?:\.\d+)*|[ivxlc]+)\b")
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Entry:
    """An entry as the file has it; pages are counted from 1 on, and may be wrong or missing."""

    level: int
    title: str
    page: int | None


def outlined(page: Page, entries: Sequence[Entry]) -> Page:
    """Return ``page`` with its outline: the entries whose places are found, in order.

    An entry belongs to the heading that has its words, the nearest to its page, or else to the
    first block that begins on its page. Those that go back against the others are left out.
    """
    named = [each for each in entries if _folded(each.title)]
    if not named:
        return page
    places = _Places(page)
    found = [(places.of(each), each) for each in named]
    placed = [(at, each) for at, each in found if at is not None]
    kept = _rising([at for at, _ in placed])
    outline = (Outlined(each.level, each.title, at) for at, each in map(placed.__getitem__, kept))
    return replace(page, outline=tuple(outline))


class _Places:
    """Where in a text what may be a heading stands, by its words, and where each page begins."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.starts: dict[int, int] = {}
        self.heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
        numbers = [leaf.start for leaf in page.leaves]
        for block in page.blocks:
            at = bisect_left(numbers, block.start + 1) - 1
            number = page.leaves[at].number if at >= 0 else 0
            self.starts.setdefault(number, block.start)
            for words in self._names(block):
                self.heads[words].append((number, block.start))
        self.last = max(self.starts, default=0)

    def of(self, entry: Entry) -> int | None:
        """Return where an entry belongs, or None where nothing tells."""
        heads: list[tuple[int, int]] = [*self.heads.get(_folded(entry.title), ())]
        heads = heads or [*self.heads.get(_unnumbered(entry.title), ())]
        if heads:
            wanted = entry.page or 0
            nearest = min(heads, key=lambda head: abs(head[0] - wanted))
            return nearest[1]
        if entry.page is None or entry.page > self.last:
            return None
        following = (self.starts.get(page) for page in range(entry.page, self.last + 1))
        return next((start for start in following if start is not None), None)

    def _names(self, block: Block) -> Iterator[str]:
        """Yield what an entry for a block may be called: headings with and without number."""
        short = block.end - block.start <= _LONGEST_HEADING
        if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or not short:
            return
        text = self.page.text[block.start : block.end]
        names = (
            {_folded(text), _unnumbered(text)} if block.kind is Kind.HEADING else {_folded(text)}
        )
        yield from filter(None, names)


def _folded(title: str) -> str:
    return " ".join(_LETTERS.findall(title.casefold()))


def _unnumbered(title: str) -> str:
    words = _folded(title)
    return words[found.end() :].strip() if (found := _NUMBER.match(words)) else words


def _rising(places: Sequence[int]) -> list[int]:
    """Return the indexes of the longest part of ``places`` that never goes back."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place + 1)
        before.append(ends[at - 1] if at else None)
        ends[at : at + 1] = [index]
        tails[at : at + 1] = [place]
    chain: list[int] = []
    last: int | None = ends[-1] if ends else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]
