"""Runs the worker on a PDF and returns the pieces of text that it found, page by page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flashcards.core.errors import Unreadable
from flashcards.making.document import Style
from flashcards.making.reading.archive import damaged
from flashcards.making.reading.pdf.outline import Entry

LONGEST = 150
"""Seconds after which a PDF is given up; an ordinary one takes some milliseconds a page."""

_BOLD, _ITALIC = 1, 2
_WORKER = Path(__file__).with_name("worker.py")
_CUT = "Cut it into parts, a chapter each, and add them one by one."
_ERRORS = {
    "locked": "is protected by a password. Open it with the password, print or save it as a new"
    " PDF without one, and add that.",
    "pages": f"has more than 2,000 pages. {_CUT}",
    "letters": f"is too long. {_CUT}",
}
_SCANNED = (
    "is a scan: its pages are pictures without text. Run text recognition (OCR) on it first, for"
    " example with your scanner's program or with OCRmyPDF, and add the new file."
)
_GARBLED = (
    "stores its letters in a way that only shows them and does not say which they are. Run text"
    " recognition (OCR) on it first and add the new file."
)


@dataclass(frozen=True)
class Piece:
    """Letters of one look on one line; places are in points, upwards and to the right."""

    left: float
    base: float
    right: float
    size: float
    styles: frozenset[Style]
    text: str


@dataclass(frozen=True)
class Sheets:
    """The pieces of each page in the order of the file, its title and its outline."""

    title: str
    outline: tuple[Entry, ...]
    pages: tuple[tuple[Piece, ...], ...]


def sheets_of(data: bytes, name: str) -> Sheets:
    """Return the pieces of a PDF; raise Unreadable if it is locked, damaged or a scan."""
    found = list(_answers(data, name))
    error = next((answer["error"] for answer in found if "error" in answer), None)
    if error in _ERRORS:
        raise Unreadable(f"“{name}” {_ERRORS[error]}")
    if error is not None or not found or "end" not in found[-1]:
        raise damaged(name)
    pages = found[1:-1]
    told = _bold_tells(pages)
    outline = tuple(Entry(*each) for each in found[0]["outline"])
    title = found[0]["title"]
    sheets = Sheets(title, outline, tuple(_pieces(page["pieces"], told) for page in pages))
    letters = "".join(piece.text for page in sheets.pages for piece in page)
    if not letters.strip():
        scan = any(page["pictures"] for page in pages)
        raise Unreadable(f"“{name}” {_SCANNED if scan else 'has no text in it. Choose another.'}")
    if letters.count("\ufffd") > len(letters) / 5:
        raise Unreadable(f"“{name}” {_GARBLED}")
    return sheets


def _answers(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-I", str(_WORKER)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"“{name}” takes too long to read. Print it as a new PDF, or cut it into parts,"
            " and add that."
        ) from error
    except OSError as error:
        raise Unreadable(
            f"“{name}” is a PDF, and this installation cannot start what reads them."
            " Copy its text and paste it instead."
        ) from error
    for line in done.stdout.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            return


def _bold_tells(pages: list[dict[str, Any]]) -> bool:
    """Tell whether bold marks something: where most of the text is bold, it marks nothing."""
    pieces = [piece for page in pages for piece in page["pieces"]]
    bold = sum(len(piece[6]) for piece in pieces if piece[4] & _BOLD)
    return bold <= sum(len(piece[6]) for piece in pieces) / 2


def _pieces(page: list[list[Any]], told: bool) -> tuple[Piece, ...]:
    return tuple(
        Piece(left, base, right, max(1.0, size), _styles(style, told), text)
        for left, base, right, size, style, upright, text in page
        if upright and text.strip()
    )


def _styles(bits: int, told: bool) -> frozenset[Style]:
    pairs = ((_BOLD if told else 0, Style.BOLD), (_ITALIC, Style.ITALIC))
    return frozenset(style for bit, style in pairs if bits & bit)
