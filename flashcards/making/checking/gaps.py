"""What a cloze hides is neither too much nor too little (R13)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import FUNCTION_WORDS, words

MOST_HIDDEN = 5
LEAST_LEFT = 5
LARGEST_SHARE = 1 / 3

_PHRASES = (
    "on the other hand", "for example", "for instance", "in order to", "in other words",
    "as well as", "as a result", "in addition", "at the same time", "at the end of the day",
    "in contrast", "on average", "in general", "in particular", "as a whole", "over time",
    "such as", "due to", "in terms of", "in spite of", "to some extent", "in the long run",
)  # fmt: skip
_OPEN, _SHUT = "\ue000", "\ue001"
_HIDDEN = re.compile(f"{_OPEN}([^{_OPEN}{_SHUT}]*){_SHUT}")
_NEAR = 5
"""Words beside a gap that can make a fixed phrase with it."""


def check(note: Note) -> Iterator[Finding]:
    """Yield one finding for each card of a cloze note that is badly cut."""
    if note.type is not NoteType.CLOZE:
        return
    for ordinal in cloze.ordinals(note.text):
        fault = _fault(note.text, ordinal)
        if fault:
            yield Finding("R13", Level.ERROR, f"c{ordinal} {fault}", "text", note.guid)


def _fault(text: str, ordinal: int) -> str:
    answers = [
        cloze.plain(cloze.write(each.parts))
        for each in cloze.deletions(text)
        if ordinal in each.ordinals
    ]
    hidden = [words(answer) for answer in answers]
    count = sum(len(each) for each in hidden)
    left = len(words(cloze.render(text, ordinal, lambda _hint, _answer: " ")))
    faults = {
        "hides nothing. Put the answer between the marks.": not all(a.strip() for a in answers),
        f"hides more than {MOST_HIDDEN} words. Hide only what is to be recalled.": any(
            len(each) > MOST_HIDDEN for each in hidden
        ),
        "hides a little word that carries no meaning. Hide the term instead.": any(
            each and all(word.lower() in FUNCTION_WORDS for word in each) for each in hidden
        ),
        f"leaves fewer than {LEAST_LEFT} words to go by. Write a fuller sentence.": (
            left < LEAST_LEFT
        ),
        "hides more than a third of the text. Hide less, or write a fuller sentence.": (
            count > LARGEST_SHARE * (count + left)
        ),
        "hides a word of a fixed phrase, to be guessed without knowing. Hide the term instead.": (
            _is_idle(text, ordinal)
        ),
    }
    return next((message for message, found in faults.items() if found), "")


def _is_idle(text: str, ordinal: int) -> bool:
    """Tell whether every gap of a card is but a piece of a phrase that all know."""
    shown = cloze.render(text, ordinal, lambda _hint, answer: f"{_OPEN}{answer}{_SHUT}")
    gaps = list(_HIDDEN.finditer(shown))
    return bool(gaps) and all(
        _completes_a_phrase(shown[: gap.start()], gap[1], shown[gap.end() :]) for gap in gaps
    )


def _completes_a_phrase(before: str, hidden: str, after: str) -> bool:
    left = [word.lower() for word in words(before)[-_NEAR:]]
    right = [word.lower() for word in words(after)[:_NEAR]]
    gap = [word.lower() for word in words(hidden)]
    around = f" {' '.join([*left, '|', *gap, '|', *right])} "
    return any(
        f" {' '.join(_marked(phrase.split(), at, len(gap)))} " in around
        for phrase in _PHRASES
        for at in range(len(phrase.split()) - len(gap) + 1)
        if phrase.split()[at : at + len(gap)] == gap and len(gap) < len(phrase.split())
    )


def _marked(phrase: list[str], at: int, length: int) -> list[str]:
    return [*phrase[:at], "|", *phrase[at : at + length], "|", *phrase[at + length :]]
