"""A learner's file from a database to a disk and back, each in one transaction."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import IO

from flashcards.services.everything import reading, writing
from flashcards.services.everything.archive import Archive
from flashcards.services.media.keeping import Limits
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User


def keep(database: Database, user_id: int, file: IO[bytes]) -> None:
    """Write all that belongs to a learner, as it stands at one instant."""
    with database.read() as session:
        if not database.is_sqlite:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        writing.write(session, user_id, file)


def take(
    database: Database, user_id: int, path: Path, limits: Limits, now: datetime
) -> dict[str, int]:
    """Take a file into an account that is empty; return how many rows of each kind there were."""
    with Archive(path, limits.file) as archive, database.write() as session:
        learner = session.get_one(User, user_id)
        return reading.read(session, learner, archive, limits, now)
