"""Finds numbers with their meaning: what share, how long, how strong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.concepts import terms
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.found.questions import base_of
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.relations.telling import Told, concept, inner, parts
from flashcards.making.concepts.words import listed

_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_ABOUT = (
    r"(?:(?:about|approximately|nearly|almost|around|roughly|over|up to|at least|more than"
    r"|less than|longer than|fewer than|an estimated) )?"
)
_SHARE = re.compile(
    rf"^(?P<share>{_ABOUT}(?P<percent>{_NUMBER}(?:(?: to |–|-){_NUMBER})? ?(?:%|percent|per cent)"
    rf"|{_NUMBER} (?:in|out of) (?:every )?{_NUMBER})) (?P<of>of )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_LONG = re.compile(
    rf"^(?P<time>(?:for |from )?{_ABOUT}{_NUMBER}(?:(?: to |–|-| or | and ){_NUMBER})?"
    r" (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|sessions?))\b(?P<rest>.*)$"
)
_LASTING = listed("lasts last takes take")
_VALUE = re.compile(
    r"^(?P<what>(?:The )?(?:\w+ )?(?:correlation|effect size|prevalence|incidence|range|ratio"
    r"|rate|response rate|risk|half-life|heritability|reliability|cutoff)\b[^,]{3,80}?)"
    r" (?P<be>is|was|are)"
    r" (?P<value>(?:about |approximately |around |[rdg] = )?[-–−]?\.?\d[^;,]{0,40})$",
    re.IGNORECASE,
)


def amounts(sentences: list[Told], outline: Outline) -> Iterator[Concept]:
    """Yield the numbers that ``sentences`` tell, as answers."""
    for told in sentences:
        for way in (_share, _duration, _value):
            found = way(told, outline)
            if found is not None:
                yield found
                break


def _share(told: Told, outline: Outline) -> Concept | None:
    """Ask what share it is: “About 8 percent of adults have …”."""
    found = _SHARE.match(told.text.rstrip("."))
    if found is None or re.search(r"\d", found["rest"]):
        return None
    percent = re.search(r"%|per ?cent", found["percent"])
    asked = "What percentage of" if percent else "How many"
    if percent and not found["of"]:
        return None
    question = f"{asked} {found['rest']}?"
    return concept(What.AMOUNT, told, found["rest"][:60], question, found["share"], 0.55)


def _duration(told: Told, outline: Outline) -> Concept | None:
    """Ask how long it lasts or takes."""
    subject = parts(told.parsed)
    if subject is None or told.parsed.lows[subject.verb] not in _LASTING:
        return None
    found = _LONG.match(told.text[told.parsed.spans[subject.verb][1] :].strip().rstrip("."))
    if found is None:
        return None
    verb = told.parsed.lows[subject.verb]
    name, does = inner(subject.subject, outline), "does" if verb.endswith("s") else "do"
    between = told.parsed.said(subject.end, subject.verb)
    asked = f"How long {does} {name} {between} {base_of(verb)}?".replace("  ", " ")
    return concept(What.AMOUNT, told, name, asked, found["time"], 0.6)


def _value(told: Told, outline: Outline) -> Concept | None:
    """Ask what a measured figure is: “The correlation of X with Y is r = .28.”"""
    found = _VALUE.match(told.text.rstrip("."))
    if found is None or re.search(r"\d", found["what"]) or found["value"].isdigit():
        return None
    question = f"What {found['be']} {terms.inside(found['what'], outline)}?"
    return concept(What.AMOUNT, told, found["what"], question, found["value"], 0.55)
