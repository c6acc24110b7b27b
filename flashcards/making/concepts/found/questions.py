"""Words an explanation as a question and its answer: what something is, does, says, is called."""

from __future__ import annotations

import re

from flashcards.making.concepts import terms
from flashcards.making.concepts.defining import stands_alone
from flashcards.making.concepts.definitions import is_setting, when_one_speaks_of
from flashcards.making.concepts.found.answered import (
    HAPPENING,
    POINTING,
    WHEN,
    first_condition,
    first_said,
    is_answer,
    points,
)
from flashcards.making.concepts.found.form import Form
from flashcards.making.concepts.found.named import named
from flashcards.making.concepts.found.weighing import Weighed
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.words import SINGULAR_VERBS, content, listed
from flashcards.making.tagging.phrases import FINITE, Parsed

Asked = tuple[str, str]
"""A question and its answer."""

_BASES = {"consists": "consist of", "consist": "consist of", "focuses": "focus"}
_ASKED_FOR = listed(
    """
    involves involve includes include consists consist comprises comprise entails entail
    encompasses encompass represents represent indicates indicate reflects reflect signifies
    """
)
_HOW_OFTEN = listed("often usually typically sometimes generally frequently commonly mainly")
_TAKING_AS = listed("view regard consider see treat define describe use")
"""Verbs that take something as something: “views growth as a process”."""
_CLAIMING = listed(
    "hold state propose suggest argue posit assume claim predict assert maintain say"
)
"""What a law or a theory does that has something to say."""
_MARKED_BY = frozenset(("characterized", "characterised", "marked"))
_EMPTY_VERBS = listed(
    """
    have do make get take play come go become remain seem appear let keep give put need want help
    allow enable encourage teach motivate empower permit invite differ vary
    """
)
_INTRODUCED = re.compile(r"[A-Z][^,;:()]{2,60}, ")
_DIGIT = re.compile(r"\d")
"""A figure is an example of what a theory says: “a child walks at 12 months”."""
_PARTICLES = tuple((word,) for word in listed("on to from for as in down up out"))
_OBJECT = ("DT", "JJ", "NN", "NNS", "PRP$", "VBG", "CD", "WRB")
_RELATIVES = frozenset(("WDT", "WP", "WRB"))
_FEW, _SHORTEST, _LONGEST_TAKEN = 4, 4, 6
_NAMED_BY = 2
"""The stems that it takes at least to tell what has a name: more than “the cells”."""


def what_is(one: Weighed, outline: Outline) -> Asked | None:
    """Ask what the term is, involves, or when it occurs."""
    answer, verb = first_condition(first_said(one.told.meaning)), one.told.verb
    said, _, reason = answer.partition(" because ")
    if points(reason) and len(said.split()) > _FEW:
        answer = said.rstrip(",")
    if not is_answer(one, answer):
        return None
    name = named(one, outline)
    formal = one.place.parsed.lows[max(0, one.place.start - 1) : one.place.start]
    if formal and formal[0] in ("term", "word", "phrase") and verb in ("refers", "is", "means"):
        return f"What does the {formal[0]} “{terms.inside(one.place.term, outline)}” mean?", answer
    if verb in HAPPENING:
        when = WHEN.match(answer)
        return (f"When {_do(verb)} {name} {verb.removesuffix('s')}?", answer) if when else None
    if verb in _MARKED_BY:
        return f"What {'are' if terms.is_plural(name) else 'is'} {name} {verb} by?", answer
    if verb in _ASKED_FOR:
        return f"What {_do(verb)} {name} {_often(one, verb)}{base_of(verb)}?", answer
    if answer.startswith("when "):
        setting = _setting(one)
        asked = when_one_speaks_of(name, verb)
        return (f"{setting}{asked}" if setting else terms.capitalised(asked)), answer
    are = verb == "are" or (terms.is_plural(name) and verb != "is")
    asked = f"hat {'are' if are else 'is'} {name}?"
    setting = _setting(one)
    return f"{setting}w{asked}" if setting else f"W{asked}", answer


def _often(one: Weighed, verb: str) -> str:
    """Return “often ”, or another word of how often, that stands before the verb."""
    lows = one.place.parsed.lows
    at = lows.index(verb, one.place.end) if verb in lows[one.place.end :] else 0
    return f"{lows[at - 1]} " if at and lows[at - 1] in _HOW_OFTEN else ""


def _setting(one: Weighed) -> str:
    """Return what opens the sentence before its subject, if it says who holds it or where."""
    found = _INTRODUCED.match(one.place.parsed.text)
    return found[0] if one.told.is_subject and found and is_setting(found[0]) else ""


def what_says(one: Weighed, outline: Outline) -> Asked | None:
    """Ask what a theory says."""
    answer = one.told.meaning
    if _DIGIT.search(answer) or not is_answer(one, answer):
        return None
    return f"What does {named(one, outline)} say?", answer


