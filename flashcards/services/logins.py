"""Logins: a random token in the cookie, its hash in a row, worthless once the row is gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from flashcards.store.models.accounts import Login, User

IDLE = timedelta(days=30)
LONGEST = timedelta(days=180)
SEEN_EVERY = timedelta(hours=1)


def open_login(session: Session, user: User, token: str, browser: str, now: datetime) -> None:
    """Let the browser that holds ``token`` in as ``user``."""
    session.add(
        Login(
            token_hash=_hash(token),
            user_id=user.id,
            created_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
            browser=browser[:200],
        )
    )


def learner(session: Session, token: str, now: datetime) -> User | None:
    """Return who holds ``token``, if the login is open and was used in the last 30 days."""
    row = session.get(Login, _hash(token))
    if row is None or row.expires_at <= now or row.seen_at + IDLE <= now:
        return None
    return session.get(User, row.user_id)


def seen(session: Session, token: str, now: datetime) -> None:
    """Note that the login is in use."""
    row = session.get(Login, _hash(token))
    if row is not None:
        row.seen_at = now


def needs_note(session: Session, token: str, now: datetime) -> bool:
    """Say whether it is time to note again that the login is in use: once an hour."""
    row = session.get(Login, _hash(token))
    return row is not None and row.seen_at + SEEN_EVERY <= now


def close(session: Session, token: str) -> None:
    """Log one browser out."""
    session.execute(delete(Login).where(Login.token_hash == _hash(token)))


def close_all(session: Session, user_id: int) -> None:
    """Log every browser of a learner out."""
    session.execute(delete(Login).where(Login.user_id == user_id))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
