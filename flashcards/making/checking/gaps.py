"""What a cloze hides is neither too much nor too little (R13)."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import FUNCTION_WORDS, words

MOST_HIDDEN = 5
LEAST_LEFT = 5
LARGEST_SHARE = 1 / 3


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
    }
    return next((message for message, found in faults.items() if found), "")
