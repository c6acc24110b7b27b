"""What a running Anki has of the notes here, by the packages that it was just asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, tzinfo
from pathlib import Path

from sqlalchemy.orm import Session

from flashcards.anki.package.foreign import ForeignCard, ForeignNote
from flashcards.anki.package.limits import Limits
from flashcards.anki.package.package import Package, open_package
from flashcards.services.imports import matching
from flashcards.services.imports.matching import Known, Verdict


@dataclass
class NoteThere:
    """A note of the learner's as Anki has it; ``modified`` is in epoch seconds."""

    verdict: Verdict
    modified: int
    begun: date
    """The day that the collection counts days from."""
    cards: dict[int, ForeignCard] = field(default_factory=dict)
    """By their ordinals, from 1 on."""


@dataclass
class There:
    """What was found: the notes by their guids here, and the times of the answers to each card."""

    notes: dict[str, NoteThere] = field(default_factory=dict)
    reviews: dict[int, list[int]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    """The numbers of all lines of the review log that were seen: none can be used twice."""


@contextmanager
def opened(paths: Iterable[Path], limits: Limits, zone: tzinfo) -> Iterator[list[Package]]:
    """Open several packages of one collection; raises Unreadable."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(open_package(path, limits, name="Anki", zone=zone))
            for path in paths
        ]


def read(session: Session, user_id: int, packages: Iterable[Package]) -> There:
    """Return what packages of one collection say of the notes that the learner has here.

    A note whose cards lie in two decks comes in two packages; each brings its own cards.
    """
    there = There()
    for package in packages:
        _read_notes(session, user_id, package, there)
        for batch in package.reviews():
            for review in batch:
                there.taken.add(review.id)
                if review.card_id in there.reviews:
                    there.reviews[review.card_id].append(review.id)
    return there


def _read_notes(session: Session, user_id: int, package: Package, there: There) -> None:
    cards = matching.cards_of_notes(package)
    for some in matching.portions(package.notes()):
        known = matching.known(session, user_id, [note.guid for note in some])
        for note in some:
            if note.guid in known and note.id in cards:
                _take(there, note, known[note.guid], cards[note.id], package.calendar.begun)


def _take(
    there: There, note: ForeignNote, here: Known, cards: Iterable[ForeignCard], begun: date
) -> None:
    found = there.notes.setdefault(
        note.guid, NoteThere(matching.verdict(note, here), note.modified, begun)
    )
    for card in cards:
        if card.ordinal not in found.cards:
            found.cards[card.ordinal] = card
            there.reviews[card.id] = []
