"""What stands in the way of keeping a note as it was written."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.core.notes import Note
from flashcards.making.checking.check import check_note
from flashcards.making.checking.finding import Finding, Level


def unheeded(note: Note, heeded: Sequence[str]) -> list[Finding]:
    """Return what should be mended before a note is kept, but for the rules she has ``heeded``.

    That a note names no source is no reason to ask: it is in her own words.
    """
    return [
        finding
        for finding in check_note(note)
        if finding.level is Level.ERROR and finding.rule not in {*heeded, "R11"}
    ]
