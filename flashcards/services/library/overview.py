"""What a deck holds at a glance: its sections and the kinds of its notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.making.checking.kinds import Kind, counted
from flashcards.services.library.search import PAGE
from flashcards.services.wording import note_of
from flashcards.store.models import content


@dataclass(frozen=True)
class Section:
    """A section: its title, how many notes it has, and on which page of the notes it begins."""

    title: str
    notes: int
    page: int


@dataclass(frozen=True)
class Overview:
    """The sections of a deck in their order, and how many notes there are of each kind."""

    sections: tuple[Section, ...]
    kinds: Mapping[Kind, int]

    @property
    def anchors(self) -> dict[str, str]:
        """Return the name of the place where each section begins, by its title."""
        return {each.title: f"section-{at}" for at, each in enumerate(self.sections, 1)}


def overview(session: Session, deck_id: int) -> Overview:
    """Return what a deck holds; its notes are read, so it is meant for decks that ship."""
    notes = [
        note_of(row)
        for row in session.scalars(
            select(content.Note)
            .where(content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None))
            .order_by(content.Note.position, content.Note.id)
        )
    ]
    sections, at = [], 0
    for title, group in groupby(notes, key=lambda note: note.section):
        count = len(list(group))
        sections.append(Section(title, count, at // PAGE + 1))
        at += count
    return Overview(tuple(each for each in sections if each.title), counted(notes))
