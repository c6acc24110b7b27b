"""What a package holds, in our words: nothing here knows a column of Anki's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How far a card has come in Anki; suspended and buried are flags beside it."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class ReviewKind(StrEnum):
    """What a review was in Anki; the last two were no answers but changes by hand."""

    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"
    EARLY = "early"
    MANUAL = "manual"
    RESCHEDULED = "rescheduled"


@dataclass(frozen=True, slots=True)
class ForeignTemplate:
    """What one kind of card shows before and after the answer, in Anki's template language."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class ForeignNoteType:
    """A note type; ``modified`` is in epoch seconds. A cloze type has one template."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[ForeignTemplate, ...]
    css: str
    cloze: bool
    modified: int


@dataclass(frozen=True, slots=True)
class ForeignDeck:
    """A deck: ``A::B`` is deck B inside A. No card belongs to a filtered one."""

    id: int
    name: str
    description: str = ""
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """A note; its fields hold untrusted HTML. ``modified`` is in epoch seconds.

    ``doubled`` says that an earlier note of the same package has its guid.
    """

    id: int
    guid: str
    note_type_id: int
    modified: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    doubled: bool = False


@dataclass(frozen=True, slots=True)
class ForeignCard:
    """A card and what Anki's schedulers know of it; ``modified`` is in epoch seconds.

    ``deck_id`` is its own deck, also while it lies ``aside`` in a filtered one; ``ordinal`` counts
    from 1.
    A new card has a ``position``; a card in minutes of learning has ``due_at`` (epoch seconds) and
    any other a study day ``due``; None where the package says something impossible.
    ``interval`` is in days, ``ease`` in hundredths. ``answered`` counts all answers ever, which
    are no repetitions in SM-2's sense. ``stability`` (days), ``difficulty`` and
    ``desired_retention`` are FSRS's. ``last_review`` is in epoch seconds.
    """

    id: int
    note_id: int
    deck_id: int
    ordinal: int
    modified: int
    state: State
    position: int | None = None
    due: date | None = None
    due_at: int | None = None
    interval: int = 0
    ease: int | None = None
    answered: int = 0
    lapses: int = 0
    suspended: bool = False
    buried: bool = False
    flag: int = 0
    stability: float | None = None
    difficulty: float | None = None
    desired_retention: float | None = None
    last_review: int | None = None
    aside: bool = False


class ForeignReview(NamedTuple):
    """One line of the review log; ``id`` is the time of the answer in epoch milliseconds.

    There are half a million of them: a tuple is made in a third of the time of a dataclass.

    ``button`` is 1 to 4, and None for a change by hand. ``interval`` is what it led to and
    ``last_interval`` what was before: whole days, or seconds while learning. ``ease`` is in
    hundredths, None while learning and where FSRS kept none. ``took`` is in milliseconds.
    """

    id: int
    card_id: int
    button: int | None
    interval: timedelta
    last_interval: timedelta
    ease: int | None
    took: int
    kind: ReviewKind


@dataclass(frozen=True, slots=True)
class ForeignMedia:
    """A media file; ``size`` is in bytes, unpacked. ``sha1`` is None in older packages."""

    member: str
    name: str
    size: int
    sha1: bytes | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a package has, those that will be left out included."""

    notes: int
    cards: int
    reviews: int
    media: int
