"""Slows down guessing: failed tries are counted in the database, for all workers and restarts."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from flashcards.core.errors import TooMany
from flashcards.store.models.accounts import FailedTry
from flashcards.store.once import add_once

WINDOW = timedelta(minutes=15)
KEPT_WINDOWS = 96


def check(session: Session, what: str, limit: int, now: datetime) -> None:
    """Raise TooMany where ``what`` failed ``limit`` times in this window and the one before."""
    window = _window(now)
    count = session.scalar(
        select(func.sum(FailedTry.count)).where(
            FailedTry.key == _key(what), FailedTry.window >= window - 1
        )
    )
    if (count or 0) >= limit:
        raise TooMany("Too many tries. Wait a quarter of an hour, then try again.")


def failed(session: Session, what: str, now: datetime) -> None:
    """Count one failed try of ``what``."""
    key, window = _key(what), _window(now)
    add_once(session, FailedTry, key=key, window=window, count=0)
    session.execute(
        update(FailedTry)
        .where(FailedTry.key == key, FailedTry.window == window)
        .values(count=FailedTry.count + 1)
    )
    session.execute(delete(FailedTry).where(FailedTry.window < window - KEPT_WINDOWS))


def _window(now: datetime) -> int:
    return int(now.timestamp() // WINDOW.total_seconds())


def _key(what: str) -> str:
    return sha256(what.encode()).hexdigest()
