"""The disclaimer: which version of its text is in force, and who accepted it when."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from flashcards.core.errors import Invalid
from flashcards.store.models.accounts import Acceptance, Disclaimer, User
from flashcards.store.once import add_once

NOT_ACCEPTED = "Please read the disclaimer and tick the box: without it there is no account."


def version(text: str) -> str:
    """Return the version of a text: its SHA-256."""
    return sha256(text.encode()).hexdigest()


def accepted(session: Session, user_id: int, text: str) -> bool:
    """Say whether the learner accepted exactly this text."""
    return session.get(Acceptance, (user_id, version(text))) is not None


def accept(session: Session, user: User, text: str, ticked: bool, now: datetime) -> None:
    """Keep that the learner accepted this text now; raises Invalid without the tick."""
    if not ticked:
        raise Invalid(NOT_ACCEPTED, "accepted")
    add_once(session, Disclaimer, version=version(text), text=text, first_shown_at=now)
    add_once(session, Acceptance, user_id=user.id, version=version(text), accepted_at=now)
