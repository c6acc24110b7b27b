"""What all tests share: a database of each kind, fresh for every test, and an app on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from flashcards import config
from flashcards.config import Settings
from flashcards.services import passwords
from flashcards.store import migrate
from flashcards.store.engine import Database
from tests.postgres import TEMPLATE, Server, server_url

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""A Monday morning: tests have a time of their own."""


FORKING = ("test_fork.py", "test_whole.py", "test_cli_make.py")
"""Tests that fork their own process: that is safe only before browsers and servers ran in it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests that fork first."""
    items.sort(key=lambda item: item.path.name not in FORKING)


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords in a millisecond instead of 200."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", cheap)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    database = Database(f"sqlite:///{path.as_posix()}")
    migrate.upgrade(database, config.shipped("migrations"))
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a PostgreSQL server that has an empty migrated template."""
    with server_url(tmp_path_factory.mktemp("postgres")) as url:
        server = Server(url)
        database = Database(server.make(TEMPLATE))
        migrate.upgrade(database, config.shipped("migrations"))
        database.close()
        server.seal_template()
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a fresh database of each kind."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        copy = tmp_path / "flashcards.db"
        shutil.copy(template, copy)
        yield f"sqlite:///{copy.as_posix()}"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.lend(f"test_{abs(hash(tmp_path)):x}") as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return a fresh migrated database of each kind."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Return settings that keep everything in the test's own folder."""
    loaded = config.load({"FLASHCARDS_INSTANCE": str(tmp_path / "instance")})
    return Settings(**{**vars(loaded), "database_url": database_url, "inline": True})
