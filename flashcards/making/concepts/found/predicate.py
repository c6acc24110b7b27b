"""What is said of a term by the verb that follows it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.meaning import explained
from flashcards.making.concepts.words import SINGULAR_VERBS, listed
from flashcards.making.tagging.phrases import FINITE, Parsed

BE = frozenset(("is", "are", "was", "were"))
CALLED = listed("called termed named labeled labelled dubbed known referred coined considered")
_DEFINING = listed(
    """
    refers refer means mean denotes denote describes describe involves involve consists consist
    includes include represents represent occurs occur happens happen entails entail comprises
    comprise encompasses encompass reflects reflect indicates indicate signifies
    """
)
_REPORTING = frozenset(("describe", "indicate", "reflect", "mean"))
"""Verbs that people in the plural do: “adolescents describe their reasons”."""
_AS = listed(
    """
    defined understood described conceptualized conceptualised viewed seen characterized
    characterised thought regarded used marked
    """
)
_OBJECT = frozenset(("DT", "PRP$", "JJ", "NN", "NNS", "WRB", "VBG"))
_NOT = frozenset(
    ("not", "also", "never", "no", "n't", "neither", "rather", "cannot", "isn't", "aren't")
)
_MAYBE = ("can", "may", "could", "might")


def said_of(parsed: Parsed, at: int) -> Iterator[Explained]:
    """Yield what is said of a subject where its verb begins at ``at``."""
    if parsed.tags[at : at + 1] and parsed.tags[at] in ("RB", "MD", *FINITE):
        yield from predicate(parsed, at)


def reads_as_verb(parsed: Parsed, at: int) -> bool:
    """Tell whether the word at ``at`` is the verb, though it is tagged as what looks like it."""
    before, following = parsed.tags[at - 1], parsed.tags[at + 1 : at + 2]
    if any(tag in FINITE for tag in parsed.tags[:at]) or not following:
        return False
    if parsed.tags[at] == "VB":
        return before in ("NNS", "NNPS", ")") and following[0] in _OBJECT
    if parsed.tags[at] != "NNS" or before == "CC" or parsed.lows[at] not in SINGULAR_VERBS:
        return False
    rest = parsed.tags[at : next(iter(_clauses(parsed, at)), len(parsed.tags))]
    return following[0] in _OBJECT and not any(tag in FINITE for tag in rest)


def _clauses(parsed: Parsed, at: int) -> Iterator[int]:
    """Yield where further clauses may open after ``at``."""
    for k in range(at, len(parsed.tags)):
        if parsed.tags[k] in ("WDT", "WP", "WRB") or parsed.words[k] in ",;:—":
            yield k


def says_as(parsed: Parsed, at: int) -> bool:
    """Tell whether “defined as”, or its like, stands at ``at``."""
    return bool(_AS & set(parsed.lows[at : at + 1])) and "as" in parsed.lows[at + 1 : at + 4]


def predicate(parsed: Parsed, at: int, stop: int | None = None) -> Iterator[Explained]:
    """Yield what is said of a subject by the verb that begins at ``at``, up to ``stop``."""
    verb, count = at, len(parsed.words) if stop is None else stop
    while verb < count and parsed.tags[verb] == "RB":
        verb += 1
    if verb >= count - 2 or _NOT & set(parsed.lows[at : verb + 3]):
        return
    low = parsed.lows[verb]
    if low in _MAYBE and parsed.lows[verb + 1] == "be":
        yield from _being(parsed, verb + 1, low, count)
    elif low in BE:
        yield from _being(parsed, verb, low, count)
    elif low in _DEFINING and not (low in _REPORTING and parsed.tags[verb] == "VBP"):
        begin = verb + 1 + (parsed.lows[verb + 1] in ("to", "of"))
        yield from explained(parsed, Form.VERB, low, (begin, count), True)
    elif parsed.tags[verb] in FINITE or reads_as_verb(parsed, verb):
        yield from explained(parsed, Form.TELLS, low, (verb, count), True)


def _being(parsed: Parsed, verb: int, low: str, count: int) -> Iterator[Explained]:
    at = verb + 1
    if _NOT & set(parsed.lows[verb : verb + 3]):
        return
    while at < count - 1 and parsed.tags[at] == "RB":
        at += 1
    following = parsed.lows[at]
    links = range(at + 1, min(at + 4, count - 1))
    link = next((k for k in links if parsed.lows[k] in ("as", "by", "to")), None)
    if following in _AS and link is not None:
        begin = link + 1
        begin += parsed.lows[begin] in ("describe", "mean")
        begin += 2 * (parsed.lows[begin : begin + 2] == ("refer", "to"))
        yield from explained(parsed, Form.DEFINED, following, (begin, count), True)
    elif following not in CALLED:
        yield from explained(parsed, Form.IS, low, (at, count), True)
