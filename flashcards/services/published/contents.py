"""What the decks that ship hold, in the order of learning, and what decks cite which work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flashcards.core.deckfile.deck import DeckFile
from flashcards.core.notes import ordinals
from flashcards.making.checking.kinds import Kind, counted
from flashcards.services import shipped
from flashcards.services.published import works
from flashcards.services.published.standing import order_of
from flashcards.services.shipped import LAST


@dataclass(frozen=True)
class Cited:
    """A work as the decks write it, its DOI if that is certain, and the stems of the decks."""

    reference: str
    doi: str
    decks: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """The decks with the stems of their files, in the order of learning, and the works by name."""

    decks: tuple[tuple[str, DeckFile], ...]
    works: tuple[Cited, ...]

    @property
    def notes(self) -> int:
        """Return how many notes there are in all."""
        return sum(len(deck.notes) for _, deck in self.decks)


def published(folder: Path) -> Published:
    """Return what the deck files of a folder hold; files are read again when they change."""
    every = [*shipped.files(folder), *folder.glob(works.NAME)]
    stats = [(path, path.stat()) for path in every]
    return _read(folder, tuple((path.name, s.st_mtime_ns, s.st_size) for path, s in stats))


def in_order(folder: Path) -> tuple[tuple[str, DeckFile], ...]:
    """Return the decks of a folder with the stems of their files, in the order of learning."""
    return published(folder).decks


def places(folder: Path) -> dict[str, int]:
    """Return the place of each deck in the order of learning, from 0 on, by the file's stem."""
    return {stem: at for at, (stem, _) in enumerate(in_order(folder))}


def dois(folder: Path) -> dict[str, str]:
    """Return the DOIs that are certain, by the works as the decks write them."""
    return {work.reference: work.doi for work in published(folder).works if work.doi}


def left_out(folder: Path) -> str:
    """Return, as Markdown, what was left out of the decks and why."""
    path = folder / shipped.LEFT_OUT
    return path.read_text("utf-8") if path.is_file() else ""


def cards_of(deck: DeckFile) -> int:
    """Return how many cards a deck gives."""
    return sum(len(ordinals(entry.note)) for entry in deck.notes)


def kinds_of(deck: DeckFile) -> dict[Kind, int]:
    """Return how many notes of each kind a deck has."""
    return counted(entry.note for entry in deck.notes)


def _known(path: Path) -> Mapping[str, works.Work]:
    return works.read(path).by_key if path.is_file() else {}


@lru_cache(maxsize=8)
def _read(folder: Path, _signature: tuple[tuple[str, int, int], ...]) -> Published:
    read = [(path.stem, shipped.read(path)) for path in shipped.files(folder)]
    ordered = sorted(read, key=lambda each: (order_of(each[1]) or LAST, each[0]))
    return Published(tuple(ordered), tuple(_works(folder, ordered)))


def _works(folder: Path, decks: list[tuple[str, DeckFile]]) -> list[Cited]:
    known = _known(folder / works.NAME)
    references: dict[str, str] = {}
    citing: dict[str, list[str]] = {}
    for stem, deck in decks:
        for key, reference in deck.sources.items():
            references.setdefault(key, reference)
            citing.setdefault(key, []).append(stem)
    return [
        Cited(reference, known[key].doi if key in known else "", tuple(citing[key]))
        for key, reference in sorted(references.items(), key=lambda each: each[1].casefold())
    ]
