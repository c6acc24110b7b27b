"""An averaged perceptron that tells the part of speech of each word, from weights in a file.

M. Collins, *Discriminative training methods for hidden Markov models*, EMNLP 2002; decoded from
left to right, one tag at a time. ``training/tagger.py`` makes the weights.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WEIGHTS = Path(__file__).with_name("weights.json.gz")
START = "^"
MARKS = {
    ".": ".", "!": ".", "?": ".", ",": ",", ";": ":", ":": ":", "-": ":", "–": ":", "—": ":",
    "...": ":", "…": ":", "(": "(", "[": "(", ")": ")", "]": ")", '"': "''", "“": "''", "”": "''",
    "'": "''", "‘": "''", "’": "''",
}  # fmt: skip
"""The tags of what is no word."""


@dataclass(frozen=True)
class Weights:
    """What was learned: the tags, the words that have only one, and a row for every feature."""

    tags: tuple[str, ...]
    known: dict[str, str]
    rows: dict[str, list[int]]


@cache
def weights() -> Weights:
    """Return the weights that ship with the program."""
    told = json.loads(gzip.decompress(_WEIGHTS.read_bytes()))
    return Weights(tuple(told["tags"]), told["known"], told["rows"])


def tag(words: Sequence[str], learned: Weights | None = None) -> list[str]:
    """Return the Penn Treebank tag of each of ``words``, a sentence cut by ``tokens``."""
    model = learned or weights()
    before, last = START, START
    lowered = [START, START, *(shape(word) for word in words), START, START]
    found = []
    for index, word in enumerate(words):
        tagged = MARKS.get(word) or model.known.get(lowered[index + 2])
        if tagged is None or (tagged == "IN" and not word.islower() and word.isupper()):
            tagged = _best(model, features(word, lowered, index + 2, last, before))
        found.append(tagged)
        before, last = last, tagged
    return found


def _best(model: Weights, told: Iterator[str]) -> str:
    scores = [0] * len(model.tags)
    for feature in told:
        row = model.rows.get(feature)
        if row is not None:
            pairs = iter(row)
            for at, weight in zip(pairs, pairs, strict=True):
                scores[at] += weight
    return model.tags[scores.index(max(scores))]


def shape(word: str) -> str:
    """Return ``word`` in lower case; numbers all look alike."""
    if word[0].isdigit():
        return "0000" if len(word) == 4 and word.isdigit() else "0"
    return word.lower()


def features(word: str, lowered: Sequence[str], at: int, last: str, before: str) -> Iterator[str]:
    """Yield what tells the tag of ``word``: itself, its endings, its neighbours, tags before."""
    low, prior, following = lowered[at], lowered[at - 1], lowered[at + 1]
    yield f"w{low}"
    yield f"s{low[-3:]}"
    yield f"u{low[-2:]}"
    yield f"p{low[:2]}"
    yield f"t{last}"
    yield f"b{before}|{last}"
    yield f"q{last}|{low}"
    yield f"l{prior}"
    yield f"e{prior[-3:]}"
    yield f"n{following}"
    yield f"f{following[-3:]}"
    yield f"m{lowered[at + 2]}"
    yield f"x{last}|{low[-3:]}"
    yield f"y{last}|{following[-3:]}"
    if word[0].isupper():
        yield "C1" if last == START else ("C2" if word.isupper() else "C3")
    if "-" in word:
        yield "-"
