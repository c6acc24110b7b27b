"""Which language a stretch of words is in, and of what kind each word is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flashcards.making.checking.guard.words import (
    dutch,
    english,
    french,
    german,
    italian,
    polish,
    portuguese,
    spanish,
)

_ALL = (english, german, french, spanish, italian, portuguese, dutch, polish)
KINDS = tuple(english.KINDS)
"""Kinds of words that tell one person's life from a book, each word in the first that has it."""
_KINDS_OF = tuple(
    {word: kind for kind, words in reversed(each.KINDS.items()) for word in words.split()}
    for each in _ALL
)
PLAINLY = 0.6
"""Where English has this share of the words, no other language is tried."""


def kind_of(words: Sequence[str]) -> Callable[[str], str | None]:
    """Return what tells the kind of a word, in the language that knows most of ``words``."""
    most = sum(map(_KINDS_OF[0].__contains__, words))
    found = _KINDS_OF[0]
    if most < PLAINLY * len(words):
        for other in _KINDS_OF[1:]:
            known = sum(map(other.__contains__, words))
            if known > most:
                most, found = known, other
    return found.get
