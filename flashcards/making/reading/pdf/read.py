"""PDFs become a page of blocks that know which pages they stand on."""

from __future__ import annotations

import re

from flashcards.core.errors import Unreadable
from flashcards.making.document import Kind, Page, Style
from flashcards.making.reading.builder import Builder, Run
from flashcards.making.reading.pdf.hyphens import joined, words_of
from flashcards.making.reading.pdf.lines import Line, lines_of
from flashcards.making.reading.pdf.margins import SIGN, without_running_heads
from flashcards.making.reading.pdf.outline import outlined
from flashcards.making.reading.pdf.paragraphs import Paragraph, paragraphs
from flashcards.making.reading.pdf.pieces import Piece, sheets_of
from flashcards.making.reading.pdf.shapes import BULLET, measures, shapes

_NO_TITLE = re.compile(
    r"microsoft|untitled|\.(?:docx?|pptx?|indd|pdf|tex|odt|rtf|qxd)\b|^\W*$", re.I
)
_CONTENTS = re.compile(r"\.{4,}\s*\w{0,5}\s*$|(?:\. ){4,}\s*\w{0,5}\s*$")

_SIGNS = {Kind.ITEM: BULLET, Kind.FOOTNOTE: SIGN}


def read_pdf(data: bytes, name: str) -> Page:
    """Return the page of blocks of a PDF; raise Unreadable if no text can be taken from it."""
    sheets = sheets_of(data, name)
    lined = [
        lines_of(pieces, number) if pieces else [] for number, pieces in enumerate(sheets.pages, 1)
    ]
    pages = without_running_heads(lined)
    usual = measures(pages)
    writer = _Writer(words_of(line.text for page in pages for line in page))
    for paragraph in paragraphs(shapes(pages, usual), usual):
        writer.write(paragraph)
    if not writer.builder.blocks:
        raise Unreadable(f"“{name}” has only page numbers and running heads. Choose another file.")
    title = " ".join(sheets.title.split())
    page = writer.builder.page("" if _NO_TITLE.search(title) else title)
    return outlined(page, sheets.outline)


class _Writer:
    """The blocks so far, and the words that tell how to mend the parted ones."""

    def __init__(self, known: frozenset[str]) -> None:
        self.builder = Builder()
        self.known = known
        self.turns: list[tuple[int, int]] = []

    def write(self, paragraph: Paragraph) -> None:
        before = len(self.builder.blocks)
        self.turns = []
        if paragraph.kind is Kind.ROW:
            line = paragraph.lines[0]
            self.turns = [(0, line.page)]
            self.builder.add_row([_cell(cell) for cell in line.cells()], paragraph.level)
        elif not all(_CONTENTS.search(line.text) for line in paragraph.lines):
            run = self._run(paragraph)
            self.builder.add(paragraph.kind, run, paragraph.level)
        for block in self.builder.blocks[before:]:
            for offset, page in self.turns:
                self.builder.turn(page, block.start + offset)

    def _run(self, paragraph: Paragraph) -> Run:
        run = Run()
        skip = _sign(paragraph)
        opened: dict[Style, int] = {}
        for index, line in enumerate(paragraph.lines):
            self.turns.append((len(run.text), line.page))
            following = paragraph.lines[index + 1 : index + 2]
            parts = self._parts(line, following[0] if following else None)
            for text, styles in parts:
                text, skip = _cut(text, skip)
                self._style(run, opened, styles)
                run.add(text)
        self._style(run, opened, frozenset())
        run.marks.sort(key=lambda mark: (mark.start, mark.end))
        return run

    def _parts(self, line: Line, after: Line | None) -> list[tuple[str, frozenset[Style]]]:
        """Return the words of a line with their styles, its end mended to what comes after."""
        texts = line.parts()
        texts[0] = texts[0].lstrip()
        end, between = texts[-1].rstrip().replace("\u00ad", "-"), ""
        if after is not None:
            end, between = joined(texts[-1], after.text, self.known)
        texts[-1] = end + between
        plain = [text.replace("\u00ad", "") for text in texts]
        return [(text, piece.styles) for text, piece in zip(plain, line.pieces, strict=True)]

    def _style(self, run: Run, opened: dict[Style, int], styles: frozenset[Style]) -> None:
        """Close the styles that end here and open those that begin."""
        for style in sorted(set(opened) - styles):
            run.mark(opened.pop(style), style)
        for style in styles - set(opened):
            opened[style] = len(run.text)


def _sign(paragraph: Paragraph) -> int:
    """Return how many letters the bullet of an item or the number of a footnote takes."""
    pattern = _SIGNS.get(paragraph.kind)
    found = pattern.match(paragraph.lines[0].text) if pattern else None
    return found.end() if found else 0


def _cut(text: str, skip: int) -> tuple[str, int]:
    """Return ``text`` without its first ``skip`` letters, and how many are still to be cut."""
    return text[skip:], max(0, skip - len(text))


def _cell(pieces: tuple[Piece, ...]) -> Run:
    run = Run()
    for piece in pieces:
        run.add(" ")
        at = len(run.text)
        run.add(piece.text.replace("\u00ad", "-"))
        for style in sorted(piece.styles):
            run.mark(at, style)
    return run
