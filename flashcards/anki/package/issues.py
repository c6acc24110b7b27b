"""What in a package cannot be taken as it stands: collected, counted, and no reason to stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_KEPT = 50
"""Of each kind so many are kept with their places; the rest are counted."""


class Trouble(StrEnum):
    """What is wrong, in words for the learner."""

    ZONE_GUESSED = "does not say in which time zone it was begun: due days may be one off"
    NOTE_TYPE_BROKEN = "is a note type that cannot be read; its notes are left out"
    DECK_BROKEN = "is a deck that cannot be read; its cards come into “Default”"
    TEMPLATE_BROKEN = "is a template with a mistake; the rest of it is shown"
    SPEECH = "is a template that has text read aloud; here it is not read"
    OCCLUSION = "is a note with covered parts of a picture; here the picture is shown uncovered"
    NOTE_BROKEN = "is a note with an impossible value; it is left out"
    NOTE_TYPE_UNKNOWN = "is a note of an unknown note type; it is left out, its cards too"
    FIELDS_MISSING = "is a note with too few fields; the missing ones come in empty"
    FIELDS_EXCESS = "is a note with too many fields; the last ones come in as one"
    GUID_TWICE = "is a note with the guid of another note in the same package"
    CARD_BROKEN = "is a card with an impossible value; it is left out"
    CARD_ORPHAN = "is a card without a note; it is left out"
    CARD_TWICE = "is a second card of the same template and note; it is left out"
    TEMPLATE_UNKNOWN = "is a card of a template that does not exist; it is left out"
    DECK_UNKNOWN = "is a card in an unknown deck; it comes into “Default”"
    STATE_UNKNOWN = "is a card in an unknown state; it comes in as new"
    EASE_UNEVEN = "is a card whose ease is no whole number; it is rounded"
    EASE_IMPOSSIBLE = "is a card with an impossible ease; it comes in without"
    LEFT_NEGATIVE = "is a card with fewer than no learning steps left; they are not needed here"
    INTERVAL_IMPOSSIBLE = "is a card with an impossible interval; it comes in with the nearest"
    DUE_IMPOSSIBLE = "is a card due on an impossible day; it comes in without one"
    MEMORY_UNREADABLE = "is a card whose FSRS memory cannot be read; it comes in without"
    REVIEW_ORPHAN = "is a review of a card that is not in the package; it is left out"
    REVIEW_BROKEN = "is a review with an impossible value; it is left out"
    MEDIA_EMPTY = "is a media file without content; it is left out"
    MEDIA_LARGE = "is a media file that is too large; it is left out"
    MEDIA_NAME = "is a media file with a forbidden name; it is left out"
    MEDIA_TWICE = "is a media file with the name of another one; it is left out"
    MEDIA_MISSING = "is named in the list of media but not in the package"
    MEDIA_DAMAGED = "is a media file that is damaged; it is left out"
    MEDIA_NOT_GIVEN = "is a note that shows a media file which is not in the package"


@dataclass(frozen=True)
class Issue:
    """One thing that cannot be taken as it stands, and where it is.

    ``file`` is the member of the package, ``row`` the id in ``table``, ``detail`` what was found.
    """

    trouble: Trouble
    file: str
    table: str = ""
    row: int | None = None
    field: str = ""
    detail: str = ""

    def __str__(self) -> str:
        """Say where it is and what is wrong there."""
        row = "" if self.row is None else str(self.row)
        place = " ".join(part for part in (self.table, row, self.field) if part)
        where = f"{self.file}: {place}" if place else self.file
        return f"{where} {self.trouble}." + (f" ({self.detail})" if self.detail else "")


class Issues:
    """The issues of one package: the first of each kind with their places, all of them counted."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.counts: Counter[Trouble] = Counter()
        self._kept: list[Issue] = []

    def __iter__(self) -> Iterator[Issue]:
        """Yield those that were kept, in the order in which they were found."""
        return iter(self._kept)

    def add(
        self,
        trouble: Trouble,
        table: str = "",
        row: int | None = None,
        field: str = "",
        detail: str = "",
        file: str = "",
    ) -> None:
        """Count one more; keep it if it is among the first of its kind."""
        self.counts[trouble] += 1
        if self.counts[trouble] <= MOST_KEPT:
            short = detail if len(detail) <= 80 else f"{detail[:79]}…"
            self._kept.append(Issue(trouble, file or self.file, table, row, field, short))
