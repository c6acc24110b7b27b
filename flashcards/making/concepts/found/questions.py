"""Words an explanation as a question and its answer: what something is, does, says, is called."""

from __future__ import annotations

import re

from flashcards.making.concepts import terms
from flashcards.making.concepts.defining import stands_alone
from flashcards.making.concepts.definitions import (
    is_setting,
    says_nothing,
    when_one_speaks_of,
)
from flashcards.making.concepts.found.weighing import Weighed
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.words import LIST_NOUNS, content, listed, stem
from flashcards.making.tagging.phrases import FINITE, Parsed

Asked = tuple[str, str]
"""A question and its answer."""

NO_ANSWER = re.compile(
    r"^(?:not|no|also|more|less|very|so|too|most|now|still|only|just|both|found|thought|believed"
    r"|said|seen|made|given|called|known|likely|able|due|often|in|on|at|as|to|under|from|such|this"
    r"|these|it|they|he|she|we|you|there|here|that|those|especially|but|and|or|some|many|what"
    r"|an? (?:broader|wider|larger|higher|deeper|newer|similar|related|different|second|third)"
    r"|when (?:it|they|he|she|we)"
    r"|problematic|part of|one of|another|examples? of|\w+.approved)\b",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"\b(?:this|these|above|below|the following|such an?|I|my)\b|\bthose (?!who|that|of|with|in)"
)
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
_MARKED_BY = frozenset(("characterized", "characterised", "marked"))
_LISTING = listed(
    "include includes involve involves consist consists comprise comprises characterized marked"
)
_EMPTY_VERBS = listed(
    """
    have do make get take play come go become remain seem appear let keep give put need want help
    allow enable encourage teach motivate empower permit invite
    """
)
_REMARKS = listed("criticism contraindication complication finding manifestation example purpose")
_INTRODUCED = re.compile(r"[A-Z][^,;:()]{2,60}, ")
_PARTICLES = ("on", "to", "from", "for", "as", "in")
_OBJECT = ("DT", "JJ", "NN", "NNS", "PRP$", "VBG", "CD", "WRB")
_RELATIVES = frozenset(("WDT", "WP", "WRB"))
_HAPPENING = ("occur", "happen")
_LONGEST = 34


def what_is(one: Weighed, outline: Outline) -> Asked | None:
    """Ask what the term is, involves, or when it occurs."""
    answer, verb = first_said(one.told.meaning), one.told.verb
    if not _is_answer(one, answer):
        return None
    name = _named(one, outline)
    formal = one.place.parsed.lows[max(0, one.place.start - 1) : one.place.start]
    if formal and formal[0] in ("term", "word", "phrase") and verb in ("refers", "is", "means"):
        return f"What does the {formal[0]} “{terms.inside(one.place.term, outline)}” mean?", answer
    if verb.startswith(_HAPPENING):
        when = answer.lower().startswith(("when", "if", "after", "as "))
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
    return (f"What does {_named(one, outline)} say?", answer) if _is_answer(one, answer) else None


def what_does(one: Weighed, outline: Outline) -> Asked | None:
    """Ask what the term does where a plain verb with its object tells: “What does it measure?”"""
    parsed = Parsed(one.told.meaning)
    verb = next((at for at, tag in enumerate(parsed.tags[:2]) if tag in ("VBZ", "VBP")), None)
    if verb is None or parsed.lows[:verb] in (("not",), ("also",), ("then",)):
        return None
    said, begin = parsed.lows[verb], verb + 1
    base = base_of(said) if parsed.tags[verb] == "VBZ" else said
    begin += parsed.lows[begin : begin + 1] != () and parsed.lows[begin] in _PARTICLES
    if base in _TAKING_AS and " as " in one.told.meaning:
        return None
    if base in _EMPTY_VERBS or len(said) < 4 or _repeats(base, one.place.term):
        return None
    if begin >= len(parsed.words) - 1 or parsed.tags[begin] not in _OBJECT:
        return None
    answer = first_said(parsed.said(begin, len(parsed.words))).partition(", which ")[0]
    if not _is_answer(one, answer):
        return None
    if terms.is_plural(one.place.term) and parsed.tags[verb] == "VBZ":
        return None
    does = "does" if parsed.tags[verb] == "VBZ" else "do"
    words = [*parsed.lows[:verb], base, *parsed.lows[verb + 1 : begin]]
    return f"What {does} {_named(one, outline)} {' '.join(words)}?", answer


