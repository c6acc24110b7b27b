"""The bytes that were given become text, or it is said what they are instead."""

from __future__ import annotations

from flashcards.core.errors import Unreadable
from flashcards.making.reading.decode import decode

SIZE_LIMIT = 32 * 1024 * 1024
"""The largest table or deck file, in bytes."""

_SHEET = (
    "is a workbook, not text. In the spreadsheet: File, Save as, and choose “CSV UTF-8”; then"
    " give that file."
)
_KNOWN = (
    (b"PK\x03\x04", ("apkg", "colpkg"), "is a package from Anki. Take it to “Import from Anki”."),
    (b"PK\x03\x04", (), _SHEET),
    (b"\xd0\xcf\x11\xe0", (), _SHEET),
    (b"SQLite format 3", (), "is a database. In Anki: File, Export writes a package or a text."),
    (b"%PDF", (), "is a PDF. Cards are made from it with “Make cards”."),
)


def text_of(data: bytes, name: str) -> str:
    """Return a file as text with plain newlines; raises Unreadable naming the file."""
    ending = name.rpartition(".")[2].lower()
    for start, endings, what in _KNOWN:
        if data.startswith(start) and (not endings or ending in endings):
            raise Unreadable(f"“{name}” {what}")
    return decode(data, name, SIZE_LIMIT)
