"""The note types that imported notes go back to Anki with."""

from __future__ import annotations

import re
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.anki.notetypes import AnkiNoteType, Template
from flashcards.core.media import marks
from flashcards.core.notes import Layout
from flashcards.store.models.interchange import ForeignNoteType

_FIRST_ID = 10**12
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')\s]+)["']?\s*\)|@import\s+["']([^"']+)["']""")


class NoteTypes:
    """Finds the note types of imported notes as Anki has them, each made once.

    Two that have one id in Anki, because it was changed there since, cannot be in one package: the
    newest keeps the id, any other one has an id of its own that follows from it and its shape.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, tuple[AnkiNoteType, set[str]]] = {}

    def of(self, layout: Layout) -> tuple[AnkiNoteType, set[str]]:
        """Return the note type of a layout, and the names of the files that its looks need."""
        if layout.id not in self._known:
            kind = AnkiNoteType(
                self._id(layout),
                layout.name,
                layout.fields,
                tuple(Template(*each) for each in layout.templates),
                layout.cloze,
                layout.css,
                layout.modified,
            )
            sides = [side for each in kind.templates for side in (each.question, each.answer)]
            self._known[layout.id] = kind, marks.names(*sides) | _in_style(kind.css)
        return self._known[layout.id]

    def _id(self, layout: Layout) -> int:
        mine = self._session.get_one(ForeignNoteType, layout.id)
        newest = self._session.scalars(
            select(ForeignNoteType)
            .where(
                ForeignNoteType.owner_id == mine.owner_id,
                ForeignNoteType.anki_id == mine.anki_id,
            )
            .order_by(ForeignNoteType.modified_at.desc(), ForeignNoteType.id.desc())
            .limit(1)
        ).one()
        if newest is mine:
            return mine.anki_id
        said = f"{mine.anki_id}/{mine.shape}".encode()
        return _FIRST_ID + int.from_bytes(blake2b(said, digest_size=8).digest(), "big") % _FIRST_ID


def _in_style(css: str) -> set[str]:
    return {name for found in _IN_STYLE.findall(css) for name in found if name}
