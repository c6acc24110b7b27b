"""Small true files of every kind that a note can show, made here byte by byte."""

from __future__ import annotations

import struct
import wave
import zlib
from io import BytesIO


def png(width: int = 8, height: int = 6, grey: int = 128) -> bytes:
    """Return a grey picture."""
    rows = (b"\0" + bytes([grey]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def png_head(width: int, height: int) -> bytes:
    """Return the beginning of a picture that says that it is so large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head)


def wav(seconds: float = 0.2, volume: int = 40) -> bytes:
    """Return a short hum."""
    written = BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(128 + volume * (i // 10 % 2) for i in range(int(8000 * seconds))))
    return written.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checked


def _riff(kind: bytes, data: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(data) + 4) + kind + data


def _boxes(brand: bytes, *more: bytes) -> bytes:
    head = b"ftyp" + brand + b"\0\0\0\0"
    return struct.pack(">I", len(head) + 4) + head + b"".join(more)


def _handler(kind: bytes) -> bytes:
    return b"\0\0\0\x20hdlr" + bytes(8) + kind + bytes(12)


_SIZED = b"\0\0\0\x14ispe" + struct.pack(">III", 0, 30, 20)
_JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0"
    + bytes(9)
    + b"\xff\xdb\x00\x43"
    + bytes(65)
    + b"\xff\xc0\x00\x0b\x08"
    + struct.pack(">HH", 20, 30)
    + b"\x01\x01\x11\x00"
)
_WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm"

KNOWN = {
    "image/png": png(30, 20),
    "image/jpeg": _JPEG,
    "image/gif": b"GIF89a" + struct.pack("<HH", 30, 20) + b"\0\0\0",
    "image/webp": _riff(b"WEBP", b"VP8X" + struct.pack("<I", 10) + bytes(4) + b"\x1d\0\0\x13\0\0"),
    "image/avif": _boxes(b"avif", _SIZED),
    "image/svg+xml": b'<?xml version="1.0"?>\n<!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>',
    "audio/mpeg": b"ID3\x04\0\0\0\0\0\0",
    "audio/ogg": b"OggS\0\x02" + bytes(20) + b"OpusHead",
    "audio/wav": wav(0.01),
    "audio/mp4": _boxes(b"M4A ", _handler(b"soun")),
    "audio/aac": b"\xff\xf1\x50\x80",
    "audio/flac": b"fLaC\0\0\0\x22",
    "audio/webm": _WEBM + b"A_OPUS",
    "video/mp4": _boxes(b"isom", _handler(b"vide")),
    "video/webm": _WEBM + b"V_VP9",
    "video/ogg": b"OggS\0\x02" + bytes(20) + b"\x80theora",
}
"""The beginning of a file of each kind; pictures are 30 by 20."""

UNKNOWN = {
    "rose.jpg": b"MZ\x90\0 a program",
    "rose.png": b"<!doctype html><script>alert(1)</script>",
    "rose.svg": b"<html><svg></svg></html>",
    "rose.pdf": b"%PDF-1.7",
    "rose.heic": _boxes(b"heic"),
    "rose.mp3": b"\xff\xfe<\0s\0v\0g\0",
    "rose.zip": b"PK\x03\x04",
    "rose.webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska",
}
"""What no note shows, whatever it is called."""
