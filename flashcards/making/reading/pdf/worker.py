"""A process of its own that takes the text out of a PDF, for PDFium may hang, crash or swell.

Run as a script: the PDF comes in on standard input, JSON goes out, a line a page. It imports
nothing of the program, so that it starts quickly.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

MOST_PAGES = 2_000
MOST_ENTRIES = 5_000
DEEPEST = 12
MOST_LETTERS = 5_000_000
MOST_PIECES = 500_000
MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 120
Look = tuple[float, int, bool]
"""Size in points, style, and whether it stands upright."""
_BOLD, _ITALIC = 1, 2
_GAP = 0.9
"""A gap of this many letter heights parts two pieces of a line."""
_WEIGHT = 600
_ITALIC_FLAG = 1 << 6
_BREAKS, _SPACES = frozenset((10, 13)), frozenset((9, 32, 0xA0))
_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad", 0xAD: "\u00ad"}


def main() -> None:
    """Read a PDF from standard input and write what stands in it."""
    _limit()
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        _say({"error": "locked" if locked else "damaged"})
        return
    if count > MOST_PAGES:
        _say({"error": "pages"})
        return
    outline = list(islice(_outline(document), MOST_ENTRIES))
    _say({"pages": count, "title": _title(document), "outline": outline})
    letters = pieces = 0
    for index in range(count):
        found = _page(document, index)
        letters += sum(len(piece[6]) for piece in found["pieces"])
        pieces += len(found["pieces"])
        if letters > MOST_LETTERS or pieces > MOST_PIECES:
            _say({"error": "letters"})
            return
        _say(found)
    _say({"end": True})


def _limit() -> None:
    """Bound memory and time, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


def _title(document: Any) -> str:
    try:
        return str(document.get_metadata_value("Title"))[:300]
    except (pdfium.PdfiumError, ValueError):
        return ""


def _outline(document: Any) -> Iterator[list[Any]]:
    """Yield ``[level, title, page from 1 on or None]`` for each entry that is not broken."""
    try:
        for entry in document.get_toc(max_depth=DEEPEST):
            try:
                destination = entry.get_dest()
                index = destination.get_index() if destination else None
                words = " ".join(_shown(entry.get_title()).split())
            except (pdfium.PdfiumError, ValueError, OSError):
                continue
            yield [entry.level, words[:300], None if index is None else index + 1]
    except (pdfium.PdfiumError, ValueError, OSError, RecursionError):
        return


def _shown(title: str) -> str:
    """Return a title without what cannot be shown, or kept."""
    return "".join(
        letter if letter.isprintable() or letter.isspace() else ""
        for letter in title
        if not 0xD800 <= ord(letter) <= 0xDFFF
    )


def _page(document: Any, index: int) -> dict[str, Any]:
    try:
        page = document[index]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        return {"pieces": [], "pictures": 0}
    pieces = list(_Reading(text).pieces())
    found = {"pieces": pieces, "pictures": 0 if pieces else _pictures(page)}
    text.close()
    page.close()
    return found


def _pictures(page: Any) -> int:
    kinds = (raw.FPDF_PAGEOBJ_IMAGE,)
    return sum(1 for _ in page.get_objects(filter=kinds, max_depth=3))


