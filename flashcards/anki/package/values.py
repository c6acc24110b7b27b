"""Values of SQLite's columns, which may hold any type whatever they were declared as."""

from __future__ import annotations

LARGEST = 2**53
"""Beyond this no id, time or count of Anki's can be; JSON and JavaScript round from here on."""


def text(value: object) -> str:
    """Return a value as text; nothing becomes the empty text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def whole(value: object) -> int | None:
    """Return a value as an integer; None if it is not one, or beyond all reason."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and abs(value) <= LARGEST:
        return value
    return None


def between(value: object, least: float, most: float) -> float | None:
    """Return a value as a number if it lies between two others."""
    if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
        return float(value)
    return None
