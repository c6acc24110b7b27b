"""What was read: a text, its blocks with offsets, and what was left out of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    TERM = "term"
    DEFINITION = "definition"
    QUOTE = "quote"
    CAPTION = "caption"
    CODE = "code"
    MENU = "menu"
    FOOTNOTE = "footnote"


class Style(StrEnum):
    """How a stretch of text is emphasised."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"


@dataclass(frozen=True)
class Span:
    """A stretch of the document's text, ``start`` to ``end``."""

    start: int
    end: int


@dataclass(frozen=True)
class Mark(Span):
    """An emphasised stretch of the document's text."""

    style: Style = Style.BOLD


@dataclass(frozen=True)
class Block(Span):
    """A heading, a paragraph, a list item…

    ``level`` is 1 to 6 for headings, the depth from 1 on for list items, and 0 for the row that
    heads a table.
    """

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    marks: tuple[Mark, ...] = ()
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Leaf(Span):
    """A stretch of the document's text that stands on page (or slide) ``number``, from 1 on."""

    number: int = 1


@dataclass(frozen=True)
class Outlined:
    """An entry of a file's outline: how deep it is, from 0 on, and where in the text it leads."""

    level: int
    title: str
    start: int


@dataclass(frozen=True)
class Page:
    """A text as a reader found it, before anything was left out.

    ``leaves`` are the pages of a PDF or the slides of a presentation, in the order of the text;
    so are the entries of the outline of a PDF.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    leaves: tuple[Leaf, ...] = ()
    outline: tuple[Outlined, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A stretch of what was given that makes no cards, and why, in the learner's words.

    It stands in the document's text from ``start`` to ``end``; a long one is quoted in part.
    """

    quote: str
    why: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Document:
    """A text to make cards from; ``blocks`` are what is worth studying, in order."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    disclaimer: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    outline: tuple[Outlined, ...] = ()
    """What the file says of its chapters: it parts it into chapters, and is not kept after that."""

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page or slide that ``offset`` stands on, if there are any."""
        at = bisect_right(self.leaves, offset, key=lambda leaf: leaf.start)
        return self.leaves[at - 1].number if at else None
