"""Deck files outside of any database: checked by the rules for good cards, taken to Anki."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flashcards.anki.export import write_package
from flashcards.anki.outgoing import PackageDeck
from flashcards.core.deckfile.deck import DeckFile
from flashcards.core.deckfile.writing import write
from flashcards.core.errors import FlashcardsError
from flashcards.making.checking.check import check_deck
from flashcards.making.checking.finding import Finding, Level
from flashcards.services import shipped
from flashcards.services.interchange import UNDATED, description, package_note


@dataclass(frozen=True)
class Report:
    """What a check found, a line each, and how much was looked at."""

    lines: Sequence[str]
    files: int
    notes: int
    errors: int
    warnings: int


def shipped_files(folder: Path) -> list[DeckFile]:
    """Return the parsed decks of a folder."""
    return [shipped.read(path) for path in shipped.files(folder)]


def check(paths: Iterable[Path]) -> Report:
    """Check deck files and folders of them: format, ids over all of them, and every rule."""
    lines: list[str] = []
    files = notes = warnings = 0
    errors = 0
    seen: dict[str, str] = {}
    for path in _expanded(paths):
        files += 1
        try:
            deck = shipped.read(path)
        except FlashcardsError as error:
            lines += str(error).splitlines()
            errors += len(str(error).splitlines())
            continue
        notes += len(deck.notes)
        problems = [*_ids(deck, seen), *_unfaithful(deck, path)]
        findings = check_deck([entry.note for entry in deck.notes])
        lines += [*problems, *(_line(deck, finding) for finding in findings)]
        errors += len(problems) + sum(finding.level is Level.ERROR for finding in findings)
        warnings += sum(finding.level is Level.WARNING for finding in findings)
    return Report(lines, files, notes, errors, warnings)


def package(path: Path, disclaimer: str, now: datetime) -> bytes:
    """Return a deck file as an Anki package; its notes are dated by the file."""
    deck = shipped.read(path)
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    notes = [package_note(entry.note, UNDATED, changed) for entry in deck.notes]
    about = description(deck.description, deck.licence, list(deck.sources.values()), disclaimer)
    return write_package([PackageDeck(deck.title, about, notes)], int(now.timestamp()))


def _expanded(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield from shipped.files(path) if path.is_dir() else (path,)


def _ids(deck: DeckFile, seen: dict[str, str]) -> list[str]:
    problems = []
    for entry in deck.notes:
        other = seen.setdefault(entry.note.guid, deck.name)
        if other != deck.name:
            problems.append(f"{deck.name}, line {entry.line}: this id is taken in {other}.")
    return problems


def _unfaithful(deck: DeckFile, path: Path) -> list[str]:
    same = write(deck).encode() == path.read_bytes()
    return [] if same else [f"{deck.name}: it would not be written back byte for byte."]


def _line(deck: DeckFile, finding: Finding) -> str:
    lines = {entry.note.guid: entry.line for entry in deck.notes}
    place = f", line {lines[finding.guid]}" if finding.guid in lines else ""
    return f"{deck.name}{place}: {finding.level.value} {finding.rule}: {finding.message}"
