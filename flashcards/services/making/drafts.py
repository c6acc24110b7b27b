"""Drafts are kept until a person accepts or rejects each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from flashcards.core import notes as core_notes
from flashcards.core.errors import NotFound, Refused
from flashcards.core.notes import Note
from flashcards.making.checking.check import check_note
from flashcards.making.checking.finding import Level
from flashcards.making.drafting.draft import Draft as ProposedDraft
from flashcards.services.library import decks, notes
from flashcards.services.making.documents import (
    ACCEPTED,
    PENDING,
    REJECTED,
    check_current,
    document,
    page_at,
)
from flashcards.services.wording import note_of, write_to
from flashcards.store.models import content
from flashcards.store.models.content import Deck, Document, Draft

MOST_OF_A_CHAPTER = 10_000
"""Drafts are numbered through by chapters: the position of a chapter's first is this far on."""


def add(
    session: Session, document_id: int, chapter: int, proposed: Iterable[ProposedDraft]
) -> None:
    """Keep the drafts of a chapter, the best first, all of them pending, behind those it has."""
    first = next_position(session, document_id, chapter)
    for position, draft in enumerate(list(proposed)[:MOST_OF_A_CHAPTER], first):
        row = Draft(
            document_id=document_id,
            position=position,
            chapter=chapter,
            quality=draft.quality,
            state=PENDING,
        )
        write_to(row, draft.note)
        session.add(row)
    session.flush()


def next_position(session: Session, document_id: int, chapter: int) -> int:
    """Return the position behind the last draft of a chapter."""
    last = session.scalar(
        select(func.max(Draft.position)).where(
            Draft.document_id == document_id, Draft.chapter == chapter
        )
    )
    return chapter * MOST_OF_A_CHAPTER if last is None else last + 1


def drafts(session: Session, document_id: int, chapter: int | None = None) -> Sequence[Draft]:
    """Return the drafts of a document or of one chapter, chapter by chapter, the best first."""
    chosen = select(Draft).where(Draft.document_id == document_id)
    if chapter is not None:
        chosen = chosen.where(Draft.chapter == chapter)
    return session.scalars(chosen.order_by(Draft.position)).all()


def counts(session: Session, document_id: int, least: float = 0.0) -> dict[int, tuple[int, int]]:
    """Return for each chapter that has drafts how many there are, and how many are pending.

    Pending ones that are less good than ``least`` do not wait for anybody, nor those of an
    earlier edition.
    """
    current = Document.later_id.is_(None)
    waits = and_(Draft.state == PENDING, Draft.quality >= least, current)
    pending = func.sum(case((waits, 1), else_=0))
    rows = session.execute(
        select(Draft.chapter, func.count(), pending)
        .join(Document, Document.id == Draft.document_id)
        .where(Draft.document_id == document_id)
        .group_by(Draft.chapter)
    )
    return {chapter: (count, int(waiting)) for chapter, count, waiting in rows}


def newer(session: Session, document_id: int, after: int) -> dict[int, int]:
    """Return for each chapter how many drafts it has that came after the draft ``after``."""
    rows = session.execute(
        select(Draft.chapter, func.count())
        .where(Draft.document_id == document_id, Draft.id > after)
        .group_by(Draft.chapter)
    )
    return {int(chapter): int(count) for chapter, count in rows}


def draft(session: Session, user_id: int, draft_id: int) -> tuple[Draft, Document]:
    """Return a draft with its document; raises NotFound for somebody else's."""
    found = session.get(Draft, draft_id)
    if found is None:
        raise NotFound("There is no such draft.")
    return found, document(session, user_id, found.document_id)


def accept(
    session: Session, user_id: int, draft_id: int, now: datetime, wording: Note | None = None
) -> content.Note:
    """Turn a draft into a note of the document's deck, in ``wording`` if it was edited.

    A draft that was accepted before stays the one note that it became.
    """
    row, its_document = alone(session, user_id, draft_id)
    if row.state == ACCEPTED and row.note_id is not None:
        return session.get_one(content.Note, row.note_id)
    check_current(its_document)
    if wording is not None:
        core_notes.validated(wording)
        write_to(row, wording)
    deck = _deck_of(session, its_document, now)
    note = _note_of_deck(session, deck.id, sourced(row, its_document), its_document.id, now)
    row.state, row.note_id, row.decided_at = ACCEPTED, note.id, now
    return note


