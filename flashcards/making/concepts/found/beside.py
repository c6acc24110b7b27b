"""The explanation that stands beside a term: behind a comma or in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.meaning import explained
from flashcards.making.concepts.found.predicate import predicate, said_of, says_as
from flashcards.making.tagging.phrases import FINITE, Parsed

_BESIDE = frozenset(("a", "an", "the", "which", "in", "where", "whereby", "meaning", "or"))
_LISTING = frozenset(("including", "include", "includes", "like", "as", "cover", "covers"))
_CONDITIONS = frozenset(("if", "when", "although", "though", "while", "because", "unless"))
_NAMING = frozenset(("known", "to"))
"""What stands before “as” where a name follows: “referred to as”."""
_AND = (("and",), ("or",))
_RELATIVES = (("WDT",), ("WP",), ("WRB",))
_RELATING = (("which",), ("whereby",))


def beside(parsed: Parsed, start: int, place: int, subject: bool) -> Iterator[Explained]:
    """Yield what stands behind the comma at ``place``, and what is said of the term past that."""
    if not parsed.lows[place + 1 : place + 2] or in_list(parsed, start, place):
        return
    told = _beside(parsed, place + 1, subject)
    yield from (one for one in told if subject or not _belongs(parsed, start, one))
    close = _comma(parsed, place + 1)
    if subject and parsed.lows[place + 1] in ("a", "an", "the") and close < len(parsed.words) - 1:
        yield from said_of(parsed, close + 1)


def in_list(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether the comma at ``end`` parts a list: “a, the b, or c”."""
    at = start
    while at and parsed.tags[at - 1] in ("DT", "PRP$", "JJ"):
        at -= 1
    if at and parsed.words[at - 1] == ",":
        return True
    if not _is_named(parsed, at) and _LISTING & set(parsed.lows[max(0, at - 4) : at]):
        return True
    if parsed.lows[end + 1 : end + 2] in _RELATING or _is_kind(parsed, end + 1):
        return False
    close = next((k for k in range(end + 2, len(parsed.words)) if parsed.words[k] == ","), None)
    return close is not None and parsed.lows[close + 1 : close + 2] in _AND


def _beside(parsed: Parsed, at: int, subject: bool) -> Iterator[Explained]:
    low, following = parsed.lows[at], parsed.lows[at + 1 : at + 2]
    if low not in _BESIDE:
        if subject and (_is_kind(parsed, at) or _is_bare_aside(parsed, at)):
            yield from explained(parsed, Form.BESIDE, "", (at, _comma(parsed, at)), subject)
        return
    if low in ("in", "where", "whereby") or (low == "which" and following == ("means",)):
        if not subject:
            yield Explained(Form.NAMED, low, "", False)
        return
    begin = at + (low in ("which", "meaning", "or"))
    stop = _comma(parsed, begin)
    if low == "which":
        if not (begin < len(parsed.words) and parsed.tags[begin] in ("RB", *FINITE)):
            return
        if following not in (("is",), ("are",)) or says_as(parsed, begin + 1):
            yield from predicate(parsed, begin, stop)
            return
        begin += 1
    yield from explained(parsed, Form.BESIDE, low, (begin, stop), subject)


def _is_named(parsed: Parsed, at: int) -> bool:
    """Tell whether “known as” stands before ``at``, so that what follows is a name."""
    return at > 1 and parsed.lows[at - 1] == "as" and parsed.lows[at - 2] in _NAMING


def _belongs(parsed: Parsed, start: int, told: Explained) -> bool:
    """Tell whether “which” may speak of more than the term: “the muscle of the womb, which …”."""
    at = start - (start > 0 and parsed.tags[start - 1] in ("DT", "PRP$"))
    if _is_named(parsed, at):
        return False
    return told.form is Form.TELLS and at > 0 and parsed.tags[at - 1] in ("IN", "CC")


def _is_bare_aside(parsed: Parsed, at: int) -> bool:
    """Tell whether a noun phrase without an article is all that stands before the verb:
    “Clanging, talk led by the sound of words, is …”."""
    close = _comma(parsed, at)
    phrase = next((one for one in parsed.phrases if one.start == at), None)
    if phrase is None or phrase.end > close - 2 or parsed.tags[at] not in ("NN", "NNS", "JJ"):
        return False
    if {"and", "or"} & {parsed.lows[at], parsed.lows[phrase.end]}:
        return False
    inside = set(parsed.tags[at:close])
    return parsed.tags[close + 1 : close + 2] != () and (
        parsed.tags[close + 1] in FINITE and not inside & {*FINITE, "WDT", "WP", "PRP"}
    )


def _is_kind(parsed: Parsed, at: int) -> bool:
    """Tell whether a bare noun stands at ``at`` and says what of: “sessions where people meet”."""
    phrase = next((one for one in parsed.phrases if one.start == at), None)
    return phrase is not None and parsed.tags[phrase.end : phrase.end + 1] in _RELATIVES


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


def bracketed(parsed: Parsed, at: int, subject: bool) -> Iterator[Explained]:
    """Yield what stands in the bracket that opens at ``at``, if it explains."""
    close = next((k for k in range(at, len(parsed.words)) if parsed.words[k] == ")"), None)
    if close is None or close - at < 3 or parsed.lows[close + 1 : close + 2] == ("of",):
        return
    if parsed.lows[at + 1] in ("e.g.", "see", "i.e.", "also"):
        return
    inner = parsed.words[at + 1 : close]
    if {"such", "including"} & set(parsed.lows[:at]) or "." in inner:
        return
    if not any(word[0].isupper() or word[0].isdigit() for word in inner):
        yield from explained(parsed, Form.BRACKETED, "", (at + 1, close), subject)
