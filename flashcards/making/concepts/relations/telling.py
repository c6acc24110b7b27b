"""A sentence that can become a card, and its parts: the subject, the verb, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flashcards.making.concepts import terms
from flashcards.making.concepts.clauses import resolved
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.defining import stands_alone
from flashcards.making.concepts.definitions import cut
from flashcards.making.concepts.found.answered import POINTING, first_said
from flashcards.making.concepts.found.cards import LINKED
from flashcards.making.concepts.found.meaning import second_clause
from flashcards.making.concepts.found.weighing import weights
from flashcards.making.concepts.outline import Outline, Section
from flashcards.making.concepts.sentences import Sentence
from flashcards.making.concepts.words import (
    PRONOUNS,
    SINGULAR_VERBS,
    STOP,
    content,
    is_finite,
    listed,
    stem,
    words_of,
)
from flashcards.making.tagging.phrases import FINITE, Parsed

LONGEST = 45
_MORE = re.compile(
    r",? (?:and|but) (?:also |then |often )?(?:can|may|is|are|has|have|was|were|will)\b.*$"
)
_THE_ONE = re.compile(r"(?:the|these|those) (?P<word>\w+)", re.IGNORECASE)
_EVERYDAY = 0.05
"""The share of all texts that use a word, from which on “the descriptions” are its text's own."""
_CUT_OFF = re.compile(r"[,:;]$|^(?:and|or|but|regardless)\b")
_PERSONS = re.compile(r"\b(?:I|me|my|we|us|our|you|your)\b", re.IGNORECASE)
_SUBJECT = frozenset(
    ("DT", "JJ", "NN", "NNS", "NNP", "CD", "PRP$", "POS", "IN", "VBG", "VBN", "CC", "''", "RB")
)
_NO_OPENING = listed("although while if when because since as for in on at by with from to during")
_MOST = 14


@dataclass(frozen=True)
class Told:
    """A sentence with its section; ``parsed`` is how it reads with its pronoun resolved."""

    parsed: Parsed
    sentence: Sentence
    section: Section

    @property
    def text(self) -> str:
        """Return the sentence as it reads."""
        return self.parsed.text


@dataclass(frozen=True)
class Parts:
    """The words before ``subject`` are the subject's; ``verb`` is where the finite verb stands."""

    subject: str
    end: int
    verb: int


def told(outline: Outline) -> Iterator[Told]:
    """Yield the sentences of ``outline`` that stand alone."""
    for section in outline.sections:
        prose = section.prose
        for index, sentence in enumerate(prose):
            if not 5 <= sentence.count <= LONGEST or sentence.plain.endswith(("?", ":")):
                continue
            words = resolved(prose, index, outline)
            if words is None:
                continue
            linked = LINKED.match(words)
            words = terms.capitalised(words[linked.end() :]) if linked else words
            if stands_alone(words) and not POINTING.search(words) and not _PERSONS.search(words):
                yield Told(Parsed(words), sentence, section)


def parts(parsed: Parsed, begin: int = 0) -> Parts | None:
    """Return the subject that begins at ``begin`` and its verb, or None if either is unclear."""
    tags, lows = parsed.tags, parsed.lows
    if begin >= len(tags) or lows[begin] in _NO_OPENING:
        return None
    for at in range(begin + 1, min(begin + _MOST, len(tags) - 1)):
        if tags[at] in FINITE or _reads_as_verb(parsed, at):
            end = at
            while end > begin + 1 and tags[end - 1] == "RB":
                end -= 1
            subject = parsed.said(begin, end)
            return Parts(subject, end, at) if _can_be_asked_of(subject) else None
        if tags[at] not in _SUBJECT and parsed.words[at] not in "[]":
            return None
    return None


def _reads_as_verb(parsed: Parsed, at: int) -> bool:
    """Tell whether “results” is the verb: what is tagged as a noun in a clause without any."""
    if parsed.tags[at] != "NNS" or parsed.lows[at] not in SINGULAR_VERBS:
        return False
    if parsed.tags[at + 1] not in ("DT", "IN", "PRP$", "VBN", "JJ", "TO"):
        return False
    because = parsed.lows.index("because") if "because" in parsed.lows else len(parsed.tags)
    return not any(tag in FINITE for tag in parsed.tags[:because])


def _can_be_asked_of(subject: str) -> bool:
    """Tell whether ``subject`` is a thing, or a longer phrase without a verb of its own."""
    one = _THE_ONE.fullmatch(subject)
    if one and weights().common.get(stem(one["word"].lower()), 0.0) > _EVERYDAY:
        return False
    if terms.names_something(subject):
        return True
    words = words_of(subject)
    verbs = any(is_finite(word, before) for before, word in pairwise(words))
    return len(content(subject)) > 1 and not verbs and words[0] not in PRONOUNS


def concept(
    what: What, told: Told, topic: str, question: str, answer: str, score: float
) -> Concept | None:
    """Return the card, or None where the answer does not answer or says the question again."""
    answer = trimmed(answer)
    words = answer.split()
    if not 1 <= len(words) <= LONGEST or _CUT_OFF.search(answer) or len(question.split()) > 22:
        return None
    if answer.count("(") != answer.count(")") or answer.count("“") != answer.count("”"):
        return None
    if not set(content(answer)) - set(content(question)):
        return None
    return Concept(
        what,
        topic,
        told.sentence.start,
        told.sentence.end,
        told.section.heading,
        score,
        question=question,
        answer=answer,
    )


def trimmed(answer: str) -> str:
    """Return ``answer`` without what trails after its main clause."""
    said = _MORE.sub("", cut(answer.strip(" ,;.")))
    parsed = Parsed(said)
    clause = parsed.said(0, second_clause(parsed, 0, len(parsed.words))).strip(" ,;.")
    return first_said(clause)


def inner(subject: str, outline: Outline) -> str:
    """Return a subject as it is written within a question; what reads as a name stays one."""
    bare = subject.replace("[", "").replace("]", "")
    first = bare.split(" ")[0]
    is_name = Parsed(bare).tags[:1] == ("NNP",) and first.lower() not in outline.lowers
    return bare if is_name and first.lower() not in STOP else terms.inside(bare, outline)
