"""Deck files and the works beside them, checked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from flashcards.core.deckfile.deck import DeckFile
from flashcards.core.deckfile.writing import write
from flashcards.core.errors import FlashcardsError
from flashcards.making.checking import decks as together
from flashcards.making.checking import order
from flashcards.making.checking.check import check_deck
from flashcards.making.checking.finding import Finding, Level
from flashcards.services import shipped
from flashcards.services.published import (
    citations,
    completeness,
    dating,
    explanations,
    standing,
    works,
)
from flashcards.services.published.fault import Fault


@dataclass
class Report:
    """What a check found, a line each, and how much was looked at.

    ``kept`` are the warnings that stay and are explained.
    """

    lines: list[str] = field(default_factory=list)
    files: int = 0
    notes: int = 0
    errors: int = 0
    warnings: int = 0
    kept: int = 0

    def take(self, faults: Iterable[Fault]) -> None:
        """Count and keep faults."""
        for fault in faults:
            self.lines.append(str(fault))
            self.errors += fault.level is Level.ERROR
            self.warnings += fault.level is Level.WARNING


def check(paths: Iterable[Path], today: date) -> Report:
    """Check deck files and folders of them by every rule, each and all of them together.

    What only decks that ship must keep is asked where ``sources.bib`` lies beside them.
    """
    report = Report()
    given = list(paths)
    read = [(path, deck) for path in _expanded(given) if (deck := _read(path, report))]
    decks = [deck for _, deck in read]
    for path, deck in read:
        report.take(_unfaithful(deck, path))
    between = _between(decks)
    for deck in decks:
        weighed = explanations.weigh(deck, [*_alone(deck), *between.get(deck.name, ())])
        report.take(weighed.faults)
        report.kept += weighed.kept
    report.take(standing.check_taken(decks))
    for folder in dict.fromkeys(path.parent for path, _ in read):
        here = [deck for path, deck in read if path.parent == folder]
        report.take(_together(folder, here, whole=folder in given, today=today))
    return report


def _together(
    folder: Path, decks: Sequence[DeckFile], *, whole: bool, today: date
) -> Iterator[Fault]:
    """Yield what is wrong with decks that ship: they lie beside the works that they cite."""
    if not (folder / works.NAME).is_file():
        return
    cited = {entry.source_key for deck in decks for entry in deck.notes}
    known = works.read(folder / works.NAME)
    yield from completeness.check(known, cited if whole else None)
    for deck in decks:
        yield from citations.check(deck, known)
        yield from dating.check(deck, known, today)
        yield from standing.check(deck)
    yield from standing.check_beginnings(decks)
    yield from standing.check_order(decks)
    yield from standing.check_pairs(decks)


def _expanded(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from shipped.files(path) if path.is_dir() else (path,)


def _read(path: Path, report: Report) -> DeckFile | None:
    report.files += 1
    try:
        deck = shipped.read(path)
    except FlashcardsError as error:
        report.lines += str(error).splitlines()
        report.errors += len(str(error).splitlines())
        return None
    report.notes += len(deck.notes)
    return deck


def _alone(deck: DeckFile) -> list[Finding]:
    return check_deck([entry.note for entry in deck.notes], shared=True)


def _between(decks: Sequence[DeckFile]) -> dict[str, list[Finding]]:
    """Return what is wrong between notes of two decks, by the deck that is learned later."""
    ordered = sorted(decks, key=lambda deck: standing.order_of(deck) or len(decks) + 1)
    homes = {entry.note.guid: deck.name for deck in ordered for entry in deck.notes}
    notes = [entry.note for deck in ordered for entry in deck.notes]
    found: dict[str, list[Finding]] = {}
    for finding in together.between(notes):
        if homes[finding.guid] != homes.get(finding.beside):
            found.setdefault(homes[finding.guid], []).append(finding)
    known = {each for deck in decks for each in order.check([e.note for e in deck.notes])}
    for finding in order.check(notes):
        if finding not in known:
            found.setdefault(homes[finding.guid], []).append(finding)
    return found


def _unfaithful(deck: DeckFile, path: Path) -> Iterator[Fault]:
    if write(deck).encode() != path.read_bytes():
        yield Fault(deck.name, 0, "D2", "It would not be written back byte for byte.")
