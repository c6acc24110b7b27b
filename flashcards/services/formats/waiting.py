"""Files that wait for the learner to say what is in them: on disk, in no deck and no database."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from flashcards.core.errors import NotFound
from flashcards.core.notes import keepable

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Waiting:
    """A file that was given: what it is called, and its text."""

    name: str
    text: str

    @property
    def is_deck_file(self) -> bool:
        """Say whether it is a deck in the format of ``decks/``."""
        lines = self.text.lstrip("\ufeff").split("\n", 1)
        return lines[0].rstrip() == "---" and re.search(r"^Id: ", self.text, re.M) is not None


def keep(folder: Path, user_id: int, token: str, given: Waiting) -> None:
    """Keep a file for a learner under a token that nobody guesses."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    head = json.dumps({"name": keepable(given.name)})
    text = given.text.encode("utf-8", "replace").decode()
    _file(folder, user_id, token).write_text(f"{head}\n{text}", encoding="utf-8", newline="")


def read(folder: Path, user_id: int, token: str) -> Waiting:
    """Return a file that a learner gave; raises NotFound for any other."""
    path = _file(folder, user_id, token)
    if not path.is_file():
        raise NotFound("This file is not here any more. Choose it once more.")
    with path.open(encoding="utf-8", newline="") as file:
        head, _, text = file.read().partition("\n")
    return Waiting(json.loads(head)["name"], text)


def forget(folder: Path, user_id: int, token: str) -> None:
    """Let a file go."""
    _file(folder, user_id, token).unlink(missing_ok=True)


def _file(folder: Path, user_id: int, token: str) -> Path:
    if not _TOKEN.fullmatch(token):
        raise NotFound("There is no such file.")
    return folder / f"{user_id}-{token}.table"
