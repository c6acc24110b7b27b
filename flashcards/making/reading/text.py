"""Plain text becomes a page of blocks: headings, lists and paragraphs told by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flashcards.making.document import Block, Kind, Page, Span

_LONG_LINE = 120
"""A line longer than this was never wrapped by hand, so every line is a block of its own."""

_ITEM = re.compile(r"[ \t]*(?:[-*•‣▪●◦–+]|\(?(?:\d{1,2}|[a-z])[.)])[ \t]+(?=\S)")
_NUMBERED = re.compile(
    r"(?:(?:chapter|part|section|unit|module)\s+)?((?:\d+\.)*\d+)[.):]?\s+\S", re.I
)
_RULE = re.compile(r"[=\-~_*#]{3,}")
_HASHES = re.compile(r"(#{1,6})[ \t]+")
_HEADING_WORDS = 12
_QUESTION_WORDS = 25
_SHORT_LINE = 60


@dataclass(frozen=True)
class _Line(Span):
    words: str


def read_text_file(text: str) -> Page:
    """Return the page of a plain text; its blocks are stretches of that very text."""
    paragraphs = list(_paragraphs(text))
    wrapped = all(len(line.words) <= _LONG_LINE for lines in paragraphs for line in lines)
    blocks: list[Block] = []
    for lines in paragraphs:
        blocks += _blocks(lines, wrapped)
    return Page("", text, tuple(_titled(text, blocks)))


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words[0])
            lines.append(_Line(start, start + len(words), words))
        elif lines:
            yield lines
            lines = []
        at += len(raw) + 1
    if lines:
        yield lines


def _blocks(lines: list[_Line], wrapped: bool) -> Iterator[Block]:
    lines = [line for line in lines if not _RULE.fullmatch(line.words)]
    if len(lines) > 1 and all("\t" in line.words for line in lines):
        yield from (_row(line) for line in lines)
        return
    group: list[_Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if _begins_block(line, group, wrapped):
            yield from _closed(group)
            group = []
        group.append(line)
        if _is_heading_line(line, following, group, len(lines) == 1):
            yield _heading(line)
            group = []
    yield from _closed(group)


def _begins_block(line: _Line, group: list[_Line], wrapped: bool) -> bool:
    return not wrapped or bool(_ITEM.match(line.words)) or bool(_HASHES.match(line.words))


def _is_heading_line(line: _Line, following: _Line | None, group: list[_Line], alone: bool) -> bool:
    if len(group) != 1 or not looks_like_heading(line.words):
        return False
    if not alone and _ITEM.match(line.words):
        return False
    if following is None:
        return True
    if line.words.endswith("?") or _HASHES.match(line.words):
        return True
    return len(line.words) <= _SHORT_LINE and len(following.words) > len(line.words) + 15


def looks_like_heading(words: str) -> bool:
    """Tell whether a line that stands alone reads like a heading."""
    count = len(words.split())
    if _HASHES.match(words):
        return count <= _QUESTION_WORDS
    if _ITEM.match(words) and not _NUMBERED.match(words):
        return False
    if words.endswith("?"):
        return count <= _QUESTION_WORDS and words.count(".") == 0
    if count > _HEADING_WORDS or words.endswith((".", "!", ":", ";", ",", "…")):
        return False
    return words[0].isupper() or words[0].isdigit() or words[0] in "“\"'‘("


def _heading(line: _Line) -> Block:
    hashes = _HASHES.match(line.words)
    if hashes:
        return Block(line.start + hashes.end(), line.end, Kind.HEADING, len(hashes[1]))
    numbered = _NUMBERED.match(line.words)
    level = 2 + (numbered[1].count(".") if numbered else 0)
    return Block(line.start, line.end, Kind.HEADING, min(6, level))


def _closed(group: list[_Line]) -> Iterator[Block]:
    if not group:
        return
    first = group[0]
    item = _ITEM.match(first.words)
    if item:
        yield Block(first.start + item.end(), group[-1].end, Kind.ITEM, 1)
    else:
        yield Block(first.start, group[-1].end, Kind.PARAGRAPH)


def _row(line: _Line) -> Block:
    cells = []
    at = line.start
    for piece in line.words.split("\t"):
        inner = piece.strip()
        start = at + (piece.index(inner[0]) if inner else 0)
        cells.append(Span(start, start + len(inner)))
        at += len(piece) + 1
    return Block(line.start, line.end, Kind.ROW, 1, (), tuple(cells))


def _titled(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Give the first heading, if the text begins with it, the first level."""
    for index, block in enumerate(blocks):
        if index == 0 and block.kind is Kind.HEADING and not text[: block.end].endswith("?"):
            yield Block(block.start, block.end, Kind.HEADING, 1)
        else:
            yield block
