"""The chapters that are still to be drafted: who works on which document, and how far it is.

Whoever works holds the document for a short while and says again and again that she still does;
where she falls silent, because her process ended, another one goes on at the same chapter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound, TooMany
from flashcards.making.drafting.draft import Draft as ProposedDraft
from flashcards.services.making import drafts
from flashcards.services.making.documents import PENDING, check_current
from flashcards.store.models.content import Document, Draft, Drafting

WORKING, STOPPED, DONE = "working", "stopped", "done"
HELD = timedelta(seconds=20)
"""After so long a silence of whoever works on a document, another may."""
MOST_OPEN = 3
"""How many documents of one learner are worked on, or wait for it, at the same time."""
MOST_TRIES = 3


@dataclass(frozen=True)
class Progress:
    """How far a document is: its chapters, and which of them are drafted, waiting or failed."""

    state: str
    chapters: tuple[str, ...]
    waiting: tuple[int, ...]
    failed: tuple[int, ...]

    @property
    def done(self) -> int:
        """Return how many chapters were drafted."""
        return len(self.chapters) - len(self.waiting) - len(self.failed)

    @property
    def current(self) -> int | None:
        """Return the number of the chapter that is worked on, or comes next."""
        return self.waiting[0] if self.waiting else None


@dataclass(frozen=True)
class Job:
    """A document that is held: what it says, and which of its chapters are to be drafted."""

    document_id: int
    chapters: list[list[Any]]
    waiting: tuple[int, ...]


def check_room(session: Session, user_id: int) -> None:
    """Raise TooMany where as many documents of the learner's are open as may be."""
    count = session.scalar(
        select(func.count()).where(Drafting.owner_id == user_id, Drafting.state == WORKING)
    )
    if (count or 0) >= MOST_OPEN:
        raise TooMany(
            f"{MOST_OPEN} documents of yours are being worked on. Wait until one of them is done,"
            " or stop one, then add this."
        )


def begin(
    session: Session, document: Document, now: datetime, chapters: Sequence[int] | None = None
) -> None:
    """Put all chapters of a document, or those with the numbers given, up for drafting."""
    waiting = list(range(len(document.chapters)) if chapters is None else chapters)
    session.add(
        Drafting(
            document_id=document.id,
            owner_id=document.owner_id,
            state=WORKING,
            waiting=waiting,
            failed=[],
            worked_at=now,
        )
    )
    session.flush()


def progress(session: Session, user_id: int, document_id: int) -> Progress | None:
    """Return how far a document is, or None where it was done at once; raises NotFound."""
    found = session.execute(
        select(Document.chapters, Drafting)
        .outerjoin(Drafting, Drafting.document_id == Document.id)
        .where(Document.id == document_id, Document.owner_id == user_id)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such document among yours.")
    chapters, row = found
    if row is None:
        return None
    titles = tuple(title for title, _, _ in chapters)
    return Progress(row.state, titles, tuple(row.waiting), tuple(row.failed))


def stop(session: Session, user_id: int, document_id: int) -> None:
    """Stop work on a document; what was drafted stays."""
    row = _own(session, user_id, document_id)
    if row.state == WORKING:
        row.state, row.holder, row.held_until = STOPPED, None, None


def go_on(session: Session, user_id: int, document_id: int, now: datetime) -> None:
    """Go on where work was stopped; chapters that failed are tried again."""
    row = _own(session, user_id, document_id)
    if row.state == WORKING or not (row.waiting or row.failed):
        return
    check_current(session.get_one(Document, document_id))
    check_room(session, user_id)
    row.waiting = sorted([*row.waiting, *row.failed])
    row.failed, row.tries = [], 0
    row.state, row.worked_at = WORKING, now


def is_open(session: Session) -> bool:
    """Say whether any document waits for work or is worked on."""
    return session.scalar(select(Drafting.document_id).where(_is_working()).limit(1)) is not None


def take(session: Session, holder: str, most: int, now: datetime) -> Job | None:
    """Hold the document that waited longest, unless ``most`` are held; return what is to do."""
    held = select(func.count()).where(_is_working(), Drafting.held_until >= now)
    if (session.scalar(held) or 0) >= most:
        return None
    row = session.scalars(
        select(Drafting)
        .where(_is_working(), or_(Drafting.held_until.is_(None), Drafting.held_until < now))
        .order_by(Drafting.worked_at, Drafting.document_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if row is None:
        return None
    row.holder, row.held_until, row.tries = holder, now + HELD, row.tries + 1
    if row.tries > MOST_TRIES:
        _give_up(row, row.waiting[0])
    chapters = session.scalars(
        select(Document.chapters).where(Document.id == row.document_id)
    ).one()
    return Job(row.document_id, chapters, tuple(row.waiting))


def hold(session: Session, document_id: int, holder: str, now: datetime) -> bool:
    """Hold a document further; return False where it was stopped, deleted or taken over."""
    row = _held(session, document_id, holder)
    if row is not None:
        row.held_until = now + HELD
    return row is not None


def release(session: Session, document_id: int, holder: str, now: datetime) -> None:
    """Let others take the document; it goes behind those that wait."""
    row = _held(session, document_id, holder)
    if row is not None:
        row.holder, row.held_until, row.worked_at, row.tries = None, None, now, 0


def store(
    session: Session,
    document_id: int,
    holder: str,
    chapter: int,
    proposed: Sequence[ProposedDraft],
    replaced: Sequence[int],
    now: datetime,
) -> bool:
    """Keep the drafts of a chapter; those of other chapters that they better go, while pending.

    Returns False, and keeps nothing, where the document is not held any more.
    """
    row = _held(session, document_id, holder)
    if row is None:
        return False
    if chapter in row.waiting:
        session.execute(delete(Draft).where(Draft.id.in_(replaced), Draft.state == PENDING))
        drafts.add(session, document_id, chapter, proposed)
        row.waiting = [number for number in row.waiting if number != chapter]
        row.tries = 0
    row.held_until = now + HELD
    _end(row)
    return True


def fail(session: Session, document_id: int, holder: str, chapter: int) -> None:
    """Put a chapter aside that cannot be drafted."""
    row = _held(session, document_id, holder)
    if row is not None and chapter in row.waiting:
        _give_up(row, chapter)


def _give_up(row: Drafting, chapter: int) -> None:
    row.waiting = [number for number in row.waiting if number != chapter]
    row.failed = sorted([*row.failed, chapter])
    row.tries = 0
    _end(row)


def _end(row: Drafting) -> None:
    if not row.waiting:
        row.state, row.holder, row.held_until = DONE, None, None


def _held(session: Session, document_id: int, holder: str) -> Drafting | None:
    return session.scalars(
        select(Drafting)
        .where(Drafting.document_id == document_id, Drafting.holder == holder, _is_working())
        .with_for_update()
    ).one_or_none()


def _own(session: Session, user_id: int, document_id: int) -> Drafting:
    row = session.scalars(
        select(Drafting)
        .where(Drafting.document_id == document_id, Drafting.owner_id == user_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such document at work among yours.")
    return row


def _is_working() -> ColumnElement[bool]:
    return Drafting.state == WORKING
