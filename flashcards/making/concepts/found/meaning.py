"""Which words of a sentence are the explanation: where it ends, and whether it names a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.making.concepts.definitions import cut
from flashcards.making.concepts.found.form import Explained, Form
from flashcards.making.tagging.phrases import FINITE, Parsed, Phrase

_TRAILING = re.compile(
    r"(?:,? (?:and|or|but|that|which|who|the|an?|such as|such|as well as|including))+$",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r",? (?:and|or)$", re.IGNORECASE)
_IS = re.compile(r"^(?:is|are) ")
_OPENING = frozenset(("when", "how", "what", "whether", "anything", "someone", "those", "any"))
_NAMING = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "CD", "PRP$", "VBN", "POS"))
_RELATIVES = frozenset(("WDT", "WP", "WRB"))
_JOINING = frozenset(("and", "but", "so", "while", "whereas", "although", "though", "yet", "or"))
_BINDING = frozenset(("that", "as", "if", "whether", "because", "than", "what"))
_DOING = (Form.VERB, Form.DEFINED, Form.DASHED, Form.COLON)


def explained(
    parsed: Parsed, form: Form, verb: str, span: tuple[int, int], subject: bool
) -> Iterator[Explained]:
    """Yield the explanation that the words of ``span`` give, cut where it ends."""
    begin, stop = span if form is not Form.COLON else _taken_up(parsed, *span)
    if form is not Form.TELLS and not _can_explain(parsed, form, begin, stop):
        return
    stop = second_clause(parsed, begin, stop)
    said = _IS.sub("", cut(parsed.said(begin, stop)))
    if _UNFINISHED.search(said):
        return
    meaning = _TRAILING.sub("", said)
    if len(meaning.split()) >= (2 if form is Form.BRACKETED else 3):
        yield Explained(form, verb, meaning, subject)


def _taken_up(parsed: Parsed, begin: int, stop: int) -> tuple[int, int]:
    """Return the explanation behind a colon without what takes up the term: “This is a …”."""
    if begin >= stop or parsed.lows[begin] not in ("this", "these", "it", "they"):
        return begin, stop
    if parsed.lows[begin + 1 : begin + 2] in (("is",), ("are",)):
        return begin + 2, stop
    if parsed.lows[begin] in ("it", "they"):
        return begin, stop
    verb = (at for at in range(begin, stop) if parsed.tags[at] in FINITE)
    return begin + 1, next(verb, stop)


def is_nominal(answer: str) -> bool:
    """Tell whether ``answer`` names a thing, as the answer to “what is it?” does."""
    parsed = Parsed(answer)
    return bool(parsed.words) and _can_explain(parsed, Form.DEFINED, 0, len(parsed.words))


def _can_explain(parsed: Parsed, form: Form, begin: int, stop: int) -> bool:
    """Tell whether the words from ``begin`` on name a thing, and do not begin a new clause."""
    at = begin
    while at < stop and parsed.tags[at] in ("''", "RB") and at < begin + 2:
        at += 1
    if at >= stop:
        return False
    first = parsed.tags[at]
    if parsed.lows[at] in _OPENING:
        return True
    if first == "VBG" or (form is Form.VERB and (first in _RELATIVES or first == "IN")):
        return form in _DOING
    phrase = _phrase_at(parsed, at) if first in _NAMING else None
    if phrase is None or phrase.end > stop:
        return False
    return form is Form.VERB or not _new_clause(parsed, phrase.end, stop)


def _phrase_at(parsed: Parsed, at: int) -> Phrase | None:
    """Return the noun phrase at ``at``; quotes and “severe, lasting” may stand before its noun."""
    begin = at + (parsed.tags[at] == "DT")
    begin += parsed.tags[begin : begin + 1] == ("''",)
    while parsed.tags[begin : begin + 2] in (("JJ", ","), ("JJ", "CC")):
        begin += 2
    return next(
        (one for one in parsed.phrases if one.start <= max(begin, at + 1) and one.end > at), None
    )


def _new_clause(parsed: Parsed, begin: int, stop: int) -> bool:
    """Tell whether a finite verb follows before anything that could have opened a clause."""
    for at in _outside_brackets(parsed, begin, stop):
        if parsed.tags[at] in _RELATIVES or parsed.lows[at] in _BINDING:
            return False
        if parsed.tags[at] in FINITE:
            return True
        if parsed.words[at] in ",;:—":
            return False
    return False


def _outside_brackets(parsed: Parsed, begin: int, stop: int) -> Iterator[int]:
    depth = 0
    for at in range(begin, stop):
        depth += parsed.words[at] == "("
        if not depth:
            yield at
        depth -= parsed.words[at] == ")" and depth > 0


def second_clause(parsed: Parsed, begin: int, stop: int) -> int:
    """Return where a second main clause begins: “, and its members are …”."""
    for at in range(begin + 2, stop):
        if parsed.words[at] == ";":
            return at
        if at > stop - 4 or parsed.words[at] != ",":
            continue
        if parsed.lows[at + 1] in _JOINING:
            if _joined_clause(parsed, at, stop) and not _still_open(parsed, begin, at):
                return at
        elif not _RELATIVES & set(parsed.tags[begin:at]) and _clause_at(parsed, at + 1, stop):
            return at
    return stop


def _still_open(parsed: Parsed, begin: int, comma: int) -> bool:
    """Tell whether a clause waits for its verb there: “how genes, traits, and … are passed on”."""
    opened = [at for at in range(begin, comma) if parsed.tags[at] in _RELATIVES]
    return bool(opened) and not any(_is_finite(parsed, at) for at in range(opened[-1], comma))


def _joined_clause(parsed: Parsed, comma: int, stop: int) -> bool:
    """Tell whether “, and” at ``comma`` is followed by a subject and its verb."""
    if parsed.tags[comma + 2] in ("PRP", *_RELATIVES):
        return parsed.tags[comma + 2] == "PRP"
    phrase = next(
        (one for one in parsed.phrases if comma + 1 < one.end and one.start <= comma + 4), None
    )
    return phrase is not None and phrase.end < stop and _is_finite(parsed, phrase.end)


def _clause_at(parsed: Parsed, at: int, stop: int) -> bool:
    """Tell whether the words from ``at`` on are a subject and its verb."""
    if parsed.tags[at] not in ("DT", "NN", "NNS", "NNP", "JJ"):
        return False
    phrase = _phrase_at(parsed, at)
    return phrase is not None and phrase.end < stop and _is_finite(parsed, phrase.end)


def _is_finite(parsed: Parsed, at: int) -> bool:
    return at < len(parsed.tags) and parsed.tags[at] in FINITE
