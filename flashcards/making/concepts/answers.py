"""Finds the answers to questions that stand as headings, and what the text around them adds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.concepts import terms
from flashcards.making.concepts.clauses import resolved
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.defining import stands_alone
from flashcards.making.concepts.definitions import cut, defined
from flashcards.making.concepts.lists import context_of, enumeration
from flashcards.making.concepts.outline import Outline, Section
from flashcards.making.concepts.sentences import Sentence
from flashcards.making.concepts.statements import asked
from flashcards.making.concepts.words import GENERIC, LIST_NOUNS, content, words_of

MOST_ELEMENTS = 4
"""An answer that lists more than this is not asked for at once."""

_WHAT_IS = re.compile(r"^(?:what|who) (?:is|are) (?:meant by )?(?P<topic>[^,?]+)\?$", re.IGNORECASE)
_TOPIC = (
    re.compile(
        r"^(?:what|who|why|how|when|where|which) (?:is|are|do|does|can|should) (?P<topic>.+?)"
        r" (?:important|developed|work|used|help|formed|built|treated|diagnosed|different"
        r"|effective|necessary|measured|matter|established|maintained|affect)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"^how (?:is|are|was|were|can|should) (?P<topic>.+?) (?:be )?\w+(?:ed|en|ilt|ught)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\bof (?P<topic>(?:an? |the )?[^?]+?)\?$", re.IGNORECASE),
    re.compile(r"^(?:what|who) (?:is|are) (?P<topic>[^?]+)\?$", re.IGNORECASE),
)
_DONE = re.compile(
    r"^how (?:is|are|was|were|can|should|do|does|did) .*?\b(?P<stem>[a-z]{4,}?)(?:e?s|ed|en|e)?"
    r"(?: (?:in|by|for|with|to|at|on|over|between)\b.*)?\?$",
    re.IGNORECASE,
)
"""What a question that begins with “how” wants to be told of: the stem of its last word."""
_VAGUE = re.compile(r"\b(?:it|they|them|this|that|these|those|he|she|its|their)\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"^(?:yes|no|absolutely|certainly|it depends|definitely|not (?:always"
    r"|necessarily))\b[,.!:;—– -]*",
    re.I,
)
_UNCLEAR = re.compile(r"^(?:this|that|these|those|he|she|we|here|such|another|for example)\b", re.I)
_SHORT = 5
_LONG = 34


def answers(outline: Outline) -> Iterator[Concept]:
    """Yield a concept for every question heading of ``outline`` that is answered below it."""
    for section in outline.sections:
        if section.is_question:
            answer = _answer(section, outline)
            if answer is not None:
                yield answer


def additions(outline: Outline) -> Iterator[Concept]:
    """Yield what the sentences after a list, or after the answer to a question, add."""
    for section in outline.sections:
        listed: tuple[str, ...] = ()
        where = ""
        for index, sentence in enumerate(section.prose):
            found = enumeration(sentence.plain)
            if found is not None:
                listed, where = found.elements, context_of(found.lead)
                continue
            role = _opens_with(sentence.plain, listed)
            if role or section.is_question:
                yield from _addition(section, index, outline, where if role else "", role)


def _addition(
    section: Section, index: int, outline: Outline, where: str, role: bool
) -> Iterator[Concept]:
    sentence = section.prose[index]
    words = resolved(section.prose, index, outline)
    if words is None or not stands_alone(words):
        return
    turned = asked(words, topic_of(section.heading) or outline.title, outline, where, role)
    if turned is None:
        return
    question, answer = turned
    yield Concept(
        What.ROLE if role else What.STATEMENT,
        question,
        sentence.start,
        sentence.end,
        section.heading,
        0.72 if role else 0.5,
        question=terms.capitalised(question),
        answer=answer,
        structural=role or section.is_question,
    )


def _opens_with(words: str, elements: tuple[str, ...]) -> bool:
    low = words.lower()
    return any(low.startswith(element.lower()) for element in elements)


def topic_of(question: str) -> str:
    """Return what ``question`` is about, as far as its form tells."""
    for pattern in _TOPIC:
        found = pattern.search(question)
        if found:
            return found["topic"]
    return ""


def _answer(section: Section, outline: Outline) -> Concept | None:
    prose = section.prose or tuple(s for body in section.bodies for s in body.sentences)
    if not prose:
        return None
    first, last = _chosen(section.heading, prose, outline)
    words = " ".join(s.plain for s in prose[prose.index(first) : prose.index(last) + 1])
    question = _with_topic(section.heading, outline)
    listed = enumeration(first.plain)
    if listed is not None and len(listed.elements) > MOST_ELEMENTS:
        question, answer = _all_but(question, words, listed.elements)
    else:
        answer = _focused(section.heading, words, outline)
    if section.level == 1 and _WHAT_IS.match(question) and answer == first.plain:
        return None
    if not answer or not set(content(answer)) - set(content(question)):
        return None
    if not _responds(section.heading, words) or answer.rstrip().endswith("?"):
        return None
    return Concept(
        What.ANSWER,
        section.heading,
        first.start,
        last.end,
        section.heading,
        2.0 if listed is None else 0.8,
        question=question,
        answer=answer,
        structural=True,
    )


_POINTER = re.compile(
    r"^(?:this (?:video|article|page|image|figure|website|link)|view|watch|read|see|listen|click"
    r"|visit)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"^(?:it|they|yes|no|because|when|by|to|there)\b", re.I)


def _responds(question: str, words: str) -> bool:
    """Tell whether ``words`` speak of what ``question`` asks."""
    if _POINTER.match(words):
        return False
    asked = set(content(question)) - GENERIC - LIST_NOUNS
    return not asked or bool(asked & set(content(words))) or bool(_BACK.match(words))


def _chosen(
    heading: str, prose: tuple[Sentence, ...], outline: Outline
) -> tuple[Sentence, Sentence]:
    """Return the first and the last sentence of the answer: one, or two if the first is short."""
    stated = [s for s in prose if not s.plain.endswith("?")] or list(prose)
    clear = [s for s in stated if not _UNCLEAR.match(s.plain)]
    stated = clear or stated
    asks = _WHAT_IS.match(heading)
    for sentence in stated if asks else ():
        found = defined(sentence.plain, outline)
        if asks and found and set(content(found.term)) == set(content(asks["topic"])):
            return sentence, sentence
    first = _telling_how(heading, stated)
    bare = _YES_NO.sub("", first.plain)
    if len(words_of(bare)) < _SHORT and len(stated) > 1:
        return (first if bare else stated[1]), stated[1]
    return first, first


_WHY = re.compile(r"^why\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|provides?|allows?|helps?|enables?|influences?|improves?|protects?"
    r"|prevents?|increases?|reduces?|leads? to|so that)\b"
)


def _telling_how(heading: str, stated: list[Sentence]) -> Sentence:
    """Return the first sentence that tells how it is done, or why, where the question asks so."""
    reasons = [s for s in stated if _WHY.match(heading) and _REASON.search(s.plain)]
    if reasons:
        return reasons[0]
    done = _DONE.match(heading)
    stem = done["stem"].lower() if done else ""
    telling = [s for s in stated if stem and re.search(rf"\b{re.escape(stem)}", s.plain.lower())]
    return telling[0] if telling else stated[0]


def _all_but(question: str, words: str, elements: tuple[str, ...]) -> tuple[str, str]:
    """Ask for the last elements of a long list and name the first ones in the question."""
    given, wanted = elements[:-MOST_ELEMENTS], elements[-MOST_ELEMENTS:]
    if len(given) > 2:
        return question, ""
    start = words.find(wanted[0], words.find(given[-1]) + len(given[-1]))
    end = words.rfind(wanted[-1]) + len(wanted[-1])
    besides = " and ".join(given)
    return f"{question.rstrip('?')}, besides {besides}?", words[start:end]


def _focused(heading: str, words: str, outline: Outline) -> str:
    """Return the answer: the meaning if the question asks what something is, else the sentence."""
    asks = _WHAT_IS.match(heading)
    found = defined(words, outline)
    if asks and found and set(content(found.term)) <= set(content(asks["topic"])):
        return found.meaning
    answer = _YES_NO.sub("", words)
    topic = topic_of(heading)
    if topic and re.match(r"^(?:It|They) ", answer):
        answer = f"[{terms.capitalised(topic)}] {answer.split(' ', 1)[1]}"
    answer = terms.capitalised(answer)
    return cut(answer) + "." if len(answer.split()) > _LONG else answer


def _with_topic(question: str, outline: Outline) -> str:
    """Return ``question`` so that it stands alone: with the title before it where it does not."""
    empty = GENERIC | LIST_NOUNS
    clear = bool(set(content(question)) - empty) and not _VAGUE.search(question)
    if clear or outline.title in ("", question) or len(outline.title.split()) > 12:
        return question
    return f"{outline.title}: {question[:1].lower()}{question[1:]}"
