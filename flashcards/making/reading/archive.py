"""Zip files from strangers: everything is measured before anything is unpacked."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass

from flashcards.core.errors import Unreadable
from flashcards.making.reading.markup import check_markup

MOST_MEMBERS = 5_000
MOST_UNPACKED = 250 * 1024 * 1024
"""The most bytes that all members may declare together; a lying header ends in a CRC error."""
MOST_OF_ONE = 60 * 1024 * 1024
MOST_MARKUP = 12 * 1024 * 1024
"""The most bytes of one member that is parsed: XML takes many times its size in memory."""
MOST_MARKUP_TOGETHER = 40 * 1024 * 1024
MOST_TAGS_TOGETHER = 1_000_000

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, IndexError, OverflowError,
)  # fmt: skip
_STRICT = (".xml", ".rels", ".vml")
_LOOSE = (".xhtml", ".html", ".htm", ".opf", ".ncx", ".svg")
_NESTED = (".zip", ".epub", ".docx", ".pptx", ".xlsx", ".jar", ".gz", ".7z", ".rar", ".bz2", ".xz")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Archive:
    """A zip file whose declared sizes are within bounds; ``name`` is what messages call it."""

    zip: zipfile.ZipFile
    name: str
    names: frozenset[str]

    @staticmethod
    def opened(data: bytes, name: str) -> Archive:
        """Return the archive in ``data``; raise Unreadable if it is damaged or a bomb."""
        try:
            packed = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise damaged(name) from error
        infos = packed.infolist()
        _check_sizes(infos, name)
        for info in infos:
            _check_member(info, name)
        return Archive(packed, name, frozenset(info.filename for info in infos))

    def read(self, member: str) -> bytes:
        """Return one member unpacked; raise Unreadable if it is damaged or missing."""
        try:
            return self.zip.read(member)
        except (KeyError, *BROKEN) as error:
            raise damaged(self.name) from error

    def check_markup(self) -> None:
        """Raise Unreadable if any XML in it declares entities, nests too deeply or is too long.

        Call it before a library is given the file.
        """
        together = tags = 0
        for info in self.zip.infolist():
            ending = posixpath.splitext(info.filename.lower())[1]
            sniffed = ending not in (*_STRICT, *_LOOSE) and not self._begins_like_markup(info)
            if sniffed or info.is_dir():
                continue
            together += info.file_size
            if info.file_size > MOST_MARKUP or together > MOST_MARKUP_TOGETHER:
                raise too_large(self.name)
            content = self.read(info.filename)
            tags += check_markup(content, self.name, strict=ending in _STRICT)
            if tags > MOST_TAGS_TOGETHER:
                raise too_large(self.name)

    def _begins_like_markup(self, info: zipfile.ZipInfo) -> bool:
        try:
            with self.zip.open(info) as opened:
                start = opened.read(64)
        except BROKEN as error:
            raise damaged(self.name) from error
        return start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def damaged(name: str) -> Unreadable:
    """Return the error for a file that is cut off or broken."""
    return Unreadable(
        f"“{name}” is damaged and cannot be opened."
        " Download or save it again, and add the new file."
    )


def too_large(name: str) -> Unreadable:
    """Return the error for an archive that unpacks to more than can be held."""
    return Unreadable(
        f"“{name}” unpacks to more than can be read here."
        " Cut it into parts, a chapter each, and add them one by one."
    )


def _check_sizes(infos: list[zipfile.ZipInfo], name: str) -> None:
    sizes = [info.file_size for info in infos]
    if (
        len(sizes) > MOST_MEMBERS
        or sum(sizes) > MOST_UNPACKED
        or max(sizes, default=0) > MOST_OF_ONE
    ):
        raise too_large(name)


def _check_member(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & 1:
        raise Unreadable(
            f"“{name}” is protected by a password. Unpack it with the password and add what is"
            " inside."
        )
    if info.compress_type not in _PACKINGS:
        raise damaged(name)
    inside = info.filename.lower()
    if inside.endswith(_NESTED) and "/embeddings/" not in inside:
        raise Unreadable(
            f"“{name}” has another packed file in it (“{posixpath.basename(info.filename)}”)."
            " Unpack it and add the files that you want to study one by one."
        )
