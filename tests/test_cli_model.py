"""``--model`` says what it sends where, uses what is true, and never loses the cards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flashcards.cli.make import make
from flashcards.config import Model
from tests.services.model.modelserver import fails, model_server, streams

QUOTE = "In 1979 Edward Bordin described the alliance as a bond, agreed goals and agreed tasks."
TEXT = f"""# The alliance

A **rupture** is a strain or a breakdown in the collaboration between therapist and patient.

{QUOTE} Ruptures occur in about half of all sessions, and therapists often do not notice them.
"""
CARD = {
    "question": "Who described the alliance as a bond, goals and tasks in 1979?",
    "answer": "Edward Bordin",
    "quote": QUOTE,
}
LIE = {**CARD, "question": "Who described the bond?", "answer": "Carl Rogers"}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Return a small document that makes cards."""
    path = tmp_path / "alliance.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(model: Model | None, *arguments: object) -> Result:
    given = {"FLASHCARDS_MODEL_URL": "", "FLASHCARDS_MODEL_NAME": "", "FLASHCARDS_MODEL_KEY": ""}
    if model is not None:
        given["FLASHCARDS_MODEL_URL"] = model.url.removesuffix("/chat/completions")
        given["FLASHCARDS_MODEL_NAME"] = model.name
        given["FLASHCARDS_MODEL_KEY"] = "secret"
    return CliRunner(env=given).invoke(make, [str(argument) for argument in arguments])


def test_true_cards_are_added_and_lies_are_counted(document: Path) -> None:
    with model_server(streams(json.dumps({"cards": [CARD, LIE]}))) as server:
        made = run(server.model(), document, "--model")
    assert made.exit_code == 0
    notes = json.loads(made.stdout)["notes"]
    assert CARD["question"] in [note["front"] for note in notes]
    assert "Carl Rogers" not in made.stdout
    first, second = made.stderr.splitlines()
    assert "are sent to http://127.0.0.1:" in first
    assert second.endswith(
        "its further cards: 1; not used: 1: the quote does not carry the answer (1)."
    )
    assert "secret" not in made.stderr


def test_nothing_is_sent_unless_it_is_asked_for(document: Path) -> None:
    with model_server(streams(json.dumps({"cards": [CARD]}))) as server:
        made = run(server.model(), document)
        assert made.exit_code == 0
        assert server.asked == []


def test_where_the_model_fails_the_cards_are_made_and_the_failure_is_told(document: Path) -> None:
    with model_server(fails(429)) as server:
        made = run(server.model(), document, "--model")
    assert made.exit_code == 1
    assert json.loads(made.stdout)["notes"]
    assert "answered 429" in made.stderr
    assert "Traceback" not in made.stderr


def test_without_a_model_set_one_is_told_how(document: Path) -> None:
    made = run(None, document, "--model")
    assert made.exit_code != 0
    assert "FLASHCARDS_MODEL_URL" in str(made.exception)


def test_case_notes_are_not_sent(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(
        "Session 4, 12/03/2024. Client: Anna Mendel, DOB 12/03/1984. Client reported poor sleep."
        f" Pt denies SI. Next session 19/03/2024.\n\n{TEXT}",
        encoding="utf-8",
    )
    with model_server(streams(json.dumps({"cards": [CARD]}))) as server:
        assert run(server.model(), notes, "--model").exit_code == 1
        assert server.asked == []
        assert run(server.model(), notes, "--model", "--redact").exit_code == 0
        assert server.asked
        assert "Mendel" not in json.dumps(server.asked)
