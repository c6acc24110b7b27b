"""Lets go of packages that nobody decided on."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards.services.imports import shelf
from flashcards.store.models.interchange import Import

KEPT = timedelta(days=7)
"""How long a package waits to be decided on."""


def file_of(folder: Path, import_id: int) -> Path:
    """Return where the package of an import lies until it is applied."""
    return folder / f"{import_id}.package"


def clear(session: Session, folder: Path, now: datetime) -> int:
    """Forget the imports of all learners that wait too long, and files of none; return how many."""
    before = now - KEPT
    stale = session.scalars(
        select(Import).where(Import.state == shelf.PLANNED, Import.created_at < before)
    ).all()
    for row in stale:
        file_of(folder, row.id).unlink(missing_ok=True)
        session.delete(row)
    session.flush()
    _sweep(session, folder, before)
    return len(stale)


def _sweep(session: Session, folder: Path, before: datetime) -> None:
    """Delete what a process left behind that ended while a package came in."""
    if not folder.is_dir():
        return
    open_ones = select(Import.id).where(Import.state.in_((*shelf.WORKING, shelf.PLANNED)))
    kept = {file_of(folder, import_id) for import_id in session.scalars(open_ones)}
    for path in folder.iterdir():
        if path not in kept and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
