"""The thread that imports gives signs of life, and does not wait for itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from flashcards.services.imports import shelf, work
from flashcards.services.imports.work import Imports
from flashcards.store.engine import Database
from flashcards.store.models import content
from flashcards.store.models.interchange import Import
from tests.anki.package.made import Made
from tests.conftest import NOW
from tests.services.imports.conftest import LIMITS
from tests.services.people import make_class


def test_a_long_import_tells_how_far_it_is_while_it_is_done(
    database: Database, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BEAT", -1.0)
    imports = Imports(database, tmp_path, LIMITS)
    with database.write() as session:
        row = shelf.begin(session, make_class(session).learner, "new.apkg", NOW)
        import_id = row.id
    shutil.copy(made.folder / "new.apkg", imports.file(import_id))
    imports.work()
    with database.write() as session:
        shelf.apply(session.get_one(Import, import_id), {"progress": True})
    working = Thread(target=imports.work, daemon=True)
    working.start()
    working.join(30)
    assert not working.is_alive()
    with database.read() as session:
        row = session.get_one(Import, import_id)
        assert (row.state, row.says) == (shelf.DONE, "")
        assert row.applied_at is not None
        assert row.done > 0 or database.is_sqlite
        brought = select(content.Note).where(content.Note.import_id == import_id)
        assert len(session.scalars(brought).all()) == len(made.notes)


def test_an_import_that_went_with_its_account_stops_no_other(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports = Imports(database, tmp_path, LIMITS)
    with database.write() as session:
        people = make_class(session)
        gone = shelf.begin(session, people.learner, "gone.apkg", NOW).id
        other = shelf.begin(session, people.other, "other.apkg", NOW).id
    plan, imports_plan = imports._plan, []

    def vanishes(import_id: int) -> None:
        imports_plan.append(import_id)
        if import_id == gone:
            with database.write() as session:
                session.delete(session.get_one(Import, gone))
        plan(import_id)

    monkeypatch.setattr(imports, "_plan", vanishes)
    imports.work()
    assert imports_plan == [gone, other]
    with database.read() as session:
        assert session.get_one(Import, other).state == shelf.FAILED  # its file is not there
