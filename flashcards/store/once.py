"""Rows that two people, or one person's two clicks, may put in at the same instant."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from flashcards.store.models.base import Base


def add_once(session: Session, model: type[Base], **values: Any) -> None:
    """Insert a row unless one with its key is there, or is being put in by somebody else."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(model).values(**values).on_conflict_do_nothing())
    else:
        session.execute(sqlite.insert(model).values(**values).on_conflict_do_nothing())
