"""Databases without a single table, for what migrations do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.store.engine import Database
from tests.postgres import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database of each kind without a single table."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'flashcards.db').as_posix()}"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.made(f"empty_{abs(hash(tmp_path)):x}") as url:
        yield url


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    """Return a database of each kind without a single table."""
    made = Database(empty_url)
    yield made
    made.close()
