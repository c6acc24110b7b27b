"""Presentations (PPTX) become a page of blocks: titles, points, tables and speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from flashcards.core.errors import Unreadable
from flashcards.making.document import Kind, Page, Style
from flashcards.making.reading.archive import Archive, damaged
from flashcards.making.reading.builder import Builder, Run

MOST_SLIDES = 2_000
_DEEPEST = 30
_TITLES = {1, 3}
"""PowerPoint's numbers of the placeholders TITLE and CENTER_TITLE."""
_POINTS = {2, 7, 19}
"""BODY, OBJECT and the vertical body: their paragraphs have bullets unless they say no."""
_NEVER = {13, 14, 15, 16}
"""SLIDE_NUMBER, HEADER, FOOTER and DATE."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_pptx(data: bytes, name: str) -> Page:
    """Return the page of a presentation; raise Unreadable if it is damaged or hostile."""
    Archive.opened(data, name).check_markup()
    from pptx import Presentation

    deck = _Deck(Builder())
    try:
        slides = Presentation(io.BytesIO(data)).slides
        if len(slides) <= MOST_SLIDES:
            for number, slide in enumerate(slides, 1):
                deck.slide(slide, number)
    except Exception as error:
        raise damaged(name) from error
    if len(slides) > MOST_SLIDES:
        raise Unreadable(f"“{name}” has more than {MOST_SLIDES} slides. Cut it into parts.")
    if not deck.builder.blocks:
        raise Unreadable(
            f"“{name}” has no text on its slides, only pictures."
            " Write or paste the text that you want to study."
        )
    return deck.builder.page("")


class _Deck:
    """A presentation being read; a title is not repeated while it stays the same."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.title = ""

    def slide(self, slide: Any, number: int) -> None:
        before, at = len(self.builder.blocks), self.builder.length
        shapes = list(_flat(slide.shapes, 0))
        shapes.sort(key=lambda shape: _placeholder(shape) not in _TITLES)
        for shape in shapes:
            self._shape(shape, number)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                self.builder.add(Kind.PARAGRAPH, _run(paragraph))
        if len(self.builder.blocks) > before:
            self.builder.turn(number, self.builder.blocks[before].start if at else 0)

    def _shape(self, shape: Any, number: int) -> None:
        kind = _placeholder(shape)
        if kind in _NEVER:
            return
        if getattr(shape, "has_table", False) and shape.has_table:
            self._table(shape.table)
        elif shape.has_text_frame and kind in _TITLES:
            self._title(shape.text_frame, number)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                self._paragraph(paragraph, kind)

    def _title(self, frame: Any, number: int) -> None:
        run = Run()
        for paragraph in frame.paragraphs:
            run.add(" " + _run(paragraph).text)
        words = run.text.strip()
        if words and words.casefold() != self.title:
            self.builder.add(Kind.HEADING, run, 1 if number == 1 else 2)
            self.title = words.casefold()

    def _paragraph(self, paragraph: Any, kind: int | None) -> None:
        if _has_bullet(paragraph, kind):
            self.builder.add(Kind.ITEM, _run(paragraph), min(6, paragraph.level + 1))
        else:
            self.builder.add(Kind.PARAGRAPH, _run(paragraph))

    def _table(self, table: Any) -> None:
        for index, row in enumerate(table.rows):
            cells = [_cell(cell) for cell in row.cells]
            self.builder.add_row(cells, 0 if index == 0 and table.first_row else 1)


def _flat(shapes: Iterable[Any], depth: int) -> Iterator[Any]:
    """Return all shapes, those in groups too."""
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < _DEEPEST:
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _placeholder(shape: Any) -> int | None:
    return int(shape.placeholder_format.type) if shape.is_placeholder else None


def _has_bullet(paragraph: Any, kind: int | None) -> bool:
    settings = paragraph._p.find(f"{_DRAWING}pPr")
    if settings is not None:
        if settings.find(f"{_DRAWING}buNone") is not None:
            return False
        if any(settings.find(_DRAWING + name) is not None for name in ("buChar", "buAutoNum")):
            return True
    return kind in _POINTS


def _cell(cell: Any) -> Run:
    run = Run()
    for paragraph in cell.text_frame.paragraphs:
        run.add(" ")
        _add(run, paragraph)
    return run


def _run(paragraph: Any) -> Run:
    run = Run()
    _add(run, paragraph)
    return run


def _add(run: Run, paragraph: Any) -> None:
    """Append the words of a paragraph with their emphasis; a line break becomes a space."""
    for element in paragraph._p:
        if element.tag == f"{_DRAWING}br":
            run.add(" ")
            continue
        text = element.find(f"{_DRAWING}t")
        if text is None or not text.text:
            continue
        at = len(run.text)
        run.add(text.text)
        settings = element.find(f"{_DRAWING}rPr")
        for attribute, style in (("b", Style.BOLD), ("i", Style.ITALIC)):
            if settings is not None and settings.get(attribute) in ("1", "true"):
                run.mark(at, style)
