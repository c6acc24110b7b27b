"""Writes small PDFs by hand, with fonts that every reader knows, for the tests to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

REGULAR, BOLD, ITALIC = "F1", "F2", "F3"
_FONTS = {REGULAR: "Helvetica", BOLD: "Helvetica-Bold", ITALIC: "Helvetica-Oblique"}
_PICTURE = b"\xff\x00\x00\x00\xff\x00\x00\x00\xff\x80\x80\x80"
_LOCKED = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)


@dataclass
class Sheet:
    """One page; lines are placed in points from its lower left corner."""

    operators: list[bytes] = field(default_factory=list)
    rotate: int = 0

    def write(self, x: float, y: float, text: str, size: float = 10, font: str = REGULAR) -> Sheet:
        """Write one line."""
        words = text.encode("cp1252").replace(b"\\", b"\\\\")
        words = words.replace(b"(", b"\\(").replace(b")", b"\\)")
        self.operators.append(b"BT /%s %.2f Tf %.2f %.2f Td (%s) Tj ET" % (
            font.encode(), size, x, y, words
        ))  # fmt: skip
        return self

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float = 10, font: str = REGULAR
    ) -> Sheet:
        """Write lines one under another, a fifth more than their size apart."""
        for index, line in enumerate(lines):
            if line:
                self.write(x, y - index * size * 1.2, line, size, font)
        return self

    def picture(self) -> Sheet:
        """Draw a picture over the whole page."""
        self.operators.append(b"q 612 0 0 792 0 0 cm /I1 Do Q")
        return self


@dataclass(frozen=True)
class Entry:
    """An entry of the outline: its title, its page from 0 on (or none), and what is under it."""

    title: str
    page: int | None
    under: tuple[Entry, ...] = ()


def pdf(
    sheets: Sequence[Sheet],
    *,
    locked: bool = False,
    outline: Sequence[Entry] = (),
    looping: bool = False,
) -> bytes:
    """Return a PDF with these pages, protected by a password if ``locked``, and its outline.

    Where that is ``looping``, its last entry is followed by the first.
    """
    fonts = b" ".join(
        b"/%s << /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
        % (short.encode(), name.encode())
        for short, name in _FONTS.items()
    )
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R%s >>"
        % (b" /Outlines %d 0 R" % (4 + 2 * len(sheets)) if outline else b""),
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(sheets)),
        _stream(
            b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB"
            b" /BitsPerComponent 8",
            _PICTURE,
        ),
    ]
    for index, sheet in enumerate(sheets):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << %s >> /XObject << /I1 3 0 R >> >> >>"
            % (sheet.rotate, 5 + 2 * index, fonts)
        )
        objects.append(_stream(b"", b"\n".join(sheet.operators)))
    if outline:
        root = len(objects) + 1
        objects.append(b"")
        first, last = _entries(objects, outline, root, looping)
        objects[root - 1] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R >>" % (first, last)
    return _file(objects, locked)


def _entries(
    objects: list[bytes], entries: Sequence[Entry], parent: int, looping: bool
) -> tuple[int, int]:
    """Append entries, and return the numbers of the first and of the last of them."""
    numbers: list[int] = []
    for _ in entries:
        objects.append(b"")
        numbers.append(len(objects))
    for at, (entry, number) in enumerate(zip(entries, numbers, strict=True)):
        words = b"\xfe\xff" + entry.title.encode("utf-16-be", "surrogatepass")
        parts = [b"/Title <%s> /Parent %d 0 R" % (words.hex().encode(), parent)]
        if entry.page is not None:
            parts.append(b"/Dest [%d 0 R /Fit]" % (4 + 2 * entry.page))
        if at + 1 < len(numbers) or looping:
            parts.append(b"/Next %d 0 R" % numbers[(at + 1) % len(numbers)])
        if entry.under:
            ends = _entries(objects, entry.under, number, looping=False)
            parts.append(b"/First %d 0 R /Last %d 0 R" % ends)
        objects[number - 1] = b"<< %s >>" % b" ".join(parts)
    return numbers[0], numbers[-1]


def _stream(settings: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (settings, len(content), content)


def _file(objects: Sequence[bytes], locked: bool) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    encrypt = b" /Encrypt %s /ID [<00> <00>]" % _LOCKED if locked else b""
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R%s >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(places) + 1, table, len(places) + 1, encrypt, len(out))
    )
