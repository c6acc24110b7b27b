"""``flashcards export``: what a learner has, written for Anki."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards import config
from flashcards.services import setup
from tests.services.exports.told import told
from tests.services.people import answer, make_class, send
from tests.test_cli import Command, command

__all__ = ["command"]


@pytest.fixture
def people(command: Command) -> None:
    with setup.prepare(config.load()).write() as session:
        people = make_class(session)
        send(session, people.learner, answer("mine", people.cards[0], 4))


@pytest.mark.usefixtures("people")
def test_a_learners_decks_are_written_with_progress_or_without(
    command: Command, tmp_path: Path
) -> None:
    assert command("export", "ann@b.org", "-o", tmp_path / "all.apkg").code == 0
    found = told(tmp_path / "all.apkg")
    assert len(found["notes"]) == 5
    assert found["reviews"] == []
    run = command(
        *("export", "ann@b.org", "--deck", "Alliance", "--progress", "-o", tmp_path / "one.apkg")
    )
    assert run.code == 0
    found = told(tmp_path / "one.apkg")
    assert len(found["reviews"]) == 1
    assert "Shared" not in found["decks"]


@pytest.mark.usefixtures("people")
def test_a_collection_is_written_and_says_what_it_does(command: Command, tmp_path: Path) -> None:
    run = command("export", "ann@b.org", "-o", tmp_path / "all.colpkg")
    assert run.code == 0
    assert "replaces everything" in run.err
    assert len(told(tmp_path / "all.colpkg")["reviews"]) == 1


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "arguments",
    [
        ("nobody@b.org",),
        ("ann@b.org", "--deck", "No such deck"),
        ("ann@b.org", "--deck", "Alliance", "-o", "all.colpkg"),
        ("therapeutic-relationship", "-o", "all.colpkg"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(
    command: Command, arguments: tuple[str, ...]
) -> None:
    run = command("export", *arguments)
    assert (run.code, run.out) == (1, "")
    assert len(run.err.strip().splitlines()) == 1
    assert not Path("all.colpkg").exists()
