"""Tells by its first bytes, and by what is packed in it, how a file is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePosixPath

from flashcards.core.errors import Unreadable

FILE_LIMIT = 50 * 1024 * 1024
"""The largest PDF, Word document, e-book or presentation that is read, in bytes."""

_PASTE = "Open it, copy the text and paste it instead."
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_OLE_KINDS = (
    (
        "EncryptedPackage",
        "is protected by a password. Open it, remove the password and add it again.",
    ),
    ("WordDocument", "is an older Word file (.doc). Open it and save it as .docx, then add that."),
    (
        "PowerPoint Document",
        "is an older PowerPoint file (.ppt). Open it and save it as .pptx, then add that.",
    ),
    ("Workbook", f"is a spreadsheet, and those are not read. {_PASTE}"),
)


class Format(StrEnum):
    """How the bytes of a file are read; its value is the usual ending of such a file."""

    PDF = ".pdf"
    DOCX = ".docx"
    EPUB = ".epub"
    PPTX = ".pptx"
    TEXT = ".txt"


_NAMED = {
    Format.PDF: "a PDF",
    Format.DOCX: "a Word document (DOCX)",
    Format.EPUB: "an e-book (EPUB)",
    Format.PPTX: "a presentation (PPTX)",
}


def format_of(data: bytes, name: str) -> Format:
    """Return how ``data`` is read, whatever its name says; raise Unreadable if it cannot be."""
    if b"%PDF-" in data[:1024]:
        return _sized(Format.PDF, data, name)
    if data.startswith(_ZIP):
        return _sized(_format_of_zip(data, name), data, name)
    if data.startswith(_OLE):
        raise Unreadable(f"“{name}” {_ole(data)}")
    _refuse_misnamed(data, name)
    return Format.TEXT


def _sized(kind: Format, data: bytes, name: str) -> Format:
    if len(data) > FILE_LIMIT:
        raise Unreadable(
            f"“{name}” is larger than {FILE_LIMIT // 1024 // 1024} MB."
            " Cut it into parts, a chapter each, and add them one by one."
        )
    return kind


def _format_of_zip(data: bytes, name: str) -> Format:
    # Loaded here: what opens archives takes long to load, and most files are none.
    from flashcards.making.reading.archive import Archive

    members = Archive.opened(data, name).names
    if "META-INF/container.xml" in members:
        return Format.EPUB
    if _any_under("word/", members):
        return Format.DOCX
    if _any_under("ppt/", members):
        return Format.PPTX
    if _any_under("xl/", members):
        raise Unreadable(f"“{name}” is a spreadsheet, and those are not read. {_PASTE}")
    if "content.xml" in members and "mimetype" in members:
        raise Unreadable(
            f"“{name}” is an OpenDocument file, and those are not read."
            " Open it and save it as .docx, then add that."
        )
    raise Unreadable(f"“{name}” is a zip file. Unpack it and choose the text inside.")


def _any_under(folder: str, members: Iterable[str]) -> bool:
    return any(member.startswith(folder) for member in members)


def _ole(data: bytes) -> str:
    for stream, what in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return what
    return f"is an older Office file, and those are not read. {_PASTE}"


def _refuse_misnamed(data: bytes, name: str) -> None:
    """Raise Unreadable for what is named like a PDF or an archive, but is neither, nor text."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    for kind, words in _NAMED.items():
        if ending == kind and b"\x00" in data[:4096]:
            raise Unreadable(
                f"“{name}” is named like {words} but is damaged or something else."
                " Open it on your computer, save it again and add that."
            )
