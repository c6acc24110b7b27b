"""Takes running heads, running feet and page numbers away, and sets footnotes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flashcards.making.reading.pdf.lines import Line

_EDGE = 3
"""Running heads are looked for in this many lines from above and from below."""
_SHARE = 0.2
_FEWEST, _ENOUGH = 3, 8
_HEAD_WORDS = 14
_PLACE = 8.0
"""Points within which two lines stand at the same place."""
_NUMBER = re.compile(
    r"[\s\[|·–—-]*(?:page|p\.?|seite)?\s*(?:\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:of|/|\|)\s*\d{1,4})?[\s\]|·.–—-]*",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"(\d{1,4})\b.*|.*\b(\d{1,4})", re.DOTALL)
SIGN = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§]+)\s*(?=[^\W\d_]|[“\"'(])")
"""The number or the star that a footnote begins with."""
_SMALL = 0.93

Key = tuple[str, bool, int]


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without what is repeated at the same place of many."""
    counts: Counter[Key] = Counter()
    for page in pages:
        counts.update({key for line, key in _edges(page)})
    enough = max(_FEWEST, min(_ENOUGH, round(len(pages) * _SHARE)))
    numbered = _numbered(pages)
    return [_kept(page, counts, enough, numbered) for page in pages]


def _numbered(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the ids of outermost lines with a number that grows from page to page."""
    offsets: dict[int, list[int]] = {}
    for page in pages:
        by_height = sorted(page, key=lambda line: line.base)
        for line in (*by_height[:1], *by_height[-1:]):
            counted = _COUNTS.fullmatch(line.text)
            if counted and len(line.text.split()) <= _HEAD_WORDS:
                number = int(counted[1] or counted[2])
                offsets.setdefault(number - line.page, []).append(id(line))
    return {line for lines in offsets.values() if len(lines) >= _FEWEST for line in lines}


def _kept(
    page: Sequence[Line], counts: Counter[Key], enough: int, numbered: set[int]
) -> list[Line]:
    gone = {id(line) for line in page if id(line) in numbered}
    for line, (words, top, place) in _edges(page):
        near = sum(counts[words, top, place + shift] for shift in (-1, 0, 1))
        if near >= enough:
            gone.add(id(line))
    left = [line for line in page if id(line) not in gone]
    by_height = sorted(left, key=lambda line: line.base)
    for line in (*by_height[:1], *by_height[-1:]):
        if len(left) > 1 and _NUMBER.fullmatch(line.text):
            gone.add(id(line))
    return [line for line in page if id(line) not in gone]


def _edges(page: Sequence[Line]) -> list[tuple[Line, Key]]:
    by_height = sorted(page, key=lambda line: -line.base)
    found = [(line, _key(line, True)) for line in by_height[:_EDGE]]
    return found + [(line, _key(line, False)) for line in by_height[_EDGE:][-_EDGE:]]


def _key(line: Line, top: bool) -> Key:
    words = re.sub(r"^\W*\d+\b|\b\d+\W*$", "#", line.text.casefold())
    return " ".join(words.split()), top, round(line.base / _PLACE)


def footnotes(page: Sequence[Line], body: float) -> set[int]:
    """Return the ids of the lines of ``page`` that are footnotes: small, below, numbered."""
    found: set[int] = set()
    columns: dict[int, list[Line]] = {}
    for line in page:
        columns.setdefault(line.column, []).append(line)
    for lines in columns.values():
        first = len(lines)
        while first and lines[first - 1].size <= _SMALL * body:
            first -= 1
        while first < len(lines) and not SIGN.match(lines[first].text):
            first += 1
        if first:
            found |= {id(line) for line in lines[first:]}
    return found


def begins_footnote(line: Line) -> bool:
    """Tell whether a line of a footnote begins the next one."""
    return bool(SIGN.match(line.text))
