"""A model is asked about a document beside the pages; what it proposes waits with the drafts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Thread

from sqlalchemy.orm import Session

from flashcards.config import Model
from flashcards.core.errors import Conflict, FlashcardsError, NotFound, TooMany
from flashcards.core.notes import NoteType
from flashcards.making.document import Document as ReadDocument
from flashcards.making.drafting.draft import Draft as Proposed
from flashcards.making.plain import document_of
from flashcards.making.volume import Volume
from flashcards.services.making import documents, drafts
from flashcards.services.making.documents import PENDING, chapter_at, check_current, document
from flashcards.services.model.propose import Proposals, notice, propose
from flashcards.services.wording import note_of
from flashcards.store.engine import Database
from flashcards.store.models.content import Asking, Document, Draft

WORKING, DONE, FAILED = "working", "done", "failed"
AT_ONCE = 2
"""How many documents this process asks about at the same time."""
SILENCE = timedelta(seconds=60)
"""After so much more silence than one answer may take, whoever asked is gone."""

log = logging.getLogger("flashcards")
_slots = BoundedSemaphore(AT_ONCE)


def told(session: Session, user_id: int, document_id: int, model: Model) -> str:
    """Return what would be sent where, to be read before it is."""
    row = document(session, user_id, document_id)
    return notice(*_what(session, row), model)


@dataclass(frozen=True)
class Asked:
    """How far a model is that was asked about a document, or what came of it."""

    state: str
    done: int
    parts: int
    says: str


def asked(
    session: Session, user_id: int, document_id: int, model: Model, now: datetime
) -> Asked | None:
    """Return how far a model is with a document of the learner's, or None: it was never asked."""
    document(session, user_id, document_id)
    row = session.get(Asking, document_id)
    if row is None:
        return None
    silent = row.heard_at + timedelta(seconds=model.timeout) + SILENCE < now
    if row.state == WORKING and silent:
        return Asked(FAILED, row.done, row.parts, "Nothing was heard of it any more. Ask again.")
    return Asked(row.state, row.done, row.parts, row.says)


def ask(
    database: Database, user_id: int, document_id: int, model: Model, clock: Callable[[], datetime]
) -> None:
    """Ask about a document of the learner's, in a thread of its own.

    Raises Conflict where it is being asked already, TooMany where others are.
    """
    if not _slots.acquire(blocking=False):
        raise TooMany("The model is being asked about other documents just now. Try again soon.")
    try:
        with database.write() as session:
            _begin(session, user_id, document_id, model, clock())
        work = _Work(database.patient(), document_id, model, clock)
        Thread(target=work.run, daemon=True, name="asking").start()
    except BaseException:
        _slots.release()
        raise


def _begin(session: Session, user_id: int, document_id: int, model: Model, now: datetime) -> None:
    row = document(session, user_id, document_id)
    session.refresh(row, with_for_update=True)
    check_current(row)
    before = asked(session, user_id, document_id, model, now)
    if before is not None and before.state == WORKING:
        raise Conflict("The model is being asked about this document already.")
    asking = Asking(document_id=document_id, state=WORKING, done=0, parts=0, says="", heard_at=now)
    session.merge(asking)


def take(session: Session, user_id: int, draft_id: int, wanted: bool) -> Draft:
    """Take a proposed wording into its draft, or leave it; raises Conflict where there is none."""
    row, its_document = drafts.alone(session, user_id, draft_id)
    check_current(its_document)
    if row.proposed is None or row.state != PENDING:
        raise Conflict("There is no proposal for this draft any more.")
    row.front = row.proposed if wanted else row.front
    row.proposed = None
    return row


class _Work:
    """One document that a model is asked about."""

    def __init__(
        self, database: Database, document_id: int, model: Model, clock: Callable[[], datetime]
    ) -> None:
        self.database = database
        self.document_id = document_id
        self.model = model
        self.clock = clock

    def run(self) -> None:
        """Ask and keep what is proposed; whatever happens is said to the learner."""
        try:
            with self.database.read() as session:
                row = session.get(Document, self.document_id)
                if row is None:
                    return
                read, known = _what(session, row)
            self._keep(propose(read, known, self.model, self._step))
        except FlashcardsError as error:
            self._say(FAILED, str(error))
        except Exception:
            log.exception("asking a model about document %s broke", self.document_id)
            self._say(FAILED, "Something broke on our side. Nothing is lost: ask again.")
        finally:
            _slots.release()

    def _step(self, done: int, parts: int) -> None:
        with self.database.write() as session:
            row = session.get(Asking, self.document_id)
            if row is None:
                raise NotFound("The document was deleted.")
            row.done, row.parts, row.heard_at = done, parts, self.clock()

    def _keep(self, found: Proposals) -> None:
        with self.database.write() as session:
            row = session.get(Document, self.document_id)
            if row is None:
                return
            words = _reword(session, row.id, found)
            for draft in found.drafts:
                shown = replace(draft, quality=max(draft.quality, Volume.NORMAL.least))
                drafts.add(session, row.id, chapter_at(row, draft.start), [shown])
        self._say(DONE, _summary(words, len(found.drafts), found))

    def _say(self, state: str, words: str) -> None:
        with self.database.write() as session:
            row = session.get(Asking, self.document_id)
            if row is not None:
                row.state, row.says, row.heard_at = state, words, self.clock()


def _what(session: Session, row: Document) -> tuple[ReadDocument, list[Proposed]]:
    """Return a document and its drafts as they are sent."""
    rows = drafts.drafts(session, row.id)
    return document_of(documents.as_read(row)), [_proposed(each) for each in rows]


def _proposed(row: Draft) -> Proposed:
    note = note_of(row)
    return Proposed(
        note.guid,
        NoteType(note.type),
        note.front,
        note.back,
        note.text,
        note.extra,
        note.tags,
        note.section,
        note.quote,
        note.start or 0,
        note.end or 0,
        row.quality,
    )


def _reword(session: Session, document_id: int, found: Proposals) -> int:
    """Lay each wording beside its draft, if that is pending and as it was; return how many."""
    by_guid = {each.guid: each for each in found.rewordings}
    count = 0
    for row in drafts.drafts(session, document_id):
        new = by_guid.get(row.guid)
        if new is not None and row.state == PENDING and row.front == new.before:
            row.proposed = new.front
            count += 1
    return count


def _summary(words: int, new: int, found: Proposals) -> str:
    dropped = sum(found.dropped.values())
    why = ", ".join(f"{reason} ({count})" for reason, count in found.dropped.most_common(5))
    parts = [
        f"It proposed {words} other wordings and {new} further drafts that the text carries.",
        f"{dropped} proposals were dropped: {why}." if dropped else "",
        *found.troubles,
    ]
    return " ".join(part for part in parts if part)
