"""A warning that stays is explained beside its note, few do, and nothing else is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flashcards.core.deckfile.deck import DeckFile
from flashcards.making.checking.finding import Finding, Level
from flashcards.making.checking.rules import NAMES
from flashcards.services.published.fault import Fault

SHARE = 0.05
"""Warnings that stay, in notes: fewer than this."""


@dataclass
class Weighed:
    """What is left to tell of the findings of a deck, and how many warnings are explained."""

    faults: list[Fault] = field(default_factory=list)
    kept: int = 0


def weigh(deck: DeckFile, findings: Iterable[Finding]) -> Weighed:
    """Return the findings as faults, without the warnings that their notes explain (D5, D6)."""
    weighed = Weighed()
    reasons = {(e.note.guid, kept.rule): kept for e in deck.notes for kept in e.kept}
    lines = {entry.note.guid: entry.line for entry in deck.notes}
    used, explained, warned = set(), set(), set()
    for finding in findings:
        mark = finding.guid, finding.rule
        warned |= {mark} if finding.level is Level.WARNING else set()
        if mark in reasons and finding.level is not Level.ERROR:
            used.add(mark)
            explained |= {mark} if finding.level is Level.WARNING else set()
            continue
        line, message = lines.get(finding.guid, 0), _with_advice(finding)
        weighed.faults.append(Fault(deck.name, line, finding.rule, message, finding.level))
    weighed.kept = len(explained)
    weighed.faults += [*_idle(deck, used), *_too_many(deck, len(warned))]
    return weighed


def _with_advice(finding: Finding) -> str:
    if finding.level is not Level.WARNING or not finding.guid:
        return finding.message
    return f"{finding.message} If it must stay, say why: “Why: {finding.rule} …”."


def _idle(deck: DeckFile, used: set[tuple[str, str]]) -> Iterator[Fault]:
    for entry in deck.notes:
        told: set[str] = set()
        for kept in entry.kept:
            message = ""
            if kept.rule not in NAMES:
                message = f"There is no rule {kept.rule}: name the one that warns."
            elif kept.rule in told:
                message = f"{kept.rule} is explained twice here: keep one line."
            elif (entry.note.guid, kept.rule) not in used:
                message = f"{kept.rule} does not warn of this note: take the line out."
            told.add(kept.rule)
            if message:
                yield Fault(deck.name, kept.line, "D5", message)


def _too_many(deck: DeckFile, warned: int) -> Iterator[Fault]:
    if warned and warned >= SHARE * len(deck.notes):
        message = (
            f"Warnings for {warned} of {len(deck.notes)} notes: fewer than one in twenty may have"
            " one, explained or not. Mend some."
        )
        yield Fault(deck.name, 0, "D6", message)
