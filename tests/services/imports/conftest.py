"""Packages of the real Anki, and a learner to import them for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from flashcards.anki.package.package import open_package
from flashcards.core.scheduling import day
from flashcards.services.imports import plan
from flashcards.services.imports.applying import Applying, Choices, Done
from flashcards.services.imports.plan import Plan
from flashcards.services.imports.undoing import undo
from flashcards.services.media.keeping import Limits
from flashcards.store.engine import Database
from flashcards.store.models.accounts import User
from flashcards.store.models.interchange import Import
from tests.anki.package.made import Made, collection_of_every_kind, export
from tests.conftest import NOW
from tests.services.people import Class, make_class

LIMITS = Limits(1 << 20, 1 << 30)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return packages of a collection with cards of every kind."""
    collection, made = collection_of_every_kind(tmp_path_factory.mktemp("made"))
    try:
        export(collection, made.folder, "new.apkg")
    finally:
        collection.close()
    return made


@dataclass
class Desk:
    """A learner at her imports."""

    session: Session
    people: Class
    learner: User
    now: datetime = NOW

    def plans(self, path: Path) -> Plan:
        """Return what importing a package would do."""
        with open_package(path, zone=day.zone(self.learner.zone)) as package:
            return plan.make(self.session, self.learner.id, package)

    def imports(self, path: Path, choices: Choices | None = None) -> tuple[Import, Done]:
        """Import a package."""
        row = Import(
            owner_id=self.learner.id,
            name=path.name,
            state="applying",
            heard_at=self.now,
            created_at=self.now,
            applied_at=self.now,
        )
        self.session.add(row)
        self.session.flush()
        with open_package(path, zone=day.zone(self.learner.zone)) as package:
            work = Applying(self.session, self.learner, row, package, LIMITS, self.now)
            done = work.do(choices or Choices())
        row.state, row.before = "done", {"notes": done.before}
        self.session.flush()
        return row, done

    def undoes(self, row: Import) -> None:
        """Take an import back."""
        undo(self.session, self.learner, row, self.now)
        self.session.flush()


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    """Return a learner who has decks, beside somebody else with decks of his own."""
    with database.write() as session:
        people = make_class(session)
        yield Desk(session, people, session.get_one(User, people.learner))
