"""The files that notes show: found by the names in their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from flashcards.core.media import kinds, marks
from flashcards.core.media.kinds import Kind
from flashcards.core.notes import Note
from flashcards.store import media as store
from flashcards.store.models.media import Media

ADDRESS = "/media/{sha256}/{name}"
"""Where the pages find a file: its address changes with its content, and can be kept for ever."""


@dataclass(frozen=True)
class Shown:
    """A file as pages show it: where it is, what it is, and how large a picture is."""

    address: str
    kind: Kind
    width: int | None = None
    height: int | None = None


Files = Mapping[str, Shown]
"""What a learner's names stand for."""

NONE: Files = MappingProxyType({})


def of_notes(session: Session, user_id: int, notes: Iterable[Note]) -> Files:
    """Return the files that notes name, in one select however many they are; none for none."""
    return of_fields(session, user_id, (field for note in notes for field in fields_of(note)))


def of_fields(session: Session, user_id: int, fields: Iterable[str]) -> Files:
    """Return the files that fields name, in Markdown or in HTML."""
    names = marks.names(*fields)
    if not names:
        return NONE
    return {name: as_shown(name, file) for name, file in store.named(session, user_id, names)}


def as_shown(name: str, file: Media) -> Shown:
    """Return a file as pages show it."""
    address = ADDRESS.format(sha256=file.sha256, name=marks.encoded(name))
    return Shown(address, kinds.of_type(file.type), file.width, file.height)


def fields_of(note: Note) -> tuple[str, ...]:
    """Return the fields of a note, and the templates of one from Anki, that may show files."""
    own = (note.front, note.back, note.text, note.extra, note.source, *note.fields)
    layout = note.layout.templates if note.layout else ()
    return own + tuple(side for _, question, answer in layout for side in (question, answer))
