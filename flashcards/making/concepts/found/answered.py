"""Which words answer: where an answer ends, and what no answer may be."""

from __future__ import annotations

import re

from flashcards.making.concepts.defining import stands_alone
from flashcards.making.concepts.definitions import says_nothing
from flashcards.making.concepts.found.weighing import Weighed
from flashcards.making.concepts.words import BASE_VERBS, LIST_NOUNS, content, listed, stem
from flashcards.making.tagging.phrases import FINITE, Parsed

NO_ANSWER = re.compile(
    r"^(?:not|no|also|more|less|very|so|too|most|now|still|only|just|both|found|thought|believed"
    r"|said|seen|made|given|called|known|likely|able|due|often|in|on|at|as|to|under|from|such|this"
    r"|these|it|they|he|she|we|you|there|here|that"
    r"|those(?! (?:(?:\w+ ){1,2}that|(?:\w+ ){0,2}(?:who|whose))\b)"
    r"|especially|but|and|or|some|many|what"
    r"|an? (?:broader|wider|larger|higher|deeper|newer|similar|related|different|second|third)"
    r"|an? contraindication"
    r"|when (?:it|they|he|she|we)"
    r"|problematic|part of|one of|another|examples? of|\w+.approved)\b",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"\b(?:this|these|the above|the following|such an?|I|my)\b"
    r"|(?<!and )\b(?:above|below)(?! (?:an?|the|which|normal|average|\d))\b"
    r"|\bthose (?!(?:\w+ ){0,2}(?:who|that|whose)\b|of\b|with|in|\w+ing\b|\w+ed\b)"
    r"|\b(?:is|are|was|were) (?:discussed|mentioned|covered|presented|explained) in [A-Z]"
)
"""What points to something that the card does not show; “above the normal range” does not."""
_FIGURE = re.compile(r"\d[\d.,]*(?: ?%| per ?cent\b| \d| ?=)")
"""A share or a sum, which says how much it is and not what it is."""
HAPPENING = frozenset(("occurs", "occur", "happens", "happen"))
WHEN = re.compile(
    r"(?:when|if|after|before|during|while|as(?! a (?:result|consequence)\b)) ", re.IGNORECASE
)
"""How an answer begins that tells when something happens."""
LISTING = listed(
    "include includes involve involves consist consists comprise comprises characterized marked"
)
"""Verbs of which a list is the object."""
_REMARKS = listed("criticism contraindication complication finding manifestation example purpose")
_RELATIVES = frozenset(("WDT", "WP", "WRB"))
_LONGEST = 34
_LONG_CONDITION = 16


def first_condition(answer: str) -> str:
    """Return a long “when …” up to where it adds a second condition."""
    if len(answer.split()) <= _LONG_CONDITION or not answer.startswith(("when ", "if ")):
        return answer
    parsed = Parsed(answer)
    for at in range(6, len(parsed.words) - 2):
        if parsed.lows[at] == "and" and parsed.tags[at + 1] in ("DT", "PRP"):
            begun = parsed.tags[:at]
            if any(tag in FINITE for tag in begun) and any(t in FINITE for t in parsed.tags[at:]):
                return parsed.said(0, at - (parsed.words[at - 1] == ","))
    return answer


def points(answer: str) -> bool:
    """Tell whether ``answer`` points to what it does not name itself: “these” of nothing before."""
    for found in POINTING.finditer(answer):
        noun = re.match(r" (\w+)", answer[found.end() :])
        before = content(answer[: found.start()])
        if found[0] not in ("this", "these") or not (noun and set(content(noun[1])) & set(before)):
            return True
    return False


def first_said(answer: str) -> str:
    """Return ``answer`` up to where its sentence says a second thing of the subject.

    “the heart and provides a low-friction environment” gives “the heart”; nothing is cut after a
    relative pronoun, whose verb the second may be too, nor in “the ability to see and share it”.
    """
    parsed = Parsed(answer)
    for at in range(1, len(parsed.words) - 2):
        if parsed.tags[at] in _RELATIVES:
            return answer
        verb = next((k for k in range(at + 1, len(parsed.tags) - 1) if parsed.tags[k] != "RB"), at)
        finite = parsed.tags[verb] in ("VBZ", "VBP") or (
            parsed.lows[verb] in BASE_VERBS and parsed.tags[verb + 1] in ("DT", "PRP$", "RB")
        )
        goes_on = parsed.tags[verb] != "VBZ" and "TO" in parsed.tags[:at]
        if parsed.lows[at] in ("and", "but") and finite and not goes_on:
            return parsed.said(0, at - (parsed.words[at - 1] == ","))
    return answer


def is_answer(one: Weighed, answer: str) -> bool:
    """Tell whether ``answer`` says of the term what it is, by itself and in few words."""
    if _opens_wrongly(one, answer) or len(answer.split()) > _LONGEST or says_nothing(answer):
        return False
    if not _is_whole(answer):
        return False
    if points(answer) or not stands_alone(one.place.term):
        return False
    if "one’s" in one.place.term or "one's" in one.place.term:
        return False
    if one.place.parsed.tags[one.place.end - 1] == "JJ" or _is_empty(one.place.term):
        return False
    if one.told.verb in LISTING and _listed(answer) >= 2:
        return False
    if one.told.verb.startswith("describe") and one.place.term.isupper():
        return False
    return bool(set(content(answer)) - set(one.term.key)) and answer[-1] not in ",:;"


def _is_whole(answer: str) -> bool:
    """Tell whether brackets and quotes are closed, and it is told of one thing alone."""
    closed = answer.count("(") == answer.count(")") and answer.count("“") == answer.count("”")
    return closed and not answer.endswith(" respectively")


def _opens_wrongly(one: Weighed, answer: str) -> bool:
    happens = one.told.verb in HAPPENING and WHEN.match(answer)
    return bool(NO_ANSWER.match(answer) or _FIGURE.match(answer)) and not happens


def _listed(answer: str) -> int:
    """Return how many commas part what is listed; in “groups who endure x, y and z” none does."""
    relative = {"who", "whose", "that", "which"} & set(answer.partition(",")[0].split())
    return 0 if relative else answer.count(",")


def _is_empty(term: str) -> bool:
    """Tell whether the term is one word for a list, as “criticisms” is."""
    return " " not in term and stem(term.lower()) in LIST_NOUNS | _REMARKS
