"""``flashcards work`` does what the pages leave to it, and never beside a server on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from flashcards import config
from flashcards.cli.work import work
from flashcards.core.errors import Refused
from flashcards.services import setup
from flashcards.store.models.content import Drafting
from tests.services.making.books import kept
from tests.services.people import make_user


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Keep a book in an installation of the test's own and return its id."""
    monkeypatch.setenv("FLASHCARDS_INSTANCE", str(tmp_path))
    monkeypatch.setenv("FLASHCARDS_WORKERS", "0")
    database = setup.prepare(config.load())
    with database.write() as session:
        user = make_user(session).id
    found = kept(database, user)
    database.close()
    return found


def test_it_drafts_what_is_open(document: int) -> None:
    assert CliRunner().invoke(work, ["--once"]).exit_code == 0
    database = setup.prepare(config.load())
    with database.read() as session:
        assert session.get_one(Drafting, document).state == "done"
    database.close()


def test_it_is_refused_while_a_server_has_the_data(document: int, tmp_path: Path) -> None:
    with FileLock(tmp_path / "serving.lock"):
        result = CliRunner().invoke(work, ["--once"])
    assert isinstance(result.exception, Refused)
    assert "already" in str(result.exception)
