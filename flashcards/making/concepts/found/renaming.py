"""Another name: what has the term as one, in brackets, beside it or “also known as”."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.words import listed
from flashcards.making.tagging.phrases import Parsed

_RENAMING = listed(
    """
    also sometimes often commonly formerly previously otherwise or and known referred called
    termed named as to frequently usually traditionally simply
    """
)
_ALSO = frozenset(("called", "known", "referred", "termed", "named"))
_CLOSING = ((",",), (")",), (".",), ("(",))
_DESCRIBING = ("JJ", "VBG", "VBN")
_ROW = frozenset((",", "and", "or", "including", "include", "includes", "such", ":"))
"""What tells that names stand in a row."""
_BINDING = frozenset(("of", "in", "for", "after", "between"))


def past_bracket(parsed: Parsed, end: int) -> int:
    """Return where the sentence goes on after a bracket that stands at ``end``."""
    if parsed.words[end : end + 1] != ("(",):
        return end
    closing = (k + 1 for k in range(end, len(parsed.words)) if parsed.words[k] == ")")
    return next(closing, end)


def renames_subject(
    parsed: Parsed, start: int, end: int, opens: Callable[[Parsed, int], bool]
) -> bool:
    """Tell whether the words are another name of the subject: “Favouritism, or bias, is …”."""
    if parsed.words[end : end + 1] not in ((",",), (")",)) or end + 2 > len(parsed.words):
        return False
    at = start
    while at and parsed.tags[at - 1] in ("DT", "''"):
        at -= 1
    begin = at
    while begin and parsed.lows[begin - 1] in _RENAMING:
        begin -= 1
    coined = _coined(parsed, begin, at)
    if coined is not None:
        return opens(parsed, coined)
    if begin == at or begin < 2 or parsed.words[begin - 1] not in ",(":
        return False
    if not ({"or"} | _ALSO) & set(parsed.lows[begin:at]):
        return False
    named = _before(parsed, begin - 1)
    return named is not None and opens(parsed, named[0])


def _coined(parsed: Parsed, begin: int, at: int) -> int | None:
    """Return where what somebody named so begins: “This kind of stress, which Selye called …”."""
    which = next((k for k in range(begin - 1, max(0, begin - 5), -1)
                  if parsed.lows[k] in ("which", "what")), None)  # fmt: skip
    if (
        begin == at
        or which is None
        or parsed.words[which - 1] != ","
        or "IN" in parsed.tags[which:at]
    ):
        return None
    phrase = _before(parsed, which - 1)
    return None if phrase is None else phrase[0]


def other_name(parsed: Parsed, at: int, end: int) -> str:
    """Return what has the words at ``at`` as another name: “X, also known as …,”; or nothing."""
    begin = at
    while begin and parsed.lows[begin - 1] in _RENAMING:
        begin -= 1
    if begin == at or not _ALSO & set(parsed.lows[begin:at]) or begin < 2:
        return ""
    if parsed.words[begin - 1] not in ",(" or parsed.words[end : end + 1] not in _CLOSING:
        return ""
    named = _before(parsed, begin - 1)
    return parsed.said(*named) if named else ""


def _before(parsed: Parsed, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends at ``end``, whole: with what “of” puts before it."""
    if end and parsed.words[end - 1] == ")":
        end = max((k for k in range(end - 1) if parsed.words[k] == "("), default=end)
    phrase = next((one for one in parsed.phrases if one.end == end), None)
    if phrase is None:
        return None
    start = phrase.start - bool(phrase.determiner)
    while start and (
        parsed.tags[start - 1] in _DESCRIBING
        or (parsed.tags[start - 1] == "CC" and start > 1 and parsed.tags[start - 2] in _DESCRIBING)
    ):
        start -= 1
    ahead = next((one for one in parsed.phrases if one.end == start - 1), None)
    if ahead and parsed.lows[start - 1] in _BINDING:
        start = ahead.start - bool(ahead.determiner)
    return start, end


def glossed(parsed: Parsed, bracket: int) -> Iterator[Explained]:
    """Yield what has its name in brackets behind it: “frequent urination (polyuria)”."""
    named = _before(parsed, bracket)
    if named is None or named[1] - named[0] < 2:
        return
    first = parsed.tags[named[0]]
    if first == "VBG" and parsed.tags[named[0] + 1] in ("JJ", "NN", "NNS", "DT"):
        named, first = (named[0] + 1, named[1]), parsed.tags[named[0] + 1]
    if (named[1] - named[0] > 1 and first in ("JJ", "NN", "NNS", "VBG", "VBN")) or parsed.lows[
        named[0]
    ] in ("a", "an", "the"):
        verb = "are" if parsed.tags[named[1] - 1] == "NNS" else "is"
        yield Explained(Form.GLOSSED, verb, parsed.said(*named), False)


def apposed(parsed: Parsed, comma: int, end: int) -> Iterator[Explained]:
    """Yield what stands before its name: “the inactive thyroid hormone, thyroxine,”."""
    end = past_bracket(parsed, end)
    if parsed.words[end : end + 1] not in ((",",), (".",)) or parsed.tags[comma + 1] == "DT":
        return
    named = _before(parsed, comma)
    if named is None or parsed.lows[named[0]] not in ("a", "an", "the"):
        return
    around = {*parsed.lows[max(0, named[0] - 5) : named[0]], *parsed.lows[end + 1 : end + 8]}
    if named[1] - named[0] >= 3 and not _ROW & around:
        yield Explained(Form.BESIDE, "", parsed.said(*named), False)
