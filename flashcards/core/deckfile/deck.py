"""A deck as it stands in its file: the notes, the sources and the lines themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flashcards.core.errors import NotFound, Unreadable
from flashcards.core.notes import Note

Problem = tuple[int, str]
"""The number of a line, from 1 on, and what is wrong there."""


class DeckFileError(Unreadable):
    """Everything that is wrong with the file of a deck; ``problems`` in the order of lines."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(problems))
        super().__init__(
            "\n".join(f"{name}, line {line}: {message}" for line, message in self.problems)
        )


@dataclass(frozen=True)
class Kept:
    """Why a note does not keep a rule for good cards, and the line that says so."""

    rule: str
    reason: str
    line: int


@dataclass(frozen=True)
class DeckNote:
    """A note of a deck with its place in the file: lines ``line`` up to, not including, ``end``.

    ``note.section`` is the heading above the note. ``source_key`` is empty for ``Source: -``.
    """

    note: Note
    source_key: str
    place: str
    line: int
    end: int
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class DeckFile:
    """The file of a deck; ``writing.write`` gives it back byte for byte.

    ``lines`` are the lines as they were read, with their endings. ``extras`` are the entries of
    the front matter that this version gives no meaning to. ``headings`` are the section titles
    with the numbers of their lines.
    """

    name: str
    title: str
    description: str
    language: str
    licence: str
    sources: Mapping[str, str]
    extras: Mapping[str, str]
    notes: tuple[DeckNote, ...]
    headings: tuple[tuple[int, str], ...]
    lines: tuple[str, ...]

    def find(self, guid: str) -> DeckNote:
        """Return the note with this id, else raise NotFound."""
        for entry in self.notes:
            if entry.note.guid == guid:
                return entry
        raise NotFound(f"{self.name} holds no note with the id {guid}.")


def readable_source(reference: str, place: str) -> str:
    """Return the source of a note as the learner reads it: the work and the place in it."""
    return f"{reference} [{place}]" if place else reference


def cited(sources: Mapping[str, str], source: str) -> tuple[str, str] | None:
    """Return the key and the place that ``readable_source`` turns into ``source``, if any do."""
    for key, reference in sources.items():
        if source == reference:
            return key, ""
    for key, reference in sources.items():
        place = source.removeprefix(f"{reference} [").removesuffix("]")
        if place and _one_line(place) and source == readable_source(reference, place):
            return key, place
    return None


def _one_line(text: str) -> bool:
    return text == text.strip() and "\n" not in text
