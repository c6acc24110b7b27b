"""A deck explains a term before it uses it (R19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.core import cloze
from flashcards.core.notes import Note, NoteType
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.words import FUNCTION_WORDS, plain, stems

LONGEST_TERM = 4
_EXPLAINS = re.compile(
    r"^(?:what (?:is|are)(?: meant by)?(?: an?| the)?(?: term)?|what does|define|how is)"
    r" [“\"]?(?P<term>[\w’'-]+(?: [\w’'-]+){0,3}?)[”\"]?(?: mean| defined| as defined)?"
    r"(?: (?:in|for|according to) (?:\S+ ){0,2}\S+)?\??$",
    re.IGNORECASE,
)


def check(notes: Sequence[Note]) -> Iterator[Finding]:
    """Yield a finding for each term at the first note that uses it before it is explained."""
    explained = _explained(notes)
    if not explained:
        return
    told_of: set[int] = set()
    for at, note in enumerate(notes):
        told = stems(cloze.plain(note.text) if note.type is NoteType.CLOZE else note.front)
        later = next((where for where in _used(told, explained) if where > at), None)
        if later is not None and later not in told_of and not _explains(note):
            told_of.add(later)
            front = plain(notes[later].front)
            message = f"This needs what “{front}” asks for, which comes later. Put that one first."
            yield Finding("R19", Level.INFO, message, "", note.guid)


def _explained(notes: Sequence[Note]) -> dict[tuple[str, ...], int]:
    """Return the terms that notes ask to explain, as stems, and where each is first."""
    found: dict[tuple[str, ...], int] = {}
    for at, note in enumerate(notes):
        term = _explains(note)
        if term:
            found.setdefault(term, at)
    return found


def _explains(note: Note) -> tuple[str, ...]:
    asked = _EXPLAINS.match(plain(note.front)) if note.type is not NoteType.CLOZE else None
    term = tuple(stems(asked["term"])) if asked else ()
    return term if any(word not in FUNCTION_WORDS for word in term) else ()


def _used(told: Sequence[str], explained: dict[tuple[str, ...], int]) -> Iterator[int]:
    for start in range(len(told)):
        for length in range(1, LONGEST_TERM + 1):
            where = explained.get(tuple(told[start : start + length]))
            if where is not None:
                yield where
