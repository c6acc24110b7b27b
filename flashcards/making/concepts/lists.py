"""Finds enumerations: in a sentence, or as a list under the sentence that introduces it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flashcards.making.concepts.clauses import resolved
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.defining import stands_alone
from flashcards.making.concepts.outline import Body, Outline, Section
from flashcards.making.concepts.sentences import Sentence, plain
from flashcards.making.concepts.words import (
    AUXILIARIES,
    GENERIC,
    LIST_NOUNS,
    PRONOUNS,
    STOP,
    content,
    is_finite,
    listed,
    stem,
    words_of,
)
from flashcards.making.document import Document, Kind
from flashcards.making.tagging.phrases import Parsed

FEWEST, MOST = 3, 7
FEWEST_LEFT = 5
"""The words that must stay around the hidden ones."""

_CUE = re.compile(
    r"^(?P<lead>.{6,150}?)"
    r"(?: (?P<cue>include|includes|are|consists? of|comprises?|composed of|made up of|based on"
    r"|requires?|involves?|namely)(?: the following)?:?|(?P<colon>:)) (?P<items>[^:;()]+)$"
)
_EXEMPLARY = re.compile(
    r"^(?P<lead>.{0,100}\b(?:key|core|main|basic|necessary|essential"
    r"|primary) (?:\w+ )?(?P<noun>\w+)),?"
    r" such as (?P<items>[^:;()]+)$"
)
_SERIES = re.compile(r"^(?P<first>[^,]+(?:, [^,]+)+?),? (?:and|or) (?P<last>[^,]+?)(?P<more>,.*)?$")
_TAIL = re.compile(
    r" (?:from|between|within|that|which|to|among|during|when|where|who|into|rather|as|for|while"
    r"|because|by) .*$"
)
_DETERMINER = re.compile(r"^(?:an?|the|one's|their|his|her|its|your) ", re.IGNORECASE)
_RAGGED = frozenset(["including", "various", "different", "certain", "perhaps", "possibly", "e.g"])
_POINTED = re.compile(
    r"\b(?:this|those|such|his|her|their|its|our)\b"
    r"|\bthese (?!(?:\w+ )?(?:two|three|four|five|six|seven)\b)",
    re.IGNORECASE,
)
_EMPTY_LEAD = (
    GENERIC
    | LIST_NOUNS
    | listed(
        """
        common adverse main key significant framework include consist comprise base require
        involve following domain concept relate associate manifestation finding side sign final
        typical possible potential general major primary important male female adult first
        """
    )
)
"""Words that do not say what a list is a list of."""
_FREE_CUES = listed(
    "consist consists comprise comprises composed made based require requires involve involves"
)


@dataclass(frozen=True)
class Enumeration:
    """A list in a sentence: its elements, and the words before them."""

    lead: str
    elements: tuple[str, ...]


def enumeration(words: str) -> Enumeration | None:
    """Return the list that the sentence ``words`` makes, if it does."""
    body = words.rstrip(". ")
    found = _CUE.match(body)
    if found is not None:
        cue = (found["cue"] or ":").split()[0]
        if _leads(found["lead"], cue):
            elements = _elements(found["items"])
            if elements:
                return Enumeration(found["lead"], elements)
    found = _EXEMPLARY.match(body)
    if found is not None and stem(found["noun"]) in LIST_NOUNS:
        elements = _elements(found["items"])
        return Enumeration(found["lead"], elements) if elements else None
    return None


def _leads(lead: str, cue: str) -> bool:
    words = words_of(lead)
    if not words or len(words) > 22 or (words[0] in PRONOUNS and "[" not in lead):
        return False
    if words[0].endswith("ing") and len(words) > 4:
        return False
    if "it" in words or "they" in words or stem(words[0]) == "example":
        return False
    if _POINTED.search(lead) or not set(content(lead)) - _EMPTY_LEAD:
        return False
    names_list = bool({stem(word) for word in words} & LIST_NOUNS)
    if cue in _FREE_CUES:
        return len(words) <= 14
    if cue in ("include", "includes"):
        return not any(word in AUXILIARIES for word in words)
    return names_list and (cue == ":" or not any(word in AUXILIARIES for word in words))


def _elements(items: str) -> tuple[str, ...]:
    series = _SERIES.match(items)
    if series is None:
        return ()
    pieces = [*series["first"].split(", "), _TAIL.sub("", series["last"])]
    elements = tuple(_DETERMINER.sub("", piece.strip()).strip('“”"') for piece in pieces)
    fits = FEWEST <= len(elements) <= MOST and all(_is_element(piece) for piece in elements)
    return elements if fits and len(set(elements)) == len(elements) else ()


def _is_element(words: str) -> bool:
    bare = words_of(words)
    if not 1 <= len(bare) <= 5 or bare[0] in STOP | _RAGGED or bare[-1] in STOP:
        return False
    if any(word in AUXILIARIES or word in PRONOUNS for word in bare):
        return False
    if any(is_finite(word, before) for before, word in pairwise(bare)):
        return False
    return bool(content(words))


def context_of(lead: str) -> str:
    """Return the place that a list's lead names: “elements of a bond” gives “in a bond”."""
    found = re.search(r"\b(?:of|in|to|for|within) ((?:an?|the|[a-z]+) [^,:;]{3,60})$", lead)
    return f"in {found[1].strip()}" if found and len(found[1].split()) <= 6 else ""


