"""Which of many sets of words are nearly the same, without comparing each with each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import floor


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common words among all words of both; 1 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def similar_pairs(sets: Sequence[frozenset[str]], above: float) -> Iterator[tuple[int, int]]:
    """Yield positions of two sets whose Jaccard index is greater than ``above``, each set at least
    once if there is such another.

    Of equal sets, the others are paired with the first of them only, and the first with the rest
    of the world: a thousand copies give a thousand pairs. Two similar sets share one of their
    rarest words: of n words, one of the first n - above * n + 1 (prefix filtering: Bayardo, Ma and
    Srikant, *Scaling up all pairs similarity search*, 2007).
    """
    first: dict[frozenset[str], int] = {}
    for at, each in enumerate(sets):
        if each in first:
            yield first[each], at
        first.setdefault(each, at)
    yield from _unequal_pairs(first, above)


def _unequal_pairs(first: dict[frozenset[str], int], above: float) -> Iterator[tuple[int, int]]:
    frequency = Counter(word for each in first for word in each)
    seen: dict[str, list[frozenset[str]]] = defaultdict(list)
    for each, at in first.items():
        rarest = sorted(each, key=lambda word: (frequency[word], word))
        prefix = rarest[: floor((1 - above) * len(each) + 1e-9) + 1]
        least = above * len(each)
        earlier = {other for word in prefix for other in seen[word]}
        for other in sorted(earlier, key=first.__getitem__):
            near = least < len(other) and above * len(other) < len(each)
            if near and jaccard(other, each) > above:
                yield first[other], at
        for word in prefix:
            seen[word].append(each)
