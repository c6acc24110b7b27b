"""The explanation that stands before a term: “… is called transference”."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.making.concepts.definitions import cut
from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.concepts.found.predicate import BE, CALLED
from flashcards.making.concepts.found.renaming import apposed, glossed, other_name
from flashcards.making.concepts.words import listed
from flashcards.making.tagging.phrases import Parsed

_CREATED = listed(
    """
    developed proposed introduced created coined founded described identified pioneered devised
    formulated conceived
    """
)
_PLACING = frozenset(("in", "during", "with", "through", "under", "at"))
_DOCTRINES = listed(
    "theory model hypothesis law principle approach view perspective framework paradigm"
)
_CUES = {
    ("known", "as"): "called",
    ("to", "as"): "called",
    ("the", "term"): "term",
    ("this", "term"): "term",
    ("or", "simply"): "term",
    ("making", "them"): "making so",
    ("making", "it"): "making so",
    ("according", "to"): "according",
}


def ahead(parsed: Parsed, start: int, end: int) -> Iterator[Explained]:
    """Yield how the words before ``start`` explain the words ``start`` to ``end``."""
    at = start
    while at and parsed.tags[at - 1] in ("DT", "''"):
        at -= 1
    before = parsed.lows[max(0, at - 3) : at]
    if not before:
        return
    cue = _CUES.get((before[-2], before[-1]) if len(before) > 1 else ("", ""), before[-1])
    other = other_name(parsed, at, end)
    if other:
        yield Explained(Form.ALSO, "called", other, False)
    if cue in ("(", ","):
        yield from _behind_mark(parsed, at, end, cue)
    elif cue in _PLACING or cue == "according":
        yield from _placed(parsed, at, end, cue)
    elif cue in CALLED:
        yield _called(parsed, at, end, cue)
    elif _names(parsed, at, end, cue):
        yield Explained(Form.NAMED, cue, "", False)


def _behind_mark(parsed: Parsed, at: int, end: int, mark: str) -> Iterator[Explained]:
    """Yield what has its name behind the bracket or comma before ``at``."""
    if mark == ",":
        yield from apposed(parsed, at - 1, end)
    elif parsed.words[end : end + 1] == (")",):
        yield from glossed(parsed, at - 1)


def _placed(parsed: Parsed, at: int, end: int, cue: str) -> Iterator[Explained]:
    """Yield what opens a sentence: “In cognitive therapy, …”, “According to the theory, …”."""
    if cue == "according":
        yield from _says(parsed, end) if at == 2 else ()
        return
    opening = at == 1 or (parsed.words[at - 2] == "," and at <= 5)
    if opening and parsed.words[end : end + 1] == (",",):
        yield Explained(Form.SETTING, cue, "", True)


def _names(parsed: Parsed, at: int, end: int, cue: str) -> bool:
    """Tell whether the word before ``at`` says that a name follows."""
    return (
        cue in _CREATED
        or cue in ("term", "making so")
        or (cue == "or" and _renames(parsed, at, end))
    )


def _called(parsed: Parsed, at: int, end: int, cue: str) -> Explained:
    """Return what has the name, if all of the sentence before it is that; else just the name."""
    verb = next((k for k in range(at - 1, -1, -1) if parsed.lows[k] in BE), 0)
    ends = end >= len(parsed.words) - 1 or parsed.words[end] in ",.;—("
    if verb and ends and parsed.lows[verb - 1] not in ("which", "that"):
        between = range(verb + 1, at)
        if not any(
            parsed.tags[k] in ("NN", "NNS", "IN") and parsed.lows[k] not in ("as", "to", "by")
            for k in between
        ):
            return Explained(Form.CALLED, parsed.lows[verb], parsed.said(0, verb), False)
    return Explained(Form.NAMED, cue, "", False)


def _says(parsed: Parsed, end: int) -> Iterator[Explained]:
    """Yield what a theory says: “According to the drive theory, deviations create needs.”"""
    if not _DOCTRINES & set(parsed.lows[max(0, end - 3) : end]):
        return
    if parsed.words[end : end + 1] != (",",) or parsed.tags[end + 1] in ("PRP", "WP"):
        return
    meaning = cut(parsed.said(end + 1, len(parsed.words)))
    if len(meaning.split()) > 4:
        yield Explained(Form.SAYS, "says", meaning, True)


def _renames(parsed: Parsed, at: int, end: int) -> bool:
    """Tell whether “, or another name,” stands before and after the term, and no list does."""
    if at < 3 or parsed.words[at - 2] != ",":
        return False
    if end < len(parsed.words) and parsed.words[end] not in ",.":
        return False
    return "," not in parsed.words[max(0, at - 14) : at - 2]
