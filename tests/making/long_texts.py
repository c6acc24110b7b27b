"""Writes books of any length out of a few hundred words of our own, as a PDF or an e-book."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.making.reading.packed_files import epub
from tests.making.reading.pdf_files import BOLD, Entry, Sheet, pdf

_QUALITIES = (
    "reflective",
    "quiet",
    "guarded",
    "mutual",
    "tentative",
    "borrowed",
    "steady",
    "shared",
    "hidden",
    "slow",
    "divided",
    "open",
    "narrow",
    "delayed",
    "inner",
    "rigid",
    "playful",
    "anxious",
    "hopeful",
    "distant",
    "early",
    "bodily",
    "moral",
    "social",
    "verbal",
)
_THINGS = (
    "attunement",
    "rupture",
    "pacing",
    "alliance",
    "withdrawal",
    "curiosity",
    "holding",
    "mirroring",
    "doubt",
    "resolve",
    "distance",
    "warmth",
    "silence",
    "framing",
    "grief",
    "trust",
    "patience",
    "naming",
    "avoidance",
    "repair",
)
_KINDS = ("way of listening", "state of mind", "pattern of speech", "phase of the work", "habit")
_WHO = ("the therapist", "the client", "the group", "a parent", "the supervisor")
_DOES = (
    "follows the pace of the other",
    "puts a feeling into words before it grows",
    "keeps a promise that was made early",
    "turns away from what hurts",
    "waits until a question has settled",
    "returns to a story that was left unfinished",
    "notices the first sign of strain",
)
_FILLERS = (
    "Most of this happens within the first few minutes, and few can say later when it began.",
    "In practice the line is not sharp, and colleagues who watch the same hour draw it elsewhere.",
    "Writing it down on the same day helps, for the memory of an hour changes within a week.",
    "It takes time, and nobody learns it from books alone.",
    "Some of it can be heard in the voice long before it is said.",
)


@dataclass(frozen=True)
class Chapter:
    """A title, and sections of a heading with paragraphs under it."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def book(words: int, chapters: int) -> tuple[Chapter, ...]:
    """Return a book of about so many words; every term is defined once."""
    terms = iter(product(_THINGS, _QUALITIES))
    return tuple(_chapter(number, words // chapters, terms) for number in range(1, chapters + 1))


def as_epub(chapters: tuple[Chapter, ...]) -> bytes:
    """Return the book as an e-book, a file a chapter."""
    return epub({chapter.title: _html(chapter) for chapter in chapters})


def first_pages(chapters: tuple[Chapter, ...], rows: int = 46) -> list[int]:
    """Return the number, from 0 on, of the page of the PDF that each chapter begins on."""
    pages = [0]
    for chapter in chapters:
        pages.append(pages[-1] + math.ceil(len(list(_lines(chapter))) / rows))
    return pages[:-1]


def as_pdf(chapters: tuple[Chapter, ...], rows: int = 46, outline: tuple[Entry, ...] = ()) -> bytes:
    """Return the book as a PDF, so many lines a page, with running heads and page numbers."""
    sheets: list[Sheet] = []
    for chapter in chapters:
        lines = list(_lines(chapter))
        for first in range(0, len(lines), rows):
            sheet = Sheet().write(72, 760, "On Rapport", 8)
            sheet.write(300, 30, str(len(sheets) + 1), 8)
            for index, (text, size, font) in enumerate(lines[first : first + rows]):
                if text:
                    sheet.write(72, 720 - 14.5 * index, text, size, font)
            sheets.append(sheet)
    return pdf(sheets, outline=outline)


def _chapter(number: int, words: int, terms: Iterator[tuple[str, str]]) -> Chapter:
    sections: list[tuple[str, tuple[str, ...]]] = []
    so_far = 0
    while so_far < words:
        thing, quality = next(terms, ("practice", "further"))
        paragraphs = tuple(_paragraphs(number * 31 + len(sections), f"{quality} {thing}"))
        sections.append((f"{quality.capitalize()} {thing}", paragraphs))
        so_far += sum(len(paragraph.split()) for paragraph in paragraphs)
    return Chapter(f"Part {number} of the work", tuple(sections))


def _paragraphs(seed: int, term: str) -> Iterator[str]:
    kind, who, does = (words[seed % len(words)] for words in (_KINDS, _WHO, _DOES))
    other = _DOES[(seed + 3) % len(_DOES)]
    yield (
        f"{term.capitalize()} is a {kind} in which {who} {does}."
        f" {' '.join(_FILLERS[(seed + step) % 5] for step in range(2))}"
    )
    for step in range(9):
        yield " ".join(
            (
                f"When {_WHO[(seed + step) % 5]} {other}, the hour changes its course.",
                *(_FILLERS[(seed + step + more) % 5] for more in range(4)),
            )
        )


def _html(chapter: Chapter) -> str:
    sections = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        for heading, paragraphs in chapter.sections
    )
    return f"<h1>{chapter.title}</h1>{sections}"


def _lines(chapter: Chapter) -> Iterator[tuple[str, float, str]]:
    yield chapter.title, 18, BOLD
    yield "", 10, BOLD
    for heading, paragraphs in chapter.sections:
        yield heading, 13, BOLD
        for paragraph in paragraphs:
            for line in textwrap.wrap(paragraph, 88):
                yield line, 10, "F1"
            yield "", 10, "F1"
