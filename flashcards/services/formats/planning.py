"""What a file would do, for the page that shows it before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from flashcards.core.notes import Note
from flashcards.services.formats import sorting
from flashcards.services.formats.incoming import Fault, File
from flashcards.services.formats.sorting import Sorting, Target, Verdict

SHOWN = 8
"""Notes that are shown as they would be."""
LISTED = 50
"""Faults and doubles that are named."""


@dataclass(frozen=True)
class Plan:
    """What would come of a file: numbers, the first notes, and what is wrong with which lines.

    ``decks`` are titles with how many new notes each gets and whether it is a new deck;
    ``doubled`` are pairs of lines: of a note, and of the same one further up.
    """

    new: int
    changed: int
    same: int
    stays: int
    binned: int
    decks: Sequence[tuple[str, int, bool]]
    first: Sequence[tuple[int, Note, Verdict]]
    doubled: Sequence[tuple[int, int]]
    doubled_count: int
    faults: Sequence[Fault]
    fault_count: int

    @property
    def does_something(self) -> bool:
        """Say whether anything would be written."""
        return bool(self.new or self.changed)


def plan(session: Session, user_id: int, file: File, target: Target, *, update: bool) -> Plan:
    """Return what ``file`` would do; nothing is written."""
    found = sorting.sort(session, user_id, file.notes, target, update=update)
    faults = sorted([*file.faults, *found.faults], key=lambda fault: fault.line)
    doubled = [each for each in found.notes if each.verdict is Verdict.DOUBLED]
    return Plan(
        new=found.count(Verdict.NEW, Verdict.REVIVED),
        changed=found.count(Verdict.CHANGED),
        same=found.count(Verdict.SAME),
        stays=found.count(Verdict.STAYS),
        binned=found.count(Verdict.BINNED),
        decks=_decks(found),
        first=[(each.note.line, each.note.note, each.verdict) for each in found.notes[:SHOWN]],
        doubled=[(each.note.line, each.first) for each in doubled[:LISTED]],
        doubled_count=len(doubled),
        faults=faults[:LISTED],
        fault_count=len(faults),
    )


def _decks(found: Sorting) -> list[tuple[str, int, bool]]:
    fresh = Counter(each.deck for each in found.notes if each.verdict is Verdict.NEW)
    return [(title, count, title not in found.own) for title, count in fresh.items()]
