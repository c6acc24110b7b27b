"""The stateful machine, run on both databases; FLASHCARDS_TEST_EXAMPLES asks for more of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import text

from flashcards.store.engine import Database
from flashcards.store.models.base import Base
from tests.services.study.machine import Weeks

ASKED = os.environ.get("FLASHCARDS_TEST_EXAMPLES")
EXAMPLES = int(ASKED or "30")
CALM = settings(
    max_examples=EXAMPLES,
    stateful_step_count=30,
    deadline=None,
    print_blob=True,
    phases=[Phase.generate, *([Phase.shrink] if ASKED else [])],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.long
def test_whatever_she_does_on_sqlite_every_promise_holds(
    sqlite_template: Path, tmp_path: Path
) -> None:
    class OnSqlite(Weeks):
        """The machine on a fresh file for each example."""

        folder = tmp_path / "decks"

        def __init__(self) -> None:
            super().__init__()
            copy = tmp_path / "weeks.db"
            for old in tmp_path.glob("weeks.db*"):
                old.unlink()
            shutil.copy(sqlite_template, copy)
            self.database = Database(f"sqlite:///{copy.as_posix()}")

        def teardown(self) -> None:
            self.database.close()

    run_state_machine_as_test(OnSqlite, settings=CALM)


@pytest.mark.long
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_whatever_she_does_on_postgresql_every_promise_holds(
    database: Database, tmp_path: Path
) -> None:
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)

    class OnPostgresql(Weeks):
        """The machine on one database, emptied for each example."""

        folder = tmp_path / "decks"

        def __init__(self) -> None:
            super().__init__()
            self.database = database
            with database.write() as session:
                session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))

    run_state_machine_as_test(
        OnPostgresql, settings=settings(CALM, max_examples=max(5, EXAMPLES // 10))
    )
