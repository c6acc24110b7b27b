"""Lets the guard look at what was read, and says what it saw as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flashcards.core.errors import Unreadable
from flashcards.making.checking.guard.look import look
from flashcards.making.checking.guard.redact import redact
from flashcards.making.checking.guard.report import Report, Sighting
from flashcards.making.document import Document, Kind
from flashcards.making.reading.decode import decode
from flashcards.making.reading.formats import Format, format_of

MOST_SHOWN = 30
"""A page shows no more stretches than this; the redacted text has them all."""
_AROUND = 60
_TELLING = 200
"""A longer stretch, such as a whole conversation, is shown only where there is nothing else."""
_MARKUP = "</"


def seen(document: Document, data: bytes, name: str, redacted: bool) -> dict[str, Any] | None:
    """Return what the guard saw, and the text without it; None where it lets the document pass.

    It looks at a text file as it is, for lines tell much, and else at all that would be kept. A
    text that was redacted passes when nothing is left in it that could tell who the person is.
    """
    raw = _raw(data, name)
    text = raw or f"{document.title}\n\n{document.text}"
    report = look(text)
    if not report.stops or (redacted and not any(each.identifies for each in report.sightings)):
        return None
    words = raw or as_markdown(document)
    found = report if words is text else look(words)
    return {
        "advice": report.advice,
        "stretches": [_stretch(text, each) for each in _shown(report)],
        "redacted": redact(words, found.sightings),
    }


def as_markdown(document: Document) -> str:
    """Return a document as Markdown that is read as the same document again, left-outs apart."""
    return "\n".join(_lines(document))


def _raw(data: bytes, name: str) -> str | None:
    """Return the text of a file that is nothing but text."""
    try:
        text = decode(data, name) if format_of(data, name) is Format.TEXT else _MARKUP
    except Unreadable:
        return None
    return None if _MARKUP in text else text


def _lines(document: Document) -> Iterator[str]:
    text = document.text
    if not any(block.kind is Kind.HEADING and block.level == 1 for block in document.blocks):
        yield f"# {document.title}"
        yield ""
    for block in document.blocks:
        words = " ".join(text[block.start : block.end].split())
        if block.kind is Kind.HEADING:
            words = f"{'#' * block.level} {words}"
        elif block.kind is Kind.ITEM:
            words = f"{'  ' * (block.level - 1)}- {words}"
        yield words
        yield ""


def _shown(report: Report) -> list[Sighting]:
    """Return the stretches to show, the weightiest, in the order of the text, each word once."""
    apart: dict[str, Sighting] = {}
    end = 0
    telling = [each for each in report.sightings if each.end - each.start <= _TELLING]
    for sighting in sorted(telling or report.sightings, key=lambda each: (each.start, -each.end)):
        if sighting.start >= end:
            apart.setdefault(sighting.excerpt, sighting)
            end = sighting.end
    weighty = sorted(apart.values(), key=lambda sighting: -sighting.weight)[:MOST_SHOWN]
    return sorted(weighty, key=lambda sighting: sighting.start)


def _stretch(text: str, sighting: Sighting) -> list[str]:
    """Return the words before, those seen, the words after, and what they may be."""
    start, end = sighting.start, min(sighting.end, sighting.start + 4 * _AROUND)
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    return [
        before.rpartition("\n")[2].lstrip() if len(before) < _AROUND else _from_word(before),
        text[start:end],
        after.partition("\n")[0].rstrip() if len(after) < _AROUND else _to_word(after),
        sighting.kind,
    ]


def _from_word(words: str) -> str:
    return "… " + words.partition(" ")[2]


def _to_word(words: str) -> str:
    return words.rpartition(" ")[0] + " …"
