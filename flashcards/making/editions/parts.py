"""The parts of a new edition that have something new in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flashcards.making.document import Block, Document, Kind, Span


@dataclass(frozen=True)
class Parts:
    """What is new: sentences that came into a section, and sections to be read as a whole."""

    loose: tuple[Block, ...]
    whole: tuple[Block, ...]


def new_parts(document: Document, added: Iterable[Span]) -> Parts:
    """Return the ``added`` sentences as blocks, without the headings that others stand under.

    A section that is all new stays whole, and so does one whose list or table has something new
    in it: their parts tell little alone.
    """
    spans = sorted(added, key=lambda span: span.start)
    starts = [span.start for span in spans]
    loose: list[Block] = []
    whole: list[Block] = []
    for section in _sections(document.blocks):
        bodies = [block for block in section if block.kind is not Kind.HEADING]
        touched = [block for block in bodies if _touches(starts, block)]
        left = [each for block in touched for each in _left(document.text, block, spans, starts)]
        if touched and (left == bodies or any(not _is_prose(block) for block in touched)):
            whole += section
        else:
            loose += left
    return Parts(tuple(loose), tuple(whole))


def _is_prose(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks in runs, each from one heading up to the next."""
    found: list[list[Block]] = []
    for block in blocks:
        if block.kind is Kind.HEADING or not found:
            found.append([])
        found[-1].append(block)
    return found


def _touches(starts: Sequence[int], block: Block) -> bool:
    at = bisect_left(starts, block.start)
    return at < len(starts) and starts[at] < block.end


def _left(text: str, block: Block, spans: Sequence[Span], starts: Sequence[int]) -> Iterator[Block]:
    """Yield what is left of a paragraph; sentences that follow each other stay together."""
    first, end = bisect_left(starts, block.start), bisect_left(starts, block.end)
    runs: list[list[int]] = []
    for span in spans[first:end]:
        if runs and not text[runs[-1][1] : span.start].strip():
            runs[-1][1] = span.end
        else:
            runs.append([span.start, span.end])
    for start, stop in runs:
        marks = tuple(m for m in block.marks if start <= m.start and m.end <= stop)
        is_all = (start, stop) == (block.start, block.end)
        yield block if is_all else replace(block, start=start, end=stop, marks=marks, cells=())
