"""The presets that decks have in Anki: so that it goes on about as SM-2 does here."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from flashcards.anki.outgoing import Habits

_FIRST_ID = 10**12
_NO_LIMIT = 9999
_STEP = 10
"""Minutes after which a failed card comes back."""


def preset_id(habits: Habits) -> int:
    """Return the id of a preset: it follows from what it says, as Anki never changes one."""
    said = repr(habits).encode()
    return _FIRST_ID + int.from_bytes(blake2b(said, digest_size=8).digest(), "big") % _FIRST_ID


def preset(habits: Habits) -> dict[str, Any]:
    """Return a preset as Anki's schema 11 has it.

    A new card that is known comes again after a day, a failed one after ten minutes and then after
    a day; the ease begins at 2.5, and no card is suspended for being hard: it is only tagged.
    """
    made: dict[str, Any] = {
        "id": preset_id(habits),
        "name": _name(habits),
        "mod": 0,
        "usn": -1,
        "dyn": False,
        "autoplay": True,
        "replayq": True,
        "timer": 0,
        "maxTaken": 60,
        "new": {
            "bury": habits.bury_siblings,
            "delays": [_STEP],
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": habits.new_per_day,
        },
        "rev": {
            "bury": habits.bury_siblings,
            "ease4": 1.3,
            "hardFactor": 1.2,
            "ivlFct": 1,
            "maxIvl": 36500,
            "perDay": _NO_LIMIT if habits.reviews_per_day is None else habits.reviews_per_day,
        },
        "lapse": {
            "delays": [_STEP],
            "leechAction": 1,
            "leechFails": 8,
            "minInt": 1,
            "mult": 0,
        },
    }
    if habits.retention is not None:
        made["desiredRetention"] = habits.retention / 100
        made["fsrsParams6"] = list(habits.parameters)
    return made


def _name(habits: Habits) -> str:
    reviews = "" if habits.reviews_per_day is None else f", {habits.reviews_per_day} reviews"
    siblings = "" if habits.bury_siblings else ", siblings together"
    by_fsrs = "" if habits.retention is None else f", FSRS {habits.retention} %"
    return f"Flashcards: {habits.new_per_day} new{reviews} a day{siblings}{by_fsrs}"