class _Reading:
    """The letters of one page, gathered to pieces of a line that look alike.

    The page is turned until most of its letters stand upright; only distances count.
    """

    def __init__(self, text: Any) -> None:
        self.handle = text.raw
        self.count = max(0, raw.FPDFText_CountChars(self.handle))
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box = raw.FS_RECTF()
        self.matrix = raw.FS_MATRIX()
        self.name = ctypes.create_string_buffer(200)
        self.flags = ctypes.c_int()
        self.piece: list[Any] = []
        self.letters: list[str] = []
        self.looks: dict[int, Look] = {}
        step = max(1, self.count // 100)
        turns = Counter(self._turn(index) for index in range(0, self.count, step))
        self.turn = turns.most_common(1)[0][0] if turns else 0

    def pieces(self) -> Iterator[list[Any]]:
        """Return ``[left, baseline, right, size, style, upright, text]`` for each piece."""
        word: list[tuple[int, int]] = []
        for index in range(self.count):
            code = raw.FPDFText_GetUnicode(self.handle, index)
            if code not in _BREAKS and code not in _SPACES:
                word.append((index, code))
                continue
            yield from self._word(word)
            word = []
            if code in _BREAKS:
                yield from self._close()
            elif self.letters and self.letters[-1] != " ":
                self.letters.append(" ")
        yield from self._word(word)
        yield from self._close()

    def _close(self) -> Iterator[list[Any]]:
        if self.letters:
            yield [*self.piece, "".join(self.letters)]
        self.letters = []

    def _word(self, word: list[tuple[int, int]]) -> Iterator[list[Any]]:
        """Add a word to the piece; it is looked at letter by letter only if its look changes."""
        if len(word) > 2 and not self._is_even(word[0][0], word[-1][0]):
            for letter in word:
                yield from self._word([letter])
        elif word:
            yield from self._add(word)

    def _is_even(self, first: int, last: int) -> bool:
        """Tell whether a word was written in one stroke, or at least looks like it."""
        if self._stroke(first) == self._stroke(last):
            return True
        (left, base, _), (_, end, right) = self._place(first), self._place(last)
        look = self._look(first)
        short = right - left < 2 * look[0] * (last - first + 1)
        return short and abs(base - end) < 0.1 and look == self._look(last)

    def _add(self, word: list[tuple[int, int]]) -> Iterator[list[Any]]:
        left, base, right = self._place(word[0][0])
        look = self._look(word[0][0])
        if len(word) > 1:
            right = max(right, self._place(word[-1][0])[2])
        if self.letters and not _continues(self.piece, left, base, look):
            yield from self._close()
        if not self.letters:
            self.piece = [left, base, right, *look]
        self.piece[2] = max(self.piece[2], right)
        self.letters += [_HYPHENS.get(code) or _letter(code) for _, code in word]

    def _stroke(self, index: int) -> int:
        """Return what stands for the object of the page that a letter belongs to, 0 for none."""
        found = raw.FPDFText_GetTextObject(self.handle, index)
        return ctypes.addressof(found.contents) if found else 0

    def _look(self, index: int) -> Look:
        stroke = self._stroke(index)
        if stroke == 0 or stroke not in self.looks:
            self.looks[stroke] = self._looked(index)
        return self.looks[stroke]

    def _turn(self, index: int) -> int:
        """Return by how many quarters, against the clock, a letter is turned."""
        if not raw.FPDFText_GetMatrix(self.handle, index, self.matrix):
            return 0
        return round(math.atan2(self.matrix.b, self.matrix.a) / (math.pi / 2)) % 4

    def _place(self, index: int) -> tuple[float, float, float]:
        """Return left, baseline and right of a letter."""
        raw.FPDFText_GetCharOrigin(self.handle, index, self.x, self.y)
        raw.FPDFText_GetLooseCharBox(self.handle, index, self.box)
        x, y, box = self.x.value, self.y.value, self.box
        if self.turn == 1:
            return y, -x, max(box.top, box.bottom)
        if self.turn == 2:
            return -x, -y, -min(box.left, box.right)
        if self.turn == 3:
            return -y, x, -min(box.top, box.bottom)
        return x, y, box.right

    def _looked(self, index: int) -> Look:
        """Return size in points, style, and whether the letter stands upright."""
        upright = self._turn(index) == self.turn
        size = raw.FPDFText_GetFontSize(self.handle, index)
        size *= math.hypot(self.matrix.c, self.matrix.d) or 1.0
        raw.FPDFText_GetFontInfo(self.handle, index, self.name, 200, self.flags)
        name = self.name.value.lower()
        bold = any(word in name for word in (b"bold", b"black", b"heavy"))
        if not name:
            bold = raw.FPDFText_GetFontWeight(self.handle, index) >= _WEIGHT
        italic = bool(self.flags.value & _ITALIC_FLAG) or b"italic" in name or b"oblique" in name
        return round(size, 1), _BOLD * bold + _ITALIC * italic, upright


def _continues(piece: list[Any], left: float, base: float, look: Look) -> bool:
    size = max(piece[3], look[0], 1.0)
    near = -size < left - piece[2] < _GAP * size and abs(base - piece[1]) < 0.1
    return near and abs(piece[3] - look[0]) < 0.3 and (piece[4], piece[5]) == look[1:]


def _letter(code: int) -> str:
    """Return a letter; what has no meaning becomes the replacement character."""
    if code < 32 or 0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


if __name__ == "__main__":
    main()
