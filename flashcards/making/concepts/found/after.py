"""The explanation that stands after a term: what is said of it, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts.found.beside import beside, bracketed
from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.meaning import explained
from flashcards.making.concepts.found.predicate import predicate, reads_as_verb
from flashcards.making.concepts.words import listed
from flashcards.making.tagging.phrases import FINITE, Parsed

_TAKING = listed("defines define defined conceptualizes conceptualises describes describe")
_PLACED = tuple((word,) for word in listed("in as like such according from on by however then too"))
_ASIDES = (("or",), ("also",), ("sometimes",), ("often",), *_PLACED)
_AND = (("and",), ("or",))
_LONGEST_ASIDE, _LONGEST_EXAMPLES = 9, 20


def after(parsed: Parsed, start: int, end: int, subject: bool) -> Iterator[Explained]:
    """Yield what follows the words ``start`` to ``end`` and explains them."""
    at, count = _past_aside(parsed, _past_aside(parsed, end)), len(parsed.words)
    if at >= count:
        return
    subject = subject and parsed.lows[at : at + 1] not in _AND
    if parsed.tags[at] in ("RB", "MD", *FINITE) or (subject and reads_as_verb(parsed, at)):
        yield from predicate(parsed, at) if subject else ()
        return
    if parsed.lows[at] == "as" and _TAKING & set(parsed.lows[max(0, start - 3) : start]):
        yield from explained(parsed, Form.DEFINED, "defined", (at + 1, count), False)
        return
    if parsed.words[end] == "(":
        yield from bracketed(parsed, end, subject)
    yield from _behind_mark(parsed, start, at if parsed.words[at] == "," else end, subject)


def _behind_mark(parsed: Parsed, start: int, place: int, subject: bool) -> Iterator[Explained]:
    """Yield what stands behind the colon, comma or dash at ``place``."""
    mark, count = parsed.words[place], len(parsed.words)
    if mark == ":" and subject:
        yield from explained(parsed, Form.COLON, "", (place + 1, count), subject)
    elif mark == ",":
        yield from beside(parsed, start, place, subject)
    elif mark in "—–" or (mark == "-" and parsed.text[parsed.spans[place][0] - 1] == " "):
        stop = next((k for k in range(place + 1, count) if parsed.words[k] in "—–"), count)
        yield from explained(parsed, Form.DASHED, "", (place + 1, stop), subject)


def _past_aside(parsed: Parsed, end: int) -> int:
    """Return where the sentence goes on after “(PTSD)” or “, or trauma,”."""
    at, lows = end, parsed.lows
    while at < len(lows) and parsed.tags[at] == "''":
        at += 1
    opening, following = lows[at : at + 1], lows[at + 1 : at + 2]
    if opening == ("such",) and following == ("as",):
        return _past_examples(parsed, at)
    if opening == ("(",):
        closing = ")"
    elif opening == (",",) and following in _ASIDES:
        closing = ","
    else:
        return at
    ends = range(at + 2, min(at + _LONGEST_ASIDE, len(lows)))
    past = next((close + 1 for close in ends if lows[close] == closing), at)
    if following in _PLACED and not _goes_on(parsed, at, past):
        return at
    return past


def _past_examples(parsed: Parsed, at: int) -> int:
    """Return where the verb stands behind “such as …”; if that is not clear, where it begins."""
    for k in range(at + 3, min(at + _LONGEST_EXAMPLES, len(parsed.words))):
        if parsed.tags[k] in ("WDT", "WP", "WRB", "PRP") or parsed.words[k] in ".;:—":
            return at
        if parsed.tags[k] in FINITE:
            return k
    return at


def _goes_on(parsed: Parsed, at: int, past: int) -> bool:
    """Tell whether the verb follows after an aside that has none: “X, in a broad sense, refers”."""
    aside, verb = parsed.tags[at:past], parsed.tags[past : past + 1]
    return bool(verb) and verb[0] in FINITE and not {"WDT", "WP", *FINITE} & set(aside)
