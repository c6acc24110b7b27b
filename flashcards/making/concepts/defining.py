"""Gathers the definitions and the names of a document: one concept a term, the best one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.concepts import terms
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.definitions import (
    Definition,
    apposed,
    asks,
    be,
    claimed,
    defined,
)
from flashcards.making.concepts.hiding import tells_enough
from flashcards.making.concepts.outline import Outline, Section, without_aside
from flashcards.making.concepts.sentences import Sentence
from flashcards.making.concepts.statements import asked
from flashcards.making.concepts.words import content, words_of

_DANGLING = re.compile(
    r"^(?:it|as such|what|this|that|these|those|they|he|she|his|her|their|its|such|here|others?"
    r"|another|both|in"
    r" this|in these|in such|at this|upon|for this|because of this|one (?:of|example)|the (?:former"
    r"|latter|following|above|same|other))\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"(?<!and )\b(?:above|below)(?! (?:an?|the|which|normal|average|\d))\b"
    r"|\b(?:(?:previous|next|this) (?:section|chapter|module|figure|table|page|article)"
    r"|as (?:mentioned|noted|discussed|described|shown)|figure \d|table \d|chapter \d|the following"
    r"|recall (?:that|from)|imagine|take a minute|you might|for example, (?:you|if)|let us"
    r"|let’s)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:called|known as|termed|referred to as|named|labell?ed|dubbed|coined(?: the term)?"
    r"|(?:the|this) term|defined as|, or|namely)\s+(?:an?\s|the\s)?[“\"‘']?$",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"^[”\"’']?\s*(?:\([^)]{1,40}\)\s*)?(?:(?:is|are)\b|(?:\w+ly )?(?:lasts?|arises?|results?"
    r"|develops?)\b|refers?\b|means\b|involves?\b|occurs?\b"
    r"|describes?\b|includes?\b|consists?\b|, (?:or|also|which|an?|the|in which|where|when)\b|[—–])"
)
_IS = re.compile(r"\b(?:is|are)(?: the| an?)? $")
_THIS = re.compile(r"\b(?:this|these) (?!is\b)\w+", re.I)
_LOST = re.compile(
    r"^(?:\w+ ){1,4}(?:describes|is|occurs|happens|means) (?:when|that) (?:they|he|she)\b"
)
LONGEST_SENTENCE = 40


def stands_alone(words: str) -> bool:
    """Tell whether a sentence can be understood without the ones before it."""
    return not _DANGLING.match(words) and not _POINTING.search(words)


def definitions(outline: Outline) -> Iterator[Concept]:
    """Yield the terms that sentences of ``outline`` define, unmarked ones if they matter."""
    marked = {tuple(content(mark)) for mark in _all_marks(outline)}
    heads = {tuple(content(without_aside(s.heading))) for s in outline.sections}
    for section in outline.sections:
        for sentence in section.prose:
            found = defined(sentence.plain, outline)
            if found is None or not stands_alone(found.term):
                continue
            key = tuple(content(found.term))
            score = _score(found, outline, key in marked, key in heads)
            if score > 0 and not _POINTING.search(found.meaning):
                yield _definition(found, sentence, section, outline, score, key in marked)


def _score(found: Definition, outline: Outline, marked: bool, heads: bool) -> float:
    frequency = outline.frequency(found.term)
    if not (marked or heads or found.strong or frequency >= 3):
        return 0.0
    if not (marked or heads) and terms.is_name(found.term):
        return 0.0
    score = 0.45 + 0.3 * marked + 0.2 * heads + 0.15 * found.strong + min(frequency, 8) * 0.02
    return score - 0.02 * max(0, len(found.meaning.split()) - 20)


def _definition(
    found: Definition,
    sentence: Sentence,
    section: Section,
    outline: Outline,
    score: float,
    marked: bool,
) -> Concept:
    return Concept(
        What.DEFINITION,
        found.term,
        sentence.start,
        sentence.end,
        section.heading,
        score,
        question=asks(found, outline),
        answer=found.meaning,
        structural=marked,
    )


def _all_marks(outline: Outline) -> Iterator[str]:
    for section in outline.sections:
        for body in section.bodies:
            for sentence in body.sentences:
                yield from sentence.marks


def marked_terms(outline: Outline) -> Iterator[Concept]:
    """Yield the emphasised terms: explained beside, named at the end of an explanation, or"
    " hidden."""
    for section in outline.sections:
        for sentence in section.prose:
            for mark in sentence.marks:
                if terms.names_something(mark) and not mark.endswith("."):
                    yield from _beside(mark, sentence, section, outline)
                    yield from _hidden(mark, sentence, section, outline)
                    yield from _claimed(mark, sentence, section, outline)
                    yield from _stated(mark, sentence, section, outline)


def _beside(mark: str, sentence: Sentence, section: Section, outline: Outline) -> Iterator[Concept]:
    meaning = apposed(sentence.plain, mark)
    if meaning is None or _POINTING.search(meaning):
        return
    term = _article(mark, sentence) + terms.inside(mark, outline)
    yield Concept(
        What.DEFINITION,
        term,
        sentence.start,
        sentence.end,
        section.heading,
        0.7,
        question=f"What {be(term)} {term}?",
        answer=meaning,
        structural=True,
    )


