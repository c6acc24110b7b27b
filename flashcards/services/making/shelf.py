"""The learner's library: her documents with what is to be done in each, found by title, deleted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, delete, func, select
from sqlalchemy.orm import Session, defer

from flashcards.making.volume import Volume
from flashcards.services.making import drafting
from flashcards.services.making.documents import PENDING, document
from flashcards.store.models.content import Deck, Document, Draft, Drafting, Note
from flashcards.store.models.learning import Bookmark

_LONG = (Document.text, Document.blocks, Document.left_out, Document.disclaimer)


@dataclass(frozen=True)
class Shelved:
    """A document, without its text, with the deck that it goes into and how far it is.

    ``drafted`` of ``chapters`` are drafted; ``waiting`` drafts are to be decided on at the volume
    that was chosen for it, ``decided`` are.
    """

    document: Document
    deck: Deck | None
    state: str
    chapters: int
    drafted: int
    waiting: int
    decided: int

    @property
    def is_drafting(self) -> bool:
        """Tell whether drafts of it are still to come."""
        return self.state == drafting.WORKING

    @property
    def is_stopped(self) -> bool:
        """Tell whether drafting was stopped before its end."""
        return self.state == drafting.STOPPED


@dataclass(frozen=True)
class Left:
    """What stays, and what goes, when a document is deleted."""

    document: Document
    notes: int
    waiting: int


def shelf(session: Session, user_id: int, words: str = "") -> list[Shelved]:
    """Return the learner's documents whose title holds ``words``, the newest first."""
    counts = (
        select(
            Draft.document_id,
            func.sum(case((_waits(), 1), else_=0)).label("waiting"),
            func.sum(case((Draft.state != PENDING, 1), else_=0)).label("decided"),
        )
        .join(Document, Document.id == Draft.document_id)
        .outerjoin(
            Bookmark, and_(Bookmark.document_id == Draft.document_id, Bookmark.user_id == user_id)
        )
        .where(Document.owner_id == user_id)
        .group_by(Draft.document_id)
        .subquery()
    )
    chosen = (
        select(Document, Deck, Drafting, counts.c.waiting, counts.c.decided)
        .outerjoin(Deck, and_(Deck.id == Document.deck_id, Deck.deleted_at.is_(None)))
        .outerjoin(Drafting, Drafting.document_id == Document.id)
        .outerjoin(counts, counts.c.document_id == Document.id)
        .where(Document.owner_id == user_id)
        .options(*(defer(column, raiseload=True) for column in _LONG))
        .order_by(Document.created_at.desc(), Document.id.desc())
    )
    for word in words.split():
        chosen = chosen.where(Document.title.icontains(word, autoescape=True))
    return [_shelved(*row) for row in session.execute(chosen)]


def left_by(session: Session, user_id: int, document_id: int) -> Left:
    """Return what would stay and what would go with a document of the learner's."""
    row = document(session, user_id, document_id)
    kept = select(func.count()).where(Note.document_id == document_id, Note.deleted_at.is_(None))
    lost = select(func.count()).where(Draft.document_id == document_id, Draft.state == PENDING)
    return Left(row, session.scalar(kept) or 0, session.scalar(lost) or 0)


def remove(session: Session, user_id: int, document_id: int) -> str:
    """Delete a document with its drafts and return its title; its notes stay, quote and all."""
    row = document(session, user_id, document_id)
    title = row.title
    session.execute(delete(Document).where(Document.id == document_id))
    return title


def _waits() -> ColumnElement[bool]:
    least = case(
        {volume.value: volume.least for volume in Volume},
        value=Bookmark.volume,
        else_=Volume.NORMAL.least,
    )
    return and_(Draft.state == PENDING, Draft.quality >= least, Document.later_id.is_(None))


def _shelved(
    row: Document, deck: Deck | None, work: Drafting | None, waiting: int, decided: int
) -> Shelved:
    undone = len(work.waiting) + len(work.failed) if work else 0
    count = len(row.chapters)
    state = work.state if work else drafting.DONE
    return Shelved(row, deck, state, count, count - undone, int(waiting or 0), int(decided or 0))