def reject(session: Session, user_id: int, draft_id: int, now: datetime) -> Draft:
    """Put a draft aside."""
    row, its_document = alone(session, user_id, draft_id)
    check_current(its_document)
    if row.state == ACCEPTED:
        raise Refused("This draft is a note already: undo first, or delete the note.")
    if row.state == PENDING:
        row.state, row.decided_at = REJECTED, now
    return row


def undecide(session: Session, user_id: int, draft_id: int, now: datetime) -> Draft:
    """Make a draft pending again; the note that it became goes to the bin."""
    row, its_document = alone(session, user_id, draft_id)
    check_current(its_document)
    if row.note_id is not None and row.state == ACCEPTED:
        note = session.get(content.Note, row.note_id)
        if note is not None and note.deleted_at is None:
            notes.delete(session, user_id, note.id, now)
    row.state, row.note_id, row.decided_at = PENDING, None, None
    return row


def undo(session: Session, user_id: int, document_id: int, now: datetime) -> Sequence[Draft]:
    """Take back what was decided last in a document; return the drafts that are pending again.

    What was accepted all at once is taken back at once. Nothing is left to undo: none.
    """
    check_current(document(session, user_id, document_id))
    last = select(func.max(Draft.decided_at)).where(Draft.document_id == document_id)
    found = session.scalars(
        select(Draft)
        .where(Draft.document_id == document_id, Draft.decided_at == last.scalar_subquery())
        .order_by(Draft.position)
    ).all()
    return [undecide(session, user_id, row.id, now) for row in found]


def accept_all(
    session: Session,
    user_id: int,
    document_id: int,
    now: datetime,
    chapter: int | None = None,
    least: float = 0.0,
) -> int:
    """Accept the pending drafts of a document or of one chapter; return how many there were.

    Those that are less good than ``least``, or that should be mended first, stay pending.
    """
    its_document = document(session, user_id, document_id)
    check_current(its_document)
    found = drafts(session, document_id, chapter)
    good = [row for row in found if row.state == PENDING and row.quality >= least]
    sound = [row.id for row in good if not is_faulty(sourced(row, its_document))]
    for draft_id in sound:
        accept(session, user_id, draft_id, now)
    return len(sound)


def is_faulty(note: Note) -> bool:
    """Tell whether a note breaks a rule for good cards at level E."""
    return any(finding.level is Level.ERROR for finding in check_note(note))


def _note_of_deck(
    session: Session, deck_id: int, new: Note, document_id: int, now: datetime
) -> content.Note:
    """Add a note to a deck; one that went to the bin comes back, with its schedules."""
    row = session.scalar(
        select(content.Note).where(content.Note.deck_id == deck_id, content.Note.guid == new.guid)
    )
    if row is None:
        return notes.add(session, deck_id, new, now, document_id=document_id)
    write_to(row, new)
    row.modified_at, row.deleted_at, row.document_id = now, None, document_id
    notes.sync_cards(session, row, new)
    return row


def alone(session: Session, user_id: int, draft_id: int) -> tuple[Draft, Document]:
    """Return a draft as it is now with its document; who decides at the same instant waits."""
    row, its_document = draft(session, user_id, draft_id)
    session.refresh(its_document, with_for_update=True)
    session.refresh(row)
    return row, its_document


def _deck_of(session: Session, its_document: Document, now: datetime) -> Deck:
    deck = session.get(Deck, its_document.deck_id) if its_document.deck_id else None
    if deck is None or deck.deleted_at is not None:
        title = its_document.title[: decks.TITLE_LIMIT]
        deck = decks.add(session, its_document.owner_id, title, "", now)
        its_document.deck_id = deck.id
    return deck


def sourced(row: Draft, its_document: Document) -> Note:
    """Return the note that a draft would become: it names its document, section and page."""
    page = page_at(its_document, row.start)
    return replace(note_of(row), source=source(its_document.title, row.section, page))


def source(title: str, section: str, page: int | None) -> str:
    """Return how a note says where it comes from."""
    parts = [title, f"“{section}”" if section else "", f"p. {page}" if page else ""]
    return ", ".join(part for part in parts if part)
