"""All rules for good cards, over a note or over a deck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from flashcards.core.notes import Note
from flashcards.making.checking import (
    amounts,
    clients,
    context,
    decks,
    evidence,
    form,
    gaps,
    giveaway,
    order,
    provenance,
)
from flashcards.making.checking.finding import Finding, Repair
from flashcards.making.checking.repairs import offer
from flashcards.making.checking.repairs.offer import offered

_RULES = (form, context, giveaway, provenance, gaps, evidence, clients)


def check_note(note: Note, *, shared: bool = False, document: str | None = None) -> list[Finding]:
    """Return what the rules find in ``note`` by itself, each with its repair if there is one.

    ``shared``: others will see it. ``document``: the text that its quote was taken from.
    """
    found = [*_alone(note)]
    if document is not None:
        found += evidence.check_place(note, document)
    if shared:
        found += amounts.check_shared(note)
    return [with_repair(note, finding) for finding in found]


def check_deck(notes: Iterable[Note], *, shared: bool = False) -> list[Finding]:
    """Return what the rules find in each note, then what they find between the notes.

    Without the repairs: they take longer than the findings. ``with_repair`` gives each its own.
    """
    together = list(notes)
    found = [finding for note in together for finding in _alone(note)]
    if shared:
        found += (finding for note in together for finding in amounts.check_shared(note))
    return [*found, *decks.check(together), *order.check(together)]


def with_repair(note: Note, finding: Finding, other: Note | None = None) -> Finding:
    """Return ``finding`` of ``note`` with the repairs to offer, if there are good ones.

    ``other`` is the note that ``finding.beside`` names.
    """
    return offered(note, finding, _alone, other)


def answered(note: Note, rule: str, answers: Mapping[str, str]) -> Repair | None:
    """Return the repair of ``rule`` that the learner's answers give; None where they mend nothing.

    Raises Invalid for an answer that cannot be taken.
    """
    return offer.answered(note, rule, answers, _alone)


@lru_cache(maxsize=4096)
def _alone(note: Note) -> tuple[Finding, ...]:
    """Return what the rules find in a note; kept, for a deck is checked after each repair."""
    return tuple(finding for rules in _RULES for finding in rules.check(note))
