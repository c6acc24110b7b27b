"""Finds who made, named or held something, and when: “In 1957, Carl Rogers proposed …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.concepts import terms
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.relations.telling import Told, concept
from flashcards.making.concepts.words import content, listed
from flashcards.making.tagging.phrases import Parsed

_MAKING = listed(
    """
    developed proposed introduced coined founded created pioneered devised
    formulated invented established discovered
    """
)
_HOLDING = listed(
    """
    argued proposed believed suggested claimed maintained theorized theorised emphasized emphasised
    stressed held asserted hypothesized hypothesised concluded recognized noted posited argues
    proposes believes suggests claims maintains holds asserts posits emphasizes
    """
)
_WHEN = re.compile(
    r"^(?:In|By|During) (?P<when>(?:the (?:early |mid-|late )?)?1[5-9]\d\ds?|20[0-2]\ds?), "
)
_LATER = re.compile(r" in (?P<when>(?:the (?:early |mid-|late )?)?(?:1[5-9]\d\d|20[0-2]\d)s?)$")
_WORKS = listed(
    """
    university institute association foundation organization organisation society center centre
    school department act hospital college committee council theory therapy model test scale study
    war states kingdom psychology psychiatry medicine congress court government agency research
    """
)
_ROLES = listed(
    """
    psychologist psychologists psychiatrist psychoanalyst sociologist therapist physician nurse
    philosopher theorist researcher researchers scientist economist anthropologist neurologist
    physiologist biologist professor author scholar
    """
)
_PASSIVE = re.compile(
    r"^(?P<what>.{3,90}?) (?P<be>was|were) (?:first |originally |initially )?(?P<verb>\w+ed)"
    r" by (?P<who>.+)$"
)
_LONGEST_CLAIM = 18


def people(sentences: list[Told], outline: Outline) -> Iterator[Concept]:
    """Yield who is said by ``sentences`` to have made or held something, and when."""
    for told in sentences:
        opening = _WHEN.match(told.text)
        when = opening["when"] if opening else ""
        text = told.text[opening.end() :].rstrip(".") if opening else told.text.rstrip(".")
        found = list(_made_by(told, text, when, outline)) or list(_did(told, text, when, outline))
        yield from found


def _did(told: Told, text: str, when: str, outline: Outline) -> Iterator[Concept]:
    """Yield the cards of “Carl Rogers developed X” and “Carl Rogers argued that X”."""
    parsed = Parsed(text)
    named = _person(parsed)
    if named is None:
        return
    start, end = named
    who, said = parsed.said(start, end), parsed.lows[end : end + 1]
    if not said:
        return
    rest = text[parsed.spans[end][1] :].strip()
    if said[0] in _HOLDING and rest.startswith("that "):
        yield from _held(told, who, said[0], rest[5:])
    elif said[0] in _MAKING:
        yield from _made(told, who, said[0], rest, when, outline)


def _held(told: Told, who: str, verb: str, claim: str) -> Iterator[Concept]:
    if len(claim.split()) > _LONGEST_CLAIM or re.match(r"(?:he|she|they|it|his|her)\b", claim):
        return
    found = concept(What.PERSON, told, f"{who} {verb}", f"Who {verb} that {claim}?", who, 0.6)
    if found is not None:
        yield found


def _made(
    told: Told, who: str, verb: str, rest: str, when: str, outline: Outline
) -> Iterator[Concept]:
    later = _LATER.search(rest)
    thing = re.split(r",| (?:which|that|to|as|in|while|with|for) ", rest)[0].strip()
    when = when or (later["when"] if later else "")
    if not _is_thing(thing):
        return
    yield from _asked(told, who, verb, thing, when)


def _made_by(told: Told, text: str, when: str, outline: Outline) -> Iterator[Concept]:
    """Yield the cards of “X was developed by Carl Rogers in 1957”."""
    found = _PASSIVE.match(text)
    if found is None or found["verb"] not in _MAKING:
        return
    parsed = Parsed(found["who"])
    named = _person(parsed)
    if named is None:
        return
    after = found["who"][parsed.spans[named[1] - 1][1] :]
    later = re.match(_LATER.pattern.removesuffix("$") + r"\b", after)
    thing = terms.inside(found["what"], outline)
    if _is_thing(thing):
        who = parsed.said(*named)
        yield from _asked(told, who, found["verb"], thing, when or (later["when"] if later else ""))


def _asked(told: Told, who: str, verb: str, thing: str, when: str) -> Iterator[Concept]:
    cards = [concept(What.PERSON, told, f"who {thing}", f"Who {verb} {thing}?", who, 0.65)]
    if when:
        asked = f"When was {thing} {verb}?" if not terms.is_plural(thing) else ""
        if asked:
            cards.append(concept(What.PERSON, told, f"when {thing}", asked, when, 0.5))
    yield from (card for card in cards if card is not None)


def _is_thing(thing: str) -> bool:
    """Tell whether ``thing`` is one thing that can be asked for, and no passing “metaphor”."""
    if not terms.names_something(thing):
        return False
    plain = len(content(thing)) == 1 and thing.lower().startswith(("the ", "a ", "an "))
    return not plain and "[" not in thing


def _person(parsed: Parsed) -> tuple[int, int] | None:
    """Return where the name of one or two people stands that opens the words, after their role."""
    start = 0
    while start < min(6, len(parsed.tags)) and parsed.tags[start] != "NNP":
        if parsed.tags[start] not in ("DT", "JJ", "NN", "NNS", ","):
            return None
        start += 1
    if start and not _ROLES & set(parsed.lows[:start]):
        return None
    end = start
    while end < len(parsed.tags) and (
        parsed.tags[end] == "NNP" or (end > start and parsed.lows[end] in ("and", "."))
    ):
        end += 1
    words = parsed.words[start:end]
    if not words or len(words) > 7 or _WORKS & {word.lower() for word in words}:
        return None
    if not all(word[0].isupper() or word in ("and", ".") for word in words):
        return None
    return (start, end) if any(len(word) > 2 and not word.isupper() for word in words) else None