_BASES = {"means": "mean", "holds": "hold", "asserts": "assert", "states": "state",
          "suggests": "suggest", "proposes": "propose"}  # fmt: skip
_ACCORDING = re.compile(
    r"^According to (?P<term>(?:the )?[^,]{4,60}), (?P<rest>(?!we |you |they |it |this "
    r"|these )[a-z][^;]{20,}?)\.?$"
)
_THEORY = re.compile(r"\b(?:theory|model|hypothesis|law)\b", re.I)
_SAYING = re.compile(
    r" (?:assert|hold|state|suggest|propose|argue|claim|posit|predict|maintain)\?$"
)


def _claimed(
    mark: str, sentence: Sentence, section: Section, outline: Outline
) -> Iterator[Concept]:
    """Yield what a term means, or a theory says, where the sentence adds it at its end."""
    said = claimed(sentence.plain, mark)
    if said is not None and len(said[1].split()) <= 35 and not _THIS.search(said[1]):
        article = _article(mark, sentence)
        name = f"{article}{terms.inside(mark, outline)}"
        question = f"What does {name} {_BASES[said[0]]}?"
        yield _asked(mark, question, said[1].removeprefix("that "), sentence, section)


def _article(mark: str, sentence: Sentence) -> str:
    before = re.search(r"\b(?:the|an?) $", sentence.plain[: sentence.plain.find(mark)], re.I)
    return before.group().lower() if before else ""


def theories(outline: Outline) -> Iterator[Concept]:
    """Yield what theories, models and hypotheses say, marked or not."""
    for section in outline.sections:
        for sentence in section.prose:
            found = _ACCORDING.match(sentence.plain)
            if found and _is_claim(found):
                question = f"What does {found['term']} say?"
                yield _asked(found["term"], question, found["rest"], sentence, section)
                continue
            opening = " ".join(sentence.plain.split()[:7])
            if _THEORY.search(opening) and stands_alone(sentence.plain):
                turned = asked(sentence.plain, "", outline)
                if turned and _THEORY.search(turned[0]) and _SAYING.search(turned[0]):
                    topic = turned[0].removeprefix("What does ").rsplit(" ", 1)[0]
                    yield _asked(topic, turned[0], turned[1], sentence, section)


def _is_claim(found: re.Match[str]) -> bool:
    """Tell whether a theory says it; a figure is an example of what it says."""
    term = found["term"]
    named = _THEORY.search(term) and terms.names_something(term)
    return bool(named) and not re.search(r"\d", found["rest"])


def _asked(topic: str, question: str, answer: str, sentence: Sentence, section: Section) -> Concept:
    return Concept(
        What.DEFINITION,
        topic,
        sentence.start,
        sentence.end,
        section.heading,
        0.6,
        question=question,
        answer=answer,
        structural=True,
    )


def _stated(mark: str, sentence: Sentence, section: Section, outline: Outline) -> Iterator[Concept]:
    """Yield what a sentence that opens with the term ``mark`` says that it does."""
    if not re.match(rf"(?:(?:the|an?) )?[“\"]?{re.escape(mark)}", sentence.plain, re.I):
        return
    turned = asked(sentence.plain, "", outline)
    if turned is not None and stands_alone(sentence.plain) and not _POINTING.search(turned[1]):
        yield Concept(
            What.DEFINITION,
            mark,
            sentence.start,
            sentence.end,
            section.heading,
            0.48,
            question=terms.capitalised(turned[0]),
            answer=turned[1],
            structural=True,
        )


def _hidden(mark: str, sentence: Sentence, section: Section, outline: Outline) -> Iterator[Concept]:
    words = sentence.plain
    at = words.find(mark)
    if at < 0 or not can_be_hidden(mark, words):
        return
    cue = bool(_CUE.search(words[:at]))
    cue = cue or bool(_IS.search(words[:at]) and re.match(r"[,.;]", words[at + len(mark) :]))
    opens = at <= 4 and bool(_DEFINING.match(words[at + len(mark) :]))
    if not (cue or opens):
        return
    yield Concept(
        What.NAME,
        mark,
        sentence.start,
        sentence.end,
        section.heading,
        0.62 if cue else 0.5,
        text=words,
        hidden=(mark,),
        structural=True,
    )


def can_be_hidden(hidden: str, words: str) -> bool:
    """Tell whether ``words`` still ask for ``hidden`` when it is blanked out of them."""
    count, rest = len(hidden.split()), len(words.split())
    if not 1 <= count <= 5 or rest > LONGEST_SENTENCE or rest - count < 5 or count * 3 > rest:
        return False
    if not stands_alone(words) or words.endswith(("?", ":")) or _THIS.search(words):
        return False
    if _LOST.search(words) or not tells_enough(hidden, words):
        return False
    left = words.replace(hidden, " ", 1)
    parts = {part for word in hidden.lower().split() for part in word.split("-") if len(part) > 5}
    return not (set(content(hidden)) <= set(content(left)) or parts & set(words_of(left)))
