"""Finds what tells two things apart: “unlike X, Y …”, “X …, whereas Y …”, and look-alikes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from flashcards.making.concepts import terms
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.relations.telling import Parts, Told, concept, inner, parts
from flashcards.making.concepts.words import GENERIC, content, listed
from flashcards.making.tagging.phrases import Parsed

_UNLIKE = re.compile(
    r"^(?:Unlike|In contrast (?:to|with)|As opposed to|Compared (?:to|with)|By contrast with)"
    r" (?P<other>[^,]{3,60}), (?=[a-z\[A-Z])"
)
_WHILE = re.compile(r"^(?:Whereas|While) ")
_BETWEEN = re.compile(r", (?:whereas|while|but|and) (?=[a-z])|; (?=[a-z])")
_DIFFERS = re.compile(
    r"^(?P<one>[^,]{3,60}?) (?P<verb>differs?|is different|are different|can be distinguished"
    r"|is distinguished|are distinguished) from (?P<other>[^,]{3,60}?)"
    r" (?P<how>(?:in that|because|by|in (?:its|their|how|the)) .+)$"
)
_DIFFERENCE = re.compile(
    r"^(?P<asked>(?:The|A|One) (?:\w+ )?(?:difference|distinction) between .{3,40}? and"
    r" .{3,40}?) (?P<verb>is|lies in) (?P<what>.+)$"
)
_PAIRED = listed(
    """
    positive negative primary secondary tertiary internal external active passive explicit implicit
    short-term long-term individual group direct indirect conscious unconscious voluntary
    involuntary classical operant sensory motor acute chronic manifest latent open closed low high
    """
)
_COMPARING = re.compile(r"\b(?:than|the same|same as|similar|likewise|[Aa]lso)\b")
_SHORT = 4
"""Words of the two sides of a contrast that share none."""
_LONGEST, _APART = 45, 2
"""Words of an answer that tells of both; signs between two sentences in a row."""
_DIFFERENT = 3
_DEFINING = listed("is are refers refer means mean describes describe focuses focus occurs occur")


def contrasts(sentences: list[Told], outline: Outline) -> Iterator[Concept]:
    """Yield the contrasts that ``sentences`` draw."""
    for told in sentences:
        for way in (_unlike, _differs, _difference, _clauses):
            found = way(told, outline)
            if found is not None:
                yield found
                break
    for one, other in pairwise(sentences):
        found = _look_alikes(one, other, outline)
        if found is not None:
            yield found


def _unlike(told: Told, outline: Outline) -> Concept | None:
    opening = _UNLIKE.match(told.text)
    if opening is None:
        return None
    parsed = Parsed(told.text[opening.end() :])
    subject = parts(parsed)
    if subject is None or not _comparable(opening["other"]) or not _comparable(subject.subject):
        return None
    name = inner(subject.subject, outline)
    does = "do" if _many(name, parsed.tags[subject.verb]) else "does"
    question = f"How {does} {name} differ from {terms.inside(opening['other'], outline)}?"
    pronoun = "[They]" if does == "do" else "[It]"
    answer = f"{pronoun} {parsed.text[parsed.spans[subject.end][0] :]}"
    return concept(What.CONTRAST, told, name, question, answer, 0.7)


def _differs(told: Told, outline: Outline) -> Concept | None:
    found = _DIFFERS.match(told.text)
    if found is None or not (_comparable(found["one"]) and _comparable(found["other"])):
        return None
    one, other = inner(found["one"], outline), terms.inside(found["other"], outline)
    does = "do" if found["verb"] in ("differ", "are different", "are distinguished") else "does"
    question = f"How {does} {one} differ from {other}?"
    return concept(What.CONTRAST, told, one, question, found["how"], 0.75)


def _difference(told: Told, outline: Outline) -> Concept | None:
    found = _DIFFERENCE.match(told.text)
    if found is None:
        return None
    asked = re.sub(r"^(?:A|One) ", "one ", found["asked"])
    asked = terms.inside(asked, outline) if asked.startswith("The") else asked
    question = f"What {'is' if found['verb'] == 'is' else 'does'} {asked}"
    question += "?" if found["verb"] == "is" else " lie in?"
    what = re.sub(r"^that ", "", found["what"])
    return concept(What.CONTRAST, told, found["asked"], question, what, 0.75)


def _clauses(told: Told, outline: Outline) -> Concept | None:
    """Ask for the difference where one clause is set against another about a like thing."""
    opening = _WHILE.match(told.text)
    text = terms.capitalised(told.text[opening.end() :]) if opening else told.text
    middle = re.search(r", (?=[a-z\[])", text) if opening else _BETWEEN.search(text)
    if middle is None:
        return None
    one, other = Parsed(text[: middle.start()] + "."), Parsed(text[middle.end() :])
    first, second = parts(one), parts(other)
    if first is None or second is None:
        return None
    if _BETWEEN.search(text, middle.end()) or _COMPARING.search(told.text):
        return None
    if not _are_alike(first.subject, second.subject, _is_set_against(told.text, middle[0])):
        return None
    return _both((first, second), (told, told), told.text.rstrip("."), outline)


def _is_set_against(text: str, middle: str) -> bool:
    """Tell whether the words say that the two differ; “while” at the beginning may yield."""
    return text.startswith("Whereas ") or "whereas" in middle or "while" in middle


def _look_alikes(one: Told, other: Told, outline: Outline) -> Concept | None:
    """Ask for the difference where two sentences in a row say the same kind of two look-alikes."""
    if one.section is not other.section or other.sentence.start - one.sentence.end > _APART:
        return None
    first, second = parts(one.parsed), parts(other.parsed)
    if first is None or second is None or not _are_alike(first.subject, second.subject, False):
        return None
    if one.parsed.lows[first.verb] != other.parsed.lows[second.verb]:
        return None
    if _COMPARING.search(f"{one.text} {other.text}"):
        return None
    if not _is_defining(one, first) or not _is_defining(other, second):
        return None
    return _both((first, second), (one, other), f"{one.text} {other.text}", outline)


def _is_defining(told: Told, found: Parts) -> bool:
    """Tell whether the sentence says what its subject is, does or means, and nothing passing."""
    return told.parsed.lows[found.verb] in _DEFINING and "also" not in told.parsed.lows[:8]


def _both(
    subjects: tuple[Parts, Parts], sentences: tuple[Told, Told], answer: str, outline: Outline
) -> Concept | None:
    """Return the card that asks for the difference between two subjects."""
    if len(answer.split()) > _LONGEST:
        return None
    a, b = (inner(found.subject, outline) for found in subjects)
    return Concept(
        What.CONTRAST,
        f"{a} and {b}",
        sentences[0].sentence.start,
        sentences[1].sentence.end,
        sentences[0].section.heading,
        0.65,
        question=f"What is the difference between {a} and {b}?",
        answer=answer,
    )


def _comparable(name: str) -> bool:
    if name.lower().startswith("the ") and len(name.split()) == 2:  # “the appraisal” of one theory
        return False
    named = terms.names_something(name) and "and" not in name.split() and len(name.split()) <= 6
    return named and not set(content(name)) <= GENERIC


def _are_alike(one: str, other: str, told: bool) -> bool:
    """Tell whether two subjects share a word and differ in one, or are ``told`` apart."""
    if not (_comparable(one) and _comparable(other)):
        return False
    first, second = set(content(one)), set(content(other))
    if not first - second or not second - first:
        return False
    if told and max(len(one.split()), len(other.split())) <= _SHORT:
        return True
    headed = content(one)[-1] == content(other)[-1] and len(first ^ second) <= _DIFFERENT
    return headed or bool(first & _PAIRED and second & _PAIRED and first & second)


def _many(name: str, tag: str) -> bool:
    return tag == "VBP" or (tag not in ("VBZ",) and terms.is_plural(name))
