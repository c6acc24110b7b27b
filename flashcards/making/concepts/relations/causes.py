"""Finds what brings something about: “X is caused by Y”, “X happens because Y”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.concepts import terms
from flashcards.making.concepts.concept import Concept, What
from flashcards.making.concepts.found.questions import base_of
from flashcards.making.concepts.outline import Outline
from flashcards.making.concepts.relations.telling import Parts, Told, concept, inner, parts, trimmed
from flashcards.making.concepts.words import listed
from flashcards.making.tagging.phrases import FINITE, Parsed

_BE = listed("is are can may might could must should will")
_BY = re.compile(r"^(?P<adverb>(?:\w+ly |often |usually )?)(?P<verb>\w+) by (?P<what>.+)$")
_DOING = listed(
    """
    caused triggered driven controlled regulated mediated produced stimulated activated
    governed determined induced maintained reinforced inhibited blocked released
    secreted synthesized transmitted spread created formed relieved prevented worsened exacerbated
    strengthened weakened increased decreased explained motivated modulated precipitated
    """
)
"""What brings a thing about or changes it."""
_DUE = re.compile(r"^(?P<adverb>(?:\w+ly |often |usually )?)due to (?P<what>.+)$")
_FROM = re.compile(
    r"^(?P<verb>results?|stems?|arises?|comes?|derives?) (?P<from>from|out of) (?P<what>.+)$"
)
_BECAUSE = re.compile(r",? because (?=[a-z\[])(?!of\b)")
_THEY = re.compile(r"^(?P<who>it|they) ")
_LOOSE = re.compile(r"[,;]|\b(?:if|also|one of)\b|contraindicat(?:ed|ion)s?$")
_POINTING = re.compile(r"^(?:he|she|we|you|this|these|that|those|there|its|their|his|her)\b")


def causes(sentences: list[Told], outline: Outline) -> Iterator[Concept]:
    """Yield what ``sentences`` say brings something about."""
    for told in sentences:
        subject = parts(told.parsed)
        if subject is None:
            continue
        for way in (_because, _brought_by, _coming_from):
            found = way(told, subject, outline)
            if found is not None:
                yield found
                break


def _because(told: Told, subject: Parts, outline: Outline) -> Concept | None:
    """Ask why: “X is Y because Z”."""
    middle = _BECAUSE.search(told.text)
    parsed = told.parsed
    verb_end = parsed.spans[subject.verb][1]
    if middle is None or middle.start() < verb_end:
        return None
    name, verb = inner(subject.subject, outline), parsed.lows[subject.verb]
    rest = told.text[verb_end : middle.start()].strip()
    between = parsed.said(subject.end, subject.verb)
    why = told.text[middle.end() :].rstrip(".")
    who = _THEY.match(why)
    many = terms.is_plural(name) and not name.split()[0].endswith("ing")
    if who and many == (who["who"] == "they"):
        why = f"[{name}] {why[who.end() :]}"
    if _POINTING.match(why) or _THEY.match(why) or _LOOSE.search(rest) or between == "also":
        return None
    if not any(tag in FINITE for tag in Parsed(trimmed(why)).tags):
        return None
    asked = _asked(name, verb, parsed.tags[subject.verb], between, rest)
    return concept(What.CAUSE, told, name, asked, why, 0.7) if asked else None


def _asked(name: str, verb: str, tag: str, between: str, rest: str) -> str:
    """Return “Why does X do Y?”, or nothing where the verb does not let it be asked so."""
    between = f" {between}" if between else ""
    if verb in _BE:
        return f"Why {verb} {name}{between} {rest}?"
    if tag not in ("VBZ", "VBP", "NNS") or verb in ("have", "has", "do", "does"):
        return ""
    does, base = ("does", base_of(verb)) if tag != "VBP" else ("do", verb)
    return f"Why {does} {name}{between} {base} {rest}?".replace(" ?", "?")


def _brought_by(told: Told, subject: Parts, outline: Outline) -> Concept | None:
    """Ask what does it: “X is caused by Y”, “X is due to Y”."""
    parsed = told.parsed
    verb = parsed.lows[subject.verb]
    if verb not in ("is", "are") or subject.end < subject.verb:
        return None
    rest = told.text[parsed.spans[subject.verb][1] :].strip()
    name = inner(subject.subject, outline)
    due = _DUE.match(rest)
    if due is not None:
        question = f"What {verb} {name} {due['adverb']}due to?"
        return concept(What.CAUSE, told, name, question, due["what"], 0.65)
    done = _BY.match(rest)
    if done is None or done["verb"] not in _DOING:
        return None
    if done["verb"] == "caused":
        question = f"What {done['adverb']}causes {name}?"
    else:
        question = f"What {verb} {name} {done['adverb']}{done['verb']} by?"
    return concept(What.CAUSE, told, name, question, done["what"], 0.65)


def _coming_from(told: Told, subject: Parts, outline: Outline) -> Concept | None:
    """Ask where it comes from: “X results from Y”."""
    parsed = told.parsed
    found = _FROM.match(told.text[parsed.spans[subject.verb][0] :])
    if found is None:
        return None
    name = inner(subject.subject, outline)
    single = found["verb"].endswith("s")
    does, base = ("does", base_of(found["verb"])) if single else ("do", found["verb"])
    question = f"What {does} {name} {base} {found['from']}?"
    return concept(What.CAUSE, told, name, question, found["what"], 0.65)
