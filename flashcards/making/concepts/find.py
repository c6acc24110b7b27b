"""Gathers the concepts of a document from every finder, best first, each once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from flashcards.making.concepts import terms
from flashcards.making.concepts.answers import additions, answers
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.defining import definitions, marked_terms, theories
from flashcards.making.concepts.found.answered import NO_ANSWER
from flashcards.making.concepts.found.cards import LINKED
from flashcards.making.concepts.found.cards import found as found_terms
from flashcards.making.concepts.found.meaning import is_nominal
from flashcards.making.concepts.found.named import articled
from flashcards.making.concepts.found.naming import Key, key_of
from flashcards.making.concepts.found.weighing import setting, weighed
from flashcards.making.concepts.glossary import MARKED, glossary
from flashcards.making.concepts.lists import lists
from flashcards.making.concepts.outline import Outline, outline
from flashcards.making.concepts.quality import Scale, quality
from flashcards.making.concepts.relations.relations import relations
from flashcards.making.concepts.reversing import both_ways
from flashcards.making.concepts.sentences import plain
from flashcards.making.concepts.words import DETERMINERS, content
from flashcards.making.document import Document
from flashcards.making.tagging.phrases import Parsed
from flashcards.making.volume import Volume

_ABOUT_TERMS = (What.ENTRY, What.DEFINITION, What.NAME)
_POINTING = re.compile(
    r"\b(?:this|these) (?!is\b|was\b)[a-z]"
    r"|\b(?:aforementioned|the following|(?:in|see) (?:figure|table)|as shown)\b",
    re.IGNORECASE,
)
_WHOLE = (What.DEFINITION, What.ENTRY)
_ALSO = re.compile(r"\balso (?:is|are|refers?|means?|describes?|involves?|includes?|denotes?)\b")
"""What is said besides is no definition."""
_CONDITION = re.compile(r"\b(?:if|when|although|while)\b[^,]*$")
_CLAUSE = re.compile(r", (?:it|they|he|she|we|you|this)\b")
_WHAT_IS = re.compile(r"\bwhat (?:is|are)\b", re.IGNORECASE)
_COLONS = re.compile(r":(?= )")
_DOSE = re.compile(r"\d ?(?:mg|mcg|g|mL|IU)\b|\bunits daily\b|https?:|\d [×÷=] |[×÷] \d")
"""Doses, addresses and sums."""
_INSERTED = re.compile(r"\[[^\]]*\]")
_THE_ONE = re.compile(r"What is the (?P<word>\w+)\?")
_EVERYDAY = 0.15
"""The share of all texts that use a word, from which on it is an everyday one."""
_TAKEN_UP = re.compile(r"^\[(?:it|they)\] (?:is |are )?")
_CLARITY, _USUAL = 0.4, 0.35
"""How much the clearer of two explanations is preferred, and how clear others are thought."""
_ASKING, _GIVEN, _ROLE = 0.1, 0.02, 0.6
"""How much a question is preferred to a cloze, what the document itself sets apart, and what tells
of an element of its lists."""
_FLOORS = {
    What.ANSWER: 0.9,
    What.ENTRY: 0.7,
    What.LIST: 0.6,
    What.ROLE: 0.65,
    What.STATEMENT: 0.55,
    What.DEFINITION: 0.5,
}
SURE_ENTRY = 0.8
_MARKED_ENTRY = 0.5
_SAME, _NEARLY, _NAMED = 0.95, 0.8, 0.6
"""The share of words from which on two cards are the same, nearly so, or hide a name in both."""


def concepts(document: Document, volume: Volume = Volume.NORMAL) -> tuple[Concept, ...]:
    """Return what is worth learning in ``document``, the best first."""
    view = outline(document)
    found, scale = candidates(document, view)
    asked = sum(concept.what is What.ANSWER for concept in found)
    headed = sum(bool(section.heading) and section.level > 1 for section in view.sections)
    asks = 0 < headed <= 2 * asked
    judged = [
        replace(concept, quality=max(quality(concept, scale), _floor(concept, asks)))
        for concept in found
    ]
    preferred = sorted(judged, key=lambda one: (-_preference(one), one.start, one.what))
    ranked = sorted(_distinct(preferred), key=lambda one: (-_rank(one), one.start, one.what))
    return both_ways(tuple(_kept(ranked, view.words, volume)))


def _floor(concept: Concept, asks: bool) -> float:
    """Return how good a card is at least that the document's own structure gives.

    ``asks`` tells whether the document is one of questions and answers.
    """
    if concept.what in (What.ANSWER, What.STATEMENT) and not asks:
        return 0.0
    if concept.what is What.ENTRY and concept.score < SURE_ENTRY:
        return _MARKED_ENTRY if concept.score > MARKED else 0.0
    return _FLOORS.get(concept.what, 0.0) if concept.structural else 0.0


def candidates(document: Document, view: Outline) -> tuple[list[Concept], Scale]:
    """Return all that ``document`` offers, near-duplicates too, and what weighs it."""
    known = weighed(view)
    scale = Scale(setting(view), {t[0].term.key: (t[0].weight, t[0].clarity) for t in known})
    found = chain(
        answers(view),
        glossary(document, view),
        lists(document, view),
        additions(view),
        definitions(view),
        marked_terms(view),
        theories(view),
        found_terms(known, view),
        relations(view),
    )
    counted = {told[0].term.key: told[0].term.determiners for told in known}
    asked = (_with_article(concept, counted) for concept in found)
    sound = (concept for concept in asked if _is_sound(concept, document.text))
    return [concept for concept in sound if not _means_one_here(concept, scale)], scale


def _with_article(concept: Concept, counted: Mapping[Key, Counter[str]]) -> Concept:
    """Return an entry asked for with the article that its term has elsewhere: “the sclera”."""
    if concept.what not in _WHOLE or concept.question != f"What is {concept.topic}?":
        return concept
    if terms.is_plural(concept.topic) or concept.topic.split()[0].lower() in DETERMINERS:
        return concept
    determiners = counted.get(key_of(concept.topic))
    if determiners is None:
        return concept
    return replace(concept, question=f"What is {articled(concept.topic, determiners)}?")


def _means_one_here(concept: Concept, scale: Scale) -> bool:
    """Tell whether “the context”, a word of every text, means the one of its own sentence."""
    asked = _THE_ONE.fullmatch(concept.question)
    if asked is None:
        return False
    key = key_of(asked["word"])
    return key not in scale.setting.heads and scale.setting.common.get(key[-1], 0.0) > _EVERYDAY


def _is_sound(concept: Concept, text: str) -> bool:
    """Tell whether the card says all that its sentence says of it, and points to nothing else."""
    if concept.what is What.ANSWER:
        return True
    sentence = plain(text[concept.start : concept.end])
    if sentence.endswith("?") or (concept.answer and _goes_on(concept.answer, sentence)):
        return False
    if concept.what in _WHOLE and _ALSO.search(sentence.partition(concept.answer or "\n")[0]):
        return False
    if concept.answer.endswith((" and", " or")) or " e.g. " in concept.answer:
        return False
    if concept.what in _WHOLE and len(_COLONS.findall(sentence)) > 1:
        return False
    plainly = concept.what is What.DEFINITION and not concept.traits
    if plainly and not (_defines(concept) and _is_noun(concept.topic, sentence)):
        return False
    shown = _INSERTED.sub("", f"{concept.answer} {concept.text}")
    if concept.what is What.NAME and LINKED.match(concept.text):
        return False
    points = concept.what is not What.LIST and _POINTING.search(shown)
    return not points and not _DOSE.search(shown)


def _goes_on(answer: str, sentence: str) -> bool:
    """Tell whether the answer breaks off where its condition is told: “even if it is hidden”."""
    _, found, rest = sentence.partition(answer)
    return bool(found and _CONDITION.search(answer) and _CLAUSE.match(rest))


def _is_noun(topic: str, sentence: str) -> bool:
    """Tell whether ``topic`` is a thing, and no quality or deed, where the sentence names it."""
    if "one’s " in topic or "one's " in topic:
        return False
    parsed = Parsed(sentence)
    last = topic.lower().split()[-1]
    return last not in parsed.lows or parsed.tags[parsed.lows.index(last)] != "JJ"


def _defines(concept: Concept) -> bool:
    """Tell whether the answer to “what is …?” is one."""
    asked = _WHAT_IS.search(concept.question)
    return asked is None or (is_nominal(concept.answer) and not NO_ANSWER.match(concept.answer))


def _rank(concept: Concept) -> float:
    clarity = concept.traits[1] if concept.traits else _USUAL
    return concept.quality + _CLARITY * clarity


def _preference(concept: Concept) -> float:
    """Return how much ``concept`` is preferred to others on the same thing."""
    role = _ROLE * (concept.what is What.ROLE)
    return _rank(concept) + _ASKING * bool(concept.question) + _GIVEN * concept.structural + role


def _distinct(ranked: Iterable[Concept]) -> Iterator[Concept]:
    topics: set[tuple[str, ...]] = set()
    questions: set[str] = set()
    told: set[str] = set()
    seen: list[tuple[Concept, frozenset[str]]] = []
    for concept in ranked:
        topic = tuple(content(concept.topic))
        if concept.what in _ABOUT_TERMS and topic in topics:
            continue
        if concept.question and concept.question.casefold() in questions:
            continue
        if concept.answer and _told(concept) in told:
            continue
        words = frozenset(content(f"{concept.question} {concept.answer} {concept.text}"))
        if any(_is_near(concept, words, other) for other in seen):
            continue
        if concept.what in _ABOUT_TERMS or concept.what is What.ANSWER:
            topics.add(_asked_topic(concept))
        questions.add(concept.question.casefold())
        told.add(_told(concept))
        seen.append((concept, words))
        yield concept


def _told(concept: Concept) -> str:
    """Return what the answer says, however it takes up the subject of its question."""
    return _TAKEN_UP.sub("", concept.answer.casefold())


def _asked_topic(concept: Concept) -> tuple[str, ...]:
    if concept.what is What.ANSWER:
        opening = concept.question.lower().startswith(("what is", "what are"))
        return tuple(content(concept.topic)) if opening else ()
    return tuple(content(concept.topic))


def _is_near(concept: Concept, words: frozenset[str], kept: tuple[Concept, frozenset[str]]) -> bool:
    other, before = kept
    shared = len(words & before) / max(1, len(words | before))
    overlaps = concept.start < other.end and other.start < concept.end
    if concept.what is What.ANSWER or (concept.what is What.LIST and other.what is What.ANSWER):
        return shared > _SAME and not overlaps
    if concept.what is What.LIST and not overlaps:
        return shared > _SAME
    return shared > _NEARLY or (overlaps and concept.what is What.NAME and shared > _NAMED)


def _kept(ranked: Iterable[Concept], words: int, volume: Volume) -> Iterator[Concept]:
    room = math.ceil(words * volume.per_thousand / 1000)
    for concept in ranked:
        if concept.quality < volume.least or (room <= 0 and not concept.structural):
            continue
        room -= not concept.structural
        yield concept
