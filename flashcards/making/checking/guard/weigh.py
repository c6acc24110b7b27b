"""What the signs in a stretch of text weigh together, and which stretches are a client's record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flashcards.making.checking.guard.lives import FAINT
from flashcards.making.checking.guard.manner import MANNER
from flashcards.making.checking.guard.report import Sighting
from flashcards.making.checking.guard.sign import search
from flashcards.making.checking.guard.teaching import BOOKISH, INVENTED, LONG_AGO, OWN_LIFE, SIGNS

WINDOW = 900
"""Characters weighed together, some 150 words: weak signs further apart do not add up."""
BEFORE = 700
"""An invented case may be announced this many characters before its first sign."""
ENOUGH = 4.75
"""A window that weighs this much stops."""
ENOUGH_OF_A_RECORD = 2.0
"""…if this much of it are signs of a record: a list of addresses is none."""
MOST = {INVENTED: 9.0, BOOKISH: 3.0, LONG_AGO: 4.0, OWN_LIFE: 2.4}
_OF_ANY_LIFE = frozenset((*(each.kind for each in FAINT), "trouble of mind or body"))
AGAIN = 0.4
"""What the second sighting of a kind adds, as a share of the first; the third adds its square."""


@dataclass(frozen=True)
class Region:
    """A stretch that looks like a client's record."""

    start: int
    end: int


def spots(clear: Sequence[Sighting]) -> list[tuple[int, int]]:
    """Return the stretches where enough signs of a record stand for fainter ones to count."""
    found: list[tuple[int, int]] = []
    for window in _windows([sighting for sighting in clear if not sighting.identifies]):
        if weight(window) >= ENOUGH_OF_A_RECORD:
            start, end = max(0, window[0].start - WINDOW), window[-1].end + WINDOW
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
    return found


def regions(seen: Sequence[Sighting], text: str) -> list[Region]:
    """Return the stretches of ``text`` whose sightings, in order, weigh enough."""
    heavy = [window for window in _windows(seen) if _heavy(window)]
    teaching = search(text, SIGNS) if heavy else []
    found: list[Region] = []
    for window in heavy:
        start, end = window[0].start, max(each.end for each in window)
        if weight(window) - _discount(teaching, start, end) < ENOUGH:
            continue
        if found and start <= found[-1].end:
            found[-1] = Region(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Region(start, end))
    return found


def is_inside(offset: int, places: Sequence[Region]) -> bool:
    """Say whether ``offset`` lies in one of ``places``, which are in order and apart."""
    at = bisect_right(places, offset, key=lambda place: place.start)
    return at > 0 and offset < places[at - 1].end


def weight(window: Sequence[Sighting]) -> float:
    """Return what sightings weigh together; more of one kind add less and less."""
    total = 0.0
    told: dict[str, set[str]] = {}
    for sighting in _heaviest(window):
        same = told.setdefault(sighting.kind, set())
        words = sighting.excerpt.strip().lower()
        if words not in same:
            total += sighting.weight * AGAIN ** len(same)
            same.add(words)
    return total + max((each.weight for each in window if each.kind == MANNER), default=0)


def _heaviest(window: Sequence[Sighting]) -> list[Sighting]:
    """Return, of sightings that lie over each other, the heavier: a phrase says one thing."""
    kept: list[Sighting] = []
    for sighting in window:
        if sighting.kind == MANNER:
            continue
        if not kept or sighting.start >= kept[-1].end:
            kept.append(sighting)
        elif sighting.weight > kept[-1].weight:
            kept[-1] = sighting
    return kept


def _windows(seen: Sequence[Sighting]) -> Iterator[Sequence[Sighting]]:
    last = 0
    for first, sighting in enumerate(seen):
        last = max(last, first)
        while last + 1 < len(seen) and seen[last + 1].end <= sighting.start + WINDOW:
            last += 1
        yield seen[first : last + 1]


def _heavy(window: Sequence[Sighting]) -> bool:
    record = [each for each in window if not (each.identifies or each.kind in _OF_ANY_LIFE)]
    return weight(record) >= ENOUGH_OF_A_RECORD and weight(window) >= ENOUGH


def _discount(teaching: Sequence[Sighting], start: int, end: int) -> float:
    first = bisect_left(teaching, start - BEFORE, key=_start)
    near = [
        each
        for each in teaching[first : bisect_left(teaching, end, key=_start)]
        if each.kind == INVENTED or each.start >= start
    ]
    return sum(min(weight([s for s in near if s.kind == kind]), MOST[kind]) for kind in MOST)


def _start(sighting: Sighting) -> int:
    return sighting.start