def what_called(one: Weighed, outline: Outline) -> Asked | None:
    """Ask what something is called, where the sentence says what it is first."""
    subject = one.told.meaning
    parsed = Parsed(subject)
    if one.place.determiner.lower() == "the":  # “is considered the foundation of …” names nothing
        return None
    if not 3 <= len(subject.split()) <= 25 or not stands_alone(subject) or POINTING.search(subject):
        return None
    if any(tag in FINITE for tag in parsed.tags) and not _RELATIVES & set(parsed.tags):
        return None
    if parsed.tags[0] in ("IN", "RB", "WRB", "CC") or parsed.tags[-1] in ("WDT", "WP", "PRP"):
        return None
    first, _, rest = subject.partition(" ")
    asked = f"What {one.told.verb} {terms.inside(first, outline)} {rest} called?"
    return asked, one.place.term


def first_said(answer: str) -> str:
    """Return ``answer`` up to where its sentence says a second thing of the subject.

    “the heart and provides a low-friction environment” gives “the heart”; nothing is cut after a
    relative pronoun, whose verb the second may be too.
    """
    parsed = Parsed(answer)
    for at in range(1, len(parsed.words) - 2):
        if parsed.tags[at] in _RELATIVES:
            return answer
        verb = at + 1 + (parsed.tags[at + 1] == "RB")
        if parsed.lows[at] in ("and", "but") and parsed.tags[verb] == "VBZ":
            return parsed.said(0, at - (parsed.words[at - 1] == ","))
    return answer


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


def _is_answer(one: Weighed, answer: str) -> bool:
    if len(answer.split()) > _LONGEST or NO_ANSWER.match(answer) or says_nothing(answer):
        return False
    if answer.count("(") != answer.count(")") or answer.count("“") != answer.count("”"):
        return False
    if POINTING.search(answer) or not stands_alone(one.place.term):
        return False
    if "one’s" in one.place.term or "one's" in one.place.term:
        return False
    if one.place.parsed.tags[one.place.end - 1] == "JJ" or _is_empty(one.place.term):
        return False
    if one.told.verb in _LISTING and answer.count(",") >= 2:
        return False
    if one.told.verb.startswith("describe") and one.place.term.isupper():
        return False
    return bool(set(content(answer)) - set(one.term.key)) and answer[-1] not in ",:;"


def _is_empty(term: str) -> bool:
    """Tell whether the term is one word for a list, as “criticisms” is."""
    return " " not in term and stem(term.lower()) in LIST_NOUNS | _REMARKS


def _named(one: Weighed, outline: Outline) -> str:
    """Return the term as a question names it: with the article that it mostly has."""
    written_so = any(p.start > 1 and p.term == one.place.term for p in one.term.places)
    term = one.place.term if written_so else terms.inside(one.place.term, outline)
    if terms.is_plural(term):
        return term
    own = one.place.determiner.lower()
    if one.told.is_subject:
        return f"{own} {term}" if own in ("a", "an", "the") else term
    counts = one.term.determiners
    bare = counts[""] + counts["this"]
    the, an = counts["the"], counts["a"] + counts["an"]
    if own in ("a", "an", "the") and (the + an) >= bare:
        return f"{own} {term}"
    if the > bare and the >= an:
        return f"the {term}"
    if an > bare:
        return f"{'an' if term[:1].lower() in 'aeiou' else 'a'} {term}"
    return term
