"""What a file is, by its first bytes: its name is never believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_HEAD = 4096
"""As many bytes as tell what a file is."""


class Sort(StrEnum):
    """How a kind of file is shown."""

    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    OTHER = "file"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its MIME type, how it is shown, how names may end, usual one first."""

    type: str
    sort: Sort
    endings: tuple[str, ...]


PNG = Kind("image/png", Sort.PICTURE, (".png",))
JPEG = Kind("image/jpeg", Sort.PICTURE, (".jpg", ".jpeg", ".jpe", ".jfif"))
GIF = Kind("image/gif", Sort.PICTURE, (".gif",))
WEBP = Kind("image/webp", Sort.PICTURE, (".webp",))
AVIF = Kind("image/avif", Sort.PICTURE, (".avif",))
SVG = Kind("image/svg+xml", Sort.PICTURE, (".svg",))
MP3 = Kind("audio/mpeg", Sort.SOUND, (".mp3", ".mpga"))
OGG = Kind("audio/ogg", Sort.SOUND, (".ogg", ".oga", ".opus"))
WAV = Kind("audio/wav", Sort.SOUND, (".wav",))
M4A = Kind("audio/mp4", Sort.SOUND, (".m4a", ".mp4", ".m4b", ".aac"))
AAC = Kind("audio/aac", Sort.SOUND, (".aac",))
FLAC = Kind("audio/flac", Sort.SOUND, (".flac",))
WEBA = Kind("audio/webm", Sort.SOUND, (".weba", ".webm"))
MP4 = Kind("video/mp4", Sort.FILM, (".mp4", ".m4v", ".mov"))
WEBM = Kind("video/webm", Sort.FILM, (".webm",))
OGV = Kind("video/ogg", Sort.FILM, (".ogv", ".ogg"))
OTHER = Kind("application/octet-stream", Sort.OTHER, ())
"""A file that is none of these: it is never shown, only kept and handed out as it came."""

KINDS = (PNG, JPEG, GIF, WEBP, AVIF, SVG, MP3, OGG, WAV, M4A, AAC, FLAC, WEBA, MP4, WEBM, OGV)
_BY_TYPE = {kind.type: kind for kind in KINDS}

_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:<\?xml\b.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>]*>|\s)*<svg[\s>]", re.DOTALL
)
_HANDLER = re.compile(rb"hdlr.{8}vide", re.S)
_PICTURES_IN_WEBM = re.compile(rb"V_(?:VP8|VP9|AV1)")


def of(data: bytes) -> Kind | None:
    """Return what ``data`` is, or None where it is nothing that a note can show."""
    for magic, kind in _PLAIN:
        if data.startswith(magic):
            return kind
    for look in (_riff, _boxes, _matroska, _ogg, _frames, _svg):
        if found := look(data):
            return found
    return None


def of_type(mime: str) -> Kind:
    """Return the kind with a MIME type, OTHER for any that is not shown."""
    return _BY_TYPE.get(mime, OTHER)


def _riff(data: bytes) -> Kind | None:
    inside = data[8:12] if data.startswith(b"RIFF") else b""
    return {b"WEBP": WEBP, b"WAVE": WAV}.get(inside)


def _boxes(data: bytes) -> Kind | None:
    """Tell the children of MPEG-4 apart by their brand, and films by a track that is one."""
    if data[4:8] != b"ftyp":
        return None
    brand = data[8:12]
    if brand in {b"avif", b"avis"}:
        return AVIF
    if brand in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        return None
    return MP4 if _HANDLER.search(data) else M4A


def _matroska(data: bytes) -> Kind | None:
    if not data.startswith(b"\x1a\x45\xdf\xa3") or b"webm" not in data[:64]:
        return None
    return WEBM if _PICTURES_IN_WEBM.search(data[:_HEAD]) else WEBA


def _ogg(data: bytes) -> Kind | None:
    if not data.startswith(b"OggS"):
        return None
    return OGV if b"\x80theora" in data[:_HEAD] else OGG


def _frames(data: bytes) -> Kind | None:
    """Know MPEG sound without a tag by the sign that begins each frame."""
    if len(data) < 4 or data[0] != 0xFF:
        return None
    if data[1] & 0xF6 == 0xF0:
        return AAC
    is_layer_3 = data[1] & 0xE6 == 0xE2
    rate, samples = data[2] >> 4, data[2] >> 2 & 3
    return MP3 if is_layer_3 and rate not in {0, 15} and samples != 3 else None


def _svg(data: bytes) -> Kind | None:
    return SVG if _SVG.match(data[:_HEAD]) else None


_PLAIN: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"ID3", MP3),
    (b"fLaC", FLAC),
)
