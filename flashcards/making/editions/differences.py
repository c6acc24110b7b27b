"""An old and a new sentence side by side: which words differ, and which differences matter most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from flashcards.making.checking.claims import directions, negations
from flashcards.making.checking.claims.numbers import numbers
from flashcards.making.checking.claims.tokens import tokens
from flashcards.making.editions.text import one_line

PIECE = re.compile(r"\w+(?:[.,'’]\w+)*%?|[^\w\s]")


@dataclass(frozen=True)
class Stretch:
    """Some words of a sentence, and whether the other sentence has others in their place."""

    words: str
    differs: bool


@dataclass(frozen=True)
class Shift:
    """A number, a negation or a direction that changed; one side is empty where one is missing."""

    what: str
    before: str
    after: str


def side_by_side(before: str, after: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return both sentences in stretches; those of each, joined, are the sentence as it is."""
    old, new = list(PIECE.finditer(before)), list(PIECE.finditer(after))
    codes = opcodes([each[0] for each in old], [each[0] for each in new])
    left = _stretches(before, old, [(what, i, j) for what, i, j, _, _ in codes])
    right = _stretches(after, new, [(what, i, j) for what, _, _, i, j in codes])
    return tuple(left), tuple(right)


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return how the pieces of one text become those of another, as difflib says it."""
    lines = [one_line(each) for each in old], [one_line(each) for each in new]
    return list(SequenceMatcher(None, *lines, autojunk=False).get_opcodes())


def shifts(before: str, after: str) -> tuple[Shift, ...]:
    """Return what changed that matters most: numbers first, then negations and directions."""
    old, new = tokens(before), tokens(after)
    counted = [(each.value, each.said) for each in numbers(old)]
    recounted = [(each.value, each.said) for each in numbers(new)]
    no = [(old[at].small, old[at].text.lower()) for at, _ in negations.denied(old)]
    still_no = [(new[at].small, new[at].text.lower()) for at, _ in negations.denied(new)]
    one_way, other_way = directions.against(old, new), directions.against(new, old)
    return (
        *_shifted("number", counted, recounted),
        *_shifted("negation", no, still_no),
        *(Shift("direction", a, b) for a, b in zip_longest(one_way, other_way, fillvalue="")),
    )


def _shifted(
    what: str, old: Iterable[tuple[str, str]], new: Iterable[tuple[str, str]]
) -> Iterator[Shift]:
    old, new = list(old), list(new)
    gone, come = _without(old, new), _without(new, old)
    for before, after in zip_longest(gone, come, fillvalue=""):
        yield Shift(what, before, after)


def _without(some: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> list[str]:
    left = Counter(value for value, _ in others)
    found = []
    for value, said in some:
        if left[value]:
            left[value] -= 1
        else:
            found.append(said)
    return found


def _stretches(
    text: str, pieces: Sequence[re.Match[str]], codes: Iterable[tuple[str, int, int]]
) -> Iterator[Stretch]:
    at = 0
    for what, first, end in codes:
        if what == "equal" or first == end:
            continue
        start, stop = pieces[first].start(), pieces[end - 1].end()
        if at < start:
            yield Stretch(text[at:start], False)
        yield Stretch(text[start:stop], True)
        at = stop
    if at < len(text):
        yield Stretch(text[at:], False)
