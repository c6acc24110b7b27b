"""Takes an import back: what it brought rests in the bin, what it changed is as it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import Refused
from flashcards.core.scheduling import day
from flashcards.services.library import notes
from flashcards.services.study import bringing
from flashcards.services.wording import WORDED, note_of
from flashcards.store.models import content
from flashcards.store.models.accounts import User
from flashcards.store.models.content import Deck
from flashcards.store.models.interchange import Import
from flashcards.store.models.learning import Wording


def undo(session: Session, learner: User, row: Import, now: datetime) -> None:
    """Take back all of an import; raises Refused where there is nothing to take back.

    Notes that were changed here since keep that change. Reviews given here since stay in the
    history, also of notes that go to the bin: the same file, imported again, brings all back.
    """
    if row.state != "done" or row.applied_at is None:
        raise Refused("This import is not there to be taken back.")
    bringing.take_back(session, learner, row.applied_at, now)
    _bin(session, row, now)
    for before in row.before.get("notes", ()):
        _put_back(session, learner.id, before, row.applied_at)
    for deck in session.scalars(select(Deck).where(Deck.import_id == row.id)):
        if not _has_notes(session, deck.id):
            deck.deleted_at = now
    row.state = "undone"


def _bin(session: Session, row: Import, now: datetime) -> None:
    added = session.scalars(
        select(content.Note).where(
            content.Note.import_id == row.id, content.Note.deleted_at.is_(None)
        )
    )
    for note in added:
        note.deleted_at = now
        notes.sync_cards(session, note, None)


def _put_back(session: Session, user_id: int, before: dict[str, Any], applied: datetime) -> None:
    note = session.get(content.Note, before["note"])
    if note is None:
        return
    at = day.instant(before["modified_at"])
    if not before["own"]:
        worded = session.get(Wording, (user_id, note.id))
        if worded is None or worded.modified_at != applied:
            return
        for name in WORDED:
            setattr(worded, name, before[name])
        worded.in_use, worded.modified_at = before["worded"], at
        return
    if before["left"] != day.milliseconds(note.modified_at):
        return
    for name in (*WORDED, "source", "quote", "fields", "tags"):
        setattr(note, name, before[name])
    note.modified_at = at
    if before["revived"]:
        note.deleted_at = applied
    session.flush()
    notes.sync_cards(session, note, None if before["revived"] else note_of(note))


def _has_notes(session: Session, deck_id: int) -> bool:
    kept = select(content.Note.id).where(
        content.Note.deck_id == deck_id, content.Note.deleted_at.is_(None)
    )
    return session.scalars(kept.limit(1)).first() is not None
