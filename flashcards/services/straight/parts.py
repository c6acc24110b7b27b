"""Parts what goes to a running Anki into packages that it takes without standing still.

AnkiConnect takes a request in pieces of a thousand bytes, and looks through all that it has at
each: what is twice as long takes four times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from flashcards.anki.outgoing import PackageNote
from flashcards.services.exports import going
from flashcards.store import media

LARGEST = 600_000
"""Bytes of a part, but for a note that has more by itself."""
_NOTE, _REVIEW = 500, 60
"""Bytes of a note, and of a review, beside the words."""


@dataclass(frozen=True)
class Going:
    """A note that goes: the guid that it has here, how large it is, and the files it shows.

    ``modified`` is the epoch second in which Anki is to believe it was changed.
    """

    key: str
    modified: int
    size: int
    files: frozenset[str]

    @classmethod
    def of(cls, key: str, note: PackageNote, modified: int) -> Going:
        """Return what is to be known of a note that goes."""
        words = (note.front, note.back, note.text, note.extra, note.source, note.quote)
        size = _NOTE + sum(len(each.encode()) for each in (*words, *note.fields))
        size += _REVIEW * sum(len(card.reviews) for card in note.cards)
        return cls(key, modified, size, frozenset(going.shown(note)))


def parted(session: Session, user_id: int, every: Collection[Going]) -> list[dict[str, int]]:
    """Return the guids of notes with their times, in parts that stay small."""
    sizes = _sizes(session, user_id, every)
    parts: list[dict[str, int]] = []
    room = 0
    for one in every:
        size = one.size + sum(sizes.get(name, 0) for name in one.files)
        if size > room:
            parts.append({})
            room = LARGEST
        parts[-1][one.key] = one.modified
        room -= size
    return parts


def _sizes(session: Session, user_id: int, every: Iterable[Going]) -> dict[str, int]:
    names = {name for one in every for name in one.files}
    return {name: file.size for name, file in media.named(session, user_id, names)}
