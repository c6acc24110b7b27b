"""Where a quote stands word for word in the new edition."""

from __future__ import annotations

from dataclasses import dataclass

from flashcards.making.document import Span
from flashcards.making.editions.text import Text, one_line

_SAME_SECTION = 30
"""The same heading above counts as much as so many letters of the neighbours."""


class Exact:
    """Finds quotes of one edition in another."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old = old
        self.new = new
        self._found: dict[str, list[_Seen]] = {}
        self._before: dict[str, list[_Seen]] = {}

    def place(self, quote: str, start: int | None) -> Span | None:
        """Return where the words of ``quote`` stand now.

        Where they stand several times, it is the place whose neighbours and heading are most
        like those at ``start`` in the old text; among equals, the one of the same rank.
        """
        found = _seen(self.new, quote, self._found)
        if len(found) < 2 or start is None:
            return found[0].span if found else None
        before = _seen(self.old, quote, self._before)
        rank = next((n for n, seen in enumerate(before) if seen.span.start >= start), 0)
        if not before:
            return found[0].span
        likeness = [before[rank].likeness(seen) for seen in found]
        best = max(range(len(found)), key=lambda n: (likeness[n], -abs(n - rank)))
        return found[best].span


@dataclass(frozen=True)
class _Seen:
    """A place where a quote stands, with what stands around it."""

    span: Span
    before: str
    after: str
    section: str

    def likeness(self, other: _Seen) -> int:
        likeness = _shared(self.before, other.before) + _shared(self.after, other.after)
        return likeness + _SAME_SECTION * (self.section == other.section)


def _seen(text: Text, quote: str, known: dict[str, list[_Seen]]) -> list[_Seen]:
    """Return where a quote stands in a text; ``before`` is written backwards."""
    wanted = one_line(quote)
    if wanted not in known:
        known[wanted] = []
        for span in text.find(quote):
            before, after = text.around(span)
            known[wanted].append(_Seen(span, before[::-1], after, text.section(span.start)))
    return known[wanted]


def _shared(one: str, other: str) -> int:
    """Return how many letters two lines begin with alike."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)
