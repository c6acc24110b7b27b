"""What changes with time says of which edition and place it speaks, and until when (R12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from flashcards.core.deckfile.deck import DeckFile, DeckNote
from flashcards.making.checking import provenance
from flashcards.making.checking.finding import Level
from flashcards.making.checking.repairs.dating import VALID
from flashcards.services.published.fault import Fault
from flashcards.services.published.works import Works

_VALID = re.compile(rf"^{VALID}(?P<edition>[^,\n]*\d[^,\n]*),\s*\S.*$", re.MULTILINE)
"""An edition or a year, a comma, the place."""


def check(deck: DeckFile, works: Works, today: date) -> Iterator[Fault]:
    """Yield what is missing where a note cites what changes or speaks of it."""
    for entry in deck.notes:
        work = works.by_key.get(entry.source_key)
        for message in _missing(entry, of_law=work is not None and work.changes):
            yield Fault(deck.name, entry.line, "R12", message)
        for finding in provenance.check_until(entry.note, today):
            yield Fault(deck.name, entry.line, "R12", finding.message, Level.WARNING)


def _missing(entry: DeckNote, *, of_law: bool) -> Iterator[str]:
    note = entry.note
    if not (of_law or provenance.changes(note)):
        return
    if not _VALID.search(note.extra):
        yield (
            "This changes with time and place. Say of which edition and of which place it speaks,"
            f" in a line of Extra: “{VALID}code of 2017, United States”."
        )
    if provenance.until(note) is None:
        mark = f"{provenance.REVIEW_BY}2027-11-30"
        yield f"This changes with time. Say when to look at it again, with a tag: {mark}."
