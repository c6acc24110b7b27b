"""Parts a sentence into its subject, its verb and the rest, and finds what a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.making.concepts import terms
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.sentences import Sentence
from flashcards.making.concepts.words import (
    ADVERBS,
    BASE_VERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PRONOUNS,
    SINGULAR_VERBS,
    STOP,
    is_finite,
)

_REPORTED = re.compile(
    r"^(?:(?:Research|Studies|Evidence|One study|Many studies) (?:has|have)? ?(?:shown|shows?|found"
    r"|demonstrated|demonstrates?|confirms?|confirmed) that )(?=[a-z])"
)
_PRONOUN = re.compile(r"^(?P<pronoun>It|They) (?P<rest>[a-z].*)$", re.DOTALL)
_MOST = 16
"""The most words that a subject has."""


@dataclass(frozen=True)
class Clause:
    """``subject`` ``adverb`` ``finite`` ``rest``, in the source's words; ``verb`` is the base"
    " form."""

    subject: str
    adverb: str
    finite: str
    verb: str
    rest: str

    @property
    def plural(self) -> bool:
        """Tell whether the verb is in the plural."""
        return self.finite.lower() == self.verb or self.finite.lower() in ("are", "were", "have")


def clause(words: str) -> Clause | None:
    """Return the parts of the sentence ``words``, or None if its verb is not found."""
    body = _REPORTED.sub("", words).rstrip(".! ")
    tokens = body.split()
    for index in range(1, min(len(tokens) - 1, _MOST)):
        token, before = tokens[index], tokens[index - 1]
        low = token.lower().strip(",;")
        if low in PRONOUNS | CONJUNCTIONS and low not in ("and", "or", "both"):
            return None
        if is_finite(token, before.strip(",]")) or _follows_several(tokens, index):
            return _parted(tokens, index)
    return None


def _follows_several(tokens: list[str], index: int) -> bool:
    """Tell whether a verb follows an adverb, “a and b”, or several things and an adverb."""
    low = tokens[index].lower()
    subject = [token for token in tokens[:index] if not _is_adverb(token)]
    if low in SINGULAR_VERBS and index > 1 and _is_adverb(tokens[index - 1]):
        return True
    if low not in BASE_VERBS or not subject or subject[-1].lower() in DETERMINERS:
        return False
    joined = "and" in subject[1:-1]
    return (joined and subject[-1].lower() not in STOP) or is_finite(low, subject[-1].strip(",]"))


def _parted(tokens: list[str], index: int) -> Clause | None:
    cut = index
    while cut > 1 and _is_adverb(tokens[cut - 1]):
        cut -= 1
    subject = " ".join(tokens[:cut]).rstrip(",")
    first = tokens[0].lower().strip(",")
    if first in ADVERBS or first.endswith("ly"):
        return None
    finite = tokens[index]
    low = finite.lower()
    verb = SINGULAR_VERBS.get(low, low)
    adverb = " ".join(tokens[cut:index])
    return Clause(subject, adverb, finite, verb, " ".join(tokens[index + 1 :]))


def _is_adverb(token: str) -> bool:
    low = token.lower()
    return low in ADVERBS or (low.endswith("ly") and low not in ("family", "ally", "early"))


def resolved(prose: Sequence[Sentence], index: int, outline: Outline) -> str | None:
    """Return sentence ``index`` with its leading pronoun replaced in square brackets.

    Return it as it is if it has none, and None if nobody can tell what the pronoun stands for.
    """
    words = prose[index].plain
    found = _PRONOUN.match(words)
    if found is None:
        return words
    referent = referent_of(prose, index, outline)
    if referent is None or terms.is_plural(referent) != (found["pronoun"] == "They"):
        return None
    return f"[{terms.capitalised(referent)}] {found['rest']}"


def referent_of(prose: Sequence[Sentence], index: int, outline: Outline) -> str | None:
    """Return what the pronoun that opens sentence ``index`` stands for: the subject before it."""
    for earlier in range(index - 1, -1, -1):
        words = prose[earlier].plain
        if _PRONOUN.match(words):
            continue
        found = clause(words)
        if found is None or not terms.names_something(found.subject):
            return None
        return terms.inside(found.subject, outline)
    return None


def is_verb(word: str) -> bool:
    """Tell whether ``word`` is a verb in its base form."""
    return word.lower() in BASE_VERBS
