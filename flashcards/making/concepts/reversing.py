"""Asks a definition both ways where its meaning can be of one term alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.words import content

_ASKED = re.compile(r"^What (?:is|are) (?:an? |the )?(?P<term>[^?]+)\?$")
_WHEN = re.compile(r"^(?:when|how|what|where|who|those|someone)\b")
_LEAST, _FEWEST, _MOST = 0.7, 5, 20
"""How good a card is at least that is asked both ways; stems and words of its answer."""
_SHARED = 0.4
"""The share of an answer's stems from which on another answer may mean the same."""


def both_ways(kept: Iterable[Concept]) -> tuple[Concept, ...]:
    """Return ``kept`` with those definitions to be asked both ways that nothing else can mean."""
    found = tuple(kept)
    stems = [frozenset(content(f"{one.answer} {one.text}")) for one in found]
    return tuple(
        replace(one, both_ways=True, topic=asked)
        if (asked := _reversible(one, stems[at]))
        and not any(_may_mean(stems[at], other) for k, other in enumerate(stems) if k != at)
        else one
        for at, one in enumerate(found)
    )


def _reversible(concept: Concept, stems: frozenset[str]) -> str:
    """Return the term if its definition, shown alone, leads back to it; else nothing."""
    asked = _ASKED.match(concept.question)
    if concept.what is not What.DEFINITION or asked is None or concept.quality < _LEAST:
        return ""
    if len(stems) < _FEWEST or len(concept.answer.split()) > _MOST or _WHEN.match(concept.answer):
        return ""
    given = set(content(asked["term"])) & stems
    return "" if given or "[" in concept.answer else asked["term"]


def _may_mean(stems: frozenset[str], other: frozenset[str]) -> bool:
    return len(stems & other) > _SHARED * len(stems)
