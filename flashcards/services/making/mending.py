"""What the rules find in drafts, and the repairs that a learner takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.core.errors import Conflict, Refused
from flashcards.making.checking.check import check_note
from flashcards.making.checking.finding import Finding
from flashcards.services.checking import repairing
from flashcards.services.making import drafts
from flashcards.services.making.documents import PENDING, check_current
from flashcards.services.wording import write_to
from flashcards.store.models.content import Document, Draft


def findings(row: Draft, its_document: Document) -> list[Finding]:
    """Return what the rules find in a draft, as the note that it would become."""
    return check_note(drafts.sourced(row, its_document))


def mend(
    session: Session, user_id: int, draft_id: int, rule: str, seen: str, now: datetime
) -> Draft:
    """Make the repair of ``rule`` in a pending draft; the notes that it adds become drafts, too.

    ``seen`` is the ``repairing.fingerprint`` of the repair that was shown; raises Conflict where
    the draft has changed since.
    """
    row, its_document = drafts.alone(session, user_id, draft_id)
    check_current(its_document)
    if row.state != PENDING:
        raise Refused("This draft is decided already: undo first.")
    repairs = (each.repair for each in findings(row, its_document) if each.rule == rule)
    chosen = next((each for each in repairs if each and repairing.fingerprint(each) == seen), None)
    if chosen is None:
        raise Conflict("This draft has changed since you looked at it. Look at it again.")
    if not chosen.notes:
        return drafts.reject(session, user_id, draft_id, now)
    first, *others = chosen.notes
    write_to(row, first)
    for note in others:
        place = drafts.next_position(session, row.document_id, row.chapter)
        beside = Draft(
            document_id=row.document_id,
            chapter=row.chapter,
            position=place,
            quality=row.quality,
            state=PENDING,
        )
        write_to(beside, replace(note, guid=clock.guid()))
        session.add(beside)
        session.flush()
    return row
