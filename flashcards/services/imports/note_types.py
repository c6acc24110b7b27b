"""The note types that notes of a package have in Anki, kept for the learner once each."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.anki.package.foreign import ForeignNoteType as There
from flashcards.anki.package.package import Package
from flashcards.core.notes import Layout, keepable
from flashcards.core.scheduling import day
from flashcards.services import foreign
from flashcards.store.models.interchange import ForeignNoteType


class NoteTypes:
    """Finds, or keeps, the note types of one package."""

    def __init__(self, session: Session, user_id: int, package: Package) -> None:
        self._session, self._user_id, self._package = session, user_id, package
        self._layouts: dict[int, Layout] = {}

    def layout(self, key: int) -> Layout:
        """Return the note type that has the id ``key`` in Anki; a newer look takes effect."""
        if key not in self._layouts:
            self._layouts[key] = foreign.layout(self._row(self._package.note_types[key]))
        return self._layouts[key]

    def _row(self, there: There) -> ForeignNoteType:
        shape = shape_of(there)
        row = self._session.scalars(
            select(ForeignNoteType).where(
                ForeignNoteType.owner_id == self._user_id,
                ForeignNoteType.anki_id == there.id,
                ForeignNoteType.shape == shape,
            )
        ).first()
        modified = day.instant(max(0, there.modified) * 1000)
        if row is None:
            row = ForeignNoteType(owner_id=self._user_id, anki_id=there.id, shape=shape)
            self._session.add(row)
        elif row.modified_at >= modified:
            return row
        row.name, row.cloze, row.modified_at = keepable(there.name), there.cloze, modified
        row.fields = [keepable(name) for name in there.fields]
        row.templates = [
            [keepable(each.name), keepable(each.question), keepable(each.answer)]
            for each in there.templates
        ]
        row.css = keepable(there.css)
        self._session.flush()
        return row


def shape_of(there: There) -> str:
    """Return a hash of what makes Anki take two note types of one id for different ones."""
    names = [*there.fields, "", *(each.name for each in there.templates), str(there.cloze)]
    return sha256("\0".join(names).encode()).hexdigest()
