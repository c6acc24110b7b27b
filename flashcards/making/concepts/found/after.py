"""The explanation that stands after a term: what is said of it, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.meaning import explained
from flashcards.making.concepts.words import listed
from flashcards.making.tagging.phrases import FINITE, Parsed

BE = frozenset(("is", "are", "was", "were"))
CALLED = listed("called termed named labeled labelled dubbed known referred coined considered")
_DEFINING = listed(
    """
    refers refer means mean denotes denote describes describe involves involve consists consist
    includes include represents represent occurs occur happens happen entails entail comprises
    comprise encompasses encompass reflects reflect indicates indicate signifies
    """
)
_REPORTING = frozenset(("describe", "indicate", "reflect", "mean"))
"""Verbs that people in the plural do: “adolescents describe their reasons”."""
_AS = listed(
    """
    defined understood described conceptualized conceptualised viewed seen characterized
    characterised thought regarded used marked
    """
)
_BESIDE = frozenset(("a", "an", "the", "which", "in", "where", "whereby", "meaning", "or"))
_LISTING = frozenset(("including", "include", "includes", "like", "as", "cover", "covers"))
_CONDITIONS = frozenset(("if", "when", "although", "though", "while", "because", "unless"))
_NOT = frozenset(
    ("not", "also", "never", "no", "n't", "neither", "rather", "cannot", "isn't", "aren't")
)
_AND = (("and",), ("or",))
_MAYBE = ("can", "may", "could", "might")
_LONGEST_ASIDE = 9


def after(parsed: Parsed, start: int, end: int, subject: bool) -> Iterator[Explained]:
    """Yield what follows the words ``start`` to ``end`` and explains them."""
    at, count = _past_aside(parsed, _past_aside(parsed, end)), len(parsed.words)
    if at >= count:
        return
    subject = subject and parsed.lows[at : at + 1] not in _AND
    if parsed.tags[at] in ("RB", "MD", *FINITE):
        yield from _predicate(parsed, at) if subject else ()
        return
    place = at if parsed.words[at] == "," else end
    mark = parsed.words[place]
    if mark == "(":
        yield from _bracket(parsed, place, subject)
    elif mark == ":":
        yield from explained(parsed, Form.COLON, "", (place + 1, count), subject)
    elif mark == ",":
        if parsed.lows[place + 1 : place + 2] and not in_list(parsed, start, place):
            yield from _beside(parsed, place + 1, subject)
    elif mark in "—–" or (mark == "-" and parsed.text[parsed.spans[place][0] - 1] == " "):
        stop = next((k for k in range(place + 1, count) if parsed.words[k] in "—–"), count)
        yield from explained(parsed, Form.DASHED, "", (place + 1, stop), subject)


def _past_aside(parsed: Parsed, end: int) -> int:
    """Return where the sentence goes on after “(PTSD)” or “, or trauma,”."""
    at, lows = end, parsed.lows
    while at < len(lows) and parsed.tags[at] == "''":
        at += 1
    opening, following = lows[at : at + 1], lows[at + 1 : at + 2]
    if opening == ("(",):
        closing = ")"
    elif opening == (",",) and following in (("or",), ("also",), ("sometimes",)):
        closing = ","
    else:
        return at
    ends = range(at + 2, min(at + _LONGEST_ASIDE, len(lows)))
    return next((close + 1 for close in ends if lows[close] == closing), at)


def in_list(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether the comma at ``end`` parts a list: “a, the b, or c”."""
    at = start
    while at and parsed.tags[at - 1] in ("DT", "PRP$", "JJ"):
        at -= 1
    if at and parsed.words[at - 1] == ",":
        return True
    if _LISTING & set(parsed.lows[max(0, at - 4) : at]):
        return True
    close = next((k for k in range(end + 2, len(parsed.words)) if parsed.words[k] == ","), None)
    return close is not None and parsed.lows[close + 1 : close + 2] in _AND


def _beside(parsed: Parsed, at: int, subject: bool) -> Iterator[Explained]:
    low, following = parsed.lows[at], parsed.lows[at + 1 : at + 2]
    if low not in _BESIDE:
        return
    if low in ("in", "where", "whereby") or (low == "which" and following == ("means",)):
        if not subject:
            yield Explained(Form.NAMED, low, "", False)
        return
    begin = at + (low in ("which", "meaning", "or"))
    if low == "which":
        if following in (("is",), ("are",)):
            begin += 1
        elif not (begin < len(parsed.words) and parsed.tags[begin] in FINITE):
            return
    stop = _comma(parsed, begin)
    yield from explained(parsed, Form.BESIDE, low, (begin, stop), subject)


def _comma(parsed: Parsed, begin: int) -> int:
    """Return where an apposition ends: at a comma that no list and no condition goes over."""
    last = begin
    for at in range(begin + 2, len(parsed.words)):
        if parsed.words[at] not in (",", ";", "—"):
            continue
        goes_on = parsed.words[at] == "," and bool(_CONDITIONS & set(parsed.lows[last:at]))
        last = at
        if not goes_on and not {"and", "or"} & set(parsed.lows[at + 1 : at + 4]):
            return at
    return len(parsed.words)


def _bracket(parsed: Parsed, at: int, subject: bool) -> Iterator[Explained]:
    close = next((k for k in range(at, len(parsed.words)) if parsed.words[k] == ")"), None)
    if close is None or close - at < 3 or parsed.lows[at + 1] in ("e.g.", "see", "i.e.", "also"):
        return
    inner = parsed.words[at + 1 : close]
    if {"such", "including"} & set(parsed.lows[:at]) or "." in inner:
        return
    if not any(word[0].isupper() or word[0].isdigit() for word in inner):
        yield from explained(parsed, Form.BRACKETED, "", (at + 1, close), subject)


def _predicate(parsed: Parsed, at: int) -> Iterator[Explained]:
    """Yield what is said of a subject by the verb that begins at ``at``."""
    verb, count = at, len(parsed.words)
    while verb < count and parsed.tags[verb] == "RB":
        verb += 1
    if verb >= count - 2 or _NOT & set(parsed.lows[at : verb + 3]):
        return
    low = parsed.lows[verb]
    if low in _MAYBE and parsed.lows[verb + 1] == "be":
        yield from _being(parsed, verb + 1, low)
    elif low in BE:
        yield from _being(parsed, verb, low)
    elif low in _DEFINING and not (low in _REPORTING and parsed.tags[verb] == "VBP"):
        begin = verb + 1 + (parsed.lows[verb + 1] in ("to", "of"))
        yield from explained(parsed, Form.VERB, low, (begin, count), True)
    elif parsed.tags[verb] in FINITE:
        yield from explained(parsed, Form.TELLS, low, (verb, count), True)


def _being(parsed: Parsed, verb: int, low: str) -> Iterator[Explained]:
    at, count = verb + 1, len(parsed.words)
    if _NOT & set(parsed.lows[verb : verb + 3]):
        return
    while at < count - 1 and parsed.tags[at] == "RB":
        at += 1
    following = parsed.lows[at]
    links = range(at + 1, min(at + 4, count - 1))
    link = next((k for k in links if parsed.lows[k] in ("as", "by", "to")), None)
    if following in _AS and link is not None:
        begin = link + 1
        begin += parsed.lows[begin] in ("describe", "mean")
        begin += 2 * (parsed.lows[begin : begin + 2] == ("refer", "to"))
        yield from explained(parsed, Form.DEFINED, following, (begin, count), True)
    elif following not in CALLED:
        yield from explained(parsed, Form.IS, low, (at, count), True)
