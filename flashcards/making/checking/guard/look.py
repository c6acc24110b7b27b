"""Look at a text before anything is kept: is this about a client?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from flashcards.making.checking.guard import (
    abroad,
    identifiers,
    letters,
    lives,
    people,
    records,
    telling,
)
from flashcards.making.checking.guard.manner import manner
from flashcards.making.checking.guard.report import DATE, NAME, Report, Sighting
from flashcards.making.checking.guard.sign import search
from flashcards.making.checking.guard.turns import progress_notes, transcript
from flashcards.making.checking.guard.weigh import Region, is_inside, regions, spots

_CLEAR = (
    *identifiers.CLEAR,
    *people.CLEAR,
    *records.SIGNS,
    *letters.SIGNS,
    *lives.CLEAR,
    *telling.SIGNS,
)
_FAINT = (*identifiers.FAINT, *people.FAINT, *lives.FAINT)
TOLD = 4
"""Kinds of sightings named in the advice; the rest are counted."""
_STRONG = 2.0
_NEXT = (
    "No client's data belongs here, and nothing was kept. Take out or redact what could tell who"
    " it is, or, if no real person is meant, say so and go on."
)
_NOTHING = "Nothing here looks like a client's record."


def look(text: str) -> Report:
    """Return what in ``text`` looks like case notes or a client's data."""
    clear = _in_order(
        chain(
            search(text, _CLEAR),
            search(text, abroad.SIGNS, abroad.stretches(text)),
            progress_notes(text),
            transcript(text),
            manner(text),
        )
    )
    around = spots(clear)
    seen = _in_order(chain(clear, search(text, _FAINT, around))) if around else clear
    places = regions(seen, text) if around else []
    kept = [each for each in seen if is_inside(each.start, places) or _alone(each)]
    if places:
        # Loaded here: its patterns take long to make, and few texts are a client's record.
        from flashcards.making.checking.guard.recurring import recurring

        kept = _in_order(chain(kept, recurring(text, kept, places)))
    return Report(tuple(kept), bool(places), _advice(kept, places))


def _in_order(sightings: Iterable[Sighting]) -> list[Sighting]:
    return sorted(sightings, key=lambda sighting: (sighting.start, -sighting.end))


def _alone(sighting: Sighting) -> bool:
    """Say whether a sighting outside of any record identifies somebody all the same."""
    if sighting.stands_for in {DATE, NAME}:
        return sighting.weight >= _STRONG
    return sighting.identifies


def _advice(seen: Sequence[Sighting], places: Sequence[Region]) -> str:
    if not places:
        return _NOTHING
    inside = [each for each in seen if is_inside(each.start, places) and each.weight > 0]
    kinds = list(dict.fromkeys(each.kind for each in sorted(inside, key=lambda s: -s.weight)))
    rest = len(kinds) - TOLD
    more = [f"{rest} more such signs" if rest > 1 else "one more such sign"] if rest > 0 else []
    told = [*kinds[:TOLD], *more]
    listed = ", ".join(told[:-1]) + " and " + told[-1] if len(told) > 1 else told[0]
    return f"This looks like notes about a client: it holds {listed}. {_NEXT}"
