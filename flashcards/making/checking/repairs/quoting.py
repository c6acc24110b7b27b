"""A quote that others will see is cut to the sentences that carry the answer (R22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flashcards.core.notes import Note
from flashcards.making.checking import evidence
from flashcards.making.checking.amounts import QUOTE_WORDS
from flashcards.making.checking.finding import Repair
from flashcards.making.checking.words import content_stems, sentence_spans, words


def shorter(note: Note) -> Iterator[Repair]:
    """Yield the note with the fewest sentences of its quote that say as much for its answer.

    They say what is asked about, too, where that is short enough.
    """
    said, asked = evidence.answered(note)
    for told in (f"{said} {asked}", said):
        for new in _cuts(note):
            if _carries_as_much(new, note, told):
                yield Repair("Shorten the quote to what carries the answer.", (new,))
                return


def _cuts(note: Note) -> list[Note]:
    """Return the note with each run of sentences that is short enough, the shortest first."""
    spans = sentence_spans(note.quote)
    runs = sorted(
        ((spans[first][0], end) for first in range(len(spans)) for _, end in spans[first:]),
        key=lambda run: run[1] - run[0],
    )
    return [
        _cut(note, start, end)
        for start, end in runs
        if len(words(note.quote[start:end])) <= QUOTE_WORDS
    ]


def _cut(note: Note, start: int, end: int) -> Note:
    new = replace(note, quote=note.quote[start:end])
    if note.start is None:
        return new
    return replace(new, start=note.start + start, end=note.start + end)


def _carries_as_much(new: Note, old: Note, told: str) -> bool:
    wanted = content_stems(told)
    if wanted & content_stems(old.quote) != wanted & content_stems(new.quote):
        return False
    return _problems(new) <= _problems(old)


def _problems(note: Note) -> set[tuple[str, str]]:
    return {(found.rule, found.level.value) for found in evidence.check(note)}
