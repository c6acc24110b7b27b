"""Takes a new edition back: every note is again as it was, what was done since is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from flashcards.core.errors import Conflict, NotFound
from flashcards.services.editions.apply import rows_of
from flashcards.services.library import notes
from flashcards.services.making import documents, drafts
from flashcards.services.wording import note_of
from flashcards.store.models import content
from flashcards.store.models.content import Document, Draft, Edition

WORDED = ("front", "back", "text")


def edition(session: Session, user_id: int, document_id: int) -> Edition | None:
    """Return how a document took the place of another, if it did; raises NotFound."""
    documents.document(session, user_id, document_id)
    return session.get(Edition, document_id)


def undo(session: Session, user_id: int, document_id: int, now: datetime) -> int:
    """Put the earlier edition back in its place and return its id.

    The new one goes, unless notes were made from it. Raises NotFound and Conflict.
    """
    new = documents.document(session, user_id, document_id)
    session.refresh(new, with_for_update=True)
    found = session.get(Edition, document_id)
    if found is None:
        raise NotFound("This document did not take the place of another one.")
    if new.later_id is not None:
        raise Conflict("A later edition took the place of this one: undo that first.")
    rows = {**rows_of(session, document_id), **rows_of(session, found.earlier_id)}
    for note_id, was, then in found.before["notes"]:
        _note(session, rows.get(note_id), was, then, now)
    moved = {row.id: row for row in drafts.drafts(session, document_id)}
    for draft_id, was in found.before["drafts"]:
        _draft(rows, moved.get(draft_id), was, now)
    _wait_again(session, found.earlier_id)
    for note_id in found.before["suspended"]:
        _studied(session, user_id, note_id)
    for note_id in found.before["deleted"]:
        _taken_back(session, user_id, note_id, found.applied_at)
    earlier_id = found.earlier_id
    session.get_one(Document, earlier_id).later_id = None
    session.delete(found)
    session.flush()
    if found.made and not _is_used(session, document_id):
        session.delete(new)
        session.flush()
    return earlier_id


def earlier(session: Session, document_id: int) -> list[tuple[int, str, datetime]]:
    """Return the ids, titles and days of the editions before a document, the latest first."""
    found: list[tuple[int, str, datetime]] = []
    at: int | None = document_id
    while at is not None:
        row = session.execute(
            select(Document.id, Document.title, Document.created_at)
            .join(Edition, Edition.earlier_id == Document.id)
            .where(Edition.document_id == at)
        ).one_or_none()
        known = {each[0] for each in found} | {document_id}
        at = row.id if row is not None and row.id not in known else None
        if row is not None and at is not None:
            found.append((row.id, row.title, row.created_at))
    return found


def latest(session: Session, document: Document) -> int:
    """Return the id of the edition that stands in the place of ``document`` now."""
    at, seen = document, {document.id}
    while at.later_id is not None and at.later_id not in seen:
        seen.add(at.later_id)
        at = session.get_one(Document, at.later_id)
    return at.id


def left(session: Session, document_id: int) -> int:
    """Return how many notes still stand with a document."""
    live = content.Note.document_id == document_id, content.Note.deleted_at.is_(None)
    return session.scalar(select(func.count()).where(*live)) or 0


def set_aside(session: Session, document_id: int) -> int:
    """Return how many drafts of an earlier edition nobody decided on."""
    open_ = Draft.document_id == document_id, Draft.state == documents.PENDING
    return session.scalar(select(func.count()).where(*open_)) or 0


def _note(
    session: Session,
    row: content.Note | None,
    was: dict[str, Any],
    then: dict[str, Any],
    now: datetime,
) -> None:
    """Give a note its place back, and its wording if nobody changed that since."""
    if row is None or row.document_id != then["document_id"]:
        return
    same = all(getattr(row, name) == then[name] for name in WORDED)
    for name, value in was.items():
        if same or name not in WORDED:
            setattr(row, name, value)
    row.modified_at = now
    if same and any(was[name] != then[name] for name in WORDED):
        notes.sync_cards(session, row, note_of(row) if row.deleted_at is None else None)


def _draft(
    rows: dict[int, content.Note], row: Draft | None, was: dict[str, Any], now: datetime
) -> None:
    """Give a draft its place back; a note that it became since goes with it."""
    if row is None:
        return
    note = rows.get(row.note_id or 0)
    if note is not None and note.document_id == row.document_id:
        for name in ("document_id", "quote", "section", "start", "end"):
            setattr(note, name, was[name])
        note.modified_at = now
    for name, value in was.items():
        setattr(row, name, value)


def _wait_again(session: Session, document_id: int) -> None:
    """Let the drafts that were set aside wait for a decision again."""
    session.execute(update(Draft).where(Draft.document_id == document_id).values(aside=None))


def _studied(session: Session, user_id: int, note_id: int) -> None:
    row = session.get(content.Note, note_id)
    if row is not None and row.deleted_at is None:
        notes.set_suspended(session, user_id, note_id, False)


def _taken_back(session: Session, user_id: int, note_id: int, applied_at: datetime) -> None:
    row = session.get(content.Note, note_id)
    if row is not None and row.deleted_at == applied_at:
        notes.restore(session, user_id, note_id)


def _is_used(session: Session, document_id: int) -> bool:
    used = select(content.Note.id).where(content.Note.document_id == document_id).limit(1)
    return session.scalar(used) is not None
