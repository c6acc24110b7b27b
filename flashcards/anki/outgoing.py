"""What goes out to Anki, in our words: nothing here knows a column of Anki's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flashcards.anki.notetypes import AnkiNoteType
from flashcards.core.grades import Grade
from flashcards.core.notes import NoteType
from flashcards.core.reviews import Kind
from flashcards.core.scheduling.elsewhere import Given
from flashcards.core.scheduling.schedule import Schedule


class PackageReview(NamedTuple):
    """One answer that stands; ``at`` and ``took`` are milliseconds.

    ``before`` and ``after`` are the schedules around it; ``given`` is what another program made
    of an answer that was given there.
    """

    at: int
    grade: Grade
    kind: Kind
    before: Schedule | None
    after: Schedule | None
    took: int = 0
    given: Given | None = None


class PackageCard(NamedTuple):
    """One card to export; ``ordinal`` counts from 1.

    ``id`` is the one that it has in Anki, if it came from there. ``flag`` is one of Anki's seven
    colours, 0 for none. Without a ``schedule`` it is new. ``interval`` is in days, ``last_at`` the
    milliseconds of its last answer, ``retention`` what FSRS aims at, in hundredths. ``due_at`` is
    the instant, in milliseconds, at which the day begins on which it is due, where she lives.
    ``own_at`` is when an answer that was given here, or a move, changed its schedule last.
    """

    ordinal: int
    id: int | None = None
    suspended: bool = False
    buried: bool = False
    flag: int = 0
    schedule: Schedule | None = None
    interval: int = 0
    due_at: int = 0
    last_at: int | None = None
    retention: int | None = None
    own_at: int | None = None
    reviews: Sequence[PackageReview] = ()


class PackageNote(NamedTuple):
    """One note to export; its fields hold safe HTML.

    ``modified`` is in epoch seconds: Anki takes an edit only if it is newer than what it has.
    ``note_id`` is like Anki's own, epoch milliseconds, and stays with the note.
    A note that came from Anki has its own note type ``kind`` with ``fields``.
    ``cards`` says more of the cards, and which there are; without it they follow from the fields,
    and ``suspended`` holds the ordinals, from 1 on, of those that are left out.
    """

    guid: str
    type: NoteType
    modified: int
    note_id: int
    front: str = ""
    back: str = ""
    text: str = ""
    extra: str = ""
    source: str = ""
    quote: str = ""
    tags: tuple[str, ...] = ()
    suspended: frozenset[int] = frozenset()
    kind: AnkiNoteType | None = None
    fields: tuple[str, ...] = ()
    cards: Sequence[PackageCard] = ()
    doubled: bool = False
    """Whether another note has this guid in Anki, too: there both are known by it."""


@dataclass(frozen=True)
class Habits:
    """How a deck is studied, for Anki to go on with; ``retention`` is FSRS's, in hundredths."""

    new_per_day: int = 20
    reviews_per_day: int | None = None
    bury_siblings: bool = True
    retention: int | None = None
    parameters: tuple[float, ...] = ()


@dataclass(frozen=True)
class PackageDeck:
    """One deck to export: ``A::B`` is deck B inside A; the description is safe HTML.

    The notes are walked through once. Without ``habits`` the deck has Anki's own preset.
    """

    name: str
    description: str = ""
    notes: Iterable[PackageNote] = ()
    habits: Habits | None = None


@dataclass(frozen=True)
class Around:
    """What holds for a file as a whole: ``now``, in epoch seconds, dates the file alone.

    ``rollover`` is the hour at which the learner's study day turns. A ``whole`` collection takes
    the place of all that is in Anki; ``by_fsrs`` says that FSRS schedules all of it.
    """

    now: int
    rollover: int = 4
    whole: bool = False
    by_fsrs: bool = False