def what_does(one: Weighed, outline: Outline) -> Asked | None:
    """Ask what the term does where a plain verb with its object tells: “What does it measure?”"""
    parsed = Parsed(one.told.meaning)
    verb = next((at for at, low in enumerate(parsed.lows[:2]) if low == one.told.verb), None)
    if verb is None or parsed.lows[:verb] in (("not",), ("also",), ("then",)):
        return None
    does, base = _base(one, parsed.lows[verb])
    begin = verb + 1 + (parsed.lows[verb + 1 : verb + 2] in _PARTICLES)
    if not does or not _tells(one, base):
        return None
    if base in _CLAIMING and parsed.lows[begin : begin + 1] == ("that",):
        claim = parsed.said(begin + 1, len(parsed.words))
        asked = f"What {does} {named(one, outline)} {base}?"
        return (asked, claim) if is_answer(one, claim) else None
    if begin >= len(parsed.words) - 1 or parsed.tags[begin] not in _OBJECT:
        return None
    if base in _TAKING_AS and "as" in parsed.lows:
        return _taken_as(one, parsed, begin, f"How {does} {named(one, outline)} {base}")
    answer = first_said(parsed.said(begin, len(parsed.words))).partition(", which ")[0]
    if not is_answer(one, answer):
        return None
    words = [*parsed.lows[:verb], base, *parsed.lows[verb + 1 : begin]]
    return f"What {does} {named(one, outline)} {' '.join(words)}?", answer


def _taken_as(one: Weighed, parsed: Parsed, begin: int, asked: str) -> Asked | None:
    """Ask what the term takes something as: “How does behaviourism see learning?”"""
    link = parsed.lows.index("as")
    taken = parsed.lows[begin:link]
    answer = first_said(parsed.said(link, len(parsed.words)))
    if not 1 <= len(taken) <= _LONGEST_TAKEN or {",", "that", "(", "such"} & set(taken):
        return None
    if not is_answer(one, answer.removeprefix("as ")):
        return None
    return f"{asked} {parsed.said(begin, link)}?", answer


def _base(one: Weighed, verb: str) -> tuple[str, str]:
    """Return “do” or “does” and the base of ``verb``; empty where the two do not go together."""
    tag, is_plural = _tagged(one, verb), terms.is_plural(one.place.term)
    third = verb in SINGULAR_VERBS or verb in _BASES or tag == "VBZ"
    if tag in ("VBD", "VBN", "MD") or third is is_plural:
        return "", ""
    return ("does", base_of(verb)) if third else ("do", verb)


def _tells(one: Weighed, base: str) -> bool:
    """Tell whether the verb says something that can be asked for."""
    if base in _EMPTY_VERBS or base == "last" or len(one.told.verb) < _SHORTEST:
        return False
    return not _repeats(base, one.place.term)


def what_called(one: Weighed, outline: Outline) -> Asked | None:
    """Ask what something is called, where the sentence says what it is first."""
    subject = one.told.meaning
    glossed = one.told.form is Form.GLOSSED
    if glossed and not (one.place.marked and one.place.term.islower()):
        return None
    before = one.place.parsed.lows[max(0, one.place.start - 3) : one.place.start]
    if "the" in before[-1:] or "considered" in before:
        return None  # “is considered the foundation of …”, “are considered reservoirs”: no names
    if glossed and len(content(subject)) < _NAMED_BY:
        return None
    if not 3 - glossed <= len(subject.split()) <= 25 or not _can_have_a_name(subject, glossed):
        return None
    first, _, rest = subject.partition(" ")
    asked = f"What {one.told.verb} {terms.inside(first, outline)} {rest} called?"
    return asked, one.place.term


def _can_have_a_name(subject: str, glossed: bool) -> bool:
    """Tell whether ``subject`` is a thing; before a bracket it has no clause."""
    tags = Parsed(subject).tags
    if not stands_alone(subject) or POINTING.search(subject):
        return False
    if not glossed and any(tag in FINITE for tag in tags) and not _RELATIVES & set(tags):
        return False
    return tags[0] not in ("IN", "RB", "WRB", "CC") and tags[-1] not in ("WDT", "WP", "PRP")


def _tagged(one: Weighed, verb: str) -> str:
    """Return what part of speech ``verb`` is in its sentence."""
    parsed = one.place.parsed
    behind = range(one.place.end, len(parsed.lows))
    return next((parsed.tags[at] for at in behind if parsed.lows[at] == verb), "")


def what_also(one: Weighed, outline: Outline) -> Asked | None:
    """Ask for the other name of what the sentence names twice."""
    first, space, rest = one.told.meaning.partition(" ")
    other = f"{terms.inside(first, outline)}{space}{rest}"
    if not terms.names_something(other) or POINTING.search(other) or len(other.split()) > 8:
        return None
    if set(content(one.place.term)) <= set(content(other)):
        return None
    return f"What is another name for {other}?", one.place.term


def base_of(verb: str) -> str:
    """Return the base form of a verb in the third person: “carries” gives “carry”."""
    if verb in _BASES:
        return _BASES[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if verb.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return verb[:-2]
    return verb.removesuffix("s")


def _repeats(verb: str, term: str) -> bool:
    """Tell whether the verb says the term again: “What does prevention prevent?”"""
    return any(word.startswith(verb[:5]) for word in term.lower().split())


def _do(verb: str) -> str:
    return "does" if verb.endswith("s") else "do"
