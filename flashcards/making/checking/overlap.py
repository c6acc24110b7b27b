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
    """Yield the positions of every two sets whose Jaccard index is greater than ``above``.

    Two such sets share one of their rarest words: of n words, one of the first n - above * n + 1
    (prefix filtering: Bayardo, Ma and Srikant, *Scaling up all pairs similarity search*, 2007).
    """
    frequency = Counter(word for each in sets for word in each)
    seen: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(sets):
        rarest = sorted(each, key=lambda word: (frequency[word], word))
        prefix = rarest[: floor((1 - above) * len(each) + 1e-9) + 1]
        earlier = {other for word in prefix for other in seen[word]}
        for other in sorted(earlier):
            if jaccard(sets[other], each) > above:
                yield other, at
        for word in prefix:
            seen[word].append(at)
