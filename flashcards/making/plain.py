"""Documents and drafts as plain values, for JSON, and back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from flashcards.core.notes import NoteType
from flashcards.making.document import Block, Document, Kind, Leaf, LeftOut, Mark, Span, Style
from flashcards.making.drafting.draft import Draft

Values = dict[str, Any]


def document_values(document: Document) -> Values:
    """Return a document as plain values."""
    return {
        "title": document.title,
        "text": document.text,
        "blocks": [block_values(block) for block in document.blocks],
        "disclaimer": document.disclaimer,
        "left_out": [{**vars(left)} for left in document.left_out],
        "pages": [[leaf.start, leaf.number] for leaf in document.leaves],
    }


def document_of(values: Values) -> Document:
    """Return the document of such values."""
    text: str = values["text"]
    return Document(
        values["title"],
        text,
        tuple(block_of(each) for each in values["blocks"]),
        values["disclaimer"],
        tuple(LeftOut(**left) for left in values["left_out"]),
        leaves_of(values["pages"], len(text)),
    )


def block_values(block: Block) -> list[Any]:
    """Return ``[kind, start, end, level, marks, cells]``."""
    marks = [[mark.start, mark.end, mark.style.value] for mark in block.marks]
    cells = [[cell.start, cell.end] for cell in block.cells]
    return [block.kind.value, block.start, block.end, block.level, marks, cells]


def block_of(values: list[Any]) -> Block:
    """Return the block of such values."""
    kind, start, end, level, marks, cells = values
    return Block(
        start,
        end,
        Kind(kind),
        level,
        tuple(Mark(left, right, Style(style)) for left, right, style in marks),
        tuple(Span(left, right) for left, right in cells),
    )


def leaves_of(pages: list[list[int]], length: int) -> tuple[Leaf, ...]:
    """Return the pages of a text of ``length``: each goes to where the next one begins."""
    edges = [*(start for start, _ in pages), length]
    spans = pairwise(edges)
    return tuple(
        Leaf(start, end, number) for (start, end), (_, number) in zip(spans, pages, strict=True)
    )


def draft_values(draft: Draft) -> Values:
    """Return a draft as plain values."""
    return {**vars(draft), "type": draft.type.value, "tags": list(draft.tags)}


def draft_of(values: Values) -> Draft:
    """Return the draft of such values."""
    return Draft(**{**values, "type": NoteType(values["type"]), "tags": tuple(values["tags"])})
