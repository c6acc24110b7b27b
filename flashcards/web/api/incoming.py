"""Reads review events out of JSON, each for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flashcards.core.errors import Invalid
from flashcards.core.grades import Scale, grade
from flashcards.services.study.events import Incoming

_ID = re.compile(r"[0-9A-Za-z-]{8,36}")
LONGEST_SHIFT = 2000
_LATEST = 1 << 53
"""Beyond this a number in JSON is not exact in a browser."""


@dataclass(frozen=True)
class Malformed:
    """An event that cannot be read: which field is wrong, and how."""

    id: object
    field: str
    message: str


def incoming(value: object) -> Incoming | Malformed:
    """Return the event that ``value`` is, or what is wrong with it."""
    if not isinstance(value, dict):
        return Malformed(None, "event", "An event is an object.")
    try:
        return _event(value)
    except Invalid as error:
        return Malformed(value.get("id"), error.field or "event", str(error))


def _event(value: dict[str, Any]) -> Incoming:
    target = value.get("target")
    scale = value.get("scale", Scale.FOUR)
    if target is None and scale not in list(Scale):
        raise Invalid("A scale is “four” or “six”.", "scale")
    return Incoming(
        id=_name(value.get("id"), "id"),
        card_id=_whole(value.get("card"), "card"),
        at=_whole(value.get("at"), "at"),
        grade=grade(value.get("grade")) if target is None else None,
        scale=Scale(scale) if target is None else Scale.FOUR,
        took=_whole(value.get("took", 0), "took"),
        target=None if target is None else _name(target, "target"),
        shift=_shift(value.get("shift", 0)),
        practice=_practice(value.get("practice", False)),
    )


def _shift(value: object) -> int:
    if type(value) is not int or abs(value) > LONGEST_SHIFT:
        raise Invalid(f"A shift is a whole number of days up to {LONGEST_SHIFT}.", "shift")
    return value


def _practice(value: object) -> bool:
    if not isinstance(value, bool):
        raise Invalid("Practice is true or false.", "practice")
    return value


def _name(value: object, field: str) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Invalid("An id is 8 to 36 letters, digits and hyphens.", field)
    return value


def _whole(value: object, field: str) -> int:
    if type(value) is not int or not 0 <= value < _LATEST:
        raise Invalid("This is a whole number, not negative.", field)
    return value
