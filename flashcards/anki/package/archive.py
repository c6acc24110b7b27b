"""The zip file around a collection: measured before anything is unpacked, then read in pieces."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from flashcards.anki.package.limits import Limits
from flashcards.anki.package.refusals import (
    cut_off,
    damaged,
    locked,
    not_a_package,
    strange,
    too_large,
)

PIECE = 1 << 18
"""So many bytes are read at once."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, IndexError, OverflowError,
)  # fmt: skip
_NESTED = (".zip", ".apkg", ".colpkg", ".gz", ".7z", ".rar", ".bz2", ".xz", ".zst", ".tar")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BEGIN = b"PK\x03\x04"
_LONGEST_ENTRY = 100
"""So many bytes a member may take in the zip's directory: Anki's names are short."""
_FLAGS_LOCKED = 0x41


class _Bounded(io.RawIOBase):
    """A file that refuses to be read in large pieces: zipfile takes a directory of any size whole.

    What it was given stays open when it is closed.
    """

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file = file
        self._most = most

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._most + 1 if size is None or size < 0 else size
        found = self._file.read(min(wanted, self._most + 1))
        if len(found) > self._most:
            raise OverflowError
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


@dataclass(frozen=True)
class Archive:
    """A zip file whose declared sizes are within bounds; ``name`` is what messages call it."""

    zip: zipfile.ZipFile
    name: str
    members: dict[str, zipfile.ZipInfo]

    @staticmethod
    def opened(file: BinaryIO, name: str, limits: Limits) -> Archive:
        """Return the archive in ``file``; raise Unreadable for all that Anki never writes."""
        try:
            length = file.seek(0, io.SEEK_END)
            bounded = _Bounded(file, max(limits.members * _LONGEST_ENTRY, 1 << 20))
            packed = zipfile.ZipFile(bounded)
        except OverflowError as error:
            raise too_large(name, "holds too many files") from error
        except _BROKEN as error:
            file.seek(0)
            begun = file.read(len(_BEGIN)) == _BEGIN
            raise cut_off(name) if begun else not_a_package(name) from error
        infos = packed.infolist()
        _check_sizes(infos, name, limits)
        for info in infos:
            _check_member(info, name)
        _check_places(infos, name, length)
        return Archive(packed, name, {info.filename: info for info in infos})

    def size(self, member: str) -> int:
        """Return the bytes that ``member`` unpacks to, which a lying header cannot exceed."""
        return self.members[member].file_size

    def packed_size(self, member: str) -> int:
        """Return the bytes that ``member`` takes in the file."""
        return self.members[member].compress_size

    def pieces(self, member: str) -> Iterator[bytes]:
        """Yield the content of ``member`` as the zip has it; raises Unreadable."""
        try:
            with self.zip.open(self.members[member]) as opened:
                while piece := opened.read(PIECE):
                    yield piece
        except (KeyError, *_BROKEN) as error:
            raise damaged(self.name, member) from error


def _check_sizes(infos: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(infos) > limits.members:
        raise too_large(name, f"holds more than {limits.members:,} files")
    declared = sum(info.file_size for info in infos)
    if declared > limits.collection + limits.all_media:
        raise too_large(name, "unpacks to more than can be held")
    for info in infos:
        if info.file_size > limits.free and info.file_size > limits.ratio * info.compress_size:
            raise too_large(name, f"has a part, “{info.filename}”, that swells when it is unpacked")


def _check_member(info: zipfile.ZipInfo, name: str) -> None:
    inside = info.orig_filename
    if any(mark in inside for mark in "/\\\0") or inside in ("", ".", "..") or info.is_dir():
        raise strange(name, f"holds a path, “{inside[:60]!r}”")
    if info.flag_bits & _FLAGS_LOCKED:
        raise locked(name)
    if info.compress_type not in _PACKINGS:
        raise strange(name, f"packs “{inside[:60]}” in an unusual way")
    if inside.lower().endswith(_NESTED):
        raise strange(name, f"has another packed file, “{inside[:60]}”, in it")


def _check_places(infos: list[zipfile.ZipInfo], name: str, length: int) -> None:
    """Raise Unreadable where two members share bytes of the file, or a name."""
    if len({info.filename for info in infos}) < len(infos):
        raise strange(name, "holds two parts of one name")
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise strange(name, f"holds parts that overlap at “{info.filename[:60]}”")
        end = info.header_offset + info.compress_size
    if end > length:
        raise damaged(name)
