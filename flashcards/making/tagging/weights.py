"""The weights of the tagger: how they stand in a file, and what they add up to.

The first line of the file is JSON: the tags, the words that have only one, and where each bucket
begins. Each further line is a feature, the tags that it weighs for, a letter each from A on, and
its weights for them; or, where they are many, its scores as one hexadecimal number. It stands in
the bucket that its checksum names, so that it is found at once and the file need not be read: of
all that was learned, one document needs little.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import mul
from struct import Struct
from zlib import crc32

_BITS = 32
_BUCKETS = 8192
_MANY = 7
_FIRST = ord("A")
_UNITS = {_FIRST + at: 1 << (_BITS * at) for at in range(57)}
"""What one point for each tag adds, by its letter."""
MOST_KEPT = 200_000
"""How many features are kept when they were looked up; a book has fewer."""


def _score(tags: bytes, weights: Iterable[bytes]) -> int:
    return sum(map(mul, map(int, weights), map(_UNITS.__getitem__, tags)))


class Scores(dict[str, int]):
    """What each feature scores for all tags: one whole number with 32 bits for each of them.

    To add two such numbers is to add all the scores.
    """

    def __init__(self, lines: bytes, starts: Sequence[int]) -> None:
        super().__init__()
        self._lines, self._starts = lines, starts

    def __missing__(self, feature: str) -> int:
        """Return, and keep, the scores of a feature that was not asked for before."""
        if len(self) >= MOST_KEPT:
            self.clear()
        self[feature] = score = self._score(feature.encode())
        return score

    def _score(self, feature: bytes) -> int:
        bucket = crc32(feature) % (len(self._starts) - 1)
        named = b"\n%b " % feature
        at = self._lines.find(named, self._starts[bucket], self._starts[bucket + 1])
        if at < 0:
            return 0
        at += len(named)
        tags, *weights = self._lines[at : self._lines.index(b"\n", at)].split()
        return _score(tags, weights) if weights else int(tags, 16)


class Weights:
    """What was learned: the tags, the words that have only one, and what features score."""

    def __init__(self, tags: Sequence[str], known: Mapping[str, str], scores: Scores) -> None:
        self.tags, self.known, self.scores = tuple(tags), known, scores
        self._lanes = Struct(f"<{len(self.tags)}I")
        self._middle = sum(1 << (_BITS * at + _BITS - 1) for at in range(len(self.tags)))

    def best(self, features: Sequence[str]) -> str:
        """Return the tag for which ``features`` score most, the first of equals."""
        total = sum(map(self.scores.__getitem__, features), self._middle)
        scores = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        return self.tags[scores.index(max(scores))]


def read(data: bytes) -> Weights:
    """Return the weights in the bytes of a file."""
    head = data.index(b"\n")
    told = json.loads(data[:head])
    return Weights(told["tags"], told["known"], Scores(data[head:], told["buckets"]))


def written(
    tags: Sequence[str], known: Mapping[str, str], rows: Mapping[str, Sequence[int]]
) -> bytes:
    """Return as the bytes of a file ``rows``: for each feature the pairs of a tag and a weight."""
    buckets: list[list[bytes]] = [[] for _ in range(_BUCKETS)]
    for feature in sorted(rows):
        name = feature.encode()
        buckets[crc32(name) % _BUCKETS].append(b"%b %b\n" % (name, _packed(rows[feature])))
    starts = list(accumulate((sum(map(len, lines)) for lines in buckets), initial=0))
    told = {"tags": list(tags), "known": known, "buckets": starts}
    head = json.dumps(told, separators=(",", ":"), ensure_ascii=False, sort_keys=True).encode()
    return b"%b\n%b" % (head, b"".join(line for lines in buckets for line in lines))


def _packed(row: Sequence[int]) -> bytes:
    tags = bytes(_FIRST + at for at in row[::2])
    weights = [str(weight).encode() for weight in row[1::2]]
    return b"%x" % _score(tags, weights) if len(tags) >= _MANY else b" ".join((tags, *weights))
