"""How wide and high a picture is, read from its first bytes: nothing is decoded."""

from __future__ import annotations

from flashcards.core.media import kinds
from flashcards.core.media.kinds import Kind

Size = tuple[int, int]

MOST_PIXELS = 100_000_000
"""A picture of more would fill the memory of a phone when it is shown."""

_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})
"""Markers of JPEG that stand among those of its size and are none."""


def of(data: bytes, kind: Kind) -> Size | None:
    """Return the width and height of a picture in pixels, or None where they cannot be read."""
    read = {
        kinds.PNG: _png,
        kinds.GIF: _gif,
        kinds.JPEG: _jpeg,
        kinds.WEBP: _webp,
        kinds.AVIF: _avif,
    }.get(kind)
    found = read(data) if read else None
    return found if found and all(found) else None


def _png(data: bytes) -> Size | None:
    return (_big(data, 16, 4), _big(data, 20, 4)) if data[12:16] == b"IHDR" else None


def _gif(data: bytes) -> Size:
    return _little(data, 6, 2), _little(data, 8, 2)


def _jpeg(data: bytes) -> Size | None:
    """Walk over the segments to the one that begins the picture."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            return _big(data, place + 7, 2), _big(data, place + 5, 2)
        if marker == 0xFF:
            place += 1
        else:
            place += 2 + max(2, _big(data, place + 2, 2))
    return None


def _webp(data: bytes) -> Size | None:
    form = data[12:16]
    if form == b"VP8 ":
        return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
    if form == b"VP8L":
        bits = _little(data, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X":
        return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1
    return None


def _avif(data: bytes) -> Size | None:
    """Take the largest extent: a picture of several tiles names each."""
    found, place = [], data.find(b"ispe")
    while place >= 0:
        found.append((_big(data, place + 8, 4), _big(data, place + 12, 4)))
        place = data.find(b"ispe", place + 4)
    return max(found, key=lambda size: size[0] * size[1], default=None)


def _big(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "big")


def _little(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "little")
