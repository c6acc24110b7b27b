"""Makes an entry of a term and its meaning, wherever a glossary has them."""

from __future__ import annotations

import re

from flashcards.making.concepts import terms
from flashcards.making.concepts.clauses import is_verb
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.definitions import be, cut, says_nothing
from flashcards.making.concepts.outline import Outline, Section, without_aside
from flashcards.making.concepts.sentences import plain
from flashcards.making.concepts.words import ADVERBS, content, stem
from flashcards.making.tagging.phrases import FINITE, Parsed

_POINTS = re.compile(
    r"^(?:(?:This|These|It|They|Such)\b)(?: (?P<noun>(?!is\b|are\b|has\b|have\b|can\b"
    r"|may\b)[a-z]+(?= (?:is|are|has|have|can|may|occurs?|refers?|involves?|means?"
    r"|describes?)\b)))?"
    r"(?: (?P<rest>(?:is|are|has|have|can|may|occurs?|refers?|involves?|means?|describes?)\b.+))?",
    re.DOTALL,
)
NO_ENTRY = re.compile(
    r"(?:example|note|tip|important|remember|warning|answer|question|step|case|for example|goal"
    r"|strategy|strategies|source|summary|key (?:point|takeaway)s?|research|evidence|conclusion"
    r"|introduction|overview|background|history|about|what to do|todo.*|sample.*|homework"
    r"|when to .*|how to .*|why .*|integrates .*|working .*|use .*|additional .*|other .*)s?",
    re.IGNORECASE,
)
_ADVISES = re.compile(r"\bthis (?:is|was)\b|\b(?:should|must) ", re.I)
INSTRUCTS = re.compile(
    r"^(?:how|why|where|who|see|ask|try|locate|surface|consider|developed|conducted|proposed"
    r"|a term)\b",
    re.I,
)
_REMARKS = re.compile(r"^\w+(?: \w+)?: ")
_TELLING = 5
"""A meaning of fewer words does not tell which term is meant."""
_EFFECT = re.compile(r"\b(?:effect|bias|fallacy|error|illusion|heuristic|paradox)$", re.I)
_BEING = frozenset(("are", "have", "do"))
_ANYBODY = frozenset(("people", "individuals", "someone", "somebody", "one", "when", "how"))
_EXPLAINING = frozenset(("VBG", "WDT", "WP", "WRB", "TO"))


def entry(
    term: str, meaning: str, span: tuple[int, int], section: Section, outline: Outline, score: float
) -> Concept | None:
    """Return the entry of ``term``, or None if the meaning says nothing that could be asked."""
    shown = terms.inside(without_aside(plain(term).strip(' *:.“”"')), outline)
    answer = _stating(_referring(first_of(meaning), shown), shown)
    if (
        answer is None
        or INSTRUCTS.match(answer)
        or is_verb(answer.split()[0])
        or says_nothing(answer)
        or "http" in answer
        or "(source" in answer
    ):
        return None
    if not terms.names_something(shown) or NO_ENTRY.fullmatch(shown):
        return None
    if answer.count("(") != answer.count(")") or _REMARKS.match(answer):
        return None
    parsed = Parsed(answer)
    if parsed.tags[0] in ("VB", "VBZ", "VBD", "CD", "MD") or "mg" in parsed.lows:
        return None
    if not 3 <= len(answer.split()) <= 45 or not set(content(answer)) - set(content(shown)):
        return None
    ours = parsed.lows[0] == "we" and parsed.tags[1] == "VBP" and parsed.lows[1] not in _BEING
    ours = ours and "we" not in parsed.lows[1:]
    return Concept(
        What.ENTRY,
        shown,
        *span,
        section.heading,
        score,
        question=f"What do we do in {_with_article(shown)}?"
        if ours
        else f"What {be(shown)} {shown}?",
        answer=answer.partition(" ")[2] if ours else answer,
        structural=True,
        both_ways=not ours
        and len(answer.split()) >= _TELLING
        and not set(content(shown)) & set(content(answer)),
    )


def _with_article(term: str) -> str:
    """Return “the Cinderella Effect” for an effect, a bias and their kin."""
    return f"the {term}" if _EFFECT.search(term) and not term.lower().startswith("the ") else term


def _stating(answer: str | None, term: str) -> str | None:
    """Return ``answer`` without “term is” before it; None if it speaks of ``term`` otherwise."""
    if answer is None or _ADVISES.search(answer):
        return None
    opened = re.match(
        rf"(?:\[?(?:the |an? )?{re.escape(term)}s?\]? )(?:is|are) (?=(?:an?|the|one) )",
        answer,
        re.I,
    )
    if opened:
        return answer[opened.end() :]
    inside = re.search(rf"(?<!\[)\b{re.escape(term)}\b", answer, re.I)
    return None if inside else answer


def _referring(answer: str, term: str) -> str | None:
    """Return ``answer`` with a pronoun at its beginning replaced by ``term``, None if unclear."""
    found = _POINTS.match(answer)
    if found is None:
        return answer
    if found["noun"] and stem(found["noun"]) in ADVERBS:
        return None
    stated = re.match(r"(?:is|are) (?=(?:an?|the|one|when)\b)", found["rest"] or "")
    return found["rest"][stated.end() :] if stated else None


def first_of(meaning: str) -> str:
    """Return the first sentence of ``meaning``, cut if it is long."""
    words = plain(meaning)
    end = re.search(r"(?<=[a-z)”\"’])[.!?](?=\s+[A-Z“\"(])", words)
    first = words[: end.end()] if end else words
    return cut(first) if len(first.split()) > 24 else first.rstrip(". ")


def tells_what(meaning: str) -> bool:
    """Tell whether a line says what its term is, rather than something about it."""
    parsed = Parsed(" ".join(meaning.split()[:40]))
    if parsed.lows[0] in _ANYBODY:
        return True
    verb = next((at for at, tag in enumerate(parsed.tags) if tag in FINITE), len(parsed.tags))
    opened = next(
        (at for at, low in enumerate(parsed.lows) if low in ("that", "which", "who", "in", "of")),
        len(parsed.tags),
    )
    if verb < opened:
        return parsed.tags[verb] in ("VBZ", "VBP") and parsed.lows[0] in ("this", "these", "it")
    if parsed.tags[0] not in ("DT", "NN", "NNS", "JJ", "VBG"):
        return False
    return parsed.tags[0] == "DT" or "of" in parsed.lows or bool(_EXPLAINING & set(parsed.tags))