def lists(document: Document, outline: Outline) -> Iterator[Concept]:
    """Yield the enumerations of ``outline``."""
    for section in outline.sections:
        prose = section.prose
        for index, sentence in enumerate(prose):
            words = resolved(prose, index, outline)
            if words is not None:
                yield from _in_sentence(words, sentence, section)
        yield from _under_sentences(document.text, section)


def _in_sentence(words: str, sentence: Sentence, section: Section) -> Iterator[Concept]:
    found = enumeration(words)
    if found is None or not stands_alone(words) or sentence.count > 45:
        return
    rest = len(words_of(words)) - sum(len(words_of(element)) for element in found.elements)
    if rest < FEWEST_LEFT or len(content(found.lead)) < 2:
        return
    if Parsed(words).tags[0] == "VB" or _share_noun(found.elements):
        return
    listed = bool({stem(word) for word in words_of(found.lead)} & LIST_NOUNS)
    asked = section.is_question and bool(set(content(found.lead)) & set(content(section.heading)))
    yield Concept(
        What.LIST,
        found.lead,
        sentence.start,
        sentence.end,
        section.heading,
        0.5 + 0.15 * listed + 0.25 * (asked and listed),
        text=words,
        hidden=found.elements,
        structural=section.is_question,
    )


def _share_noun(elements: tuple[str, ...]) -> bool:
    """Tell whether all wait for the last one’s noun: “physical, sexual, or emotional abuse”."""
    last = Parsed(elements[-1]).tags
    waiting = all(Parsed(element).tags[-1] == "JJ" for element in elements[:-1])
    return len(last) > 1 and last[0] == "JJ" and waiting


def _under_sentences(text: str, section: Section) -> Iterator[Concept]:
    bodies = section.bodies
    for index, body in enumerate(bodies[:-1]):
        introduces = body.sentences and body.sentences[-1].plain.endswith(":")
        if body.block.kind is not Kind.PARAGRAPH or not introduces:
            continue
        items: list[Body] = []
        for item in bodies[index + 1 :]:
            if item.block.kind is not Kind.ITEM:
                break
            items.append(item)
        found = _listed(text, body.sentences[-1], items, section)
        if found:
            yield found


def _listed(text: str, intro: Sentence, items: list[Body], section: Section) -> Concept | None:
    elements = tuple(_short(text, item) for item in items)
    if not 2 <= len(elements) <= MOST or not all(_is_element(element) for element in elements):
        return None
    nouns = {stem(word) for word in words_of(intro.plain)} & LIST_NOUNS
    if not nouns or not stands_alone(intro.plain) or len(set(elements)) < len(elements):
        return None
    lines = "\n".join(f"- {plain(text[i.block.start : i.block.end]).rstrip(';,. ')}" for i in items)
    if len(words_of(lines)) > 60:
        return None
    return Concept(
        What.LIST,
        intro.plain,
        intro.start,
        items[-1].block.end,
        section.heading,
        0.7,
        text=f"{intro.plain}\n\n{lines}",
        hidden=elements,
        structural=len(elements) >= FEWEST,
    )


def _short(text: str, item: Body) -> str:
    words = plain(text[item.block.start : item.block.end]).rstrip(";,. ")
    return re.sub(r";?,? and$", "", re.split(r"\s*[:–—(]|\s-\s", words, maxsplit=1)[0]).strip()
