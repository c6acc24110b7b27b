"""The sentences of the new edition that say most of what a sentence of the old one said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from flashcards.making.editions.text import Text

NEAR = 0.5
"""Two passages that share this much of their weighted words are one, changed."""
MOST_TRIED = 8
"""So many sentences are looked at closely for one that is gone."""
_RARE = 12
"""They are found by so many of its rarest words."""
_COMMON = 400
"""A word that stands in more sentences than this finds none."""
_LONGEST = 12
"""A passage of more sentences than this is compared by its first ones."""
_WORD = re.compile(r"\w+(?:[.,']\w+)*")


@dataclass(frozen=True)
class Near:
    """The sentences ``first`` up to, but without, ``end``, and how alike they are, 0 to 1."""

    likeness: float
    first: int
    end: int


class Nearest:
    """An index of the sentences of the new edition that the old one did not have."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old = old
        self.new = new
        self._words = [words(unit.line) for unit in new.units]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_line: dict[str, list[int]] = defaultdict(list)
        self._count: Counter[str] = Counter()
        for number, unit in enumerate(new.units):
            self._count.update(self._words[number].keys())
            self._by_line[unit.line].append(number)
            if unit.line not in old.lines:
                for word in self._words[number]:
                    self._by_word[word].append(number)

    def find(self, passage: range) -> list[Near]:
        """Return what may have become of the sentences ``passage`` of the old edition.

        A sentence that stood in the old edition already is none of it, unless in the passage.
        """
        lines = [self.old.units[number].line for number in passage[:_LONGEST]]
        wanted = sum((words(line) for line in lines), Counter[str]())
        seeds = dict.fromkeys([*self._alike(wanted), *self._own(lines)])
        best = (self._best(seed, wanted, lines) for seed in seeds)
        return [near for near in best if near is not None and near.likeness >= NEAR]

    def weight(self, word: str) -> float:
        """Return how much a word tells: the rarer, the more."""
        return log(1 + (1 + len(self._words)) / (1 + self._count[word]))

    def likeness(self, one: Counter[str], other: Counter[str]) -> float:
        """Return the share of the weight of the words of both that they have in common."""
        both = sum(self.weight(word) * number for word, number in (one & other).items())
        each = sum(
            self.weight(word) * number for some in (one, other) for word, number in some.items()
        )
        return 2 * both / each if each else 0.0

    def _alike(self, wanted: Counter[str]) -> list[int]:
        scores: Counter[int] = Counter()
        known = [word for word in wanted if 0 < len(self._by_word.get(word, ())) <= _COMMON]
        for word in sorted(known, key=lambda word: (self._count[word], word))[:_RARE]:
            weight = round(1000 * self.weight(word))
            for number in self._by_word[word]:
                scores[number] += weight
        return [number for number, _ in scores.most_common(MOST_TRIED)]

    def _own(self, lines: list[str]) -> Iterator[int]:
        for line in lines:
            yield from self._by_line.get(line, [])[:MOST_TRIED]

    def _best(self, seed: int, wanted: Counter[str], lines: list[str]) -> Near | None:
        found = [
            Near(self.likeness(wanted, self._of(first, end)), first, end)
            for first, end in self._windows(seed, lines)
        ]
        return max(found, key=lambda near: (near.likeness, near.first - near.end), default=None)

    def _windows(self, seed: int, lines: list[str]) -> Iterator[tuple[int, int]]:
        """Yield the runs of sentences over ``seed`` that may be the passage as it reads now."""
        longest = len(lines) + 1
        first = end = seed
        while first > max(0, seed - longest + 1) and self._may(first - 1, lines):
            first -= 1
        while end < min(len(self._words), seed + longest) and self._may(end, lines):
            end += 1
        for begin in range(first, seed + 1):
            for stop in range(seed + 1, min(end, begin + longest) + 1):
                yield begin, stop

    def _may(self, number: int, lines: list[str]) -> bool:
        line = self.new.units[number].line
        return line in lines or line not in self.old.lines

    def _of(self, first: int, end: int) -> Counter[str]:
        return sum(self._words[first:end], Counter[str]())


def words(line: str) -> Counter[str]:
    """Return the words and numbers of a line in small letters, with how often each stands."""
    return Counter(_WORD.findall(line.lower()))
