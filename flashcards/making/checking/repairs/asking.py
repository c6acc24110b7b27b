"""A question is asked so that its answer cannot be guessed or read off it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Repair
from flashcards.making.checking.words import words

_VERDICT = re.compile(r"^(yes|no|true|false|right|wrong)\b[\s.,;:–—-]*", re.IGNORECASE)
_BECAUSE = re.compile(r"^(?:because|since|as)\b\s*", re.IGNORECASE)
_YES = frozenset({"yes", "true", "right"})
_WITH_NOT = {
    "is": "isn’t", "are": "aren’t", "was": "wasn’t", "were": "weren’t", "does": "doesn’t",
    "do": "don’t", "did": "didn’t", "can": "can’t", "could": "couldn’t", "should": "shouldn’t",
    "must": "mustn’t", "has": "hasn’t", "have": "haven’t", "will": "won’t", "would": "wouldn’t",
}  # fmt: skip
_FEWEST_REASON_WORDS = 3


def for_the_reason(note: Note) -> Iterator[Repair]:
    """Yield the note asking why, where its answer gives a reason after yes or no."""
    verdict = _VERDICT.match(note.back)
    first, _, rest = note.front.strip().partition(" ")
    if note.type is not NoteType.BASIC or not verdict or first.lower() not in _WITH_NOT:
        return
    reason = _BECAUSE.sub("", note.back[verdict.end() :]).strip()
    if len(words(reason)) < _FEWEST_REASON_WORDS or " or " in rest:
        return
    low = first.lower()
    asked = low if verdict[1].lower() in _YES else _WITH_NOT[low]
    new = replace(note, front=f"Why {asked} {rest}", back=reason[:1].upper() + reason[1:])
    yield Repair("Ask for the reason.", (new,))


def hidden_too(note: Note) -> Iterator[Repair]:
    """Yield the cloze with the same answer hidden wherever it can be read."""
    if note.type is not NoteType.CLOZE:
        return
    for ordinal in cloze.ordinals(note.text):
        text = note.text
        for answer in _answers(text, ordinal):
            text = _hide(text, answer, ordinal)
        if text != note.text:
            what = f"Hide it in the other place, too (c{ordinal})."
            yield Repair(what, (replace(note, text=text),))


def without_hint(note: Note) -> Iterator[Repair]:
    """Yield the cloze without a hint that tells its answer."""
    if note.type is NoteType.CLOZE:
        for each in cloze.deletions(note.text):
            if each.hint:
                told = f"{{{{c{each.number}::{cloze.write(each.parts)}::{each.hint}}}}}"
                bare = f"{{{{c{each.number}::{cloze.write(each.parts)}}}}}"
                text = note.text.replace(told, bare)
                yield Repair(f"Leave out the hint “{each.hint}”.", (replace(note, text=text),))


def opened(note: Note) -> Iterator[Repair]:
    """Yield the cloze with one of its gaps, the badly cut one, open again."""
    if note.type is NoteType.CLOZE and len(cloze.ordinals(note.text)) > 1:
        for ordinal in cloze.ordinals(note.text):
            text = cloze.write(_open(cloze.parse(note.text), ordinal))
            yield Repair(f"Leave c{ordinal} open.", (replace(note, text=text),))


def in_own_words(note: Note) -> Iterator[Repair]:
    """Yield the note marked as the learner's own words."""
    if not note.source.strip() and not note.quote:
        yield Repair("Mark it as your own words.", (replace(note, source="Own words"),))


def by_the_quote(note: Note) -> Iterator[Repair]:
    """Yield the note with its quote as the answer."""
    if note.type is NoteType.BASIC and note.quote.strip() and "[" not in note.back:
        back = " ".join(note.quote.split())
        yield Repair("Answer in the words of the quote.", (replace(note, back=back),))


def _answers(text: str, ordinal: int) -> list[str]:
    found = (each for each in cloze.deletions(text) if ordinal in each.ordinals)
    return [cloze.plain(cloze.write(each.parts)).strip() for each in found]


def _hide(text: str, answer: str, ordinal: int) -> str:
    """Return ``text`` with ``answer`` hidden wherever it stands open outside of all marks."""
    if not answer:
        return text
    whole = re.compile(rf"(?<![\w{{]){re.escape(answer)}(?!\w)", re.IGNORECASE)
    return cloze.write(
        tuple(
            whole.sub(lambda found: f"{{{{c{ordinal}::{found[0]}}}}}", part)
            if isinstance(part, str)
            else part
            for part in cloze.parse(text)
        )
    )


def _open(parts: tuple[cloze.Part, ...], ordinal: int) -> tuple[cloze.Part, ...]:
    out: list[cloze.Part] = []
    for part in parts:
        if isinstance(part, str) or part.ordinals != (ordinal,):
            out.append(part)
        else:
            out += part.parts
    return tuple(out)
