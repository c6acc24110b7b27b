"""Says of each quote of the earlier edition whether it stands unchanged, changed, or is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flashcards.making.document import Document, Span
from flashcards.making.editions.exact import Exact
from flashcards.making.editions.nearest import Near, Nearest
from flashcards.making.editions.text import Text, Unit

STRANGE = 0.1
"""A text less like the earlier edition than this is another document."""
_SAMPLE = 120
"""So many sentences of the earlier edition tell whether the other is an edition of it."""
_TELLING = 5
"""Words that a sentence must have to tell anything."""


class Standing(StrEnum):
    """How a quote stands in the new edition."""

    UNTOUCHED = "untouched"
    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True)
class Quote:
    """Words of the earlier edition, and where in its text they begin, if that is known."""

    id: int
    words: str
    start: int | None


@dataclass(frozen=True)
class Place:
    """How a quote stands, where in the new text, and the passage of the old one that it is of."""

    standing: Standing
    new: Span | None = None
    old: Span | None = None


@dataclass(frozen=True)
class Comparison:
    """The place of each quote by its id, what is new or reworded, and how alike both are.

    ``likeness`` is the share of the earlier edition's sentences that stand or were changed.
    """

    places: dict[int, Place]
    added: tuple[Unit, ...]
    likeness: float


@dataclass(frozen=True)
class _Option:
    quote: Quote
    passage: range
    near: Near
    moved: float


def compare(old: Document, new: Document, quotes: Sequence[Quote]) -> Comparison:
    """Return where the quotes of ``old`` stand in ``new``."""
    return compare_texts(Text(old), Text(new), quotes)


def compare_texts(old: Text, new: Text, quotes: Sequence[Quote]) -> Comparison:
    """Return where the quotes of ``old`` stand in ``new``.

    In a text that is another document no changed sentences are looked for.
    """
    texts = old, new
    exact, nearest = Exact(*texts), Nearest(*texts)
    places: dict[int, Place] = {}
    gone: list[Quote] = []
    for quote in quotes:
        found = exact.place(quote.words, quote.start)
        if found is None:
            gone.append(quote)
        else:
            places[quote.id] = Place(Standing.UNTOUCHED, found)
    places |= {quote.id: Place(Standing.LOST) for quote in gone}
    likeness = _likeness(nearest)
    if likeness >= STRANGE:
        places |= dict(_changed(nearest, gone))
    return Comparison(places, tuple(_added(*texts)), likeness)


def _changed(nearest: Nearest, gone: Iterable[Quote]) -> Iterator[tuple[int, Place]]:
    """Yield the places of quotes whose sentences were changed, the surest first.

    A sentence is what became of one passage: another passage does not become the same.
    """
    options = [option for quote in gone for option in _options(nearest, quote)]
    taken: list[_Option] = []
    placed: set[int] = set()
    for option in sorted(options, key=lambda each: (-each.near.likeness, each.moved)):
        if option.quote.id in placed or any(_in_the_way(option, other) for other in taken):
            continue
        placed.add(option.quote.id)
        taken.append(option)
        new, old = nearest.new.units, nearest.old.units
        yield (
            option.quote.id,
            Place(
                Standing.CHANGED,
                Span(new[option.near.first].start, new[option.near.end - 1].end),
                Span(old[option.passage[0]].start, old[option.passage[-1]].end),
            ),
        )


def _options(nearest: Nearest, quote: Quote) -> Iterator[_Option]:
    start = quote.start
    if start is None:
        found = nearest.old.find(quote.words, 1)
        if not found:
            return
        start = found[0].start
    passage = nearest.old.over(start, start + len(quote.words))
    if not passage:
        return
    share = passage[0] / len(nearest.old.units)
    for near in nearest.find(passage):
        yield _Option(quote, passage, near, abs(share - near.first / len(nearest.new.units)))


def _in_the_way(option: _Option, other: _Option) -> bool:
    same_now = option.near.first < other.near.end and other.near.first < option.near.end
    same_before = (
        option.passage.start < other.passage.stop and other.passage.start < option.passage.stop
    )
    return same_now and not same_before


def _added(old: Text, new: Text) -> Iterator[Unit]:
    return (unit for unit in new.units if unit.line not in old.lines and not unit.is_heading)


def _likeness(nearest: Nearest) -> float:
    """Return the share of a sample of the old sentences that stand in the new text or nearly do."""
    units = nearest.old.units
    telling = [n for n, unit in enumerate(units) if len(unit.line.split()) >= _TELLING]
    telling = telling or list(range(len(units)))
    sample = telling[:: max(1, len(telling) // _SAMPLE)]
    stand = sum(_stands(nearest, number) for number in sample)
    return stand / len(sample) if sample else 1.0


def _stands(nearest: Nearest, number: int) -> bool:
    if nearest.old.units[number].line in nearest.new.lines:
        return True
    return bool(nearest.find(range(number, number + 1)))
