"""A learner's imports: begun, decided on, taken back, and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.core.errors import NotFound, Refused
from flashcards.core.scheduling import day
from flashcards.store.models.interchange import Import

PLANNING, PLANNED, APPLYING, DONE = "planning", "planned", "applying", "done"
UNDOING, UNDONE, FAILED = "undoing", "undone", "failed"
WORKING = (PLANNING, APPLYING, UNDOING)
KEPT = 50
"""Imports of a learner that are listed."""
_NEVER = day.instant(0)
"""When nobody has worked on it yet."""


def begin(session: Session, user_id: int, name: str, now: datetime) -> Import:
    """Begin an import of the file ``name``; raises Refused while another one is worked on."""
    mine = select(Import.id).where(Import.owner_id == user_id, Import.state.in_(WORKING))
    if session.scalars(mine.limit(1)).first() is not None:
        raise Refused("Another import of yours is being worked on. Wait until it is done.", "file")
    row = Import(owner_id=user_id, name=name[:300], state=PLANNING, heard_at=_NEVER, created_at=now)
    session.add(row)
    session.flush()
    return row


def own(session: Session, user_id: int, import_id: int) -> Import:
    """Return an import of the learner's; raises NotFound for any other."""
    row = session.get(Import, import_id)
    if row is None or row.owner_id != user_id:
        raise NotFound("There is no such import.")
    return row


def all_own(session: Session, user_id: int) -> Sequence[Import]:
    """Return the learner's imports, the newest first."""
    return session.scalars(
        select(Import).where(Import.owner_id == user_id).order_by(Import.id.desc()).limit(KEPT)
    ).all()


def apply(row: Import, choices: dict[str, Any]) -> None:
    """Let an import that was planned be done."""
    if row.state != PLANNED:
        raise Refused("This import was decided on already.")
    row.state, row.choices, row.heard_at = APPLYING, choices, _NEVER


def take_back(row: Import) -> None:
    """Let an import that was done be undone."""
    if row.state != DONE:
        raise Refused("This import is not there to be taken back.")
    row.state, row.says, row.heard_at = UNDOING, "", _NEVER


def forget(session: Session, row: Import) -> None:
    """Take an import off the list that changed nothing."""
    if row.state not in (PLANNED, FAILED):
        raise Refused("What was imported stays on the list, so that it can be taken back.")
    session.delete(row)


def forget_waiting(session: Session, user_id: int, name: str) -> list[int]:
    """Forget the imports of one name that changed nothing; return which they were."""
    rows = session.scalars(
        select(Import).where(
            Import.owner_id == user_id,
            Import.name == name,
            Import.state.in_((PLANNED, FAILED)),
        )
    ).all()
    for row in rows:
        session.delete(row)
    return [row.id for row in rows]
