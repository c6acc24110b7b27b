"""Gathers the concepts of a document from every finder, best first, each once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain

from flashcards.making.concepts.answers import additions, answers
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.defining import definitions, marked_terms, names, theories
from flashcards.making.concepts.glossary import glossary
from flashcards.making.concepts.lists import lists
from flashcards.making.concepts.outline import Outline, outline
from flashcards.making.concepts.words import content
from flashcards.making.document import Document

PER_THOUSAND = 6
"""Drafts per 1,000 words that are not given by the document's own structure."""

_ABOUT_TERMS = (What.ENTRY, What.DEFINITION, What.NAME)
_NEARLY = 0.8
_WEAKEST = 0.42


def concepts(document: Document) -> tuple[Concept, ...]:
    """Return what is worth learning in ``document``, the best first."""
    view = outline(document)
    found = chain(
        answers(view),
        glossary(document, view),
        lists(document, view),
        additions(view),
        definitions(view),
        marked_terms(view),
        theories(view),
        names(view),
    )
    ranked = sorted(found, key=lambda concept: (-concept.score, concept.start, concept.what))
    return tuple(_kept(_distinct(ranked), view))


def _distinct(ranked: Iterable[Concept]) -> Iterator[Concept]:
    topics: set[tuple[str, ...]] = set()
    questions: set[str] = set()
    seen: list[tuple[int, int, frozenset[str]]] = []
    for concept in ranked:
        topic = tuple(content(concept.topic))
        if concept.what in _ABOUT_TERMS and topic in topics:
            continue
        if concept.question and concept.question.casefold() in questions:
            continue
        words = frozenset(content(f"{concept.question} {concept.answer} {concept.text}"))
        if any(_is_near(concept, words, other) for other in seen):
            continue
        if concept.what in _ABOUT_TERMS or concept.what is What.ANSWER:
            topics.add(_asked_topic(concept))
        questions.add(concept.question.casefold())
        seen.append((concept.start, concept.end, words))
        yield concept


def _asked_topic(concept: Concept) -> tuple[str, ...]:
    if concept.what is What.ANSWER:
        opening = concept.question.lower().startswith(("what is", "what are"))
        return tuple(content(concept.topic)) if opening else ()
    return tuple(content(concept.topic))


def _is_near(
    concept: Concept, words: frozenset[str], other: tuple[int, int, frozenset[str]]
) -> bool:
    start, end, before = other
    shared = len(words & before) / max(1, len(words | before))
    overlaps = concept.start < end and start < concept.end
    if concept.what in (What.LIST, What.ANSWER):
        return shared > 0.95 and not overlaps
    return shared > _NEARLY or (overlaps and concept.what is What.NAME and shared > 0.6)


def _kept(ranked: Iterable[Concept], view: Outline) -> Iterator[Concept]:
    room = math.ceil(view.words * PER_THOUSAND / 1000)
    for index, concept in enumerate(ranked):
        if concept.structural or (index < room and concept.score >= _WEAKEST):
            yield concept
