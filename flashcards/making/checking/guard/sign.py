"""A sign: a pattern to look for, what it is called and how much it says; and the search for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from flashcards.making.checking.guard.report import Sighting

CHUNK = 500
"""Characters searched at a time: a pattern is tried only where one of its triggers stands."""
OVER = 120
"""What begins in a chunk may go on for this many characters after it."""
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True)
class Sign:
    """A pattern that tells of a client; the group ``who``, if there is one, is what identifies.

    ``triggers`` are cheap to find: without one of them the pattern cannot match, nor without a
    digit if it is ``numbered``, nor without what the plain pattern ``hint`` finds in small letters.
    Unless it is ``cased`` it is looked for in small letters.
    """

    kind: str
    weight: float
    written: str
    triggers: tuple[str, ...] = ()
    stands_for: str = ""
    cased: bool = False
    numbered: bool = False
    hint: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, made when it is first tried: most texts give cause to try few."""
        return re.compile(self.written, re.MULTILINE)

    def may_match(self, small: str) -> bool:
        """Say whether ``small`` letters give cause to try the pattern."""
        for trigger in self.triggers:
            if trigger in small:
                break
        else:
            if self.triggers:
                return False
        return self._hinted is None or self._hinted.search(small) is not None

    @cached_property
    def _hinted(self) -> re.Pattern[str] | None:
        return re.compile(self.hint, re.MULTILINE) if self.hint else None


def sign(
    kind: str,
    weight: float,
    pattern: str,
    triggers: str = "",
    stands_for: str = "",
    *,
    cased: bool = False,
    numbered: bool = False,
    hint: str = "",
) -> Sign:
    """Return a sign; ``triggers``, in small letters, are parted by bars."""
    parted = tuple(filter(None, triggers.split("|")))
    return Sign(kind, weight, pattern, parted, stands_for, cased, numbered, hint)


def search(
    text: str, signs: Sequence[Sign], within: Iterable[tuple[int, int]] | None = None
) -> list[Sighting]:
    """Return all that ``signs`` see in ``text``, or in the stretches ``within`` it, in order."""
    small = in_small_letters(text)
    anywhere = list(_likely(small, signs))
    stretches = [(0, len(text))] if within is None else within
    seen = [
        _sighting(text, each, found)
        for start, end in chunks(text, stretches)
        for each in _likely(small[start : end + OVER], anywhere)
        for found in each.pattern.finditer(text if each.cased else small, start, end + OVER)
        if found.start() < end
    ]
    return sorted(set(seen), key=lambda sighting: (sighting.start, sighting.end, sighting.kind))


def in_small_letters(text: str) -> str:
    """Return ``text`` in small letters, each where it was: İ alone would become two."""
    return text.replace("İ", "I").lower()


def _likely(small: str, signs: Sequence[Sign]) -> Iterator[Sign]:
    numbers = _DIGIT.search(small) is not None
    for each in signs:
        if (numbers or not each.numbered) and each.may_match(small):
            yield each


def chunks(
    text: str, stretches: Iterable[tuple[int, int]], size: int = CHUNK
) -> Iterator[tuple[int, int]]:
    """Yield the stretches in pieces that end at a line's end or at a space if there is one."""
    for start, stop in stretches:
        last = min(stop, len(text))
        while start < last:
            end = min(start + size, last)
            if end < last:
                cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
                end = cut + 1 if cut > start else end
            yield start, end
            start = end


def _sighting(text: str, by: Sign, found: re.Match[str]) -> Sighting:
    start, end = found.span("who" if "who" in by.pattern.groupindex else 0)
    return Sighting(by.kind, start, end, text[start:end], by.weight, by.stands_for)
