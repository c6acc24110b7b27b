"""A sentence with its words, their parts of speech, and the noun phrases in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from flashcards.making.tagging.tagger import tag
from flashcards.making.tagging.tokens import tokens

_LETTERS = {
    "JJ": "J", "NN": "N", "NNS": "N", "NNP": "N", "VBN": "V", "VBG": "G", "CD": "C", "DT": "D",
    "PRP$": "D", "POS": "S", "VBZ": "F", "VBP": "F", "VBD": "F", "MD": "F",
}  # fmt: skip
_PHRASE = re.compile(r"D?(?P<core>(?:[JNGC]|V(?=[JNG])|(?<=N)S)*N|(?<![NJ])G(?=F))")
_NO_MODIFIERS = frozenset(
    ("called", "known", "termed", "named", "considered", "referred", "described", "defined",
     "labeled", "labelled", "dubbed", "including", "using", "being", "having")
)  # fmt: skip
FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_MOST_KEPT = 2_000
"""How many sentences are remembered: those of a chapter come again and again."""


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: the words ``start`` to ``end``, without the determiner before them."""

    start: int
    end: int
    determiner: str


@dataclass(frozen=True)
class Parsed:
    """A sentence as the tagger reads it."""

    text: str

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word starts and ends in ``text``."""
        return _spans(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words and marks."""
        return tuple(self.text[start:end] for start, end in self.spans)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The part of speech of each word."""
        return _tags(self.text)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The noun phrases, in order; “of” parts two of them."""
        letters = "".join(self._letter(at) for at in range(len(self.tags)))
        found = []
        for match in _PHRASE.finditer(letters):
            start, end = match.span("core")
            before = self.lows[match.start()] if match.start() < start else ""
            found.append(Phrase(start, end, before))
        return tuple(found)

    def _letter(self, at: int) -> str:
        letter = _LETTERS.get(self.tags[at], "-")
        if letter in "VG" and self.lows[at] in _NO_MODIFIERS:
            return "-"
        if letter == "G" and at and self.tags[at - 1] in ("IN", "CC", "TO"):
            return "-"
        if letter == "V" and at and self.tags[at - 1] in ("NN", "NNS", "NNP", "PRP", "VBP", "VBZ"):
            return "-"
        return letter if self.words[at][0].isalnum() or letter == "S" else "-"

    def said(self, start: int, end: int) -> str:
        """Return the text of the words ``start`` to ``end``."""
        if start >= end:
            return ""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]


@lru_cache(_MOST_KEPT)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(tokens(text))


@lru_cache(_MOST_KEPT)
def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag([text[start:end] for start, end in _spans(text)]))
