"""``flashcards export-all`` and ``import-all``: one learner's everything, by the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flashcards import config
from flashcards.cli.command import flashcards
from flashcards.core.errors import NotFound, Refused
from flashcards.services import setup
from flashcards.services.library import decks, notes
from tests.conftest import NOW
from tests.services.people import answer, basic, cards_of, make_user, send


def test_what_is_exported_is_imported_and_exported_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASHCARDS_INSTANCE", str(tmp_path / "instance"))
    database = setup.prepare(config.load())
    with database.write() as session:
        ann, _ = make_user(session), make_user(session, "bob@b.org")
        deck = decks.add(session, ann.id, "Alliance", "", NOW).id
        notes.add(session, deck, basic("n1"), NOW)
        send(session, ann.id, answer("a", cards_of(session, deck)[0], 4))
    database.close()
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"

    def run(*words: str) -> Result:
        return CliRunner().invoke(flashcards, words)

    assert run("export-all", "ann@b.org", "-o", str(one)).exit_code == 0
    taken = run("import-all", "bob@b.org", str(one))
    assert taken.output == "1 notes, 1 reviews.\n"
    assert run("export-all", "bob@b.org", "-o", str(two)).exit_code == 0
    assert one.read_bytes() == two.read_bytes()
    assert isinstance(run("import-all", "bob@b.org", str(one)).exception, Refused)
    assert isinstance(run("export-all", "nobody@b.org").exception, NotFound)
