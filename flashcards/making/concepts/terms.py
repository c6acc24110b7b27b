"""Says whether a few words name something, and how to write them within a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    GENERIC,
    PREPOSITIONS,
    PRONOUNS,
    STOP,
    content,
    is_finite,
    listed,
    stem,
    words_of,
)

LONGEST = 6
_LONGEST_ABBREVIATION = 5
_ABBREVIATED = re.compile(r"\s*\([A-Z][A-Za-z-]{1,7}s?\)")
_ODD = re.compile(r"\([^)]*\d|[;:!?…“”\"/|@#=<>\[\]]|(?<![A-Za-z])\d{3,}|\.\s")
_SINGULAR = listed(
    """
    ethics physics genetics dynamics statistics politics economics aesthetics bias atlas lens
    series
    """
)
_SINGULAR_ENDINGS = ("ss", "us", "is", "'s", "’s")
_ASKED_OF = listed(
    """
    goal aim purpose function role focus task meaning definition
    """
)
_DOCTRINES = listed("theory model law hypothesis principle hierarchy")
_QUANTITIES = listed(
    """
    one two three four five six seven eight nine ten first second third fourth fifth last next
    another many most some few several all each every both other such various different
    certain certainly important key main major common good better best new same only current
    recent previous following overall particular possible likely additional further
    """
)


def bare(term: str) -> str:
    """Return ``term`` without a leading article and a bracketed abbreviation."""
    words = _ABBREVIATED.sub("", term).split()
    if words and words[0].lower() in DETERMINERS and len(words) > 1:
        words = words[1:]
    return " ".join(words)


def names_something(term: str, *, marked: bool = False) -> bool:
    """Tell whether ``term`` can be what a card is about; a ``marked`` one is meant to be."""
    words = words_of(bare(term))
    if term.split(" ")[0].lower() in DETERMINERS - {"a", "an", "the"}:
        return False
    if not 1 <= len(words) <= LONGEST or _ODD.search(term) or "," in term:
        return False
    if words[0] in PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | _QUANTITIES:
        return False
    if words[-1] in STOP or not any(ch.isalpha() for ch in words[0]):
        return False
    if any(word in PRONOUNS | AUXILIARIES for word in words):
        return False
    if any(is_finite(word, before) for before, word in pairwise(words)):
        return False
    return not is_generic(term, marked=marked)


def is_generic(term: str, *, marked: bool = False) -> bool:
    """Tell whether ``term`` is a word of every text, like “people” or “the first step”.

    A ``marked`` “stage of denial” is none: its author set it apart.
    """
    words = words_of(bare(term))
    head = _head(words)
    if head in _ASKED_OF and "of" in words:
        return False
    if "in" not in words and any(word[0].isupper() for word in term.split()[2:]):
        return False
    named = words[: words.index("of")] if "of" in words else []
    if len(named) > 1 and named[-1] in _DOCTRINES and named[-2] not in STOP | _QUANTITIES:
        return False
    stems = {stem(word) for word in words}
    if len(words) == 1:
        return words[0] in GENERIC or stem(words[0]) in GENERIC
    placed = not marked and ("of" in words or "in" in words)
    return head in GENERIC and bool(stems & _QUANTITIES or placed)


def is_name(term: str) -> bool:
    """Tell whether every word of ``term`` is written like the name of a person or a place."""
    words = [word for word in bare(term).split() if word.lower() not in STOP]
    return bool(words) and all(word.istitle() for word in words)


def _head(words: list[str]) -> str:
    for index, word in enumerate(words):
        if word in PREPOSITIONS and index:
            return stem(words[index - 1])
    return stem(words[-1]) if words else ""


def inside(term: str, outline: Outline) -> str:
    """Return ``term`` as it is written within a sentence: names keep their capital."""
    words = term.split(" ")
    titled = len(words) > 1 and all(w[:1].isupper() or w.lower() in STOP for w in words)
    if titled and not all(_is_common(word, outline) for word in words):
        return term
    return " ".join(
        _lowered(word, outline, index == 0) if index == 0 or titled else word
        for index, word in enumerate(words)
    )


def _is_common(word: str, outline: Outline) -> bool:
    """Tell whether the document writes ``word`` in lower case elsewhere, or writes it as a name."""
    letters = word.strip("“”\"'(),")
    low = letters.lower()
    return low in outline.lowers or low in STOP or letters in outline.capitals


def _lowered(word: str, outline: Outline, first: bool) -> str:
    """Return ``word`` in lower case unless it is a name, as far as the document shows."""
    letters = word.strip("“”\"'(),")
    if len(letters) > _LONGEST_ABBREVIATION and letters.isupper():
        return word.lower()
    if not letters or any(ch.isupper() for ch in letters[1:]) or letters in outline.capitals:
        return word
    if len(letters) == 1 and letters.lower() != "a":
        return word
    known = letters.lower() in outline.lowers
    return word.lower() if first or known else word


def capitalised(words: str) -> str:
    """Return ``words`` with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def is_plural(term: str) -> bool:
    """Tell whether ``term`` most likely names several things."""
    words = words_of(bare(term))
    if not words:
        return False
    if " and " in f" {term.lower()} ":
        return True
    for index, word in enumerate(words):
        if word in PREPOSITIONS and index:
            return _plural_word(words[index - 1])
    return _plural_word(words[-1])


def _plural_word(word: str) -> bool:
    if word in ("people", "children", "men", "women", "criteria", "phenomena", "media", "data"):
        return True
    return word.endswith("s") and word not in _SINGULAR and not word.endswith(_SINGULAR_ENDINGS)


def same(one: str, other: str) -> bool:
    """Tell whether two terms are the same but for case, number and articles."""
    return content(one) == content(other) and bool(content(one))
