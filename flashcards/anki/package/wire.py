"""Protobuf's wire format, as far as packages use it: fields by number, no schema, no code."""

from __future__ import annotations

from collections.abc import Iterator

Value = int | bytes
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10


class Malformed(ValueError):
    """Bytes that are no protobuf message."""


def fields(message: bytes) -> Iterator[tuple[int, Value]]:
    """Yield the number and the value of each field of ``message``; raises Malformed.

    Numbers come as integers, everything else (texts, blobs, messages, fixed widths) as bytes.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        size, at = _size(kind, message, at)
        if at + size > len(message):
            raise Malformed("a field is cut off")
        yield number, message[at : at + size]
        at += size


def last(message: bytes) -> dict[int, Value]:
    """Return the fields of ``message``, of those that come twice the last; raises Malformed."""
    return dict(fields(message))


def text(found: dict[int, Value], number: int) -> str:
    """Return the field ``number`` as text, empty if it is not there."""
    return blob(found, number).decode("utf-8", "replace")


def blob(found: dict[int, Value], number: int) -> bytes:
    """Return the field ``number`` as bytes, empty if it is not there."""
    value = found.get(number, b"")
    return value if isinstance(value, bytes) else b""


def number(found: dict[int, Value], number: int) -> int:
    """Return the field ``number`` as an integer, 0 if it is not there."""
    value = found.get(number, 0)
    return value if isinstance(value, int) else 0


def _size(kind: int, message: bytes, at: int) -> tuple[int, int]:
    if kind == _BYTES:
        return _varint(message, at)
    if kind in (_FIXED64, _FIXED32):
        return (8 if kind == _FIXED64 else 4), at
    raise Malformed(f"no such kind of field: {kind}")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(message[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + place + 1
    raise Malformed("a number is cut off")
