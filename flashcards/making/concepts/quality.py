"""How sure it is that a card is worth keeping as it stands, by weights learned from verdicts."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.found.forest import Forest, forest
from flashcards.making.concepts.found.naming import Key, key_of
from flashcards.making.concepts.found.traits import Setting
from flashcards.making.concepts.words import SAYING, content, listed, stem
from flashcards.making.tagging.phrases import FINITE, Parsed

_WHATS = tuple(What)
_OPENINGS = ("what is", "what are", "what do", "when", "why", "how", "which", "who", "according")
_TAGS = ("DT", "JJ", "NN", "NNS", "NNP", "VBG", "VBN", "VB", "IN", "WRB", "PRP", "CD", "RB", "VBZ")
_PERSONS = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.I)
_SUPERLATIVE = re.compile(
    r"^(?:the|an?|one of the)? ?(?:most|least|leading|largest|main|primary|first|only|single)\b"
)
_TWO_FACTS = re.compile(r"\band (?:is|are|was|has|have|can|may|it|they|typically|often|usually)\b")
_VAGUE = listed(
    """
    concept issue factor part resource tool way thing concern threat problem challenge aspect
    indication element area reason result cause example option strategy source role component
    driver partner leader initiative term topic field discipline sector specialty exception
    """
)
_US = re.compile(r"\b(?:we|us|our|you|your)\b", re.I)
_POINTING = re.compile(r"\b(?:this|these|those|such|it|its|they|their|them)\b", re.I)
_HEDGES = re.compile(r"\b(?:may|might|can|could|often|usually|sometimes|typically)\b", re.I)
_ADVISING = re.compile(r"\b(?:should|must|need to|ensure|nurses?|clients?|patients?)\b", re.I)


_SHORT, _LONG = 800, 8000
"""Words of the documents that were learned from, about."""
_WEIGHTS = Path(__file__).with_name("quality.json.gz")
_UNKNOWN = -9.0
_FOUND = 85
"""How many traits a term and its explanation have together."""


@dataclass(frozen=True)
class Scale:
    """What a document's cards are weighed with."""

    setting: Setting
    terms: Mapping[Key, tuple[float, float]]
    """How much each term matters, and how clear its best explanation is."""


@cache
def _forest() -> Forest | None:
    return forest(json.loads(gzip.decompress(_WEIGHTS.read_bytes()))) if _WEIGHTS.exists() else None


def quality(concept: Concept, scale: Scale) -> float:
    """Return the chance that a reader keeps the card as it stands, 0 to 1."""
    learned = _forest()
    return learned.chance(traits(concept, scale)) if learned else concept.score


def traits(concept: Concept, scale: Scale) -> list[float]:
    """Return all that is measured of ``concept``."""
    found = concept.traits or (_UNKNOWN,) * _FOUND
    return [float(value) for value in (*of_card(concept, scale.terms, scale.setting), *found)]


def of_card(
    concept: Concept, weights: Mapping[Key, tuple[float, float]], setting: Setting
) -> list[float]:
    """Return what is measured of ``concept``; ``weights`` are how much each term matters and
    how well it is explained at its best."""
    outline = setting.outline
    key = key_of(concept.topic)
    weight, clarity = weights.get(key, (0.0, 0.0))
    shown = concept.answer or concept.text
    parsed = Parsed(shown[:400])
    tags = parsed.tags
    asked = concept.question.lower()
    stems = content(shown)
    common = [setting.common.get(word, 0.0) for word in stems] or [0.0]
    shares = [setting.common.get(word, 0.0) for word in key] or [0.0]
    count = max(1, len(shown.split()))
    hidden = " ".join(concept.hidden)
    verb = next((at for at, tag in enumerate(tags) if tag in FINITE), 40)
    relative = next((at for at, tag in enumerate(tags) if tag in ("WDT", "WP", "WRB", "IN")), 40)
    return [
        _WHATS.index(concept.what),
        concept.structural,
        concept.both_ways,
        concept.score,
        weight,
        clarity,
        len(key),
        min(shares),
        max(shares),
        setting.common.get(key[-1], 0.0) if key else 0.0,
        key in setting.heads,
        math.log1p(outline.frequency(concept.topic)),
        concept.topic[:1].isupper(),
        next((i for i, o in enumerate(_OPENINGS) if asked.startswith(o)), -1),
        len(concept.question.split()),
        count,
        len(hidden.split()),
        len(concept.hidden),
        shown.find(hidden) / max(1, len(shown)) if hidden else -1,
        len(concept.topic.split()),
        _TAGS.index(tags[0]) if tags and tags[0] in _TAGS else -1,
        verb,
        verb < relative,
        sum(tag in ("WDT", "WP", "WRB") for tag in tags),
        sum(tag == "CD" for tag in tags) / count,
        sum(tag == "NNP" for tag in tags) / count,
        sum(tag == "VBD" for tag in tags) / count,
        parsed.words.count(","),
        bool(_PERSONS.search(shown)),
        bool(_US.search(shown)),
        len(_POINTING.findall(shown)),
        bool(_POINTING.search(concept.question)),
        bool(_HEDGES.search(shown)),
        bool(_ADVISING.search(shown)),
        "example" in shown.lower(),
        len(set(stems) & set(key)) / max(1, len(key)),
        sum(common) / len(common),
        min(common),
        bool(set(content(concept.section)) & set(key)),
        setting.marks,
        min(max(outline.words, _SHORT), _LONG),
        "(" in shown,
        '"' in shown or "“" in shown,
        shown[:1].isupper(),
        *_of_head(parsed),
        bool(_SUPERLATIVE.match(shown)),
        " also " in f" {shown} ",
        bool(_TWO_FACTS.search(shown)),
        concept.topic.lower().endswith("ing"),
        " and " in concept.topic,
        concept.topic.endswith("s"),
        concept.topic.isupper(),
        shown[-1:] in ".!",
    ]


def _of_head(parsed: Parsed) -> list[float]:
    """Return what the noun is that the answer is built on, and how much follows it."""
    phrase = parsed.phrases[0] if parsed.phrases and parsed.phrases[0].start <= 3 else None
    if phrase is None:
        return [-1.0, 0.0, 0.0, 0.0]
    head = stem(parsed.lows[phrase.end - 1])
    after = parsed.tags[phrase.end] if phrase.end < len(parsed.tags) else ""
    follows = ("", "IN", "WDT", "VBN", "VBG", "TO", "WP", ",", "CC").index(after) if after in (
        "IN", "WDT", "VBN", "VBG", "TO", "WP", ",", "CC"
    ) else 0  # fmt: skip
    return [
        float(head in SAYING) - float(head in _VAGUE),
        float(phrase.end - phrase.start),
        float(len(parsed.words) - phrase.end),
        float(follows),
    ]
