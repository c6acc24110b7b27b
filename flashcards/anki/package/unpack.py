"""Members of a package unpacked within a bound, zstd included: what comes out is what counts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import zstandard

from flashcards.anki.package.archive import PIECE, Archive
from flashcards.anki.package.limits import Limits
from flashcards.anki.package.refusals import damaged, too_large

_LARGEST_WINDOW = 1 << 25
"""Zstd may look back so far, in memory; Anki's packages need a quarter of it."""


class _Pieces(io.RawIOBase):
    """The pieces of a member as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        if not self._rest:
            self._rest = next(self._pieces, b"")
        wanted = len(self._rest) if size is None or size < 0 else size
        piece, self._rest = self._rest[:wanted], self._rest[wanted:]
        return piece


def unpacked(
    archive: Archive, member: str, most: int, limits: Limits, zstd: bool
) -> Iterator[bytes]:
    """Yield the content of ``member``, no more than ``most`` bytes; raises Unreadable."""
    if not zstd and archive.size(member) > most:
        raise too_large(archive.name, f"has too large a part, “{member}”")
    pieces = archive.pieces(member)
    packed, total = archive.packed_size(member), 0
    for piece in _expanded(archive.name, member, pieces) if zstd else pieces:
        total += len(piece)
        swollen = total > limits.free and total > limits.ratio * packed
        if total > most or swollen:
            raise too_large(archive.name, f"has a part, “{member}”, that swells when unpacked")
        yield piece


def whole(archive: Archive, member: str, most: int, limits: Limits, zstd: bool) -> bytes:
    """Return the content of ``member`` in one piece."""
    return b"".join(unpacked(archive, member, most, limits, zstd))


def to_file(archive: Archive, member: str, path: Path, limits: Limits, zstd: bool) -> None:
    """Write the content of ``member`` to ``path``."""
    with path.open("wb") as target:
        for piece in unpacked(archive, member, limits.collection, limits, zstd):
            target.write(piece)


def _expanded(name: str, member: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    opener = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
    try:
        with opener.stream_reader(
            cast(IO[bytes], _Pieces(pieces)), read_across_frames=True
        ) as reader:
            while piece := reader.read(PIECE):
                yield piece
    except (zstandard.ZstdError, MemoryError) as error:
        raise damaged(name, member) from error
