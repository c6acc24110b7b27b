"""Imports done beside the pages: one thread that plans, applies and takes back, in turn.

Reading a package and writing its notes may take a minute: nobody waits for an answer that long.
What is done is done in one transaction; a process that ends in its midst has changed nothing, and
the next one begins again.
"""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from flashcards import clock
from flashcards.anki.package.limits import Limits as PackageLimits
from flashcards.anki.package.package import open_package
from flashcards.core.errors import FlashcardsError
from flashcards.core.scheduling import day
from flashcards.services.imports import clearing, plan, shelf, undoing
from flashcards.services.imports.applying import Applying, Choices, Done
from flashcards.services.media.keeping import Limits
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.interchange import Import

SILENT = timedelta(minutes=1)
"""After which a process that works on an import is taken for dead."""
BEAT = 5.0
"""Seconds between two signs of life, on a database that takes them meanwhile."""

log = logging.getLogger("flashcards")


class Imports:
    """The thread that imports, started when there is work and ended when there is none."""

    def __init__(
        self, database: Database, folder: Path, limits: Limits, *, inline: bool = False
    ) -> None:
        self.database, self.folder, self.limits, self.inline = database, folder, limits, inline
        self.done: dict[int, int] = {}
        """How many notes, reviews and files of an import are done, as this process knows."""
        self._thread: Thread | None = None
        self._lock = Lock()
        self._news = Event()
        self._mine: set[int] = set()

    def file(self, import_id: int) -> Path:
        """Return where the package of an import lies until it is applied."""
        return clearing.file_of(self.folder, import_id)

    def wake(self) -> None:
        """See to it that open work is done; returns at once, unless it is done here."""
        if self.inline:
            self.work()
            return
        with self._lock:
            self._news.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, daemon=True, name="imports")
                self._thread.start()

    def work(self) -> None:
        """Work until nothing is open any more."""
        while (taken := self._take()) is not None:
            import_id, state = taken
            try:
                self._do(import_id, state)
            except FlashcardsError as error:
                self._failed(import_id, str(error))
            except Exception:
                log.exception("an import failed; nothing of it was kept")
                self._failed(import_id, "Something went wrong here. Nothing was changed.")
            finally:
                self._mine.discard(import_id)
                self.done.pop(import_id, None)

    def _run(self) -> None:
        while True:
            self._news.clear()
            self.work()
            with self._lock:
                if not self._news.is_set():
                    self._thread = None
                    return

    def _take(self) -> tuple[int, str] | None:
        """Return the next import that nobody works on, with its state."""
        now = clock.now()
        with self.database.write() as session:
            rows = session.scalars(
                select(Import)
                .where(Import.state.in_(shelf.WORKING))
                .order_by(Import.id)
                .with_for_update(skip_locked=True)
            )
            for row in rows:
                free = self.database.is_sqlite or row.heard_at < now - SILENT
                if free and row.id not in self._mine:
                    row.heard_at = now
                    self._mine.add(row.id)
                    return row.id, row.state
        return None

    def _do(self, import_id: int, state: str) -> None:
        if state == shelf.PLANNING:
            self._plan(import_id)
        elif state == shelf.APPLYING:
            self._apply(import_id)
        else:
            with self.database.write() as session:
                row = session.get_one(Import, import_id)
                row.state = shelf.DONE
                undoing.undo(session, session.get_one(User, row.owner_id), row, clock.now())

    def _plan(self, import_id: int) -> None:
        with self.database.read() as session:
            row, learner = self._row(session, import_id)
            with self._package(row, learner) as package:
                made = plan.make(session, learner.id, package)
                steps = package.counts.notes + package.counts.reviews + package.counts.media
        with self.database.write() as session:
            row = session.get_one(Import, import_id)
            row.state, row.plan, row.steps = shelf.PLANNED, asdict(made), steps

    def _apply(self, import_id: int) -> None:
        heard = time.monotonic()

        def report(steps: int) -> None:
            nonlocal heard
            self.done[import_id] = steps
            if not self.database.is_sqlite and time.monotonic() > heard + BEAT:
                heard = time.monotonic()
                self._beat(import_id, steps)

        now = clock.now()
        with self.database.write() as session:
            row, learner = self._row(session, import_id)
            with self._package(row, learner) as package:
                work = Applying(session, learner, row, package, self.limits, now, report)
                found = work.do(Choices(**row.choices))
            # Written last: signs of life are written to this row meanwhile, by other transactions.
            row.state, row.before, row.applied_at = shelf.DONE, _told(found), now
        self.file(import_id).unlink(missing_ok=True)

    def _beat(self, import_id: int, steps: int) -> None:
        with self.database.write() as session:
            row = session.get_one(Import, import_id)
            row.done, row.heard_at = steps, clock.now()

    def _package(self, row: Import, learner: User) -> Any:
        path = self.file(row.id)
        if not path.is_file():
            raise FlashcardsError("The file is not there any more. Choose it once more.")
        bounds = PackageLimits(one_media=self.limits.file)
        return open_package(path, bounds, name=row.name, zone=day.zone(learner.zone))

    def _row(self, session: Session, import_id: int) -> tuple[Import, User]:
        row = session.get_one(Import, import_id)
        return row, session.get_one(User, row.owner_id)

    def _failed(self, import_id: int, says: str) -> None:
        with self.database.write() as session:
            row = session.get(Import, import_id)  # gone with the account, if that was deleted
            if row is not None and row.state == shelf.UNDOING:
                row.state, row.says = shelf.DONE, says
                return
            if row is not None:
                row.state, row.says = shelf.FAILED, says
        self.file(import_id).unlink(missing_ok=True)


def _told(found: Done) -> dict[str, Any]:
    kept = asdict(found)
    return {"notes": kept.pop("before"), "counts": kept}
