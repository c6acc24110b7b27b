"""An averaged perceptron that tells the part of speech of each word, from weights in a file.

M. Collins, *Discriminative training methods for hidden Markov models*, EMNLP 2002; decoded from
left to right, one tag at a time. ``training/tagger.py`` makes the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from flashcards.making.tagging.weights import Weights, read

_WEIGHTS = Path(__file__).with_name("weights.txt")
START = "^"
MARKS = {
    ".": ".", "!": ".", "?": ".", ",": ",", ";": ":", ":": ":", "-": ":", "–": ":", "—": ":",
    "...": ":", "…": ":", "(": "(", "[": "(", ")": ")", "]": ")", '"': "''", "“": "''", "”": "''",
    "'": "''", "‘": "''", "’": "''",
}  # fmt: skip
"""The tags of what is no word."""


@cache
def weights() -> Weights:
    """Return the weights that ship with the program."""
    return read(_WEIGHTS.read_bytes())


def tag(words: Sequence[str], learned: Weights | None = None) -> list[str]:
    """Return the Penn Treebank tag of each of ``words``, a sentence cut by ``tokens``."""
    model = learned or weights()
    before, last = START, START
    lowered = [START, START, *(shape(word) for word in words), START, START]
    found = []
    for index, word in enumerate(words):
        tagged = MARKS.get(word) or model.known.get(lowered[index + 2])
        if tagged is None or (tagged == "IN" and not word.islower() and word.isupper()):
            tagged = model.best(features(word, lowered, index + 2, last, before))
        found.append(tagged)
        before, last = last, tagged
    return found


def shape(word: str) -> str:
    """Return ``word`` in lower case; numbers all look alike."""
    if word[0].isdigit():
        return "0000" if len(word) == 4 and word.isdigit() else "0"
    return word.lower()


def features(word: str, lowered: Sequence[str], at: int, last: str, before: str) -> list[str]:
    """Return what tells the tag of ``word``: itself, its endings, its neighbours, tags before."""
    prior, low, following, second = lowered[at - 1 : at + 3]
    ending, next_ending = low[-3:], following[-3:]
    found = [
        f"w{low}",
        f"s{ending}",
        f"u{low[-2:]}",
        f"p{low[:2]}",
        f"t{last}",
        f"b{before}|{last}",
        f"q{last}|{low}",
        f"l{prior}",
        f"e{prior[-3:]}",
        f"n{following}",
        f"f{next_ending}",
        f"m{second}",
        f"x{last}|{ending}",
        f"y{last}|{next_ending}",
    ]
    if word[0].isupper():
        found.append("C1" if last == START else ("C2" if word.isupper() else "C3"))
    if "-" in word:
        found.append("-")
    return found
