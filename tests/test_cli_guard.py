"""On the command line case notes are refused, redacted, or made into cards if she says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flashcards.cli.make import make

NOTES = """# Session 4, 12/03/2024

Client: Anna Mendel, DOB 12/03/1984. Client reported poor sleep. Pt denies SI.

**Exposure** is the repeated and planned meeting with what one is afraid of.

**Avoidance** is anything that a person does in order not to meet what she fears.

Next session 19/03/2024.
"""
STUDY = """# Fear

**Exposure** is the repeated and planned meeting with what one is afraid of.

**Avoidance** is anything that a person does in order not to meet what she fears.
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a file that looks like case notes and holds two definitions."""
    path = tmp_path / "anna.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(make, [str(argument) for argument in arguments])


def test_case_notes_are_refused_by_name_with_what_was_seen_and_what_to_do(notes: Path) -> None:
    refused = run(notes)
    assert refused.exit_code == 1
    assert refused.stdout == ""
    for told in (str(notes), "a client's name", "--redact", "--no-client-data"):
        assert told in refused.stderr
    assert "Mendel" not in refused.stderr.replace(str(notes), "")


def test_nothing_is_written_of_a_refused_file_and_the_others_are_made(
    notes: Path, tmp_path: Path
) -> None:
    study = tmp_path / "fear.md"
    study.write_text(STUDY, encoding="utf-8")
    assert run(notes, study, "-o", tmp_path / "out").exit_code == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["fear.json"]


def test_redacted_notes_become_cards_without_the_client(notes: Path) -> None:
    redacted = run(notes, "--redact")
    assert redacted.exit_code == 0
    assert json.loads(redacted.stdout)["notes"]
    for secret in ("Anna", "Mendel", "1984", "19/03"):
        assert secret not in redacted.stdout
    assert "[client]" in redacted.stdout
    assert "anna.md: went on without" in redacted.stderr


def test_who_says_that_no_client_is_meant_goes_on(notes: Path) -> None:
    made = run(notes, "--no-client-data")
    assert made.exit_code == 0
    assert "Mendel" in json.loads(made.stdout)["text"]


def test_one_cannot_say_both(notes: Path) -> None:
    assert run(notes, "--redact", "--no-client-data").exit_code == 2
